import { words } from "../strings.js";
import { alignOnComma } from "./blocks.js";
import { append, button, make } from "./dom.js";
import { cellsCover, headerRows, rowsToShow, touches } from "./grid.js";
import { decimalsOf } from "./marks.js";
import { appendSlice, drawRaw } from "./source-text.js";
import { isSum } from "./table-list.js";

/** @typedef {import("./codepoints.js").CodePoints} CodePoints */
/** @typedef {import("./source-text.js").Highlight} Highlight */
/** @typedef {import("./types.js").Cell} Cell */
/** @typedef {import("./types.js").Row} Row */
/** @typedef {import("./types.js").Span} Span */
/** @typedef {import("./types.js").Table} Table */

const MOST_ROWS = 200;
const LONG_TEXT = 80;
const SHORT_TEXT = 14;

/**
 * A table of the source as a real table, its cited row and cells marked; below it the source's own wording, opened
 * where the recovered cells do not hold all of the quote.
 * @param {Table} table
 * @param {CodePoints} points
 * @param {Span} span of the table in the source
 * @param {Highlight} highlight
 */
export function drawSourceTable(table, points, span, highlight) {
  const context = {
    table,
    points,
    highlight,
    cited: citedColumns(table, highlight),
    places: figurePlaces(table),
    room: columnRoom(table),
  };
  const { quote } = highlight;
  const inTable = quote !== null && touches(span, quote);
  const clipped = inTable ? { start: Math.max(quote.start, span.start), end: Math.min(quote.end, span.end) } : null;
  const covered = clipped === null || cellsCover(table, points, clipped);
  const name = table.title || words.source.untitledTable;
  const isTold = table.title !== "" && endsWith(points.slice(Math.max(0, span.start - 400), span.start), table.title);
  const grid = make("table", {}, drawHead(context), drawBody(context));
  return make(
    "figure",
    { class: "piece source-table", "data-start": span.start },
    make(
      "figcaption",
      {},
      make("span", { class: isTold ? "unseen" : "table-title" }, name),
      table.unit ? make("span", { class: "table-unit" }, words.source.unit(table.unit)) : null,
    ),
    make("div", { class: "table-scroll", tabindex: 0, role: "region", "aria-label": name }, grid),
    drawRaw(points, span, highlight, !covered),
  );
}

/**
 * Whether a text ends with `title`, whatever white space and case either has: a heading right above its table.
 * @param {string} text
 * @param {string} title
 */
function endsWith(text, title) {
  const plain = (/** @type {string} */ each) => each.replace(/[\s*]+/g, " ").trim().toLowerCase();
  return plain(text).endsWith(plain(title));
}

/**
 * @typedef {{table: Table, points: CodePoints, highlight: Highlight, cited: Set<number>,
 *   places: (number | null)[], room: string[]}} Drawing
 */

/**
 * The columns whose cells hold a part of the evidence.
 * @param {Table} table
 * @param {Highlight} highlight
 */
function citedColumns(table, { parts }) {
  /** @type {Set<number>} */
  const columns = new Set();
  for (const row of table.rows) {
    for (const part of parts) {
      if (!touches(row, part)) continue;
      row.cells.forEach((cell, at) => touches(cell, part) && columns.add(at));
    }
  }
  return columns;
}

/** @param {Table} table */
function figurePlaces(table) {
  const places = decimalsOf(
    table.rows.map((row) => row.cells.map((cell) => cell.text)),
    table.columns.length,
  );
  return places.map((digits, at) =>
    table.columns[at].role === "ordinal" ? null : (digits ?? (table.columns[at].role === "amount" ? 0 : null)),
  );
}

/**
 * How much room each column needs, by its longest text and its name.
 * @param {Table} table
 */
