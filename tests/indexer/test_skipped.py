"""Files that are not in the index are told to readers with their fault; a secret is never named."""

from __future__ import annotations

import ast
import json
from pathlib import Path

import pytest

from indexer.build import build
from indexer.encoder.protocol import Encoder
from indexer.errors import UnreadableDocument
from indexer.skipped import fault, tellable
from indexer.store.generation import current_generation, read_manifest
from tests.indexer.reading.office_files import docx
from tests.server import ROOT

PLAN = "KẾ HOẠCH\nĐào tạo năm 2031\nI- MỤC TIÊU\nĐào tạo 30 người.\n"


def told(index: Path) -> dict[str, str]:
    return dict(read_manifest(current_generation(index)).skipped)


def test_a_generation_names_what_could_not_be_read_and_no_secret(tmp_path: Path, encoder: Encoder) -> None:
    corpus, index = tmp_path / "corpus", tmp_path / "index"
    corpus.mkdir()
    (corpus / "a.txt").write_text(PLAN, encoding="utf-8")
    (corpus / "ban-ve.dwg").write_bytes(b"AC1032")
    (corpus / "trong.txt").write_text(" \n", encoding="utf-8")
    (corpus / "hong.pdf").write_bytes(b"%PDF-1.7 hong")
    (corpus / "bao-cao.docx").write_bytes(docx("MẬT", "Hầm số ba"))
    (corpus / "hong-2.pdf").write_bytes(b"%PDF-1.7 hong")
    (corpus / "manifest.jsonl").write_text(json.dumps({"file": "hong-2.pdf", "secrecy": "tối mật"}), encoding="utf-8")
    report = build(corpus, index, encoder)
    assert len(report.failures) == 5
    expected = {"ban-ve.dwg": "format", "trong.txt": "empty", "hong.pdf": "damaged"}
    assert told(index) == expected
    kept = [path.read_bytes() for path in current_generation(index).rglob("*") if path.is_file()]
    assert not any(secret in content for content in kept for secret in (b"bao-cao", b"hong-2"))


def test_another_file_that_cannot_be_read_makes_another_generation_and_nothing_else_does(
    tmp_path: Path, encoder: Encoder
) -> None:
    corpus, index = tmp_path / "corpus", tmp_path / "index"
    corpus.mkdir()
    (corpus / "a.txt").write_text(PLAN, encoding="utf-8")
    assert build(corpus, index, encoder).built
    (corpus / "b.dwg").write_bytes(b"AC1032")
    assert build(corpus, index, encoder).built
    assert not build(corpus, index, encoder).built
    assert told(index) == {"b.dwg": "format"}
    (corpus / "b.dwg").unlink()
    assert build(corpus, index, encoder).built
    assert told(index) == {}


@pytest.mark.parametrize(
    ("name", "is_told"),
    [
        ("Kế hoạch TUYỆT MẬT.pdf", False),
        ("Kế hoạch tuyệt mật.pdf", False),
        ("mật/ke-hoach.pdf", False),
        ("ke-hoach_toi-mat.pdf", False),
        ("KH MAT.pdf", False),
        ("Mặt trận Tổ quốc.pdf", True),
        ("ke-hoach.pdf", True),
    ],
)
def test_a_mark_in_the_name_itself_keeps_it_untold(name: str, is_told: bool) -> None:
    assert bool(tellable([UnreadableDocument(name, "damaged: not a whole PDF")], {}, "MẬT")) == is_told


def test_marks_that_are_let_in_are_no_secret() -> None:
    broken = UnreadableDocument("mat.pdf", "damaged: not a whole PDF")
    assert tellable([broken], {"mat.pdf": {"secrecy": "MẬT"}}, "TỐI MẬT") == {"mat.pdf": "damaged"}
    assert tellable([broken], {"mat.pdf": {"secrecy": "TUYỆT MẬT"}}, "TỐI MẬT") == {}


def test_a_name_that_is_no_text_is_still_written() -> None:
    found = tellable([UnreadableDocument("a\udcff.txt", "the name is not valid UTF-8; rename the file")], {}, "MẬT")
    assert found == {"a?.txt": "name"}


def test_every_reason_has_its_fault_and_secrecy_has_none() -> None:
    reasons = [(path.name, reason) for path in (ROOT / "indexer").rglob("*.py") for reason in reasons_in(path)]
    assert len(reasons) > 40
    assert {reason for _, reason in reasons if fault(reason) is None and "secrecy mark" not in reason} == set()
    assert {reason for _, reason in reasons if fault(reason) is not None and "secrecy" in reason} == set()


def reasons_in(path: Path) -> list[str]:
    """The reasons with which a module refuses a file, as they are written, values put in by a word that stands in."""
    found: list[str] = []
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Call) and getattr(node.func, "id", "") == "UnreadableDocument" and len(node.args) == 2:
            found += written(node.args[1])
        elif isinstance(node, ast.FunctionDef) and node.name.endswith("refusal"):
            found += [text for one in ast.walk(node) if isinstance(one, ast.Return) for text in written(one.value)]
        elif isinstance(node, ast.Assign) and [getattr(one, "id", "") for one in node.targets] == ["reason"]:
            found += written(node.value)
    return found


def written(node: ast.expr | None) -> list[str]:
    match node:
        case ast.Constant(value=str(text)):
            return [text]
        case ast.JoinedStr(values=values):
            return ["".join(one.value if isinstance(one, ast.Constant) else "X" for one in values)]  # type: ignore[misc]
        case ast.IfExp(body=body, orelse=orelse):
            return written(body) + written(orelse)
    return []
