import assert from "node:assert/strict";
import { test } from "node:test";

import { ageOf } from "../../../assistant/web/js/ages.js";
import { plainText } from "../../../assistant/web/js/answer-text.js";
import { choicesOf, EVERYTHING, fold, narrowed, yearsOf } from "../../../assistant/web/js/catalogue.js";
import { exchangesOf } from "../../../assistant/web/js/conversation.js";
import { placeOf } from "../../../assistant/web/js/router.js";
import { sumsOf } from "../../../assistant/web/js/table-list.js";

const about = {
  id: "a",
  title: "Kế hoạch chuyển đổi số",
  number: "12-KH/TU",
  kind: "Kế hoạch",
  issuer: "Tỉnh ủy",
  place: "Điện Biên",
  date: "2026-01-05",
  period: /** @type {[number, number]} */ ([2026, 2028]),
  characters: 1,
  passages: 1,
  tables: 1,
  findings: 2,
};
const other = { ...about, id: "b", place: "Lào Cai", kind: "Đề án", period: null, date: "2024-03-01", findings: 0 };

test("the library is narrowed by words without diacritics, place, kind, year and findings", () => {
  const all = [about, other];
  /** @param {Partial<typeof EVERYTHING>} narrowing */
  const ids = (narrowing) => narrowed(all, { ...EVERYTHING, ...narrowing }).map(({ id }) => id);
  assert.deepEqual(ids({}), ["a", "b"]);
  assert.deepEqual(ids({ text: "DIEN bien chuyen" }), ["a"]);
  assert.deepEqual(ids({ text: "không có" }), []);
  assert.deepEqual(ids({ place: "Lào Cai" }), ["b"]);
  assert.deepEqual(ids({ kind: "Đề án" }), ["b"]);
  assert.deepEqual(ids({ year: "2027" }), ["a"]);
  assert.deepEqual(ids({ year: "2024" }), ["b"]);
  assert.deepEqual(ids({ onlyFindings: true }), ["a"]);
  assert.deepEqual(choicesOf(all).years, ["2024", "2026", "2027", "2028"]);
  assert.deepEqual(yearsOf({ ...about, period: null, date: null }), []);
  assert.equal(fold("Đề án HOÀ Bình"), "de an hoa binh");
});

/** @param {string} id @param {"user" | "assistant"} role @param {string} content @param {object | null} answer */
const message = (id, role, content, answer = null) => ({
  id,
  role,
  content,
  created_at: "2026-11-20T10:00:00Z",
  answer: /** @type {any} */ (answer),
  feedback: null,
});

test("a stored conversation becomes exchanges; a question asked again after a failure stands once", () => {
  const answer = { status: "answered", answer: "đáp", blocks: [], citations: [] };
  const messages = [
    message("1", "user", "hỏi"),
    message("2", "user", "hỏi"),
    message("3", "assistant", "đáp", answer),
    message("4", "user", "bỏ dở"),
  ];
  const stored = { id: "c", title: "", created_at: "", updated_at: "", messages };
  const exchanges = exchangesOf(stored);
  assert.deepEqual(
    exchanges.map(({ question, state }) => [question, state]),
    [
      ["hỏi", "answered"],
      ["bỏ dở", "failed"],
    ],
  );
  assert.equal(exchanges[0].answer?.message_id, "3");
  assert.equal(exchanges[0].error, undefined);
});

test("an address names its place, whatever stands in it", () => {
  assert.deepEqual(placeOf("/"), { name: "chat", id: "" });
  assert.deepEqual(placeOf("/library"), { name: "library", id: "" });
  assert.deepEqual(placeOf("/documents/ke-hoach"), { name: "document", id: "ke-hoach" });
  assert.deepEqual(placeOf("/conversations/%"), { name: "conversation", id: "%" });
  assert.deepEqual(placeOf("/documents/a/b"), { name: "chat", id: "" });
});

test("conversations are grouped by the day of the reader", () => {
  const now = new Date(2026, 10, 20, 0, 30);
  assert.equal(ageOf(new Date(2026, 10, 20, 0, 1).toISOString(), now), "today");
  assert.equal(ageOf(new Date(2026, 10, 19, 23, 59).toISOString(), now), "yesterday");
  assert.equal(ageOf(new Date(2026, 10, 14).toISOString(), now), "week");
  assert.equal(ageOf(new Date(2025, 10, 20).toISOString(), now), "older");
});

test("sums are counted where they are printed, and those that disagree everywhere", () => {
  /** @param {string | null} audit */
  const cell = (audit) => ({ text: "1", start: 0, end: 1, certain: true, audit });
  /** @param {string} kind @param {(string | null)[]} audits */
  const row = (kind, audits) => ({ ordinal: 0, kind, label: "", parent: null, start: 0, end: 1, cells: audits.map(cell) });
  const amount = { path: ["2026"], role: "amount", period: "2026", unit: null };
  const total = { path: ["Tổng"], role: "amount", period: null, unit: null };
  const table = {
    ordinal: 0,
    title: "",
    start: 0,
    end: 1,
    unit: null,
    columns: [amount, total],
    rows: [row("item", ["consistent", "consistent"]), row("total", ["mismatch", "consistent"])],
  };
  assert.deepEqual(sumsOf(table), { agree: 2, differ: 1 });
});

test("a copied answer holds its notices once and its sources with links", () => {
  const citation = {
    n: 1,
    document_id: "a",
    title: "Kế hoạch",
    number: "12",
    section: "I > 1",
    quote: "mười\n  tỷ",
    start: 1,
    end: 2,
    url: "/documents/a#1-2",
    parts: [],
  };
  /** @type {any} */
  const answer = {
    status: "answered",
    answer: "Mười tỷ [1].",
    blocks: [
      { type: "text", text: "Mười tỷ [1]." },
      { type: "notice", text: "Không khớp" },
    ],
    citations: [citation],
  };
  const text = plainText("Bao nhiêu?", answer, "http://may-chu");
  assert.match(text, /^Bao nhiêu\?\n\nMười tỷ \[1\]\.\n\nLưu ý: Không khớp\n/);
  assert.match(text, /\[1\] Kế hoạch, Số 12, I › 1: “mười tỷ” http:\/\/may-chu\/documents\/a#1-2/);
});
