"""What running text says of each of two years that a question sets side by side, money apart."""

from __future__ import annotations

from collections.abc import Sequence

from assistant.answering.candidates import gather
from assistant.answering.draft import Citations, Draft
from assistant.answering.lookup import MIN_SCORE, best_fitting_clause, from_clause
from assistant.answering.reading import Clause
from assistant.asking import Asked
from assistant.phrases import phrase
from assistant.question import Question
from assistant.records import AnswerBlock, TableBlock
from indexer.records import DocumentEntry
from indexer.store.reader import OpenIndex

_LEAST = 0.25  # of the topic that each clause must hold by itself, if no two words of it side by side


def compare_year_texts(
    index: OpenIndex, question: Question, asked: Asked, documents: Sequence[DocumentEntry]
) -> Draft | None:
    """A line for each of the two years; None unless text tells both, with a percentage for both or for neither."""
    years = [str(year) for year in question.years]
    if len(years) != 2 or not asked.any_of("compare", "change") or asked.any_of("money", "sum", "owner", "list"):
        return None
    clauses = gather(index, question, asked, [entry.id for entry in documents]).clauses
    chosen = [best_fitting_clause(_of_year(index, clauses, year, years)) for year in years]
    told = [clause for clause in chosen if clause is not None]
    if len(told) != 2 or len({"%" in _text(index, clause) for clause in told}) > 1:
        return None
    english = question.language == "en"
    citations = Citations(index)
    found = [from_clause(question, asked, clause, citations) for clause in told]
    lines = [phrase("side", english=english, name=year, text=one.text) for year, one in zip(years, found, strict=True)]
    numbers = tuple(dict.fromkeys(n for one in found for n in one.citations))
    rows = tuple((year, one.text) for year, one in zip(years, found, strict=True))
    blocks: tuple[AnswerBlock, ...] = (TableBlock(("", ""), rows, numbers),)
    return Draft("answered", "\n".join(lines), blocks, tuple(citations.made), "two years as text tells them")


def _of_year(index: OpenIndex, clauses: Sequence[Clause], year: str, years: Sequence[str]) -> list[Clause]:
    """The clauses that speak of ``year``, of none of the other ``years``, and of enough of the topic."""
    others = [other for other in years if other != year]
    return [
        clause
        for clause in clauses
        if clause.score >= MIN_SCORE
        and (clause.features.get("own", 0.0) >= _LEAST or clause.features.get("pairs", 0.0) > 0)
        and year in _dated(index, clause)
        and not any(other in _dated(index, clause) for other in others)
    ]


def _dated(index: OpenIndex, clause: Clause) -> str:
    """The clause with the heading that it stands under, which may name its year."""
    return f"{clause.passage.breadcrumb.rsplit(' > ', 1)[-1]} {_text(index, clause)}"


def _text(index: OpenIndex, clause: Clause) -> str:
    return clause.span.of(index.catalogue.text(clause.entry.id))
