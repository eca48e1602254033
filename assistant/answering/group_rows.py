"""Groups of a table: the items of the one that the question names, or the groups that a table is divided into."""

from __future__ import annotations

import re
from collections.abc import Sequence, Set
from itertools import zip_longest

from assistant.answering.evidence import Interest
from assistant.answering.filters import Words, longest, spellings_of, within, words_of
from assistant.answering.rows import RowView
from assistant.question import Question
from indexer.language.lexicon import load
from indexer.language.normal import fold

_FEWEST = 2  # words of a label that name a group when they stand in the question
_WHOLE = 0.99  # of a label's words that the question holds, translated


def named_group(question: Question, interest: Interest, views: Sequence[RowView], *, money: bool) -> list[RowView]:
    """The items below the one group whose whole label the question says; with ``money``, of a table of amounts.

    Empty where the question speaks of no group, or of none that it names.
    """
    spoken = spellings_of(question.text)
    if not any(within(words_of(word), words) for word in load("intents")["group_words"] for words in spoken):
        return []
    below = [view for view in views if view.group_labels]
    labels = {
        words for view in below if (words := words_of(view.group_labels[-1])) and _said(view, words, spoken, interest)
    }
    named = longest(labels)
    if len(named) != 1:
        return []
    found = [view for view in below if words_of(view.group_labels[-1]) in named]
    with_money = [view for view in found if view.amounts()]
    found = with_money if money and with_money else found
    return [view for view in found if view.table.ordinal == found[0].table.ordinal and view.entry == found[0].entry]


def asks_groups(question: Question) -> bool:
    """Whether the question asks into which or how many groups something is divided."""
    return re.search(load("intents")["asks_groups"], fold(question.text)) is not None


def groups_of_table(question: Question, left: set[str], views: Sequence[RowView]) -> list[RowView]:
    """The outermost groups of the first table that has some, if the question asks for groups and names nothing else."""
    if left or not asks_groups(question):
        return []
    tables = {(view.entry.id, view.table.ordinal): view for view in reversed(views)}
    for first in reversed(tables.values()):
        found = _outermost(first, views)
        if len(found) > 1:
            return found
    return []


def _outermost(first: RowView, views: Sequence[RowView]) -> list[RowView]:
    """The outermost groups of the table that ``first`` stands in, those without figures too, each with its place."""
    own = [view for view in views if view.table == first.table and view.entry == first.entry]
    heads = [row for row in first.table.rows if row.kind == "group" and row.parent is None]
    found: list[RowView] = []
    for row, after in zip_longest(heads, heads[1:]):
        end = after.ordinal if after is not None else len(first.table.rows)
        holder = next((view for view in own if row.ordinal <= view.row.ordinal < end), None)
        found += [RowView(first.entry, first.table, row, holder.passage)] if holder is not None else []
    return [view for view in found if view.label]


def _said(view: RowView, label: Words, spoken: Set[Words], interest: Interest) -> bool:
    if interest.folded and interest.share_of(view.group_labels[-1]) >= _WHOLE:
        return True
    return len(label) >= _FEWEST and any(within(label, words) for words in spoken)
