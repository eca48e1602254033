"""Synthetic plans: documents of the corpus' family whose words follow the long tail of real text."""

from __future__ import annotations

import json
import random
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from importlib import resources
from itertools import accumulate
from typing import Any

from indexer.language.lexicon import load, provinces
from indexer.language.synonyms import synonym_groups
from indexer.records import Block, Metadata, Outline, ParsedDocument, Passage, Section, SourceText, Span

PASSAGES = 100  # of one document
_SECTION = 10  # passages of one section
_VOCABULARY = 60_000
_ZIPF = 1.05  # exponent of the rank-frequency law
_PHRASE = (1, 3)  # words of one phrase
_SENTENCES = (2, 4)  # of one passage


@dataclass(frozen=True, slots=True)
class Words:
    """Words in the order of their frequency, with the running sum of their weights."""

    words: tuple[str, ...]
    weights: tuple[float, ...]

    def phrase(self, chance: random.Random) -> str:
        """A few words."""
        return " ".join(chance.choices(self.words, cum_weights=self.weights, k=chance.randint(*_PHRASE)))


def make_words(seed: int) -> Words:
    """Words of two syllables: those of the lexicons first, then made-up ones."""
    chance = random.Random(seed)  # noqa: S311 (repeatable, guards no secret)
    frequent = [phrase for _, found in synonym_groups() for phrase in found]
    frequent += load("abbreviations")["entries"].values()
    known = [spelling for listed in load("syllables")["syllables"].values() for spelling in listed.split()]
    made = dict.fromkeys(phrase.lower() for phrase in frequent)
    while len(made) < _VOCABULARY:
        made.setdefault(f"{chance.choice(known)} {chance.choice(known)}")
    weights = accumulate(1 / rank**_ZIPF for rank in range(1, len(made) + 1))
    return Words(tuple(made), tuple(weights))


def make_plan(number: int, words: Words, *, seed: int, passages: int = PASSAGES) -> ParsedDocument:
    """Plan ``number``; the same numbers give the same plan."""
    chance = random.Random(f"{seed}/{number}")  # noqa: S311
    place = chance.choice(provinces()).name
    year = chance.randint(2018, 2034)
    title = chance.choice(_templates()["titles"]).format(place=place, year=year, words=words.phrase(chance))
    text, spans, sections, blocks = title + "\n\n", [], [], []
    sections.append(Section(0, None, "document", "", title, Span(0, 0), Span(0, len(title))))
    for ordinal in range(passages):
        if ordinal % _SECTION == 0:
            heading = _filled(chance.choice(_templates()["headings"]), words, chance, year)
            span = Span(len(text), len(text) + len(heading))
            sections.append(Section(len(sections), 0, "number", str(len(sections)), heading, span, span))
            text += heading + "\n"
        sentences = (chance.choice(_templates()["sentences"]) for _ in range(chance.randint(*_SENTENCES)))
        body = " ".join(_filled(sentence, words, chance, year) for sentence in sentences)
        spans.append(Span(len(text), len(text) + len(body)))
        blocks.append(Block(ordinal, len(sections) - 1, "paragraph", spans[-1]))
        text += body + "\n"
    symbol = f"{chance.randint(1, 999)}-{chance.choice(_templates()['symbols'])}"
    name = f"plan-{number:06}"
    return ParsedDocument(
        source=SourceText(name, f"{name}.txt", "", text, "utf-8"),
        metadata=Metadata(title, number=symbol, place=place, period=(year, year)),
        outline=Outline(tuple(sections), tuple(blocks)),
        tables=(),
        passages=tuple(
            Passage(at, "text", blocks[at].section, sections[blocks[at].section].heading, span)
            for at, span in enumerate(spans)
        ),
    )


def make_questions(words: Words, *, plans: int, count: int, seed: int) -> Iterator[str]:
    """Questions with words of a passage each; one in four names the place as well."""
    for number in range(count):
        chance = random.Random(f"{seed}/question/{number}")  # noqa: S311
        plan = make_plan(chance.randrange(plans), words, seed=seed)
        body = chance.choice(plan.passages).span.of(plan.source.text).split()
        start = chance.randrange(max(1, len(body) - 6))
        picked = " ".join(body[start : start + 6]).strip(".,%").lower()
        question = chance.choice(_templates()["questions"])
        yield question.format(words=picked, place=plan.metadata.place).capitalize()


def _filled(template: str, words: Words, chance: random.Random, year: int) -> str:
    """The template with fresh words at each gap."""
    parts = template.split("{words}")
    joined = "".join(part + (words.phrase(chance) if at < len(parts) - 1 else "") for at, part in enumerate(parts))
    return joined.format(
        year=year,
        day=chance.randint(1, 28),
        month=chance.randint(1, 12),
        share=chance.randint(1, 100),
        count=chance.randint(2, 400),
        amount=f"{chance.randint(1, 90)}.{chance.randint(0, 999):03}",
    )


@lru_cache(maxsize=1)
def _templates() -> dict[str, Any]:
    loaded: dict[str, Any] = json.loads(resources.files("eval.scale").joinpath("words.json").read_text("utf-8"))
    return loaded
