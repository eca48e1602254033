import assert from "node:assert/strict";
import { test } from "node:test";

import { CodePoints } from "../../../assistant/web/js/codepoints.js";
import { cellsCover, headerRows, rowsToShow } from "../../../assistant/web/js/grid.js";

/** @param {...string} path */
const column = (...path) => ({ path, role: "other", period: null, unit: null });

test("a two-level header spans its years, and single headers span both levels", () => {
  const [top, below] = headerRows([
    column("TT"),
    column("Lộ trình", "2024"),
    column("Lộ trình", "2025"),
    column("Chủ trì"),
  ]);
  assert.deepEqual(
    top.map(({ text, colspan, rowspan }) => [text, colspan, rowspan]),
    [
      ["TT", 1, 2],
      ["Lộ trình", 2, 1],
      ["Chủ trì", 1, 2],
    ],
  );
  assert.deepEqual(
    below.map(({ text, column: at }) => [text, at]),
    [
      ["2024", 1],
      ["2025", 2],
    ],
  );
});

test("every header row fills the whole width, also under unlike depths and empty paths", () => {
  const columns = [column(), column("A", "B", "C"), column("A", "B", "D"), column("A", "E"), column("F")];
  const rows = headerRows(columns);
  const filled = rows.map(() => 0);
  rows.forEach((cells, level) => {
    for (const cell of cells)
      for (let below = level; below < level + cell.rowspan; below += 1) filled[below] += cell.colspan;
  });
  assert.deepEqual(
    filled,
    rows.map(() => columns.length),
  );
});

const SOURCE = new CodePoints("III\tDữ liệu 😀\t1,25\tthừa");

/** @param {[number, number][]} spans */
const table = (spans) => ({
  ordinal: 0,
  title: "",
  start: 0,
  end: SOURCE.length,
  unit: null,
  columns: [],
  rows: [
    {
      ordinal: 0,
      kind: "item",
      label: "III",
      parent: null,
      start: 0,
      end: SOURCE.length,
      cells: spans.map(([start, end]) => ({ text: SOURCE.slice(start, end), start, end, certain: true })),
    },
  ],
});

test("cells cover a quote only when no word of it stands outside them", () => {
  const whole = table([
    [0, 3],
    [4, 13],
    [14, 18],
  ]);
  assert.equal(cellsCover(whole, SOURCE, { start: 0, end: 18 }), true);
  assert.equal(cellsCover(whole, SOURCE, { start: 0, end: SOURCE.length }), false);
  assert.equal(
    cellsCover(
      table([
        [0, 3],
        [14, 18],
      ]),
      SOURCE,
      { start: 0, end: 18 },
    ),
    false,
  );
});

test("a long table first shows the rows around the cited one", () => {
  const rows = Array.from({ length: 1000 }, (_, at) => ({
    ordinal: at,
    kind: "item",
    label: "",
    parent: null,
    start: at * 10,
    end: at * 10 + 9,
    cells: [],
  }));
  const shown = rowsToShow(rows, [{ start: 7001, end: 7003 }], 100);
  assert.equal(shown.length, 100);
  assert.ok(shown.some((row) => row.ordinal === 700));
  assert.equal(rowsToShow(rows, [], 100)[0].ordinal, 0);
  assert.equal(rowsToShow(rows.slice(0, 50), [], 100).length, 50);
});
