import { words } from "../strings.js";
import { make } from "./dom.js";

/** @typedef {import("./types.js").Table} Table */

const SUMS = new Set(["total", "subtotal", "group"]);

/**
 * The recovered tables of a document as a folded list: where each stands, and whether its sums agree.
 * @param {Iterable<Table>} tables
 */
export function drawTableList(tables) {
  const items = [...tables].sort((a, b) => a.start - b.start).map(drawItem);
  if (items.length === 0) return null;
  return make(
    "details",
    { class: "table-list" },
    make("summary", {}, words.viewer.tablesCount(items.length)),
    make("ol", {}, ...items),
  );
}

/** @param {Table} table */
function drawItem(table) {
  const { agree, differ } = sumsOf(table);
  const states = [
    differ > 0 && make("span", { class: "state is-doubtful" }, words.viewer.sumsDiffer(differ)),
    agree > 0 && make("span", { class: "state is-good" }, words.viewer.sumsAgree(agree)),
    agree + differ === 0 && make("span", { class: "state" }, words.viewer.sumsNone),
  ];
  const facts = [words.viewer.tableRows(table.rows.length), table.unit && words.source.unit(table.unit)];
  return make(
    "li",
    {},
    make("a", { href: `#${table.start}` }, table.title || words.source.untitledTable),
    make("span", { class: "table-facts" }, facts.filter(Boolean).join(" · ")),
    ...states,
  );
}

/**
 * How many printed sums of a table agree with what they add up, and how many do not.
 * @param {Table} table
 */
export function sumsOf({ rows, columns }) {
  let agree = 0;
  let differ = 0;
  for (const row of rows) {
    row.cells.forEach((cell, at) => {
      if (cell.audit === "mismatch") differ += 1;
      else if (cell.audit === "consistent" && isSum(row.kind, columns[at])) agree += 1;
    });
  }
  return { agree, differ };
}

/**
 * Whether a cell adds others up: it stands in a row of sums, or in a column that is no period.
 * @param {string} kind of the row
 * @param {import("./types.js").Column | undefined} column
 */
export function isSum(kind, column) {
  return SUMS.has(kind) || (column?.role === "amount" && column.period === null);
}
