"""What an exported file says of itself: who made it, and whether its quotes still stand."""

from __future__ import annotations

from assistant.exporting.checking import Export
from assistant.exporting.texts import text


def made_by(export: Export) -> str:
    """That a machine drafted it, and when."""
    return text("drafted", maker=text("maker"), time=f"{export.made_at:%H:%M %d/%m/%Y}")


def verdict(export: Export) -> str:
    """How many quotes were compared with the source again, and how many of them no longer match."""
    count = sum(len(exchange.sources) for exchange in export.exchanges)
    if not count:
        return text("no_sources")
    if export.doubtful:
        return text("doubtful", doubtful=export.doubtful, count=count)
    return text("all_exact", count=count)
