"""The command line of measuring: ``python -m eval answers|run|llm|bench|ir|variants|ablation|tune|scale``."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from eval.errors import UnusableInputError

EXIT_INEXACT = 1
EXIT_CLOSED = 1
EXIT_FAILED = 1
EXIT_UNUSABLE = 2
EXIT_INTERRUPTED = 130
_PEERS = ("LangChain", "LlamaIndex", "Haystack", "txtai")
_VARIANTS = ("spelling", "distractors", "order", "figures", "removed", "superseded")
if TYPE_CHECKING:
    Commands = argparse._SubParsersAction[argparse.ArgumentParser]


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; 2 for input that cannot be used, with one line on the error stream."""
    options = _parser().parse_args(arguments)
    commands = {
        "answers": _answers,
        "run": _run,
        "compare": _compare,
        "gate": _gate,
        "report": _report,
        "robust": _robust,
        "new-set": _new_set,
        "peers": _peers,
        "llm": _llm,
        "load": _load,
        "bench": _bench,
        "ir": _ir,
        "variants": _variants,
        "ablation": _ablation,
        "tune": _tune,
        "scale": _scale,
    }
    try:
        return commands[options.command](options)
    except UnusableInputError as error:
        print(f"eval: {' '.join(str(error).split())}", file=sys.stderr)
        return EXIT_UNUSABLE
    except KeyboardInterrupt:
        return EXIT_INTERRUPTED


def _parser() -> argparse.ArgumentParser:
    """The commands and their options."""
    parser = argparse.ArgumentParser(prog="python -m eval", description="Measure the assistant.")
    commands = parser.add_subparsers(dest="command", required=True, metavar="COMMAND")
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
    drafts = commands.add_parser("new-set", help="draft questions from the facts of a document, for a person to read")
    drafts.add_argument("document", metavar="DOC", help="the id of an indexed document")
    drafts.add_argument("--out", type=Path, required=True, metavar="FILE", help="the drafted set")
    drafts.add_argument("--most", type=int, default=40, help="how many at most (default: %(default)s)")
    for command in (answers, run, drafts):
        command.add_argument("--index", type=Path, metavar="DIR", help="default: ASSISTANT_INDEX or ./index")
    _add_comparing(commands)
    _add_llm(commands.add_parser("llm", help="what reaches the reader of a faithful and of a lying language model"))
    _add_bench(commands.add_parser("bench", help="speed and size, beside a LangChain default pipeline"))
    ir = commands.add_parser("ir", help="retrieval on public question sets")
    ir.add_argument(
        "--set", action="append", required=True, metavar="NAME=FILE", help="SQuAD JSON, or CSV (repeatable)"
    )
    ir.add_argument("--encoder", metavar="NAME", help="the encoder (default: the embedded one)")
    _add_variants(commands.add_parser("variants", help="a question set in another spelling, made by rule"))
    robust = commands.add_parser("robust", help="other spellings, more, fewer, replaced and rewritten documents")
    robust.add_argument("--set", default="dev", metavar="NAME|FILE", help="default: %(default)s")
    robust.add_argument("--corpus", type=Path, default=Path("corpus"), metavar="DIR", help="default: %(default)s")
    robust.add_argument("--kind", action="append", choices=_VARIANTS, help="only this kind of change (repeatable)")
    robust.add_argument("--seed", type=int, default=1, help="of typos and distractors (default: %(default)s)")
    peers = commands.add_parser("peers", help="retrieval beside the default pipelines of other libraries")
    peers.add_argument("--set", default="dev", metavar="NAME|FILE", help="default: %(default)s")
    peers.add_argument("--corpus", type=Path, default=Path("corpus"), metavar="DIR", help="default: %(default)s")
    peers.add_argument("--index", type=Path, metavar="DIR", help="default: ASSISTANT_INDEX or ./index")
    peers.add_argument("--peer", action="append", choices=_PEERS, help="only this library (repeatable)")
    _add_load(commands.add_parser("load", help="concurrent users with think time: percentiles, errors, memory"))
    scale = commands.add_parser("scale", help="build time, memory and speed over synthetic plans")
    scale.add_argument("--passages", type=int, default=100_000, help="default: %(default)s")
    scale.add_argument("--questions", type=int, default=300, help="default: %(default)s")
    scale.add_argument("--seed", type=int, default=1, help="default: %(default)s")
    scale.add_argument("--keep", type=Path, metavar="DIR", help="keep the index in this folder")
    for name, help_ in (
        ("ablation", "what each part of retrieval is worth, by leaving it out"),
        ("tune", "the weights of search, cross-validated with each document left out"),
    ):
        command = commands.add_parser(name, help=help_)
        command.add_argument("--set", default="dev", metavar="NAME|FILE", help="default: %(default)s")
        command.add_argument("--index", type=Path, metavar="DIR", help="default: ASSISTANT_INDEX or ./index")
    return parser


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


