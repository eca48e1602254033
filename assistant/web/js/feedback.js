import { words } from "../strings.js";
import { button, icon, make } from "./dom.js";

/** @typedef {import("./conversation.js").Exchange} Exchange */
/** @typedef {import("./exchange-view.js").LogActions} LogActions */
/** @typedef {import("./types.js").Feedback} Feedback */

const LONGEST = 1000;

/** Thumbs up or down under an answer; down asks why. */
export class FeedbackForm {
  /**
   * @param {Exchange} exchange
   * @param {LogActions} actions
   * @param {HTMLElement} said where it is said what became of it
   */
  constructor(exchange, actions, said) {
    this.exchange = exchange;
    this.actions = actions;
    this.said = said;
    this.up = this.thumb("up", words.feedback.up);
    this.down = this.thumb("down", words.feedback.down);
    this.buttons = [this.up, this.down];
    this.mark();
  }

  /**
   * @param {"up" | "down"} rating
   * @param {string} label
   */
  thumb(rating, label) {
    return button({ class: "tool thumb", "data-do": rating, "aria-label": label, title: label }, icon(rating), () =>
      this.press(rating),
    );
  }

  mark() {
    const rating = this.exchange.feedback?.rating;
    this.up.setAttribute("aria-pressed", String(rating === "up"));
    this.down.setAttribute("aria-pressed", String(rating === "down"));
  }

  /** @param {"up" | "down"} rating */
  press(rating) {
    this.form?.remove();
    if (this.exchange.feedback?.rating === rating) void this.send(null, words.feedback.withdrawn);
    else if (rating === "up") void this.send({ rating }, words.feedback.thanks);
    else this.askWhy();
  }

  askWhy() {
    const boxes = words.feedback.reasons.map((reason) => make("input", { type: "checkbox", value: reason }));
    const more = make("textarea", { rows: 2, maxlength: LONGEST / 2, "aria-label": words.feedback.more });
    more.placeholder = words.feedback.more;
    const form = make(
      "form",
      { class: "why" },
      make(
        "fieldset",
        {},
        make("legend", {}, words.feedback.why),
        ...boxes.map((box) => make("label", { class: "check" }, box, box.value)),
      ),
      more,
      make(
        "p",
        { class: "repair" },
        make("button", { type: "submit", class: "plain primary" }, words.feedback.send),
        button({ class: "plain" }, words.cancel, () => {
          form.remove();
          this.down.focus();
        }),
      ),
    );
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      const chosen = boxes.filter((box) => box.checked).map((box) => box.value);
      const reason = [...chosen, more.value.trim()].filter(Boolean).join("; ").slice(0, LONGEST);
      form.remove();
      this.down.focus();
      void this.send(reason ? { rating: "down", reason } : { rating: "down" }, words.feedback.thanks);
    });
    this.form = form;
    this.down.closest(".tools-row")?.after(form);
    boxes[0].focus();
  }

  /**
   * @param {Feedback | null} feedback
   * @param {string} done
   */
  async send(feedback, done) {
    try {
      await this.actions.rate(this.exchange, feedback);
      this.said.textContent = done;
    } catch {
      this.said.textContent = words.feedback.failed;
    }
    this.mark();
  }
}
