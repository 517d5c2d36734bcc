"""What a source implies without a figure of its own: `two days ago`, the month before (环比), the year before (同比), `on the 12th` of a month
named before, the ends of a range of dates, `a fortnight`, `two dozen`, `a third straight quarter`, one dollar where it says `per dollar`.

Only sources are read so: what they imply carries a statement, it never contradicts one.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from decimal import Decimal

from drafter.check.atoms import Atom
from drafter.check.atoms.nouns import Kind, Precision
from drafter.check.spelled import ENGLISH

_AGO = re.compile(r"\s?(?:ago\b|earlier\b|before\b|(?:之|以)?前)")
_YEAR_BEFORE = re.compile(r"(?i)同比|上年同期|去年同期|year[- ]on[- ]year|year[- ]over[- ]year|(?:a|one) year (?:ago|earlier|before)|from last year")
_STEP_BEFORE = re.compile(
    r"(?i)环比|month[- ]on[- ]month|month[- ]over[- ]month|quarter[- ]on[- ]quarter|quarter[- ]over[- ]quarter|previous (?:month|quarter)"
)
_MEASURED_FROM = re.compile(r"(?i)(?:\d ?%|per ?cent|points?|higher|lower|more|less) (?:from|than in|on|against|compared with)(?: the)? $|[较比]$")
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
_TURNS: tuple[tuple[re.Pattern[str], Kind, str], ...] = (
    (
        re.compile(r"(?i)\b(?:a|an|the|past|last|this|full|one|previous|every|each) ?(?P<u>day|week|month|quarter|year|decade|century|fortnight)\b"),
        "duration",
        "",
    ),
    (re.compile(rf"(?i)\b(?P<n>{_NUMBER})[ -](?:straight|consecutive|successive|running)[ -](?P<u>day|week|month|quarter|year)s?\b"), "duration", ""),
    (re.compile(rf"(?i)\b(?P<n>{_NUMBER}) (?:straight |consecutive )?(?P<u>quarter|month|year|week)ly\b"), "duration", ""),
    (re.compile(rf"(?i)\b(?:first|last|past|previous|next) (?P<n>{_NUMBER}) (?P<u>quarter)s\b"), "duration", ""),
    (re.compile(rf"连续第?(?P<n>{_NUMBER})(?:个)?(?P<u>季度|月|年|周|天|日|季)"), "duration", ""),
    (re.compile(rf"前(?P<n>{_NUMBER})个?(?P<u>季度|季)"), "duration", ""),
    (re.compile(rf"(?P<n>{_NUMBER})个?(?P<u>季度)"), "duration", ""),
    (re.compile(rf"(?i)\b(?P<n>{_NUMBER}) (?P<u>quarter)s\b"), "duration", ""),
    (re.compile(r"(?i)\b(?:a )?(?P<u>fortnight)\b"), "duration", ""),
    (re.compile(r"(?i)\b(?P<u>half[- ]year)\b"), "duration", ""),
    (re.compile(rf"(?i)\b(?P<n>{_NUMBER}) (?P<u>dozen)\b"), "count", ""),
    (re.compile(r"(?i)(?:\bper|\bto the|\bagainst the|\ba) (?:US |U\.S\. )?(?P<u>dollar|euro|pound)\b"), "money", "USD"),
    (re.compile(r"兑(?:一|1)?(?P<u>美元|欧元|英镑)"), "money", "USD"),
)
_A_QUARTER = re.compile(r"(?i)\b(?:from|to|by|about|nearly|almost|over|than) a quarter\b(?! of (?:a|an) )|\ba quarter of\b")
_HALF_PERCENT = re.compile(r"(?i)half a per ?cent(?!age)")
_FOLD = re.compile(r"(?i)\b(?:double|triple|treble|quadruple)\b")
_TIMES = {"doub": 2, "trip": 3, "treb": 3, "quad": 4}
_COUNTED = {word: number for number, word in enumerate(ENGLISH) if number > 1}
_COUNT = re.compile(rf"(?i)\b(?:{'|'.join(_COUNTED)})\b(?![- ](?:hundred|thousand|million|billion|percent|per))")
_END = re.compile(r"(?i)\bend(?: of|-)|year-end|month-end|[月季年度]底|[月季年度]末")
_AROUND = re.compile(r"(?i)around[ -]the[ -]clock|全天候|昼夜不停|24/7|7[×x*]24")
_MID = re.compile(r"(?i)\b(?P<part>low|mid|middle|high|upper)(?:-| |-to-\w+[- ])(?P<tens>[1-9]0s|teens|twenties|thirties|forties|fifties|sixties|seventies|eighties|nineties)\b")
_TENS = {"teens": 10, "twenties": 20, "thirties": 30, "forties": 40, "fifties": 50, "sixties": 60, "seventies": 70, "eighties": 80, "nineties": 90}
_PARTS = {"low": (1, 2, 3), "mid": (4, 5, 6), "middle": (4, 5, 6), "high": (7, 8, 9), "upper": (7, 8, 9)}
_MONTH_NAMES = "January February March April May June July August September October November December".split()
_MONTH = re.compile(rf"(?<=[a-z,(] )(?:mid-)?({'|'.join(_MONTH_NAMES)})\b(?! \d)(?!['’]s)")
"""The quarter ended March, their May peak."""
_PENNIES = re.compile(r"(?i)\b(\d{1,3}) ?(p|pence|cents?|c)\b(?: (?:of|in|on|from) (?:every|each|the|a) (?P<whole>euro|dollar|pound))?")
_COIN = re.compile(r"(?i) ?(?:francs?|shillings?|crowns?|kron\w+|rupees?|pesos?|dinars?|ri[ya]+ls?|lira|rand|dirhams?|pounds|dollars|baht|won|ringgit)\b")
_PART_OF = {"half": 2, "third": 3, "quarter": 4, "fifth": 5, "sixth": 6, "seventh": 7, "eighth": 8, "ninth": 9, "tenth": 10}
_PART_MORE = re.compile(rf"(?i)\b(?:a|an|one|by a|by an)[- ]({'|'.join(_PART_OF)}) (?:more|less|higher|lower|fewer|up|down|above|below|cheaper|larger|smaller|longer|shorter)\b")
_WEEKEND = re.compile(r"(?i)\bweekend\b|周末")
_OLD_YEAR = re.compile(r"(?i)\b(?:in|since|from|of|to) (1[5-9]\d\d)\b(?![\d,.]\d| ?[a-z%])")
_AFTER_LIKE = re.compile(r"(?i)(?:\b(?:from|to|against|versus|vs\.?|than|instead of|by|and|or|compared with|compared to|of|another|further)(?: about| some| around| nearly| just)?|[从由较比至到])\s?$")
"""Before a figure that is of the same thing as the one before it: 4.2 million tonnes from 5.1 million."""
_SEASON = re.compile(r"(?i)\b(?P<which>next|last|this|the (?:coming|following)) (?:spring|summer|autumn|fall|winter)\b")
_WHOLE_YEAR = re.compile(r"(?i)全年|年内|本年度?|\b(?:full[- ]year|(?:for|over|of|in) the year|year[- ]to[- ]date|so far this year|annual)\b")
_COLUMN_UNIT = re.compile(
    r"(?i)(?:^|[(（\[])(?:in )?(?P<money>US\$|HK\$|[$€£¥]|USD|EUR|GBP|CHF|CNY|RMB|JPY|HKD|SEK|NOK|DKK|PLN|CZK|INR|AUD|CAD)?\s?(?P<size>bn|billions?|mn|mio|m|millions?|thousands?|k|000s?|tn)?[)）\]]"
    r"|[(（]?单位[:：]\s?(?P<han>[十百千万亿]*)(?P<yuan>元|美元|欧元|英镑|港元)?[)）]?|[(（](?P<han2>[十百千万亿]+)(?P<yuan2>元|美元|欧元|英镑|港元)[)）]"
)
"""The unit of a table's row or column, told once: Premiums (CHF m), 单位：亿元."""
_SIZES = {"t": Decimal(10) ** 12, "b": Decimal(10) ** 9, "m": Decimal(10) ** 6, "k": Decimal(1000), "0": Decimal(1000), "h": Decimal(1000)}
_HAN_SIZES = {"": 1, "十": 10, "百": 100, "千": 1000, "万": 10**4, "百万": 10**6, "千万": 10**7, "亿": 10**8, "十亿": 10**9, "百亿": 10**10, "万亿": 10**12}
_SIGNS = {"US$": "USD", "HK$": "HKD", "$": "USD", "€": "EUR", "£": "GBP", "¥": "CNY", "RMB": "CNY", "元": "CNY", "美元": "USD", "欧元": "EUR", "英镑": "GBP", "港元": "HKD"}
_DAY_ALONE = re.compile(r"(?i)(?:on )?the \d{1,2}(?:st|nd|rd|th)|\d{1,2}[日号]")


