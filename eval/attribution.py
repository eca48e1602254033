"""Citation recall and precision in ALCE's sense, with the deterministic verifier of ``eval/support.py``.

Gao, Yen, Yu, Chen, Enabling large language models to generate text with citations, EMNLP 2023, section 3: a statement
is recalled when all that it cites together supports it; one of its citations is precise when the statement is
recalled and the citation alone supports it, or the others without it do not. Supported here means: every figure of
the statement stands in the cited slices or is computed from proven figures of the answer, and so does at least half
of its words.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import reduce
from operator import or_

from assistant.records import Citation
from eval.support import MARKS, NOTHING, Shown, Witness, of_citation, unsupported
from indexer.language.tokens import fold_term, syllables

WORDS_HELD = 0.5
_LEAST_WORDS = 3  # of a statement: less is punctuation or a unit left over behind a mark
_MARKED = re.compile(r"(?:\[\d+(?:\s*,\s*\d+)*\]\s*)+[.;,]?")
_GOES_ON = "—–-=(),.;+*"  # a sentence that goes on behind its mark; a small letter does too
_PLACE = re.compile(r"\([^()]*(?:\([^()]*\)[^()]*)*\)[.;]?")  # the place of the evidence alone, named in brackets


@dataclass(frozen=True, slots=True)
class Statement:
    """A piece of an answer up to its citation marks, and the numbers that it cites."""

    text: str
    cited: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Attribution:
    """So many statements, of them supported by what they cite; so many citations in them, of them precise."""

    statements: int
    supported: int
    citations: int
    precise: int


def statements(answer: str) -> tuple[Statement, ...]:
    """The claims of an answer; introductions ("…:"), questions back and fragments of a word or two claim nothing."""
    pieces = (piece for line in answer.split("\n") for piece in _pieces(line))
    return tuple(one for one in map(_statement, pieces) if _claims(one))


def _pieces(line: str) -> list[str]:
    """A line cut behind its marks, where what follows does not go on with the sentence."""
    found, at = [], 0
    for mark in _MARKED.finditer(line):
        rest = line[mark.end() :].lstrip()
        if rest and rest[0] not in _GOES_ON and not rest[0].islower():
            found.append(line[at : mark.end()])
            at = mark.end()
    return [*found, line[at:]]


def _statement(piece: str) -> Statement:
    digits = re.findall(r"\d+", " ".join(MARKS.findall(piece)))
    return Statement(piece.strip(), tuple(dict.fromkeys(map(int, digits))))


def _claims(one: Statement) -> bool:
    if one.cited:
        return True
    if one.text.endswith((":", "?")) or _PLACE.fullmatch(one.text):
        return False
    return len(syllables(one.text)) >= _LEAST_WORDS


def attribution(answer: str, given: Witness, citations: Sequence[Citation], shown: Shown) -> Attribution:
    """Count the statements of an answer that its own citations support, and the citations that are needed.

    ``given`` is what the person said; ``shown`` what can be computed from all that the answer shows.
    """
    witnesses = {citation.n: of_citation(citation) for citation in citations}
    judge = _Judge(given, shown)
    supported = cited = precise = 0
    found = statements(answer)
    for one in found:
        held = judge.supports(one, _union(witnesses, one.cited))
        supported += held
        cited += len(one.cited)
        if held:
            precise += sum(_needed(judge, one, number, witnesses) for number in one.cited)
    return Attribution(len(found), supported, cited, precise)


def _needed(judge: _Judge, one: Statement, number: int, witnesses: Mapping[int, Witness]) -> bool:
    """Whether a citation supports the statement alone, or the others do not without it."""
    others = [other for other in one.cited if other != number]
    alone = judge.supports(one, _union(witnesses, [number]))
    return alone or not judge.supports(one, _union(witnesses, others))


def _union(witnesses: Mapping[int, Witness], numbers: Sequence[int]) -> Witness | None:
    """What the citations of these numbers prove together; None where nothing is cited, or nothing of that number."""
    cited = [witnesses[number] for number in numbers if number in witnesses]
    return reduce(or_, cited, NOTHING) if cited else None


@dataclass(frozen=True, slots=True)
class _Judge:
    """Decides whether evidence supports a statement of one answer."""

    given: Witness
    shown: Shown

    def supports(self, one: Statement, evidence: Witness | None) -> bool:
        """Whether all figures and half of the words of a statement stand in the evidence."""
        if evidence is None:
            return False
        text = MARKS.sub(" ", one.text)
        terms = [fold_term(term) for term in syllables(text)]
        known = evidence | self.given
        if sum(term in known.words for term in terms) < WORDS_HELD * len(terms):
            return False
        return not unsupported(text, known, self.shown)
