"""What is written is what is read, and what is damaged or of another kind is refused with what to do."""

from __future__ import annotations

import json
import math
import shutil
from collections import Counter
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from indexer.encoder.protocol import Encoder, Vectors
from indexer.errors import IndexDamaged, IndexMissing, IndexOutdated
from indexer.store.catalogue import Catalogue, CatalogueWriter
from indexer.store.generation import current_generation, current_name, read_manifest
from indexer.store.lexical import Field, LexicalIndex, LexicalWriter
from indexer.store.reader import open_index
from indexer.store.schema import CATALOGUE, LEXICAL, MANIFEST, VECTORS
from indexer.store.vectors import VectorIndex, write_vectors
from tests.indexer.plans import ALL, PARTY, parsed


@pytest.fixture(scope="module")
def catalogue(tmp_path_factory: pytest.TempPathFactory) -> Catalogue:
    path = tmp_path_factory.mktemp("store") / CATALOGUE
    writer = CatalogueWriter(path)
    ids = [writer.add(parsed(document_id)) for document_id in ALL]
    writer.close()
    assert [id_ for part in ids for id_ in part] == list(range(ids[-1].stop))
    return Catalogue(path)


@pytest.mark.parametrize("document_id", ALL)
def test_a_document_comes_back_as_it_was_written(catalogue: Catalogue, document_id: str) -> None:
    written = parsed(document_id)
    entry = catalogue.document(document_id)
    assert entry is not None
    assert entry.metadata == written.metadata
    assert (entry.path, entry.sha256, entry.encoding) == (
        written.source.path,
        written.source.sha256,
        written.source.encoding,
    )
    assert (entry.characters, entry.passages, entry.tables) == (
        len(written.source.text),
        len(written.passages),
        len(written.tables),
    )
    assert catalogue.text(document_id) == written.source.text
    assert catalogue.outline(document_id) == written.outline
    assert catalogue.tables(document_id) == written.tables
    assert tuple(stored.fact for stored in catalogue.facts(document_id)) == written.facts
    assert catalogue.findings(document_id) == written.findings
    stored = catalogue.passages_of(document_id)
    assert [(p.ordinal, p.kind, p.section, p.breadcrumb, p.span, p.table, p.row) for p in stored] == [
        (p.ordinal, p.kind, p.section, p.breadcrumb, p.span, p.table, p.row) for p in written.passages
    ]


def test_documents_are_listed_in_the_order_they_came(catalogue: Catalogue) -> None:
    assert tuple(entry.id for entry in catalogue.documents()) == ALL
    assert catalogue.passage_count() == sum(entry.passages for entry in catalogue.documents())
    assert catalogue.integrity() == "ok"


def test_passages_come_in_the_order_asked_for(catalogue: Catalogue) -> None:
    wanted = [5, 0, 10**9, 3]
    assert [passage.id for passage in catalogue.passages(wanted)] == [5, 0, 3]
    many = list(range(catalogue.passage_count())) * 40
    assert [passage.id for passage in catalogue.passages(many)] == many
    assert catalogue.passages([]) == []


def test_an_unknown_document_is_none_or_a_key_error(catalogue: Catalogue) -> None:
    assert catalogue.document("khong-co") is None
    assert catalogue.outline("khong-co").sections == ()
    with pytest.raises(KeyError):
        catalogue.text("khong-co")


def test_texts_keep_every_code_point(tmp_path: Path) -> None:
    from indexer.build import parse
    from indexer.records import SourceText

    text = "một\r\nhai\x85ba\u2028bo\u0300n\x00năm\U0001f600\ufeff"
    writer = CatalogueWriter(tmp_path / CATALOGUE)
    writer.add(parse(SourceText("la", "lạ.txt", "0" * 64, text, "utf-8")))
    writer.close()
    assert Catalogue(tmp_path / CATALOGUE).text("la") == text


# --- lexical -----------------------------------------------------------------------------------------------------


def bm25(documents: list[list[str]], query: dict[str, float]) -> dict[int, float]:
    """Scores by Robertson and Zaragoza's BM25 (k1 1.2, b 0.75) with Lucene's idf, written down from the formula."""
    length = sum(map(len, documents)) / len(documents)
    scores: dict[int, float] = {}
    for at, terms in enumerate(documents):
        counts = Counter(terms)
        score = 0.0
        for term, weight in query.items():
            holding = sum(term in other for other in documents)
            if not counts[term]:
                continue
            idf = math.log(1 + (len(documents) - holding + 0.5) / (holding + 0.5))
            tf = counts[term]
            score += weight * idf * tf * 2.2 / (tf + 1.2 * (0.25 + 0.75 * len(terms) / length))
        if score:
            scores[at] = score
    return scores


