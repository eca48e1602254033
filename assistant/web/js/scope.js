import { words } from "../strings.js";
import { append, button, icon, make } from "./dom.js";

/** @typedef {import("./types.js").DocumentInfo} DocumentInfo */

const KEY = "scope";
export const MOST_DOCUMENTS = 1000;

/** Which documents questions are put to, for this tab; none means all of them. */
export class Scope {
  /**
   * @param {Storage | null} storage
   * @param {string[] | null} given what the address says, as in a frame of another site; kept nowhere
   */
  constructor(storage, given) {
    this.storage = given ? null : storage;
    /** @type {string[]} */
    this.ids = given ?? restore(storage);
    /** @type {(() => void)[]} */
    this.listeners = [];
  }

  /** @param {string[]} ids */
  choose(ids) {
    this.ids = [...new Set(ids)].slice(0, MOST_DOCUMENTS);
    try {
      this.storage?.setItem(KEY, JSON.stringify(this.ids));
    } catch {
      // A full storage costs only that the choice ends with the page.
    }
    for (const listener of this.listeners) listener();
  }
}

/** @param {Storage | null} storage */
function restore(storage) {
  try {
    const kept = JSON.parse(storage?.getItem(KEY) ?? "[]");
    return Array.isArray(kept) ? kept.filter((id) => typeof id === "string") : [];
  } catch {
    return [];
  }
}

/** The button above the conversation that says which documents are asked, and opens the choice. */
export class ScopeButton {
  /**
   * @param {Scope} scope
   * @param {() => Promise<DocumentInfo[]>} read all documents
   * @param {(text: string) => void} announce
   */
  constructor(scope, read, announce) {
    this.scope = scope;
    this.read = read;
    this.announce = announce;
    /** @type {DocumentInfo[] | null} */
    this.documents = null;
    this.text = make("span", { class: "scope-text" });
    this.element = button({ class: "scope", "data-do": "scope", "aria-haspopup": "dialog" }, icon("filter"), () => {
      void this.open();
    });
    append(this.element, make("span", { class: "scope-label" }, words.scope.ask), " ", this.text);
    scope.listeners.push(() => {
      this.say();
      announce(words.scope.changed(this.text.textContent ?? ""));
    });
    this.say();
  }

  /**
   * Tells the button which documents there are.
   * @param {DocumentInfo[]} documents
   */
  know(documents) {
    this.documents = documents;
    this.say();
  }

  say() {
    const { ids } = this.scope;
    const known = this.documents;
    this.element.classList.toggle("is-narrowed", ids.length > 0);
    if (ids.length === 0) this.text.textContent = known ? words.scope.all(known.length) : words.scope.every;
    else if (ids.length > 1) this.text.textContent = words.scope.some(ids.length);
    else this.text.textContent = known?.find(({ id }) => id === ids[0])?.title ?? words.scope.some(1);
  }

  async open() {
    const [{ openScopeDialog }, documents] = await Promise.all([
      import("./scope-dialog.js"),
      this.documents ?? this.read(),
    ]);
    this.know(documents);
    openScopeDialog(documents, this.scope);
  }
}
