"use strict";
// The end of a session and the locked screen. The page is taken off the screen, with all that was typed, and put back.
{
  const body = document.body;
  const WARN = 120; // seconds before the end
  const dialog = document.getElementById("session-dialog");
  const endedPage = document.getElementById("ended-template");
  // Other tabs show the same work: they are hidden and shown together.
  const tabs = new BroadcastChannel("meldesk");
  let ends = at(body.dataset.left);
  let over = at(body.dataset.most);
  let hidden = null; // what was on the screen: { page, title, focus, scroll, look, locked }
  let timer = 0;

  function at(seconds) {
    return Date.now() + Number(seconds) * 1000;
  }

  // ── taking the page away and putting it back; moved nodes keep what was typed in them
  function hide(pieces, title, locked, look = "outside") {
    if (!hidden) {
      document.querySelectorAll("dialog[open]").forEach((open) => open.close());
      hidden = { page: document.createDocumentFragment(), title: document.title, focus: document.activeElement, scroll: window.scrollY };
      hidden.page.append(...body.childNodes);
      hidden.look = body.className;
    }
    hidden.locked = locked;
    body.className = look;
    body.replaceChildren(...pieces);
    document.title = title;
    body.dispatchEvent(new CustomEvent("desk:offer", { bubbles: true }));
    const first = body.querySelector(".errors") || body.querySelector("input:not([type=hidden])");
    (first || document.getElementById("main")).focus();
  }

  function show() {
    const { page, title, focus, scroll, look } = hidden;
    hidden = null;
    body.className = look;
    body.replaceChildren(page);
    document.title = title;
    window.scrollTo(0, scroll);
    if (focus?.isConnected) focus.focus();
    plan();
  }

  // ── the clock of the desk, which other tabs may have moved
  async function ask(method = "GET") {
    const headers = { "X-CSRFToken": desk.token(), "X-Requested-With": "fetch" };
    const answer = await fetch(body.dataset.session, { method, headers });
    const said = await answer.json();
    ends = at(said.left);
    over = at(said.most);
    return said;
  }

  function plan() {
    clearTimeout(timer);
    const left = ends - Date.now();
    timer = setTimeout(look, Math.max(500, left > WARN * 1000 ? left - WARN * 1000 : Math.min(left, 15_000)));
  }

  const isMine = (said) => Boolean(said.left) && String(said.who) === body.dataset.who;

  async function look() {
    const said = await ask().catch(() => null);
    // Another tab may have locked or opened the screen.
    if (hidden) return void (hidden.locked && said && isMine(said) && !said.locked && show());
    if (said ? !isMine(said) : ends <= Date.now()) return end();
    if (said?.locked) return cover(await fetch(body.dataset.unlock));
    if (ends - Date.now() <= WARN * 1000) warn();
    else if (dialog.open) dialog.close();
    plan();
  }

  function warn() {
    const last = over - Date.now() <= WARN * 1000;
    dialog.querySelectorAll("[data-when-over]").forEach((part) => (part.hidden = !last));
    dialog.querySelector("[data-when-idle]").hidden = last;
    dialog.querySelector("[data-go-on-working]").hidden = last;
    const seconds = Math.max(0, Math.round((ends - Date.now()) / 1000));
    const [name, dutch] =
      seconds > 90 ? ["twoMinutes", "nog 2 minuten"] : seconds > 45 ? ["oneMinute", "nog 1 minuut"] : ["halfMinute", "nog een halve minuut"];
    const words = `${desk.words("stillIn", "U bent nog ingelogd")}: ${desk.words(name, dutch)}.`;
    dialog.querySelector("[data-left-words]").textContent = words;
    if (!dialog.open && !dialog.dataset.seen) dialog.showModal();
    if (last) dialog.dataset.seen = "1";
  }

  function end() {
    clearTimeout(timer);
    hide([...endedPage.content.cloneNode(true).children], endedPage.dataset.title || "U bent uitgelogd · Meldesk", false);
  }

  async function goOn() {
    const said = await ask().catch(() => ({}));
    if (isMine(said) && !said.locked) return show();
    body.querySelector("[data-go-on-said]").textContent = said.who
      ? desk.words("another", "Er is nu een ander ingelogd, of het scherm staat op slot.")
      : desk.words("notIn", "U bent nog niet ingelogd.");
  }

  // ── the locked screen
  async function cover(answer) {
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    const pieces = [...page.body.children].filter((piece) => piece.matches("header, main, footer, .portal-in"));
    hide(pieces.map((piece) => document.adoptNode(piece)), page.title, true, page.body.className);
  }

  async function send(form) {
    const headers = { "X-Requested-With": "fetch" };
    return fetch(form.getAttribute("action"), { method: "POST", headers, body: new URLSearchParams(new FormData(form)) });
  }

  async function lock(form) {
    await desk.keepDrafts?.();
    const answer = await send(form);
    if (!answer.ok) throw new Error(String(answer.status));
    await cover(answer);
    tabs.postMessage("look");
  }

  async function unlock(form) {
    const answer = await send(form);
    if (answer.status === 204) {
      await ask();
      show();
      return tabs.postMessage("look");
    }
    // Too many mistakes, or the session ended meanwhile: what was typed waits for who signs in again.
    if (answer.redirected || answer.status === 429) return hidden.locked && look().then(() => hidden && end());
    return cover(answer);
  }

  async function onSubmit(event) {
    const form = event.target;
    const act = form.matches("[data-lock]") ? lock : form.matches("[data-unlock]") ? unlock : null;
    if (!act) return;
    event.preventDefault();
    try {
      await act(form);
    } catch {
      const place = document.getElementById("notes") || document.getElementById("main");
      desk.note(place, desk.words("cannot", "Dit lukt nu niet."), desk.words("tryAgain", "Probeer het opnieuw."));
    }
    delete form.dataset.sending;
    desk.busy(form, false);
  }

  document.addEventListener("submit", onSubmit);
  document.addEventListener("click", async (event) => {
    if (event.target.closest?.("[data-go-on]")) goOn();
    if (!event.target.closest?.("[data-go-on-working]")) return;
    await ask("POST").catch(() => null);
    dialog.close();
    plan();
  });
  tabs.addEventListener("message", look);
  // The provider of the organisation opened the screen in this tab.
  if (document.querySelector("[data-unlocked]")) tabs.postMessage("look");
  // A laptop that was closed: its timers slept.
  document.addEventListener("visibilitychange", () => !document.hidden && look());
  plan();
}
