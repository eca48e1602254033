/** @typedef {import("./types.js").Answer} Answer */
/** @typedef {import("./types.js").Feedback} Feedback */
/** @typedef {import("./types.js").StoredConversation} StoredConversation */
/** @typedef {import("./types.js").Turn} Turn */
/** @typedef {import("../strings.js").ErrorKind} ErrorKind */

/**
 * One question and what became of it.
 * @typedef {{question: string, state: "asking" | "answered" | "failed" | "stopped", answer?: Answer,
 *   error?: {kind: ErrorKind, detail: string}, feedback?: Feedback | null}} Exchange
 */

const KEY = "conversation";
const ID = "conversation-id";
const DRAFT = "draft";
const TURNS = 12;

/** The conversation so far; survives a reload and the way back, and ends with the browser's tab. */
export class Conversation {
  /** @param {Storage | null} storage null where the browser forbids it */
  constructor(storage) {
    this.storage = storage;
    /** @type {Exchange[]} */
    this.exchanges = restore(storage?.getItem(KEY) ?? null);
    /** Under which the server keeps it; null where it does not. @type {string | null} */
    this.id = storage?.getItem(ID) || null;
  }

  /** Whether the server may still begin to keep it: nothing was answered yet that it would miss. */
  get isFresh() {
    return this.id === null && !this.exchanges.some((exchange) => exchange.answer);
  }

  /** @param {string | null} id */
  keepAs(id) {
    this.id = id;
    write(this.storage, ID, id ?? "");
  }

  /**
   * Takes over a conversation that the server kept.
   * @param {StoredConversation} stored
   */
  adopt(stored) {
    this.exchanges = exchangesOf(stored);
    this.keepAs(stored.id);
    this.keep();
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
   * @param {Pick<Exchange, "state" | "answer" | "error">} outcome
   */
  settle(exchange, outcome) {
    exchange.state = outcome.state;
    exchange.answer = outcome.answer;
    exchange.error = outcome.error;
    this.keep();
  }

  /**
   * @param {Exchange} exchange
   * @param {Feedback | null} feedback
   */
  rate(exchange, feedback) {
    exchange.feedback = feedback;
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
    this.keepAs(null);
    this.keep();
  }

  /** The question being typed. */
  get draft() {
    return this.storage?.getItem(DRAFT) ?? "";
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
 * @param {Storage | null} storage
 * @param {string} key
 * @param {string} value
 */
function write(storage, key, value) {
  try {
    storage?.setItem(key, value);
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

/**
 * The exchanges of a stored conversation: each question with the answer that follows it, if one does.
 * @param {StoredConversation} stored
 * @returns {Exchange[]}
 */
export function exchangesOf({ messages }) {
  /** @type {Exchange[]} */
  const exchanges = [];
  for (const message of messages) {
    const open = exchanges.at(-1);
    if (message.role === "user") {
      if (open && !open.answer && open.question === message.content) exchanges.pop(); // asked again after a failure
      exchanges.push({ question: message.content, state: "failed", error: { kind: "interrupted", detail: "" } });
    } else if (open && !open.answer && message.answer) {
      open.state = "answered";
      open.answer = { ...message.answer, message_id: message.id };
      open.error = undefined;
      open.feedback = message.feedback;
    }
  }
  return exchanges;
}
