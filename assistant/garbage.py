"""When Python looks for cycles that nothing reaches: seldom, and never among what a service keeps for good.

A full collection goes through every object of the lexicons and of the generation in force, 50 ms on five documents, and
would strike one of the first hundred questions.
"""

from __future__ import annotations

import gc

_YOUNG = 20_000  # new objects before they are looked through; a question leaves a few thousand behind
_OLDER = 20  # times that the younger ones are looked through before the older ones are


def collect_seldom() -> None:
    """Sets how many new objects there must be before they are looked through."""
    gc.set_threshold(_YOUNG, _OLDER, _OLDER)


def keep_for_good() -> None:
    """Leaves everything that is in memory now out of later collections."""
    gc.freeze()


def let_go() -> None:
    """Frees what was kept for good and nothing reaches any more, such as a generation that was replaced."""
    gc.unfreeze()
    gc.collect()
