"use strict";
// The guard reads along: marks come back from the server while somebody types, and one key replaces a word by a role.
{
  const TROUBLE = "Meelezen lukt nu niet. Bij het bewaren wordt de tekst alsnog nagelezen.";
  const areaOf = (reads) => reads.querySelector("textarea, input.form-control");
  const open = () => [...document.querySelectorAll("#main .finding:not(.finding--done)")];
  const several = (count, one, more) => `${count} ${count === 1 ? one : more}`;
  const plain = new WeakMap(); // what the bar says while there is nothing to do
  let mended = null; // the reading in which a word was replaced just now

  function totals() {
    const sum = (name) =>
      [...document.querySelectorAll("[data-guard]")].reduce((total, part) => total + Number(part.dataset[name]), 0);
    return { stop: sum("stop"), ask: sum("ask") };
  }

  function words({ stop, ask }) {
    return [
      ...(stop ? [several(stop, "punt moet weg", "punten moeten weg")] : []),
      ...(ask ? [several(ask, "vraag", "vragen")] : []),
    ].join(", ");
  }

  // The bar below says what still stands between the text and saving it; a reader of the screen hears it too.
  function tell() {
    const state = document.querySelector("[data-guard-state]");
    if (!state) return;
    if (!plain.has(state)) plain.set(state, [...state.childNodes]);
    const found = words(totals());
    if (state.dataset.found === found) return;
    state.dataset.found = found;
    state.classList.toggle("actionbar-state--stop", Boolean(found || document.querySelector(".errors")));
    if (!found) return state.replaceChildren(...plain.get(state));
    const go = document.createElement("button");
    Object.assign(go, { type: "button", className: "btn-inline", textContent: found });
    go.dataset.nextPoint = "";
    const rest = document.createElement("span");
    rest.textContent = "voordat u kunt bewaren";
    const key = document.createElement("kbd");
    Object.assign(key, { className: "key d-none d-lg-inline-block", textContent: "F8", ariaHidden: "true" });
    state.replaceChildren(go, rest, key);
  }

  function count(area) {
    const counter = area.closest("[data-reads]")?.querySelector("[data-counter]");
    if (!counter || !area.dataset.max) return;
    const [used, most] = [[...area.value].length, Number(area.dataset.max)];
    counter.hidden = used === 0;
    counter.textContent = `${used} van ${most}`;
    counter.classList.toggle("is-over", used > most);
  }

  // As if it was typed, so that it can be undone with one key.
  function write(area, words, start, end) {
    area.focus();
    area.setSelectionRange(start, end);
    if (document.execCommand(words ? "insertText" : "delete", false, words)) return;
    area.setRangeText(words, start, end, "end");
    area.dispatchEvent(new Event("input", { bubbles: true }));
  }

  // What was said when the form was refused is no longer true of a text in which nothing is left to do.
  function settle(reads) {
    const area = areaOf(reads);
    const told = document.getElementById(`${area.id}_error`);
    if (!told || reads.querySelector('[data-guard]:not([data-stop="0"][data-ask="0"])')) return;
    if (Number(area.dataset.max) < [...area.value].length) return;
    told.remove();
    area.closest(".has-error")?.classList.remove("has-error");
    area.classList.remove("is-invalid");
    area.removeAttribute("aria-invalid");
    document.querySelectorAll(`.errors a[href="#${area.id}"]`).forEach((link) => link.closest("li").remove());
    const left = document.querySelectorAll(".errors li").length;
    const title = document.getElementById("errors-title");
    if (!left) title?.closest(".errors").remove();
    else if (title) title.lastChild.textContent = `Nog ${several(left, "punt", "punten")}`;
  }

  function replace(chip) {
    const reads = chip.closest("[data-reads]");
    const area = areaOf(reads);
    const finding = chip.closest(".finding");
    const place = (part) => part.dataset.at.split(" ").map(Number);
    if (area.value.slice(...place(finding)) !== finding.querySelector("bdi").textContent) {
      return area.dispatchEvent(new Event("input", { bubbles: true })); // typed since: read it again
    }
    mended = reads;
    write(area, chip.dataset.instead, ...place(chip));
  }

  document.addEventListener(
    "click",
    (event) => {
      const chip = event.target.closest?.("[data-reads] .chip[data-instead]");
      if (!chip || !window.htmx) return;
      event.preventDefault();
      event.stopImmediatePropagation();
      replace(chip);
    },
    true,
  );

  document.addEventListener("input", (event) => event.target.closest?.("[data-reads]") && count(event.target));

  document.addEventListener("htmx:beforeSwap", (event) => {
    if (!event.detail.target.matches("[data-reading]")) return;
    const focused = event.detail.target.querySelector(":focus");
    event.detail.target.dataset.focused = focused?.closest(".finding") ? "1" : "";
  });

  document.addEventListener("htmx:afterSwap", (event) => {
    const reading = event.detail.target;
    if (!reading.matches("[data-reading]")) return;
    tell();
    const reads = reading.closest("[data-reads]");
    settle(reads);
    if (mended !== reads && !reading.dataset.focused) return;
    mended = null;
    const here = open().find((finding) => reads.contains(finding)) || open()[0];
    (here?.querySelector("button, input") || areaOf(reads)).focus();
  });

  for (const name of ["htmx:responseError", "htmx:sendError", "htmx:timeout"]) {
    document.addEventListener(name, (event) => {
      const reading = event.detail.elt.matches?.("[data-reads]") && event.detail.elt.querySelector("[data-reading]");
      if (!reading) return;
      const line = document.createElement("p");
      line.className = "meta";
      line.textContent = TROUBLE;
      reading.replaceChildren(line);
    });
  }

  const start = () => {
    document.querySelectorAll("[data-reads] [data-max]").forEach(count);
    tell();
  };
  document.addEventListener("htmx:afterSettle", (event) => event.detail.target.id === "main" && start());
  start();
}
