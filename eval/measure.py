"""From an outcome and its gold line to a measured case."""

from __future__ import annotations

from collections.abc import Callable
from functools import reduce
from operator import or_

from assistant.records import Citation, SearchResult
from eval.attribution import Attribution, attribution
from eval.cases import Asked, Case, Cause, Cited, Given, Grade, Measures, Ranked
from eval.engine import Outcome
from eval.evidence import (
    BEST,
    QUOTE_LIMIT,
    RESULT_LIMIT,
    EvidenceItem,
    Slice,
    held_by_quotes,
    held_by_results,
    items_held,
)
from eval.judge import REFUSING_STATUSES, Verdict, judge
from eval.metrics import all_at, novel_ndcg, recall_at, reciprocal_rank
from eval.questions import QuestionLine
from eval.slots import false_figure, scale_error, slots, stated_share
from eval.support import Shown, invented, of_citation, of_text

SourceText = Callable[[str], str]
DEEP = 10
_LISTING_TYPES = frozenset({"list", "summary"})


def measure(question: QuestionLine, outcome: Outcome, source_text: SourceText) -> Case:
    """Judge an outcome and measure its retrieval, its citations and its figures."""
    citations = tuple(_cited(one, question, source_text) for one in outcome.citations)
    retrieved = _ranked(question, outcome.retrieved)
    return Case(
        _asked(question), _given(outcome, citations, retrieved), _measures(question, outcome, retrieved, source_text)
    )


def _asked(question: QuestionLine) -> Asked:
    return Asked(
        id=question.id,
        question=question.question,
        lang=question.lang,
        type=question.type,
        docs=question.docs,
        answerable=question.answerable,
        history=question.history,
        reference=question.answer,
    )


def _given(outcome: Outcome, citations: tuple[Cited, ...], retrieved: tuple[Ranked, ...]) -> Given:
    return Given(
        status=outcome.status,
        answer=outcome.answer,
        seconds=round(outcome.seconds, 6),
        read_as=outcome.read_as,
        plan=outcome.plan,
        engine=outcome.engine,
        spent=outcome.spent,
        error=outcome.error,
        citations=citations,
        retrieved=retrieved,
    )


def _cited(citation: Citation, question: QuestionLine, source_text: SourceText) -> Cited:
    quote = Slice(citation.document_id, citation.quote)
    return Cited(
        n=citation.n,
        document_id=citation.document_id,
        section=citation.section,
        quote=citation.quote,
        start=citation.start,
        end=citation.end,
        exact=all(_exactness(citation, source_text)),
        holds=tuple(sorted(held_by_quotes(question.evidence, [quote]))),
    )


def _ranked(question: QuestionLine, results: tuple[SearchResult, ...]) -> tuple[Ranked, ...]:
    """The results with the evidence that each holds; of the best five within their common bound."""
    slices = [Slice(hit.document_id, hit.text) for hit in results]
    held = [*held_by_results(question.evidence, slices), *(_deep(question.evidence, one) for one in slices[BEST:])]
    return tuple(
        Ranked(
            document_id=hit.document_id,
            section=hit.section,
            start=hit.start,
            end=hit.end,
            score=hit.score,
            why=hit.why,
            text=hit.text,
            holds=tuple(sorted(items)),
        )
        for hit, items in zip(results, held, strict=True)
    )


def _deep(evidence: tuple[EvidenceItem, ...], one: Slice) -> frozenset[int]:
    return items_held(evidence, one) if len(one.text) <= RESULT_LIMIT else frozenset()


