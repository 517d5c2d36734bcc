"""Regular releases: statistics, quarterly results, market closes, daily operations. Two of them read alike whatever they tell.

So they are compared by what they are figures of: the measure, the territory, and the month, quarter or day they refer to. What a
report leaves open agrees with everything.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from datetime import date
from typing import NamedTuple

from drafter.stories.days import without_dates

COMPANY = frozenset({"results"})
"""Measures of companies, not of countries."""
DAILY = frozenset({"repo", "outright-repo", "fixing", "hong-kong-shares", "chinese-shares", "american-shares", "japanese-shares", "european-shares"})
"""Measures with a value for each day."""
ONE_COMPILER = frozenset({"ism"})
"""Measures named by the only body that compiles them: not told in passing."""
TWO_ENDS = frozenset({"trade"})
MONTHS_BACK = 3
"""A month further back is no reference month of what is news."""
QUARTER_BACK = 5
"""Months from a quarter's end, likewise."""

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_NAMES = r"jan(?:uary)?|feb(?:ruary)?|apr(?:il)?|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?"
_HAN = {number: value for value, number in enumerate(("一", "二", "三", "四", "五", "六", "七", "八", "九", "十", "十一", "十二"), 1)}
_PERIOD = re.compile(
    r"(?=[\djfmasondqtcblewiu第一二三四五六七八九十首前较比由从自于去截])(?:(?P<quarter>\b(?P<q1>first|second|third|fourth)[\s-]quarter\b|\bq(?P<q2>[1-4])\b|\b(?P<q3>[1-4])q\b"
    r"|(?<![上去])第?(?P<q4>[一二三四1-4])\s?季(?:度|报)|(?P<q5>首季))"
    r"|\b(?:three\s+months|quarter)\s+(?:to|through|ended|ending)\s+(?P<end>march|june|september|december)\b"
    r"|(?P<span>\bjanuary(?:\s?-\s?|\s+to\s+)march\b|(?<!\d)1\s?[-至到~—]\s?3月份?|前(?:三|3)个月)"
    r"|(?P<sum>\bjanuary(?:\s?-\s?|\s+to\s+)\w+\b|\d{1,2}\s?[-至到~—]\s?\d{1,2}月份?|前[\d二四五六七八九十]+个月)"
    r"|(?P<other>\b(?:since|than|from(?!\s+a\s+year)|after|against|before|by(?=\s+[a-z])|until|due|compared\s+with)\b(?:[^.,;:]|(?<=\d)[.,](?=\d)){0,30}?"
    rf"(?:{_NAMES}|\bmarch|\bmay)\b|(?:[较比由从自于]|去年|截至\d{{4}}年)(?:\d{{4}}年)?(?:\d{{1,2}}|[一二三四五六七八九十]{{1,2}})月份?)"
    rf"|\b(?P<m1>{_NAMES})\b(?:\s+(?P<y1>\d{{4}}))?|\b(?:in|of|to|for|early|late|mid|this)[\s-](?P<m2>march|may)\b(?:\s+(?P<y2>\d{{4}}))?|\b(?P<m3>march|may)'s\b"
    r"|(?P<last>\blast\s+month\b)"
    r"|(?:(?P<y4>\d{4})年)?(?<![\d.])(?P<m4>\d{1,2}|[一二三四五六七八九十]{1,2})月(?:份)?(?!以来|\d|的\d))"
)
_ENDS = {"march": 1, "june": 2, "september": 3, "december": 4}
_ORDINALS = {"first": 1, "second": 2, "third": 3, "fourth": 4, "一": 1, "二": 2, "三": 3, "四": 4}


class Release(NamedTuple):
    """What a report's figures are of."""

    measures: frozenset[str]
    """Of the title, or the first of the lead."""
    told: frozenset[str]
    """Of title and lead."""
    in_title: bool
    """Whether the title tells the measure; a lead may mention one in passing."""
    territories: frozenset[str]
    """Countries of the title, or the first of the lead; empty where none is named."""
    titled: bool
    """Whether the title names them."""
    beside: frozenset[str]
    """All countries of title and lead."""
    period: str
    """Such as `m4` or `q1`; empty where none is named."""
    day: date | None
    """The first day that is told of, of what has a value for each day."""


