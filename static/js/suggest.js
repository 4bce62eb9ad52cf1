// Offers names while one types in the search box; without it the box works as it is.
"use strict";

for (const box of document.querySelectorAll("input[data-suggest]")) {
  const list = document.createElement("datalist");
  list.id = `${box.id}-names`;
  box.after(list);
  box.setAttribute("list", list.id);
  let waiting = 0;
  let asked = "";

  const show = (found) => {
    list.replaceChildren(...found.map((one) => {
      const option = document.createElement("option");
      option.value = one.label;
      option.label = `${one.label} (${one.count})`;
      if (one.language) option.lang = one.language;
      option.dataset.address = one.address;
      return option;
    }));
  };

  const ask = async () => {
    const typed = box.value.trim();
    if (typed === asked) return;
    asked = typed;
    if (!typed) return show([]);
    try {
      const answer = await fetch(`${box.dataset.suggest}?q=${encodeURIComponent(typed)}`);
      const { suggestions } = await answer.json();
      if (box.value.trim() === typed) show(suggestions);
    } catch {
      show([]);
    }
  };

  box.addEventListener("input", (event) => {
    const chosen = [...list.options].find((option) => option.value === box.value);
    if (chosen && event.inputType !== "insertText") {
      location.href = chosen.dataset.address;
      return;
    }
    clearTimeout(waiting);
    waiting = setTimeout(ask, 150);
  });
}
