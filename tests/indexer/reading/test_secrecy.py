"""Marked documents are refused and no others: samples made of heads, stamps, noise and running text."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable
from pathlib import Path

import pytest

from indexer.errors import UnreadableDocument
from indexer.reading.corpus import open_corpus, read_source
from indexer.reading.secrecy import secrecy_mark
from tests.conftest import PLANS
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
