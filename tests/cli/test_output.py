"""Progress stays on stderr and off everything that is no terminal; tables line up in Chinese too; help is quick."""

from __future__ import annotations

import importlib
import json
from pathlib import Path

import pytest

from drafter.cli.output import Progress, locale_language, table, width
from tests.cli.command import process, run
from tests.cli.terminal import Terminal

WORK = """
import sys
from drafter.cli.output import Progress
with Progress(quiet={quiet}) as progress:
    if {open}:
        progress._opening.join()
    for done in range(4):
        progress.update("sources", done, 3)
        progress.update("articles", done, 3)
    loaded = "rich" in sys.modules
print("rich" if loaded else "plain")
"""


def work(*, quiet: bool = False, open: bool = False) -> str:
    return WORK.format(quiet=quiet, open=open)


def test_on_a_terminal_each_stage_has_its_line(tmp_path: Path) -> None:
    terminal = Terminal(tmp_path, code=work(open=True))
    assert terminal.end() == 0, terminal.screen
    last = terminal.screen.rsplit("sources", 1)[1]
    assert "3/3" in last
    assert "articles" in last


def test_no_color_is_honoured(tmp_path: Path) -> None:
    coloured, plain = (Terminal(tmp_path, code=work(open=True), **env) for env in ({"NO_COLOR": ""}, {"NO_COLOR": "1"}))
    assert (coloured.end(), plain.end()) == (0, 0)
    assert "\x1b[3" in coloured.screen or "\x1b[1;3" in coloured.screen
    assert "\x1b[3" not in plain.screen.replace("\x1b[?25h", "")
    assert "3/3" in plain.screen


def test_a_dumb_terminal_gets_plain_lines_and_no_escape_codes(tmp_path: Path) -> None:
    terminal = Terminal(tmp_path, code=work(), TERM="dumb")
    assert terminal.end() == 0
    assert terminal.screen.split() == ["sources", "3/3", "articles", "3/3", "plain"]


def test_quiet_is_quiet(tmp_path: Path) -> None:
    terminal = Terminal(tmp_path, code=work(quiet=True))
    assert terminal.end() == 0
    assert terminal.screen.split() == ["plain"]


def test_without_a_terminal_nothing_is_shown_and_rich_is_not_imported(capsys: pytest.CaptureFixture[str]) -> None:
    with Progress() as progress:
        progress.update("sources", 1, 2)
    assert capsys.readouterr() == ("", "")


def test_a_stage_may_grow_and_the_work_may_end_at_once(tmp_path: Path) -> None:
    grows = "with Progress() as p:\n    p._opening.join()\n    p.update('chain', 1, 4)\n    p.update('chain', 1, 5)\n"
    code = f"from drafter.cli.output import Progress\n{grows}with Progress():\n    pass\n"
    terminal = Terminal(tmp_path, code=code)
    assert terminal.end() == 0, terminal.screen
    assert "1/5" in terminal.screen


def test_columns_line_up_whatever_the_script() -> None:
    lines = table(("名称", "n"), [("海湾", "1"), ("Bay", "2"), ("é", "3")]).splitlines()
    assert [width(line[: line.rindex(line[-1])]) for line in lines] == [6, 6, 6, 6]


@pytest.mark.parametrize(
    ("env", "language"),
    [
        ({"LANG": "zh_CN.UTF-8"}, "zh"),
        ({"LC_ALL": "en_GB.UTF-8", "LANG": "zh_CN.UTF-8"}, "en"),
        ({"LC_MESSAGES": "zh_TW", "LANG": "C"}, "zh"),
        ({}, "en"),
    ],
)
def test_the_language_follows_the_locale(monkeypatch: pytest.MonkeyPatch, env: dict[str, str], language: str) -> None:
    for name in ("LC_ALL", "LC_MESSAGES", "LANG"):
        monkeypatch.delenv(name, raising=False)
    for name, value in env.items():
        monkeypatch.setenv(name, value)
    assert locale_language() == language


