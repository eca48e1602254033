"""The right operands: years typed short or in brackets, an item below its heading, one row that says it all."""

from __future__ import annotations

from pathlib import Path

import pytest

from assistant.answering.sides import question_of_side
from assistant.asking import names, read_asked
from assistant.question import understand
from assistant.records import Turn
from assistant.service import AskRequest, Assistant, open_assistant
from indexer.build import build
from indexer.encoder.select import load_encoder
from indexer.records import DocumentEntry, Metadata

PLAN = """TỈNH ỦY HÒA AN
Số 12-KH/TU

KẾ HOẠCH
Chuyển đổi số trong các cơ quan đảng giai đoạn 2031 - 2033

PHỤ LỤC 1
DỰ TOÁN KINH PHÍ
Đơn vị tính: triệu đồng

STT\tNội dung\tDiễn giải\tTổng\tNăm 2031\tNăm 2032\tNăm 2033
I\tBảo mật hệ thống\t\t5.400\t1.800\t1.800\t1.800
1\tSát hạch ứng cứu sự cố\t\t900\t300\t300\t300
2\tThuê giám sát ngoài giờ\t\t4.500\t1.500\t1.500\t1.500
II\tTrang bị máy móc\t\t7.000\t2.500\t2.500\t2.000
1\tThay máy trạm, thiết bị đầu cuối\t\t4.000\t1.500\t1.500\t1.000
2\tKiểm định máy trạm mã hóa\t\t3.000\t1.000\t1.000\t1.000
III\tBồi dưỡng\t\t80\t40\t40\t
1\tHướng dẫn phần mềm thi đua\t02 lớp, mỗi lớp 20 triệu đồng = 40 triệu đồng\t40\t30\t30\t
2\tHướng dẫn phần mềm dân vận\t02 lớp = 40 triệu đồng\t40\t30\t30\t
\tTỔNG CỘNG\t\t12.480\t4.340\t4.340\t3.800
"""


@pytest.fixture(scope="module")
def plan(tmp_path_factory: pytest.TempPathFactory) -> Assistant:
    folder = tmp_path_factory.mktemp("operands")
    (folder / "corpus").mkdir()
    (folder / "corpus" / "hoa-an.txt").write_text(PLAN, encoding="utf-8")
    build(folder / "corpus", folder / "index", load_encoder())
    return open_assistant(Path(folder / "index"))


@pytest.mark.parametrize(
    ("question", "said"),
    [
        # the item below the heading, not the heading
        ("Sát hạch bảo mật hệ thống ba năm hết bao nhiêu tiền?", "900 triệu đồng"),
        ("Bảo mật hệ thống năm 2032 bao nhiêu tiền?", "1.800 triệu đồng"),
        # one row says all; its neighbours that share words are not added
        ("Thay máy trạm, thiết bị đầu cuối hai năm 2031, 2032 cộng lại?",
         "1.500 triệu đồng (2031) [1] + 1.500 triệu đồng (2032) [1]"),
        ("Thay máy trạm, thiết bị đầu cuối 2031, 32, 33 cộng lại?", "4.000 triệu đồng"),
        # figures that the row's own words reckon out are sure
        ("Hướng dẫn phần mềm thi đua và phần mềm dân vận cộng lại bao nhiêu tiền?", "Cộng lại là 80 triệu đồng"),
    ],
)  # fmt: skip
def test_the_operands_are_those_that_are_named(plan: Assistant, question: str, said: str) -> None:
    answer = plan.ask(AskRequest(question))
    assert said in answer.answer, answer.answer
    assert all(PLAN[one.start : one.end] == one.quote for one in answer.citations)


def test_all_years_in_a_follow_up(plan: Assistant) -> None:
    before = Turn("user", "Thuê giám sát ngoài giờ năm 2032 bao nhiêu tiền?")
    answer = plan.ask(AskRequest("còn tính tất cả các năm?", history=(before,))).answer
    assert "4.500 triệu đồng" in answer, answer


@pytest.mark.parametrize(
    ("typed", "years"),
    [
        ("ba năm 2025, 26, 27 cộng lại", (2025, 2026, 2027)),
        ("năm 2025 và 26 cộng lại hết mấy", (2025, 2026)),
        ("năm 2025, 26?", (2025, 2026)),
        ("năm 2025, 26 xã nào xong", (2025,)),  # 26 communes
        ("năm 2025, 12, 13 cái", (2025,)),
        ("trước ngày 30/6/2025, 26", (2025, 2026)),
    ],
)
def test_years_in_two_digits(typed: str, years: tuple[int, ...]) -> None:
    assert understand(typed).years == years


def test_years_in_brackets_belong_to_their_side() -> None:
    question = understand("Kho tư liệu Sơn La (2027-2028) so với máy trạm Vĩnh Long, bên nào tốn hơn?")
    sides = [question_of_side(question, _of(place)).years for place in ("Sơn La", "Vĩnh Long")]
    assert sides == [(2027, 2028), ()]
    shared = understand("Kho tư liệu Sơn La so với Vĩnh Long năm 2027 (đợt 1)")
    assert question_of_side(shared, _of("Vĩnh Long")) is shared


def _of(place: str) -> DocumentEntry:
    return DocumentEntry("one", "one.txt", "", "", "utf-8", 0, 0, 0, Metadata("", place=place))


def test_a_syllable_is_no_abbreviation_of_a_column() -> None:
    asked = read_asked(understand("Kho tư liệu số bao nhiêu tiền?"))
    assert not names(asked, "Trung ương")  # though "TU" may stand for it
    assert names(read_asked(understand("Vốn TW cho kho số bao nhiêu?")), "Trung ương")
