"""`drafter explain` says what this desk did with a code; ten ignored in a row offer to demote it, and never one that can block."""

from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from drafter.config import load
from drafter.entities import Edition, Flag
from drafter.proofread.demote import lowered
from drafter.reviewing import Known, files
from drafter.store import decisions, demotions
from drafter.store.decisions import Decision
from drafter.store.editions import edition_folder
from tests.cli.command import run
from tests.remember.demo import CAUSEWAY, DRAFT, NAME, call, edit

CODE = "figure-elsewhere"
INVENTED = "figure-not-in-source"
START = datetime(2026, 1, 5, 4, 0, tzinfo=UTC)


def decide(folder: Path, *what: str, code: str = CODE, edition: str = "2026-W01", since: int = 0) -> None:
    made = [
        Decision.model_validate({"at": START + timedelta(hours=since + number), "what": one, "code": code, "words": f"{since + number}", "by": "林若"})
        for number, one in enumerate(what)
    ]
    decisions.add(edition_folder(folder, edition), made)


def explain(folder: Path, *words: str) -> Any:
    return run("explain", *words, "-C", str(folder), "--language", "en")


def test_it_counts_what_the_desk_did_over_all_editions(tmp_path: Path) -> None:
    decide(tmp_path, "ignored", "fixed")
    decide(tmp_path, "ignored", "ignored", edition="2026-W02", since=10)
    assert "fixed 1 ×, ignored 3 × (the last 2 in a row)" in explain(tmp_path, CODE).stdout
    assert "改 1 次" not in (said := run("explain", CODE, "-C", str(tmp_path), "--language", "zh").stdout)
    assert "1 次修改，3 次放行" in said
    [row] = json.loads(explain(tmp_path, CODE, "--json").stdout)
    assert row["desk"] == {"fixed": 1, "ignored": 3, "in_a_row": 2, "demoted": None, "offered": False}
    listed = explain(tmp_path).stdout.splitlines()
    assert listed[0].split() == ["number", "severity", "code", "fixed", "ignored", "also", "means"]
    assert next(line for line in listed if CODE in line.split()).split()[3:5] == ["1", "3"]


def test_a_line_that_two_clones_both_have_counts_once(tmp_path: Path) -> None:
    decide(tmp_path, "ignored")
    decide(tmp_path, "ignored")
    assert "ignored 1 ×" in explain(tmp_path, CODE).stdout


@pytest.mark.parametrize(("made", "offered"), [(["ignored"] * 9, False), (["ignored"] * 10, True), ([*["ignored"] * 10, "fixed", *["ignored"] * 9], False)])
def test_ten_ignored_in_a_row_offer_to_demote_and_one_fixed_starts_the_row_anew(tmp_path: Path, made: list[str], offered: bool) -> None:
    decide(tmp_path, *made)
    assert (f"drafter explain {CODE} --demote --by NAME" in explain(tmp_path, CODE).stdout) == offered
    done = explain(tmp_path, CODE, "--demote", "--by", "陈主编")
    assert (done.exit_code == 0) == offered
    assert bool(demotions.read(tmp_path)[0]) == offered


@pytest.mark.parametrize(("before", "offered"), [(8, False), (9, True)])
def test_the_tenth_waiver_in_a_row_says_what_can_be_done(demo: Path, before: int, offered: bool) -> None:
    invent(demo)
    decide(demo, *["ignored"] * before, code=INVENTED)
    told = call(demo, "check", DRAFT, "--waive", INVENTED, "--reason", "不适用").stderr
    assert (f"drafter explain {INVENTED} --demote --by NAME" in told) == offered


def test_a_demotion_is_a_readable_file_with_a_name_and_removing_it_takes_it_back(tmp_path: Path) -> None:
    decide(tmp_path, *["ignored"] * 10)
    done = explain(tmp_path, CODE, "--demote", "--by", "陈主编")
    path = demotions.path_of(tmp_path, CODE)
    assert path.as_posix() in done.stdout
    kept = json.loads(path.read_text(encoding="utf-8"))
    assert (kept["code"], kept["by"], kept["reason"]) == (CODE, "陈主编", "10 ignored in a row")
    told = explain(tmp_path, CODE).stdout
    assert "demoted by 陈主编" in told
    assert "--demote" not in told
    assert [one.what for one in decisions.every(tmp_path)["2026-W01"]][-1] == "demoted"
    path.unlink()
    assert "demoted by" not in explain(tmp_path, CODE).stdout


