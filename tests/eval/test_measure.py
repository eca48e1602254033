"""From outcomes to figures, and how the figures are printed."""

from __future__ import annotations

from dataclasses import replace

import pytest

from assistant.records import Citation, Part, SearchResult, Status
from eval.cases import Case
from eval.engine import Outcome
from eval.evidence import EvidenceItem
from eval.measure import measure
from eval.questions import QuestionLine
from eval.report import aligned, group_table, shortcomings, summary
from eval.summary import Figure, causes, figures, group, milliseconds

SOURCE = "Kinh phí: 5 tỷ đồng. Chủ trì: Văn phòng."
QUESTION = QuestionLine(
    id="q1",
    question="Kinh phí?",
    lang="vi",
    type="fact",
    history=(),
    docs=("d",),
    evidence=(EvidenceItem("d", ("kinh phí", "5 tỷ")), EvidenceItem("d", ("văn phòng",))),
    answer="5 tỷ đồng",
    values=(),
    must=(("5 tỷ",),),
    must_not=(),
    answerable=True,
)
UNANSWERABLE = replace(QUESTION, id="q2", type="unanswerable", evidence=(), must=(), answerable=False, lang="en")


def source_text(document_id: str) -> str:
    return {"d": SOURCE}[document_id]


def cited(start: int, end: int, *, quote: str | None = None, parts: tuple[Part, ...] = ()) -> Citation:
    text = SOURCE[start:end] if quote is None else quote
    return Citation(1, "d", "T", None, "I", text, start, end, "/documents/d", parts)


def found(text: str) -> SearchResult:
    return SearchResult("d", text, "I", 0, len(text), "text", 1.0, "")


def outcome(status: Status, answer: str = "", *, retrieved: str = "", seconds: float = 0.002) -> Outcome:
    hits = (found(retrieved),) if retrieved else ()
    return Outcome("q", status, answer, (), hits, seconds)


def test_a_right_answer_with_half_of_its_evidence() -> None:
    given = replace(outcome("answered", "5 tỷ đồng [1]", retrieved=SOURCE), citations=(cited(0, 20),))
    measured = measure(QUESTION, given, source_text).measures
    assert measured.grade == "right"
    assert measured.all_at_5 is True
    assert (measured.reciprocal_rank, measured.ndcg_at_10) == (1.0, 1.0)
    assert measured.cited_share == 0.5
    assert (measured.statements, measured.supported, measured.marks, measured.precise) == (1, 1, 1, 1)
    assert measured.invented == ()
    assert (measured.slices, measured.inexact, measured.long_quotes) == (1, 0, 0)


@pytest.mark.parametrize(
    ("citation", "slices", "inexact"),
    [
        (cited(0, 8), 1, 0),
        (cited(0, 8, quote="kinh phí"), 1, 1),
        (cited(1, 9, quote="Kinh phí"), 1, 1),
        (cited(0, 8, parts=(Part("figure", "5", 10, 11),)), 2, 0),
        (cited(0, 8, parts=(Part("figure", "5", 11, 12), Part("label", "Kinh phí", 0, 8))), 3, 1),
        (cited(0, 999, quote=SOURCE), 1, 1),
        (replace(cited(0, 8), document_id="none"), 1, 1),
    ],
)
def test_quotes_and_parts_must_be_the_sources_slices(citation: Citation, slices: int, inexact: int) -> None:
    measured = measure(QUESTION, replace(outcome("answered"), citations=(citation,)), source_text).measures
    assert (measured.slices, measured.inexact) == (slices, inexact)


@pytest.mark.parametrize(
    ("question", "given", "grade"),
    [
        (QUESTION, outcome("answered", "6 tỷ"), "wrong"),
        (QUESTION, outcome("not_found", "không tìm thấy"), "refused"),
        (QUESTION, outcome("clarify", "5 tỷ?"), "right"),
        (UNANSWERABLE, outcome("not_found", "không tìm thấy"), "right"),
        (UNANSWERABLE, outcome("not_found", "chỉ có 9 tỷ đồng"), "wrong"),
        (UNANSWERABLE, outcome("answered", "nhiều"), "wrong"),
        (QUESTION, replace(outcome("answered"), status="error", error="ValueError: x"), "wrong"),
    ],
)
def test_grades(question: QuestionLine, given: Outcome, grade: str) -> None:
    assert measure(question, given, source_text).measures.grade == grade


def test_retrieval_is_measured_for_single_turn_answerable_questions_only() -> None:
    from assistant.records import Turn

    followup = replace(QUESTION, history=(Turn("user", "x"),))
    given = outcome("answered", "5 tỷ", retrieved=SOURCE)
    assert measure(followup, given, source_text).measures.all_at_5 is None
    assert measure(followup, given, source_text).measures.cited_share == 0
    assert measure(UNANSWERABLE, given, source_text).measures.recall_at_5 is None
    assert measure(UNANSWERABLE, given, source_text).measures.cited_share is None
    assert measure(QUESTION, outcome("answered", retrieved="Kinh phí: 5 tỷ"), source_text).measures.recall_at_5 == 0.5


