// Copies citations, and remembers the last style in the reader's own browser. The page works without it.
(() => {
  const form = document.querySelector("form[data-citing]");
  const cited = document.getElementById("cited");
  if (!form || !cited) return;
  const remembered = "testimonia-style";
  const asked = new URLSearchParams(location.search);

  const store = (action) => { try { return action(); } catch { return null; } }; // storage may be forbidden
  const last = store(() => localStorage.getItem(remembered));
  if (asked.has("style")) {
    store(() => localStorage.setItem(remembered, asked.get("style")));
  } else if (last && last !== form.elements.style.value) {
    show(last);
  }

  async function show(style) {
    const address = new URL(form.dataset.citing, location.href);
    for (const [name, value] of new FormData(form)) address.searchParams.append(name, value);
    address.searchParams.set("style", style);
    const answer = await fetch(address);
    if (!answer.ok) return store(() => localStorage.removeItem(remembered));
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    for (const id of ["style", "cited"]) {
      const fresh = page.getElementById(id);
      if (fresh) document.getElementById(id).replaceChildren(...fresh.childNodes);
    }
    // Options that move from one list to another all count as chosen; the last would win.
    form.elements.style.value = style;
    ready();
  }

  form.addEventListener("change", (event) => {
    if (event.target.name === "style") form.requestSubmit();
  });

  function ready() {
    for (const line of document.querySelectorAll(".copying")) line.hidden = false;
  }

  document.addEventListener("click", async (event) => {
    const button = event.target.closest("[data-copy]");
    if (!button) return;
    const lines = [...button.closest("section").querySelectorAll(".csl-entry")];
    const plain = lines.map((line) => line.innerText.trim()).join("\n");
    const rich = lines.map((line) => `<p>${line.innerHTML}</p>`).join("");
    const status = button.parentElement.querySelector("[data-copied]");
    if (button.dataset.copy === "rich" && window.ClipboardItem) {
      await navigator.clipboard.write([new ClipboardItem({
        "text/html": new Blob([rich], { type: "text/html" }),
        "text/plain": new Blob([plain], { type: "text/plain" }),
      })]);
    } else {
      await navigator.clipboard.writeText(plain);
    }
    status.textContent = status.dataset.copied;
  });

  ready();
})();
