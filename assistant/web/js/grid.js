/** @typedef {import("./types.js").Column} Column */
/** @typedef {import("./types.js").Row} Row */
/** @typedef {import("./types.js").Span} Span */
/** @typedef {import("./types.js").Table} Table */
/** @typedef {import("./codepoints.js").CodePoints} CodePoints */

/** @typedef {{text: string, colspan: number, rowspan: number, column: number}} HeaderCell */

/**
 * The header rows of a table from the paths of its columns: neighbours with the same path so far share a cell.
 * @param {Column[]} columns
 * @returns {HeaderCell[][]}
 */
export function headerRows(columns) {
  const depth = Math.max(1, ...columns.map((column) => column.path.length));
  return Array.from({ length: depth }, (_, level) => headerRow(columns, level, depth));
}

/**
 * @param {Column[]} columns
 * @param {number} level
 * @param {number} depth
 */
function headerRow(columns, level, depth) {
  /** @type {HeaderCell[]} */
  const cells = [];
  for (let at = 0; at < columns.length;) {
    const path = columns[at].path;
    if (path.length <= level && level > 0) {
      at += 1;
      continue;
    }
    const last = path.length <= level + 1;
    let next = at + 1;
    while (!last && next < columns.length && sharesPath(columns[next].path, path, level)) next += 1;
    cells.push({ text: path[level] ?? "", colspan: next - at, rowspan: last ? depth - level : 1, column: at });
    at = next;
  }
  return cells;
}

/**
 * @param {string[]} a
 * @param {string[]} b
 * @param {number} level
 */
function sharesPath(a, b, level) {
  return a.length > level + 1 && b.slice(0, level + 1).every((name, index) => a[index] === name);
}

/**
 * Whether two spans have text in common.
 * @param {{start: number | null, end: number | null}} a
 * @param {Span} b
 */
export function touches(a, b) {
  return a.start !== null && a.end !== null && a.start < b.end && b.start < a.end;
}

/**
 * Whether every word of `span` stands in some cell of the table, so that marking cells marks all of it.
 * @param {Table} table
 * @param {CodePoints} points
 * @param {Span} span
 */
export function cellsCover(table, points, span) {
  const cells = table.rows
    .filter((row) => touches(row, span))
    .flatMap((row) => row.cells.filter((cell) => touches(cell, span)))
    .sort((a, b) => (a.start ?? 0) - (b.start ?? 0));
  let at = span.start;
  for (const cell of cells) {
    if ((cell.start ?? 0) > at && !isBlank(points.slice(at, cell.start ?? 0))) return false;
    at = Math.max(at, cell.end ?? 0);
  }
  return at >= span.end || isBlank(points.slice(at, span.end));
}

/** @param {string} text */
function isBlank(text) {
  return /^[\s|]*$/.test(text);
}

/**
 * The rows to show first of a table too long to draw at once: those around the first cited one.
 * @param {Row[]} rows
 * @param {Span[]} spans
 * @param {number} limit
 * @returns {Row[]}
 */
export function rowsToShow(rows, spans, limit) {
  if (rows.length <= limit) return rows;
  const cited = rows.findIndex((row) => spans.some((span) => touches(row, span)));
  const first = Math.max(0, Math.min(cited - limit / 2, rows.length - limit));
  return rows.slice(first, first + limit);
}
