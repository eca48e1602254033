/**
 * What the person chose for this browser. Read before the first paint by early.js, which knows the same names.
 * @typedef {{theme?: string, language?: string, size?: string, side?: string, "--side"?: number,
 *   "--source"?: number}} Chosen
 */

const KEY = "preferences";

/** The choices of the person, kept in the browser and shown as data attributes and sizes of the root element. */
export class Preferences {
  /**
   * @param {Storage | null} storage null where the browser forbids it
   * @param {HTMLElement} root
   */
  constructor(storage, root) {
    this.storage = storage;
    this.root = root;
    /** @type {Chosen} */
    this.chosen = readChosen(storage);
  }

  /**
   * @param {"theme" | "language" | "size" | "side"} name
   * @param {string} otherwise
   */
  get(name, otherwise) {
    return this.chosen[name] ?? otherwise;
  }

  /**
   * @param {"theme" | "language" | "size" | "side"} name
   * @param {string} value
   */
  set(name, value) {
    this.chosen[name] = value;
    this.root.dataset[name] = value;
    this.keep();
  }

  /**
   * @param {"--side" | "--source"} name
   * @param {number} pixels
   */
  setWidth(name, pixels) {
    this.chosen[name] = Math.round(pixels);
    this.root.style.setProperty(name, `${Math.round(pixels)}px`);
    this.keep();
  }

  keep() {
    try {
      this.storage?.setItem(KEY, JSON.stringify(this.chosen));
    } catch {
      // A full or forbidden storage costs only that the choice ends with the visit.
    }
  }
}

/**
 * @param {Storage | null} storage
 * @returns {Chosen}
 */
function readChosen(storage) {
  try {
    const kept = JSON.parse(storage?.getItem(KEY) ?? "{}");
    return kept && typeof kept === "object" && !Array.isArray(kept) ? kept : {};
  } catch {
    return {};
  }
}

/**
 * A storage of the browser; null where it is forbidden, as in some frames of other sites.
 * @param {"localStorage" | "sessionStorage"} name
 */
export function openStorage(name) {
  try {
    return window[name];
  } catch {
    return null;
  }
}
