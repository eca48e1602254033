"""LangChain's chat model and embeddings against our own endpoint."""

from __future__ import annotations

import pytest
from langchain_core.messages import AIMessage, HumanMessage, SystemMessage
from langchain_openai import ChatOpenAI, OpenAIEmbeddings
from pydantic import SecretStr

from indexer.encoder.protocol import Encoder
from tests.server import PATIENCE_SECONDS, Server

QUESTION = "Lai Châu chi bao nhiêu cho máy chủ năm 2032?"


@pytest.fixture
def base(plans_server: Server) -> str:
    return f"http://{plans_server.host}:{plans_server.port}/v1"


def test_a_chat_model_answers_whole_streamed_and_in_a_dialogue(base: str) -> None:
    model = ChatOpenAI(model="tro-ly-ao", base_url=base, api_key=SecretStr("any"), timeout=PATIENCE_SECONDS)
    whole = model.invoke([SystemMessage("Trả lời ngắn gọn."), HumanMessage(QUESTION)])
    assert "7.100" in whole.text
    assert "Nguồn:" in whole.text
    assert "".join(chunk.text for chunk in model.stream(QUESTION)) == whole.text
    before = [HumanMessage("Lai Châu chi bao nhiêu cho máy chủ năm 2031?"), AIMessage("6.900 triệu đồng. [1]")]
    assert "7.100" in model.invoke([*before, HumanMessage("Còn năm 2032?")]).text


def test_embeddings(base: str, encoder: Encoder) -> None:
    embeddings = OpenAIEmbeddings(
        model="tro-ly-ao", base_url=base, api_key=SecretStr("any"), check_embedding_ctx_length=False
    )
    expected = [[float(value) for value in row] for row in encoder.encode_passages(["kinh phí", "máy chủ"])]
    for found, row in zip(embeddings.embed_documents(["kinh phí", "máy chủ"]), expected, strict=True):
        assert found == pytest.approx(row, abs=1e-6)
    assert embeddings.embed_query("kinh phí") == pytest.approx(expected[0], abs=1e-6)
