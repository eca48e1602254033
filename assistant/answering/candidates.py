"""What may answer: rows of tables and clauses of running text, by how much of the topic they hold."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, field, replace

from assistant.answering.agencies import lists_recipients
from assistant.answering.apart import taken_apart
from assistant.answering.aspect import read_aspect
from assistant.answering.evidence import Interest, exactness, interest_in, rarities_of
from assistant.answering.note_names import note_names
from assistant.answering.pieces import Pieces
from assistant.answering.reading import Clause, Sought, best_clauses, placed_anew
from assistant.answering.relevance import Features, Held, Standing, Surroundings, standing_features, text_features
from assistant.answering.rows import RowView, view_row
from assistant.asking import Asked, content_words, focus_words
from assistant.query import make_query
from assistant.question import Question
from assistant.retrieval import Ranked, retrieve
from indexer.records import DocumentEntry, StoredPassage
from indexer.store.reader import OpenIndex

DEPTH = 25
EARLIER_SHARE = 0.4  # of its weight that the topic before a follow-up keeps
DESCRIBED = 0.85  # what a description counts beside a label
READ_CLOSELY = 14  # passages whose clauses are weighed one by one
FOUND_FIRST = 8  # passages that search put first, likewise


@dataclass(frozen=True, slots=True)
class RowHit:
    """A row with how well it fits the topic, 0 to about 1."""

    view: RowView
    score: float
    features: Features = field(default_factory=dict)


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

    With ``by_topic``, only the topic is searched for, not the whole question. Several steps of a plan ask for the same.
    """
    key = ("gathered", question, asked, tuple(documents), by_topic)
    return index.found.one(key, lambda: _gathered(index, question, asked, documents, by_topic=by_topic))


def _gathered(
    index: OpenIndex, question: Question, asked: Asked, documents: Collection[str], *, by_topic: bool
) -> Candidates:
    sought = _sought(index, question, asked)
    ranked, standing = _searched(index, question, asked, documents, by_topic=by_topic)
    clauses = _clauses(index, sought, ranked, standing)
    return Candidates(
        _rows(index, sought, ranked, standing),
        tuple(sorted(clauses, key=lambda clause: (-clause.score, clause.passage.id))),
        sought.interest,
    )


def gather_rows(index: OpenIndex, question: Question, asked: Asked, documents: Collection[str]) -> Candidates:
    """What :func:`gather` finds by the topic, without clauses, which take longest to read."""
    key = ("rows gathered", question, asked, tuple(documents))
    return index.found.one(key, lambda: _gathered_rows(index, question, asked, documents))


def _gathered_rows(index: OpenIndex, question: Question, asked: Asked, documents: Collection[str]) -> Candidates:
    sought = _sought(index, question, asked)
    ranked, standing = _searched(index, question, asked, documents, by_topic=True)
    return Candidates(_rows(index, sought, ranked, standing), (), sought.interest)


def _searched(
    index: OpenIndex, question: Question, asked: Asked, documents: Collection[str], *, by_topic: bool
) -> tuple[list[Ranked], Standing]:
    """The passages found for the question (unless only ``by_topic``) and for its topic, and where they stand."""
    if _says_nothing(question, asked):
        question = replace(question, text=question.context, context="")
        asked = replace(asked, topic=asked.before, before="")
    topic = replace(question, text=asked.topic or question.text, context=asked.before)
    whole = [] if by_topic else retrieve(index, question, allowed=documents, limit=DEPTH)
    more = retrieve(index, topic, allowed=documents, limit=DEPTH) if asked.topic else []
    known = {one.passage.id for one in whole}
    ranked = [*whole, *(one for one in more if one.passage.id not in known)]
    return ranked, Standing(_found(index, question, documents, more if by_topic else whole), _shares(more))


def _sought(index: OpenIndex, question: Question, asked: Asked) -> Sought:
    """What the candidates of all steps are weighed by, with what those steps have read."""
    return index.found.one(("sought", question, asked), lambda: _made_sought(index, question, asked))


def _made_sought(index: OpenIndex, question: Question, asked: Asked) -> Sought:
    interest = _interest(index, question, asked)
    aspect = read_aspect(question, asked)
    return Sought(question, asked, interest, aspect, rarities_of(index, folded=interest.folded))


def _interest(index: OpenIndex, question: Question, asked: Asked) -> Interest:
    """The topic's weights; for a follow-up with a topic of its own, the one before counts for less."""
    topic = replace(question, text=asked.topic or question.text, context="")
    interest = interest_in(make_query(topic), index.lexical)
    if asked.before:
        earlier = interest_in(make_query(replace(topic, text=asked.before)), index.lexical)
        interest = interest.with_less(earlier, EARLIER_SHARE if interest.weights else 1.0)
    silent = _says_nothing(question, asked)
    return interest.focused(focus_words(replace(question, text=question.context) if silent else question))


def _says_nothing(question: Question, asked: Asked) -> bool:
    """Whether a follow-up has no topic of its own ("what about X?")."""
    return bool(question.context) and not content_words(question, asked, ())