def lexical(folder: Path, documents: list[list[str]]) -> LexicalIndex:
    writer = LexicalWriter(folder)
    for id_, terms in enumerate(documents):
        writer.add(id_, terms, [f"f{term}" for term in terms])
    writer.close()
    return LexicalIndex(folder)


terms = st.sampled_from(["kinh", "phí", "máy", "chủ", "năm", "2031", "412-qd/tu", "kinh_phí", "đồng"])


@given(
    documents=st.lists(st.lists(terms, min_size=1, max_size=30), min_size=1, max_size=12),
    query=st.dictionaries(terms, st.sampled_from([0.5, 1.0, 2.0]), min_size=1, max_size=4),
)
def test_scores_are_those_of_bm25(
    tmp_path_factory: pytest.TempPathFactory, documents: list[list[str]], query: dict[str, float]
) -> None:
    index = lexical(tmp_path_factory.mktemp("bm25") / "lexical", documents)
    expected = bm25(documents, query)
    hits = index.search(query, field="terms", limit=50)
    assert {hit.id: hit.score for hit in hits} == pytest.approx(expected, rel=1e-4)
    assert [hit.score for hit in hits] == sorted((hit.score for hit in hits), reverse=True)


@pytest.mark.parametrize(("field", "prefix"), [("terms", ""), ("folded", "f")])
def test_both_fields_are_searched_apart(tmp_path: Path, field: Field, prefix: str) -> None:
    index = lexical(tmp_path / "lexical", [["máy", "chủ"], ["máy"], ["kinh"]])
    assert index.size == 3
    assert index.document_frequency(f"{prefix}máy", field=field) == 2
    assert [hit.id for hit in index.search({f"{prefix}chủ": 1.0}, field=field, limit=5)] == [0]
    assert index.search({"không": 1.0}, field=field, limit=5) == []
    assert index.search({}, field=field, limit=5) == []


def test_equals_come_by_id(tmp_path: Path) -> None:
    index = lexical(tmp_path / "lexical", [["a", "b"]] * 6)
    assert [hit.id for hit in index.search({"a": 1.0}, field="terms", limit=6)] == list(range(6))


# --- vectors -----------------------------------------------------------------------------------------------------


def unit_rows(count: int, dimensions: int) -> Vectors:
    rows = np.random.default_rng(7).normal(size=(count, dimensions)).astype(np.float32)
    unit: Vectors = rows / np.linalg.norm(rows, axis=1, keepdims=True)
    return unit


def test_vectors_come_back_by_cosine(tmp_path: Path) -> None:
    rows = unit_rows(40, 16)
    write_vectors(tmp_path / VECTORS, rows)
    index = VectorIndex(tmp_path / VECTORS)
    assert (index.size, index.dimensions) == (40, 16)
    cosines = rows @ rows[3]
    hits = index.search(rows[3], 5)
    assert [hit.id for hit in hits] == list(np.argsort(-cosines)[:5])
    assert hits[0].id == 3
    assert index.scores(rows[3], [7, 3, 0]) == pytest.approx([cosines[7], cosines[3], cosines[0]], abs=1e-6)
    assert len(index.search(rows[3], 1000)) == 40
    assert index.scores(rows[3], []) == []


def test_no_vectors_are_found_in_an_empty_index(tmp_path: Path) -> None:
    write_vectors(tmp_path / VECTORS, np.zeros((0, 8), dtype=np.float32))
    assert VectorIndex(tmp_path / VECTORS).search(np.ones(8, dtype=np.float32), 3) == []


# --- generations -------------------------------------------------------------------------------------------------


@pytest.fixture
def index(plans_index: Path, tmp_path: Path) -> Path:
    """A copy of a built index that a test may spoil."""
    copy = tmp_path / "index"
    shutil.copytree(plans_index, copy)
    return copy


def remove(path: Path) -> None:
    shutil.rmtree(path) if path.is_dir() else path.unlink()


