"""When a passage holds evidence, and the bounds within which passages and quotes count."""

from __future__ import annotations

import unicodedata

import pytest

from eval.evidence import EvidenceItem, Slice, evidence_held, held_by_quotes, held_by_results

ITEMS = (EvidenceItem("d", ("Tổng", "5 tỷ")), EvidenceItem("e", ("Hà Nội",)))
FIRST = "Tổng: 5 tỷ"
SECOND = "hà nội"


@pytest.mark.parametrize(
    "text", ["TỔNG là 5\n  tỷ", unicodedata.normalize("NFD", "tổng 5 tỷ"), "5\u00a0tỷ tổng", "Tổng\t5 \r\n tỷ đồng"]
)
def test_case_white_space_and_composition_do_not_matter(text: str) -> None:
    assert evidence_held(ITEMS[0].contains, text)


@pytest.mark.parametrize("text", ["Tong 5 tỷ", "Tổng 5", "Tổng 5tỷ", ""])
def test_every_substring_must_stand_there(text: str) -> None:
    assert not evidence_held(ITEMS[0].contains, text)


def test_an_item_needs_one_passage_of_its_own_document() -> None:
    held = held_by_results(ITEMS, [Slice("e", FIRST), Slice("d", "Tổng"), Slice("d", "5 tỷ"), Slice("e", SECOND)])
    assert held == (frozenset(), frozenset(), frozenset(), frozenset({1}))


def test_only_the_best_five_count() -> None:
    fillers = [Slice("d", "x")] * 4
    assert held_by_results(ITEMS, [*fillers, Slice("d", FIRST)])[4] == {0}
    assert len(held_by_results(ITEMS, [*fillers, Slice("d", "x"), Slice("d", FIRST)])) == 5


def test_a_result_over_the_limit_holds_nothing() -> None:
    fitting = FIRST + "x" * (1500 - len(FIRST))
    assert held_by_results(ITEMS, [Slice("d", fitting)]) == (frozenset({0}),)
    assert held_by_results(ITEMS, [Slice("d", fitting + "x")]) == (frozenset(),)


def test_results_after_the_budget_hold_nothing() -> None:
    fillers = [Slice("d", "x" * 1500)] * 3
    last = Slice("e", SECOND + "x" * (1500 - len(SECOND)))
    assert held_by_results(ITEMS, [*fillers, last])[3] == {1}
    assert held_by_results(ITEMS, [*fillers, last, Slice("d", FIRST)])[4] == frozenset()
    longer = Slice("d", "x" * 1501)
    assert held_by_results(ITEMS, [*fillers[:2], longer, last])[3] == frozenset()


def test_quotes_hold_items_together_unless_too_long() -> None:
    assert held_by_quotes(ITEMS, [Slice("d", FIRST), Slice("e", SECOND)]) == {0, 1}
    fitting = FIRST + "x" * (700 - len(FIRST))
    assert held_by_quotes(ITEMS, [Slice("d", fitting)]) == {0}
    assert held_by_quotes(ITEMS, [Slice("d", fitting + "x")]) == frozenset()
    assert held_by_quotes(ITEMS, []) == frozenset()
