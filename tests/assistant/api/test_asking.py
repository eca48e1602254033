"""``/api/ask``, ``/api/search`` and ``/api/examples`` over HTTP, by the design's contract."""

from __future__ import annotations

import json
from functools import cache
from typing import Any

import pytest

from tests.assistant.contract import check_answer, check_results
from tests.server import ROOT, Server

SHIPPED_QUESTIONS = [
    "Quảng Ngãi dự kiến bao nhiêu kinh phí năm 2025?",
    "kinh phi nam 2025 quang ngai",
    "How much budget does Quang Ngai plan for 2025?",
    "Cơ quan nào chủ trì xây dựng trung tâm dữ liệu?",
    "Ai ký Đề án?",
    "Hạn chót hoàn thành số hóa tài liệu là khi nào?",
    "Tổng kinh phí của kế hoạch Quảng Nam và Điện Biên?",
    "Mật khẩu quản trị của hệ thống là gì?",
    "Giá vàng hôm nay?",
    "?",
]


@pytest.mark.parametrize("question", SHIPPED_QUESTIONS)
def test_every_answer_keeps_the_contract(shipped_server: Server, question: str) -> None:
    reply = shipped_server.post("/api/ask", {"question": question})
    assert reply.status == 200, reply.body
    assert reply.headers["content-type"].startswith("application/json")
    check_answer(reply.json, texts_of(shipped_server))


def texts_of(server: Server) -> Any:
    @cache
    def text(document_id: str) -> str:
        return server.get(f"/api/documents/{document_id}/text").text

    return text


def test_the_first_question_of_the_readme(shipped_server: Server) -> None:
    answer = shipped_server.post("/api/ask", {"question": SHIPPED_QUESTIONS[0]}).json
    assert answer["status"] == "answered"
    assert answer["engine"] == "extractive"
    first = answer["citations"][0]
    assert first["document_id"] == "quang-ngai-237-kh-tu"
    assert first["number"] == "237-KH/TU"
    assert "28.100.000.000 đồng" in first["quote"]


def test_every_dev_question_keeps_the_contract(shipped_server: Server) -> None:
    text_of = texts_of(shipped_server)
    lines = (ROOT / "eval" / "sets" / "dev.jsonl").read_text(encoding="utf-8").splitlines()
    for line in lines[::6]:
        asked = json.loads(line)
        reply = shipped_server.post("/api/ask", {"question": asked["question"], "history": asked.get("history", [])})
        assert reply.status == 200, asked["id"]
        check_answer(reply.json, text_of)


def test_cells_of_a_table_are_parts_with_their_roles(plans_server: Server) -> None:
    answer = plans_server.post("/api/ask", {"question": "Lai Châu chi bao nhiêu cho máy chủ năm 2032?"}).json
    check_answer(answer, texts_of(plans_server))
    parts = [part for citation in answer["citations"] for part in citation["parts"]]
    roles = {(part["role"], part["quote"]) for part in parts}
    assert ("figure", "7.100") in roles
    assert ("period", "Năm 2032") in roles
    assert ("unit", "triệu đồng") in roles


def events(body: str) -> list[tuple[str, Any]]:
    """The events of a stream, strictly read: each is an ``event`` line and a ``data`` line of JSON."""
    found = []
    for part in body.removesuffix("\n\n").split("\n\n"):
        name, data = part.split("\n")
        found.append((name.removeprefix("event: "), json.loads(data.removeprefix("data: "))))
    return found


def test_the_same_answer_as_events(plans_server: Server) -> None:
    question = {"question": "Cà Mau lắp bao nhiêu trạm quan trắc?"}
    reply = plans_server.post("/api/ask", question, {"Accept": "text/event-stream"})
    assert reply.status == 200
    assert reply.headers["content-type"].startswith("text/event-stream")
    assert reply.headers["cache-control"] == "no-store"
    stream = events(reply.text)
    names = [name for name, _ in stream]
    assert names[0] == "status"
    assert names[-1] == "done"
    assert set(names) <= {"status", "citation", "block", "replace", "done", "error"}
    done = stream[-1][1]
    check_answer(done, texts_of(plans_server))
    assert stream[0][1]["status"] == done["status"]
    assert [data for name, data in stream if name == "block"] == done["blocks"]
    assert [data for name, data in stream if name == "citation"] == done["citations"]
    plain = plans_server.post("/api/ask", question).json
    assert {**plain, "timings_ms": None} == {**done, "timings_ms": None}


def test_every_key_of_a_question_is_understood(plans_server: Server) -> None:
    reply = plans_server.post(
        "/api/ask",
        {
            "question": "Kinh phí là bao nhiêu?",
            "history": [{"role": "user", "content": "Kế hoạch của Cà Mau"}, {"role": "assistant", "content": "Có."}],
            "conversation_id": None,
            "filters": {"document_ids": ["ca-mau-1207-kh-ubnd"], "places": ["Cà Mau"], "years": [2030]},
            "engine": "extractive",
            "as_of": "2031-11-20",
        },
    )
    assert reply.status == 200
    check_answer(reply.json, texts_of(plans_server))
    assert {citation["document_id"] for citation in reply.json["citations"]} == {"ca-mau-1207-kh-ubnd"}


@pytest.mark.parametrize("limit", [1, 10, 100])
def test_search_results_are_bounded_exact_slices(shipped_server: Server, limit: int) -> None:
    text_of = texts_of(shipped_server)
    for question in SHIPPED_QUESTIONS:
        reply = shipped_server.post("/api/search", {"question": question, "limit": limit})
        assert reply.status == 200
        check_results(reply.json, text_of)
        assert len(reply.json["results"]) <= limit


def test_search_without_a_limit_gives_ten(shipped_server: Server) -> None:
    assert len(shipped_server.post("/api/search", {"question": "kinh phí"}).json["results"]) == 10


def test_examples_of_some_documents_are_about_them(plans_server: Server) -> None:
    for document in plans_server.get("/api/documents").json["documents"]:
        filters = {"document_ids": [document["id"]]}
        for example in plans_server.get(f"/api/examples?document_id={document['id']}").json["examples"]:
            answer = plans_server.post("/api/ask", {"question": example, "filters": filters}).json
            assert {citation["document_id"] for citation in answer["citations"]} == {document["id"]}
    every = plans_server.get("/api/examples").json
    assert plans_server.get("/api/examples?document_id=lai-chau-85-kh-tu").json != every
    assert plans_server.get("/api/examples?document_id=none").json == {"examples": []}


def test_the_examples_can_be_asked(plans_server: Server) -> None:
    examples = plans_server.get("/api/examples").json["examples"]
    assert examples
    for example in examples:
        assert plans_server.post("/api/ask", {"question": example}).json["status"] == "answered"
