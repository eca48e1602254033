"""Speech: heard only where the device itself understands, read aloud only by a voice of the device itself."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from tests.web.browser import Page

pytestmark = pytest.mark.browser

QUESTION = "Kinh phí dữ liệu số năm 2026 của Quảng Nam"
RECOGNITION = (
    "window.SpeechRecognition = class extends EventTarget { start() { window.heard = [this.lang,"
    " this.processLocally]; } stop() {} static async available({ langs, processLocally })"
    " { return processLocally && langs[0] === 'vi-VN' ? 'available' : 'unavailable'; } };"
)


def test_a_microphone_is_offered_only_where_the_device_itself_understands(page: Page) -> None:
    page.find(".example")
    expect(page.at(".mic")).to_have_count(0)
    page.tab.add_init_script(RECOGNITION)
    page.tab.reload()
    page.find(".mic").click()
    assert page.run("window.heard") == ["vi-VN", True]


# A device with these voices; what it is told to say is noted, and ends when the test says so.
SYNTHESIS = """() => {
  const device = new EventTarget();
  const voices = [];
  Object.assign(device, {
    said: [], ended: 0, getVoices: () => [...voices],
    speak(speech) { this.said.push([speech.text, speech.voice.name, speech.lang]); this.now = speech; },
    cancel() { this.ended += 1; this.now?.dispatchEvent(new Event("error")); this.now = null; },
    learn(name, lang, localService) {
      voices.push({ name, lang, localService });
      this.dispatchEvent(new Event("voiceschanged"));
    },
  });
  Object.defineProperty(window, "speechSynthesis", { value: device });
  window.SpeechSynthesisUtterance = class extends EventTarget { constructor(text) { super(); this.text = text; } };
}"""


@pytest.fixture
def page(own_page: Page) -> Page:
    """Scripts that run before those of the page stay with a tab: each test has its own."""
    return own_page


def speaking(page: Page) -> None:
    """Visit again, on a device whose voices are known to the test."""
    page.tab.add_init_script(f"({SYNTHESIS})()")
    page.tab.reload()


def learn(page: Page, name: str, lang: str, *, local: bool) -> None:
    page.run("([name, lang, local]) => speechSynthesis.learn(name, lang, local)", [name, lang, local])


def test_answers_are_read_aloud_by_a_voice_of_the_device_and_by_no_other(page: Page) -> None:
    speaking(page)
    learn(page, "of a service", "vi-VN", local=False)
    learn(page, "of this device, English", "en-US", local=True)
    page.ask(QUESTION)
    page.find(".reply [data-do='copy']")
    expect(page.at("[data-do='speak']")).to_be_hidden()
    learn(page, "of this device", "vi_VN", local=True)  # found late, as browsers do
    reader = page.find("[data-do='speak']")
    reader.click()
    (text, voice, lang), *others = page.run("speechSynthesis.said")
    assert (voice, lang, others) == ("of this device", "vi_VN", [])
    assert "3,60 tỷ đồng" in text
    assert "[1]" not in text
    expect(reader).to_have_attribute("aria-pressed", "true")
    expect(reader).to_have_text("Dừng đọc")
    reader.click()
    expect(reader).to_have_text("Đọc to")
    assert page.run("speechSynthesis.ended") == 1


def test_one_answer_is_read_at_a_time_and_none_once_it_is_gone(page: Page) -> None:
    speaking(page)
    learn(page, "of this device", "vi", local=True)
    page.ask(QUESTION)
    page.ask("Còn năm 2027?")
    first, second = page.at("[data-do='speak']").first, page.at("[data-do='speak']").last
    first.click()
    second.click()
    expect(first).to_have_attribute("aria-pressed", "false")
    expect(second).to_have_attribute("aria-pressed", "true")
    assert len(page.run("speechSynthesis.said")) == 2
    page.find(".side [data-do='fresh']").click()
    page.find(".invitation")
    assert page.run("speechSynthesis.now") is None


def test_a_browser_that_cannot_speak_offers_no_reading(page: Page) -> None:
    page.tab.add_init_script("Object.defineProperty(window, 'speechSynthesis', { value: undefined })")
    page.tab.reload()
    page.ask(QUESTION)
    page.find(".reply [data-do='copy']")
    expect(page.at("[data-do='speak']")).to_have_count(0)


def test_what_is_said_into_the_microphone_is_typed_into_the_box(page: Page) -> None:
    page.tab.add_init_script(RECOGNITION)
    page.tab.reload()
    page.run("() => { SpeechRecognition.prototype.start = function () { window.heard = this; }; }")
    page.find("#question").fill("Kinh phí")
    page.find(".mic").click()
    expect(page.at(".mic")).to_have_attribute("aria-pressed", "true")
    page.run(
        "() => { const told = new Event('result'); told.results = [[{ transcript: 'năm 2026' }]];"
        " heard.dispatchEvent(told); heard.dispatchEvent(new Event('end')); }"
    )
    expect(page.at("#question")).to_have_value("Kinh phí năm 2026")
    expect(page.at(".mic")).to_have_attribute("aria-pressed", "false")


def test_a_microphone_of_a_service_elsewhere_is_not_offered(page: Page) -> None:
    page.tab.add_init_script(RECOGNITION.replace("'available' : 'unavailable'", "'downloadable' : 'unavailable'"))
    page.tab.reload()
    page.ask(QUESTION)  # the microphone would long be there
    expect(page.at(".mic")).to_have_count(0)
