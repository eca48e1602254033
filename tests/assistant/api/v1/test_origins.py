"""Pages of other origins call ``/v1`` if the settings name them, and reach nothing else."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.conftest import PLANS
from tests.server import Server

EDITOR = "https://editor.example"
PREFLIGHT = {
    "Access-Control-Request-Method": "POST",
    "Access-Control-Request-Headers": "authorization,content-type,x-stainless-os",
}
QUESTION = {"messages": [{"role": "user", "content": "Kinh phí?"}]}


@pytest.fixture(scope="module")
def server(plans_index: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    log = tmp_path_factory.mktemp("origins") / "log.txt"
    settings = {"ASSISTANT_API_ORIGINS": EDITOR, "ASSISTANT_API_KEY": "k-0123456789"}
    with Server(plans_index, PLANS, log, settings=settings) as running:
        yield running


def test_a_named_origin_may_call(server: Server) -> None:
    preflight = server.request("OPTIONS", "/v1/chat/completions", headers={"Origin": EDITOR, **PREFLIGHT})
    assert preflight.status == 200  # a browser shows no key yet
    assert preflight.headers["access-control-allow-origin"] == EDITOR
    assert "x-stainless-os" in preflight.headers["access-control-allow-headers"]
    reply = server.post("/v1/chat/completions", QUESTION, {"Origin": EDITOR, "Authorization": "Bearer k-0123456789"})
    assert reply.status == 200
    assert reply.headers["access-control-allow-origin"] == EDITOR
    assert "access-control-allow-credentials" not in reply.headers
    refused = server.post("/v1/chat/completions", QUESTION, {"Origin": EDITOR})
    assert (refused.status, refused.headers["access-control-allow-origin"]) == (401, EDITOR)


@pytest.mark.parametrize("origin", ["https://editor.example.evil", "http://editor.example", "null"])
def test_no_other_origin_may(server: Server, origin: str) -> None:
    for method, headers in (("OPTIONS", PREFLIGHT), ("GET", {})):
        reply = server.request(method, "/v1/models", headers={"Origin": origin, **headers})
        assert "access-control-allow-origin" not in reply.headers


@pytest.mark.parametrize("path", ["/api/ask", "/api/conversations", "/v1", "/"])
def test_nothing_but_the_protocol_is_opened(server: Server, path: str) -> None:
    for method, headers in (("OPTIONS", PREFLIGHT), ("GET", {})):
        reply = server.request(method, path, headers={"Origin": EDITOR, **headers})
        assert "access-control-allow-origin" not in reply.headers


def test_without_the_setting_nobody_may(plans_server: Server) -> None:
    reply = plans_server.get("/v1/models", {"Origin": EDITOR})
    assert reply.status == 200
    assert "access-control-allow-origin" not in reply.headers
