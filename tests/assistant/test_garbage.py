"""What a service keeps for good is left out of collections until it is let go."""

from __future__ import annotations

import gc
import weakref
from collections.abc import Iterator

import pytest

from assistant.garbage import collect_seldom, keep_for_good, let_go


class _Circle:
    def __init__(self) -> None:
        self.itself = self


@pytest.fixture(autouse=True)
def _as_before() -> Iterator[None]:
    before = gc.get_threshold()
    yield
    gc.set_threshold(*before)
    gc.unfreeze()


def test_a_cycle_that_was_kept_goes_when_all_is_let_go() -> None:
    kept = weakref.ref(_Circle())
    keep_for_good()
    gc.collect()
    assert kept() is not None
    let_go()
    assert kept() is None


def test_cycles_made_afterwards_are_still_collected() -> None:
    keep_for_good()
    made = weakref.ref(_Circle())
    gc.collect()
    assert made() is None


def test_young_objects_are_looked_through_less_often() -> None:
    young, *_ = gc.get_threshold()
    collect_seldom()
    assert gc.get_threshold()[0] > young
