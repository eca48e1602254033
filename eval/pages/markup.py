"""HTML as nested calls: text is escaped wherever it stands, so that no document can put markup into a report."""

from __future__ import annotations

from collections.abc import Iterable
from html import escape


class Markup(str):
    """Text that is HTML already; only :func:`tag` and :func:`together` make it."""

    __slots__ = ()


Child = Markup | str | int | None
_VOID = frozenset({"meta", "input", "line", "rect", "circle", "path"})


def tag(name: str, /, *children: Child, **attributes: str | float | bool | None) -> Markup:
    """An element; ``class_`` and ``for_`` lose their underscore, others get dashes; None and False leave one out."""
    written = "".join(_attribute(key, value) for key, value in attributes.items() if value not in (None, False))
    if name in _VOID:
        return Markup(f"<{name}{written}>" if name in ("meta", "input") else f"<{name}{written}/>")
    return Markup(f"<{name}{written}>{together(children)}</{name}>")


def together(children: Iterable[Child]) -> Markup:
    """The children one after the other, plain text escaped."""
    return Markup("".join(_shown(child) for child in children))


def _shown(child: Child) -> str:
    if child is None:
        return ""
    return child if isinstance(child, Markup) else escape(str(child))


def _attribute(key: str, value: object) -> str:
    name = key.rstrip("_").replace("_", "-")
    return f" {name}" if value is True else f' {name}="{escape(str(value))}"'
