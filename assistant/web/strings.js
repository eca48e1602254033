/** @typedef {typeof import("./words/vi.js").vi} Words */
/** @typedef {keyof Words["errors"]["kinds"]} ErrorKind */

/** The words in use; only the language that the person chose is loaded. */
export const words = await load();

/** @returns {Promise<Words>} */
async function load() {
  const root = globalThis.document?.documentElement;
  if (root?.dataset.language === "en") return (await import("./words/en.js")).en;
  return (await import("./words/vi.js")).vi;
}
