/** @typedef {import("./types.js").Answer} Answer */
/** @typedef {import("./types.js").Turn} Turn */
/** @typedef {import("../strings.js").ErrorKind} ErrorKind */

/**
 * One question and what became of it.
 * @typedef {{question: string, state: "asking" | "answered" | "failed" | "stopped", answer?: Answer,
 *   error?: {kind: ErrorKind, detail: string}}} Exchange
 */

const KEY = "conversation";
const DRAFT = "draft";
const TURNS = 12;

/** The conversation so far; survives a reload and the way back, and ends with the browser's tab. */
export class Conversation {
  /** @param {Storage} storage */
  constructor(storage) {
    this.storage = storage;
    /** @type {Exchange[]} */
    this.exchanges = restore(storage.getItem(KEY));
  }

  /**
   * Opens an exchange for a question.
   * @param {string} question
   * @returns {Exchange}
   */
  add(question) {
    /** @type {Exchange} */
    const exchange = { question, state: "asking" };
    this.exchanges.push(exchange);
    this.keep();
    return exchange;
  }

  /**
   * Changes an exchange and keeps the change.
   * @param {Exchange} exchange
   * @param {Omit<Exchange, "question">} outcome
   */
  settle(exchange, outcome) {
    exchange.state = outcome.state;
    exchange.answer = outcome.answer;
    exchange.error = outcome.error;
    this.keep();
  }

  /**
   * What was said before `exchange`, the latest turns only; questions that got no answer are left out.
   * @param {Exchange} exchange
   * @returns {Turn[]}
   */
  historyBefore(exchange) {
    const at = this.exchanges.indexOf(exchange);
    const earlier = at < 0 ? this.exchanges : this.exchanges.slice(0, at);
    return earlier.flatMap(turnsOf).slice(-TURNS);
  }

  /** Forgets everything that was said. */
  clear() {
    this.exchanges = [];
    this.keep();
  }

  /** The question being typed. */
  get draft() {
    return this.storage.getItem(DRAFT) ?? "";
  }

  set draft(text) {
    write(this.storage, DRAFT, text);
  }

  keep() {
    write(this.storage, KEY, JSON.stringify(this.exchanges));
  }
}

/**
 * @param {Exchange} exchange
 * @returns {Turn[]}
 */
function turnsOf({ question, answer }) {
  if (!answer) return [];
  return [
    { role: "user", content: question },
    { role: "assistant", content: answer.answer },
  ];
}

/**
 * @param {Storage} storage
 * @param {string} key
 * @param {string} value
 */
function write(storage, key, value) {
  try {
    storage.setItem(key, value);
  } catch {
    // A full or forbidden storage costs only the survival of a reload.
  }
}

/**
 * What was kept; a question that was under way when the page went is marked interrupted, to be tried again.
 * @param {string | null} kept
 * @returns {Exchange[]}
 */
export function restore(kept) {
  if (!kept) return [];
  try {
    const exchanges = JSON.parse(kept);
    if (!Array.isArray(exchanges)) return [];
    return exchanges.filter((exchange) => typeof exchange?.question === "string").map(wake);
  } catch {
    return [];
  }
}

/**
 * @param {Exchange} exchange
 * @returns {Exchange}
 */
function wake(exchange) {
  if (exchange.state !== "asking") return exchange;
  return { question: exchange.question, state: "failed", error: { kind: "interrupted", detail: "" } };
}
