"""Dates that a source tells without writing them: the weekday ahead (`resume on Monday`), twelve months to a month, the quarter under way, the month before
the one reported on, the start of next year.

Read of sources only, as `implied` is: they carry a statement and never contradict one.
"""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Iterator, Sequence
from datetime import date

from drafter.check.atoms import Atom, calendar
from drafter.check.atoms.calendar import Period
from drafter.check.atoms.nouns import Kind

_WEEKDAY_ALONE = re.compile(
    r"(?i)(?:(?P<next>next|this|coming|this coming) )?(?P<d>mon|tues|wednes|thurs|fri|satur|sun)day|(?:周|星期|礼拜)(?P<han>[一二三四五六日天])"
)
_WEEKDAYS = {"mon": 0, "tues": 1, "wednes": 2, "thurs": 3, "fri": 4, "satur": 5, "sun": 6} | {name: at for at, name in enumerate("一二三四五六日")} | {"天": 6}
_BASE = (
    "begin|start|resume|open|reopen|vote|meet|sit|expire|return|close|end|debut|launch|decide|rule"
    "|publish|report|convene|gather|arrive|leave|depart|face|appear|take|come|go|run"
)
_AHEAD = re.compile(
    r"(?i)\b(?:(?:will|would|shall|may|could|should|must|can|to|is|are) (?:not )?(?:be \w+|have to \w+)|will|would|shall|to(?= [a-z])"
    r"|due|set|expected|scheduled|slated|planned|"
    r"(?:by|until|before|ahead of|no later than)(?: the)?(?:(?: very)? (?:end|start|beginning|close) of| late| early| mid)?[ -]$|"
    rf"plans?|intends?|next|coming|upcoming|(?<!the )(?<!an )(?<!a )(?<!at )(?<!of )(?<!its )(?:{_BASE})(?:e?s)?)(?![a-z])"
    r"|将(?!近|军)|预计|定于|拟|计划|届时|有望|料|即将|截至|最迟"
)
_BEHIND = re.compile(
    r"(?i)\b(?:said|says|told|was|were|had|did|met|fell|rose|sold|bought|won|lost|cut|sent|gave|took|came|went|ran|made|held|shut|hit"
    r"|began|left|sat|saw|got|led|paid|late on|last|\w{2,}ed)\b"
    r"|[了过]|已|表示|宣布|称|公布|曾|刚"
)
_YEARLESS = re.compile(r"(?i)[a-z]{3}|[月季半]")
_SAID_YEAR = re.compile(r"(?i)[今去明前后本上下]|\b(?:year|last|next|this)\b|day\b|\d{4}")
_CLAUSE = re.compile(r"[,;:.，；：。!?！？]|\bthat\b|\band\b|\bbut\b|\bwhile\b")
_REACH = 80
_YEAR_TO = re.compile(r"(?i)\b(?:year|12 months|twelve months|52 weeks)(?:,? (?:to|through|ended|ending|up to))(?: (?:in|on))?(?: the)?(?: end of)? $")
_YEAR_LONG = re.compile(r"^(?:末|底|止)?的?(?:过去|此前|前)?(?:12个月|十二个月|一年|一整年|财年|会计年度|年度)")
_UNTIL = re.compile(r"(?:截至|截止|到|至)(?:今年|去年)?$")
_QUARTER_NOW = re.compile(r"(?i)\b(?:current|this|ongoing|present) (?:financial |fiscal )?quarter\b|本季度?|当前季度|本财季")
_MONTH_BEFORE = re.compile(
    r"(?i)环比|[较比与和从]上个?月|month[- ](?:on|over)[- ]month"
    r"|(?:from|than in?|over|on|with) the (?:previous|prior|preceding) month|(?:a|one) month (?:earlier|before)"
)
_QUARTER_BEFORE = re.compile(
    r"(?i)环比|[较比与和从]上一?个?季|quarter[- ](?:on|over)[- ]quarter"
    r"|(?:from|than in?|over|on|with) the (?:previous|prior|preceding) (?:quarter|three months)"
    r"|(?:a|one) quarter (?:earlier|before)"
)
_START_OF = re.compile(r"(?i)\b(?:early|the (?:start|beginning) of|(?P<late>late|the end of)|(?P<mid>mid|the middle of))[ -](?P<y>next|this) year\b")


def implied_dates(words: str, found: Sequence[Atom], day: date | None) -> Iterator[Atom]:
    """The dates that `words` imply; `found` are its atoms, `day` is the text's own."""
    yield from _years_to(words, found)
    if day is not None:
        yield from _weekdays_ahead(words, found, day)
        yield from _other_years(words, found, day)
        yield from _under_way(words, day)
        yield from _months_before(words, day)
        yield from _parts_of_year(words, day)
        yield from _ends_of_year(words, found, day)
        yield from _nth_weekdays(words, day)
        yield from _a_year_ago(words, day)
        yield from _first_days(words, found)


