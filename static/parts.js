"use strict";
// Parts of a form that answer while typing: counters, filters of long lists, and parts that follow from an answer.
{
  // ── counter: "133 van 600"
  function count(area) {
    const max = Number(area.dataset.max);
    const length = [...area.value].length;
    const counter = area.nextElementSibling;
    const over = length - max;
    const most = max.toLocaleString(document.documentElement.lang || "nl-NL");
    const tooMuch = over > 0 ? `: ${over} ${desk.words("tooMuch", "te veel")}` : "";
    counter.textContent = `${length} ${desk.words("of", "van")} ${most}${tooMuch}`;
    counter.classList.toggle("is-over", over > 0);
  }

  function addCounter(area) {
    const counter = document.createElement("p");
    counter.className = "counter";
    counter.dataset.counter = "";
    area.after(counter);
    count(area);
  }

  // ── filter
  const plain = (text) => text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();

  function filter(list, words) {
    const wanted = plain(words).split(/\s+/).filter(Boolean);
    let left = 0;
    for (const option of list.querySelectorAll(".form-check")) {
      const text = plain(option.textContent);
      const fits = wanted.every((word) => text.includes(word));
      option.hidden = !fits && !option.querySelector(":checked");
      left += option.hidden ? 0 : 1;
    }
    list.querySelectorAll(".group-name").forEach((name) => (name.hidden = wanted.length > 0));
    return left;
  }

  function addFilter(list) {
    const box = document.createElement("input");
    const said = document.createElement("p");
    const legend = list.closest("fieldset")?.querySelector("legend")?.textContent.trim() || desk.words("list", "de lijst");
    box.type = "text";
    box.className = "form-control filter";
    box.placeholder = desk.words("type", "Typ om te zoeken");
    box.autocomplete = "off";
    box.setAttribute("aria-label", `${desk.words("searchIn", "Zoek in")} ${legend}`);
    said.className = "visually-hidden";
    said.setAttribute("role", "status");
    box.addEventListener("input", () => (said.textContent = `${filter(list, box.value)} ${desk.words("choices", "keuzes")}`));
    box.addEventListener("keydown", (event) => {
      if (event.key === "Enter" && !event.ctrlKey) event.preventDefault();
    });
    list.before(box, said);
  }

  // ── what follows from an answer
  function answers(scope, name) {
    return [...scope.querySelectorAll(`[name="${CSS.escape(name)}"]`)]
      .filter((control) => !control.disabled && (!/^(radio|checkbox)$/.test(control.type) || control.checked))
      .map((control) => control.value)
      .filter(Boolean);
  }

  function holds(part) {
    const scope = part.closest("form") || document;
    return part.dataset.showWhen.split("&").every((condition) => {
      const [name, wanted] = condition.trim().split("=");
      const given = answers(scope, name);
      return wanted === "*" ? given.length > 0 : wanted.split("|").some((value) => given.includes(value));
    });
  }

  // A point that came back from the desk stays in sight, until the answer above it changes.
  function show(part, cameBack) {
    part.hidden = !holds(part) && !(cameBack && part.querySelector(".is-invalid, .has-error"));
    for (const control of part.querySelectorAll("input, select, textarea")) {
      // What is hidden is not sent: the answer above decided that it does not apply.
      const off = Boolean(control.closest("[data-show-when][hidden]"));
      if (off && !control.disabled) control.dataset.followsOff = "";
      if (off || "followsOff" in control.dataset) control.disabled = off;
      if (!off) delete control.dataset.followsOff;
    }
  }

  const follow = (cameBack) => document.querySelectorAll("[data-show-when]").forEach((part) => show(part, cameBack));

  function start() {
    document.querySelectorAll("textarea[data-max]").forEach((area) => {
      if (!area.nextElementSibling?.matches("[data-counter]")) addCounter(area);
    });
    document.querySelectorAll("[data-filter]").forEach((list) => {
      if (!list.parentElement.querySelector(":scope > .filter")) addFilter(list);
    });
    follow(true);
  }

  document.addEventListener("input", (event) => {
    if (event.target.matches("textarea[data-max]")) count(event.target);
  });
  document.addEventListener("change", () => follow(false));
  document.addEventListener("desk:follow", () => follow(true));
  document.addEventListener("htmx:afterSwap", start);
  start();
}
