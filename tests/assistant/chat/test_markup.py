"""What people and documents write, read by a real Markdown parser: no image, no link, no tag comes of it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from hypothesis import example, given
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from markdown_it.token import Token

from assistant.chat.rendering import body, sources
from assistant.memory.export import markdown
from tests.assistant.chat.test_rendering import ANSWER, CITATION
from tests.assistant.memory.test_export import transcript

LIVE = {"image", "link_open", "html_inline", "html_block"}
SIGNS = ["[", "]", "(", ")", "!", "<", ">", ":", "`", "\\", "&", "#", "-", "*", "_", "|", "~", "=", "+", "1", ".", '"']
PIECES = ["http://leak.example/a.png", "img src=x", "/a", "!--", "?x", "&lt;", "&#33;", "chữ", " ", "\n", "\t", "    "]
texts = st.lists(st.sampled_from(SIGNS + PIECES), max_size=25).map("".join)
PARSER = MarkdownIt("commonmark", {"html": True}).enable(["table", "strikethrough"])


def tokens(parsed: list[Token]) -> Iterator[Token]:
    for token in parsed:
        yield token
        yield from tokens(token.children or [])


def live(text: str) -> list[str]:
    return [token.content or str(token.attrs) for token in tokens(PARSER.parse(text)) if token.type in LIVE]


def test_the_parser_knows_what_is_live() -> None:
    for text in ("![x](/a)", "[x](/a)", "[1]\n\n[1]: /a", "<b>", "<http://leak.example>", "<!-- x -->"):
        assert live(text), text


@given(texts)
@example("![x](http://leak.example/a.png)")
@example("[1]: http://leak.example")
@example("[1]:\nhttp://leak.example")
@example("[x]\\(/a)")
@example("\\[x](/a)")
@example("[x][1]\n\n[1]: /a")
@example("a\n<img src=x>")
@example("<a@leak.example>")
def test_a_chat_message_holds_nothing_live(written: str) -> None:
    answer = replace(ANSWER, answer=f"{written} [1]", citations=(replace(CITATION, quote=written, section=written),))
    assert live(body(answer) + sources(answer)) == []


def test_lines_stay_lines_and_clauses_keep_their_numbers() -> None:
    said = "Quảng Nam: 1.\nĐiện Biên: 2.\n5. Mua máy.\n7. Tập huấn.\n- 9. Báo cáo.\n- 12. Tổng kết."
    parsed = list(tokens(PARSER.parse(body(replace(ANSWER, answer=said, blocks=())) + sources(ANSWER))))
    assert [token.type for token in parsed].count("hardbreak") == 3 + 2  # lines of the answer, then of the sources
    assert [token for token in parsed if token.type == "ordered_list_open"] == []
    assert len([token for token in parsed if token.type == "list_item_open"]) == 2
    shown = " ".join(token.content for token in parsed if token.type == "text")
    for number in ("5.", "7.", "9.", "12."):
        assert number in shown


@given(texts, texts)
@example("# x", "1. x\n- y")
@example("a\n===", "b\n---")
@example("x", "\u2028# y")
def test_an_export_has_the_shape_that_we_gave_it(asked: str, said: str) -> None:
    parsed = PARSER.parse(markdown(transcript(f"Hỏi {asked}", f"Đáp {said}", f"Lời {said}")))
    assert [token.content for token in tokens(parsed) if token.type in LIVE] == []
    assert [token.tag for token in parsed if token.type == "heading_open"] == ["h1", "h2"]
    assert [token.type for token in parsed if token.type in ("table_open", "fence", "code_block", "hr")] == []
    assert sum(token.type == "list_item_open" for token in parsed) == 1
