"""The header of a table laid out with blanks: heads of several lines, and merged heads above the columns they span."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations, pairwise

from indexer.records import Span
from indexer.tables.fixed_columns import Laid, Segment
from indexer.tables.raw import Pieces, RawRow, hull


@dataclass(frozen=True, slots=True)
class _Part:
    """A segment of the header: its line's number, where it stands, and the columns that it lies over."""

    line: int
    segment: Segment
    span: Span
    over: tuple[int, ...]
    rule: bool


def header_rows(header: Sequence[Laid], columns: Sequence[Segment]) -> list[RawRow] | None:
    """The heads of all columns in one row, or in two where merged heads stand over others; None where unclear."""
    parts = [part for number, laid in enumerate(header) for part in _parts(number, laid, columns)]
    if any(not part.over for part in parts if not part.rule):
        return None
    merged = _merged(parts, columns)
    if merged is None:
        return None
    heads: list[Pieces] = [() for _ in columns]
    for part in parts:
        if part.rule or any(part in group.parts for group in merged):
            continue
        if len(part.over) != 1:
            return None  # a head over several columns that have no heads of their own
        heads[part.over[0]] = (*heads[part.over[0]], part.span)
    if not all(heads):
        return None
    if _twice(parts, merged):
        return None
    if not merged:
        return [_row(heads)]
    upper = [() if any(at in g.columns for g in merged) else head for at, head in enumerate(heads)]
    lower = [head if any(at in g.columns for g in merged) else () for at, head in enumerate(heads)]
    for group in merged:
        upper[group.columns[0]] = tuple(part.span for part in group.parts)
    return [_row(upper), _row(lower)]


@dataclass(frozen=True, slots=True)
class _Group:
    """A merged head and the columns below it."""

    parts: tuple[_Part, ...]
    columns: tuple[int, ...]


def _parts(number: int, laid: Laid, columns: Sequence[Segment]) -> Iterator[_Part]:
    for at, segment in enumerate(laid.segments):
        over = tuple(i for i, c in enumerate(columns) if segment.meets(c))
        span = Span(laid.line.start + segment.start, laid.line.start + segment.end)
        yield _Part(number, segment, span, over or _nearest(segment, columns), laid.is_rule(at))


def _nearest(segment: Segment, columns: Sequence[Segment]) -> tuple[int, ...]:
    """A head beside its column, as one that is centred above narrow figures is: the column that it all but touches."""
    gaps = [(max(c.start - segment.end, segment.start - c.end), i) for i, c in enumerate(columns)]
    gap, at = min(gaps, default=(9, 0))
    return (at,) if gap <= 1 else ()


def _merged(parts: Sequence[_Part], columns: Sequence[Segment]) -> list[_Group] | None:
    """The merged heads: over several columns, or with a rule below; all columns named only below them divided up."""
    last = max((p.line for p in parts if not p.rule), default=0)
    over = [p for p in parts if not p.rule and p.line < last and (len(p.over) > 1 or _ruled(p, parts))]
    named = [{p.over[0] for p in parts if not p.rule and p.line > m.line and len(p.over) == 1} for m in over]
    over = [m for m, below in zip(over, named, strict=True) if set(m.over) <= below]
    if not over:
        return []
    top = min(m.line for m in over)
    if any(m.line != top for m in over):
        over = [m for m in over if m.line == top]
    own = {i for p in parts if not p.rule and p.line <= top and p not in over for i in p.over}
    ruled = [_ruled(m, parts) for m in over]
    if all(ruled):
        spans = [rule.over for rule in ruled if rule is not None]
    else:
        shared = _shared(over, [i for i in range(len(columns)) if i not in own], columns)
        if shared is None:
            return None
        spans = shared
    return [_Group((m,), tuple(span)) for m, span in zip(over, spans, strict=True)]


def _ruled(part: _Part, parts: Sequence[_Part]) -> _Part | None:
    """The rule in the next line that runs below a head over several columns."""
    found = [p for p in parts if p.rule and p.line == part.line + 1 and p.segment.meets(part.segment)]
    return found[0] if len(found) == 1 and len(found[0].over) > 1 else None


def _shared(over: Sequence[_Part], free: Sequence[int], columns: Sequence[Segment]) -> list[tuple[int, ...]] | None:
    """The columns without a head in the upper lines divided among the merged heads: each is centred above its own."""
    wanted = [i for i in free if i >= min(m.over[0] for m in over)]
    if not wanted or wanted != list(range(wanted[0], wanted[-1] + 1)):
        runs = _runs(wanted)
        if len(runs) != len(over):
            return None
        spans = runs
        return spans if all(set(m.over) <= set(s) for m, s in zip(over, spans, strict=True)) else None
    best: tuple[float, list[tuple[int, ...]]] | None = None
    for cuts in combinations(range(1, len(wanted)), len(over) - 1):
        bounds = [0, *cuts, len(wanted)]
        spans = [tuple(wanted[a:b]) for a, b in pairwise(bounds)]
        if all(set(m.over) <= set(s) for m, s in zip(over, spans, strict=True)):
            off = sum(abs(_centre(m.segment) - _middle(s, columns)) for m, s in zip(over, spans, strict=True))
            best = min(best, (off, spans)) if best is not None else (off, spans)
    return best[1] if best is not None else None


def _runs(numbers: Sequence[int]) -> list[tuple[int, ...]]:
    found: list[list[int]] = []
    for number in numbers:
        if found and number == found[-1][-1] + 1:
            found[-1].append(number)
        else:
            found.append([number])
    return [tuple(run) for run in found]


def _centre(segment: Segment) -> float:
    return (segment.start + segment.end) / 2


def _middle(span: Sequence[int], columns: Sequence[Segment]) -> float:
    return (columns[span[0]].start + columns[span[-1]].end) / 2


def _twice(parts: Sequence[_Part], merged: Sequence[_Group]) -> bool:
    """Whether two heads of one line stand over what seems to be one column."""
    inside = {part for group in merged for part in group.parts}
    seen: set[tuple[int, int]] = set()
    for part in parts:
        if part.rule or part in inside:
            continue
        place = (part.line, part.over[0])
        if place in seen:
            return True
        seen.add(place)
    return False


def _row(heads: Sequence[Pieces]) -> RawRow:
    return RawRow(tuple(heads), hull([p for head in heads for p in head]))
