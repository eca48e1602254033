/** @typedef {import("./types.js").Block} Block */
/** @typedef {import("./types.js").Outline} Outline */
/** @typedef {import("./types.js").Section} Section */
/** @typedef {import("./types.js").Span} Span */
/** @typedef {import("./codepoints.js").CodePoints} CodePoints */

/**
 * A stretch of the source that is shown as one paragraph, heading, item or table. Offsets in code points.
 * @typedef {{start: number, end: number, kind: string, section: number | null, table: number | null}} Piece
 */

/**
 * Cuts the whole text into pieces: the outline's blocks, and between them whatever other text there is, so that
 * nothing of the source is ever left out.
 * @param {CodePoints} points
 * @param {Block[]} blocks
 * @returns {Piece[]} in source order, not overlapping
 */
export function piecesOf(points, blocks) {
  /** @type {Piece[]} */
  const pieces = [];
  let at = 0;
  for (const block of [...blocks].sort((a, b) => a.start - b.start || b.end - a.end)) {
    const end = Math.min(block.end, points.length);
    if (block.start < at || end <= block.start) continue;
    pieces.push(...gapPieces(points, at, block.start));
    pieces.push({ start: block.start, end, kind: block.kind, section: block.section, table: block.table ?? null });
    at = end;
  }
  pieces.push(...gapPieces(points, at, points.length));
  return pieces;
}

/**
 * The paragraphs between `start` and `end`, parted by empty lines.
 * @param {CodePoints} points
 * @param {number} start
 * @param {number} end
 * @returns {Piece[]}
 */
function gapPieces(points, start, end) {
  const from = points.unit(start);
  const text = points.text.slice(from, points.unit(end));
  /** @type {Piece[]} */
  const pieces = [];
  let at = 0;
  for (const gap of [...Array.from(text.matchAll(/\n[^\S\n]*\n/g), (found) => found.index), text.length]) {
    const paragraph = text.slice(at, gap);
    const first = from + at + paragraph.length - paragraph.trimStart().length;
    const last = from + at + paragraph.trimEnd().length;
    if (first < last) {
      pieces.push({
        start: points.point(first),
        end: points.point(last),
        kind: "paragraph",
        section: null,
        table: null,
      });
    }
    at = gap;
  }
  return pieces;
}

/**
 * The index of the piece that holds code point `at`, or else of the first one after it.
 * @param {Piece[]} pieces
 * @param {number} at
 */
export function pieceAt(pieces, at) {
  let low = 0;
  let high = pieces.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (pieces[middle].end <= at) low = middle + 1;
    else high = middle;
  }
  return Math.min(low, Math.max(0, pieces.length - 1));
}

/**
 * The pieces to show around `span`: those that it touches, and neighbours on both sides up to `budget` code points.
 * @param {Piece[]} pieces
 * @param {Span} span
 * @param {number} budget
 * @returns {[number, number]} indexes, half-open
 */
export function windowAround(pieces, span, budget) {
  if (pieces.length === 0) return [0, 0];
  const first = pieceAt(pieces, span.start);
  const last = Math.max(first, pieceAt(pieces, Math.max(span.start, span.end - 1)));
  return [widen(pieces, first, -1, budget / 2), widen(pieces, last, 1, budget / 2) + 1];
}

/**
 * The index reached from `from` in steps of `step` while the pieces passed fit into `budget` code points.
 * @param {Piece[]} pieces
 * @param {number} from
 * @param {1 | -1} step
 * @param {number} budget
 */
export function widen(pieces, from, step, budget) {
  let at = from;
  let left = budget;
  while (pieces[at + step] && left > 0) {
    at += step;
    left -= pieces[at].end - pieces[at].start;
  }
  return at;
}

/**
 * The sections from the outermost down to the innermost one that holds code point `at`; the document itself is left out.
 * @param {Section[]} sections
 * @param {number} at
 * @returns {Section[]}
 */
export function pathTo(sections, at) {
  const byOrdinal = new Map(sections.map((section) => [section.ordinal, section]));
  const holding = sections.filter((section) => section.start <= at && at < section.end);
  /** @type {Section[]} */
  const path = [];
  let here = holding.reduce(
    (/** @type {Section | undefined} */ best, section) =>
      !best || depthOf(section, byOrdinal) >= depthOf(best, byOrdinal) ? section : best,
    undefined,
  );
  while (here && here.kind !== "document") {
    path.unshift(here);
    here = here.parent === null ? undefined : byOrdinal.get(here.parent);
  }
  return path;
}

/**
 * How many sections enclose `section`; the document itself counts as none.
 * @param {Section} section
 * @param {Map<number, Section>} byOrdinal
 */
export function depthOf(section, byOrdinal) {
  let depth = 0;
  let at = section.parent;
  while (at !== null && depth < 32) {
    const parent = byOrdinal.get(at);
    if (!parent || parent.kind === "document") break;
    depth += 1;
    at = parent.parent;
  }
  return depth;
}

/**
 * The span that an address' fragment names: `#12-34`, or `#12` for a mere place.
 * @param {string} fragment
 * @returns {Span | null}
 */
export function spanOf(fragment) {
  const found = /^#?(\d{1,9})(?:-(\d{1,9}))?$/.exec(fragment);
  if (!found) return null;
  const start = Number(found[1]);
  const end = found[2] === undefined ? start : Number(found[2]);
  return end >= start ? { start, end } : null;
}
