"use strict";
// A button of the office's own hands its question to the assistant; everything else is the one line in the page.
document.addEventListener("click", (event) => {
  const button = event.target instanceof Element ? event.target.closest("[data-ask]") : null;
  if (button) document.querySelector("tro-ly-ao")?.ask(button.dataset.ask);
});
