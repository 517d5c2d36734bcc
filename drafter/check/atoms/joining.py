"""Atoms that belong together, after all are read: 3分20秒 is one duration, 第四季度至次年第二季度 one period, two years ago a date."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date, timedelta
from decimal import Decimal

from drafter.check.atoms import calendar
from drafter.check.atoms.calendar import Period
from drafter.check.atoms.nouns import Atom
from drafter.check.atoms.units import MONTHS, SECONDS

_TO = re.compile(r"\s?(?:至|到|-|–|~|\bto\b|\bthrough\b|\buntil\b)\s?")
_AND = re.compile(r"[ \n]?(?:and|零|又)?[ \n]?")
_DAY_NAME = re.compile(r"(?i)(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|(?:周|星期)[一二三四五六日天]")
_BESIDE, _ENCLOSED = re.compile(r"(?:,?[ \n])?|[（(，]"), re.compile(r"[（(]|,[ \n]|[ ]\(")
_BETWEEN = re.compile(r"(?i)\bbetween[ \n]$")
_MIDDLE = re.compile(r"[ \n]and[ \n]")
_MINUTE = re.compile(r"分(?![钟之成红数值期批配])")
_AGO = re.compile(r"\s?(?:ago\b|之?前(?![后十百几两三列沿端锋途台往来者]))")
_THAN = ("高于", "低于", "多于", "少于", "above", "below", "higher than", "lower than")


def joined(text: str, found: Sequence[Atom], anchor: date | None) -> list[Atom]:
    """`found` in the order of the text, with what belongs together made one."""
    kept: list[Atom] = []
    for atom in found:
        last = kept[-1] if kept else None
        if last is not None and (one := _weekday(text, last, atom) or _period(text, last, atom) or _duration(text, last, atom) or _minutes(text, last, atom)):
            kept[-1] = one
        else:
            kept.append(atom)
    return [_dated(text, atom, anchor) for atom in kept]


def _weekday(text: str, first: Atom, last: Atom) -> Atom | None:
    """Friday, Nov. 27 and 11月27日（周五） are one day, however the weekday alone was read."""
    if first.kind != "date" or last.kind != "date" or first.precision != "day" or last.precision != "day" or not first.first or not last.first:
        return None
    ahead = _DAY_NAME.fullmatch(text[first.start : first.end]) is not None
    day, named = (last, first) if ahead else (first, last)
    between = text[first.end : last.start]
    if not _DAY_NAME.fullmatch(text[named.start : named.end]) or not (_BESIDE.fullmatch(between) if ahead else _ENCLOSED.fullmatch(between)):
        return None
    if not day.first or not named.first or day.first.weekday() != named.first.weekday():
        return None
    return day._replace(start=first.start, end=last.end)


def _period(text: str, first: Atom, last: Atom) -> Atom | None:
    """Two dates of one precision with a dash or `to` between, the first before the last."""
    if first.kind != "date" or last.kind != "date" or first.precision != last.precision or not first.first or not last.last or first.first >= last.last:
        return None
    start, between = first.start, text[first.end : last.start]
    if opened := _BETWEEN.search(text[max(0, start - 9) : start]):
        start -= len(opened[0])
    if not (_MIDDLE.fullmatch(between) if opened else _TO.fullmatch(between)) or len(between) > 9:
        return None
    return first._replace(kind="date-range", start=start, end=last.end, last=last.last, key=f"{first.key}/{last.key}", inferred=first.inferred or last.inferred)


def _duration(text: str, first: Atom, last: Atom) -> Atom | None:
    """The second in a finer unit and less than one of the first: 2 hours 30 minutes."""
    if first.kind != "duration" or last.kind != "duration" or first.value is None or last.value is None or last.comparator != "exact":
        return None
    if len(text[first.end : last.start]) > 6 or not _AND.fullmatch(text[first.end : last.start]):
        return None
    for table in (SECONDS, MONTHS):
        if first.unit in table and last.unit in table and last.value * table[last.unit] < table[first.unit]:
            value = first.value * table[first.unit] / table[last.unit] + last.value
            return first._replace(end=last.end, value=value, unit=last.unit, digits=len(value.normalize().as_tuple().digits))
    return None


def _minutes(text: str, first: Atom, last: Atom) -> Atom | None:
    """3小时42分: behind hours a bare 分 counts minutes."""
    bare = last.kind == "number" and not last.unit and last.value is not None and 0 < last.value < 60
    if first.kind != "duration" or first.unit != "hour" or first.value is None or not bare or last.value is None:
        return None
    if not _AND.fullmatch(text[first.end : last.start]) or not _MINUTE.match(text, last.end):
        return None
    value = first.value * 60 + last.value
    return first._replace(end=last.end + 1, value=value, unit="minute", digits=len(value.normalize().as_tuple().digits))


def _dated(text: str, atom: Atom, anchor: date | None) -> Atom:
    """Six months ago: a date as fine as its unit; the value and unit it is counted in stay with it."""
    if anchor is None or atom.kind != "duration" or atom.value is None or atom.comparator not in ("exact", "about") or atom.hedge in _THAN:
        return atom
    behind = _AGO.match(text, atom.end)
    period = _back(anchor, atom.value, atom.unit) if behind else None
    if behind is None or period is None or (atom.value == 1 and not text[atom.start : atom.start + 1].isdigit()):
        return atom
    return atom._replace(
        kind="date", end=behind.end(), first=period.first, last=period.last, precision=period.precision, key=period.key, inferred=True, hedge="", digits=0
    )


def _back(anchor: date, value: Decimal, unit: str) -> Period | None:
    """The period so long before; None for what is not counted in whole days, months or years, or lies too far back."""
    if unit in ("year", "decade") and value != value.to_integral_value():
        value, unit = value * 12 * (10 if unit == "decade" else 1), "month"
    if value != value.to_integral_value() or value > 1000:
        return None
    count = int(value)
    if unit == "day" and count < 100 and anchor.toordinal() > count + 400:
        day = anchor - timedelta(days=count)
        return calendar.day(day.year, day.month, day.day, None)
    if unit == "month":
        return calendar.month_from_anchor(anchor, -count) if anchor.year * 12 > count + 12 else None
    return calendar.year(anchor.year - count) if unit == "year" else None
