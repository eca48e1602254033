"""When reports are due, asked without saying which: every report of the documents meant is told with its day.

A plan tells several bodies to report, each by a day of its own; "by when must reports be handed in?" means all of them.
What the question says of the body or of the period keeps those that say so too; where one is left, it is looked up.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from assistant.answering.agencies import agency_above, begins_with_agency
from assistant.answering.draft import Citations, Draft, compact, name_of, place_words
from assistant.answering.excerpt import sentences
from assistant.answering.pieces import item_lead
from assistant.answering.timely import asks_only_time
from assistant.answering.times import recurrences
from assistant.answering.topic_words import TopicWord, topic_words
from assistant.asking import Asked, stopwords, without_generic
from assistant.phrases import phrase
from assistant.question import Question
from assistant.records import ListBlock, ListItem, TextBlock
from indexer.language.lexicon import load
from indexer.language.normal import fold, nfc, one_line
from indexer.language.page_breaks import told_line
from indexer.language.tokens import bigrams, fold_term, syllables
from indexer.records import DocumentEntry, Span, StoredPassage
from indexer.store.reader import OpenIndex

_LOOKED_AT = 40  # passages of one document that speak of reports
_MOST_DOCUMENTS = 8
_MOST = 6
_HALF = 0.5  # of what the question says besides that a report says too
SEVERAL, ONE = "several reports are due", "the report that is due"


@dataclass(frozen=True, slots=True)
class _Due:
    """A clause that says by what day a report is due, whose it is, and the words of both."""

    entry: DocumentEntry
    passage: StoredPassage
    span: Span
    text: str
    who: str
    days: tuple[str, ...]
    own: frozenset[str]  # the words that name the body
    words: frozenset[str]


def several_reports(
    index: OpenIndex, question: Question, asked: Asked, documents: Sequence[DocumentEntry]
) -> Draft | None:
    """The reports that the question may mean, each with its day; None where it asks for none, or all have one day.

    Of several, the one that says all that the question says is the answer.
    """
    if not asks_only_time(asked) or question.context or question.years or not _of_reports(question.text):
        return None
    due = [one for entry in documents[:_MOST_DOCUMENTS] for one in _due_in(index, question, entry)]
    if len({one.days for one in due}) < 2:
        return None
    meant = _by_words(index, question, asked, _by_period(question, due))
    if len(meant) == 1 or len({one.days for one in meant}) > 1:
        return _told(index, question, meant[:_MOST])
    return None


def _of_reports(text: str) -> bool:
    return re.search(load("doubts")["report"], fold(text)) is not None


def _due_in(index: OpenIndex, question: Question, entry: DocumentEntry) -> Iterator[_Due]:
    """The clauses of running text that say when a report is due, in the order of the document."""
    if entry.id not in index.ids:
        return
    words = [fold_term(word) for word in syllables(load("doubts")["report_fillers"][0])]
    hits = index.lexical.search(
        dict.fromkeys(bigrams(words), 1.0), field="folded", limit=_LOOKED_AT, within=[index.ids[entry.id]]
    )
    folded = question.language != "vi"
    text = index.catalogue.text(entry.id)
    for passage in index.catalogue.passages(sorted(hit.id for hit in hits)):
        if passage.table is not None:
            continue
        for clause in sentences(text, passage.span):
            days = _days(clause.of(text))
            if days:
                who = _lead(text, passage, clause) or _named(agency_above(passage.breadcrumb))
                own = _spelled(who, folded=folded)
                said = told_line(clause.of(text)).lstrip("-+• ").rstrip(" .;")
                yield _Due(entry, passage, clause, said, who, days, own, own | _spelled(clause.of(text), folded=folded))


def _lead(text: str, passage: StoredPassage, clause: Span) -> str:
    """The body with which the line of the clause begins, or the first line of its passage; "" where none does."""
    first = text.find("\n", passage.span.start, clause.start)
    for start in (clause.start, first):
        lead = item_lead(text, passage.span, Span(start, start)) if start >= 0 else Span(0, 0)
        if len(lead) and lead.end <= clause.start and begins_with_agency(lead.of(text)):
            return lead.of(text).rstrip(": ")
    return ""


def _days(clause: str) -> tuple[str, ...]:
    """The days that stand behind the report that the clause speaks of."""
    folded = fold(nfc(one_line(clause)))
    told = re.search(load("doubts")["report_told"], folded)
    days = _day().finditer(folded, told.end()) if told is not None else ()
    return tuple(re.sub(r"\b0(?=\d)|\s", "", day.group()) for day in days)


@lru_cache(maxsize=1)
def _day() -> re.Pattern[str]:
    return re.compile(load("doubts")["report_day"])


def _named(heading: str) -> str:
    """A heading without its number."""
    return re.sub(r"^(?:\w+ )?[\dIVXLa-z.]{1,4}[.)]?\s+(?=\w)", "", heading)


def _spelled(text: str, *, folded: bool) -> frozenset[str]:
    return frozenset(fold_term(word) if folded else word for word in syllables(text))


def _by_period(question: Question, due: Sequence[_Due]) -> Sequence[_Due]:
    """Of a yearly, quarterly … report those that speak of that period."""
    asked = recurrences(question.text)
    return [one for one in due if asked & recurrences(one.text)] if asked else due


def _by_words(index: OpenIndex, question: Question, asked: Asked, due: Sequence[_Due]) -> Sequence[_Due]:
    """Those that say most of what the question says besides; of a body that it names as who reports, its own."""
    fillers = _fillers(folded=question.language != "vi")
    words = [word for word in topic_words(index, question, asked) if word.text not in fillers]
    if not due:
        return due
    held = [sum(word.weight for word in words if word.held_in(one.words)) for one in due]
    best = max(held)
    kept = [one for one, weight in zip(due, held, strict=True) if weight >= best]
    if best < (_HALF if len(kept) > 1 else 1.0) * sum(word.weight for word in words):
        return ()
    named = [one for one in kept if _reports(question, words, one)]
    return named or kept


def _reports(question: Question, words: Sequence[TopicWord], due: _Due) -> bool:
    """Whether what the question says before it comes to the report names the body that hands it in."""
    folded = question.language != "vi"
    at = re.search(load("doubts")["report"], fold(question.text))
    before = question.text[: at.start()] if at else ""
    ignored = _fillers(folded=folded) | stopwords(folded=folded) | _spelled(" ".join(question.places), folded=folded)
    subject = without_generic(before, folded=folded, also=ignored)
    known = {word.text: word for word in words}
    return bool(subject) and all(known[word].held_in(due.own) if word in known else word in due.own for word in subject)


@lru_cache(maxsize=2)
def _fillers(*, folded: bool) -> frozenset[str]:
    """The words that tell no report from another."""
    return _spelled(" ".join(load("doubts")["report_fillers"]), folded=folded)


def _told(index: OpenIndex, question: Question, meant: Sequence[_Due]) -> Draft:
    """Each report under the body that hands it in and, where several documents tell of some, under their names."""
    english = question.language == "en"
    citations = Citations(index)
    alone = len(meant) == 1
    several = len({one.entry.id for one in meant}) > 1
    items: list[ListItem] = []
    for one in meant:
        n = citations.add_around(one.entry, one.passage, one.span)
        head = one.who or compact(one.passage.breadcrumb)
        names = [name_of(one.entry)] if several else []
        names += [head] if head and fold(head) not in fold(one.text) else []
        shown = phrase("cell", english=english, header=", ".join(names), text=one.text) if names else one.text
        items.append(ListItem(phrase("item", english=english, text=shown, n=n), (n,)))
    if alone:
        where = place_words(meant[0].entry, meant[0].passage.breadcrumb, english=english)
        text = phrase("reports_one", english=english, text=items[0].text, **where)
        return Draft("answered", text, (TextBlock(text, (1,)),), tuple(citations.made), ONE)
    head = phrase("reports_head", english=english)
    ask = phrase("reports_ask", english=english)
    text = "\n".join([head, *(f"- {item.text}" for item in items), ask])
    blocks = (TextBlock(head), ListBlock(tuple(items)), TextBlock(ask))
    return Draft("clarify", text, blocks, tuple(citations.made), SEVERAL)
