"""Bad input over HTTP: always a problem+json that says what to do, never a failure of the server."""

from __future__ import annotations

from pathlib import Path

import jsonschema
import pytest

from tests.assistant.contract import PROBLEM
from tests.server import Reply, Server, read_reply

JSON = {"Content-Type": "application/json"}


def assert_problem(reply: Reply, status: int, kind: str | None = None) -> None:
    assert reply.status == status, reply.body
    assert reply.headers["content-type"] == "application/problem+json"
    problem = reply.json
    jsonschema.validate(problem, PROBLEM)
    assert problem["status"] == status
    assert problem["title"].isascii()
    assert not problem["detail"].isascii()  # Vietnamese
    if kind is not None:
        assert problem["type"] == f"urn:tro-ly-ao:problem:{kind}"


@pytest.mark.parametrize("route", ["/api/ask", "/api/search"])
@pytest.mark.parametrize(
    ("body", "status", "kind"),
    [
        ({"question": ""}, 422, "empty_question"),
        ({"question": " \n "}, 422, "empty_question"),
        ({}, 422, "empty_question"),
        ({"question": "a" * 4001}, 422, "long_question"),
        ({"question": "ư" * 4001}, 422, "long_question"),
        ({"question": "nửa \ud83d cặp"}, 400, "bad_encoding"),
        ({"question": None}, 422, "invalid"),
        ({"question": 7}, 422, "invalid"),
        ({"question": ["a"]}, 422, "invalid"),
        ({"question": "a", "histroy": []}, 422, "invalid"),
        ({"question": "a", "history": "b"}, 422, "invalid"),
        ({"question": "a", "history": [{"role": "system", "content": "b"}]}, 422, "invalid"),
        ({"question": "a", "history": [{"role": "user"}]}, 422, "invalid"),
        ({"question": "a", "history": [{"role": "user", "content": "b"}] * 101}, 422, "invalid"),
        ({"question": "a", "filters": {"years": ["hai"]}}, 422, "invalid"),
        ({"question": "a", "filters": {"year": [2031]}}, 422, "invalid"),
        ({"question": "a", "filters": None}, 422, "invalid"),
        ({"question": "a", "\ud800": 1}, 422, "invalid"),
        ([], 422, None),
        ("a", 422, None),
        (None, 422, None),
    ],
)
def test_bad_bodies(plans_server: Server, route: str, body: object, status: int, kind: str | None) -> None:
    assert_problem(plans_server.post(route, body), status, kind)


@pytest.mark.parametrize("route", ["/api/ask", "/api/search"])
@pytest.mark.parametrize(
    "where",
    [
        {"history": [{"role": "user", "content": "\udc00 b"}]},
        {"filters": {"document_ids": ["\udc00"]}},
        {"filters": {"places": ["\udc00"]}},
    ],
)
def test_half_a_surrogate_pair_anywhere_is_refused(plans_server: Server, route: str, where: dict[str, object]) -> None:
    reply = plans_server.post(route, {"question": "Kinh phí?"} | where)
    assert reply.status in (400, 422), reply.body
    assert_problem(reply, reply.status)


def test_only_ask_knows_engines(plans_server: Server) -> None:
    assert_problem(plans_server.post("/api/ask", {"question": "a", "engine": "llm"}), 422, "no_llm")
    assert_problem(plans_server.post("/api/ask", {"question": "a", "engine": "magic"}), 422, "invalid")
    assert_problem(plans_server.post("/api/ask", {"question": "a", "as_of": "hôm qua"}), 422, "invalid")
    assert_problem(plans_server.post("/api/ask", {"question": "a", "conversation_id": "x" * 101}), 422, "invalid")


@pytest.mark.parametrize("limit", [0, -1, 101, "mười", 1.5])
def test_only_search_has_a_limit(plans_server: Server, limit: object) -> None:
    assert_problem(plans_server.post("/api/search", {"question": "a", "limit": limit}), 422, "invalid")
    assert_problem(plans_server.post("/api/ask", {"question": "a", "limit": 5}), 422, "invalid")


@pytest.mark.parametrize(
    "raw",
    [
        b"",
        b"question=a",
        b'{"question": "a"',
        b'{"question": "K\xff"}',
        '{"question": "ế"}'.encode("cp1258", "ignore") + b"\xe9",
        b"\x00\x01\x02",
        b"[" * 5000,
        b'{"question": "\\ud83d"',
    ],
)
def test_bytes_that_are_no_json_in_utf8(plans_server: Server, raw: bytes) -> None:
    reply = plans_server.request("POST", "/api/ask", raw, JSON)
    assert reply.status in (400, 422), reply.body
    assert_problem(reply, reply.status)


