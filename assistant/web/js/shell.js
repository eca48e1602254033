import { words } from "../strings.js";
import { save } from "./answer-tools.js";
import { append, button, icon, make, need } from "./dom.js";
import { drawSettings } from "./settings-menu.js";
import { makeSplitter } from "./splitter.js";

/** @typedef {import("./conversation-list.js").ConversationList} ConversationList */
/** @typedef {import("./conversation.js").Conversation} Conversation */
/** @typedef {import("./panes.js").Drawer} Drawer */
/** @typedef {import("./panes.js").SourceSwitch} SourceSwitch */
/** @typedef {import("./preferences.js").Preferences} Preferences */
/** @typedef {import("./scope.js").ScopeButton} ScopeButton */

/**
 * @typedef {{preferences: Preferences, drawer: Drawer, sources: SourceSwitch, scopeButton: ScopeButton,
 *   conversations: ConversationList, conversation: Conversation, begin: () => void,
 *   announce: (text: string) => void, isEmbedded: boolean}} Furniture
 */

const SIDE = { least: 200, most: 480 };
const SOURCE = { least: 320, most: 1000 };

/**
 * Fills the bar and the side with their words and tools.
 * @param {Furniture} parts
 */
export function furnish(parts) {
  document.documentElement.lang = words.locale;
  need("#skip", HTMLElement).textContent = words.skip;
  need("#chat", HTMLElement).setAttribute("aria-label", words.chatLabel);
  furnishSide(parts);
  furnishBar(parts);
  const { preferences, sources } = parts;
  sources.pane.appendChild(
    makeSplitter({
      label: words.resizeSource,
      ...SOURCE,
      grows: -1,
      read: () => sources.pane.getBoundingClientRect().width,
      change: (pixels) => preferences.setWidth("--source", Math.min(pixels, window.innerWidth * 0.6)),
    }),
  );
}

/** @param {Furniture} parts */
function furnishSide({ preferences, drawer, conversations, begin }) {
  const side = need("#side", HTMLElement);
  side.setAttribute("aria-label", words.sideLabel);
  const close = button(
    { class: "square", "aria-label": words.closeMenu, title: words.closeMenu, "data-do": "close-menu" },
    icon("panel"),
    () => drawer.fold(),
  );
  const inner = make(
    "div",
    { class: "side-inner" },
    make("div", { class: "side-head" }, brand(), close),
    freshButton("plain primary fresh", begin),
    make(
      "div",
      { class: "side-links" },
      make("a", { href: "/library" }, icon("book"), words.library.link),
      make("a", { href: "/library#audit" }, icon("check"), words.library.auditLink),
    ),
    conversations,
  );
  const splitter = makeSplitter({
    label: words.resizeSide,
    ...SIDE,
    grows: 1,
    read: () => side.getBoundingClientRect().width,
    change: (pixels) => preferences.setWidth("--side", pixels),
  });
  append(side, inner, drawSettings(preferences), splitter);
}

/** @param {Furniture} parts */
function furnishBar({ drawer, scopeButton, conversation, begin, announce }) {
  const menu = button(
    { class: "square menu", "aria-label": words.openMenu, title: words.openMenu, "aria-controls": "side", "data-do": "menu" },
    icon("menu"),
    () => drawer.open(),
  );
  const said = make("span", { class: "tools-said", role: "status" });
  const print = barTool("print", words.answer.print, () => window.print());
  const docx = barTool("download", words.conversations.exportDocx, () => {
    if (!conversation.id) announce((said.textContent = words.conversations.notKept));
    else void save(`/api/conversations/${encodeURIComponent(conversation.id)}/export?format=docx`, "docx", said);
  });
  const tools = make("div", { class: "bar-tools" }, said, docx, print);
  append(need("#bar", HTMLElement), menu, scopeButton.element, tools, freshButton("plain fresh", begin));
}

/**
 * @param {Parameters<typeof icon>[0]} drawn
 * @param {string} label
 * @param {() => void} action
 */
function barTool(drawn, label, action) {
  return button({ class: "square", "aria-label": label, title: label, "data-do": drawn }, icon(drawn), action);
}

function brand() {
  return make(
    "a",
    { class: "brand", href: "/" },
    make("span", { class: "seal", "aria-hidden": "true" }),
    make("span", {}, words.brand),
  );
}

/**
 * @param {string} style
 * @param {() => void} begin
 */
function freshButton(style, begin) {
  const fresh = button({ class: style, "data-do": "fresh" }, icon("plus"), begin);
  append(fresh, make("span", {}, words.newChat));
  return fresh;
}
