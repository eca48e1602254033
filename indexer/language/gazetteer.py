"""Places: which provinces a text names, under any of their spellings, old or new."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from indexer.language.lexicon import Province, provinces
from indexer.language.normal import fold, is_bare, nfc

_SYLLABLE = re.compile(r".[aeiouy]|[kpt]h|tr|ch|gh|gi|ng|nh|qu")  # what begins like a word is taken for one


@dataclass(frozen=True, slots=True)
class PlaceMention:
    """A province named in a text, with the place in that text."""

    province: Province
    start: int
    end: int


@lru_cache(maxsize=1)
def _patterns() -> tuple[re.Pattern[str], re.Pattern[str], dict[str, Province], dict[str, Province]]:
    exact: dict[str, Province] = {}
    folded: dict[str, Province] = {}
    for province in provinces():
        for name in (province.name, *province.aliases):
            exact[nfc(name).lower()] = province
            folded.setdefault(fold(name), province)
    return _any_of(exact), _any_of(folded), exact, folded


@lru_cache(maxsize=1)
def _short_names() -> tuple[re.Pattern[str], dict[str, str]]:
    """The names of two syllables by their first letter written on to the last syllable ("BGiang"), if one has it."""
    named: dict[str, list[str]] = defaultdict(list)
    for province in provinces():
        parts = nfc(province.name).split()
        if len(parts) == 2:
            named[fold(f"{parts[0][0]}{parts[1]}")].append(province.name)
    kept = {short: names[0] for short, names in named.items() if len(names) == 1 and not _SYLLABLE.match(short)}
    return _any_of(kept), kept


def places_out(text: str) -> str:
    """``text`` (composed Unicode) with the short forms of provinces written out, bare where the text is."""
    pattern, names = _short_names()
    bare = is_bare(text)
    for found in reversed(list(pattern.finditer(fold(text)))):
        name = names[found.group()]
        text = text[: found.start()] + (fold(name) if bare else name) + text[found.end() :]
    return text


def _any_of(names: Iterable[str]) -> re.Pattern[str]:
    longest_first = sorted(names, key=len, reverse=True)
    spaced = (re.escape(name).replace(r"\ ", r"\s+") for name in longest_first)
    return re.compile(rf"(?<!\w)(?:{'|'.join(spaced)})(?!\w)")


@lru_cache(maxsize=128)  # a question is asked for its places again and again
def places(text: str) -> tuple[PlaceMention, ...]:
    """The provinces that ``text`` (composed Unicode) names, in order; a capitalised name may have a wrong diacritic."""
    exact_pattern, folded_pattern, exact, folded = _patterns()
    bare = list(folded_pattern.finditer(fold(text)))
    if is_bare(text):
        return tuple(_mention(match, folded) for match in bare)
    found = [_mention(match, exact) for match in exact_pattern.finditer(text.lower())]
    taken = {at for mention in found for at in range(mention.start, mention.end)}
    found += [_mention(match, folded) for match in bare if match.start() not in taken and _is_name(text, match)]
    return tuple(sorted(found, key=lambda mention: mention.start))


def _mention(match: re.Match[str], names: dict[str, Province]) -> PlaceMention:
    return PlaceMention(names[" ".join(match.group().split())], match.start(), match.end())


def _is_name(text: str, match: re.Match[str]) -> bool:
    """Whether every word is capitalised: a name with a wrong diacritic, no common word that folds alike."""
    return all(word[:1].isupper() and not word.isupper() for word in text[match.start() : match.end()].split())


def first_place(text: str) -> str | None:
    """The name of the first province that ``text`` names, in its spelling of before July 2025."""
    mentions = places(text)
    return mentions[0].province.name if mentions else None
