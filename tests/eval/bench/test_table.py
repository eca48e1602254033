"""The benchmark's table."""

from __future__ import annotations

from dataclasses import replace

from eval.bench.records import BenchFigures, SystemFigures
from eval.bench.table import bench_table

OURS = SystemFigures("ours", 1.5, 0.5, 120.0, 5.0, 31.0, 9, 10)
PEER = SystemFigures("peer", 30.0, 6.0, 600.0, 20.0, 31.0, 4, 10)
BOTH = BenchFigures(documents=2, characters=12_345, asks=180, repeats=3, ours=OURS, peer=PEER)


def cells(line: str) -> list[str]:
    return line.split()


def test_both_systems_stand_beside_the_target_and_the_ratio() -> None:
    printed = bench_table(BOTH)
    lines = printed.split("\n\n")[1].split("\n")
    assert cells(lines[0]) == ["ours", "target", "peer", "ratio"]
    assert cells(lines[1]) == ["build,", "s", "1.50", "<=", "3", "30.00", "20.0x"]
    assert cells(lines[4])[-5:] == ["5.0", "<=", "10", "20.0", "4.0x"]
    assert cells(lines[5])[-6:] == ["31.0", "<=", "30", "(missed)", "31.0", "1.0x"]
    assert cells(lines[6]) == ["all@5,", "%", "90.0", "40.0"]
    assert "12,345 characters" in printed
    assert "OMP_NUM_THREADS=1" in printed
    assert "RecursiveCharacterTextSplitter 1000/200" in printed


def test_without_the_peer_nothing_is_said_of_it() -> None:
    printed = bench_table(replace(BOTH, peer=None))
    assert cells(printed.split("\n\n")[1].split("\n")[0]) == ["ours", "target"]
    assert "LangChain" not in printed
