"""Reads the training text: articles of statutes, one JSON object a line, cut into titled passages of sentences."""

from __future__ import annotations

import gzip
import json
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from indexer.errors import IndexerError
from indexer.training.lexicon import Lexicon


class TrainingDataError(IndexerError):
    """A training or benchmark file is missing or not in the expected format."""


@dataclass(frozen=True, slots=True)
class Article:
    """One article of a statute."""

    title: str
    paragraphs: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class TitledPassage:
    """Neighbouring sentences of one article; ``title`` is empty where it says nothing about the text."""

    title: str
    sentences: tuple[str, ...]


def read_articles(path: Path, lexicon: Lexicon) -> Iterator[Article]:
    """The articles of a ``.jsonl`` or ``.jsonl.gz`` file with keys ``title`` and ``body``, without furniture."""
    opener = gzip.open if path.suffix == ".gz" else open
    try:
        with opener(path, "rt", encoding="utf-8") as lines:
            for line in lines:
                record = json.loads(line)
                yield Article(str(record["title"]).strip(), tuple(_text_of(str(record["body"]), lexicon)))
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise TrainingDataError(f"{path}: {error}") from error


def passages_of(articles: list[Article], *, size: int = 700, boilerplate: int = 12) -> list[TitledPassage]:
    """Cuts articles into passages of about ``size`` characters.

    Titles that stand over at least ``boilerplate`` articles ("Phạm vi điều chỉnh") are dropped.
    """
    counts = Counter(article.title.casefold() for article in articles)
    passages = []
    for article in articles:
        title = article.title if counts[article.title.casefold()] < boilerplate else ""
        passages += [TitledPassage(title, group) for group in _groups(article.paragraphs, size)]
    return passages


def _groups(paragraphs: tuple[str, ...], size: int) -> Iterator[tuple[str, ...]]:
    group: list[str] = []
    length = 0
    for sentence in (sentence for paragraph in paragraphs for sentence in _sentences(paragraph)):
        if group and length + len(sentence) > size:
            yield tuple(group)
            group, length = [], 0
        group.append(sentence)
        length += len(sentence)
    if group:
        yield tuple(group)


def _sentences(paragraph: str) -> list[str]:
    return [piece for piece in re.split(r"(?<=[.;:?!])\s+", paragraph) if re.search(r"\w\w", piece)]


def _text_of(body: str, lexicon: Lexicon) -> Iterator[str]:
    for line in body.split("\n"):
        text = line.strip()
        if lexicon.heading.match(text):
            return  # the heading of the next chapter, which the data appends to the article before it
        if text and not (text.startswith("(") and text.endswith(")")):
            yield text
