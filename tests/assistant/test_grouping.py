"""Results as a reader gets them: neighbours joined, bounded, documents kept apart."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path

import pytest

from assistant.grouping import MAX_READ, MAX_RESULT, MAX_ROWS, READ, group
from assistant.question import understand
from assistant.records import Filters
from assistant.retrieval import Ranked
from assistant.search import find_results
from assistant.service import Assistant, open_assistant
from indexer.records import StoredPassage

QUESTIONS = ["kinh phí", "nhiệm vụ của văn phòng", "trung tâm dữ liệu", "Kế hoạch nào nêu mục tiêu?", "số"]


@pytest.fixture(scope="module")
def assistant(shipped_index: Path) -> Assistant:
    return open_assistant(shipped_index)


def _passages(assistant: Assistant) -> list[StoredPassage]:
    entries = assistant.index.catalogue.documents()
    return [passage for entry in entries for passage in assistant.index.catalogue.passages_of(entry.id)]


@pytest.mark.parametrize("question", QUESTIONS)
def test_results_are_bounded_and_apart(assistant: Assistant, question: str) -> None:
    results = find_results(assistant.index, understand(question), limit=20, filters=Filters())
    assert results
    assert all(len(result.span) <= max(MAX_RESULT, len(result.best.span)) for result in results)
    assert sum(len(result.span) for result in results[:READ]) <= MAX_READ
    spans = sorted((result.document_id, result.span.start, result.span.end) for result in results[:READ])
    assert all(a[0] != b[0] or a[2] <= b[1] for a, b in pairwise(spans))
    for result in results:
        assert result.best in result.passages
        assert [one.ordinal for one in result.passages] == sorted(one.ordinal for one in result.passages)
        assert len({(one.document_id, one.kind, one.section, one.table) for one in result.passages}) == 1
        if result.best.kind == "row":
            assert len(result.passages) <= MAX_ROWS


def test_neighbours_join_whatever_their_order(assistant: Assistant) -> None:
    passages = _passages(assistant)
    pair = next(
        (a, b)
        for a, b in pairwise(passages)
        if (a.document_id, a.kind, a.section, a.table) == (b.document_id, b.kind, b.section, b.table)
        and b.span.end - a.span.start <= MAX_RESULT
    )
    for order in (pair, pair[::-1]):
        ranked = [Ranked(passage, 1.0 - at / 10) for at, passage in enumerate(order)]
        results = group(ranked, assistant.index.catalogue, limit=5)
        assert len(results) == 1
        assert set(pair) <= set(results[0].passages)
        assert results[0].best == order[0]
        assert results[0].score == 1.0


def test_a_document_takes_no_more_than_its_share_of_what_is_read(assistant: Assistant) -> None:
    first: dict[str, list[StoredPassage]] = {}
    for passage in _passages(assistant):
        first.setdefault(passage.document_id, []).append(passage)
    ids = sorted(first)[:2]
    many = [*first[ids[0]][:200:20], *first[ids[1]][:2]]
    ranked = [Ranked(passage, 1.0 - at / 100) for at, passage in enumerate(many)]
    shared = group(ranked, assistant.index.catalogue, limit=20, per_document=1)
    assert [result.document_id for result in shared[:2]] == ids
    alone = group(ranked, assistant.index.catalogue, limit=20)
    assert [result.document_id for result in alone[:2]] == [ids[0], ids[0]]


def test_nothing_ranked_nothing_found(assistant: Assistant) -> None:
    assert group([], assistant.index.catalogue, limit=5) == []
