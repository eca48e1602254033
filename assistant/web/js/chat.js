import { words } from "../strings.js";
import { ask } from "./api.js";
import { createConversation, rateMessage } from "./conversations-api.js";
import { ApiError } from "./http.js";

/** @typedef {import("./ask-box.js").AskBox} AskBox */
/** @typedef {import("./chat-log.js").ChatLog} ChatLog */
/** @typedef {import("./exchange-view.js").ExchangeView} ExchangeView */
/** @typedef {import("./conversation.js").Conversation} Conversation */
/** @typedef {import("./conversation.js").Exchange} Exchange */
/** @typedef {import("./types.js").Answer} Answer */
/** @typedef {import("./types.js").Citation} Citation */
/** @typedef {import("./types.js").Feedback} Feedback */
/** @typedef {import("./types.js").StoredConversation} StoredConversation */

/** Carries questions to the server and answers back to the log, one at a time. */
export class Chat {
  /**
   * @param {{log: ChatLog, box: AskBox, conversation: Conversation, isKept: boolean,
   *   announce: (text: string) => void, open: (citation: Citation, mark: HTMLElement) => void,
   *   scope: () => string[], onKept: () => void}} parts `isKept`: whether the server is asked to keep conversations
   */
  constructor({ log, box, conversation, isKept, announce, open, scope, onKept }) {
    this.log = log;
    this.box = box;
    this.conversation = conversation;
    this.isKept = isKept;
    this.announce = announce;
    this.scope = scope;
    this.onKept = onKept;
    /** Grows with every request; what comes back under an older number is dropped. */
    this.turn = 0;
    this.stopper = new AbortController();
    /** The number of the latest request for an exchange. @type {WeakMap<Exchange, number>} */
    this.turns = new WeakMap();
    /** @type {Map<Exchange, ExchangeView>} */
    this.views = new Map();
    this.log.actions = {
      ask: (question) => this.ask(question),
      retry: (exchange) => this.send(exchange),
      edit: (exchange) => this.edit(exchange),
      rate: (exchange, feedback) => this.rate(exchange, feedback),
      announce,
      open,
    };
    this.box.onAsk = (question) => this.ask(question);
    this.box.onStop = () => this.stop();
    this.box.onRecall = () => this.conversation.exchanges.at(-1)?.question ?? "";
  }

  /** Draws what an earlier visit in this tab left, and the question that was being typed. */
  start() {
    this.views = this.log.draw(this.conversation.exchanges);
    const draft = this.conversation.draft;
    this.box.onDraft = (text) => {
      this.conversation.draft = text;
    };
    this.box.question = draft;
  }

  /**
   * Goes on with a conversation that the server kept.
   * @param {StoredConversation} stored
   */
  resume(stored) {
    this.turn += 1;
    this.stop();
    this.conversation.adopt(stored);
    this.views = this.log.draw(this.conversation.exchanges);
    this.box.setBusy(false);
  }

  /** @param {string} question */
  ask(question) {
    this.stop();
    const exchange = this.conversation.add(question);
    this.views.set(exchange, this.log.add(exchange));
    void this.send(exchange);
  }

  /** Ends the request under way, if there is one. */
  stop() {
    this.stopper.abort();
  }

  /** Forgets the conversation and begins a new one. */
  reset() {
    this.turn += 1;
    this.stop();
    this.conversation.clear();
    this.views = this.log.draw([]);
    this.box.question = "";
    this.box.setBusy(false);
    this.box.focusInput();
  }

  /** @param {Exchange} exchange */
  edit(exchange) {
    this.box.question = exchange.question;
    this.box.focusInput();
  }

  /** @param {Exchange} exchange */
  async send(exchange) {
    this.stop();
    const turn = ++this.turn;
    this.turns.set(exchange, turn);
    const view = this.views.get(exchange);
    this.stopper = new AbortController();
    const { signal } = this.stopper;
    this.conversation.settle(exchange, { state: "asking" });
    view?.show();
    this.box.setBusy(true);
    try {
      await this.beKept(signal);
      const answer = await ask(this.request(exchange), signal, {
        onBlock: (block) => view?.addBlock(block),
        onCitation: (citation) => view?.addCitation(citation),
        onReplace: (reason) => view?.withdraw(reason),
      });
      if (!this.isStale(exchange, turn)) this.succeed(exchange, answer);
    } catch (error) {
      if (!this.isStale(exchange, turn))
        this.fail(exchange, error instanceof ApiError ? error : new ApiError("server"));
    }
    if (turn === this.turn) this.box.setBusy(false);
  }

  /**
   * Asks the server to keep a conversation that begins; where it cannot, questions are asked without being kept.
   * @param {AbortSignal} signal
   */
  async beKept(signal) {
    const { conversation } = this;
    if (!this.isKept || !conversation.isFresh) return;
    const { exchanges } = conversation;
    try {
      const { id } = await createConversation(signal);
      if (conversation.exchanges === exchanges && typeof id === "string") conversation.keepAs(id);
    } catch (error) {
      if (error instanceof ApiError && (error.kind === "stopped" || error.kind === "offline")) throw error;
    }
  }

  /**
   * The server takes the history of a conversation that it keeps from there.
   * @param {Exchange} exchange
   */
  request(exchange) {
    const { id } = this.conversation;
    const ids = this.scope();
    const filters = ids.length > 0 ? { document_ids: ids } : {};
    const { question } = exchange;
    if (id) return { question, history: [], filters, conversation_id: id };
    return { question, history: this.conversation.historyBefore(exchange), filters };
  }

  /**
   * Whether the exchange was given up, or sent again, since request number `turn` left.
   * @param {Exchange} exchange
   * @param {number} turn
   */
  isStale(exchange, turn) {
    return this.turns.get(exchange) !== turn || !this.conversation.exchanges.includes(exchange);
  }

  /**
   * @param {Exchange} exchange
   * @param {Answer} answer
   */
  succeed(exchange, answer) {
    this.conversation.settle(exchange, { state: "answered", answer });
    if (this.box.question.trim() === exchange.question) this.box.question = "";
    this.views.get(exchange)?.show();
    this.announce(words.answer.finished(answer.answer));
    this.onKept();
  }

  /**
   * @param {Exchange} exchange
   * @param {ApiError} error
   */
  fail(exchange, { kind, detail }) {
    const isGone = kind === "missing" && this.conversation.id !== null;
    if (isGone) this.conversation.keepAs(null);
    if (kind === "stopped") this.conversation.settle(exchange, { state: "stopped" });
    else if (isGone) this.conversation.settle(exchange, { state: "failed", error: { kind: "gone", detail: "" } });
    else this.conversation.settle(exchange, { state: "failed", error: { kind, detail } });
    if (kind !== "stopped" && !this.box.question) this.box.question = exchange.question;
    this.views.get(exchange)?.show();
    if (kind === "stopped") this.announce(words.answer.stopped);
    if (isGone) this.onKept();
  }

  /**
   * Tells the server what the person thinks of an answer.
   * @param {Exchange} exchange
   * @param {Feedback | null} feedback
   */
  async rate(exchange, feedback) {
    await rateMessage(exchange.answer?.message_id ?? "", feedback);
    this.conversation.rate(exchange, feedback);
  }
}
