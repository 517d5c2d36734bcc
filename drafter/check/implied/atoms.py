"""What a source implies without a figure of its own: `two days ago`, the month before (环比), the year before (同比), `on the 12th` of a month
named before, the ends of a range of dates, `a fortnight`, `two dozen`, `a third straight quarter`, one dollar where it says `per dollar`.

Only sources are read so: what they imply carries a statement, it never contradicts one.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from decimal import Decimal
from itertools import pairwise

from drafter.check.atoms import Atom, atoms
from drafter.check.atoms.nouns import Kind, Precision
from drafter.check.implied.dates import implied_dates
from drafter.check.implied.half_said import bound, half_said
from drafter.check.implied.misread import runs
from drafter.check.spelled import ENGLISH

_AGO = re.compile(r"\s?(?:ago\b|earlier\b|before\b|(?:之|以)?前)")
_YEAR_BEFORE = re.compile(r"(?i)同比|上年同期|去年同期|year[- ]on[- ]year|year[- ]over[- ]year|(?:a|one) year (?:ago|earlier|before)|from last year")
_STEP_BEFORE = re.compile(
    r"(?i)环比|month[- ]on[- ]month|month[- ]over[- ]month|quarter[- ]on[- ]quarter|quarter[- ]over[- ]quarter"
    r"|previous (?:month|quarter)|(?:a|one) (?:month|quarter) (?:ago|earlier|before)"
)
_MEASURED_FROM = re.compile(r"(?i)(?:\d ?%|per ?cent|points?|higher|lower|more|less) (?:from|than in|on|against|compared with)(?: the)? $|[较比]$")
_NO_MEASURE = re.compile(r"(?i)\b(?:will|would|shall|to be|cap(?:ped|s)?|limit(?:ed|s)?|effective)\b|去年|last year")
"""Capped at 4% from July, will rise 3% from January: the month from which it holds, not the one it is measured from."""
_NUMBERS = {
    word: Decimal(number)
    for words in (
        "one two three four five six seven eight nine ten",
        "first second third fourth fifth sixth seventh eighth ninth tenth",
        "一二三四五六七八九十",
    )
    for number, word in enumerate(words.split() if " " in words else words, 1)
} | {"两": Decimal(2)}
_UNITS = {
    "day": (1, "day"),
    "week": (1, "week"),
    "month": (1, "month"),
    "quarter": (3, "month"),
    "year": (1, "year"),
    "decade": (10, "year"),
    "century": (100, "year"),
    "half-year": (6, "month"),
    "half year": (6, "month"),
    "fortnight": (2, "week"),
    "dozen": (12, ""),
    "日": (1, "day"),
    "天": (1, "day"),
    "周": (1, "week"),
    "月": (1, "month"),
    "个月": (1, "month"),
    "季度": (3, "month"),
    "季": (3, "month"),
    "个季度": (3, "month"),
    "年": (1, "year"),
    "dollar": (1, "USD"),
    "euro": (1, "EUR"),
    "pound": (1, "GBP"),
    "美元": (1, "USD"),
    "欧元": (1, "EUR"),
    "英镑": (1, "GBP"),
    "share": (1, "/"),
}
_NUMBER = "|".join(sorted(_NUMBERS, key=len, reverse=True))
_IN_SUCCESSION = re.compile(
    rf"(?i)\b(?P<n>{_NUMBER}) (?P<u>quarter|month|year|week) of (?:[a-z-]+ )?(?:growth|declines?|falls?|gains?|loss(?:es)?|increases?"
    rf"|contraction|expansion|outflows?|inflows?)\b"
)
"""The ninth quarter of growth."""
_TURNS: tuple[tuple[re.Pattern[str], Kind, str], ...] = (
    (
        re.compile(r"(?i)\b(?:a|an|the|past|last|this|full|one|previous|every|each) ?(?P<u>day|week|month|quarter|year|decade|century|fortnight)\b"),
        "duration",
        "",
    ),
    (re.compile(rf"(?i)\b(?P<n>{_NUMBER})[ -](?:straight|consecutive|successive|running)[ -](?P<u>day|week|month|quarter|year)s?\b"), "duration", ""),
    (re.compile(rf"(?i)\b(?P<n>{_NUMBER}) (?:straight |consecutive )?(?P<u>quarter|month|year|week)ly\b"), "duration", ""),
    (re.compile(rf"(?i)\b(?:first|last|past|previous|next) (?P<n>{_NUMBER}) (?P<u>quarter)s\b"), "duration", ""),
    (_IN_SUCCESSION, "duration", ""),
    (re.compile(rf"连续第?(?P<n>{_NUMBER})(?:个)?(?P<u>季度|月|年|周|天|日|季)"), "duration", ""),
    (re.compile(rf"前(?P<n>{_NUMBER})个?(?P<u>季度|季)"), "duration", ""),
    (re.compile(rf"(?P<n>{_NUMBER})个(?P<u>季度)"), "duration", ""),
    (re.compile(rf"(?i)\b(?P<n>{_NUMBER}) (?P<u>quarter)s\b"), "duration", ""),
    (re.compile(r"(?i)\b(?:a )?(?P<u>fortnight)\b"), "duration", ""),
    (re.compile(r"(?i)\b(?P<u>half[- ]year)\b"), "duration", ""),
    (re.compile(rf"(?i)\b(?P<n>{_NUMBER}) (?P<u>dozen)\b"), "count", ""),
    (re.compile(r"(?i)(?:\bper|\bto the|\bagainst the|\ba) (?:US |U\.S\. )?(?P<u>dollar|euro|pound)\b"), "money", "USD"),
    (re.compile(r"兑(?:一|1)?(?P<u>美元|欧元|英镑)"), "money", "USD"),
)
_A_QUARTER = re.compile(r"(?i)\b(?:from|to|by|about|nearly|almost|over|than) a quarter\b(?! of (?:a|an) )|\ba quarter of\b")
_HALF_PERCENT = re.compile(r"(?i)half a per ?cent(?!age)")
_FOLD = re.compile(r"(?i)\b(?:double|triple|treble|quadruple|halves?)\b")
_TIMES = {"doub": Decimal(2), "trip": Decimal(3), "treb": Decimal(3), "quad": Decimal(4), "halv": Decimal("0.5")}
_COUNTED = {word: number for number, word in enumerate(ENGLISH) if number > 1}
_COUNT = re.compile(rf"(?i)\b(?:{'|'.join(_COUNTED)})\b(?![- ](?:hundred|thousand|million|billion|percent|per))")
_ONCE_IN = re.compile(
    rf"(?i)\b(?P<n>once|twice) (?:in|out of)(?: every)? "
    rf"(?P<of>{'|'.join([*_COUNTED, '[2-9]', '[1-9][0-9]'])})\b(?! (?:million|billion|years|months|weeks|days))"
)
_ITS_FIRST = re.compile(rf"(?i)\b(?:its|his|her|our|their) (?P<of>first (?:{'|'.join(_COUNTED)}|[2-9]|1[01]) months)\b")
_END = re.compile(r"(?i)\bend(?: of|-)|year-end|month-end|[月季年度]底|[月季年度]末")
_SPREAD = re.compile(
    r"(?i),? (?:plus or minus|plus/minus|give or take|within) | ?± ?|，?(?:上下|正负|左右)(?:浮动|波动|误差)?(?:约|不超过|各)?|，?(?:浮动|波动"
    r"|误差)(?:幅度)?(?:为|在|约)?(?:上下|正负)?"
)
"""24.5 %, plus or minus half a point."""
_PER_SCALE = re.compile(r"(?i)(?:\b(?:per|an?|each|every) |(?<=[0-9])/|/ ?)(?P<n>hundred|thousand|million|billion)\b(?! (?:and|times)\b)")
_SCALES = {"hundred": 100, "thousand": 1000, "million": 10**6, "billion": 10**9}
_AROUND = re.compile(r"(?i)around[ -]the[ -]clock|全天候|昼夜不停|24/7|7[×x*]24")
_MONTH_NAMES = ["January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December"]
_MONTH = re.compile(rf"(?:(?<=[a-z,(] )(?:mid-)?({'|'.join(_MONTH_NAMES)})\b(?! \d)(?!['’]s)|(?<![A-Za-z] )\b({'|'.join(_MONTH_NAMES)})['’]s? [a-z])")
"""The quarter ended March, their May peak, May's gain."""
_WEEKEND = re.compile(r"(?i)\bweekends?\b|周末")
_OLD_YEAR = re.compile(r"(?i)\b(?:in|since|from|of|to) (1[5-9]\d\d)\b(?![\d,.]\d| ?[a-z%])")
_SEASON = re.compile(r"(?i)\b(?P<which>next|last|this|the (?:coming|following)) (?:spring|summer|autumn|fall|winter)\b")
_WHOLE_YEAR = re.compile(r"(?i)全年|年内|本年度?|\b(?:full[- ]year|(?:for|over|of|in) the year|year[- ]to[- ]date|so far this year|annual)\b")
_THREE_QUARTERS = re.compile(r"(?i)前三季度|前九个月|first (?:three quarters|nine months)")
_DAY_ALONE = re.compile(r"(?i)(?:on )?the \d{1,2}(?:st|nd|rd|th)|\d{1,2}[日号]")


