"""``python -m assistant feedback``: what people thought of answers, for those who run the assistant."""

from __future__ import annotations

import json

from assistant.memory.opening import Memory
from assistant.memory.records import Reviewed
from assistant.wire import to_json


def show_feedback(location: str, *, as_json: bool) -> int:
    """Prints all feedback of the database at ``location``, newest first; a file that is not there holds none."""
    memory = Memory(location)
    try:
        found = () if memory.missing else memory.open().messages.reviewed()
    finally:
        memory.close()
    if as_json:
        print(json.dumps(to_json(found), ensure_ascii=False, indent=2))
    else:
        print("\n\n".join(_text(review) for review in found) or "no feedback yet")
    return 0


def _text(review: Reviewed) -> str:
    head = f"{review.rating} {review.rated_at:%Y-%m-%d %H:%M} UTC, {review.status}, engine {review.engine}"
    lines = [head, f"  ? {review.question}", f"  = {review.answer}"]
    return "\n".join([*lines, f"  ! {review.reason}"] if review.reason else lines)
