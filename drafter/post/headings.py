"""Every word of ours in a post, by language: headings, labels and notes for the editor."""

from __future__ import annotations

from collections.abc import Callable

from drafter.entities import EXTRACTIVE, Continued, Item, Language, Notice
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

UPDATE: dict[Language, str] = {"zh": "更新：", "en": "Update: "}
"""Opens the headline of an item that goes on from an earlier edition's."""
_EARLIER: dict[Language, tuple[str, str, str]] = {
    "zh": ("**此前：** ", "{day}，本刊", "变化：{changed}。"),
    "en": ("**Earlier:** ", "On {day} we", "Changed since: {changed}."),
}
"""Opens the paragraph that says what an earlier edition said of an item: its label, who said it when, what has changed since."""
_WROTE: dict[Language, tuple[str, str, str]] = {"zh": ("在", "中写道：", "写道："), "en": (" wrote in ", ": ", " wrote: ")}
_CORRECTED: dict[Language, str] = {"zh": "**更正（{day}）：** ", "en": "**Correction ({day}):** "}
NOTICES: dict[Language, str] = {"zh": "更正", "en": "Corrections"}
"""Heads the section that tells readers what was corrected in earlier posts."""
_MONTHS = ["January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December"]

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


def day_in_words(day: str, language: Language) -> str:
    """`2026-01-30` as readers of the language write it; anything else as it stands."""
    parts = day[:10].split("-")
    if len(parts) != 3 or not all(part.isdigit() for part in parts) or not 1 <= int(parts[1]) <= 12:
        return day
    year, month, number = map(int, parts)
    return f"{year}年{month}月{number}日" if language == "zh" else f"{number} {_MONTHS[month - 1]} {year}"


def quoted(text: str, language: Language) -> str:
    """The words in quotation marks, those within them turned into inner ones."""
    inner = text.translate(str.maketrans("“”", "‘’"))
    return f"“{inner}”"


def earlier(continued: Continued, language: Language, link: str, plain: Callable[[str], str]) -> str:
    """What an earlier edition said, as one line of Markdown. `link`: its post, finished; `plain` escapes everything else from outside."""
    label, who, since = _EARLIER[language]
    before, after, alone = _WROTE[language]
    said = quoted("".join(one + (" " if one[-1:].isascii() else "") for one in continued.said).strip(), language)
    wrote = f"{before}{link}{after}" if link else alone
    changed = ("；" if language == "zh" else "; ").join(f"{old} → {new}" for old, new in continued.changed)
    rest = f"{'' if language == 'zh' else ' '}{since.format(changed=changed)}" if changed else ""
    return f"{label}{plain(who.format(day=day_in_words(continued.date, language)))}{wrote}{plain(said + rest)}"


def corrected(was: str, now: str, because: str, day: str, language: Language, plain: Callable[[str], str]) -> str:
    """The line at a corrected item; `plain` escapes what people wrote."""
    said = _now(was, now, language) + (because and _because(because, language))
    return _CORRECTED[language].format(day=day_in_words(day, language)) + plain(said)


def notice(one: Notice, language: Language, link: str, plain: Callable[[str], str]) -> str:
    """An entry of the next edition's section of corrections."""
    day = day_in_words(one.post_date, language)
    where = f"本刊{day}{link}" if language == "zh" else f"{link}, {day}"
    item = f"{'“' if language == 'zh' else ', “'}{one.headline}”{'一条' if language == 'zh' else ''}" if one.headline else ""
    said = _now(one.was, one.now, language) + (one.because and _because(one.because, language))
    return f"{where}{plain(item)}{'：' if language == 'zh' else ': '}{plain(said)}"


def _now(was: str, now: str, language: Language) -> str:
    if not now:
        return f"{quoted(was, language)}不实，已删去。" if language == "zh" else f"{quoted(was, language)} was wrong and has been taken out."
    return f"{quoted(was, language)}应为{quoted(now, language)}。" if language == "zh" else f"{quoted(was, language)} should be {quoted(now, language)}."


def _because(because: str, language: Language) -> str:
    text = because.strip().rstrip("。.")
    return f"{text}。" if language == "zh" else f" {text[:1].upper()}{text[1:]}."
