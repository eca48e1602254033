"""``python -m eval peers``: how often the best five hold all evidence, here and with other libraries' defaults."""

from __future__ import annotations

import importlib.util
import json
import subprocess
import sys
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from eval.bench.process import PROJECT, environment
from eval.errors import UnusableInputError
from eval.evidence import BEST, Slice, held_by_results, items_held
from eval.metrics import all_at, mean, percentile
from eval.questions import QuestionLine
from eval.report import aligned, percent
from eval.retrieving import measured_questions, open_for_search, served
from eval.statistics import mcnemar, wilson

PEERS = {
    "LangChain": ("eval.peers.langchain", "langchain_community"),
    "LlamaIndex": ("eval.peers.llamaindex", "llama_index.core"),
    "Haystack": ("eval.peers.haystack", "haystack"),
    "txtai": ("eval.peers.txtai", "txtai"),
}
_TIMEOUT = 1_800.0  # seconds for all pipelines of one library
_QUIET = {"HAYSTACK_TELEMETRY_ENABLED": "False", "ANONYMIZED_TELEMETRY": "False", "DO_NOT_TRACK": "1"}


@dataclass(frozen=True, slots=True)
class Retrieving:
    """What one pipeline found for every question, and what it took."""

    library: str
    pipeline: str
    best: tuple[tuple[Slice, ...], ...]
    seconds: tuple[float, ...]
    build_seconds: float | None


def run_peers(path: Path, corpus: Path, *, index: Path | None, libraries: Sequence[str]) -> str:
    """Ask this project and the named libraries, and give the table."""
    for library in libraries:
        _check_installed(library)
    questions = measured_questions(path)
    found = [_ours(questions, index)]
    for library in libraries:
        print(f"peers: {library}", file=sys.stderr)
        found += _peer(library, questions, corpus)
    return peers_table(questions, found)


def _check_installed(library: str) -> None:
    module = PEERS[library][1]
    try:
        there = importlib.util.find_spec(module) is not None
    except ModuleNotFoundError:
        there = False
    if not there:
        raise UnusableInputError(f"{library} is not installed: pip install '.[bench,encoders,peers]', or leave it out")


def _ours(questions: Sequence[QuestionLine], index: Path | None) -> Retrieving:
    opened = open_for_search(index)
    best, seconds = [], []
    for question in questions:
        started = time.perf_counter()
        best.append(tuple(served(opened, question.question)))
        seconds.append(time.perf_counter() - started)
    return Retrieving("tro-ly-ao", "as served", tuple(best), tuple(seconds), None)


def _peer(library: str, questions: Sequence[QuestionLine], corpus: Path) -> list[Retrieving]:
    """Every pipeline of a library, in a fresh process with one thread a library, no hub and no telemetry."""
    job = json.dumps({"corpus": str(corpus.resolve()), "questions": [one.question for one in questions]})
    command = [sys.executable, "-m", PEERS[library][0]]
    try:
        done = subprocess.run(  # noqa: S603 - our own program, no shell
            command, input=job, cwd=PROJECT, env=environment(_QUIET), capture_output=True, text=True,
            encoding="utf-8", timeout=_TIMEOUT, check=False,
        )  # fmt: skip
    except subprocess.TimeoutExpired:
        raise UnusableInputError(f"{library}: took over {_TIMEOUT:.0f} s") from None
    if done.returncode != 0:
        raise UnusableInputError(f"{library}: exit {done.returncode}: {' / '.join(done.stderr.splitlines()[-3:])}")
    return [_read(library, json.loads(line)) for line in done.stdout.splitlines() if line.startswith("{")]


def _read(library: str, line: dict[str, object]) -> Retrieving:
    best, seconds = line["best"], line["seconds"]
    if not isinstance(best, list) or not isinstance(seconds, list):
        raise UnusableInputError(f"{library}: gave no results")
    return Retrieving(
        library=library,
        pipeline=str(line["pipeline"]),
        best=tuple(tuple(Slice(str(doc), str(text)) for doc, text in found) for found in best),
        seconds=tuple(float(one) for one in seconds),
        build_seconds=float(str(line["build_seconds"])),
    )


def peers_table(questions: Sequence[QuestionLine], found: Sequence[Retrieving]) -> str:
    """all@5 within the bounds of the measure and without them, beside the first line; paired with an exact test."""
    header = ("", "", "all@5", "%", "95 %", "unbounded %", "characters", "ours alone", "theirs alone", "p", "p50 ms")
    rows: list[tuple[str, ...]] = [header]
    ours = _whole(questions, found[0], bounded=False)
    for one in found:
        bounded, free = _whole(questions, one, bounded=True), _whole(questions, one, bounded=False)
        interval = wilson(sum(bounded), len(bounded))
        lost = sum(mine and not theirs for mine, theirs in zip(ours, free, strict=True))
        gained = sum(theirs and not mine for mine, theirs in zip(ours, free, strict=True))
        rows.append(
            (
                one.library,
                one.pipeline,
                f"{sum(bounded)}/{len(bounded)}",
                percent(sum(bounded), len(bounded)),
                f"{100 * interval.low:.1f}–{100 * interval.high:.1f}",
                percent(sum(free), len(free)),
                f"{mean([sum(len(piece.text) for piece in best[:BEST]) for best in one.best]):.0f}",
                "" if one is found[0] else str(lost),
                "" if one is found[0] else str(gained),
                "" if one is found[0] else f"{mcnemar(lost, gained):.1g}",
                f"{1000 * percentile(one.seconds, 0.5):.1f}",
            )
        )
    return aligned(rows)


def _whole(questions: Sequence[QuestionLine], one: Retrieving, *, bounded: bool) -> list[bool]:
    """For every question, whether the best five hold all evidence; ``bounded`` as everywhere else in the measures."""
    flags: list[bool] = []
    for question, best in zip(questions, one.best, strict=True):
        free = [items_held(question.evidence, piece) for piece in best[:BEST]]
        held = held_by_results(question.evidence, best) if bounded else free
        flags.append(all_at(held, range(len(question.evidence)), BEST))
    return flags
