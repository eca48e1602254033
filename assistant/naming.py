"""Titles of conversations, and the folded form in which titles and questions are searched."""

from __future__ import annotations

from indexer.language.normal import fold, one_line

_SHORT = 80  # characters of a title made from a question


def title_from(question: str) -> str:
    """A title from the first question: shortened at a word, never longer than 80 characters."""
    line = one_line(question)
    if len(line) <= _SHORT:
        return line
    cut = line[: _SHORT - 1]
    whole = cut.rsplit(" ", 1)[0]
    return f"{whole if len(whole) > _SHORT // 2 else cut}…"


def searchable(text: str) -> str:
    """``text`` in one line, in lower case and without diacritics."""
    return fold(one_line(text))
