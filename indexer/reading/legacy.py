"""Vietnamese before Unicode: TCVN3 (ABC) and VNI text, by its font or by how it reads, to Unicode."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from indexer.language.lexicon import load
from indexer.language.normal import nfc

_WORD = re.compile(r"[^\W\d_]+")
_ENOUGH_WORDS = 6  # fewer are no evidence
_ENOUGH_SHARE = 0.1
_FEW = 0.02
_SAMPLE = 20_000


@dataclass(frozen=True, slots=True)
class _Tables:
    tcvn3: dict[int, str]
    vni: dict[str, str]
    common: frozenset[str]


@lru_cache(maxsize=1)
def _tables() -> _Tables:
    values = load("reading_legacy")
    vni: dict[str, str] = {}
    for written, meant in values["vni"].items():
        vni |= {written: meant, written.upper(): meant.upper(), written.capitalize(): meant.upper()}
    return _Tables(
        {ord(written): str(meant) for written, meant in values["tcvn3"].items()},
        vni,
        frozenset(values["common_words"]),
    )


@lru_cache(maxsize=1)
def _vni_pattern() -> re.Pattern[str]:
    return re.compile("|".join(sorted(map(re.escape, _tables().vni), key=len, reverse=True)))


def from_tcvn3(text: str) -> str:
    """Text whose Latin-1 characters are TCVN3 codes."""
    return text.translate(_tables().tcvn3)


def from_vni(text: str) -> str:
    """Text whose Windows-1252 characters are VNI codes."""
    return _vni_pattern().sub(lambda found: _tables().vni[found.group()], text)


def text_in_font(text: str, font: str | None) -> str:
    """What ``text`` shows in ``font``: the names of TCVN3 and VNI fonts tell their codes."""
    name = (font or "").lower()
    if name.startswith(".vn"):
        meant = from_tcvn3(text)
        return meant.upper() if name.endswith("h") else meant  # the fonts of capitals end in H
    return from_vni(text) if name.startswith("vni-") else text


def reads_as_vietnamese(text: str) -> float:
    """The share of frequent Vietnamese words with diacritics among the words of ``text``."""
    words = _WORD.findall(nfc(text[:_SAMPLE]).lower())
    return sum(word in _tables().common for word in words) / len(words) if len(words) >= _ENOUGH_WORDS else 0.0


def repaired(text: str) -> tuple[str, str] | None:
    """Unicode text that is TCVN3 or VNI in disguise, read right, and the name of the code; None for any other text."""
    if reads_as_vietnamese(text) > _FEW:
        return None
    return _best({"tcvn3": from_tcvn3(text), "vni": from_vni(text)})


def decoded(raw: bytes) -> tuple[str, str] | None:
    """Bytes that are no UTF-8, by whichever of the three old codes reads as Vietnamese; None where none does."""
    western = raw.decode("cp1252", "replace")
    latin = raw.decode("latin-1")
    candidates = {"tcvn3": from_tcvn3(latin), "vni": from_vni(western)}
    candidates["windows-1258"] = nfc(raw.decode("cp1258", "replace"))
    return _best(candidates)


def _best(candidates: dict[str, str]) -> tuple[str, str] | None:
    shares = {name: reads_as_vietnamese(text) for name, text in candidates.items()}
    best = max(shares, key=lambda name: shares[name])
    return (candidates[best], best) if shares[best] >= _ENOUGH_SHARE else None
