"""The systems under measurement, as real processes over a small corpus."""

from __future__ import annotations

import json
from pathlib import Path

import psutil
import pytest

from eval.__main__ import main
from eval.bench.peer import build_peer, running_peer
from eval.bench.process import memory_mb, timed
from eval.bench.server import Client, running_server
from eval.errors import UnusableInputError
from eval.evidence import evidence_held

BUDGET = "Tổng kinh phí thực hiện kế hoạch của Hòa An năm 2031 là bao nhiêu?"


def test_a_process_that_fails_is_reported_with_its_last_words() -> None:
    with pytest.raises(UnusableInputError, match="exit 3: no luck"):
        timed(["-c", "import sys; print('no luck', file=sys.stderr); sys.exit(3)"])
    assert timed(["-c", "pass"]) > 0


def test_the_server_is_started_asked_and_ended(small_index: Path, small_corpus: Path) -> None:
    with running_server(small_index, small_corpus) as server:
        client = Client(server.port)
        assert client.ask(BUDGET, ()) > 0
        found = client.search(BUDGET)
        client.close()
        assert memory_mb(server.pid) > 10
    assert found[0].document_id == "hoa-an"
    assert any(evidence_held(["7.250 triệu đồng"], result.text) for result in found)
    assert not psutil.pid_exists(server.pid)


def test_a_server_that_cannot_start_is_reported(tmp_path: Path) -> None:
    with (
        pytest.raises(UnusableInputError, match=r"serve\.py ended with exit 2"),
        running_server(tmp_path / "index", tmp_path / "nothing"),
    ):
        pass


def test_the_peer_builds_and_retrieves(small_corpus: Path, tmp_path: Path) -> None:
    build_peer(small_corpus, tmp_path)
    with running_peer(tmp_path) as peer:
        seconds, best = peer.retrieve(BUDGET)
        assert memory_mb(peer.process.pid) > 100
    assert seconds > 0
    assert 1 <= len(best) <= 5
    assert {result.document_id for result in best} <= {"hoa-an", "lam-binh"}
    assert any(evidence_held(["7.250 triệu đồng"], result.text) for result in best)
    assert peer.process.returncode is not None
    assert {path.suffix for path in tmp_path.iterdir()} == {".json", ".npy"}


def test_the_benchmark_of_our_side(small_corpus: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    written = tmp_path / "bench.json"
    options = ["--corpus", str(small_corpus), "--no-peer", "--repeats", "1", "--json", str(written)]
    assert main(["bench", *options]) == 0
    record = json.loads(written.read_text(encoding="utf-8"))
    assert (record["documents"], record["asks"], record["peer"]) == (2, 180, None)
    assert min(record["ours"][key] for key in ("build_seconds", "ready_seconds", "memory_mb", "p50_ms")) > 0
    assert "start to ready, s" in capsys.readouterr().out


def test_the_start_is_measured_beside_a_service_without_the_parts(
    small_index: Path, small_corpus: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    options = ["--index", str(small_index), "--corpus", str(small_corpus), "--start", "--repeats", "1"]
    assert main(["bench", *options]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert lines[0].split() == ["whole", "bare", "growth"]
    assert [line.partition(",")[0] for line in lines[1:]] == ["ready", "processor until ready", "memory when ready"]
    assert all(float(figure) > 0 for line in lines[1:] for figure in line.split()[-3:-1])


def test_the_service_without_the_parts_answers(small_index: Path, small_corpus: Path) -> None:
    with running_server(small_index, small_corpus, ("-m", "eval.bench.bare")) as server:
        client = Client(server.port)
        assert client.ask(BUDGET, ()) > 0
        assert client.search(BUDGET)[0].document_id == "hoa-an"
        client.close()
