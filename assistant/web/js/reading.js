import { words } from "../strings.js";
import { append, button, icon, make } from "./dom.js";

const READERS = "button[data-do='speak']";
/** @type {(() => void) | null} what puts the button of the answer that is being read back as it was */
let silence = null;
let isWatching = false;

/** The Vietnamese voice of this device itself, if it has one; voices of a service elsewhere are left alone. */
function localVoice() {
  const voices = globalThis.speechSynthesis?.getVoices() ?? [];
  return voices.find((voice) => voice.localService && voice.lang.replace("_", "-").toLowerCase().startsWith("vi"));
}

/**
 * A button that reads an answer aloud, shown as soon as the device turns out to have a Vietnamese voice of its own:
 * browsers look for their voices only when they are first asked. Null where the browser cannot speak at all.
 * @param {string} text
 */
export function makeReader(text) {
  if (!globalThis.speechSynthesis) return null;
  watchVoices();
  const label = make("span", {}, words.answer.readAloud);
  const reader = button({ class: "tool", "data-do": "speak", "aria-pressed": "false" }, icon("speak"), () =>
    toggle(reader, label, text),
  );
  append(reader, label);
  reader.hidden = !localVoice();
  return reader;
}

function watchVoices() {
  if (isWatching) return;
  isWatching = true;
  speechSynthesis.addEventListener("voiceschanged", () => {
    const isMute = !localVoice();
    for (const reader of document.querySelectorAll(READERS)) /** @type {HTMLElement} */ (reader).hidden = isMute;
  });
}

/**
 * @param {HTMLElement} reader
 * @param {HTMLElement} label
 * @param {string} text
 */
function toggle(reader, label, text) {
  const wasReading = reader.getAttribute("aria-pressed") === "true";
  stopReading();
  const voice = localVoice();
  if (wasReading || !voice) return;
  const speech = new SpeechSynthesisUtterance(text.replace(/\s*\[\d+\]/g, ""));
  speech.voice = voice;
  speech.lang = voice.lang;
  const ended = () => {
    label.textContent = words.answer.readAloud;
    reader.setAttribute("aria-pressed", "false");
    if (silence === ended) silence = null;
  };
  speech.addEventListener("end", ended);
  speech.addEventListener("error", ended);
  silence = ended;
  label.textContent = words.answer.stopReading;
  reader.setAttribute("aria-pressed", "true");
  speechSynthesis.speak(speech);
}

/** Ends the reading aloud of whatever answer is being read. */
export function stopReading() {
  if (!silence) return;
  silence();
  speechSynthesis.cancel();
}
