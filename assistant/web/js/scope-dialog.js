import { words } from "../strings.js";
import { narrowed } from "./catalogue.js";
import { openDialog } from "./dialog.js";
import { append, button, make } from "./dom.js";
import { briefFacts } from "./documents.js";
import { NarrowingForm } from "./narrowing-form.js";
import { MOST_DOCUMENTS } from "./scope.js";

/** @typedef {import("./scope.js").Scope} Scope */
/** @typedef {import("./types.js").DocumentInfo} DocumentInfo */

const MOST_SHOWN = 200;

/**
 * Lets the person choose the documents that questions are put to.
 * @param {DocumentInfo[]} documents
 * @param {Scope} scope
 */
export function openScopeDialog(documents, scope) {
  const chosen = new Set(scope.ids);
  const list = make("ul", { class: "scope-list" });
  const said = make("p", { class: "quiet", role: "status" });
  const all = button({ class: "plain" }, "", () => {
    for (const { id } of shown) if (chosen.size < MOST_DOCUMENTS) chosen.add(id);
    said.textContent = shown.length > MOST_DOCUMENTS ? words.scope.tooMany(MOST_DOCUMENTS) : "";
    draw();
  });
  let shown = documents;
  const draw = () => {
    all.textContent = words.scope.addShown(shown.length);
    list.replaceChildren(...shown.slice(0, MOST_SHOWN).map((info) => drawChoice(info, chosen)));
    if (shown.length === 0) append(list, make("li", { class: "quiet" }, words.scope.none));
  };
  const form = new NarrowingForm(documents, words.scope.find, (narrowing) => {
    shown = narrowed(documents, narrowing);
    draw();
  });
  const clear = button({ class: "plain" }, words.scope.clear, () => {
    chosen.clear();
    draw();
  });
  const done = button({ class: "plain primary", "data-do": "scope-done" }, words.scope.done, () => dialog.close());
  const foot = make("div", { class: "dialog-foot" }, all, clear, done);
  draw();
  const hint = make("p", { class: "quiet" }, words.scope.hint);
  const dialog = openDialog(words.scope.heading, hint, form.element, list, said, foot);
  dialog.addEventListener("close", () => {
    if ([...chosen].sort().join("\n") !== [...scope.ids].sort().join("\n")) scope.choose([...chosen]);
  });
}

/**
 * @param {DocumentInfo} info
 * @param {Set<string>} chosen
 */
function drawChoice(info, chosen) {
  const box = make("input", { type: "checkbox", value: info.id });
  box.checked = chosen.has(info.id);
  box.addEventListener("change", () => {
    if (box.checked) chosen.add(info.id);
    else chosen.delete(info.id);
  });
  const facts = make("span", { class: "document-facts" }, briefFacts(info).join(" · "));
  return make(
    "li",
    {},
    make("label", { class: "check" }, box, make("span", {}, make("span", {}, info.title), facts)),
  );
}
