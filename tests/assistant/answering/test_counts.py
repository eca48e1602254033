"""Counts over an invented plan: cells under the heads that are named, by row and year; nothing that no head names."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from assistant.records import Answer, Turn
from assistant.service import AskRequest, open_assistant
from indexer.build import build
from indexer.encoder.protocol import Encoder

Ask = Callable[..., Answer]
FOLDER = Path(__file__).parent / "counts"


@pytest.fixture(scope="module")
def ask(tmp_path_factory: pytest.TempPathFactory, encoder: Encoder) -> Ask:
    index: Path = tmp_path_factory.mktemp("counts") / "index"
    report = build(FOLDER, index, encoder)
    assert not report.failures
    assistant = open_assistant(index)
    return lambda text, *before: assistant.ask(AskRequest(text, tuple(Turn("user", one) for one in before)))


# question, how its answer begins
CELLS = [
    ("Văn phòng Tỉnh ủy Ninh Thuận được mấy laptop?", "Máy tính xách tay (chiếc): 13 ["),
    ("ban to chuc ninh thuan duoc may may ban?", "Máy tính để bàn (bộ): 17 ["),
    ("How many scanners does the Ninh Thuận Party Committee Office receive?", "Máy quét (chiếc): 4 ["),
    ("các đảng ủy xã phường ở Ninh Thuận được cấp mới bao nhiêu chữ ký số?", "Chứng thư số cấp mới: 390 ["),
    ("Ban Tổ chức Ninh Thuận được mấy máy bàn, mấy máy xách tay?",
     "Máy tính để bàn (bộ): 17; Máy tính xách tay (chiếc): 6 ["),
    ("Bác Ái hiện có mấy điểm cầu?", "Điểm cầu cấp xã hiện có: 6 ["),
    ("Bác Ái và Ninh Sơn có bao nhiêu điểm cầu cả hiện có lẫn cần bổ sung?",
     "Bác Ái (Điểm cầu cấp xã hiện có: 6; Điểm cầu cần bổ sung: 3) [1]; Ninh Sơn ("),
    ("Bác Ái còn thiếu mấy điểm cầu phải làm thêm?", "Điểm cầu cần bổ sung: 3 ["),
    ("Bác Ái có mấy xã?", "Số xã, phường, thị trấn: 9 ["),
    ("Thuận Nam cần thay mấy máy tính?", "Máy tính cần thay (bộ): 16 ["),
    ("lớp cho cán bộ công chức xã ở Ninh Thuận mở mấy lớp, tổng bao nhiêu lượt người học?",
     "Số lớp: 24; Lượt học viên, Tổng: 1.320 ["),
    ("năm 2028 Ninh Thuận có bao nhiêu lượt học viên là giáo viên?", "Lượt học viên, 2028: 110 ["),
]  # fmt: skip


@pytest.mark.parametrize(("question", "begins"), CELLS)
def test_cells_under_the_heads_that_are_named(ask: Ask, question: str, begins: str) -> None:
    answer = ask(question)
    assert (answer.status, answer.answer[: len(begins)]) == ("answered", begins)


SUMS = [
    ("Văn phòng Tỉnh ủy Ninh Thuận được bao nhiêu máy tính, kể cả để bàn lẫn xách tay?",
     "Cộng lại là 34 máy tính: 21 + 13"),
    ("bac ai, ninh son voi thuan nam gop lai can lam them may diem cau",
     "Cộng lại là 10 điểm cầu cần bổ sung: 3 + 4 + 3"),
    ("Ban Tổ chức với UBKT Tỉnh ủy Ninh Thuận cộng lại được mấy máy xách tay?",
     "Cộng lại là 13 máy tính xách tay: 6 + 7"),
]  # fmt: skip


@pytest.mark.parametrize(("question", "begins"), SUMS)
def test_sums_of_one_kind_show_their_terms(ask: Ask, question: str, begins: str) -> None:
    answer = ask(question)
    assert (answer.status, answer.answer[: len(begins)]) == ("answered", begins)


# what no head names, what is there against what is wanting, a year of no column
NOT_TOLD = [
    ("Ban Tổ chức Ninh Thuận được mấy máy chiếu?", "Cộng lại"),
    ("ban to chuc ninh thuan duoc bao nhieu may in", "Cộng lại"),
    ("Văn phòng Tỉnh ủy Ninh Thuận được mấy máy tính bảng?", "Cộng lại"),
    ("Bác Ái và Ninh Sơn có bao nhiêu điểm cầu cả hiện có lẫn cần bổ sung?", "Cộng lại"),
    ("Văn phòng Tỉnh ủy Ninh Thuận năm 2029 được mấy máy quét?", "Máy quét"),
    ("Ninh Hải cần bổ sung mấy điểm cầu?", "Điểm cầu cấp xã hiện có"),
]


@pytest.mark.parametrize(("question", "begins"), NOT_TOLD)
def test_no_other_number_stands_in_for_one_that_is_not_there(ask: Ask, question: str, begins: str) -> None:
    assert not ask(question).answer.startswith(begins)


TOLD = [
    ("Năm 2028 các huyện ủy Ninh Thuận thay mấy máy in?", "Năm 2028: thay 12 máy in ["),
    ("nam 2027 ninh thuan thay bao nhieu may quet cua cac huyen uy", "Năm 2027: thay 9 máy quét ["),
    ("Năm 2028 các huyện ủy Ninh Thuận thay bao nhiêu máy tính với máy in?", "Năm 2028: thay 30 máy tính ["),
    ("Năm 2027 huyện ủy, thành ủy ở Ninh Thuận được trang bị thêm mấy máy tính chuyên dùng?",
     "Năm 2027: trang bị thêm 02 máy tính chuyên dùng ["),
    ("Hai năm 2028, 2029 các huyện ủy, thành ủy Ninh Thuận thay tất cả mấy máy tính?",
     "Cộng lại là 44 máy tính: 30 (2028) ["),
    ("Ba năm 2027, 2028, 2029 Ninh Thuận mở tổng cộng bao nhiêu lớp tập huấn kỹ năng số?",
     "Cộng lại là 31 lớp: 14 (2027) ["),
    ("Tập huấn cấp huyện ở Ninh Thuận mấy lớp?", "cấp huyện 16 lớp ["),
]  # fmt: skip


@pytest.mark.parametrize(("question", "begins"), TOLD)
def test_numbers_told_by_year_or_group(ask: Ask, question: str, begins: str) -> None:
    answer = ask(question)
    assert (answer.status, answer.answer[: len(begins)]) == ("answered", begins)
    assert all(
        any(c.quote[a:].startswith(p.quote) for a in range(len(c.quote))) for c in answer.citations for p in c.parts
    )


def test_a_follow_up_asks_for_another_year(ask: Ask) -> None:
    answer = ask("còn năm 2029 mấy cái?", "Năm 2028 các huyện ủy Ninh Thuận thay mấy máy in?")
    assert answer.answer.startswith("Năm 2029: thay 6 máy in [")


@pytest.mark.parametrize(
    "question",
    [
        "Năm 2029 các huyện ủy Ninh Thuận thay mấy máy quét?",  # told for another year only
        "Năm 2028 và 2029 các huyện ủy Ninh Thuận thay tổng cộng mấy máy quét?",
        "Năm 2030 các huyện ủy Ninh Thuận thay mấy máy in?",
    ],
)
def test_a_year_or_thing_that_is_not_told_gets_no_number_of_others(ask: Ask, question: str) -> None:
    answer = ask(question).answer
    assert not answer.startswith(("Năm 20", "Cộng lại"))


ROWS = [
    ("Ở Ninh Thuận chỗ nào đủ điểm cầu xã rồi, khỏi làm thêm?", ["Ninh Hải", "Thuận Bắc"]),
    ("huyen nao o ninh thuan khong can bo sung diem cau", ["Ninh Hải", "Thuận Bắc"]),
    ("Những huyện nào của Ninh Thuận chưa đủ điểm cầu?", ["Bác Ái: 3", "Ninh Sơn: 4", "Thuận Nam: 3"]),
    ("Which districts of Ninh Thuận are still missing meeting points?", ["Bác Ái: 3", "Ninh Sơn: 4", "Thuận Nam: 3"]),
]  # fmt: skip


@pytest.mark.parametrize(("question", "rows"), ROWS)
def test_rows_that_have_enough_or_lack_some(ask: Ask, question: str, rows: list[str]) -> None:
    answer = ask(question)
    listed = [line[2 : line.index(" [")] for line in answer.answer.split("\n") if line.startswith("- ")]
    assert listed == rows
    assert len(answer.citations) == len(rows)


def test_what_no_column_tells_selects_no_rows(ask: Ask) -> None:
    assert "“Điểm cầu cần bổ sung”" not in ask("Huyện nào ở Ninh Thuận còn thiếu máy chủ?").answer


def test_a_blank_cell_is_said_to_be_blank(ask: Ask) -> None:
    answer = ask("Ninh Hải cần bổ sung mấy điểm cầu?")
    assert answer.answer.startswith("Văn bản để trống ô “Điểm cầu cần bổ sung” của “Ninh Hải” [1]")


WHOLE = [
    ("Ninh Thuận cấp tất cả bao nhiêu chứng thư số mới?", "Chứng thư số cấp mới: 545 ["),
    ("Cả tỉnh Ninh Thuận cần bổ sung bao nhiêu điểm cầu?", "Điểm cầu cần bổ sung: 10 ["),
]


@pytest.mark.parametrize(("question", "begins"), WHOLE)
def test_the_total_row_tells_the_whole(ask: Ask, question: str, begins: str) -> None:
    assert ask(question).answer.startswith(begins)


@pytest.mark.parametrize(
    "question",
    [
        "Ban Tổ chức Ninh Thuận được mấy máy chiếu?",
        "ban to chuc ninh thuan duoc bao nhieu may in",
        "Văn phòng Tỉnh ủy Ninh Thuận năm 2029 được mấy máy quét?",
    ],
)
def test_a_row_without_what_is_counted_is_no_answer(ask: Ask, question: str) -> None:
    assert ask(question).status == "not_found"
