"""One file in a process of its own: what it costs is bounded, and nothing it does reaches the others."""

from __future__ import annotations

import ctypes
import hashlib
import shutil
import subprocess
import sys
import zipfile
from io import BytesIO
from pathlib import Path

import pypdfium2
import pypdfium2.raw as pdfium
import pytest

from indexer.errors import UnreadableDocument
from indexer.reading.corpus import open_corpus, read_source
from indexer.reading.worker import Job, Limits, read_in_worker
from tests.indexer.commands import indexer
from tests.indexer.reading.office_files import S, docx, table, xlsx
from tests.server import ROOT, clean_environment

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"


def test_a_file_comes_back_with_its_hash_and_its_format(tmp_path: Path) -> None:
    path = tmp_path / "Kế hoạch.docx"
    path.write_bytes(docx("Nội dung", table(["a", "b"], ["c", "d"])))
    source = read_source(open_corpus(tmp_path).files[0])
    assert source.text.startswith("Nội dung\n\na\tb\nc\td\n")
    assert (source.encoding, source.path, source.document_id) == ("docx", "Kế hoạch.docx", "ke-hoach")
    assert source.sha256 == hashlib.sha256(path.read_bytes()).hexdigest()


def test_a_file_that_takes_too_long_is_given_up(tmp_path: Path) -> None:
    path = tmp_path / "a.docx"
    path.write_bytes(docx("Nội dung"))
    with pytest.raises(UnreadableDocument, match=r"a\.docx: not read within 0\.001 seconds"):
        read_in_worker(Job(path, "a.docx"), Limits(seconds=0.001))


def test_a_file_that_takes_too_much_memory_is_given_up(tmp_path: Path) -> None:
    path = tmp_path / "a.docx"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        content = f'<w:document xmlns:w="{W}"><w:body>' + "<w:p><w:r><w:t>x</w:t></w:r></w:p>" * 2_000_000
        archive.writestr("word/document.xml", content + "</w:body></w:document>")
    with pytest.raises(UnreadableDocument, match=r"a\.docx: needs more than 300 MiB of memory"):
        read_in_worker(Job(path, "a.docx"), Limits(memory=300 * 2**20))


def test_a_file_that_unpacks_beyond_all_bounds_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "a.docx"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive, archive.open("word/document.xml", "w") as part:
        for _ in range(513):
            part.write(bytes(2**20))
    with pytest.raises(UnreadableDocument, match="unpacks to more than 512 MiB"):
        read_in_worker(Job(path, "a.docx"))


def test_xml_nested_without_end_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "a.docx"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        deep = "<w:sdt>" * 50_000 + "</w:sdt>" * 50_000
        archive.writestr("word/document.xml", f'<w:document xmlns:w="{W}"><w:body>{deep}</w:body></w:document>')
    with pytest.raises(UnreadableDocument, match=r"a\.docx: (damaged|the reader failed|needs more)"):
        read_in_worker(Job(path, "a.docx"))


def test_bad_files_never_stop_the_others(tmp_path: Path) -> None:
    corpus = tmp_path / "corpus"
    corpus.mkdir()
    (corpus / "tot.docx").write_bytes(docx("KẾ HOẠCH", "Chuyển đổi số năm 2031", "I- MỤC TIÊU", "Mua 40 máy chủ."))
    (corpus / "tot.txt").write_text("KẾ HOẠCH\nĐào tạo năm 2031\nI- MỤC TIÊU\nĐào tạo 30 người.", encoding="utf-8")
    (corpus / "hong.docx").write_bytes(docx("Nội dung")[:-50])
    (corpus / "rong.xlsx").write_bytes(b"")
    (corpus / "nham.pptx").write_bytes(docx("Nội dung"))
    shutil.copy(ROOT / "tests" / "data" / "reading" / "locked.pdf", corpus / "khoa.pdf")
    (corpus / "khoa.docx").write_bytes(bytes.fromhex("d0cf11e0a1b11ae1") + bytes(600))
    (corpus / "mat.docx").write_bytes(docx("MẬT", "KẾ HOẠCH", "Hầm số ba"))
    done = indexer("build", "--corpus", corpus, "--index", tmp_path / "index")
    assert done.returncode == 1
    assert "(2 documents," in done.stdout
    skipped = sorted(line.split(" ")[1] for line in done.stderr.splitlines() if line.startswith("skipped"))
    assert skipped == ["hong.docx:", "khoa.docx:", "khoa.pdf:", "mat.docx:", "nham.pptx:", "rong.xlsx:"]
    kept = b"".join(path.read_bytes() for path in (tmp_path / "index").rglob("*") if path.is_file())
    assert "Hầm số ba".encode() not in kept
    assert "Hầm số ba" not in done.stderr + done.stdout


