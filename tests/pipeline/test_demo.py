"""The shipped demo digest, from kept pages and kept answers: the drafts a person has read, byte for byte, in both languages."""

from __future__ import annotations

import asyncio
import json
import shutil
from datetime import UTC, datetime
from pathlib import Path

import pytest

from drafter import job
from drafter.collect.workers import Workers
from drafter.config import load
from drafter.run import Run
from tests.pipeline.week import drafter

DEMO = Path(__file__).parent.parent.parent / "fixtures" / "demo"
DRAFT = "_drafts/fintech-weekly-2026-w05.md"
ENGLISH = {"DRAFTER_DIGEST__LANGUAGE": "en", "DRAFTER_DIGEST__NAME": "Bay Fintech Weekly", "DRAFTER_DIGEST__AUTHOR": "Bay Fintech Weekly desk"}


@pytest.fixture
def demo(tmp_path: Path) -> Path:
    return Path(shutil.copytree(DEMO, tmp_path / "demo"))


@pytest.mark.parametrize(
    ("name", "writer", "env"), [("zh", "replay", {}), ("en", "replay", ENGLISH), ("zh-extractive", "extractive", {}), ("en-extractive", "extractive", ENGLISH)]
)
def test_the_demo_drafts_are_as_read(demo: Path, golden, name: str, writer: str, env: dict[str, str]) -> None:
    result = drafter(demo, "draft", "--offline", "--writer", writer, **env)
    assert result.returncode == 0, result.stderr
    golden(f"demo/{name}.md", (demo / DRAFT).read_text(encoding="utf-8"))
    record = json.loads((demo / ".drafter/editions/2026-W05/record.json").read_text(encoding="utf-8"))
    assert {failure["reason"] for failure in record["failures"]} == {"http-404", "script-only", "listing-page", "paywall"}
    assert {"near-duplicate", "outside-window", "undated", "duplicate-url"} <= {candidate["reason"] for candidate in record["candidates"]}
    assert not [flag for flag in record["flags"] if flag["severity"] in ("HIGH", "BLOCK")]


def test_a_changed_prompt_misses_and_names_the_nearest_kept_answer_with_a_diff(demo: Path) -> None:
    bundled = DEMO.parent.parent / "prompts" / "theses.md"
    (demo / "prompts").mkdir()
    (demo / "prompts" / "theses.md").write_text(
        bundled.read_text(encoding="utf-8").replace("You are the chief analyst", "You are the first analyst"), encoding="utf-8"
    )
    result = drafter(demo, "draft", "--offline", "--writer", "replay")
    assert result.returncode == 1
    assert "theses" in result.stderr
    assert "-You are the chief analyst" in result.stderr
    assert "+You are the first analyst" in result.stderr


def test_rekey_carries_accepted_answers_over_a_prompt_change(demo: Path, tmp_path: Path) -> None:
    (demo / "prompts").mkdir()
    bundled = DEMO.parent.parent / "prompts" / "theses.md"
    (demo / "prompts" / "theses.md").write_text(
        bundled.read_text(encoding="utf-8").replace("You are the chief analyst", "You are the first analyst"), encoding="utf-8"
    )
    rekeyed = drafter(demo, "record", str(demo), "--rekey", "--yes")
    assert rekeyed.returncode == 0, rekeyed.stderr
    assert "1 answers accepted" in rekeyed.stdout
    assert drafter(demo, "draft", "--offline", "--writer", "replay").returncode == 0


def test_a_replay_holds_the_digest_since_now_not_since_the_kept_week(demo: Path) -> None:
    """Whom a second process is told of: the moment of the pages says nothing of when the first began."""
    settings, _ = load(demo, {"model": {"kind": "replay"}})
    began = datetime(2031, 5, 6, 7, 8, tzinfo=UTC)
    workers = Workers()

    async def holder() -> str:
        async with Run.open(job.made(demo, settings, workers, lambda: began)):
            return (demo / ".drafter" / "lock.holder").read_text(encoding="utf-8")

    try:
        assert "2031-05-06T07:08" in asyncio.run(holder())
    finally:
        workers.close()


def test_runs_are_listed_shown_and_compared(demo: Path) -> None:
    assert drafter(demo, "draft", "--offline", "--writer", "replay").returncode == 0
    assert drafter(demo, "draft", "--offline", "--writer", "extractive").returncode == 0
    listed = drafter(demo, "runs").stdout.splitlines()
    assert len(listed) == 2
    assert ["replay" in line for line in listed] == [True, False]
    first, second = (line.split()[0] for line in listed)
    shown = drafter(demo, "runs", "show", first).stdout
    assert "near-duplicate" in shown
    assert "chosen" in shown
    difference = drafter(demo, "runs", "diff", first, second).stdout
    assert "setting model.kind" in difference
    assert "+编辑注：" in difference


def test_nothing_but_the_post_lies_in_the_sites_folders(demo: Path) -> None:
    assert drafter(demo, "draft", "--offline", "--writer", "extractive").returncode == 0
    assert [path.name for path in (demo / "_drafts").iterdir()] == [Path(DRAFT).name]
    outside = {path.relative_to(demo).parts[0] for path in demo.rglob("*") if path.is_file()} - {path.name for path in DEMO.iterdir()}
    assert outside == {"_drafts", ".drafter"}


def test_a_briefing_leads_with_the_analysis_and_ends_with_what_to_watch_as_a_list(demo: Path) -> None:
    result = drafter(demo, "draft", "--offline", "--writer", "extractive", DRAFTER_POST__FORM="briefing")
    assert result.returncode == 0, result.stderr
    text = (demo / DRAFT).read_text(encoding="utf-8")
    assert [line for line in text.splitlines() if line.startswith("## ")] == ["## 分析", "## 主要新闻", "## 简讯", "## 结论"]
    assert text.split("## 结论")[1].strip().splitlines()[-1].startswith("- ")


def test_a_form_of_ones_own_is_a_template_and_prompt_files_and_an_unknown_one_is_refused(demo: Path) -> None:
    assert drafter(demo, "draft", "--offline", "--writer", "extractive", DRAFTER_POST__FORM="column").returncode == 4
    (demo / "templates" / "column").mkdir(parents=True)
    (demo / "templates" / "column" / "post.md.j2").write_text("# {{ h1 }}\n\n{% for p in analysis %}\n{{ p }}\n\n{% endfor %}\n", encoding="utf-8")
    result = drafter(demo, "draft", "--offline", "--writer", "extractive", DRAFTER_POST__FORM="column")
    assert result.returncode == 0, result.stderr
    assert "## " not in (demo / DRAFT).read_text(encoding="utf-8")


def test_a_forgotten_key_turns_no_models_draft_into_extracts(demo: Path) -> None:
    assert drafter(demo, "draft", "--offline", "--writer", "replay").returncode == 0
    [draft] = (demo / "_drafts").glob("*.md")
    before = draft.read_bytes()
    refused = drafter(demo, "draft", "--offline")
    assert refused.returncode == 1
    assert "was written by a model, and none is configured now" in refused.stderr
    assert "--writer replay" in refused.stderr
    assert draft.read_bytes() == before
    assert drafter(demo, "draft", "--offline", "--writer", "extractive").returncode in (0, 3)
    assert draft.read_bytes() != before
