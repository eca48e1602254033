"""What a sentence may rest on: the evidence by number, read once, ready to be compared with claims."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from assistant.llm.binding import Bound, bind
from assistant.llm.claims import Claims, Ends, read_claims
from indexer.language.abbreviations import expanded
from indexer.language.normal import nfc, one_line
from indexer.language.tokens import syllables


@dataclass(frozen=True, slots=True)
class Ground:
    """Evidence ``n``: what it says, the figures that may be said with it, and what else may be quoted of it."""

    n: int
    text: str
    claims: Claims
    figures: tuple[Bound, ...]
    place: str | None
    quotable: str = ""


def ground(n: int, text: str, figures: Iterable[Bound], place: str | None, *, quotable: str = "") -> Ground:
    """The ground ``n`` of what ``text`` says; money and shares may come from ``figures`` alone.

    Of ``quotable`` a sentence may use words and quotations, but no name, number or time.
    """
    return Ground(n, text, read_claims(text), tuple(figures), place, quotable)


@dataclass(frozen=True, slots=True)
class Support:
    """Several grounds taken together."""

    grounds: tuple[Ground, ...]
    words: frozenset[str]
    line: str  # all syllables in order, for names and quotations

    @property
    def figures(self) -> list[tuple[Bound, str | None]]:
        """The figures that may be said, each with the place of its document."""
        return [(one, ground.place) for ground in self.grounds for one in ground.figures]

    @property
    def counts(self) -> list[Bound]:
        """Plain numbers, wherever they stand."""
        return [one for ground in self.grounds for one in (*ground.figures, *bind(ground.claims))]

    @property
    def times(self) -> set[Ends]:
        """The times that are spoken of."""
        every = {one.ends for ground in self.grounds for one in ground.claims.times}
        return every | {one.time for ground in self.grounds for one in ground.figures if one.time is not None}

    @property
    def places(self) -> set[str]:
        """The provinces that are spoken of."""
        named = {one.name for ground in self.grounds for one in ground.claims.places}
        return named | {ground.place for ground in self.grounds if ground.place is not None}

    @property
    def loose_numbers(self) -> set[Decimal]:
        """The numbers inside of document numbers and days, by which people call them."""
        symbols = [symbol for ground in self.grounds for symbol in ground.claims.numbers]
        days = {Decimal(part) for ground in self.grounds for day in ground.claims.days for part in day}
        return days | {Decimal(symbol.split("-")[0].split("/")[0]) for symbol in symbols}

    def holds_words(self, words: Sequence[str]) -> bool:
        """Whether the syllables ``words`` stand in the evidence one after the other."""
        return f" {' '.join(words)} " in self.line

    def quotes(self, text: str) -> bool:
        """Whether the evidence holds ``text`` letter by letter; white space counts as one space."""
        wanted = one_line(text).rstrip(" .,;:…")
        texts = (text for ground in self.grounds for text in (ground.text, ground.quotable))
        return bool(wanted) and any(wanted in one_line(nfc(text)) for text in texts)


def support(grounds: Mapping[int, Ground], cited: Iterable[int]) -> Support:
    """What the grounds ``cited`` give together."""
    chosen = tuple(grounds[n] for n in dict.fromkeys(cited) if n in grounds)
    lines = [" ".join((*one.claims.words, "|", *syllables(expanded(one.text, everyday=True)))) for one in chosen]
    words = {word for line in lines for word in line.split()}
    words |= {word for one in chosen for word in syllables(expanded(one.quotable, everyday=True))}
    return Support(chosen, frozenset(words), f" {' | '.join(lines)} ")
