"""Dates that follow from a day and a duration, and durations that follow from two dates."""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from decimal import Decimal
from itertools import permutations

from drafter.check.atoms import Atom
from drafter.check.lines import Line
from drafter.check.reckoning.steps import Reckoned

_ENDS = re.compile(r"(?i)止|结束|届满|到期|期满|\b(?:ends?|ending|expires?|runs?|until|through|last)\b")
_LASTS = re.compile(r"(?i)起|持续|为期|共|\b(?:lasts?|runs?|for|from|start\w*|beginning|effect\w*|opens?|opened)\b")
_AFTER = re.compile(r"(?i)(?:日|天|周|月|年)(?:之|以)?(?:后|内)|\b(?:after|within|later|following)\b")
"""Ninety days after, within ninety days: the first day is not counted."""
_EARLIER = re.compile(r"(?i)前|首[次个]|年来|第一次|早于|先于|提前|追溯|时隔|以来|\b(?:before|earlier|ago|prior|since|previous\w*|after|first)\b")
_TENTH = re.compile(r"(?i)[上中下]旬|\b(?:early|mid|late)\b")
_WORKING = re.compile(r"(?i)工作日|交易日|\b(?:working|business|trading)\b")
_BEFORE = {
    "month": re.compile(
        r"(?i)[比较][上前][一个]{0,2}月|环比|\b(?:the|than in the|from the) (?:previous month|month before)\b|\ba month (?:earlier|ago|before)\b"
    ),
    "quarter": re.compile(
        r"(?i)[比较][上前][一个]{0,2}季|环比|\b(?:the|than in the|from the) (?:previous quarter|quarter before)\b|\ba quarter (?:earlier|ago|before)\b"
    ),
}
_AHEAD = re.compile(
    r"(?i)[本下]一?个?季度?|当前季度|\b(?:for|in|over) the (?:current|present|coming|next|following) quarter|\b(?:this|next) quarter\b|\bcurrent[- ]quarter"
)


def later(claim: Atom, words: str, named: Sequence[Atom], said: str) -> str:
    """A date so long before or after another: three months after March, five working days from the 12th."""
    for dated in (atom for atom in named if atom.kind == "date" and atom.first):
        for span in (atom for atom in named if _whole(atom) and not _of_date(atom, named)):
            if not _fine_enough(claim, dated, span):
                continue
            for sign in (1, -1) if span.unit != "year" or _EARLIER.search(f"{words} {said}") else (1,):
                to_the_day = claim.precision == "day" or (claim.precision == "part" and dated.precision == "day")
                moved = _moved(dated, int(span.value or 0) * sign, span, day=to_the_day)
                ends = _ends(words, said, dated, span, moved) if moved and sign > 0 else (moved,)
                if any(_within(claim, end) for end in ends):
                    return f"{span.text} {'after' if sign > 0 else 'before'} {dated.text}"
    return _nth_day(claim, named, said) or _turn(claim, words, named, said) or _same_weekday(claim, named) or _step(claim, named, said)


_IN = re.compile(r"(?i)\b(?:in|within)(?: the)?(?: next| coming)?(?: about| around)? ?$")
_WITHIN = re.compile(r"(?i)(?:with)?in\b")
_HENCE = re.compile(r"\s?(?:之|以)?[后内]|(?i: from now\b|['’] time\b)")
_FOR = re.compile(r"(?i)\b(?:within|will|would|to|must|should|due|plans?|expects?|expected)\b|将|要|预计|须|应|拟|计划|内")


def from_today(claim: Atom, lines: Sequence[Line]) -> str:
    """So long from the day of the report on: in two weeks, 90天内."""
    for line in lines:
        day = line.text.day
        if day is None or not _FOR.search(line.words):
            continue
        today = Atom("date", 0, 0, day.isoformat(), first=day, last=day, precision="day")
        for span in line.atoms:
            if span.kind != "duration" or not span.value or span.value != span.value.to_integral_value():
                continue
            if not (_IN.search(line.words[max(0, span.start - 24) : span.start]) or _WITHIN.match(span.text) or _HENCE.match(line.words, span.end)):
                continue
            if (claim.precision, span.unit) in _FINE_ENOUGH and _within(claim, _moved(today, int(span.value), span, day=claim.precision in ("day", "part"))):
                return f"{span.text} after {day.isoformat()}"
    return ""


_FIRST_DAY = re.compile(
    r"(?i)起|开始|始于|施行|生效|恢复|复[牌课工]|\b(?:starts?|starting|begins?|beginning|from|opens?|resumes?|takes? (?:effect|over)|effective)\b"
)


