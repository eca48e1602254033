import { words } from "../strings.js";
import { append, make } from "./dom.js";
import { isWrapped, runsOf } from "./runs.js";

/** @typedef {import("./codepoints.js").CodePoints} CodePoints */
/** @typedef {import("./runs.js").Run} Run */
/** @typedef {import("./types.js").Span} Span */

/** What a converter left behind and says nothing: kept in the text, not shown. */
const LEFT_OVER = /^\s*(\*+|(\[bookmark: [^\]]*\])+(\[[^\]]*\])?)\s*$/;

/**
 * What is to be lit up: the quoted span, and the parts of the evidence (figure, year, unit). Offsets in code points.
 * @typedef {{quote: Span | null, parts: Span[]}} Highlight
 */

/**
 * Appends a slice of the source to `parent`, character for character, with the highlight as `<mark>`.
 * @param {HTMLElement} parent
 * @param {CodePoints} points
 * @param {Span} span
 * @param {Highlight} highlight
 */
export function appendSlice(parent, points, span, highlight) {
  const text = points.slice(span.start, span.end);
  const base = points.unit(span.start);
  const ranges = [
    ...(highlight.quote ? [{ ...highlight.quote, kind: /** @type {const} */ ("quote") }] : []),
    ...highlight.parts.map((part) => ({ ...part, kind: /** @type {const} */ ("part") })),
  ].map(({ start, end, kind }) => ({ start: points.unit(start) - base, end: points.unit(end) - base, kind }));
  /** @type {HTMLElement | null} */
  let mark = null;
  for (const run of runsOf(text, ranges)) {
    if (!run.quote) mark = null;
    else if (!mark) append(parent, (mark = make("mark", { class: "quote" })));
    append(mark ?? parent, drawRun(run));
  }
}

/** @param {Run} run */
function drawRun({ text, quote, part, strong, syntax }) {
  if (syntax) return make("span", { class: "syntax" }, text);
  const words = strong ? make("strong", {}, text) : text;
  if (!part) return words;
  return quote ? make("b", { class: "part" }, words) : make("mark", { class: "part" }, words);
}

/**
 * A paragraph, item or heading of the source.
 * @param {CodePoints} points
 * @param {Span & {kind: string}} piece
 * @param {number} depth of the heading in the outline, from 0
 * @param {Highlight} highlight
 */
export function drawParagraph(points, piece, depth, highlight) {
  const isHeading = piece.kind === "heading";
  const attributes = isHeading ? { role: "heading", "aria-level": Math.min(depth + 3, 6) } : {};
  const text = points.slice(piece.start, piece.end);
  const look = LEFT_OVER.test(text) ? "piece is-left-over" : `piece is-${piece.kind}`;
  const flow = isWrapped(text) ? "is-wrapped" : "is-lined";
  const paragraph = make("p", { ...attributes, class: `${look} ${flow}`, "data-start": piece.start });
  appendSlice(paragraph, points, piece, highlight);
  return paragraph;
}

/**
 * A part of the source exactly as it was written, breaks and all.
 * @param {CodePoints} points
 * @param {Span} span
 * @param {Highlight} highlight
 * @param {boolean} open
 */
export function drawRaw(points, span, highlight, open) {
  const text = make("pre", { class: "raw", tabindex: 0 });
  const details = make("details", { class: "raw-details", open }, make("summary", {}, words.source.rawTable), text);
  const fill = () => {
    if (!text.hasChildNodes()) appendSlice(text, points, span, highlight);
  };
  if (open) fill();
  details.addEventListener("toggle", fill, { once: true });
  return details;
}
