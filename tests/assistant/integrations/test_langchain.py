"""Our parts inside LangChain's own machinery."""

from __future__ import annotations

from pathlib import Path

import numpy as np
from langchain_core.documents import Document
from langchain_core.runnables import RunnableLambda
from langchain_core.vectorstores import InMemoryVectorStore

from assistant.integrations.langchain import PlanEmbeddings, PlanRetriever
from assistant.service import SearchRequest, open_assistant
from indexer.encoder.protocol import Encoder

QUESTION = "kinh phí thực hiện chương trình"


def test_the_retriever_gives_what_search_gives(plans_index: Path) -> None:
    assistant = open_assistant(plans_index)
    retriever = PlanRetriever(assistant=assistant, k=3)
    documents = retriever.invoke(QUESTION)
    results = assistant.search(SearchRequest(QUESTION, limit=3))
    assert [one.page_content for one in documents] == [one.text for one in results]
    assert len(documents) == 3
    for document in documents:
        about = document.metadata
        source = assistant.source_text(about["document_id"])
        assert source[about["start"] : about["end"]] == document.page_content


def test_the_retriever_is_a_step_of_a_chain(plans_index: Path) -> None:
    chain = PlanRetriever.open(plans_index, k=2) | RunnableLambda(_ids)
    first, second = chain.batch([QUESTION, "thời gian hoàn thành"])
    assert len(first) == len(second) == 2
    assert first != second


def test_the_embeddings_fill_a_vector_store_of_langchain(encoder: Encoder) -> None:
    embeddings = PlanEmbeddings(encoder)
    texts = ["Kinh phí thực hiện kế hoạch", "Phòng họp trực tuyến", "Số hóa hồ sơ đảng viên"]
    store = InMemoryVectorStore.from_texts(texts, embeddings)
    assert [one.page_content for one in store.similarity_search("hồ sơ đảng viên", k=1)] == [texts[2]]
    np.testing.assert_allclose(embeddings.embed_query(texts[0]), embeddings.embed_documents(texts)[0], atol=1e-6)
    assert embeddings.embed_documents([]) == []


def _ids(found: list[Document]) -> list[str | None]:
    return [one.id for one in found]
