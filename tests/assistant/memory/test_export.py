"""A conversation as Markdown: complete, with its sources, and nothing in it that was written becomes markup."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from assistant.memory.export import markdown
from assistant.memory.records import Conversation, Message, Transcript

TIME = datetime(2026, 11, 20, tzinfo=UTC)


def transcript(question: str, answer: str, quote: str = "3,60 tỷ đồng") -> Transcript:
    citation = {"n": 1, "number": "1-KH/TU", "title": "Kế hoạch", "section": "Mục III", "quote": quote}
    return Transcript(
        Conversation("1", "Kinh phí", TIME, TIME, 2),
        (
            Message("2", "user", question, TIME, None, None),
            Message("3", "assistant", answer, TIME, {"citations": [citation]}, None),
        ),
    )


def test_questions_are_headings_and_answers_stand_with_their_sources() -> None:
    assert markdown(transcript("Bao nhiêu?", "Năm 2026: 3,60 tỷ đồng. [1]\nNăm 2027: không nêu.")) == (
        "# Kinh phí\n\n"
        "Câu trả lời do máy soạn từ văn bản; hãy kiểm tra trích dẫn trước khi sử dụng.\n\n"
        "## Bao nhiêu?\n\n"
        "Năm 2026: 3,60 tỷ đồng. \\[1\\]  \nNăm 2027: không nêu.\n\n"
        "**Nguồn**\n\n"
        "- \\[1\\] 1-KH/TU, Kế hoạch, Mục III: “3,60 tỷ đồng”\n"
    )


def test_a_question_without_an_answer_is_kept() -> None:
    whole = transcript("Bao nhiêu?", "…")
    alone = Transcript(whole.conversation, whole.messages[:1])
    assert markdown(alone).endswith("## Bao nhiêu?\n")


@pytest.mark.parametrize(
    ("written", "escaped"),
    [
        ("![x](http://leak/?q=1)", "!\\[x\\](http://leak/?q=1)"),
        ("<img src=x onerror=1>", "\\<img src=x onerror=1\\>"),
        ("&lt;script&gt;", "\\&lt;script\\&gt;"),
        ("`rm`", "\\`rm\\`"),
        ("# Không phải đề mục", "\\# Không phải đề mục"),
        ("- gạch đầu dòng", "\\- gạch đầu dòng"),
        ("1. số thứ tự", "1\\. số thứ tự"),
        ("    lùi sâu", "   lùi sâu"),
        ("[1]: http://leak", "\\[1\\]: http://leak"),
    ],
)
def test_nothing_that_was_written_is_markup(written: str, escaped: str) -> None:
    assert f"\n\n{escaped}\n\n" in markdown(transcript("Hỏi?", written))
    assert f"## {escaped.strip()}\n" in markdown(transcript(written, "Đáp."))
    assert f"“{escaped.strip()}”" in markdown(transcript("Hỏi?", "Đáp.", written))
