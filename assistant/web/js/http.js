/** @typedef {import("../strings.js").ErrorKind} ErrorKind */

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
export class Patience {
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
 * Sends a request and reads its answer; every failure is an ApiError.
 * @template T
 * @param {string} path
 * @param {RequestInit} init
 * @param {(response: Response) => Promise<T>} read
 * @returns {Promise<T>}
 */
export async function request(path, init, read) {
  const patience = new Patience(init.signal ?? undefined);
  try {
    const response = await fetch(path, { ...init, signal: patience.controller.signal });
    if (!response.ok) throw await problemOf(response);
    return await read(response);
  } catch (error) {
    throw patience.explain(error, "offline");
  } finally {
    patience.end();
  }
}

/** @param {string} path */
export function getJson(path) {
  return request(path, {}, (response) => response.json());
}

/**
 * Sends `value` as JSON; resolves to the JSON of the answer, or null where there is none.
 * @param {string} method
 * @param {string} path
 * @param {unknown} [value]
 * @param {AbortSignal} [signal]
 */
export function sendJson(method, path, value, signal) {
  const body = value === undefined ? undefined : JSON.stringify(value);
  const headers = body === undefined ? undefined : { "Content-Type": "application/json" };
  return request(path, { method, headers, body, signal }, (response) =>
    response.status === 204 ? Promise.resolve(null) : response.json(),
  );
}

/**
 * Fetches a file and hands it to the browser to be saved under the name that the server gives it.
 * @param {string} path
 * @param {string} otherwise the name where the server gives none
 */
export async function saveFile(path, otherwise) {
  const [name, blob] = await request(path, {}, async (response) => [nameOf(response, otherwise), await response.blob()]);
  const link = document.createElement("a");
  link.href = URL.createObjectURL(/** @type {Blob} */ (blob));
  link.download = String(name);
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), SILENCE_MS);
}

/**
 * @param {Response} response
 * @param {string} otherwise
 */
function nameOf(response, otherwise) {
  const written = response.headers.get("Content-Disposition") ?? "";
  const encoded = /filename\*=(?:utf-8|UTF-8)''([^;]+)/.exec(written)?.[1];
  const plain = /filename="([^"]+)"/.exec(written)?.[1];
  try {
    return encoded ? decodeURIComponent(encoded) : (plain ?? otherwise);
  } catch {
    return otherwise;
  }
}

/** @param {Response} response */
export async function problemOf(response) {
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
