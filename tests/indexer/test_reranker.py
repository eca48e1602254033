"""A cross-encoder as a reranker: a real, tiny BERT made here, and its place in retrieval."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import pytest
import torch
from tokenizers import Tokenizer
from tokenizers.models import WordLevel
from tokenizers.pre_tokenizers import Whitespace
from transformers import BertConfig, BertForSequenceClassification, PreTrainedTokenizerFast

from assistant.question import understand
from assistant.retrieval import RERANKED, retrieve
from assistant.service import SearchRequest, open_assistant
from assistant.settings import read_settings
from indexer.encoder.errors import EncoderError
from indexer.encoder.protocol import Encoder
from indexer.encoder.reranker import CrossEncoderReranker
from indexer.store.reader import open_index

WORDS = ["[PAD]", "[UNK]", "[CLS]", "[SEP]", "kinh", "phí", "kế", "hoạch", "năm", "tỉnh"]


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = tmp_path_factory.mktemp("cross-encoder")
    words = Tokenizer(WordLevel({word: at for at, word in enumerate(WORDS)}, unk_token="[UNK]"))
    words.pre_tokenizer = Whitespace()
    tokenizer = PreTrainedTokenizerFast(  # type: ignore[no-untyped-call]
        tokenizer_object=words, pad_token="[PAD]", unk_token="[UNK]", cls_token="[CLS]", sep_token="[SEP]"
    )
    tokenizer.model_max_length = 64
    torch.manual_seed(7)
    config = BertConfig(
        vocab_size=len(WORDS), hidden_size=16, num_hidden_layers=1, num_attention_heads=2,
        intermediate_size=32, max_position_embeddings=64, initializer_range=1.0,
    )  # fmt: skip
    config.num_labels = 1
    tokenizer.save_pretrained(made)
    BertForSequenceClassification(config).save_pretrained(made)
    return made


def test_scores_are_the_models_and_repeat(folder: Path) -> None:
    reranker = CrossEncoderReranker.load(str(folder))
    texts = ["kinh phí", "kế hoạch năm", "tỉnh tỉnh tỉnh"]
    scores = reranker.scores("kinh phí năm", texts)
    assert scores == CrossEncoderReranker.load(str(folder)).scores("kinh phí năm", texts)
    assert all(0 <= score <= 1 for score in scores)
    assert len(set(scores)) == 3
    assert reranker.scores("kinh phí", []) == []
    assert reranker.id.startswith(f"{folder.name}@")


def test_a_folder_without_a_model(tmp_path: Path) -> None:
    with pytest.raises(EncoderError, match="cannot be loaded"):
        CrossEncoderReranker.load(str(tmp_path))
    with pytest.raises(EncoderError, match="is not a folder"):
        CrossEncoderReranker.load(str(tmp_path / "none"))


class ByLength:
    """The shorter the text, the better it fits: an order that no other part of retrieval would give."""

    id = "by-length"

    def scores(self, question: str, texts: Sequence[str]) -> list[float]:
        assert question
        return [1 / (1 + len(text)) for text in texts]


def test_the_best_passages_come_in_the_rerankers_order(plans_index: Path, encoder: Encoder) -> None:
    plain = open_index(plans_index, encoder)
    everything = frozenset(plain.ids)
    question = understand("kinh phí thực hiện kế hoạch")
    before = retrieve(plain, question, allowed=everything, limit=RERANKED)
    after = retrieve(replace(plain, reranker=ByLength()), question, allowed=everything, limit=RERANKED)
    assert {one.passage.id for one in after} == {one.passage.id for one in before}
    assert [one.passage.id for one in after] != [one.passage.id for one in before]
    scores = [one.parts["reranker"] for one in after]
    assert scores == sorted(scores, reverse=True)


def test_a_real_reranker_in_retrieval(plans_index: Path, encoder: Encoder, folder: Path) -> None:
    index = open_index(plans_index, encoder, reranker=CrossEncoderReranker.load(str(folder)))
    found = retrieve(index, understand("kinh phí của kế hoạch"), allowed=frozenset(index.ids), limit=5)
    assert len(found) == 5
    assert all("reranker" in one.parts for one in found)


def test_the_reranker_of_the_settings_has_its_part_in_the_scores(folder: Path, plans_index: Path) -> None:
    settings = read_settings({"ASSISTANT_RERANKER": str(folder)})
    found = open_assistant(plans_index, reranker=settings.reranker).search(SearchRequest("kinh phí máy chủ Lai Châu"))
    assert any("reranker " in result.why for result in found)
    with pytest.raises(EncoderError, match="is not a folder"):
        open_assistant(plans_index, reranker="./nothing-here")


def test_a_result_says_which_words_brought_it(plans_index: Path) -> None:
    best = open_assistant(plans_index).search(SearchRequest("kinh phí máy chủ Lai Châu"))[0]
    assert "máy chủ" in best.why.split("terms: ")[1]
