"""An unchanged file is not read again, whatever else changed; what cannot be read is not tried for ever."""

from __future__ import annotations

import os
import shutil
from pathlib import Path
from typing import Any

import pytest

from indexer.build import BuildReport, build
from indexer.encoder.protocol import Encoder
from indexer.reading.corpus import CorpusFile, read_source
from indexer.records import SourceText
from indexer.store.catalogue import Catalogue
from indexer.store.generation import current_generation, read_manifest
from indexer.store.schema import CATALOGUE
from tests.indexer.reading.office_files import docx
from tests.server import ROOT


class Reads:
    """Notes each file that a build really reads."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.names: list[str] = []

        def noted(file: CorpusFile, **choices: Any) -> SourceText:
            self.names.append(file.name)
            return read_source(file, **choices)

        monkeypatch.setattr("indexer.build.read_source", noted)

    def taken(self) -> list[str]:
        """The files read since the last call."""
        names, self.names = self.names, []
        return sorted(names)


@pytest.fixture
def corpus(tmp_path: Path) -> Path:
    folder = tmp_path / "corpus"
    folder.mkdir()
    (folder / "a.docx").write_bytes(docx("KẾ HOẠCH", "Chuyển đổi số năm 2031", "I- MỤC TIÊU", "Mua 40 máy chủ."))
    (folder / "b.txt").write_text("KẾ HOẠCH\nĐào tạo năm 2031\nI- MỤC TIÊU\nĐào tạo 30 người.\n", encoding="utf-8")
    shutil.copy(ROOT / "tests" / "data" / "reading" / "ke-hoach.pdf", folder / "c.pdf")
    (folder / "hong.pdf").write_bytes(b"%PDF-1.7 hong")
    (folder / "mat.docx").write_bytes(docx("MẬT", "Hầm số ba"))
    return folder


def test_only_what_changed_is_read(
    corpus: Path, tmp_path: Path, encoder: Encoder, monkeypatch: pytest.MonkeyPatch
) -> None:
    reads = Reads(monkeypatch)

    def again(**choices: str | bool) -> BuildReport:
        return build(corpus, tmp_path / "index", encoder, **choices)  # type: ignore[arg-type]

    first = again()
    assert reads.taken() == ["a.docx", "b.txt", "c.pdf", "hong.pdf", "mat.docx"]
    assert sorted(problem.path for problem in first.failures) == ["hong.pdf", "mat.docx"]
    assert (again().built, reads.taken()) == (False, [])
    texts = contents(tmp_path / "index")
    (corpus / "d.txt").write_text("KẾ HOẠCH\nMới năm 2032\n", encoding="utf-8")
    second = again()
    assert (second.built, reads.taken()) == (True, ["d.txt"])
    assert sorted(problem.path for problem in second.failures) == ["hong.pdf", "mat.docx"]
    assert contents(tmp_path / "index") == texts | {"d": contents(tmp_path / "index")["d"]}
    (corpus / "a.docx").rename(corpus / "e.docx")  # another name, the same bytes
    (corpus / "b.txt").unlink()
    assert (again().built, reads.taken()) == (True, [])
    assert sorted(contents(tmp_path / "index")) == ["c", "d", "e"]
    assert (again(force=True).built, len(reads.taken())) == (True, 5)
    third = again(refused_from="TỐI MẬT")
    assert (len(reads.taken()), [problem.path for problem in third.failures]) == (5, ["hong.pdf"])


def contents(index: Path) -> dict[str, tuple[object, ...]]:
    """Everything that is kept of each document's source."""
    catalogue = Catalogue(current_generation(index) / CATALOGUE)
    return {
        entry.id: (catalogue.text(entry.id), catalogue.pages(entry.id), entry.encoding, entry.warnings, entry.sha256)
        for entry in catalogue.documents()
    }


def test_other_programs_make_files_worth_another_try(
    corpus: Path, tmp_path: Path, encoder: Encoder, monkeypatch: pytest.MonkeyPatch
) -> None:
    reads = Reads(monkeypatch)
    (corpus / "cu.doc").write_bytes(bytes.fromhex("d0cf11e0a1b11ae1") + bytes(600))
    with monkeypatch.context() as bare:
        bare.setenv("PATH", "")
        report = build(corpus, tmp_path / "index", encoder)
    assert any("libreoffice-writer" in problem.reason for problem in report.failures)
    reads.taken()
    folder = tmp_path / "bin"
    folder.mkdir()
    (folder / "soffice").write_text("#!/bin/sh\nexit 1\n", encoding="utf-8")
    (folder / "soffice").chmod(0o755)
    monkeypatch.setenv("PATH", f"{folder}:/usr/bin:/bin")
    report = build(corpus, tmp_path / "index", encoder)
    assert "cu.doc" in reads.taken()
    assert any("LibreOffice cannot read it" in problem.reason for problem in report.failures)


def test_the_names_of_refused_files_are_not_kept(corpus: Path, tmp_path: Path, encoder: Encoder) -> None:
    build(corpus, tmp_path / "index", encoder)
    generation = current_generation(tmp_path / "index")
    assert len(read_manifest(generation).refusals) == 2
    kept = b"".join(path.read_bytes() for path in generation.rglob("*") if path.is_file())
    assert b"mat.docx" not in kept
    assert "Hầm số ba".encode() not in kept


def test_a_file_that_could_not_be_opened_is_tried_again(corpus: Path, tmp_path: Path, encoder: Encoder) -> None:
    gone = corpus / "khong-mo-duoc.txt"
    os.mkfifo(corpus / ".ong")  # hidden: never looked at
    gone.write_text("KẾ HOẠCH\nNội dung năm 2031\n", encoding="utf-8")
    report = build(corpus, tmp_path / "index", encoder)
    assert "khong-mo-duoc.txt" not in {problem.path for problem in report.failures}
    assert build(corpus, tmp_path / "index", encoder).built is False
