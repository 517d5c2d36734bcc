"""Posts of one ISO week are compared with each other: the same source twice is told, when a post is checked, published, or drafted."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from tests.pipeline.week import STORIES, WINDOW, pages
from tests.pipeline.week import digest as week_digest
from tests.pipeline.week import drafter as process
from tests.publish import desk
from tests.site import serving

MONDAY, FRIDAY = "_posts/2026-01-26-monday.md", "_drafts/friday.md"
LOAN = "https://ledger.example/harbour-loan"
TEXT = {
    "en": (
        "# Banks, {name}\n\nOne sentence leads.\n\n## Top Stories\n\n### {mark}{name}: Harbour Bank signs a facility\n\n"
        "Harbour Bank said that its facility would start.{more}\n\n**Source:** [Facility]({url})\n"
    ),
    "zh": (
        "# 银行周报{name}\n\n一句导语。\n\n## 主要新闻\n\n### {mark}{name}：港湾银行签下贷款\n\n港湾银行表示，贷款安排将启动。{more}\n\n**Source:** [贷款]({url})\n"
    ),
}


def put(folder: Path, where: str, day: str, *, language: str = "en", url: str = LOAN, mark: str = "", more: str = "") -> Path:
    path = folder / where
    path.parent.mkdir(parents=True, exist_ok=True)
    text = TEXT[language].format(name=Path(where).stem, url=url, mark=mark, more=more)
    path.write_text(f'---\ntitle: "{Path(where).stem}"\ndate: {day}\n---\n\n{text}', encoding="utf-8")
    return path


@pytest.fixture(params=["en", "zh"])
def language(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture
def folder(tmp_path: Path, language: str) -> Path:
    """A desk that published on Monday and has another draft for Friday of the same week."""
    folder = desk.digest(tmp_path / "d", digest={"series": "harbour-weekly", "language": language, "timezone": "Asia/Shanghai"})
    put(folder, MONDAY, "2026-01-26", language=language)
    put(folder, FRIDAY, "2026-01-30", language=language)
    assert desk.drafter(folder, "ledger", "list").exit_code == 0
    return folder


def repeats(folder: Path, where: str = FRIDAY) -> list[dict[str, Any]]:
    done = desk.drafter(folder, "check", where, "--json")
    return [flag for flag in json.loads(done.stdout)["flags"] if flag["code"] == "repeat"]


def test_a_check_names_the_post_of_the_same_week_that_has_the_same_source(folder: Path) -> None:
    [flag] = repeats(folder)
    assert flag["severity"] == "WARN"
    assert flag["words"] == LOAN
    assert f"of {MONDAY} (2026-01-26) has the same source" in flag["message"]
    assert not repeats(folder, MONDAY), "the earlier one repeats nothing"


def test_publish_says_so_too_and_publishes(folder: Path) -> None:
    done = desk.publish(folder, post=FRIDAY)
    assert done.exit_code == 0, done.output
    assert MONDAY in done.output
    assert not repeats(folder, MONDAY)
    assert len(repeats(folder, "_posts/2026-01-30-friday.md")) == 1, "a post does not repeat itself"


def test_an_update_and_what_a_person_let_stand_are_no_repeats(folder: Path, language: str) -> None:
    done = desk.drafter(folder, "check", FRIDAY, "--waive", "repeat", "--reason", "two desks, on purpose")
    assert done.exit_code == 0, done.output
    assert not repeats(folder)
    put(folder, "_drafts/update.md", "2026-01-30", language=language, mark={"en": "Update: ", "zh": "更新："}[language])
    assert not repeats(folder, "_drafts/update.md")
    earlier = {"en": "\n\n**Earlier:** On 26 January we wrote: “It starts.”", "zh": "\n\n**此前：** 2026年1月26日，本刊写道：“启动。”"}[language]
    put(folder, "_drafts/earlier.md", "2026-01-30", language=language, more=earlier)
    assert not repeats(folder, "_drafts/earlier.md")


def test_another_source_and_a_post_of_long_ago_are_no_repeats(folder: Path, language: str) -> None:
    put(folder, "_drafts/other.md", "2026-01-30", language=language, url="https://ledger.example/another")
    assert not repeats(folder, "_drafts/other.md")
    put(folder, "_drafts/later.md", "2026-03-30", language=language)
    assert not repeats(folder, "_drafts/later.md")


def test_a_draft_leaves_out_what_another_post_of_its_week_told(tmp_path: Path) -> None:
    with serving(pages()) as site:
        folder = week_digest(tmp_path / "d", site.base, [f"/{name}" for name, *_ in STORIES[:3]])
        put(folder, "_posts/2026-01-28-midweek.md", "2026-01-28", url=f"{site.base}/qr-pilot")
        assert process(folder, "draft", *WINDOW).returncode == 0
        draft = (folder / "_drafts/test-weekly-2026-w05.md").read_text(encoding="utf-8")
        record = json.loads((folder / ".drafter/editions/2026-W05/record.json").read_text(encoding="utf-8"))
        assert "/qr-pilot" not in draft
        assert "/harbour-loan" in draft
        [left] = [one for one in record["candidates"] if one["url"].endswith("/qr-pilot")]
        assert not left["chosen"]
        assert "2026-01-28-midweek.md" in left["detail"] or "2026-W05" in left["detail"]
        assert not repeats(folder, "_drafts/test-weekly-2026-w05.md")
        picked = process(folder, "draft", *WINDOW, "--pick", f"{site.base}/qr-pilot")
        assert picked.returncode == 0, picked.stderr
    flags = json.loads((folder / ".drafter/editions/2026-W05/review.json").read_text(encoding="utf-8"))["flags"]
    assert [flag["code"] for flag in flags].count("repeat") == 1
    assert len(repeats(folder, "_drafts/test-weekly-2026-w05.md")) == 1, "said once, as the draft said it"
