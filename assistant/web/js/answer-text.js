import { words } from "../strings.js";
import { placeName } from "./places.js";
import { readablePath } from "./preview.js";

/** @typedef {import("./types.js").Answer} Answer */

/**
 * An answer as plain text for pasting elsewhere: the question, the answer with its marks, and the sources in full.
 * @param {string} question
 * @param {Answer} answer
 * @param {string} origin where links to the sources begin
 */
export function plainText(question, answer, origin) {
  const said = [answer.answer, ...answer.blocks.filter(({ type }) => type === "notice").map(({ text }) => text ?? "")];
  const notices = said.slice(1).filter((text) => text && !answer.answer.includes(text));
  const parts = [question, answer.answer, ...notices.map((text) => `${words.answer.noticeLabel}: ${text}`)];
  if (answer.citations.length > 0) {
    const sources = answer.citations.map((citation) => {
      const { n, title, number, section, quote, url } = citation;
      const named = number && words.documents.number(number);
      const place = [title, named, section && readablePath(section), placeName(citation)];
      return `[${n}] ${place.filter(Boolean).join(", ")}: “${quote.replace(/\s+/g, " ").trim()}” ${origin}${url}`;
    });
    parts.push(`${words.answer.sources}:\n${sources.join("\n")}`);
  }
  return [...parts, words.notice].join("\n\n");
}
