/**
 * Puts the assistant on a page of another site with one line:
 *
 *   <script src="https://assistant.example/static/widget.js" async data-scope="document-id" data-position="right"></script>
 *
 * It adds one element, <tro-ly-ao>, whose inside is closed to the page: a button, and a panel with the assistant in a
 * frame that is loaded when it is first opened. It sets no cookie, reads nothing of the page and sends nothing of it but
 * the scope, and what the page's own scripts hand to `ask`. The site must stand in ASSISTANT_EMBED_ORIGINS.
 */
(() => {
  const NAME = "tro-ly-ao";
  const script = document.currentScript;
  if (!(script instanceof HTMLScriptElement) || customElements.get(NAME)) return;
  const SERVER = new URL(script.src).origin;
  const SETTINGS = ["color", "greeting", "label", "lang", "position", "scope"];
  const COLOR = "#a4161a";
  const READY_MS = 8000;

  const WORDS = {
    vi: {
      label: "Trợ lý ảo",
      close: "Đóng trợ lý",
      hideGreeting: "Ẩn lời chào",
      loading: "Đang mở trợ lý…",
      refused: "Chưa mở được trợ lý ở đây: máy chủ không trả lời, hoặc trang này chưa được phép nhúng trợ lý.",
      apart: "Mở trợ lý trong thẻ mới",
    },
    en: {
      label: "Assistant",
      close: "Close the assistant",
      hideGreeting: "Hide the greeting",
      loading: "Opening the assistant…",
      refused: "The assistant could not be opened here: no reply, or this site is not allowed to embed it.",
      apart: "Open the assistant in a new tab",
    },
  };

  const STYLE = `
    :host { all: initial; }
    * { box-sizing: border-box; font: 16px/1.4 system-ui, "Segoe UI", Roboto, "Noto Sans", sans-serif; }
    [hidden] { display: none !important; }
    .corner { position: fixed; z-index: 2147483000; bottom: 16px; max-width: calc(100vw - 32px);
      display: flex; gap: 8px; align-items: flex-end; }
    .right { right: 16px; flex-direction: row; }
    .left { left: 16px; flex-direction: row-reverse; }
    button { cursor: pointer; border: 0; background: none; color: inherit; }
    button:focus-visible, a:focus-visible { outline: 3px solid #1a5fb4; outline-offset: 2px; }
    .launch { flex: none; max-width: 100%; min-height: 48px; padding: 0 18px; border-radius: 24px; background: var(--color); color: var(--ink);
      display: flex; gap: 8px; align-items: center; font-weight: 600; box-shadow: 0 2px 10px rgb(0 0 0 / 35%); }
    .launch svg { width: 22px; height: 22px; }
    .greeting { max-width: 260px; padding: 10px 6px 10px 14px; border-radius: 12px; background: #fff; color: #1b1b1b;
      display: flex; gap: 4px; align-items: flex-start; box-shadow: 0 2px 10px rgb(0 0 0 / 30%); }
    .square { width: 44px; min-width: 44px; height: 44px; display: grid; place-items: center; border-radius: 8px; }
    .greeting .square { width: 28px; min-width: 28px; height: 28px; }
    .square svg { width: 20px; height: 20px; }
    .panel { position: fixed; z-index: 2147483001; bottom: 16px; width: min(440px, calc(100vw - 32px));
      height: min(720px, calc(100dvh - 32px)); display: flex; flex-direction: column; overflow: hidden;
      border-radius: 12px; background: #fff; color: #1b1b1b; box-shadow: 0 8px 40px rgb(0 0 0 / 40%); }
    .panel.right { right: 16px; }
    .panel.left { left: 16px; }
    .head { display: flex; align-items: center; gap: 8px; padding: 0 4px 0 16px; min-height: 48px;
      background: var(--color); color: var(--ink); }
    .title { flex: 1; font-weight: 600; }
    .said { padding: 20px 16px; }
    .said a { color: #0b4f9c; }
    iframe { flex: 1; width: 100%; border: 0; background: #fff; }
    .said:not([hidden]) ~ iframe { visibility: hidden; } /* a browser's own words about a refused frame help nobody */
    @media (max-width: 600px) {
      .panel, .panel.left, .panel.right { inset: 0; width: 100%; height: 100dvh; border-radius: 0; }
    }
    @media (prefers-color-scheme: dark) {
      .panel, .greeting, iframe { background: #1c1b1a; color: #f2efec; }
      .said a { color: #9cc4ff; }
    }
    @media print { :host { display: none; } }
  `;

  const DRAWN = {
    talk: "M4 5h16v11H9l-5 4z M8 9h8 M8 12h5",
    close: "M5 5l14 14 M19 5L5 19",
  };

  /** The button and the panel of the assistant. */
  class Widget extends HTMLElement {
    static observedAttributes = SETTINGS;

    #root = this.attachShadow({ mode: "closed" });
    #launch = makeButton("launch");
    #corner = make("div", "corner");
    #panel = make("section", "panel");
    #said = make("p", "said");
    /** @type {HTMLIFrameElement | null} */
    #frame = null;
    #isReady = false;
    /** What is to be said to the frame as soon as it listens. @type {object[]} */
    #waiting = [];

    connectedCallback() {
      const sheet = new CSSStyleSheet(); // no style element: it would need the page's policy to allow inline styles
      sheet.replaceSync(STYLE);
      this.#root.adoptedStyleSheets = [sheet];
      this.#draw();
      this.#panel.addEventListener("keydown", (event) => {
        if (event.key === "Escape") this.close();
      });
      window.addEventListener("message", this.#hear);
    }

    disconnectedCallback() {
      window.removeEventListener("message", this.#hear);
      this.#unload();
    }

    /** @param {string} name @param {string | null} before @param {string | null} now */
    attributeChangedCallback(name, before, now) {
      if (before === now || !this.isConnected) return;
      if (name === "scope") this.#tell({ type: `${NAME}:scope`, documents: this.scope });
      else this.#draw();
    }

    /** The ids of the documents that are asked; none means all of them. */
    get scope() {
      return (this.getAttribute("scope") ?? "").split(",").map((id) => id.trim()).filter(Boolean);
    }

    set scope(ids) {
      this.setAttribute("scope", ids.join(","));
    }

    get isOpen() {
      return !this.#panel.hidden;
    }

    /** Opens the panel and takes the focus there. */
    open() {
      this.#panel.hidden = false;
      this.#corner.hidden = true;
      this.#launch.setAttribute("aria-expanded", "true");
      if (!this.#frame) this.#load();
      this.#take();
      this.#tell({ type: `${NAME}:focus` });
    }

    /** Closes the panel and gives the focus back to the button. */
    close() {
      this.#panel.hidden = true;
      this.#corner.hidden = false;
      this.#launch.setAttribute("aria-expanded", "false");
      this.#launch.focus();
    }

    /** Takes the focus into the frame; while it is still silent, to the button that closes the panel. */
    #take() {
      if (this.#isReady) this.#frame?.focus();
      else this.#panel.querySelector("button")?.focus();
    }

    /**
     * Opens the panel and asks a question there.
     * @param {string} question
     */
    ask(question) {
      this.open();
      this.#tell({ type: `${NAME}:ask`, question: String(question) });
    }

    /** @returns {typeof WORDS.vi} */
    get #words() {
      return this.lang.startsWith("en") ? WORDS.en : WORDS.vi;
    }

    get #label() {
      return this.getAttribute("label")?.trim() || this.#words.label;
    }

    /** Draws the button, the greeting and the head of the panel; the frame stays. */
    #draw() {
      const side = this.getAttribute("position") === "left" ? "left" : "right";
      const wasOpen = this.#frame !== null && this.isOpen;
      this.#colour();
      this.#corner.className = `corner ${side}`;
      this.#corner.hidden = wasOpen;
      this.#launch.setAttribute("aria-expanded", String(wasOpen));
      this.#launch.setAttribute("aria-haspopup", "dialog");
      this.#launch.replaceChildren(icon("talk"), this.#label);
      this.#launch.onclick = () => this.open();
      this.#corner.replaceChildren(...this.#greeting(), this.#launch);
      const close = makeButton("square", this.#words.close, icon("close"));
      close.onclick = () => this.close();
      const head = make("div", "head", make("span", "title", this.#label), close);
      this.#panel.className = `panel ${side}`;
      this.#panel.hidden = !wasOpen;
      this.#panel.setAttribute("role", "dialog");
      this.#panel.setAttribute("aria-label", this.#label);
      this.#said.setAttribute("role", "status");
      this.#said.hidden = this.#isReady;
      const parts = this.#panel.isConnected ? [this.#panel.firstElementChild] : [];
      if (parts[0]) parts[0].replaceWith(head); // a frame that is moved would load anew
      else this.#panel.append(head, this.#said);
      if (!this.#panel.isConnected) this.#root.append(this.#corner, this.#panel);
    }

    #greeting() {
      const text = this.getAttribute("greeting")?.trim();
      if (!text) return [];
      const hide = makeButton("square", this.#words.hideGreeting, icon("close"));
      const bubble = make("div", "greeting", make("span", "", text), hide);
      hide.onclick = () => {
        this.removeAttribute("greeting");
        this.#launch.focus();
      };
      return [bubble];
    }

    /** The chosen colour, with white or black letters on it, whichever can be read better. */
    #colour() {
      const wanted = this.getAttribute("color") ?? "";
      const colour = /^#[0-9a-f]{6}$/i.test(wanted) ? wanted : COLOR;
      for (const part of [this.#corner, this.#panel]) {
        part.style.setProperty("--color", colour);
        part.style.setProperty("--ink", luminance(colour) > 0.179 ? "#000" : "#fff");
      }
    }

    #load() {
      const query = new URLSearchParams({ embed: "1", host: location.origin });
      if (this.lang) query.set("lang", this.lang.startsWith("en") ? "en" : "vi");
      if (this.scope.length) query.set("scope", this.scope.join(","));
      const frame = document.createElement("iframe");
      frame.title = this.#label;
      frame.src = `${SERVER}/?${query}`;
      frame.setAttribute("sandbox", "allow-scripts allow-same-origin allow-forms allow-downloads allow-popups");
      frame.allow = "clipboard-write";
      frame.referrerPolicy = "no-referrer";
      this.#said.textContent = this.#words.loading;
      this.#frame = frame;
      this.#panel.append(frame);
      setTimeout(() => {
        if (this.#frame === frame && !this.#isReady) this.#refuse();
      }, READY_MS);
    }

    /** Says that the frame stays silent, and offers the assistant by itself; the next opening tries again. */
    #refuse() {
      const link = document.createElement("a");
      link.href = `${SERVER}/`;
      link.target = "_blank";
      link.rel = "noopener noreferrer";
      link.textContent = this.#words.apart;
      this.#unload();
      this.#said.replaceChildren(this.#words.refused, " ", link);
    }

    #unload() {
      this.#frame?.remove();
      this.#frame = null;
      this.#isReady = false;
      this.#said.hidden = false;
      this.#waiting = [];
    }

    /** @param {object} message */
    #tell(message) {
      if (!this.#frame) return;
      if (this.#isReady) this.#frame.contentWindow?.postMessage(message, SERVER);
      else this.#waiting.push(message);
    }

    /** Hears the frame, and nobody else. @param {MessageEvent} event */
    #hear = (event) => {
      if (!this.#frame || event.origin !== SERVER || event.source !== this.#frame.contentWindow) return;
      if (event.data?.type === `${NAME}:close`) this.close();
      if (event.data?.type !== `${NAME}:ready`) return;
      this.#isReady = true;
      this.#said.hidden = true;
      if (this.isOpen) this.#take();
      for (const message of this.#waiting.splice(0)) this.#tell(message);
    };
  }

  /**
   * @param {string} tag
   * @param {string} style
   * @param {...(Node | string)} children
   */
  function make(tag, style, ...children) {
    const element = document.createElement(tag);
    element.className = style;
    element.append(...children);
    return element;
  }

  /**
   * @param {string} style
   * @param {string} [label]
   * @param {...Node} children
   */
  function makeButton(style, label, ...children) {
    const button = document.createElement("button");
    button.type = "button";
    button.className = style;
    if (label) button.setAttribute("aria-label", label);
    button.append(...children);
    return button;
  }

  /** @param {keyof typeof DRAWN} name */
  function icon(name) {
    const space = "http://www.w3.org/2000/svg";
    const svg = document.createElementNS(space, "svg");
    const path = document.createElementNS(space, "path");
    svg.setAttribute("viewBox", "0 0 24 24");
    svg.setAttribute("aria-hidden", "true");
    path.setAttribute("d", DRAWN[name]);
    path.setAttribute("fill", "none");
    path.setAttribute("stroke", "currentColor");
    path.setAttribute("stroke-width", "2");
    svg.append(path);
    return svg;
  }

  /** Relative luminance of "#rrggbb" (WCAG 2.2). @param {string} colour */
  function luminance(colour) {
    const [red, green, blue] = [1, 3, 5].map((at) => {
      const value = parseInt(colour.slice(at, at + 2), 16) / 255;
      return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
    });
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
  }

  customElements.define(NAME, Widget);
  const place = () => {
    if (document.querySelector(NAME)) return; // the page has put it where it wants it
    const widget = document.createElement(NAME);
    for (const name of SETTINGS) {
      const value = script.dataset[name];
      if (value !== undefined) widget.setAttribute(name, value);
    }
    document.body.append(widget);
  };
  if (document.readyState === "loading") document.addEventListener("DOMContentLoaded", place);
  else place();
})();
