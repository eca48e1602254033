"""Prompts that chat clients write for themselves, in the shapes of those in use; and questions that look alike."""

from __future__ import annotations

import json

import pytest

from assistant.chat.housekeeping import chore
from assistant.chat.messages import ChatMessage

QUESTION = "Kinh phí của Lai Châu năm 2031 là bao nhiêu?"
HISTORY = f"<chat_history>\nUSER: {QUESTION}\nASSISTANT: 7.100 triệu đồng. [1]\n</chat_history>"


def person(text: str) -> list[ChatMessage]:
    return [ChatMessage("person", text)]


def task(wanted: str, output: str) -> list[ChatMessage]:
    """A prompt as Open WebUI writes them."""
    rules = "### Guidelines:\n- Be brief."
    return person(f"### Task:\n{wanted}\n{rules}\n### Output:\n{output}\n### Chat History:\n{HISTORY}")


@pytest.mark.parametrize(
    ("wanted", "output", "answer"),
    [
        ("Generate a concise, 3-5 word title.", 'JSON format: { "title": "your title here" }', {"title": QUESTION}),
        ("Generate 1-3 broad tags.", 'JSON format: { "tags": ["tag1", "tag2"] }', {"tags": ["Lai Châu", "2031"]}),
        ("Suggest 3-5 follow-up questions.", 'JSON format: { "follow_ups": ["Question 1?"] }', {"follow_ups": []}),
        ("Determine search queries.", 'return:\n{\n  "queries": ["query1", "query2"]\n}', {"queries": []}),
        ("You are an autocompletion system.", 'JSON: `{ "text": "<your_completion>" }`', {"text": ""}),
        ("Generate a prompt for an image.", '{\n    "prompt": "Your description here."\n}', {"prompt": ""}),
        ("Something new.", '{ "plan": { "step": 1 } }', {"plan": {}}),
    ],
)
def test_tasks_get_the_json_that_they_ask_for(wanted: str, output: str, answer: dict[str, object]) -> None:
    short = chore(task(wanted, output))
    assert short is not None
    assert json.loads(short) == answer


def test_a_task_that_wants_plain_text_gets_a_title() -> None:
    assert chore(task("Generate a title.", "Only the title text.")) == QUESTION


LINE = "-" * 10
BEFORE = [*person(QUESTION), ChatMessage("assistant", "7.100 triệu đồng.")]
TEN_CHARACTERS = "你是一名擅长会话的助理，你需要将用户的会话总结为 10 个字以内的标题"


@pytest.mark.parametrize(
    "messages",
    [
        person(f"Provide a concise, 5-word-or-less title for the conversation.\n\nUser: {QUESTION}\nAI: 7.100."),
        person(f"Create a concise, 3-5 word phrase as a title for the previous query.\n{LINE}\n{QUESTION}\n{LINE}\n"),
        person(f"Based on the chat history, give this conversation a name.\n\n```\nuser: {QUESTION}\n```\nName:"),
        [*BEFORE, *person("Please generate a four to five word title summarizing our conversation.")],
        [ChatMessage("system", "You are a title generator. Output only the title."), *person(QUESTION)],
        [ChatMessage("system", TEN_CHARACTERS), *person(f"user: {QUESTION}\nassistant: 7.100")],
    ],
)
def test_titles_are_the_first_question(messages: list[ChatMessage]) -> None:
    assert chore(messages) == QUESTION


def test_a_title_of_nothing_is_still_a_title() -> None:
    assert chore(person("### Task:\nGenerate a title.\n### Chat History:\n<chat_history>\n</chat_history>"))


def test_emoji_tools_and_summaries() -> None:
    emoji = "Reflect the speaker's likely facial expression. Reply with just the emoji.\n```Hỏi?```"
    assert len(chore(person(emoji)) or "") == 1
    tools = "Your task is to choose and return the correct tool(s) from the list of available tools based on the query."
    assert json.loads(chore([ChatMessage("system", tools), *person(QUESTION)]) or "") == {"tool_calls": []}
    summary = "Summarize the discussion briefly in 200 words or less to use as a prompt for future context."
    assert QUESTION in (chore([*person(QUESTION), ChatMessage("assistant", "Đáp."), *person(summary)]) or "")


@pytest.mark.parametrize(
    "question",
    [
        QUESTION,
        "Tiêu đề của kế hoạch số 85 là gì?",
        "What is the title of the plan of Lai Châu?",
        "Tóm tắt kế hoạch của Cà Mau",
        "Summarize the plan of Cà Mau",
        "Nhiệm vụ (task) nào làm trong quý IV?",
        'Đáp dạng JSON: { "title": "…" } được không?',
        '### Task:\nRespond to the user query.\n<context>\n<source id="1">A</source>\n</context>\n\nKinh phí?',
    ],
)
def test_what_a_person_asks_is_no_housekeeping(question: str) -> None:
    assert chore(person(question)) is None


def test_a_long_system_message_is_an_instruction_of_the_client_and_no_task() -> None:
    prompt = "You help cadres. " * 300 + "You are a title generator."
    assert chore([ChatMessage("system", prompt), *person(QUESTION)]) is None


def test_only_the_last_message_counts() -> None:
    first = task("Generate a title.", '{ "title": "…" }')
    assert chore([*first, ChatMessage("assistant", "{}"), *person(QUESTION)]) is None