def implied(words: str, found: Sequence[Atom], day: date | None) -> tuple[Atom, ...]:
    """The atoms with days put into the month they belong to, and the implied dates after them."""
    day = day if day and 400 < day.year < 9900 else None
    fixed = tuple(_in_its_month(atom, found) for atom in found)
    share = (Atom("fraction", found.start(), found.end(), found.group(), value=Decimal("0.25"), digits=2) for found in _A_QUARTER.finditer(words))
    half = (Atom("percent", found.start(), found.end(), found.group(), value=Decimal("0.5"), unit="%", digits=1) for found in _HALF_PERCENT.finditer(words))
    times = (
        Atom("multiple", found.start(), found.end(), found.group(), value=_TIMES[found.group().lower()[:4]], unit="x", digits=1)
        for found in _FOLD.finditer(words)
    )
    taken = [(atom.start, atom.end) for atom in found]
    counted = tuple(
        Atom(
            "number",
            match.start(),
            match.end(),
            match.group(),
            value=Decimal(_COUNTED[match.group().lower()]),
            digits=1,
            comparator=bound(words, match.start()),
        )
        for match in _COUNT.finditer(words)
        if not any(start < match.end() and match.start() < end for start, end in taken)
    )
    clock = (Atom("duration", found.start(), found.end(), found.group(), value=Decimal(24), unit="hour", digits=2) for found in _AROUND.finditer(words))
    said = (
        *_spreads(words, found),
        *_per_scale(words),
        *_once_in(words),
        *share,
        *half,
        *times,
        *counted,
        *clock,
        *_old_years(words),
        *half_said(words, [*found, *counted]),
    )
    dated = (
        *_ago(words, fixed, day),
        *_before(words, fixed, day),
        *_step_before(words, fixed),
        *_ends(words, fixed),
        *_seasons(words, day),
        *_months(words, day),
        *_weekend(words, day),
        *_its_first(words, day),
        *implied_dates(words, found, day),
    )
    return (*said, *fixed, *dated, *_turns(words), *runs(words, found))


