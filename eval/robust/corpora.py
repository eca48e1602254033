"""Corpora made from a corpus by rule; every maker writes a whole folder and returns the new ids of its documents."""

from __future__ import annotations

import json
import shutil
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

from eval.errors import UnusableInputError
from eval.robust.rewriting import with_multiplied
from eval.scale.plans import make_plan, make_words
from indexer.records import DocumentEntry, Span

MANIFEST = "manifest.jsonl"
_WORDS = Path(__file__).parents[1] / "data" / "robust.json"
_TEXT = (".txt", ".md")


@dataclass(frozen=True, slots=True)
class Source:
    """A document as indexed: its entry, its text, and where its sums of money stand."""

    entry: DocumentEntry
    text: str
    amounts: tuple[Span, ...]

    @property
    def is_text(self) -> bool:
        """Whether the file is the text itself, so that a rewritten text can take its place."""
        return self.entry.path.lower().endswith(_TEXT)


@dataclass(frozen=True, slots=True)
class Original:
    """The corpus that the others are made from."""

    folder: Path
    sources: tuple[Source, ...]


def without(original: Original, document_id: str, target: Path) -> None:
    """The corpus without one document."""
    for source in original.sources:
        if source.entry.id != document_id:
            _copy(original, source, target)
    _write_manifest(target, _corrections(original))


def reordered(original: Original, target: Path) -> Mapping[str, str]:
    """The same documents in the opposite order of names; the new id of each."""
    renamed: dict[str, str] = {}
    corrections = {line["file"]: line for line in _corrections(original)}
    changed: list[dict[str, Any]] = []
    for number, source in enumerate(reversed(original.sources)):
        path = Path(source.entry.path)
        name = f"{number:02}-{path.name}"
        _copy(original, source, target, name)
        renamed[source.entry.id] = f"{number:02}-{source.entry.id}"
        if source.entry.path in corrections:
            changed.append({**corrections[source.entry.path], "file": name})
    _write_manifest(target, changed)
    return renamed


def with_distractors(original: Original, share: float, target: Path, *, seed: int) -> int:
    """The corpus with invented plans of other places, so many that they are ``share`` of all; how many were added."""
    count = round(len(original.sources) * share / (1 - share))
    for source in original.sources:
        _copy(original, source, target)
    words = make_words(seed)
    for number in range(count):
        plan = make_plan(number, words, seed=seed)
        (target / plan.source.path).write_text(f"{plan.metadata.title}\n\n{plan.source.text}", encoding="utf-8")
    _write_manifest(target, _corrections(original))
    return count


def with_other_figures(original: Original, target: Path) -> tuple[str, ...]:
    """The corpus with every sum of money multiplied; the ids of the documents that could be rewritten."""
    rewritten: list[str] = []
    for source in original.sources:
        if source.is_text and source.amounts:
            _write(target / source.entry.path, with_multiplied(source.text, source.amounts))
            rewritten.append(source.entry.id)
        else:
            _copy(original, source, target)
    _write_manifest(target, _corrections(original))
    return tuple(rewritten)


def with_successor(original: Original, document_id: str, target: Path) -> tuple[str, str]:
    """The corpus with a later document that replaces one and gives other sums; its id and its number."""
    words = _words()
    source = next(one for one in original.sources if one.entry.id == document_id)
    about, path = source.entry.metadata, Path(source.entry.path)
    if about.number is None or about.date is None or not source.is_text:
        raise UnusableInputError(f"{document_id}: has no number and date that a successor could follow")
    number = words["number"].format(number=about.number)
    date = f"{int(about.date[:4]) + 1}{about.date[4:]}"
    replaces = words["replaces"].format(kind=about.kind or "", number=about.number, date=_spoken(about.date))
    for one in original.sources:
        _copy(original, one, target)
    name = f"{path.stem}{words['suffix']}{path.suffix}"
    text = with_multiplied(source.text, source.amounts).replace(about.number, number)
    _write(target / name, f"{text.rstrip()}\n\n{replaces}\n")
    known = next((line for line in _corrections(original) if line["file"] == source.entry.path), {})
    _write_manifest(target, [*_corrections(original), {**known, "file": name, "number": number, "date": date}])
    return f"{document_id}{words['suffix']}", number


def _spoken(date: str) -> str:
    year, month, day = date.split("-")
    return f"{day}/{month}/{year}"


def _copy(original: Original, source: Source, target: Path, name: str | None = None) -> None:
    place = target / (name or source.entry.path)
    place.parent.mkdir(parents=True, exist_ok=True)
    shutil.copyfile(original.folder / source.entry.path, place)


def _write(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8", newline="")


def _corrections(original: Original) -> list[dict[str, Any]]:
    """The lines of the corpus's manifest, if it has one."""
    path = original.folder / MANIFEST
    if not path.is_file():
        return []
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]


def _write_manifest(target: Path, lines: Sequence[Mapping[str, Any]]) -> None:
    """The corrections of the files that are there."""
    kept = [line for line in lines if (target / line["file"]).is_file()]
    if kept:
        written = "".join(json.dumps(line, ensure_ascii=False) + "\n" for line in kept)
        (target / MANIFEST).write_text(written, encoding="utf-8")


@lru_cache(maxsize=1)
def _words() -> dict[str, str]:
    loaded: dict[str, str] = json.loads(_WORDS.read_text(encoding="utf-8"))
    return loaded
