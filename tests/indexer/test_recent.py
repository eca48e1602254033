"""What is kept in memory stays bounded, and what fell out is read again."""

from __future__ import annotations

from collections.abc import Iterator

from indexer.store.recent import Prepared, Recent


def test_a_thing_is_kept_until_there_is_no_room_for_the_next_one() -> None:
    recent: Recent[str, str] = Recent(10)
    assert recent.keep("one", "first", 6) == "first"
    assert recent.get("one") == "first"
    recent.keep("two", "second", 4)
    assert (recent.get("one"), recent.get("two")) == ("first", "second")
    recent.keep("three", "third", 1)
    assert (recent.get("one"), recent.get("two"), recent.get("three")) == (None, None, "third")


def test_a_thing_larger_than_all_the_room_is_kept_alone() -> None:
    recent: Recent[int, str] = Recent(3)
    recent.keep(1, "small")
    recent.keep(2, "large", 100)
    recent.keep(3, "next")
    assert (recent.get(1), recent.get(2), recent.get(3)) == (None, None, "next")


def test_a_sequence_is_made_once_even_if_it_is_empty() -> None:
    made: list[str] = []

    def make(name: str) -> Iterator[str]:
        made.append(name)
        return iter(name)

    prepared = Prepared(10)
    assert prepared.once("ab", lambda: make("ab")) == ("a", "b")
    assert prepared.once("ab", lambda: make("ab")) == ("a", "b")
    assert prepared.once("", lambda: make("")) == ()
    assert prepared.once("", lambda: make("")) == ()
    assert made == ["ab", ""]


def test_prepared_sequences_are_made_again_when_they_fell_out() -> None:
    prepared = Prepared(5)
    first = prepared.once("x", lambda: ["1", "2", "3"])
    prepared.once("y", lambda: ["4", "5"])
    again = prepared.once("x", lambda: ["1", "2", "3"])
    assert again == first
    assert again is not first


def test_a_single_thing_counts_for_as_much_as_it_holds() -> None:
    prepared = Prepared(5)
    first = prepared.one("x", lambda: ["1", "2", "3"], len)
    assert prepared.one("x", lambda: ["other"], len) is first
    prepared.one("y", lambda: ["4", "5", "6"], len)
    assert prepared.one("x", lambda: ["1", "2", "3"], len) is not first
