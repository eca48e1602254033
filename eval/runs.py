"""Stored runs: JSON with one case a line, so that two versions of a baseline can be read side by side."""

from __future__ import annotations

import hashlib
import json
from dataclasses import asdict, dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from eval.cases import FORMAT, Case, Run
from eval.engine import Stock
from eval.errors import UnusableInputError
from eval.fields import FieldError
from eval.files import whole_file
from eval.questions import set_name
from eval.spending import Prices
from eval.typed import read_record
from indexer import __version__


@dataclass(frozen=True, slots=True)
class Written:
    """Who wrote the answers of a run."""

    engine: str
    model: str | None = None
    prices: Prices | None = None


BY_THE_PLAN = Written("extractive")


def new_run(
    questions: Path,
    cases: tuple[Case, ...],
    stock: Stock,
    *,
    written: Written = BY_THE_PLAN,
    judge: str | None = None,
) -> Run:
    """The record of a run that has just been measured."""
    return Run(
        set=set_name(questions),
        set_sha256=hashlib.sha256(questions.read_bytes()).hexdigest(),
        code=__version__,
        created=datetime.now(UTC).isoformat(timespec="seconds"),
        encoder=stock.encoder,
        documents=stock.documents,
        passages=stock.passages,
        cases=cases,
        engine=written.engine,
        model=written.model,
        prices=written.prices,
        judge=judge,
    )


def brief(run: Run) -> Run:
    """The run without retrieved texts, quotes and times: what a baseline in a repository keeps."""
    cases = tuple(
        replace(case, given=replace(case.given, seconds=0.0, citations=(), retrieved=())) for case in run.cases
    )
    return replace(run, cases=cases)


def write_run(path: Path, run: Run) -> None:
    """Write a run, one case a line."""
    head = asdict(replace(run, cases=()))
    del head["cases"]
    with whole_file(path) as stream:
        stream.write(_json(head)[:-1] + ', "cases": [\n')
        stream.write(",\n".join(_json(_filled(asdict(case))) for case in run.cases))
        stream.write("\n]}\n")


def read_run(path: Path) -> Run:
    """A stored run; an error names the file and the field."""
    try:
        loaded = json.loads(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise UnusableInputError(f"{path}: cannot be read: {error.strerror or error}") from None
    except (ValueError, RecursionError) as error:
        raise UnusableInputError(f"{path}: not JSON: {error}") from None
    try:
        if isinstance(loaded, dict) and loaded.get("format") != FORMAT:
            raise FieldError("format", f"must be {FORMAT}")
        return read_record(Run, loaded)
    except FieldError as error:
        where = f"{path}, field {error.field!r}" if error.field else f"{path}"
        raise UnusableInputError(f"{where}: {error.problem}") from None


def _filled(value: dict[str, Any]) -> dict[str, Any]:
    """A case without its empty lists and texts, which reading puts back."""
    if value["opinion"] is None:
        del value["opinion"]
    for key in ("citations", "retrieved", "plan", "read_as", "error", "spent"):
        if not value["given"][key]:
            del value["given"][key]
    for key in ("slots", "repeats", "same"):
        if value["measures"][key] in (None, ()):
            del value["measures"][key]
    for key in ("history", "reference"):
        if not value["asked"][key]:
            del value["asked"][key]
    return value


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False)
