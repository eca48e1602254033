import { words } from "../strings.js";
import { drawBlock } from "./blocks.js";
import { append, button, make } from "./dom.js";

/** @typedef {import("./blocks.js").Marks} Marks */
/** @typedef {import("./types.js").Answer} Answer */
/** @typedef {import("./types.js").AnswerBlock} AnswerBlock */

/**
 * The block whose items are the candidates of a doubt, one for each question that the answer proposes; if there is one.
 * @param {Answer} answer
 */
export function candidatesOf({ status, blocks, suggestions }) {
  if (status !== "clarify" || suggestions.length < 2) return undefined;
  return blocks.find(({ type, items }) => type === "list" && items?.length === suggestions.length);
}

/**
 * The candidates with their figures, each with the button that asks for it.
 * @param {AnswerBlock} block
 * @param {string[]} questions one for each item
 * @param {Marks} marks
 * @param {(question: string) => void} ask
 */
export function drawChoices(block, questions, marks, ask) {
  const list = make("ul", { class: "block candidates", "aria-label": words.answer.choices });
  for (const [at, item] of (block.items ?? []).entries()) {
    const choose = button({ class: "chip" }, questions[at], () => ask(questions[at]));
    const said = drawBlock({ type: "text", text: item.text, citations: item.citations }, marks);
    append(list, make("li", { class: "candidate" }, said, choose));
  }
  return list;
}
