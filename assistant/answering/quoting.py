"""Items of a list or a section as an answer shows them: each with a citation that holds it whole."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from assistant.answering.draft import Citations
from assistant.answering.enumerations import Enumeration
from assistant.answering.excerpt import MAX_QUOTE, clipped
from assistant.phrases import phrase
from assistant.records import ListItem
from indexer.language.normal import one_line
from indexer.records import Span, StoredPassage
from indexer.store.reader import OpenIndex

_LEAST = 120  # code points of an item that still say something
_MARK = 8  # what a citation mark and a bullet take
_MOST_ITEMS = 20


@dataclass(frozen=True, slots=True)
class _Item:
    """One item, the passage that holds it, and the slice that is cited for it."""

    span: Span
    holder: StoredPassage
    cited: Span


def quoted_items(index: OpenIndex, listed: Enumeration, citations: Citations, *, room: int) -> tuple[ListItem, ...]:
    """The spans of an enumeration, each shown from its start, so long that all of them find room.

    Items that stand one after the other share a citation as long as one quote may hold them, with what they stand
    under: the reader sees the list where it is written.
    """
    text = index.catalogue.text(listed.entry.id)
    items = _items(index, listed, text)
    share = max(_LEAST, room // max(1, len(items)) - _MARK)
    made: list[ListItem] = []
    for item in items:
        for piece in _pieces(text, item.span, share):
            shown = _shown(text, piece, item.span)
            if room < len(shown) + _MARK:
                return tuple(made)
            room -= len(shown) + _MARK
            cited = item.cited if item.cited.holds(piece) else piece
            n = citations.add(listed.entry, item.holder, cited, listed.table)
            made.append(ListItem(phrase("item", text=shown, n=n), (n,)))
    return tuple(made)


def _items(index: OpenIndex, listed: Enumeration, text: str) -> list[_Item]:
    passages = [one for one in index.catalogue.passages_of(listed.entry.id) if one.kind == listed.passage.kind]
    items: list[tuple[Span, StoredPassage]] = []
    for span in listed.spans[:_MOST_ITEMS]:
        holder = next((one for one in passages if one.span.start <= span.start < one.span.end), listed.passage)
        items.append((Span(span.start, max(span.start, min(span.end, holder.span.end))), holder))
    sections = index.catalogue.outline(listed.entry.id).sections
    leads = [listed.lead or sections[holder.section].heading_span for _, holder in items]
    begun = [
        Span(lead.start, span.end) if _follows(text, lead, span) else span
        for lead, (span, _) in zip(leads, items, strict=True)
    ]
    runs = _runs(begun, [holder.breadcrumb for _, holder in items])
    return [_Item(span, holder, run) for (span, holder), run in zip(items, runs, strict=True)]


def _runs(spans: Sequence[Span], sections: Sequence[str]) -> list[Span]:
    """For each span the slice that is cited: neighbours of one section together, as many as a quote may hold."""
    runs: list[Span] = []
    for at, span in enumerate(spans):
        last = runs[-1] if runs and sections[at] == sections[at - 1] else None
        if last is not None and last.start <= span.start and span.end - last.start <= MAX_QUOTE:
            joined = Span(last.start, max(last.end, span.end))
            runs = [joined if run == last else run for run in runs]
        else:
            joined = Span(span.start, min(span.end, span.start + MAX_QUOTE))
        runs.append(joined)
    return runs


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
    line = one_line(piece.of(text))
    line = line.lstrip("-+• ") if piece.start == whole.start else line
    return line if piece.end >= whole.end else f"{line}…"
