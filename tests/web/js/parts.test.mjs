import assert from "node:assert/strict";
import { test } from "node:test";

import { toldParts } from "../../../assistant/web/js/parts.js";

/** @param {string} role @param {string} quote */
const part = (role, quote) => ({ role, quote, start: 0, end: quote.length });

const ROW = [
  part("label", "Dữ liệu số"),
  part("figure", "1,25"),
  part("period", "2025"),
  part("figure", "3,60"),
  part("period", "Năm 2026"),
  part("unit", "tỷ đồng"),
  part("figure", "1,20"),
  part("period", "2027"),
  part("figure", "1,20"),
  part("period", "2028"),
];

/** @param {string} said */
const told = (said) => toldParts(ROW, said).map(({ quote }) => quote);

test("only the figure that is said stays, with its header and unit", () => {
  assert.deepEqual(told("Năm 2026 dự kiến 3,60 tỷ đồng"), ["Dữ liệu số", "3,60", "Năm 2026", "tỷ đồng"]);
});

test("figures that are written alike are told apart by their years", () => {
  assert.deepEqual(told("Năm 2028: 1,20 tỷ đồng"), ["Dữ liệu số", "1,20", "2028"]);
  assert.deepEqual(told("Mỗi năm 1,20 tỷ đồng"), ["Dữ liệu số", "1,20", "2027", "1,20", "2028"]);
});

test("an agency that is named stays without the figures, its abbreviations spelt out or not", () => {
  const row = [...ROW, part("agency", "Ban TG&DV tỉnh"), part("date", "2025-2028")];
  const kept = toldParts(row, "Cơ quan chủ trì: Ban TG&DV (Tuyên giáo và Dân vận) tỉnh");
  assert.deepEqual(
    kept.map(({ quote }) => quote),
    ["Dữ liệu số", "Ban TG&DV tỉnh"],
  );
});

test("a piece of a longer number is not the figure, and where nothing is named all stay", () => {
  assert.equal(toldParts(ROW, "Năm 2026: 13,60 tỷ đồng và 3,605").length, ROW.length);
  assert.equal(toldParts(ROW, "Văn phòng chủ trì").length, ROW.length);
});
