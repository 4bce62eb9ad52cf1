// Offers names in any script while one types in the search box (the combobox pattern); without it the box works as it is.
"use strict";

for (const box of document.querySelectorAll("input[data-suggest]")) {
  const list = document.createElement("ul");
  list.id = `${box.id}-names`;
  list.className = "names";
  list.hidden = true;
  list.setAttribute("role", "listbox");
  list.setAttribute("aria-label", box.dataset.names);
  box.after(list);
  for (const [name, value] of Object.entries({
    role: "combobox", "aria-autocomplete": "list", "aria-expanded": "false", "aria-controls": list.id,
  })) box.setAttribute(name, value);
  let waiting = 0;
  let asked = "";
  let place = -1;

  const select = (wanted) => {
    place = wanted;
    [...list.children].forEach((option, number) => option.setAttribute("aria-selected", number === place));
    const option = list.children[place];
    if (!option) return box.removeAttribute("aria-activedescendant");
    box.setAttribute("aria-activedescendant", option.id);
    option.scrollIntoView({ block: "nearest" });
  };

  const open = (isOpen) => {
    list.hidden = !isOpen;
    box.setAttribute("aria-expanded", isOpen);
    select(-1);
  };

  const part = (text, name, language = "") => {
    const span = document.createElement("span");
    span.textContent = text;
    span.className = name;
    if (language) span.lang = language;
    return span;
  };

  const show = (found) => {
    list.replaceChildren(...found.map((one, number) => {
      const option = document.createElement("li");
      option.id = `${list.id}-${number}`;
      option.setAttribute("role", "option");
      option.dataset.address = one.address;
      option.append(part(one.label, "name", one.language), " ", part(one.kind_label, "kind"), " ", part(one.count, "tally"));
      return option;
    }));
    open(found.length > 0);
  };

  const ask = async () => {
    const typed = box.value.trim();
    if (typed === asked) return;
    asked = typed;
    if (!typed) return show([]);
    try {
      const answer = await fetch(`${box.dataset.suggest}?q=${encodeURIComponent(typed)}`);
      const { suggestions } = await answer.json();
      if (box.value.trim() === typed && document.activeElement === box) show(suggestions);
    } catch {
      show([]);
    }
  };

  const go = (option) => { location.href = option.dataset.address; };

  const keys = {
    ArrowDown: () => {
      if (list.hidden) open(list.children.length > 0);
      select((place + 1) % list.children.length);
    },
    ArrowUp: () => {
      if (list.hidden) open(list.children.length > 0);
      select((place > 0 ? place : list.children.length) - 1);
    },
    Enter: () => go(list.children[place]),
    Escape: () => open(false),
  };

  box.addEventListener("input", () => {
    clearTimeout(waiting);
    waiting = setTimeout(ask, 150);
  });
  box.addEventListener("keydown", (event) => {
    if (event.isComposing || !keys[event.key] || !list.children.length) return;
    if (event.key === "Enter" && (list.hidden || place < 0)) return;
    if (event.key === "Escape" && list.hidden) return;
    event.preventDefault();
    keys[event.key]();
  });
  box.addEventListener("blur", () => open(false));
  list.addEventListener("mousedown", (event) => event.preventDefault());
  list.addEventListener("click", (event) => {
    const option = event.target.closest("[role=option]");
    if (option) go(option);
  });
}