@pytest.mark.parametrize(
    ("question", "given", "cause"),
    [
        (QUESTION, outcome("not_found", "không tìm thấy", retrieved=SOURCE), "evidence found"),
        (QUESTION, outcome("out_of_scope", "không"), "evidence not found"),
        (QUESTION, outcome("answered", "6 tỷ"), ""),
        (UNANSWERABLE, outcome("answered", "nhiều"), "answered"),
        (UNANSWERABLE, outcome("clarify", "năm nào?"), "asked back"),
        (UNANSWERABLE, outcome("not_found", "chỉ có 9 tỷ đồng"), "stated an amount"),
        (QUESTION, replace(outcome("answered"), status="error", error="ValueError: x"), "failed"),
    ],
)
def test_causes(question: QuestionLine, given: Outcome, cause: str) -> None:
    assert measure(question, given, source_text).measures.cause == cause


def test_an_unsupported_figure_is_counted_whoever_is_right() -> None:
    given = replace(outcome("answered", "5 tỷ đồng [1], cao hơn 3 tỷ đồng"), citations=(cited(0, 20),))
    measured = measure(QUESTION, given, source_text).measures
    assert (measured.grade, measured.invented) == ("right", ("3",))


def test_operands_may_be_shown_beside_the_answer() -> None:
    said = replace(outcome("answered", "5 tỷ đồng [1], cộng lại được 4,5 tỷ đồng"), citations=(cited(0, 20),))
    assert measure(QUESTION, said, lambda _: "5 tỷ: 4,0 và 0,5").measures.invented == ("4,5",)
    beside = replace(said, beside=("cộng các mục được 4,5 tỷ đồng (4,0 + 0,5)",))
    assert measure(QUESTION, beside, lambda _: "5 tỷ: 4,0 và 0,5").measures.invented == ()


def test_what_is_given_is_kept_with_the_evidence_that_it_holds() -> None:
    given = replace(outcome("answered", "5 tỷ đồng [1]", retrieved=SOURCE), citations=(cited(0, 20),), plan="lookup")
    case = measure(QUESTION, given, source_text)
    assert case.given.plan == "lookup"
    assert [(one.n, one.quote, one.exact, one.holds) for one in case.given.citations] == [(1, SOURCE[:20], True, (0,))]
    assert [one.holds for one in case.given.retrieved] == [(0, 1)]


def run() -> tuple[Case, ...]:
    whole = replace(outcome("answered", "5 tỷ", retrieved=SOURCE, seconds=0.010), citations=(cited(0, 40),))
    pairs = [
        (QUESTION, whole),
        (replace(QUESTION, id="q3", type="table"), outcome("not_found", "không thấy", retrieved="Kinh phí: 5 tỷ")),
        (UNANSWERABLE, outcome("answered", "nhiều", seconds=0.004)),
        (replace(UNANSWERABLE, id="q4"), outcome("refused", "không", seconds=0.004)),
    ]
    return tuple(measure(question, given, source_text) for question, given in pairs)


def test_figures_of_a_run() -> None:
    cases = run()
    overall = group("all", cases)
    assert (overall.questions, overall.right, overall.wrong, overall.refused) == (4, 2, 1, 1)
    assert (overall.retrieval_questions, overall.retrieved_all) == (2, 1)
    found: dict[str, Figure] = {one.metric.key: one for one in figures(cases)}
    counts = {key: (one.total, one.of) for key, one in found.items()}
    assert set(counts) & {"nuggets", "same"} == set()
    expected = {"right": (2, 4), "crag": (1, 4), "recall@5": (1.5, 2), "cited": (1, 2), "exact": (1, 1)}
    assert {key: counts[key] for key in expected} == expected
    assert (counts["refused unanswerable"], counts["over-refused"]) == ((1, 2), (1, 2))
    assert found["invented"].none_of == pytest.approx(0.527, abs=0.001)
    assert found["right"].questions is not None
    assert causes(cases) == (("answered", 1), ("evidence not found", 1))
    assert milliseconds(cases, 0.5) == pytest.approx(4)
    assert milliseconds(cases, 0.95) == pytest.approx(9.1)


def test_the_printed_figures() -> None:
    table = group_table(run()).split("\n")
    assert table[0].split() == ["questions", "right", "wrong", "refused", "right", "%", "all@5", "all@5", "%"]
    assert table[1].split() == ["all", "4", "2", "1", "1", "50.0", "1/2", "50.0"]
    assert table[5].split() == ["unanswerable", "2", "1", "1", "0", "50.0", "-", "-"]
    assert [line.split()[:2] for line in table[7:9]] == [["vi", "2"], ["en", "2"]]
    assert table[10].split()[:2] == ["d", "4"]
    lines = {line[:38].strip(): line for line in summary(run()).split("\n")}
    assert "1 of 2" in lines["citations hold all evidence"]
    assert "at most 52.7 %" in next(line for name, line in lines.items() if name.startswith("answers with a figure"))
    assert shortcomings(run()).split("\n") == [
        "q3  table  refused: refused (not_found)",
        "q2  unanswerable  wrong: status answered",
    ]


def test_columns_are_aligned() -> None:
    assert aligned([("a", "bb", "c"), ("aaa", "b", "")]) == "a    bb  c\naaa   b"
