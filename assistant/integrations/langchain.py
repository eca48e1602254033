"""Our retriever and our encoder as parts of LangChain; the only module that imports ``langchain_core``.

Install it with ``pip install 'tro-ly-ao[llm]'``. Nothing else of the assistant imports this module.
"""

from __future__ import annotations

from pathlib import Path

from langchain_core.callbacks import CallbackManagerForRetrieverRun
from langchain_core.documents import Document
from langchain_core.embeddings import Embeddings
from langchain_core.retrievers import BaseRetriever
from pydantic import ConfigDict

from assistant.records import SearchResult
from assistant.service import Assistant, SearchRequest, open_assistant
from indexer.encoder.protocol import Encoder


class PlanRetriever(BaseRetriever):
    """The best ``k`` places for a question: what ``/api/search`` gives, as LangChain documents."""

    model_config = ConfigDict(arbitrary_types_allowed=True)

    assistant: Assistant
    k: int = 5

    @classmethod
    def open(cls, index: Path, *, encoder: str | None = None, k: int = 5) -> PlanRetriever:
        """A retriever over the generation in force in ``index``; raises the indexer's errors."""
        return cls(assistant=open_assistant(index, encoder), k=k)

    def _get_relevant_documents(
        self,
        query: str,
        *,
        run_manager: CallbackManagerForRetrieverRun,  # noqa: ARG002 (the base class passes it)
    ) -> list[Document]:
        """What LangChain calls; an empty or over-long question raises ``BadQuestion``."""
        found = self.assistant.search(SearchRequest(query, limit=self.k))
        return [_document(result) for result in found]


class PlanEmbeddings(Embeddings):
    """An encoder of the assistant as LangChain embeddings."""

    def __init__(self, encoder: Encoder) -> None:
        self._encoder = encoder

    def embed_documents(self, texts: list[str]) -> list[list[float]]:
        """One unit vector for each text."""
        return [[float(value) for value in row] for row in self._encoder.encode_passages(texts)]

    def embed_query(self, text: str) -> list[float]:
        """One unit vector."""
        return [float(value) for value in self._encoder.encode_query(text)]


def _document(result: SearchResult) -> Document:
    """The slice with its place: ``start`` and ``end`` count code points of the document's source text."""
    about: dict[str, str | int | float] = {
        "document_id": result.document_id,
        "section": result.section,
        "start": result.start,
        "end": result.end,
        "kind": result.kind,
        "score": result.score,
    }
    return Document(page_content=result.text, metadata=about, id=f"{result.document_id}:{result.start}-{result.end}")
