# Tables and patterns: a row stays on its line, Han characters count double, words are split where they are read.
"""Dates in Chinese: 2026年1月26日至27日, 二〇二六年, 第三季度, 上半年, 年底, 上周五, 昨天."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date
from decimal import Decimal

from drafter.check.atoms import calendar, dates_told
from drafter.check.atoms.calendar import Period
from drafter.check.atoms.numerals import han_value
from drafter.check.atoms.scan import Scan

_N = r"(?:[0-9]{1,2}|[〇零一二三四五六七八九十廿卅]{1,4})"
_Y = r"(?:[0-9]{4}|[〇零一二三四五六七八九]{4}|[0-9]{2}(?= ?年 ?[0-9]{1,2} ?月))"
_TO = r"\s?(?:至|到|-|–|~|—|、|和|及)\s?"
_BEFORE = r"(?:(?<![0-9〇零一二三四五六七八九十.])|(?<=周[一二三四五六日])|(?<=星期[一二三四五六日]))"
_RELATED, _YEARLY = r"今|(?<!过)去|(?<!说)明|(?<![目此之以空提先])前|(?<![今之此以先])后", r"均(?![价值匀])|化(?![工学肥])"
"""目前年产, 此前年均, 说明年报: no year before last, and none to come."""
_DAY = re.compile(
    rf"{_BEFORE}(?:(?:(?P<y>{_Y})\s?年|(?P<ry>{_RELATED}|本|当|同)年)\s?)?(?:(?P<m>{_N})\s?月(?:份)?|(?P<rm>本|上个|上|下个|下|当|这个|同)月)\s?(?:的)?"
    rf"(?:(?P<d>{_N})\s?(?:[日号](?![本语元圆]))?(?:{_TO}(?:(?:(?P<y2>{_Y})\s?年\s?)?(?P<m2>{_N})\s?月\s?)?(?P<d2>{_N})\s?[日号](?![本语元圆]))?(?<=[日号])"
    rf"|(?P<part>初|中旬|上旬|下旬|底|末)|{_TO}(?:(?P<y3>{_Y})\s?年\s?)?(?P<m3>{_N})\s?月(?:份)?|)"
)
_MONTHS = re.compile(
    rf"{_BEFORE}(?:(?:(?P<y>{_Y})\s?年|(?P<ry>{_RELATED}|本|当|同)年)\s?)?(?P<m>{_N})\s?(?:至|到|-|–|~)\s?(?P<m3>{_N})\s?月(?:份)?(?!{_N}\s?[日号])"
)
_YEARS = re.compile(
    rf"{_BEFORE}(?P<a>[0-9]{{4}}|[〇零一二三四五六七八九]{{4}})\s?年?\s?(?:至|到|-|–|~)\s?(?P<b>[0-9]{{4}}|[〇零一二三四五六七八九]{{4}})\s?年(?!代)"
)
_QUARTER = r"(?:第?\s?(?P<{0}>[一二三四首末1-4])\s?季度?(?!报告期|节|风|度?假)|(?P<{0}h>[上下])半年(?:度)?|[Qq](?P<{0}l>[1-4])|[Hh](?P<{0}i>[12]))"
_YEAR = re.compile(
    rf"{_BEFORE}(?:(?P<y>[0-9]{{4}}|[〇零一二三四五六七八九]{{4}})\s?(?:(?P<fy>财政年度|财年)|年(?!代|级|轻))|(?P<ry>{_RELATED}|本|当|同|(?<![以之向往])上)年(?!轻|级|度|纪|限|{_YEARLY}))\s?(?:度)?(?:的)?"
    rf"(?:{_QUARTER.format('q')}|前(?P<nq>[二两三])个?季度?|(?P<part>年?(?:底|末|初)|年中|中期|中(?![国期心旬间报央东外美欧方型小])|内(?![容部])))?"
)
_FIRST_MONTHS = re.compile(
    rf"{_BEFORE}(?:(?:(?P<y>[0-9]{{4}})\s?年|(?P<ry>今|去)年)\s?(?:的)?(?:前|头|首)|(?<![之以提目日年月天周期此往])(?:前|头|首))\s?(?P<n>[0-9]{{1,2}}|[二两三四五六七八九十]{{1,2}})\s?个月"
)
_FISCAL = re.compile(rf"{_BEFORE}(?P<a>[0-9]{{4}})\s?[-/–]\s?(?P<b>[0-9]{{2,4}})\s?(?:财年|财政年度|年度)|(?<![0-9])(?P<fy>[0-9]{{2}})\s?财年")
_BARE = re.compile(
    r"(?<![0-9一二三四五六七八九十])(?:第\s?(?P<o>[一二三四1-4])\s?(?:财)?季度?(?!节|风|度?假)|(?<![上下前后每这近单任本])(?P<q>[一二三四首末1-4])季度(?!假)|(?P<fq>第[一二三四1-4]财季)|前(?P<nq>[二两三])个?季度|(?P<h>[上下])半年(?:度)?(?!报表)|年(?P<part>底|末|初|中)(?!国|心))"
)
_LETTERED = re.compile(r"(?<![A-Za-z0-9])(?:(?P<y1>(?:19|20)[0-9]{2}) ?年?)(?P<q>[QqHh])(?P<n>[1-4])(?![0-9A-Za-z])")
_DECADE = re.compile(r"(?:(?P<c>上世纪|20世纪|二十世纪|本世纪|21世纪)?\s?(?P<n>[0-9]0|[一二三四五六七八九]十)|(?P<y>(?:19|20)[0-9]0))年代")
_CENTURY = re.compile(r"(?P<n>1[0-9]|2[0-9]|十[一二三四五六七八九]?|二十一?)世纪(?!华通|证券)")
_WEEK = re.compile(
    r"(?<![四三两几每双])(?P<w>上上|上个?|下下|下个?|本|这个?|当)?(?:周|星期|礼拜)(?P<d>[一二三四五六日天末])(?![年度岁家个刊份])|(?P<only>上上|上个?|下下|下个?|本|这)(?:周|星期|礼拜)(?![年期刊边转])"
)
_RELATIVE = re.compile(
    r"(?P<d>昨天|昨日|昨晚|昨夜|今天|今日|今晨|今早|今晚|今夜|明天|明日|明早|前天|前日|后天|大前天|大后天)|(?P<q>上一?个?|本|下一?个?|这一?个?|当前)季度?(?![节])|(?P<y>"
    rf"{_RELATED})年(?!{_YEARLY})"
)
_DAYS = {"昨": -1, "今": 0, "明": 1, "前": -2, "后": 2}
_ISO_DAY = re.compile(r"(?<![0-9./月])(?P<d>[12]?[0-9]|3[01])日(?![本语元圆内间均线游后前以经报无]|之内)(?:\s?(?:至|到|-|–|~)\s?(?P<d2>[12]?[0-9]|3[01])日)?")
_WITHIN = re.compile(rf"(?<![0-9〇零一二三四五六七八九十月.])(?P<n>{_N})日(?=之?内(?![容部]))")
"""十五日内 is fifteen days."""
_WEEKDAYS = {name: at for at, name in enumerate("一二三四五六日")} | {"天": 6, "末": 5}
_YEAR_OFFSETS = {"今": 0, "本": 0, "当": 0, "同": 0, "去": -1, "上": -1, "明": 1, "前": -2, "后": 2}
_NUMBERS = {"一": 1, "二": 2, "三": 3, "四": 4, "首": 1, "末": 4, "两": 2, "1": 1, "2": 2, "3": 3, "4": 4}


def read(scan: Scan) -> None:
    """Longest forms first."""
    dates_told.read_han(scan)
    readers: tuple[tuple[re.Pattern[str], Callable[[re.Match[str], date | None], Period | None]], ...] = (
        (_FIRST_MONTHS, _first_months),
        (_FISCAL, _fiscal),
        (_YEARS, _years),
        (_DECADE, _decade),
        (_LETTERED, _lettered),
        (_YEAR, _year),
    )
    if "月" in scan.text:
        readers = ((_MONTHS, _months), (_DAY, _day), *readers)
    for pattern, period in readers:
        for found in pattern.finditer(scan.text):
            _add(scan, found, period(found, scan.anchor))
    for found in _WITHIN.finditer(scan.text):
        if scan.free(*found.span("n")) and (days := han_value(found["n"])):
            scan.add("duration", found.start("n"), found.end("n") + 1, value=Decimal(days), unit="day", digits=len(str(days).rstrip("0")))
    for found in _CENTURY.finditer(scan.text):
        if scan.free(*found.span()):
            scan.add("ordinal", *found.span(), value=Decimal(han_value(found["n"]) or 0), digits=2)
    for found in _BARE.finditer(scan.text):
        _add(scan, found, _bare(found, scan.anchor))
    _relative(scan)


def _first_months(found: re.Match[str], anchor: date | None) -> Period | None:
    """2025年前九个月."""
    number = han_value(found["n"].replace("两", "二")) or 0
    year, known = _year_of(found, anchor)
    if number == 1 or number > 11 or (known and not year):
        return None
    first, last = (calendar.month(year if known else calendar.past_year(anchor, number), at, None) for at in (1, number))
    return calendar.joined(first, last)._replace(inferred=not found["y"]) if first and last else None


def _fiscal(found: re.Match[str], anchor: date | None) -> Period:
    return calendar.fiscal(_full(int(found["fy"] or found["b"]), int(found["a"] or 2000)))


def _years(found: re.Match[str], anchor: date | None) -> Period | None:
    first, last = calendar.year(han_value(found["a"]) or 0), calendar.year(han_value(found["b"]) or 0)
    return calendar.joined(first, last) if first and last else None


def _add(scan: Scan, found: re.Match[str], period: Period | None) -> None:
    start, end = found.span()
    while end > start and scan.text[end - 1] in " 的\n":
        end -= 1
    if period and scan.free(start, end):
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
        )


def _full(number: int, beside: int) -> int:
    return number if number > 99 else beside // 100 * 100 + number


def _year_of(found: re.Match[str], anchor: date | None) -> tuple[int | None, bool]:
    """The year a match names, and whether it names one at all."""
    if found["y"]:
        value = han_value(found["y"])
        return (2000 + value if value is not None and value < 100 else value), True
    if found["ry"]:
        return (anchor.year + _YEAR_OFFSETS[found["ry"]] if anchor else None), anchor is not None
    return None, False


def _day(found: re.Match[str], anchor: date | None) -> Period | None:
    year, _ = _year_of(found, anchor)
    if found["rm"]:
        base = calendar.month_from_anchor(anchor, {"上": -1, "下": 1}.get(found["rm"][0], 0))
        if not base.first or not found["d"]:
            return base
        year, number = base.first.year, base.first.month
    else:
        number = han_value(found["m"]) or 0
    if not found["d"]:
        return _to_month(found, year, number, anchor)
    first = calendar.day(year, number, han_value(found["d"]) or 0, anchor)
    if not first or not found["d2"]:
        return first
    until = han_value(found["y2"]) if found["y2"] else year
    if until is None and first.first:
        until = first.first.year
    last = calendar.day(until, han_value(found["m2"]) or 0 if found["m2"] else number, han_value(found["d2"]) or 0, anchor)
    return calendar.joined(first, last)._replace(inferred=first.inferred) if last else first


def _to_month(found: re.Match[str], year: int | None, number: int, anchor: date | None) -> Period | None:
    first = calendar.month(year, number, anchor)
    if not first or not found["m3"]:
        return first
    until = han_value(found["y3"]) if found["y3"] else year
    last = calendar.month(until, han_value(found["m3"]) or 0, anchor)
    return calendar.joined(first, last) if last else first


def _months(found: re.Match[str], anchor: date | None) -> Period | None:
    year, _ = _year_of(found, anchor)
    first = calendar.month(year, han_value(found["m"]) or 0, anchor)
    last = calendar.month(year, han_value(found["m3"]) or 0, anchor)
    return calendar.joined(first, last) if first and last else None


def _quarters(found: re.Match[str], year: int | None, anchor: date | None) -> Period | None:
    """The quarter or half that a match of the year pattern ends in."""
    if found["q"] or found["ql"]:
        return calendar.quarter(year, _NUMBERS[found["q"] or found["ql"]], anchor)
    if found["qh"] or found["qi"]:
        return calendar.half(year, 1 if (found["qh"] or found["qi"]) in "上1" else 2, anchor)
    if found["nq"]:
        return _first_quarters(year, _NUMBERS[found["nq"]], anchor)
    return None


def _first_quarters(year: int | None, number: int, anchor: date | None) -> Period | None:
    last = calendar.quarter(year, number, anchor)
    first = calendar.quarter(last.first.year if last and last.first else year, 1, None)
    return calendar.joined(first, last) if first and last else None


def _year(found: re.Match[str], anchor: date | None) -> Period | None:
    year, known = _year_of(found, anchor)
    if not known or year is None:
        return (
            calendar.year_from_anchor(None, _YEAR_OFFSETS[found["ry"]])
            if found["ry"] and not (found["q"] or found["qh"] or found["part"])
            else _bare_part(found)
        )
    if found["fy"]:
        quarter, half = found["q"] or found["ql"], found["qh"] or found["qi"]
        return calendar.fiscal(year, f"Q{_NUMBERS[quarter]}" if quarter else f"H{1 if half in '上1' else 2}" if half else "")
    period = _quarters(found, year, anchor)
    if period is None and found["part"] and not found["part"].endswith(("内", "中期")):
        period = calendar.part(year, _part(found["part"]), anchor)
    period = period or calendar.year(year)
    return period._replace(inferred=bool(found["ry"])) if period else None


def _bare_part(found: re.Match[str]) -> Period | None:
    return _quarters(found, None, None) or (calendar.part(None, _part(found["part"]), None) if found["part"] else None)


def _part(words: str) -> str:
    return "end" if words[-1] in "底末" else "start" if words[-1] == "初" else "mid"


def _bare(found: re.Match[str], anchor: date | None) -> Period | None:
    if found["fq"]:
        return calendar.fiscal(0, f"Q{_NUMBERS[found['fq'][1]]}")._replace(key=f"FYXXXX-Q{_NUMBERS[found['fq'][1]]}")
    if found["o"] or found["q"]:
        return calendar.quarter(None, _NUMBERS[found["o"] or found["q"]], anchor)
    if found["nq"]:
        return _first_quarters(None, _NUMBERS[found["nq"]], anchor)
    if found["h"]:
        return calendar.half(None, 1 if found["h"] == "上" else 2, anchor)
    return calendar.part(None, _part(found["part"]), anchor)


def _lettered(found: re.Match[str], anchor: date | None) -> Period | None:
    number, year = int(found["n"]), int(found["y1"])
    if found["q"] in "Qq":
        return calendar.quarter(year, number, None)
    return calendar.half(year, number, None) if number < 3 else None


def _decade(found: re.Match[str], anchor: date | None) -> Period:
    if found["y"]:
        return calendar.decade(int(found["y"]))
    century = 2000 if found["c"] in ("本世纪", "21世纪") else 1900
    return calendar.decade(century + (han_value(found["n"]) or 0))


def _relative(scan: Scan) -> None:
    for found in _WEEK.finditer(scan.text):
        word = found["w"] or found["only"]
        offset = None if not word else word.count("下") - word.count("上")
        if found["d"]:
            _add(scan, found, calendar.weekday(scan.anchor, _WEEKDAYS[found["d"]], offset))
        else:
            _add(scan, found, calendar.week(scan.anchor, offset or 0))
    for found in _RELATIVE.finditer(scan.text):
        if found["d"]:
            step = -3 if found["d"] == "大前天" else 3 if found["d"] == "大后天" else _DAYS[found["d"][0]]
            _add(scan, found, calendar.from_anchor(scan.anchor, step))
        elif found["q"]:
            _add(scan, found, calendar.quarter_from_anchor(scan.anchor, {"上": -1, "下": 1}.get(found["q"][0], 0)))
        else:
            _add(scan, found, calendar.year_from_anchor(scan.anchor, _YEAR_OFFSETS[found["y"]]))
    for found in _ISO_DAY.finditer(scan.text):
        ahead = scan.text[max(0, found.start() - 4) : found.start()].rstrip("于在 ").endswith(("将", "定", "拟"))
        _add(scan, found, calendar.day_alone(int(found["d"]), int(found["d2"]) if found["d2"] else None, scan.anchor, ahead=ahead))
