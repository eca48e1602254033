"""The words by which tables are read, folded once: header words with their roles, totals, units, captions."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from indexer.language.lexicon import load
from indexer.language.normal import fold, nfc, one_line
from indexer.records import ColumnRole

_ROLES: dict[str, ColumnRole] = {
    "ordinal": "ordinal", "label": "label", "amount": "amount", "owner": "owner", "partner": "partner",
    "time": "time", "basis": "basis", "note": "note", "other": "other",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class TableWords:
    """The words of ``tables.json``, folded; longest first where prefixes are tried."""

    ordinal_headers: frozenset[str]
    roles: tuple[tuple[str, ColumnRole], ...]
    total_columns: frozenset[str]
    agencies: tuple[str, ...]  # with diacritics, which alone part a ministry from an addition
    no_agencies: tuple[str, ...]
    name_joints: frozenset[str]  # words inside the name of an agency that a capital may follow
    steady: tuple[str, ...]  # times without a date: always, every year, as planned
    continued: tuple[str, ...]
    aside_owners: tuple[str, ...]
    counted_heads: tuple[str, ...]
    counted_head_exceptions: tuple[str, ...]  # with diacritics
    group_heads: tuple[str, ...]  # heads that stand over several columns of counts
    fund_heads: tuple[str, ...]
    fund_sources: tuple[str, ...]
    total_rows: tuple[str, ...]
    spoken_totals: frozenset[str]  # their first words, with diacritics
    total_row_exceptions: tuple[str, ...]
    subtotal_rows: tuple[str, ...]
    divided_totals: tuple[str, ...]
    numbered_words: frozenset[str]
    sum_words: tuple[str, ...]
    appendix_titles: tuple[str, ...]
    page_words: tuple[str, ...]
    notes: tuple[str, ...]
    in_words: tuple[str, ...]
    unit_captions: tuple[str, ...]
    year_heads: frozenset[str]  # what stands above the number of a year
    carried_heads: tuple[str, ...]  # heads of money given before the years of a table, or after
    quantity_heads: tuple[str, ...]  # heads of columns of figures that are no money of a year
    row_units: frozenset[str]  # in lower case, as written in the rows of indicators
    attached: tuple[str, ...]
    appendix: tuple[str, ...]


@lru_cache(maxsize=1)
def table_words() -> TableWords:
    """The table lexicon."""
    values = load("tables")

    def words(key: str) -> tuple[str, ...]:
        return tuple(sorted((fold(w) for w in values[key]), key=len, reverse=True))

    roles = sorted(((key(w), _ROLES[r]) for w, r in values["roles"]), key=lambda pair: -len(pair[0]))
    return TableWords(
        ordinal_headers=frozenset(key(w) for w in values["ordinal_headers"]),
        roles=tuple(roles),
        total_columns=frozenset(key(w) for w in values["total_columns"]),
        agencies=_spoken(values["agencies"]),
        no_agencies=_spoken(values["no_agencies"]),
        name_joints=frozenset(_spoken(values["name_joints"])),
        steady=tuple(fold(w) for name in ("recurring", "roadmap") for w in load("tables_periods")[name]),
        continued=words("continued"),
        aside_owners=words("aside_owners"),
        counted_heads=words("counted_heads"),
        counted_head_exceptions=_spoken(values["counted_head_exceptions"]),
        group_heads=words("group_heads"),
        fund_heads=words("fund_heads"),
        fund_sources=words("fund_sources"),
        total_rows=words("total_rows"),
        spoken_totals=frozenset(nfc(w).lower().split()[0] for w in values["total_rows"]),
        total_row_exceptions=words("total_row_exceptions"),
        subtotal_rows=words("subtotal_rows"),
        divided_totals=words("divided_totals"),
        numbered_words=frozenset(key(w) for w in values["numbered_words"]),
        sum_words=words("sum_words"),
        appendix_titles=words("appendix_titles"),
        page_words=words("page_words"),
        notes=words("notes"),
        in_words=words("in_words"),
        unit_captions=words("unit_captions"),
        year_heads=frozenset(key(w) for w in values["year_heads"]),
        carried_heads=words("carried_heads"),
        quantity_heads=words("quantity_heads"),
        row_units=frozenset(nfc(w).lower() for w in values["row_units"]),
        attached=words("attached"),
        appendix=words("appendix"),
    )


_NOT_WORD = re.compile(r"[^a-z0-9#%]+")


@lru_cache(maxsize=4096)  # the same headers and words are compared again and again
def key(text: str) -> str:
    """``text`` folded, with single spaces for everything that is no letter or digit."""
    return _NOT_WORD.sub(" ", fold(one_line(text))).strip()


def is_ordinal_header(text: str) -> bool:
    """Whether ``text`` heads the column of row numbers."""
    return len(text) <= 20 and key(text) in table_words().ordinal_headers


def may_head(line: str) -> bool:
    """Whether a line begins as the header of a table does, with the head of the row numbers."""
    words = line.split(None, 3)
    if words and not words[0][0].isalnum() and words[0][0] != "#":
        return False  # "- TT Tỉnh ủy" is an item of a list
    return any(is_ordinal_header(" ".join(words[:n])) for n in range(1, min(3, len(words)) + 1))


def role_of(header: str) -> ColumnRole | None:
    """The role that a header announces: of the longest known phrase in it, the earliest where two are as long."""
    wanted = f" {key(header)} "
    for phrase, role in table_words().roles:
        if f" {phrase} " in wanted:
            return role
    return None


def _spoken(words: list[str]) -> tuple[str, ...]:
    return tuple(nfc(w).lower() for w in words)


def names_agency(text: str) -> bool:
    """Whether ``text`` starts as the name of an agency does."""
    spoken = nfc(text).lower().lstrip("-–+• ")
    return _opens(spoken, table_words().agencies) and not _opens(spoken, table_words().no_agencies)


def _opens(text: str, words: tuple[str, ...]) -> bool:
    return any(text.startswith(w) and not text[len(w) : len(w) + 1].isalnum() for w in words)


def counts_things(header: str) -> bool:
    """Whether ``header`` heads a column that counts things, so that its figures are no money: "number of communes"."""
    words = table_words()
    if not starts_with(header, words.counted_heads):
        return False
    spoken = nfc(one_line(header)).lower().lstrip("*_ ")
    return not _opens(spoken, words.counted_head_exceptions)  # "số thu" is money, "số thủ tục" is none


def is_total_column(header: str) -> bool:
    """Whether ``header`` heads a column that adds up others."""
    wanted = key(re.sub(r"\(.*?\)", " ", header))
    return wanted in table_words().total_columns or any(
        wanted.startswith(w + " ") for w in table_words().total_columns if len(w) > 4
    )


def starts_with(text: str, words: tuple[str, ...]) -> bool:
    """Whether the folded ``text`` starts with one of ``words``, not in the middle of a word."""
    folded = fold(one_line(text)).lstrip("*_ ")
    return any(folded.startswith(w) and not folded[len(w) : len(w) + 1].isalnum() for w in words)


def is_appendix(text: str) -> bool:
    """Whether a line starts the title of an appendix."""
    return starts_with(text, table_words().appendix_titles)
