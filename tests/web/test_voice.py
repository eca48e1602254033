"""Speech: heard only where the device itself understands, read aloud only by a voice of the device itself."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from tests.web.browser import Page

pytestmark = pytest.mark.browser

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
