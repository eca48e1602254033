"""What of the verified result the model has not said: it is said as it was, so that nothing gets lost."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from assistant.answering.draft import Draft
from assistant.llm.checking import Checked
from assistant.llm.claims import Claims, read_claims
from assistant.records import AnswerBlock, ListBlock, NoticeBlock, QuoteBlock, TextBlock

MARK = re.compile(r"\[(\d{1,3})\]")
_FIRST = re.compile(r"\n|(?<=[^\WA-ZĐ\d_]{2}[.!?])\s")
_LONG = 40  # words
_PROSE, _SHORT = 0.6, 0.75  # of the words of a longer and of a shorter text


@dataclass(frozen=True, slots=True)
class Remainder:
    """Lines for the plain text and blocks beside it."""

    lines: tuple[str, ...]
    blocks: tuple[AnswerBlock, ...]


def remainder(draft: Draft, said: Sequence[Checked]) -> Remainder:
    """The lines and blocks of ``draft`` that the sentences ``said`` leave out."""
    notices = {block.text for block in draft.blocks if isinstance(block, NoticeBlock)}
    lines = [line for line in draft.text.split("\n") if line in notices or not is_said(line, said)]
    return Remainder(tuple(lines), tuple(block for one in draft.blocks for block in _left(one, said)))


def answers(draft: Draft, said: Sequence[Checked]) -> bool:
    """Whether the sentences ``said`` give the answer that stands in the first one: its figure of money or share."""
    sentence = _FIRST.split(draft.text, maxsplit=1)[0]
    first = next((figure for figure in _claims(sentence).figures if figure.weighs), None)
    return first is None or (first.value, first.base) in _figures(said)


def is_said(text: str, said: Sequence[Checked]) -> bool:
    """Whether ``said`` cites what ``text`` cites, with its figures and times, and most words of its core.

    The core ends at the first mark; behind the last one stands only where it is written.
    """
    marks = list(MARK.finditer(text))
    whole = _claims(text[: marks[-1].end()] if marks else text)
    core = _claims(text[: marks[0].start()] if marks else text)
    if not {int(found.group(1)) for found in marks} <= {n for one in said for n in one.cited}:
        return False
    if not {(one.value, one.base) for one in whole.figures if one.weighs} <= _figures(said):
        return False
    if not {one.ends for one in core.times} <= {time.ends for one in said for time in one.claims.times}:
        return False
    words = {word for one in said for word in one.claims.words}
    least = _PROSE if len(core.words) > _LONG else _SHORT
    return sum(word in words for word in core.words) >= least * len(core.words)


def _left(block: AnswerBlock, said: Sequence[Checked]) -> list[AnswerBlock]:
    if isinstance(block, (TextBlock, QuoteBlock)):
        return [] if is_said(block.text, said) else [block]
    if isinstance(block, ListBlock):
        items = tuple(item for item in block.items if not is_said(item.text, said))
        return [ListBlock(items, block.citations)] if items else []
    return [block]


def _figures(said: Sequence[Checked]) -> set[tuple[Decimal, str | None]]:
    return {(figure.value, figure.base) for one in said for figure in one.claims.figures}


def _claims(text: str) -> Claims:
    return read_claims(MARK.sub("", text))
