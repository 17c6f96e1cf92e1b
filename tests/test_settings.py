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


def test_both_settings_are_read() -> None:
    settings = Settings.from_environment(
        {"HMH_DATA_DIR": "/srv/hmh", "HMH_EMBEDDING_MODEL": "intfloat/multilingual-e5-small"}
    )
    assert settings.data_dir == Path("/srv/hmh")
    assert settings.embedding_model == "intfloat/multilingual-e5-small"


def test_a_home_folder_is_spelled_out(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HOME", "/home/rådgiver")
    assert Settings.from_environment({"HMH_DATA_DIR": "~/hmh"}).data_dir == Path(
        "/home/rådgiver/hmh"
    )


@pytest.mark.parametrize("empty", ["", "   ", "\t\n"])
def test_an_empty_value_counts_as_not_set(empty: str) -> None:
    given = {"HMH_DATA_DIR": empty, "HMH_EMBEDDING_MODEL": empty}
    assert Settings.from_environment(given) == Settings()


def test_white_space_around_a_value_is_no_part_of_it() -> None:
    given = {"HMH_DATA_DIR": " /srv/hmh ", "HMH_EMBEDDING_MODEL": " modell\n"}
    settings = Settings.from_environment(given)
    assert (settings.data_dir, settings.embedding_model) == (Path("/srv/hmh"), "modell")


def test_a_misspelt_name_is_refused_with_the_name_and_the_settings_there_are() -> None:
    with pytest.raises(SettingsError) as caught:
        Settings.from_environment({"HMH_DATADIR": "/srv/hmh"})
    assert str(caught.value) == (
        "HMH_DATADIR is not a setting; the settings are HMH_DATA_DIR, HMH_EMBEDDING_MODEL."
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


def test_a_data_folder_in_the_home_of_nobody_is_refused_in_a_sentence() -> None:
    with pytest.raises(SettingsError, match="HMH_DATA_DIR is ~nobody-here/x"):
        Settings.from_environment({"HMH_DATA_DIR": "~nobody-here/x"})
