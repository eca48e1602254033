import assert from "node:assert/strict";
import { test } from "node:test";

import { decimalsOf, splitMarks } from "../../../assistant/web/js/marks.js";
import { isWrapped, runsOf } from "../../../assistant/web/js/runs.js";
import { parseEvent, readEvents } from "../../../assistant/web/js/sse.js";

test("known marks become buttons where they stand, the others follow, unknown ones stay text", () => {
  const known = new Set([1, 2]);
  assert.deepEqual(splitMarks("Kinh phí [1], xem [9].", [1, 2], known), [
    { text: "Kinh phí " },
    { n: 1 },
    { text: ", xem [9]." },
    { n: 2 },
  ]);
  assert.deepEqual(splitMarks("", [], known), []);
});

test("only columns of figures are aligned, on their longest fraction", () => {
  const rows = [
    ["2022", "6,936", "đợt 1", "-"],
    ["2023", "1,5 [1]", "", "12.500"],
  ];
  assert.deepEqual(decimalsOf(rows, 4), [0, 3, null, 0]);
  assert.deepEqual(decimalsOf([], 1), [null]);
});

test("runs joined are the slice again, and mark exactly the ranges", () => {
  const text = "**Tổng** kinh phí: 28.100.000.000 đồng **năm 2025**";
  for (let start = 0; start <= text.length; start += 3) {
    for (let end = start; end <= text.length; end += 4) {
      const runs = runsOf(text, [
        { start, end, kind: "quote" },
        { start: 20, end: 27, kind: "part" },
      ]);
      assert.equal(runs.map((run) => run.text).join(""), text);
      assert.equal(
        runs
          .filter((run) => run.quote)
          .map((run) => run.text)
          .join(""),
        text.slice(start, end),
      );
      assert.equal(
        runs
          .filter((run) => run.part)
          .map((run) => run.text)
          .join(""),
        text.slice(20, 27),
      );
    }
  }
  const stars = runsOf(text, [])
    .filter((run) => run.syntax)
    .map((run) => run.text);
  assert.deepEqual(stars, ["**", "**", "**", "**"]);
});

test("lines as wide as a page are page breaks, short ones are the author's", () => {
  assert.equal(isWrapped(`${"chữ ".repeat(15)}\n${"chữ ".repeat(15)}\n`), true);
  assert.equal(isWrapped("TỈNH ỦY\n*\nSố 12"), false);
  assert.equal(isWrapped("một dòng"), false);
});

test("events survive being cut anywhere, also inside a letter", async () => {
  const whole = new TextEncoder().encode(
    'event: block\ndata: {"text":"Tỉnh ủy 😀"}\n\n: note\n\nevent: done\r\ndata: 1\r\ndata: 2\r\n\r\n',
  );
  for (const size of [1, 2, 3, 7, whole.length]) {
    const body = new ReadableStream({
      start(controller) {
        for (let at = 0; at < whole.length; at += size) controller.enqueue(whole.slice(at, at + size));
        controller.close();
      },
    });
    const events = [];
    for await (const event of readEvents(body)) events.push(event);
    assert.deepEqual(events, [
      { event: "block", data: '{"text":"Tỉnh ủy 😀"}' },
      { event: "done", data: "1\n2" },
    ]);
  }
  assert.equal(parseEvent(": only a comment"), null);
});
