import { words } from "../strings.js";
import { append, button, icon, make } from "./dom.js";
import { pathTo } from "./pieces.js";
import { drawOutline } from "./outline-list.js";
import { keyParts } from "./parts.js";
import { placeName } from "./places.js";
import { readablePath } from "./preview.js";
import { reasonOf } from "./reasons.js";
import { sectionName, SourceView } from "./source-view.js";

/** @typedef {import("./source.js").SourceShelf} SourceShelf */
/** @typedef {import("./types.js").Citation} Citation */

const BUDGET = 24_000;

/** The pane beside (on a phone: the sheet over) the answer that shows where a citation stands. */
export class SourcePane extends HTMLElement {
  constructor() {
    super();
    /** @type {SourceShelf | null} */
    this.shelf = null;
    /** @type {() => void} */
    this.onClose = () => {};
    /** @type {Citation | null} */
    this.citation = null;
    this.heading = make("h2", { class: "pane-title", tabindex: -1, id: "pane-title" });
    this.number = make("p", { class: "pane-number" });
    this.path = make("p", { class: "pane-path" });
    this.body = make("div", { class: "pane-body", tabindex: 0, role: "region", "aria-label": words.source.cited });
    this.outline = make("details", { class: "pane-outline" });
    this.full = make("a", { class: "plain primary" }, words.source.openFull);
    this.said = make("span", { class: "pane-said", role: "status" });
    this.view = new SourceView(this.body, BUDGET);
    this.turn = 0;
  }

  connectedCallback() {
    this.setAttribute("role", "complementary");
    this.setAttribute("aria-labelledby", "pane-title");
    append(
      this,
      make(
        "header",
        { class: "pane-head" },
        make("div", { class: "pane-words" }, this.heading, this.number, this.path),
        button(
          { class: "square", "aria-label": words.source.close, title: words.source.close, "data-do": "close" },
          icon("close"),
          () => this.onClose(),
        ),
      ),
      this.outline,
      this.body,
      make(
        "footer",
        { class: "pane-foot" },
        this.full,
        button({ class: "plain", "data-do": "copy" }, words.source.copy, () => void this.copy()),
        this.said,
      ),
    );
  }

  /**
   * Opens the document of a citation at its place.
   * @param {Citation} citation
   */
  async show(citation) {
    const turn = ++this.turn;
    this.citation = citation;
    this.heading.textContent = citation.title;
    const number = citation.number ? words.documents.number(citation.number) : "";
    this.number.textContent = [number, placeName(citation)].filter(Boolean).join(" · ");
    this.path.textContent = readablePath(citation.section);
    this.full.href = addressOf(citation);
    this.said.textContent = "";
    this.outline.open = false;
    this.outline.replaceChildren();
    this.body.replaceChildren(make("p", { class: "progress" }, words.source.loading));
    this.heading.focus({ preventScroll: true });
    try {
      const source = await this.shelf?.get(citation.document_id);
      if (!source || turn !== this.turn) return;
      const path = pathTo(source.sections, citation.start).map(sectionName);
      if (path.length > 0) this.path.textContent = path.join(" › ");
      if (source.points.slice(citation.start, citation.end) === citation.quote) {
        this.describe(source, citation);
        this.view.show(source, citation, { quote: citation, parts: keyParts(citation.parts ?? [], citation) });
      } else this.showQuoteOnly(citation, words.source.wrongPlace);
    } catch (error) {
      if (turn === this.turn) this.showQuoteOnly(citation, reasonOf(error));
    }
  }

  /**
   * Fills the outline, from which one reads around and comes back to the cited place.
   * @param {import("./source.js").Source} source
   * @param {Citation} citation
   */
  describe(source, citation) {
    const parts = keyParts(citation.parts ?? [], citation);
    /** @param {{start: number, end: number}} at */
    const go = (at) => {
      this.outline.open = false;
      this.view.show(source, at, { quote: citation, parts }, at === citation);
      this.body.focus({ preventScroll: true });
    };
    const back = button({ class: "outline-link is-back" }, words.source.toCited, () => go(citation));
    const list = drawOutline(source, ({ start }, name) =>
      button({ class: "outline-link" }, name, () => go({ start, end: start })),
    );
    this.outline.replaceChildren(make("summary", {}, words.viewer.outline), back, list);
  }

  /**
   * The quote alone, where its place cannot be shown, and why.
   * @param {Citation} citation
   * @param {string} reason
   */
  showQuoteOnly(citation, reason) {
    this.shelf?.forget(citation.document_id);
    this.body.replaceChildren(
      make("p", { class: "failure" }, reason),
      make("p", { class: "piece is-lined" }, make("mark", { class: "quote" }, citation.quote)),
      button({ class: "plain" }, words.viewer.retry, () => void this.show(citation)),
    );
  }

  async copy() {
    if (!this.citation) return;
    const { quote, title, number, section } = this.citation;
    const named = [title, number && words.documents.number(number), section, placeName(this.citation)];
    const place = named.filter(Boolean).join(", ");
    try {
      await navigator.clipboard.writeText(`“${quote}” (${place})`);
      this.said.textContent = words.source.copied;
    } catch {
      this.said.textContent = words.source.copyFailed;
    }
  }
}

/**
 * The page that shows a citation's place: made here, so that no text from elsewhere ever becomes a link's target.
 * @param {Citation} citation
 */
function addressOf({ document_id: id, start, end }) {
  return `/documents/${encodeURIComponent(id)}#${Number(start)}-${Number(end)}`;
}
