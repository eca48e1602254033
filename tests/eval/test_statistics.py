"""Intervals and tests, held against SciPy's."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.stats import binomtest, bootstrap
from sklearn.metrics import cohen_kappa_score

from eval.statistics import Interval, clustered, kappa, kappa_interval, mcnemar, none_of, paired, wilson

shares = st.integers(1, 400).flatmap(lambda of: st.tuples(st.integers(0, of), st.just(of)))


@given(shares, st.sampled_from([0.8, 0.95, 0.99]))
def test_wilson_agrees_with_scipy(share: tuple[int, int], confidence: float) -> None:
    count, of = share
    expected = binomtest(count, of).proportion_ci(confidence, method="wilson")
    found = wilson(count, of, confidence=confidence)
    assert (found.low, found.high) == pytest.approx((expected.low, expected.high), abs=1e-9)


@given(st.integers(0, 60), st.integers(0, 60))
def test_mcnemar_agrees_with_the_exact_binomial_test(lost: int, gained: int) -> None:
    expected = binomtest(lost, lost + gained, 0.5).pvalue if lost + gained else 1.0
    assert mcnemar(lost, gained) == pytest.approx(expected, abs=1e-9)


@given(st.integers(1, 2_000), st.sampled_from([0.9, 0.95]))
def test_none_of_agrees_with_clopper_and_pearson(of: int, confidence: float) -> None:
    expected = binomtest(0, of, alternative="less").proportion_ci(confidence, method="exact").high
    assert none_of(of, confidence=confidence) == pytest.approx(expected, abs=1e-9)


def test_none_of_a_hundred_is_the_rule_of_three() -> None:
    assert none_of(100) == pytest.approx(0.03, abs=0.001)


def test_five_losses_without_a_gain_are_not_yet_significant_and_six_are() -> None:
    assert mcnemar(5, 0) > 0.05 > mcnemar(6, 0)
    assert mcnemar(7, 7) == 1.0


@given(st.lists(st.tuples(st.floats(0, 1), st.integers(0, 6)), min_size=1, max_size=40))
def test_a_clustered_interval_lies_between_the_means_of_clusters_and_repeats(pairs: list[tuple[float, int]]) -> None:
    values, clusters = [value for value, _ in pairs], [cluster for _, cluster in pairs]
    found = clustered(values, clusters)
    assert found == clustered(values, clusters)
    members = {name: [v for v, c in pairs if c == name] for name in clusters}
    means = [sum(group) / len(group) for group in members.values()]
    assert min(means) - 1e-9 <= found.low <= found.high <= max(means) + 1e-9


def test_a_clustered_interval_agrees_with_the_bootstrap_of_scipy() -> None:
    chance = np.random.default_rng(7)
    clusters = [int(one) for one in chance.integers(0, 30, size=400)]
    values = [float(chance.random() < 0.5 + cluster / 80) for cluster in clusters]
    sums = [sum(value for value, own in zip(values, clusters, strict=True) if own == name) for name in range(30)]
    sizes = [clusters.count(name) for name in range(30)]
    expected = bootstrap(
        (sums, sizes),
        lambda count, of, axis=-1: count.sum(axis) / of.sum(axis),
        paired=True,
        method="percentile",
        n_resamples=9_999,
        random_state=1,
    ).confidence_interval
    found = clustered(values, clusters)
    assert (found.low, found.high) == pytest.approx((expected.low, expected.high), abs=0.005)


@given(st.lists(st.tuples(st.booleans(), st.booleans()), min_size=1, max_size=60))
def test_kappa_agrees_with_scikit_learn(pairs: list[tuple[bool, bool]]) -> None:
    first, second = [one for one, _ in pairs], [other for _, other in pairs]
    found = kappa(pairs)
    if len({*first, *second}) == 1:
        assert found is None
    else:
        assert found == pytest.approx(float(cohen_kappa_score(first, second)), abs=1e-9)


def test_the_interval_of_kappa_lies_around_it_and_repeats() -> None:
    pairs = [(True, True)] * 30 + [(False, False)] * 15 + [(True, False)] * 4 + [(False, True)] * 3
    clusters = list(range(len(pairs)))
    found, middle = kappa_interval(pairs, clusters), kappa(pairs)
    assert found is not None
    assert middle is not None
    assert found == kappa_interval(pairs, clusters)
    assert 0.3 < found.low < middle < found.high < 1
    assert kappa_interval([(True, True)] * 5, [1, 2, 3, 4, 5]) is None
    with pytest.raises(ValueError, match="needs a pair"):
        kappa([])


def test_documents_that_differ_make_the_interval_wider_than_questions_alone() -> None:
    values = [1.0] * 30 + [0.0] * 30
    documents = ["a"] * 30 + ["b"] * 30
    found, questions = clustered(values, documents), wilson(30, 60)
    assert found.high - found.low > questions.high - questions.low


def test_one_cluster_says_nothing_of_other_documents() -> None:
    assert clustered([0.0, 1.0], ["a", "a"]) == Interval(0.5, 0.5)


def test_a_paired_difference_forgets_what_did_not_change() -> None:
    before, after = [0.0, 1.0, 1.0, 0.0], [1.0, 1.0, 1.0, 0.0]
    assert paired(before, before, [1, 2, 3, 4]) == Interval(0.0, 0.0)
    found = paired(before, after, [1, 2, 3, 4])
    assert 0.0 <= found.low < 0.25 < found.high


@pytest.mark.parametrize(("count", "of"), [(-1, 3), (4, 3), (0, 0)])
def test_no_share_is_refused(count: int, of: int) -> None:
    with pytest.raises(ValueError, match="no share"):
        wilson(count, of)


def test_nothing_tried_is_refused() -> None:
    with pytest.raises(ValueError, match="nothing"):
        none_of(0)
    with pytest.raises(ValueError, match="needs a value"):
        clustered([], [])
    with pytest.raises(ValueError, match="not negative"):
        mcnemar(-1, 2)