def implied(words: str, found: Sequence[Atom], day: date | None) -> tuple[Atom, ...]:
    """The atoms with days put into the month they belong to, and the implied dates after them."""
    day = day if day and 400 < day.year < 9900 else None
    fixed = tuple(_in_its_month(atom, found) for atom in found)
    share = (Atom("fraction", found.start(), found.end(), found.group(), value=Decimal("0.25"), digits=2) for found in _A_QUARTER.finditer(words))
    half = (Atom("percent", found.start(), found.end(), found.group(), value=Decimal("0.5"), unit="%", digits=1) for found in _HALF_PERCENT.finditer(words))
    times = (
        Atom("multiple", found.start(), found.end(), found.group(), value=Decimal(_TIMES[found.group().lower()[:4]]), unit="x", digits=1)
        for found in _FOLD.finditer(words)
    )
    taken = [(atom.start, atom.end) for atom in found]
    counted = tuple(
        Atom("number", match.start(), match.end(), match.group(), value=Decimal(_COUNTED[match.group().lower()]), digits=1)
        for match in _COUNT.finditer(words)
        if not any(start < match.end() and match.start() < end for start, end in taken)
    )
    clock = (Atom("duration", found.start(), found.end(), found.group(), value=Decimal(24), unit="hour", digits=2) for found in _AROUND.finditer(words))
    said = (*share, *half, *times, *counted, *clock, *_pence(words), *_coins(words, found), *_old_years(words), *_lent_by_neighbour(words, [*found, *counted]), *_a_part(words), *_mid(words), *_in_column(words, found))
    dated = (*_ago(words, fixed, day), *_before(words, fixed, day), *_ends(words, fixed), *_seasons(words, day), *_months(words, day), *_weekend(words, day))
    return (*said, *fixed, *dated, *_turns(words))


