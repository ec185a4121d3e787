"use strict";
// Leave quickly: the button, or Shift three times. The page is gone at once and is not in the history; the session ends.
{
  const PRESSES = 3;
  const WITHIN = 1500; // milliseconds
  let presses = [];
  let alone = false; // Shift is held and no other key was: who types a capital does not want to leave

  function leave(form) {
    const body = new URLSearchParams(new FormData(form));
    fetch(form.getAttribute("action"), { method: "POST", body, keepalive: true }).catch(() => null);
    document.documentElement.hidden = true;
    document.title = "";
    window.location.replace(form.dataset.leave);
  }

  document.addEventListener("submit", (event) => {
    if (!event.target.matches("[data-leave]")) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    leave(event.target);
  });

  document.addEventListener("keydown", (event) => {
    alone = event.key === "Shift" && !event.ctrlKey && !event.altKey && !event.metaKey;
    if (!alone) presses = [];
  });

  document.addEventListener("keyup", (event) => {
    if (event.key !== "Shift" || !alone) return;
    presses = [...presses.filter((moment) => event.timeStamp - moment < WITHIN), event.timeStamp];
    const form = document.querySelector("[data-leave]");
    if (presses.length >= PRESSES && form) leave(form);
  });
}
