"""Outlook messages as small as the compound file format allows (MS-CFB, MS-OXMSG)."""

from __future__ import annotations

import itertools
import struct
from dataclasses import dataclass, field

SECTOR, MINI = 512, 64
FREE, END, FAT = 0xFFFFFFFF, 0xFFFFFFFE, 0xFFFFFFFD
TEXT, BINARY, NUMBER, TIME = 0x001F, 0x0102, 0x0003, 0x0040


@dataclass
class Storage:
    """A folder of a compound file; streams are bytes."""

    children: dict[str, Storage | bytes] = field(default_factory=dict)


def compound(root: Storage) -> bytes:
    """The bytes of a compound file (version 3) that holds ``root``."""
    entries: list[tuple[str, int, bytes, list[int]]] = []  # name, kind, content, children

    def add(name: str, thing: Storage | bytes, kind: int) -> int:
        at = len(entries)
        entries.append((name, kind, thing if isinstance(thing, bytes) else b"", []))
        if isinstance(thing, Storage):
            for child, content in thing.children.items():
                entries[at][3].append(add(child, content, 2 if isinstance(content, bytes) else 1))
        return at

    add("Root Entry", root, 5)
    mini_stream, big = b"", b""
    mini_fat: list[int] = []
    starts: dict[int, int] = {}
    fat: list[int] = []
    for at, (_, kind, content, _) in enumerate(entries):
        if kind == 2 and 0 < len(content) < 4096:
            starts[at] = len(mini_fat)
            count = -(-len(content) // MINI)
            mini_fat += [*range(len(mini_fat) + 1, len(mini_fat) + count), END]
            mini_stream += content.ljust(count * MINI, b"\0")

    def place(content: bytes) -> int:
        nonlocal big
        first, count = len(fat), -(-len(content) // SECTOR)
        fat.extend([*range(first + 1, first + count), END])
        big += content.ljust(count * SECTOR, b"\0")
        return first

    for at, (_, kind, content, _) in enumerate(entries):
        if kind == 2 and len(content) >= 4096:
            starts[at] = place(content)
    starts[0] = place(mini_stream) if mini_stream else END
    mini_start = place(struct.pack(f"<{len(mini_fat)}I", *mini_fat)) if mini_fat else END
    siblings: dict[int, int] = {}
    for _, _, _, children in entries:
        siblings |= dict(itertools.pairwise(children))
    listed = b""
    for at, (name, kind, content, children) in enumerate(entries):
        raw = name.encode("utf-16-le") + b"\0\0"
        size = len(mini_stream) if at == 0 else len(content)
        listed += raw.ljust(64, b"\0") + struct.pack(
            "<HBBIII16sIQQIQ", len(raw), kind, 1, FREE, siblings.get(at, FREE), children[0] if children else FREE,
            b"\0" * 16, 0, 0, 0, starts.get(at, END if kind == 2 else 0), size,
        )  # fmt: skip
    directory = place(listed.ljust(-(-len(listed) // SECTOR) * SECTOR, b"\0"))
    fat_sectors = 1
    while (len(fat) + fat_sectors) > fat_sectors * SECTOR // 4:
        fat_sectors += 1
    first_fat = len(fat)
    fat += [FAT] * fat_sectors
    fat += [FREE] * (fat_sectors * SECTOR // 4 - len(fat))
    header = struct.pack(
        "<8s16sHHHHH6xIIIIIIIIII", bytes.fromhex("d0cf11e0a1b11ae1"), b"\0" * 16, 0x3E, 3, 0xFFFE, 9, 6,
        0, fat_sectors, directory, 0, 4096, mini_start, -(-len(mini_fat) * 4 // SECTOR), END, 0,
        first_fat,
    )  # fmt: skip
    difat = [*range(first_fat + 1, first_fat + fat_sectors), *[FREE] * 109][:108]
    header += struct.pack("<108I", *difat)
    return header + big + struct.pack(f"<{len(fat)}I", *fat)


def text(number: int, value: str) -> tuple[str, bytes]:
    """A property of text as a stream."""
    return f"__substg1.0_{number:04X}{TEXT:04X}", value.encode("utf-16-le")


def properties(header: int, *listed: tuple[int, int, bytes]) -> bytes:
    """The stream of properties: those of fixed length with their values, the others with their sizes."""
    return b"\0" * header + b"".join(struct.pack("<HHI", kind, number, 6) + value for number, kind, value in listed)


def sized(number: int, kind: int, length: int) -> tuple[int, int, bytes]:
    return number, kind, struct.pack("<II", length, 0)


def message(subject: str, body: str, *attachments: tuple[str, bytes]) -> bytes:
    """An Outlook message from one person to one other."""
    streams = dict([text(0x0037, subject), text(0x1000, body), text(0x001A, "IPM.Note"), text(0x0C1A, "Văn thư")])
    streams |= dict([text(0x5D01, "vt@example.org"), text(0x0C1F, "vt@example.org")])
    root = Storage(dict(streams))
    known = [sized(int(name[12:16], 16), TEXT, len(value) + 2) for name, value in streams.items()]
    for at, (name, content) in enumerate(attachments):
        parts = dict([text(0x3707, name), text(0x3704, name), (f"__substg1.0_3701{BINARY:04X}", content)])
        listed = [sized(0x3707, TEXT, 2 * len(name) + 2), sized(0x3701, BINARY, len(content))]
        listed += [(0x3705, NUMBER, struct.pack("<II", 1, 0)), (0x0E20, NUMBER, struct.pack("<II", len(content), 0))]
        parts["__properties_version1.0"] = properties(8, *listed)
        root.children[f"__attach_version1.0_#{at:08X}"] = Storage(dict(parts))
    person = dict([text(0x3001, "Lãnh đạo"), text(0x39FE, "ld@example.org"), text(0x3003, "ld@example.org")])
    person["__properties_version1.0"] = properties(8, sized(0x3001, TEXT, 18), sized(0x39FE, TEXT, 30))
    root.children["__recip_version1.0_#00000000"] = Storage(dict(person))
    root.children["__nameid_version1.0"] = Storage(
        {f"__substg1.0_{number}0102": b"" for number in ("0002", "0003", "0004")}
    )
    root.children["__properties_version1.0"] = properties(32, *known)
    return compound(root)
