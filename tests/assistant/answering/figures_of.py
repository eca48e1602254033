"""What an answer may say: every figure in it is asked, cited, or computed from figures that it shows."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import combinations

from assistant.records import Answer, AnswerBlock, Citation, ListBlock, NearestBlock, TableBlock
from eval.amounts import readings
from indexer.language.numbers import NUMBER, Amount, Unit, find_amounts, unit_named
from indexer.records import Finding

MARKS = re.compile(r"\[(\d+)\]")
PRIVATE = re.compile("[\ue000-\uf8ff]")
_PERCENT = re.compile(r"(\d+(?:[.,]\d+)?)\s*%")
_TIMES = re.compile(r"(\d+(?:[.,]\d+)?)\s*%\s*×")
_CENT = Decimal("0.01")


def block_text(block: AnswerBlock) -> str:
    """The words of a block as a reader sees them."""
    if isinstance(block, ListBlock):
        return "\n".join(item.text for item in block.items)
    if isinstance(block, TableBlock):
        return "\n".join([block.caption, *(" | ".join(row) for row in (block.columns, *block.rows))])
    return block.text


def money_in(text: str) -> list[Decimal]:
    """The amounts of money of ``text`` in đồng, in order."""
    found: Iterator[Amount] = find_amounts(MARKS.sub("", text))
    return [one.exact for one in found if one.unit is not None and one.unit.base == "VND"]


def percents_in(text: str) -> list[Decimal]:
    """The percentages of ``text``, in order."""
    return [Decimal(found.replace(",", ".")) for found in _PERCENT.findall(text)]


def invented(answer: Answer, asked: str, findings: Sequence[Finding] = ()) -> list[Decimal]:
    """Amounts of ``answer``'s text and blocks that neither ``asked`` nor a citation holds, and nothing shown makes.

    What the audit computed for a document (``findings``) is known too: the audit shows its operands.
    """
    known = [*money_in(asked), *(value for one in answer.citations for value in cited_money(one))]
    known += [value for finding in findings for value in money_in(finding.message)]
    shares = [*percents_in(asked), *(value for one in answer.citations for value in percents_in(one.quote))]
    found: list[Decimal] = []
    for text in (answer.answer, *map(block_text, answer.blocks)):
        money = money_in(text)
        found += [
            value
            for value in money
            if value not in known
            and not _made(value, money_in(answer.answer), known)
            and not _is_share_of(value, answer.answer, shares, known)
        ]
        found += [p for p in percents_in(text) if p not in shares and not _is_share(p, money)]
    return found


def cited_money(citation: Citation) -> set[Decimal]:
    """The amounts that a citation holds: those with their unit, and bare figures in a unit that it also cites."""
    texts = [citation.quote, *(part.quote for part in citation.parts)]
    held = {value for text in texts for value in money_in(text)}
    units = [unit for part in citation.parts if part.role in ("unit", "period") for unit in _units_in(part.quote)]
    scales = {unit.scale for unit in units if unit.base == "VND"}
    bare = {
        Decimal(str(value))
        for text in texts
        for found in NUMBER.finditer(text)
        for value in readings(found.group().strip("-−"))
    }
    return held | {value * scale for value in bare for scale in scales}


def _units_in(text: str) -> list[Unit]:
    return [unit for word in re.split(r"[():;]", text) if (unit := unit_named(word)) is not None]


def _made(value: Decimal, shown: Sequence[Decimal], known: Sequence[Decimal]) -> bool:
    """Whether ``value`` is a sum of neighbouring amounts of the answer or the difference of two of them."""
    operands = [one for one in shown if one in known]
    runs = (operands[a:b] for a, b in combinations(range(len(operands) + 1), 2) if b - a > 1)
    if any(sum(run) == value for run in runs):
        return True
    sums = {sum(operands[a:b]) for a, b in combinations(range(len(operands) + 1), 2)}
    return any(abs(a - b) == value for a, b in combinations([*sums], 2))


def _is_share_of(value: Decimal, text: str, shares: Sequence[Decimal], known: Sequence[Decimal]) -> bool:
    """Whether the answer writes ``value`` as a product: a cited percentage times an amount that it cites."""
    written = [Decimal(found.replace(",", ".")) for found in _TIMES.findall(text)]
    return any(percent in shares and percent * one == value * 100 for percent in written for one in known)


def _is_share(percent: Decimal, money: Sequence[Decimal]) -> bool:
    return any(b and (a / b * 100).quantize(_CENT) == percent.quantize(_CENT) for a in money for b in money if a != b)


def outside_nearest(answer: Answer) -> str:
    """Everything that an answer says but its labelled nearest block."""
    said = [block_text(block) for block in answer.blocks if not isinstance(block, NearestBlock)]
    return "\n".join([answer.answer, *said])
