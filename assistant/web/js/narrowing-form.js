import { words } from "../strings.js";
import { choicesOf, EVERYTHING } from "./catalogue.js";
import { append, make } from "./dom.js";

/** @typedef {import("./catalogue.js").Narrowing} Narrowing */
/** @typedef {import("./types.js").DocumentInfo} DocumentInfo */

/** Fields to narrow a list of documents: words, place, kind, year, and findings of the audit. */
export class NarrowingForm {
  /**
   * @param {DocumentInfo[]} documents
   * @param {string} find what the field for words is called
   * @param {(narrowing: Narrowing) => void} changed
   */
  constructor(documents, find, changed) {
    const { places, kinds, years } = choicesOf(documents);
    this.text = make("input", { type: "search", placeholder: find, "aria-label": find, autocomplete: "off" });
    this.place = select(places);
    this.kind = select(kinds);
    this.year = select(years);
    this.findings = make("input", { type: "checkbox" });
    const fields = [
      labelled(words.scope.place, this.place),
      labelled(words.scope.kind, this.kind),
      labelled(words.scope.year, this.year),
    ];
    const row = make("div", { class: "narrowing-row" }, ...fields);
    this.element = make("div", { class: "narrowing", role: "search" }, this.text, row);
    this.text.addEventListener("input", () => changed(this.value));
    for (const field of [this.place, this.kind, this.year, this.findings]) {
      field.addEventListener("change", () => changed(this.value));
    }
  }

  /** Adds the choice of documents with findings only. */
  withFindings() {
    append(this.element, make("label", { class: "check" }, this.findings, words.library.onlyFindings));
    return this;
  }

  /** @returns {Narrowing} */
  get value() {
    return {
      ...EVERYTHING,
      text: this.text.value,
      place: this.place.value,
      kind: this.kind.value,
      year: this.year.value,
      onlyFindings: this.findings.checked,
    };
  }
}

/** @param {string[]} values */
function select(values) {
  const field = make("select", {}, make("option", { value: "" }, words.scope.any));
  for (const value of values) append(field, make("option", { value }, value));
  return field;
}

/**
 * @param {string} label
 * @param {HTMLElement} field
 */
function labelled(label, field) {
  return make("label", { class: "choice" }, make("span", {}, label), field);
}
