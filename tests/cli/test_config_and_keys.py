"""`drafter config` names each value's origin and no secret; `drafter keys` stores a key that nobody else can read."""

from __future__ import annotations

import json
import stat
import sys
from pathlib import Path

import pytest

from drafter import keys
from tests.cli.command import run
from tests.cli.terminal import Terminal

SECRET = "sk-test-0123456789abcdef"


def test_each_value_names_where_it_came_from(tmp_path: Path) -> None:
    (tmp_path / "drafter.toml").write_text('[digest]\nname = "周报"\n[select]\nmax_items = 3\n', encoding="utf-8")
    (tmp_path / ".env").write_text("DRAFTER_SELECT__MAX_ITEMS=4\nDRAFTER_MODEL__WRITER=from-dotenv\n", encoding="utf-8")
    done = run("config", "-C", tmp_path, "--json", DRAFTER_SELECT__MIN_ITEMS="1")
    assert done.exit_code == 0
    found = json.loads(done.stdout)["settings"]
    assert found["digest.name"] == {"value": "周报", "from": "drafter.toml"}
    assert found["select.max_items"] == {"value": 4, "from": ".env"}
    assert found["select.min_items"] == {"value": 1, "from": "environment"}
    assert found["model.writer"]["from"] == ".env"
    assert found["window.days"] == {"value": 7, "from": "default"}


def test_settings_may_be_saved_by_an_editor_that_marks_the_byte_order(tmp_path: Path) -> None:
    (tmp_path / "drafter.toml").write_bytes('\ufeff# 每周\r\n[digest]\r\nname = "周报"\r\n'.encode())
    (tmp_path / ".env").write_bytes("\ufeffDRAFTER_MODEL__WRITER=from-dotenv\r\n".encode())
    done = run("config", "-C", tmp_path, "--json")
    assert done.exit_code == 0, done.stderr
    found = json.loads(done.stdout)["settings"]
    assert found["digest.name"] == {"value": "周报", "from": "drafter.toml"}
    assert found["model.writer"] == {"value": "from-dotenv", "from": ".env"}


@pytest.mark.parametrize("name", ["drafter.toml", ".env"])
@pytest.mark.parametrize("charset", ["gb18030", "utf-16"])
def test_settings_in_another_charset_are_named_with_the_way_out(tmp_path: Path, name: str, charset: str) -> None:
    (tmp_path / name).write_bytes("# 金融科技周报\n".encode(charset))
    done = run("config", "-C", tmp_path)
    assert done.exit_code == 4, done.output
    assert f"{tmp_path / name}: is not UTF-8 text" in done.stderr
    assert "save it as UTF-8" in done.stderr


@pytest.mark.parametrize("form", ["--json", "table"])
def test_no_secret_is_printed(tmp_path: Path, form: str) -> None:
    done = run("config", "-C", tmp_path, *(["--json"] if form == "--json" else []), DRAFTER_API_KEY=SECRET, OPENAI_BASE_URL="https://me:hunter2@llm.example/v1")
    assert done.exit_code == 0
    assert "api_key" in done.stdout
    assert SECRET not in done.output
    assert "hunter2" not in done.output
    assert "llm.example" in done.stdout


def test_only_the_settings_named_are_shown(tmp_path: Path) -> None:
    lines = run("config", "-C", tmp_path, "window", "select.max_items").stdout.splitlines()
    assert [line.split()[0] for line in lines[1:]] == ["window.days", "select.max_items"]


def test_a_setting_that_is_none_gets_the_nearest_name(tmp_path: Path) -> None:
    done = run("config", "-C", tmp_path, "selct.max_items")
    assert done.exit_code == 2
    assert "select.max_items" in done.stderr


@pytest.mark.parametrize("place", ["environment", ".env"])
def test_a_section_that_is_none_gets_the_nearest_name_wherever_it_stands(tmp_path: Path, place: str) -> None:
    name = "DRAFTER_SELCT__MAX_ITEMS"
    if place == ".env":
        (tmp_path / ".env").write_text(f"OTHER__THING=1\n{name}=3\n", encoding="utf-8")
    done = run("config", "-C", tmp_path, **({name: "3"} if place == "environment" else {}))
    assert done.exit_code == 4, done.output
    assert f"{place}: {name}" in done.stderr
    assert "did you mean 'select'?" in done.stderr


def test_a_long_value_does_not_push_its_origin_off_the_screen(tmp_path: Path) -> None:
    (tmp_path / "drafter.toml").write_text(f"[digest]\ntags = {[f'tag-number-{n}' for n in range(40)]}\n", encoding="utf-8")
    rows = run("config", "-C", tmp_path).stdout.splitlines()
    assert rows[0].split() == ["setting", "from", "value"]
    assert next(row for row in rows if row.startswith("digest.tags")).split()[1] == "drafter.toml"


def test_settings_that_are_off_are_a_configuration_error(tmp_path: Path) -> None:
    (tmp_path / "drafter.toml").write_text("[select]\nmax_item = 3\n", encoding="utf-8")
    done = run("config", "-C", tmp_path)
    assert done.exit_code == 4
    assert "select.max_items" in done.stderr


def test_a_key_comes_from_standard_input_and_is_for_this_user_alone(tmp_path: Path) -> None:
    done = run("keys", "set", stdin=f"  {SECRET}\n")
    assert done.exit_code == 0, done.output
    assert SECRET not in done.output
    assert keys.stored() == {"api_key": SECRET}
    assert run("keys", "path").stdout.strip() == str(keys.path())
    if sys.platform != "win32":
        assert stat.S_IMODE(keys.path().stat().st_mode) == 0o600
    assert json.loads(run("config", "-C", tmp_path, "--json").stdout)["settings"]["stored_key"]["from"] == "stored key"


def test_on_a_terminal_the_key_is_asked_for_and_not_shown(tmp_path: Path) -> None:
    terminal = Terminal(tmp_path, "keys", "set")
    terminal.wait_for("API key")
    terminal.type(SECRET)
    assert terminal.end() == 0
    assert SECRET not in terminal.screen
    assert keys.stored() == {"api_key": SECRET}


@pytest.mark.parametrize("given", ["", "\n", "two words\n", "ｓｋ－full-width\n"])
def test_what_is_no_key_is_refused_and_not_stored(given: str) -> None:
    assert run("keys", "set", stdin=given).exit_code == 2
    assert not keys.path().exists()


def test_a_key_as_an_argument_is_refused_without_being_repeated() -> None:
    done = run("keys", "set", SECRET)
    assert done.exit_code == 2
    assert SECRET not in done.output
    assert not keys.path().exists()


def test_whoever_stores_a_key_hears_that_the_environment_wins() -> None:
    assert "environment wins" in run("keys", "set", stdin=SECRET, OPENAI_API_KEY="sk-other").stderr