def _pence(words: str) -> Iterator[Atom]:
    """80p, and 27 cents of every euro."""
    for found in _PENNIES.finditer(words):
        value = Decimal(found[1])
        if found["whole"]:
            yield Atom("percent", found.start(), found.end(), found.group(), value=value, unit="%", digits=len(found[1]))
        elif found[2].lower() in ("p", "pence"):
            yield Atom("money", found.start(), found.end(), found.group(), value=value / 100, unit="GBP", digits=len(found[1]))


def _coins(words: str, found: Sequence[Atom]) -> Iterator[Atom]:
    """1.94 billion francs, of a country that the noun does not name."""
    for atom in found:
        if atom.kind in ("number", "count") and atom.value is not None and _COIN.match(words, atom.end):
            yield atom._replace(kind="money", unit="XXX", ambiguous=True)


def _a_part(words: str) -> Iterator[Atom]:
    """A fifth more than a year ago."""
    for found in _PART_MORE.finditer(words):
        yield Atom("fraction", found.start(), found.end(), found.group(), value=1 / Decimal(_PART_OF[found[1].lower()]), digits=2)


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


def _lent_by_neighbour(words: str, found: Sequence[Atom]) -> Iterator[Atom]:
    last: Atom | None = None
    for atom in sorted(found, key=lambda each: each.start):
        if atom.kind in ("money", "quantity", "duration") or (atom.kind == "count" and atom.unit):
            last = atom
        bare = atom.kind in ("number", "count") and not atom.unit and atom.value is not None
        if last is not None and bare and _AFTER_LIKE.search(words[max(0, atom.start - 24) : atom.start]):
            yield atom._replace(kind=last.kind, unit=last.unit)


