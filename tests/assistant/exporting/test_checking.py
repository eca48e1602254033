"""What is quoted is compared with the source again, slice by slice, before it is exported."""

from __future__ import annotations

from dataclasses import replace

import pytest

from assistant.records import Answer, AnswerBlock, ComputationBlock
from tests.assistant.exporting.conftest import COMPARE, LIST, QUESTIONS, SUM, Exporting, with_first


@pytest.mark.parametrize("question", QUESTIONS)
def test_a_fresh_answer_matches_its_sources(exporting: Exporting, question: str) -> None:
    export = exporting(question)
    (exchange,) = export.exchanges
    assert [source.citation for source in exchange.sources] == list(exchange.answer.citations)
    assert {source.state for source in exchange.sources} <= {"exact"}
    assert export.doubtful == 0


def test_a_quote_that_no_longer_stands_there_is_found_out(exporting: Exporting) -> None:
    export = exporting(COMPARE, change=with_first(lambda c: replace(c, quote=c.quote.replace("47.350", "47.850"))))
    first, *others = [source.state for source in export.exchanges[0].sources]
    assert first == "changed"
    assert set(others) == {"exact"}
    assert export.doubtful == 1


def test_a_quote_at_another_place_is_found_out(exporting: Exporting) -> None:
    export = exporting(LIST, change=with_first(lambda c: replace(c, start=c.start + 1, end=c.end + 1)))
    assert export.exchanges[0].sources[0].state == "changed"


def test_a_cell_that_no_longer_stands_there_is_found_out(exporting: Exporting) -> None:
    export = exporting(
        SUM, change=with_first(lambda c: replace(c, parts=tuple(replace(p, end=p.end + 1) for p in c.parts)))
    )
    assert export.doubtful == 1


def test_an_operand_with_other_digits_than_its_cell_is_found_out(exporting: Exporting) -> None:
    def change(answer: Answer) -> Answer:
        return replace(answer, blocks=tuple(map(other_digits, answer.blocks)))

    def other_digits(block: AnswerBlock) -> AnswerBlock:
        if not isinstance(block, ComputationBlock):
            return block
        first, *rest = block.operands
        return replace(block, operands=(replace(first, written="9.000 triệu đồng"), *rest))

    assert exporting(SUM).doubtful == 0
    assert exporting(SUM, change=change).doubtful == 1


def test_a_document_that_is_gone_is_said_so(exporting: Exporting) -> None:
    export = exporting(COMPARE, change=with_first(lambda c: replace(c, document_id="khong-con")))
    first, *others = [source.state for source in export.exchanges[0].sources]
    assert first == "gone"
    assert set(others) == {"exact"}
