"""Real answers from a real index, ready to be exported."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from pathlib import Path

import pytest

from assistant.exporting.checking import Exchange, Export, checked
from assistant.records import Answer, Citation
from assistant.service import AskRequest, Assistant, open_assistant

SUM = "Kinh phí Máy chủ của Lai Châu năm 2031 và 2032 tổng cộng bao nhiêu?"
COMPARE = "So sánh kinh phí của Lai Châu và Cà Mau"
LIST = "Nhiệm vụ của Cà Mau"
NOT_FOUND = "Kinh phí năm 2026 của Lai Châu là bao nhiêu?"
OUTSIDE = "Thời tiết hôm nay thế nào?"
QUESTIONS = (SUM, COMPARE, LIST, NOT_FOUND, OUTSIDE)
MADE_AT = datetime(2031, 5, 6, 7, 8)
Exporting = Callable[..., Export]


@pytest.fixture(scope="session")
def desk(plans_index: Path) -> Assistant:
    """An assistant over the small documents."""
    return open_assistant(plans_index)


@pytest.fixture(scope="session")
def exporting(desk: Assistant) -> Exporting:
    """Makes the export of questions, their answers changed by ``change`` between storing and exporting."""

    def make(*questions: str, change: Callable[[Answer], Answer] = lambda answer: answer) -> Export:
        return Export(tuple(exchange(desk, question, change) for question in questions), MADE_AT)

    return make


def exchange(desk: Assistant, question: str, change: Callable[[Answer], Answer]) -> Exchange:
    return checked(question, change(desk.ask(AskRequest(question))), desk.source_text)


def with_first(change: Callable[[Citation], Citation]) -> Callable[[Answer], Answer]:
    """Changes the first citation of an answer."""
    return lambda answer: replace(answer, citations=(change(answer.citations[0]), *answer.citations[1:]))
