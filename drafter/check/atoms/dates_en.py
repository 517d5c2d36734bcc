# Tables and patterns: a row stays on its line, Han characters count double, words are split where they are read.
# ruff: noqa: E501, SIM905
"""Dates in English and in digits alone: Jan. 26–27, 26 January 2026, 2026-01-26, Q3 FY2025, first half, late 2025, last Friday, yesterday."""

from __future__ import annotations

import re
from datetime import date

from drafter.check.atoms import calendar, dates_told
from drafter.check.atoms.calendar import Period
from drafter.check.atoms.scan import Scan

_NAMES = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_M = r"(?:Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?|Aug(?:ust)?|Sept?(?:ember)?|Oct(?:ober)?|Nov(?:ember)?|Dec(?:ember)?)(?![A-Za-z])\.?"
_D = r"(?:3[01]|[12][0-9]|0?[1-9])(?:st|nd|rd|th)?(?![0-9A-Za-z])"
_Y = r"(?:19|20)[0-9]{2}(?![0-9])"
_TO = r"\s?(?:-|–|to|through|until|till|and|&)\s?"
_STOP = r"(?!,[0-9]{3}|\.[0-9]|\s?%|\s?(?:million|billion|trillion|percent|per cent|people|bn|[万亿])\b)"
_MONTH_FIRST = re.compile(
    rf"(?<![A-Za-z])(?P<m>{_M})\s{{0,2}}(?:the )?(?P<d>{_D}){_STOP}(?:{_TO}(?:(?P<m2>{_M})\s)?(?P<d2>{_D}){_STOP})?(?:\s?,?\s{{1,2}}(?P<y>{_Y}))?",
    re.IGNORECASE,
)
_DAY_FIRST = re.compile(
    rf"(?<![0-9A-Za-z.,$€£¥])(?P<d>{_D})(?:\s(?:of\s)?(?P<m>{_M}))?(?:(?:\s(?P<y1>{_Y}))?{_TO}(?P<d2>{_D}))?\s(?:day of |of\s)?(?P<m2>{_M})(?:,?\s(?P<y>{_Y}|'?[0-9]{{2}}(?![0-9:%]|[.,][0-9])))?",
    re.IGNORECASE,
)
_DAY_MONTH = re.compile(
    rf"(?<![0-9A-Za-z.,$€£¥])(?P<d>{_D})[ \n-](?:of\s)?(?P<m>{_M})(?:,?[ \n-](?P<y>{_Y}|'?[0-9]{{2}}(?![0-9:%]|[.,][0-9])))?", re.IGNORECASE
)
_MONTH_YEAR = re.compile(
    rf"(?<![A-Za-z])(?P<m>{_M})(?:{_TO}(?P<m2>{_M}))?,?\s{{1,2}}(?:of\s)?(?P<y>{_Y})|(?<![A-Za-z])(?P<ms>{_M})[-' ]'?(?<!\s)(?P<ys>2[0-9])(?![0-9A-Za-z,.%])(?=[)\s,;:])",
    re.IGNORECASE,
)
_SURE_MONTH = re.compile(
    r"(?<![A-Za-z])(?P<rel>(?i:last|this|next|in|by|since|until|till|through|from|during|of|for|early|late|mid|before|after|to|and|between|end|–|-)[ -])?"
    r"(?:(?i:early|late|mid)[ -])?(?P<m>January|February|March|April|May|June|July|August|September|October|November|December)(?![A-Za-z'])(?! [A-Z][a-z])"
)
_SURE_MONTH_LOWER = re.compile(_SURE_MONTH.pattern.replace("(?! [A-Z][a-z])", ""), re.IGNORECASE)
"""For texts without any capital letter."""
_ISO = re.compile(
    r"(?<![0-9./-])(?P<y>(?:19|20)[0-9]{2})(?P<s>[-/.])(?P<m>0?[1-9]|1[0-2])(?P=s)(?P<d>3[01]|[12][0-9]|0?[1-9])(?:[T ](?:[0-9]{2}:?){2,3}(?:\.[0-9]+)?Z?)?(?![0-9])"
)
_ISO_MONTH = re.compile(r"(?<![0-9./-])(?P<y>(?:19|20)[0-9]{2})-(?P<m>0[1-9]|1[0-2])(?![0-9-])")
_SLASHES = re.compile(r"(?<![0-9./-])(?P<a>[0-3]?[0-9])/(?P<b>[0-3]?[0-9])/(?P<y>(?:19|20)?[0-9]{2})(?![0-9/])")
_FY = r"(?:FY|fiscal(?: year)?|financial year)"
_ORDINAL = {"first": 1, "second": 2, "third": 3, "fourth": 4, "final": 4, "last": 0, "1st": 1, "2nd": 2, "3rd": 3, "4th": 4}
_QUARTER = re.compile(
    rf"(?<![A-Za-z0-9])(?:(?P<y0>{_Y})[ -]?)?(?:(?P<fq>fiscal )?(?:(?P<part>back|latter|front|opening) half(?= of (?:20|the year|(?:this|last|next) year|the fiscal))|(?P<o>first|second|third|fourth|final|1st|2nd|3rd|4th)[ -](?P<u>quarter|half)(?! (?:in (?:a(?! row)|an|over|more|nearly|almost|about|two|three|four|five|six|seven|eight|nine|ten|[0-9]{{1,2}}(?![0-9]))\b|in which|of (?:[a-z]+ )?(?:growth|declines?|falls?|gains?|loss(?:es)?|increases?|contraction|expansion)\b|since the\b|since (?:19|20)[0-9]{{2}} (?:with|in|that|to)\b))|[Qq](?P<q>[1-4])(?![0-9])|(?P<q2>[1-4])Q|H(?P<h>[12])(?![0-9])|(?P<h2>[12])H))"
    rf"(?![a-z])(?:[ -]?(?:of |in )?(?:the )?(?:(?P<f>{_FY})[ ']?(?P<fy>(?:20)?[0-9]{{2}})(?![0-9])|(?P<y>{_Y})|'?(?P<yy>2[0-9])(?![0-9A-Za-z%]|[.,][0-9])|(?P<rel>this|last|next) (?:fiscal )?year|(?P<the>(?:fiscal )?year)(?! (?:ago|earlier|before|over|on))))?",
    re.IGNORECASE,
)
_FISCAL = re.compile(
    r"(?<![A-Za-z0-9])(?:FY ?'?|(?:fiscal(?: year)?|financial year) )(?P<y>20[0-9]{2}|[0-9]{2})(?:[-/](?P<y2>[0-9]{2,4}))?(?![0-9A-Za-z]|[.,][0-9])"
    r"|(?<![0-9A-Za-z])(?P<a>20[0-9]{2})[-/](?P<b>[0-9]{2,4}) (?:fiscal|financial) year",
    re.IGNORECASE,
)
_PART = re.compile(
    rf"(?<![A-Za-z])(?:(?P<end>(?:the )?(?:end|close) of(?: the)?(?: year)?|late|year-end|late in|end-|the back end of)|(?P<start>(?:the )?(?:start|beginning) of(?: the)?(?: year)?|early|early in)|(?P<mid>(?:the )?middle of|mid))[ -]?(?P<y>{_Y})(?!'?s)"
    r"|(?P<ye>year[- ]end|(?:the )?end of (?:the|this) year|later this year)(?: (?P<y2>(?:19|20)[0-9]{2})(?![0-9]))?|(?P<ys>(?:the )?(?:start|beginning) of (?:the|this) year)",
    re.IGNORECASE,
)
_YEARS = re.compile(rf"(?<![0-9A-Za-z.,$€£¥-])(?P<a>{_Y})\s?(?:-|–|to|through|/)\s?(?P<b>{_Y}|[0-9]{{2}}(?![0-9A-Za-z%.,-]))")
_DAY_ALONE = re.compile(r"(?<![A-Za-z])(?:on|by|until|since) the (?P<d>[12]?[0-9]|3[01])(?:st|nd|rd|th)(?=[.,;:)]|$| (?:at|and|after|when|in|by)\b)")
_TO_COME = re.compile(r"\b(?:will|would|shall|due|plans?|planned|scheduled|set|expected|to be|deadline)\b[^.;]*$")
_BETWEEN_YEARS = re.compile(rf"(?<![A-Za-z])between (?P<a>{_Y}) and (?P<b>{_Y})", re.IGNORECASE)
_FIRST_MONTHS = re.compile(
    rf"(?<![A-Za-z])(?<!its )(?<!his )(?<!her )(?<!our )(?<!their )(?:the )?(?:first|opening) (?P<n>two|three|four|five|six|seven|eight|nine|ten|eleven|[2-9]|1[01]) months(?: of (?:(?P<y>{_Y})|(?P<rel>this|last|the) year)|(?! (?:of|after|in|since|on|as|at|following)\b))"
    rf"|(?<![A-Za-z])the (?:first|opening) (?P<nq>two|three|2|3) quarters(?: of (?:(?P<yq>{_Y})|(?P<relq>this|last|the) year)|(?! (?:of|after|in|since|on|as|at|following)\b))",
    re.IGNORECASE,
)
_MONTHS_TO = re.compile(
    rf"(?<![A-Za-z])(?:the )?(?P<n>two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|[2-9]|1[0-2]) months (?:through|to|ended|ending|ended in|ending in) (?P<m>{_M})(?: (?P<d>{_D}))?(?:,? (?P<y>{_Y}))?",
    re.IGNORECASE,
)
_MONTHS_COUNTED = {word: at + 2 for at, word in enumerate("two three four five six seven eight nine ten eleven twelve".split())}
_DECADE = re.compile(r"(?<![0-9A-Za-z])(?:(?i:early|mid|late)[ -](?:the )?)?(?<![0-9A-Za-z])(?:(?P<y>(?:19|20)[0-9]0)'?s|'(?P<s>[0-9]0)s)(?![A-Za-z])")
_YEAR = re.compile(
    r"(?<![0-9A-Za-z.,/$€£¥+#-])(?<![0-9] )(?P<y>(?:19|20)[0-9]{2})(?![0-9A-Za-z]|[.,/][0-9]|-[0-9]| ?%|(?:-| ?)[\u3400-\u9fff](?<![年至到和与及或比相较前前后起的版款型、]))"
)
_OLD_YEAR = re.compile(
    r"(?:(?<=\b[Ii]n )|(?<=\b[Ss]ince )|(?<=\b[Ff]rom ))1[5-8][0-9]{2}(?=[,.;:)]|$| (?:by|as|and|when|to|with|in|after|under|at)\b)(?![.,][0-9])"
)
_COUNTED = re.compile(
    r"[ \n-](?:more |new |other )?(?:[a-z]+ )?(?:people|employees|workers|jobs|companies|banks|firms|branches|stores|users|customers|points|megawatts|miles|MW|km|tons|tonnes|dollars|yuan|euros|times|units|shares|homes|flights|vehicles|cars|soldiers|troops|members|students|delegates|million|billion)\b"
)
_YEAR_BEFORE = re.compile(
    r"(?:\b(?:in|by|since|until|till|for|from|of|to|through|during|early|late|mid|before|after|year|spring|summer|autumn|fall|winter|the|and|or|versus|vs)|[(,–-]) ?$",
    re.IGNORECASE,
)
_COMPARED = re.compile(
    r"(?:more than|over|about|around|some|nearly|almost|than|exceed(?:ed|s|ing)?|least|up to|roughly|approximately|totall?ing|total of) $", re.IGNORECASE
)
_WEEKDAY = re.compile(
    r"(?<![A-Za-z])(?:(?P<w>last|this|next|this past|this coming|past|coming)\s)?(?P<d>Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day(?!s)(?![A-Za-z]|\.(?:com|ai|io)\b|'s (?:restaurant|chain|bar|pub|store|menu|owner|outlet)| [A-Z][a-z]+ (?:said|joined|Inc|Ltd))(?:\s(?P<of>last|this|next) week)?",
    re.IGNORECASE,
)
_RELATIVE = re.compile(
    r"(?<![A-Za-z])(?:(?P<day>yesterday|today|tonight|tomorrow|last night|the day before yesterday|the day after tomorrow)(?!'s (?:world|age|era))"
    r"|(?P<w>last|this|next|earlier this|later this|the previous|(?:the )?current)\s(?P<u>week|month|quarter|year)(?!-)(?!s))(?![A-Za-z])",
    re.IGNORECASE,
)
_DAYS = {"yesterday": -1, "last night": -1, "today": 0, "tonight": 0, "tomorrow": 1, "the day before yesterday": -2, "the day after tomorrow": 2}
_WEEKDAYS = {"mon": 0, "tues": 1, "wednes": 2, "thurs": 3, "fri": 4, "satur": 5, "sun": 6}


