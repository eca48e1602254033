"""What may answer: rows of tables and clauses of running text, by how much of the topic they hold."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace

from assistant.answering.evidence import Interest, interest_in
from assistant.answering.reading import Clause, best_clause
from assistant.answering.rows import RowView, view_row
from assistant.asking import Asked, focus_words
from assistant.query import make_query
from assistant.question import Question
from assistant.retrieval import Ranked, retrieve
from indexer.language.tokens import BIGRAM_JOINT
from indexer.records import DocumentEntry, StoredPassage
from indexer.store.lexical import Field
from indexer.store.reader import OpenIndex

DEPTH = 25
EARLIER_SHARE = 0.4  # of its weight that the topic before a follow-up keeps
DESCRIBED = 0.85  # what a description counts beside a label
READ_CLOSELY = 14  # passages whose clauses are weighed one by one


@dataclass(frozen=True, slots=True)
class RowHit:
    """A row with how well it fits the topic, 0 to about 1."""

    view: RowView
    score: float


@dataclass(frozen=True, slots=True)
class Candidates:
    """Everything found for one side of a question, best first."""

    rows: tuple[RowHit, ...]
    clauses: tuple[Clause, ...]
    interest: Interest


def gather(
    index: OpenIndex, question: Question, asked: Asked, documents: Collection[str], *, by_topic: bool = False
) -> Candidates:
    """The rows and clauses of ``documents`` that hold most of the topic of ``question``.

    With ``by_topic``, only the topic is searched for, not the whole question.
    """
    topic = replace(question, text=asked.topic or question.text, context=asked.before)
    interest = _interest(index, question, asked)
    ranked = [] if by_topic else retrieve(index, question, allowed=documents, limit=DEPTH)
    if asked.topic:
        known = {one.passage.id for one in ranked}
        more = retrieve(index, topic, allowed=documents, limit=DEPTH)
        ranked += [one for one in more if one.passage.id not in known]
    entries = {entry.id: entry for entry in index.catalogue.documents()}
    rows = _rows(index, entries, interest, ranked)
    clauses = _clauses(index, entries, interest, asked, ranked)
    return Candidates(
        tuple(sorted(rows, key=lambda hit: (-hit.score, hit.view.passage.id, hit.view.row.ordinal))),
        tuple(sorted(clauses, key=lambda clause: (-clause.score, clause.passage.id))),
        interest,
    )


def _interest(index: OpenIndex, question: Question, asked: Asked) -> Interest:
    """The topic's weights; for a follow-up with a topic of its own, the one before counts for less."""
    topic = replace(question, text=asked.topic or question.text, context="")
    interest = interest_in(make_query(topic), index.lexical)
    if asked.before:
        earlier = interest_in(make_query(replace(topic, text=asked.before)), index.lexical)
        interest = interest.with_less(earlier, EARLIER_SHARE if interest.weights else 1.0)
    return interest.focused(focus_words(question))


def _clauses(
    index: OpenIndex, entries: dict[str, DocumentEntry], interest: Interest, asked: Asked, ranked: Sequence[Ranked]
) -> list[Clause]:
    """The best clause of each of the passages that hold most of the topic."""
    weighed: list[tuple[float, int, StoredPassage]] = []
    for one in ranked:
        if one.passage.kind == "text" or asked.any_of("count", "percent", "where"):
            text = index.catalogue.text(one.passage.document_id)
            whole = f"{one.passage.breadcrumb}\n{one.passage.span.of(text)}"
            weighed.append((-interest.coverage(whole), one.passage.id, one.passage))
    best = sorted(weighed, key=lambda one: one[:2])[:READ_CLOSELY]
    return [
        best_clause(index.catalogue.text(passage.document_id), entries[passage.document_id], passage, interest, asked)
        for _, _, passage in best
    ]


def _rows(
    index: OpenIndex, entries: dict[str, DocumentEntry], interest: Interest, ranked: Sequence[Ranked]
) -> list[RowHit]:
    found: dict[tuple[str, int, int], RowHit] = {}
    for one in ranked:
        if one.passage.table is None:
            continue
        for view in rows_of(index, entries[one.passage.document_id], one.passage):
            key = (view.entry.id, view.table.ordinal, view.row.ordinal)
            if key not in found:
                found[key] = RowHit(view, row_score(index, interest, view))
    return list(found.values())


def rows_of(index: OpenIndex, entry: DocumentEntry, passage: StoredPassage) -> tuple[RowView, ...]:
    """The rows that ``passage`` holds, details of a row left out."""
    return index.prepared.once(("rows", passage.id), lambda: _views(index, entry, passage))


def _views(index: OpenIndex, entry: DocumentEntry, passage: StoredPassage) -> list[RowView]:
    tables = index.catalogue.tables(entry.id)
    table = next((one for one in tables if one.ordinal == passage.table), None)
    if table is None:
        return []
    return [
        view_row(entry, table, passage, row)
        for row in table.rows
        if row.kind != "detail" and passage.span.holds(row.span)
    ]


def row_score(index: OpenIndex, interest: Interest, view: RowView) -> float:
    """How much of the topic the label (or the label with its description) holds, and how little else it says."""
    groups = " ".join((*view.group_labels, view.table.title, view.entry.metadata.title))
    described = f"{view.label} {view.other_text()}"
    held = max(interest.coverage(view.label), DESCRIBED * interest.coverage(described))
    return (
        0.6 * held
        + 0.2 * interest.coverage(f"{groups} {described}")
        + 0.12 * _exactness(index, interest, view.label)
        + 0.08 * interest.pairing(view.label)
    )


def _exactness(index: OpenIndex, interest: Interest, label: str) -> float:
    """Share of the label's weight that the topic holds: high for a short label that is just what is asked."""
    words = {word for word in interest.words(label) if BIGRAM_JOINT not in word}
    field: Field = "folded" if interest.folded else "terms"
    weights = {word: interest.idf(index.lexical.document_frequency(word, field=field)) for word in words}
    total = sum(weights.values())
    return sum(weight for word, weight in weights.items() if word in interest.weights) / total if total else 0.0
