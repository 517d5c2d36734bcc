"""Approvals: by whom, for which words, taken back, lapsed; and what four eyes want."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from drafter.store import approvals
from tests.publish.desk import DRAFT, ENGLISH, POST, digest, drafter, publish, told

FOUR = {"publish": {"four_eyes": True}}
SECTIONS = ["front", "title", "lede", "item:https://ledger.example/harbour-loan", "item:https://ledger.example/stablecoin-rule", "analysis", "conclusion"]


def approve(folder: Path, *words: str, by: str = "李梅", post: str = DRAFT) -> dict[str, tuple[list[str], list[str]]]:
    """Section → who approved it, and whose approval has lapsed."""
    result = drafter(folder, "approve", post, *words, *(["--by", by] if words else []), "--json")
    assert result.exit_code == 0, result.stderr
    return {one["section"]: (one["approved"], one["lapsed"]) for one in json.loads(result.stdout)["sections"]}


def edit(folder: Path, old: str, new: str) -> None:
    text = (folder / DRAFT).read_text(encoding="utf-8")
    assert old in text
    (folder / DRAFT).write_text(text.replace(old, new), encoding="utf-8")


def kept(folder: Path) -> list[Path]:
    return sorted(folder.glob(".drafter/editions/*/approvals/*.json"))


def test_a_section_is_approved_by_name_and_the_others_are_not(tmp_path: Path) -> None:
    folder = digest(tmp_path)
    standing = approve(folder, "--section", "analysis")
    assert list(standing) == SECTIONS
    assert {key: by for key, (by, _) in standing.items() if by} == {"analysis": ["李梅"]}
    assert len(kept(folder)) == 1
    assert json.loads(kept(folder)[0].read_text(encoding="utf-8"))["by"] == "李梅"


def test_an_approval_lapses_when_its_words_change_and_not_when_others_or_spaces_do(tmp_path: Path) -> None:
    folder = digest(tmp_path)
    approve(folder, "--section", "analysis", "--section", "lede")
    edit(folder, "Watch the board", "Watch the whole board")
    edit(folder, "Both start in March,", "Both start in\nMarch,")
    assert approve(folder)["analysis"] == (["李梅"], [])
    edit(folder, "bind lenders", "bind borrowers")
    standing = approve(folder)
    assert standing["analysis"] == ([], ["李梅"])
    assert standing["lede"] == (["李梅"], [])
    edit(folder, "bind borrowers", "bind lenders")
    assert approve(folder)["analysis"] == (["李梅"], [])


def test_approving_again_after_a_change_takes_the_lapsed_ones_place(tmp_path: Path) -> None:
    folder = digest(tmp_path)
    approve(folder, "--section", "analysis")
    edit(folder, "bind lenders", "bind borrowers")
    assert approve(folder, "--section", "analysis")["analysis"] == (["李梅"], [])
    assert len(kept(folder)) == 1


def test_only_ones_own_approval_is_taken_back(tmp_path: Path) -> None:
    folder = digest(tmp_path)
    approve(folder, "--all")
    approve(folder, "--section", "items", by="Wang Qi")
    standing = approve(folder, "--section", "analysis", "--section", "https://ledger.example/harbour-loan", "--take-back")
    assert standing["analysis"] == ([], [])
    assert standing[SECTIONS[3]] == (["Wang Qi"], [])
    assert standing[SECTIONS[4]] == (["李梅", "Wang Qi"], [])


@pytest.mark.parametrize("words", [["--section", "nonsense"], ["--take-back"], ["--all", "--section", "lede"]])
def test_what_names_no_section_is_refused(tmp_path: Path, words: list[str]) -> None:
    folder = digest(tmp_path)
    assert drafter(folder, "approve", DRAFT, *words, "--by", "Lin").exit_code == 2
    assert not kept(folder)


def test_without_the_setting_no_approval_is_wanted(tmp_path: Path) -> None:
    assert publish(digest(tmp_path)).exit_code == 0


def test_four_eyes_want_two_different_names_for_every_section(tmp_path: Path) -> None:
    folder = digest(tmp_path, **FOUR)
    assert [stop["where"] for stop in told(folder)["stops"]] == SECTIONS
    approve(folder, "--all", by="李梅")
    approve(folder, "--all", by=" 李梅")
    assert [stop["where"] for stop in told(folder)["stops"]] == SECTIONS
    assert "a second name is wanted" in told(folder)["stops"][0]["what"]
    approve(folder, "--all", by="王琦")
    approve(folder, "--section", "lede", "--take-back", by="王琦")
    assert [stop["where"] for stop in told(folder)["stops"]] == ["lede"]
    approve(folder, "--section", "lede", by="Lin")
    assert told(folder)["done"] == "published"


def test_case_and_width_make_no_second_person(tmp_path: Path) -> None:
    folder = digest(tmp_path, **FOUR)
    for name in ("Lin Da", "LIN  DA", "Ｌｉｎ Ｄａ"):
        approve(folder, "--all", by=name)
    assert len(told(folder)["stops"]) == len(SECTIONS)


def test_no_override_stands_for_a_second_name(tmp_path: Path) -> None:
    folder = digest(tmp_path, **FOUR)
    approve(folder, "--all")
    assert publish(folder, "--override", "hurry", "--by", "李梅").exit_code == 3
    assert (folder / DRAFT).exists()


def test_a_word_changed_after_both_approved_stops_it(tmp_path: Path) -> None:
    folder = digest(tmp_path, **FOUR)
    for name in ("李梅", "王琦"):
        approve(folder, "--all", by=name)
    edit(folder, 'title: "Two banks', 'title: "Three banks')
    assert [stop["where"] for stop in told(folder)["stops"]] == ["front"]


def test_publishing_itself_lets_no_approval_lapse(tmp_path: Path) -> None:
    folder = digest(tmp_path, ENGLISH.replace("date: 2026", "published: false\ndate: 2026"), **FOUR)
    for name in ("李梅", "王琦"):
        approve(folder, "--all", by=name)
    assert publish(folder).exit_code == 0
    assert all(set(by) == {"李梅", "王琦"} for by, _ in approve(folder, post=POST).values())


def test_a_file_that_cannot_be_read_approves_nothing_and_is_named(tmp_path: Path) -> None:
    folder = digest(tmp_path, **FOUR)
    for name in ("李梅", "王琦"):
        approve(folder, "--section", "lede", by=name)
    kept(folder)[0].write_text("{", encoding="utf-8")
    assert len(approve(folder)["lede"][0]) == 1
    found, broken = approvals.read(kept(folder)[0].parent.parent)
    assert (len(found), [failure.reason for failure in broken]) == (1, ["kept-unreadable"])
    assert "approves" not in told(folder)["stops"]
