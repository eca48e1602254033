"""What goes wrong on ``/v1`` is said in the shape of the OpenAI protocol."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import jsonschema
import openai
import pytest

from tests.conftest import PLANS
from tests.server import PATIENCE_SECONDS, Reply, Server

KEY = "k-7Jx0pQ2vLw9sTt"
ERROR = {
    "type": "object",
    "required": ["error"],
    "additionalProperties": False,
    "properties": {
        "error": {
            "type": "object",
            "required": ["message", "type", "param", "code"],
            "additionalProperties": False,
            "properties": {
                "message": {"type": "string", "minLength": 1},
                "type": {"enum": ["invalid_request_error", "server_error", "rate_limit_error"]},
                "param": {"type": ["string", "null"]},
                "code": {"type": "string"},
            },
        }
    },
}


def assert_error(reply: Reply, status: int, code: str) -> None:
    assert reply.status == status, reply.body
    assert reply.headers["content-type"] == "application/json"
    jsonschema.validate(reply.json, ERROR)
    assert reply.json["error"]["code"] == code
    assert not reply.json["error"]["message"].isascii()  # Vietnamese


def user(text: object) -> dict[str, Any]:
    return {"model": "tro-ly-ao", "messages": [{"role": "user", "content": text}]}


@pytest.mark.parametrize(
    ("route", "body", "status", "code"),
    [
        ("chat/completions", user(" "), 400, "empty_question"),
        ("chat/completions", user(None), 400, "empty_question"),
        ("chat/completions", user([{"type": "image_url", "image_url": {"url": "data:"}}]), 400, "empty_question"),
        ("chat/completions", {"messages": [{"role": "system", "content": "Hỏi?"}]}, 400, "empty_question"),
        ("chat/completions", user("a" * 4001), 400, "context_length_exceeded"),
        ("chat/completions", user("nửa \ud83d"), 400, "bad_encoding"),
        ("chat/completions", user("Hỏi?") | {"model": "gpt-9"}, 404, "model_not_found"),
        ("chat/completions", user("Hỏi?") | {"model": "\ud83d" * 1000}, 404, "model_not_found"),
        ("chat/completions", {"messages": []}, 400, "invalid"),
        ("chat/completions", {"messages": "Hỏi?"}, 400, "invalid"),
        ("chat/completions", {}, 400, "invalid"),
        ("chat/completions", [], 400, "invalid"),
        ("completions", {"prompt": ""}, 400, "empty_question"),
        ("completions", {"prompt": []}, 400, "invalid"),
        ("completions", {"prompt": [1, 2]}, 400, "tokens"),
        ("completions", {"prompt": ["a"] * 17}, 400, "invalid"),
        ("embeddings", {"input": [[1, 2], [3]]}, 400, "tokens"),
        ("embeddings", {"input": "a", "model": "ada"}, 404, "model_not_found"),
        ("embeddings", {"input": "a", "dimensions": 3}, 400, "bad_dimensions"),
        ("embeddings", {"input": ["a"] * 257}, 400, "invalid"),
        ("embeddings", {"input": "nửa \ud83d"}, 400, "invalid"),
        ("embeddings", {}, 400, "invalid"),
    ],
)
@pytest.mark.parametrize("stream", [False, True])
def test_bad_requests(plans_server: Server, route: str, body: Any, status: int, code: str, *, stream: bool) -> None:
    sent = body | {"stream": True} if stream and isinstance(body, dict) else body
    assert_error(plans_server.post(f"/v1/{route}", sent), status, code)


def test_what_is_no_json_no_route_or_too_large(plans_server: Server) -> None:
    headers = {"Content-Type": "application/json"}
    assert_error(plans_server.request("POST", "/v1/chat/completions", b"{", headers), 400, "bad_json")
    assert_error(plans_server.get("/v1/nothing"), 404, "not_found")
    assert_error(plans_server.get("/v1/chat/completions"), 405, "method")
    large = user("Hỏi?") | {"padding": "a" * 300_000}
    assert_error(plans_server.post("/v1/chat/completions", large), 413, "too_large")


def test_with_a_key_only_who_shows_it_is_answered(tmp_path: Path, plans_index: Path) -> None:
    with Server(plans_index, PLANS, tmp_path / "log.txt", settings={"ASSISTANT_API_KEY": KEY}) as server:
        base = f"http://{server.host}:{server.port}/v1"
        for wrong in ("Bearer ", "Bearer k", f"Bearer {KEY}x", f"Bearer {KEY[:-1]}", "Bearer \xc3\xa9", KEY, ""):
            for headers in ({"Authorization": wrong}, {}):
                reply = server.get("/v1/models", headers)
                assert_error(reply, 401, "invalid_api_key")
                assert reply.headers["www-authenticate"] == "Bearer"
        for path in ("chat/completions", "completions", "embeddings"):
            assert_error(server.post(f"/v1/{path}", {}), 401, "invalid_api_key")
        assert_error(server.get("/v1/models/tro-ly-ao"), 401, "invalid_api_key")
        with openai.OpenAI(base_url=base, api_key=KEY, timeout=PATIENCE_SECONDS) as client:
            assert [model.id for model in client.models.list()] == ["tro-ly-ao"]
        with (
            openai.OpenAI(base_url=base, api_key="wrong", timeout=PATIENCE_SECONDS) as client,
            pytest.raises(openai.AuthenticationError),
        ):
            client.models.list()
        assert server.get("/healthz").status == 200  # the page and its own API have no key
        assert KEY not in server.errors