def read(scan: Scan) -> None:
    """Longest forms first; digits alone (2026-01-26) in Chinese texts too."""
    _digits_alone(scan)
    if not scan.chinese:
        dates_told.quarters(scan)
    for found in _MONTHS_TO.finditer(scan.text):
        _add(scan, found, _months_to(found, scan.anchor))
    _months(scan)
    for pattern, period in ((_PART, _part), (_QUARTER, _quarter), (_FIRST_MONTHS, _first_months), (_FISCAL, _fiscal), (_DECADE, _decade)):
        for found in pattern.finditer(scan.text):
            _add(scan, found, period(found, scan.anchor))
    for found in (*_BETWEEN_YEARS.finditer(scan.text), *_YEARS.finditer(scan.text)):
        _add(scan, found, _years(found))
    for found in _ISO_MONTH.finditer(scan.text):
        _add(scan, found, calendar.month(int(found["y"]), int(found["m"]), scan.anchor))
    if not scan.chinese:
        for found in _DAY_ALONE.finditer(scan.text):
            ahead = _TO_COME.search(scan.text[max(0, found.start() - 80) : found.start()]) is not None
            _add(scan, found, calendar.day_alone(int(found["d"]), None, scan.anchor, ahead=ahead))
        dates_told.read(scan)
        _relative(scan)


