import assert from "node:assert/strict";
import { test } from "node:test";

import { CodePoints } from "../../../assistant/web/js/codepoints.js";
import { pathTo, pieceAt, piecesOf, spanOf, windowAround } from "../../../assistant/web/js/pieces.js";

const TEXT = "😀 Đầu đề\n\n1. Mục một\n  dòng hai\n \n\nCuối 🏛.\n";

/** @param {number} start @param {number} end */
const block = (start, end) => ({ ordinal: 0, section: 0, kind: "paragraph", start, end, table: null });

test("without blocks the paragraphs are parted by empty lines", () => {
  const points = new CodePoints(TEXT);
  const shown = piecesOf(points, []).map((piece) => points.slice(piece.start, piece.end));
  assert.deepEqual(shown, ["😀 Đầu đề", "1. Mục một\n  dòng hai", "Cuối 🏛."]);
});

test("blocks and gaps together lose no letter of the source, whatever the blocks are", () => {
  const points = new CodePoints(TEXT);
  for (let start = 0; start < points.length; start += 3) {
    for (let end = start; end < points.length + 4; end += 5) {
      const pieces = piecesOf(points, [block(start, end), block(start + 1, end + 2), block(2, 4)]);
      const joined = pieces.map((piece) => points.slice(piece.start, piece.end)).join("");
      assert.equal(joined.replace(/\s/g, ""), TEXT.replace(/\s/g, ""));
      pieces.slice(1).forEach((piece, at) => assert.ok(pieces[at].end <= piece.start));
    }
  }
});

test("the window holds the span and no more than the budget asks for on each side", () => {
  const pieces = Array.from({ length: 1000 }, (_, at) => ({
    start: at * 10,
    end: at * 10 + 9,
    kind: "paragraph",
    section: null,
    table: null,
  }));
  const [from, to] = windowAround(pieces, { start: 5004, end: 5026 }, 100);
  assert.ok(from <= 500 && to > 502);
  assert.ok(to - from < 20);
  assert.equal(pieceAt(pieces, 5009), 501);
  assert.deepEqual(windowAround([], { start: 0, end: 1 }, 10), [0, 0]);
});

test("the path leads from the outermost section to the innermost", () => {
  const sections = [
    { ordinal: 0, parent: null, kind: "document", label: "", heading: "", start: 0, end: 100 },
    { ordinal: 1, parent: 0, kind: "roman", label: "I", heading: "A", start: 0, end: 60 },
    { ordinal: 2, parent: 1, kind: "number", label: "1", heading: "B", start: 20, end: 60 },
    { ordinal: 3, parent: 0, kind: "roman", label: "II", heading: "C", start: 60, end: 100 },
  ];
  assert.deepEqual(
    pathTo(sections, 30).map((section) => section.ordinal),
    [1, 2],
  );
  assert.deepEqual(
    pathTo(sections, 60).map((section) => section.ordinal),
    [3],
  );
  assert.deepEqual(pathTo([], 3), []);
});

test("a fragment names a span, a place, or nothing", () => {
  assert.deepEqual(spanOf("#12-34"), { start: 12, end: 34 });
  assert.deepEqual(spanOf("#12"), { start: 12, end: 12 });
  for (const bad of ["", "#", "#a-b", "#34-12", "#1-2-3", "#-1", "#1e3"]) assert.equal(spanOf(bad), null);
});