def release(title: str, lead: str, published: date | None, measures: Mapping[str, bool], places: Mapping[str, bool], happened: list[date]) -> Release | None:
    """None where no measure is told or its time is open. Texts are folded and in lower case; `measures` and `places` come in the order of the
    text, True where they stand in the title."""
    found = frozenset(measure for measure, titled in measures.items() if titled) or _first(measures)
    daily = bool(found & DAILY)
    period = "" if daily else next(_periods(title, published), "") or next(_periods(lead, published), "")
    if not found or not (daily or period) or (found <= COMPANY and not any(measures.values()) and period[0] != "q"):
        return None
    countries = {place: titled for place, titled in places.items() if len(place) == 2 and place.isupper()}
    titled = frozenset(place for place, titled in countries.items() if titled)
    territories = titled or frozenset(list(countries)[:1])
    return Release(
        found, frozenset(measures), any(measures.values()), territories, bool(titled), frozenset(countries), period, happened[0] if daily and happened else None
    )


def _first(measures: Mapping[str, bool]) -> frozenset[str]:
    """A lead speaks of profits for many reasons: another measure comes first."""
    return frozenset([*(measure for measure in measures if measure not in COMPANY), *measures][:1])


def differ(one: Release, other: Release, shared: bool) -> bool:
    """Whether measure, territory, period or day are stated and others. `shared`: whether title and lead of both have a figure in common."""
    if _other_measure(one, other, shared):
        return True
    if one.day and other.day and one.day != other.day:
        return True
    if one.period and other.period and one.period[0] == other.period[0] and one.period != other.period:
        return True
    return _elsewhere(one, other)


def _other_measure(one: Release, other: Release, shared: bool) -> bool:
    """Measures that both titles name must be told by the other, by either where a figure is shared; one named in a lead alone is no proof
    against a shared figure."""
    tell, told = bool(one.told & other.measures), bool(other.told & one.measures)
    if one.in_title and other.in_title and not (tell and told if not shared else tell or told):
        return True
    sure = not shared or bool((one.measures | other.measures) & ONE_COMPILER)
    return sure and not (tell or told)


def _elsewhere(one: Release, other: Release) -> bool:
    """Trade has two ends: a title may name the other one."""
    measures = one.measures | other.measures
    if measures & (COMPANY | DAILY) or not (one.territories and other.territories):
        return False
    if one.titled and other.titled and not measures & TWO_ENDS:
        return not one.territories & other.territories
    return not one.territories & other.beside and not other.territories & one.beside


def _periods(text: str, published: date | None) -> Iterator[str]:
    """Reference months and quarters, in the order of the text."""
    for match in _PERIOD.finditer(without_dates(text)):
        quarter = _quarter(match)
        if quarter and _back(published, 3 * quarter) <= QUARTER_BACK:
            yield f"q{quarter}"
        month = _month(match, published)
        if month and _back(published, month) <= MONTHS_BACK:
            yield f"m{month}"


def _back(published: date | None, month: int) -> int:
    return (published.month - month) % 12 if published else 0


def _quarter(match: re.Match[str]) -> int:
    """1 to 4, or 0."""
    if match["end"]:
        return _ENDS[match["end"]]
    if match["span"] or match["q5"]:
        return 1
    said = match["q1"] or match["q2"] or match["q3"] or match["q4"] if match["quarter"] else ""
    return _ORDINALS.get(said) or int(said) if said else 0


def _month(match: re.Match[str], published: date | None) -> int:
    """1 to 12, or 0."""
    if match["last"]:
        return (published.month - 2) % 12 + 1 if published else 0
    year = match["y1"] or match["y2"] or match["y4"]
    if year and published and int(year) != published.year:
        return 0
    said = match["m1"] or match["m2"] or match["m3"]
    if said:
        return _MONTHS.index(said[:3]) + 1
    said = match["m4"] or ""
    value = _HAN.get(said) or (int(said) if said.isdigit() else 0)
    return value if value <= len(_MONTHS) else 0
