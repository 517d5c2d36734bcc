"""Days that a text names, resolved against the day it was published: 12 March, 3月12日, Tuesday, 周二, yesterday. Chinese and English.

A weekday is the latest one up to the day of publication, unless the text says next (下周). What names no day (years, quarters,
times of day) is only taken out, so that it is not read as a quantity.
"""

from __future__ import annotations

import re
from datetime import date, timedelta
from typing import NamedTuple

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_MONTH = r"(?P<{0}>jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\.?"
_WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_NAMED = re.compile(
    r"(?=[\djfmasond])(?:"  # no pattern begins otherwise: most places are passed over at once
    rf"\b(?P<d1>\d{{1,2}})(?:st|nd|rd|th)?(?:\s+of)?\s+{_MONTH.format('m1')}(?!\w)(?:,?\s+(?P<y1>\d{{4}}))?"
    rf"|\b{_MONTH.format('m2')}\s+(?P<d2>\d{{1,2}})(?:st|nd|rd|th)?(?![\d%]|[.,]\d)(?:,?\s+(?P<y2>\d{{4}}))?"
    r"|(?:(?P<y3>\d{4})\s?年)?\s?(?P<m3>\d{1,2})\s?月\s?(?P<d3>\d{1,2})\s?[日号]"
    r"|(?<!\d)(?P<y4>\d{4})[-/](?P<m4>\d{1,2})[-/](?P<d4>\d{1,2})(?!\d)"
    r"|(?<![\d月年个])(?P<d5>\d{1,2})\s?日(?![元间内均前圆报]))"
)
_SPOKEN = re.compile(
    r"(?=[nclmtwfsy下上本这周星礼今昨明])(?:\b(?P<en>(?:(?P<next>next|coming)\s+|(?P<last>last)\s+)?(?P<w1>mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)day)s?\b"
    r"|(?P<zh>(?P<nz>下)?(?P<lz>上)?(?:本|这)?(?:周|星期|礼拜)(?P<w2>[一二三四五六日天])(?![至到家种次个]))"
    r"|\b(?P<now>today|this\s+morning|tonight)\b|(?P<nowz>今日|今天|今早|今晨|今晚)|\b(?P<past>yesterday|last\s+night)\b|(?P<pastz>昨日|昨天|昨晚|昨夜)"
    r"|\b(?P<soon>tomorrow)\b|(?P<soonz>明日|明天))"
)
_NO_QUANTITY = re.compile(
    r"(?=[\d凌早上中下晚傍第一二三四五六七八九十])(?:(?<!\d)\d{1,2}[:：]\d{2}(?::\d{2})?(?:\s?[ap]\.?m\b\.?)?|\b\d{1,2}\s?[ap]\.?m\b\.?"
    r"|(?:凌晨|早上|上午|中午|下午|晚上|晚间|傍晚)?(?<!\d)\d{1,2}[时点](?:\d{1,2}分|半|整)?(?![\d间尚])"
    r"|(?<!\d)(?:19|20)\d{2}\s?年度?|\d{1,2}\s?月份?(?!\d)|第?[一二三四1-4]\s?季度?(?!节)|(?<![\d$€£¥.,])\b(?:19|20)\d{2}/\d{2}\b"
    r"|[一二三四五六七八九十]{1,2}月(?:[一二三四五六七八九十]{1,3}[日号])?|第\s?[\d一二三四五六七八九十百]+\s?[条届次章款期号]?)"
    rf"|\b(?=[qfstjmaondcrplg])(?:q[1-4]\b|(?:first|second|third|fourth)[\s-]quarter\b|{_MONTH.format('m6')}\s+(?:19|20)\d{{2}}\b"
    r"|(?:article|section|clause|rule|chapter|phase|level|tier|line|gate|page|part|no\.?|number)\s\d+(?:\(\w\))*\b)"
)
_BACK = timedelta(days=1)


class Days(NamedTuple):
    """What `read` gives."""

    rest: str
    """The text without what was read."""
    named: tuple[date, ...]
    """In the order of the text."""
    spoken: tuple[date, ...]
    """Those of them up to the day of publication and at most a week before it."""


def read(text: str, published: date | None) -> Days:
    """Days of a text (width folded, lower case). Without a day of publication only full dates are resolved."""
    found: list[tuple[int, date]] = []

    def taken(match: re.Match[str]) -> str:
        day = _named(match, published)
        if day is not None:
            found.append((match.start(), day))
        return " , "

    text = _NAMED.sub(taken, text)
    for match in _SPOKEN.finditer(text) if published else ():
        day = _spoken(match, published)
        if day is not None:
            found.append((match.start(), day))
    text = _NO_QUANTITY.sub(" , ", text)
    named = tuple(day for _, day in sorted(found))
    near = tuple(day for day in named if published and timedelta(0) <= published - day <= timedelta(days=7))
    return Days(text, named, near)


def without_dates(text: str) -> str:
    """A text (width folded, lower case) without its days of the month, so that April in it is the month."""
    return _NAMED.sub(" , ", text)


def _named(match: re.Match[str], published: date | None) -> date | None:
    month, day, year = _parts(match)
    if year is None and published is None:
        return None
    try:
        if month is None:
            assert published is not None
            resolved = published.replace(day=day)
            return resolved if resolved <= published + timedelta(days=7) else None
        if year is not None:
            return date(year, month, day)
        assert published is not None
        return min((date(published.year + shift, month, day) for shift in (-1, 0, 1)), key=lambda one: abs(one - published))
    except ValueError:
        return None


def _parts(match: re.Match[str]) -> tuple[int | None, int, int | None]:
    """Month, day and year as far as said."""
    for at in "12":
        if match[f"m{at}"]:
            return _MONTHS.index(match[f"m{at}"][:3]) + 1, int(match[f"d{at}"]), int(match[f"y{at}"]) if match[f"y{at}"] else None
    for at in "34":
        if match[f"m{at}"]:
            return int(match[f"m{at}"]), int(match[f"d{at}"]), int(match[f"y{at}"]) if match[f"y{at}"] else None
    return None, int(match["d5"]), None


def _spoken(match: re.Match[str], published: date | None) -> date | None:
    if published is None:
        return None
    if match["now"] or match["nowz"]:
        return published
    if match["past"] or match["pastz"]:
        return published - _BACK
    if match["soon"] or match["soonz"]:
        return published + _BACK
    weekday = _WEEKDAYS.index(match["w1"][:3]) if match["w1"] else "一二三四五六日".index(match["w2"].replace("天", "日"))
    back = (published.weekday() - weekday) % 7
    day = published - timedelta(days=back)
    if match["next"] or match["nz"]:
        return day + timedelta(days=7)
    if match["lz"]:
        monday = published - timedelta(days=published.weekday() + 7)
        return monday + timedelta(days=weekday)
    if match["last"] and not back:
        return day - timedelta(days=7)
    return day
