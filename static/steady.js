"use strict";
// A page of the journey goes when the desk answers. With no line to it, or signed out, what was typed stays on the screen.
// After keep.js, which keeps drafts and says that a form stays.
{
  let timer;

  // Keeping it first tells whether somebody is there, and then it is not only on this screen any more.
  const kept = (form) => desk.postDraft(form).then((answer) => answer.status, () => 0);

  function place(form) {
    const foot = form.querySelector(".portal-foot");
    if (!foot.previousElementSibling?.matches("[data-steady]")) {
      const made = document.createElement("div");
      made.dataset.steady = "";
      foot.before(made);
    }
    return foot.previousElementSibling;
  }

  async function send(form, submitter) {
    clearTimeout(timer);
    if (!form.isConnected || form.dataset.asking) return;
    form.dataset.asking = "1";
    desk.busy(form, true);
    const status = await kept(form);
    delete form.dataset.asking;
    desk.busy(form, false);
    if (status === 401 || desk.isAway(status)) {
      timer = desk.stays(place(form), status, () => send(form, submitter));
      return;
    }
    desk.clearNote(place(form));
    form.dataset.steady = "1";
    form.requestSubmit(submitter);
  }

  // Before every other script sees it: to them a form is sent when it goes.
  document.addEventListener(
    "submit",
    (event) => {
      const form = event.target;
      if (!form.dataset.draft || form.dataset.steady) return void delete form.dataset.steady;
      event.preventDefault();
      event.stopImmediatePropagation();
      void send(form, event.submitter);
    },
    true,
  );
}
