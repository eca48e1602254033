"""Who is told about the pages of a long document while it is read."""

from __future__ import annotations

from collections.abc import Callable

PageTold = Callable[[int, int], None]  # the number of a page that is done, and of how many


def nobody(number: int, of: int) -> None:
    """Told about pages by readers that nobody watches."""
    del number, of
