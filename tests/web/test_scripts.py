"""The page's pure logic, run by Node where there is one; and the promises about its files."""

from __future__ import annotations

import re
import shutil
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
WEB = ROOT / "assistant" / "web"


def test_scripts_pass_under_node() -> None:
    node = shutil.which("node")
    if node is None:
        pytest.skip("needs the Debian package: nodejs")
    files = sorted(str(path.relative_to(ROOT)) for path in (ROOT / "tests/web/js").glob("*.test.mjs"))
    assert files
    done = subprocess.run([node, "--test", *files], cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr


def test_page_holds_no_inline_script_or_style_and_nothing_from_outside() -> None:
    html = (WEB / "index.html").read_text(encoding="utf-8")
    assert not re.search(r"<style|\sstyle=|\son\w+=|javascript:", html)
    assert set(re.findall(r"<script[^>]*>(.*?)</script>", html, flags=re.DOTALL)) == {""}
    for address in re.findall(r'(?:src|href)="([^"]+)"', html):
        assert address.startswith(("/static/", "#"))
        assert address.startswith("#") or (WEB / address.removeprefix("/static/")).is_file()


@pytest.mark.parametrize("path", sorted((WEB / "js").glob("*.js")), ids=lambda path: path.name)
def test_scripts_never_write_markup_and_keep_words_in_one_place(path: Path) -> None:
    source = path.read_text(encoding="utf-8")
    assert not re.search(r"innerHTML|outerHTML|insertAdjacentHTML|document\.write|\beval\(|new Function", source)
    assert not re.search(r"[À-ỹ]", source)


def test_every_module_that_the_page_imports_exists() -> None:
    for path in WEB.rglob("*.js"):
        for target in re.findall(r'from "(\.[^"]+)"', path.read_text(encoding="utf-8")):
            assert (path.parent / target).resolve().is_file(), f"{path.name} imports {target}"


def test_every_module_of_the_first_sight_is_announced_in_the_page() -> None:
    """Else the browser would learn of each one only from the one that imports it: a round trip for each level."""
    html = (WEB / "index.html").read_text(encoding="utf-8")
    announced = re.findall(r'<link rel="modulepreload" href="/static/([^"]+)">', html)
    found: set[Path] = set()
    left = [WEB / "js" / "app.js"]
    while left:
        path = left.pop()
        if path not in found:
            found.add(path)
            imported = re.findall(r'from "(\.[^"]+)"', path.read_text(encoding="utf-8"))
            left += [(path.parent / target).resolve() for target in imported]
    needed = {path.relative_to(WEB).as_posix() for path in found} - {"js/app.js"}
    assert sorted(announced) == sorted(needed | {"words/vi.js"})


def test_contrast_of_text_is_enough() -> None:
    css = (WEB / "css" / "base.css").read_text(encoding="utf-8")
    blocks = re.findall(r":root(?:\[[^\]]*\]|:not\([^)]*\))? \{(.*?)\}", css, re.DOTALL)
    light, by_device, dark, _ = [dict(re.findall(r"--([\w-]+): (#[0-9a-f]{6});", block)) for block in blocks]
    assert by_device == dark
    for theme in (light, dark):
        assert set(theme) == set(light)
        for ink, ground in TEXT_ON:
            assert contrast(theme[ink], theme[ground]) >= 4.5, (ink, ground)


TEXT_ON = [
    *(("ink", ground) for ground in ("paper", "desk", "accent-tint", "warn-tint", "row", "mark", "mark-part")),
    *(("ink-soft", ground) for ground in ("paper", "desk", "accent-tint", "warn-tint", "row")),
    *(("accent", ground) for ground in ("paper", "desk", "accent-tint")),
    *(("good", ground) for ground in ("paper", "desk", "row")),
    *(("on-accent", ground) for ground in ("accent", "accent-strong")),
]


def contrast(one: str, other: str) -> float:
    """The ratio of two colours' luminance (WCAG 2.2, contrast ratio)."""
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def luminance(colour: str) -> float:
    """Relative luminance of ``#rrggbb`` (WCAG 2.2)."""
    channels = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    linear = [value / 12.92 if value <= 0.04045 else ((value + 0.055) / 1.055) ** 2.4 for value in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]
