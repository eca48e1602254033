import { getJson, sendJson } from "./http.js";

/** @typedef {import("./types.js").ConversationInfo} ConversationInfo */
/** @typedef {import("./types.js").ConversationPage} ConversationPage */
/** @typedef {import("./types.js").StoredConversation} StoredConversation */

const PAGE = 30;

/**
 * The person's conversations, newest first.
 * @param {string} words that titles or questions hold; none for all
 * @param {string | null} before what the page before this one gave as `next`
 * @returns {Promise<ConversationPage>}
 */
export async function listConversations(words, before) {
  const query = new URLSearchParams({ limit: String(PAGE) });
  if (words) query.set("q", words);
  if (before) query.set("before", before);
  return getJson(`/api/conversations?${query}`);
}

/**
 * @param {AbortSignal} stop
 * @returns {Promise<ConversationInfo>}
 */
export async function createConversation(stop) {
  return sendJson("POST", "/api/conversations", {}, stop);
}

/**
 * @param {string} id
 * @returns {Promise<StoredConversation>}
 */
export async function readConversation(id) {
  return getJson(addressOf(id));
}

/**
 * @param {string} id
 * @param {string} title
 * @returns {Promise<ConversationInfo>}
 */
export async function renameConversation(id, title) {
  return sendJson("PATCH", addressOf(id), { title });
}

/** @param {string} id */
export async function deleteConversation(id) {
  await sendJson("DELETE", addressOf(id));
}

/**
 * Keeps what the person thinks of an answer; null takes it back.
 * @param {string} messageId
 * @param {import("./types.js").Feedback | null} feedback
 */
export async function rateMessage(messageId, feedback) {
  const path = `/api/messages/${encodeURIComponent(messageId)}/feedback`;
  if (!feedback) await sendJson("DELETE", path);
  else if (feedback.reason) await sendJson("PUT", path, feedback);
  else await sendJson("PUT", path, { rating: feedback.rating });
}

/** @param {string} id */
function addressOf(id) {
  return `/api/conversations/${encodeURIComponent(id)}`;
}
