"""What is sent to a model is bounded, so are the answers under way; prompts are a person's to edit."""

from __future__ import annotations

import re
import shutil
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest

from assistant.llm.prompts import load_prompts
from assistant.llm.rewriting import rewritten
from assistant.llm.select import load_model
from assistant.phrases import phrase
from assistant.records import Turn
from assistant.settings import Settings
from tests.assistant.llm.conftest import FOLDER, settings_for
from tests.assistant.llm.scripted import ChatServer, Say, Stall, always, saying
from tests.assistant.llm.test_writer import AGAIN, EXPLAIN, MONEY, TRUTH
from tests.server import ROOT, Server, wait_until

BYTES_A_TOKEN = 3


@pytest.mark.parametrize("tokens", [300, 600, 1200])
def test_evidence_keeps_to_the_budget_of_the_settings(tokens: int, fish_index: Path, tmp_path: Path) -> None:
    with ChatServer([saying("")]) as model:
        settings = settings_for(model.url, ASSISTANT_LLM_TOKENS=str(tokens))
        with Server(fish_index, FOLDER, tmp_path / "log.txt", settings=settings) as server:
            server.post("/api/ask", {"question": EXPLAIN})
        (asked,) = model.asked
    frame = load_prompts().answer
    (evidence,) = re.findall(r"Các đoạn văn bản:\n(.*)\Z", asked.told[-1]["content"], re.DOTALL)
    assert evidence.startswith("[1] ")
    assert len(evidence.encode()) <= tokens * BYTES_A_TOKEN
    assert len(asked.prompt.encode()) <= (tokens + 60) * BYTES_A_TOKEN + len((frame.system + frame.user).encode())
    numbers = [int(n) for n in re.findall(r"^\[(\d+)\] ", evidence, re.MULTILINE)]
    assert numbers == list(range(1, len(numbers) + 1))  # the best ones, none left out between


def test_more_room_holds_more_evidence(fish_index: Path, tmp_path: Path) -> None:
    sizes = []
    for tokens in (300, 3000):
        with ChatServer([saying("")]) as model:
            settings = settings_for(model.url, ASSISTANT_LLM_TOKENS=str(tokens))
            with Server(fish_index, FOLDER, tmp_path / f"{tokens}.txt", settings=settings) as server:
                server.post("/api/ask", {"question": EXPLAIN})
            sizes.append(len(model.asked[0].prompt))
    assert sizes[0] < sizes[1]


def test_who_finds_all_places_taken_gets_the_verified_result(fish_index: Path, tmp_path: Path) -> None:
    with ChatServer([always(Say("Kế hoạch"), Stall())]) as model:
        settings = settings_for(model.url, ASSISTANT_LLM_CONCURRENCY="1", ASSISTANT_LLM_TIMEOUT="4")
        with (
            Server(fish_index, FOLDER, tmp_path / "log.txt", settings=settings) as server,
            ThreadPoolExecutor(2) as threads,
        ):
            first = threads.submit(server.post, "/api/ask", {"question": MONEY})
            wait_until(lambda: len(model.asked) == 1, "the first question at the model")
            second = threads.submit(server.post, "/api/ask", {"question": MONEY})
            answers = [first.result().json, second.result().json]
        assert len(model.asked) == 1
    assert [one["warnings"] for one in answers] == [[phrase("model_timeout")], [phrase("model_busy")]]
    assert all("24,6 tỷ đồng" in one["answer"] for one in answers)


def edited(tmp_path: Path, name: str, old: str, new: str) -> Path:
    folder = Path(shutil.copytree(ROOT / "prompts", tmp_path / "prompts"))
    path = folder / f"{name}.md"
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")
    return folder


def test_an_edited_prompt_is_used_and_its_version_recorded(fish_index: Path, tmp_path: Path) -> None:
    folder = edited(tmp_path, "phrase", "version: 1", "version: 7")
    (folder / "phrase.md").write_text(
        (folder / "phrase.md").read_text(encoding="utf-8").replace("Viết ngắn", "Viết trang trọng"), encoding="utf-8"
    )
    with ChatServer([saying(TRUTH)]) as model:
        settings = settings_for(model.url, ASSISTANT_PROMPTS=str(folder))
        with Server(fish_index, FOLDER, tmp_path / "log.txt", settings=settings) as server:
            begun = server.post("/api/conversations", {})
            cookie = {"Cookie": begun.headers["set-cookie"].split(";")[0]}
            body = {"question": MONEY, "conversation_id": begun.json["id"]}
            answer: Any = server.post("/api/ask", body, cookie).json
            stored = server.get(f"/api/conversations/{begun.json['id']}", cookie).json["messages"][-1]["answer"]
    assert "Viết trang trọng" in model.asked[0].prompt
    assert answer["prompt"] == load_prompts(folder).phrase.id
    assert answer["prompt"].startswith("phrase/7@")
    assert (stored["prompt"], stored["model"], stored["engine"]) == (answer["prompt"], "compatible:scripted", "llm")


@pytest.mark.parametrize(
    ("old", "new", "fault"),
    [
        ("Câu hỏi: {question}", "Câu hỏi: {question} {nguoi_hoi}", "answer.md: uses undeclared variables: nguoi_hoi"),
        ("variables: question", "variables: asker, question", "answer.md: declares unknown variables: asker"),
    ],
)
def test_a_variable_that_is_none_stops_the_start(
    old: str, new: str, fault: str, fish_index: Path, tmp_path: Path
) -> None:
    folder = edited(tmp_path, "answer", old, new)
    settings = settings_for("http://127.0.0.1:9/v1", ASSISTANT_PROMPTS=str(folder))
    with pytest.raises(AssertionError, match="did not start") as caught:
        Server(fish_index, FOLDER, tmp_path / "log.txt", settings=settings).__enter__()
    assert fault in str(caught.value)


def test_of_a_long_conversation_the_model_is_told_the_last_questions_only() -> None:
    history = [
        Turn(role, f"{'Câu hỏi' if role == 'user' else 'Lời đáp'} số {number}")
        for number in range(40)
        for role in ("user", "assistant")
    ]
    with ChatServer([saying("")]) as server:
        model = load_model(Settings(llm="compatible:scripted", llm_url=server.url))
        assert model is not None
        assert rewritten(model, load_prompts().rewrite, AGAIN, history) is None
    told = server.asked[0].prompt
    assert re.findall(r"Câu hỏi số (\d+)", told) == ["34", "35", "36", "37", "38", "39"]
    assert "Lời đáp" not in told  # what was answered may quote documents
