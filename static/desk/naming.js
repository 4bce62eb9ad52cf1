// Gives autocomplete fields the names of their labels, which screen readers otherwise do not find.
"use strict";
{
  const name = (select) => {
    const label = document.querySelector(`label[for="${select.id}"]`);
    const parts = select.nextElementSibling?.querySelectorAll('[role="combobox"], [role="textbox"], input[type="search"]');
    const said = label?.textContent.trim().replace(/[:：]$/, "");
    for (const part of said ? parts || [] : []) {
      const chosen = select.multiple ? "" : select.selectedOptions[0]?.textContent.trim();
      part.removeAttribute("aria-labelledby");
      part.setAttribute("aria-label", chosen ? `${said}: ${chosen}` : said);
    }
  };

  const nameAll = () => document.querySelectorAll("select.admin-autocomplete").forEach(name);

  // Autocomplete sets itself up when the page is ready, and again for each new row.
  window.addEventListener("load", () => {
    nameAll();
    django.jQuery(document).on("change", "select.admin-autocomplete", (event) => name(event.target));
  });
  document.addEventListener("formset:added", () => setTimeout(nameAll));
}
