"""The slices that the items of a list are cited by: as many neighbours together as a quote may hold."""

from __future__ import annotations

from assistant.answering.excerpt import MAX_QUOTE
from assistant.answering.quoting import cited_runs
from indexer.records import Span


def test_neighbours_of_one_section_are_one_quote() -> None:
    spans = [Span(0, 100), Span(101, 200), Span(201, 300)]
    assert cited_runs(spans, ["I"] * 3) == [Span(0, 300)] * 3


def test_a_quote_that_goes_on_takes_along_what_stands_before_it() -> None:
    spans = [Span(0, 200), Span(201, 400), Span(401, 650), Span(651, 900)]
    assert cited_runs(spans, ["I"] * 4) == [Span(0, 650)] * 3 + [Span(201, 900)]


def test_nothing_of_another_section_is_taken_along() -> None:
    spans = [Span(0, 200), Span(201, 400)]
    assert cited_runs(spans, ["I", "II"]) == [Span(0, 200), Span(201, 400)]


def test_an_item_longer_than_a_quote_is_cut() -> None:
    assert cited_runs([Span(10, 2_000)], ["I"]) == [Span(10, 10 + MAX_QUOTE)]
