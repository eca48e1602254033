"""Who has which part in a task, and what is meant of each: small words that make a true name or figure wrong."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from assistant.llm.claims import Claims, distributed
from assistant.llm.grounds import Support
from assistant.llm.lexicon import holds, lexicon
from indexer.language.tokens import syllables

_CLAUSE = re.compile(r"[;\n]|\.\s|\.\Z")
_MARK = re.compile(r"\[\d{1,3}\]")


@dataclass(frozen=True, slots=True)
class _Part:
    """What stands between two commas: its telling words, and the roles that it names or that its list goes on with."""

    said: tuple[str, ...]  # all its words, in order
    words: frozenset[str]
    roles: frozenset[int]

    @property
    def body(self) -> tuple[str, ...]:
        """The words after the one that names the role."""
        ends = [
            at + len(phrase)
            for group in lexicon().roles
            for phrase in group
            for at in range(len(self.said))
            if self.said[at : at + len(phrase)] == phrase
        ]
        return self.said[max(ends, default=0) :]


def foreign_shares(claims: Claims, held: Support, *, english: bool) -> list[str]:
    """What the sentence says of each of something, or of every so often, where the evidence does not."""
    words = lexicon()
    told = {pair for ground in held.grounds for pair in distributed((*ground.claims.words, "|"))}
    told |= {pair for ground in held.grounds for pair in distributed(syllables(ground.quotable))}
    if english:
        return [] if told else [word for word in claims.words if word in words.distributive]
    return [f"{words.each} {noun}" for noun in distributed(claims.words) if noun not in told]


def gives_other_roles(claims: Claims, held: Support) -> bool:
    """Whether a body leads in the sentence that only takes part in the evidence, or the reverse.

    A part of it falls when some part of the evidence in another role holds more of its words than any in its own role,
    or as many and more of them one after the other.
    """
    said = [part for part in _parts(claims.text) if part.roles and (part.words or part.body)]
    known = [part for ground in held.grounds for part in _parts(f"{ground.text}\n{ground.quotable}")] if said else []
    return any(_best(part, known, role, own=False) > _best(part, known, role) for part in said for role in part.roles)


def _best(said: _Part, known: Sequence[_Part], role: int, *, own: bool = True) -> tuple[int, int]:
    """The most words of ``said``, and the longest run of them, in one part: in ``role``, or in others alone."""
    fitting = (part for part in known if part.roles and (role in part.roles) == own)
    return max(((len(said.words & part.words), _run(said.body, part.said)) for part in fitting), default=(0, 0))


def _run(said: Sequence[str], known: Sequence[str]) -> int:
    """How many words of ``said`` stand one after the other in ``known``, at most."""
    longest, ending = 0, [0] * (len(known) + 1)
    for word in said:
        ending = [0, *(ending[at] + 1 if word == other else 0 for at, other in enumerate(known))]
        longest = max(longest, *ending)
    return longest


def _parts(text: str) -> Iterator[_Part]:
    """The parts of a text between commas; one that names no role has that of the part before it in its clause."""
    words = lexicon()
    for clause in _CLAUSE.split(_MARK.sub("", text)):
        listed = [syllables(part) for part in clause.split(",")]
        named = [frozenset(at for at, group in enumerate(words.roles) if holds(part, group)) for part in listed]
        roles = next((one for one in named if one), frozenset())
        for part, own in zip(listed, named, strict=True):
            roles = own or roles
            yield _Part(tuple(part), frozenset(word for word in part if word not in words.free), roles)
