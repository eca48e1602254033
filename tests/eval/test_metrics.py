"""The measures, against the independent implementations of ir_measures (trec_eval) and numpy."""

from __future__ import annotations

import ir_measures
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from ir_measures import RR, Qrel, R, ScoredDoc, nDCG

from eval.metrics import all_at, mean, ndcg, novel_ndcg, percentile, recall_at, reciprocal_rank

ITEMS = [f"d{number:02d}" for number in range(25)]
rankings = st.lists(st.sampled_from(ITEMS), unique=True, min_size=1)
gains = st.dictionaries(st.sampled_from(ITEMS), st.integers(0, 3), min_size=1).filter(lambda found: any(found.values()))


def reference(measure: object, ranking: list[str], relevance: dict[str, int]) -> float:
    """What ir_measures computes for one question."""
    qrels = [Qrel("q", item, gain) for item, gain in relevance.items()]
    run = [ScoredDoc("q", item, float(len(ranking) - rank)) for rank, item in enumerate(ranking)]
    return float(ir_measures.calc_aggregate([measure], qrels, run)[measure])


def each(ranking: list[str]) -> list[set[str]]:
    """A document holds itself."""
    return [{item} for item in ranking]


def relevant(relevance: dict[str, int]) -> list[str]:
    return [item for item, gain in relevance.items() if gain > 0]


@given(rankings, gains, st.sampled_from([1, 3, 5, 10]))
def test_recall_agrees_with_ir_measures(ranking: list[str], relevance: dict[str, int], k: int) -> None:
    assert recall_at(each(ranking), relevant(relevance), k) == pytest.approx(reference(R @ k, ranking, relevance))


@given(rankings, gains, st.sampled_from([1, 5, 10]))
def test_all_is_a_recall_of_one(ranking: list[str], relevance: dict[str, int], k: int) -> None:
    assert all_at(each(ranking), relevant(relevance), k) == (reference(R @ k, ranking, relevance) == 1)


@given(rankings, gains)
def test_reciprocal_rank_agrees_with_ir_measures(ranking: list[str], relevance: dict[str, int]) -> None:
    assert reciprocal_rank(each(ranking), relevant(relevance)) == pytest.approx(reference(RR, ranking, relevance))


@given(rankings, gains, st.sampled_from([1, 3, 10]))
def test_ndcg_agrees_with_ir_measures(ranking: list[str], relevance: dict[str, int], k: int) -> None:
    expected = reference(nDCG @ k, ranking, relevance)
    assert ndcg(ranking, dict(relevance), k) == pytest.approx(expected, abs=1e-9)


@given(rankings, st.sampled_from(ITEMS), st.sampled_from([1, 3, 10]))
def test_novel_ndcg_of_one_item_agrees_with_ir_measures(ranking: list[str], wanted: str, k: int) -> None:
    assert novel_ndcg(each(ranking), [wanted], k) == pytest.approx(reference(nDCG @ k, ranking, {wanted: 1}), abs=1e-9)


def test_novel_ndcg_counts_an_item_once() -> None:
    assert novel_ndcg([{1}, {1}], [1, 2]) == 0.5
    assert novel_ndcg([{1, 2}, {1}], [1, 2]) == 1.0
    assert 0.5 < novel_ndcg([{1}, {2}], [1, 2]) < 1.0


@given(st.lists(st.floats(0, 1e6), min_size=1), st.floats(0, 1))
def test_percentile_agrees_with_numpy(values: list[float], share: float) -> None:
    assert percentile(values, share) == pytest.approx(float(np.quantile(values, share)), abs=1e-6)


def test_all_of_two_items_needs_both() -> None:
    assert not all_at([{"a"}, set(), set(), set(), set(), {"b"}], ["a", "b"], 5)
    assert all_at([{"a"}, set(), set(), set(), {"b"}], ["a", "b"], 5)


def test_one_result_may_hold_several_items() -> None:
    assert all_at([set(), {1, 2}], [1, 2], 2)
    assert recall_at([{1, 2}, {2}], [1, 2, 3, 4], 2) == 0.5


def test_a_second_place_is_worth_half() -> None:
    assert reciprocal_rank([{"x"}, {"a"}], ["a"]) == 0.5
    assert mean([0.5, 1.0]) == 0.75


def test_measures_without_anything_wanted_are_refused() -> None:
    with pytest.raises(ValueError, match="nothing is wanted"):
        recall_at([{"a"}], [], 5)
    with pytest.raises(ValueError, match="nothing is wanted"):
        ndcg(["a"], {"a": 0}, 5)
    with pytest.raises(ValueError, match="cut-off"):
        recall_at([{"a"}], ["a"], 0)
    with pytest.raises(ValueError, match="needs a value"):
        mean([])
    with pytest.raises(ValueError, match="needs a value"):
        percentile([], 0.5)
