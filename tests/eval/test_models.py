"""Models in a run over real HTTP: what they take is counted, and what a judge says stands beside the verdict."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from eval.__main__ import EXIT_UNUSABLE, main
from eval.agreement import agreement, disputed
from eval.cases import Opinion, Run
from eval.gate import gate
from eval.opinions import read_opinion
from eval.pages.page import report_page
from eval.runs import read_run, write_run
from eval.spending import Ledger, Prices, Spent, read_prices, together
from tests.assistant.llm.scripted import Behaviour, ChatServer, Count, Refuse, Say, Script
from tests.eval import test_commands
from tests.eval.test_commands import FOREIGN, question_file

SENT, WRITTEN = 1_000, 50
BUDGET: dict[str, Any] = {
    **test_commands.BUDGET,
    "question": "Tổng kinh phí thực hiện kế hoạch của Hòa An là bao nhiêu?",
}
OTHER: dict[str, Any] = {
    **BUDGET,
    "id": "other",
    "question": "Kinh phí thực hiện chương trình của Lâm Bình năm 2032 là bao nhiêu?",
    "docs": ["lam-binh"],
    "evidence": [{"doc": "lam-binh", "contains": ["3,6 tỷ đồng"]}],
    "answer": "3,6 tỷ đồng.",
    "values": [{"number": 3.6, "unit": "tỷ đồng"}],
    "must_not": [],
}
LINES = (BUDGET, OTHER, FOREIGN)


def repeating(messages: list[dict[str, str]]) -> Script:
    """Says the verified result again, and counts."""
    result = messages[-1]["content"].split("kết quả này):\n")[-1]
    result = result.split("diễn đạt lại phần này):\n")[-1].split("\n\n")[0]
    return [Say(result), Count(SENT, WRITTEN)]


def judging(verdict: Callable[[str], str]) -> Behaviour:
    def behave(messages: list[dict[str, str]]) -> Script:
        return [Say(verdict(messages[-1]["content"])), Count(300, 20)]

    return behave


def run(folder: Path, index: Path, *options: str, lines: tuple[dict[str, Any], ...] = LINES) -> Run:
    written = folder / "run.json"
    questions = question_file(folder, *lines)
    named = ["run", "--set", str(questions), "--index", str(index), "--json", str(written), *options]
    assert main(named) == 0
    return read_run(written)


@pytest.fixture
def answering(monkeypatch: pytest.MonkeyPatch) -> Callable[[ChatServer], None]:
    def configure(server: ChatServer) -> None:
        monkeypatch.setenv("ASSISTANT_LLM", "compatible:m")
        monkeypatch.setenv("ASSISTANT_LLM_URL", server.url)

    return configure


def test_tokens_and_cost_stand_in_run_compare_and_report(
    small_index: Path, tmp_path: Path, answering: Callable[[ChatServer], None], capsys: pytest.CaptureFixture[str]
) -> None:
    with ChatServer([repeating]) as server:
        answering(server)
        found = run(tmp_path, small_index, "--engine", "llm", "--prices", "2/10/EUR")
    asked = len(server.asked)
    assert asked == 2  # what is not answered never goes to a model
    assert [case.given.engine for case in found.cases] == ["llm", "llm", "extractive"]
    assert [case.given.spent for case in found.cases][:2] == [Spent(1, SENT, WRITTEN, 0, 0.0025)] * 2
    assert found.cases[2].given.spent == Spent(0, 0, 0, 0, 0.0)
    printed = capsys.readouterr().out
    assert "2 requests, 2000 tokens sent, 100 written (counted by the server)" in printed
    assert "cost 0.005 EUR (2 for a million tokens sent, 10 for a million written)" in printed
    assert "tokens per question, sent and written" in printed

    twice = replace(found.cases[0].given, spent=Spent(2, 2 * SENT, WRITTEN, 1, 0.0045))
    write_run(tmp_path / "after.json", replace(found, cases=(replace(found.cases[0], given=twice), *found.cases[1:])))
    assert main(["compare", str(tmp_path / "run.json"), str(tmp_path / "after.json")]) == 0
    printed = capsys.readouterr().out
    row = next(line for line in printed.splitlines() if line.startswith("tokens per question"))
    assert row.split()[6:8] == ["700", "1033"]
    assert "of 1 requests estimated" in printed
    assert gate(found, read_run(tmp_path / "after.json")).passes  # dearer is not worse

    page = report_page(read_run(tmp_path / "after.json"), found)
    for expected in ("chi phí 0,007 EUR", "chi phí 0,005 EUR", "1 lượt là ước lượng", "EUR cho 1.000 câu", "2000 + 50"):
        assert expected in page, expected


def test_a_server_that_does_not_count_is_estimated_and_said_so(
    small_index: Path, tmp_path: Path, answering: Callable[[ChatServer], None], capsys: pytest.CaptureFixture[str]
) -> None:
    with ChatServer([lambda messages: repeating(messages)[:1]]) as server:  # type: ignore[index]
        answering(server)
        found = run(tmp_path, small_index, "--engine", "llm", lines=(BUDGET,))
    spent = found.cases[0].given.spent
    assert spent is not None
    assert (spent.requests, spent.estimated, spent.cost) == (1, 1, None)
    assert spent.sent > 100
    assert "of 1 requests estimated, not counted by the server" in capsys.readouterr().out


def test_the_scripted_model_needs_no_settings(small_index: Path, tmp_path: Path) -> None:
    found = run(tmp_path, small_index, "--engine", "scripted", lines=(BUDGET,))
    assert (found.engine, found.model, found.cases[0].given.engine) == ("scripted", "compatible:scripted", "llm")
    assert found.cases[0].right


def test_a_judge_says_its_opinion_beside_the_verdict(
    small_index: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    def verdict(content: str) -> str:
        if "Lâm Bình" in content:
            return '<think>{"verdict": "right"}</think> {"verdict": "wrong", "why": "thiếu đơn vị"}'
        return '{"verdict": "right", "why": "khớp"}' if "7.250" in content else "Tôi không chắc."

    with ChatServer([judging(verdict)]) as server:
        found = run(tmp_path, small_index, "--judge", "compatible:judge", "--judge-url", server.url)
    assert [case.right for case in found.cases] == [True, True, True]  # as without the model
    opinions = [case.opinion for case in found.cases]
    assert opinions[0] == Opinion("right", "khớp", Spent(1, 300, 20, 0))
    assert opinions[1] == Opinion("wrong", "thiếu đơn vị", Spent(1, 300, 20, 0))
    assert opinions[2] is not None
    assert opinions[2].grade is None
    assert [disputed(case) for case in found.cases] == [False, True, False]
    printed = capsys.readouterr().out
    assert "judge and rule agree: 1 of 2 (50.0 %" in printed
    assert "right by the rule alone 1, by the model alone 0; 1 without a verdict" in printed
    assert "3 requests, 900 tokens sent, 60 written" in printed

    prompt = server.asked[0].body["messages"][-1]["content"]
    assert BUDGET["question"] in prompt
    assert BUDGET["answer"] in prompt
    assert "must_not" not in prompt
    assert server.asked[0].body["messages"][-1]["content"].count("⟦") == 3
    page = report_page(found)
    assert "sai: thiếu đơn vị" in page
    assert "verdict-is-disputed" in page


def test_a_judge_that_fails_leaves_the_run_as_it_is(small_index: Path, tmp_path: Path) -> None:
    with ChatServer([lambda _: Refuse(401)]) as server:
        found = run(tmp_path, small_index, "--judge", "compatible:judge", "--judge-url", server.url, lines=(BUDGET,))
    assert found.cases[0].right
    assert found.cases[0].opinion is not None
    assert (found.cases[0].opinion.grade, agreement(found.cases)) == (None, None)


def test_a_key_goes_only_to_the_server_that_it_is_for(
    small_index: Path, tmp_path: Path, answering: Callable[[ChatServer], None], monkeypatch: pytest.MonkeyPatch
) -> None:
    key = tmp_path / "key"
    key.write_text("k-of-the-judge-1234", encoding="utf-8")
    right = judging(lambda _: '{"verdict": "right"}')
    with ChatServer([right]) as judge, ChatServer([repeating]) as server:
        answering(server)
        monkeypatch.setenv("ASSISTANT_LLM_KEY", "k-of-the-assistant")
        options = ["--judge", "compatible:judge", "--judge-url", judge.url]
        run(tmp_path, small_index, *options, lines=(BUDGET,))
        run(tmp_path, small_index, *options, "--judge-key-file", str(key), lines=(BUDGET,))
        run(tmp_path, small_index, "--judge", "compatible:judge", lines=(BUDGET,))
    sent = [asked.headers["authorization"] for asked in judge.asked]
    assert "k-of-the-assistant" not in sent[0]
    assert sent[1] == "Bearer k-of-the-judge-1234"
    assert server.asked[0].headers["authorization"] == "Bearer k-of-the-assistant"  # the same provider and address


@pytest.mark.parametrize(
    "options",
    [
        ["--engine", "llm"],
        ["--prices", "1/2"],
        ["--prices=-1/2/USD"],
        ["--prices", "nan/2/USD"],
        ["--judge", "nobody:m"],
        ["--judge", "compatible:m"],
        ["--judge-url", "http://127.0.0.1:1/v1"],
    ],
)
def test_what_cannot_be_used_is_said(
    options: list[str], small_index: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    questions = question_file(tmp_path, BUDGET)
    assert main(["run", "--set", str(questions), "--index", str(small_index), *options]) == EXIT_UNUSABLE
    printed = capsys.readouterr().err
    assert printed.count("\n") == 1
    assert options[0].lstrip("-").partition("=")[0] in printed


@pytest.mark.parametrize(
    ("said", "grade", "why"),
    [
        ('{"verdict": "wrong", "why": "sai  số"}', "wrong", "sai số"),
        ('```json\n{"verdict": "right"}\n```', "right", ""),
        ('{"a": {"verdict": "right"}}', "right", ""),
        ('{"verdict": ["right"]}', None, 'no verdict: {"verdict": ["right"]}'),
        ("{" * 5_000, None, f"no verdict: {'{' * 288}"),
        ("", None, "no verdict: "),
    ],
)
def test_verdicts_are_read_from_what_models_say(said: str, grade: str | None, why: str) -> None:
    assert (read_opinion(said).grade, read_opinion(said).why) == (grade, why)


def test_costs_add_up() -> None:
    assert read_prices("0.15/0.6/USD") == Prices(0.15, 0.6, "USD")
    ledger = Ledger(Prices(1, 3, "USD"))
    assert ledger.taken() == Spent(0, 0, 0, 0, 0.0)
    one, other = Spent(1, 10, 2, 0, 0.5), Spent(2, 20, 4, 1, 0.25)
    assert together([one, other]) == Spent(3, 30, 6, 1, 0.75)
    assert together([one, replace(other, cost=None)]).cost is None
    assert json.dumps(together([]).cost) == "0"
