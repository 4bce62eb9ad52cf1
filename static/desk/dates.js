// Shows, while a date is typed, how the archive reads it; without this script it is shown after saving.
"use strict";
{
  const WAIT = 300; // milliseconds of rest before asking
  const waiting = new WeakMap();

  const calendarOf = (field) => document.getElementById(field.id.replace(/_edtf$/, "_calendar"));

  const show = (field, answer) => {
    const place = field.parentElement.querySelector(".date-reading");
    place.textContent = answer.error || answer.reading || "";
    place.classList.toggle("wrong", Boolean(answer.error));
  };

  const ask = async (field) => {
    const wish = new URLSearchParams({edtf: field.value, calendar: calendarOf(field)?.value || ""});
    const response = await fetch(`${field.dataset.readingAddress}?${wish}`, {headers: {Accept: "application/json"}});
    if (response.ok && wish.get("edtf") === field.value) {
      show(field, await response.json());
    }
  };

  const ask_soon = (field) => {
    clearTimeout(waiting.get(field));
    waiting.set(field, setTimeout(() => ask(field).catch(() => show(field, {})), WAIT));
  };

  const heard = (event) => {
    const typed = event.target.closest?.(".historical-date");
    const chosen = event.target.id?.endsWith("_calendar") && document.getElementById(event.target.id.replace(/_calendar$/, "_edtf"));
    if (typed || chosen) {
      ask_soon(typed || chosen);
    }
  };

  document.addEventListener("input", heard);
  document.addEventListener("change", heard);
}
