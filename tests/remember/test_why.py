"""`drafter why` answers with the source's sentence, when it was fetched, what the model wrote, and who changed it."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from drafter.store import decisions
from drafter.store.decisions import Decision
from drafter.store.editions import edition_folder
from tests.cli.command import run
from tests.remember.demo import CAUSEWAY, DRAFT, NAME, TRUE, call, edit
from tests.remember.desk import lines_of

SOURCE = "moved US$1.5 billion in eleven weeks and found that the technology was the easy part"


def why(folder: Path, sentence: str) -> dict[str, Any]:
    told: dict[str, Any] = json.loads(call(folder, "why", DRAFT, sentence, "--json").stdout)
    return told


def test_a_sentence_of_the_model_names_source_fetch_and_model(demo: Path) -> None:
    told = why(demo, CAUSEWAY)
    assert told["exact"]
    assert any(SOURCE in ground["text"] and ground["url"].endswith("project-causeway-results") for ground in told["grounds"])
    assert all(ground["fetched_at"] == "2026-01-30T01:00:00Z" for ground in told["grounds"])
    assert (told["wrote"]["text"], told["wrote"]["statement"], told["wrote"]["model"]) == (CAUSEWAY, CAUSEWAY, "demo-writer")
    assert told["changed"] == []
    text = (demo / DRAFT).read_text(encoding="utf-8")
    assert CAUSEWAY in text.splitlines()[told["line"] - 1]
    assert text[told["start"] : told["end"]] == CAUSEWAY


def test_an_edited_sentence_says_what_stood_there_and_who_changed_it(demo: Path) -> None:
    edit(demo, TRUE, "十一周里结算15亿美元")
    call(demo, "check", DRAFT, "--by", "林若")
    told = why(demo, "十一周里结算15亿美元")
    assert told["wrote"]["text"] == CAUSEWAY
    assert [(one["what"], one["by"]) for one in told["changed"]] == [("edited", "林若")]
    said = call(demo, "why", DRAFT, "十一周里结算15亿美元", "--language", "zh").stdout
    for part in (SOURCE, "抓取于 2026-01-30 09:00", "由 demo-writer 写成", "林若 改写", CAUSEWAY):
        assert part in said


def test_an_analysis_sentence_leads_to_sources_through_the_items_it_rests_on(demo: Path) -> None:
    told = why(demo, "首先，限额管的是大户")
    assert told["grounds"][0]["through"]
    assert any("HK$2 billion in circulation" in ground["text"] for ground in told["grounds"])
    assert all(ground["fetched_at"] for ground in told["grounds"])


def test_a_sentence_added_by_hand_is_nobodys_of_the_models(demo: Path) -> None:
    edit(demo, CAUSEWAY, f"{CAUSEWAY}本刊将继续关注海底光缆。")
    told = why(demo, "本刊将继续关注海底光缆。")
    assert told["wrote"] is None
    assert "added by hand" in call(demo, "why", DRAFT, "本刊将继续关注海底光缆。", "--language", "en").stdout


def test_the_nearest_sentence_is_given_with_a_note_and_nothing_like_it_is_an_error(demo: Path) -> None:
    said = call(demo, "why", DRAFT, CAUSEWAY.replace("结算15亿", "结清了一十五亿"), "--language", "en").stdout
    assert said.startswith("the post has no such sentence; this is the nearest")
    assert CAUSEWAY in said
    done = run("why", str(demo / DRAFT), "月球基地的施工队昨夜换班")
    assert done.exit_code == 2
    assert "nor like one" in done.stderr


def test_in_a_fresh_clone_the_kept_edition_still_tells_the_quote_and_that_no_page_is_here(demo: Path) -> None:
    for name in (".drafter/kept", "pages", "answers"):
        shutil.rmtree(demo / name)
    told = why(demo, CAUSEWAY)
    assert any("US$1.5 billion" in ground["text"] for ground in told["grounds"])
    assert all(ground["fetched_at"] is None for ground in told["grounds"])
    assert "no page of it is kept here" in call(demo, "why", DRAFT, CAUSEWAY, "--language", "en").stdout
    assert told["wrote"]["model"] == "demo-writer"


def test_it_writes_nothing(demo: Path) -> None:
    edit(demo, TRUE, "十一周里结算15亿美元")
    before = {path: path.read_bytes() for path in demo.rglob("*") if path.is_file()}
    why(demo, "十一周里")
    assert {path: path.read_bytes() for path in demo.rglob("*") if path.is_file()} == before
    assert lines_of(demo, NAME) == []


def test_what_a_decision_says_moves_no_cursor(demo: Path) -> None:
    made = Decision(at=datetime(2026, 2, 1, tzinfo=UTC), what="edited", by="\x1b[2J\x1b]0;x\x07林若", before=CAUSEWAY, after="\u202e甲")
    decisions.add(edition_folder(demo, NAME), [made])
    said = call(demo, "why", DRAFT, CAUSEWAY).stdout
    assert "林若" in said
    assert not [mark for mark in said if mark in "\x1b\x07\u202e"]


def test_in_a_repository_the_commit_of_the_line_is_named(demo: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert why(demo, CAUSEWAY)["git"] is None
    monkeypatch.setenv("GIT_CONFIG_NOSYSTEM", "1")
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", os.devnull)
    who = ["-c", "user.name=Lin Ruo", "-c", "user.email=lin@a.example"]
    for words in (["init", "-q"], ["add", DRAFT], [*who, "commit", "-q", "-m", "改写导语"]):
        subprocess.run(["git", "-C", str(demo), *words], check=True)
    told = why(demo, CAUSEWAY)
    assert (told["git"]["by"], told["git"]["subject"]) == ("Lin Ruo", "改写导语")
    edit(demo, TRUE, "十一周里结算15亿美元")
    assert why(demo, "十一周里")["git"] is None


def test_a_post_that_drafter_never_wrote_says_so(tmp_path: Path) -> None:
    (tmp_path / "drafter.toml").write_text('[digest]\nseries = "willow"\n', encoding="utf-8")
    post = tmp_path / "by-hand.md"
    post.write_text("# T\n\n## News\n\n### A\n\nWillow Bay raised rates.\n\n**Source:** [A](https://a.example/x)\n", encoding="utf-8")
    done = run("why", str(post), "Willow Bay raised rates.", "--language", "en")
    assert done.exit_code == 0, done.output
    assert "not kept" in done.stdout
    assert "no page of its source is kept" in done.stdout or "not checked" in done.stdout


@pytest.mark.parametrize("opinion", ["本刊以为，这样的安排走得太慢，读者还要耐心等到年底。", "编者看来，Project这个词用得太多了。"])
def test_an_opinion_that_shares_a_date_or_a_word_with_a_source_is_given_none(demo: Path, opinion: str) -> None:
    edit(demo, CAUSEWAY, f"{CAUSEWAY}{opinion}")
    assert why(demo, opinion)["grounds"] == []
    assert "没有与它足够相近的句子" in call(demo, "why", DRAFT, opinion, "--language", "zh").stdout


def test_a_persons_sentence_that_tells_what_a_source_tells_in_another_language_is_given_it(demo: Path) -> None:
    said = "这个试点一共走了15亿美元的账。"
    edit(demo, CAUSEWAY, f"{CAUSEWAY}{said}")
    grounds = why(demo, said)["grounds"]
    assert grounds
    assert all("1.5" in one["text"] or "15亿" in one["text"] for one in grounds)
