"""Rows that a question selects by what their cells say: whose they are, which money pays, when they fall due."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence, Set
from functools import lru_cache, partial
from itertools import groupby
from typing import Literal

from assistant.answering.agencies import begins_with_agency
from assistant.answering.rows import RowView
from assistant.asking import Asked, content_words, filler_words, without_generic
from assistant.query import spoken_lines, translated
from assistant.question import Question
from indexer.language.abbreviations import abbreviations
from indexer.language.lexicon import load
from indexer.language.normal import fold
from indexer.language.periods import Period, find_periods, parse_period
from indexer.language.tokens import fold_term, syllables
from indexer.records import DocumentEntry, Table

Words = tuple[str, ...]
By = Literal["owner", "described"]
_RUN = 3  # words one after the other that are no chance
_SURE = 4  # letters of an abbreviation that is sure in small letters
_FEWEST, _MOST = 2, 8  # words of a cell by which rows are selected
_ROMAN = re.compile(r"[ivx]+")


def selected(
    question: Question,
    asked: Asked,
    documents: Sequence[DocumentEntry],
    views: Sequence[RowView],
    *,
    by: Sequence[By] = (),
) -> list[RowView]:
    """Those of ``views`` that the question selects by agency, source of funds, time or group; empty: it selects none.

    Every content word of the question that no filter uses must stand in the row's label or its groups' labels.
    With ``by``, only an agency or what pays selects, and nothing does where a row is named by its words.
    """
    spoken: Set[Words] = spellings_of(question.text)
    if question.language == "en":
        spoken = spoken | {tuple(line.split()) for line in spoken_lines(question)}
    views = of_named_table(question.text, views)
    tests: list[Callable[[RowView], bool]] = []
    used: set[str] = set()
    receives = not asked.any_of("owner") and re.search(load("intents")["receives"], fold(question.text)) is not None
    for spellings in [_SPELLINGS[one] for one in by or (("described",) if receives else ("owner", "described"))]:
        told = {held for view in views for held in spellings(view)}
        named = longest(held for held in told if any(within(held, words) for words in spoken))
        if named and by and (_names_a_row(spoken, named, views) or _partly(spellings, named, views)):
            return []
        if named:
            used |= {word for phrase in named for word in phrase}
            tests.append(_holds(spellings, named))
    period = asked_period(question) if not by else None
    if period is not None and (asked.any_of("time") or period.kind != "year"):
        tests.append(partial(due_in, period=period))
    after = _begins_after(question) if not by else None
    if after is not None:
        tests = [partial(_begins, year=after), *(test for test in tests if not isinstance(test, partial))]
    left = left_words(question, asked, documents, views, used)
    if not tests:
        return [] if by else _group(left, views)
    kept = [view for view in views if all(test(view) for test in tests)]
    return [view for view in kept if left <= _label_words(view)]


def _begins_after(question: Question) -> int | None:
    """The year from which on ("từ 2028 trở đi") the rows are to begin, None if none is named so."""
    found = re.search(load("intents")["from_on"], fold(question.text))
    return int(found["year"]) if found else None


def _begins(view: RowView, year: int) -> bool:
    """Whether the time of the row begins in ``year`` or later."""
    written = parse_period(view.first_text("time"))
    begins = (written.first or written.last) if written is not None else None
    return begins is not None and begins.year >= year


def asked_period(question: Question) -> Period | None:
    """The day by which something is due, else the quarter or month that the question names, else the year."""
    periods = [at.period for at in find_periods(question.text)]
    found = [period for period in periods if period.kind in ("year", "quarter", "month")]
    due = [period for period in periods if period.kind == "day"] if _names_deadline(question) else []
    return min(due or found, key=lambda period: period.kind == "year", default=None)


def _names_deadline(question: Question) -> bool:
    """Whether a day stands behind a word for deadlines ("hạn 30/6", "xong trước ngày 30/6")."""
    return re.search(load("intents")["names_deadline"], fold(question.text)) is not None


def due_in(view: RowView, period: Period) -> bool:
    """Whether the time of the row ends in ``period`` and does not begin before it."""
    written = parse_period(view.first_text("time"))
    if written is None or written.last is None or period.last is None:
        return False
    if period.kind == "day":
        return written.last == period.last
    if period.first is None:
        return False
    return period.first <= written.last <= period.last and (written.first is None or period.holds(written))


def _holds(spellings: Callable[[RowView], frozenset[Words]], named: frozenset[Words]) -> Callable[[RowView], bool]:
    return lambda view: not named.isdisjoint(spellings(view))


def _owner(view: RowView) -> frozenset[Words]:
    return _with_short(view.first_text("owner"))


@lru_cache(maxsize=1024)
def _with_short(agency: str) -> frozenset[Words]:
    """The spellings of an agency, and those without the country or the level at its end, where a name is left.

    Also those without the words that join two fields ("Sở Nông nghiệp Môi trường"), and without the short name of a
    fund that stands before the agency in the same cell ("CTX Ban TG&DV").
    """
    spelt = spellings_of(agency) | spellings_of(_behind_fund(agency))
    tails = [words_of(tail) for tail in load("intents")["row_tails"]]
    short = {words[: -len(tail)] for words in spelt for tail in tails if words[-len(tail) :] == tail}
    named = spelt | {words for words in short if len(words) > _FEWEST}
    joined = {word for joint in load("intents")["name_joints"] for word in words_of(joint)}
    return named | {tuple(word for word in words if word not in joined) for words in named if len(words) > _SURE}


def _behind_fund(cell: str) -> str:
    """The agency that ``cell`` names behind a short name that is none; "" if it names none so."""
    first, _, rest = cell.strip().partition(" ")
    known = first.isupper() and fold(first) in abbreviations()
    return rest if known and not begins_with_agency(spelt_out(first)) and begins_with_agency(spelt_out(rest)) else ""


def _described(view: RowView) -> frozenset[Words]:
    """What the short cells say that are neither figures, times nor agencies: source of funds, level, status."""
    found: set[Words] = set()
    for column, cell in zip(view.table.columns, view.row.cells, strict=False):
        if column.role in ("other", "note") and cell.text.strip() and not column.period:
            found |= {words for words in spellings_of(cell.text) if _FEWEST <= len(words) <= _MOST}
    return frozenset(found)


_SPELLINGS: dict[By, Callable[[RowView], frozenset[Words]]] = {"owner": _owner, "described": _described}


def _names_a_row(spoken: Set[Words], named: frozenset[Words], views: Sequence[RowView]) -> bool:
    """Whether words of the question that stand before or behind the cell's are those of a label."""
    labels = [words_of(view.label) for view in views]
    for words in spoken:
        for run in _around(words, named):
            pieces = (run[at : at + _RUN] for at in range(len(run) - _RUN + 1))
            if any(within(piece, label) for piece in pieces for label in labels):
                return True
    return False


