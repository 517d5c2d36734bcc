"""Waivers: kept one a file, tied to the exact words, gone when these change."""

from __future__ import annotations

from pathlib import Path

from drafter.entities import Flag
from drafter.store import waivers

FLAG = Flag(code="figure-not-in-source", severity="HIGH", where="w", message="m", words="30亿", statement="上限为30亿港元。", start=3, end=6)


def test_a_waived_flag_has_its_reason_wherever_the_statement_now_stands(tmp_path: Path) -> None:
    waivers.keep(tmp_path, FLAG, "the office  corrected it\nby phone")
    kept = waivers.read(tmp_path)
    assert kept.reason(FLAG) == "the office corrected it by phone"
    assert kept.reason(FLAG.model_copy(update={"start": 90, "end": 93, "where": "elsewhere", "severity": "BLOCK"}))
    assert kept.reason(FLAG.model_copy(update={"statement": "上限为 30亿 港元。"}))


def test_a_changed_word_a_changed_statement_and_another_code_are_not_waived(tmp_path: Path) -> None:
    waivers.keep(tmp_path, FLAG, "because")
    kept = waivers.read(tmp_path)
    for change in ({"words": "31亿"}, {"statement": "上限约为30亿港元。"}, {"code": "currency-changed"}):
        assert not kept.reason(FLAG.model_copy(update=change))


def test_a_waiver_that_no_flag_needs_has_lapsed(tmp_path: Path) -> None:
    waivers.keep(tmp_path, FLAG, "because")
    kept = waivers.read(tmp_path)
    assert kept.lapsed([FLAG]) == ()
    assert [one.words for one in kept.lapsed([FLAG.model_copy(update={"words": "31亿"})])] == ["30亿"]


def test_two_waivers_are_two_files_and_the_same_one_again_is_one_with_the_later_reason(tmp_path: Path) -> None:
    """So two people's waivers merge in git without a conflict."""
    first = waivers.keep(tmp_path, FLAG, "first")
    assert waivers.keep(tmp_path, FLAG, "second") == first
    assert waivers.keep(tmp_path, FLAG.model_copy(update={"words": "港元"}), "other") != first
    assert len(list((tmp_path / waivers.FOLDER).iterdir())) == 2
    assert waivers.read(tmp_path).reason(FLAG) == "second"


def test_a_file_that_cannot_be_read_waives_nothing_and_is_named(tmp_path: Path) -> None:
    path = waivers.keep(tmp_path, FLAG, "because")
    path.write_text('{"code": "figure-not-in-source"', encoding="utf-8")
    kept = waivers.read(tmp_path)
    assert not kept.reason(FLAG)
    assert [failure.subject for failure in kept.broken] == [str(path)]


def test_a_code_from_elsewhere_cannot_leave_the_folder(tmp_path: Path) -> None:
    path = waivers.keep(tmp_path, FLAG.model_copy(update={"code": "../../x"}), "because")
    assert path.parent == tmp_path / waivers.FOLDER