def test_a_corpus_of_text_files_imports_no_reader_of_other_formats(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("KẾ HOẠCH\nNội dung", encoding="utf-8")
    code = (
        "import sys; from pathlib import Path; from indexer.reading.corpus import open_corpus, read_source\n"
        "for file in open_corpus(Path(sys.argv[1])).files: read_source(file)\n"
        "heavy = ('unstructured', 'lxml', 'spacy', 'pypdfium2', 'xml.etree.ElementTree', 'email', 'html.parser')\n"
        "print([name for name in heavy if name in sys.modules])"
    )
    command = [sys.executable, "-c", code, str(tmp_path)]
    done = subprocess.run(command, cwd=ROOT, env=clean_environment(), capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_a_pdf_of_two_thousand_pages_is_read_and_each_page_told(tmp_path: Path) -> None:
    document = pypdfium2.PdfDocument.new()
    words = "Trang nay co chu\0".encode("utf-16-le")
    page = document.new_page(200, 100)
    text = pdfium.FPDFPageObj_NewTextObj(document, b"Helvetica", 10.0)
    pdfium.FPDFText_SetText(text, ctypes.cast(ctypes.c_char_p(words), pdfium.FPDF_WIDESTRING))
    pdfium.FPDFPageObj_Transform(text, 1, 0, 0, 1, 20, 50)
    pdfium.FPDFPage_InsertObject(page, text)
    pdfium.FPDFPage_GenerateContent(page)
    many = pypdfium2.PdfDocument.new()
    for _ in range(2000):
        many.import_pages(document)
    many.save(tmp_path / "a.pdf")
    told: list[tuple[int, int]] = []
    linear, _ = read_in_worker(Job(tmp_path / "a.pdf", "a.pdf"), told=lambda number, of: told.append((number, of)))
    assert (len(linear.pages), linear.text.count("Trang nay co chu")) == (2000, 2000)
    assert told[-1] == (2000, 2000)


def test_a_spreadsheet_of_a_hundred_megabytes_is_refused_within_bounds(tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    with zipfile.ZipFile(BytesIO(xlsx(("A", "")))) as small, zipfile.ZipFile(path, "w") as large:
        for name in small.namelist():
            if not name.endswith("s1.xml"):
                large.writestr(name, small.read(name))
        cell = "<row><c t='inlineStr'><is><t>" + "chữ số " * 4000 + "</t></is></c></row>"
        with large.open("xl/worksheets/s1.xml", "w") as sheet:
            sheet.write(f"<worksheet {S}><sheetData>".encode())
            for _ in range(3000):
                sheet.write(cell.encode())
            sheet.write(b"</sheetData></worksheet>")
    assert path.stat().st_size > 100 * 2**20
    with pytest.raises(UnreadableDocument, match=r"a\.xlsx: more than 8 million characters of text"):
        read_source(open_corpus(tmp_path).files[0])


def test_a_worker_that_goes_from_page_to_page_is_not_given_up(tmp_path: Path) -> None:
    path = tmp_path / "a.pdf"
    shutil.copy(ROOT / "tests" / "data" / "reading" / "ke-hoach.pdf", path)
    told: list[int] = []
    linear, _ = read_in_worker(Job(path, "a.pdf"), Limits(seconds=60), lambda number, _: told.append(number))
    assert told[-1] == len(linear.pages) == 3
    with pytest.raises(UnreadableDocument, match="not read within"):
        read_in_worker(Job(path, "a.pdf"), Limits(seconds=60, total=0.001))
