"""``python -m indexer build|check|inspect|audit|train``: the indexer on a terminal."""

from __future__ import annotations

import argparse
import json
import os
import sys
from collections.abc import Mapping, Sequence
from dataclasses import asdict
from pathlib import Path

from indexer.build import build
from indexer.check import check
from indexer.display import document_lines, finding_lines, outline_lines, passage_lines, table_lines
from indexer.encoder.errors import EncoderError
from indexer.encoder.select import load_encoder
from indexer.errors import CorpusError, IndexerError
from indexer.facts.report import ReportedFinding, report
from indexer.language.secrecy_marks import level_named
from indexer.records import DocumentEntry
from indexer.store.catalogue import Catalogue
from indexer.store.generation import current_generation, read_manifest
from indexer.store.schema import CATALOGUE

EXIT_SKIPPED = 1  # an index stands, but some file of the corpus is not in it
EXIT_UNUSABLE = 2


def main(arguments: Sequence[str], environment: Mapping[str, str] = os.environ) -> int:
    """Runs one command; 0, or 1 with findings, or 2 with one line on standard error."""
    if list(arguments[:1]) == ["train"]:  # torch and its kin are imported only there
        from indexer.training.__main__ import main as train

        return train(list(arguments[1:]))
    options = _parser(environment).parse_args(arguments)
    commands = {"build": _build, "check": _check, "inspect": _inspect, "audit": _audit}
    try:
        return commands[options.command](options)
    except (IndexerError, EncoderError) as problem:
        print(f"indexer: {problem}", file=sys.stderr)
        return EXIT_UNUSABLE
    except BrokenPipeError:  # the reader, "head" perhaps, has seen enough
        sys.stdout = open(os.devnull, "w", encoding="utf-8")  # noqa: SIM115 - what is buffered goes nowhere at exit
        return 0
    except KeyboardInterrupt:
        print("indexer: stopped; the index in force is untouched", file=sys.stderr)
        return 130


def _parser(environment: Mapping[str, str]) -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m indexer", description="Index a folder of documents.")
    commands = parser.add_subparsers(dest="command", required=True)
    build_ = commands.add_parser("build", help="index a corpus folder into a new generation")
    build_.add_argument("--corpus", type=Path, default=Path(environment.get("ASSISTANT_CORPUS", "corpus")))
    build_.add_argument("--encoder", default=environment.get("ASSISTANT_ENCODER"), help="model name or folder")
    build_.add_argument(
        "--refuse-from",
        metavar="MARK",
        default=environment.get("ASSISTANT_REFUSE_FROM"),
        help="the lowest mark of secrecy that is kept out: mật (default), tối mật or tuyệt mật",
    )
    build_.add_argument("--force", action="store_true", help="build even if nothing changed")
    check_ = commands.add_parser("check", help="verify the generation in force")
    inspect = commands.add_parser("inspect", help="show documents as the indexer sees them")
    inspect.add_argument("document", nargs="?", help="document id; without it, all documents are listed")
    for what in ("outline", "passages", "tables"):
        inspect.add_argument(f"--{what}", action="store_true", help=f"show only the {what}")
    audit = commands.add_parser("audit", help="show where documents disagree with themselves: sums, dates, counts")
    audit.add_argument("document", nargs="?", help="document id; without it, all documents are audited")
    audit.add_argument("--json", action="store_true", help="print one JSON object")
    commands.add_parser("train", help="train the embedded encoder (see train --help)")
    for command in (build_, check_, inspect, audit):
        command.add_argument("--index", type=Path, default=Path(environment.get("ASSISTANT_INDEX", "index")))
    return parser


def _build(options: argparse.Namespace) -> int:
    try:
        refused_from = level_named(options.refuse_from) if options.refuse_from else None
    except ValueError as problem:
        raise CorpusError(f"--refuse-from: {problem}") from None
    encoder = load_encoder(options.encoder)
    report = build(options.corpus, options.index, encoder, force=options.force, refused_from=refused_from)
    for failure in report.failures:
        print(f"skipped {failure}", file=sys.stderr)
    for warning in report.warnings:
        print(f"warning {warning}", file=sys.stderr)
    done = "built" if report.built else "up to date:"
    print(f"{done} {report.generation} ({report.documents} documents, {report.passages} passages)")
    return EXIT_SKIPPED if report.failures else 0


def _check(options: argparse.Namespace) -> int:
    generation, faults = check(options.index)
    for fault in faults:
        print(fault)
    manifest = read_manifest(generation)
    verdict = f"{len(faults)} faults" if faults else "ok"
    print(f"{generation}: {verdict} ({manifest.documents} documents, {manifest.passages} passages)")
    return EXIT_SKIPPED if faults else 0


def _inspect(options: argparse.Namespace) -> int:
    catalogue = _catalogue(options)
    if options.document is None:
        for entry in catalogue.documents():
            print("\n".join(document_lines(entry)))
        return 0
    found = catalogue.document(options.document)
    if found is None:
        return _no_such_document(catalogue, options.document)
    everything = not (options.outline or options.passages or options.tables)
    print("\n".join(document_lines(found)))
    if everything or options.outline:
        print("\n".join(outline_lines(catalogue.outline(found.id))))
    if everything or options.passages:
        print("\n".join(passage_lines(catalogue.text(found.id), catalogue.passages_of(found.id))))
    if everything or options.tables:
        print("\n".join(table_lines(catalogue.tables(found.id))))
    return 0


def _audit(options: argparse.Namespace) -> int:
    catalogue = _catalogue(options)
    entries = [entry for entry in catalogue.documents() if options.document in (None, entry.id)]
    if not entries:
        return _no_such_document(catalogue, options.document)
    reports = [(entry, _report(catalogue, entry)) for entry in entries]
    if options.json:
        documents = [{"id": entry.id, "findings": [asdict(one) for one in found]} for entry, found in reports]
        print(json.dumps({"documents": documents}, ensure_ascii=False, indent=2))
        return 0
    for entry, found in reports:
        print(f"{entry.id}: {entry.metadata.title} ({len(found)} findings)")
        print("".join(f"{line}\n" for line in finding_lines(found)), end="")
    return 0


def _report(catalogue: Catalogue, entry: DocumentEntry) -> tuple[ReportedFinding, ...]:
    return report(catalogue.text(entry.id), catalogue.tables(entry.id), catalogue.findings(entry.id))


def _catalogue(options: argparse.Namespace) -> Catalogue:
    return Catalogue(current_generation(options.index) / CATALOGUE)


def _no_such_document(catalogue: Catalogue, document_id: str) -> int:
    known = ", ".join(entry.id for entry in catalogue.documents())
    print(f"indexer: no document {document_id!r}; there are {known}", file=sys.stderr)
    return EXIT_UNUSABLE
