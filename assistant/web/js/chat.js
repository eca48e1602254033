import { words } from "../strings.js";
import { ApiError, ask } from "./api.js";

/** @typedef {import("./ask-box.js").AskBox} AskBox */
/** @typedef {import("./chat-log.js").ChatLog} ChatLog */
/** @typedef {import("./chat-log.js").ExchangeView} ExchangeView */
/** @typedef {import("./conversation.js").Conversation} Conversation */
/** @typedef {import("./conversation.js").Exchange} Exchange */
/** @typedef {import("./types.js").Answer} Answer */
/** @typedef {import("./types.js").Citation} Citation */

/** Carries questions to the server and answers back to the log, one at a time. */
export class Chat {
  /**
   * @param {{log: ChatLog, box: AskBox, conversation: Conversation, announce: (text: string) => void,
   *   open: (citation: Citation, mark: HTMLElement) => void}} parts
   */
  constructor({ log, box, conversation, announce, open }) {
    this.log = log;
    this.box = box;
    this.conversation = conversation;
    this.announce = announce;
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
      open,
    };
    this.box.onAsk = (question) => this.ask(question);
    this.box.onStop = () => this.stop();
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
    this.conversation.settle(exchange, { state: "asking" });
    view?.show();
    this.box.setBusy(true);
    const request = { question: exchange.question, history: this.conversation.historyBefore(exchange), filters: {} };
    try {
      const answer = await ask(request, this.stopper.signal, {
        onBlock: (block) => view?.addBlock(block),
        onCitation: (citation) => view?.addCitation(citation),
        onReplace: () => view?.withdraw(),
      });
      if (!this.isStale(exchange, turn)) this.succeed(exchange, answer);
    } catch (error) {
      if (!this.isStale(exchange, turn))
        this.fail(exchange, error instanceof ApiError ? error : new ApiError("server"));
    }
    if (turn === this.turn) this.box.setBusy(false);
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
  }

  /**
   * @param {Exchange} exchange
   * @param {ApiError} error
   */
  fail(exchange, { kind, detail }) {
    if (kind === "stopped") this.conversation.settle(exchange, { state: "stopped" });
    else this.conversation.settle(exchange, { state: "failed", error: { kind, detail } });
    if (kind !== "stopped" && !this.box.question) this.box.question = exchange.question;
    this.views.get(exchange)?.show();
    if (kind === "stopped") this.announce(words.answer.stopped);
  }
}
