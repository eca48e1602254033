"""Citation marks: written as placeholders while an answer is made, numbered in the order in which a reader meets them.

A step may cite a place and then leave it out again; and a quote may hold a "[1]" of its own, which is no mark of ours.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace

from assistant.answering.draft import Draft
from assistant.marks import MARK
from assistant.records import AnswerBlock, ListBlock, ListItem, TableBlock


def numbered(draft: Draft) -> Draft:
    """``draft`` with its marks numbered from 1 in the order of the text, and without citations that nothing uses."""
    numbers = {old: new for new, old in enumerate(_used(draft), start=1)}

    def text(value: str) -> str:
        return MARK.sub(lambda found: str(numbers.get(int(found.group(1)), found.group(1))), value)

    def cited(values: Iterable[int]) -> tuple[int, ...]:
        return tuple(dict.fromkeys(numbers[value] for value in values))

    kept = (replace(citation, n=numbers[citation.n]) for citation in draft.citations if citation.n in numbers)
    return replace(
        draft,
        text=text(draft.text),
        blocks=tuple(_block(block, text, cited) for block in draft.blocks),
        citations=tuple(sorted(kept, key=lambda citation: citation.n)),
    )


def _used(draft: Draft) -> list[int]:
    """The citations used, in the order of the plain text, then of the blocks."""
    found = [int(n) for n in MARK.findall(draft.text)]
    for block in draft.blocks:
        found += [int(n) for n in MARK.findall(_texts(block))]
        found += block.citations
        if isinstance(block, ListBlock):
            found += [n for item in block.items for n in item.citations]
    return list(dict.fromkeys(found))


def _texts(block: AnswerBlock) -> str:
    if isinstance(block, ListBlock):
        return "".join(item.text for item in block.items)
    if isinstance(block, TableBlock):
        return "".join(cell for row in block.rows for cell in row)
    return block.text


def _block(
    block: AnswerBlock, text: Callable[[str], str], cited: Callable[[Iterable[int]], tuple[int, ...]]
) -> AnswerBlock:
    if isinstance(block, ListBlock):
        items = tuple(ListItem(text(item.text), cited(item.citations)) for item in block.items)
        return replace(block, items=items, citations=cited(block.citations))
    if isinstance(block, TableBlock):
        rows = tuple(tuple(text(cell) for cell in row) for row in block.rows)
        return replace(block, rows=rows, citations=cited(block.citations))
    return replace(block, text=text(block.text), citations=cited(block.citations))
