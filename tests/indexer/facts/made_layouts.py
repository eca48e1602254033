"""Tables as documents write them: with tabs, in pipes, one cell a line, laid out with blanks."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import zip_longest

LAYOUTS = ("tabs", "pipes", "lines", "fixed")
_WIDEST = 34  # code points of a column laid out with blanks


def rendered(rows: Sequence[Sequence[str]], layout: str) -> str:
    """The rows, the first of them the head, in one of ``LAYOUTS``."""
    if layout == "tabs":
        return "\n".join("\t".join(row) for row in rows)
    if layout == "pipes":
        lines = ["| " + " | ".join(row) + " |" for row in rows]
        return "\n".join([lines[0], "|" + "---|" * len(rows[0]), *lines[1:]])
    if layout == "lines":
        return "\n\n".join("\n".join(f"\t{cell}" for cell in row) for row in rows)
    return _fixed(rows)


def _fixed(rows: Sequence[Sequence[str]]) -> str:
    widths = [min(_WIDEST, max(len(cell) for cell in column)) for column in zip(*rows, strict=True)]
    lines = []
    for row in rows:
        wrapped = [_wrapped(cell, width) for cell, width in zip(row, widths, strict=True)]
        for pieces in zip_longest(*wrapped, fillvalue=""):
            lines.append("   ".join(piece.ljust(width) for piece, width in zip(pieces, widths, strict=True)).rstrip())
        lines.append("")
    return "\n".join(lines).rstrip()


def _wrapped(cell: str, width: int) -> list[str]:
    lines = [""]
    for word in cell.split():
        if lines[-1] and len(lines[-1]) + 1 + len(word) > width:
            lines.append("")
        lines[-1] = f"{lines[-1]} {word}".strip()
    return lines
