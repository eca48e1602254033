"""What can be seen on the page: what is lit up, what is in view, what has the focus, whether it fits."""

from __future__ import annotations

from tests.web.browser import Page

FRAMES = 12  # of the screen, within which a page that scrolls on its own has come to rest


def lit_up(page: Page, within: str) -> str:
    """The highlighted quote in reading order; of a table that is shown raw as well, its raw text."""
    raw = page.text_of(f"{within} details[open] pre.raw mark.quote")
    return raw or page.text_of(f"{within} mark.quote")


def is_in_view(page: Page, css: str, box: str) -> bool:
    """Whether a match comes to lie within the visible part of its scrolling box, and stays there."""
    page.run(
        "(left) => new Promise((done) => (function next() {"
        " if (left-- > 0) requestAnimationFrame(next); else done(); })())",
        FRAMES,
    )
    seen = (
        "([css, within]) => { const box = document.querySelector(within).getBoundingClientRect();"
        "return [...document.querySelectorAll(css)].map((each) => each.getBoundingClientRect()).some("
        "(at) => at.top < box.bottom && at.bottom > box.top && at.left < box.right && at.right > box.left); }"
    )
    return bool(page.run(seen, [css, box]))


def focus(page: Page) -> str:
    """The class of what has the focus."""
    return str(page.run("document.activeElement.className"))


def sideways(page: Page) -> int:
    """How many pixels the page is wider than its window."""
    return int(page.run("Math.max(document.documentElement.scrollWidth, document.body.scrollWidth) - innerWidth"))
