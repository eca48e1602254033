"""A language model behind the protocol: its verified sentences as they come, and what it must take back."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import openai
import pytest

from assistant.phrases import phrase
from indexer.build import build
from indexer.encoder.protocol import Encoder
from tests.assistant.llm.conftest import FOLDER, settings_for
from tests.assistant.llm.scripted import Behaviour, ChatServer, Drop, Refuse, Say, always, saying
from tests.server import PATIENCE_SECONDS, Server

MONEY = "Tổng kinh phí của kế hoạch An Giang là bao nhiêu?"
SUMMARY = "Tóm tắt kết quả vùng nuôi lươn Hậu Giang"
TRUTH = "Kế hoạch của An Giang dự tính tổng cộng 24,6 tỷ đồng từ ngân sách tỉnh [1]."
PART = "Trong đó, chi cho trạm quan trắc nước là 13.200 triệu đồng [1]."
LIE = "Kế hoạch của An Giang dự tính tổng cộng 26,4 tỷ đồng [1]."


@dataclass
class Talk:
    """A client of the protocol, and the scripted model behind the server that it asks."""

    client: openai.OpenAI
    model: ChatServer

    def whole(self, question: str, *behaviours: Behaviour) -> Any:
        self._script(behaviours)
        return self.client.chat.completions.create(model="tro-ly-ao", messages=[{"role": "user", "content": question}])

    def chunks(self, question: str, *behaviours: Behaviour) -> list[Any]:
        self._script(behaviours)
        messages: Any = [{"role": "user", "content": question}]
        return list(self.client.chat.completions.create(model="tro-ly-ao", messages=messages, stream=True))

    def _script(self, behaviours: tuple[Behaviour, ...]) -> None:
        self.model.behaviours = list(behaviours)
        self.model.asked.clear()


@pytest.fixture(scope="module")
def talk(encoder: Encoder, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Talk]:
    folder = tmp_path_factory.mktemp("v1-model")
    assert not build(FOLDER, folder / "index", encoder).failures
    with (
        ChatServer([saying("")]) as model,
        Server(folder / "index", FOLDER, folder / "log.txt", settings=settings_for(model.url)) as server,
        openai.OpenAI(
            base_url=f"http://{server.host}:{server.port}/v1", api_key="any", max_retries=0, timeout=PATIENCE_SECONDS
        ) as client,
    ):
        yield Talk(client, model)


def text_of(chunks: list[Any]) -> str:
    return "".join(chunk.choices[0].delta.content or "" for chunk in chunks)


@pytest.mark.parametrize("said", [f"{TRUTH} {PART}", f"{TRUTH}\n{PART}", f"{TRUTH}\n{LIE}\n{PART}", TRUTH])
def test_verified_sentences_are_said_and_nothing_is_corrected(talk: Talk, said: str) -> None:
    whole = talk.whole(MONEY, saying(said))
    content = whole.choices[0].message.content
    assert whole.tro_ly_ao["engine"] == "llm"
    assert content.startswith(TRUTH)
    assert LIE not in content
    chunks = talk.chunks(MONEY, saying(said))
    streamed = text_of(chunks)
    assert streamed.split() == content.split()
    assert "Đính chính" not in streamed
    assert TRUTH in "".join(chunk.choices[0].delta.content or "" for chunk in chunks[:2])  # the first piece of text
    for annotation in chunks[-1].choices[0].delta.annotations:
        cited = annotation["url_citation"]
        assert streamed[cited["start_index"] : cited["end_index"]] == "[1]"


def test_items_are_said_on_lines_of_their_own(talk: Talk) -> None:
    said = saying("- Chất lượng nước vùng nuôi lươn bảo đảm [3].\n- Vùng nuôi lươn đạt 420 ha [1].")
    content = talk.whole(SUMMARY, said).choices[0].message.content
    assert content.startswith("- Chất lượng nước vùng nuôi lươn bảo đảm [1].\n- Vùng nuôi lươn đạt 420 ha [2].")
    assert text_of(talk.chunks(SUMMARY, said)) == content


def test_what_is_withdrawn_is_corrected(talk: Talk) -> None:
    broken = always(Say(f"{TRUTH} {PART} Và"), Drop())
    plain = talk.whole(MONEY, lambda _: Refuse(500))
    streamed = text_of(talk.chunks(MONEY, broken))
    before, _, after = streamed.partition("\n\nĐính chính: ")
    assert before.startswith(TRUTH)
    text, _, listed = plain.choices[0].message.content.partition("\n\nNguồn:")
    assert after.startswith(plain.tro_ly_ao["answer"])
    assert phrase("model_cut") in after
    assert after.endswith(f"Nguồn:{listed}")
    assert phrase("model_down") in text
    whole = talk.whole(MONEY, broken)
    assert "Đính chính" not in whole.choices[0].message.content
    assert PART not in whole.choices[0].message.content


@pytest.mark.parametrize("behaviour", [lambda _: Refuse(429), saying(LIE), saying(""), always(Drop())])
def test_a_model_that_said_nothing_leaves_nothing_to_correct(talk: Talk, behaviour: Behaviour) -> None:
    chunks = talk.chunks(MONEY, behaviour)
    assert "Đính chính" not in text_of(chunks)
    assert LIE not in text_of(chunks)
    assert chunks[-1].tro_ly_ao["engine"] == "extractive"
    assert text_of(chunks) == talk.whole(MONEY, behaviour).choices[0].message.content


def test_the_clients_own_prompts_never_go_to_the_model(talk: Talk) -> None:
    talk.whole('### Task:\nGenerate a title.\n### Output:\n{ "title": "…" }', saying(TRUTH))
    assert talk.model.asked == []


def test_the_engine_can_be_chosen(talk: Talk) -> None:
    talk.model.behaviours = [saying(TRUTH)]
    for engine in ("extractive", "llm"):
        reply: Any = talk.client.chat.completions.create(
            model="tro-ly-ao",
            messages=[{"role": "user", "content": MONEY}],
            extra_body={"tro_ly_ao": {"engine": engine}},
        )
        assert reply.tro_ly_ao["engine"] == engine


def test_without_a_model_none_can_be_chosen(plans_server: Server) -> None:
    body = {"messages": [{"role": "user", "content": MONEY}], "tro_ly_ao": {"engine": "llm"}}
    reply = plans_server.post("/v1/chat/completions", body)
    assert (reply.status, reply.json["error"]["code"]) == (400, "no_llm")
