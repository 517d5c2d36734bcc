# Tables and patterns: a row stays on its line, Han characters count double, words are split where they are read.
"""Periods that go by a name: the December quarter, the end of the decade, a fortnight, since '94, the nineties; “十四五”期间, 今明两年, 月底."""

from __future__ import annotations

import re
from decimal import Decimal

from drafter.check.atoms import calendar
from drafter.check.atoms.calendar import Period
from drafter.check.atoms.numerals import han_value
from drafter.check.atoms.scan import Scan

_QUARTER_MONTHS = {"march": 1, "june": 2, "september": 3, "december": 4}
_MONTH_QUARTER = re.compile(r"(?<![A-Za-z])(?P<m>March|June|September|December)[ -]quarter(?!-|ly)(?:(?: of)? (?P<y>20[0-9]{2})(?![0-9]))?")
_DECADE = re.compile(r"(?<![A-Za-z])(?:the )?(?:end|close|rest|turn) of (?:the|this) decade\b|(?<![A-Za-z])(?:later |late )?this decade\b", re.IGNORECASE)
_MONTH_END = re.compile(r"(?<![A-Za-z])(?:month[- ]end|the (?:end|close|start|middle) of (?:the|this) month)\b", re.IGNORECASE)
_FORTNIGHT = re.compile(r"(?<![A-Za-z])(?P<n>a|one|two|three) fortnights?\b", re.IGNORECASE)
_SHORT_YEAR = re.compile(r"(?<=[a-z] )(?<!Summer of )'(?P<y>[0-9]{2})(?![0-9A-Za-z'%]|[.,][0-9])")
_SHORT_YEAR_AHEAD = re.compile(r"\b(?:[Ss]ince|[Ii]n|[Uu]ntil|[Bb]efore|[Aa]fter|[Ff]rom|[Cc]lass of|[Ss]pring|[Ss]ummer|[Aa]utumn|[Ff]all|[Ww]inter) $")
_NAMED_DECADE = re.compile(
    r"(?<![A-Za-z])(?:in|since|of|during|from) (?P<d>the (?:early |late |mid-?)?(?P<n>sixties|seventies|eighties|nineties))\b(?! (?:percent|per cent|degrees))",
    re.IGNORECASE,
)
_NAMED = {"sixties": 1960, "seventies": 1970, "eighties": 1980, "nineties": 1990}
_OF_HEAT = re.compile(r"(?i)temperature|degrees|fahrenheit|\bheat|\baged?\b|index|\bshares?\b")
_PLAN = re.compile(r"[“\"「]?(?:第?(?P<n>十[一二三四五六七八]?|[六七八九])(?:个)?五(?P<y>年)?)[”\"」]?(?P<plan>年?规划)?(?P<p>期间|时期|期末|末|规划期)")
_PLAN_EN = re.compile(r"(?<![0-9A-Za-z])(?:the )?(?P<n>1[0-9]|[6-9])th [Ff]ive-[Yy]ear [Pp]lan(?:ning)? period")
_TWO_YEARS = re.compile(r"(?P<a>今明|明后|去今|前去)[两二]?年(?!轻)")
_TWO = {"今明": (0, 1), "明后": (1, 2), "去今": (-1, 0), "前去": (-2, -1)}
_MONTH_END_HAN = re.compile(r"(?<![0-9一二三四五六七八九十本上下当每个这岁明蜜满新花年日同月])(?<![0-9] )月(?:底|末|初|中旬|上旬|下旬)(?![升])")
_DECADE_HAN = re.compile(r"(?:本|这个?)十年(?:末|底|内|结束)?")


def quarters(scan: Scan) -> None:
    """By their last month; before months are read."""
    for found in _MONTH_QUARTER.finditer(scan.text):
        _add(scan, *found.span(), calendar.quarter(int(found["y"]) if found["y"] else None, _QUARTER_MONTHS[found["m"].lower()], scan.anchor))


def read(scan: Scan) -> None:
    """Of an English text."""
    for found in _DECADE.finditer(scan.text):
        _add(scan, *found.span(), _this_decade(scan))
    for found in _MONTH_END.finditer(scan.text):
        _add(scan, *found.span(), calendar.month_from_anchor(scan.anchor, 0))
    for found in _FORTNIGHT.finditer(scan.text):
        if scan.free(*found.span()):
            days = 14 * {"two": 2, "three": 3}.get(found["n"].lower(), 1)
            scan.add("duration", *found.span(), value=Decimal(days), unit="day", digits=2)
    for found in _SHORT_YEAR.finditer(scan.text):
        if _SHORT_YEAR_AHEAD.search(scan.text[max(0, found.start() - 12) : found.start()]):
            short = int(found["y"])
            _add(scan, *found.span(), calendar.year(short + (2000 if short < 40 else 1900)))
    for found in () if _OF_HEAT.search(scan.text) else _NAMED_DECADE.finditer(scan.text):
        _add(scan, *found.span("d"), calendar.decade(_NAMED[found["n"].lower()]))
    for found in _PLAN_EN.finditer(scan.text):
        _add(scan, *found.span(), _plan(int(found["n"])))


def read_han(scan: Scan) -> None:
    """Of a Chinese text; before the years, whose characters these names hold."""
    for found in _PLAN.finditer(scan.text) if "五" in scan.text else ():
        number = han_value(found["n"]) or 0
        years = _plan(number) if bool(found["y"]) <= bool(found["plan"]) else None
        _add(scan, *found.span(), years and calendar.year(int(years.key[5:9])) if found["p"].endswith("末") else years)
    for found in _TWO_YEARS.finditer(scan.text):
        first, last = (calendar.year_from_anchor(scan.anchor, offset) for offset in _TWO[found["a"]])
        _add(scan, *found.span(), calendar.joined(first, last) if scan.anchor else None)
    for found in _MONTH_END_HAN.finditer(scan.text):
        _add(scan, *found.span(), calendar.month_from_anchor(scan.anchor, 0))
    for found in _DECADE_HAN.finditer(scan.text):
        _add(scan, *found.span(), _this_decade(scan))


def _this_decade(scan: Scan) -> Period | None:
    return calendar.decade(scan.anchor.year // 10 * 10)._replace(inferred=True) if scan.anchor and scan.anchor.year > 100 else None


def _plan(number: int) -> Period | None:
    """China's plans of five years: the 14th is that of 2021 to 2025."""
    first = 2021 + 5 * (number - 14)
    period, until = calendar.year(first), calendar.year(first + 4)
    return calendar.joined(period, until) if period and until else None


def _add(scan: Scan, start: int, end: int, period: Period | None) -> None:
    if period is None or not scan.free(start, end):
        return
    ranged = "/" in period.key
    scan.add(
        "date-range" if ranged else "date",
        start,
        end,
        first=period.first,
        last=period.last,
        precision=period.precision,
        key=period.key,
        inferred=period.inferred,
    )
