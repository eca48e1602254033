"""Telex: the letters that a person meant whose keyboard did not make Vietnamese of the keys."""

from __future__ import annotations

import re
import unicodedata

from indexer.language.normal import fold, nfc
from indexer.language.vocabulary import is_syllable, is_well_formed

_TONES = {"s": "\u0301", "f": "\u0300", "r": "\u0309", "x": "\u0303", "j": "\u0323"}
_CIRCUMFLEX, _BREVE, _HORN = "\u0302", "\u0306", "\u031b"
_WORD = re.compile(r"[^\W\d_]+")
_VOWELS = frozenset("aeiouy")
_SHAPED = frozenset((_CIRCUMFLEX, _BREVE, _HORN))


def read_telex(text: str) -> str:
    """``text`` with its words decoded if at least two, and a third of them all, are keys of Telex; else as it is."""
    words = _WORD.findall(text)
    decoded = {word: meant for word in words if (meant := decode_telex(word)) is not None}
    if len(decoded) < 2 or 3 * sum(word in decoded for word in words) < len(words):
        return text
    return _WORD.sub(lambda found: decoded.get(found.group(), found.group()), text)


def decode_telex(word: str) -> str | None:
    """The Vietnamese syllable that the keys ``word`` stand for, or None where they stand for none.

    None as well for what reads as a syllable without diacritics: its keys leave nothing to decode.
    """
    if not word.isascii() or not word.isalpha() or is_syllable(fold(word)):
        return None
    letters: list[str] = []  # each with the mark of its shape
    tone = ""
    for key in word.lower():
        if not _shape(letters, key):
            if key in _TONES and any(letter[0] in _VOWELS for letter in letters):
                if tone:
                    return None
                tone = _TONES[key]
            else:
                letters.append(key)
    decoded = _toned(letters, tone)
    if decoded is None or decoded == word.lower():
        return None
    if not is_well_formed(decoded) and any(letter in _VOWELS for letter in fold(decoded)):
        return None
    if word.isupper() and len(word) > 1:
        return decoded.upper()
    return decoded.capitalize() if word[0].isupper() else decoded


def _shape(letters: list[str], key: str) -> bool:
    """Whether ``key`` gave a letter before it its shape: dd, aa, ee, oo, aw, ow, uw, uow, or w for a horned u."""
    if key == "d" and letters and letters[-1] == "d":
        letters[-1] = "\u0111"
        return True
    if key in "aeo" and letters and letters[-1] == key:
        letters[-1] = key + _CIRCUMFLEX
        return True
    if key != "w":
        return False
    vowels = [at for at, letter in enumerate(letters) if letter in ("a", "o", "u")]
    if not vowels:
        letters.append("u" + _HORN)
        return True
    last = vowels[-1]
    letters[last] += _BREVE if letters[last] == "a" else _HORN
    if letters[last][0] == "o" and last and letters[last - 1] in ("u", "u" + _HORN):
        letters[last - 1] = "u" + _HORN
    return True


def _toned(letters: list[str], tone: str) -> str | None:
    """The letters with ``tone`` on the vowel that carries it; None where there is no vowel."""
    vowels = [at for at, letter in enumerate(letters) if letter[0] in _VOWELS]
    if len(vowels) > 1 and vowels[0] == 1 and "".join(letters[:2]) in ("qu", "gi"):
        vowels = vowels[1:]
    if not vowels:  # an abbreviation
        return "".join(letters) if "\u0111" in letters and not tone else None
    shaped = [at for at in vowels if not _SHAPED.isdisjoint(letters[at])]
    closed = vowels[-1] < len(letters) - 1
    at = shaped[-1] if shaped else vowels[-1] if closed and len(vowels) > 1 else vowels[max(0, len(vowels) - 2)]
    marked = [letter + tone if position == at else letter for position, letter in enumerate(letters)]
    return nfc(unicodedata.normalize("NFD", "".join(marked)))
