"""Weights that make a loss least, by its exact gradient; and logistic regression by them."""

from __future__ import annotations

from collections.abc import Callable
from typing import cast

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import minimize

PENALTY = 5.0  # of the squared weights, over features of unit variance
MEASURED_ONLY = "dev"  # the set that never trains
Array = NDArray[np.float64]


def minimised(loss: Callable[[Array], tuple[float, Array]], width: int) -> Array:
    """The weights, shape (width,), that make ``loss`` least; it gives its value and its gradient, and is convex."""
    return cast(Array, minimize(loss, np.zeros(width), jac=True, method="L-BFGS-B").x)


def fitted(table: Array, truth: Array, counts: Array, *, penalty: float) -> tuple[Array, float]:
    """The weights, shape (features,), and the intercept of least penalised negative log-likelihood.

    ``table`` has a row for each case, ``truth`` is 0 or 1 and ``counts`` how many times each case counts.
    """
    cases = np.column_stack((table, np.ones(len(table))))

    def loss(weights: Array) -> tuple[float, Array]:
        scores = cases @ weights
        penalised = np.append(weights[:-1], 0.0)
        value = float((counts * (np.logaddexp(0.0, scores) - truth * scores)).sum() + penalty * penalised @ penalised)
        errors = counts * (1.0 / (1.0 + np.exp(-scores)) - truth)
        return value, cases.T @ errors + 2 * penalty * penalised

    found = minimised(loss, cases.shape[1])
    return found[:-1], float(found[-1])
