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
        "ASSISTANT_RERANKER": "./cross-encoder",
        "ASSISTANT_REFUSE_FROM": "tối mật",
        "ASSISTANT_LOG_LEVEL": "debug",
        "ASSISTANT_MAX_BODY": "1024",
        "ASSISTANT_POLL_SECONDS": "0.1",
        "ASSISTANT_API_ORIGINS": "https://Editor.example",
        "ASSISTANT_EMBED_ORIGINS": "https://Office.example:443, http://10.0.0.7:8080",
        "ASSISTANT_ENGINE": "extractive",
        "ASSISTANT_PROMPTS": "my prompts",
        "ASSISTANT_LLM": "ollama:qwen3:8b",
        "ASSISTANT_LLM_URL": "http://127.0.0.1:11434/",
        "ASSISTANT_LLM_KEY": "k-0123456789",
        "ASSISTANT_LLM_TIMEOUT": "90",
        "ASSISTANT_LLM_RETRIES": "0",
        "ASSISTANT_LLM_CONCURRENCY": "2",
        "ASSISTANT_LLM_TOKENS": "6000",
        "ASSISTANT_LLM_ANSWER_TOKENS": "400",
        "ASSISTANT_DATABASE": "postgres://me:word@db/memory",
        "ASSISTANT_RETENTION_DAYS": "90",
        "ASSISTANT_EVAL_REPORTS": "reports",
        "ASSISTANT_ADMIN_PASSWORD": "long-enough-word",
        "ASSISTANT_API_KEY": "a-0123456789",
    }
    assert {*given, "ASSISTANT_LLM_KEY_FILE"} == set(VARIABLES)  # the file stands for the key, see below
    assert read_settings(given) == Settings(
        host="0.0.0.0",
        port=0,
        index=Path("/srv/index"),
        corpus=Path("corpus two"),
        encoder="some/model",
        reranker="./cross-encoder",
        refuse_from="TỐI MẬT",
        log_level="debug",
        max_body=1024,
        poll_seconds=0.1,
        api_origins=("https://editor.example",),
        embed_origins=("https://office.example", "http://10.0.0.7:8080"),
        engine="extractive",
        prompts=Path("my prompts"),
        llm="ollama:qwen3:8b",
        llm_url="http://127.0.0.1:11434",
        llm_key="k-0123456789",
        llm_timeout=90.0,
        llm_retries=0,
        llm_concurrency=2,
        llm_tokens=6000,
        llm_answer_tokens=400,
        database="postgresql://me:word@db/memory",
        retention_days=90,
        eval_reports=Path("reports"),
        admin_password="long-enough-word",
        api_key="a-0123456789",
    )


def test_every_field_has_a_variable() -> None:
    assert {name for name, _, _ in VARIABLES.values()} == {field.name for field in fields(Settings)}


@pytest.mark.parametrize(
    ("variable", "value"),
    [
        ("ASSISTANT_PORT", "eighty"),
        ("ASSISTANT_REFUSE_FROM", "bí mật"),
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
        ("ASSISTANT_ENGINE", "magic"),
        ("ASSISTANT_PROMPTS", " "),
        ("ASSISTANT_LLM", ""),
        ("ASSISTANT_LLM_URL", "127.0.0.1:8080"),
        ("ASSISTANT_LLM_URL", "http://user:password@host/v1"),
        ("ASSISTANT_LLM_URL", "file:///etc/passwd"),
        ("ASSISTANT_LLM_KEY_FILE", "/no/such/file"),
        ("ASSISTANT_LLM_TIMEOUT", "0"),
        ("ASSISTANT_LLM_TIMEOUT", "inf"),
        ("ASSISTANT_LLM_RETRIES", "-1"),
        ("ASSISTANT_LLM_CONCURRENCY", "0"),
        ("ASSISTANT_LLM_TOKENS", "299"),
        ("ASSISTANT_LLM_ANSWER_TOKENS", "many"),
        ("ASSISTANT_RETENTION_DAYS", "0"),
        ("ASSISTANT_RETENTION_DAYS", "forever"),
    ],
)
def test_a_bad_value_is_named_with_its_variable(variable: str, value: str) -> None:
    with pytest.raises(SettingError) as caught:
        read_settings({variable: value})
    assert str(caught.value).startswith(f"{variable}={value!r}: needs ")


