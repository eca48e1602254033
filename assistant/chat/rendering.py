"""An answer as the text of a chat message: marks inside it, its sources below it, and where each mark stands."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from assistant.phrases import phrase
from assistant.question import language_of
from assistant.records import Answer, Citation, ListBlock, NoticeBlock, TextBlock

_MARK = re.compile(r"\[(\d{1,3})\]")
_QUOTED = 200  # characters of a quote in the list of sources, about its figure; the whole stands in the record
_TITLED = 80
_WITH_QUOTES = ("answered", "clarify")  # else the place is the nearest one, and its figures are no answer
# What would be an image, a link, a definition of a link, or a tag where a client renders Markdown.
_LIVE = re.compile(r"(!)(?=\[)|(\])(?=[(:\[])|(<)(?=[a-zA-Z/!?])")
_FIRST_WORD, _LAST_WORD = re.compile(r"\A\S*\s+"), re.compile(r"\s+\S*\Z")  # cut ones: no figure is shown in half
_NUMBERED = re.compile(r"^(\s*(?:[-+*]\s+)*\d{1,9}[.)])(?=\s)", re.MULTILINE)  # a list: Markdown would count anew
_LINE_END = re.compile(r"(?<![\s])\n(?=[^\n-])")
_BREAK = "\u200b"
_PIECE = re.compile(r".+?(?:[.;:!?…]\s+|\n+|\Z)", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Annotation:
    """A mark in a text, ``start`` to ``end`` in code points, and the citation that it stands for."""

    start: int
    end: int
    citation: Citation


def body(answer: Answer) -> str:
    """The answer with the notices and warnings that its text does not hold; nothing in it is live markup."""
    said = harmless(answer.answer)
    notices = [harmless(block.text) for block in answer.blocks if isinstance(block, NoticeBlock)]
    warnings = [harmless(warning) for warning in answer.warnings]
    return _in_lines("\n\n".join([said, *(notice for notice in (*notices, *warnings) if notice not in said)]))


def written(block: TextBlock | ListBlock, *, after: str) -> str:
    """A block that a model wrote, as it goes on in the answer's text ``after`` what stands there."""
    if isinstance(block, TextBlock):
        running = after and not after.rpartition("\n")[2].startswith("- ")
        return harmless(f"{' ' if running else _next_line(after)}{block.text}")
    return harmless(_next_line(after) + "\n".join(f"- {item.text}" for item in block.items))


def _next_line(after: str) -> str:
    return "\n" if after else ""


def sources(answer: Answer) -> str:
    """The list of sources below the answer, with an empty line before it; empty without citations."""
    if not answer.citations:
        return ""
    heading = phrase("sources", english=language_of(answer.standalone_question) == "en")
    lines = [_source(citation, quoted=answer.status in _WITH_QUOTES) for citation in answer.citations]
    return "\n\n" + _in_lines("\n".join([heading, *lines]))


def without_sources(text: str) -> str:
    """The text of a message of ours without its list of sources."""
    for english in (False, True):
        text = text.partition(f"\n\n{phrase('sources', english=english)}")[0]
    return text


def annotated(text: str, citations: Sequence[Citation]) -> tuple[Annotation, ...]:
    """Every mark of ``text`` that is the number of a citation."""
    by_number = {citation.n: citation for citation in citations}
    return tuple(
        Annotation(found.start(), found.end(), by_number[int(found.group(1))])
        for found in _MARK.finditer(text)
        if int(found.group(1)) in by_number
    )


def pieces(text: str) -> list[str]:
    """``text`` by sentences and lines; joined, they are the text."""
    return _PIECE.findall(text)


def harmless(text: str) -> str:
    """``text`` with an invisible break where Markdown or HTML would load, link, run or renumber; reads the same."""
    numbered = _NUMBERED.sub(lambda found: f"{found.group()}{_BREAK}", text)
    return _LIVE.sub(lambda found: f"{found.group()}{_BREAK}", numbered)


def _in_lines(text: str) -> str:
    """``text`` whose lines stay lines where Markdown is read: two spaces end each, which nobody sees elsewhere."""
    return _LINE_END.sub("  \n", text)


def _source(citation: Citation, *, quoted: bool) -> str:
    title = citation.title if len(citation.title) <= _TITLED else f"{_whole_words(citation.title[:_TITLED])}…"
    place = ", ".join(filter(None, (citation.number, title, citation.section)))
    return f"[{citation.n}] {_one_line(place)}" + (f": “{_one_line(_excerpt(citation))}”" if quoted else "")


def _excerpt(citation: Citation) -> str:
    """The quote, or as much of it as stands about its figure."""
    quote = citation.quote
    if len(quote) <= _QUOTED:
        return quote
    figures = [part.start - citation.start for part in citation.parts if part.role == "figure"]
    inside = [place for place in figures if 0 <= place < len(quote)]
    middle = inside[0] if inside else 0
    start = max(0, min(middle - _QUOTED // 2, len(quote) - _QUOTED))
    kept = quote[start : start + _QUOTED]
    if start > 0:
        kept = f"…{_FIRST_WORD.sub('', kept)}"
    return kept if start + _QUOTED >= len(quote) else f"{_whole_words(kept)}…"


def _whole_words(text: str) -> str:
    return _LAST_WORD.sub("", text)


def _one_line(text: str) -> str:
    return harmless(" ".join(text.split()))
