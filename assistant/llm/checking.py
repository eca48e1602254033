"""The check that every sentence of a model passes before a reader sees it, or does not."""

from __future__ import annotations

import re
from collections.abc import Container, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from assistant.llm.binding import bind
from assistant.llm.claims import Claims, read_claims
from assistant.llm.figures import computed, figure_fault
from assistant.llm.grounds import Ground, Support, support
from assistant.llm.harmless import is_order, visible, without_addresses
from assistant.llm.lexicon import holds, lexicon
from assistant.llm.roles import foreign_shares, gives_other_roles
from assistant.llm.wording import (
    bounds_otherwise,
    compares_otherwise,
    denies_otherwise,
    foreign_names,
    foreign_number_words,
    has_its_words,
)
from assistant.marks import MARK, mark
from indexer.language.normal import one_line

Fault = Literal[
    "empty", "uncited", "refusal", "order", "figure", "swapped", "bound", "time", "place", "document number",
    "quotation", "name", "role", "each", "negation", "comparison", "words",
]  # fmt: skip
Pieces = Sequence[tuple[str, tuple[int, ...]]]  # words, and the numbers of the marks behind them
_MARK = re.compile(r"[\[【]\s*(\d{1,3}(?:\s*[,;–-]\s*\d{1,3})*)\s*[\]】]")
_EMPHASIS = re.compile(r"\*\*|__|`+|^\s*#{1,6}\s+|(?<!\w)[*_](?=\S)|(?<=\S)[*_](?!\w)")
_MOST_MARKS = 12


@dataclass(frozen=True, slots=True)
class Checked:
    """A sentence after its check: ``text`` for the reader with marks as placeholders, or what is wrong with it."""

    text: str
    cited: tuple[int, ...]
    fault: Fault | None
    claims: Claims


@dataclass(frozen=True, slots=True)
class Checker:
    """Compares sentences with the evidence that they cite."""

    grounds: Mapping[int, Ground]
    asked: frozenset[str]  # the words of the question: they may be repeated, its figures may not
    english: bool

    def check(self, sentence: str, *, given: Sequence[int] = ()) -> Checked:
        """The check of one sentence; one without marks takes those ``given``, of the sentence that it leads to."""
        text = one_line(_EMPHASIS.sub("", without_addresses(visible(sentence))))
        pieces = marked_pieces(text, self.grounds)
        cited = tuple(dict.fromkeys(n for _, numbers in pieces for n in numbers)) or tuple(given)
        plain = "".join(words for words, _ in pieces)
        claims = read_claims(plain)
        if not claims.words:
            return Checked("", cited, "empty", claims)
        shown = _tidy(_MARK.sub(self._shown, text))
        if given and not shown.endswith(":") and MARK.search(shown) is None:
            shown += f" {''.join(map(mark, given))}"
        return Checked(shown, cited, self._fault(claims, pieces, cited), claims)

    def _shown(self, found: re.Match[str]) -> str:
        """The known numbers of a mark as placeholders; the others are nobody's."""
        return "".join(mark(n) for n in _numbers(found.group(1)) if n in self.grounds)

    def _fault(self, claims: Claims, pieces: Pieces, cited: tuple[int, ...]) -> Fault | None:
        if holds(claims.words, lexicon().refusals):
            return "refusal"
        if is_order(claims.text):
            return "order"
        if not cited:
            return "uncited"
        held = support(self.grounds, cited)
        return self._by_place(claims, pieces, cited) or self._by_words(claims, held, len(cited))

    def _by_place(self, claims: Claims, pieces: Pieces, cited: tuple[int, ...]) -> Fault | None:
        """Figures, times and places, each by the marks that follow it."""
        bound = bind(claims)
        every = support(self.grounds, cited)
        start = 0
        for words, numbers in pieces:
            end = start + len(words)
            held = support(self.grounds, numbers or cited)
            for one in (one for one in bound if start <= one.figure.start < end):
                fault = figure_fault(one, held, english=self.english)
                if fault == "figure" and computed(one, bound, every):
                    continue
                if fault is not None:
                    return fault
            if any(start <= time.start < end and time.ends not in held.times for time in claims.times):
                return "time"
            if any(start <= place.start < end and place.name not in held.places for place in claims.places):
                return "place"
            start = end
        return None

    def _by_words(self, claims: Claims, held: Support, cited: int) -> Fault | None:
        """Everything that is said in words, by all evidence that the sentence cites."""
        numbers = {number for ground in held.grounds for number in ground.claims.numbers}
        days = {day for ground in held.grounds for day in ground.claims.days}
        days |= {(at.day, at.month) for ends in held.times for at in ends if at is not None}
        listed = {one for ground in held.grounds for one in ground.claims.listed}
        checks: tuple[tuple[Fault, bool], ...] = (
            ("document number", claims.numbers <= numbers),
            ("time", claims.days <= days),
            ("figure", claims.listed <= listed and not foreign_number_words(claims, held, cited)),
            ("quotation", all(held.quotes(quote) for quote in claims.quotes)),
            ("name", not foreign_names(claims, held)),
            ("role", not gives_other_roles(claims, held)),
            ("each", not foreign_shares(claims, held, english=self.english)),
            ("negation", not denies_otherwise(claims, held)),
            ("bound", not bounds_otherwise(claims, held)),
            ("comparison", not compares_otherwise(claims, held)),
            ("words", has_its_words(claims, held, self.asked, english=self.english)),
        )
        return next((fault for fault, stands in checks if not stands), None)


def marked_pieces(text: str, known: Container[int] | None = None) -> Pieces:
    """The text between marks, each piece with the ``known`` numbers behind it; the last one takes what follows it."""
    pieces: list[tuple[str, tuple[int, ...]]] = []
    start = 0
    for found in _MARK.finditer(text):
        words = text[start : found.start()]
        numbers = tuple(n for n in _numbers(found.group(1)) if known is None or n in known)
        if pieces and not words.strip():
            pieces[-1] = (pieces[-1][0] + words, (*pieces[-1][1], *numbers))
        else:
            pieces.append((words, numbers))
        start = found.end()
    after = text[start:]
    return [*pieces, (after, pieces[-1][1] if pieces else ())] if after else pieces


def _numbers(written: str) -> list[int]:
    """The numbers of a mark such as ``1, 3`` or ``2-4``."""
    found: list[int] = []
    for part in re.split(r"[,;]", written):
        first, _, last = re.sub(r"\s", "", part).replace("–", "-").partition("-")
        found += range(int(first), int(last or first) + 1)
    return found[:_MOST_MARKS]


def _tidy(text: str) -> str:
    """``text`` without the space that a removed mark or link leaves before a stop."""
    return re.sub(r"\s+([.,;:!?])", r"\1", re.sub(r"\(\s*\)|\[\s*\]", "", text)).strip()
