import { ApiError, getJson, Patience, problemFrom, problemOf, request, sendJson } from "./http.js";
import { readEvents } from "./sse.js";

/** @typedef {import("./types.js").Answer} Answer */
/** @typedef {import("./types.js").AnswerBlock} AnswerBlock */
/** @typedef {import("./types.js").AskRequest} AskRequest */
/** @typedef {import("./types.js").Citation} Citation */
/** @typedef {import("./types.js").DocumentInfo} DocumentInfo */
/** @typedef {import("./types.js").Finding} Finding */
/** @typedef {import("./types.js").Library} Library */
/** @typedef {import("./types.js").Outline} Outline */
/** @typedef {import("./types.js").PageInfo} PageInfo */
/** @typedef {import("./types.js").Table} Table */
/** @typedef {import("./types.js").Found} Found */
/** @typedef {import("./types.js").Readiness} Readiness */

/**
 * What a caller may watch while an answer is on its way.
 * @typedef {{onBlock?: (block: AnswerBlock) => void, onCitation?: (citation: Citation) => void,
 *   onReplace?: (reason: string) => void}} Watcher
 */

const MOST_NAMED = 20; // an address stays short; so many give more examples than are shown

/**
 * Asks a question; resolves to the whole answer, reporting its blocks as they arrive.
 * @param {AskRequest} question
 * @param {AbortSignal} stop
 * @param {Watcher} [watcher]
 * @returns {Promise<Answer>}
 */
export async function ask(question, stop, watcher = {}) {
  const patience = new Patience(stop);
  const init = {
    method: "POST",
    headers: { "Content-Type": "application/json", Accept: "text/event-stream, application/json;q=0.9" },
    body: JSON.stringify(question),
    signal: patience.controller.signal,
  };
  try {
    const response = await fetch("/api/ask", init).catch((error) => Promise.reject(patience.explain(error, "offline")));
    if (!response.ok) throw await problemOf(response);
    if (!response.body || !isType(response, "text/event-stream")) return checkAnswer(await response.json());
    return await readAnswer(response.body, patience, watcher);
  } catch (error) {
    throw patience.explain(error, "cut");
  } finally {
    patience.end();
  }
}

/**
 * @param {ReadableStream<Uint8Array>} body
 * @param {Patience} patience
 * @param {Watcher} watcher
 */
async function readAnswer(body, patience, watcher) {
  for await (const { event, data } of readEvents(body)) {
    patience.renew();
    if (event === "done") return checkAnswer(JSON.parse(data));
    if (event === "error") throw problemFrom(JSON.parse(data));
    if (event === "block") watcher.onBlock?.(JSON.parse(data));
    else if (event === "citation") watcher.onCitation?.(JSON.parse(data));
    else if (event === "replace") watcher.onReplace?.(String(JSON.parse(data)?.reason ?? ""));
  }
  throw new ApiError("cut");
}

/**
 * @param {unknown} value
 * @returns {Answer}
 */
function checkAnswer(value) {
  const answer = /** @type {Answer} */ (value);
  if (typeof answer?.status !== "string" || !Array.isArray(answer.blocks) || !Array.isArray(answer.citations)) {
    throw new ApiError("malformed");
  }
  return answer;
}

/**
 * The documents, and the files that could not be read.
 * @returns {Promise<Library>}
 */
export async function readLibrary() {
  return getJson("/api/documents");
}

/** @returns {Promise<DocumentInfo[]>} */
export async function listDocuments() {
  return (await readLibrary()).documents;
}

/**
 * @param {string} id
 * @returns {Promise<DocumentInfo>}
 */
export async function describeDocument(id) {
  return getJson(`/api/documents/${encodeURIComponent(id)}`);
}

/**
 * The stored text; a leading byte-order mark is kept, for it counts in the offsets.
 * @param {string} id
 * @returns {Promise<string>}
 */
export async function readText(id) {
  const path = `/api/documents/${encodeURIComponent(id)}/text`;
  const bytes = await request(path, {}, (response) => response.arrayBuffer());
  return new TextDecoder("utf-8", { ignoreBOM: true }).decode(bytes);
}

/**
 * @param {string} id
 * @returns {Promise<Outline>}
 */
export async function readOutline(id) {
  return getJson(`/api/documents/${encodeURIComponent(id)}/outline`);
}

/**
 * @param {string} id
 * @returns {Promise<Table[]>}
 */
export async function readTables(id) {
  return (await getJson(`/api/documents/${encodeURIComponent(id)}/tables`)).tables;
}

/**
 * @param {string} id
 * @returns {Promise<PageInfo[]>}
 */
export async function readPages(id) {
  return (await getJson(`/api/documents/${encodeURIComponent(id)}/pages`)).pages;
}

/**
 * Where a document disagrees with itself.
 * @param {string} id
 * @returns {Promise<Finding[]>}
 */
export async function readAudit(id) {
  return (await getJson(`/api/documents/${encodeURIComponent(id)}/audit`)).findings;
}

/**
 * Questions to begin with.
 * @param {string[]} documentIds those that are asked; none means all
 * @returns {Promise<string[]>}
 */
export async function readExamples(documentIds) {
  const query = new URLSearchParams(documentIds.slice(0, MOST_NAMED).map((id) => ["document_id", id]));
  return (await getJson(`/api/examples?${query}`)).examples;
}

/** @returns {Promise<Readiness>} */
export async function readReadiness() {
  return getJson("/readyz");
}

/**
 * Places in the text of documents that hold what is looked for, best first.
 * @param {string} question
 * @param {string[]} documentIds those to look in; none means all
 * @returns {Promise<Found[]>}
 */
export async function searchText(question, documentIds) {
  const filters = { document_ids: documentIds };
  return (await sendJson("POST", "/api/search", { question, limit: 12, filters })).results;
}

/**
 * @param {Response} response
 * @param {string} type
 */
function isType(response, type) {
  return (response.headers.get("Content-Type") ?? "").startsWith(type);
}
