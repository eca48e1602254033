"""Settings: every variable is read, and a bad one is named with its value."""

from __future__ import annotations

from dataclasses import fields
from pathlib import Path

import pytest

from assistant.settings import VARIABLES, SettingError, Settings, read_settings


def test_nothing_set_gives_the_defaults() -> None:
    assert read_settings({"PATH": "/bin", "HOST": "elsewhere"}) == Settings()


def test_every_variable_sets_its_field() -> None:
    given = {
        "ASSISTANT_HOST": "0.0.0.0",
        "ASSISTANT_PORT": "0",
        "ASSISTANT_INDEX": "/srv/index",
        "ASSISTANT_CORPUS": " corpus two ",
        "ASSISTANT_ENCODER": "some/model",
        "ASSISTANT_LOG_LEVEL": "debug",
        "ASSISTANT_MAX_BODY": "1024",
        "ASSISTANT_POLL_SECONDS": "0.1",
    }
    assert set(given) == set(VARIABLES)
    assert read_settings(given) == Settings(
        host="0.0.0.0",
        port=0,
        index=Path("/srv/index"),
        corpus=Path("corpus two"),
        encoder="some/model",
        log_level="debug",
        max_body=1024,
        poll_seconds=0.1,
    )


def test_every_field_has_a_variable() -> None:
    assert {name for name, _, _ in VARIABLES.values()} == {field.name for field in fields(Settings)}


@pytest.mark.parametrize(
    ("variable", "value"),
    [
        ("ASSISTANT_PORT", "eighty"),
        ("ASSISTANT_PORT", "65536"),
        ("ASSISTANT_PORT", "-1"),
        ("ASSISTANT_PORT", ""),
        ("ASSISTANT_HOST", " "),
        ("ASSISTANT_INDEX", ""),
        ("ASSISTANT_LOG_LEVEL", "loud"),
        ("ASSISTANT_MAX_BODY", "0"),
        ("ASSISTANT_MAX_BODY", "1e3"),
        ("ASSISTANT_POLL_SECONDS", "0"),
        ("ASSISTANT_POLL_SECONDS", "nan"),
        ("ASSISTANT_POLL_SECONDS", "61"),
    ],
)
def test_a_bad_value_is_named_with_its_variable(variable: str, value: str) -> None:
    with pytest.raises(SettingError) as caught:
        read_settings({variable: value})
    assert str(caught.value).startswith(f"{variable}={value!r}: needs ")


def test_an_unknown_variable_is_an_error_that_lists_the_known_ones() -> None:
    with pytest.raises(SettingError, match=r"ASSISTANT_PROT='80': no such setting; there are ASSISTANT_CORPUS, "):
        read_settings({"ASSISTANT_PROT": "80"})