def test_nobody_demotes_without_a_name(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GIT_CONFIG_NOSYSTEM", "1")
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", str(tmp_path / "none"))
    decide(tmp_path, *["ignored"] * 10)
    done = explain(tmp_path, CODE, "--demote")
    assert done.exit_code == 2
    assert "--by NAME" in done.stderr


@pytest.mark.parametrize(("code", "why"), [("figure-contradicted", "can block"), ("editor-note-left", "least severity")])
def test_a_code_that_can_block_is_neither_offered_nor_demoted(tmp_path: Path, code: str, why: str) -> None:
    decide(tmp_path, *["ignored"] * 12, code=code)
    assert "--demote" not in explain(tmp_path, code).stdout
    done = explain(tmp_path, code, "--demote", "--by", "陈主编")
    assert done.exit_code == 2
    assert why in done.stderr or "never demoted" in done.stderr
    assert not demotions.read(tmp_path)[0]


def test_a_demoted_code_counts_one_severity_less_in_check_and_says_so(demo: Path) -> None:
    invent(demo)
    before = flags(demo)
    [one] = [flag for flag in before if flag["code"] == INVENTED]
    assert one["severity"] == "HIGH"
    decide(demo, *["ignored"] * 10, code=INVENTED)
    call(demo, "explain", INVENTED, "--demote", "--by", "陈主编")
    [after] = [flag for flag in flags(demo) if flag["code"] == INVENTED]
    assert after["severity"] == "WARN"
    assert "demoted from HIGH by 陈主编" in after["message"]
    assert "陈主编" in (edition_folder(demo, NAME) / "review.html").read_text(encoding="utf-8")
    demotions.path_of(demo, INVENTED).unlink()
    assert flags(demo) == before


def test_the_review_of_a_new_draft_goes_by_it_too(demo: Path) -> None:
    settings, _ = load(demo)
    edition = Edition.model_validate_json((edition_folder(demo, NAME) / "edition.json").read_bytes())
    flag = Flag(code=INVENTED, severity="HIGH", where="w", message="m", words="9876")
    demotions.keep(demo, demotions.Demotion(code=INVENTED, at=START, by="陈主编"))
    review = Known(demo, settings, {}).of_draft(edition, (flag,))
    page = files(review, demo).html
    assert [one.severity for one in review.flags if one.words == "9876"] == ["WARN"]
    assert "［陈主编于2026-01-05由HIGH降级］" in page


def test_a_file_written_by_hand_lowers_no_code_that_can_block(demo: Path) -> None:
    edit(demo, "在11周内结算15亿美元", "在11周内结算51亿美元")
    demotions.keep(demo, demotions.Demotion(code="figure-contradicted", at=START, by="x"))
    assert [flag["severity"] for flag in flags(demo) if flag["code"] == "figure-contradicted"] == ["HIGH"]
    gravest = Flag(code="figure-elsewhere", severity="BLOCK", where="", message="")
    assert lowered(gravest, {"figure-elsewhere": "x"}) == gravest


def test_a_demotion_that_cannot_be_read_demotes_nothing_and_is_named(demo: Path) -> None:
    path = demotions.path_of(demo, CODE)
    path.parent.mkdir()
    path.write_text("{", encoding="utf-8")
    told = call(demo, "check", DRAFT)
    assert path.name in told.stderr


def invent(folder: Path) -> None:
    """A figure that stands in no source."""
    edit(folder, CAUSEWAY, f"{CAUSEWAY}参与的银行共有9876家。")


def flags(folder: Path) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = json.loads(call(folder, "check", DRAFT, "--json").stdout)["flags"]
    return found