def _spreads(words: str, found: Sequence[Atom]) -> Iterator[Atom]:
    """The range of a figure told with how far it may be off, in its own unit or in per cent of it."""
    for middle, off in pairwise(found):
        if middle.value is None or off.value is None or not _SPREAD.fullmatch(words[middle.end : off.start]):
            continue
        if (off.kind, off.unit) == (middle.kind, middle.unit) or (off.kind == "points" and middle.kind == "percent") or (not off.unit and off.kind == "number"):
            by = off.value
        elif off.kind == "percent":
            by = middle.value * off.value / 100
        else:
            continue
        low, high = middle.value - abs(by), middle.value + abs(by)
        yield middle._replace(end=off.end, text=words[middle.start : off.end], value=None, low=low, high=high, comparator="exact", hedge="")


def _per_scale(words: str) -> Iterator[Atom]:
    """每百万token counts what `per million tokens` does not."""
    for found in _PER_SCALE.finditer(words):
        value = Decimal(_SCALES[found["n"].lower()])
        yield Atom("number", found.start(), found.end(), found.group(), value=value, digits=1)


def _its_first(words: str, day: date | None) -> Iterator[Atom]:
    """头六个月 of `its first six months` reads as the year's."""
    for found in _ITS_FIRST.finditer(words):
        yield from (atom._replace(start=found.start("of"), end=found.end("of")) for atom in atoms(found["of"], "en", day) if atom.first)


