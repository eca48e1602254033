"""Scans and old Office files: what the other programs are asked, and what becomes of their answers."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from indexer.errors import UnreadableDocument
from indexer.reading.formats import read_bytes
from indexer.reading.scan import Reading, Recognised, read_table, settled
from tests.indexer.reading.office_files import docx
from tests.server import ROOT

SCAN = ROOT / "tests" / "data" / "reading" / "scan.pdf"
Program = Callable[[str, str], Path]
TABLE = "\n".join(
    [
        "level\tpage_num\tblock_num\tpar_num\tline_num\tword_num\tleft\ttop\twidth\theight\tconf\ttext",
        "1\t1\t0\t0\t0\t0\t0\t0\t2480\t3508\t-1\t",
        "5\t1\t1\t1\t1\t1\t300\t600\t100\t50\t90.5\tKẾ",
        "5\t1\t1\t1\t1\t2\t420\t600\t200\t50\t80\tHOẠCH",
        "5\t1\t1\t1\t2\t1\t300\t700\t600\t50\t40\tSố",
        "5\t1\t1\t1\t2\t2\t420\t700\t10\t50\t95\t ",
        "rác",
    ]
)


@pytest.fixture
def program(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Program:
    """Puts a stand-in for a program that is not installed everywhere on the path: a script of a few lines."""

    def make(name: str, script: str) -> Path:
        path = tmp_path / name
        path.write_text("#!/bin/sh\n" + script, encoding="utf-8")
        path.chmod(0o755)
        monkeypatch.setenv("PATH", f"{tmp_path}:/usr/bin:/bin")
        return tmp_path

    return make


def test_the_table_of_words_is_read() -> None:
    found = read_table(TABLE)
    assert [one.text for one in found] == ["KẾ", "HOẠCH", "Số"]
    assert (found[0].box, found[0].confidence) == ((300, 600, 100, 50), 90.5)
    assert found[0].line == found[1].line != found[2].line
    assert read_table("") == []


def test_a_page_of_low_confidence_is_said_to_be_one() -> None:
    assert Recognised((), 70.2).remark(3) == "page 3 is a scan, read with low confidence 70 of 100"
    assert Recognised((), 75.0).remark(1) == "page 1 is a scan, read with confidence 75 of 100"


def figure(text: str, confidence: float) -> Reading:
    return Reading(text, (0, 0, 10, 10), ("1",), confidence)


@pytest.mark.parametrize(
    ("first", "second", "text", "confidence"),
    [
        (figure("500", 70), figure("500", 96), "500", 96),
        (figure("1.500", 70), figure("1,500", 96), "1.500", 96),
        (figure("900", 49), figure("500", 97), "500", 97),
        (figure("900", 95), figure("500", 97), "900", 60),
        (figure("900", 49), figure("500", 70), "900", 49),
        (figure("900", 95), figure("abc", 97), "900", 95),
        (figure("900", 95), figure("500", 30), "900", 95),
    ],
)
def test_a_figure_that_two_readings_disagree_on_is_in_doubt(
    first: Reading, second: Reading, text: str, confidence: float
) -> None:
    found = settled(first, second)
    assert (found.text, found.confidence) == (text, confidence)


@pytest.mark.parametrize(
    ("text", "is_figure"),
    [("1.500", True), ("2031,", True), ("30/6/2032", True), ("(12)", True), ("45-KH/TU", False), ("máy", False)],
)
def test_what_a_figure_is(text: str, is_figure: bool) -> None:
    assert figure(text, 90).is_figure is is_figure


def test_a_scan_is_recognised_page_by_page(program: Program) -> None:
    folder = program(
        "tesseract",
        'if [ "$1" = --list-langs ]; then echo eng; echo vie; exit; fi\n'
        'here="$(dirname "$0")"; echo "$@" > "$here/asked"; head -c 2 > "$here/got"; cat > /dev/null\n'
        f"cat <<'END'\n{TABLE}\nEND\n",
    )
    linear = read_bytes(SCAN.read_bytes(), "a.pdf", ".pdf")
    assert linear.text == "KẾ HOẠCH\nSố\n"
    assert linear.warnings == ("page 1 is a scan, read with low confidence 70 of 100",)
    assert (folder / "asked").read_text() == "stdin stdout -l vie --dpi 300 tsv\n"
    assert (folder / "got").read_text() == "P5"
    assert linear.pages[0].doubtful


def test_without_the_vietnamese_model_nothing_is_recognised(program: Program) -> None:
    program("tesseract", "echo eng\n")
    with pytest.raises(UnreadableDocument, match="tesseract-ocr-vie"):
        read_bytes(SCAN.read_bytes(), "a.pdf", ".pdf")


def test_old_office_files_are_converted_and_read(program: Program, tmp_path: Path) -> None:
    (tmp_path / "made.docx").write_bytes(docx("KẾ HOẠCH", "Nội dung"))
    program(
        "soffice",
        'here="$(dirname "$0")"; echo "$@" > "$here/asked"\n'
        'while [ "$1" != --outdir ]; do shift; done\ncp "$here/made.docx" "$2/document.docx"\n',
    )
    linear = read_bytes(b"{\\rtf1 x}", "thư mục/a.rtf", ".rtf")
    assert (linear.text, linear.encoding) == ("KẾ HOẠCH\nNội dung\n", "rtf")
    assert "--headless --norestore --convert-to docx --outdir" in (tmp_path / "asked").read_text()


@pytest.mark.parametrize("script", ["exit 77\n", "exit 0\n"])
def test_a_file_that_cannot_be_converted_is_named(program: Program, script: str) -> None:
    program("soffice", script)
    with pytest.raises(UnreadableDocument, match=r"a\.rtf: LibreOffice cannot read it"):
        read_bytes(b"{\\rtf1 x}", "a.rtf", ".rtf")
