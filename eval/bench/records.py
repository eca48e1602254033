"""What the benchmark measures of a system."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class SystemFigures:
    """The figures of one system."""

    name: str
    build_seconds: float  # median, process start to exit
    ready_seconds: float  # median, process start to ready
    memory_mb: float  # resident, after MEMORY_AFTER questions
    p50_ms: float
    p95_ms: float
    retrieved_all: int  # questions whose evidence stands wholly in the best five
    retrieval_questions: int


@dataclass(frozen=True, slots=True)
class BenchFigures:
    """The figures of both systems and how they were taken."""

    documents: int
    characters: int
    asks: int
    repeats: int
    ours: SystemFigures
    peer: SystemFigures | None
