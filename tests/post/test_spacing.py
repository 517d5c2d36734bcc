"""House style between Chinese and Latin characters, and sentences joined."""

from __future__ import annotations

import pytest

from drafter.entities import Language
from drafter.post.spacing import Style, joined, styled


@pytest.mark.parametrize(
    ("text", "style", "result"),
    [
        ("仓储 AI 试点在 12 家企业 5% 的车间", "nospace", "仓储AI试点在12家企业5%的车间"),
        ("仓储AI试点在12家企业5%的车间", "space", "仓储 AI 试点在 12 家企业 5% 的车间"),
        ("仓储 AI试点", "keep", "仓储 AI试点"),
        ("他说“这是 AI 时代”，AI 会来", "nospace", "他说“这是 AI 时代”，AI会来"),
        ('他说"这是AI时代"，用AI做', "space", '他说"这是AI时代"，用 AI 做'),
        ("读《AI 法案》与「B 计划」的 C 章", "nospace", "读《AI 法案》与「B 计划」的C章"),
        ("开头“没有 合上 AI 的引号", "nospace", "开头“没有 合上 AI 的引号"),
        ("约$1.5亿，3万台，2026年1月", "space", "约 $1.5亿，3万台，2026 年 1 月"),
        ("气温 -5 度，The Bank of China 中国", "nospace", "气温 -5度，The Bank of China中国"),
        ("Banks 12 34", "nospace", "Banks 12 34"),
    ],
)
def test_style_touches_our_prose_only(text: str, style: Style, result: str) -> None:
    assert styled(text, style) == result
    assert styled(result, style) == result


@pytest.mark.parametrize(
    ("sentences", "language", "paragraph"),
    [
        (["第一句。", "第二句。"], "zh", "第一句。第二句。"),
        (["One.", "Two."], "en", "One. Two."),
        (["一句。", "One.", "Two.", "二句。"], "zh", "一句。One. Two. 二句。"),
        (["He said “no.”", "二句。", "Ltd", "三句"], "zh", "He said “no.” 二句。Ltd三句"),
        (["Said.", "“好。”", "Then."], "en", "Said. “好。” Then."),
        ([" a ", "", "b"], "en", "a b"),
        ([], "zh", ""),
    ],
)
def test_sentences_meet_as_their_language_wants(sentences: list[str], language: Language, paragraph: str) -> None:
    assert joined(sentences, language) == paragraph