def _mid(words: str) -> Iterator[Atom]:
    """The mid-50s are about 55, of whatever is spoken of."""
    for found in _MID.finditer(words):
        tens = _TENS.get(found["tens"].lower()) or int(found["tens"][:2])
        for one in _PARTS[found["part"].lower()]:
            value = Decimal(tens + one)
            yield Atom("number", found.start(), found.end(), found.group(), value=value, comparator="about", hedge="about", digits=2)
            yield Atom("percent", found.start(), found.end(), found.group(), value=value, unit="%", comparator="about", hedge="about", digits=2)


def _in_column(words: str, found: Sequence[Atom]) -> Iterator[Atom]:
    """Figures of a row in the unit that its heading gives."""
    for unit in _COLUMN_UNIT.finditer(words):
        if any(unit.groupdict().values()):
            end = -1 if unit["han"] is not None else words.find("\n", unit.end())
            yield from _lent(unit, [atom for atom in found if unit.end() <= atom.start and (end < 0 or atom.start < end)])


def _lent(unit: re.Match[str], row: Sequence[Atom]) -> Iterator[Atom]:
    han = (unit["han"] or unit["han2"] or "") if not unit["size"] else ""
    size = _SIZES[unit["size"][0].lower() if not unit["size"].lower().startswith("tho") else "h"] if unit["size"] else Decimal(_HAN_SIZES.get(han, 1))
    name = unit["money"] or unit["yuan"] or unit["yuan2"] or ""
    for atom in row:
        if atom.kind in ("number", "count") and not atom.unit and atom.value is not None:
            yield atom._replace(kind="money" if name else "number", unit=_SIGNS.get(name, name), value=atom.value * size)


def _seasons(words: str, day: date | None) -> Iterator[Atom]:
    """Next spring may be this year's or the next one's; the whole year is the one just told of."""
    if day is None:
        return
    for found in _SEASON.finditer(words):
        which = found["which"].lower()
        for year in (day.year, day.year + (0 if which == "this" else -1 if which == "last" else 1)):
            yield _date(Atom("date", found.start(), found.end(), found.group()), date(year, 1, 1), "year")
    for found in _WHOLE_YEAR.finditer(words):
        for year in (day.year, day.year - 1) if day.month < 5 else (day.year,):
            yield _date(Atom("date", found.start(), found.end(), found.group()), date(year, 1, 1), "year")


def _months(words: str, day: date | None) -> Iterator[Atom]:
    if day is None:
        return
    for found in _MONTH.finditer(words):
        month = _MONTH_NAMES.index(found[1]) + 1
        yield _date(Atom("date", found.start(), found.end(), found.group()), date(day.year if month <= day.month else day.year - 1, month, 1), "month")


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
        ):
            step = 3 if atom.precision == "quarter" else 1
            yield _next(atom, _back(atom.first, -step))
    if _STEP_BEFORE.search(words):
        for atom in dated:
            if atom.first and atom.first.year > 1 and atom.precision == "month":
                yield _date(atom, _back(atom.first, 1), "month")


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
