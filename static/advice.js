"use strict";
// Organisations that fit the chosen kind of trafficking move to the top of the list.
{
  const rank = (contact) => {
    const fits = contact.querySelector("[data-fits]");
    return contact.querySelector(":checked") ? 0 : fits && !fits.hidden ? 1 : 2;
  };

  document.addEventListener("change", (event) => {
    if (event.target.name !== "trafficking_kinds" && event.target.name !== "trafficking") return;
    const list = document.querySelector("[data-fits-first]");
    if (list) list.append(...[...list.children].sort((one, other) => rank(one) - rank(other)));
  });
}
