import assert from "node:assert/strict";
import { test } from "node:test";

import { placesWith } from "../../../assistant/web/js/audit-list.js";

/** @param {...[number, number]} spans */
const finding = (...spans) => ({
  kind: /** @type {const} */ ("mismatch"),
  message: "",
  printed: null,
  computed: null,
  table: 0,
  spans: spans.map(([start, end]) => ({ start, end, quote: "" })),
});

test("a place lights up with all figures of its finding", () => {
  const findings = [finding([3, 5], [7, 9]), finding([11, 12], [3, 5])];
  assert.deepEqual(placesWith(findings, { start: 7, end: 9 }), findings[0]?.spans);
  assert.deepEqual(placesWith(findings, { start: 11, end: 12 }), findings[1]?.spans);
});

test("a place of no finding lights up alone", () => {
  assert.deepEqual(placesWith([finding([3, 5])], { start: 3, end: 6 }), []);
  assert.deepEqual(placesWith([], { start: 0, end: 0 }), []);
});
