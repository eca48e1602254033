"""Units and tables to the outline: every block in one section, every section inside its parent."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from indexer.language.normal import one_line
from indexer.outline.markers import MAX_HEADING, Marker, item_level, section_marker
from indexer.outline.units import Unit, is_rule, read_units
from indexer.records import Block, BlockKind, Outline, Section, Span, Table


def read_outline(text: str, tables: Sequence[Table] = ()) -> Outline:
    """The outline of ``text`` (never fails: text without any structure is one section of paragraphs)."""
    builder = _Builder(len(text))
    for thing in _in_order(read_units(text, [table.span for table in tables]), tables):
        if isinstance(thing, Table):
            builder.add_block("table", thing.span, table=thing.ordinal)
        else:
            builder.add_unit(thing)
    return builder.finish()


def _in_order(units: Sequence[Unit], tables: Sequence[Table]) -> Iterator[Unit | Table]:
    waiting = list(reversed(tables))
    for unit in units:
        while waiting and waiting[-1].span.start <= unit.span.start:
            yield waiting.pop()
        yield unit
    yield from reversed(waiting)


@dataclass(slots=True)
class _Open:
    """A section under construction."""

    ordinal: int
    parent: int | None
    marker: Marker | None
    heading_span: Span
    end: int
    heading: str = ""


@dataclass(slots=True)
class _Builder:
    length: int
    sections: list[_Open] = field(default_factory=list)
    blocks: list[Block] = field(default_factory=list)
    stack: list[_Open] = field(default_factory=list)
    wants_title: bool = False

    def __post_init__(self) -> None:
        root = _Open(0, None, None, Span(0, 0), self.length)
        self.sections.append(root)
        self.stack.append(root)

    def add_unit(self, unit: Unit) -> None:
        if is_rule(unit.text):
            self.add_block("furniture", unit.span)
            return
        closing = any(open_.marker is not None and open_.marker.kind == "closing" for open_ in self.stack)
        marker = section_marker(unit, after_closing=closing)
        if marker is not None:
            self._open(marker, unit.span)
        elif self.wants_title and self._is_title(unit):
            self._title(unit)
        else:
            self.wants_title = False
            level = item_level(unit)
            self.add_block("paragraph" if level is None else "item", unit.span, level=level or 0)

    def add_block(self, kind: BlockKind, span: Span, *, level: int = 0, table: int | None = None) -> None:
        for open_ in self.stack:
            open_.end = max(open_.end, span.end)
        self.blocks.append(Block(len(self.blocks), self.stack[-1].ordinal, kind, span, level, table))

    def _open(self, marker: Marker, span: Span) -> None:
        while len(self.stack) > 1 and _level(self.stack[-1]) >= marker.level:
            self.stack.pop()
        section = _Open(len(self.sections), self.stack[-1].ordinal, marker, span, span.end, marker.heading)
        self.sections.append(section)
        self.stack.append(section)
        self.add_block("heading" if marker.heading or marker.titled_below else "paragraph", span)
        self.wants_title = marker.titled_below

    def _is_title(self, unit: Unit) -> bool:
        return len(unit.text) <= MAX_HEADING and item_level(unit) is None and not unit.text.startswith("(")

    def _title(self, unit: Unit) -> None:
        section = self.stack[-1]
        section.heading = one_line(unit.text).strip(" *:")
        section.heading_span = Span(section.heading_span.start, unit.span.end)
        self.wants_title = False
        self.add_block("heading", unit.span)

    def finish(self) -> Outline:
        return Outline(tuple(self._section(open_) for open_ in self.sections), tuple(self.blocks))

    def _section(self, open_: _Open) -> Section:
        if open_.marker is None:
            return Section(0, None, "document", "", "", Span(0, self.length), Span(0, 0))
        span = Span(open_.heading_span.start, max(open_.end, open_.heading_span.end))
        marker = open_.marker
        return Section(open_.ordinal, open_.parent, marker.kind, marker.label, open_.heading, span, open_.heading_span)


def _level(open_: _Open) -> int:
    return 0 if open_.marker is None else open_.marker.level
