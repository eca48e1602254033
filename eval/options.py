"""The commands of ``python -m eval`` and their options."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

_PEERS = ("LangChain", "LlamaIndex", "Haystack", "txtai")
_ENGINES = ("extractive", "llm", "scripted")
_VARIANTS = ("spelling", "english", "distractors", "order", "figures", "removed", "passages", "superseded")
if TYPE_CHECKING:
    Commands = argparse._SubParsersAction[argparse.ArgumentParser]


def parser() -> argparse.ArgumentParser:
    """The commands and their options."""
    root = argparse.ArgumentParser(prog="python -m eval", description="Measure the assistant.")
    commands = root.add_subparsers(dest="command", required=True, metavar="COMMAND")
    _add_running(commands)
    _add_comparing(commands)
    _add_llm(commands.add_parser("llm", help="what reaches the reader of a faithful and of a lying language model"))
    _add_bench(commands.add_parser("bench", help="speed and size, beside a LangChain default pipeline"))
    _add_variants(commands.add_parser("variants", help="a question set in another spelling, made by rule"))
    robust = commands.add_parser("robust", help="other spellings, more, fewer, replaced and rewritten documents")
    robust.add_argument("--set", default="dev", metavar="NAME|FILE", help="default: %(default)s")
    robust.add_argument("--corpus", type=Path, default=Path("corpus"), metavar="DIR", help="default: %(default)s")
    robust.add_argument("--kind", action="append", choices=_VARIANTS, help="only this kind of change (repeatable)")
    robust.add_argument("--seed", type=int, default=1, help="of typos and distractors (default: %(default)s)")
    _add_load(commands.add_parser("load", help="concurrent users with think time: percentiles, errors, memory"))
    _add_sweep(commands.add_parser("sweep", help="configurations and engines, ranked with intervals"))
    scale = commands.add_parser("scale", help="build time, memory and speed over synthetic plans")
    scale.add_argument("--passages", type=int, default=100_000, help="default: %(default)s")
    scale.add_argument("--questions", type=int, default=300, help="default: %(default)s")
    scale.add_argument("--seed", type=int, default=1, help="default: %(default)s")
    scale.add_argument("--keep", type=Path, metavar="DIR", help="keep the index here, or measure the one here")
    _add_layouts(commands.add_parser("layouts", help="how tables are read in each manner that extraction leaves them"))
    _add_retrieval(commands)
    _add_learning(commands.add_parser("relevance", help="learn by which features answers are told apart"))
    _add_learning(commands.add_parser("refusal", help="learn when what is found bears an answer"))
    return root


def _add_running(commands: Commands) -> None:
    """The commands that ask a set of questions, and the one that drafts one."""
    answers = commands.add_parser("answers", help="answer every question of a file, seeing no gold key")
    answers.add_argument("--questions", type=Path, required=True, metavar="FILE", help="questions, one JSON a line")
    answers.add_argument("--out", type=Path, required=True, metavar="FILE", help="answers, one JSON a line")
    run = commands.add_parser("run", help="answer a question set, judge it, print the figures")
    run.add_argument("--set", required=True, metavar="NAME|FILE", help='a shipped set ("dev") or a file')
    run.add_argument("--json", type=Path, metavar="FILE", help="also store the run here, for report, compare and gate")
    run.add_argument("--repeat", type=int, default=1, metavar="N", help="ask N times: are the answers the same?")
    run.add_argument("--verbose", action="store_true", help="also print every question that is not right, and why")
    for name in ("type", "lang", "doc"):
        run.add_argument(f"--{name}", action="append", default=[], help="only these questions (repeatable)")
    _add_models(run)
    drafts = commands.add_parser("new-set", help="draft questions from the facts of a document, for a person to read")
    drafts.add_argument("document", metavar="DOC", help="the id of an indexed document")
    drafts.add_argument("--out", type=Path, required=True, metavar="FILE", help="the drafted set")
    drafts.add_argument("--most", type=int, default=40, help="how many at most (default: %(default)s)")
    for command in (answers, run, drafts):
        command.add_argument("--index", type=Path, metavar="DIR", help="default: ASSISTANT_INDEX or ./index")


def _add_models(run: argparse.ArgumentParser) -> None:
    """The options of a run in which language models take part."""
    run.add_argument(
        "--engine",
        choices=_ENGINES,
        default="extractive",
        help="llm: ASSISTANT_LLM phrases; scripted: a built-in one that rephrases (default: %(default)s)",
    )
    run.add_argument(
        "--prices", metavar="SENT/WRITTEN/CURRENCY", help="of a million tokens of the model, e.g. 0.15/0.60/USD"
    )
    run.add_argument("--judge", metavar="PROVIDER:MODEL", help="a model that says its opinion beside each verdict")
    run.add_argument("--judge-url", metavar="URL", help="where it listens (default: ASSISTANT_LLM_URL, same provider)")
    run.add_argument("--judge-key-file", type=Path, metavar="FILE", help="the file that holds its key")


def _add_retrieval(commands: Commands) -> None:
    """The commands that measure retrieval alone."""
    ir = commands.add_parser("ir", help="retrieval on public question sets")
    ir.add_argument(
        "--set", action="append", required=True, metavar="NAME=FILE", help="SQuAD JSON, or CSV (repeatable)"
    )
    ir.add_argument("--encoder", metavar="NAME", help="the encoder (default: the embedded one)")
    peers = commands.add_parser("peers", help="retrieval beside the default pipelines of other libraries")
    peers.add_argument("--set", default="dev", metavar="NAME|FILE", help="default: %(default)s")
    peers.add_argument("--corpus", type=Path, default=Path("corpus"), metavar="DIR", help="default: %(default)s")
    peers.add_argument("--index", type=Path, metavar="DIR", help="default: ASSISTANT_INDEX or ./index")
    peers.add_argument("--peer", action="append", choices=_PEERS, help="only this library (repeatable)")
    for name, help_ in (
        ("ablation", "what each part of retrieval is worth, by leaving it out"),
        ("tune", "the weights of search, cross-validated with each document left out"),
    ):
        command = commands.add_parser(name, help=help_)
        command.add_argument("--set", default="dev", metavar="NAME|FILE", help="default: %(default)s")
        command.add_argument("--index", type=Path, metavar="DIR", help="default: ASSISTANT_INDEX or ./index")


def _add_learning(learner: argparse.ArgumentParser) -> None:
    """The options of a learner of weights."""
    learner.add_argument(
        "--set", action="append", required=True, metavar="NAME|FILE=INDEX", help="a set and its index (repeatable)"
    )
    learner.add_argument("--write", action="store_true", help="put the weights where the assistant reads them")


def _add_layouts(layouts: argparse.ArgumentParser) -> None:
    """The options of the benchmark of table layouts."""
    layouts.add_argument("--seed", type=int, default=1, help="of the figures and page breaks (default: %(default)s)")
    layouts.add_argument("--seeds", type=int, default=3, help="how many seeds, counted up (default: %(default)s)")
    layouts.add_argument("--only", default="", metavar="WORDS", help="layouts whose name holds these words")
    layouts.add_argument("--table", default="", metavar="NAME", help="only this logical table")
    layouts.add_argument("--show", type=int, default=0, metavar="N", help="also print the first N mistakes and losses")


def _add_comparing(commands: Commands) -> None:
    """The commands that hold one run against another."""
    compare = commands.add_parser("compare", help="what changed between two stored runs, and whether it is chance")
    compare.add_argument("before", type=Path, metavar="A", help="a run stored with run --json")
    compare.add_argument("after", type=Path, metavar="B", help="a later run of the same questions")
    report = commands.add_parser("report", help="a stored run as one HTML file that opens offline, or as JUnit")
    report.add_argument("run", type=Path, metavar="RUN", help="a run stored with run --json")
    report.add_argument("--baseline", type=Path, metavar="FILE", help="an earlier run to compare it with")
    report.add_argument("--html", type=Path, metavar="FILE", help="the report")
    report.add_argument("--junit", type=Path, metavar="FILE", help="the verdicts as JUnit XML")
    gate = commands.add_parser("gate", help="fail on a significant drop or on a figure that may not be signed")
    gate.add_argument("--baseline", type=Path, required=True, metavar="FILE", help="the stored run to hold it against")
    gate.add_argument("--set", default="dev", metavar="NAME|FILE", help="default: %(default)s")
    gate.add_argument("--index", type=Path, metavar="DIR", help="default: ASSISTANT_INDEX or ./index")
    gate.add_argument("--run", type=Path, metavar="FILE", help="judge this stored run instead of a fresh one")
    gate.add_argument("--junit", type=Path, metavar="FILE", help="also write the reasons to stop as JUnit XML")
    gate.add_argument("--update", action="store_true", help="store the run as the baseline, once a person has read it")


def _add_variants(variants: argparse.ArgumentParser) -> None:
    """The options of the maker of variants."""
    variants.add_argument("--kind", required=True, choices=("ascii", "typos", "telex", "upper"))
    variants.add_argument("--set", default="dev", metavar="NAME|FILE", help="default: %(default)s")
    variants.add_argument("--seed", type=int, default=1, help="of the typos (default: %(default)s)")
    variants.add_argument("--out", type=Path, required=True, metavar="FILE", help="the changed questions")


def _add_sweep(sweep: argparse.ArgumentParser) -> None:
    """The options of the sweep; each may be repeated, and every combination is tried."""
    sweep.add_argument("--set", default="dev", metavar="NAME|FILE", help="default: %(default)s")
    sweep.add_argument("--index", type=Path, metavar="DIR", help="default: ASSISTANT_INDEX or ./index")
    sweep.add_argument("--encoder", action="append", default=[], metavar="NAME", help="default: the embedded one")
    sweep.add_argument("--chunk", action="append", type=int, default=[], help="characters of a passage (default: 900)")
    sweep.add_argument("--dense", action="append", type=float, default=[], help="default: the encoder's own weight")
    sweep.add_argument("-k", action="append", type=int, default=[], help="results that are read (default: 5)")
    sweep.add_argument("--answers", action="store_true", help="also ask for answers, and count the right ones")
    sweep.add_argument("--engine", action="append", default=[], choices=_ENGINES, help="ask this engine for answers")
    sweep.add_argument("--prices", metavar="SENT/WRITTEN/CURRENCY", help="of a million tokens of the model")


def _add_load(load: argparse.ArgumentParser) -> None:
    """The options of the load benchmark."""
    load.add_argument("--users", type=int, default=20, help="people at once (default: %(default)s)")
    load.add_argument("--seconds", type=float, default=60.0, help="for how long (default: %(default)s)")
    load.add_argument("--think", type=float, default=5.0, help="mean pause between questions (default: %(default)s)")
    load.add_argument("--stream", action=argparse.BooleanOptionalAction, default=True, help="answers as events")
    load.add_argument("--set", default="dev", metavar="NAME|FILE", help="questions to ask (default: %(default)s)")
    load.add_argument("--index", type=Path, default=Path("index"), metavar="DIR", help="default: %(default)s")
    load.add_argument("--corpus", type=Path, default=Path("corpus"), metavar="DIR", help="default: %(default)s")
    load.add_argument("--url", metavar="URL", help="use this server instead of starting one")
    load.add_argument("--seed", type=int, default=1, help="of the pauses and questions (default: %(default)s)")
    load.add_argument("--json", type=Path, metavar="FILE", help="also write every request and sample")


def _add_llm(llm: argparse.ArgumentParser) -> None:
    """The options of the measurement of honesty."""
    llm.add_argument("--set", default="dev", metavar="NAME|FILE", help="default: %(default)s")
    llm.add_argument("--index", type=Path, metavar="DIR", help="default: ASSISTANT_INDEX or ./index")
    llm.add_argument("--lies", action=argparse.BooleanOptionalAction, default=True, help="also tell lies")
    llm.add_argument("--verbose", action="store_true", help="also print what was lost and what was believed")


def _add_bench(bench: argparse.ArgumentParser) -> None:
    """The options of the benchmark."""
    bench.add_argument("--index", type=Path, metavar="DIR", help="serve this index (default: the one built afresh)")
    bench.add_argument("--corpus", type=Path, default=Path("corpus"), metavar="DIR", help="default: %(default)s")
    bench.add_argument("--set", default="dev", metavar="NAME|FILE", help="questions to ask (default: %(default)s)")
    bench.add_argument("--repeats", type=int, default=3, help="builds and starts to take the median of (default: 3)")
    bench.add_argument("--peer", action=argparse.BooleanOptionalAction, default=True, help="measure LangChain too")
    bench.add_argument("--json", type=Path, metavar="FILE", help="also write the figures here")
    bench.add_argument(
        "--reading", type=Path, metavar="FOLDER", help="measure only the reading of its files, beside unstructured"
    )
    bench.add_argument(
        "--start", action="store_true", help="measure only the start, beside a service without models and conversations"
    )
