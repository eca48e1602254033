"""The JSON of the API as the design promises it to clients, and what must hold for every citation."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import jsonschema

MAX_QUOTE = 700
MAX_RESULT = 1500

_TEXT = {"type": "string", "minLength": 1}
_OFFSET = {"type": "integer", "minimum": 0}
_NUMBERS = {"type": "array", "items": {"type": "integer", "minimum": 1}}


def _object(optional: dict[str, Any] | None = None, **required: Any) -> dict[str, Any]:
    properties = required | (optional or {})
    return {"type": "object", "required": list(required), "properties": properties, "additionalProperties": False}


def _nullable(kind: str) -> dict[str, Any]:
    return {"type": [kind, "null"]}


_PART = _object(
    role={"enum": ["label", "figure", "period", "unit", "agency", "date"]}, quote=_TEXT, start=_OFFSET, end=_OFFSET
)
_LOCATOR = _object(
    page=_nullable("integer"),
    sheet=_nullable("string"),
    cell=_nullable("string"),
    paragraph=_nullable("integer"),
    bbox={"type": ["array", "null"], "items": {"type": "number"}, "minItems": 4, "maxItems": 4},
)
CITATION = _object(
    n={"type": "integer", "minimum": 1},
    document_id=_TEXT,
    title=_TEXT,
    number=_nullable("string"),
    section={"type": "string"},
    quote={"type": "string", "minLength": 1, "maxLength": MAX_QUOTE},
    start=_OFFSET,
    end=_OFFSET,
    parts={"type": "array", "items": _PART},
    locator=_LOCATOR,
    url={"type": "string", "pattern": "^/documents/[^#]+#"},
)
BLOCK = {
    "type": "object",
    "required": ["type", "citations"],
    "properties": {
        "type": {"enum": ["text", "quote", "list", "table", "chart", "notice", "nearest", "computation"]},
        "citations": _NUMBERS,
    },
}
ANSWER = _object(
    status={"enum": ["answered", "clarify", "not_found", "out_of_scope", "refused"]},
    answer=_TEXT,
    blocks={"type": "array", "minItems": 1, "items": BLOCK},
    standalone_question=_TEXT,
    engine={"enum": ["extractive", "llm"]},
    warnings={"type": "array", "items": _TEXT},
    citations={"type": "array", "items": CITATION},
    suggestions={"type": "array", "items": _TEXT},
    model=_nullable("string"),
    prompt=_nullable("string"),
    timings_ms=_object(
        understand={"type": "number", "minimum": 0},
        retrieve={"type": "number", "minimum": 0},
        answer={"type": "number", "minimum": 0},
    ),
    conversation_id=_nullable("string"),
    message_id=_nullable("string"),
)
RESULTS = _object(
    results={
        "type": "array",
        "items": _object(
            document_id=_TEXT,
            text={"type": "string", "minLength": 1, "maxLength": MAX_RESULT},
            section={"type": "string"},
            start=_OFFSET,
            end=_OFFSET,
            kind=_TEXT,
            score={"type": "number"},
            why={"type": "string"},
            locator=_LOCATOR,
        ),
    }
)
PROBLEM = _object(type={"type": "string", "pattern": "^urn:"}, title=_TEXT, status={"type": "integer"}, detail=_TEXT)


def check_answer(answer: Any, text_of: Callable[[str], str]) -> None:
    """Fails unless ``answer`` has the shape of the contract and every quote in it is exactly its slice."""
    jsonschema.validate(answer, ANSWER)
    assert [citation["n"] for citation in answer["citations"]] == list(range(1, len(answer["citations"]) + 1))
    known = {citation["n"] for citation in answer["citations"]}
    for block in answer["blocks"]:
        assert set(block["citations"]) <= known
    for citation in answer["citations"]:
        text = text_of(citation["document_id"])
        for piece in (citation, *citation["parts"]):
            assert piece["quote"] == text[piece["start"] : piece["end"]]
    if answer["status"] == "answered":
        assert answer["citations"]
        assert "[1]" in answer["answer"]


def check_results(body: Any, text_of: Callable[[str], str]) -> None:
    """Fails unless ``body`` has the shape of the contract and every text in it is exactly its slice."""
    jsonschema.validate(body, RESULTS)
    for result in body["results"]:
        assert result["text"] == text_of(result["document_id"])[result["start"] : result["end"]]
    places = [(result["document_id"], result["start"], result["end"]) for result in body["results"]]
    assert len(places) == len(set(places))
