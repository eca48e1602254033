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
  panel: "M4 5h16v14H4zM10 5v14",
  menu: "M3 6h18M3 12h18M3 18h18",
  close: "M5 5l14 14M19 5L5 19",
  plus: "M12 4v16M4 12h16",
  send: "M5 12h14M13 6l6 6-6 6",
  stop: "M7 7h10v10H7z",
  page: "M6 3h8l4 4v14H6zM14 3v4h4M9 12h6M9 16h6",
  back: "M19 12H5M11 6l-6 6 6 6",
  copy: "M9 9h11v11H9zM5 15H4V4h11v1",
  print: "M7 9V3h10v6M7 17H4V9h16v8h-3M7 14h10v7H7z",
  download: "M12 4v11M7 11l5 5 5-5M5 20h14",
  up: "M7 11l4-8c1.500 0 2.500 1 2.500 2.500V9H19c1 0 1.700 1 1.500 2l-1.500 7c-.2.9-1 1.500-2 1.500H7zM7 11H3.500v8.500H7z",
  down: "M17 13l-4 8c-1.500 0-2.500-1-2.500-2.500V15H5c-1 0-1.700-1-1.500-2L5 6c.2-.9 1-1.500 2-1.500h10zM17 13h3.500V4.500H17z",
  edit: "M4 20h4L19 9l-4-4L4 16zM13 7l4 4",
  trash: "M5 7h14M9 7V4h6v3M7 7l1 13h8l1-13",
  gear: "M4 7h10M18 7h2M4 17h2M10 17h10M14 4v6M6 14v6",
  book: "M5 4h6c1 0 1 1 1 1s0-1 1-1h6v15h-6c-1 0-1 1-1 1s0-1-1-1H5zM12 5v15",
  check: "M5 12l5 5 9-10",
  mic: "M12 3a3 3 0 0 1 3 3v5a3 3 0 0 1-6 0V6a3 3 0 0 1 3-3zM6 11a6 6 0 0 0 12 0M12 17v4",
  speak: "M4 10v4h4l5 4V6L8 10zM17 9a4 4 0 0 1 0 6",
  filter: "M4 5h16l-6 8v6l-4-2v-4z",
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

/**
 * Whether keys pressed now are being typed into something.
 * @param {EventTarget | null} target
 */
export function isTyping(target) {
  return target instanceof HTMLElement && (target.matches("input, textarea, select") || target.isContentEditable);
}
