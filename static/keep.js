"use strict";
// Nothing typed is lost: forms that stay on the screen when sending fails, drafts, and a warning on leaving.
{
  const AGAIN = 10_000; // ms between two tries
  const PAUSE = 1_500; // ms after the last key before a draft is kept
  // What the proxy in front may answer by itself, before the desk saw anything (deploy/proxy/nginx.conf).
  const REFUSED = {
    413: ["tooLarge", "Uw tekst staat nog op het scherm. Het is te veel in één keer: maak het korter."],
    429: ["tooBusy", "Uw tekst staat nog op het scherm. Er komt nu te veel tegelijk: probeer het over een minuut opnieuw."],
  };
  const NOT_YOURS = ["notYours", "Uw tekst staat nog op het scherm. U mag dit niet (meer) doen."];
  const tries = new WeakMap(); // form → the timer of the next try

  const placeOf = (form) => form.querySelector(".actionbar") || form;

  function button(text, act) {
    const made = document.createElement("button");
    made.type = "button";
    made.className = "btn btn-line btn-sm mt-2";
    made.textContent = text;
    made.addEventListener("click", act);
    return made;
  }

  function loginLink() {
    const made = document.createElement("a");
    made.href = document.body.dataset.login;
    made.target = "_blank";
    made.rel = "noopener";
    made.className = "inline-target";
    made.textContent = desk.words("logIn", "Log in, in een nieuw tabblad");
    const line = document.createElement("p");
    line.append(made);
    return line;
  }

  // Says at `place` why a form did not go and that its text stays; `again` is tried by a button, and by itself while
  // nobody answers. Returns the timer of that.
  desk.stays = (place, status, again) => {
    const once = button(desk.words("onceMore", "Probeer opnieuw"), again);
    if (status === 401) {
      const words = desk.words("afterwards", "Uw tekst staat nog op het scherm. Log in in een nieuw tabblad en verstuur daarna opnieuw.");
      desk.note(place, desk.words("out", "U bent uitgelogd."), words, [loginLink(), once]);
      return undefined;
    }
    const words = desk.words("stays", "Uw tekst staat nog op het scherm. Wij proberen het elke 10 seconden opnieuw.");
    desk.note(place, desk.words("noLine", "Bewaren lukt nu niet."), words, [once]);
    return setTimeout(again, AGAIN);
  };
  desk.isAway = (status) => status === 0 || status >= 500;

  function sendAgain(form) {
    clearTimeout(tries.get(form));
    if (!form.isConnected || form.dataset.sending) return;
    // A click, not requestSubmit(): so htmx knows which button was pressed.
    const pressed = form.querySelector("[data-pressed]") || form.querySelector("[data-primary]");
    if (pressed) pressed.click();
    else form.requestSubmit();
  }

  function failed(form, status) {
    const again = () => sendAgain(form);
    const place = placeOf(form);
    if (status === 401 || desk.isAway(status)) return void tries.set(form, desk.stays(place, status, again));
    const words = desk.words(...(REFUSED[status] || NOT_YOURS));
    desk.note(place, desk.words("notKept", "Dit is niet bewaard."), words, [button(desk.words("onceMore", "Probeer opnieuw"), again)]);
  }

  const kept = (event) => (event.detail.elt.matches?.("form[data-keep]") ? event.detail.elt : null);

  document.addEventListener("click", (event) => {
    const pressed = event.target.closest?.("form[data-keep] button:not([type=button])");
    if (!pressed) return;
    pressed.form.querySelectorAll("[data-pressed]").forEach((other) => delete other.dataset.pressed);
    pressed.dataset.pressed = "";
  });

  document.addEventListener("htmx:configRequest", (event) => {
    if (event.detail.verb === "get") return;
    event.detail.headers["X-CSRFToken"] = desk.token();
    event.detail.parameters.csrfmiddlewaretoken = desk.token();
  });

  document.addEventListener("htmx:beforeRequest", (event) => {
    const form = kept(event);
    if (!form) return;
    clearTimeout(tries.get(form));
    stopDraft(form);
    form.dataset.sending = "1";
    desk.busy(form, true);
  });

  document.addEventListener("htmx:afterRequest", (event) => {
    const form = kept(event);
    if (!form) return;
    delete form.dataset.sending;
    desk.busy(form, false);
  });

  document.addEventListener("htmx:beforeOnLoad", (event) => {
    const form = kept(event);
    const status = event.detail.xhr.status;
    if (!form || status >= 500 || [401, 403, 404, 413, 429].includes(status)) return;
    desk.clearNote(placeOf(form));
    if (status < 400) form.dataset.sent = "1";
  });

  document.addEventListener("htmx:responseError", (event) => {
    const form = kept(event);
    if (form) failed(form, event.detail.xhr.status);
  });
  for (const name of ["htmx:sendError", "htmx:timeout"]) {
    document.addEventListener(name, (event) => kept(event) && failed(kept(event), 0));
  }

  document.addEventListener("htmx:afterSettle", (event) => {
    const main = document.getElementById("main");
    if (event.detail.target.id !== "main" && event.detail.elt.id !== "main") return;
    if (desk.focusTrouble(main)) return;
    // A button that changed one text says which: back to it.
    const place = event.detail.requestConfig?.triggeringEvent?.submitter?.getAttribute("formaction");
    const text = place?.startsWith("#") && document.querySelector(place);
    (text || main).focus();
    // The swap itself scrolls to the top, directly after this.
    if (text) requestAnimationFrame(() => text.scrollIntoView({ block: "center" }));
  });

  // ── drafts
  const drafts = new WeakMap(); // form → { timer, stop }

  function stopDraft(form) {
    const draft = drafts.get(form);
    clearTimeout(draft?.timer);
    draft?.stop?.abort();
    drafts.delete(form);
  }

  function say(form, text, done) {
    const mark = document.querySelector("[data-saved]");
    if (!mark) return;
    const icon = document.getElementById("check-template").content.cloneNode(true);
    mark.replaceChildren(...(done ? [icon, text] : [text]));
  }

  // Sends what is typed now to be kept. Raises what fetch raises.
  desk.postDraft = (form, how = {}) => {
    const body = new URLSearchParams(new FormData(form));
    body.delete("csrfmiddlewaretoken");
    body.set("key", form.dataset.draft);
    const headers = { "X-CSRFToken": desk.token(), "X-Requested-With": "fetch" };
    return fetch(form.dataset.draftUrl, { method: "POST", body, headers, ...how });
  };

  async function keepDraft(form, leaving = false) {
    const stop = new AbortController();
    drafts.set(form, { stop });
    try {
      const answer = await desk.postDraft(form, { signal: stop.signal, keepalive: leaving });
      // The page may not keep this: it says why, and tries no more until something else is typed.
      if (answer.status === 409) return void say(form, (await answer.json()).why, false);
      if (!answer.ok) throw new Error(String(answer.status));
      say(form, `${desk.words("kept", "bewaard")} ${(await answer.json()).saved}`, true);
    } catch (trouble) {
      if (stop.signal.aborted || !form.isConnected) return;
      const words =
        trouble.message === "401"
          ? desk.words("signedOut", "nog niet bewaard, u bent uitgelogd")
          : desk.words("again", "nog niet bewaard, wij proberen het opnieuw");
      say(form, words, false);
      drafts.set(form, { timer: setTimeout(() => keepDraft(form), AGAIN) });
    }
  }

  document.addEventListener("input", (event) => {
    const form = event.target.form;
    if (!form || !event.target.name) return;
    form.dataset.changed = "1";
    if (!form.dataset.draft) return;
    stopDraft(form);
    drafts.set(form, { timer: setTimeout(() => keepDraft(form), PAUSE) });
  });

  document.addEventListener("submit", (event) => {
    const form = event.target;
    if (form.matches("[data-keep]") && window.htmx) return;
    stopDraft(form);
    if (!event.defaultPrevented) form.dataset.sent = "1";
  });

  // The last words before somebody follows a link or locks the screen are kept too.
  desk.keepDrafts = () => {
    const waiting = [...document.querySelectorAll("form[data-draft]")].filter(
      (form) => drafts.get(form)?.timer && !form.dataset.sent,
    );
    return Promise.all(
      waiting.map((form) => {
        stopDraft(form);
        return keepDraft(form, true);
      }),
    );
  };
  window.addEventListener("pagehide", () => void desk.keepDrafts());

  // ── leaving a page with text that was not sent
  window.addEventListener("beforeunload", (event) => {
    for (const form of document.querySelectorAll("form[data-warn]")) {
      const unsent = form.dataset.changed || form.querySelector(".errors");
      if (unsent && !form.dataset.sent) event.preventDefault();
    }
  });
}
