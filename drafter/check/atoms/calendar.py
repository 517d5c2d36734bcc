"""Periods: first and last day with the precision given, and the year of what has none, from the anchor."""

from __future__ import annotations

from calendar import monthrange
from datetime import MINYEAR, date, timedelta
from typing import NamedTuple

from drafter.check.atoms.nouns import Precision

MAXYEAR = 9998


class Period(NamedTuple):
    """`first` and `last` are None when neither text nor anchor gives the year; `key` then says `XXXX`."""

    first: date | None
    last: date | None
    precision: Precision
    key: str
    inferred: bool = False


def day(year: int | None, month: int, of_month: int, anchor: date | None) -> Period | None:
    """A day; without a year that of the anchor's neighbourhood. None where there is no such day."""
    if not (1 <= month <= 12 and 1 <= of_month <= (monthrange(year, month)[1] if year and MINYEAR <= year <= MAXYEAR else monthrange(2024, month)[1])):
        return None
    if year is None:
        year = _nearest(month, of_month, anchor)
        if year is None or of_month > monthrange(year, month)[1]:
            return Period(None, None, "day", f"XXXX-{month:02d}-{of_month:02d}")
        found = date(year, month, of_month)
        return Period(found, found, "day", found.isoformat(), inferred=True)
    if not MINYEAR <= year <= MAXYEAR:
        return None
    found = date(year, month, of_month)
    return Period(found, found, "day", found.isoformat())


def month(year: int | None, number: int, anchor: date | None) -> Period | None:
    """A calendar month."""
    if not 1 <= number <= 12:
        return None
    inferred = year is None
    year = year if year is not None else _nearest(number, 15, anchor)
    if year is None:
        return Period(None, None, "month", f"XXXX-{number:02d}")
    if not MINYEAR <= year <= MAXYEAR:
        return None
    return Period(date(year, number, 1), date(year, number, monthrange(year, number)[1]), "month", f"{year}-{number:02d}", inferred)


