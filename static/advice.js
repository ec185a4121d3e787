"use strict";
// Organisations that fit the chosen kind of trafficking come first, beside the form.
{
  const FIRST = 4; // as in page.py
  const fits = (contact) => contact.querySelector(":checked") || contact.querySelector("[data-fits]:not([hidden])");

  document.addEventListener("change", (event) => {
    if (event.target.name !== "trafficking_kinds" && event.target.name !== "trafficking") return;
    const [first, rest] = ["fits", "rest"].map((name) => document.querySelector(`[data-referrals="${name}"]`));
    if (!first || !rest) return;
    const all = [...document.querySelectorAll("[data-referral]")];
    const fitting = all.filter(fits);
    const sorted = [...fitting, ...all.filter((contact) => !fitting.includes(contact))];
    const shown = Math.max(FIRST, fitting.length);
    first.append(...sorted.slice(0, shown));
    rest.append(...sorted.slice(shown));
  });
}
