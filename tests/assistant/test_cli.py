"""``python -m assistant ask|search`` as a process."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from pathlib import Path

import pytest

from assistant.service import open_assistant
from tests.assistant.contract import check_answer, check_results
from tests.assistant.llm.scripted import ChatServer, Refuse, saying
from tests.server import ROOT, clean_environment

QUESTION = "Bao nhiêu máy chủ cho trung tâm dữ liệu của Tỉnh ủy Lai Châu?"
Done = subprocess.CompletedProcess[str]


def assistant(*arguments: str | bytes, changes: dict[str, str] | None = None) -> Done:
    command = [sys.executable, "-m", "assistant", *arguments]
    return subprocess.run(
        command, cwd=ROOT, env=clean_environment(changes), capture_output=True, text=True, check=False
    )


@pytest.fixture
def place(plans_index: Path) -> dict[str, str]:
    return {"ASSISTANT_INDEX": str(plans_index)}


def test_ask_prints_the_answer_and_where_it_stands(place: dict[str, str]) -> None:
    done = assistant("ask", QUESTION, changes=place)
    assert (done.returncode, done.stderr) == (0, "")
    assert "58 máy chủ" in done.stdout
    assert "[1] 85-KH/TU" in done.stdout
    assert "(lai-chau-85-kh-tu, " in done.stdout


def test_ask_json_is_the_answer_of_the_api(place: dict[str, str], plans_index: Path) -> None:
    done = assistant("ask", QUESTION, "--json", changes=place)
    check_answer(json.loads(done.stdout), open_assistant(plans_index).source_text)


def test_ask_explains_itself(place: dict[str, str]) -> None:
    done = assistant("ask", QUESTION, "--explain", changes=place)
    assert "status answered, engine extractive" in done.stdout
    assert QUESTION in done.stdout


def test_search_lists_places(place: dict[str, str], plans_index: Path) -> None:
    done = assistant("search", QUESTION, "--limit", "3", changes=place)
    assert done.returncode == 0
    assert done.stdout.startswith("1. lai-chau-85-kh-tu | ")
    assert "4. " not in done.stdout
    body = json.loads(assistant("search", QUESTION, "--json", changes=place).stdout)
    check_results(body, open_assistant(plans_index).source_text)


def test_search_explains_parts_ranks_and_words(place: dict[str, str]) -> None:
    done = assistant("search", QUESTION, "--explain", changes=place)
    why = [line for line in done.stdout.splitlines() if line.startswith("   ") and " = " in line]
    assert any(re.search(r"lexical \d\.\d{3} \(rank \d+\)", line) for line in why)
    assert any(re.search(r"dense \d\.\d{3} \(rank \d+\)", line) for line in why)
    assert any(re.search(r"; terms: \S", line) for line in why)


def test_the_index_option_goes_before_the_environment(place: dict[str, str], plans_index: Path) -> None:
    done = assistant("ask", QUESTION, "--index", str(plans_index), changes={"ASSISTANT_INDEX": "/nowhere"})
    assert done.returncode == 0


@pytest.mark.parametrize(
    ("question", "message"),
    [("", "the question is empty"), ("a" * 4001, "longer than 4,000"), (b"n\xff", "not valid UTF-8")],
)
def test_a_bad_question_is_status_2_and_one_line(place: dict[str, str], question: str | bytes, message: str) -> None:
    done = assistant("ask", question, changes=place)
    assert (done.returncode, done.stdout) == (2, "")
    (line,) = done.stderr.splitlines()
    assert message in line


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"ASSISTANT_INDEX": "/nowhere"}, "python -m indexer build --index /nowhere"),
        ({"ASSISTANT_PORT": "x"}, "ASSISTANT_PORT='x'"),
        ({"ASSISTANT_TYPO": "x"}, "ASSISTANT_TYPO"),
    ],
)
def test_bad_settings_are_status_2_and_one_line(changes: dict[str, str], message: str) -> None:
    done = assistant("ask", QUESTION, changes=changes)
    assert done.returncode == 2
    (line,) = done.stderr.splitlines()
    assert message in line


def test_llm_check_asks_the_configured_model() -> None:
    with ChatServer([saying("Tôi sẵn sàng."), lambda _: Refuse(404)]) as server:
        changes = {"ASSISTANT_LLM": "compatible:m", "ASSISTANT_LLM_URL": server.url}
        answered, refused = assistant("llm", "check", changes=changes), assistant("llm", "check", changes=changes)
    assert (answered.returncode, answered.stderr) == (0, "")
    assert "compatible:m answers: first words after" in answered.stdout
    assert "Tôi sẵn sàng." in answered.stdout
    assert refused.returncode == 1
    assert "to do: it has no such model or address" in refused.stdout


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({}, "set ASSISTANT_LLM"),
        ({"ASSISTANT_LLM": "gpt"}, "needs provider:model"),
        ({"ASSISTANT_LLM": "vllm:m"}, "ASSISTANT_LLM_URL"),
        ({"ASSISTANT_LLM": "openai:m"}, "ASSISTANT_LLM_KEY"),
        ({"ASSISTANT_LLM": "ollama:m", "ASSISTANT_PROMPTS": "/nowhere"}, "prompt /nowhere/phrase.md"),
    ],
)
def test_llm_check_says_what_is_missing(changes: dict[str, str], message: str) -> None:
    done = assistant("llm", "check", changes=changes)
    assert (done.returncode, done.stdout) == (2, "")
    (line,) = done.stderr.splitlines()
    assert message in line
