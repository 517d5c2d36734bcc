"""Every word of ours in a post, by language: headings, labels and notes for the editor."""

from __future__ import annotations

from drafter.entities import EXTRACTIVE, Item, Language
from drafter.errors import ConfigError

SOURCE = "**Source:**"
"""The same in every language, as readers and scripts know it from the form."""

SECTIONS = ("items", "briefs", "analysis", "conclusion")
_HEADINGS: dict[Language, dict[str, str]] = {
    "zh": {"items": "主要新闻", "briefs": "简讯", "analysis": "分析", "conclusion": "结论"},
    "en": {"items": "Top Stories", "briefs": "In Brief", "analysis": "Analysis", "conclusion": "Conclusion"},
}
NAME_AND_TITLE: dict[Language, str] = {"zh": "{name}：{title}", "en": "{name}: {title}"}
NOTE: dict[Language, str] = {"zh": "编辑注：", "en": "Editor's note: "}
"""Opens the one kind of paragraph that must be gone before a post is published."""

_MARKS: dict[Language, dict[str, str]] = {
    "zh": {
        "outside-window": "日期{day}不在本期范围内，请决定是否保留",
        "undated": "来源未写明日期，请核对",
        "stand-in": "未取得正文，据订阅源摘要写成，请对照原文",
        "private": "来源为内部材料，未交给模型，以下为原句，请改写并确认可以公开",
        "fallback": "未采用模型的文字，以下全部为来源原句，请改写",
        "sentences": "其中{count}句为来源原句，请改写",
    },
    "en": {
        "outside-window": "dated{day} outside this edition's window; decide whether it stays",
        "undated": "the source states no date; please check",
        "stand-in": "written from the feed's summary, the page's text was not available; please compare with the source",
        "private": "private material that no model was given, in the source's own words; please rewrite and make sure that it may be published",
        "fallback": "no model text was used, all sentences are the source's own; please rewrite",
        "sentences": "{count} of the sentences are the source's own; please rewrite",
    },
}
_BETWEEN: dict[Language, str] = {"zh": "；", "en": "; "}
_STOP: dict[Language, str] = {"zh": "。", "en": "."}


def headings(language: Language, own: dict[str, str]) -> dict[str, str]:
    """Section → heading, the digest's own ones first. Raises ConfigError for a section that does not exist."""
    unknown = sorted(set(own) - set(SECTIONS))
    if unknown:
        raise ConfigError(f"post.headings.{unknown[0]}", "is no section of a post", f"sections are {', '.join(SECTIONS)}")
    return _HEADINGS[language] | {section: heading for section, heading in own.items() if heading.strip()}


def item_note(item: Item, language: Language, day: str) -> str:
    """What a person must look at in an item, as one sentence without its `NOTE`; empty when nothing. `day` is its ISO day or empty."""
    words = _MARKS[language]
    borrowed = sum(statement.fallback not in ("", EXTRACTIVE) for statement in item.statements)
    whole = bool(item.fallback) or "fallback" in item.marks
    said = [words[mark].format(day=_day(day, language)) for mark in ("outside-window", "undated", "stand-in", "private") if mark in item.marks]
    if (whole or borrowed) and "private" not in item.marks:
        said.append(words["fallback"] if whole else words["sentences"].format(count=borrowed))
    return _BETWEEN[language].join(said) + _STOP[language] if said else ""


def _day(day: str, language: Language) -> str:
    if not day:
        return ""
    return f"（{day}）" if language == "zh" else f" {day},"
