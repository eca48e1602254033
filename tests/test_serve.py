"""``python serve.py`` as a process: how it starts, why it may not, and how it ends."""

from __future__ import annotations

import json
import shutil
import signal
import socket
import subprocess
import sys
from pathlib import Path

import pytest

from indexer.store.generation import current_generation
from indexer.store.schema import MANIFEST
from tests.conftest import PLANS
from tests.server import PATIENCE_SECONDS, ROOT, Server, clean_environment, wait_until

Done = subprocess.CompletedProcess[str]


def serve(**changes: str) -> Done:
    """``python serve.py`` with settings that it cannot start with."""
    command = [sys.executable, str(ROOT / "serve.py")]
    environment = clean_environment(changes)
    return subprocess.run(
        command, env=environment, capture_output=True, text=True, check=False, timeout=PATIENCE_SECONDS
    )


def assert_refused(done: Done, *words: str) -> None:
    assert done.returncode == 2
    (line,) = done.stderr.splitlines()
    assert line.startswith("serve: ")
    for word in words:
        assert word in line


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_a_signal_ends_it_cleanly(plans_index: Path, tmp_path: Path, number: signal.Signals) -> None:
    with Server(plans_index, PLANS, tmp_path / "log.txt") as server:
        connection = server.connect()  # an idle client must not hold it up
        connection.request("GET", "/healthz")
        connection.getresponse().read()
        assert server.end(number) == 0
        assert server.errors.splitlines()[-1] == "stopped"
        assert "Traceback" not in server.errors
        connection.close()


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_a_signal_while_it_builds_ends_it_cleanly(tmp_path: Path, number: signal.Signals) -> None:
    corpus, index = tmp_path / "corpus", tmp_path / "index"
    corpus.mkdir()
    for copy in range(6):
        for path in (ROOT / "corpus").glob("*.txt"):
            shutil.copy(path, corpus / f"{path.stem}-{copy}.txt")
    environment = clean_environment(
        {"ASSISTANT_PORT": "0", "ASSISTANT_INDEX": str(index), "ASSISTANT_CORPUS": str(corpus)}
    )
    process = subprocess.Popen(
        [sys.executable, str(ROOT / "serve.py")], env=environment, stderr=subprocess.PIPE, text=True
    )
    wait_until(lambda: next(index.glob(".building-*"), None) is not None or process.poll() is not None, "a build")
    process.send_signal(number)
    _, errors = process.communicate(timeout=PATIENCE_SECONDS)
    assert process.returncode == 0
    assert errors.splitlines()[-1] == "stopped"
    assert "Traceback" not in errors


def test_a_missing_index_is_built_first(tmp_path: Path) -> None:
    corpus = tmp_path / "corpus"
    shutil.copytree(PLANS, corpus)
    (corpus / "trong.txt").write_bytes(b"")
    index = tmp_path / "index"
    with Server(index, corpus, tmp_path / "log.txt") as server:
        assert f"no index in {index}: building it from {corpus}" in server.errors
        assert "skipped trong.txt: the file is empty" in server.errors
        assert server.get("/readyz").json["generation"] == current_generation(index).name


def test_without_documents_to_index_it_says_so(tmp_path: Path) -> None:
    done = serve(ASSISTANT_PORT="0", ASSISTANT_INDEX=str(tmp_path / "i"), ASSISTANT_CORPUS=str(tmp_path / "none"))
    assert done.returncode == 2
    assert done.stderr.splitlines()[-1].startswith(f"serve: no corpus folder {tmp_path / 'none'}")
    assert "Traceback" not in done.stderr


def test_an_index_of_another_schema_names_the_command_that_rebuilds_it(plans_index: Path, tmp_path: Path) -> None:
    index = tmp_path / "index"
    shutil.copytree(plans_index, index)
    path = current_generation(index) / MANIFEST
    path.write_text(json.dumps(json.loads(path.read_text(encoding="utf-8")) | {"schema": 0}), encoding="utf-8")
    refused = serve(ASSISTANT_PORT="0", ASSISTANT_INDEX=str(index), ASSISTANT_CORPUS=str(PLANS))
    assert_refused(refused, "schema 0", f"python -m indexer build --force --index {index}")
    command = refused.stderr.strip().split("rebuild with: python ")[1].split()
    again = [sys.executable, *command, "--corpus", str(PLANS)]
    rebuilt = subprocess.run(again, cwd=ROOT, env=clean_environment(), capture_output=True, check=False)
    assert rebuilt.returncode == 0
    with Server(index, PLANS, tmp_path / "log.txt") as server:
        assert server.get("/readyz").status == 200


def test_a_damaged_index_names_the_command_that_rebuilds_it(plans_index: Path, tmp_path: Path) -> None:
    index = tmp_path / "index"
    shutil.copytree(plans_index, index)
    (current_generation(index) / "vectors.faiss").write_bytes(b"x")
    done = serve(ASSISTANT_PORT="0", ASSISTANT_INDEX=str(index), ASSISTANT_CORPUS=str(PLANS))
    assert done.returncode == 2
    assert f"python -m indexer build --force --index {index}" in done.stderr.splitlines()[-1]
    assert "Traceback" not in done.stderr


def test_a_port_that_is_taken(plans_index: Path) -> None:
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        port = other.getsockname()[1]
        done = serve(ASSISTANT_PORT=str(port), ASSISTANT_INDEX=str(plans_index))
    assert_refused(done, f"127.0.0.1:{port}", "Address already in use", "ASSISTANT_PORT")


@pytest.mark.parametrize("host", ["203.0.113.7", "a..b", "x" * 70])
def test_an_address_that_is_not_ours(plans_index: Path, host: str) -> None:
    done = serve(ASSISTANT_HOST=host, ASSISTANT_PORT="0", ASSISTANT_INDEX=str(plans_index))
    assert_refused(done, "cannot listen on", host, "ASSISTANT_HOST")


@pytest.mark.parametrize(
    ("variable", "value"),
    [
        ("ASSISTANT_PORT", "eighty"),
        ("ASSISTANT_LOG_LEVEL", "loud"),
        ("ASSISTANT_INDEX", ""),
        ("ASSISTANT_POLL_SECONDS", "never"),
    ],
)
def test_a_bad_setting_is_named_with_its_value(variable: str, value: str) -> None:
    assert_refused(serve(**{variable: value}), variable, repr(value))


def test_an_unknown_setting_is_named_without_its_value() -> None:
    done = serve(ASSISTANT_API_KYE="k-0123456789")
    assert_refused(done, "ASSISTANT_API_KYE", "ASSISTANT_API_KEY")
    assert "k-0123456789" not in done.stderr


def test_a_model_that_is_not_there_is_named(plans_index: Path, tmp_path: Path) -> None:
    model = tmp_path / "model"
    model.mkdir()
    (model / "modules.json").write_text('[{"type": "sentence_transformers.models.StaticEmbedding"}]')
    (model / "config.json").write_text("{}")
    done = serve(ASSISTANT_PORT="0", ASSISTANT_INDEX=str(plans_index), ASSISTANT_ENCODER=str(model))
    assert_refused(done, str(model))


def test_it_serves_from_any_folder(plans_index: Path, tmp_path: Path) -> None:
    with Server(plans_index, PLANS, tmp_path / "log.txt") as server:  # starts it in the folder of the log
        assert server.get("/").status == 200
