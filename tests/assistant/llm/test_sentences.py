"""Sentences are cut alike however the model's words arrive."""

from __future__ import annotations

import pytest

from assistant.llm.sentences import Sentence, SentenceStream

WRITTEN = [
    ("Một [1]. Hai [2].", ["Một [1].", "Hai [2]."]),
    ("Kinh phí là 28.100.000.000 đồng. [1] Hết.", ["Kinh phí là 28.100.000.000 đồng. [1]", "Hết."]),
    ("Tại mục IV.2 của 12-KH/TU chi 3,5 tỷ [1][2].", ["Tại mục IV.2 của 12-KH/TU chi 3,5 tỷ [1][2]."]),
    ("TP. Cần Thơ có 5 trạm [1].", ["TP. Cần Thơ có 5 trạm [1]."]),
    ("- Một [1].\n- Hai [2]\n1. Ba [3]", ["Một [1].", "Hai [2]", "Ba [3]"]),
    ("<think>Nghĩ. Đã.\n</think>Một [1].", ["Một [1]."]),
    ("Một [1]. <think>không bao giờ dứt. [1]", ["Một [1]."]),
    ("Văn bản nói “đủ.” [1] Xong.", ["Văn bản nói “đủ.” [1]", "Xong."]),
    ("\n\n  \n", []),
    ("dở dang", ["dở dang"]),
]


@pytest.mark.parametrize(("text", "sentences"), WRITTEN)
@pytest.mark.parametrize("size", [1, 2, 5, 1000])
def test_pieces_of_any_size_give_the_same_sentences(text: str, sentences: list[str], size: int) -> None:
    stream = SentenceStream()
    found: list[Sentence] = []
    for at in range(0, len(text), size):
        found += stream.feed(text[at : at + size])
    found += stream.close()
    assert [one.text for one in found] == sentences


def test_a_sentence_goes_out_as_soon_as_the_next_one_begins() -> None:
    stream = SentenceStream()
    assert list(stream.feed("Một [1]. ")) == []  # another mark may follow
    assert [one.text for one in stream.feed("Hai")] == ["Một [1]."]


def test_items_and_beginnings_of_lines_are_known() -> None:
    stream = SentenceStream()
    found = [*stream.feed("Gồm:\n- Một [1]. Thêm [1].\nHai [2]. "), *stream.close()]
    assert [(one.text, one.bullet, one.opens) for one in found] == [
        ("Gồm:", False, True), ("Một [1].", True, True), ("Thêm [1].", False, False), ("Hai [2].", False, True),
    ]  # fmt: skip
    assert found[0].leads_in
