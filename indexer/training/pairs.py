"""Makes (query, passage) pairs out of passages, as token ids: titles, sentences and random crops as queries."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from tokenizers import Tokenizer

from indexer.training.articles import TitledPassage
from indexer.training.lexicon import Lexicon

Ids = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class EncodedPassage:
    """A passage as token ids; ``bounds`` are the starts of its sentences and the end of the last one."""

    title: Ids
    title_key: int  # equal for equal titles; negative and unique where there is none
    ids: Ids
    bounds: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Mixture:
    """How queries are drawn; the rest of the passages give random crops as queries."""

    title: float = 0.4  # share of titled passages whose query is the title
    sentence: float = 0.3  # share whose query is one of their sentences, taken out of the passage
    keep: float = 0.2  # how often such a sentence stays in the passage: exact words should count too
    crop: tuple[int, int] = (4, 14)  # tokens in a random crop
    frame: float = 0.7  # how often question words are added, so that the model learns to pass over them
    drop: float = 0.1  # how often a token of a query is left out


@dataclass(frozen=True, slots=True)
class Batch:
    """Queries and the passages that answer them, row by row."""

    queries: list[Ids]
    passages: list[Ids]


def encode(passages: Sequence[TitledPassage], tokenizer: Tokenizer) -> list[EncodedPassage]:
    """Tokenises passages once for all epochs; those without two tokens are left out."""
    titles = sorted({passage.title for passage in passages})
    keys = {title: key for key, title in enumerate(titles)}
    title_ids = dict(zip(titles, _ids(titles, tokenizer), strict=True))
    encoded = []
    for number, passage in enumerate(passages):
        sentences = _ids(passage.sentences, tokenizer)
        bounds = np.cumsum([0, *(len(sentence) for sentence in sentences)])
        if bounds[-1] >= 2:
            key = keys[passage.title] if passage.title else -1 - number
            ids = np.concatenate(sentences)
            encoded.append(EncodedPassage(title_ids[passage.title], key, ids, tuple(int(at) for at in bounds)))
    return encoded


class PairSampler:
    """Draws each epoch's batches; equal seeds give equal batches."""

    def __init__(self, passages: Sequence[EncodedPassage], frames: QuestionFrames, mixture: Mixture, seed: int) -> None:
        self._passages = passages
        self._frames = frames
        self._mixture = mixture
        self._random = np.random.default_rng(seed)

    @property
    def size(self) -> int:
        """Passages to draw from."""
        return len(self._passages)

    def epoch(self, size: int) -> Iterator[Batch]:
        """Every passage about once, in batches of ``size`` that never hold two passages of one title.

        In-batch negatives would otherwise punish the right answers of other articles with the same title.
        """
        waiting: list[int] = self._random.permutation(len(self._passages)).tolist()
        while len(waiting) >= size:
            chosen: list[int] = []
            seen: set[int] = set()
            left: list[int] = []
            at = 0
            while at < len(waiting) and len(chosen) < size:
                key = self._passages[waiting[at]].title_key
                (left if key in seen else chosen).append(waiting[at])
                seen.add(key)
                at += 1
            if len(chosen) < size:
                return
            waiting = left + waiting[at:]
            pairs = [self._pair(self._passages[number]) for number in chosen]
            yield Batch([query for query, _ in pairs], [passage for _, passage in pairs])

    def _pair(self, passage: EncodedPassage) -> tuple[Ids, Ids]:
        mixture, draw = self._mixture, self._random.random()
        if draw < mixture.title and len(passage.title) > 1:
            query, rest = passage.title, passage.ids
        elif draw < mixture.title + mixture.sentence and len(passage.bounds) > 2:
            query, rest = self._sentence(passage)
        else:
            query, rest = self._crop(passage.ids), passage.ids
        kept = query[self._random.random(len(query)) >= mixture.drop]
        query = kept if len(kept) else query
        if self._random.random() < mixture.frame:
            query = self._frames.around(query, self._random)
        return query, rest

    def _sentence(self, passage: EncodedPassage) -> tuple[Ids, Ids]:
        number = int(self._random.integers(len(passage.bounds) - 1))
        start, end = passage.bounds[number], passage.bounds[number + 1]
        if self._random.random() < self._mixture.keep:
            return passage.ids[start:end], passage.ids
        rest = np.concatenate([passage.ids[:start], passage.ids[end:]])
        return (passage.ids[start:end], rest) if start < end and len(rest) else (passage.ids, passage.ids)

    def _crop(self, ids: Ids) -> Ids:
        low, high = self._mixture.crop
        length = min(int(self._random.integers(low, high + 1)), len(ids))
        start = int(self._random.integers(len(ids) - length + 1))
        return ids[start : start + length]


class QuestionFrames:
    """Question words as token ids, put around statements to make them look like questions."""

    def __init__(self, lexicon: Lexicon, tokenizer: Tokenizer) -> None:
        self._openings = _ids(lexicon.openings, tokenizer)
        self._endings = _ids(lexicon.endings, tokenizer)

    def around(self, query: Ids, random: np.random.Generator) -> Ids:
        """The query after a question's opening, before its ending, or between both."""
        parts = [query]
        place = random.random()
        if place < 0.6:
            parts.append(self._endings[int(random.integers(len(self._endings)))])
        if place > 0.4:
            parts.insert(0, self._openings[int(random.integers(len(self._openings)))])
        return np.concatenate(parts)


def _ids(texts: Sequence[str], tokenizer: Tokenizer) -> list[Ids]:
    encodings = tokenizer.encode_batch_fast(list(texts), add_special_tokens=False)
    return [np.array(encoding.ids, dtype=np.int64) for encoding in encodings]
