import { getJson } from "./http.js";

/**
 * The parts of this page that the page of another site may ask something of.
 * @typedef {{router: import("./router.js").Router, chat: import("./chat.js").Chat, scope: import("./scope.js").Scope,
 *   box: import("./ask-box.js").AskBox}} Guest
 */

const NAME = "tro-ly-ao";
const MOST_QUESTION = 4000;
// What Escape closes here before it closes the panel around the page.
const OPEN_FIRST = "dialog[open], source-pane:not([hidden]), .preview:not([hidden]), .side.is-open";

/**
 * Speaks with the page that shows this one in a frame: only with its own origin, and only if the server lists it.
 * @param {Guest} guest
 */
export async function connectHost(guest) {
  const host = new URLSearchParams(location.search).get("host");
  if (window.parent === window || !host || !(await isListed(host))) return;
  window.addEventListener("message", (event) => {
    if (event.origin === host && event.source === window.parent) obey(event.data, guest);
  });
  window.addEventListener(
    "keydown",
    (event) => {
      const isOurs = event.key !== "Escape" || event.isComposing || document.querySelector(OPEN_FIRST);
      if (!isOurs) window.parent.postMessage({ type: `${NAME}:close` }, host);
    },
    { capture: true }, // before anything here has closed what was open
  );
  window.parent.postMessage({ type: `${NAME}:ready` }, host);
}

/**
 * @param {unknown} message
 * @param {Guest} guest
 */
function obey(message, guest) {
  const { type, question, documents } = /** @type {Record<string, unknown>} */ (message ?? {});
  if (type === `${NAME}:focus`) guest.box.focusInput();
  else if (type === `${NAME}:ask` && typeof question === "string") ask(question.trim().slice(0, MOST_QUESTION), guest);
  else if (type === `${NAME}:scope` && Array.isArray(documents)) {
    guest.scope.choose(documents.filter((id) => typeof id === "string"));
  }
}

/**
 * @param {string} question
 * @param {Guest} guest
 */
function ask(question, { router, chat }) {
  if (!question) return;
  router.go("/");
  chat.ask(question);
}

/** @param {string} origin */
async function isListed(origin) {
  try {
    const { origins } = await getJson("/api/embed");
    return Array.isArray(origins) && origins.includes(origin);
  } catch {
    return false; // without the list nobody is trusted
  }
}
