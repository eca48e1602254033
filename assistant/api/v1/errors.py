"""Problems in the shape of the OpenAI protocol's errors."""

from __future__ import annotations

from collections.abc import Mapping

PREFIX = "/v1/"
_TYPES = {401: "invalid_request_error", 429: "rate_limit_error"}
_CODES = {"no_key": "invalid_api_key", "no_model": "model_not_found", "long_question": "context_length_exceeded"}
_URN = "urn:tro-ly-ao:problem:"
_PARAMETERS = {"no_model": "model", "empty_question": "messages", "long_question": "messages"}


def status_of(problem: Mapping[str, str | int]) -> int:
    """The protocol answers 400 where the rest of the API answers 422."""
    status = int(problem["status"])
    return 400 if status == 422 else status


def error_body(problem: Mapping[str, str | int]) -> dict[str, dict[str, str | None]]:
    """The error of the protocol that says what ``problem`` says."""
    status = status_of(problem)
    key = str(problem["type"]).removeprefix(_URN)
    return {
        "error": {
            "message": str(problem["detail"]),
            "type": _TYPES.get(status, "server_error" if status >= 500 else "invalid_request_error"),
            "param": _PARAMETERS.get(key),
            "code": _CODES.get(key, key),
        }
    }
