"""``python -m eval robust``: a question set asked of changed documents and in other spellings, beside the plain run."""

from __future__ import annotations

import os
import random
import sys
import tempfile
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Literal, get_args

from assistant.service import Assistant
from assistant.settings import SettingError, read_settings
from eval.cases import Case
from eval.engine import Engine
from eval.errors import UnusableInputError
from eval.indexing import index_of, parsed_documents
from eval.judge import REFUSING_STATUSES
from eval.measure import measure
from eval.progress import silent, with_progress
from eval.questions import QuestionLine, load_questions
from eval.report import aligned, percent
from eval.robust import corpora, golds
from eval.robust.corpora import Original, Source
from eval.robust.english import framed
from eval.robust.passages import bereft
from eval.run import measure_all
from eval.statistics import mcnemar, wilson
from eval.variants import CHANGES, Kind
from indexer.build import build
from indexer.encoder.protocol import Encoder
from indexer.encoder.select import load_encoder
from indexer.errors import IndexerError
from indexer.store.reader import open_index

Variant = Literal["spelling", "english", "distractors", "order", "figures", "removed", "passages", "superseded"]
VARIANTS: tuple[Variant, ...] = get_args(Variant)
SHARES = (0.2, 0.4, 0.6, 0.8)  # of distractors
_MOST_FACTS = 1_000_000
_SPELLINGS: tuple[Kind, ...] = ("ascii", "typos", "telex", "upper")


@dataclass(frozen=True, slots=True)
class Held:
    """One variant: its cases, and the plain cases of the same questions where the answers should be as right."""

    name: str
    cases: tuple[Case, ...]
    plain: tuple[Case, ...] = ()
    alike: bool = True  # whether the plain cases are those of the set itself, by their ids


@dataclass(frozen=True, slots=True)
class _Bench:
    """What all variants need."""

    original: Original
    questions: tuple[QuestionLine, ...]
    encoder: Encoder
    folder: Path
    seed: int

    def asked(self, name: str, questions: Sequence[QuestionLine], corpus: Path) -> tuple[Case, ...]:
        """Index ``corpus`` and ask it."""
        index = self.folder / f"{name}.index"
        build(corpus, index, self.encoder, progress=silent)
        return measure_all(questions, Engine(Assistant(open_index(index, self.encoder))))

    def target(self, name: str) -> Path:
        """A new folder for a corpus."""
        path = self.folder / name
        path.mkdir()
        return path


def run_robustness(
    questions: Path, corpus: Path, *, seed: int = 1, kinds: Collection[Variant] = VARIANTS
) -> tuple[Held, ...]:
    """The variants of a question set over a corpus; the plain run stands first."""
    try:
        encoder = load_encoder(read_settings(os.environ).encoder)
        with tempfile.TemporaryDirectory(prefix="robust-") as folder:
            bench = _Bench(
                _original(corpus, encoder, Path(folder)), load_questions(questions), encoder, Path(folder), seed
            )
            return tuple(_variants(bench, kinds))
    except (IndexerError, SettingError) as error:
        raise UnusableInputError(str(error)) from error


def _variants(bench: _Bench, kinds: Collection[Variant]) -> Iterator[Held]:
    plain = bench.asked("plain", bench.questions, bench.original.folder)
    yield Held("as they are", plain)
    known = {case.asked.id: case for case in plain}
    for kind in VARIANTS:
        for held in _MAKERS[kind](bench) if kind in kinds else ():
            print(f"robust: {held.name.strip()}", file=sys.stderr)
            yield replace(held, plain=tuple(known[case.asked.id] for case in held.cases)) if held.alike else held


def _original(corpus: Path, encoder: Encoder, folder: Path) -> Original:
    """The documents of the corpus with the places of their sums."""
    build(corpus, folder / "plain.index", encoder, progress=silent)
    catalogue = open_index(folder / "plain.index", encoder).catalogue
    sources = [
        Source(
            entry,
            catalogue.text(entry.id),
            tuple(one.fact.span for one in catalogue.facts(entry.id, role="amount", limit=_MOST_FACTS)),
        )
        for entry in catalogue.documents()
    ]
    return Original(corpus, tuple(sources))


def _spellings(bench: _Bench) -> Iterator[Held]:
    """The questions that are typed with diacritics, typed otherwise."""
    typed = [one for one in bench.questions if one.lang == "vi"]
    for kind in _SPELLINGS:
        changed = [
            replace(one, question=CHANGES[kind](one.question, random.Random(f"{bench.seed}/{one.id}")))  # noqa: S311
            for one in typed
        ]
        yield Held(f"spelling: {kind}", bench.asked("plain", changed, bench.original.folder))


def _distracted(bench: _Bench) -> Iterator[Held]:
    for share in SHARES:
        name = f"distractors-{share:.0%}"
        target = bench.target(name)
        corpora.with_distractors(bench.original, share, target, seed=bench.seed)
        yield Held(f"distractors: {share:.0%} of the documents", bench.asked(name, bench.questions, target))


def _reordered(bench: _Bench) -> Iterator[Held]:
    target = bench.target("reordered")
    ids = corpora.reordered(bench.original, target)
    yield Held("documents in another order", bench.asked("reordered", golds.renamed(bench.questions, ids), target))


