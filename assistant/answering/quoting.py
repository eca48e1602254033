"""Items of a list or a section as an answer shows them: each with a citation that holds it whole."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from assistant.answering.draft import Citations
from assistant.answering.enumerations import Enumeration
from assistant.answering.excerpt import MAX_QUOTE, clipped
from assistant.phrases import phrase
from assistant.records import ListItem
from indexer.language.page_breaks import told_line
from indexer.records import Section, Span, StoredPassage
from indexer.store.reader import OpenIndex

_LEAST = 120  # code points of an item that still say something
_SHORTEST = 60  # the same below a heading that is shown in front
_MARK = 8  # what a citation mark and a bullet take
_MOST_ITEMS = 20


@dataclass(frozen=True, slots=True)
class _Item:
    """One item, the passage that holds it, the slice that is cited for it, and the heading it is shown under."""

    span: Span
    holder: StoredPassage
    cited: Span
    heading: str = ""


def worded(index: OpenIndex, listed: Enumeration) -> Enumeration:
    """``listed`` without the spans that hold no word, such as page numbers between the items."""
    text = index.catalogue.text(listed.entry.id)
    return replace(listed, spans=tuple(span for span in listed.spans if any(map(str.isalpha, span.of(text)))))


def quoted_items(index: OpenIndex, listed: Enumeration, citations: Citations, *, room: int) -> tuple[ListItem, ...]:
    """The spans of an enumeration, each shown from its start, so long that all of them find room.

    Items that stand one after the other share a citation as long as one quote may hold them, with what they stand
    under: the reader sees the list where it is written.
    """
    text = index.catalogue.text(listed.entry.id)
    listed = worded(index, listed)
    items = _items(index, listed, text, room)
    share = max(_LEAST, room // max(1, len(items)) - _MARK)
    made: list[ListItem] = []
    for item in items:
        for piece in _pieces(text, item.span, max(_SHORTEST, share - len(item.heading))):
            shown = _shown(text, piece, item.span)
            if item.heading and piece.start == item.span.start:
                shown = f"{item.heading}: {shown}"
            if room < len(shown) + _MARK:
                return tuple(made)
            room -= len(shown) + _MARK
            cited = item.cited if item.cited.holds(piece) else piece
            n = citations.add(listed.entry, item.holder, cited, listed.table)
            made.append(ListItem(phrase("item", text=shown, n=n), (n,)))
    return tuple(made)


def _items(index: OpenIndex, listed: Enumeration, text: str, room: int) -> list[_Item]:
    passages = [one for one in index.catalogue.passages_of(listed.entry.id) if one.kind == listed.passage.kind]
    sections = index.catalogue.outline(listed.entry.id).sections
    items: list[_Item] = []
    for span, home in _chosen(listed, sections, room):
        holder = next((one for one in passages if one.span.start <= span.start < one.span.end), listed.passage)
        kept = Span(span.start, max(span.start, min(span.end, holder.span.end)))
        lead = listed.lead or (home or sections[holder.section]).heading_span
        begun = Span(lead.start, kept.end) if _follows(text, lead, kept) else kept
        items.append(_Item(kept, holder, begun, home.heading.rstrip(" .:;") if home is not None else ""))
    runs = cited_runs([item.cited for item in items], [item.holder.breadcrumb for item in items])
    return [replace(item, cited=run) for item, run in zip(items, runs, strict=True)]


def _chosen(listed: Enumeration, sections: Sequence[Section], room: int) -> list[tuple[Span, Section | None]]:
    """As many items as there is room for, the first of every headed subsection among them.

    With the first item below a heading comes the section of that heading.
    """
    spans = listed.spans
    homes = [_headed_home(span, sections, listed) for span in spans]
    ranks = [homes[:at].count(home) for at, home in enumerate(homes)]
    kept: list[int] = []
    for at in sorted(range(len(spans)), key=lambda at: (ranks[at], at))[:_MOST_ITEMS]:
        room -= min(_LEAST, len(spans[at])) + _MARK
        if room < 0 and kept:
            break
        kept.append(at)
    return [(spans[at], _shown_home(homes[at], spans[at]) if not ranks[at] else None) for at in sorted(kept)]


def _headed_home(span: Span, sections: Sequence[Section], listed: Enumeration) -> Section | None:
    """The innermost section with a heading that holds ``span``, below the one that is listed; None if none does."""
    if listed.within is None:
        return None
    whole = sections[listed.within].span
    below = [one for one in sections if one.ordinal != listed.within and whole.holds(one.span) and one.heading]
    return min((one for one in below if one.span.holds(span)), key=lambda one: len(one.span), default=None)


def _shown_home(home: Section | None, span: Span) -> Section | None:
    return None if home is None or home.heading_span.holds(span) else home


def cited_runs(spans: Sequence[Span], sections: Sequence[str]) -> list[Span]:
    """For each span the slice that is cited: neighbours of one section together, as many as a quote may hold.

    A quote that goes on where the last one was full takes along what stands before it, so that what neighbours
    say together is read in one place.
    """
    runs: list[Span] = []
    first = 0
    for at, span in enumerate(spans):
        follows = bool(runs) and sections[at] == sections[at - 1] and spans[at - 1].start <= span.start
        if follows and span.end - runs[-1].start <= MAX_QUOTE:
            joined = Span(runs[-1].start, max(runs[-1].end, span.end))
            runs[first:] = [joined] * (at + 1 - first)
            continue
        first = at
        runs.append(Span(span.start, min(span.end, span.start + MAX_QUOTE)))
    return _taken_along(runs, spans, sections)


def _taken_along(runs: Sequence[Span], spans: Sequence[Span], sections: Sequence[str]) -> list[Span]:
    """``runs``, each begun as many whole ``spans`` earlier in its section as a quote has room for."""
    widened: dict[Span, Span] = {}
    for at, run in enumerate(runs):
        if run in widened:
            continue
        start = run.start
        for before in range(at - 1, -1, -1):
            earlier = spans[before]
            if sections[before] != sections[at] or earlier.start > start or run.end - earlier.start > MAX_QUOTE:
                break
            start = earlier.start
        widened[run] = Span(start, run.end)
    return [widened[run] for run in runs]


def _follows(text: str, lead: Span, first: Span) -> bool:
    """Whether nothing but white space stands between what announces the items and the first of them."""
    return lead.end <= first.start and not text[lead.end : first.start].strip(" \t\n\r\f\u00a0.:*-")


def _pieces(text: str, span: Span, share: int) -> Iterator[Span]:
    """``span`` in pieces that a citation may hold, up to ``share`` code points in all."""
    kept = clipped(text, span, share)
    start = kept.start
    while start < kept.end:
        piece = clipped(text, Span(start, kept.end), MAX_QUOTE)
        yield piece
        start = piece.end + 1


def _shown(text: str, piece: Span, whole: Span) -> str:
    line = told_line(piece.of(text))
    line = line.lstrip("-+• ") if piece.start == whole.start else line
    return line if piece.end >= whole.end else f"{line}…"
