"use strict";
// Passkeys: asks the device, puts its answer in the form and sends that. Without this the code of an app does the same.
{
  const bytes = (text) => Uint8Array.from(atob(text.replace(/-/g, "+").replace(/_/g, "/")), (char) => char.charCodeAt(0));
  const text = (buffer) =>
    btoa(String.fromCharCode(...new Uint8Array(buffer))).replace(/\+/g, "-").replace(/\//g, "_").replace(/=+$/, "");

  function question(ask) {
    const asked = { ...ask, challenge: bytes(ask.challenge) };
    if (ask.user) asked.user = { ...ask.user, id: bytes(ask.user.id) };
    for (const list of ["allowCredentials", "excludeCredentials"]) {
      if (ask[list]) asked[list] = ask[list].map((key) => ({ ...key, id: bytes(key.id) }));
    }
    return { publicKey: asked };
  }

  function answer(key) {
    const response = {};
    for (const part of ["clientDataJSON", "attestationObject", "authenticatorData", "signature", "userHandle"]) {
      if (key.response[part]) response[part] = text(key.response[part]);
    }
    return JSON.stringify({ id: key.id, rawId: text(key.rawId), type: key.type, response, clientExtensionResults: {} });
  }

  async function ask(button) {
    const form = button.form;
    const name = form.elements.namedItem("name");
    const said = button.closest("[data-passkey-part]").querySelector("[data-passkey-said]");
    // Without a name the desk says so, before the device is asked for anything.
    if (name && !name.value.trim()) return form.requestSubmit();
    said.textContent = "Volg de aanwijzing van uw apparaat.";
    try {
      const key = await navigator.credentials[button.dataset.passkey](question(JSON.parse(button.dataset.ask)));
      form.elements.namedItem("passkey").value = answer(key);
      form.requestSubmit();
    } catch (trouble) {
      said.textContent =
        trouble.name === "InvalidStateError"
          ? "Dit apparaat heeft al een passkey voor u."
          : "Dat lukte niet. Probeer het opnieuw, of gebruik een code.";
    }
  }

  function offer(root) {
    if (!window.PublicKeyCredential) return;
    root.querySelectorAll("[data-passkey-part]").forEach((part) => (part.hidden = false));
  }

  document.addEventListener("click", (event) => {
    const button = event.target.closest?.("[data-passkey]");
    if (button) ask(button);
  });
  document.addEventListener("desk:offer", (event) => offer(event.target));
  document.addEventListener("htmx:afterSwap", () => offer(document));
  offer(document);
}
