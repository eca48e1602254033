"""Ruled lines of pictures: found where they stand, also askew, wiped out, and never made of letters."""

from __future__ import annotations

import pytest
from PIL import Image, ImageDraw

from indexer.reading.drawn import find_rules
from indexer.reading.pdf.grids import find_grids
from indexer.reading.pdf.words import PageContent, Picture, Word

DENSITY = 200.0
POINT = 72 / DENSITY
XS, YS = (200, 500, 900), (300, 400, 520)  # dots


def page(*, turned: float = 0.0, lines: bool = True, noise: bool = False) -> Picture:
    """A page with a table of two rows and two columns, a letter in each cell, perhaps lying askew."""
    image = Image.new("L", (1200, 1000), 245)
    draw = ImageDraw.Draw(image)
    if lines:
        for y in YS:
            draw.line((XS[0], y, XS[-1], y), fill=30, width=3)
        for x in XS:
            draw.line((x, YS[0], x, YS[-1]), fill=30, width=3)
    for x in (350, 700):
        for y in (350, 460):
            draw.rectangle((x, y - 12, x + 20, y + 12), outline=0, width=3)
    if noise:
        for at in range(0, 1000, 37):
            draw.point((at, at), fill=0)
    image = image.rotate(-turned, fillcolor=245, center=(0, 0), resample=Image.Resampling.BICUBIC)
    return Picture(image.width, image.height, image.tobytes(), DENSITY)


@pytest.mark.parametrize("turned", [0.0, 0.3, -0.5, 1.0, -1.2])
@pytest.mark.parametrize("noise", [False, True])
def test_the_lines_of_a_table_are_found_where_they_stand(turned: float, noise: bool) -> None:
    ruled = find_rules(page(turned=turned, noise=noise))
    assert [round(rule.at) for rule in sorted(ruled.across, key=lambda one: one.at)] == pytest.approx(
        [y * POINT for y in YS], abs=2.5
    )
    assert [round(rule.at) for rule in sorted(ruled.down, key=lambda one: one.at)] == pytest.approx(
        [x * POINT for x in XS], abs=2.5
    )
    assert ruled.slope == pytest.approx(turned * 3.1416 / 180, abs=0.003)


@pytest.mark.parametrize("turned", [0.0, 0.7, -1.0])
def test_words_fall_into_their_cells_also_askew(turned: float) -> None:
    ruled = find_rules(page(turned=turned))
    tilt = turned * 3.1416 / 180
    words = []
    for x, y, text in [(350, 350, "a"), (700, 350, "b"), (350, 460, "c"), (700, 460, "d")]:
        left, top = (x - tilt * y) * POINT, (y - 12 + tilt * x) * POINT
        words.append(ruled.level(Word(text, left, top, left + 7, top + 9)))
    (grid,) = find_grids(PageContent(432, 360, tuple(words), ruled.across, ruled.down, 1))
    assert grid.rows == (("a", "b"), ("c", "d"))


def test_lines_are_wiped_out_and_letters_are_not() -> None:
    picture = page()
    clean = find_rules(picture).picture
    dark = [sum(dot < 128 for dot in one.grey) for one in (picture, clean, page(lines=False))]
    assert dark[1] == dark[2] < dark[0]


def test_a_page_without_lines_and_a_black_page_have_none() -> None:
    bare = page(lines=False)
    ruled = find_rules(bare)
    assert (ruled.across, ruled.down, ruled.slope, ruled.picture) == ((), (), 0.0, bare)
    black = find_rules(Picture(400, 400, bytes(160_000), DENSITY))
    assert (black.across, black.down) == ((), ())
