"""A passage taken apart once: the windows of it that may be quoted, and which of its pieces holds which term.

Questions after one another read the same passages; what depends on the passage alone is found at the first of them.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from assistant.answering.excerpt import sentences
from indexer.language.lexicon import structure_words
from indexer.language.normal import fold, one_line
from indexer.language.tokens import bigrams, fold_term, placed_terms, syllables
from indexer.records import Span, StoredPassage

SHORT = 300  # code points of a window that stands in an answer, and of a table row that is read as one
_LENGTH = 6000  # code points that cost as much as holding the whole topic gains
WHOLE = 1  # the place of the passage with its headings, as a bit; its pieces have the higher ones
_LABELLED = re.compile(r"^((?:\w+ )?[\w.]{1,6})[.)/] +")  # the number of a heading: "12. ", "Điều 12. "
_LEAD = re.compile(r"\s*(?:[-–+*•]\s*|\(?\d{1,2}[.)]\s*)?(?P<lead>[^:.;\n]{3,60}:)")
_CLAUSE = re.compile(r"(?<=[;,])\s+|\s+(?=- )|\s+(?=\()|(?<=\))\s+|\n+")


@dataclass(frozen=True, slots=True)
class Window:
    """Neighbouring pieces of a sentence that are short enough to be quoted."""

    span: Span
    place: int  # of its last piece, as a bit
    opens: bool  # whether that is its first piece too; else it is the window before with one piece more
    lead: str  # what the line of its sentence begins with up to a colon
    heading: bool  # whether it is the heading that its passage stands under, and that passage nothing more
    cost: float  # what its length takes from its score


@dataclass(frozen=True, slots=True)
class Pieces:
    """The windows of a passage in order, and where in it each term stands."""

    windows: tuple[Window, ...]
    masks: Mapping[str, int]  # by term, pairs of words too: the places that hold it, as bits
    terms: tuple[str, ...]  # its words in order
    pairs: tuple[str, ...]  # each word with the next one
    starts: tuple[int, ...]  # of its words
    ends: tuple[int, ...]

    def within(self, span: Span) -> slice:
        """Which of the words stand inside ``span``; of a pair, both must."""
        return slice(bisect_left(self.starts, span.start), bisect_right(self.ends, span.end))


def take_apart(text: str, passage: StoredPassage) -> Pieces:
    """The pieces of ``passage``, a part of ``text``."""
    start = passage.span.start
    own, places = placed_terms(passage.span.of(text))
    heading = syllables(passage.breadcrumb)
    words = [*heading, *own]
    pairs = bigrams(words)
    masks = dict.fromkeys((*words, *pairs), WHOLE)
    found = Pieces(
        windows=(),
        masks=masks,
        terms=tuple(words[len(heading) :]),
        pairs=tuple(pairs[len(heading) :]),
        starts=tuple([start + first for first, _ in places]),
        ends=tuple([start + last for _, last in places]),
    )
    return replace(found, windows=tuple(_windows(text, passage, found, masks)))


def without_diacritics(pieces: Pieces, passage: StoredPassage) -> Pieces:
    """``pieces`` of ``passage`` with all terms folded; the windows are the same, so nothing is read again."""
    words = [*syllables(passage.breadcrumb), *pieces.terms]
    bare = [*map(fold_term, words)]
    heading = len(words) - len(pieces.terms)
    pairs = bigrams(bare)
    masks: dict[str, int] = {}
    for term, folded in zip((*words, *bigrams(words)), (*bare, *pairs), strict=True):
        masks[folded] = masks.get(folded, 0) | pieces.masks[term]
    return replace(pieces, masks=masks, terms=tuple(bare[heading:]), pairs=tuple(pairs[heading:]))


def _windows(text: str, passage: StoredPassage, found: Pieces, masks: dict[str, int]) -> Iterator[Window]:
    """Every sentence that is short, of others every run of pieces that is; the places of terms go into ``masks``."""
    place = WHOLE
    entire = [passage.span] if passage.table is not None and len(passage.span) <= SHORT else []
    for sentence in (*entire, *sentences(text, passage.span)):
        if _says_nothing(text, sentence):
            continue
        heading = _is_heading(text, sentence, passage)
        if heading and len(sentence) < len(passage.span):
            continue
        lead = item_lead(text, passage.span, sentence).of(text)
        pieces = [sentence] if len(sentence) <= SHORT else pieces_of(text, sentence)
        places: list[int] = []
        for piece in pieces:
            place <<= 1
            places.append(place)
            at = found.within(piece)
            for term in (*found.terms[at], *found.pairs[at.start : max(at.start, at.stop - 1)]):
                masks[term] |= place
        for first, piece in enumerate(pieces):
            for last in range(first, len(pieces)):
                if pieces[last].end - piece.start > SHORT and last > first:
                    break
                span = Span(piece.start, min(pieces[last].end, piece.start + SHORT))
                yield Window(span, places[last], last == first, lead, heading, len(span) / _LENGTH)


def pieces_of(text: str, sentence: Span) -> Sequence[Span]:
    """The clauses of a sentence."""
    cuts = [found.span() for found in _CLAUSE.finditer(text, sentence.start, sentence.end)]
    starts = [sentence.start, *(end for _, end in cuts)]
    ends = [*(start for start, _ in cuts), sentence.end]
    return [Span(start, end) for start, end in zip(starts, ends, strict=True) if end > start]


def item_lead(text: str, passage: Span, sentence: Span) -> Span:
    """What the line of ``sentence`` begins with up to a colon ("Quý 1/2025:"), if that stands before the sentence."""
    start = text.rfind("\n", passage.start, sentence.start) + 1 or passage.start
    found = _LEAD.match(text, start, sentence.start)
    return Span(found.start("lead"), found.end("lead")) if found else Span(sentence.start, sentence.start)


def _says_nothing(text: str, sentence: Span) -> bool:
    """Whether the sentence is a bare number, or what an annex is attached to."""
    slice_ = sentence.of(text)
    return _attached().match(slice_) is not None or not any(map(str.isalpha, slice_))


def _is_heading(text: str, sentence: Span, passage: StoredPassage) -> bool:
    """Whether the sentence only repeats the heading that the passage stands under."""
    line = _plain(sentence.of(text))
    return bool(line) and _plain(passage.breadcrumb.rsplit(" > ", 1)[-1]).endswith(line)


@lru_cache(maxsize=1)
def _attached() -> re.Pattern[str]:
    """The line in brackets under the title of an annex: "(Kèm theo …)"."""
    return re.compile(rf"\s*\(+\s*(?:{'|'.join(map(re.escape, structure_words().attached))})\b", re.IGNORECASE)


@lru_cache(maxsize=1024)
def _plain(text: str) -> str:
    return _LABELLED.sub(r"\1 ", fold(one_line(text))).strip(" .:*")
