"""How sure a figure is, as pure functions: intervals, tests of a difference, and what "none of n" allows.

Documents differ more than the questions about one of them do, so an interval for "such documents" draws whole
documents (:func:`clustered`); :func:`wilson` speaks of more questions about the same documents.
"""

from __future__ import annotations

import math
from collections.abc import Hashable, Sequence
from dataclasses import dataclass
from statistics import NormalDist

import numpy as np

CONFIDENCE = 0.95
DRAWS = 2_000
SEED = 20_240_229


@dataclass(frozen=True, slots=True)
class Interval:
    """The bounds of an estimate."""

    low: float
    high: float


def wilson(count: int, of: int, *, confidence: float = CONFIDENCE) -> Interval:
    """The score interval of a share, 0 to 1; good for small numbers and for shares near 0 and 1.

    Wilson, Probable inference, the law of succession, and statistical inference, JASA 22, 1927.
    """
    if not 0 <= count <= of or of < 1:
        raise ValueError(f"no share: {count} of {of}")
    z = NormalDist().inv_cdf((1 + confidence) / 2)
    share, weight = count / of, z * z / of
    middle = (share + weight / 2) / (1 + weight)
    spread = z / (1 + weight) * math.sqrt(share * (1 - share) / of + weight / of / 4)
    return Interval(max(0.0, middle - spread) if count else 0.0, min(1.0, middle + spread) if count < of else 1.0)


def none_of(of: int, *, confidence: float = CONFIDENCE) -> float:
    """The greatest true share, 0 to 1, at which "0 of n" is still seen once in 1/(1 - confidence) samples.

    The exact form of the rule of three (Hanley and Lippman-Hand, If nothing goes wrong, is everything all right?,
    JAMA 249(13), 1983): 1 - (1 - confidence)^(1/n), the one-sided bound of Clopper and Pearson.
    """
    if of < 1:
        raise ValueError("nothing was tried")
    return 1 - math.pow(1 - confidence, 1 / of)


def mcnemar(lost: int, gained: int) -> float:
    """The two-sided exact p of a change in yes-or-no results of the same questions.

    ``lost`` went from yes to no, ``gained`` from no to yes; unchanged ones tell nothing. McNemar, Note on the
    sampling error of the difference between correlated proportions, Psychometrika 12, 1947, by the binomial.
    """
    if min(lost, gained) < 0:
        raise ValueError("counts are not negative")
    changed = lost + gained
    tail = sum(math.comb(changed, k) for k in range(min(lost, gained) + 1)) / math.pow(2, changed)
    return min(1.0, 2 * tail)


def clustered(
    values: Sequence[float],
    clusters: Sequence[Hashable],
    *,
    of: Sequence[float] | None = None,
    confidence: float = CONFIDENCE,
) -> Interval:
    """The interval of a mean when whole clusters are drawn again, with a fixed seed: equal input, equal interval.

    With ``of``, that of the ratio of two sums, such as supported statements of all statements.

    The percentile bootstrap of Efron (1979) over clusters: Field and Welsh, Bootstrapping clustered data, JRSS B
    69(3), 2007. With a handful of clusters it is narrower than the truth; with one it says nothing and is the mean.
    """
    sums, sizes = _totals(values, of or [1.0] * len(values), clusters)
    chosen = np.random.default_rng(SEED).integers(0, len(sums), size=(DRAWS, len(sums)))
    drawn = sizes[chosen].sum(axis=1)
    means = sums[chosen].sum(axis=1)[drawn > 0] / drawn[drawn > 0]
    low, high = np.quantile(means, [(1 - confidence) / 2, (1 + confidence) / 2])
    return Interval(float(low), float(high))


def paired(
    before: Sequence[float], after: Sequence[float], clusters: Sequence[Hashable], *, confidence: float = CONFIDENCE
) -> Interval:
    """The interval of the mean difference, question by question: :func:`clustered` of after minus before."""
    differences = [later - earlier for earlier, later in zip(before, after, strict=True)]
    return clustered(differences, clusters, confidence=confidence)


def kappa(pairs: Sequence[tuple[bool, bool]]) -> float | None:
    """The agreement of two yes-or-no verdicts beyond chance: 1 always, 0 as often as by chance, below 0 less often.

    None where one answer is all that either ever gave: then chance explains everything, and nothing is shown.
    Cohen, A coefficient of agreement for nominal scales, Educational and Psychological Measurement 20(1), 1960.
    """
    if not pairs:
        raise ValueError("an agreement needs a pair")
    return _kappas(_counts(pairs)[np.newaxis])[0]


def kappa_interval(
    pairs: Sequence[tuple[bool, bool]], clusters: Sequence[Hashable], *, confidence: float = CONFIDENCE
) -> Interval | None:
    """The interval of :func:`kappa` when whole clusters are drawn again; None where hardly a draw has a kappa."""
    members = [
        [pair for pair, own in zip(pairs, clusters, strict=True) if own == name] for name in dict.fromkeys(clusters)
    ]
    counts = np.array([_counts(group) for group in members])
    chosen = np.random.default_rng(SEED).integers(0, len(counts), size=(DRAWS, len(counts)))
    found = [one for one in _kappas(counts[chosen].sum(axis=1)) if one is not None]
    if len(found) < DRAWS / 2:
        return None
    low, high = np.quantile(found, [(1 - confidence) / 2, (1 + confidence) / 2])
    return Interval(float(low), float(high))


def _counts(pairs: Sequence[tuple[bool, bool]]) -> np.ndarray:
    """How often both said no, only the second yes, only the first yes, both yes."""
    return np.bincount([2 * first + second for first, second in pairs], minlength=4)


def _kappas(counts: np.ndarray) -> list[float | None]:
    """Kappa of each row of counts."""
    total = counts.sum(axis=1)
    first, second = counts[:, 2] + counts[:, 3], counts[:, 1] + counts[:, 3]
    seen = (counts[:, 0] + counts[:, 3]) / total
    chance = (first * second + (total - first) * (total - second)) / total**2
    return [None if by == 1 else float((of - by) / (1 - by)) for of, by in zip(seen, chance, strict=True)]


def _totals(
    values: Sequence[float], of: Sequence[float], clusters: Sequence[Hashable]
) -> tuple[np.ndarray, np.ndarray]:
    """The sums of ``values`` and of ``of`` in every cluster, in the order in which the clusters first stand."""
    if not sum(of):
        raise ValueError("an interval needs a value")
    order = {name: position for position, name in enumerate(dict.fromkeys(clusters))}
    sums, sizes = np.zeros(len(order)), np.zeros(len(order))
    for value, size, cluster in zip(values, of, clusters, strict=True):
        sums[order[cluster]] += value
        sizes[order[cluster]] += size
    return sums, sizes
