"""Placeholders of citation marks, so that marks are told from the "[1]" of a quoted text and numbered at the end."""

from __future__ import annotations

import re

_OPEN, _CLOSE = "\ue000", "\ue001"  # private use: they stand in no document
MARK = re.compile(f"{_OPEN}(\\d+){_CLOSE}")


def mark(n: int) -> str:
    """The placeholder of citation ``n``."""
    return f"{_OPEN}{n}{_CLOSE}"
