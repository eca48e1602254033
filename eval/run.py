"""``python -m eval run``: answer a question set in this process, judge it and print what was measured."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from eval.cases import Case, Run
from eval.engine import Answering
from eval.engines import EngineName, writing
from eval.measure import measure
from eval.opinions import JudgePlan, open_judge, with_opinions
from eval.progress import with_progress
from eval.questions import WHOLE_SET, QuestionLine, Selection, load_questions
from eval.runs import Written, new_run
from eval.spending import Prices


@dataclass(frozen=True, slots=True)
class Manner:
    """How a set is asked: how often, by which engine, and whether a model judges beside the rule."""

    repeat: int = 1
    engine: EngineName = "extractive"
    prices: Prices | None = None  # of the tokens of the model that answers
    judge: JudgePlan | None = None


ONCE = Manner()


def run_set(path: Path, *, index: Path | None, manner: Manner = ONCE, selection: Selection = WHOLE_SET) -> Run:
    """Answer and measure the questions of a set; further repetitions open the index anew and compare the answers."""
    questions = selection.of(load_questions(path))
    drafts = sum(question.draft for question in questions)
    if drafts:
        print(f"{path}: {drafts} questions are drafts that no person has read yet", file=sys.stderr)
    judge = open_judge(manner.judge, os.environ) if manner.judge else None
    with writing(manner.engine, os.environ, manner.prices) as written:
        engine = written.opened(index, os.environ)
        cases = measure_all(questions, engine)
        further = [measure_all(questions, written.opened(index, os.environ)) for _ in range(manner.repeat - 1)]
    cases = _repeated(cases, further)
    return new_run(
        path,
        with_opinions(cases, judge) if judge else cases,
        engine.stock,
        written=Written(manner.engine, written.model, manner.prices),
        judge=judge.name if judge else None,
    )


def measure_all(questions: Sequence[QuestionLine], engine: Answering) -> tuple[Case, ...]:
    """Measure every question; the engine sees none of its gold keys."""
    return tuple(
        measure(question, engine.outcome(question.ask_line()), engine.source_text)
        for question in with_progress(questions, "measuring", sys.stderr)
    )


def _repeated(cases: tuple[Case, ...], further: Sequence[tuple[Case, ...]]) -> tuple[Case, ...]:
    """The cases with whether every repetition gave the same status, text, citations and results."""
    if not further:
        return cases
    found: list[Case] = []
    for position, case in enumerate(cases):
        same = all(_shown(other[position]) == _shown(case) for other in further)
        found.append(replace(case, measures=replace(case.measures, repeats=len(further), same=same)))
    return tuple(found)


def _shown(case: Case) -> object:
    """All that was given, but for the time and the tokens that it took."""
    return replace(case.given, seconds=0.0, spent=None)
