import assert from "node:assert/strict";
import { test } from "node:test";

import { CodePoints, countPoints } from "../../../assistant/web/js/codepoints.js";

const SAMPLES = ["", "Kế hoạch", "😀", "a😀b🏛🏛c", "\ufeffVăn bản\r\n😀", "🏛".repeat(50) + "x" + "😀x".repeat(50)];

test("slices agree with the text taken apart into code points", () => {
  for (const sample of SAMPLES) {
    const letters = [...sample];
    const points = new CodePoints(sample);
    assert.equal(points.length, letters.length);
    assert.equal(countPoints(sample), letters.length);
    for (let start = 0; start <= letters.length; start += 1) {
      for (let end = start; end <= letters.length; end += 1) {
        assert.equal(points.slice(start, end), letters.slice(start, end).join(""));
      }
    }
  }
});

test("going to UTF-16 and back changes no position", () => {
  for (const sample of SAMPLES) {
    const points = new CodePoints(sample);
    for (let at = 0; at <= points.length; at += 1) assert.equal(points.point(points.unit(at)), at);
  }
});
