"""Every format is read with the network denied, in the build's own process and in its workers."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from indexer.errors import UnreadableDocument
from indexer.reading.formats import read_bytes
from tests.indexer.commands import indexer
from tests.indexer.reading.real_files import needs_tesseract
from tests.indexer.reading.test_formats import the_plan
from tests.server import ROOT, clean_environment

DENIED = """
import sys
TRIED = {record!r}
def deny(event, arguments):
    if event in ("socket.connect", "socket.getaddrinfo", "socket.gethostbyname", "socket.sendto"):
        with open(TRIED, "a") as file:
            print(event, arguments[-1], file=file)
        raise PermissionError("no network here")
sys.addaudithook(deny)
"""
FORMATS = (".docx", ".xlsx", ".pptx", ".html", ".csv", ".tsv", ".eml", ".txt")
THROUGH_PROGRAMS = ("doc", "odt", "rtf", "xls", "ods", "ppt", "odp", "scan")


@pytest.fixture
def denied(tmp_path: Path) -> tuple[dict[str, str], Path]:
    """An environment whose Python processes may not touch the network, and the record of who tried."""
    folder, record = tmp_path / "denied", tmp_path / "tried"
    folder.mkdir()
    (folder / "sitecustomize.py").write_text(DENIED.format(record=str(record)), encoding="utf-8")
    environment = clean_environment()
    environment["PYTHONPATH"] = f"{folder}:{environment['PYTHONPATH']}"
    return environment, record


def test_the_denial_works(denied: tuple[dict[str, str], Path]) -> None:
    environment, record = denied
    code = "import socket; socket.create_connection(('127.0.0.1', 9), 1)"
    command = [sys.executable, "-c", code]
    done = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, check=False)
    assert "no network here" in done.stderr
    assert record.read_text().startswith("socket.getaddrinfo")


def test_all_formats_are_indexed_without_the_network(
    tmp_path: Path, denied: tuple[dict[str, str], Path], files: dict[str, Path]
) -> None:
    needs_tesseract()
    environment, record = denied
    corpus = tmp_path / "corpus"
    corpus.mkdir()
    for suffix in FORMATS:
        (corpus / f"bang-{suffix[1:]}{suffix}").write_bytes(the_plan(suffix))
    for format_ in THROUGH_PROGRAMS:
        shutil.copy(files[format_], corpus / f"that-{format_}{files[format_].suffix}")
    shutil.copy(ROOT / "tests" / "data" / "reading" / "ke-hoach.pdf", corpus)
    done = indexer("build", "--corpus", corpus, "--index", tmp_path / "index", environment=environment)
    assert (done.returncode, "skipped" in done.stderr) == (0, False), done.stderr
    assert f"({len(FORMATS) + len(THROUGH_PROGRAMS) + 1} documents," in done.stdout
    assert not record.exists()


@pytest.mark.parametrize(
    ("suffix", "raw", "package"),
    [
        (".doc", bytes.fromhex("d0cf11e0a1b11ae1"), "libreoffice-writer"),
        (".rtf", b"{\\rtf1 x}", "libreoffice-writer"),
        (".xls", bytes.fromhex("d0cf11e0a1b11ae1"), "libreoffice-calc"),
        (".ppt", bytes.fromhex("d0cf11e0a1b11ae1"), "libreoffice-impress"),
        (".png", b"\x89PNG", "tesseract-ocr-vie"),
        (".jpeg", b"\xff\xd8\xff", "tesseract-ocr-vie"),
    ],
)
def test_what_needs_another_program_names_its_package(
    suffix: str, raw: bytes, package: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", "")
    with pytest.raises(UnreadableDocument, match=package):
        read_bytes(raw, f"a{suffix}", suffix)