def _once_in(words: str) -> Iterator[Atom]:
    """Lost once in seven games: one of seven."""
    for found in _ONCE_IN.finditer(words):
        whole = _COUNTED.get(found["of"].lower()) or int(found["of"])
        value = Decimal(1 if found["n"].lower() == "once" else 2) / whole
        yield Atom("fraction", found.start(), found.end(), found.group(), value=value, digits=2)


def _weekend(words: str, day: date | None) -> Iterator[Atom]:
    """Its Saturdays and Sundays: of this week, the last and the next."""
    for found in _WEEKEND.finditer(words) if day else ():
        saturday = (day or date.min) + timedelta(days=5 - (day or date.min).weekday())
        for days in (-7, -6, 0, 1, 7, 8):
            yield _date(Atom("date", found.start(), found.end(), found.group()), saturday + timedelta(days=days), "day")


def _old_years(words: str) -> Iterator[Atom]:
    """Founded in 1888."""
    for found in _OLD_YEAR.finditer(words):
        yield _date(Atom("date", found.start(1), found.end(1), found[1]), date(int(found[1]), 1, 1), "year")


def _seasons(words: str, day: date | None) -> Iterator[Atom]:
    """Next spring may be this year's or the next one's; the whole year is the one just told of."""
    if day is None:
        return
    for season in _SEASON.finditer(words):
        which = season["which"].lower()
        for year in (day.year, day.year + (0 if which == "this" else -1 if which == "last" else 1)):
            yield _date(Atom("date", season.start(), season.end(), season.group()), date(year, 1, 1), "year")
    if _WHOLE_YEAR.search(words) and _THREE_QUARTERS.search(words):  # what is left of the year is its last quarter
        last = date(day.year, 10, 1)
        yield _next(Atom("date", 0, 0, "", precision="quarter"), last)
    for whole in _WHOLE_YEAR.finditer(words):
        for year in (day.year, day.year - 1) if day.month < 5 else (day.year,):
            yield _date(Atom("date", whole.start(), whole.end(), whole.group()), date(year, 1, 1), "year")


def _months(words: str, day: date | None) -> Iterator[Atom]:
    if day is None:
        return
    for found in _MONTH.finditer(words):
        month = _MONTH_NAMES.index(found[1] or found[2]) + 1
        yield _date(Atom("date", found.start(), found.end(), found[1] or found[2]), date(day.year if month <= day.month else day.year - 1, month, 1), "month")


def _in_its_month(atom: Atom, found: Sequence[Atom]) -> Atom:
    if atom.kind != "date" or atom.precision != "day" or not atom.inferred or atom.first is None or not _DAY_ALONE.fullmatch(atom.text.strip()):
        return atom
    month = next((other for other in found if other.precision == "month" and other.inferred and other.first and other.start < atom.start), None)
    if month is None or month.first is None:
        return atom
    try:
        day = month.first.replace(day=atom.first.day)
    except ValueError:
        return atom
    return atom._replace(first=day, last=day, key=day.isoformat())


def _ago(words: str, found: Sequence[Atom], day: date | None) -> Iterator[Atom]:
    for atom in found:
        if day is None or atom.kind != "duration" or atom.value is None or not _AGO.match(words, atom.end) or atom.value != atom.value.to_integral_value():
            continue
        count = int(atom.value)
        if atom.unit == "day" and count < 366:
            yield _date(atom, day - timedelta(days=count), "day")
        elif atom.unit == "month" and count < 120:
            yield _date(atom, _back(day, count), "month")
        elif atom.unit == "year" and 0 < count < 200:
            yield _date(atom, day.replace(year=day.year - count, day=1), "year")


