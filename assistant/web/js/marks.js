/** @typedef {{text: string} | {n: number}} Segment */

/**
 * Splits a text at its `[n]` marks, where `n` is a known citation; marks that the text lacks follow at its end.
 * @param {string} text
 * @param {number[]} citations numbers that belong to the text
 * @param {ReadonlySet<number>} known numbers that can be opened
 * @returns {Segment[]}
 */
export function splitMarks(text, citations, known) {
  /** @type {Segment[]} */
  const segments = [];
  const seen = new Set();
  let from = 0;
  for (const found of text.matchAll(/\[(\d+)\]/g)) {
    const n = Number(found[1]);
    if (!known.has(n)) continue;
    if (found.index > from) segments.push({ text: text.slice(from, found.index) });
    segments.push({ n });
    seen.add(n);
    from = found.index + found[0].length;
  }
  if (from < text.length) segments.push({ text: text.slice(from) });
  for (const n of citations) {
    if (known.has(n) && !seen.has(n)) segments.push({ n });
  }
  return segments;
}

const FIGURE = /^[-–+(]?\s*\d[\d.\s]*(,\d+)?\s*%?\)?$/;

/**
 * For each column how many digits stand after the decimal comma at most; null for a column that is not of figures.
 * @param {string[][]} rows
 * @param {number} width number of columns
 * @returns {(number | null)[]}
 */
export function decimalsOf(rows, width) {
  return Array.from({ length: width }, (_, column) => {
    const written = rows
      .map((row) => (row[column] ?? "").replace(/\[\d+\]/g, "").trim())
      .filter((cell) => cell && cell !== "-");
    if (written.length === 0 || !written.every((cell) => FIGURE.test(cell))) return null;
    return Math.max(...written.map(decimals));
  });
}

/**
 * How many digits stand after the decimal comma of a figure.
 * @param {string} figure
 */
export function decimals(figure) {
  return /,(\d+)/.exec(figure)?.[1]?.length ?? 0;
}
