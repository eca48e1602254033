import { words } from "../strings.js";
import { append, make } from "./dom.js";
import { drawChart, drawComputation } from "./figures.js";
import { decimals, decimalsOf, splitMarks } from "./marks.js";

/** @typedef {import("./types.js").AnswerBlock} AnswerBlock */

/**
 * Makes the button for one citation mark; null where the citation is not known (yet).
 * @typedef {(n: number) => HTMLElement | null} MarkMaker
 */

/**
 * Draws one block of an answer. A type that this page does not know falls back to its text.
 * @param {AnswerBlock} block
 * @param {Marks} marks
 * @returns {HTMLElement | null} null for a block without anything to read
 */
export function drawBlock(block, marks) {
  const draw = DRAWERS[block.type] ?? drawText;
  return draw(block, marks);
}

/**
 * The citations that can be opened, how their marks and figures are made, and what the sentences of the answer say.
 * @typedef {{known: ReadonlySet<number>, mark: MarkMaker, figure: import("./figures.js").OpenFigure,
 *   said: string}} Marks
 */

/** @type {Record<string, (block: AnswerBlock, marks: Marks) => HTMLElement | null>} */
const DRAWERS = {
  quote: (block, marks) => make("blockquote", { class: "block quote" }, inline(block.text, block.citations, marks)),
  list: drawList,
  table: drawTable,
  chart: (block, marks) => (block.points ? drawChart(block, marks.said, marks.figure) : drawText(block, marks)),
  computation: (block, marks) => (block.operands ? drawComputation(block, marks.figure) : drawText(block, marks)),
  notice: (block, marks) => drawAside("notice", words.answer.noticeLabel, block, marks),
  nearest: (block, marks) => drawAside("nearest", "", block, marks), // its own words say what it is
};

/**
 * @param {AnswerBlock} block
 * @param {Marks} marks
 */
function drawText(block, marks) {
  if (!block.text) return block.items ? drawList(block, marks) : null;
  return make("p", { class: "block text" }, inline(block.text, block.citations, marks));
}

/**
 * @param {AnswerBlock} block
 * @param {Marks} marks
 */
function drawList(block, marks) {
  const list = make("ul", { class: "block list" });
  for (const item of block.items ?? []) append(list, make("li", {}, inline(item.text, item.citations, marks)));
  append(list.lastElementChild ?? list, inline("", block.citations, marks));
  return list;
}

/**
 * @param {string} kind
 * @param {string} label
 * @param {AnswerBlock} block
 * @param {Marks} marks
 */
function drawAside(kind, label, block, marks) {
  const heading = label ? make("p", { class: "aside-label" }, label) : null;
  const text = make("p", { class: "aside-text" }, inline(block.text, block.citations, marks));
  return make("div", { class: `block ${kind}`, role: "note" }, heading, text);
}

/**
 * @param {AnswerBlock} block
 * @param {Marks} marks
 */
function drawTable(block, marks) {
  const columns = block.columns ?? [];
  const rows = block.rows ?? [];
  const places = decimalsOf(rows, columns.length);
  const head = make(
    "tr",
    {},
    ...columns.map((name, at) => make("th", { scope: "col", class: places[at] === null ? null : "figure" }, name)),
  );
  const body = make(
    "tbody",
    {},
    ...rows.map((row) => make("tr", {}, ...row.map((cell, at) => drawCell(cell, places[at] ?? null, marks)))),
  );
  const caption = block.caption ? make("caption", {}, block.caption) : null;
  const named = columns.some((name) => name.trim()); // a comparison has no names above its two columns
  const table = make("table", {}, caption, named ? make("thead", {}, head) : null, body);
  const label = block.caption || words.answer.table;
  return make(
    "div",
    { class: "block" },
    make("div", { class: "table-scroll", tabindex: 0, role: "region", "aria-label": label }, table),
    make("p", { class: "table-marks" }, inline("", block.citations, marks)),
  );
}

/**
 * @param {string} text
 * @param {number | null} places digits after the comma in this column, null where it has no figures
 * @param {Marks} marks
 */
function drawCell(text, places, marks) {
  const cell = make("td", { class: places === null ? null : "figure" }, inline(text, [], marks));
  if (places !== null) alignOnComma(cell, places, text);
  return cell;
}

/**
 * Leaves the room that a figure's missing decimals would take, so that commas stand below one another.
 * @param {HTMLElement} cell
 * @param {number} places
 * @param {string} text
 */
export function alignOnComma(cell, places, text) {
  const own = decimals(text);
  if (own === places) return;
  cell.style.setProperty("--missing-digits", String(places - own));
  cell.style.setProperty("--missing-comma", own === 0 ? "1" : "0");
}

/**
 * A text with its marks as buttons.
 * @param {string | undefined} text
 * @param {number[] | undefined} citations
 * @param {Marks} marks
 */
function inline(text, citations, { known, mark }) {
  const fragment = document.createDocumentFragment();
  for (const segment of splitMarks(text ?? "", citations ?? [], known)) {
    append(fragment, "n" in segment ? mark(segment.n) : segment.text);
  }
  return fragment;
}
