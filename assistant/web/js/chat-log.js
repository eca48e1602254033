import { words } from "../strings.js";
import { append, button, make } from "./dom.js";
import { ExchangeView } from "./exchange-view.js";
import { Preview } from "./preview.js";
import { stopReading } from "./reading.js";

/** @typedef {import("./conversation.js").Exchange} Exchange */
/** @typedef {import("./exchange-view.js").LogActions} LogActions */

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
    stopReading();
    this.replaceChildren();
    if (exchanges.length === 0) this.drawInvitation();
    const views = new Map(exchanges.map((exchange) => [exchange, this.add(exchange)]));
    if (exchanges.length > 0) this.bringUp(this.lastElementChild);
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
    this.bringUp(view.element);
    return view;
  }

  /**
   * Scrolls the log, and nothing around it, until `element` stands at its top.
   * @param {Element | null} element
   */
  bringUp(element) {
    if (!element) return;
    const margin = 16;
    this.scrollTop += element.getBoundingClientRect().top - this.getBoundingClientRect().top - margin;
  }

  /**
   * Brings the question before or after the one in view to the top, and the focus with it.
   * @param {1 | -1} step
   */
  walk(step) {
    const all = [...this.querySelectorAll(".exchange")];
    const top = this.getBoundingClientRect().top;
    const at = all.filter((each) => each.getBoundingClientRect().top - top < 40).length - 1;
    const next = all[Math.min(all.length - 1, Math.max(0, at + step))];
    this.bringUp(next ?? null);
    const heading = next?.querySelector(".question");
    if (heading instanceof HTMLElement) {
      heading.tabIndex = -1;
      heading.focus({ preventScroll: true });
    }
  }

  /**
   * Shows one sentence in place of a conversation.
   * @param {string} text
   * @param {boolean} isFailure
   */
  say(text, isFailure) {
    const look = isFailure ? { class: "failure", role: "alert" } : { class: "progress" };
    this.replaceChildren(make("p", look, text));
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
        make("h1", {}, words.empty.heading),
        make("p", {}, words.empty.text),
        ...examples,
      ),
    );
  }
}
