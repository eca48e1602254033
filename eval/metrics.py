"""Measures of retrieval and of speed, as pure functions with their definition and source.

``held`` names, for every result from the best on, the wanted items that it holds: for documents each holds itself,
for passages with evidence one passage may hold several items. ``wanted`` is what should be found. All but
:func:`ndcg` take relevance as yes or no. With nothing wanted a measure is undefined and raises ValueError.
"""

from __future__ import annotations

import math
from collections.abc import Collection, Hashable, Mapping, Sequence
from typing import TypeVar

Item = TypeVar("Item", bound=Hashable)


def all_at(held: Sequence[Collection[Item]], wanted: Collection[Item], k: int) -> bool:
    """Whether the first ``k`` results hold all that is wanted: recall at ``k`` is one.

    The "retrieval all@k" of multi-hop question answering, e.g. Trivedi et al., MuSiQue, TACL 2022.
    """
    return recall_at(held, wanted, k) == 1.0


def recall_at(held: Sequence[Collection[Item]], wanted: Collection[Item], k: int) -> float:
    """The share of what is wanted that the first ``k`` results hold.

    Manning, Raghavan, Schütze, Introduction to Information Retrieval, 2008, section 8.3.
    """
    _check(wanted, k)
    found = set().union(*held[:k])
    return len(found & set(wanted)) / len(set(wanted))


def reciprocal_rank(held: Sequence[Collection[Item]], wanted: Collection[Item]) -> float:
    """One over the rank of the first result that holds anything wanted, 0 if none does.

    Voorhees, The TREC-8 Question Answering Track Report, 1999.
    """
    _check(wanted, 1)
    targets = set(wanted)
    return next((1 / rank for rank, items in enumerate(held, start=1) if not targets.isdisjoint(items)), 0.0)


def ndcg(ranking: Sequence[str], gains: Mapping[str, float], k: int = 10) -> float:
    """Discounted cumulative gain of the first ``k`` over that of the best possible order.

    The gain of rank r is divided by log2(r + 1); an item without a gain has 0. Järvelin and Kekäläinen, Cumulated
    gain-based evaluation of IR techniques, ACM TOIS 20(4), 2002, in the form that trec_eval computes.
    """
    _check([item for item, gain in gains.items() if gain > 0], k)
    ideal = sorted((gain for gain in gains.values() if gain > 0), reverse=True)
    found = [max(0.0, gains.get(item, 0.0)) for item in ranking[:k]]
    return _discounted(found) / _discounted(ideal[:k])


def novel_ndcg(held: Sequence[Collection[Item]], wanted: Collection[Item], k: int = 10) -> float:
    """The discounted share of what is wanted that each of the first ``k`` results adds; 1 where the first holds all.

    α-nDCG with α = 1, the gain of Clarke et al., Novelty and diversity in information retrieval evaluation, SIGIR
    2008, over the gain of one result that holds everything; with one item wanted it is the ordinary nDCG.
    """
    _check(wanted, k)
    targets, gains = set(wanted), []
    for items in held[:k]:
        gains.append(len(targets & set(items)) / len(set(wanted)))
        targets -= set(items)
    return _discounted(gains)


def _discounted(gains: Sequence[float]) -> float:
    """The sum of the gains, each over the logarithm of its rank."""
    return math.fsum(gain / math.log2(rank + 1) for rank, gain in enumerate(gains, start=1))


def percentile(values: Sequence[float], share: float) -> float:
    """The value below which ``share`` (0 to 1) of the values lie, interpolated between neighbours.

    Definition 7 of Hyndman and Fan, Sample Quantiles in Statistical Packages, The American Statistician 50(4), 1996.
    """
    if not values or not 0 <= share <= 1:
        raise ValueError("a percentile needs a value and a share between 0 and 1")
    ordered = sorted(values)
    position = share * (len(ordered) - 1)
    below = math.floor(position)
    above = min(below + 1, len(ordered) - 1)
    return ordered[below] + (ordered[above] - ordered[below]) * (position - below)


def mean(values: Sequence[float]) -> float:
    """The arithmetic mean."""
    if not values:
        raise ValueError("a mean needs a value")
    return math.fsum(values) / len(values)


def _check(wanted: Collection[Item], k: int) -> None:
    """Refuse what the measures are undefined for."""
    if not wanted:
        raise ValueError("nothing is wanted")
    if k < 1:
        raise ValueError("the cut-off must be at least 1")