def _around(words: Words, named: frozenset[Words]) -> Iterator[Words]:
    """The runs of ``words`` that none of the phrases ``named`` covers."""
    covered: set[int] = set()
    for phrase in named:
        for at in range(len(words) - len(phrase) + 1):
            if words[at : at + len(phrase)] == phrase:
                covered |= set(range(at, at + len(phrase)))
    for free, run in groupby(range(len(words)), key=lambda at: at not in covered):
        if free:
            yield tuple(words[at] for at in run)


def _partly(
    spellings: Callable[[RowView], frozenset[Words]], named: frozenset[Words], views: Sequence[RowView]
) -> bool:
    """Whether another cell says what ``named`` says among other things: such a row is not wholly of it."""
    if spellings is _owner:
        return False
    return any(
        held not in named and any(within(phrase, held) for phrase in named)
        for view in views
        for column, cell in zip(view.table.columns, view.row.cells, strict=False)
        if column.role in ("other", "note") and not column.period
        for held in spellings_of(cell.text)
    )


@lru_cache(maxsize=2048)  # cells say the same few things again and again
def spellings_of(cell: str) -> frozenset[Words]:
    """The folded words of ``cell``: as written, and with its abbreviations spelt out in their places."""
    spelt = " ".join(_spelt_out(word) for word in re.split(r"[\s,;]+", cell))
    return frozenset(words for words in (words_of(cell), words_of(spelt)) if words)


