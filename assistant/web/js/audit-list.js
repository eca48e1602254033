import { words } from "../strings.js";
import { append, make } from "./dom.js";

/** @typedef {import("./types.js").Finding} Finding */
/** @typedef {import("./types.js").Span} Span */

const MOST_LINKS = 40;

/**
 * The findings of a document as a folded list; every figure links to its place. Nothing where there are none.
 * @param {Finding[]} findings
 */
export function drawAudit(findings) {
  if (findings.length === 0) return null;
  return make(
    "details",
    { class: "audit" },
    make("summary", {}, words.audit.summary(findings.length)),
    make("p", { class: "audit-note" }, words.audit.note),
    make("ol", {}, ...findings.map(drawFinding)),
  );
}

/** @param {Finding} finding */
function drawFinding({ kind, message, spans }) {
  const links = make("span", { class: "audit-places" });
  for (const span of spans.slice(0, MOST_LINKS)) {
    const quote = span.quote.replace(/\s+/g, " ").trim();
    const href = `#${span.start}-${span.end}`;
    append(links, make("a", { href, "aria-label": words.audit.place(quote) }, quote), " ");
  }
  return make(
    "li",
    { class: `audit-item is-${kind}` },
    make("b", { class: "audit-kind" }, words.audit.kinds[kind]),
    " ",
    message,
    " ",
    links,
  );
}

/**
 * All places of the finding that has one at `span`, so that they light up together; none where it is no finding's.
 * @param {Finding[]} findings
 * @param {Span} span
 * @returns {Span[]}
 */
export function placesWith(findings, span) {
  const found = findings.find(({ spans }) => spans.some(({ start, end }) => start === span.start && end === span.end));
  return found ? found.spans : [];
}
