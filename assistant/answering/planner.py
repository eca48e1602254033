"""From a question to the kind of answer it gets; the reason is recorded and shown by ``--explain``."""

from __future__ import annotations

from collections.abc import Sequence

from assistant.answering.candidates import gather
from assistant.answering.clarify import clarify
from assistant.answering.compare import compare
from assistant.answering.draft import Citations, Draft
from assistant.answering.found import Found
from assistant.answering.listing import list_items
from assistant.answering.lookup import look_up
from assistant.answering.refusals import not_found, places_without_documents, refuse
from assistant.answering.signers import who_signed
from assistant.answering.summary import summarise
from assistant.answering.totals import look_up_total
from assistant.asking import Asked, foreign_words, needed_attributes, read_asked
from assistant.grouping import Result
from assistant.phrases import phrase
from assistant.question import Question
from assistant.records import AnswerBlock, QuoteBlock, Status, TextBlock
from assistant.targets import Targets, find_targets
from indexer.language.normal import fold
from indexer.language.tokens import fold_term
from indexer.records import DocumentEntry, StoredPassage
from indexer.store.reader import OpenIndex

_CLOSE = 0.88  # a document whose best answer is this near the best one is meant as well


def plan_answer(
    index: OpenIndex, question: Question, results: Sequence[Result], documents: Sequence[DocumentEntry]
) -> Draft:
    """The answer to ``question`` from ``documents`` (those allowed); ``results`` are what search found for it."""
    refused = refuse(index, question)
    if refused is not None:
        return refused
    missing = places_without_documents(index, question)
    if missing:
        said = [phrase("no_place", english=question.language == "en", place=place) for place in missing]
        return not_found(index, question, None, reason="no document of the place", said=said)
    asked = read_asked(question)
    targets = find_targets(question, documents)
    nearest = results[0].best if results else None
    for step in (_special, _sides, _open, _one):
        draft = step(index, question, asked, targets, documents, results)
        if draft is not None:
            return draft
    return not_found(index, question, nearest, reason="nothing found holds what is asked")


def look_up_side(
    index: OpenIndex, question: Question, asked: Asked, documents: Sequence[DocumentEntry], citations: Citations
) -> Found | None:
    """The answer of one side: the whole document's figure, or the best row or clause."""
    ids = [entry.id for entry in documents]
    if asked.any_of("money", "total") and asked.any_of("money", "total", "sum", "compare"):
        total = look_up_total(index, question, asked, documents, citations)
        if total is not None:
            return total
    return look_up(question, asked, gather(index, question, asked, ids), citations)


def _special(
    index: OpenIndex,
    question: Question,
    asked: Asked,
    targets: Targets,
    documents: Sequence[DocumentEntry],
    results: Sequence[Result],
) -> Draft | None:
    """Signers, summaries and lists, which have their own form."""
    side = _side(targets, documents)
    if asked.any_of("signer"):
        return who_signed(index, question, targets, documents)
    if asked.any_of("summary"):
        return summarise(index, question, asked, targets, documents)
    if targets.across or (asked.any_of("list", "duties") and not _has_row_field(asked)):
        return list_items(index, question, asked, side, results, across=targets.across)
    return None


def _has_row_field(asked: Asked) -> bool:
    """Whether one cell of a row answers, however many things it lists."""
    return asked.any_of("owner", "partner", "basis", "fund", "money")


def _sides(
    index: OpenIndex,
    question: Question,
    asked: Asked,
    targets: Targets,
    documents: Sequence[DocumentEntry],
    results: Sequence[Result],
) -> Draft | None:
    """Two sides or more: each looked up, then compared or added."""
    del results
    if len(targets.sides) < 2:
        return None
    citations = Citations(index)
    looked: list[tuple[DocumentEntry, Found | None]] = []
    for side in targets.sides:
        entries = [entry for entry in documents if entry.id in side]
        if entries:
            looked.append((entries[0], look_up_side(index, question, asked, entries, citations)))
    return compare(question, asked, looked, citations)


def _open(
    index: OpenIndex,
    question: Question,
    asked: Asked,
    targets: Targets,
    documents: Sequence[DocumentEntry],
    results: Sequence[Result],
) -> Draft | None:
    """No document named: several that answer as well are all given, and the person is asked which."""
    del results
    if targets.sides or len(documents) < 2 or not asked.any_of("money", "time", "owner", "count"):
        return None
    citations = Citations(index)
    looked: list[tuple[DocumentEntry, Found]] = []
    for entry in documents:
        found = look_up_side(index, question, asked, [entry], citations)
        if found is not None:
            looked.append((entry, found))
    best = max((found.score for _, found in looked), default=0.0)
    close = [(entry, found) for entry, found in looked if found.score >= _CLOSE * best]
    return clarify(question, close, citations) if len(close) > 1 else None


def _one(
    index: OpenIndex,
    question: Question,
    asked: Asked,
    targets: Targets,
    documents: Sequence[DocumentEntry],
    results: Sequence[Result],
) -> Draft | None:
    """One place answers."""
    side = _side(targets, documents)
    nearest = results[0].best if results else None
    unknown = unstated(index, question, nearest)
    if unknown:
        return not_found(index, question, nearest, reason=f"no document holds: {', '.join(unknown)}")
    citations = Citations(index)
    found = look_up_side(index, question, asked, side, citations)
    if found is None:
        return None
    if found.kind in ("no_year", "only_range", "none"):
        return _not_for_years(index, question, found, nearest)
    return _answered(found, citations)


def _answered(found: Found, citations: Citations) -> Draft:
    block = QuoteBlock if found.kind == "quote" else TextBlock
    blocks: list[AnswerBlock] = [block(found.text, found.citations)]
    status: Status = (
        "clarify" if found.kind == "varies" and len({money.dong for money, _, _ in found.terms}) > 1 else "answered"
    )
    return Draft(status, found.text, tuple(blocks), tuple(citations.made), f"lookup: {found.kind}")


def _not_for_years(index: OpenIndex, question: Question, found: Found, nearest: StoredPassage | None) -> Draft:
    english = question.language == "en"
    years = ", ".join(map(str, question.years))
    said = [phrase("no_year", english=english, years=years)]
    if found.kind == "only_range" and found.terms:
        said.append(phrase("only_range", english=english, period=found.terms[0][1]))
    return not_found(index, question, nearest, reason=f"lookup: {found.kind}", said=said)


def unstated(index: OpenIndex, question: Question, nearest: StoredPassage | None) -> list[str]:
    """Foreign words and asked attributes that no document holds: what is asked about is not there."""
    missing = [
        word
        for word in foreign_words(question)
        if not index.lexical.document_frequency(fold_term(word), field="folded")
    ]
    held = ""
    if nearest is not None:
        held = fold(nearest.span.of(index.catalogue.text(nearest.document_id)))
    return missing + [needed for needed in needed_attributes(question) if fold(needed) not in held]


def _side(targets: Targets, documents: Sequence[DocumentEntry]) -> list[DocumentEntry]:
    named = frozenset().union(*targets.sides)
    return [entry for entry in documents if not named or entry.id in named]
