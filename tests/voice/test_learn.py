"""What editors change again and again is proposed, as a difference; nothing is written unasked, and what was answered does not come back."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from pathlib import Path

import pytest

from drafter import house, learn
from drafter.config import Settings
from drafter.store import decisions, voice
from drafter.store.decisions import Decision
from drafter.store.editions import edition_folder
from drafter.voice.changes import is_form
from tests.cli.command import run

EDITS = (
    ("2026-W05", "item:u1", "值得注意的是，海湾银行表示将推出新服务，客户可在手机上办理。", "海湾银行说将推出新服务，客户可在手机上办理。"),
    ("2026-W05", "item:u2", "该公司表示，stablecoin业务将在年内上线。", "该公司说，稳定币业务将在年内上线。"),
    ("2026-W06", "item:u3", "值得注意的是，监管机构表示，规则仍在征求意见。", "监管机构说，规则仍在征求意见。"),
    ("2026-W06", "analysis", "值得注意的是，stablecoin的发行方都在等规则落地。", "稳定币的发行方都在等规则落地。"),
    ("2026-W06", "item:u4", "这家银行签署了15亿美元的贷款协议。", "这家银行签署了25亿美元的贷款协议。"),
    ("2026-W07", "item:u5", "两家机构的stablecoin结算试点仍未获批。", "两家机构的稳定币结算试点仍未获批。"),
)


def digest(folder: Path, edits: tuple[tuple[str, str, str, str], ...] = EDITS) -> Path:
    for number, (edition, piece, before, after) in enumerate(edits):
        one = Decision(at=datetime(2026, 2, 1, number, tzinfo=UTC), what="edited", piece=piece, before=before, after=after)
        decisions.add(edition_folder(folder, edition), [one])
    return folder


def files(folder: Path) -> dict[str, str]:
    return {path.name: path.read_text(encoding="utf-8") for path in folder.glob("*.*") if path.is_file()}


def test_habits_are_proposed_as_a_difference_with_the_editions_they_came_from(tmp_path: Path) -> None:
    done = run("learn", "-C", digest(tmp_path))
    assert done.exit_code == 0, done.stderr
    assert "+- 写“说”，不写“表示”  <!-- 2026-W05, 2026-W06; 3 × -->" in done.stdout
    assert "+- 不写“值得注意的是”  <!-- 2026-W05, 2026-W06; 3 × -->" in done.stdout
    assert "+stablecoin: 稳定币  # 2026-W05, 2026-W06, 2026-W07" in done.stdout
    assert "+++ examples.jsonl" in done.stdout
    assert files(tmp_path) == {}  # nothing is written unasked


def test_accepting_writes_what_the_difference_says_and_it_is_used(tmp_path: Path) -> None:
    digest(tmp_path)
    (tmp_path / "style.md").write_text("# 文风\n- 我自己的要求", encoding="utf-8")
    assert run("learn", "-C", tmp_path, "--accept", "--by", "Mina").exit_code == 0
    assert files(tmp_path)["style.md"].startswith("# 文风\n- 我自己的要求\n- ")
    found = house.read(tmp_path, Settings())
    assert found.style == ("我自己的要求", "不写“值得注意的是”", "写“说”，不写“表示”")
    assert [(term.term, term.wanted) for term in found.terms] == [("stablecoin", "稳定币")]
    assert [one.part for one in found.changes] == ["item", "item"]
    again = run("learn", "-C", tmp_path)
    assert again.stdout == ""


def test_an_answer_that_cannot_be_read_is_named_and_its_proposal_comes_again(tmp_path: Path) -> None:
    run("learn", "-C", digest(tmp_path), "--accept")
    (tmp_path / "style.md").write_text("", encoding="utf-8")
    answers = tmp_path / ".drafter/learned.jsonl"
    whole = answers.read_text(encoding="utf-8").splitlines()
    at = next(number for number, line in enumerate(whole, 1) if json.loads(line)["what"] == "style")
    answers.write_text("\n".join(line[:20] if number == at else line for number, line in enumerate(whole, 1)), encoding="utf-8")
    again = run("learn", "-C", tmp_path)
    assert f"learned.jsonl:{at}: is no answer to a proposal" in again.stderr
    assert again.stdout.count("\n+- ") == 1


def test_lines_are_added_with_the_files_own_line_ends(tmp_path: Path) -> None:
    digest(tmp_path)
    (tmp_path / "style.md").write_bytes("\ufeff- 一\r\n- 二".encode())
    (tmp_path / "glossary.yaml").write_bytes("\ufeffa: 甲\r\n".encode())
    assert run("learn", "-C", tmp_path, "--accept").exit_code == 0
    lines = (tmp_path / "style.md").read_bytes().decode().split("\r\n")
    assert lines[:2] == ["\ufeff- 一", "- 二"]
    assert lines[-1] == ""
    assert not [line for line in lines if "\n" in line]
    assert [term.term for term in house.terms(tmp_path)] == ["a", "stablecoin"]


def test_a_line_that_a_person_took_out_does_not_come_back(tmp_path: Path) -> None:
    run("learn", "-C", digest(tmp_path), "--accept")
    (tmp_path / "style.md").write_text("", encoding="utf-8")
    (tmp_path / "examples.jsonl").unlink()
    assert run("learn", "-C", tmp_path).stdout == ""
    assert house.read(tmp_path, Settings()).changes == ()


def test_each_is_asked_for_and_what_is_refused_is_not_proposed_again(tmp_path: Path) -> None:
    done = run("learn", "-C", digest(tmp_path), "--ask", "--only", "style", stdin="y\nn\n")
    assert done.exit_code == 0, done.stderr
    assert "1 taken, 1 refused: style.md" in done.stderr
    assert len(voice.style(tmp_path)) == 1
    assert "style.md" not in run("learn", "-C", tmp_path).stdout
    later = run("learn", "-C", tmp_path, "--ask", "--only", "terms", stdin="l\n")
    assert "0 taken, 0 refused" in later.stderr
    assert "stablecoin" in run("learn", "-C", tmp_path).stdout


def test_three_times_in_one_edition_is_no_habit(tmp_path: Path) -> None:
    one = tuple(("2026-W05", piece, before, after) for _, piece, before, after in EDITS)
    assert {proposal.what for proposal in learn.proposals(tmp_path, learn.accepted(digest(tmp_path, one))[0])} == {"change"}


def test_a_fact_that_was_corrected_three_times_is_no_wish(tmp_path: Path) -> None:
    edits = tuple(
        (f"2026-W0{week}", f"item:u{week}", f"{noun}在东京的结算试点付了15亿日元。", f"{noun}在大阪的结算试点付了25亿日元。")
        for week, noun in ((5, "甲行"), (6, "乙行"), (6, "丙行"))
    )
    assert learn.proposals(tmp_path, learn.accepted(digest(tmp_path, edits))[0]) == ()


def test_english_habits(tmp_path: Path) -> None:
    edits = tuple(
        (
            f"2026-W0{week}",
            f"item:u{week}",
            f"It is worth noting that the {noun} announced a plan to utilize the stable coin.",
            f"The {noun} announced a plan to use the stablecoin.",
        )
        for week, noun in ((5, "bank"), (6, "regulator"), (6, "ministry"))
    )
    done = run("learn", "-C", digest(tmp_path, edits))
    assert "write “use”, not “utilize”" in done.stdout
    assert "leave out “it is worth noting that”" in done.stdout
    assert "stablecoin:  # 2026-W05, 2026-W06\n+  wanted: stablecoin\n+  forbidden: [stable coin]" in done.stdout


def test_long_sentences_that_are_cut_give_a_length(tmp_path: Path) -> None:
    before = "这家银行在公告里说，新的结算平台将先在两家分行试用，随后视情况逐步推广到其他分行，最终覆盖全部网点和所有的企业客户以及个人客户。"
    after = "这家银行在公告里说，新的结算平台将先在两家分行试用。随后视情况逐步推广到其他分行，最终覆盖全部网点和所有的企业客户以及个人客户。"
    done = run(
        "learn",
        "-C",
        digest(tmp_path, tuple((f"2026-W0{week}", "analysis", f"{n}：{before}", f"{n}：{after}") for week, n in ((5, "甲"), (6, "乙"), (6, "丙")))),
    )
    assert "一句话不超过40字，长句拆开" in done.stdout


@pytest.mark.parametrize(
    ("before", "after", "form"),
    [
        ("银行表示将在年内推出新服务。", "银行说将在年内推出新服务。", True),
        ("银行签署了15亿美元的贷款协议。", "银行签署了25亿美元的贷款协议。", False),
        ("Harbour Bank将推出新的结算服务。", "Pazhou Bank将推出新的结算服务。", False),
        ("规则已经获批，下月起执行。", "规则尚未获批，下月起执行。", False),
        ("客户须在月底前申报。", "客户可在月底前申报。", False),
        ("The bank may act before the summer.", "The bank must act before the summer.", False),
        ("规则1月9日起执行，银行需申报。", "规则1月起执行，银行需申报。", False),
        ("东京的银行将推出新的结算服务。", "大阪的银行将推出新的结算服务。", False),
        ("The bank said that it would utilize the new system.", "The bank said it would use the new system.", True),
        ("The bank has signed the deal with two lenders.", "The bank has not signed the deal with two lenders.", False),
        ("银行表示将在年内推出新服务。", "监管机构要求各方先行备案，再谈其他。", False),
    ],
)
def test_only_a_change_of_form_is_an_example(before: str, after: str, form: bool) -> None:
    assert is_form(before, after) is form


def test_a_line_of_decisions_that_cannot_be_read_is_named_and_the_others_count(tmp_path: Path) -> None:
    path = edition_folder(digest(tmp_path), "2026-W06") / decisions.FILE
    path.write_text(path.read_text(encoding="utf-8") + "torn\n", encoding="utf-8")
    done = run("learn", "-C", tmp_path, "--json")
    assert f"{decisions.FILE}:4" in done.stderr
    assert {one["file"] for one in json.loads(done.stdout)} == {"style.md", "glossary.yaml", "examples.jsonl"}


def test_a_faulty_examples_file_is_named_with_its_line(tmp_path: Path) -> None:
    (tmp_path / "examples.jsonl").write_text('{"edition": "a", "before": "b", "after": "c"}\n{"before": 1}\n', encoding="utf-8")
    done = run("learn", "-C", tmp_path)
    assert done.exit_code == 4
    assert "examples.jsonl:2" in done.stderr
