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
