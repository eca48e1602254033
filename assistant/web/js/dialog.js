import { words } from "../strings.js";
import { append, button, icon, make } from "./dom.js";

/**
 * Opens a dialog over the page; Esc, its cross and a click beside it close it, and it is gone when closed.
 * @param {string} title
 * @param {...Node} content
 */
export function openDialog(title, ...content) {
  const heading = make("h2", { id: "dialog-title" }, title);
  const dialog = make("dialog", { class: "dialog", "aria-labelledby": "dialog-title" });
  append(
    dialog,
    make(
      "div",
      { class: "dialog-head" },
      heading,
      button({ class: "square", "aria-label": words.close, "data-do": "close-dialog" }, icon("close"), () =>
        dialog.close(),
      ),
    ),
    make("div", { class: "dialog-body" }, ...content),
  );
  dialog.addEventListener("close", () => dialog.remove());
  dialog.addEventListener("click", (event) => {
    if (event.target === dialog) dialog.close();
  });
  document.body.appendChild(dialog);
  dialog.showModal();
  return dialog;
}
