import { readOutline, readPages, readTables, readText } from "./api.js";
import { CodePoints } from "./codepoints.js";
import { piecesOf } from "./pieces.js";

/** @typedef {import("./pieces.js").Piece} Piece */
/** @typedef {import("./types.js").PageInfo} PageInfo */
/** @typedef {import("./types.js").Section} Section */
/** @typedef {import("./types.js").Table} Table */

/**
 * A document as the page shows it.
 * @typedef {{id: string, points: CodePoints, pieces: Piece[], sections: Section[], tables: Map<number, Table>,
 *   pages: PageInfo[]}} Source
 */

const KEPT = 4;

/** Opens documents, keeping the latest few so that the next citation of the same one opens at once. */
export class SourceShelf {
  constructor() {
    /** @type {Map<string, Promise<Source>>} */
    this.open = new Map();
  }

  /**
   * The document; one that cannot be opened is asked for again the next time.
   * @param {string} id
   * @returns {Promise<Source>}
   */
  get(id) {
    const kept = this.open.get(id);
    this.open.delete(id);
    const source = kept ?? load(id);
    this.open.set(id, source);
    source.catch(() => this.forget(id));
    for (const oldest of [...this.open.keys()].slice(0, -KEPT)) this.open.delete(oldest);
    return source;
  }

  /**
   * Lets go of a document, so that it is read anew.
   * @param {string} id
   */
  forget(id) {
    this.open.delete(id);
  }
}

/**
 * Reads a document; without its outline, tables or pages it is still shown, as plain paragraphs.
 * @param {string} id
 * @returns {Promise<Source>}
 */
async function load(id) {
  const [text, outline, tables, pages] = await Promise.all([
    readText(id),
    readOutline(id).catch(() => ({ sections: [], blocks: [] })),
    readTables(id).catch(() => []),
    readPages(id).catch(() => []),
  ]);
  const points = new CodePoints(text);
  return {
    id,
    points,
    pieces: piecesOf(points, outline.blocks),
    sections: outline.sections,
    tables: new Map(tables.map((table) => [table.ordinal, table])),
    pages,
  };
}
