import assert from "node:assert/strict";
import { test } from "node:test";

import { Conversation, restore } from "../../../assistant/web/js/conversation.js";

/** A storage as the browser has it, in memory. */
class MemoryStorage {
  constructor() {
    this.kept = new Map();
  }

  getItem(key) {
    return this.kept.get(key) ?? null;
  }

  setItem(key, value) {
    this.kept.set(key, value);
  }
}

/** @param {string} text */
const answered = (text) => ({
  state: "answered",
  answer: { status: "answered", answer: text, blocks: [], citations: [], suggestions: [], standalone_question: "" },
});

test("history holds answered questions before the asked one, the last twelve turns only", () => {
  const conversation = new Conversation(new MemoryStorage());
  for (let at = 0; at < 9; at += 1) conversation.settle(conversation.add(`hỏi ${at}`), answered(`đáp ${at}`));
  conversation.settle(conversation.add("hỏng"), { state: "failed", error: { kind: "offline", detail: "" } });
  const last = conversation.add("hỏi cuối");
  const history = conversation.historyBefore(last);
  assert.equal(history.length, 12);
  assert.deepEqual(history.at(-1), { role: "assistant", content: "đáp 8" });
  assert.deepEqual(history[0], { role: "user", content: "hỏi 3" });
  assert.deepEqual(
    conversation.historyBefore(conversation.exchanges[1]).map((turn) => turn.content),
    ["hỏi 0", "đáp 0"],
  );
});

test("a reload keeps the conversation, and turns a question under way into one to try again", () => {
  const storage = new MemoryStorage();
  const first = new Conversation(storage);
  first.settle(first.add("một"), answered("đáp"));
  first.add("hai");
  first.draft = "đang gõ";
  const second = new Conversation(storage);
  assert.deepEqual(
    second.exchanges.map((exchange) => [exchange.question, exchange.state]),
    [
      ["một", "answered"],
      ["hai", "failed"],
    ],
  );
  assert.equal(second.exchanges[1].error?.kind, "interrupted");
  assert.equal(second.draft, "đang gõ");
  second.clear();
  assert.deepEqual(new Conversation(storage).exchanges, []);
});

test("damaged storage costs the conversation, not the page", () => {
  for (const bad of [null, "", "{", "{}", "[1, null]", '[{"question": 3}]']) assert.deepEqual(restore(bad), []);
});

test("a storage that is full or forbidden is borne", () => {
  const full = new MemoryStorage();
  full.setItem = () => {
    throw new Error("QuotaExceededError");
  };
  const conversation = new Conversation(full);
  assert.equal(conversation.add("câu hỏi").question, "câu hỏi");
});