def span_of_months(year: int | None, first: int, count: int, name: str, precision: Precision, anchor: date | None) -> Period | None:
    """Quarter, half or the like: `count` months from `first` on, named `Q3`, `H1`, `start`, `end`."""
    inferred = year is None
    year = year if year is not None else _nearest(first + count // 2, 15, anchor)
    if year is None:
        return Period(None, None, precision, f"XXXX-{name}")
    if not MINYEAR <= year <= MAXYEAR:
        return None
    last = first + count - 1
    return Period(date(year, first, 1), date(year, last, monthrange(year, last)[1]), precision, f"{year}-{name}", inferred)


def quarter(year: int | None, number: int, anchor: date | None) -> Period | None:
    """A calendar quarter."""
    return span_of_months(year, 3 * number - 2, 3, f"Q{number}", "quarter", anchor)


def half(year: int | None, number: int, anchor: date | None) -> Period | None:
    """A half of a calendar year."""
    return span_of_months(year, 6 * number - 5, 6, f"H{number}", "half", anchor)


_PARTS = {"start": (1, 3), "mid": (5, 4), "end": (10, 3)}


def part(year: int | None, name: str, anchor: date | None) -> Period | None:
    """Start, middle or end of a year, as loosely as it is said."""
    first, count = _PARTS[name]
    if year is None and anchor is not None:
        year = anchor.year
        found = span_of_months(year, first, count, name, "part", None)
        return found._replace(inferred=True) if found else None
    return span_of_months(year, first, count, name, "part", None)


def year(number: int) -> Period | None:
    """A calendar year."""
    if not MINYEAR <= number <= MAXYEAR:
        return None
    return Period(date(number, 1, 1), date(number, 12, 31), "year", f"{number}")


def fiscal(number: int, part_of_it: str = "") -> Period:
    """A financial year has no days of its own: whose year it is the text does not say."""
    return Period(None, None, "year", f"FY{number}" + (f"-{part_of_it}" if part_of_it else ""))


def decade(first: int) -> Period:
    """Ten years from `first` on."""
    return Period(date(first, 1, 1), date(first + 9, 12, 31), "decade", f"{first}s")


def week(anchor: date | None, offset: int) -> Period:
    """Monday to Sunday, `offset` weeks from the anchor's."""
    if anchor is None or not 100 < anchor.year < MAXYEAR:
        return Period(None, None, "week", f"week{offset:+d}")
    monday = anchor - timedelta(days=anchor.weekday()) + timedelta(weeks=offset)
    return Period(monday, monday + timedelta(days=6), "week", f"{monday.isoformat()}/P7D", inferred=True)


def weekday(anchor: date | None, number: int, offset: int | None) -> Period:
    """Day `number` (Monday 0) of the week `offset` from the anchor's; without offset the last one up to the anchor."""
    if anchor is None or not 100 < anchor.year < MAXYEAR:
        return Period(None, None, "day", f"weekday{number}" + ("" if offset is None else f"{offset:+d}"))
    if offset is None:
        found = anchor - timedelta(days=(anchor.weekday() - number) % 7)
    else:
        found = anchor - timedelta(days=anchor.weekday()) + timedelta(days=number, weeks=offset)
    return Period(found, found, "day", found.isoformat(), inferred=True)


def from_anchor(anchor: date | None, days: int) -> Period:
    """Yesterday and its like."""
    if anchor is None or not 100 < anchor.year < MAXYEAR:
        return Period(None, None, "day", f"day{days:+d}")
    found = anchor + timedelta(days=days)
    return Period(found, found, "day", found.isoformat(), inferred=True)


def day_alone(number: int, until: int | None, anchor: date | None, *, ahead: bool = False) -> Period | None:
    """26日 as news agencies write it: the last such day up to the anchor, or one of the week ahead; with `ahead` the next one."""
    if anchor is None:
        return None if until else Period(None, None, "day", f"XXXX-XX-{number:02d}")
    for step in range(62) if ahead else (*range(0, -24, -1), *range(1, 8), *range(-24, -62, -1)):
        period = from_anchor(anchor, step)
        if period.first and period.first.day == number:
            last = day(period.first.year, period.first.month, until, anchor) if until else None
            return joined(period, last)._replace(inferred=True) if last else period
    return None


def month_from_anchor(anchor: date | None, offset: int) -> Period:
    """Last month and its like."""
    if anchor is None:
        return Period(None, None, "month", f"month{offset:+d}")
    at = max(anchor.year * 12 + anchor.month - 1 + offset, 0)
    found = month(at // 12, at % 12 + 1, None)
    return found._replace(inferred=True) if found else Period(None, None, "month", f"month{offset:+d}")


def quarter_from_anchor(anchor: date | None, offset: int) -> Period:
    """Last quarter and its like."""
    if anchor is None:
        return Period(None, None, "quarter", f"quarter{offset:+d}")
    at = anchor.year * 4 + (anchor.month - 1) // 3 + offset
    found = quarter(at // 4, at % 4 + 1, None)
    return found._replace(inferred=True) if found else Period(None, None, "quarter", f"quarter{offset:+d}")


def year_from_anchor(anchor: date | None, offset: int) -> Period:
    """Last year and its like."""
    found = year(anchor.year + offset) if anchor and anchor.year > 100 else None
    return found._replace(inferred=True) if found else Period(None, None, "year", f"year{offset:+d}")


def past_year(anchor: date | None, month: int) -> int | None:
    """The year whose month of that number was over, or nearly, when the anchor came."""
    if anchor is None:
        return None
    return anchor.year if anchor.month >= month else anchor.year - 1


def joined(first: Period, last: Period) -> Period:
    """From the first day of one to the last of the other."""
    key = f"{first.key}/{last.key}"
    return Period(first.first, last.last, last.precision, key, first.inferred or last.inferred)


def _nearest(number: int, of_month: int, anchor: date | None) -> int | None:
    """The year in which that day lies nearest to the anchor."""
    if anchor is None or not 100 < anchor.year < MAXYEAR:
        return None
    day_of = min(of_month, 28)
    return min((anchor.year - 1, anchor.year, anchor.year + 1), key=lambda at: abs((date(at, number, day_of) - anchor).days))
