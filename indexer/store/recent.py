"""What was read or made last, kept in memory as far as it fits."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable
from typing import Any, Generic, TypeVar, cast

K = TypeVar("K", bound=Hashable)
T = TypeVar("T")


class Recent(Generic[K, T]):
    """The things asked for last, all together no larger than ``most``; they are never changed, so it needs no lock."""

    def __init__(self, most: int) -> None:
        self._most = most
        self._size = 0
        self._kept: dict[K, T] = {}

    @property
    def share(self) -> float:
        """How much of the room is taken, 0 to 1."""
        return self._size / self._most

    def get(self, key: K) -> T | None:
        """The thing kept under ``key``."""
        return self._kept.get(key)

    def keep(self, key: K, thing: T, size: int = 1) -> T:
        """Keeps ``thing``; where there is no room left, everything else is forgotten."""
        if self._size + size > self._most:
            self._kept, self._size = {}, 0
        self._kept[key] = thing
        self._size += size
        return thing


class Prepared:
    """Sequences made of a generation at first use, such as the rows of a document as answers read them."""

    def __init__(self, most: int) -> None:
        self._made: Recent[Hashable, Any] = Recent(most)

    @property
    def share(self) -> float:
        """How much of the room is taken, 0 to 1."""
        return self._made.share

    def once(self, key: Hashable, make: Callable[[], Iterable[T]]) -> tuple[T, ...]:
        """What ``make`` gave when ``key`` was asked for first, or gives now; all together at most ``most`` things."""
        kept = self._made.get(key)
        if kept is None:
            made = tuple(make())
            kept = self._made.keep(key, made, 1 + len(made))
        return cast("tuple[T, ...]", kept)

    def one(self, key: Hashable, make: Callable[[], T], size: Callable[[T], int] = lambda _: 1) -> T:
        """The same for a single thing, which counts as many as ``size`` says."""
        kept = self._made.get(key)
        if kept is None:
            made = make()
            kept = self._made.keep(key, made, size(made))
        return cast("T", kept)
