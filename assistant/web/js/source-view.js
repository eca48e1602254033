import { words } from "../strings.js";
import { append, button, make } from "./dom.js";
import { depthOf, widen, windowAround } from "./pieces.js";
import { pageMarks } from "./places.js";
import { drawSourceTable } from "./source-table.js";
import { drawParagraph, drawRaw } from "./source-text.js";

/** @typedef {import("./pieces.js").Piece} Piece */
/** @typedef {import("./source.js").Source} Source */
/** @typedef {import("./source-text.js").Highlight} Highlight */
/** @typedef {import("./types.js").Section} Section */
/** @typedef {import("./types.js").Span} Span */

const SETTLING_FRAMES = 4;
const TALLEST_HEAD = 0.4;

/**
 * Shows a document's text inside a scrolling box: the place asked for and its surroundings; more on demand, so that
 * a long document opens as fast as a short one.
 */
export class SourceView {
  /**
   * @param {HTMLElement} box the scrolling element
   * @param {number} budget code points to draw at once
   */
  constructor(box, budget) {
    this.box = box;
    this.budget = budget;
    /** @type {Source | null} */
    this.source = null;
    /** @type {Highlight} */
    this.highlight = { quote: null, parts: [] };
    this.from = 0;
    this.to = 0;
  }

  /**
   * Draws the surroundings of `at` with the highlight, and scrolls there.
   * @param {Source} source
   * @param {Span} at
   * @param {Highlight} highlight
   * @param {boolean} [toQuote] whether to scroll to the highlight rather than to `at`
   */
  show(source, at, highlight, toQuote = true) {
    this.source = source;
    this.highlight = highlight;
    this.byOrdinal = new Map(source.sections.map((section) => [section.ordinal, section]));
    [this.from, this.to] = windowAround(source.pieces, at, this.budget);
    this.text = make("div", { class: "source-text" });
    this.box.replaceChildren(this.text);
    append(this.text, ...this.draw(this.from, this.to));
    this.addEarlier();
    this.addLater();
    this.scrollTo(at, toQuote);
  }

  /**
   * @param {Span} at
   * @param {boolean} toQuote
   */
  scrollTo(at, toQuote) {
    if (at.start === 0 && !this.highlight.quote) {
      this.box.scrollTop = 0;
      return;
    }
    const quote = toQuote ? this.box.querySelector("mark.quote") : null;
    const target = quote ?? this.pieceElement(at.start);
    for (const scroller of this.box.querySelectorAll(".table-scroll")) fitHead(scroller);
    const cell = target?.closest("td");
    if (cell) bringAcross(cell.matches(".is-cited") ? cell : this.box.querySelector("td.is-cited"));
    this.bringDown(target?.closest("tr") ?? target, SETTLING_FRAMES);
  }

  /**
   * Scrolls to `target`, and again for a few frames: paragraphs above get their true height only when they are drawn.
   * @param {Element | null} target
   * @param {number} frames
   */
  bringDown(target, frames) {
    if (!target?.isConnected) return;
    target.scrollIntoView({ block: "center", inline: "nearest" });
    if (frames > 0) requestAnimationFrame(() => this.bringDown(target, frames - 1));
  }

  /**
   * The drawn piece or table row that begins last before code point `start`.
   * @param {number} start
   * @returns {Element | null}
   */
  pieceElement(start) {
    /** @type {Element | null} */
    let best = null;
    for (const element of this.box.querySelectorAll("[data-start]")) {
      if (Number(element.getAttribute("data-start")) <= start) best = element;
    }
    return best;
  }

  /**
   * @param {number} from
   * @param {number} to
   * @returns {HTMLElement[]}
   */
  draw(from, to) {
    const { source, highlight } = this;
    if (!source) return [];
    return source.pieces.slice(from, to).flatMap((piece, at) => {
      const before = from + at === 0 ? -1 : source.pieces[from + at - 1].start;
      const marks = pageMarks(source.pages, before, piece.start);
      return [...marks.map((title) => make("p", { class: "page-mark" }, title)), this.drawPiece(source, piece, highlight)];
    });
  }

