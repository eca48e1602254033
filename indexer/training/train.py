"""Trains the embedded encoder with sentence-transformers: a StaticEmbedding under a contrastive loss."""

from __future__ import annotations

import json
import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np
import torch
from numpy.typing import NDArray
from sentence_transformers import SentenceTransformer
from sentence_transformers.sentence_transformer.losses import MultipleNegativesRankingLoss
from sentence_transformers.sentence_transformer.modules import Normalize, StaticEmbedding
from tokenizers import Tokenizer

from indexer.encoder.static import CONFIG_FILE, WEIGHTS_FILE
from indexer.training.articles import TitledPassage, TrainingDataError
from indexer.training.lexicon import Lexicon
from indexer.training.pairs import Batch, EncodedPassage, Ids, Mixture, PairSampler, QuestionFrames, encode
from indexer.training.vocabulary import UNKNOWN, make_tokenizer

Report = Callable[[str], None]


@dataclass(frozen=True, slots=True)
class Recipe:
    """Everything that decides the weights, beside the data."""

    dimensions: int = 256
    vocabulary: int = 12_800
    epochs: int = 6
    batch: int = 1024
    rate: float = 0.006
    scale: float = 20.0  # inverse temperature of the softmax
    rarity: float = 1e-3  # the constant a of a/(a+p), see starting_vectors
    seed: int = 1
    mixture: Mixture = field(default_factory=Mixture)


@dataclass(frozen=True, slots=True)
class Trained:
    """A trained model and what it was trained on."""

    model: SentenceTransformer
    tokenizer: Tokenizer
    passages: int
    steps: int
    loss: float  # running mean at the end


def train(passages: Sequence[TitledPassage], lexicon: Lexicon, recipe: Recipe, report: Report) -> Trained:
    """Trains a tokenizer and a vector per token on pairs drawn from the passages."""
    torch.manual_seed(recipe.seed)
    tokenizer = make_tokenizer((" ".join(passage.sentences) for passage in passages), lexicon, size=recipe.vocabulary)
    encoded = encode(passages, tokenizer)
    report(f"{len(encoded)} passages, {tokenizer.get_vocab_size()} tokens in the vocabulary")
    vectors = starting_vectors(encoded, tokenizer, recipe)
    module = StaticEmbedding(tokenizer, embedding_weights=vectors)
    model = SentenceTransformer(modules=[module, Normalize()], device="cpu")
    sampler = PairSampler(encoded, QuestionFrames(lexicon, tokenizer), recipe.mixture, recipe.seed)
    steps, loss = _descend(model, sampler, recipe, report)
    return Trained(model, tokenizer, len(encoded), steps, loss)


def starting_vectors(passages: Sequence[EncodedPassage], tokenizer: Tokenizer, recipe: Recipe) -> NDArray[np.float32]:
    """Random directions whose length falls with the token's frequency p: a / (a + p).

    The weighting is that of Arora, Liang and Ma 2017 (SIF). Untrained, the mean of such vectors already
    behaves like weighted word overlap, and training departs from there.
    """
    size = tokenizer.get_vocab_size()
    counts = np.bincount(np.concatenate([passage.ids for passage in passages]), minlength=size)
    frequency = counts / counts.sum()
    directions = np.random.default_rng(recipe.seed).standard_normal((size, recipe.dimensions))
    lengths = recipe.rarity / (recipe.rarity + frequency)
    lengths[tokenizer.token_to_id(UNKNOWN)] = 0.0
    vectors: NDArray[np.float32] = (directions / math.sqrt(recipe.dimensions) * lengths[:, None]).astype(np.float32)
    return vectors


def save(model: SentenceTransformer, folder: Path, *, name: str, weight: float) -> None:
    """Writes a folder that sentence-transformers and the embedded encoder both load; vectors as float16."""
    folder.mkdir(parents=True, exist_ok=True)
    model.half().save(str(folder), create_model_card=False)
    config = {"name": name, "weight": weight, "dimensions": model.get_embedding_dimension()}
    # safetensors writes a file that only its owner reads; a package is installed for everyone.
    (folder / WEIGHTS_FILE).chmod(0o644)
    (folder / CONFIG_FILE).write_text(json.dumps(config, indent=2) + "\n", encoding="utf-8")


def _descend(model: SentenceTransformer, sampler: PairSampler, recipe: Recipe, report: Report) -> tuple[int, float]:
    loss_of = MultipleNegativesRankingLoss(
        model, scale=recipe.scale, directions=("query_to_doc", "doc_to_query"), partition_mode="per_direction"
    )
    optimizer = torch.optim.Adam(model.parameters(), lr=recipe.rate)
    total = recipe.epochs * max(1, sampler.size // recipe.batch)
    labels = torch.arange(recipe.batch)
    step, running = 0, 0.0
    for epoch in range(recipe.epochs):
        for batch in sampler.epoch(recipe.batch):
            for group in optimizer.param_groups:
                group["lr"] = recipe.rate * _schedule(step, total)
            loss = loss_of(_features(batch), labels)
            optimizer.zero_grad()
            loss.backward()
            optimizer.step()
            running = loss.item() if step == 0 else 0.95 * running + 0.05 * loss.item()
            step += 1
        report(f"epoch {epoch + 1}/{recipe.epochs}: loss {running:.3f}")
    if step == 0:
        raise TrainingDataError(f"too few differently titled passages for one batch of {recipe.batch}")
    return step, running


def _schedule(step: int, total: int, *, warmup: int = 20) -> float:
    return min(1.0, (step + 1) / warmup) * max(0.02, 1.0 - step / total)


def _features(batch: Batch) -> list[dict[str, torch.Tensor]]:
    return [_bag(batch.queries), _bag(batch.passages)]


def _bag(texts: list[Ids]) -> dict[str, torch.Tensor]:
    offsets = np.cumsum([0, *(len(ids) for ids in texts[:-1])])
    return {"input_ids": torch.from_numpy(np.concatenate(texts)), "offsets": torch.from_numpy(offsets)}
