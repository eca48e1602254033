"""Where the text of a page ends and its footnotes begin, often in the middle of a sentence."""

from __future__ import annotations

import re

_RULE = re.compile(r"[ \t\u00a0]{20,}\n|_{5,}")  # what extraction leaves of the line between text and footnotes
_NUMBERED = re.compile(r"\[?\d{1,2}\]?[.)]? ?[^\W\d_]")


def opens_footnote(between: str, ahead: str) -> bool:
    """Whether ``between`` (white space between two lines) holds a page's rule and ``ahead`` begins a numbered note."""
    return _RULE.search(between) is not None and _NUMBERED.match(ahead) is not None
