"""A passage taken apart once gives what reading every window of it anew would give."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from assistant.answering.agencies import agency_above
from assistant.answering.apart import taken_apart
from assistant.answering.candidates import _sought
from assistant.answering.evidence import Interest
from assistant.answering.excerpt import sentences
from assistant.answering.pieces import SHORT, WHOLE, Window, pieces_of
from assistant.answering.reading import _KEPT, _is_total, _read_with, best_clauses, fit
from assistant.asking import read_asked
from assistant.question import understand
from assistant.service import Assistant
from indexer.language.tokens import bigrams, fold_term, syllables
from indexer.records import Span, StoredPassage

_QUESTIONS = (
    "Kinh phí mua sắm máy tính năm 2026 là bao nhiêu?",
    "Đơn vị nào chủ trì tổ chức tập huấn?",
    "Tổng kinh phí thực hiện kế hoạch là bao nhiêu?",
    "Khi nào hoàn thành việc số hóa tài liệu?",
    "co bao nhieu lop tap huan",
    "mục tiêu hạ tầng",
)


def _passages(assistant: Assistant) -> Iterator[tuple[str, StoredPassage]]:
    catalogue = assistant.index.catalogue
    for entry in catalogue.documents():
        for passage in catalogue.passages_of(entry.id):
            yield catalogue.text(entry.id), passage


def _read(text: str, *, folded: bool) -> set[str]:
    terms = [fold_term(term) if folded else term for term in syllables(text)]
    return {*terms, *bigrams(terms)}


@pytest.mark.parametrize("folded", [False, True])
def test_the_places_of_terms_are_those_that_reading_each_piece_finds(shipped: Assistant, folded: bool) -> None:
    joined = 0
    for text, passage in _passages(shipped):
        pieces = taken_apart(shipped.index, passage, folded=folded)
        whole = f"{passage.breadcrumb}\n{passage.span.of(text)}"
        assert {term for term, places in pieces.masks.items() if places & WHOLE} == _read(whole, folded=folded)
        held: set[str] = set()
        for window, piece in _with_last_piece(text, passage, pieces.windows):
            at_place = {term for term, places in pieces.masks.items() if places & window.place}
            assert at_place == _read(piece.of(text), folded=folded)
            held = at_place if window.opens else held | at_place
            joined += not window.opens
            if len(window.span) < SHORT:
                at = pieces.within(window.span)
                said = {*pieces.terms[at], *pieces.pairs[at.start : max(at.start, at.stop - 1)]}
                assert said == _read(window.span.of(text), folded=folded)
                assert held <= said
    assert joined  # some windows are of several pieces


def _with_last_piece(text: str, passage: StoredPassage, windows: tuple[Window, ...]) -> Iterator[tuple[Window, Span]]:
    """Each window with its last piece, found by where it ends."""
    every = [piece for one in sentences(text, passage.span) for piece in pieces_of(text, one)]
    whole = [passage.span, *sentences(text, passage.span)]
    for window in windows:
        short = [one for one in whole if one == window.span]
        ends = [one for one in every if one.end >= window.span.end and one.start < window.span.end]
        yield window, (short or ends)[0]


@pytest.mark.parametrize("text", _QUESTIONS)
def test_the_best_windows_are_those_that_weighing_all_of_them_finds(shipped: Assistant, text: str) -> None:
    question = understand(text)
    sought = _sought(shipped.index, question, read_asked(question))
    told = 0
    for source, passage in _passages(shipped):
        pieces = taken_apart(shipped.index, passage, folded=sought.interest.folded)
        entry = shipped.index.catalogue.document(passage.document_id)
        assert entry is not None
        found = best_clauses(source, entry, passage, pieces, sought, {})
        whole = f"{passage.breadcrumb}\n{passage.span.of(source)}"
        around = sought.interest.coverage(whole)
        heading = _read_with(passage, sought.asked)
        scores: list[float] = []
        for window, cover in _covers(sought.interest, source, passage, pieces.windows):
            slice_ = window.span.of(source)
            if window.heading and sought.asked.wants and not fit(slice_, sought.asked):
                continue
            gained = 0.2 * fit(f"{heading} {window.lead} {slice_}", sought.asked)
            gained += 0.1 if sought.asked.any_of("total") and _is_total(slice_) else 0.0
            scores.append(0.6 * cover + 0.4 * around + gained - len(window.span) / 6000)
        best = sorted(scores, reverse=True)[:_KEPT] or [0.0]
        assert [clause.score for clause in found] == pytest.approx(best)
        told += sum(clause.score > 0 for clause in found)
        for clause in found if scores else ():
            slice_ = clause.span.of(source)
            assert clause.features["own"] == pytest.approx(sought.interest.coverage(slice_))
            shown = f"{agency_above(passage.breadcrumb)} {slice_}"
            assert clause.features["pairs"] == pytest.approx(sought.interest.pairing(shown))
            assert clause.features["pairs_around"] == pytest.approx(sought.interest.pairing(whole))
    assert told


def _covers(
    interest: Interest, text: str, passage: StoredPassage, windows: tuple[Window, ...]
) -> Iterator[tuple[Window, float]]:
    held = 0
    for window, piece in _with_last_piece(text, passage, windows):
        own = interest.held(piece.of(text))
        held = own if window.opens else held | own
        yield window, interest.covered(held)
