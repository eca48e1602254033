/** @typedef {{event: string, data: string}} ServerEvent */

/**
 * Reads server-sent events from a response body as they arrive (WHATWG HTML, section 9.2.6; no ids, no retries).
 * @param {ReadableStream<Uint8Array>} body
 * @returns {AsyncGenerator<ServerEvent>}
 */
export async function* readEvents(body) {
  const reader = body.getReader();
  const decoder = new TextDecoder();
  let pending = "";
  try {
    for (;;) {
      const { value, done } = await reader.read();
      pending += done ? decoder.decode() : decoder.decode(value, { stream: true });
      const whole = pending.split(/\r\n\r\n|\n\n|\r\r/);
      pending = whole.pop() ?? "";
      for (const frame of whole) {
        const event = parseEvent(frame);
        if (event) yield event;
      }
      if (done) return;
    }
  } finally {
    reader.releaseLock();
  }
}

/**
 * One event from its lines; null for comments and empty frames.
 * @param {string} frame
 * @returns {ServerEvent | null}
 */
export function parseEvent(frame) {
  let event = "message";
  /** @type {string[]} */
  const data = [];
  for (const line of frame.split(/\r\n|\n|\r/)) {
    const colon = line.indexOf(":");
    const field = colon < 0 ? line : line.slice(0, colon);
    const value = colon < 0 ? "" : line.slice(colon + 1).replace(/^ /, "");
    if (field === "event") event = value;
    else if (field === "data") data.push(value);
  }
  return data.length > 0 ? { event, data: data.join("\n") } : null;
}
