import { words } from "../strings.js";
import { append, button, make } from "./dom.js";

/** @typedef {import("./types.js").AnswerBlock} AnswerBlock */
/** @typedef {import("./types.js").Figure} Figure */

/**
 * Opens the cell of a figure.
 * @typedef {(figure: Figure, opener: HTMLElement) => void} OpenFigure
 */

const BAR = { width: 100, height: 16 };

/**
 * A chart as a table of bars, so that whoever cannot see the bars has the data, and every figure leads to its cell.
 * @param {AnswerBlock} block
 * @param {string} said the sentence of the answer: figures that it names are drawn strong
 * @param {OpenFigure} open
 */
export function drawChart(block, said, open) {
  const points = block.points ?? [];
  const by = block.by ?? "period";
  const most = Math.max(0, ...points.map((point) => Number(point.value)));
  const head = make(
    "tr",
    { class: "unseen" },
    make("th", { scope: "col" }, words.answer.chartColumns[by]),
    make("td", {}),
    make("th", { scope: "col" }, words.answer.amount),
  );
  const rows = points.map((point) =>
    make(
      "tr",
      { class: said.includes(point.written) ? "is-said" : null },
      make("th", { scope: "row" }, point.label),
      make("td", { class: "chart-cell" }, drawBar(most > 0 ? Number(point.value) / most : 0)),
      make("td", { class: "chart-value" }, figureButton(point, open)),
    ),
  );
  const caption = block.caption || words.answer.chartBy[by];
  return make(
    "figure",
    { class: "block chart" },
    make(
      "table",
      { class: "chart-table" },
      make("caption", {}, make("span", { class: "chart-kind" }, `${words.answer.chartBy[by]}: `), caption),
      make("tbody", {}, head, ...rows),
    ),
  );
}

/** @param {number} share of the longest bar, from 0 to 1 */
function drawBar(share) {
  const space = "http://www.w3.org/2000/svg";
  const svg = document.createElementNS(space, "svg");
  const bar = document.createElementNS(space, "rect");
  svg.setAttribute("viewBox", `0 0 ${BAR.width} ${BAR.height}`);
  svg.setAttribute("preserveAspectRatio", "none");
  svg.setAttribute("class", "bar-mark");
  svg.setAttribute("aria-hidden", "true");
  bar.setAttribute("width", String(share > 0 ? Math.max(0.5, share * BAR.width) : 0));
  bar.setAttribute("height", String(BAR.height));
  svg.appendChild(bar);
  return svg;
}

/**
 * What was computed: the result, and every operand as a way to its cell.
 * @param {AnswerBlock} block
 * @param {OpenFigure} open
 */
export function drawComputation(block, open) {
  const operation = block.operation ?? "sum";
  const sign = operation === "sum" ? "+" : "→";
  const operands = make("ol", { class: "operands" });
  for (const [at, operand] of (block.operands ?? []).entries()) {
    append(
      operands,
      make(
        "li",
        {},
        at > 0 ? make("span", { class: "sign" }, sign) : null,
        figureButton(operand, open),
        make("span", { class: "operand-label" }, operand.label),
      ),
    );
  }
  return make(
    "div",
    { class: "block computation", role: "group", "aria-label": words.answer.computation },
    make("p", { class: "aside-label" }, `${words.answer.computations[operation]}: `, make("b", {}, block.written ?? "")),
    operands,
  );
}

/**
 * @param {Figure} figure
 * @param {OpenFigure} open
 */
function figureButton(figure, open) {
  const label = words.answer.figureLabel(figure.written, figure.label, figure.citation);
  const made = button({ class: "figure-link", "aria-label": label, "data-start": figure.start }, figure.written, () =>
    open(figure, made),
  );
  return made;
}
