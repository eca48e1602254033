"""The command line of measuring: ``python -m eval --help`` lists its commands."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from eval.errors import UnusableInputError
from eval.options import parser

if TYPE_CHECKING:
    from eval.run import Manner

EXIT_INEXACT = 1
EXIT_CLOSED = 1
EXIT_FAILED = 1
EXIT_UNUSABLE = 2
EXIT_INTERRUPTED = 130


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; 2 for input that cannot be used, with one line on the error stream."""
    options = parser().parse_args(arguments)
    commands = {
        "answers": _answers,
        "run": _run,
        "compare": _compare,
        "gate": _gate,
        "report": _report,
        "robust": _robust,
        "new-set": _new_set,
        "peers": _peers,
        "load": _load,
        "sweep": _sweep,
        "llm": _llm,
        "bench": _bench,
        "ir": _ir,
        "variants": _variants,
        "ablation": _ablation,
        "tune": _tune,
        "scale": _scale,
        "relevance": _relevance,
        "refusal": _refusal,
        "layouts": _layouts,
    }
    try:
        return commands[options.command](options)
    except UnusableInputError as error:
        print(f"eval: {' '.join(str(error).split())}", file=sys.stderr)
        return EXIT_UNUSABLE
    except KeyboardInterrupt:
        return EXIT_INTERRUPTED


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
    from eval.report_models import model_lines
    from eval.run import run_set
    from eval.runs import write_run

    selection = Selection(tuple(options.type), tuple(options.lang), tuple(options.doc))
    run = run_set(set_path(options.set), index=options.index, manner=_manner(options), selection=selection)
    print(group_table(run.cases))
    print()
    print("\n".join([summary(run.cases), *model_lines(run)]))
    if options.verbose:
        print()
        print(shortcomings(run.cases))
    if options.json is not None:
        write_run(options.json, run)
    return 0 if not any(case.measures.inexact for case in run.cases) else EXIT_INEXACT


def _manner(options: argparse.Namespace) -> Manner:
    """How the options of ``run`` ask for the set to be answered."""
    from eval.opinions import JudgePlan
    from eval.run import Manner
    from eval.spending import read_prices

    if options.repeat < 1:
        raise UnusableInputError("--repeat must be at least 1")
    if options.judge is None and (options.judge_url or options.judge_key_file):
        raise UnusableInputError("--judge-url and --judge-key-file need --judge PROVIDER:MODEL")
    return Manner(
        repeat=options.repeat,
        engine=options.engine,
        prices=read_prices(options.prices) if options.prices else None,
        judge=JudgePlan(options.judge, options.judge_url, options.judge_key_file) if options.judge else None,
    )


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


def _relevance(options: argparse.Namespace) -> int:
    """Print the weights that the sets teach."""
    from eval.relevance import learn, learnt_text, write_weights

    learnt = learn(_sets_with_indexes(options))
    print(learnt_text(learnt))
    if options.write:
        print(f"written to {write_weights(learnt)}")
    return 0


def _refusal(options: argparse.Namespace) -> int:
    """Print the weights by which evidence is weighed, and how many answers they let through."""
    from eval.refusal import learn, learnt_text, write_weights

    learnt = learn(_sets_with_indexes(options))
    print(learnt_text(learnt))
    if options.write:
        print(f"written to {write_weights(learnt)}")
    return 0


def _sets_with_indexes(options: argparse.Namespace) -> list[tuple[str, Path]]:
    pairs = [one.rpartition("=") for one in options.set]
    if not all(name and index for name, _, index in pairs):
        raise UnusableInputError("--set takes NAME=INDEX: a question set, and the folder of the index of its documents")
    return [(name, Path(index)) for name, _, index in pairs]


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


def _sweep(options: argparse.Namespace) -> int:
    """Print the ranked configurations."""
    from eval.questions import set_path
    from eval.spending import read_prices
    from eval.sweep import Grid, run_sweep

    if min((*options.chunk, *options.k), default=1) < 1:
        raise UnusableInputError("--chunk and -k must be at least 1")
    usual = Grid()
    grid = Grid(
        encoders=tuple(options.encoder) or usual.encoders,
        chunks=tuple(options.chunk) or usual.chunks,
        dense=tuple(options.dense) or usual.dense,
        results=tuple(options.k) or usual.results,
        engines=tuple(options.engine) or (("extractive",) if options.answers else ()),
        prices=read_prices(options.prices) if options.prices else None,
    )
    print(run_sweep(set_path(options.set), index=options.index, grid=grid))
    return 0


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
    if options.start:
        from eval.bench.start import run_start

        print(run_start(options.index, options.corpus, options.repeats))
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


def _layouts(options: argparse.Namespace) -> int:
    """Print how many cells of each layout are read."""
    from eval.layouts.run import measure, report

    found = measure(range(options.seed, options.seed + options.seeds), options.only, options.table)
    print(report(found, options.show))
    return 0


if __name__ == "__main__":
    sys.exit(main())
