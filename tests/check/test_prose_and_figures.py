"""A model's field is plain prose in the edition's language, and its figures stand in the items."""

from __future__ import annotations

import pytest

from drafter.check.figures import figures
from drafter.check.prose import faults, speaks


@pytest.mark.parametrize(
    "text",
    [
        "看这里 https://evil.example/a",
        "请访问 www.evil.example 了解",
        "请写信至 a.b@evil.example 咨询",
        "他们**强调**合规要求",
        "# 标题不该在这里",
        "- 列表也不该在这里",
        "{{ site.title }} 不该出现",
        "<img src=x> 图片不该出现",
        "[点击这里](javascript:alert(1)) 有惊喜",
        "据[i1]所述，银行已签约",
        "",
    ],
)
def test_links_markup_ids_and_blanks_are_faults(text: str) -> None:
    assert faults(text, "zh")


@pytest.mark.parametrize(
    "text",
    [
        "海湾银行签署15亿美元贷款（期限至2029年3月）。",
        "Tessaly完成1.8亿美元融资，估值达24亿美元。",
        "GPT-5与ISO 20022将于2026年并行。",
        "营收增长 > 5%，利差 < 85个基点。",
    ],
)
def test_plain_chinese_prose_passes(text: str) -> None:
    assert faults(text, "zh") == ()


def test_the_wrong_language_is_a_fault_and_names_alone_are_not() -> None:
    assert not speaks("The bank signed a loan with three lenders on Tuesday.", "zh")
    assert not speaks("海湾银行周二签署了贷款协议。", "en")
    assert speaks("Calder & Finch", "zh")
    assert speaks("Harbour Bank (海湾银行) signed a loan.", "en")


def test_figures_are_compared_as_written_without_thousands_separators() -> None:
    assert figures("涨了1,500点，至２０2６年的3.5%") == ("1500", "2026", "3.5")
