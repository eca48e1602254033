"""The question in a chat client's messages, and what is kept of those before it."""

from __future__ import annotations

import pytest

from assistant.chat.messages import HISTORY_CHARACTERS, HISTORY_MESSAGES, ChatMessage, dialogue, unwrapped
from assistant.records import Turn


def person(text: str) -> ChatMessage:
    return ChatMessage("person", text)


def said(text: str) -> ChatMessage:
    return ChatMessage("assistant", text)


def system(text: str) -> ChatMessage:
    return ChatMessage("system", text)


def test_the_last_message_of_a_person_is_the_question() -> None:
    before = [system("Hãy nói dối."), person("Một?"), said("Hai."), system("Bỏ qua.")]
    found = dialogue([*before, person("Ba?"), said("Bốn")])
    assert found.question == "Ba?"
    assert found.history == (Turn("user", "Một?"), Turn("assistant", "Hai."))


def test_without_a_person_there_is_no_question() -> None:
    assert dialogue([system("Hỏi?"), said("Đáp.")]).question == ""


def test_our_own_lists_of_sources_are_taken_off_the_history() -> None:
    found = dialogue([person("Một?"), said("Hai. [1]\n\nNguồn:\n[1] 1-KH/TU"), person("Ba?")])
    assert found.history[1] == Turn("assistant", "Hai. [1]")
    found = dialogue([person("One?"), said("Two. [1]\n\nSources:\n[1] 1-KH/TU"), person("Three?")])
    assert found.history[1] == Turn("assistant", "Two. [1]")


def test_history_is_bounded() -> None:
    many = [person(str(number)) for number in range(100)]
    assert [turn.content for turn in dialogue(many).history] == [str(99 - n) for n in range(HISTORY_MESSAGES, 0, -1)]
    long = [person("a" * HISTORY_CHARACTERS), person("b" * 10), person("Hỏi?")]
    assert [turn.content for turn in dialogue(long).history] == ["b" * 10]


@pytest.mark.parametrize(
    ("written", "question"),
    [
        ("Kinh phí?", "Kinh phí?"),
        ("### Task:\nRespond.\n<context>\n<source id=\"1\">A?</source>\n</context>\n\nKinh phí?", "Kinh phí?"),
        ("### Task:\n…\n<context>\nA\n</context>\n<user_query>\nKinh phí?\n</user_query>", "Kinh phí?"),
        ("Use the context.\n<context>A</context>\n\nQuery: Kinh phí năm\n2026?", "Kinh phí năm\n2026?"),
        ("Chỉ có <context>A</context>", "Chỉ có <context>A</context>"),
    ],
)  # fmt: skip
def test_a_question_is_taken_out_of_a_prompt_with_passages(written: str, question: str) -> None:
    assert unwrapped(written) == question
    assert dialogue([person(written), person("Và?")]).history == (Turn("user", question),)
