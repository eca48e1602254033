import { words } from "../strings.js";
import { readLibrary, readReadiness, searchText } from "./api.js";
import { EVERYTHING, fold, narrowed } from "./catalogue.js";
import { readableDate } from "./documents.js";
import { append, button, icon, make } from "./dom.js";
import { NarrowingForm } from "./narrowing-form.js";
import { readablePath, shorten } from "./preview.js";
import { reasonOf } from "./reasons.js";
import { drawSkipped } from "./skipped-list.js";

/** @typedef {import("./types.js").DocumentInfo} DocumentInfo */
/** @typedef {import("./types.js").Found} Found */
/** @typedef {import("./types.js").Library} Library */

const MOST_SHOWN = 100;
const MOST_IN_TEXT = 1000;
const SHORTEST = 2;
const PAUSE_MS = 400;

/** The documents that answers come from: facts at a glance, search in titles and text, and a way to ask only them. */
export class LibraryView extends HTMLElement {
  constructor() {
    super();
    /** @type {(ids: string[]) => void} */
    this.onAsk = () => {};
    /** @type {DocumentInfo[]} */
    this.documents = [];
    /** @type {DocumentInfo[]} */
    this.shown = [];
    this.turn = 0;
    this.heading = make("h1", { class: "viewer-title", tabindex: -1 }, words.library.heading);
    this.about = make("p", { class: "viewer-facts", role: "status" });
    this.body = make("div", { class: "library-body" });
    this.list = make("ul", { class: "cards" });
    this.count = make("p", { class: "quiet", role: "status" });
    this.found = make("section", { class: "in-text", "aria-live": "polite" });
    this.narrowing = EVERYTHING;
  }

  connectedCallback() {
    append(
      this,
      make("header", { class: "viewer-head" }, this.backLink(), this.heading, this.about),
      this.body,
    );
  }

  backLink() {
    return make("a", { class: "plain", href: "/", "data-do": "back" }, icon("back"), make("span", {}, words.viewer.back));
  }

  /**
   * Shows the library as it now is.
   * @param {boolean} onlyFindings whether to begin with the documents whose figures disagree
   */
  async show(onlyFindings) {
    document.title = `${words.library.title} – ${words.brand}`;
    try {
      const [library, ready] = await Promise.all([readLibrary(), readReadiness()]);
      this.about.textContent = words.library.about(ready.documents, ready.passages);
      this.draw(library, onlyFindings);
    } catch (error) {
      this.about.textContent = "";
      this.body.replaceChildren(
        make("p", { class: "failure", role: "alert" }, reasonOf(error)),
        button({ class: "plain primary" }, words.viewer.retry, () => void this.show(onlyFindings)),
      );
    }
  }

  /**
   * @param {Library} library
   * @param {boolean} onlyFindings
   */
  draw({ documents, skipped }, onlyFindings) {
    this.documents = documents;
    let pause = 0;
    const form = new NarrowingForm(documents, words.library.find, (narrowing) => {
      this.narrow(narrowing);
      clearTimeout(pause);
      pause = setTimeout(() => void this.searchInText(), PAUSE_MS);
    }).withFindings();
    form.findings.checked = onlyFindings;
    const askShown = button({ class: "plain", "data-do": "ask-shown" }, words.library.askShown, () =>
      this.onAsk(this.shown.length === this.documents.length ? [] : this.shown.map(({ id }) => id)),
    );
    this.body.replaceChildren();
    append(
      this.body,
      form.element,
      make("div", { class: "library-count" }, this.count, askShown),
      this.list,
      this.found,
      drawSkipped(skipped),
    );
    this.narrow(form.value);
  }

  /** @param {import("./catalogue.js").Narrowing} narrowing */
  narrow(narrowing) {
    this.narrowing = narrowing;
    this.shown = narrowed(this.documents, narrowing);
    this.count.textContent = words.library.shown(Math.min(this.shown.length, MOST_SHOWN), this.documents.length);
    this.list.replaceChildren(...this.shown.slice(0, MOST_SHOWN).map((info) => this.drawCard(info)));
    this.found.replaceChildren();
  }

