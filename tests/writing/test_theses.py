"""The editor's file of theses says what is argued: decided lines survive every refresh, and a line that cannot be read is never passed over."""

from __future__ import annotations

import pytest

from drafter import theses
from drafter.entities import Thesis
from drafter.errors import UsageError

LIMITS = Thesis(text="两地都放稳定币进门，门槛却设在相反的两端", item_ids=("i4f2", "i9c1"), against=("i77a",), affected="流通量小的发行方")
CHECKS = Thesis(text="提速的试点都慢在人工核查", item_ids=("i77a", "ib03"), change="去年还没有一处公布等待时间", earlier_ids=("e3f2",))
BANKS = Thesis(text="The banks kept their staff", item_ids=("i4f2", "ib03"))
CANDIDATES = (LIMITS, CHECKS, BANKS)
ITEMS = {"i4f2": "香港发牌", "i9c1": "欧洲草案", "i77a": "跨境试点", "ib03": "江澜银行"}
KNOWN = set(ITEMS)
FILE = "theses.txt"


def chosen(text: str, candidates: tuple[Thesis, ...] = CANDIDATES, items: set[str] = KNOWN, most: int = 3, **more: object) -> theses.Choice:
    return theses.chosen(theses.parse(text, FILE), candidates, items, most, earlier={"e3f2"}, **more)  # type: ignore[arg-type]  # keywords pass through


def test_what_is_written_reads_back_as_proposals_with_everything_they_rest_on() -> None:
    text = theses.format("2026-W05", CANDIDATES, None, ITEMS)
    assert "use? [i4f2 i9c1 -i77a] 两地都放稳定币进门，门槛却设在相反的两端\n    affects: 流通量小的发行方\n" in text
    assert "| i9c1  欧洲草案" in text
    assert theses.parse(text, FILE).having("use?") == CANDIDATES
    assert theses.format("2026-W05", CANDIDATES, theses.parse(text, FILE), ITEMS) == text


def test_without_a_decision_the_strongest_are_argued_and_marked_as_drafters() -> None:
    choice = chosen("", most=2)
    assert [(one.id, one.text, one.by) for one in choice.theses] == [("t1", LIMITS.text, "drafter"), ("t2", CHECKS.text, "drafter")]


def test_a_candidate_whose_items_are_all_argued_already_gives_way() -> None:
    again = Thesis(text="同样两条的另一种说法", item_ids=("i9c1", "i4f2"))
    assert [one.text for one in chosen("", (LIMITS, again, CHECKS)).theses] == [LIMITS.text, CHECKS.text]


def test_the_editors_lines_are_argued_alone_in_their_order_and_are_the_editors() -> None:
    text = theses.format("2026-W05", CANDIDATES).replace("use? [i4f2 ib03]", "use [i4f2 ib03]") + "Use【ib03，i9c1、-i77a】 自己的一句话\n"
    choice = chosen(text)
    assert [(one.id, one.text, one.by) for one in choice.theses] == [("t1", BANKS.text, "editor"), ("t2", "自己的一句话", "editor")]
    assert (choice.theses[1].item_ids, choice.theses[1].against) == (("ib03", "i9c1"), ("i77a",))


def test_a_skipped_thesis_is_not_argued_even_when_it_comes_back_in_other_words() -> None:
    other = LIMITS.model_copy(update={"text": "门槛一高一低", "item_ids": ("i9c1", "i4f2")})
    text = "skip [i4f2 i9c1] 两地都放稳定币进门，门槛却设在相反的两端。"
    assert [one.text for one in chosen(text).theses] == [CHECKS.text, BANKS.text]
    assert [one.text for one in chosen(text, (other, CHECKS)).theses] == [CHECKS.text]


def test_a_thesis_loses_dropped_items_and_is_named_where_too_few_are_left() -> None:
    text = "use [i4f2 i9c1 ib03] 三条\nuse [i77a i9c1] 两条\nuse [i77a e3f2] 一条加往期"
    choice = chosen(text, items=KNOWN - {"i9c1"})
    assert [(one.text, one.item_ids) for one in choice.theses] == [("三条", ("i4f2", "ib03")), ("一条加往期", ("i77a",))]
    assert choice.problems == (
        "三条: argued without i9c1 is not in the edition",
        "两条: not argued, since it rests on fewer than 2 items (i9c1 is not in the edition)",
    )
    assert "i9c1 is private" in chosen(text, items=KNOWN - {"i9c1"}, private={"i9c1"}).problems[0]


def test_where_none_of_the_editors_lines_stands_the_strongest_candidates_are_argued() -> None:
    choice = chosen("use [i000 i111] 都不在本期")
    assert [one.by for one in choice.theses] == ["drafter"] * 2
    assert len(choice.problems) == 1


def test_decided_lines_and_notes_stay_where_they_are_and_proposals_become_the_new_ones() -> None:
    before = "# 周三再看\nskip [i4f2 ib03] The banks kept their staff\n|\nuse? [i4f2 i9c1] 旧的提议\nuse？ [i4f2 ib03] 我自己的提议\n# 给小林\nuse [ib03 i9c1] 自己的一句话\n    affects: 客户经理\n"
    after = theses.format("2026-W05", CANDIDATES, theses.parse(before, FILE), ITEMS)
    rows = [row for row in after.splitlines() if row and not row.startswith("|")]
    assert rows[:3] == ["# 周三再看", "skip [i4f2 ib03] The banks kept their staff", "use? [i4f2 ib03] 我自己的提议"]
    assert rows[3:6] == ["# 给小林", "use [ib03 i9c1] 自己的一句话", "    affects: 客户经理"]
    assert "旧的提议" not in after
    assert [row.partition(" ")[0] for row in rows if row.startswith("use?")] == ["use?", "use?", "use?"]
    assert theses.format("2026-W05", CANDIDATES, theses.parse(after, FILE), ITEMS) == after


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("argue [i4f2 i9c1] text", "neither a decision nor a note"),
        ("use i4f2 i9c1 text", "neither a decision nor a note"),
        ("use [i4f2 t1] text", "names 't1'"),
        ("use [i4f2 i9c1]", "has no text"),
        ("use [e3f2] text", "rests on no item"),
        ("affects: nobody", "of no thesis"),
    ],
)
def test_a_line_that_cannot_be_read_is_named_with_a_way_out(line: str, said: str) -> None:
    with pytest.raises(UsageError, match=said) as caught:
        theses.parse(f"# note\n{line}\n", FILE)
    assert caught.value.subject == "theses.txt:2"
    assert caught.value.way_out


def test_what_was_argued_before_stands_while_its_items_do_but_an_editors_only_by_his_line() -> None:
    before = theses.Before(theses=(LIMITS,), items=ITEMS)
    fewer = {key: text for key, text in ITEMS.items() if key != "ib03"}
    assert before.stand(fewer) == (LIMITS,)
    assert before.stand({"i4f2": "香港发牌", "i9c1": "欧洲草案"}) == (), "i77a speaks against it"
    assert theses.Before(theses=(LIMITS.model_copy(update={"by": "editor"}),), items=ITEMS).stand(fewer) == ()
