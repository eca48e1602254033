import { words } from "../strings.js";
import { readConversation } from "./conversations-api.js";
import { need } from "./dom.js";
import { ApiError } from "./http.js";

/** @typedef {import("./ask-box.js").AskBox} AskBox */
/** @typedef {import("./chat-log.js").ChatLog} ChatLog */
/** @typedef {import("./chat.js").Chat} Chat */
/** @typedef {import("./conversation-list.js").ConversationList} ConversationList */
/** @typedef {import("./document-viewer.js").DocumentViewer} DocumentViewer */
/** @typedef {import("./library-view.js").LibraryView} LibraryView */
/** @typedef {import("./panes.js").Drawer} Drawer */
/** @typedef {import("./panes.js").SourceSwitch} SourceSwitch */
/** @typedef {import("./source.js").SourceShelf} SourceShelf */

/** @typedef {{name: "chat" | "conversation" | "document" | "library", id: string}} Place */

/** Shows what the address names: the conversation, the library, or a document. */
export class Router {
  /**
   * @param {{chat: Chat, log: ChatLog, box: AskBox, sources: SourceSwitch, drawer: Drawer, shelf: SourceShelf,
   *   conversations: ConversationList, announce: (text: string) => void, ask: (ids: string[]) => void,
   *   isEmbedded: boolean}} parts
   */
  constructor(parts) {
    this.parts = parts;
    this.section = need("#chat", HTMLElement);
    /** Grows with every change of place; a view that comes late is dropped. */
    this.turn = 0;
    this.wasChat = true;
    this.scrolled = 0;
  }

  /** Shows the first place; a reload of the bare address goes on with the conversation of this tab. */
  start() {
    const { id } = this.parts.chat.conversation;
    if (placeOf(location.pathname).name === "chat" && id && !this.parts.isEmbedded) {
      history.replaceState(null, "", addressOf(id));
    }
    this.route();
  }

  /** @param {string} address */
  go(address) {
    if (address !== location.pathname + location.hash) history.pushState(null, "", this.withQuery(address));
    this.route();
  }

  /** @param {string} address */
  withQuery(address) {
    if (!this.parts.isEmbedded) return address;
    const [path, hash] = address.split("#");
    return `${path}${location.search}${hash ? `#${hash}` : ""}`;
  }

  /**
   * Takes a click on a link to another place of the page.
   * @param {MouseEvent} event
   */
  follow(event) {
    const link = event.target instanceof Element ? event.target.closest("a") : null;
    if (!link || event.defaultPrevented || event.button !== 0) return;
    if (event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
    const target = new URL(link.href);
    const isHere = target.origin === location.origin && /^\/($|library$|documents\/|conversations\/)/.test(target.pathname);
    if (!isHere) return;
    event.preventDefault();
    this.go(target.pathname + target.hash);
  }

  /** Notes that an answer was stored: the conversation gets its address and its line in the list. */
  kept() {
    const { chat, conversations, isEmbedded } = this.parts;
    const { id } = chat.conversation;
    if (isEmbedded) return;
    if (id && this.wasChat && location.pathname !== addressOf(id)) {
      history.replaceState(null, "", addressOf(id));
      document.documentElement.dataset.place = "conversation";
    }
    conversations.current = id ?? "";
    void conversations.load();
  }

  /** Shows the place of the address. */
  route() {
    const { sources, drawer, conversations, log } = this.parts;
    const place = placeOf(location.pathname);
    const turn = ++this.turn;
    const isChat = place.name === "chat" || place.name === "conversation";
    document.documentElement.dataset.place = place.name;
    if (this.wasChat && !isChat) this.scrolled = log.scrollTop;
    const returns = !this.wasChat && isChat;
    this.wasChat = isChat;
    this.section.hidden = !isChat;
    sources.suspend(!isChat);
    drawer.close();
    for (const tag of ["document-viewer", "library-view"]) need(tag, HTMLElement).hidden = true;
    for (const link of document.querySelectorAll(".side-links a")) {
      if (link.getAttribute("href") === location.pathname + location.hash) link.setAttribute("aria-current", "page");
      else link.removeAttribute("aria-current");
    }
    conversations.markCurrent(place.name === "conversation" ? place.id : "");
    if (place.name === "document") void this.showDocument(place.id, turn);
    else if (place.name === "library") void this.showLibrary(turn);
    else void this.showChat(place, returns);
  }

  /**
   * @param {string} id
   * @param {number} turn
   */
  async showDocument(id, turn) {
    const { DocumentViewer } = await import("./document-viewer.js");
    if (!customElements.get("document-viewer")) customElements.define("document-viewer", DocumentViewer);
    if (turn !== this.turn) return;
    const viewer = need("document-viewer", DocumentViewer);
    const wasHidden = viewer.hidden;
    viewer.shelf = this.parts.shelf;
    viewer.onAsk = this.parts.ask;
    viewer.hidden = false;
    if (wasHidden) viewer.heading.focus({ preventScroll: true });
    await viewer.show(id, location.hash);
  }

  /** @param {number} turn */
  async showLibrary(turn) {
    const { LibraryView } = await import("./library-view.js");
    if (!customElements.get("library-view")) customElements.define("library-view", LibraryView);
    if (turn !== this.turn) return;
    const library = need("library-view", LibraryView);
    library.onAsk = this.parts.ask;
    library.hidden = false;
    library.heading.focus({ preventScroll: true });
    await library.show(location.hash === "#audit");
  }

  /**
   * @param {Place} place
   * @param {boolean} returns whether another view was shown before
   */
  async showChat(place, returns) {
    const { chat, log, box, sources } = this.parts;
    document.title = words.brand;
    if (returns) {
      log.scrollTop = this.scrolled;
      box.typed();
    }
    if (place.name === "conversation" && place.id !== chat.conversation.id) await this.resume(place.id);
    if (!sources.isOpen && window.matchMedia("(hover: hover)").matches) box.focusInput();
  }

  /**
   * Reads a kept conversation and goes on with it.
   * @param {string} id
   */
  async resume(id) {
    const { chat, log, sources } = this.parts;
    const turn = this.turn;
    sources.close();
    chat.stop();
    log.say(words.conversations.loading, false);
    try {
      const stored = await readConversation(id);
      if (turn === this.turn) chat.resume(stored);
    } catch (error) {
      if (turn !== this.turn) return;
      const kind = error instanceof ApiError && error.kind !== "stopped" ? error.kind : "server";
      chat.conversation.clear();
      log.say(kind === "missing" ? words.conversations.gone : words.errors.kinds[kind], true);
    }
  }
}

/**
 * What a path of the page names.
 * @param {string} path
 * @returns {Place}
 */
export function placeOf(path) {
  const found = /^\/(documents|conversations)\/([^/]+)\/?$/.exec(path);
  if (path === "/library") return { name: "library", id: "" };
  if (!found) return { name: "chat", id: "" };
  return { name: found[1] === "documents" ? "document" : "conversation", id: decoded(found[2]) };
}

/** @param {string} text */
function decoded(text) {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

/** @param {string} id */
function addressOf(id) {
  return `/conversations/${encodeURIComponent(id)}`;
}