def _digits_alone(scan: Scan) -> None:
    for found in _ISO.finditer(scan.text):
        _add(scan, found, calendar.day(int(found["y"]), int(found["m"]), int(found["d"]), scan.anchor))
    for found in _SLASHES.finditer(scan.text):
        _slashes(scan, found)


def _decade(found: re.Match[str], anchor: date | None) -> Period:
    return calendar.decade(int(found["y"]) if found["y"] else 1900 + int(found["s"]))


def _years(found: re.Match[str]) -> Period | None:
    """2024-2025, 2024-25, between 2020 and 2025."""
    first = int(found["a"])
    last = int(found["b"]) if len(found["b"]) == 4 else first // 100 * 100 + int(found["b"])
    period, until = calendar.year(first), calendar.year(last)
    return calendar.joined(period, until) if period and until and first < last else None


def bare_years(scan: Scan) -> None:
    """Four digits that nothing counts; read after everything that has a unit."""
    for found in () if scan.chinese else _OLD_YEAR.finditer(scan.text):
        if not _COUNTED.match(scan.text, found.end()):
            _add(scan, found, calendar.year(int(found[0])))
    for found in _YEAR.finditer(scan.text):
        ahead = scan.text[max(0, found.start() - 20) : found.start()]
        number = int(found["y"])
        if _COUNTED.match(scan.text, found.end()) or _COMPARED.search(ahead) or not (1990 <= number <= 2060 or _YEAR_BEFORE.search(ahead)):
            continue
        _add(scan, found, calendar.year(number))


