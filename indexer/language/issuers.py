"""What an issuer is called for short: a ministry without its minister, a commune without its committee."""

from __future__ import annotations

from functools import lru_cache

from indexer.language.lexicon import structure_words
from indexer.language.tokens import fold_term, syllables

_FEWEST = 2  # words of a name


def short_name(issuer: str | None) -> str:
    """``issuer`` without the offices and governing bodies in front of its name, as spelled; "" without a name."""
    words = (issuer or "").split()
    folded = [fold_term(word.lower()) for word in words]
    while head := next((one for one in _heads() if tuple(folded[: len(one)]) == one), None):
        words, folded = words[len(head) :], folded[len(head) :]
    return " ".join(words) if len(words) >= _FEWEST else ""


def own_name(issuer: str | None) -> tuple[str, ...]:
    """The folded words of :func:`short_name`; () without one, or if it only says "central level"."""
    name = short_name(issuer)
    central = name.lower() in structure_words().central
    return () if central else tuple(fold_term(word) for word in syllables(name))


def of_ministry(issuer: str | None) -> bool:
    """Whether ``issuer`` is a ministry or a minister."""
    words = structure_words()
    said = (issuer or "").lower()
    return said.startswith(words.ministry) and not said.startswith(words.ministry_not)


@lru_cache(maxsize=1)
def _heads() -> list[tuple[str, ...]]:
    heads = (*structure_words().offices, *structure_words().bodies)
    return sorted((tuple(map(fold_term, syllables(head))) for head in heads), key=len, reverse=True)
