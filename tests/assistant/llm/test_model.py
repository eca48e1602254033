"""Chat models over real HTTP: what they say arrives, and every failure has its kind."""

from __future__ import annotations

import socket
import sys
import threading
from collections.abc import Iterator
from typing import get_args

import httpx
import pytest

from assistant.llm.check import ADVICE, check_model
from assistant.llm.model import FailureKind, Message, ModelFailure, ModelUnusable
from assistant.llm.providers import PROVIDERS
from assistant.llm.select import load_model
from assistant.settings import Settings
from tests.assistant.llm.scripted import Behaviour, ChatServer, Drop, Raw, Refuse, Say, Stall, always, saying

MESSAGES = (Message("system", "Trả lời ngắn."), Message("user", "Kinh phí là bao nhiêu?"))
KEY = "k-0123456789abcdef"
# Loaded before the clients of several providers come together in one process: OpenAI's looks for it while it works,
# and must not find it half loaded by another.
assert httpx.__version__


def settings(server: ChatServer, **changes: object) -> Settings:
    given = {"llm": "compatible:scripted", "llm_url": server.url, "llm_timeout": 20.0, "llm_retries": 0}
    return Settings(**given | changes)  # type: ignore[arg-type]


def heard(settings: Settings) -> str:
    model = load_model(settings)
    assert model is not None
    return "".join(model.stream(MESSAGES))


def failure(settings: Settings) -> ModelFailure:
    with pytest.raises(ModelFailure) as caught:
        heard(settings)
    return caught.value


def test_what_the_model_says_arrives_piece_by_piece() -> None:
    with ChatServer([saying("Kinh phí là 5 tỷ đồng [1].")]) as server:
        model = load_model(settings(server))
        assert model is not None
        pieces = list(model.stream(MESSAGES))
    assert "".join(pieces) == "Kinh phí là 5 tỷ đồng [1]."
    assert len(pieces) > 1
    (asked,) = server.asked
    assert asked.body["messages"] == [{"role": one.role, "content": one.content} for one in MESSAGES]
    assert asked.body["model"] == "scripted"
    assert asked.body["max_tokens"] == 800


@pytest.mark.parametrize(
    ("behaviour", "kind"),
    [
        (always(Say("Kinh"), Stall()), "timeout"),
        (always(Stall()), "timeout"),
        (always(Say("Kinh phí"), Drop()), "cut"),
        (lambda _: Refuse(401), "key"),
        (lambda _: Refuse(404), "no_model"),
        (lambda _: Refuse(429), "busy"),
        (lambda _: Refuse(500), "server"),
        (lambda _: Refuse(400), "rejected"),
        (always(Raw(b"data: {{{ not json\n\n")), "garbage"),
        (always(Raw(b"data: \xff\xfe\n\n")), "garbage"),
        (always(), "empty"),
        (always(Raw(b"<html>It works</html>"), Drop()), "garbage"),
        (always(*[Say("la la la ")] * 5000), "garbage"),
    ],
)
def test_every_failure_has_its_kind(behaviour: Behaviour, kind: str) -> None:
    with ChatServer([behaviour]) as server:
        found = failure(settings(server, llm_timeout=2.0 if kind == "timeout" else 20.0))
    assert found.kind == kind


def test_a_server_that_is_not_there_is_unreachable() -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))  # bound, but nothing listens
        url = f"http://127.0.0.1:{taken.getsockname()[1]}/v1"
        found = failure(Settings(llm="compatible:m", llm_url=url, llm_retries=0))
    assert found.kind == "unreachable"


def test_a_passing_failure_is_tried_again_and_a_lasting_one_is_not() -> None:
    with ChatServer([lambda _: Refuse(429), lambda _: Refuse(503), saying("Có.")]) as server:
        assert heard(settings(server, llm_retries=2)) == "Có."
        assert len(server.asked) == 3
    with ChatServer([lambda _: Refuse(401), saying("Có.")]) as server:
        assert failure(settings(server, llm_retries=2)).kind == "key"
        assert len(server.asked) == 1


def test_nothing_is_asked_again_after_the_first_words() -> None:
    with ChatServer([always(Say("Kinh"), Drop()), saying("Có.")]) as server:
        assert failure(settings(server, llm_retries=3)).kind == "cut"
        assert len(server.asked) == 1


def test_no_more_answers_at_once_than_the_settings_allow() -> None:
    with ChatServer([always(Say("Kinh"), Stall())]) as server:
        model = load_model(settings(server, llm_timeout=2.0, llm_concurrency=1))
        assert model is not None
        first = model.stream(MESSAGES)
        assert next(first) == "Kinh"
        with pytest.raises(ModelFailure) as caught:
            next(model.stream(MESSAGES))
        assert caught.value.kind == "queue"
        assert len(server.asked) == 1


def test_a_place_is_free_again_after_an_answer() -> None:
    with ChatServer([saying("Có.")]) as server:
        model = load_model(settings(server, llm_concurrency=1))
        assert model is not None
        for _ in range(3):
            assert "".join(model.stream(MESSAGES)) == "Có."


def test_a_stalled_server_leaves_no_thread_behind() -> None:
    def asking() -> int:
        return sum(thread.name.startswith("llm-") for thread in threading.enumerate())

    with ChatServer([always(Say("Kinh"), Stall())]) as server:
        assert failure(settings(server, llm_timeout=1.0)).kind == "timeout"
    for thread in threading.enumerate():
        if thread.name.startswith("llm-"):
            thread.join(20)
    assert asking() == 0


