"""What a question asks for: wants, the counted noun, and the topic that is left."""

from __future__ import annotations

import pytest

from assistant.answering.premise import needed_attributes
from assistant.asking import (
    content_words,
    focus_words,
    read_asked,
    without_generic,
)
from assistant.followup import resolve
from assistant.foreign import foreign_words
from assistant.question import understand
from assistant.records import Turn
from indexer.records import DocumentEntry, Metadata

WANTS = [
    ("Phú Thọ dành bao nhiêu tiền cho việc số hóa hồ sơ đất đai năm 2028?", {"money"}),
    ("phu tho chi bao nhieu tien cho so hoa ho so dat dai", {"money"}),
    ("How much does Lào Cai plan for tablets in 2028?", {"money"}),
    ("Bao nhiêu tỷ cho phòng họp trực tuyến?", {"money"}),
    ("Tổng kinh phí là bao nhiêu?", {"money", "total"}),
    ("Cộng kinh phí hai năm lại", {"money", "sum"}),
    ("Kinh phí số hóa tăng hay giảm?", {"money", "change"}),
    ("Cái tốn nhiều tiền nhất?", {"money", "most"}),
    ("Cái ít tiền nhất?", {"least"}),
    ("Mỗi năm chi bao nhiêu tiền cho việc này?", {"each", "money"}),
    ("Bao nhiêu phần trăm văn bản được ký?", {"percent"}),
    ("Tỷ lệ ký số là 85% đúng không?", {"check", "percent"}),
    ("What percentage of documents is signed?", {"percent"}),
    ("Ai chủ trì việc làm thư viện?", {"owner"}),
    ("ai chu tri viec lam thu vien", {"owner"}),
    ("who leads the digital library?", {"owner"}),
    ("Cơ quan nào phối hợp với Văn phòng Tỉnh ủy?", {"partner"}),
    ("Khi nào xong cầu cảng?", {"time"}),
    ("Nhiệm vụ lấy từ nguồn kinh phí nào?", {"fund"}),
    ("Ai ký kế hoạch của Lào Cai?", {"signer"}),
    ("Kế hoạch ban hành ngày nào?", {"issued"}),
    ("Trung tâm dữ liệu đặt ở đâu?", {"where"}),
    ("Sở Nội vụ có nhiệm vụ gì?", {"duties"}),
    ("Dòng tổng ghi 12 tỷ có đúng vậy không?", {"check", "total", "money"}),
    ("Có dự án nào về dữ liệu?", {"list"}),
    ("Liệt kê các nhiệm vụ của Sở Nội vụ", {"list", "duties"}),
    ("Tóm tắt mục tiêu của kế hoạch", {"summary"}),
    ("gom lại giúp các mục tiêu phải đạt tới hết 2027", {"summary"}),
    ("Gộp những giải pháp của năm 2027 lại", {"summary"}),
    ("gom lại giúp kinh phí ba năm", {"sum", "money"}),
    ("Lào Cai và Phú Thọ bên nào nhiều hơn?", {"compare"}),
    ("Lào Cai hay Phú Thọ chịu chi hơn?", {"compare", "money"}),
    ("Lào Cai đào tạo bao nhiêu báo cáo viên?", {"count"}),
    ("How many tablets are bought?", {"count"}),
    ("Mục tiêu chung là gì?", set()),
    ("Trung tâm tổng hợp ở tổng thể", set()),  # words that hold a cue but ask nothing
]


@pytest.mark.parametrize(("question", "wants"), WANTS)
def test_what_is_asked_for(question: str, wants: set[str]) -> None:
    assert read_asked(understand(question)).wants == wants


@pytest.mark.parametrize(
    ("question", "noun"),
    [
        ("Lào Cai có bao nhiêu chi bộ thôn bản?", "chi bộ thôn"),
        ("Đào tạo mấy báo cáo viên?", "báo cáo viên"),
        ("Số báo cáo viên của Lào Cai?", "báo cáo viên"),
        ("Mua bao nhiêu chiếc máy quét?", "máy quét"),
        ("mua bao nhieu may quet", "may quet"),
        ("Bao nhiêu tỷ cho phòng họp?", ""),
        ("Chi bao nhiêu tiền?", ""),
        ("Ai chủ trì?", ""),
    ],
)
def test_the_noun_that_is_counted(question: str, noun: str) -> None:
    counted = read_asked(understand(question)).counted
    assert counted == noun if not noun else counted.startswith(noun)


