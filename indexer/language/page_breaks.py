"""A page number in the middle of a sentence that the next page goes on with.

The footnotes of a page are statements of their own: a sentence that they interrupt ends at them.
"""

from __future__ import annotations

import re

from indexer.language.normal import one_line

_NUMBER = re.compile(r"\s*\n\s*[-–]?[ \t]?\d{1,3}[ \t]?[-–]?[ \t]*\n\s*")


def resumes(text: str, at: int, end: int) -> int | None:
    """Where a sentence that stops at ``at`` goes on behind a page number, in lower case and before ``end``, or None."""
    numbered = _NUMBER.match(text, at)
    begins = numbered.end() if numbered is not None else end
    return begins if begins < end and text[begins].islower() else None


def without_page_numbers(text: str) -> str:
    """``text`` without the page numbers that its sentences run across."""
    kept, start = [], 0
    for found in _NUMBER.finditer(text):
        resumed = resumes(text, found.start(), len(text))
        if resumed is not None:
            kept.append(text[start : found.start()])
            start = resumed
    return " ".join([*kept, text[start:]])


def told_line(text: str) -> str:
    """``text`` of a document as one line of an answer: single spaces, no page number in the middle."""
    return one_line(without_page_numbers(text))
