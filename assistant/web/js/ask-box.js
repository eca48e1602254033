import { words } from "../strings.js";
import { countPoints } from "./codepoints.js";
import { append, icon, make } from "./dom.js";

const LONGEST = 4000;
const COUNT_FROM = 3600;

/** The box that questions are typed in: grows, counts, sends with Enter, and turns its button into a stop while busy. */
export class AskBox extends HTMLElement {
  constructor() {
    super();
    this.busy = false;
    /** @type {(question: string) => void} */
    this.onAsk = () => {};
    /** @type {() => void} */
    this.onStop = () => {};
    /** @type {(draft: string) => void} */
    this.onDraft = () => {};
    /** The question to take up again when the empty box is asked for it. @type {() => string} */
    this.onRecall = () => "";
    this.input = make("textarea", {
      id: "question",
      rows: 1,
      placeholder: words.ask.placeholder,
      autocomplete: "off",
      enterkeyhint: "send",
      "aria-describedby": "ask-hint ask-count",
    });
    this.count = make("p", { class: "ask-count", id: "ask-count", role: "status" });
    this.go = make("button", { type: "submit", class: "go" });
    this.form = make(
      "form",
      { class: "ask" },
      make("label", { for: "question", class: "unseen" }, words.ask.label),
      this.input,
      this.go,
    );
  }

  connectedCallback() {
    append(
      this,
      this.form,
      this.count,
      make("p", { class: "ask-notice" }, words.notice),
      make("p", { class: "unseen", id: "ask-hint" }, words.ask.hint),
    );
    this.form.addEventListener("submit", (event) => {
      event.preventDefault();
      if (this.busy) this.onStop();
      else this.send();
    });
    this.input.addEventListener("input", () => this.typed());
    this.input.addEventListener("keydown", (event) => {
      if (event.key === "ArrowUp" && !this.question && !event.altKey) {
        event.preventDefault();
        this.question = this.onRecall();
        this.focusInput();
        return;
      }
      if (event.key !== "Enter" || event.shiftKey || event.isComposing) return;
      event.preventDefault();
      if (!this.busy) this.send();
    });
    this.setBusy(false);
  }

  get question() {
    return this.input.value;
  }

  set question(text) {
    this.input.value = text;
    this.typed();
  }

  /** Puts the cursor behind what is typed. */
  focusInput() {
    this.input.focus();
    this.input.setSelectionRange(this.input.value.length, this.input.value.length);
  }

  /** @param {boolean} busy */
  setBusy(busy) {
    this.busy = busy;
    const label = busy ? words.ask.stop : words.ask.send;
    this.go.replaceChildren(icon(busy ? "stop" : "send"), make("span", {}, label));
    this.go.dataset.do = busy ? "stop" : "send";
    this.typed();
  }

  /**
   * Puts a tool, such as the microphone, in front of the button that sends.
   * @param {HTMLElement} tool
   */
  addTool(tool) {
    this.go.before(tool);
  }

  send() {
    const question = this.question.trim();
    if (!question || countPoints(question) > LONGEST) {
      this.focusInput();
      return;
    }
    this.question = "";
    this.onAsk(question);
  }

  typed() {
    const length = countPoints(this.question.trim());
    const over = length - LONGEST;
    this.input.setAttribute("aria-invalid", String(over > 0));
    this.count.classList.toggle("is-over", over > 0);
    this.count.textContent = over > 0 ? words.ask.over(over) : length >= COUNT_FROM ? words.ask.left(-over) : "";
    this.go.setAttribute("aria-disabled", String(!this.busy && (length === 0 || over > 0)));
    this.onDraft(this.question);
    this.grow();
  }

  grow() {
    this.input.style.setProperty("height", "auto");
    if (this.input.scrollHeight > 0) this.input.style.setProperty("height", `${this.input.scrollHeight + 2}px`);
  }
}
