"""What the extractive writer says in words of its own: one table by language. Everything else it says is quoted."""

from __future__ import annotations

from collections.abc import Sequence

from drafter.entities import Language

NOTE: dict[Language, str] = {
    "zh": (
        "本稿由抽取式写手生成，未使用语言模型：标题取自来源标题，各条内容逐句摘自来源原文，分析没有论点，只按用词归类列出事实，结论只列出来源提到的后续安排。"
        "请对照来源核对，用自己的话改写各条（外文原句须译成中文），补写导语、分析与结论中的判断，然后删去本段。"
    ),
    "en": (
        "The extractive writer made this draft; no language model wrote any of it. Headlines are the sources' own, items are sentences quoted word for word, "
        "the analysis argues nothing and only lays out facts grouped by shared words, and the conclusion only lists what the sources say lies ahead. "
        "Check against the sources, put the items into your own words (translating those in another language), "
        "write the lede and the judgement in analysis and conclusion, then delete this paragraph."
    ),
}
"""What the draft's editor must know and do; the pipeline sets it into the draft."""

_DIGITS: dict[Language, tuple[str, ...]] = {
    "zh": ("零", "一", "两", "三", "四", "五", "六", "七", "八", "九", "十"),
    "en": ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"),
}


def count(number: int, language: Language) -> str:
    """In words up to ten: a figure in the analysis should be one that an item states."""
    words = _DIGITS[language]
    return words[number] if number < len(words) else str(number)


def opening(items: int, groups: Sequence[str], language: Language) -> str:
    """How many items the edition has, and its groups by name where there are several."""
    if language == "zh":
        told = f"本期共{count(items, 'zh')}条消息"
        return f"{told}，按用词归为{count(len(groups), 'zh')}组：{'；'.join(groups)}。" if len(groups) > 1 else f"{told}。"
    told = f"This edition has {count(items, 'en')} item{'' if items == 1 else 's'}"
    return f"{told}, grouped by shared words into {count(len(groups), 'en')}: {'; '.join(groups)}." if len(groups) > 1 else f"{told}."


def mentioning(words: Sequence[str], language: Language) -> str:
    """What a group of items is called: the terms that they share."""
    return f"提到{'、'.join(words)}的消息" if language == "zh" else f"news that mentions {' and '.join(words)}"


def headlines(one: str, other: str, language: Language) -> str:
    """Two headlines as one title."""
    return f"{one}；{other}" if language == "zh" else f"{one}; {other}"


ALL_NEWS: dict[Language, str] = {"zh": "本期消息", "en": "this edition's news"}
OTHER_NEWS: dict[Language, str] = {"zh": "其他消息", "en": "other news"}
NOTHING_AHEAD: dict[Language, str] = {
    "zh": "本期各条消息的摘录中没有提到后续日期或安排。",
    "en": "The passages quoted in this edition name no dates or plans ahead.",
}
