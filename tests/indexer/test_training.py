"""Training the embedded encoder, for real on a handful of articles, and measuring encoders."""

from __future__ import annotations

import csv
import gzip
import json
import random
from pathlib import Path

import numpy as np
import pytest

from indexer.encoder.static import StaticEncoder, default_model_folder
from indexer.training import __main__ as command
from indexer.training import measure as measure_command
from indexer.training.articles import Article, TrainingDataError, passages_of, read_articles
from indexer.training.benchmarks import QuestionSet, measure, ndcg, read_question_set
from indexer.training.documents import document_passages
from indexer.training.lexicon import read_lexicon
from indexer.training.pairs import Mixture, PairSampler, QuestionFrames, encode
from indexer.training.vocabulary import make_tokenizer
from tests.conftest import PLANS

SUBJECTS = ["đất đai", "giáo dục", "y tế", "giao thông", "ngân sách", "lao động", "môi trường", "xây dựng"]
ACTS = ["cấp phép", "thanh tra", "xử phạt", "thu phí", "báo cáo", "thẩm định", "công khai", "thu hồi"]


def _body(subject: str, act: str) -> str:
    return (
        f"1. Cơ quan quản lý về {subject} có trách nhiệm {act} theo quy định.\n"
        f"2. Tổ chức, cá nhân hoạt động trong lĩnh vực {subject} phải chấp hành việc {act}; hồ sơ gửi qua mạng.\n"
        f"(Điều này có nội dung liên quan đến điều khác)\nChương IV\nNHỮNG QUY ĐỊNH KHÁC"
    )


@pytest.fixture
def law(tmp_path: Path) -> Path:
    path = tmp_path / "law.jsonl.gz"
    with gzip.open(path, "wt", encoding="utf-8") as file:
        for subject in SUBJECTS:
            for act in ACTS:
                record = {"title": f"Trách nhiệm {act} về {subject}", "body": _body(subject, act)}
                file.write(json.dumps(record, ensure_ascii=False) + "\n")
    return path


@pytest.fixture
def train_arguments(law: Path) -> list[str]:
    return ["--law", str(law), "--dim", "16", "--vocab", "500", "--epochs", "6", "--batch", "32", "--name", "tiny-v1"]


def test_training_writes_a_model_that_both_libraries_load(tmp_path: Path, train_arguments: list[str]) -> None:
    from sentence_transformers import SentenceTransformer

    out = tmp_path / "model"
    assert command.main([*train_arguments, "--out", str(out), "--weight", "0.3"]) == 0
    encoder = StaticEncoder.load(out)
    assert encoder.id.startswith("tiny-v1@")
    assert (encoder.dimensions, encoder.weight) == (16, 0.3)
    texts = [_body(subject, "thu phí") for subject in SUBJECTS]
    expected = SentenceTransformer(str(out), device="cpu").encode(texts).astype(np.float32)
    np.testing.assert_allclose(encoder.encode_passages(texts), expected, atol=2e-3)
    best = (encoder.encode_passages(texts) @ encoder.encode_query("phí của lĩnh vực giao thông")).argmax()
    assert SUBJECTS[best] == "giao thông"


def test_model_card_tells_data_command_and_figures(tmp_path: Path, train_arguments: list[str]) -> None:
    out = tmp_path / "model"
    questions = tmp_path / "set.csv"
    questions.write_text("context,question\nPhí giao thông.,Giao thông có phí gì?\n", encoding="utf-8")
    arguments = [*train_arguments, "--out", str(out), "--note", "Made up, CC0.", "--measure", str(questions)]
    assert command.main(arguments) == 0
    card = (out / "README.md").read_text(encoding="utf-8")
    assert StaticEncoder.load(out).id in card
    assert "Made up, CC0." in card
    assert "| set | 1/1 | 100.0 | 100.0 | 100.0 | 100.0 |" in card
    assert "python -m indexer.training --law law.jsonl.gz" in card
    assert str(tmp_path) not in card


def test_training_twice_gives_equal_weights_and_another_seed_does_not(
    tmp_path: Path, train_arguments: list[str]
) -> None:
    for folder, seed in (("a", "1"), ("b", "1"), ("c", "2")):
        assert command.main([*train_arguments, "--out", str(tmp_path / folder), "--seed", seed]) == 0
    first, again, other = (StaticEncoder.load(tmp_path / folder).id for folder in "abc")
    assert first == again != other


