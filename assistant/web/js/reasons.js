import { words } from "../strings.js";
import { ApiError } from "./http.js";

/**
 * Why a document could not be shown, for people.
 * @param {unknown} error
 */
export function reasonOf(error) {
  if (!(error instanceof ApiError) || error.kind === "stopped") return words.viewer.failed;
  if (error.kind === "missing") return words.viewer.missing;
  const said = words.locale === "vi" ? error.detail : "";
  return `${words.viewer.failed} ${said || words.errors.kinds[error.kind]}`;
}
