"""What a large index needs: coded vectors, and search within documents."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from assistant.question import understand
from assistant.retrieval import retrieve
from indexer.encoder.protocol import Encoder
from indexer.store.lexical import LexicalIndex, LexicalWriter
from indexer.store.reader import open_index
from indexer.store.vectors import VectorIndex, write_vectors


def rows(count: int, dimensions: int) -> np.ndarray[tuple[int, int], np.dtype[np.float32]]:
    """Unit vectors around a hundred centres, as those of texts are."""
    chance = np.random.default_rng(5)
    centres = chance.standard_normal((100, dimensions))
    made = centres[chance.integers(0, 100, count)] + 0.7 * chance.standard_normal((count, dimensions))
    return np.asarray(made / np.linalg.norm(made, axis=1, keepdims=True), dtype=np.float32)


def test_coded_vectors_find_what_exact_search_finds(tmp_path: Path) -> None:
    vectors = rows(6000, 64)
    write_vectors(tmp_path / "coded", vectors, exact_most=1000)
    write_vectors(tmp_path / "exact", vectors)
    assert (tmp_path / "coded").stat().st_size < (tmp_path / "exact").stat().st_size * 0.7
    coded, exact = VectorIndex(tmp_path / "coded"), VectorIndex(tmp_path / "exact")
    assert (coded.size, coded.dimensions) == (6000, 64)
    shared = [
        len({hit.id for hit in coded.search(query, 10)} & {hit.id for hit in exact.search(query, 10)})
        for query in vectors[:200]
    ]
    assert sum(shared) / (10 * len(shared)) >= 0.95
    np.testing.assert_allclose(coded.scores(vectors[0], [0, 7, 5999]), vectors[[0, 7, 5999]] @ vectors[0], atol=0.02)


def test_vectors_of_odd_length_stay_exact(tmp_path: Path) -> None:
    vectors = rows(50, 7)
    write_vectors(tmp_path / "odd", vectors, exact_most=10)
    index = VectorIndex(tmp_path / "odd")
    assert [hit.id for hit in index.search(vectors[31], 1)] == [31]


@pytest.fixture
def lexical(tmp_path: Path) -> LexicalIndex:
    writer = LexicalWriter(tmp_path / "lexical")
    for id_ in range(50):
        words = ["plan"] * (1 + id_ % 3) + [f"w{id_}"]
        writer.add(id_, words, words)
    writer.close()
    return LexicalIndex(tmp_path / "lexical")


def test_search_within_ranges(lexical: LexicalIndex) -> None:
    everywhere = {hit.id: hit.score for hit in lexical.search({"plan": 1.0}, field="terms", limit=50)}
    found = lexical.search({"plan": 1.0}, field="terms", limit=50, within=[range(10, 13), range(40, 42)])
    assert {hit.id for hit in found} == {10, 11, 12, 40, 41}
    assert all(hit.score == pytest.approx(everywhere[hit.id]) for hit in found)
    assert lexical.search({"w20": 1.0}, field="terms", limit=5, within=[range(10, 13)]) == []
    assert lexical.search({"plan": 1.0}, field="terms", limit=5, within=[]) == []


def test_one_document_is_searched_through_whatever_the_others_hold(shipped_index: Path, encoder: Encoder) -> None:
    index = open_index(shipped_index, encoder)
    question = understand("kinh phí thực hiện kế hoạch chuyển đổi số")
    for document, ids in index.ids.items():
        found = retrieve(index, question, allowed={document}, limit=20)
        assert len(found) == 20
        assert all(one.passage.document_id == document and one.passage.id in ids for one in found)
    assert sorted(id_ for ids in index.ids.values() for id_ in ids) == list(range(index.manifest.passages))
