"""Citations as the tests of the verifier need them."""

from __future__ import annotations

from assistant.records import Citation, Part


def cite(n: int, quote: str, *parts: tuple[str, str], section: str = "") -> Citation:
    """A citation of ``quote`` with parts of (role, quote)."""
    found = tuple(Part(role, text, 0, len(text)) for role, text in parts)  # type: ignore[arg-type]
    return Citation(n, "d", "Kế hoạch", "12-KH/TU", section, quote, 0, len(quote), "/documents/d", found)
