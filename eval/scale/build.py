"""Writes an index of synthetic plans as the indexer writes one, and notes what that costs."""

from __future__ import annotations

import json
import sys
import time
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from pathlib import Path

from eval.errors import UnusableInputError
from eval.progress import with_progress
from eval.scale.memory import peak_megabytes
from eval.scale.plans import PASSAGES, make_plan, make_words
from indexer.build import file_document
from indexer.encoder.protocol import Encoder
from indexer.store.catalogue import CatalogueWriter
from indexer.store.generation import Manifest, build_lock, current_generation, publish, start_generation
from indexer.store.lexical import LexicalWriter
from indexer.store.schema import CATALOGUE, LEXICAL, SCHEMA_VERSION, VECTORS
from indexer.store.vectors import VectorWriter

EXACT = "exact.f32"  # the vectors as encoded, which the index is compared with
_COSTS = "costs.json"


@dataclass(frozen=True, slots=True)
class Costs:
    """What writing the index took; making the plans is not counted."""

    passages: int
    seed: int
    encoder: str
    schema: int
    megabytes_of_text: float  # UTF-8
    million_characters: float  # the same text in code points
    store_seconds: float
    store_cpu_seconds: float  # of all threads
    vector_seconds: float
    vector_cpu_seconds: float
    index_megabytes: float
    memory_megabytes: float  # the most that the process held, the maker of plans included


@dataclass(slots=True)
class _Clock:
    """Seconds by the wall and of all processors, while it runs."""

    wall: float = 0.0
    cpu: float = 0.0

    def __enter__(self) -> None:
        self.wall -= time.perf_counter()
        self.cpu -= time.process_time()

    def __exit__(self, *_: object) -> None:
        self.wall += time.perf_counter()
        self.cpu += time.process_time()


@dataclass(slots=True)
class _Text:
    """How much text there is."""

    characters: int = 0
    octets: int = 0


def build_scale(index: Path, passages: int, *, seed: int, encoder: Encoder) -> Costs:
    """What the index of so many passages in ``index`` cost; it is written if it is not there."""
    kept = _kept(index)
    if kept is None:
        return _built(index, passages // PASSAGES, seed, encoder)
    wanted = (passages // PASSAGES * PASSAGES, seed, encoder.id, SCHEMA_VERSION)
    if (kept.passages, kept.seed, kept.encoder, kept.schema) != wanted:
        raise UnusableInputError(f"{index} holds another index: {kept.passages} passages, seed {kept.seed}; remove it")
    return kept


def _kept(index: Path) -> Costs | None:
    path = index / _COSTS
    return Costs(**json.loads(path.read_text(encoding="utf-8"))) if path.is_file() else None


def _built(index: Path, plans: int, seed: int, encoder: Encoder) -> Costs:
    storing, coding = _Clock(), _Clock()
    with build_lock(index, wait_seconds=1):
        working = start_generation(index)
        vectors = VectorWriter(working / VECTORS, encoder.dimensions, kept=index / EXACT)
        text = _file(working, vectors, plans, seed, encoder, storing)
        with coding:
            vectors.close()
        publish(index, working, _manifest(encoder, plans))
    generation = current_generation(index)
    costs = Costs(
        passages=plans * PASSAGES,
        seed=seed,
        encoder=encoder.id,
        schema=SCHEMA_VERSION,
        megabytes_of_text=text.octets / 1e6,
        million_characters=text.characters / 1e6,
        store_seconds=storing.wall,
        store_cpu_seconds=storing.cpu,
        vector_seconds=coding.wall,
        vector_cpu_seconds=coding.cpu,
        index_megabytes=sum(path.stat().st_size for path in generation.rglob("*") if path.is_file()) / 1e6,
        memory_megabytes=peak_megabytes(),
    )
    (index / _COSTS).write_text(json.dumps(asdict(costs), indent=1), encoding="utf-8")
    return costs


def _file(working: Path, vectors: VectorWriter, plans: int, seed: int, encoder: Encoder, clock: _Clock) -> _Text:
    """Writes catalogue and lexical index, and adds the vectors; returns how much text the plans have."""
    words = make_words(seed)
    catalogue, lexical = CatalogueWriter(working / CATALOGUE), LexicalWriter(working / LEXICAL)
    text = _Text()
    for number in with_progress(range(plans), "plans", sys.stderr):
        plan = make_plan(number, words, seed=seed)
        with clock:
            file_document(plan, catalogue, lexical, vectors, encoder)
        text.characters += len(plan.source.text)
        text.octets += len(plan.source.text.encode())
    with clock:
        catalogue.close()
        lexical.close()
    return text


def _manifest(encoder: Encoder, plans: int) -> Manifest:
    return Manifest(
        schema=SCHEMA_VERSION,
        code="scale",
        encoder=encoder.id,
        dimensions=encoder.dimensions,
        created=datetime.now(UTC).isoformat(timespec="seconds"),
        documents=plans,
        passages=plans * PASSAGES,
        sources={},
        inputs="scale",
        files={},
    )
