"""What a language model takes: tokens and their cost, kept for each question while it is answered."""

from __future__ import annotations

import math
import threading
from collections.abc import Iterable
from dataclasses import dataclass

from assistant.llm.usage import Usage
from eval.errors import UnusableInputError

_MILLION = 1_000_000
_PATIENCE = 5.0  # seconds that a request which was given up may still take to end


@dataclass(frozen=True, slots=True)
class Prices:
    """What a million tokens cost that are sent to the model, and that it writes."""

    sent: float
    written: float
    currency: str

    def cost(self, sent: int, written: int) -> float:
        """The cost of so many tokens."""
        return (sent * self.sent + written * self.written) / _MILLION


@dataclass(frozen=True, slots=True)
class Spent:
    """The requests that one question, or several, took."""

    requests: int
    sent: int  # tokens
    written: int
    estimated: int  # requests whose tokens no server has counted
    cost: float | None = None  # by the prices of the run


def read_prices(text: str) -> Prices:
    """Prices from ``SENT/WRITTEN/CURRENCY``, for a million tokens each, such as ``0.15/0.60/USD``."""
    parts = [part.strip() for part in text.split("/")]
    try:
        sent, written = float(parts[0]), float(parts[1])
        if len(parts) != 3 or not parts[2] or not all(0 <= one < math.inf for one in (sent, written)):
            raise ValueError
    except (ValueError, IndexError):
        raise UnusableInputError(f"--prices {text!r}: needs SENT/WRITTEN/CURRENCY for a million tokens each") from None
    return Prices(sent, written, parts[2])


def together(spent: Iterable[Spent]) -> Spent:
    """The sum; its cost is known where every cost is."""
    found = list(spent)
    costs = [one.cost for one in found]
    return Spent(
        requests=sum(one.requests for one in found),
        sent=sum(one.sent for one in found),
        written=sum(one.written for one in found),
        estimated=sum(one.estimated for one in found),
        cost=None if None in costs else sum(cost for cost in costs if cost is not None),
    )


class Ledger:
    """The meter of a run: questions are asked one after the other, and each takes what was used since the last."""

    def __init__(self, prices: Prices | None = None) -> None:
        self._prices = prices
        self._changed = threading.Condition()
        self._open = 0
        self._usages: list[Usage] = []

    def began(self) -> None:
        """A request goes out."""
        with self._changed:
            self._open += 1

    def ended(self, usage: Usage) -> None:
        """A request is over, or was given up."""
        with self._changed:
            self._open -= 1
            self._usages.append(usage)
            self._changed.notify_all()

    def taken(self) -> Spent:
        """What was used since the last time; waits for requests that are just being given up."""
        with self._changed:
            self._changed.wait_for(lambda: self._open == 0, timeout=_PATIENCE)
            found, self._usages = self._usages, []
        sent, written = sum(one.sent for one in found), sum(one.written for one in found)
        cost = self._prices.cost(sent, written) if self._prices else None
        guessed = sum(not one.reported and one.sent > 0 for one in found)
        return Spent(len(found), sent, written, guessed, cost)
