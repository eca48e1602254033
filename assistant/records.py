"""The records of answering; the dataclasses of an answer are also its JSON on the wire."""

from __future__ import annotations

from dataclasses import dataclass, field
from decimal import Decimal
from typing import Literal

Status = Literal["answered", "clarify", "not_found", "out_of_scope", "refused"]
PartRole = Literal["label", "figure", "period", "unit", "agency", "date"]
Engine = Literal["extractive", "llm"]


@dataclass(frozen=True, slots=True)
class Turn:
    """One earlier message of the conversation."""

    role: Literal["user", "assistant"]
    content: str


@dataclass(frozen=True, slots=True)
class Filters:
    """Restrictions that the person set; an empty tuple restricts nothing."""

    document_ids: tuple[str, ...] = ()
    places: tuple[str, ...] = ()
    years: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Part:
    """A piece of a citation that carries one role; an exact slice of the source text."""

    role: PartRole
    quote: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Locator:
    """Where the place stands in the original file, as far as its format knows; pages and paragraphs count from 1."""

    page: int | None = None
    sheet: str | None = None
    cell: str | None = None
    paragraph: int | None = None
    bbox: tuple[float, float, float, float] | None = None


@dataclass(frozen=True, slots=True)
class Citation:
    """Evidence for a statement: ``quote`` is exactly the source text's code points ``start`` to ``end``."""

    n: int
    document_id: str
    title: str
    number: str | None
    section: str
    quote: str
    start: int
    end: int
    url: str
    parts: tuple[Part, ...] = ()
    locator: Locator = field(default_factory=Locator)


@dataclass(frozen=True, slots=True)
class TextBlock:
    """A sentence or two of the assistant's own wording."""

    text: str
    citations: tuple[int, ...] = ()
    type: Literal["text"] = "text"


@dataclass(frozen=True, slots=True)
class QuoteBlock:
    """Words of the source."""

    text: str
    citations: tuple[int, ...]
    type: Literal["quote"] = "quote"


@dataclass(frozen=True, slots=True)
class ListItem:
    """One item of a list block."""

    text: str
    citations: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class ListBlock:
    """Items in source order."""

    items: tuple[ListItem, ...]
    citations: tuple[int, ...] = ()
    type: Literal["list"] = "list"


@dataclass(frozen=True, slots=True)
class TableBlock:
    """Rows of text cells under named columns."""

    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    citations: tuple[int, ...] = ()
    caption: str = ""
    type: Literal["table"] = "table"


@dataclass(frozen=True, slots=True)
class NoticeBlock:
    """Something the reader must know beside the answer."""

    text: str
    citations: tuple[int, ...] = ()
    type: Literal["notice"] = "notice"


@dataclass(frozen=True, slots=True)
class NearestBlock:
    """The nearest thing found, where the documents do not say what was asked; never the answer itself."""

    text: str
    citations: tuple[int, ...]
    type: Literal["nearest"] = "nearest"


@dataclass(frozen=True, slots=True)
class Figure:
    """One figure of a cited row: ``value`` in đồng, ``written`` as the source has it, and the cell's own slice."""

    label: str
    value: Decimal
    written: str
    citation: int
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class ChartBlock:
    """Figures of one kind to be seen side by side: the years of a row, or one figure of each document."""

    by: Literal["period", "document"]
    caption: str
    points: tuple[Figure, ...]
    text: str  # the same in words, for clients that draw nothing
    citations: tuple[int, ...]
    type: Literal["chart"] = "chart"


@dataclass(frozen=True, slots=True)
class ComputationBlock:
    """What the assistant computed, with every operand; ``value`` in đồng is exact."""

    operation: Literal["sum", "difference"]
    operands: tuple[Figure, ...]
    value: Decimal
    written: str
    text: str
    citations: tuple[int, ...]
    type: Literal["computation"] = "computation"


AnswerBlock = (
    TextBlock | QuoteBlock | ListBlock | TableBlock | NoticeBlock | NearestBlock | ChartBlock | ComputationBlock
)


@dataclass(frozen=True, slots=True)
class Timings:
    """Milliseconds spent in each stage; an answer that needs no results is searched for none."""

    understand: float
    retrieve: float
    answer: float


@dataclass(frozen=True, slots=True)
class Answer:
    """What a person gets: a status, the plain text, the same as typed blocks, and the evidence.

    Within a conversation it carries the ids under which it is stored.
    """

    status: Status
    answer: str
    blocks: tuple[AnswerBlock, ...]
    standalone_question: str
    citations: tuple[Citation, ...]
    suggestions: tuple[str, ...]
    timings_ms: Timings
    engine: Engine = "extractive"
    warnings: tuple[str, ...] = ()
    conversation_id: str | None = None
    message_id: str | None = None
    model: str | None = None  # that wrote sentences of the answer
    prompt: str | None = None  # the prompt file by name, version and hash


@dataclass(frozen=True, slots=True)
class Began:
    """The first event of an answer on its way."""

    status: Status
    standalone_question: str


@dataclass(frozen=True, slots=True)
class Replaced:
    """Withdraws every block sent so far; ``reason`` is for people."""

    reason: str


# An answer on its way: its beginning, citations before the blocks that use them, and the whole answer at the end.
AnswerEvent = Began | Citation | AnswerBlock | Replaced | Answer


@dataclass(frozen=True, slots=True)
class SearchResult:
    """One retrieved place; ``text`` is a source slice of at most 1,500 characters."""

    document_id: str
    text: str
    section: str
    start: int
    end: int
    kind: str
    score: float
    why: str
    locator: Locator = field(default_factory=Locator)