def _atom(period: Period, start: int, end: int, words: str) -> Atom:
    kind: Kind = "date-range" if "/" in period.key else "date"
    return Atom(kind, start, end, words[start:end], first=period.first, last=period.last, precision=period.precision, key=period.key, inferred=True)


def _weekdays_ahead(words: str, found: Sequence[Atom], day: date) -> Iterator[Atom]:
    """The next such day, where what stands before it is still to come: a weekday alone is otherwise the last one."""
    for atom in found:
        alone = _WEEKDAY_ALONE.fullmatch(atom.text.strip()) if atom.kind == "date" and atom.inferred and atom.precision == "day" else None
        if alone is None or not (alone["next"] or _is_ahead(words, atom)):
            continue
        number = _WEEKDAYS[(alone["d"] or alone["han"]).lower()]
        yield _atom(calendar.from_anchor(day, (number - day.weekday() - 1) % 7 + 1), atom.start, atom.end, words)


def _other_years(words: str, found: Sequence[Atom], day: date) -> Iterator[Atom]:
    """A date without its year is read as the nearest: where that lies behind what is still to come, or ahead of what is past, the other one too."""
    for atom in found:
        if atom.kind != "date" or not atom.inferred or atom.precision not in ("day", "month", "quarter", "half") or not _YEARLESS.search(atom.text):
            continue
        if atom.first is None or atom.last is None or not 400 < atom.first.year < 9000 or _SAID_YEAR.search(atom.text):
            continue
        coming, gone = _told(words, atom)
        step = 1 if atom.last < day and coming > gone else -1 if atom.first > day and gone > coming else 0
        if not step:
            continue
        first, last = (each.replace(year=each.year + step, day=min(each.day, 28) if each.month == 2 else each.day) for each in (atom.first, atom.last))
        yield atom._replace(first=first, last=last, key=f"{first.year}{atom.key[4:]}")


def _told(words: str, atom: Atom) -> tuple[int, int]:
    """How near before the date, in its clause, a word of what is to come stands, and one of what is past; -1 where there is none."""
    before = words[max(0, atom.start - _REACH) : atom.start]
    clause = before[max((cut.end() for cut in _CLAUSE.finditer(before)), default=0) :]
    coming = max((match.end() for match in _AHEAD.finditer(clause)), default=-1)
    gone = max((match.end() for match in _BEHIND.finditer(clause) if not _part_of_coming(clause, match)), default=-1)
    return coming, gone


def _is_ahead(words: str, atom: Atom) -> bool:
    """Of the words of time before it the nearest tells; without any, the first behind it."""
    coming, gone = _told(words, atom)
    if coming >= 0 or gone >= 0:
        return coming > gone
    after = words[atom.end : atom.end + 24]
    behind, ahead = _BEHIND.search(after), _AHEAD.search(after)
    return ahead is not None and (behind is None or ahead.start() < behind.start())


def _part_of_coming(clause: str, match: re.Match[str]) -> bool:
    """The participle of `will be listed`, `is due`, `is expected`."""
    return any(found.start() <= match.start() < found.end() for found in _AHEAD.finditer(clause))


def _years_to(words: str, found: Sequence[Atom]) -> Iterator[Atom]:
    """Twelve months that end with the month or day named: the year to February, 截至2月的12个月."""
    for atom in found:
        if atom.kind != "date" or atom.precision not in ("month", "day") or atom.last is None or atom.last.year < 400:
            continue
        english = _YEAR_TO.search(words[max(0, atom.start - 40) : atom.start])
        chinese = _UNTIL.search(words[max(0, atom.start - 4) : atom.start]) and _YEAR_LONG.match(words[atom.end : atom.end + 12])
        if not (english or chinese):
            continue
        last = calendar.month(atom.last.year, atom.last.month, None)
        first = calendar.month_from_anchor(atom.last, -11)
        if last is not None:
            yield _atom(calendar.joined(first._replace(inferred=False), last), atom.start, atom.end, words)


def _under_way(words: str, day: date) -> Iterator[Atom]:
    """The current quarter by the calendar of the day of the report."""
    for found in _QUARTER_NOW.finditer(words):
        yield _atom(calendar.quarter_from_anchor(day, 0), found.start(), found.end(), words)


def _months_before(words: str, day: date) -> Iterator[Atom]:
    """A month is reported on in the next one: the month before it is the second before the report."""
    for pattern, back in ((_MONTH_BEFORE, calendar.month_from_anchor), (_QUARTER_BEFORE, calendar.quarter_from_anchor)):
        if found := pattern.search(words):
            yield _atom(back(day, -2), found.start(), found.end(), words)


