"""Stored answers as files over HTTP, compared with the index that is in force when they are asked for."""

from __future__ import annotations

import csv
import io
import shutil
import sqlite3
import zipfile
from collections.abc import Iterator
from pathlib import Path

import docx
import pytest
from openpyxl import load_workbook

from indexer.build import build
from indexer.encoder.protocol import Encoder
from tests.assistant.api.test_conversations import Browser
from tests.assistant.api.test_problems import assert_problem
from tests.conftest import PLANS
from tests.server import ROOT, Reply, Server, wait_until

SUM = "Kinh phí Máy chủ của Lai Châu năm 2031 và 2032 tổng cộng bao nhiêu?"
TASKS = "Nhiệm vụ của Cà Mau"


@pytest.fixture(scope="module")
def server(plans_index: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    with Server(plans_index, PLANS, tmp_path_factory.mktemp("exports") / "log.txt") as running:
        yield running


@pytest.fixture
def me(server: Server) -> Browser:
    return Browser(server)


def asked(browser: Browser, *questions: str) -> tuple[str, list[str]]:
    """A conversation of these questions, and the ids of its answers."""
    conversation = browser.begin()
    return conversation, [browser.ask(conversation, question).json["message_id"] for question in questions]


def exported(browser: Browser, message: str, kind: str) -> Reply:
    return browser.send("GET", f"/api/messages/{message}/export?format={kind}")


def note_words(reply: Reply) -> str:
    assert reply.status == 200, reply.body
    with zipfile.ZipFile(io.BytesIO(reply.body)) as package:
        return (package.read("word/document.xml") + package.read("word/footnotes.xml")).decode("utf-8")


def facts(reply: Reply) -> list[dict[str, str]]:
    assert reply.status == 200, reply.body
    return list(csv.DictReader(io.StringIO(reply.body.decode("utf-8-sig"), newline="")))


def test_an_answer_leaves_in_three_formats(me: Browser) -> None:
    _, (message,) = asked(me, SUM)
    note, book, table = (exported(me, message, kind) for kind in ("docx", "xlsx", "csv"))
    for reply, kind in ((note, "docx"), (book, "xlsx"), (table, "csv")):
        assert reply.headers["content-disposition"] == f'attachment; filename="tra-loi-{message[:8]}.{kind}"'
        assert reply.headers["cache-control"] == "no-store"
        assert reply.headers["x-content-type-options"] == "nosniff"
    assert SUM in [paragraph.text.partition(": ")[2] for paragraph in docx.Document(io.BytesIO(note.body)).paragraphs]
    assert "7.100" in note_words(note)
    assert {"Trả lời", "Số liệu", "Nguồn"} <= set(load_workbook(io.BytesIO(book.body)).sheetnames)
    assert [one["Giá trị"] for one in facts(table)] == ["5000", "7100", "12100"]
    assert f"http://{me.server.host}:{me.server.port}/documents/" in facts(table)[0]["Đường dẫn"]


def test_a_conversation_is_one_note(me: Browser) -> None:
    conversation, _ = asked(me, SUM, TASKS)
    reply = me.send("GET", f"/api/conversations/{conversation}/export?format=docx")
    assert reply.headers["content-disposition"] == f'attachment; filename="{conversation}.docx"'
    words = note_words(reply)
    assert words.index(SUM) < words.index(TASKS)
    empty = me.send("GET", f"/api/conversations/{me.begin()}/export?format=docx")
    assert "không có trích dẫn" in note_words(empty)


def test_a_question_is_no_answer(me: Browser) -> None:
    conversation, _ = asked(me, SUM)
    question = me.send("GET", f"/api/conversations/{conversation}").json["messages"][0]["id"]
    assert_problem(exported(me, question, "docx"), 404, "no_message")


def test_a_strange_host_does_not_break_the_file(me: Browser) -> None:
    _, (message,) = asked(me, SUM)
    path = f"/api/messages/{message}/export?format=docx"
    reply = me.send("GET", path, headers={"Host": 'a"><b>&:80'})
    assert reply.status in (200, 400)
    if reply.status == 200:
        docx.Document(io.BytesIO(reply.body))


def test_a_source_that_changed_since_is_marked_and_a_lost_one_too(encoder: Encoder, tmp_path: Path) -> None:
    corpus = shutil.copytree(PLANS, tmp_path / "corpus")
    index = tmp_path / "index"
    build(corpus, index, encoder)
    with Server(index, corpus, tmp_path / "log.txt") as running:
        browser = Browser(running)
        (_, (sums,)), (_, (tasks,)) = asked(browser, SUM), asked(browser, TASKS)
        assert "CHƯA KHỚP" not in note_words(exported(browser, sums, "docx"))
        plan = corpus / "lai-chau-85-kh-tu.txt"
        plan.write_text(plan.read_text(encoding="utf-8").replace("7.100", "7.900"), encoding="utf-8")
        (corpus / "ca-mau-1207-kh-ubnd.txt").unlink()
        before = running.get("/readyz").json["generation"]
        build(corpus, index, encoder)
        wait_until(lambda: bool(running.get("/readyz").json["generation"] != before), "the new generation")
        words = note_words(exported(browser, sums, "docx"))
        assert "CẢNH BÁO" in words
        assert "CHƯA KHỚP" in words
        assert {one["Trích dẫn"] for one in facts(exported(browser, sums, "csv"))} == {"CHƯA KHỚP"}
        assert {one["Giá trị"] for one in facts(exported(browser, sums, "csv"))} == {""}
        assert "KHÔNG CÒN VĂN BẢN NÀY TRONG KHO" in note_words(exported(browser, tasks, "docx"))


def test_an_answer_of_another_version_is_a_problem(plans_index: Path, tmp_path: Path) -> None:
    database = tmp_path / "kept.sqlite3"
    with Server(plans_index, PLANS, tmp_path / "log.txt", settings={"ASSISTANT_DATABASE": str(database)}) as running:
        browser = Browser(running)
        conversation, (message,) = asked(browser, SUM)
        with sqlite3.connect(database) as connection:
            connection.execute("UPDATE messages SET answer = '{\"status\": \"answered\"}' WHERE role = 'assistant'")
        connection.close()
        assert_problem(exported(browser, message, "docx"), 409, "old_answer")
        assert_problem(browser.send("GET", f"/api/conversations/{conversation}/export?format=docx"), 409, "old_answer")


def test_without_the_libraries_csv_still_leaves(plans_index: Path, tmp_path: Path) -> None:
    for name in ("docx", "xlsxwriter"):
        (tmp_path / f"{name}.py").write_text(f"raise ModuleNotFoundError('No module', name='{name}')", encoding="utf-8")
    missing = {"PYTHONPATH": f"{tmp_path}:{ROOT}"}
    with Server(plans_index, PLANS, tmp_path / "log.txt", settings=missing) as running:
        browser = Browser(running)
        _, (message,) = asked(browser, SUM)
        assert_problem(exported(browser, message, "docx"), 501, "no_exporter")
        assert_problem(exported(browser, message, "xlsx"), 501, "no_exporter")
        assert len(facts(exported(browser, message, "csv"))) == 3
