"""``python -m eval variants``: a question set typed as people type it, made by rule from another set."""

from __future__ import annotations

import json
import random
import re
import unicodedata
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Literal, get_args

from eval.files import whole_file
from eval.questions import load_questions
from indexer.language.normal import nfc
from indexer.language.tokens import tokenize

Kind = Literal["ascii", "typos", "telex", "upper"]
KINDS: tuple[Kind, ...] = get_args(Kind)
_WORDS_PER_TYPO = 6
_MIN_LETTERS = 4
_WORD = re.compile(r"[^\W\d_]+")
_TONE_KEYS = {"\u0301": "s", "\u0300": "f", "\u0309": "r", "\u0303": "x", "\u0323": "j"}
_SHAPE_KEYS = {"\u0306": "w", "\u031b": "w"}  # breve and horn; a circumflex doubles its letter
_CIRCUMFLEX = "\u0302"
_ROWS = ("qwertyuiop", "asdfghjkl", "zxcvbnm")


def write_variants(source: Path, out: Path, *, kind: Kind, seed: int) -> int:
    """Writes the lines of ``source`` with their questions in the spelling ``kind``; returns how many.

    ``ascii`` and ``telex`` are ways to type Vietnamese with diacritics, so lines in another spelling are left out.
    """
    load_questions(source)  # refuses a file that does not follow the schema
    change = CHANGES[kind]
    written = 0
    with whole_file(out) as stream:
        for line in source.read_text(encoding="utf-8-sig").split("\n"):
            if not line.strip():
                continue
            record: dict[str, object] = json.loads(line)
            if kind in ("ascii", "telex") and record.get("lang") != "vi":
                continue
            question = str(record["question"])
            chance = random.Random(f"{seed}/{record['id']}")  # noqa: S311 (repeatable, guards no secret)
            changed: dict[str, object] = {**record, "question": change(question, chance)}
            if kind in ("ascii", "telex"):
                changed["lang"] = "vi-ascii"
            stream.write(json.dumps(changed, ensure_ascii=False) + "\n")
            written += 1
    return written


def without_diacritics(text: str) -> str:
    """``text`` without diacritics, its case kept."""
    marked = unicodedata.normalize("NFD", text.replace("\u0111", "d").replace("\u0110", "D"))
    return "".join(letter for letter in marked if not unicodedata.combining(letter))


def in_telex(text: str) -> str:
    """The keys that would type ``text`` in Telex: the tone after the last letter of its word."""
    return _WORD.sub(lambda found: _keys(found.group()), nfc(text))


def with_typos(text: str, chance: random.Random) -> str:
    """One slip of the finger for every six words, in words of four letters or more that are no abbreviations."""
    composed = nfc(text)
    words = list(tokenize(composed))
    able = [word for word in words if _can_slip(composed[word.start : word.end])]
    slips = min(len(able), max(1, len(words) // _WORDS_PER_TYPO))
    for word in sorted(chance.sample(able, slips), key=lambda word: -word.start):
        slipped = _slip(composed[word.start : word.end], chance)
        composed = composed[: word.start] + slipped + composed[word.end :]
    return composed


def _can_slip(word: str) -> bool:
    return len(word) >= _MIN_LETTERS and word.isalpha() and not word.isupper()


def _slip(word: str, chance: random.Random) -> str:
    """Two letters swapped, one left out, one struck twice, or the key beside one; never the first letter."""
    at = chance.randrange(1, len(word) - 1)
    slips: list[str] = [
        word[:at] + word[at + 1] + word[at] + word[at + 2 :],
        word[:at] + word[at + 1 :],
        word[:at] + word[at] + word[at:],
        word[:at] + _beside(word[at], chance) + word[at + 1 :],
    ]
    return chance.choice([slip for slip in slips if slip != word])


def _beside(letter: str, chance: random.Random) -> str:
    """The key beside that of ``letter``; a letter with marks loses its key and its marks."""
    bare = without_diacritics(letter).lower()
    row = next((row for row in _ROWS if bare in row), "")
    at = row.find(bare)
    return chance.choice([key for key in (row[max(0, at - 1)], row[min(len(row) - 1, at + 1)]) if key != bare])


def _keys(word: str) -> str:
    """The Telex keys of one word; one without marks types as it reads."""
    keys: list[str] = []
    tone = ""
    for letter in word:
        if letter in "\u0111\u0110":
            keys.append("dd" if letter == "\u0111" else "DD" if word.isupper() and len(word) > 1 else "Dd")
            continue
        base, *marks = list(unicodedata.normalize("NFD", letter))
        keys.append(base)
        for mark in marks:
            tone = _TONE_KEYS.get(mark, tone)
            keys.append(base.lower() if mark == _CIRCUMFLEX else _SHAPE_KEYS.get(mark, ""))
    joined = "".join(keys) + tone
    return joined.upper() if word.isupper() and len(word) > 1 else joined


CHANGES: Mapping[Kind, Callable[[str, random.Random], str]] = {
    "ascii": lambda text, _: without_diacritics(text),
    "typos": with_typos,
    "telex": lambda text, _: in_telex(text),
    "upper": lambda text, _: nfc(text).upper(),
}
