"""Words of one or more syllables, as pyvi joins them, with exact source offsets; nothing else imports pyvi.

For models that were trained on segmented text. The lexical index files syllables and their pairs instead
(:mod:`indexer.language.tokens`), which was measured to find more and loads no model.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import accumulate

from indexer.language.normal import nfc
from indexer.language.tokens import Token, tokenize

WORD_JOINT = "_"
_LETTER = re.compile(r"[^\u0300-\u036f][\u0300-\u036f]*|[\u0300-\u036f]+")


def segmented(text: str) -> str:
    """``text`` as such models read it: composed, a blank between words, ``_`` between the syllables of one word.

    ImportError where pyvi is not installed.
    """
    from pyvi.ViTokenizer import tokenize as joined

    return str(joined(text)) if text.strip() else ""  # pyvi fails on text without a single token


def words(text: str) -> tuple[Token, ...]:
    """The words and signs of ``text`` in order; offsets are code points of ``text`` as given, composed or not.

    ``term`` is the word composed, its syllables joined by ``_``. ImportError where pyvi is not installed.
    """
    letters = _LETTER.findall(text)
    composed = [nfc(letter) for letter in letters]
    line = "".join(composed)
    if line != nfc(text):  # a script whose letters are composed of more than marks: syllable by syllable
        return tuple(tokenize(text))
    sizes = (size for raw, one in zip(letters, composed, strict=True) for size in _sizes(raw, one))
    bounds = [0, *accumulate(sizes)]  # in the source, of each code point of the line
    found = (one for one in segmented(line).split(" ") if one.strip())
    return tuple(Token(term, bounds[start], bounds[end]) for term, start, end in _placed(found, line))


def _sizes(raw: str, composed: str) -> list[int]:
    """How many code points of a letter and its marks each code point of their composed form stands for."""
    return [len(raw) - len(composed) + 1, *(1 for _ in composed[1:])]


def _placed(found: Iterator[str], line: str) -> Iterator[tuple[str, int, int]]:
    """Each word with where it starts and ends in ``line``, which holds the same words with other blanks."""
    at = 0
    for word in found:
        at = start = line.index(word[0], at)
        for sign in word:
            if sign == WORD_JOINT and line[at] != WORD_JOINT:
                while line[at].isspace():
                    at += 1
            else:
                at += 1
        yield word, start, at
