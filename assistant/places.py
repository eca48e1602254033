"""Where a place of the source text stands in the original file: page or sheet, paragraph, and the link to it."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import replace
from urllib.parse import quote as url_quote

from assistant.records import Citation, Locator
from indexer.records import Page, page_number
from indexer.store.catalogue import Catalogue


def locate(catalogue: Catalogue, document_id: str, start: int) -> Locator:
    """The page or sheet that holds code point ``start``, and the paragraph, counted from where that page begins.

    A line of the source text that is not blank is a paragraph, so that each row of a table counts as one.
    """
    pages = catalogue.pages(document_id)
    number = page_number(pages, start)
    page = pages[number - 1] if number is not None else Page(0)
    paragraph = _count(catalogue.paragraphs(document_id), page.start, start)
    return Locator(page=None if page.sheet is not None else number, sheet=page.sheet, paragraph=paragraph)


def placed(catalogue: Catalogue, citation: Citation) -> Citation:
    """``citation`` with its locator, and with the page in its link."""
    locator = locate(catalogue, citation.document_id, citation.start)
    return replace(citation, locator=locator, url=place_url(citation, locator.page))


def place_url(citation: Citation, page: int | None) -> str:
    """The page that shows the quote of ``citation``, highlighted; offsets in code points."""
    shown = "" if page is None else f"?page={page}"
    return f"/documents/{url_quote(citation.document_id)}{shown}#{citation.start}-{citation.end}"


def doubtful_page(catalogue: Catalogue, citation: Citation) -> tuple[int, float] | None:
    """Number and confidence of the least sure scanned page that the quote touches, or None where none is in doubt."""
    pages = catalogue.pages(citation.document_id)
    first, last = (page_number(pages, offset) or 1 for offset in (citation.start, citation.end - 1))
    touched = enumerate(pages[first - 1 : last], start=first)
    doubts = [(page.confidence, number) for number, page in touched if page.doubtful and page.confidence is not None]
    return (min(doubts)[1], min(doubts)[0]) if doubts else None


def _count(paragraphs: Sequence[int], start: int, at: int) -> int | None:
    """Which paragraph, from 1, of those from ``start`` on holds ``at``; None before the first one."""
    return bisect_right(paragraphs, at) - bisect_left(paragraphs, start) or None
