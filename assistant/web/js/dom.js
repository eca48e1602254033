/** @typedef {Node | string | null | undefined | false} Child */

/**
 * Makes an element; data only ever becomes attributes and text, never markup.
 * @template {keyof HTMLElementTagNameMap} K
 * @param {K} tag
 * @param {Record<string, string | boolean | number | null | undefined>} [attributes] `true` writes an empty attribute,
 *   `false` and `null` write none
 * @param {...Child} children
 * @returns {HTMLElementTagNameMap[K]}
 */
export function make(tag, attributes = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (value === true) element.setAttribute(name, "");
    else if (value !== false && value !== null && value !== undefined) element.setAttribute(name, String(value));
  }
  append(element, ...children);
  return element;
}

/**
 * Appends what is there of `children`.
 * @param {Node} parent
 * @param {...Child} children
 */
export function append(parent, ...children) {
  for (const child of children) {
    if (child) parent.appendChild(typeof child === "string" ? document.createTextNode(child) : child);
  }
}

/**
 * Makes a button that does `action`.
 * @param {Record<string, string | boolean | number | null | undefined>} attributes
 * @param {Child} content
 * @param {(event: MouseEvent) => void} action
 */
export function button(attributes, content, action) {
  const element = make("button", { type: "button", ...attributes }, content);
  element.addEventListener("click", action);
  return element;
}

/**
 * The element that the page must have.
 * @template {Element} T
 * @param {string} selector
 * @param {new (...args: never[]) => T} type
 * @param {ParentNode} [within]
 * @returns {T}
 */
export function need(selector, type, within = document) {
  const element = within.querySelector(selector);
  if (!(element instanceof type)) throw new Error(`the page lacks ${selector}`);
  return element;
}

const DRAWN = {
  menu: "M3 6h18M3 12h18M3 18h18",
  close: "M5 5l14 14M19 5L5 19",
  plus: "M12 4v16M4 12h16",
  send: "M5 12h14M13 6l6 6-6 6",
  stop: "M7 7h10v10H7z",
  page: "M6 3h8l4 4v14H6zM14 3v4h4M9 12h6M9 16h6",
  back: "M19 12H5M11 6l-6 6 6 6",
};

/**
 * Draws a line icon; a label for people stands beside it or on its button.
 * @param {keyof typeof DRAWN} name
 */
export function icon(name) {
  const space = "http://www.w3.org/2000/svg";
  const svg = document.createElementNS(space, "svg");
  const path = document.createElementNS(space, "path");
  svg.setAttribute("viewBox", "0 0 24 24");
  svg.setAttribute("class", "icon");
  svg.setAttribute("aria-hidden", "true");
  path.setAttribute("d", DRAWN[name]);
  svg.appendChild(path);
  return svg;
}