def _turn(claim: Atom, words: str, named: Sequence[Atom], said: str) -> str:
    """What ends with 31 March is followed from 1 April on, what starts on 1 April runs until 31 March before it."""
    if claim.precision != "day" or claim.kind != "date":
        return ""
    for dated in (atom for atom in named if atom.precision == "day" and atom.first):
        if claim.first == _day_after(dated.first) and _ENDS.search(said) and _FIRST_DAY.search(words):
            return f"the day after {dated.text}"
        if claim.first == _day_before(dated.first) and _FIRST_DAY.search(said) and (_ENDS.search(words) or "至" in words):
            return f"the day before {dated.text}"
    return ""


def _fine_enough(claim: Atom, dated: Atom, span: Atom) -> bool:
    """No month from a year; a part of a year only from a day and a length told in so many words."""
    if (claim.precision, span.unit) not in _FINE_ENOUGH or (span.unit == "year" and claim.precision == "month" and dated.precision == "year"):
        return False
    if claim.precision == "part" or _TENTH.search(claim.text):
        if dated.precision not in ("day", "month"):
            return False
        return "季" not in span.text and any(character.isdigit() for character in dated.text)
    return True


def _nth_day(claim: Atom, named: Sequence[Atom], said: str) -> str:
    """The third calendar day after the record date."""
    if claim.precision != "day":
        return ""
    for found in _NTH_DAY.finditer(said):
        count = "一二三四五六七八九十".find(found[1]) + 1 or int(found[1])
        for dated in (atom for atom in named if atom.precision == "day" and atom.first):
            if dated.first and _within(claim, _working(dated.first, count) if found["unit"] != "自然日" else dated.first + timedelta(days=count)):
                return f"{found.group()} after {dated.text}"
    return ""


def _whole(span: Atom) -> bool:
    return span.kind == "duration" and bool(span.value) and span.value is not None and span.value == span.value.to_integral_value() > 1


def _of_date(span: Atom, named: Sequence[Atom]) -> bool:
    """The eight months of `the first eight months` are no time to come."""
    return any(atom.first and (atom.start, atom.end, atom.text) == (span.start, span.end, span.text) for atom in named)


def _ends(words: str, said: str, dated: Atom, span: Atom, moved: date) -> tuple[date, ...]:
    """24 months from 1 September on end with August; 90 days from 4 March on end with the 89th day after it, or the 90th."""
    before = moved - timedelta(days=1)
    if dated.precision != "day" or dated.first is None:
        return (moved,)
    told = bool(_ENDS.search(words))
    if span.unit in ("day", "week") or dated.first.day != 1:
        return (before, moved) if (told or "至" in words) and _LASTS.search(said) and not _AFTER.search(said) else (moved,)
    return (before,) if told else (moved, before)


def _within(claim: Atom, moved: date | None) -> bool:
    return moved is not None and claim.first is not None and claim.last is not None and claim.first <= moved <= claim.last


_FINE_ENOUGH = {
    *(("day", unit) for unit in ("day", "week", "month", "year")),
    *(("part", unit) for unit in ("day", "week", "month", "year")),
    *(("month", unit) for unit in ("day", "week")),
    ("month", "month"),
    ("month", "year"),
    ("year", "year"),
}


