"""A file dropped into a corpus is answered from, with the cell that says it cited."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indexer.errors import UnreadableDocument
from indexer.reading.formats import read_bytes
from tests.indexer.commands import indexer
from tests.indexer.reading.office_files import cell, docx, table
from tests.indexer.reading.test_formats import the_plan
from tests.server import ROOT, clean_environment

QUESTION = "Kinh phí thiết bị tường lửa năm 2032 là bao nhiêu?"
WHOLE = {suffix: the_plan(suffix) for suffix in (".docx", ".xlsx", ".pptx", ".html", ".csv", ".eml")}


def a_plan() -> bytes:
    """The plan of ``ke-hoach.html`` in short, as a Word file."""
    head = table([cell("TỈNH ỦY AN BÌNH", "Số 45-KH/TU"), cell("ĐẢNG CỘNG SẢN VIỆT NAM")], properties="<w:tblPr/>")
    money = table(
        [cell("STT", merge="restart"), cell("Nội dung", merge="restart"), cell("Kinh phí", span=2)],
        [cell(merge="continue"), cell(merge="continue"), "2031", "2032"],
        ["1", "Mua sắm máy chủ", "1.000", ""],
        ["2", "Thiết bị tường lửa", "500", "800"],
        [cell("Tổng cộng", span=2), "1.500", "800"],
    )
    title = ["KẾ HOẠCH", "Chuyển đổi số giai đoạn 2031 - 2032", "", "I- KINH PHÍ", "Đơn vị tính: triệu đồng"]
    return docx(head, *title, money, "II- TỔ CHỨC THỰC HIỆN", "Văn phòng chủ trì.")


@pytest.mark.parametrize("suffix", [".docx", ".pdf"])
def test_a_question_is_answered_from_the_cell_of_an_office_file(tmp_path: Path, suffix: str) -> None:
    corpus, index = tmp_path / "corpus", tmp_path / "index"
    corpus.mkdir()
    if suffix == ".docx":
        (corpus / "ke-hoach.docx").write_bytes(a_plan())
    else:
        shutil.copy(ROOT / "tests" / "data" / "reading" / "ke-hoach.pdf", corpus)
    assert indexer("build", "--corpus", corpus, "--index", index).returncode == 0
    command = [sys.executable, "-m", "assistant", "ask", "--json", "--index", str(index), QUESTION]
    done = subprocess.run(command, cwd=ROOT, env=clean_environment(), capture_output=True, text=True, check=True)
    answer = json.loads(done.stdout)
    assert answer["status"] == "answered"
    assert "800 triệu đồng" in answer["answer"]
    quotes = [citation["quote"] for citation in answer["citations"]]
    assert any("Thiết bị tường lửa\t500\t800" in quote for quote in quotes)


@pytest.mark.parametrize("suffix", sorted(WHOLE))
@given(place=st.floats(0, 1, exclude_max=True), patch=st.binary(min_size=1, max_size=12))
def test_a_damaged_file_is_read_or_refused_by_name(suffix: str, place: float, patch: bytes) -> None:
    raw = WHOLE[suffix]
    at = int(place * len(raw))
    refused = ""
    try:
        text = read_bytes(raw[:at] + patch + raw[at + len(patch) :], f"a{suffix}", suffix).text
    except UnreadableDocument as problem:
        text, refused = "", problem.path
    assert bool(text.strip()) is (refused == "")
    assert refused in ("", f"a{suffix}")
