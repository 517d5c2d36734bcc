"""Editor's effort: which sentences of drafter's stand as they were, and how many characters a person changed."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from drafter import effort
from drafter.effort import aligned, compared, total
from drafter.post.read import parse

ZH = """# 柳湾周报

导语一句。

## 主要新闻

### 柳湾银行发牌

柳湾银行发出三张牌照。上限为20亿港元。

**来源：** [牌照](https://a.example/x)

### 北港加息

北港加息25个基点。

**来源：** [加息](https://a.example/y)

## 分析

大户先被管住，小户先碰到成本。
"""
EN = """# Willow Bay Weekly

One sentence leads.

## Top stories

### Willow Bay hands out licences

Willow Bay Bank handed out three licences. The cap is HK$2 billion.

**Source:** [Licences](https://a.example/x)

## Analysis

The large holders are limited first.
"""


def of(base: str, mine: str, section: str = "") -> effort.Effort:
    return total(compared(parse(base), parse(mine)), section)


@pytest.mark.parametrize("text", [ZH, EN])
def test_an_untouched_draft_is_kept_whole(text: str) -> None:
    found = of(text, text)
    assert (found.kept_share, found.changed, found.removed, found.added, found.distance) == (1.0, 0, 0, 0, 0)
    assert found.kept == found.written >= 6


@pytest.mark.parametrize(("text", "old", "new"), [(ZH, "上限为20亿港元。", "上限为30亿港元。"), (EN, "HK$2 billion", "HK$3 billion")])
def test_a_changed_figure_is_one_sentence_changed_by_one_character(text: str, old: str, new: str) -> None:
    found = of(text, text.replace(old, new))
    assert (found.changed, found.removed, found.added, found.distance) == (1, 0, 0, 1)
    assert found.kept == found.written - 1
    assert of(text, text.replace(old, new), "analysis").kept_share == 1.0


def test_a_removed_and_an_added_sentence_count_whole() -> None:
    removed = of(ZH, ZH.replace("上限为20亿港元。", ""))
    assert (removed.removed, removed.added, removed.distance) == (1, 0, len("上限为20亿港元。"))
    added = of(ZH, ZH.replace("北港加息25个基点。", "北港加息25个基点。股市应声下跌。"))
    assert (added.removed, added.added, added.distance) == (0, 1, len("股市应声下跌。"))
    assert added.kept_share == 1.0


def test_moving_costs_nothing_within_an_item_or_of_the_item() -> None:
    swapped = ZH.replace("柳湾银行发出三张牌照。上限为20亿港元。", "上限为20亿港元。柳湾银行发出三张牌照。")
    assert of(ZH, swapped).distance == 0
    first, second = ZH.index("### 柳湾"), ZH.index("### 北港")
    end = ZH.index("## 分析")
    assert of(ZH, ZH[:first] + ZH[second:end] + ZH[first:second] + ZH[end:]).kept_share == 1.0


def test_an_item_that_became_a_brief_is_the_same_item() -> None:
    briefed = ZH.replace("## 分析", "## 简讯\n\n- **柳湾银行发牌** 柳湾银行发出三张牌照。[牌照](https://a.example/x)\n\n## 分析")
    start, end = briefed.index("### 柳湾"), briefed.index("### 北港")
    found = compared(parse(ZH), parse(briefed[:start] + briefed[end:]))
    [brief] = [one for one in found if one.key == "brief:https://a.example/x"]
    assert "上限为20亿港元。" in brief.sentences.removed
    assert brief.section == "briefs"
    assert not [one for one in found if one.key == "item:https://a.example/x"]


def test_a_dropped_item_is_removed_with_its_headline_and_a_new_one_added() -> None:
    start, end = ZH.index("### 北港"), ZH.index("## 分析")
    dropped = of(ZH, ZH[:start] + ZH[end:])
    assert (dropped.removed, dropped.added) == (2, 0)
    assert of(ZH[:start] + ZH[end:], ZH).added == 2


def test_front_matter_notes_and_source_lines_do_not_count() -> None:
    dressed = "---\ntitle: x\ntags: [a]\n---\n\n" + ZH.replace("导语一句。", "编辑注：请核对。\n\n导语一句。").replace("[牌照]", "[另一标题]")
    assert of(ZH, dressed) == of(ZH, ZH)


def test_escapes_and_line_breaks_that_no_reader_sees_are_no_edit() -> None:
    assert of(EN, EN.replace("handed out three licences", "handed out\nthree licences").replace("HK$2", "HK\\$2")).distance == 0


def test_a_sentence_turned_round_is_changed_not_replaced() -> None:
    found = aligned(["The cap was settled in January, said Mina Okafor."], ["Mina Okafor said the cap was settled in January."])
    assert len(found.changed) == 1
    assert aligned(["柳湾银行发出三张牌照。"], ["北港加息25个基点。"]).changed == ()


@given(st.lists(st.text("甲乙丙丁ab。", min_size=1, max_size=6), max_size=8), st.lists(st.text("甲乙丙丁ab。", min_size=1, max_size=6), max_size=8))
def test_every_sentence_on_either_side_is_counted_once(before: list[str], after: list[str]) -> None:
    found = aligned(before, after)
    assert sorted([*found.kept, *(old for old, _ in found.changed), *found.removed]) == sorted(before)
    assert sorted([*found.kept, *(new for _, new in found.changed), *found.added]) == sorted(after)
    assert (effort.distance(found) == 0) == (sorted(before) == sorted(after))


def test_an_item_of_an_earlier_draft_is_ours_where_the_person_kept_it() -> None:
    start, end = ZH.index("### 北港"), ZH.index("## 分析")
    later = ZH[:start] + ZH[end:]
    mine = ZH.replace("北港加息25个基点。", "北港加息25个基点。股市应声下跌。")
    assert total(compared(parse(later), parse(mine))).added == 3
    found = total(compared(parse(later), parse(mine), [parse(ZH)]))
    assert (found.added, found.changed, found.removed, found.distance) == (1, 0, 0, len("股市应声下跌。"))
    assert found.characters == total(compared(parse(ZH), parse(ZH))).characters


@pytest.mark.parametrize(
    ("text", "ours", "new"), [(ZH, "上限为20亿港元。", "上限是20亿港元，半年不变。"), (EN, "The cap is HK$2 billion.", "HK$2 billion is the cap.")]
)
def test_a_sentence_of_an_earlier_draft_that_the_person_kept_instead_of_the_later_one_is_ours(text: str, ours: str, new: str) -> None:
    """As where the later draft was only proposed and the proposal left."""
    found = total(compared(parse(text.replace(ours, new)), parse(text), [parse(text)]))
    assert (found.changed, found.added, found.distance) == (0, 0, 0)
    assert found.kept_share == 1.0
