"use strict";
// What follows from who reports: capacities that fit, the usual way for this reporter, and answers that are not theirs.
{
  const answer = (scope, name) => scope.querySelector(`[name="${name}"]:checked`)?.value || "";
  const formOf = (element) => element.closest("form") || document;

  // ── an answer that is not allowed stays visible with its reason
  function switchOff(option) {
    const [name, wanted] = option.dataset.offWhen.split("=");
    const control = option.querySelector("input");
    const off = wanted.split("|").includes(answer(formOf(option), name));
    control.disabled = off;
    if (off) control.checked = false;
  }

  // ── only the capacities of this kind of reporter
  function fit(select) {
    const fits = JSON.parse(select.dataset.fits)[answer(formOf(select), "kind")];
    for (const option of select.options) {
      const out = Boolean(fits && option.value && !fits.includes(option.value));
      option.hidden = out;
      option.disabled = out;
      if (out && option.selected) select.value = "";
    }
    for (const group of select.querySelectorAll("optgroup")) group.hidden = [...group.children].every((one) => one.hidden);
    if (fits?.length === 1) select.value = fits[0];
  }

  // ── the usual way, until somebody chooses
  function usual(options) {
    const chosen = options.querySelector(":checked");
    const kind = answer(formOf(options), options.dataset.defaultOf);
    if (!kind || (chosen && options.dataset.given !== chosen.value)) return;
    const way = kind === "citizen" ? options.dataset.defaultCitizen : options.dataset.defaultOther;
    options.dataset.given = way;
    options.querySelector(`[value="${way}"]`).checked = true;
  }

  // ── more than 24 hours ago asks why
  function late(part) {
    const form = formOf(part);
    const day = /^(\d{1,2})[-/](\d{1,2})[-/](\d{4})$/.exec(form.querySelector('[name="received_on"]').value.trim());
    const time = /^(\d{1,2})[:.](\d{2})$/.exec(form.querySelector('[name="received_time"]').value.trim());
    if (!day || !time) return;
    const moment = new Date(day[3], day[2] - 1, day[1], time[1], time[2]);
    const field = part.querySelector("input");
    part.hidden = Date.now() - moment < 86_400_000 && !part.querySelector(".is-invalid") && !field.value;
  }

  function follow() {
    document.querySelectorAll("[data-off-when]").forEach(switchOff);
    document.querySelectorAll("[data-fits]").forEach(fit);
    document.querySelectorAll("[data-default-of]").forEach(usual);
    document.querySelectorAll("[data-late]").forEach(late);
    document.querySelectorAll("[data-seen-row]").forEach((row) => {
      row.classList.toggle("is-seen", row.querySelector(":checked")?.value === "seen");
    });
  }

  // In the capture phase: what follows here is what the parts of parts.js look at.
  document.addEventListener("change", follow, true);
  document.addEventListener("htmx:afterSwap", follow, true);
  follow();
  document.dispatchEvent(new Event("desk:follow"));
}
