import { words } from "../strings.js";
import { append, make } from "./dom.js";

/** @typedef {import("./types.js").SkippedFile} SkippedFile */

const MOST_SHOWN = 200;

/**
 * The files that could not be read, each with its fault and what to do; null where there are none.
 * @param {SkippedFile[]} skipped
 */
export function drawSkipped(skipped) {
  if (skipped.length === 0) return null;
  const faults = /** @type {Record<string, string>} */ (words.skipped.faults);
  const list = make("ul", { class: "skipped-list" });
  for (const { name, fault } of skipped.slice(0, MOST_SHOWN)) {
    const said = faults[fault] ?? words.skipped.other;
    append(list, make("li", {}, make("span", { class: "skipped-name" }, name), make("span", { class: "quiet" }, said)));
  }
  if (skipped.length > MOST_SHOWN) append(list, make("li", { class: "quiet" }, words.skipped.more(skipped.length - MOST_SHOWN)));
  const heading = make("span", { class: "state is-doubtful" }, `⚠ ${words.skipped.heading(skipped.length)}`);
  const about = make("p", { class: "quiet" }, words.skipped.about);
  return make("details", { class: "skipped" }, make("summary", {}, heading), about, list);
}
