"""Question files: JSON Lines, one question a line (docs/schemas/question.schema.json)."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Literal, NoReturn, TypeVar, get_args

from assistant.records import Turn
from eval.amounts import Value
from eval.errors import QuestionFileError, UnusableInputError
from eval.evidence import EvidenceItem
from eval.fields import FieldError, Fields

Language = Literal["vi", "vi-ascii", "en"]
QuestionType = Literal[
    "fact",
    "table",
    "sum",
    "owner",
    "deadline",
    "list",
    "reference",
    "conflict",
    "summary",
    "compare",
    "followup",
    "ambiguous",
    "unanswerable",
]
LANGUAGES: tuple[Language, ...] = get_args(Language)
QUESTION_TYPES: tuple[QuestionType, ...] = get_args(QuestionType)
SETS_FOLDER = Path(__file__).with_name("sets")

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class AskLine:
    """What answering a line may see: the question and the conversation before it, no gold key."""

    id: str
    question: str
    history: tuple[Turn, ...] = ()


@dataclass(frozen=True, slots=True)
class QuestionLine:
    """A question with all that is needed to judge its answer."""

    id: str
    question: str
    lang: Language
    type: QuestionType
    history: tuple[Turn, ...]
    docs: tuple[str, ...]
    evidence: tuple[EvidenceItem, ...]
    answer: str
    values: tuple[Value, ...]
    must: tuple[tuple[str, ...], ...]
    must_not: tuple[str, ...]
    answerable: bool
    draft: bool = False  # made by a program and not read by a person yet

    def ask_line(self) -> AskLine:
        """The line without its gold keys."""
        return AskLine(self.id, self.question, self.history)


def load_ask_lines(path: Path) -> tuple[AskLine, ...]:
    """Every question of a file, of which only ``id``, ``question`` and ``history`` are read."""
    return _load(path, _ask_line)


def load_questions(path: Path) -> tuple[QuestionLine, ...]:
    """Every question of a file that follows the full schema."""
    return _load(path, _question_line)


@dataclass(frozen=True, slots=True)
class Selection:
    """A part of a question set; an empty tuple selects all."""

    types: tuple[str, ...] = ()
    languages: tuple[str, ...] = ()
    documents: tuple[str, ...] = ()

    def of(self, questions: tuple[QuestionLine, ...]) -> tuple[QuestionLine, ...]:
        """The questions of these types and languages that ask about one of these documents."""
        found = tuple(
            one
            for one in questions
            if (not self.types or one.type in self.types)
            and (not self.languages or one.lang in self.languages)
            and (not self.documents or set(one.docs) & set(self.documents))
        )
        if not found:
            raise UnusableInputError("no question of the set is of these types, languages and documents")
        return found


WHOLE_SET = Selection()


def set_path(name: str) -> Path:
    """The file of a question set: one of the shipped sets by its name, otherwise a path."""
    shipped = (SETS_FOLDER / f"{name}.jsonl", SETS_FOLDER / name / "questions.jsonl")
    known = Path(name).name == name
    return next((path for path in shipped if known and path.is_file()), Path(name))


def set_name(path: Path) -> str:
    """What a question set is called: the name by which a shipped one is known, otherwise that of its file."""
    nested = path.name == "questions.jsonl" and path.resolve().parent.parent == SETS_FOLDER.resolve()
    return path.resolve().parent.name if nested else path.stem


def _load(path: Path, parse: Callable[[Fields], T]) -> tuple[T, ...]:
    """Parse every line of a file; ids must differ."""
    loaded: list[T] = []
    first_seen: dict[str, int] = {}
    for number, record in _records(path):
        fields = Fields(record)
        try:
            identifier = fields.text("id")
            line = parse(fields)
        except FieldError as error:
            raise QuestionFileError(str(path), number, error.problem, field=error.field) from None
        if identifier in first_seen:
            problem = f"{identifier!r} already stands in line {first_seen[identifier]}"
            raise QuestionFileError(str(path), number, problem, field="id")
        first_seen[identifier] = number
        loaded.append(line)
    if not loaded:
        raise UnusableInputError(f"{path}: holds no question")
    return tuple(loaded)


def _records(path: Path) -> Iterator[tuple[int, dict[str, object]]]:
    """The number and the JSON object of every line that is not blank."""
    try:
        data = path.read_bytes()
    except OSError as error:
        raise UnusableInputError(f"{path}: cannot be read: {error.strerror or error}") from None
    for number, raw in enumerate(data.removeprefix(b"\xef\xbb\xbf").split(b"\n"), start=1):
        if raw.strip():
            yield number, _record(path, number, raw)


def _record(path: Path, number: int, raw: bytes) -> dict[str, object]:
    """The JSON object of one line."""
    try:
        record = json.loads(raw.decode("utf-8"), parse_constant=_refuse_constant)
    except UnicodeDecodeError as error:
        byte = raw[error.start]
        raise QuestionFileError(str(path), number, f"not UTF-8: byte 0x{byte:02x} at {error.start}") from None
    except json.JSONDecodeError as error:
        raise QuestionFileError(str(path), number, f"not JSON: {error.msg} at column {error.colno}") from None
    except (ValueError, RecursionError) as error:
        raise QuestionFileError(str(path), number, f"not JSON: {error}") from None
    if not isinstance(record, dict):
        raise QuestionFileError(str(path), number, "not a JSON object")
    return record


def _refuse_constant(name: str) -> NoReturn:
    """JSON knows no NaN and no infinity, though Python reads them."""
    raise ValueError(f"{name} is no JSON number")


def _ask_line(fields: Fields) -> AskLine:
    """The three keys that answering may see."""
    return AskLine(id=fields.text("id"), question=fields.text("question"), history=_history(fields))


def _history(fields: Fields) -> tuple[Turn, ...]:
    """The earlier turns; none where the key is absent."""
    turns = fields.objects("history", optional=True)
    return tuple(
        Turn(role=turn.one_of("role", ("user", "assistant")), content=turn.text("content", empty=True))
        for turn in turns
    )


def _question_line(fields: Fields) -> QuestionLine:
    """A line of the full schema."""
    evidence = tuple(
        EvidenceItem(doc=item.text("doc"), contains=item.texts("contains", least=1))
        for item in fields.objects("evidence")
    )
    values = tuple(
        Value(number=item.number("number"), unit=item.text("unit", empty=True)) for item in fields.objects("values")
    )
    return QuestionLine(
        id=fields.text("id"),
        question=fields.text("question"),
        lang=fields.one_of("lang", LANGUAGES),
        type=fields.one_of("type", QUESTION_TYPES),
        history=_history(fields),
        docs=fields.texts("docs", optional=True),
        evidence=evidence,
        answer=fields.text("answer", empty=True),
        values=values,
        must=fields.groups("must"),
        must_not=fields.texts("must_not"),
        answerable=fields.flag("answerable"),
        draft=fields.flag("draft", default=False),
    )