def _parts_of_year(words: str, day: date) -> Iterator[Atom]:
    """Early next year."""
    for found in _START_OF.finditer(words):
        name = "end" if found["late"] else "mid" if found["mid"] else "start"
        period = calendar.part(day.year + (found["y"].lower() == "next"), name, None)
        if period is not None:
            yield _atom(period, found.start(), found.end(), words)


_BY_YEAR_END = re.compile(r"(?i)年内|今年内|\b(?:later|some ?time) this year\b|\b(?:within|during|by the end of) the year\b|\bthis year\b")
_TURN = re.compile(r"(?i)\bturn of the year\b|岁末年初|年末年初|跨年")


def _ends_of_year(words: str, found: Sequence[Atom], day: date) -> Iterator[Atom]:
    """What is to come within the year comes by its end; the turn of the year is the end of one and the start of the next."""
    ends = any(atom.precision == "part" for atom in found)  # twelve more within the year, and all of them by the end of 2027
    for said in () if ends else _BY_YEAR_END.finditer(words):
        if period := calendar.part(day.year, "end", None):
            yield _atom(period, said.start(), said.end(), words)._replace(inferred=False)
    for said in _TURN.finditer(words):
        for year in (day.year - 1, day.year, day.year + 1):
            for name in ("end", "start"):
                if period := calendar.part(year, name, None):
                    yield _atom(period, said.start(), said.end(), words)._replace(inferred=False)


_MONTHS = "January|February|March|April|May|June|July|August|September|October|November|December"
_NTH_WEEKDAY = re.compile(
    r"(?i)\b(?P<nth>first|second|third|fourth|last) (?P<d>mon|tues|wednes|thurs|fri|satur|sun)day (?:of|in) "
    rf"(?P<m>{_MONTHS}|(?:this|the|next) month)"
    r"|(?P<hm>[1-9]|1[0-2]|本|下个?|当|每)月(?:的)?(?P<hn>第[一二三四]|最后一)个?(?:周|星期)(?P<hd>[一二三四五六日天])"
)
_NTHS = {"first": 1, "second": 2, "third": 3, "fourth": 4, "last": -1, "第一": 1, "第二": 2, "第三": 3, "第四": 4, "最后一": -1}


def _nth_weekdays(words: str, day: date) -> Iterator[Atom]:
    """The last Friday of May."""
    for found in _NTH_WEEKDAY.finditer(words):
        number = _WEEKDAYS[(found["d"] or found["hd"]).lower()]
        for month in _months_named(found["m"] or found["hm"], day):
            days = [date(*month, at) for at in range(1, monthrange(*month)[1] + 1) if date(*month, at).weekday() == number]
            nth = _NTHS[(found["nth"] or found["hn"]).lower()]
            yield _atom(calendar.from_anchor(days[nth if nth < 0 else nth - 1], 0), found.start(), found.end(), words)


def _months_named(name: str, day: date) -> list[tuple[int, int]]:
    """(year, month) that the name may mean: the nearest ones."""
    number = [month.lower() for month in _MONTHS.split("|")].index(name.lower()) + 1 if name.lower() in _MONTHS.lower().split("|") else 0
    number = number or (int(name) if name.isdigit() else 0)
    if number:
        return [(year, number) for year in (day.year - 1, day.year, day.year + 1)]
    return [(day.year, day.month), (day.year + day.month // 12, day.month % 12 + 1)]


_YEAR_AGO = re.compile(r"(?i)\b(?:a|one) year ago (?:this|today|yesterday|last|on|in|to the)\b|去年的?(?:今天|本周|这个时候|此时)|整整一年前")


def _a_year_ago(words: str, day: date) -> Iterator[Atom]:
    """A year ago this week: a month of last year."""
    for found in _YEAR_AGO.finditer(words):
        yield _atom(calendar.month_from_anchor(day, -12), found.start(), found.end(), words)


_FROM_DAY = re.compile(
    r"(?i)\b(?:from|effective|starting|beginning|begins?|starts?|(?:takes|comes? into|go(?:es)? into) (?:effect"
    r"|force)(?: in)?)(?: in)?(?: the (?:start|beginning) of)? $"
)
_FROM_DAY_ZH = re.compile(r"(?:份)?(?:开始|起(?!草|诉|初|来|伏))|初")


def _first_days(words: str, found: Sequence[Atom]) -> Iterator[Atom]:
    """What holds from June on holds from its first day on."""
    for atom in found:
        if atom.kind == "date" and atom.precision == "month" and atom.first and atom.first.year > 400:
            told = _FROM_DAY_ZH.match(words, atom.end) or _FROM_DAY.search(words[max(0, atom.start - 40) : atom.start])
            yield from (_atom(calendar.from_anchor(atom.first, 0), atom.start, atom.end, words),) if told else ()
