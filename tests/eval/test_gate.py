"""The gate over real answers: it opens for the same engine, and closes for an engine that was broken on purpose."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from assistant.records import Answer
from assistant.service import AskRequest, Assistant, open_assistant
from eval.cases import Run
from eval.engine import Engine
from eval.gate import Judgement, gate
from eval.questions import load_questions, set_path
from eval.report import judgement_text
from eval.run import measure_all
from eval.runs import brief, new_run
from indexer.records import Row, Table
from indexer.store.catalogue import Catalogue
from indexer.store.generation import current_generation
from indexer.store.schema import CATALOGUE

QUESTIONS = tuple(one for one in load_questions(set_path("dev")) if one.type in ("table", "sum"))[::2]
FIRST_MARK = re.compile(r"\s?\[1\]")


class FlippedColumns(Catalogue):
    """A catalogue that gives every amount of a table to the column beside it."""

    def tables(self, document_id: str) -> tuple[Table, ...]:
        return tuple(
            replace(table, rows=tuple(flipped(table, row) for row in table.rows))
            for table in super().tables(document_id)
        )


def flipped(table: Table, row: Row) -> Row:
    amounts = [column.ordinal for column in table.columns if column.role == "amount"]
    cells = list(row.cells)
    for at, other in zip(amounts, [*amounts[1:], *amounts[:1]], strict=True):
        cells[at] = row.cells[other]
    return replace(row, cells=tuple(cells))


class Changed(Assistant):
    """An assistant whose answers are changed before anybody sees them."""

    def __init__(self, assistant: Assistant, change: Callable[[str, Answer], Answer]) -> None:
        super().__init__(assistant.index)
        self._change = change

    def ask(self, request: AskRequest) -> Answer:
        return self._change(request.question, super().ask(request))


def without_first_citation(_: str, answer: Answer) -> Answer:
    kept = tuple(citation for citation in answer.citations if citation.n != 1)
    return replace(answer, answer=FIRST_MARK.sub("", answer.answer), citations=kept)


def a_thousand_times_off(answer: Answer) -> Answer:
    """Sums of money in millions are called billions, and the other way round."""
    swapped = {"triệu": "tỷ", "tỷ": "triệu", "million": "billion", "billion": "million"}
    pattern = re.compile(rf"(?<=\d )({'|'.join(swapped)})\b")
    return replace(answer, answer=pattern.sub(lambda found: swapped[found.group()], answer.answer))


def measured(assistant: Assistant) -> Run:
    engine = Engine(assistant)
    return new_run(set_path("dev"), measure_all(QUESTIONS, engine), engine.stock)


@pytest.fixture(scope="module")
def assistant(shipped_index: Path) -> Assistant:
    return open_assistant(shipped_index)


@pytest.fixture(scope="module")
def baseline(assistant: Assistant) -> Run:
    return brief(measured(assistant))


def kinds(judgement: Judgement) -> set[str]:
    return {failure.kind for failure in judgement.failures}


def test_the_same_engine_passes(assistant: Assistant, baseline: Run) -> None:
    found = gate(baseline, measured(assistant))
    assert found.failures == ()
    assert found.passes
    assert judgement_text(found).endswith("gate: open")


def test_a_flipped_column_closes_the_gate(assistant: Assistant, baseline: Run, shipped_index: Path) -> None:
    catalogue = FlippedColumns(current_generation(shipped_index) / CATALOGUE)
    found = gate(baseline, measured(Assistant(replace(assistant.index, catalogue=catalogue))))
    assert {"significant drop", "false figure"} <= kinds(found)
    assert "gate: closed" in judgement_text(found)


def test_a_dropped_citation_closes_the_gate(assistant: Assistant, baseline: Run) -> None:
    found = gate(baseline, measured(Changed(assistant, without_first_citation)))
    assert {"significant drop", "invented figure"} <= kinds(found)
    assert any("citations hold all evidence" in failure.text for failure in found.failures)


def test_one_answer_a_thousand_times_off_closes_the_gate(assistant: Assistant, baseline: Run) -> None:
    right = next(case for case in baseline.cases if case.right and re.search(r"\d (?:tỷ|triệu)\b", case.given.answer))

    def change(question: str, answer: Answer) -> Answer:
        return a_thousand_times_off(answer) if question == right.asked.question else answer

    found = gate(baseline, measured(Changed(assistant, change)))
    assert "significant drop" not in kinds(found)
    assert {failure.question for failure in found.failures} == {right.asked.id}
    assert "invented figure" in kinds(found)


def test_an_engine_that_is_a_thousand_times_off_is_told_so(assistant: Assistant, baseline: Run) -> None:
    found = gate(baseline, measured(Changed(assistant, lambda _, answer: a_thousand_times_off(answer))))
    assert {"scale", "invented figure", "significant drop"} <= kinds(found)


def test_a_quote_that_is_reworded_closes_the_gate(assistant: Assistant, baseline: Run) -> None:
    def change(_: str, answer: Answer) -> Answer:
        reworded = tuple(replace(one, quote=one.quote.upper()) for one in answer.citations)
        return replace(answer, citations=reworded)

    assert "inexact quote" in kinds(gate(baseline, measured(Changed(assistant, change))))


def test_a_question_that_is_no_longer_asked_closes_the_gate(baseline: Run) -> None:
    found = gate(baseline, replace(baseline, cases=baseline.cases[1:]))
    assert [(one.kind, one.question) for one in found.failures] == [("question missing", baseline.cases[0].asked.id)]


def test_a_better_engine_passes(baseline: Run) -> None:
    worse = tuple(
        replace(case, measures=replace(case.measures, grade="wrong")) if number % 3 == 0 else case
        for number, case in enumerate(baseline.cases)
    )
    assert gate(replace(baseline, cases=worse), baseline).passes
    assert not gate(baseline, replace(baseline, cases=worse)).passes
