"""The facts of an answer as rows to reckon with: each figure with its value, its notation in the source, its place."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Literal

from assistant.exporting.checking import Exchange, Source
from assistant.records import Part
from indexer.language.normal import one_line
from indexer.language.numbers import Amount, Unit, find_amounts, notation_of, parse_number, times, unit_named

Audit = Literal["consistent", "mismatch", "unsure", "unchecked"]


@dataclass(frozen=True, slots=True)
class KnownFigure:
    """A figure as the index has read it in its table, and what adding up said of it."""

    value: Decimal | None
    audit: Audit


NOT_KNOWN = KnownFigure(None, "unchecked")
# (document id, start) of a figure -> how the index has read it
Known = Callable[[str, int], KnownFigure]


@dataclass(frozen=True, slots=True)
class FactRow:
    """One figure of a source, or a source that has none; an empty text is what the source does not say."""

    source: Source
    label: str
    period: str = ""
    value: Decimal | None = None  # in ``unit``; None where the notation leaves a doubt
    unit: str = ""
    written: str = ""  # as it stands in the source
    agency: str = ""
    time: str = ""
    audit: Audit = "unchecked"

    @property
    def base(self) -> tuple[Decimal, str] | None:
        """The value in the base unit, with that unit's name; None without a value or a known unit."""
        unit = unit_named(self.unit) if self.unit else None
        if self.value is None or unit is None:
            return None
        return plain(times(self.value, unit.scale)), unit.base


def fact_rows(exchange: Exchange, known: Known) -> tuple[FactRow, ...]:
    """A row for every figure that the answer's sources mark, and one for every source without a figure."""
    return tuple(row for source in exchange.sources for row in _rows(source, known))


def _rows(source: Source, known: Known) -> Iterator[FactRow]:
    parts = source.citation.parts
    about = FactRow(
        source=source,
        label=_joined(parts, "label"),
        agency=_joined(parts, "agency"),
        time=_joined(parts, "date"),
    )
    figures = [at for at, part in enumerate(parts) if part.role == "figure"]
    if not figures:
        yield replace(about, written=one_line(source.citation.quote))
        return
    read = _read(source, [parts[at] for at in figures], known)
    for at, figure in zip(figures, read, strict=True):
        beside = _beside(parts, at)
        yield replace(
            about,
            period=beside.get("period", ""),
            value=figure.value,
            unit=beside.get("unit", "") or _only_unit(parts),
            written=parts[at].quote,
            audit=figure.audit,
        )


def _joined(parts: Iterable[Part], role: str) -> str:
    return "; ".join(dict.fromkeys(one_line(part.quote) for part in parts if part.role == role))


def _beside(parts: Sequence[Part], at: int) -> Mapping[str, str]:
    """The period and the unit that directly follow the figure number ``at``."""
    found: dict[str, str] = {}
    for part in parts[at + 1 :]:
        if part.role not in ("period", "unit"):
            break
        found.setdefault(part.role, one_line(part.quote))
    return found


def _only_unit(parts: Iterable[Part]) -> str:
    units = {one_line(part.quote) for part in parts if part.role == "unit"}
    return units.pop() if len(units) == 1 else ""


def _read(source: Source, figures: Sequence[Part], known: Known) -> list[KnownFigure]:
    """What the index read, else what the figures of the source, taken together, leave no doubt about."""
    if source.state != "exact":
        return [NOT_KNOWN] * len(figures)
    notation = notation_of(part.quote for part in figures)
    found = [known(source.citation.document_id, part.start) for part in figures]
    return [
        replace(one, value=parse_number(part.quote, notation)) if one.value is None and notation.sure else one
        for one, part in zip(found, figures, strict=True)
    ]


@dataclass(frozen=True, slots=True)
class NumberColumn:
    """The figures of a column of a table in one unit; None where a cell holds none."""

    unit: str
    values: tuple[Decimal | None, ...]


def number_column(cells: Sequence[str]) -> NumberColumn | None:
    """The column as numbers in its base unit, or None where its cells are no figures or of several kinds."""
    read = [_figure(cell) for cell in cells]
    found = [amount for amount in read if amount is not None]
    bases = {_base(amount.unit) for amount in found}
    filled = [cell for cell in cells if cell.strip()]
    if not found or len(found) < len(filled) or len(bases) > 1:
        return None
    if bases == {""} and _counts([amount.value for amount in found]):
        return None
    if not notation_of(cell[: one.number_end] for cell, one in zip(cells, read, strict=True) if one is not None).sure:
        return None
    return NumberColumn(bases.pop(), tuple(None if one is None else plain(one.exact) for one in read))


def is_figure(cell: str) -> bool:
    """Whether ``cell`` is one figure, perhaps with its unit, and nothing else."""
    return _figure(cell) is not None


def _counts(values: Sequence[Decimal]) -> bool:
    """Whether plain whole numbers are years or ordinals, which nobody reckons with."""
    years = all(value == int(value) and 1900 <= value <= 2200 for value in values)
    return years or list(values) == [Decimal(n) for n in range(1, len(values) + 1)]


def plain(value: Decimal) -> Decimal:
    """``value`` without noughts at the end of its decimals."""
    written = f"{value:f}"
    return Decimal(written.rstrip("0").rstrip(".")) if "." in written else value


def _base(unit: Unit | None) -> str:
    return "" if unit is None else unit.base


def _figure(cell: str) -> Amount | None:
    """The figure that is all of ``cell``, with its unit."""
    amounts = list(find_amounts(cell))
    if len(amounts) != 1:
        return None
    (amount,) = amounts
    return amount if not (cell[: amount.start] + cell[amount.end :]).strip() else None
