/** @typedef {import("./preferences.js").Preferences} Preferences */
/** @typedef {import("./source-pane.js").SourcePane} SourcePane */
/** @typedef {import("./types.js").Citation} Citation */

/** Below this width the side panes lie over the conversation, one at a time. */
const NARROW = window.matchMedia("(max-width: 1099.98px)");

/** The side: beside the conversation on a wide screen, where it can be folded away; a drawer on a narrow one. */
export class Drawer {
  /**
   * @param {HTMLElement} side
   * @param {HTMLElement} veil
   * @param {Preferences} preferences
   */
  constructor(side, veil, preferences) {
    this.side = side;
    this.veil = veil;
    this.preferences = preferences;
    /** @type {HTMLElement | null} */
    this.opener = null;
    veil.addEventListener("click", () => this.close());
    document.addEventListener("keydown", (event) => {
      const isFree = !event.isComposing && !event.defaultPrevented && !document.querySelector("dialog[open]");
      if (event.key === "Escape" && isFree) this.close();
    });
    NARROW.addEventListener("change", () => this.settle(false));
    this.settle(false);
  }

  open() {
    this.opener = document.activeElement instanceof HTMLElement ? document.activeElement : null;
    if (!NARROW.matches) this.preferences.set("side", "open");
    this.settle(true);
    this.side.querySelector("button")?.focus();
  }

  /** Puts the side away, whatever the width of the screen. */
  fold() {
    if (NARROW.matches) {
      this.close();
      return;
    }
    this.preferences.set("side", "folded");
    this.settle(false);
    const menu = document.querySelector(".menu");
    if (menu instanceof HTMLElement) menu.focus();
  }

  close() {
    if (!this.side.classList.contains("is-open")) return;
    this.settle(false);
    this.opener?.focus();
  }

  /** @param {boolean} open */
  settle(open) {
    const isOver = open && NARROW.matches;
    this.side.classList.toggle("is-open", isOver);
    this.side.inert = NARROW.matches ? !open : this.preferences.get("side", "open") === "folded";
    this.veil.hidden = !isOver;
    for (const selector of ["#bar", "#main"]) document.querySelector(selector)?.toggleAttribute("inert", isOver);
  }
}

/** Opens and closes the source pane, and carries the focus there and back. */
export class SourceSwitch {
  /**
   * @param {SourcePane} pane
   * @param {HTMLElement} veil
   */
  constructor(pane, veil) {
    this.pane = pane;
    this.veil = veil;
    this.isOpen = false;
    this.isSuspended = false;
    /** @type {HTMLElement | null} */
    this.opener = null;
    pane.onClose = () => this.close();
    veil.addEventListener("click", () => this.close());
    NARROW.addEventListener("change", () => this.settle());
    document.addEventListener("keydown", (event) => {
      const isFree = !event.isComposing && !event.defaultPrevented && !document.querySelector("dialog[open]");
      if (event.key === "Escape" && isFree) this.close();
    });
  }

  /**
   * @param {Citation} citation
   * @param {HTMLElement} mark where the focus goes back to
   */
  open(citation, mark) {
    for (const other of document.querySelectorAll(".is-current")) other.classList.remove("is-current");
    mark.classList.add("is-current");
    this.opener = mark;
    this.isOpen = true;
    // On a narrow screen the sheet covers the answer: the way back of the device closes it.
    if (NARROW.matches && !history.state?.source) history.pushState({ source: true }, "");
    this.settle();
    void this.pane.show(citation);
  }

  close() {
    if (!this.isOpen || this.isSuspended) return;
    this.isOpen = false;
    if (history.state?.source) history.replaceState(null, "");
    this.settle();
    this.opener?.classList.remove("is-current");
    this.opener?.focus();
  }

  /** Closes the sheet that the way back has just left; tells whether there was one. */
  closeForBack() {
    if (!this.isOpen || this.isSuspended || !NARROW.matches || history.state?.source) return false;
    this.close();
    return true;
  }

  /**
   * Puts the pane away while a whole document is shown; it comes back with the conversation.
   * @param {boolean} away
   */
  suspend(away) {
    this.isSuspended = away;
    this.settle();
  }

  settle() {
    const shown = this.isOpen && !this.isSuspended;
    const isOver = shown && NARROW.matches;
    this.pane.hidden = !shown;
    document.body.classList.toggle("has-source", shown);
    this.veil.hidden = !isOver;
    for (const selector of ["#bar", "#main"]) document.querySelector(selector)?.toggleAttribute("inert", isOver);
  }
}