def _measures(
    question: QuestionLine, outcome: Outcome, retrieved: tuple[Ranked, ...], source_text: SourceText
) -> Measures:
    verdict = judge(question, outcome.answer, status=outcome.status, citations=len(outcome.citations))
    grade = _grade(question, outcome, verdict)
    wanted = range(len(question.evidence))
    held = [one.holds for one in retrieved]
    ranked = question.answerable and not question.history and bool(wanted)
    quotes = [Slice(citation.document_id, citation.quote) for citation in outcome.citations]
    cited = held_by_quotes(question.evidence, quotes)
    exactness = [same for citation in outcome.citations for same in _exactness(citation, source_text)]
    stated, nuggets = stated_share(question, outcome.answer) if question.type in _LISTING_TYPES else (0, 0)
    answering = outcome.status in ("answered", "clarify")
    support, made_up = _support(question, outcome, source_text)
    return Measures(
        grade=grade,
        why=outcome.error or verdict.why,
        cause=_cause(question, outcome, grade, held),
        all_at_5=all_at(held, wanted, BEST) if ranked else None,
        recall_at_5=recall_at(held, wanted, BEST) if ranked else None,
        recall_at_10=recall_at(held, wanted, DEEP) if ranked else None,
        reciprocal_rank=reciprocal_rank(held, wanted) if ranked else None,
        ndcg_at_10=novel_ndcg(held, wanted, DEEP) if ranked else None,
        cited_share=len(cited) / len(wanted) if question.answerable and wanted else None,
        statements=support.statements,
        supported=support.supported,
        marks=support.citations,
        precise=support.precise,
        slices=len(exactness),
        inexact=exactness.count(False),
        long_quotes=sum(len(quote.text) > QUOTE_LIMIT for quote in quotes),
        invented=made_up,
        false_figure=false_figure(question, outcome.answer),
        scale_error=scale_error(question, outcome.answer),
        nuggets=nuggets,
        nuggets_stated=stated,
        slots=slots(question, outcome.answer) if answering else (),
    )


def _grade(question: QuestionLine, outcome: Outcome, verdict: Verdict) -> Grade:
    """Right, wrong, or refused although there is an answer."""
    if verdict.right:
        return "right"
    return "refused" if question.answerable and outcome.status in REFUSING_STATUSES else "wrong"


def _cause(question: QuestionLine, outcome: Outcome, grade: Grade, held: list[tuple[int, ...]]) -> Cause:
    """Why an answer was refused: had retrieval found it? Or how a question without an answer was answered."""
    if outcome.error is not None:
        return "failed"
    if grade == "refused":
        found = all_at(held, range(len(question.evidence)), BEST) if question.evidence else False
        return "evidence found" if found else "evidence not found"
    if question.answerable or grade == "right":
        return ""
    if outcome.status in REFUSING_STATUSES:
        return "stated an amount"
    return "asked back" if outcome.status == "clarify" else "answered"


def _exactness(citation: Citation, source_text: SourceText) -> list[bool]:
    """Whether the quote and each part are exactly the source's slice; nothing is exact in an unknown document."""
    try:
        source = source_text(citation.document_id)
    except LookupError:
        return [False] * (1 + len(citation.parts))
    quoted = [(citation.quote, citation.start, citation.end)]
    quoted += [(part.quote, part.start, part.end) for part in citation.parts]
    return [0 <= start <= end <= len(source) and source[start:end] == quote for quote, start, end in quoted]


def _conversation(question: QuestionLine) -> str:
    """All that the person and the earlier answers said: what a figure may repeat without a citation."""
    return "\n".join([question.question, *(turn.content for turn in question.history)])


def _support(question: QuestionLine, outcome: Outcome, source_text: SourceText) -> tuple[Attribution, tuple[str, ...]]:
    """Which statements of an answer are supported, and which of its figures are not."""
    given = of_text(_conversation(question))
    proven = reduce(or_, map(of_citation, outcome.citations), given)
    written = _written(outcome.citations, source_text)
    shown = Shown(outcome.answer, proven, written, beside=outcome.beside)
    if outcome.status in REFUSING_STATUSES or outcome.status == "error":
        return Attribution(0, 0, 0, 0), invented(outcome.answer, proven, shown, counts=False)
    return attribution(outcome.answer, given, outcome.citations, shown), invented(outcome.answer, proven, shown)


def _written(citations: tuple[Citation, ...], source_text: SourceText) -> Callable[[str], bool]:
    """Whether digits stand in a document that is cited."""
    texts: list[str] = []
    for document_id in {citation.document_id for citation in citations}:
        try:
            texts.append(source_text(document_id))
        except LookupError:
            continue
    return lambda digits: any(digits in text for text in texts)
