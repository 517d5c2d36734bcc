"""`drafter init` asks little, writes a digest that works, and never touches what is there."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path
from typing import Any

import pytest
from pydantic import BaseModel

from drafter import bundled, config
from drafter.config import Settings
from tests.cli.command import process, run
from tests.cli.terminal import Terminal

WRITTEN = {"drafter.toml", "sources.txt", ".gitignore", ".gitattributes", ".env.example"}


def files(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_a_new_digest_has_four_files_and_settings_that_load(tmp_path: Path) -> None:
    done = process("init", "weekly", "--yes", "--name", "海湾周报", "--author", 'A "quoted" \\ name', "--timezone", "Asia/Hong_Kong", cwd=tmp_path)
    assert done.returncode == 0, done.stderr
    folder = tmp_path / "weekly"
    assert set(files(folder)) == WRITTEN
    digest = config.load(folder)[0].digest
    assert (digest.series, digest.name, digest.language, digest.timezone, digest.author) == ("weekly", "海湾周报", "zh", "Asia/Hong_Kong", 'A "quoted" \\ name')


def test_without_a_terminal_nothing_is_asked(tmp_path: Path) -> None:
    done = process("init", cwd=tmp_path, LANG="zh_CN.UTF-8", LC_ALL="", TZ="")
    assert done.returncode == 0
    assert config.load(tmp_path)[0].digest.language == "zh"


def test_a_time_zone_that_is_none_is_asked_again(tmp_path: Path) -> None:
    terminal = Terminal(tmp_path, "init", ".", "--name", "Bay", "--language", "en", "--author", "Mina")
    for question, answer in (("Time zone", "Asia"), ("no time zone 'Asia'", ""), ("IANA", "Asia/Tokyo")):
        terminal.wait_for(question)
        if answer:
            terminal.type(answer)
    assert terminal.end() == 0, terminal.screen
    assert config.load(tmp_path)[0].digest.timezone == "Asia/Tokyo"


def test_on_a_terminal_four_questions_are_asked(tmp_path: Path) -> None:
    terminal = Terminal(tmp_path, "init", ".", LC_ALL="C.UTF-8", TZ="Europe/London")
    for question, answer in (("Name", "Harbour Weekly"), ("Language", ""), ("Time zone", ""), ("Author", "Mina")):
        terminal.wait_for(question)
        terminal.type(answer)
    assert terminal.end() == 0, terminal.screen
    digest = config.load(tmp_path)[0].digest
    assert (digest.series, digest.name, digest.language, digest.timezone, digest.author) == ("harbour-weekly", "Harbour Weekly", "en", "Europe/London", "Mina")


@pytest.mark.parametrize("there", sorted(WRITTEN))
def test_a_file_that_is_there_is_named_and_nothing_is_written(tmp_path: Path, there: str) -> None:
    (tmp_path / there).write_text("mine\n", encoding="utf-8")
    done = run("init", tmp_path, "--yes")
    assert done.exit_code == 2
    assert there in done.stderr
    assert files(tmp_path) == {there: b"mine\n"}


def test_a_gitattributes_that_merges_lines_is_left_as_it_is_and_another_is_named(tmp_path: Path) -> None:
    mine = "*.png binary\n*.jsonl merge=union\n"
    (tmp_path / ".gitattributes").write_text(mine, encoding="utf-8")
    assert run("init", tmp_path, "--yes").exit_code == 0
    assert (tmp_path / ".gitattributes").read_text(encoding="utf-8") == mine
    other = tmp_path / "other"
    other.mkdir()
    (other / ".gitattributes").write_text("*.png binary\n", encoding="utf-8")
    refused = run("init", other, "--yes")
    assert refused.exit_code == 2
    assert ".drafter/**/*.jsonl merge=union" in refused.stderr
    assert [path.name for path in other.iterdir()] == [".gitattributes"]


def test_a_gitignore_that_keeps_secrets_out_is_left_as_it_is(tmp_path: Path) -> None:
    mine = "_site/\n/.env\n.drafter/kept/\n"
    (tmp_path / ".gitignore").write_text(mine, encoding="utf-8")
    assert run("init", tmp_path, "--yes").exit_code == 0
    assert (tmp_path / ".gitignore").read_text(encoding="utf-8") == mine
    assert set(files(tmp_path)) == WRITTEN


@pytest.mark.parametrize(("flag", "value"), [("--timezone", "Asia/Nowhere"), ("--series", "Not Kebab"), ("--language", "fr")])
def test_a_value_that_cannot_be_is_refused_by_its_flag(tmp_path: Path, flag: str, value: str) -> None:
    done = run("init", tmp_path / "new", "--yes", flag, value)
    assert done.exit_code == 2
    assert flag in done.stderr
    assert value in done.stderr
    assert not (tmp_path / "new").exists()


def uncommented(text: str) -> dict[str, Any]:
    """The template with every setting switched on."""
    return tomllib.loads(re.sub(r"^#(?=\S+ = )", "", text, flags=re.M))


def test_every_setting_stands_in_the_file_with_its_usual_value_and_a_comment(tmp_path: Path) -> None:
    assert run("init", tmp_path, "--yes").exit_code == 0
    text = (tmp_path / "drafter.toml").read_text(encoding="utf-8")
    said = uncommented(text)
    no_default = {"model.temperature", "model.budget", "model.prices", "post.headings"}
    asked = {f"digest.{name}" for name in ("series", "name", "language", "timezone", "author")}
    for section, field in Settings.model_fields.items():
        if not (isinstance(field.annotation, type) and issubclass(field.annotation, BaseModel)):
            continue
        usual = field.annotation()
        for name in field.annotation.model_fields:
            key = f"{section}.{name}"
            assert name in said[section], f"{key} is missing"
            value = getattr(usual, name)
            if key not in no_default | asked:
                assert said[section][name] == (list(value) if isinstance(value, tuple) else value), key
    lines = text.splitlines()
    settings = [number for number, line in enumerate(lines) if re.match(r'#?("[^"]+"|\w+) = ', line)]
    assert [lines[number] for number in settings if not lines[number - 1].startswith(("# ", "#items", "#analysis"))] == []


def test_every_setting_switched_on_is_taken(tmp_path: Path) -> None:
    assert run("init", tmp_path, "--yes").exit_code == 0
    path = tmp_path / "drafter.toml"
    path.write_text(re.sub(r"^#(?=\S+ = )", "", path.read_text(encoding="utf-8"), flags=re.M), encoding="utf-8")
    settings = config.load(tmp_path)[0]
    assert settings.model.prices["my-model"].output == 2.0
    assert settings.post.headings["items"] == "主要新闻"


def test_the_demo_is_copied_and_again_and_again_found(tmp_path: Path) -> None:
    folder = tmp_path / "demo"
    first, second = run("init", "--demo", folder), run("init", "--demo", folder)
    assert (first.exit_code, second.exit_code) == (0, 0)
    assert "already" in second.stderr
    copied = files(folder)
    demo = {name: body for name, body in files(bundled.folder("demo")).items() if not Path(name).name.startswith(".")}
    assert {name: copied[name] for name in demo} == demo
    assert ".env" in copied[".gitignore"].decode().split()
    settings = config.load(folder)[0]
    assert (settings.digest.series, settings.digest.name, settings.model.writer, settings.select.max_items) == (
        "fintech-weekly",
        "海湾金融科技周报",
        "demo-writer",
        8,
    )


def test_a_persons_edit_of_the_demo_stays_and_missing_files_come_back(tmp_path: Path) -> None:
    run("init", "--demo", tmp_path)
    (tmp_path / "sources.txt").write_text("https://mine.example/\n", encoding="utf-8")
    (tmp_path / "run.json").unlink()
    done = run("init", "--demo", tmp_path)
    assert done.exit_code == 0
    assert "sources.txt" in done.stderr
    assert (tmp_path / "sources.txt").read_text(encoding="utf-8") == "https://mine.example/\n"
    assert (tmp_path / "run.json").exists()


def test_a_persons_edit_stays_also_when_it_is_forgotten_what_was_copied(tmp_path: Path) -> None:
    run("init", "--demo", tmp_path)
    (tmp_path / ".drafter" / "kept" / "demo.json").unlink()
    (tmp_path / "drafter.toml").write_text("# mine\n", encoding="utf-8")
    assert [run("init", "--demo", tmp_path).exit_code for _ in range(2)] == [0, 0]
    assert (tmp_path / "drafter.toml").read_text(encoding="utf-8") == "# mine\n"


def test_what_an_older_demo_wrote_gives_way_to_the_newer_one(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    older = tmp_path / "older"
    older.mkdir()
    for name, text in (("run.json", "{}"), ("sources.txt", "# old\n"), ("drafter.toml", "")):
        (older / name).write_text(text, encoding="utf-8")
    real = bundled.folder
    monkeypatch.setattr(bundled, "folder", lambda name: older if name == "demo" else real(name))
    run("init", "--demo", tmp_path / "demo")
    (tmp_path / "demo" / "drafter.toml").write_text("# mine\n", encoding="utf-8")
    (older / "sources.txt").write_text("# new\n", encoding="utf-8")
    (older / "drafter.toml").write_text("# new\n", encoding="utf-8")
    assert run("init", "--demo", tmp_path / "demo").exit_code == 0
    assert (tmp_path / "demo" / "sources.txt").read_text(encoding="utf-8") == "# new\n"
    assert (tmp_path / "demo" / "drafter.toml").read_text(encoding="utf-8") == "# mine\n"


def test_the_demo_does_not_mix_with_another_digest(tmp_path: Path) -> None:
    run("init", tmp_path, "--yes")
    before = files(tmp_path)
    done = run("init", "--demo", tmp_path)
    assert done.exit_code == 2
    assert "drafter.toml" in done.stderr
    assert files(tmp_path) == before


def test_a_jekyll_site_hears_how_to_keep_the_settings_unpublished(tmp_path: Path) -> None:
    (tmp_path / "_config.yml").write_text("title: x\n", encoding="utf-8")
    assert "exclude: [drafter.toml" in run("init", tmp_path, "--yes").stderr
