"""Sentences with ids and exact offsets, in Chinese and English."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from drafter.collect.sentences import split


def texts(text: str) -> list[str]:
    return [sentence.text for sentence in split(text)]


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("他说：“我们会继续。”随后离开。", ["他说：“我们会继续。”", "随后离开。"]),
        ("“为什么是现在？”她问。没有人回答。", ["“为什么是现在？”她问。", "没有人回答。"]),
        ("「好的。」他说。《海湾日报》报道：利率上调。", ["「好的。」", "他说。", "《海湾日报》报道：利率上调。"]),
        ("营收增长3.5%，达12.8亿元！网址是www.example.com。", ["营收增长3.5%，达12.8亿元！", "网址是www.example.com。"]),
        (
            "Mr. Ito of the U.S. Treasury paid $1.5 bn. It runs v1.2.3 of the code. “Yes!” she said.",
            ["Mr. Ito of the U.S. Treasury paid $1.5 bn.", "It runs v1.2.3 of the code.", "“Yes!” she said."],
        ),
        ("Rates rose 0.25 points, e.g. in Oslo. Shares of Ferry Inc. fell at 5 p.m. on Monday.", None),
        ("该行发布了Ledger-2.1模型。It costs $1.25 a call. 客户可于3月使用。", ["该行发布了Ledger-2.1模型。", "It costs $1.25 a call.", "客户可于3月使用。"]),
    ],
)
def test_closing_quotes_abbreviations_and_decimals(text: str, wanted: list[str] | None) -> None:
    assert texts(text) == (wanted or ["Rates rose 0.25 points, e.g. in Oslo.", "Shares of Ferry Inc. fell at 5 p.m. on Monday."])


def test_ids_count_through_paragraphs_and_offsets_point_into_the_text() -> None:
    text = "First one. Second one.\n\n第三句。“第四句。”\n\nNo stop here"
    found = split(text)
    assert [(s.id, s.paragraph) for s in found] == [("s1", 0), ("s2", 0), ("s3", 1), ("s4", 1), ("s5", 2)]
    assert all(text[s.start : s.end] == s.text for s in found)


@given(st.text(alphabet="ab A.1。！？“”\"'）( \n中文是说。…😀é", max_size=120))
def test_offsets_are_exact_and_nothing_but_white_space_is_left_out(text: str) -> None:
    found = split(text)
    assert all(text[s.start : s.end] == s.text == s.text.strip() != "" for s in found)
    assert all(one.end <= other.start for one, other in pairwise(found))
    assert "".join("".join(s.text for s in found).split()) == "".join(text.split())
