import { words } from "../strings.js";
import { drawBlock } from "./blocks.js";
import { append, button, icon, make } from "./dom.js";
import { placeName } from "./places.js";
import { Preview, readablePath, shorten } from "./preview.js";

/** @typedef {import("./types.js").Answer} Answer */
/** @typedef {import("./types.js").AnswerBlock} AnswerBlock */
/** @typedef {import("./types.js").Citation} Citation */
/** @typedef {import("./conversation.js").Exchange} Exchange */

/**
 * What a person may do in the log.
 * @typedef {{ask: (question: string) => void, retry: (exchange: Exchange) => void,
 *   edit: (exchange: Exchange) => void, open: (citation: Citation, mark: HTMLElement) => void}} LogActions
 */

/** One question with its answer, as drawn; it follows the exchange from asking to its end. */
export class ExchangeView {
  /**
   * @param {Exchange} exchange
   * @param {LogActions} actions
   * @param {Preview} preview
   */
  constructor(exchange, actions, preview) {
    this.exchange = exchange;
    this.actions = actions;
    this.preview = preview;
    /** @type {Map<number, Citation>} */
    this.citations = new Map();
    this.body = make("div", { class: "reply" });
    this.element = make(
      "article",
      { class: "exchange" },
      make("h2", { class: "question" }, make("span", { class: "unseen" }, `${words.answer.you}: `), exchange.question),
      this.body,
    );
    this.show();
  }

  /** Draws the exchange as it now stands. */
  show() {
    const { state, answer, error } = this.exchange;
    this.body.replaceChildren();
    this.body.className = `reply is-${state}`;
    this.body.setAttribute("aria-busy", String(state === "asking"));
    this.citations.clear();
    if (state === "asking") this.showProgress();
    else if (state === "answered" && answer) this.showAnswer(answer);
    else if (state === "stopped") this.showStopped();
    else this.showError(error?.kind ?? "interrupted", error?.detail ?? "");
  }

  showProgress() {
    this.progress = make(
      "p",
      { class: "progress" },
      make("span", { class: "pulse", "aria-hidden": "true" }),
      words.answer.searching,
    );
    this.arriving = make("div", { class: "arriving" });
    append(this.body, this.arriving, this.progress);
  }

  /** @param {Citation} citation */
  addCitation(citation) {
    this.citations.set(citation.n, citation);
  }

  /** @param {AnswerBlock} block */
  addBlock(block) {
    if (!this.arriving || !this.progress) return;
    append(
      this.arriving,
      drawBlock(block, new Set(this.citations.keys()), (n) => this.mark(n)),
    );
    this.progress.lastChild?.replaceWith(words.answer.answering);
  }

  /** Withdraws what has arrived so far. */
  withdraw() {
    this.arriving?.replaceChildren();
  }

  /** @param {Answer} answer */
  showAnswer(answer) {
    for (const citation of answer.citations) this.addCitation(citation);
    const known = new Set(this.citations.keys());
    append(this.body, statusLine(answer.status), restated(this.exchange.question, answer.standalone_question));
    const drawn = answer.blocks
      .map((block) => drawBlock(block, known, (n) => this.mark(n)))
      .filter((block) => block !== null);
    if (drawn.length === 0)
      append(
        this.body,
        drawBlock({ type: "text", text: answer.answer }, known, (n) => this.mark(n)),
      );
    append(
      this.body,
      ...drawn,
      ...(answer.warnings ?? []).map(warning),
      this.sources(answer.citations),
      this.suggestions(answer),
    );
  }

  /**
   * @param {number} n
   * @returns {HTMLElement | null}
   */
  mark(n) {
    const citation = this.citations.get(n);
    if (!citation) return null;
    const label = words.answer.markLabel(n, citation.title, citation.section);
    const mark = button({ class: "mark", "data-n": n, "aria-label": label }, words.answer.mark(n), () =>
      this.actions.open(citation, mark),
    );
    this.preview.attach(mark, citation);
    return mark;
  }

  /** @param {Citation[]} citations */
  sources(citations) {
    if (citations.length === 0) return null;
    const list = make("ol", { class: "sources-list" });
    for (const citation of citations) {
      const place = [citation.number, readablePath(citation.section), placeName(citation)].filter(Boolean).join(" · ");
      const card = button({ class: "source-card", "data-n": citation.n }, null, () =>
        this.actions.open(citation, card),
      );
      append(
        card,
        make("span", { class: "source-n" }, words.answer.mark(citation.n)),
        make(
          "span",
          { class: "source-words" },
          make("span", { class: "source-title" }, citation.title),
          make("span", { class: "source-place" }, place),
          make("span", { class: "source-quote" }, shorten(citation.quote)),
        ),
      );
      append(list, make("li", {}, card));
    }
    return make("section", { class: "sources" }, make("h3", { class: "small-heading" }, words.answer.sources), list);
  }