def spelt_out(text: str) -> str:
    """``text`` with what its abbreviations stand for in their places, as far as they are sure."""
    return " ".join(map(_spelt_out, text.split()))


def _spelt_out(word: str) -> str:
    """What an abbreviation stands for; in small letters only a long one is no other word."""
    return abbreviations().get(fold(word), word) if word.isupper() or len(word) >= _SURE else word


def of_named_table(text: str, views: Sequence[RowView]) -> list[RowView]:
    """The rows of the tables whose titles hold the "appendix II" that the question names; all of them if none does."""
    spoken = spellings_of(text)
    return [view for view in views if _named_in(spoken, view.table)] or list(views)


def named_tables(text: str, tables: Sequence[Table]) -> list[Table]:
    """Those of ``tables`` that ``text`` names by number ("phụ lục 2"); none if it names none."""
    spoken = spellings_of(text)
    return [table for table in tables if _named_in(spoken, table)]


def _named_in(spoken: Set[Words], table: Table) -> bool:
    line = " | ".join(f" {' '.join(words)} " for words in spoken)
    return any(f" {name} " in line for name in _table_names(table.title))


def _table_names(title: str) -> list[str]:
    names = "|".join(load("intents")["table_names"])
    found = re.match(rf"({names})(?:\s+so)?\s+([ivx]+|\d+)\b", fold(title))
    if found is None:
        return []
    number = found[2]
    plain = number.lstrip("0") if number.isdigit() else number
    return [f"{found[1]} {joint}{value}" for joint in ("", "so ") for value in {number, plain}]


def left_words(
    question: Question, asked: Asked, documents: Sequence[DocumentEntry], views: Sequence[RowView], used: set[str]
) -> set[str]:
    """The folded content words of the question that neither a filter nor a column header nor a filler explains."""
    tables = {(view.entry.id, view.table.ordinal): view.table for view in views}
    columns = [column for table in tables.values() for column in table.columns]
    headers = {word for column in columns for word in words_of(" ".join(column.path))}
    headers |= {word for table in tables.values() for word in words_of(table.title)}
    words = {fold_term(word) for word in content_words(question, asked, documents)}
    words = _translated(asked) if question.language == "en" else words
    typed = {fold(word.strip("().,;:?!")) for word in question.text.split()}
    known = abbreviations()
    shorts = {word for short in typed if short in known for word in words_of(f"{short} {known[short]}")}
    return {word for word in words - filler_words(folded=True) - headers - used - shorts if not _ROMAN.fullmatch(word)}


def _translated(asked: Asked) -> set[str]:
    """The folded words of the Vietnamese of an English topic, and those that are in no glossary; no generic ones."""
    phrases, rest = translated(asked.topic)
    said = [fold_term(word) for phrase in (*phrases, *rest) for word in without_generic(phrase, folded=True)]
    return {word for word in said if not word.isdigit()}


def _group(left: set[str], views: Sequence[RowView]) -> list[RowView]:
    """The items right below the group whose label is what the question names."""
    labels = {view.group_labels[-1] for view in views if view.group_labels}
    named = {label for label in labels if left and left <= set(words_of(label)) and len(left) >= 2}
    if len(named) != 1:
        return []
    return [view for view in views if view.group_labels and view.group_labels[-1] in named]


def _label_words(view: RowView) -> set[str]:
    return set(words_of(" ".join([view.label, *view.group_labels])))


def longest(named: Iterable[Words]) -> frozenset[Words]:
    """The spellings that stand inside no other."""
    found = set(named)
    return frozenset(one for one in found if not any(one != other and within(one, other) for other in found))


def within(wanted: Words, words: Words) -> bool:
    """Whether the words ``wanted`` stand one after the other among ``words``."""
    return f" {' '.join(wanted)} " in f" {' '.join(words)} "


@lru_cache(maxsize=2048)
def words_of(text: str) -> Words:
    """The folded words of ``text``."""
    return tuple(fold_term(word) for word in syllables(text))
