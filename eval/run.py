"""``python -m eval run``: answer a question set in this process, judge it and print what was measured."""

from __future__ import annotations

import json
import os
import sys
from dataclasses import asdict
from pathlib import Path

from eval.engine import Engine, open_engine
from eval.files import whole_file
from eval.measure import Figures, Measured, measure
from eval.progress import with_progress
from eval.questions import QuestionLine, load_questions


def run_set(path: Path, *, index: Path | None) -> tuple[Measured, ...]:
    """Answer and measure every question of a set."""
    return measure_all(load_questions(path), open_engine(index, os.environ))


def measure_all(questions: tuple[QuestionLine, ...], engine: Engine) -> tuple[Measured, ...]:
    """Measure every question; the engine sees none of its gold keys."""
    return tuple(
        measure(question, engine.outcome(question.ask_line()), engine.source_text)
        for question in with_progress(questions, "measuring", sys.stderr)
    )


def write_json(path: Path, found: Figures, measured: tuple[Measured, ...]) -> None:
    """Write the figures and the verdict of every question."""
    with whole_file(path) as stream:
        json.dump({"figures": asdict(found), "questions": [_line(one) for one in measured]}, stream, ensure_ascii=False)
        stream.write("\n")


def _line(one: Measured) -> dict[str, object]:
    """What is kept of one question."""
    return {
        "id": one.question.id,
        "type": one.question.type,
        "lang": one.question.lang,
        "status": one.outcome.status,
        "grade": one.grade,
        "why": one.outcome.error or one.verdict.why,
        "answer": one.outcome.answer,
        "retrieved_all": one.retrieved_all,
        "retrieved_share": one.retrieved_share,
        "cited_share": one.cited_share,
        "inexact": one.inexact,
        "seconds": round(one.outcome.seconds, 6),
    }
