"""All manners of rendering by name, and the document around a rendered table."""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

from eval.layouts import marked, stacked
from eval.layouts.aligned import Aligned, aligned
from eval.layouts.flat import Flat, columns_of_text, flat
from eval.layouts.page import Page, Style
from eval.layouts.records import LogicalTable, Rendering
from eval.layouts.tables import surroundings

Render = Callable[[Page, LogicalTable, random.Random, Style], None]
_ANY: tuple[str, ...] = ("", "-")
_DASH = ("-",)


@dataclass(frozen=True, slots=True)
class Layout:
    """One manner of rendering; ``nothing``: what may stand where there is no money."""

    name: str
    render: Render
    nothing: tuple[str, ...] = _ANY
    notation: str = "dots"
    texts: bool = True  # whether tables of nothing but texts can be told apart in it


def layouts() -> tuple[Layout, ...]:
    """Every layout, the most realistic of each family first."""
    simple: tuple[tuple[str, Render], ...] = (
        ("tabs", marked.tabs), ("tabs, ends stripped", marked.tabs_stripped),
        ("tabs, pages with header", marked.tabs_paged),
        ("tabs, pages without header", marked.tabs_unheaded),
        ("tabs, numbered columns", marked.tabs_indexed),
        ("tabs, merged total", marked.tabs_merged), ("markdown", marked.markdown), ("pipes, bare", marked.bare_pipes),
        ("web, cell between pipes", marked.bars), ("web, pipe before cell", marked.bars_spaced),
        ("lines, empty kept", stacked.kept), ("lines, tab before cell", stacked.kept_tabbed),
        ("lines, empty dropped", stacked.dropped), ("lines, blocks", stacked.dropped_blocks),
        ("lines, spaced", stacked.dropped_spaced), ("lines, wrapped blocks", stacked.wrapped_blocks),
        ("lines, wrapped", stacked.wrapped_run), ("lines, wrapped, pages", stacked.wrapped_paged),
    )  # fmt: skip
    dashed = tuple(
        Layout(f"{name}, dashes", render, _DASH)
        for name, render in simple
        if name in ("lines, blocks", "lines, wrapped blocks")
    )  # fmt: skip
    flats = (
        ("flat, figures last", Flat()), ("flat, number alone", Flat(number="alone")),
        ("flat, figures first", Flat("first")), ("flat, figures in the middle", Flat("middle")),
        ("flat, header split", Flat(number="alone", head="split")), ("flat, header broken", Flat(head="broken")),
        ("flat, spaced", Flat(number="alone", end=" \n\n", head="split")), ("flat, page number", Flat(paged="number")),
        ("flat, pages with header", Flat(number="alone", paged="header")), ("flat, half a header", Flat(paged="half")),
    )  # fmt: skip
    return (
        *(Layout(name, render) for name, render in simple),
        *dashed,
        Layout("tabs, blanks in figures", marked.tabs, notation="spaces"),
        Layout("lines, blanks in figures", stacked.kept, notation="spaces"),
        *(Layout(name, _flat(how), texts=False) for name, how in flats),
        *(Layout(f"{name}, dashes", _flat(how), _DASH, texts=False) for name, how in flats[:4]),
        Layout("flat, blanks in figures", _flat(Flat()), notation="spaces", texts=False),
        Layout("aligned", partial(_aligned, Aligned())),
        Layout("aligned, centred", partial(_aligned, Aligned("middle"))),
        Layout("aligned, pages", partial(_aligned, Aligned(paged="header"))),
        Layout("aligned, pages without header", partial(_aligned, Aligned(paged="number"))),
    )


def _flat(how: Flat) -> Render:
    return lambda page, table, rng, style: flat(page, table, rng, style, how)


def _aligned(how: Aligned, page: Page, table: LogicalTable, rng: random.Random, style: Style) -> None:
    aligned(page, table, rng, style, how)


def render(layout: Layout, table: LogicalTable, seed: int) -> Rendering | None:
    """The document with ``table`` in ``layout``; None where its rows could not be told apart by anyone."""
    if not layout.texts and columns_of_text(table):
        return None
    rng = random.Random(f"{layout.name} {table.name} {seed}")  # noqa: S311
    around = surroundings()
    page = Page()
    for number, paragraph in enumerate(around.pages, start=1):
        page.line((paragraph, None), end="\n\n")
        page.line((str(number), None))
        page.line((around.running, None))
    for line in around.before:
        page.line((line.format(n=rng.randint(1, 4), title=table.title), None))
    if table.caption:
        page.line((table.caption, None))
    style = Style(rng.choice(layout.nothing), "spaces" if layout.notation == "spaces" else "dots")
    layout.render(page, table, rng, style)
    for note in table.notes:
        page.line((note, None))
    page.line()
    for line in around.after:
        page.line((line, None))
    return Rendering(layout.name, table, page.text, page.cells)
