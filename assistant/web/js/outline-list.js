import { words } from "../strings.js";
import { append, make } from "./dom.js";
import { depthOf } from "./pieces.js";
import { sectionName } from "./source-view.js";

/** @typedef {import("./source.js").Source} Source */
/** @typedef {import("./types.js").Section} Section */

const FIRST_WORDS = 100;
const DEEPEST = 5;

/**
 * The sections of a document as a list, each as what `make` makes of it.
 * @param {Source} source
 * @param {(section: Section, name: string) => HTMLElement} makeItem
 */
export function drawOutline(source, makeItem) {
  const byOrdinal = new Map(source.sections.map((section) => [section.ordinal, section]));
  const list = make("ul", {});
  for (const section of source.sections) {
    if (section.kind === "document") continue;
    const depth = Math.min(depthOf(section, byOrdinal), DEEPEST);
    append(list, make("li", { class: `depth-${depth}` }, makeItem(section, nameOf(section, source))));
  }
  return list.hasChildNodes() ? list : make("p", {}, words.viewer.outlineEmpty);
}

/**
 * A section as the outline lists it; one without a heading by its first words.
 * @param {Section} section
 * @param {Source} source
 */
function nameOf(section, { points }) {
  if (section.heading) return sectionName(section);
  const end = Math.min(section.end, section.start + FIRST_WORDS);
  return points.slice(section.start, end).replace(/\s+/g, " ").trim();
}