def _add_llm(llm: argparse.ArgumentParser) -> None:
    """The options of the measurement of honesty."""
    llm.add_argument("--set", default="dev", metavar="NAME|FILE", help="default: %(default)s")
    llm.add_argument("--index", type=Path, metavar="DIR", help="default: ASSISTANT_INDEX or ./index")
    llm.add_argument("--lies", action=argparse.BooleanOptionalAction, default=True, help="also tell lies")
    llm.add_argument("--verbose", action="store_true", help="also print what was lost and what was believed")


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


def _answers(options: argparse.Namespace) -> int:
    """Write the answer file; 1 if a question failed."""
    from eval.answers import write_answers

    failed = write_answers(options.questions, options.out, index=options.index)
    for outcome in failed:
        print(f"eval: question {outcome.id!r} failed: {outcome.error}", file=sys.stderr)
    return 1 if failed else 0


def _run(options: argparse.Namespace) -> int:
    """Print the figures; 1 if a quote is not exactly the source's."""
    from eval.questions import Selection, set_path
    from eval.report import group_table, shortcomings, summary
    from eval.run import run_set
    from eval.runs import write_run

    if options.repeat < 1:
        raise UnusableInputError("--repeat must be at least 1")
    selection = Selection(tuple(options.type), tuple(options.lang), tuple(options.doc))
    run = run_set(set_path(options.set), index=options.index, repeat=options.repeat, selection=selection)
    print(group_table(run.cases))
    print()
    print(summary(run.cases))
    if options.verbose:
        print()
        print(shortcomings(run.cases))
    if options.json is not None:
        write_run(options.json, run)
    return 0 if not any(case.measures.inexact for case in run.cases) else EXIT_INEXACT


def _compare(options: argparse.Namespace) -> int:
    """Print what changed between two stored runs."""
    from eval.comparing import compare
    from eval.report import comparison_text
    from eval.runs import read_run

    before, after = read_run(options.before), read_run(options.after)
    print(comparison_text(before, after, compare(before, after)))
    return 0


def _report(options: argparse.Namespace) -> int:
    """Write the report of a stored run."""
    from eval.junit import run_suites, write_xml
    from eval.pages.page import write_report
    from eval.runs import read_run

    if options.html is None and options.junit is None:
        raise UnusableInputError("name what to write: --html FILE, --junit FILE or both")
    run = read_run(options.run)
    if options.html is not None:
        write_report(options.html, run, read_run(options.baseline) if options.baseline else None)
    if options.junit is not None:
        write_xml(options.junit, run_suites(run))
    return 0


def _gate(options: argparse.Namespace) -> int:
    """Judge a run, a fresh one unless a stored one is named; 1 if the gate is closed."""
    from eval.gate import gate
    from eval.junit import gate_suites, write_xml
    from eval.questions import set_path
    from eval.report import judgement_text
    from eval.run import run_set
    from eval.runs import brief, read_run, write_run

    run = read_run(options.run) if options.run else run_set(set_path(options.set), index=options.index)
    if options.update:
        write_run(options.baseline, brief(run))
        print(f"{options.baseline}: {sum(case.right for case in run.cases)} of {len(run.cases)} right")
        return 0
    found = gate(read_run(options.baseline), run)
    if options.junit is not None:
        write_xml(options.junit, gate_suites(found))
    print(judgement_text(found))
    return 0 if found.passes else EXIT_CLOSED


