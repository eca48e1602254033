"""The row tree: what a row is (group, item, detail, total, note) and under which row it stands."""

from __future__ import annotations

from dataclasses import dataclass, replace

from indexer.records import RowKind
from indexer.tables.ordinals import RANK, Ordinal, parse_ordinal
from indexer.tables.shape import is_note, is_subtotal_label, is_total_label

_BULLETS = ("-", "–", "+", "•", "*")


@dataclass(frozen=True, slots=True)
class RowFace:
    """What the tree needs to know of a row."""

    number: str  # text of the ordinal cell
    label: str
    attributes: int  # filled text cells besides number and label
    figures: int  # filled figure cells


@dataclass(frozen=True, slots=True)
class Node:
    """A row's place: its kind, its parent row, its number as written."""

    kind: RowKind
    parent: int | None
    label: str


@dataclass(frozen=True, slots=True)
class _Open:
    row: int
    ordinal: Ordinal | None  # None: an unnumbered heading


def tree_of(faces: list[RowFace]) -> list[Node]:
    """The place of every row, in order."""
    nodes: list[Node] = []
    stack: list[_Open] = []
    ordinals = [_numbered(f) for f in faces]
    outermost = next((o.style for o in ordinals if o), None)
    for index, face in enumerate(faces):
        written, ordinal = _label(face), ordinals[index]
        if is_note(face.label) or is_note(face.number):
            nodes.append(Node("note", None, ""))
            continue
        if _is_total(face, ordinal):
            nodes.append(_total(faces, nodes, stack, index))
            continue
        if ordinal is not None and ordinal.style != "bullet":
            ordinal = _misprint(ordinal, ordinals, stack, index)
            _close(stack, ordinal)
            nodes.append(Node("item", _above(stack, ordinal), written))
            stack.append(_Open(index, ordinal))
            continue
        nodes.append(_unnumbered(faces, nodes, stack, index, _next(ordinals, index), outermost))
    return _kinds(faces, nodes)


def _numbered(face: RowFace) -> Ordinal | None:
    found = parse_ordinal(face.number) if face.number else None
    if found is None and not face.number and not face.figures and not face.attributes:
        head, _, rest = face.label.partition(" ")
        if rest and head[-1:] in ".)" and len(head) <= 6:
            return parse_ordinal(head)  # a heading that spans the whole row: "I. Infrastructure"
    return found


def _label(face: RowFace) -> str:
    if face.number and parse_ordinal(face.number):
        return face.number
    return face.label.partition(" ")[0] if _numbered(face) else ""


def _is_total(face: RowFace, ordinal: Ordinal | None) -> bool:
    if ordinal is not None and ordinal.style != "bullet":
        return is_total_label(face.label) and ordinal.style in ("roman", "upper") and face.attributes == 0 and (
            is_subtotal_label(face.label) or _bare_total(face.label)
        )  # fmt: skip
    return is_total_label(face.label or face.number)


def _bare_total(label: str) -> bool:
    return len(label.split()) <= 2


def _total(faces: list[RowFace], nodes: list[Node], stack: list[_Open], index: int) -> Node:
    label = faces[index].label or faces[index].number
    opened = [o for o in stack if o.ordinal is None or o.ordinal.style != "bullet"]
    if not is_subtotal_label(label) or not opened:
        return Node("total", None, "")
    named = label.split()[-1].strip("():+")
    for row, node in enumerate(nodes):
        if node.label.strip(".)(") == named and node.parent is None:
            return Node("subtotal", row, "")
    return Node("subtotal", opened[0].row, "")


def _misprint(ordinal: Ordinal, ordinals: list[Ordinal | None], stack: list[_Open], index: int) -> Ordinal:
    """A second "I" whose rows go on with 1.1 is a misread "1"."""
    romans = [o.ordinal for o in stack if o.ordinal and o.ordinal.style == "roman"]
    after = _next(ordinals, index)
    if ordinal.style == "roman" and ordinal.values == (1,) and romans and after and after.values == (1, 1):
        return Ordinal("number", (1,))
    if ordinal.style == "upper" and romans and ordinal.last == 3 and romans[-1].last >= 99:
        return Ordinal("roman", (100,))
    return ordinal


def _close(stack: list[_Open], ordinal: Ordinal) -> None:
    """Take from the stack what ends where ``ordinal`` starts."""
    if ordinal.style == "dotted":
        wanted = ordinal.values[:-1]
        for depth in range(len(stack) - 1, -1, -1):
            there = stack[depth].ordinal
            if there and there.style in ("number", "dotted", "roman") and there.values == wanted:
                del stack[depth + 1 :]
                return
    for depth in range(len(stack) - 1, -1, -1):
        there = stack[depth].ordinal
        if there and there.style == ordinal.style and len(there.values) == len(ordinal.values):
            del stack[depth:]
            return
    while stack and stack[-1].ordinal is not None and _deeper(stack[-1].ordinal, ordinal):
        stack.pop()


def _deeper(there: Ordinal, ordinal: Ordinal) -> bool:
    return RANK[there.style] > RANK[ordinal.style]


def _above(stack: list[_Open], ordinal: Ordinal) -> int | None:
    del ordinal
    return stack[-1].row if stack else None


def _next(ordinals: list[Ordinal | None], index: int) -> Ordinal | None:
    return next((o for o in ordinals[index + 1 :] if o and o.style != "bullet"), None)


def _unnumbered(
    faces: list[RowFace],
    nodes: list[Node],
    stack: list[_Open],
    index: int,
    after: Ordinal | None,
    outermost: str | None,
) -> Node:
    face = faces[index]
    top = stack[-1] if stack else None
    bulleted = face.label.startswith(_BULLETS) or face.number in _BULLETS
    if not face.attributes and not face.figures:
        starts = after is not None and after.last == 1 and index + 1 < len(faces) and bool(faces[index + 1].number)
        if not bulleted and starts and after is not None:
            _close(stack, after)
            while stack and stack[-1].ordinal is None:
                stack.pop()
            parent = stack[-1].row if stack else None
            stack.append(_Open(index, None))
            return Node("group", parent, "")
        return Node("detail", top.row if top else None, "")
    if top is None:
        return Node("item", None, "")
    if bulleted or (top.row == index - 1 and _opens(faces[top.row], face, top.ordinal, outermost)):
        return Node("item", top.row, "")
    last = nodes[index - 1] if index else None
    if last and last.kind == "item" and not last.label and last.parent == top.row:
        return Node("item", top.row, "")
    return Node("item", nodes[top.row].parent, "")


def _opens(above: RowFace, face: RowFace, ordinal: Ordinal | None, outermost: str | None) -> bool:
    """Whether the unnumbered row ``face`` right below the numbered ``above`` is its item and not its sibling."""
    if ordinal is None or (face.attributes and not above.attributes):
        return True
    return ordinal.style == outermost and ordinal.style in ("roman", "upper")


def _kinds(faces: list[RowFace], nodes: list[Node]) -> list[Node]:
    parents = {n.parent for n in nodes if n.kind in ("item", "group") and n.parent is not None}
    done = []
    for index, node in enumerate(nodes):
        kind = node.kind
        if kind == "item":
            empty = not faces[index].attributes and not faces[index].figures
            ordinal = parse_ordinal(node.label) if node.label else None
            headed = empty and ordinal is not None and ordinal.style in ("roman", "upper")
            kind = "group" if index in parents or headed else "item"
        done.append(replace(node, kind=kind))
    return done
