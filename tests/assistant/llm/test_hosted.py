"""Hosted providers through their own client libraries, over real HTTP in each one's own protocol."""

from __future__ import annotations

import socket
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import httpx
import pytest

from assistant.llm.check import ADVICE, check_model
from assistant.llm.model import Message, ModelFailure
from assistant.llm.select import load_model
from assistant.phrases import phrase
from assistant.settings import Settings
from tests.assistant.llm.conftest import FOLDER
from tests.assistant.llm.scripted import Behaviour, ChatServer, Drop, Raw, Refuse, Say, Stall, always, saying
from tests.assistant.llm.wires import Anthropic
from tests.server import Server

MESSAGES = (Message("system", "Trả lời ngắn."), Message("user", "Kinh phí là bao nhiêu?"))
KEY = "k-0123456789abcdef"
MONEY = "Tổng kinh phí của kế hoạch An Giang là bao nhiêu?"
TRUTH = "Kế hoạch của An Giang dự tính tổng cộng 24,6 tỷ đồng từ ngân sách tỉnh [1]."
OVERLOADED = Raw(Anthropic().overloaded())
FAILED = Raw(b'data: {"error": {"message": "The server had an error", "type": "server_error", "code": null}}\n\n')
assert httpx.__version__  # as in test_model: loaded before several clients look for it at once


@dataclass(frozen=True, slots=True)
class Hosted:
    """Where a provider is asked, how the key is shown, and under which name the limit of tokens stands."""

    path: str
    key: tuple[str, str]
    limit: tuple[str, ...]


HOSTED: Mapping[str, Hosted] = {
    "anthropic": Hosted("/v1/messages", ("authorization", f"Bearer {KEY}"), ("max_tokens",)),
    "google": Hosted(
        "/v1beta/models/some-model:streamGenerateContent",
        ("x-goog-api-key", KEY),
        ("generationConfig", "maxOutputTokens"),
    ),
    "azure": Hosted(
        "/openai/deployments/some-model/chat/completions", ("api-key", KEY), ("max_completion_tokens",)
    ),
}  # fmt: skip
every_provider = pytest.mark.parametrize("provider", sorted(HOSTED))


def settings(provider: str, url: str, **changes: object) -> Settings:
    given = {"llm": f"{provider}:some-model", "llm_url": url, "llm_key": KEY, "llm_timeout": 20.0, "llm_retries": 0}
    return Settings(**given | changes)  # type: ignore[arg-type]


def heard(settings: Settings) -> list[str]:
    model = load_model(settings)
    assert model is not None
    return list(model.stream(MESSAGES))


def failure(settings: Settings) -> ModelFailure:
    with pytest.raises(ModelFailure) as caught:
        heard(settings)
    return caught.value


@every_provider
def test_what_it_says_arrives_piece_by_piece(provider: str, monkeypatch: pytest.MonkeyPatch) -> None:
    for variable in ("OPENAI_API_KEY", "ANTHROPIC_API_KEY", "GOOGLE_API_KEY", "AZURE_OPENAI_API_KEY"):
        monkeypatch.setenv(variable, "k-of-somebody-else")
    with ChatServer([saying("Kinh phí là 5 tỷ đồng [1].")]) as server:
        pieces = heard(settings(provider, server.root, llm_answer_tokens=321))
    assert "".join(pieces) == "Kinh phí là 5 tỷ đồng [1]."
    assert len(pieces) > 1
    (asked,) = server.asked
    expected = HOSTED[provider]
    assert asked.path.partition("?")[0] == expected.path
    assert asked.told == [{"role": one.role, "content": one.content} for one in MESSAGES]
    name, shown = expected.key
    assert asked.headers[name] == shown
    assert "k-of-somebody-else" not in str(asked)
    limit: Any = asked.body
    for step in expected.limit:
        limit = limit[step]
    assert limit == 321


