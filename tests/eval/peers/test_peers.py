"""The table of peers, and a real peer in its own process."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest

from eval.__main__ import main
from eval.evidence import EvidenceItem, Slice
from eval.peers.run import Retrieving, peers_table
from tests.eval.robust.test_robust import BUDGET, SEATS

HELD = Slice("lam-binh", "Kinh phí là 3,6 tỷ đồng. Phòng họp 90 chỗ ngồi.")
LONG = Slice("lam-binh", HELD.text + " " * 2_000)


def found(library: str, first: Slice | None, second: Slice | None) -> Retrieving:
    best = tuple((one,) if one else () for one in (first, second))
    return Retrieving(library, "some", best, (0.001, 0.003), 1.0)


def test_a_line_counts_within_and_without_the_bounds() -> None:
    table = peers_table([BUDGET, SEATS], [found("ours", HELD, HELD), found("theirs", LONG, None)])
    ours, theirs = (line.split() for line in table.split("\n")[1:])
    assert ours[:4] == ["ours", "some", "2/2", "100.0"]
    assert theirs[2:4] == ["0/2", "0.0"]
    assert theirs[5:9] == ["50.0", "1024", "1", "0"]
    assert theirs[-1] == "2.0"


def test_both_pieces_of_evidence_may_stand_in_different_results() -> None:
    both = replace(BUDGET, evidence=(EvidenceItem("lam-binh", ("3,6 tỷ",)), EvidenceItem("lam-binh", ("90 chỗ",))))
    halves = (Slice("lam-binh", "3,6 tỷ đồng"), Slice("lam-binh", "90 chỗ ngồi"))
    line = peers_table([both], [Retrieving("ours", "some", (halves,), (0.001,), None)]).split("\n")[1].split()
    assert line[2] == "1/1"


def test_langchain_answers_from_a_process_of_its_own(
    small_corpus: Path, small_index: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    line = {
        "id": "a",
        "question": "Số hóa bao nhiêu hồ sơ đảng viên?",
        "lang": "vi",
        "type": "fact",
        "docs": ["lam-binh"],
        "evidence": [{"doc": "lam-binh", "contains": ["15.000 hồ sơ"]}],
        "answer": "15.000",
        "values": [],
        "must": [["15.000"]],
        "must_not": [],
        "answerable": True,
    }
    (tmp_path / "set.jsonl").write_text(json.dumps(line, ensure_ascii=False), encoding="utf-8")
    options = ["--set", str(tmp_path / "set.jsonl"), "--corpus", str(small_corpus), "--index", str(small_index)]
    assert main(["peers", *options, "--peer", "LangChain"]) == 0
    printed = capsys.readouterr().out
    assert [row.split()[0] for row in printed.splitlines()[1:]] == ["tro-ly-ao", "LangChain"]
    assert printed.count("1/1") == 2
