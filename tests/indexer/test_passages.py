"""Passages: exact slices of a bounded size that together hold everything a document says."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indexer.build import parse, search_text
from indexer.passages import MAX_PASSAGE, breadcrumb
from indexer.reading.corpus import open_corpus, read_source
from indexer.records import ParsedDocument
from tests.indexer.plans import ALL, PARTY, STATE, parsed, parsed_text
from tests.indexer.test_outline import documents
from tests.server import ROOT

long_texts = st.lists(
    st.sampled_from(["Câu này dài vừa phải. ", "x" * 700, " " * 1500, "từ " * 400, "\n", "1. Mục\n", "Hết; ", "\t"]),
    max_size=12,
).map("".join)


def assert_sound(document: ParsedDocument) -> None:
    text, passages = document.source.text, document.passages
    assert [passage.ordinal for passage in passages] == list(range(len(passages)))
    for passage in passages:
        slice_ = passage.span.of(text)
        assert 0 < len(slice_) <= MAX_PASSAGE
        assert slice_ == slice_.strip() or passage.kind == "row"
        assert slice_.strip()
        assert 0 <= passage.section < len(document.outline.sections)
        assert (passage.kind == "row") == (passage.table is not None) == (passage.row is not None)
    assert all(before.span <= after.span for before, after in pairwise(passages))
    in_text = [passage for passage in passages if passage.kind == "text"]
    assert all(before.span.end <= after.span.start for before, after in pairwise(in_text))


def missing(document: ParsedDocument) -> str:
    """The characters of text blocks and table rows that no passage holds, without white space."""
    text = document.source.text
    covered = bytearray(len(text))
    for passage in document.passages:
        covered[passage.span.start : passage.span.end] = b"\1" * len(passage.span)
    spans = [block.span for block in document.outline.blocks if block.kind not in ("table", "furniture")]
    spans += [row.span for table in document.tables for row in table.rows]
    return "".join(text[at] for span in spans for at in range(span.start, span.end) if not covered[at]).strip()


@pytest.mark.parametrize("document_id", ALL)
def test_the_plans_are_cut_soundly_and_wholly(document_id: str) -> None:
    document = parsed(document_id)
    assert_sound(document)
    assert missing(document) == ""


def test_the_shipped_documents_are_cut_soundly_and_wholly() -> None:
    for file in open_corpus(ROOT / "corpus").files:
        document = parse(read_source(file))
        assert_sound(document)
        assert missing(document) == "", file.name


@given(documents)
def test_anything_like_a_plan_is_cut_soundly_and_wholly(text: str) -> None:
    document = parsed_text(text)
    assert_sound(document)
    assert missing(document) == ""


@given(long_texts)
def test_long_paragraphs_are_cut_soundly_and_wholly(text: str) -> None:
    document = parsed_text(text)
    assert_sound(document)
    assert missing(document) == ""


def test_a_long_paragraph_is_cut_at_sentence_ends() -> None:
    document = parsed_text(f"Mở đầu. {'Câu này nói về việc số hóa hồ sơ tại kho lưu trữ của huyện. ' * 60}")
    assert len(document.passages) > 2
    assert all(passage.span.of(document.source.text).endswith(".") for passage in document.passages)


def test_passages_stay_inside_their_section() -> None:
    document = parsed(PARTY)
    for passage in document.passages:
        assert document.outline.sections[passage.section].span.holds(passage.span)
        assert passage.breadcrumb.startswith(breadcrumb(document.outline, passage.section))


def test_running_text_is_not_joined_over_a_table() -> None:
    document = parsed(PARTY)
    (table,) = document.tables
    text = [passage.span for passage in document.passages if passage.kind == "text"]
    assert all(span.end <= table.span.start or span.start >= table.span.end for span in text)


def test_each_row_is_a_passage_found_by_the_headers_of_its_columns() -> None:
    document = parsed(PARTY)
    (table,) = document.tables
    rows = [passage for passage in document.passages if passage.kind == "row"]
    assert [passage.row for passage in rows] == [row.ordinal for row in table.rows]
    assert rows[1].span.of(document.source.text).split("\t") == ["2", "Máy chủ", "5.000", "7.100", "12.100"]
    words = search_text(document.source.text, document.metadata, rows[1])
    for needed in ("85-KH/TU", "Lai Châu", "KINH PHÍ", "Năm 2032", "triệu đồng", "Máy chủ"):
        assert needed in words


def test_the_signature_is_one_passage_that_is_found_by_asking_who_signed() -> None:
    document = parsed(STATE)
    (signed,) = [passage for passage in document.passages if passage.context and passage.kind == "text"]
    slice_ = signed.span.of(document.source.text)
    assert slice_.startswith("TM. ỦY BAN NHÂN DÂN")
    assert slice_.endswith("Phạm Quốc Thái")


def test_a_breadcrumb_names_the_way_down() -> None:
    document = parsed(PARTY)
    crumbs = {passage.breadcrumb for passage in document.passages}
    assert "II NHIỆM VỤ > 1 Hạ tầng > a Nâng cấp đường truyền số liệu chuyên dùng đến 106 xã, phường" in crumbs
    assert breadcrumb(document.outline, 0) == ""


def test_a_document_that_is_only_a_table_has_its_rows() -> None:
    document = parsed_text("STT\tNội dung\tNăm 2031\n1\tMáy chủ\t5.000\n2\tMáy trạm\t3.000\n")
    assert [passage.kind for passage in document.passages] == ["row", "row"]
    assert missing(document) == ""