  /** Looks for the words in the text of the documents that the other fields leave. */
  async searchInText() {
    const turn = ++this.turn;
    const text = this.narrowing.text.trim();
    if (fold(text).length < SHORTEST) return;
    const within = narrowed(this.documents, { ...this.narrowing, text: "" });
    const ids = within.length === this.documents.length ? [] : within.slice(0, MOST_IN_TEXT).map(({ id }) => id);
    const heading = make("h2", { class: "small-heading" }, words.library.inText);
    this.found.replaceChildren(heading, make("p", { class: "quiet" }, words.library.searching));
    try {
      const found = within.length > 0 ? await searchText(text, ids) : [];
      if (turn !== this.turn) return;
      const titles = new Map(this.documents.map(({ id, title }) => [id, title]));
      const hits = found.map((hit) => drawHit(hit, titles.get(hit.document_id) ?? hit.document_id));
      const list = hits.length > 0 ? make("ul", { class: "hits" }, ...hits) : quiet(words.library.nothing);
      this.found.replaceChildren(heading, list);
    } catch {
      if (turn === this.turn) this.found.replaceChildren(heading, quiet(words.library.searchFailed));
    }
  }

  /** @param {DocumentInfo} info */
  drawCard(info) {
    const href = `/documents/${encodeURIComponent(info.id)}`;
    return make(
      "li",
      { class: "card" },
      make("h2", { class: "card-title" }, make("a", { class: "document", href }, info.title)),
      drawFacts(info),
      make(
        "p",
        { class: "card-foot" },
        drawReadState(info),
        info.secrecy ? make("span", { class: "state is-doubtful" }, words.library.secrecy(info.secrecy)) : null,
        drawAuditState(info, href),
        button({ class: "plain", "data-do": "ask-in" }, words.library.ask, () => this.onAsk([info.id])),
      ),
    );
  }
}

/** @param {string} text */
function quiet(text) {
  return make("p", { class: "quiet" }, text);
}

/** @param {DocumentInfo} info */
function drawFacts({ number, issuer, date, period, kind, place, characters, tables }) {
  const facts = make("dl", { class: "facts" });
  const span = period && words.documents.period(period[0], period[1]);
  const size = [words.documents.characters(characters), tables > 0 && words.documents.tables(tables)];
  for (const [name, value] of [
    [words.library.number, number ?? words.library.unknown],
    [words.library.issuer, issuer ?? words.library.unknown],
    [words.library.date, date ? readableDate(date) : words.library.unknown],
    [words.library.period, span ?? words.library.unknown],
    [words.scope.kind, [kind, place].filter(Boolean).join(" · ") || words.library.unknown],
    [words.library.size, size.filter(Boolean).join(" · ")],
  ]) {
    append(facts, make("div", {}, make("dt", {}, name), make("dd", {}, value)));
  }
  return facts;
}

/** @param {DocumentInfo} info */
function drawReadState({ warnings }) {
  if (warnings?.length) return make("span", { class: "state is-doubtful" }, `⚠ ${words.library.doubtfullyRead}`);
  return make("span", { class: "state is-good" }, `✓ ${words.library.indexed}`);
}

/**
 * @param {DocumentInfo} info
 * @param {string} href
 */
function drawAuditState({ findings, tables }, href) {
  if (findings > 0) return make("a", { class: "state is-doubtful", href }, `⚠ ${words.library.findings(findings)}`);
  if (tables === 0) return make("span", { class: "state" }, words.library.unchecked);
  return make("span", { class: "state is-good" }, `✓ ${words.library.findings(0)}`);
}

/**
 * @param {Found} hit
 * @param {string} title
 */
function drawHit({ document_id: id, section, text, start, end }, title) {
  const href = `/documents/${encodeURIComponent(id)}#${start}-${end}`;
  return make(
    "li",
    {},
    make(
      "a",
      { class: "source-card", href },
      make(
        "span",
        { class: "source-words" },
        make("span", { class: "source-title" }, title),
        make("span", { class: "source-place" }, readablePath(section)),
        make("span", { class: "source-quote" }, shorten(text)),
      ),
    ),
  );
}