def test_help_imports_nothing_that_takes_time(tmp_path: Path) -> None:
    code = "import sys\nfrom drafter.cli import main\ntry:\n    main(['--help'])\nexcept SystemExit:\n    print('LOADED', *sorted(sys.modules))\n"
    terminal = Terminal(tmp_path, code=code)
    assert terminal.end() == 0
    loaded = set(terminal.screen.rpartition("LOADED")[2].split())
    assert loaded & {"click", "drafter"} == {"click", "drafter"}
    heavy = {"pydantic", "rich", "asyncio", "httpx", "httpcore", "openai", "jinja2", "lxml", "trafilatura", "yaml", "importlib.metadata"}
    assert loaded & heavy == set()


MINE = ("init", "sources", "prompts", "doctor", "config", "keys")


@pytest.mark.parametrize("name", MINE)
def test_each_command_tells_its_use_without_heavy_imports(name: str) -> None:
    done = run(name, "--help")
    assert done.exit_code == 0
    assert "Usage: drafter" in done.stdout
    module = importlib.import_module(f"drafter.cli.{name}")
    assert module.command.name == name
    assert module.command.get_short_help_str()


def test_command_modules_import_click_alone(tmp_path: Path) -> None:
    code = f"import sys, importlib\nfor name in {MINE!r}:\n    importlib.import_module('drafter.cli.' + name)\nprint('LOADED', *sorted(sys.modules))\n"
    terminal = Terminal(tmp_path, code=code)
    assert terminal.end() == 0
    assert {name for name in terminal.screen.split() if name in ("pydantic", "rich", "asyncio", "httpx", "jinja2", "lxml")} == set()


def test_help_lists_every_command_and_exit_code(tmp_path: Path) -> None:
    done = process("--help", cwd=tmp_path)
    assert done.returncode == 0
    first = [line.split()[0] for line in done.stdout.splitlines() if line.startswith("  ") and line.strip()]
    assert {*MINE, "draft", "runs", "record"} <= set(first)
    assert [word for word in first if word.isdigit()] == ["0", "1", "2", "3", "4", "5", "130"]


def test_a_mistyped_command_gets_the_nearest(tmp_path: Path) -> None:
    done = process("doctr", cwd=tmp_path)
    assert done.returncode == 2
    assert "'doctor'" in done.stderr


def test_an_option_that_is_none_is_a_usage_error() -> None:
    assert run("init", "--colour").exit_code == 2


