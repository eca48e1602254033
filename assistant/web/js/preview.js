import { append, make } from "./dom.js";

/** @typedef {import("./types.js").Citation} Citation */

const LONGEST = 320;
const GAP = 8;

/** The small card that shows a citation's quote while its mark is pointed at or focused. */
export class Preview {
  constructor() {
    this.card = make("div", { class: "preview", id: "preview", role: "tooltip", hidden: true });
    document.body.appendChild(this.card);
    document.addEventListener("keydown", (event) => {
      if (event.key === "Escape") this.hide();
    });
    document.addEventListener("scroll", () => this.hide(), { capture: true, passive: true });
  }

  /**
   * Makes `mark` show the quote of `citation`.
   * @param {HTMLElement} mark
   * @param {Citation} citation
   */
  attach(mark, citation) {
    const show = () => this.show(mark, citation);
    const hide = () => this.hide();
    mark.addEventListener("pointerenter", (event) => {
      if (event.pointerType === "mouse") show();
    });
    mark.addEventListener("focus", show);
    mark.addEventListener("pointerleave", hide);
    mark.addEventListener("blur", hide);
    mark.addEventListener("click", hide);
  }

  /**
   * @param {HTMLElement} mark
   * @param {Citation} citation
   */
  show(mark, citation) {
    this.card.replaceChildren();
    append(
      this.card,
      make(
        "p",
        { class: "preview-place" },
        [citation.title, readablePath(citation.section)].filter(Boolean).join(" · "),
      ),
      make("p", { class: "preview-quote" }, shorten(citation.quote)),
    );
    this.card.hidden = false;
    mark.setAttribute("aria-describedby", this.card.id);
    const place = mark.getBoundingClientRect();
    const size = this.card.getBoundingClientRect();
    const above = place.top - size.height - GAP;
    const left = Math.min(Math.max(GAP, place.left - 24), Math.max(GAP, window.innerWidth - size.width - GAP));
    this.card.style.setProperty("left", `${left}px`);
    this.card.style.setProperty("top", `${above >= GAP ? above : place.bottom + GAP}px`);
  }

  hide() {
    this.card.hidden = true;
  }
}

/**
 * A quote on one line, cut where it is too long for a card.
 * @param {string} quote
 */
export function shorten(quote) {
  const line = quote.replace(/\s+/g, " ").trim();
  const letters = [...line];
  return letters.length > LONGEST ? `${letters.slice(0, LONGEST).join("").trimEnd()}…` : line;
}

/**
 * The path of sections as people read it.
 * @param {string} section
 */
export function readablePath(section) {
  return section.replaceAll(" > ", " › ");
}
