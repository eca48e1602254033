"""The records of a measured question and of a run, as they are stored: all that reports and comparisons need."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from assistant.records import Status, Turn
from eval.questions import Language, QuestionType
from eval.slots import Slot
from eval.spending import Prices, Spent

Grade = Literal["right", "wrong", "refused"]
Cause = Literal["", "evidence found", "evidence not found", "answered", "asked back", "stated an amount", "failed"]
FORMAT = 1


@dataclass(frozen=True, slots=True)
class Asked:
    """The question with its gold keys, as far as a reader of the report needs them."""

    id: str
    question: str
    lang: Language
    type: QuestionType
    docs: tuple[str, ...]
    answerable: bool
    history: tuple[Turn, ...] = ()
    reference: str = ""


@dataclass(frozen=True, slots=True)
class Cited:
    """One citation of an answer."""

    n: int
    document_id: str
    section: str
    quote: str
    start: int
    end: int
    exact: bool  # quote and parts are the source's slices
    holds: tuple[int, ...] = ()  # positions of the evidence items


@dataclass(frozen=True, slots=True)
class Ranked:
    """One retrieved result; its rank is its place in the list, from 1."""

    document_id: str
    section: str
    start: int
    end: int
    score: float
    why: str
    text: str
    holds: tuple[int, ...] = ()  # positions of the evidence items, within the bounds of the measure


@dataclass(frozen=True, slots=True)
class Given:
    """What the assistant gave."""

    status: Status | Literal["error"]
    answer: str
    seconds: float
    read_as: str = ""  # the question as resolved against its conversation
    plan: str = ""  # which step of the planner answered
    engine: str = "extractive"
    spent: Spent | None = None  # by a language model; None where none takes part
    error: str | None = None
    citations: tuple[Cited, ...] = ()
    retrieved: tuple[Ranked, ...] = ()


@dataclass(frozen=True, slots=True)
class Measures:
    """What was measured of one question; None where the measure does not apply."""

    grade: Grade
    why: str  # what the judge found wrong
    cause: Cause  # of a refusal that should be an answer, or of an answer that should be a refusal
    all_at_5: bool | None
    recall_at_5: float | None
    recall_at_10: float | None
    reciprocal_rank: float | None
    ndcg_at_10: float | None
    cited_share: float | None  # of the evidence
    statements: int
    supported: int  # of the statements, by what they cite
    marks: int
    precise: int  # of the marks
    slices: int  # quotes and parts of all citations
    inexact: int
    long_quotes: int
    invented: tuple[str, ...]  # figures as written
    false_figure: bool
    scale_error: bool
    nuggets: int
    nuggets_stated: int
    slots: tuple[Slot, ...] = ()
    repeats: int | None = None  # further runs
    same: bool | None = None  # whether all runs gave the same answer


@dataclass(frozen=True, slots=True)
class Opinion:
    """What a model that judges says of an answer: advice, never the verdict."""

    grade: Literal["right", "wrong"] | None  # None: it gave no verdict, and why
    why: str
    spent: Spent | None = None


@dataclass(frozen=True, slots=True)
class Case:
    """One question, what was given, and what was measured of it."""

    asked: Asked
    given: Given
    measures: Measures
    opinion: Opinion | None = None

    @property
    def right(self) -> bool:
        """Whether the judge finds the answer right."""
        return self.measures.grade == "right"

    @property
    def cluster(self) -> str:
        """What intervals draw as a whole: the documents that the question is about; none is a cluster of its own."""
        return "+".join(sorted(self.asked.docs))


@dataclass(frozen=True, slots=True)
class Run:
    """A measured question set and what it was measured on."""

    set: str
    set_sha256: str
    code: str  # version of the package
    created: str  # ISO 8601
    encoder: str
    documents: int
    passages: int
    cases: tuple[Case, ...]
    engine: str = "extractive"
    model: str | None = None  # that phrases answers
    prices: Prices | None = None  # of its tokens
    judge: str | None = None  # the model whose opinions stand beside the verdicts
    format: int = FORMAT