def _peers(options: argparse.Namespace) -> int:
    """Print the table of peers."""
    from eval.peers.run import PEERS, run_peers
    from eval.questions import set_path

    libraries = options.peer or list(PEERS)
    print(run_peers(set_path(options.set), options.corpus, index=options.index, libraries=libraries))
    return 0


def _load(options: argparse.Namespace) -> int:
    """Print what happened under load; 1 if a request failed."""
    from eval.load.run import LoadPlan, load_table, run_load, write_json
    from eval.questions import set_path

    plan = LoadPlan(
        questions=set_path(options.set),
        users=options.users,
        seconds=options.seconds,
        think=options.think,
        stream=options.stream,
        seed=options.seed,
    )
    found = run_load(plan, index=options.index, corpus=options.corpus, url=options.url)
    print(load_table(found))
    if options.json is not None:
        write_json(options.json, found)
    return EXIT_FAILED if any(one.problem for one in found.asked) else 0


def _new_set(options: argparse.Namespace) -> int:
    """Write drafts and say how many."""
    from eval.drafting import write_drafts

    if options.most < 1:
        raise UnusableInputError("--most must be at least 1")
    written = write_drafts(options.document, options.out, index=options.index, most=options.most)
    print(f"{written} drafts in {options.out}: read each in the source, reword it, then take its mark away")
    return 0


def _robust(options: argparse.Namespace) -> int:
    """Print how the answers hold."""
    from eval.questions import set_path
    from eval.robust.run import VARIANTS, robust_table, run_robustness

    kinds = options.kind or VARIANTS
    print(robust_table(run_robustness(set_path(options.set), options.corpus, seed=options.seed, kinds=kinds)))
    return 0


def _llm(options: argparse.Namespace) -> int:
    """Print the figures; 1 if a figure that nothing supports reached an answer."""
    from eval.llm.run import honesty_table, run_honesty
    from eval.questions import set_path

    found = run_honesty(set_path(options.set), index=options.index, lying=options.lies)
    print(honesty_table(found))
    if options.verbose:
        for name, listed in (("lost", found.lost), ("believed", found.leaks), ("unsupported", found.unsupported)):
            for one in listed:
                print(f"{name}: {' | '.join(one)}")
    return 1 if found.unsupported else 0


def _bench(options: argparse.Namespace) -> int:
    """Print the benchmark's table."""
    from eval.bench.compare import BenchPlan, run_bench, write_json
    from eval.bench.table import bench_table
    from eval.questions import set_path

    if options.repeats < 1:
        raise UnusableInputError("--repeats must be at least 1")
    if options.reading is not None:
        from eval.bench.reading import run_reading

        print(run_reading(options.reading, options.repeats))
        return 0
    plan = BenchPlan(
        corpus=options.corpus,
        questions=set_path(options.set),
        index=options.index,
        repeats=options.repeats,
        peer=options.peer,
    )
    found = run_bench(plan)
    print(bench_table(found))
    if options.json is not None:
        write_json(options.json, found)
    return 0


def _ir(options: argparse.Namespace) -> int:
    """Print nDCG@10 by set."""
    from eval.ir import ir_table, measure_sets

    print(ir_table(measure_sets(options.set, encoder_name=options.encoder)))
    return 0


def _ablation(options: argparse.Namespace) -> int:
    """Print the table of parts."""
    from eval.ablation import ablation_table, run_ablation
    from eval.questions import set_path

    print(ablation_table(run_ablation(set_path(options.set), index=options.index)))
    return 0


def _tune(options: argparse.Namespace) -> int:
    """Print the figures of the grid."""
    from eval.questions import set_path
    from eval.tune import run_tuning, tuning_table

    print(tuning_table(run_tuning(set_path(options.set), index=options.index)))
    return 0


def _scale(options: argparse.Namespace) -> int:
    """Print the figures of a synthetic index."""
    from eval.scale.run import run_scale, scale_table

    print(scale_table(run_scale(options.passages, questions=options.questions, seed=options.seed, keep=options.keep)))
    return 0


def _variants(options: argparse.Namespace) -> int:
    """Write the changed set and print how many questions it holds."""
    from eval.questions import set_path
    from eval.variants import write_variants

    written = write_variants(set_path(options.set), options.out, kind=options.kind, seed=options.seed)
    print(f"{written} questions in {options.out}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