def test_not_json_and_not_utf8_are_named(plans_server: Server) -> None:
    for raw in (b'{"question": "a"', b'{"question": "K\xff"}'):
        assert_problem(plans_server.request("POST", "/api/ask", raw, JSON), 400, "bad_json")


def test_a_body_of_another_type_is_refused(plans_server: Server) -> None:
    reply = plans_server.request(
        "POST", "/api/ask", b"question=a", {"Content-Type": "application/x-www-form-urlencoded"}
    )
    assert_problem(reply, reply.status)
    assert 400 <= reply.status < 500


def test_a_body_that_says_it_is_too_large_is_refused_unread(plans_server: Server) -> None:
    connection = plans_server.connect()
    connection.putrequest("POST", "/api/ask")
    connection.putheader("Content-Type", "application/json")
    connection.putheader("Content-Length", str(10**12))
    connection.endheaders()
    assert_problem(read_reply(connection), 413, "too_large")
    connection.close()


def test_a_chunked_body_that_grows_too_large_is_refused(plans_server: Server) -> None:
    connection = plans_server.connect()
    connection.putrequest("POST", "/api/ask")
    connection.putheader("Content-Type", "application/json")
    connection.putheader("Transfer-Encoding", "chunked")
    connection.endheaders()
    part = b"a" * 16384
    for _ in range(17):  # just over 256 KiB: the server answers at the last one, and reads no more
        connection.send(b"%x\r\n%s\r\n" % (len(part), part))
    assert_problem(read_reply(connection), 413, "too_large")
    connection.close()


def test_a_large_body_within_the_bound_is_read(plans_server: Server) -> None:
    history = [{"role": "user", "content": "b" * 19_000}] * 12
    assert plans_server.post("/api/ask", {"question": "Kinh phí?", "history": history}).status == 200


@pytest.mark.parametrize("route", ["", "/text", "/outline", "/tables", "/file"])
@pytest.mark.parametrize("document_id", ["khong-co", "..%2f..%2fetc%2fpasswd", "%00", "%ed%a0%80", "x" * 3000])
def test_unknown_documents(plans_server: Server, route: str, document_id: str) -> None:
    reply = plans_server.get(f"/api/documents/{document_id}{route}")
    assert_problem(reply, 404)


def test_an_unknown_document_is_named_as_such(plans_server: Server) -> None:
    assert_problem(plans_server.get("/api/documents/khong-co/text"), 404, "no_document")


@pytest.mark.parametrize(
    "path",
    [
        "/static/../api/app.py",
        "/static/..%2fapi%2fapp.py",
        "/static/%2e%2e/%2e%2e/serve.py",
        "/static//etc/passwd",
        "/static/%2fetc%2fpasswd",
        "/static/..%5c..%5cserve.py",
        "/static/js",
        "/static/",
        "/static/none.js",
        "/static/package.json",
        "/static/%00.js",
        "/static/" + "a" * 5000 + ".js",
        "/api/none",
        "/none",
        "/docs",
        "/redoc",
    ],
)
def test_paths_that_lead_nowhere(plans_server: Server, path: str) -> None:
    assert_problem(plans_server.get(path), 404, "not_found")


@pytest.mark.parametrize(
    ("method", "path"),
    [("GET", "/api/ask"), ("PUT", "/api/ask"), ("DELETE", "/api/documents"), ("POST", "/"), ("PATCH", "/healthz")],
)
def test_methods_that_a_route_does_not_know(plans_server: Server, method: str, path: str) -> None:
    reply = plans_server.request(method, path)
    assert_problem(reply, 405, "method")
    assert reply.headers["allow"]


def test_problems_are_part_of_the_published_description(plans_server: Server) -> None:
    description = plans_server.get("/openapi.json").json
    assert description["info"]["title"]
    assert "/api/ask" in description["paths"]


def test_nothing_of_all_this_was_an_unexpected_error(plans_server: Server) -> None:
    bodies: list[object] = [{"question": "\ud800"}, {"\ud800": "\ud800"}, []]
    for body in bodies:
        plans_server.post("/api/ask", body)
    assert "Traceback" not in plans_server.errors
    assert "unexpected error" not in plans_server.errors
    assert plans_server.get("/healthz").json == {"status": "ok"}


def test_a_smaller_bound_can_be_set(plans_index: Path, tmp_path: Path) -> None:
    settings = {"ASSISTANT_MAX_BODY": "100"}
    with Server(plans_index, tmp_path, tmp_path / "log.txt", settings=settings) as server:
        assert_problem(server.post("/api/ask", {"question": "a" * 100}), 413, "too_large")
        assert server.post("/api/ask", {"question": "Kinh phí?"}).status == 200
