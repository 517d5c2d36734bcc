"""Which pieces stand in a merged post, and where."""

from __future__ import annotations

import re
from collections.abc import Sequence

from drafter.merge import merge
from tests.merge.desk import Drafter, Story, read


def drafts(stories: int = 3) -> Drafter:
    drafter = Drafter(chinese=True)
    drafter.begin(0)
    drafter.stories = [Story(number, f"第{number}条", [f"第{number}条的第一句。", f"第{number}条的第二句。"]) for number in range(1, stories + 1)]
    return drafter


def merged(base: str, mine: str, theirs: str, locked: Sequence[str] = ()) -> str:
    return merge(base, mine, theirs, read=read, locked=locked).text


def heads(text: str) -> list[str]:
    return re.findall(r"^#{2,3} (.+)$", text, re.MULTILINE)


def test_a_section_added_by_hand_stays_where_it_is_when_drafter_reorders() -> None:
    drafter = drafts()
    base = drafter.text()
    mine = base.replace("## 分析", "## 编辑的话\n\n这一段是自己写的。\n\n## 分析")
    drafter.stories.reverse()
    assert heads(merged(base, mine, drafter.text())) == ["主要新闻", "第3条", "第2条", "第1条", "编辑的话", "分析", "结论"]


def test_the_person_s_order_wins_and_a_new_item_goes_where_it_belongs() -> None:
    drafter = drafts()
    base = drafter.text()
    first, second = re.search(r"### 第1条.*?(?=### )", base, re.DOTALL), re.search(r"### 第3条.*?(?=## 分析)", base, re.DOTALL)
    assert first
    assert second
    mine = base.replace(second[0], "").replace(first[0], second[0] + first[0])
    assert heads(mine)[1:4] == ["第3条", "第1条", "第2条"]
    drafter.stories.insert(1, Story(9, "第9条", ["第9条的第一句。"]))
    drafter.stories.append(drafter.stories.pop(0))
    assert heads(merged(base, mine, drafter.text()))[1:5] in (["第3条", "第1条", "第9条", "第2条"], ["第9条", "第3条", "第1条", "第2条"])


def test_a_deleted_item_and_a_deleted_note_stay_away_though_drafter_has_them_still() -> None:
    drafter = drafts()
    base = drafter.text()
    gone = re.search(r"### 第2条.*?(?=### )", base, re.DOTALL)
    note = re.search(r"编辑注：.*?\n\n", base)
    assert gone
    assert note
    mine = base.replace(gone[0], "").replace(note[0], "")
    drafter.stories[0].sentences[0] = "第1条换了说法。"
    drafter.stories[1].sentences = ["第2条换了说法。"]
    drafter.lede = ["导语换了说法。"]
    drafter.note = "请再读一遍，然后删去本段。"
    text = merged(base, mine, drafter.text())
    assert "第1条换了说法。" in text
    assert "导语换了说法。" in text
    assert "第2条" not in text
    assert "编辑注" not in text


def test_a_note_that_nobody_touched_is_replaced_and_a_new_one_comes() -> None:
    drafter = drafts()
    base = drafter.text()
    mine = base.replace("第1条的第一句。", "编辑写的第一句。")
    drafter.note = "本期只有三条。"
    drafter.stories[0].note = "请核对。"
    text = merged(base, mine, drafter.text())
    assert "编辑注：本期只有三条。" in text
    assert "编辑注：请核对。" in text
    assert "请通读全文" not in text
    assert "编辑写的第一句。第1条的第二句。" in text


def test_an_item_that_drafter_dropped_goes_unless_somebody_worked_on_it() -> None:
    drafter = drafts()
    base = drafter.text()
    mine = base.replace("第2条的第一句。", "编辑写的第一句。")
    drafter.stories = drafter.stories[:1]
    done = merge(base, mine, drafter.text(), read=read)
    assert heads(done.text)[1:3] == ["第1条", "第2条"]
    assert "第3条" not in done.text
    assert [(one.what, one.theirs) for one in done.proposals] == [("drop", "")]


def test_a_heading_stays_while_a_person_s_item_stands_under_it() -> None:
    drafter = drafts(2)
    drafter.stories[1].brief = True
    base = drafter.text()
    mine = base.replace("- 第2条的第一句。", "- 编辑写的简讯。")
    drafter.stories.pop()
    assert heads(merged(base, mine, drafter.text())) == ["主要新闻", "第1条", "简讯", "分析", "结论"]


def test_an_item_that_becomes_a_brief_moves_and_is_not_there_twice() -> None:
    drafter = drafts()
    base = drafter.text()
    mine = base.replace("第1条的第一句。", "编辑写的第一句。")
    drafter.stories[2].brief = True
    text = merged(base, mine, drafter.text())
    assert heads(text) == ["主要新闻", "第1条", "第2条", "简讯", "分析", "结论"]
    assert text.count("第3条的第一句。") == 1
    assert "- 第3条的第一句。" in text


def test_an_item_is_known_by_its_address_in_any_form() -> None:
    """A person may shorten an address, or take its tracking out."""
    drafter = drafts()
    base = drafter.text()
    mine = base.replace("https://news1.example/story?id=1", "http://www.news1.example/story?id=1&utm_source=mail")
    drafter.stories[0].sentences = ["第1条换了说法。"]
    text = merged(base, mine, drafter.text())
    assert "第1条换了说法。" in text
    assert heads(text)[1:4] == ["第1条", "第2条", "第3条"]


def test_line_ends_mark_and_the_front_matter_s_comments_stay() -> None:
    drafter = drafts()
    base = drafter.text()
    mine = "\ufeff" + base.replace("layout: post", "layout: post # ours\nlocale: zh").replace("\n", "\r\n")
    drafter.stories[0].sentences = ["第1条换了说法。"]
    drafter.title = "第二稿"
    text = merged(base, mine, drafter.text())
    assert text.startswith("\ufeff---\r\nlayout: post # ours\r\nlocale: zh\r\n")
    assert "\n" not in text.replace("\r\n", "")
    assert 'title: "第二稿"' in text
    assert "第1条换了说法。" in text


def test_a_title_that_both_changed_stays_the_person_s_and_the_other_is_proposed() -> None:
    drafter = drafts()
    base = drafter.text()
    mine = base.replace("第一稿", "编辑的标题")
    drafter.title = "第二稿"
    done = merge(base, mine, drafter.text(), read=read)
    assert done.text.count("编辑的标题") == 2
    assert sorted((one.piece, one.what) for one in done.proposals) == [("front", "field"), ("title", "words")]


def test_a_model_s_whole_new_paragraph_beside_an_edited_one_is_offered_as_a_whole() -> None:
    """Nothing of two rewritings is mixed where no sentence is another version of one before."""
    drafter = drafts()
    base = drafter.text()
    mine = base.replace("第1条的第一句。第1条的第二句。", "编辑把这一条重新组织，只讲结果。")
    drafter.stories[0].sentences = ["银行周一公布了方案。", "监管部门没有回应。"]
    done = merge(base, mine, drafter.text(), read=read)
    assert done.text == mine
    (one,) = done.proposals
    assert (one.mine, one.theirs) == ("编辑把这一条重新组织，只讲结果。", "银行周一公布了方案。监管部门没有回应。")
