"""New words in a piece's place, pieces taken apart and put together, differences: pure text."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from drafter.post.keyed import pieces
from drafter.post.read import parse
from drafter.review.difference import against, changes, words
from drafter.review.fields import taken_apart
from drafter.review.write import Differs, Placed, added, lf, replaced, units

BY_HAND = """---
title: "一周"
---

# 一周

导语一句。导语两句😀。

## 主要新闻

### 甲行发债

甲行发债三十亿元。利率2.1%。

**来源：** [甲行公告](https://a.example/1)
[更多](https://a.example/2)

###   乙行裁员

乙行裁员五百人。

## 简讯

- 丙所上线新系统。[丙所](https://c.example/)
- 丁所休市。[丁所](https://d.example/)

## 分析

两家银行走了两条路。

我们加的一段。

## 编者的话

随便写写。
"""
POSTS = [BY_HAND, BY_HAND.replace("\n", "\r\n"), "\ufeff" + BY_HAND, BY_HAND.rstrip()]


@pytest.mark.parametrize("text", POSTS)
def test_fields_and_glue_are_the_piece_byte_for_byte(text: str) -> None:
    post = parse(text)
    for piece in pieces(post):
        parts = taken_apart(post, piece)
        assert len(parts.glue) == len(parts.fields) + 1
        joined = parts.glue[0] + "".join(field.text + glue for field, glue in zip(parts.fields, parts.glue[1:], strict=True))
        assert joined == piece.text, piece.key


def test_an_item_is_its_headline_its_prose_and_the_sources_below() -> None:
    post = parse(BY_HAND)
    first = next(piece for piece in pieces(post) if piece.key == "item:https://a.example/1")
    parts = taken_apart(post, first)
    assert [(field.kind, field.text) for field in parts.fields] == [("head", "甲行发债"), ("body", "甲行发债三十亿元。利率2.1%。")]
    assert [link.url for link in parts.links] == ["https://a.example/1", "https://a.example/2"]


@pytest.mark.parametrize("text", POSTS)
def test_a_replaced_piece_changes_nothing_else(text: str) -> None:
    parts = pieces(parse(text))
    for piece in parts:
        new = lf(piece.text) + "加一句。\n"
        found = replaced(text, parts, piece.key, lf(piece.text), new)
        assert isinstance(found, Placed)
        assert found.text[: piece.start] == text[: piece.start]
        assert found.text[len(found.text) - (len(text) - piece.end) :] == text[piece.end :]
        assert lf(found.text[found.start : found.end]) == new
        assert ("\r\n" in found.text) == ("\r\n" in text)
        assert "\n" not in found.text.replace("\r\n", "") or "\r\n" not in text


def test_a_piece_that_says_something_else_by_now_is_left_alone() -> None:
    parts = pieces(parse(BY_HAND))
    analysis = next(piece for piece in parts if piece.key == "analysis")
    found = replaced(BY_HAND, parts, "analysis", "旧话", "新话")
    assert found == Differs(analysis.text)
    assert replaced(BY_HAND, parts, "item:https://gone.example", "旧话", "新话") == Differs(None)


def test_words_whose_key_is_gone_are_found_where_they_stand_once() -> None:
    before = BY_HAND[BY_HAND.index("## 分析") :]
    found = replaced(BY_HAND, pieces(parse(BY_HAND)), "analysis", before, "## 分析\n\n换了。\n")
    assert isinstance(found, Placed)
    assert found.text.endswith("[丁所](https://d.example/)\n\n## 分析\n\n换了。\n")
    twice = BY_HAND.replace("随便写写。", "两家银行走了两条路。")
    assert isinstance(replaced(twice, pieces(parse(twice)), "nowhere", "两家银行走了两条路。", "x"), Differs)


def test_a_paragraph_is_put_in_behind_a_piece_with_a_blank_line_on_both_sides() -> None:
    found = added(BY_HAND, pieces(parse(BY_HAND)), "item:https://a.example/1", "### 新的一条\n\n一句话。")
    assert "[更多](https://a.example/2)\n\n### 新的一条\n\n一句话。\n\n###   乙行裁员" in found.text
    assert added("# A", pieces(parse("# A")), "", "B。").text == "# A\n\nB。\n"


def test_lengths_are_counted_as_browsers_do() -> None:
    assert units("😀\r\n甲") == 4


def test_all_changes_taken_last_first_make_mine_the_other() -> None:
    other = BY_HAND.replace("利率2.1%。", "利率2.4%，期限三年。还有一句。").replace("甲行发债三十亿元。", "").replace("乙行裁员五百人。", "乙行招人。")
    mine, theirs = pieces(parse(BY_HAND)), {piece.key: piece for piece in pieces(parse(other))}
    for piece in mine:
        text = lf(piece.text).encode("utf-16-le")
        for change in reversed(changes(piece, theirs[piece.key])):
            assert text[change["start"] * 2 : change["end"] * 2].decode("utf-16-le") == change["mine"]
            text = text[: change["start"] * 2] + change["other"].encode("utf-16-le") + text[change["end"] * 2 :]
        assert text.decode("utf-16-le") == lf(theirs[piece.key].text)


def test_the_difference_names_changed_added_and_gone_pieces_only() -> None:
    other = BY_HAND.replace("## 编者的话\n\n随便写写。\n", "## 下周\n\n再见。\n").replace("利率2.1%", "利率2.2%")
    found = against(pieces(parse(BY_HAND)), pieces(parse(other)))
    assert [(one["key"], one.get("added", False), one.get("gone", False)) for one in found] == [
        ("item:https://a.example/1", False, False),
        ("other:编者的话", True, False),
        ("other:下周", False, True),
    ]


@given(st.text(max_size=60), st.text(max_size=60))
def test_words_shown_as_same_and_gone_are_mine_and_as_same_and_new_the_other(now: str, then: str) -> None:
    parts = words(now, then)
    assert "".join(text for kind, text in parts if kind != "new") == now
    assert "".join(text for kind, text in parts if kind != "gone") == then
