"""The Vietnamese words that training needs, read from the package's data file."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Lexicon:
    """Words and patterns that hold for Vietnamese statutes and questions in general."""

    heading: re.Pattern[str]  # a line that begins the next chapter
    tone_marks: tuple[tuple[str, str], ...]  # old placement of a tone mark -> new placement
    openings: tuple[str, ...]  # what questions begin with
    endings: tuple[str, ...]  # what questions end with


def read_lexicon() -> Lexicon:
    """The lexicon that the package ships."""
    values = json.loads((Path(__file__).parent / "data" / "lexicon.json").read_text(encoding="utf-8"))
    return Lexicon(
        heading=re.compile(values["heading"], re.IGNORECASE),
        tone_marks=tuple((old, new) for old, new in values["tone_marks"]),
        openings=tuple(values["question_openings"]),
        endings=tuple(values["question_endings"]),
    )
