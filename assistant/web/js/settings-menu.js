import { words } from "../strings.js";
import { openDialog } from "./dialog.js";
import { append, button, icon, make } from "./dom.js";

/** @typedef {import("./preferences.js").Preferences} Preferences */

/**
 * The foot of the side: the other language, light or dark, and a dialog with everything else.
 * @param {Preferences} preferences
 */
export function drawSettings(preferences) {
  const foot = make("div", { class: "side-foot" });
  append(foot, languageSwitch(preferences));
  const label = words.settings.open;
  append(
    foot,
    button({ class: "square", "aria-label": label, title: label, "data-do": "settings" }, icon("gear"), () =>
      openSettings(preferences),
    ),
  );
  return foot;
}

/** @param {Preferences} preferences */
function languageSwitch(preferences) {
  const group = make("div", { class: "languages", role: "group", "aria-label": words.settings.language });
  for (const [language, short, long] of [
    ["vi", "VI", "Ti\u1ebfng Vi\u1ec7t"],
    ["en", "EN", "English"],
  ]) {
    const name = make("span", {}, short, make("span", { class: "unseen" }, ` – ${long}`));
    const attributes = { class: "language", lang: language, "aria-pressed": String(words.locale === language) };
    append(
      group,
      button(attributes, name, () => {
        if (words.locale === language) return;
        preferences.set("language", language);
        location.reload();
      }),
    );
  }
  return group;
}

/** @param {Preferences} preferences */
function openSettings(preferences) {
  const keys = make("dl", { class: "keys" });
  for (const [key, meaning] of words.settings.shortcuts) {
    append(keys, make("dt", {}, make("kbd", {}, key)), make("dd", {}, meaning));
  }
  openDialog(
    words.settings.heading,
    choices(words.settings.theme, words.settings.themes, preferences.get("theme", "auto"), (value) =>
      preferences.set("theme", value),
    ),
    choices(words.settings.size, words.settings.sizes, preferences.get("size", "normal"), (value) =>
      preferences.set("size", value),
    ),
    make("h3", {}, words.settings.keys),
    keys,
  );
}

/**
 * A question with one answer of several.
 * @param {string} legend
 * @param {Record<string, string>} options
 * @param {string} chosen
 * @param {(value: string) => void} choose
 */
function choices(legend, options, chosen, choose) {
  const set = make("fieldset", { class: "choices" }, make("legend", {}, legend));
  for (const [value, name] of Object.entries(options)) {
    const radio = make("input", { type: "radio", name: legend, value });
    radio.checked = value === chosen;
    radio.addEventListener("change", () => choose(value));
    append(set, make("label", { class: "check" }, radio, name));
  }
  return set;
}