def _add(scan: Scan, found: re.Match[str], period: Period | None, ambiguous: bool = False) -> None:
    start, end = found.span()
    while end > start and scan.text[end - 1] in " \n,.":
        end -= 1
    while start < end and scan.text[start] in " \n":
        start += 1
    if not period or not scan.free(start, end):
        return
    ranged = "/" in period.key and not period.key.endswith("P7D")
    scan.add(
        "date-range" if ranged else "date",
        start,
        end,
        first=period.first,
        last=period.last,
        precision=period.precision,
        key=period.key,
        inferred=period.inferred,
        ambiguous=ambiguous,
    )


def _number(name: str) -> int:
    return _NAMES.index(name[:3].lower()) + 1


def _full(digits: str | None) -> int | None:
    if not digits:
        return None
    number = int(digits.strip("'"))
    return number if number > 99 else 2000 + number if number < 70 else 1900 + number


def _of_month(day: str) -> int:
    return int(re.sub(r"[^0-9]", "", day))


def _months(scan: Scan) -> None:
    anchor = scan.anchor
    for found in _DAY_FIRST.finditer(scan.text):
        if found["d2"] and not found["m2"].islower():
            first = _number(found["m"] or found["m2"])
            _add(scan, found, _days(first, found["d"], found["m2"], found["d2"], _full(found["y"]), _full(found["y1"]), anchor))
    for found in _MONTH_FIRST.finditer(scan.text):
        if found["y"] or not found["m"].lower().startswith(("may", "mar")) or not found["m"].islower():
            _add(scan, found, _days(_number(found["m"]), found["d"], found["m2"], found["d2"], _full(found["y"]), None, anchor))
    for found in _DAY_MONTH.finditer(scan.text):
        if found["y"] or not found["m"].lower().startswith(("may", "mar")) or not found["m"].islower():
            _add(scan, found, calendar.day(_full(found["y"]), _number(found["m"]), _of_month(found["d"]), anchor))
    for found in _MONTH_YEAR.finditer(scan.text):
        _add(scan, found, _month_year(found, anchor))
    if not scan.chinese:
        for found in (_SURE_MONTH_LOWER if scan.text.islower() else _SURE_MONTH).finditer(scan.text):
            _bare_month(scan, found)


