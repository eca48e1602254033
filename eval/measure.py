"""From an outcome and its gold line to a measurement, and from measurements to figures."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Literal

from assistant.records import Citation
from eval.engine import Outcome
from eval.evidence import BEST, QUOTE_LIMIT, Slice, held_by_quotes, held_by_results
from eval.judge import REFUSING_STATUSES, Verdict, judge
from eval.metrics import all_at, mean, percentile, recall_at
from eval.questions import LANGUAGES, QUESTION_TYPES, QuestionLine

Grade = Literal["right", "wrong", "refused"]
SourceText = Callable[[str], str]


@dataclass(frozen=True, slots=True)
class Measured:
    """One question's outcome, judged; shares are None where the measure does not apply."""

    question: QuestionLine
    outcome: Outcome
    verdict: Verdict
    retrieved_all: bool | None
    retrieved_share: float | None
    cited_share: float | None
    slices: int  # quotes and parts of all citations
    inexact: int  # of them, those that are not the source's slice
    long_quotes: int

    @property
    def grade(self) -> Grade:
        """Right, wrong, or refused although there is an answer."""
        if self.verdict.right:
            return "right"
        if self.question.answerable and self.outcome.status in REFUSING_STATUSES:
            return "refused"
        return "wrong"


@dataclass(frozen=True, slots=True)
class Group:
    """The counts of one group of questions."""

    name: str
    questions: int
    right: int
    wrong: int
    refused: int
    retrieval_questions: int
    retrieved_all: int


@dataclass(frozen=True, slots=True)
class Share:
    """So many of so many."""

    count: int
    of: int


@dataclass(frozen=True, slots=True)
class Figures:
    """What a run measured; a mean is None where no question has the measure."""

    overall: Group
    by_type: tuple[Group, ...]
    by_language: tuple[Group, ...]
    evidence_retrieved: float | None  # mean share of the evidence within the best five
    citations_whole: Share  # answerable questions whose evidence is all cited
    evidence_cited: float | None  # mean share of the evidence cited
    exact: Share  # quotes and parts that are the source's slice
    long_quotes: int
    refused_unanswerable: Share
    refused_answerable: Share
    failed: int
    p50_ms: float
    p95_ms: float


def measure(question: QuestionLine, outcome: Outcome, source_text: SourceText) -> Measured:
    """Judge an outcome and measure its retrieval and its citations."""
    verdict = judge(question, outcome.answer, status=outcome.status, citations=len(outcome.citations))
    wanted = range(len(question.evidence))
    single_turn = question.answerable and not question.history and bool(wanted)
    results = held_by_results(question.evidence, [Slice(hit.document_id, hit.text) for hit in outcome.retrieved])
    quotes = [Slice(citation.document_id, citation.quote) for citation in outcome.citations]
    cited = held_by_quotes(question.evidence, quotes)
    exactness = [same for citation in outcome.citations for same in _exactness(citation, source_text)]
    return Measured(
        question=question,
        outcome=outcome,
        verdict=verdict,
        retrieved_all=all_at(results, wanted, BEST) if single_turn else None,
        retrieved_share=recall_at(results, wanted, BEST) if single_turn else None,
        cited_share=len(cited) / len(wanted) if question.answerable and wanted else None,
        slices=len(exactness),
        inexact=exactness.count(False),
        long_quotes=sum(len(quote.text) > QUOTE_LIMIT for quote in quotes),
    )


def _exactness(citation: Citation, source_text: SourceText) -> list[bool]:
    """Whether the quote and each part are exactly the source's slice; nothing is exact in an unknown document."""
    try:
        source = source_text(citation.document_id)
    except LookupError:
        return [False] * (1 + len(citation.parts))
    quoted = [(citation.quote, citation.start, citation.end)]
    quoted += [(part.quote, part.start, part.end) for part in citation.parts]
    return [0 <= start <= end <= len(source) and source[start:end] == quote for quote, start, end in quoted]


def figures(measured: Sequence[Measured]) -> Figures:
    """The figures of a run of at least one question."""
    answerable = [one for one in measured if one.question.answerable]
    unanswerable = [one for one in measured if not one.question.answerable]
    retrieved = [one.retrieved_share for one in measured if one.retrieved_share is not None]
    cited = [one.cited_share for one in measured if one.cited_share is not None]
    slices = sum(one.slices for one in measured)
    milliseconds = [one.outcome.seconds * 1000 for one in measured]
    return Figures(
        overall=_group("all", measured),
        by_type=_groups(QUESTION_TYPES, measured, lambda question: question.type),
        by_language=_groups(LANGUAGES, measured, lambda question: question.lang),
        evidence_retrieved=mean(retrieved) if retrieved else None,
        citations_whole=Share(sum(share == 1 for share in cited), len(cited)),
        evidence_cited=mean(cited) if cited else None,
        exact=Share(slices - sum(one.inexact for one in measured), slices),
        long_quotes=sum(one.long_quotes for one in measured),
        refused_unanswerable=_refused(unanswerable),
        refused_answerable=_refused(answerable),
        failed=sum(one.outcome.error is not None for one in measured),
        p50_ms=percentile(milliseconds, 0.5),
        p95_ms=percentile(milliseconds, 0.95),
    )


def _refused(measured: Sequence[Measured]) -> Share:
    """How many of these questions were refused."""
    return Share(sum(one.outcome.status in REFUSING_STATUSES for one in measured), len(measured))


def _groups(
    names: Sequence[str], measured: Sequence[Measured], key: Callable[[QuestionLine], str]
) -> tuple[Group, ...]:
    """The counts by group, without the groups that no question belongs to."""
    members = {name: [one for one in measured if key(one.question) == name] for name in names}
    return tuple(_group(name, group) for name, group in members.items() if group)


def _group(name: str, measured: Sequence[Measured]) -> Group:
    """The counts of one group."""
    grades = [one.grade for one in measured]
    retrieval = [one.retrieved_all for one in measured if one.retrieved_all is not None]
    return Group(
        name=name,
        questions=len(measured),
        right=grades.count("right"),
        wrong=grades.count("wrong"),
        refused=grades.count("refused"),
        retrieval_questions=len(retrieval),
        retrieved_all=sum(retrieval),
    )
