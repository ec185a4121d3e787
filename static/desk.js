"use strict";
// What every page shares: a fresh token, one note, dialogs, short contacts, and forms that are sent once.

const desk = {
  // The token of now: signing in again in another tab makes the one in the page old.
  token() {
    const name = document.querySelector('meta[name="csrf-cookie"]').content;
    const pair = document.cookie.split("; ").find((part) => part.startsWith(`${name}=`));
    return pair ? decodeURIComponent(pair.slice(name.length + 1)) : "";
  },

  refreshToken(form) {
    const field = form.querySelector('input[name="csrfmiddlewaretoken"]');
    if (field && desk.token()) field.value = desk.token();
  },

  // One note per place; the same trouble again changes its words and leaves the focus where it is.
  note(place, strong, text, extra = []) {
    const old = place.querySelector(":scope > .note[data-note]");
    const note = old || document.getElementById("note-template").content.firstElementChild.cloneNode(true);
    const bold = document.createElement("b");
    bold.textContent = strong;
    note.querySelector("p").replaceChildren(bold, ` ${text}`);
    note.querySelectorAll("[data-note-extra]").forEach((part) => part.remove());
    for (const part of extra) {
      part.dataset.noteExtra = "";
      note.querySelector("div").append(part);
    }
    if (old) return note;
    note.dataset.note = "";
    note.tabIndex = -1;
    place.prepend(note);
    note.focus();
    return note;
  },

  // Words of a page that speaks another language than Dutch: the page brings them along.
  words(name, dutch) {
    return document.getElementById("words")?.dataset[name] || dutch;
  },

  clearNote(place) {
    place?.querySelectorAll(":scope > .note[data-note]").forEach((note) => note.remove());
  },

  busy(form, on) {
    form.querySelectorAll("button:not([type=button])").forEach((button) => {
      if (on) button.setAttribute("aria-disabled", "true");
      else button.removeAttribute("aria-disabled");
    });
  },

  focusTrouble(root) {
    const trouble = root.querySelector(".errors");
    if (trouble) trouble.focus();
    return Boolean(trouble);
  },
};

// ── dialogs
document.addEventListener("click", (event) => {
  const opener = event.target.closest("[data-dialog]");
  const dialog = opener && document.getElementById(opener.dataset.dialog);
  if (dialog && !event.ctrlKey && !event.metaKey) {
    event.preventDefault();
    dialog.dispatchEvent(new CustomEvent("desk:open"));
    if (!dialog.open) dialog.showModal();
  }
  if (event.target.closest("[data-close]")) event.target.closest("dialog").close();
});

// ── the rail: a short contact is one key, and what is being typed in the page stays there
async function sendFromRail(form, submitter) {
  const body = new FormData(form);
  if (submitter?.name) body.set(submitter.name, submitter.value);
  body.set("next", form.dataset.rail);
  const answer = await fetch(form.getAttribute("action"), { method: "POST", body: new URLSearchParams(body) });
  if (!answer.ok) throw new Error(String(answer.status));
  const page = new DOMParser().parseFromString(await answer.text(), "text/html");
  for (const id of ["short-said", "keys-form"]) {
    const [now, then] = [document.getElementById(id), page.getElementById(id)];
    if (!now || !then) continue;
    const focused = now.contains(document.activeElement);
    now.replaceChildren(...then.childNodes);
    // The button that was pressed is gone: stay where it stood.
    if (focused && !now.contains(document.activeElement)) {
      now.tabIndex = -1;
      now.focus();
    }
  }
  const [key, fresh] = [document, page].map((side) => side.querySelector('#short-form [name="key"]'));
  if (key && fresh) key.value = fresh.value;
  document.body.dataset.shortcuts = page.body.dataset.shortcuts || "off";
}

async function onRail(event, form) {
  event.preventDefault();
  if (form.dataset.sending) return;
  form.dataset.sending = "1";
  desk.busy(form, true);
  const place = document.getElementById("notes") || document.getElementById("main");
  try {
    await sendFromRail(form, event.submitter);
    desk.clearNote(place);
  } catch (trouble) {
    const words = trouble.message === "401" ? "U bent uitgelogd. Log in en probeer het dan opnieuw." : "Probeer het opnieuw.";
    desk.note(place, "Dit is niet vastgelegd.", words);
  }
  delete form.dataset.sending;
  desk.busy(form, false);
}

// ── every form: a fresh token, and sent once. aria-disabled keeps the name and value of the button that was pressed
document.addEventListener("submit", (event) => {
  const form = event.target;
  if (form.method !== "post") return;
  desk.refreshToken(form);
  if (form.matches("[data-rail]")) return void onRail(event, form);
  if (form.matches("[data-keep]") && window.htmx) return;
  // What opens in another tab leaves this page as it is.
  if (form.target === "_blank") return;
  if (form.dataset.sending) event.preventDefault();
  form.dataset.sending = "1";
  desk.busy(form, true);
});

window.addEventListener("pageshow", () => {
  document.querySelectorAll("form[data-sending]").forEach((form) => {
    delete form.dataset.sending;
    desk.busy(form, false);
  });
});

desk.focusTrouble(document);
