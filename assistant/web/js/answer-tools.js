import { words } from "../strings.js";
import { plainText } from "./answer-text.js";
import { append, button, icon, make } from "./dom.js";
import { FeedbackForm } from "./feedback.js";
import { ApiError, saveFile } from "./http.js";
import { makeReader } from "./reading.js";

/** @typedef {import("./types.js").Answer} Answer */
/** @typedef {import("./conversation.js").Exchange} Exchange */
/** @typedef {import("./exchange-view.js").LogActions} LogActions */

/**
 * What can be done with an answer: copied, printed, taken along as a file, read aloud, judged.
 * @param {Exchange} exchange
 * @param {Answer} answer
 * @param {LogActions} actions
 */
export function drawTools(exchange, answer, actions) {
  const said = make("span", { class: "tools-said", role: "status" });
  const tools = make("div", { class: "tools", role: "group", "aria-label": words.answer.tools });
  const copy = tool("copy", words.answer.copy, () => void copyAnswer(exchange, answer, said));
  append(tools, copy, makeReader(answer.answer), ...exportTools(answer, said));
  if (answer.message_id) append(tools, ...new FeedbackForm(exchange, actions, said).buttons);
  return make("div", { class: "tools-row" }, tools, said);
}

/**
 * A button with an icon and its word.
 * @param {Parameters<typeof icon>[0]} drawn
 * @param {string} label
 * @param {() => void} action
 */
export function tool(drawn, label, action) {
  const made = button({ class: "tool", "data-do": drawn }, icon(drawn), action);
  append(made, make("span", {}, label));
  return made;
}

/**
 * @param {Exchange} exchange
 * @param {Answer} answer
 * @param {HTMLElement} said
 */
async function copyAnswer(exchange, answer, said) {
  try {
    await navigator.clipboard.writeText(plainText(exchange.question, answer, location.origin));
    said.textContent = words.answer.copied;
  } catch {
    said.textContent = words.answer.copyFailed;
  }
}

/**
 * Files that the server makes from the stored answer; none for an answer that it did not store.
 * @param {Answer} answer
 * @param {HTMLElement} said
 */
function exportTools(answer, said) {
  const id = answer.message_id;
  if (!id) return [];
  const path = `/api/messages/${encodeURIComponent(id)}/export?format=`;
  const has = answer.blocks.some(({ type }) => type === "table" || type === "chart" || type === "computation");
  const docx = tool("download", words.answer.exportDocx, () => void save(`${path}docx`, "docx", said));
  if (!has) return [docx];
  return [
    docx,
    tool("download", words.answer.exportXlsx, () => void save(`${path}xlsx`, "xlsx", said)),
    tool("download", words.answer.exportCsv, () => void save(`${path}csv`, "csv", said)),
  ];
}

/**
 * @param {string} path
 * @param {string} extension
 * @param {HTMLElement} said
 */
export async function save(path, extension, said) {
  try {
    await saveFile(path, `tro-ly-ao.${extension}`);
    said.textContent = words.answer.exported;
  } catch (error) {
    const kind = error instanceof ApiError && error.kind !== "stopped" ? error.kind : "server";
    said.textContent = `${words.answer.exportFailed} ${words.errors.kinds[kind]}`;
  }
}
