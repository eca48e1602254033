import { words } from "../strings.js";

/** @typedef {import("./types.js").Citation} Citation */
/** @typedef {import("./types.js").PageInfo} PageInfo */

/**
 * Where a citation stands in the original file, as people say it: its page or sheet; "" where the file has neither.
 * @param {Citation} citation
 */
export function placeName({ locator }) {
  if (locator?.sheet) return words.source.sheet(locator.sheet);
  return locator?.page ? words.source.page(locator.page) : "";
}

/**
 * The pages that begin after code point `from` and up to `to`, as the source view marks them.
 * @param {PageInfo[]} pages
 * @param {number} from
 * @param {number} to
 */
export function pageMarks(pages, from, to) {
  return pages.filter((page) => page.start > from && page.start <= to).map(pageTitle);
}

/** @param {PageInfo} page */
function pageTitle({ number, sheet, doubtful }) {
  const title = sheet === null ? words.source.page(number) : words.source.sheet(sheet);
  return doubtful ? `${title} (${words.source.doubtful})` : title;
}
