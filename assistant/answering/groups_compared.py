"""Two groups of rows that a question calls groups: which is larger, by the figure that the table prints for each.

Groups have names of plain words ("data and information security") that by themselves name nothing, and names that hold
commas and joints; the word before each ("nhóm") tells where one begins.
"""

from __future__ import annotations

import re
from collections.abc import Sequence, Set
from dataclasses import replace

from assistant.answering.candidates import RowHit
from assistant.answering.contrast import Part, asks_more, draft_of_parts
from assistant.answering.draft import Citations, Draft
from assistant.answering.filters import Words, words_of
from assistant.answering.funds import explained_words
from assistant.answering.groups import groups_with_figures
from assistant.answering.row_answer import from_row, short_label
from assistant.answering.rows import RowView
from assistant.asking import Asked, content_words
from assistant.question import Question
from indexer.language.lexicon import load
from indexer.language.normal import fold
from indexer.records import DocumentEntry
from indexer.store.reader import OpenIndex


def contrast_groups(
    index: OpenIndex, question: Question, asked: Asked, documents: Sequence[DocumentEntry]
) -> Draft | None:
    """The verdict over the two groups that the question names, each with its citation; None unless both print one."""
    compared = asked.any_of("compare", "change") or asks_more(question)
    if not compared or asked.any_of("count", "percent", "time", "owner", "where", "summary", "check", "list"):
        return None
    before, named = _named(asked)
    if len(named) != 2 or content_words(question, replace(asked, topic=before), documents):
        return None
    for entry in documents:
        groups = list(groups_with_figures(index, asked, entry))
        for ordinal in dict.fromkeys(view.table.ordinal for view in groups):
            pair = [_meant(words, [view for view in groups if view.table.ordinal == ordinal]) for words in named]
            draft = _compared(index, question, asked, [view for view in pair if view is not None])
            if draft is not None:
                return draft
    return None


def _named(asked: Asked) -> tuple[str, list[frozenset[str]]]:
    """What stands before the first word for groups, and the words of the name behind each one."""
    groups = "|".join(re.escape(fold(word)) for word in load("intents")["group_words"])
    before, *behind = re.split(rf"\b(?:{groups})\b", fold(asked.topic_text))
    joints = {fold(joint) for joint in load("intents")["contrast_joints"]}
    ends = explained_words() | joints | {fold(word) for word in load("intents")["loose_ends"]}
    told = [_until_ends(words_of(one), ends) - joints for one in behind]
    return before, [words for words in told if words]


def _until_ends(words: Words, ends: Set[str]) -> frozenset[str]:
    """``words`` without those at their end that name nothing; inside a name they may be part of it."""
    last = max((at for at, word in enumerate(words) if word not in ends), default=-1)
    return frozenset(words[: last + 1])


def _meant(words: frozenset[str], groups: Sequence[RowView]) -> RowView | None:
    """The one group whose label holds all of ``words``."""
    found = [view for view in groups if words <= set(words_of(view.label))]
    return found[0] if len(found) == 1 else None


def _compared(index: OpenIndex, question: Question, asked: Asked, pair: Sequence[RowView]) -> Draft | None:
    if len(pair) != 2 or pair[0].row.ordinal == pair[1].row.ordinal:
        return None
    citations = Citations(index)
    parts: list[Part] = []
    for view in pair:
        own = replace(asked, topic=view.label, topic_text=view.label, wants=frozenset({"money", "total"}), before="")
        found = from_row(question, own, RowHit(view, 1.0), citations)
        if found.amount is None or found.kind not in ("one", "sum"):
            return None
        parts.append(Part(short_label(view.label), found, found.amount))
    return draft_of_parts(question, parts, citations)