@every_provider
@pytest.mark.parametrize(
    ("behaviour", "kind"),
    [
        (always(Say("Kinh"), Stall()), "timeout"),
        (always(Stall()), "timeout"),
        (always(Say("Kinh phí"), Drop()), "cut"),
        (always(Drop()), "garbage"),
        (lambda _: Refuse(400), "rejected"),
        (lambda _: Refuse(401), "key"),
        (lambda _: Refuse(403), "key"),
        (lambda _: Refuse(404), "no_model"),
        (lambda _: Refuse(429), "busy"),
        (lambda _: Refuse(500), "server"),
        (lambda _: Refuse(503), "server"),
        (lambda _: Refuse(529), "server"),
        (always(Say("Kinh phí"), Raw(b"<html>It works</html>"), Drop()), "cut"),
        (always(), "empty"),
        (always(*[Say("la la la ")] * 1000), "garbage"),
    ],
)
def test_every_failure_has_its_kind(provider: str, behaviour: Behaviour, kind: str) -> None:
    with ChatServer([behaviour]) as server:
        patience = 2.0 if kind == "timeout" else 20.0
        found = failure(settings(provider, server.root, llm_timeout=patience, llm_answer_tokens=200))
        assert found.kind == kind
        assert KEY not in str(found)
        assert len(server.asked) == 1 or kind == "key"  # Google's library shows a refused key again


@pytest.mark.parametrize(("provider", "step"), [("anthropic", OVERLOADED), ("azure", FAILED)])
def test_an_error_inside_a_stream_is_one_of_the_server(provider: str, step: Raw) -> None:
    with ChatServer([always(step), always(Say("Kinh"), step)]) as server:
        assert failure(settings(provider, server.root)).kind == "server"
        assert failure(settings(provider, server.root)).kind == "cut"


@every_provider
@pytest.mark.parametrize("status", [429, 500, 503])
def test_what_passes_is_tried_again_as_often_as_the_settings_say(provider: str, status: int) -> None:
    with ChatServer([lambda _: Refuse(status), saying("Có.")]) as server:
        assert "".join(heard(settings(provider, server.root, llm_retries=1))) == "Có."
        assert len(server.asked) == 2


@every_provider
def test_a_server_that_is_not_there_is_unreachable(provider: str) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))  # bound, but nothing listens
        found = failure(settings(provider, f"http://127.0.0.1:{taken.getsockname()[1]}"))
    assert found.kind == "unreachable"


@every_provider
def test_the_check_names_model_and_remedy(provider: str) -> None:
    with ChatServer([saying("Tôi sẵn sàng."), lambda _: Refuse(401)]) as server:
        model = load_model(settings(provider, server.root))
        assert model is not None
        answered, refused = check_model(model), check_model(model)
    assert answered.lines[0].startswith(f"{provider}:some-model answers: first words after ")
    assert answered.lines[1] == "it said: Tôi sẵn sàng."
    assert refused.lines[0].startswith(f"{provider}:some-model does not answer (key) after ")
    assert refused.lines[-1] == f"to do: {ADVICE['key']}"


@every_provider
def test_it_phrases_an_answer_of_the_service(provider: str, fish_index: Path, tmp_path: Path) -> None:
    key = tmp_path / "key"
    key.write_text(f"{KEY}\n", encoding="utf-8")
    with ChatServer([saying(TRUTH), lambda _: Refuse(500), always(Say(f"{TRUTH} Và"), Drop())]) as model:
        chosen = {
            "ASSISTANT_LLM": f"{provider}:some-model",
            "ASSISTANT_LLM_URL": model.root,
            "ASSISTANT_LLM_KEY_FILE": str(key),
            "ASSISTANT_LLM_RETRIES": "0",
        }
        with Server(fish_index, FOLDER, tmp_path / "log.txt", settings=chosen) as server:
            answers = [server.post("/api/ask", {"question": MONEY}).json for _ in range(3)]
            assert KEY not in server.errors
    assert [one["engine"] for one in answers] == ["llm", "extractive", "extractive"]
    assert answers[0]["answer"].startswith(TRUTH)
    assert answers[0]["model"] == f"{provider}:some-model"
    assert [one["warnings"] for one in answers] == [[], [phrase("model_down")], [phrase("model_cut")]]
    name, shown = HOSTED[provider].key
    assert {asked.headers[name] for asked in model.asked} == {shown}
