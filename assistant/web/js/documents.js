import { words } from "../strings.js";

/** @typedef {import("./types.js").DocumentInfo} DocumentInfo */

/**
 * What tells a document from others, for a list.
 * @param {DocumentInfo} info
 * @returns {string[]}
 */
export function briefFacts({ number, place, date }) {
  return [number ?? words.documents.unnumbered, place, date && readableDate(date)]
    .filter((fact) => fact !== null && fact !== "")
    .map(String);
}

/**
 * What a catalogue says of a document, at a glance.
 * @param {DocumentInfo} info
 * @returns {string[]}
 */
export function documentFacts({ number, issuer, date, period, characters, tables, secrecy }) {
  return [
    secrecy && words.library.secrecy(secrecy),
    number && words.documents.number(number),
    issuer,
    date && readableDate(date),
    period && words.documents.period(period[0], period[1]),
    words.documents.characters(characters),
    tables > 0 && words.documents.tables(tables),
  ]
    .filter((fact) => typeof fact === "string" && fact !== "")
    .map(String);
}

/**
 * An ISO date as it is written in Vietnamese; anything else unchanged.
 * @param {string} date
 */
export function readableDate(date) {
  const found = /^(\d{4})-(\d{2})-(\d{2})$/.exec(date);
  return found ? `${found[3]}/${found[2]}/${found[1]}` : date;
}
