"""Changed documents and questions, and what the answers must then be, over two small documents."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from pathlib import Path

import pytest

from assistant.service import AskRequest, Assistant, open_assistant
from eval.amounts import Value
from eval.evidence import EvidenceItem
from eval.indexing import index_of, parsed_documents
from eval.questions import QuestionLine
from eval.robust import corpora, golds
from eval.robust.corpora import Original, Source
from eval.robust.english import framed
from eval.robust.passages import bereft, places
from eval.robust.rewriting import multiplied, with_multiplied
from eval.robust.run import Variant, robust_table, run_robustness
from indexer.encoder.select import load_encoder
from indexer.records import Span

KINDS: tuple[Variant, ...] = ("spelling", "english", "order", "figures", "removed", "passages")
BUDGET = QuestionLine(
    id="budget",
    question="Kinh phí thực hiện chương trình của Lâm Bình năm 2032 là bao nhiêu?",
    lang="vi",
    type="fact",
    history=(),
    docs=("lam-binh",),
    evidence=(EvidenceItem("lam-binh", ("3,6 tỷ đồng",)),),
    answer="3,6 tỷ đồng",
    values=(Value(3.6, "tỷ đồng"),),
    must=(),
    must_not=("7.250",),
    answerable=True,
)
SEATS = replace(
    BUDGET,
    id="seats",
    question="Phòng họp trực tuyến của Lâm Bình có quy mô bao nhiêu chỗ?",
    evidence=(EvidenceItem("lam-binh", ("90 chỗ ngồi",)),),
    answer="90 chỗ ngồi",
    values=(),
    must=(("90",),),
)


@pytest.fixture(scope="module")
def original(small_corpus: Path, small_index: Path) -> Original:
    catalogue = open_assistant(small_index).index.catalogue
    return Original(
        small_corpus,
        tuple(
            Source(
                entry, catalogue.text(entry.id), tuple(s.fact.span for s in catalogue.facts(entry.id, role="amount"))
            )
            for entry in catalogue.documents()
        ),
    )


@pytest.mark.parametrize(
    ("number", "product"),
    [
        ("3,6", "25,2"),
        ("83,00", "581,00"),
        ("1.200", "8.400"),
        ("0,55", "3,85"),
        ("280.650.000.000", "1.964.550.000.000"),
        ("61.408,5", "429.859,5"),
        ("900", "6.300"),
        ("20", "140"),
        ("2022", "14154"),
    ],
)
def test_numbers_keep_their_notation(number: str, product: str) -> None:
    assert multiplied(number) == product


def test_only_the_first_number_of_a_span_is_multiplied() -> None:
    text = "Kinh phí 3,6 tỷ đồng năm 2032 và 5 tỷ đồng."
    spans = [Span(9, 20), Span(9, 20), Span(33, 42)]
    assert with_multiplied(text, spans) == "Kinh phí 25,2 tỷ đồng năm 2032 và 35 tỷ đồng."
    assert with_multiplied(text, [Span(0, 8)]) == text


def test_one_document_left_out(original: Original, tmp_path: Path) -> None:
    corpora.without(original, "lam-binh", tmp_path)
    assert [path.name for path in tmp_path.glob("*.txt")] == ["hoa-an.txt"]
    asked = golds.unanswerable_without([BUDGET, SEATS], "lam-binh")
    assert [(one.answerable, one.type, one.values, one.must) for one in asked] == [(False, "unanswerable", (), ())] * 2
    assert golds.unanswerable_without([BUDGET], "hoa-an") == ()


def test_documents_in_another_order_keep_their_texts_and_corrections(original: Original, tmp_path: Path) -> None:
    corrected = tmp_path / "corrected"
    corrected.mkdir()
    for source in original.sources:
        (corrected / source.entry.path).write_text(source.text, encoding="utf-8")
    (corrected / "manifest.jsonl").write_text('{"file": "hoa-an.txt", "number": "7-KH/TU"}\n', encoding="utf-8")
    target = tmp_path / "target"
    target.mkdir()
    ids = corpora.reordered(replace(original, folder=corrected), target)
    assert ids == {"hoa-an": "01-hoa-an", "lam-binh": "00-lam-binh"}
    assert (target / "00-lam-binh.txt").read_text(encoding="utf-8") == original.sources[1].text
    assert json.loads((target / "manifest.jsonl").read_text(encoding="utf-8"))["file"] == "01-hoa-an.txt"
    renamed = golds.renamed([BUDGET], ids)[0]
    assert (renamed.docs, renamed.evidence[0].doc) == (("00-lam-binh",), "00-lam-binh")


def test_distractors_make_up_their_share(original: Original, tmp_path: Path) -> None:
    assert corpora.with_distractors(original, 0.8, tmp_path, seed=1) == 8
    assert len(list(tmp_path.glob("*.txt"))) == 10


def test_other_figures_and_their_gold(original: Original, tmp_path: Path) -> None:
    assert set(corpora.with_other_figures(original, tmp_path)) == {"hoa-an", "lam-binh"}
    text = (tmp_path / "lam-binh.txt").read_text(encoding="utf-8")
    assert "25,2 tỷ đồng" in text
    assert "90 chỗ ngồi" in text
    asked = golds.with_other_sums([BUDGET, SEATS], ["hoa-an", "lam-binh"])
    assert [one.id for one in asked] == ["budget"]
    assert asked[0].values[0].number == pytest.approx(25.2)
    assert golds.with_other_sums([BUDGET], ["hoa-an"]) == ()
    assert golds.with_other_sums([replace(BUDGET, question="Có phải 3,6 tỷ đồng không?")], ["lam-binh"]) == ()


def test_a_successor_needs_a_number_and_a_date(original: Original, tmp_path: Path) -> None:
    first = original.sources[0]
    dated = replace(first, entry=replace(first.entry, metadata=replace(first.entry.metadata, date="2031-03-01")))
    target = tmp_path / "target"
    target.mkdir()
    made = corpora.with_successor(replace(original, sources=(dated, original.sources[1])), "hoa-an", target)
    assert made == ("hoa-an-thay-the", "9912-KH/TU")
    text = (target / "hoa-an-thay-the.txt").read_text(encoding="utf-8")
    assert "Số 9912-KH/TU" in text
    assert "50.750 triệu đồng" in text
    assert text.rstrip().endswith("thay thế Kế hoạch số 12-KH/TU ngày 01/03/2031 kể từ ngày ký.")
    asked = golds.with_both_sums([replace(BUDGET, docs=("hoa-an",))], "hoa-an", made[1])[0]
    assert [value.number for value in asked.values] == pytest.approx([3.6, 25.2])
    assert asked.must == (("9912-KH/TU",),)


def test_a_set_is_asked_of_every_variant(small_corpus: Path, tmp_path: Path) -> None:
    lines = []
    for one in (BUDGET, SEATS):
        gold = {name: getattr(one, name) for name in ("id", "question", "lang", "type", "answer", "answerable")}
        gold |= {"docs": list(one.docs), "must": [list(group) for group in one.must], "must_not": list(one.must_not)}
        gold["values"] = [{"number": value.number, "unit": value.unit} for value in one.values]
        gold["evidence"] = [{"doc": item.doc, "contains": list(item.contains)} for item in one.evidence]
        lines.append(json.dumps(gold, ensure_ascii=False))
    (tmp_path / "set.jsonl").write_text("\n".join(lines), encoding="utf-8")
    held = {one.name: one for one in run_robustness(tmp_path / "set.jsonl", small_corpus, kinds=KINDS)}
    assert len(held["as they are"].cases) == 2
    assert all(case.right for case in held["as they are"].cases)
    assert [case.given.answer for case in held["documents in another order"].cases] == [
        case.given.answer for case in held["as they are"].cases
    ]
    figures = held["sums of the documents replaced"].cases
    assert [case.asked.id for case in figures] == ["budget"]
    assert "25,2" in figures[0].given.answer
    removed = held["evidence removed: must refuse"].cases
    assert [(case.asked.id, case.asked.answerable) for case in removed] == [("budget", False), ("seats", False)]
    assert not any(figure in case.given.answer for case in removed for figure in ("3,6", "90"))
    cut = held["evidence removed by passage: must refuse"].cases
    assert [case.asked.answerable for case in cut] == [False, False]
    assert not any(figure in case.given.answer for case in cut for figure in ("3,6", "90"))
    vietnamese, english = held["drafted from facts, in Vietnamese"].cases, held["the same in English frames"].cases
    assert [case.asked.id for case in vietnamese] == [case.asked.id for case in english]
    printed = robust_table(tuple(held.values()))
    assert "spelling: upper" in printed


def test_a_figure_in_words_goes_with_the_figure_that_it_repeats() -> None:
    text = "Tổng 3.200 triệu đồng (*Bằng chữ: Ba tỷ hai trăm triệu đồng*), trong đó 5 tỷ đồng (vốn sự nghiệp)."
    spans = [Span(5, 21), Span(text.index("5 tỷ"), text.index("5 tỷ") + 9)]
    assert with_multiplied(text, spans) == "Tổng 22.400 triệu đồng, trong đó 35 tỷ đồng (vốn sự nghiệp)."


def test_the_passages_that_answer_are_taken_out_and_nothing_else(small_index: Path) -> None:
    documents = parsed_documents(open_assistant(small_index).index)
    (one,) = bereft([BUDGET, replace(BUDGET, answerable=False)], documents)
    texts = {document.source.document_id: document.source.text for document in one.documents}
    assert "3,6 tỷ đồng" not in texts["lam-binh"]
    assert "90 chỗ ngồi" in texts["lam-binh"]
    assert texts["hoa-an"] == next(d for d in documents if d.source.document_id == "hoa-an").source.text
    asked = Assistant(index_of(one.documents, load_encoder(), small_index.parent / "cut"))
    answer = asked.ask(AskRequest(BUDGET.question))
    assert "3,6" not in answer.answer
    apart = EvidenceItem("lam-binh", ("quy mô 90 chỗ ngồi", "Số hóa 15.000 hồ sơ"))
    programme = next(d for d in documents if d.source.document_id == "lam-binh")
    (span,) = places(programme, [apart])
    assert "90 chỗ ngồi" in span.of(programme.source.text)
    assert places(programme, [EvidenceItem("lam-binh", ("không có trong văn bản",))]) == ()


def test_english_frames_are_filled_with_facts_alone(small_index: Path) -> None:
    index = open_assistant(small_index).index
    vietnamese, english = framed(index, seed=1)
    assert [one.id for one in vietnamese] == [one.id for one in english]
    assert [one.answer for one in vietnamese] == [one.answer for one in english]
    assert {one.lang for one in english} == {"en"}
    assert framed(index, seed=1) == (vietnamese, english)
    outside = re.compile(r"“[^”]*”")
    for one in english:
        assert all(
            ord(letter) < 0x250 for letter in outside.sub("", one.question.replace("Bình", "").replace("Hòa", ""))
        )
        assert "{" not in one.question
    assert any("7.250" in one.answer or "3,6" in one.answer for one in english)
