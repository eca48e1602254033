import { listDocuments, readExamples } from "./api.js";
import { AskBox } from "./ask-box.js";
import { ChatLog } from "./chat-log.js";
import { Chat } from "./chat.js";
import { ConversationList } from "./conversation-list.js";
import { Conversation } from "./conversation.js";
import { isTyping, need } from "./dom.js";
import { Drawer, SourceSwitch } from "./panes.js";
import { openStorage, Preferences } from "./preferences.js";
import { Router } from "./router.js";
import { Scope, ScopeButton } from "./scope.js";
import { furnish } from "./shell.js";
import { SourcePane } from "./source-pane.js";
import { SourceShelf } from "./source.js";
import { makeMicrophone } from "./voice.js";

const query = new URLSearchParams(location.search);
const isEmbedded = query.get("embed") === "1";
const given = query.get("scope")?.split(",").filter(Boolean) ?? null;

/** @param {string} text */
const announce = (text) => {
  need("#live", HTMLElement).textContent = text;
};

customElements.define("chat-log", ChatLog);
customElements.define("ask-box", AskBox);
customElements.define("conversation-list", ConversationList);
customElements.define("source-pane", SourcePane);

const log = need("chat-log", ChatLog);
const box = need("ask-box", AskBox);
const pane = need("source-pane", SourcePane);
const preferences = new Preferences(openStorage("localStorage"), document.documentElement);
const storage = openStorage("sessionStorage");
const shelf = new SourceShelf();
pane.shelf = shelf;
const veil = need("#veil", HTMLElement);
const drawer = new Drawer(need("#side", HTMLElement), veil, preferences);
const sources = new SourceSwitch(pane, veil);
const scope = new Scope(storage, given);
const scopeButton = new ScopeButton(scope, listDocuments, announce);
const conversations = new ConversationList();
conversations.announce = announce;
const conversation = new Conversation(storage);
const chat = new Chat({
  log,
  box,
  conversation,
  isKept: !isEmbedded,
  announce,
  open: (citation, mark) => sources.open(citation, mark),
  scope: () => scope.ids,
  onKept: () => router.kept(),
});
const router = new Router({ chat, log, box, sources, drawer, conversations, shelf, announce, ask: askIn, isEmbedded });
conversations.onDeleted = (/** @type {string} */ id) => {
  if (id === conversation.id) begin();
};
furnish({ preferences, drawer, sources, scopeButton, conversations, conversation, begin, announce, isEmbedded });
listen();
chat.start();
router.start();
void fill();
if (isEmbedded) void import("./embed.js").then(({ connectHost }) => connectHost({ router, chat, scope, box }));

/** Begins a new conversation. */
function begin() {
  drawer.close();
  sources.close();
  chat.reset();
  router.go("/");
}

/**
 * Goes to the question box with these documents to ask.
 * @param {string[]} ids
 */
function askIn(ids) {
  scope.choose(ids);
  router.go(conversation.id ? `/conversations/${encodeURIComponent(conversation.id)}` : "/");
  box.focusInput();
}

/** Reads questions to begin with, of the documents that are asked. */
function exemplify() {
  const { ids } = scope;
  readExamples(ids).then(
    (examples) => {
      if (ids === scope.ids) log.setExamples(examples); // else the choice has changed meanwhile
    },
    () => {},
  );
}

/** Reads what the first sight of the page can do without. */
async function fill() {
  exemplify();
  scope.listeners.push(exemplify);
  listDocuments().then(
    (documents) => scopeButton.know(documents),
    () => {},
  );
  if (!isEmbedded) void conversations.load();
  const microphone = await makeMicrophone((text) => {
    box.question = [box.question, text].filter(Boolean).join(" ");
    box.focusInput();
  }, announce);
  if (microphone) box.addTool(microphone);
}

function listen() {
  window.addEventListener("popstate", () => {
    if (!sources.closeForBack()) router.route();
  });
  need("#skip", HTMLElement).addEventListener("click", (event) => {
    event.preventDefault();
    need("#main", HTMLElement).focus();
  });
  document.addEventListener("click", (event) => router.follow(event));
  document.addEventListener("keydown", (event) => {
    if (event.isComposing || event.ctrlKey || event.metaKey) return;
    if (event.altKey && event.code === "KeyN") begin();
    else if (event.altKey && event.key === "ArrowUp") log.walk(-1);
    else if (event.altKey && event.key === "ArrowDown") log.walk(1);
    else if (event.key === "/" && !isTyping(event.target)) box.focusInput();
    else return;
    event.preventDefault();
  });
}
