import { words } from "../strings.js";
import { button, icon } from "./dom.js";

const LANGUAGE = "vi-VN";

/**
 * What a browser that recognises speech on the device offers (Web Speech API, on-device recognition).
 * @typedef {EventTarget & {lang: string, processLocally: boolean, interimResults: boolean, start: () => void,
 *   stop: () => void}} Recognition
 * @typedef {{new (): Recognition, available?: (options: {langs: string[], processLocally: boolean}) =>
 *   Promise<string>}} RecognitionMaker
 */

/**
 * A microphone button, only where the browser says that it recognises Vietnamese on this device: no voice may leave it.
 * @param {(text: string) => void} heard
 * @param {(text: string) => void} say
 * @returns {Promise<HTMLElement | null>}
 */
export async function makeMicrophone(heard, say) {
  const Maker = /** @type {{SpeechRecognition?: RecognitionMaker}} */ (/** @type {unknown} */ (window))
    .SpeechRecognition;
  if (!Maker?.available) return null;
  const state = await Maker.available({ langs: [LANGUAGE], processLocally: true }).catch(() => "unavailable");
  if (state !== "available") return null;
  /** @type {Recognition | null} */
  let running = null;
  const microphone = button(
    { class: "square mic", "aria-label": words.ask.speak, title: words.ask.speak, "aria-pressed": "false" },
    icon("mic"),
    () => {
      if (running) running.stop();
      else running = listen(Maker, microphone, heard, say, () => (running = null));
    },
  );
  return microphone;
}

/**
 * @param {RecognitionMaker} Maker
 * @param {HTMLElement} microphone
 * @param {(text: string) => void} heard
 * @param {(text: string) => void} say
 * @param {() => void} ended
 */
function listen(Maker, microphone, heard, say, ended) {
  const recognition = new Maker();
  recognition.lang = LANGUAGE;
  recognition.processLocally = true;
  recognition.interimResults = false;
  recognition.addEventListener("result", (event) => {
    const { results } = /** @type {{results: ArrayLike<ArrayLike<{transcript: string}>>}} */ (
      /** @type {unknown} */ (event)
    );
    heard(Array.from(results, (each) => each[0].transcript).join(" "));
  });
  recognition.addEventListener("error", () => say(words.ask.speakFailed));
  recognition.addEventListener("end", () => {
    microphone.setAttribute("aria-pressed", "false");
    ended();
  });
  microphone.setAttribute("aria-pressed", "true");
  say(words.ask.listening);
  recognition.start();
  return recognition;
}
