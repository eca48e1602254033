import { words } from "../strings.js";
import { drawTools } from "./answer-tools.js";
import { drawBlock } from "./blocks.js";
import { candidatesOf, drawChoices } from "./choices.js";
import { append, button, icon, make } from "./dom.js";
import { placeName } from "./places.js";
import { readablePath, shorten } from "./preview.js";
import { toldParts } from "./parts.js";

/** @typedef {import("./types.js").Answer} Answer */
/** @typedef {import("./types.js").AnswerBlock} AnswerBlock */
/** @typedef {import("./types.js").Citation} Citation */
/** @typedef {import("./types.js").Feedback} Feedback */
/** @typedef {import("./types.js").Figure} Figure */
/** @typedef {import("./conversation.js").Exchange} Exchange */
/** @typedef {import("./preview.js").Preview} Preview */

/**
 * What a person may do in the log.
 * @typedef {{ask: (question: string) => void, retry: (exchange: Exchange) => void,
 *   edit: (exchange: Exchange) => void, open: (citation: Citation, mark: HTMLElement) => void,
 *   rate: (exchange: Exchange, feedback: Feedback | null) => Promise<void>,
 *   announce: (text: string) => void}} LogActions
 */

const SLOW_MS = 8000;

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
      make(
        "div",
        { class: "asked" },
        this.editButton(),
        make("h2", { class: "question" }, make("span", { class: "unseen" }, `${words.answer.you}: `), exchange.question),
      ),
      this.body,
    );
    this.show();
  }

  editButton() {
    const label = words.answer.editQuestion;
    return button({ class: "square edit-question", "aria-label": label, title: label }, icon("edit"), () =>
      this.actions.edit(this.exchange),
    );
  }

  /** Draws the exchange as it now stands. */
  show() {
    const { state, answer, error } = this.exchange;
    clearTimeout(this.slow);
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
    this.slow = setTimeout(() => this.sayItIsSlow(), SLOW_MS);
  }

  sayItIsSlow() {
    append(this.body, make("p", { class: "quiet slow" }, words.answer.slow));
    this.actions.announce(words.answer.slow);
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
      this.draw(block, ""),
    );
    this.progress.lastChild?.replaceWith(words.answer.answering);
  }

  /**
   * Withdraws what has arrived so far, and says why.
   * @param {string} reason
   */
  withdraw(reason) {
    this.arriving?.replaceChildren();
    if (reason) append(this.arriving ?? this.body, warning(reason));
  }

  /** @param {Answer} answer */
  showAnswer(answer) {
    for (const citation of answer.citations) this.addCitation(citation);
    append(this.body, statusLine(answer), restated(this.exchange.question, answer.standalone_question));
    const candidates = candidatesOf(answer);
    const drawn = answer.blocks
      .map((block) => (block === candidates ? this.drawCandidates(block, answer) : this.draw(block, answer.answer)))
      .filter((block) => block !== null);
    if (drawn.length === 0) append(this.body, this.draw({ type: "text", text: answer.answer }, ""));
    append(
      this.body,
      ...drawn,
      ...(answer.warnings ?? []).map(warning),
      this.sources(answer.citations),
      drawTools(this.exchange, answer, this.actions),
      candidates ? null : this.suggestions(answer),
    );
  }

  /**
   * @param {AnswerBlock} block
   * @param {Answer} answer
   */
  drawCandidates(block, answer) {
    return drawChoices(block, answer.suggestions, this.marks(answer.answer), this.actions.ask);
  }

  /**
   * @param {AnswerBlock} block
   * @param {string} said what the answer says in its sentences
   */
  draw(block, said) {
    return drawBlock(block, this.marks(said));
  }

  /**
   * What drawing a block needs to know of the exchange.
   * @param {string} said
   * @returns {import("./blocks.js").Marks}
   */
  marks(said) {
    return {
      known: new Set(this.citations.keys()),
      mark: (n) => this.mark(n),
      figure: (figure, opener) => this.openFigure(figure, opener),
      said,
    };
  }

  /**
   * Opens the source with this one cell lit up.
   * @param {Figure} figure
   * @param {HTMLElement} opener
   */
  openFigure({ citation: n, start, end, written }, opener) {
    const citation = this.citations.get(n);
    if (!citation) return;
    const others = (citation.parts ?? []).filter((part) => part.role !== "figure");
    this.actions.open({ ...citation, parts: [{ role: "figure", quote: written, start, end }, ...others] }, opener);
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
      this.open(citation, mark),
    );
    this.preview.attach(mark, citation);
    return mark;
  }

  /**
   * Opens a citation with those of its figures lit up that the answer states.
   * @param {Citation} citation
   * @param {HTMLElement} opener
   */
  open(citation, opener) {
    const said = this.exchange.answer?.answer ?? "";
    this.actions.open({ ...citation, parts: toldParts(citation.parts ?? [], said) }, opener);
  }

  /** @param {Citation[]} citations */
  sources(citations) {
    if (citations.length === 0) return null;
    const list = make("ol", { class: "sources-list" });
    for (const citation of citations) {
      const place = [citation.number, readablePath(citation.section), placeName(citation)].filter(Boolean).join(" · ");
      const card = button({ class: "source-card", "data-n": citation.n }, null, () => this.open(citation, card));
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
    const said = (words.locale === "vi" && detail) || words.errors.kinds[kind];
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

/**
 * What kind of answer it is, who made it, and how long that took.
 * @param {Answer} answer
 */
function statusLine({ status, engine, model, timings_ms: timings }) {
  const known = /** @type {Record<string, string>} */ (words.answer.status);
  const engines = /** @type {Record<string, string>} */ (words.answer.engines);
  const took = timings ? Object.values(timings).reduce((sum, each) => sum + (Number(each) || 0), 0) : 0;
  const facts = [engine && (engines[engine] ?? engine), model, took > 0 && words.answer.took(took / 1000)].filter(Boolean);
  return make(
    "p",
    { class: "status-line" },
    make("span", { class: `status status-${status}`, "data-status": status }, known[status] ?? status),
    ...facts.map((fact) => make("span", { class: "status-fact" }, String(fact))),
  );
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