@pytest.mark.parametrize(
    "words",
    [
        ("runs", "list"),
        ("runs", "show"),
        ("ledger", "list"),
        ("glossary", "list"),
        ("prompts", "show", "house"),
        ("inbox", "remove", "none"),
        ("sources", "check"),
        ("sources", "import", "LIST"),
    ],
)
def test_the_digests_folder_may_stand_before_a_groups_command_or_behind_it(words: tuple[str, ...], tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    digest, elsewhere = tmp_path / "digest", tmp_path / "elsewhere"
    for folder in (digest, elsewhere):
        folder.mkdir()
        (folder / "drafter.toml").write_text('[digest]\nname = "Weekly"\n', encoding="utf-8")
    (elsewhere / "drafter.toml").write_text("broken = = 1\n", encoding="utf-8")
    (digest / "list.txt").write_text("https://a.example/feed.xml\n", encoding="utf-8")
    own = [str(digest / "list.txt") if word == "LIST" else word for word in words]
    said = []
    for where in (digest, elsewhere):
        monkeypatch.chdir(where)
        for call in ([own[0], "-C", str(digest), *own[1:]], [*own, "-C", str(digest)], [own[0], "-C", str(elsewhere), *own[1:], "-C", str(digest)]):
            (digest / "sources.txt").unlink(missing_ok=True)
            done = run(*call)
            said.append((done.exit_code, done.stdout, done.stderr))
    assert len(set(said)) == 1, said
    assert "No such option" not in said[0][2]


def test_a_failure_names_its_subject_once(tmp_path: Path) -> None:
    """A list without sources: its name is the subject, and where it is wrong."""
    assert run("init", tmp_path, "-y").exit_code == 0
    (tmp_path / "sources.txt").write_text("# nothing yet\n", encoding="utf-8")
    text = "Harbour Bank said on Tuesday that it had signed a US$1.5 billion facility with three lenders. " * 6
    added = run("add", "-C", tmp_path, "-", "--url", "https://news.example/loan", "--by", "Li", stdin=f"Harbour Bank signs loan\n\n{text}")
    assert added.exit_code == 0, added.output
    drafted = run("draft", "-C", tmp_path, "--quiet", "--writer", "extractive")
    assert drafted.exit_code == 0, drafted.output
    assert "thin-edition" in drafted.stderr
    assert ": 1 item; 2 were wanted" in drafted.stderr
    assert "failed no-sources: sources.txt: it lists no source; add a line" in drafted.stderr
    assert "no-sources: sources.txt: it lists no source" in run("runs", "show", "-C", tmp_path).stdout


@pytest.mark.parametrize(
    ("name", "wrong"),
    [
        ("none", "is no fixture: there is no such folder\n  → `drafter record {folder}` freezes the last run there"),
        ("empty", "is no fixture: it holds no run.json\n  → `drafter record {folder}` freezes the last run there"),
        ("broken", "/run.json: cannot be read: "),
        ("later", "/run.json: cannot be read: it is of format 99"),
    ],
)
def test_a_folder_that_is_no_fixture_is_named_with_the_way_out(tmp_path: Path, name: str, wrong: str) -> None:
    for folder, info in (("empty", None), ("broken", "{"), ("later", '{"format_version": 99}')):
        (tmp_path / folder).mkdir()
        if info is not None:
            (tmp_path / folder / "run.json").write_text(info, encoding="utf-8")
    assert run("init", tmp_path / "digest", "-y").exit_code == 0
    commands = [("record", tmp_path / name, "-C", tmp_path / "digest", "--rekey")]
    commands += [("draft", "-C", tmp_path / "digest", "--bundle", tmp_path / name)] if name != "none" else []
    for command in commands:
        said = run(*command)
        assert said.exit_code == 1
        assert f"drafter: {tmp_path / name}" in said.stderr
        assert wrong.format(folder=tmp_path / name) in said.stderr


def test_what_is_listed_is_printed_as_json_too(tmp_path: Path) -> None:
    assert run("init", tmp_path / "a", "--demo").exit_code == 0
    folder = ("-C", tmp_path / "a")
    assert run("draft", *folder, "--offline", "--writer", "extractive", "--quiet").exit_code == 0
    assert (
        run(
            "draft",
            *folder,
            "--offline",
            "--writer",
            "extractive",
            "--quiet",
            "--drop",
            "https://www.bankofaldermoor.example/publications/payments-settlement-review-2026-01",
        ).exit_code
        == 0
    )
    first, second = json.loads(run("runs", "list", *folder, "--json").stdout)["runs"]
    assert (first["edition"], first["status"], first["exit_code"], first["writer"]) == ("2026-W05", "finished", 0, "extractive")
    assert json.loads(run("runs", "diff", first["id"], first["id"], *folder, "--json").stdout) == {"same": True, "differences": []}
    told = json.loads(run("runs", "diff", first["id"], second["id"], *folder, "--json").stdout)
    assert not told["same"]
    assert told["differences"] == run("runs", "diff", first["id"], second["id"], *folder).stdout.splitlines()
    assert [row["name"] for row in json.loads(run("prompts", "list", *folder, "--json").stdout)][:2] == ["summarize", "judge"]
    (tmp_path / "more.txt").write_text("https://new.example/feed\nftp://old.example/\n", encoding="utf-8")
    imported = run("sources", "import", tmp_path / "more.txt", *folder, "--json")
    told = json.loads(imported.stdout)
    assert (imported.exit_code, told["list"], told["added"], [one["reason"] for one in told["bad_lines"]]) == (1, "sources.txt", 1, ["bad-scheme"])


@pytest.mark.parametrize("word", ["--pick", "--lead", "--brief"])
def test_a_story_that_is_wanted_and_dropped_in_one_command_is_a_usage_error(tmp_path: Path, word: str) -> None:
    assert run("init", tmp_path, "-y").exit_code == 0
    said = run("draft", "-C", tmp_path, word, "https://news.example/a", "--drop", "https://news.example/a?utm_source=mail")
    assert said.exit_code == 2
    assert f"--drop https://news.example/a?utm_source=mail: is wanted too, by {word}" in said.stderr
