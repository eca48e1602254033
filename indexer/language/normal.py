"""Spelling variants of Vietnamese brought to one form: composition, case, tone-mark placement, i/y, diacritics."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

# Old-style tone placement on the second vowel of an open oa/oe/uy, and its counterpart on the first vowel.
_OLD_TONES = ["oà", "oá", "oả", "oã", "oạ", "oè", "oé", "oẻ", "oẽ", "oẹ", "uỳ", "uý", "uỷ", "uỹ", "uỵ"]
_NEW_TONES = ["òa", "óa", "ỏa", "õa", "ọa", "òe", "óe", "ỏe", "õe", "ọe", "ùy", "úy", "ủy", "ũy", "ụy"]
_PLACEMENT = dict(zip(_OLD_TONES, _NEW_TONES, strict=True))
_OPEN_OLD_TONE = re.compile(rf"(?<!q)({'|'.join(_OLD_TONES)})$")
# A tone on the glide before the vowel that it belongs to, as keyboards leave it: "qúy", "hòan", "ngòai", "hùynh".
_GLIDE_TONE = re.compile(
    r"(?:(?<=^q)([ùúủũụ])([aăâeêiyoôơ])(?![aăâeêiyoôơu])|([òóỏõọ])([aăe])(?=[a-z])|(?<!q)([ùúủũụ])([âêơ]|y(?=[a-z])))"
)
_Y_TO_I = str.maketrans("yỳýỷỹỵ", "iìíỉĩị")
_FREE_Y = re.compile(r"^(?:[hklmst]|qu)[yỳýỷỹỵ]$")
_SHORT = 400  # code points of a text whose folded form is remembered; 12 MB at worst
_STRAY = 0.2  # of the words: Vietnamese prose carries marks on two words of three


def nfc(text: str) -> str:
    """``text`` with combining marks composed (Unicode NFC)."""
    return unicodedata.normalize("NFC", text)


@lru_cache(maxsize=65536)
def canonical(syllable: str) -> str:
    """One spelling for all spellings of a syllable: NFC, lower case, new-style tone placement, i for a free y."""
    word = _GLIDE_TONE.sub(_placed, nfc(syllable).lower())
    found = _OPEN_OLD_TONE.search(word)
    if found:
        word = word[: found.start()] + _PLACEMENT[found.group()]
    if _FREE_Y.match(word):
        word = word.translate(_Y_TO_I)
    return word


def _placed(found: re.Match[str]) -> str:
    """Glide and vowel with the tone on the vowel."""
    glide, vowel = filter(None, found.groups())
    parted = unicodedata.normalize("NFD", glide)
    return nfc(f"{parted[0]}{vowel}{parted[1:]}")


def fold(text: str) -> str:
    """``text`` in lower case without diacritics, with d for đ; composed text keeps its length."""
    if text.isascii():
        return text.lower()
    return _folded_short(text) if len(text) <= _SHORT else text.lower().translate(_bare_letters())


@lru_cache(maxsize=8192)
def _folded_short(text: str) -> str:
    """The same for words, labels and clauses, which are read again for question after question."""
    return text.lower().translate(_bare_letters())


@lru_cache(maxsize=1)
def _bare_letters() -> dict[int, str | None]:
    """Latin letters with marks to those without, combining marks to nothing: one pass instead of a decomposition."""
    table: dict[int, str | None] = {ord("đ"): "d"}
    for code in (*range(0xC0, 0x250), *range(0x1E00, 0x1F00)):
        base = "".join(c for c in unicodedata.normalize("NFD", chr(code)) if not unicodedata.combining(c))
        if base != chr(code):
            table[code] = base
    return table | dict.fromkeys(range(0x300, 0x370))


def one_line(text: str) -> str:
    """``text`` composed, with every run of white space made one space and the ends trimmed."""
    return " ".join(nfc(text).split())


def is_bare(text: str) -> bool:
    """Whether ``text`` is typed without diacritics, a stray word apart: keyboards complete one now and then."""
    if text.isascii():
        return True
    words = text.split()
    marked = sum(has_diacritics(word) for word in words)
    return marked == 0 or marked <= len(words) * _STRAY


@lru_cache(maxsize=8192)  # words of questions
def has_diacritics(text: str) -> bool:
    """Whether any letter of ``text`` carries a Vietnamese diacritic."""
    if text.isascii():
        return False
    lowered = nfc(text).lower()
    return fold(lowered) != lowered
