"""Lists of a table's rows: by group, by time, by agency, with the amount of each where it is asked."""

from __future__ import annotations

from pathlib import Path

import pytest

from assistant.service import AskRequest, Assistant, open_assistant
from indexer.build import build
from indexer.encoder.protocol import Encoder

PLAN = """KẾ HOẠCH
Nâng cấp bảo tàng số tỉnh Kon Tum giai đoạn 2027 - 2029

PHỤ LỤC I
DỰ TOÁN KINH PHÍ
Đơn vị tính: triệu đồng

STT\tNội dung\tCơ quan chủ trì\tThời gian hoàn thành\tNăm 2027\tNăm 2028\tTổng cộng
I\tTrưng bày số\t\t\t500\t300\t800
1\tQuét hiện vật gốm\tSở Văn hóa, Thể thao và Du lịch\tQuý I/2027\t400\t100\t500
2\tMàn hình tương tác\tSở Khoa học và Công nghệ\tQuý III/2027\t100\t200\t300
II\tBảo quản, an ninh kho\t\t\t90\t160\t250
1\tCamera kho hiện vật\tCông an tỉnh\tQuý I/2027\t90\t60\t150
2\tMáy hút ẩm\tSở Văn hóa, Thể thao và Du lịch\tQuý II/2028\t0\t100\t100
\tTỔNG CỘNG\t\t\t590\t460\t1.050
"""

ARCHIVE = """KẾ HOẠCH
Lưu trữ phim ảnh tỉnh Kon Tum giai đoạn 2027 - 2028

PHỤ LỤC I
PHÂN CÔNG NHIỆM VỤ

STT\tNội dung\tCơ quan chủ trì\tThời gian hoàn thành
A\tSỐ HÓA\t\t
1\tSố hóa phim nhựa\tSở Nội vụ\tQuý I/2027
2\tSố hóa bản đồ cổ\tSở Tư pháp\tQuý III/2027
B\tKHO PHIM\t\t
1\tSửa kho phim\tCông an tỉnh\tQuý I/2028
2\tLàm sạch kho phim\tCông an tỉnh\tQuý II/2028

PHỤ LỤC II
CHỈ TIÊU

STT\tChỉ tiêu\tĐơn vị tính\tNăm 2027\tNăm 2028
1\tTỷ lệ hiện vật được dán nhãn\t%\t35\t80
2\tTỷ lệ phim được sao lưu\t%\t20\t60
"""


@pytest.fixture(scope="module")
def archive(tmp_path_factory: pytest.TempPathFactory, encoder: Encoder) -> Assistant:
    """The assistant over another invented plan."""
    folder: Path = tmp_path_factory.mktemp("archive")
    corpus = folder / "corpus"
    corpus.mkdir()
    (corpus / "phim.txt").write_text(ARCHIVE, encoding="utf-8")
    build(corpus, folder / "index", encoder)
    return open_assistant(folder / "index")


@pytest.fixture(scope="module")
def plan(tmp_path_factory: pytest.TempPathFactory, encoder: Encoder) -> Assistant:
    """The assistant over one invented plan."""
    folder: Path = tmp_path_factory.mktemp("group_rows")
    corpus = folder / "corpus"
    corpus.mkdir()
    (corpus / "kon-tum.txt").write_text(PLAN, encoding="utf-8")
    build(corpus, folder / "index", encoder)
    return open_assistant(folder / "index")