@pytest.mark.parametrize(
    ("question", "topic"),
    [
        ("Ai chủ trì việc làm thư viện số?", "việc làm thư viện số"),
        ("Phú Thọ dành bao nhiêu tiền cho hồ sơ đất đai năm 2028?", "cho hồ sơ đất đai"),
        ("Tóm tắt mục tiêu của kế hoạch", "mục tiêu của kế hoạch"),
        ("Trung tâm dữ liệu đặt ở đâu?", "Trung tâm dữ liệu đặt ở đâu"),  # where a thing stands tells what it is
    ],
)
def test_the_topic_is_what_neither_asks_nor_names_place_or_year(question: str, topic: str) -> None:
    assert read_asked(understand(question)).topic == topic


def test_the_topic_as_text_keeps_what_joins_its_parts() -> None:
    asked = read_asked(understand("Cộng kinh phí sổ tay, thư viện và phòng họp của Lào Cai"))
    assert asked.topic_text == "sổ tay, thư viện và phòng họp của"


def test_a_share_is_computed_but_a_percentage_is_stated() -> None:
    assert read_asked(understand("Đường truyền chiếm bao nhiêu phần trăm tổng kinh phí?")).any_of("share", "money")
    assert not read_asked(understand("Bao nhiêu phần trăm tổng số văn bản?")).any_of("money", "total", "sum")


def test_a_follow_up_keeps_what_is_asked_unless_it_asks_anew() -> None:
    history = (Turn("user", "Phú Thọ năm 2027 chi bao nhiêu tiền cho hồ sơ đất đai?"),)
    same = read_asked(resolve(understand("còn năm sau?"), history, None))
    assert same.wants == {"money"}
    assert same.before == "cho hồ sơ đất đai"
    other = read_asked(resolve(understand("ai chủ trì?"), history, None))
    assert other.wants == {"owner"}
    assert other.before == same.before
    added = read_asked(resolve(understand("cộng cả năm sau"), history, None))
    assert added.any_of("sum", "money")


def _entry(title: str) -> DocumentEntry:
    return DocumentEntry("one", "one.txt", "", "", "utf-8", 0, 0, 0, Metadata(title))


@pytest.mark.parametrize(
    ("question", "words"),
    [
        ("Tổng kinh phí của kế hoạch là bao nhiêu?", []),
        ("Kế hoạch kho dữ liệu số Phú Thọ cần bao nhiêu tiền?", []),
        ("Phú Thọ chi bao nhiêu tiền cho cầu cảng năm 2028?", ["cầu", "cảng"]),
        ("phu tho chi bao nhieu tien cho cau cang", ["cau", "cang"]),
    ],
)
def test_content_words_are_neither_asking_nor_generic_nor_of_the_title(question: str, words: list[str]) -> None:
    understood = understand(question)
    entry = _entry("Kế hoạch phát triển kho dữ liệu số tỉnh Phú Thọ")
    assert content_words(understood, read_asked(understood), [entry]) == words


def test_generic_phrases_are_left_out_as_a_whole() -> None:
    assert without_generic("kế hoạch chuyển đổi số cầu cảng", folded=False) == ["cầu", "cảng"]
    assert without_generic("ke hoach chuyen doi so cau cang", folded=True) == ["cau", "cang"]
    assert without_generic("hoạch định", folded=False) == ["hoạch", "định"]  # half of a phrase is no phrase


@pytest.mark.parametrize(
    ("question", "words"),
    [
        ("Mua phần mềm Photoshop hết bao nhiêu?", ["Photoshop"]),
        ("Có dùng Kubernetes và Oracle không?", ["Kubernetes", "Oracle"]),
        ("Chuyển nghiêng khuỷu tay quyết liệt thương yêu", []),
        ("Tập huấn CNTT cho CBCC", []),
        ("How much is Photoshop in the plan?", []),
    ],
)
def test_foreign_words_are_no_vietnamese_syllables(question: str, words: list[str]) -> None:
    assert foreign_words(understand(question)) == words


