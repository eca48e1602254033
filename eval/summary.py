"""The figures of a run: one list of metrics, each a sum over cases, with intervals; counts by group."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Literal

from eval.cases import Case, Measures
from eval.judge import REFUSING_STATUSES
from eval.metrics import percentile
from eval.slots import SLOTS, SlotName
from eval.spending import Spent
from eval.statistics import Interval, clustered, none_of, wilson

Part = tuple[float, float]  # a case's share in the numerator and in the denominator
# yes-no: one per question, for which Wilson's interval holds; a score is a mean of numbers, an amount one of counts.
Kind = Literal["yes-no", "ratio", "score", "amount"]
Better = Literal["more", "less"]


@dataclass(frozen=True, slots=True)
class Metric:
    """One figure: what a case adds to it; None where it has no part in it."""

    key: str
    name: str
    part: Callable[[Case], Part | None]
    kind: Kind = "yes-no"
    better: Better = "more"

    @property
    def is_share(self) -> bool:
        """Whether it is so many of so many."""
        return self.kind in ("yes-no", "ratio")


@dataclass(frozen=True, slots=True)
class Figure:
    """A metric over some cases: ``questions`` is by Wilson, ``documents`` by drawing whole documents again."""

    metric: Metric
    total: float
    of: float
    questions: Interval | None
    documents: Interval
    none_of: float | None  # the upper bound of the true share where nothing was seen

    @property
    def value(self) -> float:
        """The share or the mean."""
        return self.total / self.of


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


def _each(take: Callable[[Measures], float | bool | None]) -> Callable[[Case], Part | None]:
    """The part of every case that has the measure, each with the same weight."""

    def part(case: Case) -> Part | None:
        value = take(case.measures)
        return None if value is None else (float(value), 1.0)

    return part


def _ratio(take: Callable[[Measures], tuple[float, float]]) -> Callable[[Case], Part | None]:
    """So many of so many in a case, whose weight is the second number; no part where it is nothing."""

    def part(case: Case) -> Part | None:
        count, of = take(case.measures)
        return (float(count), float(of)) if of else None

    return part


def _where(answerable: bool, take: Callable[[Case], bool]) -> Callable[[Case], Part | None]:
    """Yes or no for the questions that can, or cannot, be answered."""
    return lambda case: (float(take(case)), 1.0) if case.asked.answerable is answerable else None


def _slot(name: SlotName) -> Callable[[Case], Part | None]:
    def counted(measures: Measures) -> tuple[float, float]:
        found = [slot.right for slot in measures.slots if slot.name == name]
        return sum(found), len(found)

    return _ratio(counted)


def _spent(take: Callable[[Spent], float | None]) -> Callable[[Case], Part | None]:
    """What the language model took for a question; no part where none takes part."""

    def part(case: Case) -> Part | None:
        value = take(case.given.spent) if case.given.spent else None
        return None if value is None else (float(value), 1.0)

    return part


def _refused(case: Case) -> bool:
    return case.given.status in REFUSING_STATUSES


def _all_cited(measures: Measures) -> bool | None:
    return None if measures.cited_share is None else measures.cited_share == 1


_SCORES = {"right": 1.0, "wrong": -1.0, "refused": 0.0}
# CRAG: Yang et al., CRAG - comprehensive RAG benchmark, NeurIPS 2024, without its grade for partly right answers.
METRICS: tuple[Metric, ...] = (
    Metric("right", "right by the judge", _each(lambda m: m.grade == "right")),
    Metric("crag", "CRAG score: right − wrong, refusals 0", _each(lambda m: _SCORES[m.grade]), "score"),
    Metric("all@5", "retrieval: all evidence in the best 5", _each(lambda m: m.all_at_5)),
    Metric("recall@5", "retrieval: share of the evidence in the best 5", _each(lambda m: m.recall_at_5), "ratio"),
    Metric("recall@10", "retrieval: share of the evidence in the best 10", _each(lambda m: m.recall_at_10), "ratio"),
    Metric("rr", "retrieval: reciprocal rank of the first evidence", _each(lambda m: m.reciprocal_rank), "score"),
    Metric("ndcg@10", "retrieval: nDCG@10 of new evidence", _each(lambda m: m.ndcg_at_10), "score"),
    Metric("cited", "citations hold all evidence", _each(_all_cited)),
    Metric("cited share", "citations: share of the evidence", _each(lambda m: m.cited_share), "ratio"),
    Metric(
        "citation recall",
        "statements that their citations support",
        _ratio(lambda m: (m.supported, m.statements)),
        "ratio",
    ),
    Metric(
        "citation precision", "citations that support their statement", _ratio(lambda m: (m.precise, m.marks)), "ratio"
    ),
    Metric(
        "exact",
        "quotes and parts exactly as in the source",
        _ratio(lambda m: (m.slices - m.inexact, m.slices)),
        "ratio",
    ),
    Metric("nuggets", "lists and summaries: nuggets stated", _ratio(lambda m: (m.nuggets_stated, m.nuggets)), "ratio"),
    *(Metric(f"slot {name}", f"slots: {name} right", _slot(name), "ratio") for name in SLOTS),
    Metric("invented", "answers with a figure that nothing supports", _each(lambda m: bool(m.invented)), better="less"),
    Metric(
        "false figure",
        "answers with a false sum or share",
        _where(True, lambda c: c.measures.false_figure),
        better="less",
    ),
    Metric("scale", "answers a thousand times off", _where(True, lambda c: c.measures.scale_error), better="less"),
    Metric("refused unanswerable", "unanswerable: refused", _where(False, _refused)),
    Metric("over-refused", "answerable: refused", _where(True, _refused), better="less"),
    Metric("same", "same answer in every repetition", _each(lambda m: m.same)),
    Metric("tokens", "tokens per question, sent and written", _spent(lambda s: s.sent + s.written), "amount", "less"),
    Metric("cost", "cost per question", _spent(lambda s: s.cost), "amount", "less"),
    Metric("failed", "failed with an error", _each(lambda m: m.cause == "failed"), better="less"),
)


def figure(metric: Metric, cases: Iterable[Case]) -> Figure | None:
    """The figure of a metric over cases with its intervals; None where no case has a part in it."""
    parts = [(part, case.cluster) for case in cases if (part := metric.part(case)) is not None]
    if not parts:
        return None
    counts, sizes = [part[0] for part, _ in parts], [part[1] for part, _ in parts]
    total, of = sum(counts), sum(sizes)
    each = metric.kind == "yes-no"
    return Figure(
        metric=metric,
        total=total,
        of=of,
        questions=wilson(round(total), round(of)) if each else None,
        documents=clustered(counts, [cluster for _, cluster in parts], of=sizes),
        none_of=none_of(round(of)) if each and total == 0 else None,
    )


def figures(cases: Sequence[Case]) -> tuple[Figure, ...]:
    """All figures that these cases have a part in."""
    return tuple(found for metric in METRICS if (found := figure(metric, cases)) is not None)


def milliseconds(cases: Sequence[Case], share: float) -> float:
    """The percentile of the time to answer."""
    return percentile([case.given.seconds * 1000 for case in cases], share)


def group(name: str, cases: Sequence[Case]) -> Group:
    """The counts of one group."""
    grades = [case.measures.grade for case in cases]
    retrieval = [case.measures.all_at_5 for case in cases if case.measures.all_at_5 is not None]
    return Group(
        name=name,
        questions=len(cases),
        right=grades.count("right"),
        wrong=grades.count("wrong"),
        refused=grades.count("refused"),
        retrieval_questions=len(retrieval),
        retrieved_all=sum(retrieval),
    )


def groups(cases: Sequence[Case], key: Callable[[Case], str], names: Sequence[str]) -> tuple[Group, ...]:
    """The counts by group, in the order of ``names``, without empty groups."""
    members = {name: [case for case in cases if key(case) == name] for name in names}
    return tuple(group(name, found) for name, found in members.items() if found)


def by_document(cases: Sequence[Case]) -> tuple[Group, ...]:
    """The counts by document; a question about several counts with each of them."""
    named = sorted({document for case in cases for document in case.asked.docs})
    found = [group(name, [case for case in cases if name in case.asked.docs]) for name in named]
    without = [case for case in cases if not case.asked.docs]
    return (*found, *([group("(none)", without)] if without else []))


def causes(cases: Sequence[Case]) -> tuple[tuple[str, int], ...]:
    """How often each cause of a needless refusal, or of an answer that should be a refusal, was seen."""
    seen = [case.measures.cause for case in cases if case.measures.cause]
    return tuple((cause, seen.count(cause)) for cause in sorted(set(seen)))
