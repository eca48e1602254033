/** A text addressed by Unicode code points, as the server counts, although JavaScript counts UTF-16 units. */
export class CodePoints {
  /** @param {string} text */
  constructor(text) {
    this.text = text;
    /** Code point positions of the characters that take two units. @type {number[]} */
    this.wide = [];
    for (const found of text.matchAll(/[\uD800-\uDBFF][\uDC00-\uDFFF]/g)) {
      this.wide.push(found.index - this.wide.length);
    }
    this.length = text.length - this.wide.length;
  }

  /**
   * The UTF-16 index at which the code point number `point` begins.
   * @param {number} point
   */
  unit(point) {
    return point + countBelow(this.wide, point);
  }

  /**
   * The number of whole code points before the UTF-16 index `unit`.
   * @param {number} unit
   */
  point(unit) {
    let low = 0;
    let high = this.wide.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (this.wide[middle] + middle < unit) low = middle + 1;
      else high = middle;
    }
    return unit - low;
  }

  /**
   * The slice from code point `start` up to, not including, `end`.
   * @param {number} start
   * @param {number} end
   */
  slice(start, end) {
    return this.text.slice(this.unit(start), this.unit(end));
  }
}

/**
 * How many of the ascending `values` are smaller than `limit`.
 * @param {number[]} values
 * @param {number} limit
 */
function countBelow(values, limit) {
  let low = 0;
  let high = values.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (values[middle] < limit) low = middle + 1;
    else high = middle;
  }
  return low;
}

/**
 * How many code points a text has.
 * @param {string} text
 */
export function countPoints(text) {
  let count = 0;
  for (const _ of text) count += 1;
  return count;
}
