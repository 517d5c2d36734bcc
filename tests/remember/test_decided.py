"""`drafter check` writes down what a person did since the last one: fixed, ignored, edited; each once."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest

from tests.remember.demo import CAUSEWAY, DRAFT, NAME, TRUE, WRONG, call, edit
from tests.remember.desk import lines_of

ITEM = "item:https://www.paywire.example/cross-border/project-causeway-results"


def done(folder: Path, what: str) -> list[dict]:  # type: ignore[type-arg]  # the shape is what is tested
    return [line for line in lines_of(folder, NAME) if line["what"] == what]


def test_an_untouched_draft_decides_nothing(demo: Path) -> None:
    call(demo, "check", DRAFT)
    assert lines_of(demo, NAME) == []


def test_a_flag_whose_words_are_changed_is_fixed_by_whom_and_once(demo: Path) -> None:
    edit(demo, TRUE, WRONG)
    call(demo, "check", DRAFT, "--by", "林若")
    assert done(demo, "fixed") == []
    edit(demo, WRONG, f"约{TRUE}")
    call(demo, "check", DRAFT, "--by", "王怡")
    call(demo, "check", DRAFT, "--by", "王怡")
    [fixed] = done(demo, "fixed")
    assert (fixed["code"], fixed["words"], fixed["by"], fixed["piece"]) == ("figure-contradicted", "51亿美元", "王怡", ITEM)
    assert fixed["before"] == CAUSEWAY.replace(TRUE, WRONG)
    assert fixed["after"] == CAUSEWAY.replace(TRUE, f"约{TRUE}")


def test_a_wrong_figure_exchanged_for_another_wrong_one_is_not_fixed(demo: Path) -> None:
    edit(demo, TRUE, WRONG)
    call(demo, "check", DRAFT)
    edit(demo, WRONG, "在11周内结算71亿美元")
    call(demo, "check", DRAFT)
    assert done(demo, "fixed") == []


def test_a_flagged_sentence_that_is_taken_out_is_fixed(demo: Path) -> None:
    edit(demo, TRUE, WRONG)
    call(demo, "check", DRAFT)
    edit(demo, CAUSEWAY.replace(TRUE, WRONG), "")
    call(demo, "check", DRAFT)
    [fixed] = done(demo, "fixed")
    assert "after" not in fixed


def test_a_flag_that_goes_while_its_sentence_stands_is_not_fixed(demo: Path) -> None:
    edit(demo, TRUE, WRONG)
    call(demo, "check", DRAFT)
    call(demo, "check", DRAFT, "--waive", "figure-contradicted", "--reason", "电话核实")
    call(demo, "check", DRAFT)
    assert done(demo, "fixed") == []


def test_a_waived_flag_is_ignored_with_reason_and_name_once(demo: Path) -> None:
    edit(demo, TRUE, WRONG)
    for _ in range(2):
        call(demo, "check", DRAFT, "--waive", "figure-contradicted", "--reason", "电话核实", "--by", "林若")
    [ignored] = done(demo, "ignored")
    assert (ignored["code"], ignored["reason"], ignored["by"], ignored["piece"]) == ("figure-contradicted", "电话核实", "林若", ITEM)


def test_edited_sentences_are_kept_with_what_drafter_wrote_the_later_one_counting(demo: Path) -> None:
    edit(demo, TRUE, "十一周里结算15亿美元")
    call(demo, "check", DRAFT)
    call(demo, "check", DRAFT)
    edit(demo, "十一周里结算15亿美元", "11周里结算了15亿美元")
    call(demo, "check", DRAFT)
    assert [(one["before"], one["after"]) for one in done(demo, "edited")] == [
        (CAUSEWAY, CAUSEWAY.replace(TRUE, "十一周里结算15亿美元")),
        (CAUSEWAY, CAUSEWAY.replace(TRUE, "11周里结算了15亿美元")),
    ]


def test_a_sentence_put_back_is_said_to_be_drafters_again(demo: Path) -> None:
    for old, new in ((TRUE, "十一周里结算15亿美元"), ("十一周里结算15亿美元", TRUE), (TRUE, "十一周里结算15亿美元")):
        edit(demo, old, new)
        call(demo, "check", DRAFT)
    after = [one["after"] for one in done(demo, "edited")]
    changed = CAUSEWAY.replace(TRUE, "十一周里结算15亿美元")
    assert after == [changed, CAUSEWAY, changed]


def test_added_and_removed_sentences_are_edits_with_one_side_empty(demo: Path) -> None:
    edit(demo, CAUSEWAY, "此事另有下文。")
    call(demo, "check", DRAFT)
    assert [(one.get("before"), one.get("after")) for one in done(demo, "edited")] == [(CAUSEWAY, None), (None, "此事另有下文。")]


def test_a_post_in_another_language_about_the_same_sources_is_no_edit(demo: Path) -> None:
    edit(demo, TRUE, WRONG)
    call(demo, "check", DRAFT)
    before = lines_of(demo, NAME)
    other = demo / "_posts" / "causeway-en.md"
    other.parent.mkdir()
    text = "# Causeway\n\n## News\n\n### Causeway settles US$1.5 billion\n\nThe pilot moved US$1.5 billion.\n\n"
    other.write_text(f"{text}**Source:** [Causeway]({ITEM.removeprefix('item:')})\n", encoding="utf-8")
    assert f'"edition": "{NAME}"' in call(demo, "check", "_posts/causeway-en.md", "--json").stdout
    assert lines_of(demo, NAME) == before


def test_a_record_that_goes_elsewhere_decides_nothing_here(demo: Path, tmp_path: Path) -> None:
    edit(demo, TRUE, WRONG)
    call(demo, "check", DRAFT, "--record", str(tmp_path / "elsewhere"))
    assert lines_of(demo, NAME) == []


@pytest.mark.parametrize(("set_up", "by"), [(True, "Lin Ruo"), (False, None)])
def test_without_a_name_it_is_gits_or_nobodys(demo: Path, monkeypatch: pytest.MonkeyPatch, set_up: bool, by: str | None) -> None:
    monkeypatch.setenv("GIT_CONFIG_NOSYSTEM", "1")
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", str(demo / "none"))
    subprocess.run(["git", "init", "-q", str(demo)], check=True)
    if set_up:
        subprocess.run(["git", "-C", str(demo), "config", "user.name", "Lin Ruo"], check=True)
    edit(demo, TRUE, WRONG)
    call(demo, "check", DRAFT)
    [edited] = done(demo, "edited")
    assert edited.get("by") == by
