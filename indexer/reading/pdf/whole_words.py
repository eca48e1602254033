"""Pieces of words put together: letters drawn by another font than their neighbours, and raised figures of notes.

Where a font lacks Vietnamese letters, office programs draw those letters by another one, apart from the rest of the
word. And a raised "1" behind "12.500" must not make the figure "12.5001".
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from indexer.reading.linear import raised
from indexer.reading.pdf.lines import rows_of
from indexer.reading.pdf.words import Word

_TOUCH = 0.08  # of the letter height: a narrower gap is none
_OVERLAP = 0.35  # slanted and wide letters reach into their neighbours
_SMALLER = 0.8  # of its neighbour's size: what a raised figure is at most
_RAISED_BY = 0.1
_NEAR = 0.3
_RAISED = frozenset(raised("0123456789"))


def whole_words(pieces: Sequence[Word]) -> tuple[Word, ...]:
    """The words that ``pieces`` make, by where they stand."""
    found: list[Word] = []
    for row in rows_of(_with_raised(pieces)):
        line: list[Word] = []
        for piece in row:
            if line and _touches(line[-1], piece):
                line[-1] = _joined(line[-1], piece)
            else:
                line.append(piece)
        found += line
    return tuple(found)


def _with_raised(pieces: Sequence[Word]) -> list[Word]:
    """``pieces`` with the figures that mark notes as raised digits, on the line of what they stand behind."""
    made: list[Word] = []
    for piece in pieces:
        host = next((one for one in pieces if _stands_raised(piece, one)), None) if piece.text.isdecimal() else None
        if host is None:
            made.append(piece)
        else:
            text = raised(piece.text)
            made.append(replace(piece, text=text, top=host.top, bottom=host.bottom, size=host.size))
    return made


def _stands_raised(piece: Word, host: Word) -> bool:
    height = host.bottom - host.top
    behind = -_OVERLAP * height <= piece.left - host.right <= _NEAR * height
    higher = host.top - height * _NEAR <= piece.top and piece.bottom <= host.bottom - height * _RAISED_BY
    return behind and higher and is_smaller(piece, host)


def is_smaller(piece: Word, other: Word) -> bool:
    """Whether digits are set much smaller than ``other``: by their fonts, or, below digits too, by their height."""
    if piece.size != other.size:
        return piece.size <= other.size * _SMALLER
    return other.text[-1].isdecimal() and piece.bottom - piece.top <= (other.bottom - other.top) * _SMALLER


def _touches(before: Word, piece: Word) -> bool:
    """Whether two pieces of a line are one word: no gap, and a letter between them that fonts may lack."""
    size = max(before.bottom - before.top, 1.0)
    gap = piece.left - before.right
    if not -_OVERLAP * size <= gap <= _TOUCH * size:
        return False
    return piece.text[0] in _RAISED or _may_lack(before.text[-1]) or _may_lack(piece.text[0])


def _may_lack(sign: str) -> bool:
    return sign.isalpha() and not sign.isascii()


def _joined(before: Word, piece: Word) -> Word:
    return replace(
        before,
        text=before.text + piece.text,
        top=min(before.top, piece.top),
        right=max(before.right, piece.right),
        bottom=max(before.bottom, piece.bottom),
    )
