"""Settings: flags win over environment, file and defaults."""

from pathlib import Path

import pytest

from kg.config import Settings, load
from kg.errors import ConfigError


def test_defaults_hold_where_nothing_is_said(tmp_path: Path) -> None:
    assert load({}, {}, tmp_path) == Settings()


def test_flags_win_over_environment_over_file(tmp_path: Path) -> None:
    (tmp_path / "kg.toml").write_text('store = "file"\nby = "file"\nbase = "http://file/"\nthreads = 3\n')
    environ = {"KG_STORE": "environment", "KG_BY": "environment"}
    assert load({"store": "flag", "by": None}, environ, tmp_path) == Settings(
        store="flag", by="environment", base="http://file/", threads=3
    )


@pytest.mark.parametrize(
    ("text", "message"),
    [("stor = 'x'", "unknown setting stor"), ("store =", "cannot be read as TOML"), ("store = 3", "must be text")],
)
def test_a_file_that_cannot_be_used_is_refused_in_one_line(tmp_path: Path, text: str, message: str) -> None:
    (tmp_path / "kg.toml").write_text(text)
    with pytest.raises(ConfigError, match=message):
        load({}, {}, tmp_path)


@pytest.mark.parametrize("value", ["many", "-1"])
def test_threads_must_be_a_number(tmp_path: Path, value: str) -> None:
    with pytest.raises(ConfigError, match="threads"):
        load({}, {"KG_THREADS": value}, tmp_path)