def _step_before(words: str, found: Sequence[Atom]) -> Iterator[Atom]:
    """The month or quarter before, where the source measures from it."""
    dated = [atom for atom in found if atom.kind == "date" and atom.first and atom.precision in ("month", "quarter")]
    if _STEP_BEFORE.search(words):
        for atom in dated:
            if atom.first and atom.first.year > 1 and atom.precision == "quarter":
                yield _next(atom, _back(atom.first, 3))
            if atom.first and atom.first.year > 1 and atom.precision == "month":
                yield _date(atom, _back(atom.first, 1), "month")


def _before(words: str, found: Sequence[Atom], day: date | None) -> Iterator[Atom]:
    dated = [atom for atom in found if atom.kind == "date" and atom.first and atom.precision in ("month", "quarter", "year")]
    if _YEAR_BEFORE.search(words):
        if day is not None:
            yield _date_at(day.replace(year=day.year - 1, month=1, day=1), "year")
        for atom in dated:
            if atom.first and atom.first.year > 1 and atom.precision != "quarter":
                yield _date(atom, atom.first.replace(year=atom.first.year - 1, day=1), atom.precision)
    alone = [atom for atom in dated if [other.precision for other in dated].count(atom.precision) == 1]
    for atom in alone:
        if (
            atom.first
            and atom.precision in ("month", "quarter")
            and atom.first.year < 9000
            and _MEASURED_FROM.search(words[max(0, atom.start - 24) : atom.start])
            and not _NO_MEASURE.search(words[max(0, atom.start - 60) : atom.end])
        ):
            step = 3 if atom.precision == "quarter" else 1
            yield _next(atom, _back(atom.first, -step))


def _next(atom: Atom, first: date) -> Atom:
    """The month or quarter after: down 7 % from the second quarter is told of the third."""
    if atom.precision == "month":
        return _date(atom, first, "month")
    key, last = f"{first.year}-Q{(first.month + 2) // 3}", _back(first, -3) - timedelta(days=1)
    return Atom("date", atom.start, atom.end, atom.text, first=first, last=last, precision="quarter", key=key, inferred=True)


def _ends(words: str, found: Sequence[Atom]) -> Iterator[Atom]:
    for atom in found:
        if atom.kind == "date-range" and atom.first and atom.last and atom.precision in ("day", "month", "year"):
            yield _date(atom, atom.first, atom.precision)
            yield _date(atom, atom.last, atom.precision)
            if atom.precision == "month" and atom.first.month == 1:
                yield Atom("duration", atom.start, atom.end, atom.text, value=Decimal(atom.last.month), unit="month", digits=1)
        elif atom.kind == "date" and atom.last and atom.precision in ("month", "quarter", "half", "year") and _END.search(words):
            yield _date(atom, atom.last, "day")
            yield _date(atom, atom.last, "month")


def _turns(words: str) -> Iterator[Atom]:
    """Turns of phrase that stand for a figure."""
    for pattern, kind, unit in _TURNS:
        for found in pattern.finditer(words):
            value = _NUMBERS.get(found["n"].lower()) if "n" in pattern.groupindex else Decimal(1)
            size, measure = _UNITS.get((found["u"].lower().rstrip("s") if "u" in pattern.groupindex else unit), (1, unit))
            if value is not None:
                yield Atom(kind, found.start(), found.end(), found.group(), value=value * size, unit=measure, digits=1)


def _back(day: date, months: int) -> date:
    at = day.year * 12 + day.month - 1 - months
    return date(at // 12, at % 12 + 1, 1)


def _date_at(first: date, precision: Precision) -> Atom:
    return _date(Atom("date", 0, 0, ""), first, precision)


def _date(atom: Atom, first: date, precision: Precision) -> Atom:
    """A date in the place of `atom`; only months, years and days are implied."""
    if precision == "day":
        last, key = first, first.isoformat()
    elif precision == "month":
        first = first.replace(day=1)
        last, key = _back(first, -1) - timedelta(days=1), first.isoformat()[:7]
    else:
        first = date(first.year, 1, 1)
        last, key = date(first.year, 12, 31), str(first.year)
    return Atom("date", atom.start, atom.end, atom.text, first=first, last=last, precision=precision, key=key, inferred=True)