  /** @param {Answer} answer */
  suggestions({ status, suggestions }) {
    if (suggestions.length === 0) return null;
    const headings = { clarify: words.answer.choices, out_of_scope: words.answer.tryThese };
    const heading = status === "clarify" || status === "out_of_scope" ? headings[status] : words.answer.followUps;
    const chips = suggestions.map((text) =>
      make(
        "li",
        {},
        button({ class: "chip" }, text, () => this.actions.ask(text)),
      ),
    );
    return make(
      "div",
      { class: "suggestions" },
      make("h3", { class: "small-heading" }, heading),
      make("ul", { class: "chips" }, ...chips),
    );
  }

  showStopped() {
    append(this.body, make("p", { class: "stopped" }, words.answer.stopped), this.repair());
  }

  /**
   * @param {import("../strings.js").ErrorKind} kind
   * @param {string} detail what the server itself said, in Vietnamese
   */
  showError(kind, detail) {
    const said = detail || words.errors.kinds[kind];
    append(
      this.body,
      make(
        "div",
        { class: "failure", role: "alert" },
        make("p", { class: "aside-label" }, words.errors.heading),
        make("p", {}, `${said} ${words.errors.kept}`),
        this.repair(),
      ),
    );
  }

  repair() {
    return make(
      "p",
      { class: "repair" },
      button({ class: "plain primary", "data-do": "retry" }, words.errors.retry, () =>
        this.actions.retry(this.exchange),
      ),
      button({ class: "plain", "data-do": "edit" }, words.errors.edit, () => this.actions.edit(this.exchange)),
    );
  }
}

/** @param {string} status */
function statusLine(status) {
  const known = /** @type {Record<string, string>} */ (words.answer.status);
  return make("p", { class: `status status-${status}`, "data-status": status }, known[status] ?? status);
}

/**
 * @param {string} question
 * @param {string} standalone
 */
function restated(question, standalone) {
  if (!standalone || standalone.trim() === question.trim()) return null;
  return make(
    "p",
    { class: "restated" },
    make("span", { class: "restated-label" }, `${words.answer.understoodAs} `),
    standalone,
  );
}

/** @param {string} text */
function warning(text) {
  return make(
    "div",
    { class: "block notice", role: "note" },
    make("p", { class: "aside-label" }, words.answer.noticeLabel),
    make("p", { class: "aside-text" }, text),
  );
}

/** The conversation: every question with its answer, or the words that invite the first one. */
export class ChatLog extends HTMLElement {
  constructor() {
    super();
    /** @type {LogActions | null} */
    this.actions = null;
    /** @type {string[]} */
    this.examples = [];
    this.preview = new Preview();
  }

  connectedCallback() {
    this.setAttribute("role", "log");
    this.setAttribute("aria-live", "off");
    this.setAttribute("aria-label", words.chatLabel);
    this.setAttribute("tabindex", "0");
  }

  /**
   * Draws a whole conversation anew.
   * @param {Exchange[]} exchanges
   * @returns {Map<Exchange, ExchangeView>}
   */
  draw(exchanges) {
    this.replaceChildren();
    if (exchanges.length === 0) this.drawInvitation();
    const views = new Map(exchanges.map((exchange) => [exchange, this.add(exchange)]));
    this.lastElementChild?.scrollIntoView({ block: "start" });
    return views;
  }

  /**
   * Draws one more exchange and brings it into view.
   * @param {Exchange} exchange
   */
  add(exchange) {
    if (!this.actions) throw new Error("the log has no actions yet");
    this.querySelector(".invitation")?.remove();
    const view = new ExchangeView(exchange, this.actions, this.preview);
    append(this, view.element);
    view.element.scrollIntoView({ block: "start" });
    return view;
  }

  /** @param {string[]} examples */
  setExamples(examples) {
    this.examples = examples;
    if (this.querySelector(".invitation")) this.drawInvitation();
  }

  drawInvitation() {
    const chips = this.examples.map((text) =>
      make(
        "li",
        {},
        button({ class: "example" }, text, () => this.actions?.ask(text)),
      ),
    );
    const examples =
      chips.length > 0
        ? [make("h2", { class: "small-heading" }, words.empty.examples), make("ul", { class: "examples" }, ...chips)]
        : [];
    this.replaceChildren(
      make(
        "div",
        { class: "invitation" },
        icon("page"),
        make("h1", {}, words.empty.heading),
        make("p", {}, words.empty.text),
        ...examples,
      ),
    );
  }
}
