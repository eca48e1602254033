"""Two sides or more: each with its answer and citation; amounts are compared or added exactly."""

from __future__ import annotations

from collections.abc import Sequence

from assistant.answering.draft import Citations, Draft, side_name
from assistant.answering.figures import readable
from assistant.answering.found import Found
from assistant.answering.ratios import ratio_told
from assistant.answering.same_kind import earlier_day
from assistant.asking import Asked
from assistant.phrases import phrase
from assistant.question import Question
from assistant.records import AnswerBlock, TableBlock, TextBlock
from indexer.language.numbers import plus
from indexer.records import DocumentEntry

Side = tuple[DocumentEntry, Found | None]


def compare(question: Question, asked: Asked, sides: Sequence[Side], citations: Citations) -> Draft | None:
    """One line and one table row a side; None if no side answers."""
    english = question.language == "en"
    answered = [(entry, found) for entry, found in sides if found is not None]
    if not answered:
        return None
    lines = [_side_line(entry, found, english=english) for entry, found in sides]
    verdict = _verdict(asked, answered, english=english)
    if asked.any_of("time", "compare") and not verdict:
        verdict = earlier_day(answered, english=english)
    amounts = sorted(found.amount for _, found in answered if found.amount is not None)
    if verdict and len(amounts) == 2:
        verdict += ratio_told(question, amounts[1], amounts[0])
    text = "\n".join([*([verdict] if verdict else []), *lines])
    numbers = tuple(dict.fromkeys(n for _, found in answered for n in found.citations))
    blocks: list[AnswerBlock] = [TextBlock(verdict, numbers)] if verdict else []
    rows = tuple((side_name(entry), found.text if found else "–") for entry, found in sides)
    blocks.append(TableBlock(("", ""), rows, numbers))
    return Draft("answered", text, tuple(blocks), tuple(citations.made), "compare")


def _side_line(entry: DocumentEntry, found: Found | None, *, english: bool) -> str:
    if found is None:
        return phrase("side_missing", english=english, name=side_name(entry))
    amount = f" = {readable(found.amount)}" if found.amount is not None and found.kind == "quote" else ""
    return phrase("side", english=english, name=side_name(entry), text=found.text + amount)


def _verdict(asked: Asked, sides: Sequence[tuple[DocumentEntry, Found]], *, english: bool) -> str:
    """Which side has more, or what all sides make together, where every side is an amount."""
    amounts = [(entry, found.amount, found) for entry, found in sides if found.amount is not None]
    if len(amounts) < 2 or len(amounts) != len(sides):
        return ""
    if asked.any_of("sum") and not asked.any_of("compare"):
        terms = " + ".join(
            phrase(
                "term_labelled", english=english, amount=readable(amount), label=side_name(entry), n=found.citations[0]
            )
            for entry, amount, found in amounts
        )
        return phrase("sum_sides", english=english, sum=readable(plus(amount for _, amount, _ in amounts)), terms=terms)
    ordered = sorted(amounts, key=lambda one: -one[1])
    if ordered[0][1] == ordered[1][1]:
        return phrase("equal", english=english, amount=readable(ordered[0][1]))
    difference = readable(ordered[0][1] - ordered[1][1])
    return phrase(
        "more", english=english, name=side_name(ordered[0][0]), amount=readable(ordered[0][1]), difference=difference
    )