@pytest.mark.parametrize("password", ["short", "two words of a password", ""])
def test_a_password_that_is_too_weak_is_refused_and_never_shown(password: str) -> None:
    with pytest.raises(SettingError, match="ASSISTANT_ADMIN_PASSWORD") as caught:
        read_settings({"ASSISTANT_ADMIN_PASSWORD": password})
    assert not password or password not in str(caught.value)


def test_an_unknown_variable_is_an_error_that_lists_the_known_ones() -> None:
    with pytest.raises(SettingError, match=r"ASSISTANT_PROT='\(not shown\)': no such setting; there are ASSISTANT_A"):
        read_settings({"ASSISTANT_PROT": "80"})
    with pytest.raises(SettingError) as caught:  # the misspelt name of a secret's variable
        read_settings({"ASSISTANT_API_KYE": "k-0123456789"})
    assert "k-0123456789" not in str(caught.value)


@pytest.mark.parametrize(
    "placeholder",
    [
        "changeme",
        "your-api-key",
        "YOUR_API_KEY_HERE",
        "<key>",
        "sk-...",
        "sk-xxxx",
        "xxx",
        "todo",
        "api key",
        " ",
        "a b",
    ],
)
def test_a_placeholder_is_no_key_and_no_key_is_ever_shown(placeholder: str, tmp_path: Path) -> None:
    for variable in ("ASSISTANT_LLM_KEY", "ASSISTANT_LLM_KEY_FILE", "ASSISTANT_API_KEY"):
        path = tmp_path / "key"
        path.write_text(placeholder, encoding="utf-8")
        value = str(path) if variable.endswith("FILE") else placeholder
        with pytest.raises(SettingError, match="real key") as caught:
            read_settings({variable: value})
        assert f"'{placeholder}'" not in str(caught.value)


def test_the_key_may_stand_in_a_file_and_stays_out_of_sight(tmp_path: Path) -> None:
    path = tmp_path / "key"
    path.write_text("k-0123456789\n", encoding="utf-8")
    settings = read_settings({"ASSISTANT_LLM_KEY_FILE": str(path)})
    assert settings.llm_key == "k-0123456789"
    assert "k-0123456789" not in repr(settings)
    with pytest.raises(SettingError, match="needs ASSISTANT_LLM_KEY to be unset"):
        read_settings({"ASSISTANT_LLM_KEY_FILE": str(path), "ASSISTANT_LLM_KEY": "k-9876543210"})


def test_the_model_is_the_default_engine_where_there_is_one() -> None:
    assert read_settings({}).default_engine == "extractive"
    assert read_settings({"ASSISTANT_LLM": "ollama:m"}).default_engine == "llm"
    assert read_settings({"ASSISTANT_LLM": "ollama:m", "ASSISTANT_ENGINE": "extractive"}).default_engine == "extractive"
    with pytest.raises(SettingError, match="ASSISTANT_ENGINE='llm': needs ASSISTANT_LLM"):
        read_settings({"ASSISTANT_ENGINE": "llm"})


@pytest.mark.parametrize("value", ["mysql://me:geheim@db/memory", "postgresql://", ""])
def test_a_bad_database_is_named_without_what_may_hold_a_password(value: str) -> None:
    with pytest.raises(SettingError) as caught:
        read_settings({"ASSISTANT_DATABASE": value})
    assert str(caught.value).startswith("ASSISTANT_DATABASE='(not shown)': needs ")
    assert "geheim" not in str(caught.value)


def test_settings_that_are_printed_show_no_password() -> None:
    assert "geheim" not in repr(read_settings({"ASSISTANT_DATABASE": "postgresql://me:geheim@db/memory"}))
