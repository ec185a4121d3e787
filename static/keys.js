"use strict";
// Keys: single keys outside fields (can be switched off, WCAG 2.1.4), and the chords that always work.
{
  const FIELD = "input, textarea, select, [contenteditable]";
  const seen = (element) => element.getClientRects().length > 0;
  const inDialog = () => document.querySelector("dialog[open]");

  // A page that was opened by key starts at its content: Tab then leads to the first field, not through the rail.
  const OPENED = "opened-by-key";

  function click(element) {
    sessionStorage.setItem(OPENED, String(Date.now()));
    element.click();
  }

  function startAtContent() {
    const opened = Number(sessionStorage.getItem(OPENED));
    sessionStorage.removeItem(OPENED);
    if (Date.now() - opened < 20_000 && document.activeElement === document.body) document.getElementById("main")?.focus();
  }

  function press(element) {
    if (element.matches("input, textarea, select")) element.focus();
    else click(element);
  }

  // ── the list under ?
  function labelOf(element) {
    if (element.getAttribute("aria-label")) return element.getAttribute("aria-label");
    const words = (element.labels?.[0] || element).cloneNode(true);
    words.querySelectorAll("kbd, svg").forEach((part) => part.remove());
    return words.textContent.trim().replace(/\s+/g, " ");
  }

  function chords() {
    const rows = [
      ["[data-primary]", "Ctrl+Enter"],
      ["[data-secondary]", "Ctrl+S"],
    ].flatMap(([selector, keys]) => {
      const found = [...document.querySelectorAll(`#main ${selector}`)].find(seen);
      return found ? [[keys, labelOf(found)]] : [];
    });
    if (points().length) rows.push(["F8", "Volgend punt"]);
    if (document.querySelector(".intake-nav")) rows.push(["Alt+↓", "Volgend onderdeel"], ["Alt+↑", "Vorig onderdeel"]);
    if (items().length) rows.push(["J", "Volgende in de lijst"], ["K", "Vorige in de lijst"]);
    return rows;
  }

  function fillList(dialog) {
    const single = [...document.querySelectorAll("[data-key]")]
      .filter((element) => seen(element) && !element.closest("dialog"))
      .map((element) => [element.dataset.key.toUpperCase(), labelOf(element)]);
    const rows = [...chords(), ...single].flatMap(([keys, label]) => {
      const [term, words] = [document.createElement("dt"), document.createElement("dd")];
      for (const name of keys.split("+")) {
        const cap = document.createElement("kbd");
        cap.className = "key";
        cap.textContent = name;
        term.append(cap);
      }
      words.textContent = label;
      return [term, words];
    });
    dialog.querySelector("[data-key-list]").replaceChildren(...rows);
  }

  // ── moving through lists and points
  const items = () => [...document.querySelectorAll(".worklist tr.item .title, .queue a")].filter(seen);
  const points = () => [...document.querySelectorAll("#main .finding:not(.finding--done), #main [aria-invalid=true]")].filter(seen);

  function move(step) {
    const all = items();
    if (!all.length) return;
    const rows = all.map((link) => link.closest("tr.item") || link);
    const here = rows.findIndex((row) => row.contains(document.activeElement) || row.classList.contains("is-current"));
    const next = Math.min(Math.max(here + step, 0), all.length - 1);
    rows.forEach((row, n) => row.classList.toggle("is-current", n === next));
    all[next].focus();
  }

  function nextPoint() {
    const all = points();
    const here = document.activeElement;
    const after = all.find(
      (point) => !point.contains(here) && here.compareDocumentPosition(point) & Node.DOCUMENT_POSITION_FOLLOWING,
    );
    const point = after || all[0];
    const target = point?.matches("input, textarea, select") ? point : point?.querySelector("button, input, a");
    if (!target && point) point.tabIndex = -1;
    (target || point)?.focus();
  }

  function nextPart(step) {
    const links = [...document.querySelectorAll(".intake-nav a")];
    const here = links.findIndex((link) => link.hasAttribute("aria-current"));
    const next = links[here + step];
    if (next) click(next);
  }

  // ── chords: they work in fields too
  function chord(event) {
    const plain = !event.ctrlKey && !event.metaKey && !event.altKey;
    const wanted =
      (event.ctrlKey || event.metaKey) && !event.altKey
        ? { Enter: "[data-primary]", s: "[data-secondary]" }[event.key]
        : null;
    if (wanted) {
      const own = event.target.closest?.("form")?.querySelector(wanted);
      const found = own || [...document.querySelectorAll(`#main ${wanted}`)].find(seen);
      if (found) click(found);
      return Boolean(found);
    }
    if (plain && event.key === "F8") return nextPoint(), true;
    const arrow = event.altKey && !event.ctrlKey && { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (arrow && document.querySelector(".intake-nav") && !event.target.matches?.("select")) return nextPart(arrow), true;
    return false;
  }

  function single(event) {
    if (document.body.dataset.shortcuts !== "on" || event.repeat) return false;
    if (event.ctrlKey || event.metaKey || event.altKey) return false;
    const key = event.key.toLowerCase();
    // 112 is one key away on an answer too; the other keys would leave the form from there.
    const onAnswer = event.target.matches?.("[type=radio], [type=checkbox]") && key === "1";
    if (event.target.closest?.(FIELD) && !onAnswer) return false;
    const found = [...document.querySelectorAll("#main [data-key], [data-key]")];
    const target =
      found.find((element) => element.dataset.key === key && seen(element) && element.closest("#main")) ||
      found.find((element) => element.dataset.key === key && seen(element));
    if (target) return press(target), true;
    if (key === "j" || key === "k") return move(key === "j" ? 1 : -1), true;
    return false;
  }

  startAtContent();

  document.addEventListener("keydown", (event) => {
    if (event.isComposing || inDialog()) return;
    if (chord(event) || single(event)) event.preventDefault();
  });

  document.addEventListener("click", (event) => event.target.closest?.("[data-next-point]") && nextPoint());

  const dialog = document.getElementById("keys-dialog");
  dialog?.addEventListener("desk:open", () => fillList(dialog));
  document.querySelectorAll('[data-dialog="keys-dialog"]').forEach((opener) => (opener.hidden = false));
}
