"""Tokens of requests over real HTTP: as the server counts them, otherwise estimated and marked as such."""

from __future__ import annotations

import json
from dataclasses import dataclass, field

import pytest

from assistant.llm.model import Message, ModelFailure
from assistant.llm.select import load_model
from assistant.llm.usage import Usage, tokens_of
from assistant.settings import Settings
from tests.assistant.llm.scripted import ChatServer, Count, Drop, Refuse, Say, Script, always

MESSAGES = (Message("system", "Trả lời ngắn."), Message("user", "Kinh phí là bao nhiêu?"))
SENT = sum(tokens_of(one.content) for one in MESSAGES)
SAID = "Kinh phí là 5 tỷ đồng [1]."


@dataclass
class Book:
    """A meter that keeps what it is told."""

    begun: int = 0
    usages: list[Usage] = field(default_factory=list)

    def began(self) -> None:
        self.begun += 1

    def ended(self, usage: Usage) -> None:
        self.usages.append(usage)


def asked(server: ChatServer, *, llm: str = "compatible:m", url: str | None = None, times: int = 1) -> Book:
    book = Book()
    model = load_model(Settings(llm=llm, llm_url=url or server.url, llm_key="k-1234567890", llm_retries=0), book)
    assert model is not None
    for _ in range(times):
        assert "".join(model.stream(MESSAGES)) == SAID
    return book


@pytest.mark.parametrize("llm", ["compatible:m", "openai:m", "ollama:m", "anthropic:m", "google:m", "azure:m"])
def test_what_the_server_counted_is_taken(llm: str) -> None:
    with ChatServer([always(Say(SAID[:9]), Say(SAID[9:]), Count(321, 17))]) as server:
        book = asked(
            server, llm=llm, url=server.url if llm.startswith(("compatible", "openai")) else server.root, times=2
        )
    assert book.begun == 2
    assert book.usages == [Usage(321, 17, reported=True)] * 2


def test_without_a_count_it_is_estimated_and_marked_so() -> None:
    with ChatServer([always(Say(SAID))]) as server:
        assert asked(server).usages == [Usage(SENT, tokens_of(SAID), reported=False)]


def test_a_server_that_rejects_the_wish_for_counts_is_asked_without_it() -> None:
    def strict(_: list[dict[str, str]]) -> Script:
        return Refuse(400) if "stream_options" in json.dumps(server.asked[-1].body) else [Say(SAID)]

    with ChatServer([strict]) as server:
        book = asked(server, times=2)
        wishes = ["stream_options" in one.body for one in server.asked]
    assert wishes == [True, False, False]
    assert book.usages == [Usage(0, 0, reported=False), *[Usage(SENT, tokens_of(SAID), reported=False)] * 2]


def test_without_a_meter_no_server_is_asked_to_count() -> None:
    with ChatServer([always(Say(SAID))]) as server:
        model = load_model(Settings(llm="compatible:m", llm_url=server.url))
        assert model is not None
        assert "".join(model.stream(MESSAGES)) == SAID
    assert "stream_options" not in server.asked[0].body


def test_a_request_that_breaks_off_is_counted_by_what_was_said() -> None:
    book = Book()
    with ChatServer([always(Say("Kinh phí"), Drop()), lambda _: Refuse(500)]) as server:
        model = load_model(Settings(llm="compatible:m", llm_url=server.url, llm_retries=0), book)
        assert model is not None
        for _ in range(2):
            with pytest.raises(ModelFailure):
                list(model.stream(MESSAGES))
    assert book.begun == 2
    assert book.usages == [Usage(SENT, tokens_of("Kinh phí"), reported=False), Usage(0, 0, reported=False)]
