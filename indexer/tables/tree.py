"""The row tree: what a row is (group, item, detail, total, note) and under which row it stands."""

from __future__ import annotations

from dataclasses import dataclass, replace

from indexer.records import RowKind
from indexer.tables.lexicon import starts_with, table_words
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


@dataclass(frozen=True, slots=True)
class _Growing:
    """The tree while it grows: all rows, the nodes so far, and the rows that are open."""

    faces: list[RowFace]
    ordinals: list[Ordinal | None]
    nodes: list[Node]
    stack: list[_Open]

    @property
    def after(self) -> Ordinal | None:
        """The number of the next numbered row."""
        return next((o for o in self.ordinals[len(self.nodes) + 1 :] if o and o.style != "bullet"), None)


def tree_of(faces: list[RowFace]) -> list[Node]:
    """The place of every row, in order."""
    tree = _Growing(faces, [_numbered(f) for f in faces], [], [])
    for face, ordinal in zip(faces, tree.ordinals, strict=True):
        if is_note(face.label) or is_note(face.number):
            tree.nodes.append(Node("note", None, ""))
        elif _is_total(face, ordinal):
            tree.nodes.append(_total(face, tree))
        elif ordinal is not None and ordinal.style != "bullet":
            read = _misprint(ordinal, tree)
            _close(tree.stack, read)
            tree.nodes.append(Node("item", tree.stack[-1].row if tree.stack else None, _label(face)))
            tree.stack.append(_Open(len(tree.nodes) - 1, read))
        else:
            tree.nodes.append(_unnumbered(face, tree))
    return _kinds(faces, tree.nodes)


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


def _total(face: RowFace, tree: _Growing) -> Node:
    label = face.label or face.number
    opened = [o for o in tree.stack if o.ordinal is None or o.ordinal.style != "bullet"]
    if not is_subtotal_label(label) or not opened:
        return Node("total", None, "")
    named = label.split()[-1].strip("():+")
    for row, node in enumerate(tree.nodes):
        if node.label.strip(".)(") == named and node.parent is None:
            return Node("subtotal", row, "")
    return Node("subtotal", opened[0].row, "")


def _misprint(ordinal: Ordinal, tree: _Growing) -> Ordinal:
    """A second "I" whose rows go on with 1.1 is a misread "1"."""
    romans = [o.ordinal for o in tree.stack if o.ordinal and o.ordinal.style == "roman"]
    after = tree.after
    if ordinal.style == "roman" and ordinal.values == (1,) and romans and after and after.values == (1, 1):
        return Ordinal("number", (1,))
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


def _unnumbered(face: RowFace, tree: _Growing) -> Node:
    """A row without a number: a detail, a subtitle that opens a group, or an item."""
    index, nodes = len(tree.nodes), tree.nodes
    top = tree.stack[-1] if tree.stack else None
    bulleted = face.label.startswith(_BULLETS) or face.number in _BULLETS
    whole = _total_above(face, tree, bulleted=bulleted)
    if whole is not None:
        return Node("item" if face.figures else "detail", whole, "")
    if not face.attributes and not face.figures:
        return _heading(tree) if not bulleted and _starts_group(tree) else Node("detail", top.row if top else None, "")
    if top is None:
        return Node("item", None, "")
    outermost = next((o.style for o in tree.ordinals if o), None)
    if bulleted or (top.row == index - 1 and _opens(tree.faces[top.row], face, top.ordinal, outermost)):
        return Node("item", top.row, "")
    if face.figures and not face.number and _is_part(face, top):
        return Node("item", top.row, "")
    last = nodes[index - 1] if index else None
    if last and last.kind == "item" and not last.label and last.parent == top.row:
        return Node("item", top.row, "")
    return Node("item", nodes[top.row].parent, "")


def _is_part(face: RowFace, above: _Open) -> bool:
    """Whether a row is a part of the numbered one above: named in another column, or announced by "of which"."""
    numbered = above.ordinal is not None and above.ordinal.style not in ("roman", "upper")
    return not face.label or (numbered and starts_with(face.label, table_words().divided_totals))


def _total_above(face: RowFace, tree: _Growing, *, bulleted: bool) -> int | None:
    """The total at the end of the table that the unnumbered row ``face`` divides ("of which: - …"), if it does."""
    nodes = tree.nodes
    above = len(nodes) - 1
    while above >= 0 and nodes[above].parent is not None and nodes[nodes[above].parent or 0].kind == "total":
        above = nodes[above].parent or 0
    if above < 0 or nodes[above].kind != "total" or not any(n.kind == "item" for n in nodes[:above]):
        return None
    divides = bulleted or not face.label or starts_with(face.label, table_words().divided_totals)
    return above if divides and tree.after is None else None


def _starts_group(tree: _Growing) -> bool:
    """Whether the next row is numbered, and the first of its kind."""
    below = len(tree.nodes) + 1
    numbered = below < len(tree.faces) and bool(tree.faces[below].number)
    return numbered and tree.after is not None and tree.after.last == 1


def _heading(tree: _Growing) -> Node:
    """A subtitle: it closes what the numbers below it start anew, and the subtitle before it."""
    if tree.after is not None:
        _close(tree.stack, tree.after)
    while tree.stack and tree.stack[-1].ordinal is None:
        tree.stack.pop()
    parent = tree.stack[-1].row if tree.stack else None
    tree.stack.append(_Open(len(tree.nodes), None))
    return Node("group", parent, "")


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
