import { words } from "../strings.js";
import { listDocuments } from "./api.js";
import { append, button, make } from "./dom.js";

/** @typedef {import("./types.js").DocumentInfo} DocumentInfo */

/** The documents that answers come from. */
export class DocumentList extends HTMLElement {
  connectedCallback() {
    void this.load();
  }

  async load() {
    this.replaceChildren(this.headed(words.documents.heading), make("p", { class: "quiet" }, words.documents.loading));
    try {
      this.draw(await listDocuments());
    } catch {
      this.replaceChildren(
        this.headed(words.documents.heading),
        make("p", { class: "quiet" }, words.documents.failed),
        button({ class: "plain" }, words.documents.reload, () => void this.load()),
      );
    }
  }

  /** @param {DocumentInfo[]} documents */
  draw(documents) {
    if (documents.length === 0) {
      this.replaceChildren(this.headed(words.documents.heading), make("p", { class: "quiet" }, words.documents.empty));
      return;
    }
    const list = make("ul", { class: "documents" });
    for (const info of documents) {
      const link = make(
        "a",
        { href: `/documents/${encodeURIComponent(info.id)}`, class: "document" },
        make("span", { class: "document-title" }, info.title),
        make("span", { class: "document-facts" }, briefFacts(info).join(" · ")),
      );
      append(list, make("li", {}, link));
    }
    this.replaceChildren(this.headed(words.documents.count(documents.length)), list);
    this.markCurrent(location.pathname);
  }

  /** @param {string} text */
  headed(text) {
    return make("h2", { class: "small-heading" }, text);
  }

  /**
   * Shows which document is open.
   * @param {string} path
   */
  markCurrent(path) {
    for (const link of this.querySelectorAll("a.document")) {
      if (link.getAttribute("href") === path) link.setAttribute("aria-current", "page");
      else link.removeAttribute("aria-current");
    }
  }
}

/** @param {DocumentInfo} info */
function briefFacts({ number, place, date }) {
  return [number ?? words.documents.unnumbered, place, date && readableDate(date)]
    .filter((fact) => fact !== null && fact !== "")
    .map(String);
}

/**
 * What a catalogue says of a document, at a glance.
 * @param {DocumentInfo} info
 * @returns {string[]}
 */
export function documentFacts({ number, issuer, date, period, characters, tables }) {
  return [
    number && words.documents.number(number),
    issuer,
    date && readableDate(date),
    period && words.documents.period(period[0], period[1]),
    words.documents.characters(characters),
    tables > 0 && words.documents.tables(tables),
  ]
    .filter((fact) => typeof fact === "string" && fact !== "")
    .map(String);
}

/**
 * An ISO date as it is written in Vietnamese; anything else unchanged.
 * @param {string} date
 */
export function readableDate(date) {
  const found = /^(\d{4})-(\d{2})-(\d{2})$/.exec(date);
  return found ? `${found[3]}/${found[2]}/${found[1]}` : date;
}
