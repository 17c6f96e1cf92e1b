from __future__ import annotations

from dataclasses import FrozenInstanceError
from pathlib import Path

import pytest

from settings import PROJECT_DIR, Settings, SettingsError, UserError


def test_nothing_set_gives_the_shipped_documents_and_the_data_folder_beside_app() -> None:
    settings = Settings.from_environment({})
    assert settings == Settings()
    assert settings.documents_dir == PROJECT_DIR / "corpus" / "documents"
    assert settings.data_dir == PROJECT_DIR / "data"
    assert settings.embedding_model is None
    assert (settings.chat_model, settings.chat_base_url) == (None, None)
    assert settings.chat_seconds == 30
    assert settings.auth_file is None


def test_both_settings_are_read() -> None:
    settings = Settings.from_environment(
        {"HMH_DATA_DIR": "/srv/hmh", "HMH_EMBEDDING_MODEL": "intfloat/multilingual-e5-small"}
    )
    assert settings.data_dir == Path("/srv/hmh")
    assert settings.embedding_model == "intfloat/multilingual-e5-small"


def test_a_home_folder_is_spelled_out(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HOME", "/home/rådgiver")
    home = Path("/home/rådgiver")
    assert Settings.from_environment({"HMH_DATA_DIR": "~/hmh"}).data_dir == home / "hmh"
    assert Settings.from_environment({"HMH_AUTH_FILE": "~/hvem"}).auth_file == home / "hvem"


@pytest.mark.parametrize("empty", ["", "   ", "\t\n"])
def test_an_empty_value_counts_as_not_set(empty: str) -> None:
    given = dict.fromkeys(
        (
            "HMH_DATA_DIR", "HMH_EMBEDDING_MODEL", "HMH_CHAT_MODEL", "HMH_CHAT_BASE_URL",
            "HMH_CHAT_SECONDS", "HMH_AUTH_FILE",
        ),
        empty,
    )  # fmt: skip
    assert Settings.from_environment(given) == Settings()


def test_white_space_around_a_value_is_no_part_of_it() -> None:
    given = {"HMH_DATA_DIR": " /srv/hmh ", "HMH_EMBEDDING_MODEL": " modell\n"}
    settings = Settings.from_environment(given)
    assert (settings.data_dir, settings.embedding_model) == (Path("/srv/hmh"), "modell")


def test_a_misspelt_name_is_refused_with_the_name_and_the_settings_there_are() -> None:
    with pytest.raises(SettingsError) as caught:
        Settings.from_environment({"HMH_DATADIR": "/srv/hmh"})
    assert str(caught.value) == (
        "HMH_DATADIR is not a setting; the settings are HMH_AUTH_FILE, HMH_CHAT_BASE_URL, "
        "HMH_CHAT_MODEL, HMH_CHAT_SECONDS, HMH_DATA_DIR, HMH_EMBEDDING_MODEL."
    )
    assert isinstance(caught.value, UserError)


def test_of_several_unknown_names_the_first_by_alphabet_is_told() -> None:
    with pytest.raises(SettingsError, match=r"^HMH_A is not"):
        Settings.from_environment({"HMH_Z": "1", "HMH_A": "1"})


def test_an_unknown_name_is_refused_even_where_it_is_empty() -> None:
    with pytest.raises(SettingsError, match="HMH_PORT"):
        Settings.from_environment({"HMH_PORT": ""})


def test_other_variables_are_none_of_its_business() -> None:
    others = {"PATH": "/bin", "hmh_data_dir": "/srv", "XHMH_DATA_DIR": "/srv"}
    assert Settings.from_environment(others) == Settings()


def test_the_process_environment_is_read_where_none_is_given(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("HMH_DATA_DIR", str(tmp_path))
    assert Settings.from_environment().data_dir == tmp_path


def test_settings_cannot_be_changed() -> None:
    with pytest.raises(FrozenInstanceError):
        Settings().data_dir = Path("/srv")  # type: ignore[misc]


@pytest.mark.parametrize("name", ["HMH_DATA_DIR", "HMH_AUTH_FILE"])
def test_a_path_in_the_home_of_nobody_is_refused_in_a_sentence(name: str) -> None:
    with pytest.raises(SettingsError, match=f"{name} is ~nobody-here/x"):
        Settings.from_environment({name: "~nobody-here/x"})


@pytest.mark.parametrize("model", ["openai:gpt-x", "ollama:llama3.1:8b", "groq:org/model-1"])
def test_a_chat_model_is_read_with_its_address_and_its_seconds(model: str) -> None:
    settings = Settings.from_environment(
        {
            "HMH_CHAT_MODEL": model,
            "HMH_CHAT_BASE_URL": "http://127.0.0.1:8000/v1",
            "HMH_CHAT_SECONDS": "2.5",
        }
    )
    assert settings.chat_model == model
    assert settings.chat_base_url == "http://127.0.0.1:8000/v1"
    assert settings.chat_seconds == 2.5


@pytest.mark.parametrize(
    "model", ["gpt-x", ":gpt-x", "openai:", "openai: gpt", "Open AI:x", "openai::x", "æ:x"]
)
def test_a_chat_model_without_its_provider_is_refused_with_an_example(model: str) -> None:
    with pytest.raises(SettingsError) as caught:
        Settings.from_environment({"HMH_CHAT_MODEL": model})
    assert str(caught.value) == (
        f"HMH_CHAT_MODEL is {model}; write it as provider:name, such as ollama:llama3.1."
    )


@pytest.mark.parametrize(
    "address",
    ["127.0.0.1:8000", "ftp://x/", "http://", "http://[::1", "http://x:port/", "http://x y/"],
)
def test_an_address_that_is_none_is_refused_with_an_example(address: str) -> None:
    with pytest.raises(SettingsError, match=r"^HMH_CHAT_BASE_URL is .*; write an address such as"):
        Settings.from_environment({"HMH_CHAT_BASE_URL": address})


@pytest.mark.parametrize("seconds", ["0", "0.9", "601", "-3", "nan", "inf", "30 s", "ti"])
def test_seconds_out_of_bounds_are_refused_with_the_bounds(seconds: str) -> None:
    with pytest.raises(SettingsError) as caught:
        Settings.from_environment({"HMH_CHAT_SECONDS": seconds})
    assert str(caught.value) == (
        f"HMH_CHAT_SECONDS is {seconds}; write a number of seconds from 1 to 600."
    )
