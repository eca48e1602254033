/**
 * Emphasis of a source slice: the quoted words, and the parts (a figure, a year) that carry the evidence.
 *
 * @typedef {{start: number, end: number, kind: "quote" | "part"}} Range  Offsets in UTF-16 units of the slice.
 * @typedef {{text: string, quote: boolean, part: boolean, strong: boolean, syntax: boolean}} Run
 */

/**
 * Cuts a slice of the source into runs of one look each; joined they are the slice again, character for character.
 * @param {string} text
 * @param {Range[]} ranges
 * @returns {Run[]}
 */
export function runsOf(text, ranges) {
  const bold = boldPairs(text);
  const cuts = new Set([0, text.length]);
  for (const { start, end } of ranges) {
    cuts.add(clamp(start, text.length));
    cuts.add(clamp(end, text.length));
  }
  for (const [open, close] of bold) for (const at of [open, open + 2, close, close + 2]) cuts.add(at);
  const ordered = [...cuts].sort((a, b) => a - b);
  return ordered.slice(0, -1).map((start, index) => {
    const within = ranges.filter((range) => range.start <= start && start < range.end);
    const pair = bold.find(([open, close]) => open <= start && start < close + 2);
    return {
      text: text.slice(start, ordered[index + 1]),
      quote: within.some((range) => range.kind === "quote"),
      part: within.some((range) => range.kind === "part"),
      strong: pair !== undefined,
      syntax: pair !== undefined && (start < pair[0] + 2 || start >= pair[1]),
    };
  });
}

/**
 * Where `**bold**` opens and closes; its stars stay in the text but are not shown.
 * @param {string} text
 * @returns {[number, number][]}
 */
function boldPairs(text) {
  return [...text.matchAll(/\*\*(?=\S)([^*]+?)\*\*/g)].map((found) => [found.index, found.index + found[0].length - 2]);
}

/**
 * @param {number} value
 * @param {number} limit
 */
function clamp(value, limit) {
  return Math.min(Math.max(value, 0), limit);
}

/**
 * Whether the line breaks of a slice come from the width of a page rather than from its author.
 * @param {string} text
 */
export function isWrapped(text) {
  const lines = text.split("\n").filter((line) => line.trim());
  const total = lines.reduce((sum, line) => sum + line.trim().length, 0);
  return lines.length > 1 && total / lines.length > 45;
}