def cut(path: Path) -> None:
    path.write_bytes(path.read_bytes()[: path.stat().st_size // 3])


def garble(path: Path) -> None:
    path.write_bytes(b"\xff\x00 not what it was" * 50)


def on_lexical(spoil: Callable[[Path], None]) -> Callable[[Path], None]:
    return lambda folder: spoil(folder / "meta.json")


@pytest.mark.parametrize(
    ("name", "spoil"),
    [
        (CATALOGUE, remove),
        (CATALOGUE, cut),
        (CATALOGUE, garble),
        (VECTORS, remove),
        (VECTORS, cut),
        (VECTORS, garble),
        (LEXICAL, remove),
        (LEXICAL, on_lexical(remove)),
        (LEXICAL, on_lexical(cut)),
        (LEXICAL, on_lexical(garble)),
        (MANIFEST, cut),
        (MANIFEST, garble),
    ],
)
def test_damage_is_an_error_that_names_the_rebuild(
    index: Path, encoder: Encoder, name: str, spoil: Callable[[Path], None]
) -> None:
    spoil(current_generation(index) / name)
    with pytest.raises(IndexDamaged) as caught:
        open_index(index, encoder)
    assert f"python -m indexer build --force --index {index}" in str(caught.value)


def edit_manifest(index: Path, key: str, value: object) -> None:
    path = current_generation(index) / MANIFEST
    path.write_text(json.dumps(json.loads(path.read_text(encoding="utf-8")) | {key: value}), encoding="utf-8")


@pytest.mark.parametrize(("key", "value"), [("passages", 1), ("created", "2031"), ("more", 1), ("files", {})])
def test_a_manifest_that_was_edited_is_damaged(index: Path, key: str, value: object) -> None:
    edit_manifest(index, key, value)
    with pytest.raises(IndexDamaged, match="changed after it was written"):
        read_manifest(current_generation(index))


@pytest.mark.parametrize("schema", [0, 10**6, None, "2"])
def test_another_schema_is_outdated_and_names_the_rebuild(index: Path, encoder: Encoder, schema: object) -> None:
    edit_manifest(index, "schema", schema)
    with pytest.raises(IndexOutdated) as caught:
        open_index(index, encoder)
    assert f"python -m indexer build --force --index {index}" in str(caught.value)


class OtherEncoder:
    """The embedded encoder under another name, as a newly trained one would be."""

    id = "other@000000000000"

    def __init__(self, real: Encoder) -> None:
        self.dimensions, self.weight = real.dimensions, real.weight
        self.encode_passages, self.encode_query = real.encode_passages, real.encode_query


def test_another_encoder_is_outdated_and_names_the_rebuild(index: Path, encoder: Encoder) -> None:
    with pytest.raises(IndexOutdated) as caught:
        open_index(index, OtherEncoder(encoder))
    assert "other@000000000000" in str(caught.value)
    assert f"python -m indexer build --force --index {index}" in str(caught.value)


def test_parts_of_different_generations_do_not_go_together(index: Path, encoder: Encoder, tmp_path: Path) -> None:
    write_vectors(current_generation(index) / VECTORS, unit_rows(3, encoder.dimensions))
    with pytest.raises(IndexDamaged, match="disagree in number"):
        open_index(index, encoder)


@pytest.mark.parametrize("pointer", [b"", b"g-none", b"../../etc", b"\xff\xfe", b"g-a/../b"])
def test_a_pointer_to_nothing_is_a_missing_index(index: Path, encoder: Encoder, pointer: bytes) -> None:
    (index / "current").write_bytes(pointer)
    with pytest.raises(IndexMissing, match="build one with: python -m indexer build --index"):
        open_index(index, encoder)


def test_an_empty_folder_and_a_file_are_missing_indexes(tmp_path: Path, encoder: Encoder) -> None:
    (tmp_path / "file").write_text("x")
    for place in (tmp_path, tmp_path / "none", tmp_path / "file"):
        assert current_name(place) is None
        with pytest.raises(IndexMissing):
            open_index(place, encoder)


def test_damage_found_while_reading_is_said_so(index: Path, encoder: Encoder) -> None:
    opened = open_index(index, encoder)
    path = current_generation(index) / CATALOGUE
    with path.open("r+b") as file:
        file.seek(4096)
        file.write(b"\xaa" * (path.stat().st_size - 4096))
    with pytest.raises(IndexDamaged, match=r"cannot be read.*rebuild with"):
        opened.catalogue.text(PARTY)


def test_an_opened_generation_stays_readable_after_it_is_removed(index: Path, encoder: Encoder) -> None:
    opened = open_index(index, encoder)
    shutil.rmtree(current_generation(index))
    assert len(opened.catalogue.documents()) == len(ALL)
    assert opened.catalogue.text(PARTY)
    assert opened.lexical.search({"kinh": 1.0}, field="terms", limit=3)
