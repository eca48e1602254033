"""What a peer's process reads and writes: a job on its input, the results of every pipeline on its output."""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

BEST = 5
Search = Callable[[str], Sequence[tuple[str, str]]]  # a question -> (document id, text), best first


@dataclass(frozen=True, slots=True)
class Text:
    """A document as a peer gets it."""

    document_id: str
    text: str


@dataclass(frozen=True, slots=True)
class Pipeline:
    """One way of a library to retrieve; ``build`` indexes the documents."""

    name: str
    build: Callable[[Sequence[Text]], Search]


def serve(pipelines: Sequence[Pipeline]) -> None:
    """Answer the job on the input with every pipeline, one line of JSON each."""
    job = json.load(sys.stdin)
    texts = [Text(path.stem, path.read_text(encoding="utf-8")) for path in sorted(Path(job["corpus"]).glob("*.txt"))]
    out, sys.stdout = sys.stdout, sys.stderr  # what a library prints is no result
    for pipeline in pipelines:
        print(json.dumps(_answered(pipeline, texts, job["questions"]), ensure_ascii=False), file=out, flush=True)


def _answered(pipeline: Pipeline, texts: Sequence[Text], questions: Sequence[str]) -> dict[str, Any]:
    started = time.perf_counter()
    search = pipeline.build(texts)
    built = time.perf_counter() - started
    best, seconds = [], []
    for question in questions:
        started = time.perf_counter()
        found = list(search(question))[:BEST]
        seconds.append(time.perf_counter() - started)
        best.append(found)
    return {"pipeline": pipeline.name, "build_seconds": built, "seconds": seconds, "best": best}
