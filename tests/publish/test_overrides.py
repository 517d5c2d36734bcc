"""BLOCK flags of a drafted edition stop it; a waiver or an override with its name lets it pass, and is kept."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from drafter.store import decisions
from tests.pipeline.week import drafter as process
from tests.publish.desk import drafter, files, ledger, publish, told

DEMO = Path(__file__).parents[2] / "fixtures" / "demo"
DRAFT = "_drafts/fintech-weekly-2026-w05.md"
POST = "_posts/2026-01-30-fintech-weekly-2026-w05.md"
EDITION = ".drafter/editions/2026-W05"


@pytest.fixture(scope="module")
def drafted(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("drafted") / "demo"
    shutil.copytree(DEMO, folder)
    assert process(folder, "draft", "--offline", "--writer", "replay").returncode == 0
    text = (folder / DRAFT).read_text(encoding="utf-8")
    kept = [line for line in text.splitlines(keepends=True) if not line.startswith("编辑注：")]
    (folder / DRAFT).write_text("".join(kept), encoding="utf-8")
    return folder


@pytest.fixture
def demo(drafted: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(drafted, tmp_path / "demo"))


def foreign(folder: Path) -> None:
    """Two sources' addresses become ones that nobody read."""
    path = folder / DRAFT
    text = path.read_text(encoding="utf-8")
    for old in ("https://nanyang-zhifu.example/2026/01/", "https://lombardbrief.example/p/"):
        assert old in text
        text = text.replace(old, old.replace(".example", "-other.example"))
    path.write_text(text, encoding="utf-8")


def codes(folder: Path, *words: str) -> list[str]:
    return [stop["code"] for stop in told(folder, *words, post=DRAFT)["stops"]]


def overrides(demo: Path) -> tuple[decisions.Decision, ...]:
    """Of the decisions those that let flags stand; checking notes what was edited as well."""
    return tuple(one for one in decisions.read(demo / EDITION)[0] if one.what == "override")


def test_a_drafted_edition_without_such_flags_is_published_with_its_window(demo: Path) -> None:
    before = (demo / DRAFT).read_bytes()
    assert publish(demo, post=DRAFT).stdout == f"{POST}\n"
    assert (demo / POST).read_bytes() == before
    [line] = ledger(demo)
    assert line["edition"] == "2026-W05"
    assert line["start"] < line["cutoff"]
    assert len(line["items"]) == 12
    assert sum(item.get("brief", False) for item in line["items"]) == 4


def test_block_flags_stop_it_and_nothing_is_written_but_the_record(demo: Path) -> None:
    foreign(demo)
    before = files(demo)
    result = publish(demo, post=DRAFT)
    assert result.exit_code == 3
    assert result.stdout == ""
    assert result.stderr.count("BLOCK foreign-link") == 2
    assert f"{DRAFT}:" in result.stderr
    changed = {name for name, content in files(demo).items() if before.get(name) != content}
    assert changed == {f"{EDITION}/review.json", f"{EDITION}/review.html", f"{EDITION}/decisions.jsonl"}


def test_each_waived_they_stop_it_no_more(demo: Path) -> None:
    foreign(demo)
    for stop in told(demo, post=DRAFT)["stops"]:
        words = ["--waive", stop["code"], "--words", stop["words"], "--reason", "the page moved house"]
        assert drafter(demo, "check", DRAFT, *words).exit_code == 0
    assert publish(demo, post=DRAFT).exit_code == 0
    assert overrides(demo) == ()


def test_an_override_lets_it_pass_and_is_kept_with_name_and_reason(demo: Path) -> None:
    foreign(demo)
    assert codes(demo, "--dry-run", "--override", "read both", "--by", "李梅") == []
    assert overrides(demo) == ()
    result = publish(demo, "--override", "read both\nby hand", "--by", "李梅", post=DRAFT)
    assert result.exit_code == 0, result.stderr
    assert result.stderr.count("overridden foreign-link") == 2
    assert not decisions.read(demo / EDITION)[1]
    kept = overrides(demo)
    assert [(one.what, one.by, one.code, one.reason) for one in kept] == [("override", "李梅", "foreign-link", "read both by hand")] * 2
    assert {one.piece.partition(":")[0] for one in kept} == {"item", "brief"}
    assert len({one.words for one in kept}) == 2


def test_an_override_of_nothing_is_not_kept(demo: Path) -> None:
    assert publish(demo, "--override", "just in case", "--by", "李梅", post=DRAFT).exit_code == 0
    assert overrides(demo) == ()
