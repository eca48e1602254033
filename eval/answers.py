"""``python -m eval answers``: answer every question of a file, seeing no gold key (docs/schemas/answer.schema.json)."""

from __future__ import annotations

import json
import os
import sys
from pathlib import Path

from eval.engine import Outcome, open_engine, wire
from eval.errors import UnusableInputError
from eval.files import whole_file
from eval.progress import with_progress
from eval.questions import load_ask_lines


def write_answers(questions: Path, out: Path, *, index: Path | None) -> tuple[Outcome, ...]:
    """Answer all questions in this process and write one line each; the outcomes that failed are returned."""
    if out.exists() and out.samefile(questions):
        raise UnusableInputError(f"{out}: is the question file itself")
    lines = load_ask_lines(questions)
    engine = open_engine(index, os.environ)
    failed: list[Outcome] = []
    with whole_file(out) as stream:
        for line in with_progress(lines, "answering", sys.stderr):
            outcome = engine.outcome(line)
            stream.write(answer_line(outcome) + "\n")
            if outcome.error is not None:
                failed.append(outcome)
    return tuple(failed)


def answer_line(outcome: Outcome) -> str:
    """One line of the answer file; ``error`` stands only in the line of a question that failed."""
    record: dict[str, object] = {
        "id": outcome.id,
        "status": outcome.status,
        "answer": outcome.answer,
        "citations": wire(outcome.citations),
        "retrieved": wire(outcome.retrieved),
        "seconds": round(outcome.seconds, 6),
    }
    if outcome.error is not None:
        record["error"] = outcome.error
    return json.dumps(record, ensure_ascii=False)