@pytest.mark.parametrize(
    ("question", "wants", "counted"),
    [
        ("Lai Châu hỗ trợ chuyên gia mỗi tháng mấy triệu?", {"money"}, ""),
        ("Bản quyền phần mềm năm mấy tỷ?", {"money"}, ""),
        ("Việc này xong tháng mấy?", {"time"}, ""),
        ("Phải nộp báo cáo trước ngày bao nhiêu?", {"time"}, ""),
        ("Tỉnh đứng thứ mấy cả nước?", set(), ""),
        ("ben tinh uy backup may chu bang phan mem gi", {"list"}, ""),
        ("hien co may chu ao", {"count"}, "chu ao"),
        ("co may tinh tham gia", {"count"}, "tinh tham gia"),
    ],
)
def test_a_number_belongs_to_what_follows_it(question: str, wants: set[str], counted: str) -> None:
    asked = read_asked(understand(question))
    assert (set(asked.wants), asked.counted) == (wants, counted)


def test_attributes_that_evidence_must_name() -> None:
    assert needed_attributes(understand("Đơn giá một máy là bao nhiêu?")) == ["đơn giá"]
    assert needed_attributes(understand("don gia mot may la bao nhieu")) == ["đơn giá"]
    assert needed_attributes(understand("What is the unit price of a tablet?")) == ["unit price"]
    assert needed_attributes(understand("Kinh phí một máy là bao nhiêu?")) == []


def test_the_noun_before_which_is_in_focus() -> None:
    assert "mục" in focus_words(understand("Mục nào lớn nhất?"))
    assert focus_words(understand("Ai chủ trì?")) == frozenset()


@pytest.mark.parametrize(
    ("question", "topic"),
    [
        ("Phú Thọ năm 2027 chi bao nhiêu cho dữ liệu số?", "cho dữ liệu số"),  # no "năm cho", which nobody said
        ("Năm 2027 Phú Thọ chi bao nhiêu cho dữ liệu số?", "cho dữ liệu số"),
        ("6 tháng đầu năm 2027 Phú Thọ chi tổng bao nhiêu?", "6 tháng đầu năm chi bao nhiêu"),
    ],
)
def test_a_year_is_taken_out_with_the_word_before_it(question: str, topic: str) -> None:
    assert read_asked(understand(question)).topic == topic


@pytest.mark.parametrize(
    ("question", "wants", "counted"),
    [
        ("Xã Bản Mù được cấp bao nhiêu máy quét?", {"count"}, "máy quét"),
        ("Xã Bản Mù được cấp bao nhiêu?", {"money"}, ""),
        ("Xã Bản Mù được cấp bao nhiêu để làm chuyển đổi số?", {"money"}, ""),
        ("Xã Bản Mù được cấp bao nhiêu trong năm 2027?", {"money"}, ""),
        ("Xã Bản Mù được cấp bao nhiêu kinh phí?", {"money"}, ""),
    ],
)
def test_what_is_granted_is_counted_where_a_thing_follows(question: str, wants: set[str], counted: str) -> None:
    asked = read_asked(understand(question))
    assert (set(asked.wants), asked.counted) == (wants, counted)


@pytest.mark.parametrize(
    ("text", "counted", "money"),
    [
        ("Có bao nhiêu đồng chí cần số hóa hồ sơ?", "đồng chí", False),
        ("co may dong chi trong ban chi dao", "dong chi", False),
        ("Tối đa được bao nhiêu người vào họp?", "người", False),
        ("bao nhieu dong chi cho dao tao", "", True),
    ],
)
def test_people_are_counted_and_comrades_are_no_money(text: str, counted: str, *, money: bool) -> None:
    asked = read_asked(understand(text))
    assert asked.counted.startswith(counted)
    assert ("money" in asked.wants) is money


@pytest.mark.parametrize(
    ("question", "owner"),
    [
        ("Hệ thống A phải kết nối, chia sẻ dữ liệu với các bộ, ban nào?", False),
        ("he thong A trao doi du lieu voi ben nao", False),
        ("Sự cố phải báo về những đơn vị nào?", False),
        ("Cơ quan nào chủ trì hệ thống A?", True),
        ("Việc này giao cho cơ quan nào?", True),
        ("Phối hợp với cơ quan nào, ai chủ trì?", True),
    ],
)
def test_a_body_with_which_something_is_done_does_not_lead(question: str, *, owner: bool) -> None:
    assert ("owner" in read_asked(understand(question)).wants) is owner
