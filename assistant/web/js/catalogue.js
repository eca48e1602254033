/** @typedef {import("./types.js").DocumentInfo} DocumentInfo */

/**
 * How the library is narrowed; an empty string narrows nothing.
 * @typedef {{text: string, place: string, kind: string, year: string, onlyFindings: boolean}} Narrowing
 */

/** @type {Readonly<Narrowing>} */
export const EVERYTHING = Object.freeze({ text: "", place: "", kind: "", year: "", onlyFindings: false });

/**
 * A text without case and Vietnamese diacritics, as people type in a hurry.
 * @param {string} text
 */
export function fold(text) {
  return text.toLowerCase().normalize("NFD").replace(/\p{M}/gu, "").replaceAll("\u0111", "d");
}

/**
 * The documents that the narrowing leaves; every word of its text must stand in what the catalogue says of them.
 * @param {DocumentInfo[]} documents
 * @param {Narrowing} narrowing
 */
export function narrowed(documents, { text, place, kind, year, onlyFindings }) {
  const wanted = fold(text).split(/\s+/).filter(Boolean);
  return documents.filter((info) => {
    if (place && info.place !== place) return false;
    if (kind && info.kind !== kind) return false;
    if (year && !yearsOf(info).includes(Number(year))) return false;
    if (onlyFindings && info.findings === 0) return false;
    const about = fold([info.title, info.number, info.issuer, info.place, info.kind].filter(Boolean).join(" "));
    return wanted.every((word) => about.includes(word));
  });
}

/**
 * The years that a document is about: those of its period, else that of its date.
 * @param {DocumentInfo} info
 * @returns {number[]}
 */
export function yearsOf({ period, date }) {
  if (period) {
    const [from, to] = period;
    return Array.from({ length: Math.min(100, Math.max(1, to - from + 1)) }, (_, at) => from + at);
  }
  const year = Number(date?.slice(0, 4));
  return year ? [year] : [];
}

/**
 * What can be chosen to narrow a library: the places, kinds and years that occur in it.
 * @param {DocumentInfo[]} documents
 */
export function choicesOf(documents) {
  const vietnamese = new Intl.Collator("vi");
  /** @param {(string | null)[]} values */
  const sorted = (values) => [...new Set(values.flatMap((value) => value || []))].sort(vietnamese.compare);
  return {
    places: sorted(documents.map(({ place }) => place)),
    kinds: sorted(documents.map(({ kind }) => kind)),
    years: [...new Set(documents.flatMap(yearsOf))].sort((a, b) => a - b).map(String),
  };
}
