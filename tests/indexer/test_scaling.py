"""What a large index needs: coded vectors, and search within documents."""

from __future__ import annotations

import random
from pathlib import Path

import numpy as np
import pytest

from assistant.question import understand
from assistant.retrieval import retrieve
from indexer.encoder.protocol import Encoder
from indexer.store.lexical import LexicalIndex, LexicalWriter
from indexer.store.reader import open_index
from indexer.store.vectors import VectorIndex, VectorWriter, read_rows, write_vectors


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


def test_vectors_written_as_they_come_are_those_written_at_once(tmp_path: Path) -> None:
    vectors = rows(300, 16)
    writer = VectorWriter(tmp_path / "vectors", 16)
    for start in range(0, 300, 70):
        writer.add(vectors[start : start + 70])
    writer.close()
    write_vectors(tmp_path / "at-once", vectors)
    assert (tmp_path / "vectors").read_bytes() == (tmp_path / "at-once").read_bytes()
    assert {path.name for path in tmp_path.iterdir()} == {"vectors", "at-once"}
    kept = VectorWriter(tmp_path / "again", 16, kept=tmp_path / "rows")
    kept.add(vectors)
    kept.close()
    np.testing.assert_array_equal(np.concatenate([*read_rows(tmp_path / "rows", 16)]), vectors)
    empty = VectorWriter(tmp_path / "empty", 16)
    empty.close()
    assert VectorIndex(tmp_path / "empty").size == 0


def test_codes_of_vectors_read_in_parts_are_those_of_all(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    vectors = rows(1500, 16)
    write_vectors(tmp_path / "at-once", vectors, exact_most=100)
    monkeypatch.setattr("indexer.store.vectors._READ_AT_ONCE", 400)
    writer = VectorWriter(tmp_path / "parts", 16)
    writer.add(vectors)
    writer.close(exact_most=100)
    assert (tmp_path / "parts").read_bytes() == (tmp_path / "at-once").read_bytes()


WORDS = [f"w{rank}" for rank in range(400)]


@pytest.fixture(scope="module")
def long_tail(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """2,000 passages of 30 words each, whose frequencies fall as those of a language do."""
    folder = tmp_path_factory.mktemp("tail") / "lexical"
    chance = random.Random(3)
    weights = [1 / (rank + 1) for rank in range(len(WORDS))]
    writer = LexicalWriter(folder)
    for id_ in range(2000):
        words = chance.choices(WORDS, weights, k=30)
        writer.add(id_, words, words)
    writer.close()
    return folder


def test_candidates_of_the_rarest_words_are_scored_by_all_words(long_tail: Path) -> None:
    whole, pruned = LexicalIndex(long_tail), LexicalIndex(long_tail, most_postings=1500)
    chance = random.Random(4)
    shared: list[int] = []
    for _ in range(40):
        asked = {"w0": 1.0, "w1": 1.0, "w2": 0.4} | {f"w{chance.randint(5, 300)}": 1.0 for _ in range(4)}
        assert sum(whole.document_frequency(term, field="terms") for term in asked) > 1500
        every = {hit.id: hit.score for hit in whole.search(asked, field="terms", limit=2000)}
        found = pruned.search(asked, field="terms", limit=20)
        assert [hit.score for hit in found] == pytest.approx([every[hit.id] for hit in found], rel=1e-5)
        assert [hit.score for hit in found] == sorted((hit.score for hit in found), reverse=True)
        shared.append(len({hit.id for hit in found[:10]} & {*[*every][:10]}))
    assert sum(shared) / (10 * len(shared)) >= 0.95


def test_common_words_are_searched_in_full_where_the_rare_ones_find_too_little(long_tail: Path) -> None:
    pruned, whole = LexicalIndex(long_tail, most_postings=100), LexicalIndex(long_tail)
    rarest = min(WORDS, key=lambda word: (whole.document_frequency(word, field="terms") or 2000, word))
    asked = {rarest: 1.0, "w0": 1.0, "unknown": 1.0}
    assert len(pruned.search(asked, field="terms", limit=100)) == 100
    assert pruned.search(asked, field="terms", limit=100) == whole.search(asked, field="terms", limit=100)
    assert pruned.search({"unknown": 1.0}, field="terms", limit=5) == []


def test_ranks_are_the_places_in_each_list(shipped_index: Path, encoder: Encoder) -> None:
    index = open_index(shipped_index, encoder)
    question = understand("kinh phí thực hiện kế hoạch chuyển đổi số")
    found = retrieve(index, question, allowed=index.directory.all, limit=40, explained=True)
    for way in ("lexical", "dense"):
        ranked = sorted((one.ranks[way], one.parts[way]) for one in found if way in one.ranks)
        assert len({rank for rank, _ in ranked}) == len(ranked) > 10
        assert [share for _, share in ranked] == sorted((share for _, share in ranked), reverse=True)
    nearest = index.vectors.search(encoder.encode_query(question.text), 100)
    near = {hit.id: rank for rank, hit in enumerate(nearest, 1)}
    assert all(one.ranks.get("dense") == near.get(one.passage.id) for one in found)
