"""``python -m eval ablation``: what each part of retrieval is worth, by leaving it out."""

from __future__ import annotations

import sys
import tempfile
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from eval.progress import with_progress
from eval.questions import QuestionLine
from eval.report import aligned, percent
from eval.retrieving import (
    Retrieved,
    Search,
    measure_retrieval,
    measured_questions,
    open_for_search,
    ranked,
    served,
    single_passages,
    with_weights,
)
from indexer.build import parse, search_text
from indexer.language.tokens import BIGRAM_JOINT, folded_terms, index_terms
from indexer.records import DocumentEntry, Metadata, Passage, SourceText
from indexer.store.lexical import LexicalIndex, LexicalWriter
from indexer.store.reader import DEFAULT_WEIGHTS, OpenIndex, Weights
from indexer.store.vectors import VectorIndex, write_vectors

TextOf = Callable[[str, Metadata, Passage], str]
TermsOf = Callable[[str], list[str]]


def single_terms(text: str) -> list[str]:
    """What a passage is filed under, without bigrams."""
    return [term for term in index_terms(text) if BIGRAM_JOINT not in term]


def single_folded_terms(text: str) -> list[str]:
    """The same without diacritics."""
    return [term for term in folded_terms(text) if BIGRAM_JOINT not in term]


@dataclass(frozen=True, slots=True)
class Filing:
    """By which words passages are filed."""

    text: TextOf = search_text
    terms: TermsOf = index_terms
    folded: TermsOf = folded_terms


@dataclass(frozen=True, slots=True)
class Setup:
    """One line of the table: all parts but one."""

    name: str
    weights: Weights = DEFAULT_WEIGHTS
    filing: Filing | None = None  # None: as the index has it
    search: Search = ranked


@dataclass(frozen=True, slots=True)
class Ablated:
    """A setup with what it found."""

    name: str
    found: tuple[Retrieved, ...]


SETUPS = (
    Setup("as served: the answer's places first", search=served),
    Setup("ranking alone"),
    Setup("without dense vectors", Weights(dense=0.0)),
    Setup("without synonyms", Weights(synonym=0.0)),
    Setup("without abbreviations", Weights(abbreviation=0.0)),
    Setup("without the glossary", Weights(translation=0.0)),
    Setup("without document numbers as terms", Weights(number=0.0)),
    Setup("without preferring the document asked about", Weights(target=0.0)),
    Setup("without joining and widening results", search=single_passages),
    Setup("without bigrams", filing=Filing(terms=single_terms, folded=single_folded_terms)),
    Setup("without the folded twin", filing=Filing(folded=index_terms)),
    Setup("without number, title and place", filing=Filing(text=lambda t, m, p: search_text(t, _nameless(m), p))),
    Setup("without breadcrumb", filing=Filing(text=lambda t, m, p: search_text(t, m, replace(p, breadcrumb="")))),
    Setup("without headers of rows", filing=Filing(text=lambda t, m, p: search_text(t, m, replace(p, context="")))),
    Setup("the passage's own words only", filing=Filing(text=lambda t, _, p: p.span.of(t))),
)  # fmt: skip


def run_ablation(path: Path, *, index: Path | None) -> tuple[Ablated, ...]:
    """Measure every setup on the questions of a set."""
    questions = measured_questions(path)
    opened = open_for_search(index)
    return tuple(_ablated(opened, questions, setup) for setup in with_progress(SETUPS, "ablation", sys.stderr))


def ablation_table(found: Sequence[Ablated]) -> str:
    """all@5 and the mean share of the evidence, a line per setup, by language."""
    languages = ("vi", "vi-ascii", "en")
    rows: list[tuple[str, ...]] = [("all evidence in the best 5", "all@5", "%", "evidence %", *languages)]
    for one in found:
        whole = sum(r.whole for r in one.found)
        share = sum(r.share for r in one.found) / len(one.found)
        by_language = [[r.whole for r in one.found if r.question.lang == language] for language in languages]
        counts = [f"{sum(flags)}/{len(flags)}" for flags in by_language]
        ratio = (f"{whole}/{len(one.found)}", percent(whole, len(one.found)), f"{100 * share:.1f}")
        rows.append((one.name, *ratio, *counts))
    return aligned(rows)


def _ablated(index: OpenIndex, questions: Sequence[QuestionLine], setup: Setup) -> Ablated:
    weighed = with_weights(index, setup.weights)
    if setup.filing is None:
        return Ablated(setup.name, measure_retrieval(weighed, questions, setup.search))
    with tempfile.TemporaryDirectory(prefix="ablation-") as folder:
        return Ablated(
            setup.name, measure_retrieval(_refiled(weighed, setup.filing, Path(folder)), questions, setup.search)
        )


def _refiled(index: OpenIndex, filing: Filing, folder: Path) -> OpenIndex:
    """The same passages filed anew, under other words."""
    writer = LexicalWriter(folder / "lexical")
    texts: list[str] = []
    for entry in index.catalogue.documents():
        source = index.catalogue.text(entry.id)
        for passage in parse(_source(entry, source)).passages:
            words = filing.text(source, entry.metadata, passage)
            writer.add(len(texts), filing.terms(words), filing.folded(words))
            texts.append(words)
    writer.close()
    write_vectors(folder / "vectors", index.encoder.encode_passages(texts))
    return replace(index, lexical=LexicalIndex(folder / "lexical"), vectors=VectorIndex(folder / "vectors"))


def _source(entry: DocumentEntry, text: str) -> SourceText:
    return SourceText(entry.id, entry.path, entry.sha256, text, entry.encoding)


def _nameless(metadata: Metadata) -> Metadata:
    return replace(metadata, title="", number=None, place=None)
