"""Columns of counts that a question names: in full, in short ("máy bàn"), by what it counts, by other words for them.

Two columns are added only where both are kinds of the one thing that is counted, in the same state: what is there
and what is still needed do not make a sum.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import takewhile

from assistant.answering.figures import money_unit
from assistant.answering.rows import holds_units
from assistant.asking import Asked
from assistant.query import spoken_lines
from assistant.question import Question
from indexer.language.lexicon import load
from indexer.language.normal import fold, one_line
from indexer.language.periods import find_periods, parse_period
from indexer.language.synonyms import Mention, mentions
from indexer.language.tokens import Token, fold_term, syllables, tokenize
from indexer.records import Column, Table

Words = tuple[str, ...]
_ROLES = ("amount", "other", "note")
_BRACKETS = re.compile(r"\([^()]*\)")
_OWN = 2  # lines of the question itself
_NOUN = 4  # words behind "how many" that may be what is counted


@dataclass(frozen=True, slots=True)
class Named:
    """The columns that a question names, and whether they are things apart, which no sum adds up."""

    columns: tuple[Column, ...] = ()
    apart: bool = False


@dataclass(frozen=True, slots=True)
class _Head:
    at: int  # among the columns of counts
    words: Words
    states: frozenset[int]


def named_counts(question: Question, asked: Asked, table: Table) -> Named:
    """The columns of counts of ``table`` that ``question`` names, those of its years where it has such."""
    if not asked.any_of("count", "sum", "total") and not asked.counted:
        return Named()
    columns, heads = _heads(table.columns, table.unit)
    if not heads:
        return Named()
    nouns = _nouns(question, asked.counted, heads)
    lines = _lines(question)
    together = asked.any_of("sum", "total") or _joined(lines) or len(nouns) < 2
    found, apart = _named(lines, nouns, heads, together)
    return Named(tuple(_of_years(question, table, columns, [columns[at] for at in found])), apart)


def named_things(question: Question, asked: Asked, things: Sequence[str]) -> tuple[tuple[int, ...], bool]:
    """The places among ``things`` of those that the question names, and whether they are things apart."""
    heads = tuple(_head(at, thing) for at, thing in enumerate(things))
    lines = _lines(question)
    nouns = _nouns(question, asked.counted, heads)
    return _named(lines, nouns, heads, asked.any_of("sum", "total") or _joined(lines) or len(nouns) < 2)


def _of_years(question: Question, table: Table, columns: Sequence[Column], named: Sequence[Column]) -> Sequence[Column]:
    """Of the columns named those of the years asked for; a head that is only a year counts what another does."""
    timed = [column for column in named if column.period]
    if not question.years:
        return [column for column in named if not column.period] or timed
    years = set(map(str, question.years))
    bare = [column for column in columns if column.period and not noun_of(column)]
    if timed or (named and bare):
        return [column for column in timed or bare if column.period in years]
    return named if fits_years(table, question) and not any(column.period for column in columns) else []


def noun_of(column: Column) -> str:
    """What a column counts: its innermost head that is no time and no total, without its unit and "number of"."""
    parts = [part for part in column.path if part != column.period and parse_period(part) is None]
    if len(parts) > 1 and _is_total(parts[-1]):
        parts = parts[:-1]
    text = parts[-1] if parts else ""
    if len(parts) > 1 and len(syllables(text)) == 1:  # "women" below "members"
        text = f"{parts[-2]} {text}"
    leads = "|".join(re.escape(lead) for lead in load("intents")["count_headers"])
    return re.sub(rf"^(?:{leads})\s+", "", one_line(_BRACKETS.sub(" ", text)), flags=re.I)


def _is_total(part: str) -> bool:
    """Whether a head below another only says that its column adds up the others."""
    return len(syllables(part)) <= 2 and fold(part).startswith(tuple(map(fold, load("intents")["total_headers"])))


def said_head(column: Column) -> str:
    """The head of a column as it stands in an answer: what it counts, and the time or the part of it."""
    last = one_line(column.path[-1])
    noun = one_line(noun_of(column))
    return last if noun in last or not noun else f"{noun[:1].upper()}{noun[1:]}, {last}"


@lru_cache(maxsize=256)
def _heads(columns: tuple[Column, ...], unit: str | None) -> tuple[tuple[Column, ...], tuple[_Head, ...]]:
    """The columns that may hold counts, and what each of them counts."""
    counts = tuple(c for c in columns if c.role in _ROLES and c.path and not _is_money(c, unit))
    return counts, tuple(_head(at, noun_of(column)) for at, column in enumerate(counts))


@lru_cache(maxsize=256)
def _nouns(question: Question, counted: str, heads: tuple[_Head, ...]) -> tuple[Words, ...]:
    """What stands behind each "how many" of the question, as written; of an English one its Vietnamese.

    A noun ends where a word joins, a name, a number or a mark follows: of "projectors" no "machines" are left.
    Without diacritics "mấy" is written as "máy" is: it asks nothing where one of ``heads`` begins with it so.
    """
    if question.language == "en":
        return (_folded(counted),) if counted else ()
    bare = question.language != "vi"
    cues = {_folded(cue) if bare else tuple(syllables(cue)) for cue in load("intents")["count"]}
    text = question.standalone
    tokens = list(tokenize(text))
    words = [fold_term(token.term) if bare else token.term for token in tokens]
    found: list[Words] = []
    for at in range(len(words)):
        size = next((size for size in (2, 1) if tuple(words[at : at + size]) in cues), 0)
        noun = any(head.words[:2] == tuple(words[at : at + 2]) for head in heads)
        if size and not (bare and noun):
            found.append(_noun(text, tokens, words, at + size, bare=bare))
    return tuple(dict.fromkeys(noun for noun in found if noun))


def _noun(text: str, tokens: Sequence[Token], words: Sequence[str], at: int, *, bare: bool) -> Words:
    """The words of ``text`` from the token ``at`` on that name one thing."""
    skips, ends = _skips(), _ends(bare=bare)
    found: list[str] = []
    skipped = ""
    for here in range(at, min(len(words), at + _NOUN + 1)):
        token = tokens[here]
        if found and text[tokens[here - 1].end : token.start].strip():
            break
        inside = any(_folded(" ".join(words[max(0, at) : at + 2])) in _inside() for at in (here - 1, here))
        if not found and not inside and fold_term(words[here]) in skips:
            skipped = words[here]
            continue
        written = text[token.start : token.end]
        name = bool(found) and written[:1].isupper() and not written.isupper()
        ended = not inside and any(tuple(words[here : here + size]) in ends for size in (1, 2))
        if name or written[:1].isdigit() or ended:
            break
        found.append(words[here])
    return tuple(found) or ((skipped,) if skipped else ())  # "how many people" asks for people


@lru_cache(maxsize=1)
def _skips() -> frozenset[str]:
    return frozenset(word for skip in load("intents")["count_skips"] for word in _folded(skip))


@lru_cache(maxsize=1)
def _inside() -> frozenset[Words]:
    """Pairs of words that go on with what is counted, though one of them ends it elsewhere: "để bàn"."""
    return frozenset(_folded(phrase) for phrase in load("intents")["count_inside"])


@lru_cache(maxsize=2)
def _ends(*, bare: bool) -> frozenset[Words]:
    """Words that end what is counted: those that join and ask, verbs of plans, times."""
    if bare:
        return frozenset(_folded(end) for end in load("intents")["count_ends_bare"])
    return frozenset(tuple(syllables(end)) for end in (*load("intents")["count_ends"], *load("stopwords")["vi"]))


def _is_money(column: Column, unit: str | None) -> bool:
    return money_unit(column.unit or (unit if column.role == "amount" else None)) is not None or holds_units(column)


def fits_years(table: Table, question: Question) -> bool:
    """Whether a table without times of its own may be of the years asked for: its title names them, or none."""
    said = _title_years(table.title)
    return not said or any(first <= year <= last for year in question.years for first, last in said)


@lru_cache(maxsize=256)
def _title_years(title: str) -> tuple[tuple[int, int], ...]:
    return tuple(at.period.years for at in find_periods(title) if at.period.years is not None)


@lru_cache(maxsize=64)
def _lines(question: Question) -> tuple[str, ...]:
    return spoken_lines(question)


@lru_cache(maxsize=1024)
def _head(at: int, noun: str) -> _Head:
    words = _folded(noun)
    return _Head(at, words, _states(f" {' '.join(words)} "))


@lru_cache(maxsize=256)
def _named(
    lines: tuple[str, ...], nouns: tuple[Words, ...], heads: tuple[_Head, ...], together: bool
) -> tuple[tuple[int, ...], bool]:
    """The places of the heads that are named, and whether they are apart."""
    full = _spoken_heads(lines, heads)
    groups = [_by_noun(lines, noun, heads, full) for noun in nouns]
    if nouns and not any(groups):
        return (), False  # what is asked for no head names
    firsts = {head.words[:1] for group in groups for head in group}
    also = [head for head in full if not groups or (together and head.words[:1] in firsts)]
    found = [head for head in heads if head in also or any(head in group for group in groups)]
    kinds = {head.words[:1] for head in found}
    apart = not together or not all(groups) or len(kinds) > 1 or len({head.states for head in found}) > 1
    return tuple(head.at for head in found), apart and len({head.words for head in found}) > 1


def _spoken_heads(lines: Sequence[str], heads: Sequence[_Head]) -> list[_Head]:
    """The heads that the lines say, in full or without words of their middle, none inside a longer one."""
    said: list[tuple[int, int, int, _Head]] = []
    for number, line in enumerate(lines):
        words = line.split()
        for head in heads:
            said += [(number, start, end, head) for start, end in _places(words, head.words)]
            tail = _tail(head, heads)
            said += [(number, at, at + len(tail), head) for at in _at(tail, words)] if len(tail) > 1 else []
    alone: set[_Head] = set()  # in the question's own words
    other: set[_Head] = set()  # in what its words also mean
    part: set[_Head] = set()  # inside a longer one: no other word for it makes it a thing of its own
    for number, start, end, head in said:
        size = end - start
        longer = any(n == number and s <= start and end <= e and e - s > size and o is not head for n, s, e, o in said)
        (part if longer else alone if number < _OWN else other).add(head)
    return [head for head in heads if head in alone or (head in other and head not in part)]


def _tail(head: _Head, heads: Sequence[_Head]) -> Words:
    """What tells a head from those that begin as it does: "de ban" of two kinds of computers; () where none does."""
    others = [one.words for one in heads if one.words[:1] == head.words[:1] and one.words != head.words]
    shared = max((_shared(head.words, other) for other in others), default=0)
    return head.words[shared:] if shared else ()


def _shared(one: Words, other: Words) -> int:
    """How many words both begin with."""
    same = (a == b for a, b in zip(one, other, strict=False))
    return sum(1 for _ in takewhile(bool, same))


def _at(wanted: Words, words: Sequence[str]) -> list[int]:
    size = len(wanted)
    return [at for at in range(len(words) - size + 1) if size and tuple(words[at : at + size]) == wanted]


def _places(words: Sequence[str], head: Words) -> list[tuple[int, int]]:
    """Where ``words`` say a head of two words or more: its first word to its last, between them some of its own."""
    if len(head) < 2:
        return []
    found = []
    for start, word in enumerate(words):
        if word != head[0]:
            continue
        at, end = 0, start + 1
        while end < len(words) and words[end] in head[at + 1 :] and at < len(head) - 1:
            at = head.index(words[end], at + 1)
            end += 1
            if at == len(head) - 1:
                found.append((start, end))
    return found[-1:] if len(found) > 1 else found


def _by_noun(lines: Sequence[str], noun: Words, heads: Sequence[_Head], full: Sequence[_Head]) -> list[_Head]:
    """The heads that what is counted names: it says them, they are kinds of it, or of what else it is called."""
    plain = tuple(fold_term(word) for word in noun)
    other = {tuple(map(fold_term, one)) for m in _mentions(noun) if m.start == 0 for one in m.others}
    for words in (plain, *sorted(other)):
        said = [head for head in heads if (0, len(words)) in _places(words, head.words)]
        said = said or [head for head in full if _opens(words, head.words)]
        said = said or [head for head in heads if _opens(words, head.words)]
        said = said or [head for head in heads if len(words) > 1 and _within(words, head.words)]
        exact = [head for head in said if head.words == words]
        if exact or said:
            return exact or _in_state(lines, words, said, heads)
    return []


def _mentions(noun: Words) -> list[Mention]:
    return mentions(list(noun), folded=noun == tuple(fold_term(word) for word in noun))


def _opens(words: Words, head: Words) -> bool:
    """Whether ``words`` are words of the head in its order, its first word first."""
    if not words or words[:1] != head[:1]:
        return False
    at = 0
    for word in words[1:]:
        if word not in head[at + 1 :]:
            return False
        at = head.index(word, at + 1)
    return True


def _in_state(lines: Sequence[str], noun: Words, said: list[_Head], heads: Sequence[_Head]) -> list[_Head]:
    """Of the heads that what is counted names, those in the state that is asked for, or with most of its words.

    What is still wanting is never told by what is there: another head of the same thing may be meant.
    """
    wanted = _states(" ".join(lines[:2]))
    same = [head for head in heads if head.words[:2] == noun[:2] and head.states & wanted]
    if wanted and any(head.states for head in said):
        return same
    if len({head.states for head in said}) == 1:
        return said
    spoken = {word for line in lines for word in line.split()}
    shares = [sum(word in spoken for word in head.words) for head in said]
    best = [head for head, share in zip(said, shares, strict=True) if share == max(shares)]
    return best if len({head.words for head in best}) == 1 else said


def _states(line: str) -> frozenset[int]:
    """In which state what is counted is by the words of ``line``: there, wanting, to be replaced, new …"""
    return frozenset(
        at
        for at, words in enumerate(load("intents")["count_states"])
        if any(f" {' '.join(_folded(word))} " in line for word in words)
    )


def state_of(noun: str) -> frozenset[int]:
    """The states that the words of a head name, by their places among the "count_states" of the lexicon."""
    return _states(f" {' '.join(_folded(noun))} ")


def _joined(lines: Sequence[str]) -> bool:
    """Whether the question puts two things together ("both … and …")."""
    return any(f" {' '.join(_folded(word))} " in lines[0] for word in load("intents")["both"])


def _within(wanted: Words, words: Sequence[str]) -> bool:
    return bool(_at(wanted, words))


@lru_cache(maxsize=2048)
def _folded(text: str) -> Words:
    return tuple(fold_term(word) for word in syllables(text))
