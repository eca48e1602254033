"""Every quoted slice of a stored answer, compared again with the source text that is indexed now."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from assistant.exporting.drawings import figures_of
from assistant.records import Answer, Citation, Figure, Part
from indexer.language.normal import one_line

State = Literal["exact", "changed", "gone"]
SourceText = Callable[[str], str]  # document id -> its source text; KeyError where there is none


@dataclass(frozen=True, slots=True)
class Source:
    """A citation, and whether its quote and all its parts still stand where it says they do."""

    citation: Citation
    state: State


@dataclass(frozen=True, slots=True)
class Exchange:
    """A question with its answer and the state of each of its sources."""

    question: str
    answer: Answer
    sources: tuple[Source, ...]

    def source(self, n: int) -> Source | None:
        """The source of citation ``n``."""
        return next((source for source in self.sources if source.citation.n == n), None)


@dataclass(frozen=True, slots=True)
class Export:
    """What goes into a file: exchanges in their order, and when the file was made."""

    exchanges: tuple[Exchange, ...]
    made_at: datetime
    address: str | None = None  # of the service, without a slash at its end, for links to the cited places

    @property
    def doubtful(self) -> int:
        """How many sources no longer match."""
        return sum(source.state != "exact" for exchange in self.exchanges for source in exchange.sources)


def checked(question: str, answer: Answer, source_text: SourceText) -> Exchange:
    """``answer`` with every slice that it quotes compared with ``source_text``."""
    figures = tuple(figures_of(answer))
    sources = (
        _checked(citation, [one for one in figures if one.citation == citation.n], source_text)
        for citation in answer.citations
    )
    return Exchange(question, answer, tuple(sources))


def _checked(citation: Citation, figures: Sequence[Figure], source_text: SourceText) -> Source:
    try:
        text = source_text(citation.document_id)
    except KeyError:
        return Source(citation, "gone")
    slices: list[Citation | Part] = [citation, *citation.parts]
    quoted = all(text[one.start : one.end] == one.quote for one in slices)
    exact = quoted and all(_stands(figure, text) for figure in figures)
    return Source(citation, "exact" if exact else "changed")


def _stands(figure: Figure, text: str) -> bool:
    """Whether the figure's cell still holds its digits; its unit may stand in a header."""
    cell = one_line(text[figure.start : figure.end])
    return bool(cell) and one_line(figure.written).startswith(cell)
