"""Two editors with git and no server: each edits, approves, waives and publishes in a clone of their own, and it merges."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path

import pytest

from drafter.store import decisions, published
from tests.cli.command import run
from tests.publish.desk import DRAFT, ENGLISH, POST, digest, drafter, ledger, publish
from tests.tools import need

NEXT = "_drafts/harbour-weekly-2026-w06.md"
TEXT = ENGLISH.replace("{base}", "https://ledger.example").replace("## Conclusion", "It may rise.\n\n## Conclusion")


def git(folder: Path, *words: str) -> str:
    author = ["-c", "user.name=Lin", "-c", "user.email=lin@example.org", "-c", "commit.gpgsign=false", "-c", "init.defaultBranch=main"]
    done = subprocess.run([need("git"), *author, *words], cwd=folder, capture_output=True, text=True, encoding="utf-8", timeout=60, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


@pytest.fixture
def clones(tmp_path: Path) -> tuple[Path, Path]:
    """Two clones of one digest that `drafter init` began, with two drafts."""
    first, second = tmp_path / "first", tmp_path / "second"
    assert run("init", first, "--yes", "--language", "en", "--timezone", "Asia/Shanghai").exit_code == 0
    settings = (first / "drafter.toml").read_text(encoding="utf-8")
    digest(first, TEXT)
    (first / "drafter.toml").write_text(settings, encoding="utf-8")
    (first / NEXT).write_text(TEXT.replace("2026-01-30", "2026-02-06").replace("harbour-loan", "harbour-bond"), encoding="utf-8")
    git(first, "init", "-q")
    git(first, "add", "-A")
    git(first, "commit", "-qm", "The week")
    git(tmp_path, "clone", "-q", str(first), str(second))
    return first, second


def merge(first: Path, second: Path) -> None:
    """Both commit; the first pulls the second's. Fails on any conflict."""
    for folder in (first, second):
        git(folder, "add", "-A")
        git(folder, "commit", "-qm", "Edited")
    git(first, "pull", "-q", "--no-rebase", "--no-edit", str(second), "HEAD")


def edit(folder: Path, old: str, new: str) -> None:
    path = folder / DRAFT
    text = path.read_text(encoding="utf-8")
    assert text.count(old) == 1
    path.write_text(text.replace(old, new), encoding="utf-8")


def approved(folder: Path) -> dict[str, list[str]]:
    told = json.loads(drafter(folder, "approve", DRAFT, "--json").stdout)
    return {one["section"]: one["approved"] for one in told["sections"] if one["approved"]}


def test_edits_approvals_and_waivers_of_different_sections_merge(clones: tuple[Path, Path]) -> None:
    first, second = clones
    edit(first, "Harbour Bank said its facility", "The bank said its <video>facility")
    edit(second, "Watch the board", "Watch the <audio>board")
    for folder, name, section in ((first, "李梅", "lede"), (second, "王琦", "conclusion")):
        drafter(folder, "approve", DRAFT, "--section", section, "--section", "title", "--by", name)
        assert drafter(folder, "check", DRAFT, "--waive", "live-markup", "--reason", f"{name} put it there").exit_code == 0
    merge(first, second)
    text = (first / DRAFT).read_text(encoding="utf-8")
    assert "The bank said its <video>facility" in text
    assert "Watch the <audio>board" in text
    standing = approved(first)
    assert {key: set(by) for key, by in standing.items()} == {"title": {"李梅", "王琦"}, "lede": {"李梅"}, "conclusion": {"王琦"}}
    waived = json.loads(drafter(first, "check", DRAFT, "--json").stdout)["waived"]
    assert {one["reason"] for one in waived} == {"李梅 put it there", "王琦 put it there"}


def test_the_same_section_approved_and_changed_in_two_clones_is_approved_no_more(clones: tuple[Path, Path]) -> None:
    first, second = clones
    drafter(first, "approve", DRAFT, "--all", "--by", "李梅")
    edit(second, "Both start in March", "Both start in June")
    drafter(second, "approve", DRAFT, "--section", "analysis", "--by", "王琦")
    merge(first, second)
    standing = approved(first)
    assert standing["analysis"] == ["王琦"]
    assert standing["conclusion"] == ["李梅"]


def test_ledger_lines_and_decisions_of_both_stay(clones: tuple[Path, Path]) -> None:
    first, second = clones
    for folder, post in ((first, DRAFT), (second, NEXT)):
        assert publish(folder, post=post).exit_code == 0
    merge(first, second)
    assert [one.post for one in published.publications(first)] == [POST, "_posts/2026-02-06-harbour-weekly-2026-w06.md"]
    assert len(ledger(first)) == 2
    assert drafter(first, "ledger", "list").stdout.count("harbour-weekly") == 2
    assert len(ledger(first)) == 2


def test_overrides_of_two_people_on_one_edition_merge(clones: tuple[Path, Path]) -> None:
    from datetime import UTC, datetime

    first, second = clones
    for folder, name in ((first, "李梅"), (second, "王琦")):
        one = decisions.Decision(at=datetime.now(UTC), what="override", by=name, code="foreign-link", reason="known page")
        decisions.add(folder / ".drafter/editions/2026-W05", [one])
    merge(first, second)
    assert {one.by for one in decisions.read(first / ".drafter/editions/2026-W05")[0]} == {"李梅", "王琦"}


def test_where_git_would_not_merge_them_publish_and_doctor_say_so(clones: tuple[Path, Path]) -> None:
    first, _ = clones
    assert ".gitattributes" not in publish(first, "--dry-run").stderr
    (first / ".gitattributes").write_text("*.png binary\n", encoding="utf-8")
    assert ".drafter/**/*.jsonl merge=union" in publish(first).stderr
    assert ".drafter/**/*.jsonl merge=union" in drafter(first, "doctor", "--offline", "--language", "en").stdout