def _found(
    index: OpenIndex, question: Question, documents: Collection[str], ranked: Sequence[Ranked]
) -> dict[int, float]:
    """The shares for the question; of a follow-up with a topic of its own, half of each by what it says itself."""
    shares = _shares(ranked)
    if not question.context:
        return shares
    own = _shares(retrieve(index, replace(question, context=""), allowed=documents, limit=DEPTH))
    return {id_: (shares.get(id_, 0.0) + own.get(id_, 0.0)) / 2 for id_ in {**shares, **own}}


def _shares(ranked: Sequence[Ranked]) -> dict[int, float]:
    """The score of each passage as a share of the best one's."""
    best = max((one.score for one in ranked), default=0.0)
    return {one.passage.id: one.score / best for one in ranked} if best else {}


def _clauses(index: OpenIndex, sought: Sought, ranked: Sequence[Ranked], standing: Standing) -> list[Clause]:
    """The best clauses of the passages that hold most of the topic, and of those that search found first."""
    weighed: list[tuple[float, int]] = []
    read: dict[int, tuple[StoredPassage, Pieces]] = {}
    who = sought.asked.any_of("owner", "partner")
    for one in ranked:
        if who and _lists_recipients(index, one.passage):
            continue
        if one.passage.kind == "text" or sought.asked.any_of("count", "percent", "where"):
            pieces = taken_apart(index, one.passage, folded=sought.interest.folded)
            read[one.passage.id] = (one.passage, pieces)
            weighed.append((-sought.interest.covered(sought.interest.held_in(pieces.masks)), one.passage.id))
    best = dict.fromkeys(id_ for _, id_ in (*sorted(weighed)[:READ_CLOSELY], *weighed[:FOUND_FIRST]))
    found: list[Clause] = []
    for passage, pieces in map(read.__getitem__, best):
        place = standing_features(standing, passage.id)
        known = sought.clauses.get(passage.id)
        if known is None:
            text = index.catalogue.text(passage.document_id)
            known = best_clauses(text, _entry(index, passage), passage, pieces, sought, place)
            sought.clauses[passage.id] = known
            found += known
        else:
            found += placed_anew(known, place)
    return found


def _lists_recipients(index: OpenIndex, passage: StoredPassage) -> bool:
    return lists_recipients(passage.span.of(index.catalogue.text(passage.document_id)))


def _entry(index: OpenIndex, passage: StoredPassage) -> DocumentEntry:
    return index.directory.documents[index.directory.position_of(passage.id)]


def _rows(index: OpenIndex, sought: Sought, ranked: Sequence[Ranked], standing: Standing) -> tuple[RowHit, ...]:
    """The rows of the passages found, best first."""
    found: dict[tuple[str, int, int], RowHit] = {}
    for one in ranked:
        if one.passage.table is None:
            continue
        for view in rows_of(index, _entry(index, one.passage), one.passage):
            key = (view.entry.id, view.table.ordinal, view.row.ordinal)
            if key not in found:
                found[key] = _row_hit(sought, view, standing_features(standing, one.passage.id))
    return tuple(sorted(found.values(), key=lambda hit: (-hit.score, hit.view.passage.id, hit.view.row.ordinal)))


def rows_of(index: OpenIndex, entry: DocumentEntry, passage: StoredPassage) -> tuple[RowView, ...]:
    """The rows that ``passage`` holds, details of a row left out."""
    return index.prepared.once(("rows", passage.id), lambda: _views(index, entry, passage))


def _views(index: OpenIndex, entry: DocumentEntry, passage: StoredPassage) -> list[RowView]:
    tables = index.catalogue.tables(entry.id)
    table = next((one for one in tables if one.ordinal == passage.table), None)
    if table is None:
        return []
    names = note_names(index, entry, table)
    return [
        view_row(entry, table, passage, row, names)
        for row in table.rows
        if row.kind != "detail" and passage.span.holds(row.span)
    ]


def _row_hit(sought: Sought, view: RowView, features: Features) -> RowHit:
    """The row with how much of the topic its label (or the label with its description) holds, and how little else."""
    interest = sought.interest
    described, whole = view.described_label, view.with_groups
    held = Held(interest.held(view.label), interest.held(described), described)
    around = interest.held(whole)
    under = Surroundings(whole, interest.covered(around), interest.paired(around))
    exact = exactness(interest, sought.rarities, interest.singles(view.label), held.own)
    found = text_features(interest, sought.question, held, under)
    score = (
        0.6 * max(found["own"], DESCRIBED * found["described"])
        + 0.2 * found["around"]
        + 0.12 * exact
        + 0.08 * found["pairs"]
    )
    kinds = {
        "exact": exact,
        "group": float(view.row.kind == "group"),
        "total": float(view.row.kind not in ("item", "group")),
        "row": 1.0,
    }
    return RowHit(view, score, {**found, **sought.aspect.features(described, view.table.title), **kinds, **features})