  /**
   * @param {Source} source
   * @param {Piece} piece
   * @param {Highlight} highlight
   */
  drawPiece(source, piece, highlight) {
    const table = piece.table === null ? undefined : source.tables.get(piece.table);
    if (table) return drawSourceTable(table, source.points, piece, highlight);
    if (piece.kind === "table") return drawRaw(source.points, piece, highlight, true);
    return drawParagraph(source.points, piece, this.depth(piece), highlight);
  }

  /** @param {Piece} piece */
  depth(piece) {
    const section = piece.section === null ? undefined : this.byOrdinal?.get(piece.section);
    return section && this.byOrdinal ? depthOf(section, this.byOrdinal) : 0;
  }

  addEarlier() {
    if (this.from === 0 || !this.text) return;
    const more = button({ class: "plain more" }, words.source.earlier, () => {
      const next = widen(this.source?.pieces ?? [], this.from, -1, this.budget);
      const below = this.box.scrollHeight - this.box.scrollTop;
      more.replaceWith(...this.draw(next, this.from));
      this.from = next;
      this.addEarlier();
      this.box.scrollTop = this.box.scrollHeight - below;
    });
    this.text.prepend(more);
  }

  addLater() {
    const pieces = this.source?.pieces ?? [];
    if (this.to >= pieces.length || !this.text) return;
    const more = button({ class: "plain more" }, words.source.later, () => {
      const next = widen(pieces, this.to, 1, this.budget) + 1;
      more.replaceWith(...this.draw(this.to, next));
      this.to = next;
      this.addLater();
    });
    append(this.text, more);
  }
}

/**
 * Keeps a table's head in view only where it leaves most of the room to the rows, and never lets it cover one.
 * @param {Element} scroller
 */
function fitHead(scroller) {
  const head = scroller.querySelector("thead");
  if (!head || !(scroller instanceof HTMLElement)) return;
  const isTall = head.offsetHeight > scroller.clientHeight * TALLEST_HEAD;
  head.classList.toggle("is-tall", isTall);
  scroller.style.setProperty("scroll-padding-top", isTall ? "0" : `${head.offsetHeight}px`);
}

/**
 * Scrolls a wide table sideways until `cell` stands in the room that the fixed column of names leaves.
 * @param {HTMLElement | null} cell
 */
function bringAcross(cell) {
  const scroller = cell?.closest(".table-scroll");
  if (!cell || !scroller) return;
  const fixed = cell.parentElement?.querySelector("td.role-label");
  const taken = fixed instanceof HTMLElement && fixed !== cell ? fixed.offsetWidth : 0;
  const room = scroller.clientWidth - taken;
  /** @param {Element} each */
  const startOf = (each) =>
    each.getBoundingClientRect().left - scroller.getBoundingClientRect().left + scroller.scrollLeft - taken;
  const start = startOf(cell);
  const middle = start - (room - cell.offsetWidth) / 2;
  // Rather at the start of a column, so that the column of names cuts no figure in two.
  const whole = [...(cell.parentElement?.children ?? [])]
    .map(startOf)
    .filter((at) => at >= 0 && at <= start && start + cell.offsetWidth <= at + room)
    .sort((one, other) => Math.abs(one - middle) - Math.abs(other - middle));
  scroller.scrollLeft = middle <= 0 ? 0 : (whole[0] ?? middle);
}

const LABEL_END = /** @type {Record<string, string>} */ ({ roman: ".", number: ".", letter: ")" });

/**
 * A section as people name it: its label and heading.
 * @param {Section} section
 */
export function sectionName({ kind, label, heading }) {
  const end = LABEL_END[kind] ?? "";
  const written = label && end && !/[.)\-:]$/.test(label) ? `${label}${end}` : label;
  return [written, heading].filter(Boolean).join(" ");
}