function columnRoom({ columns, rows }) {
  return columns.map(({ path }, at) => {
    const longest = rows.reduce((most, row) => Math.max(most, row.cells[at]?.text.length ?? 0), 0);
    if (longest > LONG_TEXT) return "is-long";
    return longest > SHORT_TEXT || (path.at(-1) ?? "").length > 2 * SHORT_TEXT ? "" : "is-short";
  });
}

/** @param {Drawing} drawing */
function drawHead({ table, cited, places, room }) {
  const rows = headerRows(table.columns).map((cells) =>
    make(
      "tr",
      {},
      ...cells.map(({ text, colspan, rowspan, column }) => {
        const isCited = colspan === 1 && cited.has(column);
        const look = classes(
          `role-${table.columns[column].role}`,
          colspan === 1 && room[column],
          places[column] !== null && "figure",
          isCited && "is-cited",
        );
        return make("th", { scope: colspan > 1 ? "colgroup" : "col", colspan, rowspan, class: look }, text);
      }),
    ),
  );
  return make("thead", {}, ...rows);
}

/** @param {Drawing} drawing */
function drawBody(drawing) {
  const { rows } = drawing.table;
  const { quote, parts } = drawing.highlight;
  const shown = rowsToShow(rows, quote ? [quote, ...parts] : parts, MOST_ROWS);
  const body = make("tbody", {}, ...shown.map((row) => drawRow(row, drawing)));
  if (shown.length < rows.length) {
    const more = button({ class: "plain" }, words.source.allRows(rows.length), () =>
      body.replaceChildren(...rows.map((row) => drawRow(row, drawing))),
    );
    append(body, make("tr", {}, make("td", { colspan: drawing.table.columns.length }, more)));
  }
  return body;
}

/**
 * @param {Row} row
 * @param {Drawing} drawing
 */
function drawRow(row, drawing) {
  const { quote } = drawing.highlight;
  const isCited = quote !== null && quote.end > quote.start && touches(row, quote);
  const cells = row.cells.map((cell, at) => drawCell(cell, at, row.kind, drawing));
  if (isCited && cells[0]) cells[0].prepend(make("span", { class: "unseen" }, `${words.source.citedRow}: `));
  return make("tr", { class: `row-${row.kind}${isCited ? " is-cited" : ""}`, "data-start": row.start }, ...cells);
}

/**
 * @param {Cell} cell
 * @param {number} at
 * @param {string} kind of the row
 * @param {Drawing} drawing
 */
function drawCell(cell, at, kind, drawing) {
  const { table, points, highlight, places } = drawing;
  const digits = places[at] ?? null;
  const isPart = highlight.parts.some((part) => touches(cell, part));
  const role = table.columns[at]?.role ?? "other";
  const element = make("td", {
    class: classes(`role-${role}`, drawing.room[at] ?? "", digits !== null && "figure", isPart && "is-cited"),
  });
  if (cell.start !== null && cell.end !== null)
    appendSlice(element, points, { start: cell.start, end: cell.end }, highlight);
  else append(element, cell.text);
  if (digits !== null && cell.text) alignOnComma(element, digits, cell.text);
  append(element, auditMark(cell, isSum(kind, table.columns[at])));
  if (!cell.certain)
    append(element, make("abbr", { class: "unsure", title: words.source.unsureLabel }, words.source.unsure));
  return element;
}

/**
 * What the audit says of a printed sum, as a sign with its meaning.
 * @param {Cell} cell
 * @param {boolean} isPrintedSum
 */
function auditMark({ audit }, isPrintedSum) {
  const { agrees, agreesLabel, differs, differsLabel } = words.cells;
  if (audit === "mismatch") return make("abbr", { class: "sum-mark is-doubtful", title: differsLabel }, differs);
  if (audit !== "consistent" || !isPrintedSum) return null;
  return make("abbr", { class: "sum-mark is-good", title: agreesLabel }, agrees);
}

/** @param {...(string | false)} names */
function classes(...names) {
  return names.filter(Boolean).join(" ");
}
