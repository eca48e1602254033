"""Marked documents are refused and no others: samples made of heads, stamps, noise and running text."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable
from pathlib import Path

import pytest

from indexer.errors import UnreadableDocument
from indexer.language.secrecy_marks import level_named
from indexer.reading.corpus import open_corpus, read_source
from indexer.reading.secrecy import secrecy_mark
from tests.conftest import PLANS
from tests.indexer.commands import indexer
from tests.indexer.reading.office_files import docx, par
from tests.server import ROOT

MARKS = ("MẬT", "TỐI MẬT", "TUYỆT MẬT")
BODY = "\nCăn cứ Luật, Ban Thường vụ ban hành Kế hoạch như sau:\nI- MỤC TIÊU\n1. Mục tiêu chung\n"
HEADS = {
    "party": "TỈNH ỦY AN BÌNH\n*\nSố 12-KH/TU\n{}\nĐẢNG CỘNG SẢN VIỆT NAM\nAn Bình, ngày 2/3/2031\nKẾ HOẠCH\n",
    "state": "ỦY BAN NHÂN DÂN\nTỈNH AN BÌNH\n{}\nCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc\n",
    "first line": "{}\nTỈNH ỦY AN BÌNH\nKẾ HOẠCH\n",
    "columns": "TỈNH ỦY AN BÌNH    {}    ĐẢNG CỘNG SẢN VIỆT NAM\nKẾ HOẠCH\n",
    "tabs": "TỈNH ỦY AN BÌNH\t{}\tĐẢNG CỘNG SẢN VIỆT NAM\nKẾ HOẠCH\n",
    "later page": "TỈNH ỦY AN BÌNH\nCÔNG VĂN\n" + BODY + "\f{}\nPHỤ LỤC\n",
}
WRITTEN: dict[str, Callable[[str], str]] = {
    "plain": lambda mark: mark,
    "decomposed": lambda mark: unicodedata.normalize("NFD", mark),
    "boxed": lambda mark: f"[ {mark} ]",
    "starred": lambda mark: f"*** {mark} ***",
    "spaced": lambda mark: " ".join(mark.replace(" ", "")),
    "full stop": lambda mark: f"{mark}.",
    "labelled": lambda mark: f"Độ mật: {mark.capitalize()}",
    "without marks": lambda mark: "".join(
        c for c in unicodedata.normalize("NFD", mark.replace("Đ", "D")) if not unicodedata.combining(c)
    ),
    "other hat": lambda mark: mark.replace("Ậ", "Â"),
    "digits": lambda mark: mark.replace("Ố", "0").replace("Ậ", "Ạ"),
}
UNMARKED_LINES = (
    "Mật", "mật", "Tối mật", "KHÔNG MẬT", "Độ mật: Không", "Độ mật: Thường", "Độ mật", "BẢO MẬT", "BÍ MẬT NHÀ NƯỚC",
    "DANH MỤC BÍ MẬT NHÀ NƯỚC", "BẢO VỆ BÍ MẬT NHÀ NƯỚC ĐỘ TỐI MẬT", "MẬT MÃ", "Mật độ dân số", "MẬT ĐỘ DÂN SỐ",
    "MẬT ONG RỪNG TRÀM", "1. Văn bản mật, tối mật, tuyệt mật", "- 100% văn bản không mật được ký số",
    "Tài liệu TỐI MẬT được quản lý riêng", "STT\tTên tài liệu\tMẬT\tTỐI MẬT\tTUYỆT MẬT", "Tối mật\t3\t4", "MẶT TRẬN",
"MẬT KHẨU", "TOI", "THƯ MẬT", "Hồ sơ (MẬT) lưu tại kho", "Cơ mật", "MỨC ĐỘ MẬT CỦA TÀI LIỆU",
)  # fmt: skip


@pytest.mark.parametrize("mark", MARKS)
@pytest.mark.parametrize("head", HEADS)
@pytest.mark.parametrize("written", WRITTEN)
def test_a_marked_document_is_known(mark: str, head: str, written: str) -> None:
    assert secrecy_mark(HEADS[head].format(WRITTEN[written](mark)) + BODY) == mark


@pytest.mark.parametrize("line", UNMARKED_LINES)
@pytest.mark.parametrize("head", HEADS)
def test_no_other_line_is_a_mark(line: str, head: str) -> None:
    assert secrecy_mark(HEADS[head].format(line) + BODY) is None


@pytest.mark.parametrize("mark", MARKS)
def test_a_cell_deep_in_a_table_and_running_text_are_no_marks(mark: str) -> None:
    deep = "KẾ HOẠCH\n" + "- Nhiệm vụ\n" * 60
    assert secrecy_mark(f"{deep}{mark}\n- Nhiệm vụ\n") is None
    assert secrecy_mark(f"{deep}1\tSổ theo dõi\t{mark}\n") is None
    assert secrecy_mark(f"KẾ HOẠCH\n- Tài liệu {mark.lower()} được lưu riêng.\n") is None


OCR_NOISE = (
    "MÂT",
    "MẬT,",
    "|MẬT|",
    "M ẬT",
    "MẶT",
    "MẤT",
    "_MẬT_",
    "MẬT .",
    "«MẬT»",
    "TÓI MẬT",
    "TỒI MẬT",
    "TUYẸT MẬT",
    "TUYỆTMẬT",
)


@pytest.mark.parametrize("form", ["NFC", "NFD", "NFKD"])
@pytest.mark.parametrize("head", ["party", "state", "first line", "columns", "later page"])
@pytest.mark.parametrize("stamp", OCR_NOISE)
def test_a_stamp_that_a_scanner_read_badly_is_known(stamp: str, head: str, form: str) -> None:
    text = HEADS[head].format(stamp) + BODY
    assert secrecy_mark(unicodedata.normalize(form, text)) is not None  # type: ignore[arg-type]


@pytest.mark.parametrize("form", ["NFC", "NFD", "NFKD"])
@pytest.mark.parametrize("line", UNMARKED_LINES)
def test_no_form_of_unicode_makes_a_mark_of_another_line(line: str, form: str) -> None:
    text = HEADS["party"].format(line) + BODY
    assert secrecy_mark(unicodedata.normalize(form, text)) is None  # type: ignore[arg-type]


def test_the_highest_mark_counts() -> None:
    assert secrecy_mark("MẬT\nKẾ HOẠCH\n\fTUYỆT MẬT\nPHỤ LỤC\n", ("TỐI MẬT",)) == "TUYỆT MẬT"


@pytest.mark.parametrize(("written", "mark"), [("mật", "MẬT"), ("toi-mat", "TỐI MẬT"), ("TUYET MAT", "TUYỆT MẬT")])
def test_a_level_is_named_as_people_type_it(written: str, mark: str) -> None:
    assert level_named(written) == mark


@pytest.mark.parametrize("written", ["", "bí mật", "thường", "secret"])
def test_no_other_word_is_a_level(written: str) -> None:
    with pytest.raises(ValueError, match="there are MẬT, TỐI MẬT, TUYỆT MẬT"):
        level_named(written)


@pytest.mark.parametrize("refused_from", MARKS)
@pytest.mark.parametrize("mark", MARKS)
def test_marks_from_the_level_on_are_refused_and_lower_ones_kept_with_their_mark(
    tmp_path: Path, mark: str, refused_from: str
) -> None:
    (tmp_path / "a.txt").write_text(f"{mark}\nKẾ HOẠCH\n", encoding="utf-8")
    (file,) = open_corpus(tmp_path).files
    if MARKS.index(mark) < MARKS.index(refused_from):
        assert read_source(file, refused_from=refused_from).secrecy == mark
    else:
        with pytest.raises(UnreadableDocument, match=mark):
            read_source(file, refused_from=refused_from)


def test_the_level_of_a_build_and_a_mark_of_the_manifest(tmp_path: Path) -> None:
    corpus, index = tmp_path / "corpus", tmp_path / "index"
    corpus.mkdir()
    (corpus / "a.txt").write_text("MẬT\nKẾ HOẠCH\nnăm 2031\n", encoding="utf-8")
    (corpus / "b.txt").write_text("KẾ HOẠCH\nHầm số ba\n", encoding="utf-8")
    (corpus / "manifest.jsonl").write_text('{"file": "b.txt", "secrecy": "tối mật"}', encoding="utf-8")
    done = indexer("build", "--corpus", corpus, "--index", index, "--refuse-from", "tối mật")
    assert done.returncode == 1
    assert "skipped b.txt: has the secrecy mark TỐI MẬT in the manifest" in done.stderr
    assert "secrecy MẬT" in indexer("inspect", "a", "--index", index).stdout
    kept = b"".join(path.read_bytes() for path in index.rglob("*") if path.is_file())
    assert "Hầm số ba".encode() not in kept
    wrong = indexer("build", "--corpus", corpus, "--index", index, "--refuse-from", "bí mật")
    assert (wrong.returncode, wrong.stderr.splitlines()[-1].startswith("indexer: --refuse-from")) == (2, True)


@pytest.mark.parametrize("mark", MARKS)
def test_a_mark_in_the_page_header_counts(mark: str) -> None:
    assert secrecy_mark("KẾ HOẠCH\n", ("Trang 1", mark)) == mark
    assert secrecy_mark("KẾ HOẠCH\n", ("Trang 1", f"Lưu hành tài liệu {mark}")) is None


@pytest.mark.parametrize(
    "path", sorted([*(ROOT / "corpus").glob("*.txt"), *PLANS.iterdir()]), ids=lambda path: path.stem
)
def test_no_document_that_speaks_of_secrets_is_refused(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert secrecy_mark(text) is None
    assert "mật" in text or path.parent == PLANS


def test_a_marked_file_is_named_without_its_content(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("TUYỆT MẬT\nKẾ HOẠCH\nHầm số ba\n", encoding="utf-8")
    (tmp_path / "b.docx").write_bytes(docx("KẾ HOẠCH", "Hầm số ba", header1=par("TỐI MẬT")))
    (tmp_path / "c.txt").write_text("KẾ HOẠCH\nThường\n", encoding="utf-8")
    refused: list[str] = []
    for file in open_corpus(tmp_path).files:
        try:
            read_source(file)
        except UnreadableDocument as problem:
            refused.append(str(problem))
    assert refused == [
        "a.txt: bears the secrecy mark TUYỆT MẬT; nothing of it is kept",
        "b.docx: bears the secrecy mark TỐI MẬT; nothing of it is kept",
    ]
