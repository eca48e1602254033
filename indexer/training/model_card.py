"""Writes the README.md of a trained model: what it is, what it was trained on, how well it finds, its limits."""

from __future__ import annotations

import hashlib
import textwrap
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from indexer.encoder.static import StaticEncoder
from indexer.training.benchmarks import QuestionSet, figures_table, measure
from indexer.training.train import Recipe, Trained

_CARD = """\
# {name}

`{id}`

A static embedding model for Vietnamese administrative text. A text's vector is the mean of its tokens' trained
vectors ({tokens} tokens, {dimensions} float16 values each), scaled to unit length. The tokenizer normalises by
itself: NFC, lower case, one placement of tone marks, no punctuation; syllables are whole tokens.

- Load it with `indexer.encoder.static.StaticEncoder.load(folder)` (tokenizers and numpy only) or with
  `sentence_transformers.SentenceTransformer(folder)`; both give the same vectors. They differ for a text without
  words: zeros here, NaN there in float16 (zeros again after `.float()`).
- Size: {size:.1f} MB. Share in the fusion with the lexical score: {weight} (`config.json`).

## Training data

{note}

File `{data}`, SHA-256 `{data_hash}`, cut into {passages} passages of at most about 700 characters.
{documents} The question sets below were measured, also while the recipe's defaults were chosen, so
their figures may flatter it a little.

Pairs, drawn anew in each epoch: an article's title and one of its passages ({title:.0%}; titles of many articles are
dropped), a sentence and the rest of its passage ({sentence:.0%}), a random crop and its passage (the rest). Question
words are put around {frame:.0%} of the queries, so that the model learns to pass over them. Token vectors start as
random directions of length a/(a+p) (Arora, Liang and Ma 2017; a = {rarity}), and are trained with
MultipleNegativesRankingLoss in both directions: {steps} steps of {batch} pairs without equal titles, {epochs} epochs,
Adam {rate}, scale {scale}, seed {seed}, final loss {loss:.3f}.

    {training}

With one thread (the default), equal seeds, data and library versions give equal weights on one kind of processor.

## Figures

The encoder alone, ranking all contexts of a set, in percent:

{figures}

    {measuring}

## Limits

- It sees no word order and no negation, and numbers hardly count: it widens lexical search, and replaces it nowhere.
- The longer a text, the more its details drown in the mean; passages of up to about 700 characters suit it.
- It knows the language of statutes. Text without diacritics is nearly unknown to it, and so are other languages.
"""


@dataclass(frozen=True, slots=True)
class Provenance:
    """Where a model comes from, in words and commands."""

    data: Path
    documents: str  # which documents were trained on beside it, in words
    note: str  # origin and licence of the data
    training: str  # the command that trained it
    benchmarks: tuple[Path, ...]


def write_card(folder: Path, trained: Trained, recipe: Recipe, origin: Provenance, sets: Sequence[QuestionSet]) -> None:
    """Measures the model as written to ``folder`` and puts its README.md there."""
    encoder = StaticEncoder.load(folder)
    measured = [(questions, measure(encoder, questions)) for questions in sets]
    names = " ".join(path.name for path in origin.benchmarks)
    card = _CARD.format(
        name=encoder.id.partition("@")[0],
        id=encoder.id,
        dimensions=encoder.dimensions,
        tokens=trained.tokenizer.get_vocab_size(),
        size=sum(path.stat().st_size for path in folder.rglob("*") if path.name != "README.md") / 1e6,
        weight=encoder.weight,
        data=origin.data.name,
        documents=origin.documents,
        data_hash=hashlib.sha256(origin.data.read_bytes()).hexdigest(),
        passages=trained.passages,
        note=textwrap.fill(origin.note, 118),
        title=recipe.mixture.title,
        sentence=recipe.mixture.sentence,
        frame=recipe.mixture.frame,
        rarity=recipe.rarity,
        steps=trained.steps,
        batch=recipe.batch,
        epochs=recipe.epochs,
        rate=recipe.rate,
        scale=recipe.scale,
        seed=recipe.seed,
        loss=trained.loss,
        training=origin.training,
        figures=figures_table(measured) if measured else "Not measured.",
        measuring=f"python -m indexer.training.measure {names}" if measured else "",
    )
    (folder / "README.md").write_text(card, encoding="utf-8")
