import { make } from "./dom.js";

const STEP = 24;

/**
 * The line between two panes: dragged, or moved with the arrow keys.
 * @param {{label: string, least: number, most: number, grows: 1 | -1, read: () => number,
 *   change: (pixels: number) => void}} options `grows`: 1 where the pane grows to the right, -1 to the left
 */
export function makeSplitter({ label, least, most, grows, read, change }) {
  const handle = make("div", {
    class: "splitter",
    role: "separator",
    tabindex: 0,
    "aria-orientation": "vertical",
    "aria-label": label,
    "aria-valuemin": least,
    "aria-valuemax": most,
  });
  /** @param {number} pixels */
  const settle = (pixels) => {
    const width = Math.min(most, Math.max(least, pixels));
    handle.setAttribute("aria-valuenow", String(Math.round(width)));
    change(width);
  };
  const note = () => handle.setAttribute("aria-valuenow", String(Math.round(read())));
  handle.addEventListener("focus", note);
  handle.addEventListener("pointerdown", (event) => {
    if (event.button !== 0) return;
    event.preventDefault();
    const from = event.clientX;
    const width = read();
    handle.setPointerCapture(event.pointerId);
    /** @param {PointerEvent} moved */
    const move = (moved) => settle(width + grows * (moved.clientX - from));
    handle.addEventListener("pointermove", move);
    const end = () => handle.removeEventListener("pointermove", move);
    handle.addEventListener("pointerup", end, { once: true });
    handle.addEventListener("pointercancel", end, { once: true });
  });
  handle.addEventListener("keydown", (event) => {
    const steps = { ArrowLeft: -1, ArrowRight: 1 }[event.key];
    if (steps === undefined) return;
    event.preventDefault();
    settle(read() + grows * steps * STEP);
  });
  handle.setAttribute("aria-valuenow", String(least));
  return handle;
}
