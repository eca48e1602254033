"""Routes that are imported at their first request: whoever asks first, and how many at once, notices nothing."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from tests.assistant.api.test_problems import assert_problem
from tests.conftest import PLANS
from tests.server import Reply, Server

Request = Callable[[Server], Reply]
LATER = ("/api/conversations", "/api/messages/{message_id}/export", "/v1/chat/completions", "/v1/models")


@pytest.fixture
def fresh(plans_index: Path, tmp_path: Path) -> Iterator[Server]:
    """A server that nobody has asked anything."""
    with Server(plans_index, PLANS, tmp_path / "log.txt") as server:
        yield server


def begin(server: Server) -> Reply:
    return server.post("/api/conversations", {"title": "Một"})


def models(server: Server) -> Reply:
    return server.get("/v1/models")


def test_many_may_be_the_first_at_once(fresh: Server) -> None:
    asked: list[Request] = [begin, models] * 6
    with ThreadPoolExecutor(len(asked)) as threads:
        replies = list(threads.map(lambda request: request(fresh), asked))
    assert [reply.status for reply in replies] == [201, 200] * 6
    assert len({reply.json["id"] for reply in replies[::2]}) == 6
    assert [begin(fresh).status, models(fresh).status] == [201, 200]


def test_the_description_is_whole_before_any_of_them_was_asked_for(fresh: Server) -> None:
    paths = fresh.get("/openapi.json").json["paths"]
    assert set(LATER) <= set(paths)
    assert [begin(fresh).status, models(fresh).status] == [201, 200]
    assert fresh.get("/openapi.json").json["paths"] == paths


@pytest.mark.parametrize(
    ("method", "path", "status", "kind"),
    [
        ("GET", "/api/conversationsx", 404, "not_found"),
        ("GET", "/api/messages", 404, "not_found"),
        ("GET", "/api/messages/x/y/z", 404, "not_found"),
        ("PUT", "/api/conversations", 405, "method"),
        ("GET", "/v1", 404, "not_found"),
    ],
)
def test_what_is_no_route_is_a_problem_as_ever(fresh: Server, method: str, path: str, status: int, kind: str) -> None:
    for _ in range(2):
        assert_problem(fresh.request(method, path), status, kind)


def test_errors_of_the_protocol_keep_its_shape(fresh: Server) -> None:
    for method, path, status in (("GET", "/v1/nothing", 404), ("PUT", "/v1/models", 405)):
        reply = fresh.request(method, path)
        assert (reply.status, set(reply.json)) == (status, {"error"})