@pytest.mark.parametrize("content", ['{"title": "x"}', "not json", "[]", ""])
def test_unusable_data_ends_with_one_line(tmp_path: Path, capsys: pytest.CaptureFixture[str], content: str) -> None:
    path = tmp_path / "law.jsonl"
    path.write_text(content + "\n" if content else "", encoding="utf-8")
    assert command.main(["--law", str(path), "--out", str(tmp_path / "model")]) == 1
    assert str(path) in capsys.readouterr().err
    assert not (tmp_path / "model").exists()


def test_missing_data_file_is_named(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert command.main(["--law", str(tmp_path / "none.jsonl"), "--out", str(tmp_path / "model")]) == 1
    assert "none.jsonl" in capsys.readouterr().err


def test_too_little_data_is_said(law: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    arguments = ["--law", str(law), "--out", str(tmp_path / "model"), "--batch", "1000", "--dim", "8", "--epochs", "1"]
    assert command.main(arguments) == 1
    assert "batch of 1000" in capsys.readouterr().err


def test_articles_lose_cross_references_and_the_next_heading(law: Path) -> None:
    article = next(read_articles(law, read_lexicon()))
    assert len(article.paragraphs) == 2
    assert not any("liên quan" in paragraph or "Chương" in paragraph for paragraph in article.paragraphs)


def test_boilerplate_titles_are_dropped_and_long_articles_are_cut() -> None:
    common = [Article("Phạm vi điều chỉnh", (f"Luật này quy định việc {number}.",)) for number in range(12)]
    long = Article("Hồ sơ", tuple(f"Câu thứ {number} của điều này. Câu nữa." for number in range(60)))
    passages = passages_of([*common, long], size=300)
    assert {passage.title for passage in passages[:12]} == {""}
    assert {passage.title for passage in passages[12:]} == {"Hồ sơ"}
    assert all(sum(map(len, passage.sentences)) <= 300 for passage in passages)
    assert sum(len(passage.sentences) for passage in passages[12:]) == 120


def test_batches_hold_each_title_once_and_the_seed_decides_them(law: Path) -> None:
    lexicon = read_lexicon()
    articles = list(read_articles(law, lexicon))
    passages = passages_of([*articles, *articles])
    tokenizer = make_tokenizer((" ".join(passage.sentences) for passage in passages), lexicon, size=500)
    encoded = encode(passages, tokenizer)
    title_only = Mixture(title=1.0, sentence=0.0, frame=0.0, drop=0.0)

    def queries(seed: int) -> list[list[tuple[int, ...]]]:
        sampler = PairSampler(encoded, QuestionFrames(lexicon, tokenizer), title_only, seed)
        return [[tuple(query.tolist()) for query in batch.queries] for batch in sampler.epoch(32)]

    batches = queries(1)
    assert len(batches) >= 3
    assert all(len(set(batch)) == 32 for batch in batches)
    assert queries(1) == batches != queries(2)


def test_sentence_queries_leave_their_passage(law: Path) -> None:
    lexicon = read_lexicon()
    passages = passages_of(list(read_articles(law, lexicon)))
    tokenizer = make_tokenizer((" ".join(passage.sentences) for passage in passages), lexicon, size=500)
    encoded = encode(passages, tokenizer)
    mixture = Mixture(title=0.0, sentence=1.0, keep=0.0, frame=0.0, drop=0.0)
    batch = next(PairSampler(encoded, QuestionFrames(lexicon, tokenizer), mixture, 1).epoch(32))
    wholes = {tuple(sorted(passage.ids.tolist())) for passage in encoded}
    for query, rest in zip(batch.queries, batch.passages, strict=True):
        assert tuple(sorted([*query.tolist(), *rest.tolist()])) in wholes


class _Lookup:
    """A real, tiny encoder: one axis per text."""

    id, dimensions, weight = "lookup@0", 3, 0.0

    def encode_passages(self, texts: object) -> np.ndarray[tuple[int, int], np.dtype[np.float32]]:
        assert isinstance(texts, tuple)
        return np.eye(3, dtype=np.float32)[: len(texts)]

    def encode_query(self, text: str) -> np.ndarray[tuple[int], np.dtype[np.float32]]:
        return np.array([float(part) for part in text.split()], dtype=np.float32)


def test_figures_of_known_ranks() -> None:
    questions = QuestionSet("known", ("a", "b", "c"), ("1 0 0", "0.5 0.2 0.1", "0 0 0"), (0, 1, 2))
    figures = measure(_Lookup(), questions)  # ranks 1, 2, and 3 for the tie that counts against it
    assert figures.recall_at_1 == pytest.approx(1 / 3)
    assert figures.recall_at_5 == 1.0
    assert figures.ndcg_at_10 == pytest.approx((1 + 1 / np.log2(3) + 0.5) / 3)


def test_ndcg_agrees_with_an_independent_implementation() -> None:
    import ir_measures
    from ir_measures import ScoredDoc, nDCG

    draw = random.Random(3)
    for _ in range(50):
        rank = draw.randint(1, 14)
        run = [ScoredDoc("q", f"d{place}", 100.0 - place) for place in range(1, 15)]
        expected = ir_measures.calc_aggregate([nDCG @ 10], [ir_measures.Qrel("q", f"d{rank}", 1)], run)[nDCG @ 10]
        assert ndcg(rank) == pytest.approx(expected)


def test_question_sets_of_both_formats_are_measured(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    pairs = [("Ngân sách tỉnh bảo đảm kinh phí.", "Ai bảo đảm kinh phí?"), ("Trâu bò ăn cỏ.", "Trâu bò ăn gì?")]
    with (tmp_path / "set.csv").open("w", encoding="utf-8-sig", newline="") as file:
        writer = csv.writer(file)
        writer.writerows([("context", "question"), *pairs, (pairs[0][0], "Kinh phí từ đâu?")])
    paragraphs = [{"context": context, "qas": [{"question": question}]} for context, question in pairs]
    (tmp_path / "squad.json").write_text(json.dumps({"data": [{"paragraphs": paragraphs}]}), encoding="utf-8")
    assert read_question_set(tmp_path / "set.csv").answers == (0, 1, 0)
    assert measure_command.main([str(tmp_path / "set.csv"), str(tmp_path / "squad.json")]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert StaticEncoder.load(default_model_folder()).id in lines[0]
    assert "| set | 3/2 | 100.0 | 100.0 | 100.0 | 100.0 |" in lines
    assert "| squad | 2/2 | 100.0 | 100.0 | 100.0 | 100.0 |" in lines


@pytest.mark.parametrize(
    ("name", "content"), [("x.csv", "a,b\n1,2\n"), ("x.csv", ""), ("x.json", "{}"), ("x.json", "x")]
)
def test_unusable_question_sets_are_named(tmp_path: Path, name: str, content: str) -> None:
    (tmp_path / name).write_text(content, encoding="utf-8")
    with pytest.raises(TrainingDataError, match=name):
        read_question_set(tmp_path / name)


def test_measure_says_what_is_wrong(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert measure_command.main([str(tmp_path / "none.csv")]) == 1
    assert measure_command.main([str(tmp_path / "none.csv"), "--encoder", str(tmp_path / "none")]) == 1
    error = capsys.readouterr().err
    assert "none.csv" in error
    assert "not a folder" in error


def test_headings_and_rows_of_documents_are_trained_on(tmp_path: Path, train_arguments: list[str]) -> None:
    found = document_passages(PLANS)
    assert len(found) > 50
    assert all(one.sentences for one in found)
    assert {one.title for one in found} & {"KINH PHÍ THỰC HIỆN", "TỔ CHỨC THỰC HIỆN"}
    rows = [one for one in found if any("máy quét" in text for text in (one.title, *one.sentences))]
    assert rows
    out = tmp_path / "model"
    assert command.main([*train_arguments, "--out", str(out), "--documents", str(PLANS), "--repeat", "1"]) == 0
    assert "--documents plans" in (out / "README.md").read_text(encoding="utf-8")
    assert command.main([*train_arguments, "--out", str(out), "--documents", str(tmp_path / "none")]) == 1