@pytest.mark.parametrize(
    ("question", "held", "left_out"),
    [
        (
            "Nhóm bảo quản, an ninh kho gồm những dự án nào, mỗi dự án bao nhiêu?",
            ["Có 2 mục", "Camera kho hiện vật: 150 triệu đồng", "Máy hút ẩm: 100 triệu đồng"],
            ["gốm", "Màn hình"],
        ),
        ("nhom trung bay so gom nhung viec nao", ["Quét hiện vật gốm [", "Màn hình tương tác ["], ["triệu", "Camera"]),
        (
            "Phụ lục I chia kinh phí thành mấy nhóm, kể tên ra?",
            ["Có 2 mục", "Trưng bày số: 800 triệu đồng", "Bảo quản, an ninh kho: 250 triệu đồng"],
            ["gốm"],
        ),
        ("Có việc nào ghi mốc quý I/2027 trong phụ lục?", ["Có 2 mục", "gốm", "Camera"], ["hút ẩm", "Màn hình"]),
        ("Những việc nào từ 2028 trở đi mới làm?", ["Có 1 mục", "Máy hút ẩm"], ["gốm", "Camera", "Màn hình"]),
        ("Sở VHTTDL lo những hạng mục nào?", ["Quét hiện vật gốm", "Máy hút ẩm"], ["Camera", "Màn hình"]),
    ],
)
def test_rows_are_listed_by_group_time_and_agency(
    plan: Assistant, question: str, held: list[str], left_out: list[str]
) -> None:
    answer = plan.ask(AskRequest(question))
    assert answer.status == "answered"
    assert all(words in answer.answer for words in held), answer.answer
    assert not any(words in answer.answer for words in left_out), answer.answer


@pytest.mark.parametrize(
    ("question", "held", "left_out"),
    [
        ("Sở VHTTDL chủ trì bao nhiêu hạng mục?", ["Có 2 hạng mục", "Quét hiện vật gốm", "Máy hút ẩm"], ["Camera"]),
        ("Có mấy nhiệm vụ phải xong trong quý I/2027?", ["Có 2 nhiệm vụ", "gốm", "Camera"], ["hút ẩm", "Màn hình"]),
        (
            "Sở VHTTDL phải làm những hạng mục nào, hạn khi nào?",
            ["Quét hiện vật gốm: Quý I/2027", "Máy hút ẩm: Quý II/2028"],
            ["Camera"],
        ),
    ],
)
def test_rows_are_counted_and_told_with_when_they_are_due(
    plan: Assistant, question: str, held: list[str], left_out: list[str]
) -> None:
    answer = plan.ask(AskRequest(question))
    assert all(words in answer.answer for words in held), answer.answer
    assert not any(words in answer.answer for words in left_out), answer.answer


@pytest.mark.parametrize(
    ("question", "held"),
    [
        (
            "Số hóa thì ai chủ trì?",
            ["“Số hóa phim nhựa”: Sở Nội vụ", "“Số hóa bản đồ cổ”: Sở Tư pháp", "Bạn hỏi mục nào?"],
        ),
        ("Tỷ lệ hiện vật được dán nhãn là bao nhiêu phần trăm?", ["2027: 35%", "2028: 80%", "Bạn hỏi thời điểm nào?"]),
    ],
)
def test_rows_and_times_that_answer_alike_are_told_and_asked_back(
    archive: Assistant, question: str, held: list[str]
) -> None:
    answer = archive.ask(AskRequest(question))
    assert answer.status == "clarify", answer.answer
    assert all(words in answer.answer for words in held), answer.answer
    assert len(answer.citations) >= 2


@pytest.mark.parametrize(
    ("question", "held"),
    [
        ("Số hóa bản đồ cổ thì ai chủ trì?", "Cơ quan chủ trì: Sở Tư pháp"),
        ("Năm 2028 tỷ lệ hiện vật được dán nhãn là bao nhiêu phần trăm?", "80%"),
    ],
)
def test_a_row_or_a_time_that_is_named_is_not_asked_back(archive: Assistant, question: str, held: str) -> None:
    answer = archive.ask(AskRequest(question))
    assert answer.status == "answered", answer.answer
    assert held in answer.answer


@pytest.mark.parametrize(
    "question",
    [
        "Phụ lục I chia thành mấy nhóm lớn?",
        "phu luc I chia may mang, ke ten",
        "Phụ lục I phân công theo những nhóm nào?",
    ],
)
def test_groups_without_figures_are_listed_too(archive: Assistant, question: str) -> None:
    answer = archive.ask(AskRequest(question))
    assert answer.answer.startswith("Có 2 mục")
    assert "SỐ HÓA [1]" in answer.answer
    assert "KHO PHIM [2]" in answer.answer
    assert "phim nhựa" not in answer.answer
    assert "KHO PHIM" in answer.citations[1].quote
