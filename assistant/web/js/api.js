import { readEvents } from "./sse.js";

/** @typedef {import("./types.js").Answer} Answer */
/** @typedef {import("./types.js").AnswerBlock} AnswerBlock */
/** @typedef {import("./types.js").AskRequest} AskRequest */
/** @typedef {import("./types.js").Citation} Citation */
/** @typedef {import("./types.js").DocumentInfo} DocumentInfo */
/** @typedef {import("./types.js").Finding} Finding */
/** @typedef {import("./types.js").Outline} Outline */
/** @typedef {import("./types.js").PageInfo} PageInfo */
/** @typedef {import("./types.js").Table} Table */
/** @typedef {import("../strings.js").ErrorKind} ErrorKind */

/**
 * What a caller may watch while an answer is on its way.
 * @typedef {{onBlock?: (block: AnswerBlock) => void, onCitation?: (citation: Citation) => void,
 *   onReplace?: () => void}} Watcher
 */

const SILENCE_MS = 60_000;

/** A failure of the server or of the way to it; `kind` chooses the words, `detail` is what the server said. */
export class ApiError extends Error {
  /**
   * @param {ErrorKind | "stopped"} kind
   * @param {string} [detail]
   */
  constructor(kind, detail = "") {
    super(`${kind}: ${detail}`);
    this.kind = kind;
    this.detail = detail;
  }
}

/** Ends a request when the person says so, or when nothing has arrived for a minute. */
class Patience {
  /** @param {AbortSignal} [stop] */
  constructor(stop) {
    this.controller = new AbortController();
    this.late = false;
    /** @type {number | undefined} */
    this.timer = undefined;
    if (stop?.aborted) this.controller.abort();
    stop?.addEventListener("abort", () => this.controller.abort(), { once: true });
    this.renew();
  }

  renew() {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => {
      this.late = true;
      this.controller.abort();
    }, SILENCE_MS);
  }

  end() {
    clearTimeout(this.timer);
  }

  /**
   * The reason, in our terms, why a fetch or the reading of its body broke.
   * @param {unknown} error
   * @param {ErrorKind} otherwise
   */
  explain(error, otherwise) {
    if (error instanceof ApiError) return error;
    if (this.late) return new ApiError("timeout");
    if (this.controller.signal.aborted) return new ApiError("stopped");
    return new ApiError(error instanceof SyntaxError ? "malformed" : otherwise);
  }
}

/**
 * Asks a question; resolves to the whole answer, reporting its blocks as they arrive.
 * @param {AskRequest} request
 * @param {AbortSignal} stop
 * @param {Watcher} [watcher]
 * @returns {Promise<Answer>}
 */
export async function ask(request, stop, watcher = {}) {
  const patience = new Patience(stop);
  const init = {
    method: "POST",
    headers: { "Content-Type": "application/json", Accept: "text/event-stream, application/json;q=0.9" },
    body: JSON.stringify(request),
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
    else if (event === "replace") watcher.onReplace?.();
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

/** @returns {Promise<DocumentInfo[]>} */
export async function listDocuments() {
  return (await getJson("/api/documents")).documents;
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
  const bytes = await get(`/api/documents/${encodeURIComponent(id)}/text`, (response) => response.arrayBuffer());
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

/** @returns {Promise<string[]>} */
export async function readExamples() {
  return (await getJson("/api/examples")).examples;
}

/** @param {string} path */
function getJson(path) {
  return get(path, (response) => response.json());
}

/**
 * @template T
 * @param {string} path
 * @param {(response: Response) => Promise<T>} read
 * @returns {Promise<T>}
 */
async function get(path, read) {
  const patience = new Patience();
  try {
    const response = await fetch(path, { signal: patience.controller.signal });
    if (!response.ok) throw await problemOf(response);
    return await read(response);
  } catch (error) {
    throw patience.explain(error, "offline");
  } finally {
    patience.end();
  }
}

/**
 * @param {Response} response
 * @param {string} type
 */
function isType(response, type) {
  return (response.headers.get("Content-Type") ?? "").startsWith(type);
}

/** @param {Response} response */
async function problemOf(response) {
  const problem = await response.json().catch(() => ({}));
  return problemFrom({ detail: problem?.detail, status: response.status });
}

/**
 * The error that a problem record (RFC 9457) stands for.
 * @param {{status?: unknown, detail?: unknown}} problem
 */
export function problemFrom(problem) {
  const status = Number(problem.status ?? 500);
  const detail = typeof problem.detail === "string" ? problem.detail : "";
  return new ApiError(kindOf(status), detail);
}

/**
 * @param {number} status
 * @returns {ErrorKind}
 */
function kindOf(status) {
  if (status === 404 || status === 410) return "missing";
  if (status === 408 || status === 504) return "timeout";
  if (status === 413) return "too_long";
  if (status === 429 || status === 502 || status === 503) return "busy";
  return status >= 400 && status < 500 ? "invalid" : "server";
}