def _other_figures(bench: _Bench) -> Iterator[Held]:
    target = bench.target("figures")
    rewritten = corpora.with_other_figures(bench.original, target)
    questions = golds.with_other_sums(bench.questions, rewritten)
    yield Held("sums of the documents replaced", bench.asked("figures", questions, target))


def _evidence_removed(bench: _Bench) -> Iterator[Held]:
    """Each document left out in turn: what only it answers must be refused."""
    cases: list[Case] = []
    for source in bench.original.sources if len(bench.original.sources) > 1 else ():
        questions = golds.unanswerable_without(bench.questions, source.entry.id)
        name = f"without-{source.entry.id}"
        target = bench.target(name)
        corpora.without(bench.original, source.entry.id, target)
        cases += bench.asked(name, questions, target)
    yield Held("evidence removed: must refuse", tuple(cases), alike=False)


def _passages_removed(bench: _Bench) -> Iterator[Held]:
    """The places taken out that hold a question's evidence: refuse, or give what stands elsewhere; never invent."""
    refusing: list[Case] = []
    elsewhere: list[Case] = []
    documents = parsed_documents(open_index(bench.folder / "plain.index", bench.encoder))
    for one in with_progress(tuple(bereft(bench.questions, documents)), "cutting", sys.stderr):
        with tempfile.TemporaryDirectory(dir=bench.folder) as folder:
            engine = Engine(Assistant(index_of(one.documents, bench.encoder, Path(folder))))
            outcome = engine.outcome(one.question.ask_line())
            refusing.append(measure(golds.unanswerable(one.question), outcome, engine.source_text))
            if outcome.status not in REFUSING_STATUSES:
                elsewhere.append(measure(one.question, outcome, engine.source_text))
    yield Held("evidence removed by passage: must refuse", tuple(refusing), alike=False)
    yield Held("  of these not refused: right all the same, from elsewhere", tuple(elsewhere), alike=False)


def _english(bench: _Bench) -> Iterator[Held]:
    """Questions drafted from facts, in Vietnamese and in English frames: the same answers are right."""
    vietnamese, english = framed(open_index(bench.folder / "plain.index", bench.encoder), seed=bench.seed)
    plain = bench.asked("plain", vietnamese, bench.original.folder)
    yield Held("drafted from facts, in Vietnamese", plain, alike=False)
    asked = bench.asked("plain", english, bench.original.folder)
    yield Held("the same in English frames", asked, plain, alike=False)


def _superseded(bench: _Bench) -> Iterator[Held]:
    """Each numbered document replaced by a later one: both sums must be shown, and the one in force named."""
    shown: list[Case] = []
    named: list[Case] = []
    for source in bench.original.sources:
        name = f"superseded-{source.entry.id}"
        target = bench.target(name)
        try:
            _, number = corpora.with_successor(bench.original, source.entry.id, target)
        except UnusableInputError:
            continue
        both = golds.with_both_sums(bench.questions, source.entry.id, None)
        naming = golds.with_both_sums(bench.questions, source.entry.id, number)
        asked = bench.asked(name, (*both, *naming), target) if both else ()
        shown += asked[: len(both)]
        named += asked[len(both) :]
    yield Held("superseding document added: must show both", tuple(shown), alike=False)
    yield Held("superseding document added: must name the new one too", tuple(named), alike=False)


_MAKERS: Mapping[Variant, Callable[[_Bench], Iterator[Held]]] = {
    "spelling": _spellings,
    "english": _english,
    "distractors": _distracted,
    "order": _reordered,
    "figures": _other_figures,
    "removed": _evidence_removed,
    "passages": _passages_removed,
    "superseded": _superseded,
}


def robust_table(found: Sequence[Held]) -> str:
    """A line for each variant: how many are right, and how many the plain questions lost and gained."""
    rows: list[tuple[str, ...]] = [
        (
            "",
            "questions",
            "right",
            "%",
            "95 %",
            "plain %",
            "lost",
            "gained",
            "p",
            "refused",
            "unsupported",
            "false sums",
        )
    ]
    rows += [_row(held) for held in found if held.cases]
    return aligned(rows)


def _row(held: Held) -> tuple[str, ...]:
    right = sum(case.right for case in held.cases)
    interval = wilson(right, len(held.cases))
    pairs = list(zip(held.plain, held.cases, strict=True)) if held.plain else []
    lost = sum(was.right and not now.right for was, now in pairs)
    gained = sum(now.right and not was.right for was, now in pairs)
    return (
        held.name,
        str(len(held.cases)),
        str(right),
        percent(right, len(held.cases)),
        f"{100 * interval.low:.1f}–{100 * interval.high:.1f}",
        percent(sum(case.right for case in held.plain), len(held.plain)),
        str(lost) if pairs else "",
        str(gained) if pairs else "",
        f"{mcnemar(lost, gained):.3f}" if pairs else "",
        str(sum(case.given.status in REFUSING_STATUSES for case in held.cases)),
        str(sum(bool(case.measures.invented) for case in held.cases)),
        str(sum(case.measures.false_figure for case in held.cases)),
    )