def _days(month: int, day: str, month2: str | None, day2: str | None, year: int | None, year1: int | None, anchor: date | None) -> Period | None:
    first = calendar.day(year1 or year, month, _of_month(day), anchor)
    if not first or not day2:
        return first
    until = year if year is not None else first.first.year if first.first else None
    number = _number(month2) if month2 else month
    last = calendar.day(until, number, _of_month(day2), anchor)
    if year and not year1 and number < month:
        first = calendar.day(year - 1, month, _of_month(day), anchor) or first
    return calendar.joined(first, last)._replace(inferred=first.inferred) if last else first


def _month_year(found: re.Match[str], anchor: date | None) -> Period | None:
    if found["ms"]:
        return calendar.month(2000 + int(found["ys"]), _number(found["ms"]), anchor)
    if found["m"].islower() and found["m"].startswith(("mar", "may")):
        return None
    first = calendar.month(int(found["y"]), _number(found["m"]), anchor)
    last = calendar.month(int(found["y"]), _number(found["m2"]), anchor) if found["m2"] else None
    return calendar.joined(first, last) if first and last else first


def _bare_month(scan: Scan, found: re.Match[str]) -> None:
    """A month alone: March, May and the like only behind a word that wants a time."""
    relation = (found["rel"] or "").strip(" -").lower()
    if not relation and found["m"].title() in ("March", "April", "May", "June", "August"):
        return
    number = _number(found["m"])
    start = found.start("m")
    if not scan.free(start, found.end("m")):
        return
    period = calendar.month(None, number, scan.anchor)
    if scan.anchor and relation == "since" and period and period.first and period.first > scan.anchor:
        period = calendar.month(period.first.year - 1, number, None)
        period = period._replace(inferred=True) if period else None
    if scan.anchor and relation in ("last", "next"):
        at = scan.anchor.year
        passed = number < scan.anchor.month
        period = calendar.month((at if passed else at - 1) if relation == "last" else (at + 1 if passed or number == scan.anchor.month else at), number, None)
        period = period._replace(inferred=True) if period else None
    if period:
        scan.add("date", start, found.end("m"), first=period.first, last=period.last, precision="month", key=period.key, inferred=period.inferred)


def _slashes(scan: Scan, found: re.Match[str]) -> None:
    """1/26/2026 and 26/1/2026; both below 13 is read the American way and marked."""
    a, b, year = int(found["a"]), int(found["b"]), _full(found["y"])
    month, day = (b, a) if a > 12 else (a, b)
    _add(scan, found, calendar.day(year, month, day, None), ambiguous=a <= 12 and b <= 12 and a != b)


def _part(found: re.Match[str], anchor: date | None) -> Period | None:
    if found["ye"] or found["ys"]:
        return calendar.part(int(found["y2"]) if found["y2"] else None, "end" if found["ye"] else "start", anchor)
    return calendar.part(int(found["y"]), "end" if found["end"] else "start" if found["start"] else "mid", anchor)


