// Offers the roles of a speaker as soon as the speaker is chosen; without this script, after saving.
"use strict";
{
  const AGENT = /^id_attributions-\d+-agent$/;

  const known = new WeakMap();

  // The desk says “change” also when it has only set itself up.
  const isOther = (agent) => {
    const before = known.get(agent) ?? agent.querySelector("option[selected]")?.value ?? "";
    known.set(agent, agent.value);
    return before !== agent.value;
  };

  const fill = (select, roles) => {
    const empty = select.querySelector('option[value=""]');
    select.replaceChildren(...(empty ? [empty] : []), ...roles.map((role) => new Option(role.title, role.id)));
  };

  const offer = async (agent) => {
    const select = document.getElementById(agent.id.replace(/agent$/, "role"));
    const address = document.querySelector("[data-roles-address]").dataset.rolesAddress;
    const response = await fetch(`${address}?${new URLSearchParams({agent: agent.value})}`);
    if (select && response.ok) {
      fill(select, (await response.json()).roles);
    }
  };

  // Autocomplete tells of a choice through jQuery only.
  document.addEventListener("DOMContentLoaded", () => {
    django.jQuery(document).on("change", "select", (event) => {
      if (AGENT.test(event.target.id) && isOther(event.target)) {
        offer(event.target).catch(() => {});
      }
    });
  });
}
