import { words } from "../strings.js";
import { ageOf } from "./ages.js";
import { deleteConversation, listConversations, renameConversation } from "./conversations-api.js";
import { openDialog } from "./dialog.js";
import { append, button, icon, make } from "./dom.js";

/** @typedef {import("./types.js").ConversationInfo} ConversationInfo */

const PAUSE_MS = 250;

/** The person's earlier conversations: found again, gone on with, renamed, deleted. */
export class ConversationList extends HTMLElement {
  constructor() {
    super();
    /** @type {(id: string) => void} called when a conversation was deleted */
    this.onDeleted = () => {};
    /** @type {(text: string) => void} */
    this.announce = () => {};
    this.current = "";
    this.turn = 0;
    this.find = make("input", {
      type: "search",
      class: "find",
      placeholder: words.conversations.find,
      "aria-label": words.conversations.find,
      autocomplete: "off",
    });
    this.body = make("div", { class: "conversations" });
  }

  connectedCallback() {
    const heading = make("h2", { class: "small-heading" }, words.conversations.heading);
    append(this, heading, this.find, this.body);
    let pause = 0;
    this.find.addEventListener("input", () => {
      clearTimeout(pause);
      pause = setTimeout(() => void this.load(), PAUSE_MS);
    });
  }

  /** Reads the list anew; what comes back late, after a newer request, is dropped. */
  async load() {
    const turn = ++this.turn;
    const wanted = this.find.value.trim();
    try {
      const page = await listConversations(wanted, null);
      if (turn === this.turn) this.draw(page, wanted);
    } catch {
      if (turn !== this.turn) return;
      this.body.replaceChildren(
        make("p", { class: "quiet" }, words.conversations.failed),
        button({ class: "plain" }, words.reload, () => void this.load()),
      );
    }
  }

  /**
   * @param {import("./types.js").ConversationPage} page
   * @param {string} wanted
   */
  draw({ conversations, next }, wanted) {
    this.body.replaceChildren();
    this.find.hidden = conversations.length === 0 && !wanted;
    if (conversations.length === 0) {
      const said = wanted ? words.conversations.noneFound : words.conversations.none;
      append(this.body, make("p", { class: "quiet" }, said));
    }
    this.addPage(conversations, next, wanted);
  }

  /**
   * @param {ConversationInfo[]} conversations
   * @param {string | null} next
   * @param {string} wanted
   */
  addPage(conversations, next, wanted) {
    for (const info of conversations) {
      const age = ageOf(info.updated_at, new Date());
      let list = this.body.querySelector(`ul[data-age="${age}"]`);
      if (!list) {
        list = make("ul", { "data-age": age, "aria-label": words.conversations[age] });
        append(this.body, make("h3", { class: "age" }, words.conversations[age]), list);
      }
      append(list, this.drawItem(info));
    }
    this.markCurrent(this.current);
    if (!next) return;
    const more = button({ class: "plain more" }, words.conversations.more, () => {
      void listConversations(wanted, next).then(
        (page) => {
          more.remove();
          this.addPage(page.conversations, page.next, wanted);
        },
        () => this.announce(words.conversations.failed),
      );
    });
    append(this.body, more);
  }

  /** @param {ConversationInfo} info */
  drawItem(info) {
    const title = info.title || words.conversations.untitled;
    const link = make(
      "a",
      { class: "conversation", href: `/conversations/${encodeURIComponent(info.id)}`, "data-id": info.id, title },
      title,
    );
    const item = make("li", {}, link);
    append(
      item,
      this.tool("edit", words.conversations.renameOf(title), () => this.rename(info, item)),
      this.tool("trash", words.conversations.removeOf(title), () => this.askToRemove(info)),
    );
    return item;
  }

  /**
   * @param {"edit" | "trash"} drawn
   * @param {string} label
   * @param {() => void} action
   */
  tool(drawn, label, action) {
    return button({ class: "row-tool", "aria-label": label, title: label, "data-do": drawn }, icon(drawn), action);
  }

  /**
   * @param {ConversationInfo} info
   * @param {HTMLElement} item
   */
  rename(info, item) {
    const field = make("input", { class: "find", "aria-label": words.conversations.newName, maxlength: 200 });
    field.value = info.title ?? "";
    const save = make("button", { type: "submit", class: "plain" }, words.conversations.save);
    const form = make("form", { class: "rename" }, field, save);
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      const title = field.value.trim();
      if (title) void this.change(renameConversation(info.id, title), words.conversations.renamed);
    });
    form.addEventListener("keydown", (event) => {
      if (event.key !== "Escape") return;
      event.preventDefault();
      event.stopPropagation();
      void this.load();
    });
    item.replaceChildren(form);
    field.focus();
    field.select();
  }

  /** @param {ConversationInfo} info */
  askToRemove(info) {
    const title = info.title || words.conversations.untitled;
    const dialog = openDialog(
      words.conversations.removeOf(title),
      make("p", {}, words.conversations.sure(title)),
      make(
        "div",
        { class: "dialog-foot" },
        button({ class: "plain" }, words.cancel, () => dialog.close()),
        button({ class: "plain primary", "data-do": "sure" }, words.conversations.remove, () => {
          dialog.close();
          const deleted = deleteConversation(info.id).then(() => this.onDeleted(info.id));
          void this.change(deleted, words.conversations.removed);
        }),
      ),
    );
  }

  /**
   * @param {Promise<unknown>} done
   * @param {string} said
   */
  async change(done, said) {
    try {
      await done;
      this.announce(said);
    } catch {
      this.announce(words.conversations.changeFailed);
    }
    await this.load();
  }

  /**
   * Shows which conversation is open.
   * @param {string} id
   */
  markCurrent(id) {
    this.current = id;
    for (const link of this.querySelectorAll("a.conversation")) {
      if (id && link.getAttribute("data-id") === id) link.setAttribute("aria-current", "page");
      else link.removeAttribute("aria-current");
    }
  }
}
