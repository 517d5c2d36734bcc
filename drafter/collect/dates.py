"""When a page says it was published, as it says it: nothing is added, nothing guessed, a change date is never taken.

`parse` turns one stated date into a Stamp and keeps its precision and zone. `stated` looks where pages put theirs, data before
visible text; `from_url` reads the day out of an address such as `/2026/01/28/`.
"""

from __future__ import annotations

import email.utils
import re
from collections.abc import Iterable, Iterator
from datetime import UTC, date, datetime, timedelta
from typing import Any

from drafter.collect.vocabulary import DATE_META
from drafter.entities import Stamp

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_ISO = re.compile(
    r"(?<!\d)(?P<y>(?:19|20)\d\d)\s*(?:[-/.]|年)\s*(?P<m>\d{1,2})\s*(?:[-/.]|月)\s*(?P<d>\d{1,2})(?!\d)\s*(?:日|号)?"
    r"(?:[T\s,，|]*(?:星期.|周.)?[\s(（)）]*(?P<ap>上午|下午|晚上|凌晨|早上|中午)?\s*(?P<H>\d{1,2})\s*[:：时点]\s*(?P<M>\d{2})分?(?:\s*[:：]?\s*(?P<S>\d{2})秒?)?(?:[.,]\d+)?"
    r"\s*(?P<z>Z\b|UTC|GMT|[+-]\d{2}:?\d{2})?)?",
    re.I,
)
_MONTH_NAME = r"(?P<mon>jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\.?"
_TIME_EN = r"(?:[\s,|–-]*(?:at\s+)?(?P<H>\d{1,2})[:.](?P<M>\d{2})(?::(?P<S>\d{2}))?\s*(?P<ap>[ap]\.?m\b\.?)?\s*(?P<z>UTC|GMT|[+-]\d{2}:?\d{2})?)?"
_DAY_FIRST = re.compile(r"(?<![\d/])(?P<d>\d{1,2})(?:st|nd|rd|th)?\s+" + _MONTH_NAME + r",?\s+(?P<y>(?:19|20)\d\d)\b" + _TIME_EN, re.I)
_MONTH_FIRST = re.compile(r"\b" + _MONTH_NAME + r"\s+(?P<d>\d{1,2})(?:st|nd|rd|th)?,?\s+(?P<y>(?:19|20)\d\d)\b" + _TIME_EN, re.I)
_COMPACT = re.compile(r"(?<!\d)(?P<y>(?:19|20)\d\d)(?P<m>0[1-9]|1[0-2])(?P<d>0[1-9]|[12]\d|3[01])(?:T?(?P<H>\d{2})(?P<M>\d{2})(?P<S>\d{2}))?(?P<z>Z)?(?!\d)")
_EPOCH = re.compile(r"1\d{9}(\d{3})?")
_URL_DAY = re.compile(r"/(?P<y>(?:19|20)\d\d)[/_-]?(?P<m>\d{1,2})[/_-]?(?P<d>\d{2})(?![\d.])|(?<!\d)(?P<y2>20\d\d)-(?P<m2>\d\d)-(?P<d2>\d\d)(?!\d)")

_CHANGED = re.compile(r"updat|modif|revis|chang|更新|修改|修订|编辑于", re.I)
_PUBLISHED = re.compile(r"publish|posted|发布|发表|发稿", re.I)
_DATED_NAME = re.compile(r"date|time|pub|post|meta|info|source|byline|dateline|日期|时间", re.I)
_ELSEWHERE = re.compile(r"comment|related|recommend|sidebar|footer|copyright|rank|hot|next|prev|event|weather|nav", re.I)


def parse(said: str) -> Stamp | None:
    """One stated date: ISO 8601, RFC 2822, `2026年1月28日 10:30`, `28 January 2026`, `Jan. 28, 2026`, seconds since 1970. None when it is none."""
    said = " ".join(said[:200].split())
    if _EPOCH.fullmatch(said):
        return Stamp(value=datetime.fromtimestamp(int(said[:10]), UTC).isoformat())
    for pattern in (_ISO, _DAY_FIRST, _MONTH_FIRST, _COMPACT):
        if match := pattern.search(said):
            stamp = _stamp(match)
            if stamp and pattern is _DAY_FIRST and "T" in stamp.value:
                return _with_zone_name(said, stamp)
            return stamp
    return None


def from_url(url: str) -> Stamp | None:
    """The day in an address, only when it names year, month and day."""
    match = _URL_DAY.search(url.partition("?")[0])
    if not match:
        return None
    year, month, day = (int(match[name] or match[name + "2"]) for name in "ymd")
    return _day(year, month, day)


def stated(tree: Any, data: Iterable[dict[str, Any]], meta: Iterable[tuple[str, str]], fetched_at: datetime) -> Stamp | None:
    """The publication date the page states; of several places that agree on the day, the most precise.

    `data` are JSON-LD nodes of the article, `meta` pairs of lower-case name and content. Dates after the fetch are discarded.
    """
    found = [stamp for said in _said(tree, data, meta) if (stamp := parse(said)) and _plausible(stamp, fetched_at)]
    if not found:
        found = [stamp for said in _seen(tree) if (stamp := parse(said)) and _plausible(stamp, fetched_at)][:1]
    if not found:
        return None
    agreeing = [stamp for stamp in found if stamp.value[:10] == found[0].value[:10]]
    return max(agreeing, key=lambda stamp: (_zoned(stamp), min(len(stamp.value), 16)))


