"""A few simulated people against a real server, and what is told of them."""

from __future__ import annotations

import json
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from eval.__main__ import main
from eval.load.run import Loaded, LoadPlan, Sample, load_table
from eval.load.users import Asked
from eval.questions import set_path


def test_people_use_a_real_server(shipped_index: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    written = tmp_path / "load.json"
    options = [
        "--users",
        "3",
        "--seconds",
        "3",
        "--think",
        "0.2",
        "--index",
        str(shipped_index),
        "--json",
        str(written),
    ]
    assert main(["load", *options]) == 0
    assert "3 users" in capsys.readouterr().out
    record = json.loads(written.read_text(encoding="utf-8"))
    assert len(record["asked"]) >= 3
    assert all(one["first"] <= one["total"] and one["problem"] == "" for one in record["asked"])
    assert record["memory"][-1]["megabytes"] > 20


class Broken(BaseHTTPRequestHandler):
    """A server whose answers are an error, and streams that break off."""

    def do_POST(self) -> None:
        self.rfile.read(int(self.headers["Content-Length"]))
        streamed = "event-stream" in self.headers.get("Accept", "")
        self.send_response(200 if streamed else 503)
        body = b"event: status\ndata: {}\n\n" if streamed else b"{}"
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *args: object) -> None:
        """Nothing is logged."""


@pytest.mark.parametrize(("option", "problem"), [("--stream", "stream without an end"), ("--no-stream", "status 503")])
def test_failures_are_counted_by_kind(option: str, problem: str, capsys: pytest.CaptureFixture[str]) -> None:
    server = ThreadingHTTPServer(("127.0.0.1", 0), Broken)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        url = f"http://127.0.0.1:{server.server_address[1]}"
        options = ["--users", "2", "--seconds", "1", "--think", "0.1", "--url", url, option]
        assert main(["load", *options]) == 1
    finally:
        server.shutdown()
        server.server_close()
    assert f"× {problem}" in capsys.readouterr().out


class Impatient(Broken):
    """A server that answers well and closes each connection at once, without saying so."""

    def do_POST(self) -> None:
        self.rfile.read(int(self.headers["Content-Length"]))
        body = b"event: done\ndata: {}\n\n"
        self.send_response(200)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    protocol_version = "HTTP/1.1"
    timeout = 0.05  # seconds after which an idle connection is closed


def test_an_idle_connection_that_was_closed_is_no_failure() -> None:
    server = ThreadingHTTPServer(("127.0.0.1", 0), Impatient)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        url = f"http://127.0.0.1:{server.server_address[1]}"
        assert main(["load", "--users", "2", "--seconds", "2", "--think", "0.3", "--url", url]) == 0
    finally:
        server.shutdown()
        server.server_close()


def test_a_server_that_is_not_there_is_a_failure(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["load", "--users", "1", "--seconds", "0.5", "--think", "0.1", "--url", "http://127.0.0.1:1"]) == 1
    assert "ConnectionRefusedError" in capsys.readouterr().out


def test_the_table_over_time() -> None:
    plan = LoadPlan(set_path("dev"), users=2, seconds=60, think=1)
    asked = tuple(Asked(at, 0.01, 0.02 if at < 30 else 0.04, "" if at != 59 else "timeout") for at in range(60))
    memory = tuple(Sample(at, 100 + at) for at in range(60))
    lines = load_table(Loaded(plan, asked, memory)).split("\n")
    assert lines[1] == "60 questions, 1.0 a second, 1 failed"
    assert lines[2] == "  1 × timeout"
    assert lines[5].split()[-5:] == ["10.0"] * 5
    assert lines[6].split()[-5:] == ["20.0", "40.0", "40.0", "40.0", "40.0"]
    assert lines[9].split() == ["0–10", "10", "20.0", "20.0", "0", "109"]
    assert lines[14].split() == ["50–60", "10", "40.0", "40.0", "1", "159"]


@pytest.mark.parametrize("options", [["--users", "0"], ["--seconds", "0"], ["--think", "-1"], ["--url", "ftp://x"]])
def test_plans_that_make_no_sense_are_refused(options: list[str]) -> None:
    assert main(["load", "--seconds", "1", *options]) == 2