def test_ollama_speaks_its_own_protocol() -> None:
    with ChatServer([saying("Có 5 tỷ đồng."), always(Say("a"), Drop()), lambda _: Refuse(404)]) as server:
        ollama = settings(server, llm="ollama:scripted", llm_url=server.root)
        assert heard(ollama) == "Có 5 tỷ đồng."
        assert server.asked[0].path == "/api/chat"
        assert failure(ollama).kind in ("cut", "garbage")
        assert failure(ollama).kind == "no_model"


def test_the_key_goes_to_the_server_that_it_is_for(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("OPENAI_API_KEY", "k-of-somebody-else")
    with ChatServer([saying("Có.")]) as server:
        heard(settings(server, llm_key=KEY))
        heard(settings(server))  # a local server without a key does not get that of the environment
        heard(settings(server, llm="openai:scripted", llm_key=KEY))
    assert [asked.headers["authorization"] for asked in server.asked] == [
        f"Bearer {KEY}", "Bearer none", f"Bearer {KEY}",
    ]  # fmt: skip


def test_no_failure_shows_the_key() -> None:
    with ChatServer([lambda _: Refuse(401)]) as server:
        found = failure(settings(server, llm_key=KEY))
    assert KEY not in str(found)
    assert KEY not in repr(settings(server, llm_key=KEY))


def test_nothing_is_traced_elsewhere(monkeypatch: pytest.MonkeyPatch) -> None:
    with ChatServer([saying("Có.")]) as server, ChatServer([saying("")]) as elsewhere:
        monkeypatch.setenv("LANGSMITH_TRACING", "true")
        monkeypatch.setenv("LANGSMITH_API_KEY", KEY)
        monkeypatch.setenv("LANGSMITH_ENDPOINT", elsewhere.root)
        assert heard(settings(server)) == "Có."
        assert elsewhere.asked == []


@pytest.mark.parametrize("provider", sorted(PROVIDERS))
def test_every_provider_can_be_set_up(provider: str, monkeypatch: pytest.MonkeyPatch) -> None:
    for variable in ("OPENAI_API_KEY", "ANTHROPIC_API_KEY", "GOOGLE_API_KEY", "AZURE_OPENAI_API_KEY"):
        monkeypatch.setenv(variable, "k-of-somebody-else")  # not ours to use
    url = "http://127.0.0.1:9" if PROVIDERS[provider].needs_url else None
    model = load_model(Settings(llm=f"{provider}:some-model", llm_url=url, llm_key=KEY))
    assert model is not None
    assert model.name == f"{provider}:some-model"
    if not PROVIDERS[provider].local:
        with pytest.raises(ModelUnusable, match="ASSISTANT_LLM_KEY"):
            load_model(Settings(llm=f"{provider}:some-model", llm_url=url))


@pytest.mark.parametrize("written", ["gpt", "openai:", ":m", "nobody:m", " "])
def test_a_name_that_is_none_is_explained(written: str) -> None:
    with pytest.raises(ModelUnusable, match="needs provider:model, one of ollama, "):
        load_model(Settings(llm=written))


def test_a_server_without_an_address_is_asked_for() -> None:
    with pytest.raises(ModelUnusable, match="ASSISTANT_LLM_URL"):
        load_model(Settings(llm="vllm:m"))


def test_without_a_setting_there_is_no_model() -> None:
    assert load_model(Settings()) is None


@pytest.fixture
def scripted() -> Iterator[ChatServer]:
    with ChatServer([saying("Tôi sẵn sàng."), lambda _: Refuse(401)]) as server:
        yield server


def test_the_check_says_how_fast_and_what_to_fix(scripted: ChatServer) -> None:
    model = load_model(settings(scripted))
    assert model is not None
    answered, refused = check_model(model), check_model(model)
    assert answered.failure is None
    assert 0 < answered.first <= answered.whole
    assert "Tôi sẵn sàng." in answered.lines[1]
    assert refused.lines[-1] == f"to do: {ADVICE['key']}"


@pytest.mark.parametrize(
    ("behaviour", "kind"),
    [
        (always(Stall()), "timeout"),
        (always(Say("Tôi"), Drop()), "cut"),
        (lambda _: Refuse(429), "busy"),
        (lambda _: Refuse(500), "server"),
        (lambda _: Refuse(404), "no_model"),
        (lambda _: Refuse(400), "rejected"),
        (always(Raw(b"<html>It works</html>"), Drop()), "garbage"),
        (always(), "empty"),
    ],
)
def test_the_check_has_a_remedy_for_each_failure(behaviour: Behaviour, kind: FailureKind) -> None:
    with ChatServer([behaviour]) as server:
        model = load_model(settings(server, llm_timeout=2.0 if kind == "timeout" else 20.0))
        assert model is not None
        lines = check_model(model).lines
    assert lines[0].startswith(f"compatible:scripted does not answer ({kind}) after ")
    assert lines[-1] == f"to do: {ADVICE[kind]}"


def test_every_kind_of_failure_has_a_remedy() -> None:
    assert set(ADVICE) == set(get_args(FailureKind))


@pytest.mark.parametrize(("provider", "package"), [("anthropic", "langchain_anthropic"), ("ollama", "langchain")])
def test_a_package_that_is_not_installed_is_named_with_its_command(
    provider: str, package: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, package, None)  # as if it were not there
    with pytest.raises(ModelUnusable) as caught:
        load_model(Settings(llm=f"{provider}:m", llm_key=KEY))
    assert str(caught.value) == f"{provider}:m needs a package: pip install 'tro-ly-ao[{provider}]'"