def _moved(dated: Atom, count: int, span: Atom, *, day: bool) -> date | None:
    """`day`: to the day, which a date of a month or year does not allow."""
    first, unit = dated.first, span.unit
    if first is None or abs(count) > 1000 or (day and dated.precision != "day"):
        return None
    if unit in ("day", "week"):
        if dated.precision != "day":
            return None
        return _working(first, count) if _WORKING.search(span.text) else first + timedelta(days=count * (7 if unit == "week" else 1))
    months = first.year * 12 + first.month - 1 + count * (12 if unit == "year" else 1)
    if unit not in ("month", "year") or not 12 <= months < 9999 * 12:
        return None
    start = date(months // 12, months % 12 + 1, 1)
    return start + timedelta(days=min(first.day, monthrange(start.year, start.month)[1]) - 1) if day else start


def _working(first: date, count: int) -> date:
    """So many Mondays to Fridays away; holidays are not known."""
    step = 1 if count > 0 else -1
    for _ in range(abs(count)):
        first += timedelta(days=step)
        while first.weekday() > 4:
            first += timedelta(days=step)
    return first


def _step(claim: Atom, named: Sequence[Atom], said: str) -> str:
    """The month or quarter before the one told of, where the source measures from it; the quarter after, where it looks ahead."""
    if claim.precision not in ("month", "quarter"):
        return ""
    dated = [atom for atom in named if atom.kind == "date" and atom.first and atom.last and atom.precision == claim.precision and atom.text]
    said_so = {(atom.start, atom.end, atom.text): atom for atom in reversed(dated)}  # of one place the first: what is implied by it is that step already
    dated = [atom for atom in said_so.values() if not _AHEAD.search(atom.text) and not _BEFORE[claim.precision].search(atom.text)]
    if claim.precision == "quarter" and _FOUR_QUARTERS.search(said):
        years = (atom for atom in named if atom.precision == "year" and atom.first and claim.first and atom.first.year == claim.first.year)
        return next((f"a quarter of {year.text}" for year in years), "")
    before, after = _BEFORE[claim.precision].search(said), _AHEAD.search(said) if claim.precision == "quarter" else None
    for atom in dated:
        if before and claim.last == _day_before(atom.first):
            return f"the {claim.precision} before {atom.text}"
        if after and claim.first == _day_after(atom.last):
            return f"the quarter after {atom.text}"
    return ""


def beside(claim: Atom, named: Sequence[Atom]) -> str:
    """The period before one told of, or what is left of a period without a part of it: what a reckoned figure may be told of."""
    if claim.kind not in ("date", "date-range") or not claim.first or not claim.last:
        return ""
    dated = [atom for atom in named if atom.first and atom.last and atom.kind in ("date", "date-range") and atom.text]
    alike = {atom.first: atom for atom in dated if atom.precision == claim.precision in ("day", "month", "quarter", "half", "year")}
    if len(alike) == 1 and any(claim.last == _day_before(atom.first) for atom in alike.values()):
        return f"before {next(iter(alike.values())).text}"
    return next((how for off in ((0, -1, 1) if claim.inferred else (0,)) if (how := _made_up(_years_off(claim, off), dated))), "")


def _years_off(claim: Atom, off: int) -> Atom:
    """The same part of a neighbouring year: which one it was of is told by the source."""
    if not off or not claim.first or not claim.last or not 1000 < claim.first.year < 9000:
        return claim
    last = claim.last if (claim.last.month, claim.last.day) != (2, 29) else claim.last - timedelta(days=1)
    return claim._replace(
        first=claim.first.replace(year=claim.first.year + off, day=1 if claim.first.day == 29 else claim.first.day), last=last.replace(year=last.year + off)
    )


def _made_up(claim: Atom, dated: Sequence[Atom]) -> str:
    """Two periods that make it up, or one without the other."""
    if not claim.first or not claim.last:
        return ""
    dated = [*dated, *(_years_off(atom, off) for atom in dated if atom.inferred and atom.precision in ("half", "quarter") for off in (-1, 1))]
    inside = [atom for atom in dated if atom.first and atom.last and claim.first <= atom.first and atom.last <= claim.last and atom.precision in _LONG]
    if tiles := _tiled(claim, inside):
        return " and ".join(tiles)
    dated = [atom for atom in dated if claim.first in (atom.first, _day_after(atom.last)) or claim.last in (atom.last, _day_before(atom.first))][:16]
    for whole, part in permutations(dated, 2):
        if whole.first == claim.first and whole.last == part.last and _day_before(part.first) == claim.last:
            return f"{whole.text} without {part.text}"
        if whole.last == claim.last and whole.first == part.first and _day_after(part.last) == claim.first:
            return f"{whole.text} without {part.text}"
    return ""


_LONG = ("month", "quarter", "half")


def _tiled(claim: Atom, inside: Sequence[Atom]) -> list[str]:
    """Periods that follow one another from its first day to its last: 一季度、二季度和三季度."""
    tiles: list[str] = []
    at = claim.first
    while at and claim.last and at <= claim.last and len(tiles) < 12:
        found = max((atom for atom in inside if atom.first == at and atom.last), key=lambda atom: str(atom.last), default=None)
        if found is None or (found.first, found.last) == (claim.first, claim.last):
            return []
        tiles.append(found.text)
        at = _day_after(found.last)
    return tiles if len(tiles) > 1 and at == _day_after(claim.last) else []


def lasting(claim: Atom, words: str, named: Sequence[Atom], said: str) -> str:
    """From a day on, for so long: 6 to 8 July, three days from the 6th on."""
    if claim.precision != "day" or not any(atom.kind == "date" and atom.first == claim.first for atom in named):
        return ""
    end = claim._replace(kind="date", first=claim.last)
    how = later(end, f"{words} until", named, said)
    return how or next((f"{span.text} from it on" for span in named if _whole(span) and span.unit == "day" and _inclusive(claim, span)), "")


def _inclusive(claim: Atom, span: Atom) -> bool:
    return bool(claim.first and claim.last and span.value and (claim.last - claim.first).days + 1 == span.value)


_WEEKDAY = re.compile(r"(?i)(?:(?:on )?(?:mon|tues|wednes|thurs|fri|satur|sun)day|(?:本|下|这)?(?:周|星期|礼拜)[一二三四五六日天])")


def _same_weekday(claim: Atom, named: Sequence[Atom]) -> str:
    """Friday is the day after tomorrow: a weekday alone may lie ahead as well as behind."""
    if claim.precision != "day" or not claim.inferred or not claim.first or not _WEEKDAY.fullmatch(claim.text.strip()):
        return ""
    return next((f"the same as {atom.text}" for atom in named if atom.precision == "day" and atom.first and (atom.first - claim.first).days == 7), "")


_MORROW = re.compile(r"(?i)次日|翌日|第二天|\b(?:the )?(?:next|following) (?:day|morning|afternoon|evening)\b|\bovernight\b")
_NTH_DAY = re.compile(r"后第([一二三四五六七八九十]|[1-9]\d?)个(?P<unit>自然日|工作日|交易日)")
_FOUR_QUARTERS = re.compile(r"(?i)四个季度|各季度?|\b(?:four|each) quarters?\b")


def next_days(dated: Sequence[Atom], words: str) -> list[Atom]:
    """The day after each, where the words speak of it."""
    days = [atom for atom in dated if atom.precision == "day" and atom.last] if _MORROW.search(words) else []
    moved = [(atom, _day_after(atom.last)) for atom in days]
    return [atom._replace(kind="date", first=day, last=day, key=day.isoformat(), text=f"the day after {atom.text}") for atom, day in moved if day]


def _day_before(day: date | None) -> date | None:
    return day - timedelta(days=1) if day and day > date.min else None


def _day_after(day: date | None) -> date | None:
    return day + timedelta(days=1) if day and day < date.max else None


def spans(claim: Atom, named: Sequence[Atom], days: Sequence[date]) -> Reckoned:
    """How long it is from one date to another, both ends counted or one."""
    today = (Atom("date", 0, 0, day.isoformat(), first=day, last=day, precision="day") for day in days)
    apart = {(atom.first, atom.last): atom for atom in reversed(named) if atom.first and atom.last}
    dated = [*list(apart.values())[::-1][:12], *today]
    ranges = [(atom, atom) for atom in dated if atom.kind == "date-range"]
    bounded = claim.comparator not in ("exact", "about")
    pairs = ranges if ranges and bounded else ranges + list(permutations(dated, 2))
    for first, second in pairs:
        start, end, how = first.first, second.last if first is second else second.first, f"from {first.text} to {second.text}"
        if start is not None and end is not None and end > start:
            daily = first.precision == second.precision == "day"
            yield from ((value, how) for value in _lengths(claim, start, end, daily=daily, monthly={first.precision, second.precision} <= {"day", "month"}))


def _lengths(claim: Atom, start: date, end: date, *, daily: bool, monthly: bool) -> Iterator[Decimal]:
    """In the claim's unit; weeks of whole ones (about: within two days), years in halves too, and exactly where the claim is a bound."""
    days, months = (end - start).days, (end.year - start.year) * 12 + end.month - start.month
    if claim.unit == "day" and daily:
        yield from (Decimal(days + more) for more in (0, 1))
    elif claim.unit == "week" and daily:
        off = 2 if claim.comparator == "about" else 0
        yield from (Decimal(near) / 7 for near in range(days - off, days + off + 2) if near % 7 == 0)
        yield from (Decimal(days) / 7,) if claim.comparator not in ("exact", "about") else ()
    elif claim.unit == "month":
        yield from (Decimal(months + more) for more in (0, 1))
    elif claim.unit == "year" and end.year > start.year:
        yield Decimal(end.year - start.year)
    if claim.unit == "year" and monthly and claim.value is not None:
        whole = claim.value == claim.value.to_integral_value()
        bounded = claim.comparator not in ("exact", "about")
        off = 2 if claim.comparator == "about" and months > 12 else 0
        yield from (Decimal(near) / 12 for near in range(months - off, months + off + 2) if near % 6 == 0 and not whole)
        yield from (Decimal(months) / 12,) if bounded else ()
