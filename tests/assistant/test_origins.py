"""Origins that may embed the page: exact ones, or none."""

from __future__ import annotations

import pytest

from assistant.origins import read_origins


@pytest.mark.parametrize(
    ("text", "origins"),
    [
        ("https://office.example", ("https://office.example",)),
        (
            " HTTPS://Office.Example:443,http://10.0.0.7:8080\nhttp://a:80 ",
            ("https://office.example", "http://10.0.0.7:8080", "http://a"),
        ),
        ("http://[::1]:9", ("http://[::1]:9",)),
        ("http://a http://a:80", ("http://a",)),
    ],
)
def test_exact_origins_are_read_as_browsers_name_them(text: str, origins: tuple[str, ...]) -> None:
    assert read_origins(text) == origins


@pytest.mark.parametrize(
    "text",
    [
        "*",
        "https://*.example",
        "office.example",
        "https://office.example/",
        "https://office.example/path",
        "https://me@office.example",
        "https://office.example:0",
        "https://office.example:70000",
        "https://office.example;script-src",
        "https://office.example 'unsafe-inline'",
        "ftp://office.example",
        "null",
        "",
        ",",
    ],
)
def test_anything_else_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r"^not "):
        read_origins(text)
