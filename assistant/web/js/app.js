import { words } from "../strings.js";
import { readExamples } from "./api.js";
import { AskBox } from "./ask-box.js";
import { ChatLog } from "./chat-log.js";
import { Chat } from "./chat.js";
import { Conversation } from "./conversation.js";
import { DocumentList } from "./document-list.js";
import { DocumentViewer } from "./document-viewer.js";
import { append, button, icon, make, need } from "./dom.js";
import { Drawer, SourceSwitch } from "./panes.js";
import { SourcePane } from "./source-pane.js";
import { SourceShelf } from "./source.js";

const parts = register();
const drawer = new Drawer(need("#side", HTMLElement), need("#veil", HTMLElement));
const sources = new SourceSwitch(parts.pane, need("#veil", HTMLElement));
const chat = new Chat({
  log: parts.log,
  box: parts.box,
  conversation: new Conversation(sessionStorage),
  announce: (text) => {
    need("#live", HTMLElement).textContent = text;
  },
  open: (citation, mark) => sources.open(citation, mark),
});
furnish();
listen();
chat.start();
route();
readExamples().then(
  (examples) => parts.log.setExamples(examples),
  () => {},
);

/** Makes the page's own elements known and ties them to the one shelf of documents. */
function register() {
  customElements.define("chat-log", ChatLog);
  customElements.define("ask-box", AskBox);
  customElements.define("document-list", DocumentList);
  customElements.define("document-viewer", DocumentViewer);
  customElements.define("source-pane", SourcePane);
  const found = {
    log: need("chat-log", ChatLog),
    box: need("ask-box", AskBox),
    viewer: need("document-viewer", DocumentViewer),
    pane: need("source-pane", SourcePane),
    list: new DocumentList(),
  };
  const shelf = new SourceShelf();
  found.viewer.shelf = shelf;
  found.pane.shelf = shelf;
  return found;
}

/** Fills the bar and the side with their words. */
function furnish() {
  document.documentElement.lang = words.locale;
  need("#skip", HTMLElement).textContent = words.skip;
  need("#chat", HTMLElement).setAttribute("aria-label", words.chatLabel);
  const side = need("#side", HTMLElement);
  side.setAttribute("aria-label", words.sideLabel);
  append(
    side,
    make(
      "div",
      { class: "side-head" },
      brand(),
      button(
        { class: "square narrow-only", "aria-label": words.closeMenu, "data-do": "close-menu" },
        icon("close"),
        () => drawer.close(),
      ),
    ),
    freshButton("plain primary fresh"),
    parts.list,
  );
  const menu = button(
    { class: "square", "aria-label": words.openMenu, "aria-controls": "side", "data-do": "menu" },
    icon("menu"),
    () => drawer.open(),
  );
  append(need("#bar", HTMLElement), menu, brand(), freshButton("plain fresh"));
}

function brand() {
  return make(
    "a",
    { class: "brand", href: "/" },
    make("span", { class: "seal", "aria-hidden": "true" }),
    make("span", {}, words.brand),
  );
}

/** @param {string} style */
function freshButton(style) {
  const fresh = button({ class: style, "data-do": "fresh" }, null, () => {
    drawer.close();
    sources.close();
    go("/");
    chat.reset();
  });
  append(fresh, icon("plus"), words.newChat);
  return fresh;
}

function listen() {
  window.addEventListener("popstate", route);
  need("#skip", HTMLElement).addEventListener("click", (event) => {
    event.preventDefault();
    need("#main", HTMLElement).focus();
  });
  document.addEventListener("click", (event) => {
    const link = event.target instanceof Element ? event.target.closest("a") : null;
    if (!link || event.defaultPrevented || event.button !== 0) return;
    if (event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
    const target = new URL(link.href);
    if (target.origin !== location.origin || (target.pathname !== "/" && !target.pathname.startsWith("/documents/")))
      return;
    event.preventDefault();
    go(target.pathname + target.hash);
  });
}

/** @param {string} address */
function go(address) {
  if (address !== location.pathname + location.hash) history.pushState(null, "", address);
  route();
}

/** Shows what the address names: the conversation, or a document. */
function route() {
  const id = /^\/documents\/([^/]+)\/?$/.exec(location.pathname)?.[1];
  const wasReading = !parts.viewer.hidden;
  parts.viewer.hidden = id === undefined;
  const section = need("#chat", HTMLElement);
  const place = parts.log.scrollTop;
  if (!section.hidden && id !== undefined) parts.log.dataset.place = String(place);
  section.hidden = id !== undefined;
  sources.suspend(id !== undefined);
  drawer.close();
  parts.list.markCurrent(location.pathname);
  if (id !== undefined) {
    if (!wasReading) parts.viewer.heading.focus({ preventScroll: true });
    void parts.viewer.show(decodeURIComponent(id), location.hash);
    return;
  }
  document.title = words.brand;
  if (wasReading) {
    parts.log.scrollTop = Number(parts.log.dataset.place ?? 0);
    parts.box.typed();
  }
  if (!sources.isOpen && window.matchMedia("(hover: hover)").matches) parts.box.focusInput();
}
