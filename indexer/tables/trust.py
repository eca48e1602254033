"""Which failing sums speak against the document, and which only show that the rows of a table were misread.

A slip of the pen spoils one figure: the other columns of the row still add up, and the sum is missed by little or by
a digit. Where no column of a row adds up and all miss by far, or one row without a number explains every miss, it is
the reader that put rows where they do not belong. A finding that is missed is better than one that is false.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal

from indexer.language.numbers import plus
from indexer.tables.ordinals import parse_ordinal
from indexer.tables.sums import Checked, Place, Values
from indexer.tables.tree import Node

_FAR = 5  # one part in so many
_TOO_FAR = 2  # the same where the rest of the table adds up
_FEW_ROWS = 5  # fewer rows do not show what a column means
_FEWEST_ROWS = 3  # unless all of them contradict it
_FEWEST = 4  # sums that show whether a table is read well


def believed(checks: Sequence[Checked], nodes: Sequence[Node], values: Values) -> tuple[Checked, ...]:
    """The sums without those that fail only because rows were misread, or that no header promises."""
    checks = promised(checks)
    if is_misread(checks):
        return tuple(c for c in checks if c.agrees or not c.used)
    down = [c for c in checks if c.sum.kind != "row" and c.used]
    agreeing = sum(c.agrees for c in down)
    whole = agreeing * 2 > len(down) and len(down) >= _FEWEST
    rows: defaultdict[tuple[str, int, tuple[int, ...]], list[Checked]] = defaultdict(list)
    for checked in down:
        rows[checked.sum.kind, checked.sum.printed[0], tuple(r for r, _ in checked.sum.operands)].append(checked)
    doubted: set[int] = set()
    for (kind, row, operands), columns in rows.items():
        failing = [c for c in columns if not c.agrees]
        plain = [at for at in operands if not nodes[at].label]
        parts = kind == "group" and len(plain) == len(operands) and _divides(nodes[row])
        if (
            not _fail_as_slips(columns, whole=whole)
            or (parts and (len(failing) * 2 > len(columns) or len(operands) == 1))
            or (len(failing) > 1 and any(_explains(at, failing, values) for at in plain))
            or (failing and len(plain) < len(operands) and _make_without(plain, columns, values))
        ):
            doubted |= {id(c) for c in failing}
    return tuple(c for c in checks if id(c) not in doubted)


def promised(checks: Sequence[Checked]) -> tuple[Checked, ...]:
    """The sums without those of columns headed like totals that the rows contradict: they total something else."""
    rows = [c for c in checks if c.sum.kind == "row" and c.used]
    columns = {c.sum.printed[1] for c in rows}
    failing = {at: [not c.agrees for c in rows if c.sum.printed[1] == at] for at in columns}
    other = {
        at
        for at, fails in failing.items()
        if (len(fails) >= _FEW_ROWS and sum(fails) * 2 > len(fails)) or (all(fails) and len(fails) >= _FEWEST_ROWS)
    }
    return tuple(c for c in checks if c.sum.kind != "row" or c.sum.printed[1] not in other)


def is_misread(checks: Iterable[Checked]) -> bool:
    """Whether most sums of a table fail, and by far: then its columns or its rows are not those of the source."""
    used = [c for c in checks if c.used and c.sum.kind != "row"]
    return len(used) >= _FEWEST and sum(_is_far(c, _FAR) for c in used) * 2 > len(used)


def _fail_as_slips(columns: Sequence[Checked], *, whole: bool) -> bool:
    """Whether the failing columns of one row fail as slips of the pen do; blanks leave open what is missing."""
    if any(c.agrees for c in columns) or any(c.blank and c.difference < 0 for c in columns):
        return True
    share = _TOO_FAR if whole and len(columns) < 3 else _FAR
    return not all(_is_far(c, share) for c in columns)


def _is_far(checked: Checked, share: int) -> bool:
    """Whether a sum misses by more than one part in ``share``, and not by a digit or digits that changed places."""
    if checked.agrees or (checked.blank and checked.difference < 0) or _is_slip(checked.printed, checked.computed):
        return False
    return abs(checked.difference) * share > max(abs(checked.printed), abs(checked.computed))


def _is_slip(printed: Decimal, computed: Decimal) -> bool:
    a, b = (f"{v.normalize():f}" for v in (printed, computed))
    return len(a) == len(b) >= 3 and (sum(x != y for x, y in zip(a, b, strict=True)) == 1 or sorted(a) == sorted(b))


def _make_without(plain: Sequence[int], columns: Sequence[Checked], values: Values) -> bool:
    """Whether the numbered rows alone make what is printed in every column: the others are parts of them."""
    return all(plus(values[place] for place in c.used if place[0] not in plain) == c.printed for c in columns)


def _divides(node: Node) -> bool:
    """Whether unnumbered rows below this one are parts of it that need not be all: of an item, or of the total."""
    ordinal = parse_ordinal(node.label) if node.label else None
    return node.kind == "total" or (ordinal is not None and ordinal.style not in ("roman", "upper"))


def _explains(row: int, failing: Sequence[Checked], values: Mapping[Place, Decimal]) -> bool:
    """Whether every column misses just what this row holds."""
    return all(values.get((row, c.sum.printed[1])) == abs(c.difference) for c in failing)
