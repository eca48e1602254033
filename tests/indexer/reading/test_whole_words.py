"""Pieces of words of a PDF: Vietnamese letters of another font, raised marks, and figures that stay apart."""

from __future__ import annotations

import pytest

from indexer.reading.pdf.whole_words import whole_words
from indexer.reading.pdf.words import Word


def piece(text: str, left: float, right: float, *, top: float = 100, bottom: float = 110, size: float = 13) -> Word:
    return Word(text, left, top, right, bottom, size)


def texts(*pieces: Word) -> list[str]:
    return [word.text for word in whole_words(pieces)]


def test_letters_of_another_font_are_part_of_their_word() -> None:
    made = texts(piece("T", 50, 58), piece("NH", 62, 80), piece("Y", 100, 108), piece("Ỉ", 58, 62), piece("Ủ", 92, 100))
    assert made == ["TỈNH", "ỦY"]


def test_a_letter_that_is_higher_with_its_tone_still_stands_on_the_line() -> None:
    assert texts(piece("s", 50, 55), piece("ố", 55, 61, top=97), piece(",", 61, 63, bottom=112)) == ["số,"]


@pytest.mark.parametrize(("left", "right"), [("1.000", "2.000"), ("abc", "def"), ("5", "%"), ("2031", "-")])
def test_pieces_without_such_letters_are_left_apart(left: str, right: str) -> None:
    assert texts(piece(left, 50, 80), piece(right, 80, 110)) == [left, right]


def test_words_with_a_space_between_them_stay_words() -> None:
    assert texts(piece("số", 50, 60), piece("ở", 63, 69)) == ["số", "ở"]


def test_a_raised_mark_never_lengthens_a_figure() -> None:
    mark = piece("1", 80, 84, top=99, bottom=104, size=7.5)
    assert texts(piece("12.500", 50, 80), mark) == ["12.500¹"]
    level = piece("1", 80, 84, top=105, bottom=110, size=7.5)  # an index stands low, and is none
    assert texts(piece("12.500", 50, 80), level) == ["12.500", "1"]


def test_a_mark_is_told_by_its_height_where_sizes_say_nothing() -> None:
    assert texts(piece("500", 50, 66, size=1), piece("2", 66, 70, top=99, bottom=104, size=1)) == ["500²"]
    assert texts(piece("500", 50, 66, size=1), piece("2", 66, 72, size=1)) == ["500", "2"]
