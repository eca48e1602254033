/** @typedef {import("./types.js").Part} Part */
/** @typedef {import("./types.js").Span} Span */

const BEGINNING = 9;

/**
 * The parts to light up beside the quote: the figures, or what else answers where there are none, and whatever stands
 * apart from the quote, such as the year in a table's head.
 * @param {Part[]} parts
 * @param {Span} quote
 * @returns {Part[]}
 */
export function keyParts(parts, quote) {
  const figures = parts.filter((part) => part.role === "figure");
  const telling = figures.length > 0 ? figures : parts.filter((part) => part.role === "agency" || part.role === "date");
  const apart = parts.filter((part) => part.end <= quote.start || part.start >= quote.end);
  return [...telling, ...apart.filter((part) => !telling.includes(part))];
}

/**
 * The parts that bear on what is said: of a row with a figure for each year only the figures that are named there,
 * each with the header and the unit that follow it. All of them where the words name none.
 * @param {Part[]} parts a figure is followed by its own period and unit
 * @param {string} said
 * @returns {Part[]}
 */
export function toldParts(parts, said) {
  const groups = groupsOf(parts);
  const named = groups.filter(([first]) => first.role === "figure" && holdsFigure(said, first.quote));
  const dated = named.filter((group) => group.some(({ role, quote }) => role === "period" && holdsYears(said, quote)));
  const kept = dated.length > 0 ? dated : named;
  if (kept.length === 0) return toldWords(parts, said);
  return groups.filter((group) => group[0].role !== "figure" || kept.includes(group)).flat();
}

/**
 * The agencies and dates that are named, where a sentence is about these and not about figures; else all parts.
 * An agency is known by how it begins, for its abbreviations may have been spelt out.
 * @param {Part[]} parts
 * @param {string} said
 */
function toldWords(parts, said) {
  const begins = (/** @type {Part} */ { quote }) => said.includes(quote.trim().slice(0, BEGINNING));
  const named = parts.filter((part) => (part.role === "agency" || part.role === "date") && begins(part));
  return named.length > 0 ? parts.filter((part) => part.role === "label" || named.includes(part)) : parts;
}

/**
 * Parts in groups: each figure with what follows it up to the next figure, and the others one by one.
 * @param {Part[]} parts
 */
function groupsOf(parts) {
  /** @type {Part[][]} */
  const groups = [];
  for (const part of parts) {
    const open = groups.at(-1);
    if (open?.[0].role === "figure" && (part.role === "period" || part.role === "unit")) open.push(part);
    else groups.push([part]);
  }
  return groups;
}

/**
 * Whether a text holds a figure as a number of its own, not as a piece of a longer one.
 * @param {string} text
 * @param {string} figure
 */
function holdsFigure(text, figure) {
  const raw = figure.trim();
  for (let at = text.indexOf(raw); raw && at >= 0; at = text.indexOf(raw, at + 1)) {
    const around = [text.slice(Math.max(0, at - 2), at), text.slice(at + raw.length, at + raw.length + 2)];
    if (!/[\d][.,]?$/.test(around[0]) && !/^[.,]?\d/.test(around[1])) return true;
  }
  return false;
}

/**
 * Whether a text names every year of a header.
 * @param {string} text
 * @param {string} period
 */
function holdsYears(text, period) {
  const years = period.match(/\d{4}/g) ?? [];
  return years.length > 0 && years.every((year) => text.includes(year));
}