def _quarter(found: re.Match[str], anchor: date | None) -> Period | None:
    number, half = _which(found)
    if (half and number > 2) or number == 0:
        return None
    name = f"{'H' if half else 'Q'}{number}"
    if found["fy"] or (found["fq"] and (found["y"] or found["yy"])):
        return calendar.fiscal(_full(found["fy"] or found["y"] or found["yy"]) or 0, name)
    if found["fq"]:
        return Period(None, None, "half" if half else "quarter", f"FYXXXX-{name}")
    year = _full(found["y0"] or found["y"] or found["yy"])
    inferred = False
    if found["rel"] and anchor:
        year, inferred = anchor.year + {"last": -1, "this": 0, "next": 1}[found["rel"].lower()], True
    period = (calendar.half if half else calendar.quarter)(year, number, anchor)
    return period._replace(inferred=period.inferred or inferred) if period else None


def _which(found: re.Match[str]) -> tuple[int, bool]:
    """Number of the quarter or half, and whether it is a half."""
    if found["part"]:
        return (2 if found["part"].lower() in ("back", "latter") else 1), True
    if found["o"]:
        return _ORDINAL[found["o"].lower()], found["u"].lower() == "half"
    return int(found["q"] or found["q2"] or found["h"] or found["h2"]), bool(found["h"] or found["h2"])


def _first_months(found: re.Match[str], anchor: date | None) -> Period | None:
    """January to the n-th month."""
    said, quarters = found["y"] or found["yq"], found["nq"]
    count = quarters or found["n"]
    number = _MONTHS_COUNTED.get(count.lower()) or int(count)
    relation = (found["rel"] or found["relq"] or "").lower()
    year = int(said) if said else calendar.past_year(anchor, number * (3 if quarters else 1)) if not relation else _this(anchor, relation)
    period = calendar.quarter if quarters else calendar.month
    first, last = period(year, 1, None), period(year, number, None)
    return calendar.joined(first, last)._replace(inferred=not said) if first and last else None


def _months_to(found: re.Match[str], anchor: date | None) -> Period | None:
    """The nine months through September: from January on."""
    last = calendar.month(int(found["y"]) if found["y"] else None, _number(found["m"]), anchor)
    if last is None or last.first is None or last.first.year < 100:
        return None
    count = _MONTHS_COUNTED.get(found["n"].lower()) or int(found["n"])
    first = calendar.month_from_anchor(last.first, 1 - count)
    return calendar.joined(first._replace(inferred=False), last)


def _this(anchor: date | None, relation: str) -> int | None:
    return anchor.year - (relation == "last") if anchor else None


def _fiscal(found: re.Match[str], anchor: date | None) -> Period | None:
    if found["a"]:
        return calendar.fiscal(_full(found["b"]) or 0)
    first = _full(found["y"])
    if not found["y2"]:
        return calendar.fiscal(first or 0)
    return calendar.fiscal(_full(found["y2"]) or 0)


def _relative(scan: Scan) -> None:
    for found in _WEEKDAY.finditer(scan.text):
        if not found["d"].islower() or found["w"] or scan.text.islower():
            word = (found["w"] or found["of"] or "").lower()
            offset = {"last": -1, "this": 0, "next": 1, "this coming": 0, "coming": 0}.get(word)
            _add(scan, found, calendar.weekday(scan.anchor, _WEEKDAYS[found["d"].lower()], offset))
    for found in _RELATIVE.finditer(scan.text):
        _add(scan, found, _relatively(found, scan.anchor))


def _relatively(found: re.Match[str], anchor: date | None) -> Period:
    if found["day"]:
        return calendar.from_anchor(anchor, _DAYS[found["day"].lower()])
    word = found["w"].lower()
    offset = -1 if word in ("last", "the previous") else 1 if word == "next" else 0
    unit = found["u"].lower()
    if unit == "week":
        return calendar.week(anchor, offset)
    if unit == "month":
        return calendar.month_from_anchor(anchor, offset)
    return (calendar.quarter_from_anchor if unit == "quarter" else calendar.year_from_anchor)(anchor, offset)