def event(data: Iterable[dict[str, Any]]) -> Stamp | None:
    """Start of the one event a page describes as data; several events are a calendar, not a story."""
    starts = {str(node["startDate"]) for node in data if _is_event(node) and isinstance(node.get("startDate"), str)}
    return parse(starts.pop()) if len(starts) == 1 else None


def _is_event(node: dict[str, Any]) -> bool:
    kinds = node.get("@type", "")
    return any(str(kind).endswith("Event") for kind in (kinds if isinstance(kinds, list) else [kinds]))


def _said(tree: Any, data: Iterable[dict[str, Any]], meta: Iterable[tuple[str, str]]) -> Iterator[str]:
    """Dates stated as data, the most trusted first."""
    for node in data:
        if isinstance(node.get("datePublished"), str):
            yield node["datePublished"]
    yield from (content for name, content in meta if name in DATE_META)
    for element in tree.xpath('//*[@itemprop="datePublished"][not(self::meta)]'):
        yield element.get("datetime") or element.get("content") or element.text_content()[:80]
    for element in tree.xpath("//time[@datetime or @pubdate]"):
        if not _CHANGED.search(_names(element)) and not _elsewhere(element):
            yield element.get("datetime") or element.text_content()[:80]
            return


def _seen(tree: Any) -> Iterator[str]:
    """Visible dates: in a short element named for it or a short line of text, after the headline first, before it last."""
    before: list[str] = []
    headline = False
    for element in tree.iter("h1", "time", "span", "div", "p", "em", "i", "li", "td", "small", "a", "font", "dd", "section", "header"):
        if element.tag == "h1":
            headline = True
            continue
        text = _short(element)
        if not text or not (_ISO.search(text) or _MONTH_FIRST.search(text) or _DAY_FIRST.search(text)) or _elsewhere(element):
            continue
        if _CHANGED.search(text) and not _PUBLISHED.search(text):
            continue
        if headline and (_DATED_NAME.search(_names(element)) or _PUBLISHED.search(text) or len(text) < 40):
            yield text
        elif _DATED_NAME.search(_names(element)):
            before.append(text)
    yield from before


def _short(element: Any) -> str:
    """Its text when it is a line of at most 100 characters; long elements are left without collecting all of it."""
    text = ""
    for piece in element.itertext():
        text += piece
        if len(text) > 400:
            return ""
    text = " ".join(text.split())
    return text if 6 <= len(text) <= 100 else ""


def _names(element: Any) -> str:
    return f"{element.get('class', '')} {element.get('id', '')} {element.get('itemprop', '')}"


def _elsewhere(element: Any) -> bool:
    """Whether it stands in a part of the page that is not this article."""
    for depth, above in enumerate((element, *element.iterancestors())):
        if above.tag in ("footer", "aside", "nav") or (depth < 6 and above.tag not in ("body", "html") and _ELSEWHERE.search(_names(above))):
            return True
    return False


def _plausible(stamp: Stamp, fetched_at: datetime) -> bool:
    day = date.fromisoformat(stamp.value[:10])
    return day.year >= 1990 and day <= (fetched_at + timedelta(days=1)).date()


def _zoned(stamp: Stamp) -> bool:
    return len(stamp.value) > 10 and datetime.fromisoformat(stamp.value).tzinfo is not None


def _day(year: int, month: int, day: int) -> Stamp | None:
    try:
        return Stamp(value=date(year, month, day).isoformat())
    except ValueError:
        return None


def _stamp(match: re.Match[str]) -> Stamp | None:
    part = match.groupdict()
    month = int(part["m"]) if part.get("m") else _MONTHS.index(part["mon"][:3].lower()) + 1
    day = _day(int(part["y"]), month, int(part["d"]))
    if day is None or not part.get("H"):
        return day
    hour = _hour(int(part["H"]), (part.get("ap") or "").lower().replace(".", ""))
    if hour > 23 or int(part["M"]) > 59:
        return day
    seconds = f":{part['S']}" if part.get("S") and int(part["S"]) < 60 else ""
    return Stamp(value=f"{day.value}T{hour:02d}:{part['M']}{seconds}{_offset(part.get('z') or '')}")


def _hour(hour: int, half: str) -> int:
    if half in ("pm", "下午", "晚上") and hour < 12:
        return hour + 12
    return 0 if half in ("am", "凌晨") and hour == 12 else hour


def _offset(zone: str) -> str:
    if not zone:
        return ""
    if zone.upper() in ("Z", "UTC", "GMT"):
        return "+00:00"
    offset = zone if ":" in zone else f"{zone[:3]}:{zone[3:]}"
    return offset if int(offset[1:3]) <= 14 and int(offset[4:]) < 60 else ""


def _with_zone_name(said: str, stamp: Stamp) -> Stamp:
    """RFC 2822 names North American zones; `CST` is left open, it is also China's."""
    if not re.search(r"\b(EST|EDT|MST|MDT|PST|PDT|CDT)\b", said):
        return stamp
    try:
        moment = email.utils.parsedate_to_datetime(said)
    except ValueError:
        return stamp
    return Stamp(value=moment.isoformat()) if moment.tzinfo else stamp
