import { words } from "../strings.js";
import { describeDocument, readAudit } from "./api.js";
import { drawAudit, placesWith } from "./audit-list.js";
import { append, button, icon, make } from "./dom.js";
import { documentFacts } from "./documents.js";
import { ApiError, saveFile } from "./http.js";
import { drawOutline } from "./outline-list.js";
import { spanOf } from "./pieces.js";
import { reasonOf } from "./reasons.js";
import { SourceView } from "./source-view.js";
import { drawTableList } from "./table-list.js";

/** @typedef {import("./source.js").Source} Source */
/** @typedef {import("./source.js").SourceShelf} SourceShelf */
/** @typedef {import("./types.js").DocumentInfo} DocumentInfo */
/** @typedef {import("./types.js").Finding} Finding */

const BUDGET = 200_000;

/** One whole document with its outline; an address like `/documents/<id>#<start>-<end>` opens it at a place. */
export class DocumentViewer extends HTMLElement {
  constructor() {
    super();
    /** @type {SourceShelf | null} */
    this.shelf = null;
    /** @type {(ids: string[]) => void} */
    this.onAsk = () => {};
    this.turn = 0;
    this.shown = "";
    this.heading = make("h1", { class: "viewer-title", tabindex: -1 });
    this.facts = make("p", { class: "viewer-facts" });
    this.said = make("p", { class: "viewer-said", role: "status" });
    this.audit = make("div", { class: "viewer-audit" });
    /** @type {Finding[]} */
    this.findings = [];
    this.outline = make("details", { class: "viewer-outline" });
    this.body = make("div", { class: "viewer-body", tabindex: 0, role: "region" });
    this.view = new SourceView(this.body, BUDGET);
  }

  connectedCallback() {
    append(
      this,
      make(
        "header",
        { class: "viewer-head" },
        this.tools(),
        this.heading,
        this.facts,
        this.said,
        this.audit,
      ),
      make("div", { class: "viewer-columns" }, this.outline, this.body),
    );
  }

  tools() {
    const ask = button({ class: "plain", "data-do": "ask-in" }, words.viewer.ask, () => this.onAsk([this.shown]));
    const file = button({ class: "plain", "data-do": "file" }, icon("download"), () => void this.saveOriginal());
    append(file, make("span", {}, words.viewer.file));
    const back = make("a", { class: "plain", href: "/", "data-do": "back" }, icon("back"), make("span", {}, words.viewer.back));
    return make("div", { class: "viewer-tools" }, back, ask, file);
  }

  async saveOriginal() {
    try {
      await saveFile(`/api/documents/${encodeURIComponent(this.shown)}/file`, this.shown);
    } catch (error) {
      const said = error instanceof ApiError && words.locale === "vi" ? error.detail : "";
      this.said.textContent = `${words.viewer.fileFailed} ${said}`;
    }
  }

  /**
   * Opens document `id` at the place that `fragment` names.
   * @param {string} id
   * @param {string} fragment
   */
  async show(id, fragment) {
    const turn = ++this.turn;
    if (id !== this.shown) this.clear();
    try {
      const [info, source, findings] = await Promise.all([
        describeDocument(id),
        this.shelf?.get(id),
        id === this.shown ? this.findings : readAudit(id).catch(() => []),
      ]);
      if (!source || turn !== this.turn) return;
      if (id !== this.shown) {
        this.describe(info, source);
        this.findings = findings;
        append(this.audit, drawAudit(findings), drawTableList(source.tables.values()));
      }
      this.shown = id;
      this.open(source, fragment);
    } catch (error) {
      if (turn !== this.turn) return;
      this.clear();
      this.body.replaceChildren(
        make("p", { class: "failure", role: "alert" }, reasonOf(error)),
        button({ class: "plain primary", "data-do": "retry" }, words.viewer.retry, () => void this.show(id, fragment)),
      );
    }
  }

  clear() {
    this.shown = "";
    this.heading.textContent = words.source.loading;
    this.facts.textContent = "";
    this.said.textContent = "";
    this.findings = [];
    this.audit.replaceChildren();
    this.outline.replaceChildren();
    this.body.replaceChildren();
  }

  /**
   * @param {DocumentInfo} info
   * @param {Source} source
   */
  describe(info, source) {
    this.heading.textContent = info.title;
    this.facts.textContent = documentFacts(info).join(" · ");
    this.body.setAttribute("aria-label", info.title);
    document.title = `${info.title} – ${words.brand}`;
    const list = drawOutline(source, ({ start }, name) => make("a", { href: `#${start}` }, name));
    this.outline.replaceChildren(make("summary", {}, words.viewer.outline), list);
    this.outline.open = window.matchMedia("(min-width: 1100px)").matches;
  }

  /**
   * @param {Source} source
   * @param {string} fragment
   */
  open(source, fragment) {
    const span = spanOf(fragment);
    const isThere = span !== null && span.end <= source.points.length;
    this.said.textContent = fragment.length > 1 && !isThere ? words.source.wrongPlace : "";
    const at = isThere ? span : { start: 0, end: 0 };
    const parts = placesWith(this.findings, at);
    this.view.show(source, at, { quote: at.end > at.start ? at : null, parts });
  }
}
