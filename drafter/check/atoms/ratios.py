# Tables and patterns: a row stays on its line, Han characters count double, words are split where they are read.
# ruff: noqa: E501, SIM905
"""Shares and factors that are not a figure with a sign: 百分之五, 三成五, 八五折, two-thirds, 一半, doubled, 翻两番; and ranks (第20届)."""

from __future__ import annotations

import re
from decimal import Decimal

from drafter.check.atoms import comparators
from drafter.check.atoms.nouns import Comparator, Kind
from drafter.check.atoms.numerals import DIGITS, VULGAR, han_value, plain, significant
from drafter.check.atoms.scan import Scan

_HAN = "[〇零一二两三四五六七八九十百千]"
_FIGURE = rf"(?:{DIGITS}|{_HAN}{{1,8}}(?:点[〇零一二三四五六七八九]{{1,6}})?)"
_PARTS = re.compile(rf"(?P<of>[百千万])分之(?P<n>百|{_FIGURE})(?:\s?(?:至|到|-|–|~)\s?(?:[百千万]分之)?(?P<m>{_FIGURE}))?|百分百(?!百)")
_FRACTION = re.compile(rf"(?P<d>[二两三四五六七八九十百][一二三四五六七八九十]{{0,3}}|[0-9]{{1,4}})\s?分之\s?(?P<n>{_FIGURE})")
_TENTHS = re.compile(
    r"(?P<n>[0-9](?:\.[0-9])?|[一二两三四五六七八九](?![一二三四五六七八九]))(?:(?:成(?P<nhalf>半)?)?\s?(?:至|到|-|–|~)\s?(?P<m>[0-9](?:\.[0-9])?|[一二两三四五六七八九]))?"
    r"成(?P<half>半|[一二三四五六七八九](?![0-9亿万千百十个名家人成折]))?(?![立为功本员交都果熟长绩像因型分形语就品不群]|语)"
)
_DISCOUNT = re.compile(
    r"(?P<n>[0-9]{1,2}(?:\.[0-9])?|[一二两三四五六七八九](?:点[一二三四五六七八九])?|[一二三四五六七八九][一二三四五六七八九])折(?![叠合旧射断磨])"
)
_HALF_HAN = re.compile(r"(?<![另第对各])(?P<w>一半|半数|过半数|过半)(?![导岛路径衰]|以上是)")
_POWER = re.compile(r"翻(?:了)?(?P<h>近|将近|约|逾|超过)?(?:一倍|(?P<n>[一两二三四五六七八九]|[2-9])?番)|翻倍|倍增(?!器)|加倍(?!努力)")
_HALVED = re.compile(r"减半|腰斩|减少一半|下降一半")
DENOMINATORS = {
    "half": 2,
    "halve": 2,
    "third": 3,
    "quarter": 4,
    "fourth": 4,
    "fifth": 5,
    "sixth": 6,
    "seventh": 7,
    "eighth": 8,
    "ninth": 9,
    "tenth": 10,
    "hundredth": 100,
}
"""Parts by their English names."""
_COUNTS = {"a": 1, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9}
_DENOMINATOR = "half|halves|thirds?|quarters?|fourths?|fifths?|sixths?|sevenths?|eighths?|ninths?|tenths?|hundredths?"
_FRACTION_EN = re.compile(
    rf"(?<![A-Za-z0-9-])(?P<n>a|one|two|three|four|five|six|seven|eight|nine|[1-9])(?P<gap>-| )(?P<d>{_DENOMINATOR})\b"
    r"(?![ -](?:straight|consecutive|year|time|day|party|parties|earlier|of (?:20|fiscal|the year|this|last|next)|million|billion|trillion|of an? (?:million|billion|trillion|percentage|second|minute|mile|inch|degree)|(?:percentage )?points?)\b)",
    re.IGNORECASE,
)
_HALF_EN = re.compile(
    r"(?:(?P<by>(?<![A-Za-z])(?:by|than|nearly|almost|about|over|around|roughly|to|only|some|least|under) )half(?![ -](?:year|time|hour|million|billion|an? )|[a-z-]))"
    r"|(?<![A-Za-z-])half (?:of )?(?:of|the|its|their|his|her|all|our)\b(?! (?:year|day|hour|time)\b)",
    re.IGNORECASE,
)
_OUT_OF = re.compile(
    r"(?<![A-Za-z0-9.,$€£¥-])(?P<n>one|two|three|four|five|six|seven|eight|nine|[1-9][0-9]?) (?:[a-z]{3,} ){0,2}?(?:in|out of)(?: every)? (?P<d>two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|twenty|thirty|forty|fifty|sixty|eighty|(?:a |one )?hundred|(?:a |one )?thousand|[1-9][0-9]{0,2})"
    r"(?=[ .,;:)]|$)(?! (?:million|billion|days?|weeks?|months?|years?|hours?|minutes?|percent|%))",
    re.IGNORECASE,
)
_TENS = {"ten": 10, "eleven": 11, "twelve": 12, "fifteen": 15, "twenty": 20, "fourteen": 14, "thirteen": 13, "sixteen": 16} | {
    **{"thirty": 30, "forty": 40, "fifty": 50, "sixty": 60, "eighty": 80},
    **{f"{one}{word}": size for one in ("", "a ", "one ") for word, size in (("hundred", 100), ("thousand", 1000))},
}
_SLASH = re.compile(r"(?<![0-9/.,A-Za-z-])(?<![0-9] )(?P<n>[1-9])/(?P<d>[2-9]|10)(?![0-9/.])(?= of\b| (?:cup|the)\b|$|[ ,.，。、；的以])(?![ ]?[月日号])")
_EVERY_HAN = re.compile(
    r"每(?P<d>[二两三四五六七八九十]{1,2}|[0-9]{1,3})(?:[个家人名位台辆户])?[^，。；0-9]{0,10}?(?:中|里|就|便)(?:就)?有(?:近|约|超过)?(?P<n>[一二两三四五六七八九]|[0-9]{1,2})(?=[个家人名位台辆户])"
)
_OF_PERCENT = re.compile(
    r"(?<![A-Za-z-])(?:(?P<half>(?:one[- ])?half)|(?P<three>three[- ]quarters)|(?:an?|one)[- ]quarter) (?:of )?(?:an?|one|1) per ?cent(?!age)", re.IGNORECASE
)
_FACTOR_EN = re.compile(
    r"(?<![A-Za-z-])(?:(?P<two>doubl(?:ed|ing)|doubles?(?= (?:to|from|the|its|their|in|over|by|since|year|that|what|last|output|revenue|sales|capacity)\b)|twofold|two-fold"
    r"|twice(?= (?:as|the|that|its|their|what)\b))"
    r"|(?P<three>tripl(?:ed|ing)|triples?(?= (?:to|from|the|its|their|in|by|that|what)\b)|trebl(?:ed|ing)|threefold|three-fold)"
    r"|(?P<four>quadrupl(?:ed|ing)|quadruples?(?= (?:to|from|the|its|their|in|by)\b)|fourfold|four-fold)|(?P<five>quintupl(?:ed|ing)|fivefold|five-fold)"
    r"|(?P<six>sixfold|six-fold)|(?P<seven>sevenfold|seven-fold)|(?P<eight>eightfold|eight-fold)|(?P<nine>ninefold)|(?P<ten>tenfold|ten-fold)|(?P<hundred>hundredfold)"
    r"|(?P<half>halved|halving (?:of|its|the)|(?:in|by) half))(?![A-Za-z-])",
    re.IGNORECASE,
)
_FACTORS = {"two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9, "ten": 10, "hundred": 100}
_RANK_HAN = re.compile(
    r"第\s?(?P<n>[0-9]{1,4}|[二三四五六七八九十百]{1,5}|[一二三四五六七八九]?十[一二三四五六七八九]?)\s?(?P<of>届|次|期|轮|批|代|个|家|位|名|号|条|款|版|场|周|年|天|回|章|颗|枚|笔|艘|阶段|大)?"
)
_ORDINALS = {
    word: at + 2
    for at, word in enumerate("second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth fifteenth".split())
} | {"sixteenth": 16, "seventeenth": 17, "eighteenth": 18, "nineteenth": 19, "twentieth": 20, "thirtieth": 30, "fortieth": 40, "fiftieth": 50, "hundredth": 100}
_RANKED = (
    r"(?:annual|edition|consecutive|straight|anniversary|round|session|meeting|generation|batch|tranche|instal?lment|phase|summit|plenary|largest|biggest|month|year|week"
    r"|quarter in a row|time|day|term|amendment|birthday|case|company|country|bank|firm)s?\b"
)
_RANK_EN = re.compile(
    rf"(?<![A-Za-z0-9.$€£¥-])(?:(?P<n>[0-9]{{1,4}})(?:st|nd|rd|th)(?![A-Za-z0-9])|(?P<w>{'|'.join(_ORDINALS)})(?=[ -]{_RANKED}))", re.IGNORECASE
)
_NUMBER_SIGN = re.compile(r"(?:(?<![A-Za-z])[Nn]o\. ?|№ ?|#)(?P<n>[0-9]{1,6})(?![0-9A-Za-z.,])")


_BETWEEN_EN = re.compile(
    rf"(?<![A-Za-z])between (?P<n>an?|one|two|three|four) ?-?(?P<d>{_DENOMINATOR}) and (?P<m>an?|one|two|three|four)[ -](?P<e>{_DENOMINATOR})\b(?! (?:of an?|quarter|place))",
    re.IGNORECASE,
)
"""Between a quarter and a third."""
_PART_OF_CENTURY = re.compile(r"(?<![A-Za-z-])(?:an? )?quarter(?:[- ]of[- ]a)?[- ]century\b|四分之一个?世纪", re.IGNORECASE)
_PARTS_OF_POINT = re.compile(
    r"(?<![A-Za-z0-9.,-])(?P<n>an?|one|two|three|four|five|six|seven|eight|nine|[0-9]{1,2})[ -](?P<d>tenth|hundredth)s?[ -]of (?:an? |one |1 )?(?:(?P<p>percentage[ -])?points?|(?P<c>per ?cent)(?!age))\b",
    re.IGNORECASE,
)
"""A tenth of a point, 12 hundredths of a percentage point, two-tenths of one percent."""
_PART_OF_POINT = re.compile(
    r"(?<![A-Za-z-])(?:(?P<n>an?|one|three)[ -])?(?P<d>half|quarters?)[ -](?:of )?(?:an? )?(?P<u>percentage[ -])?points?\b|0\.5个点|半个百分点", re.IGNORECASE
)
_HALVES = {
    "年": "year",
    "月": "month",
    "个月": "month",
    "小时": "hour",
    "个小时": "hour",
    "天": "day",
    "周": "week",
    "星期": "week",
    "个世纪": "century",
    "世纪": "century",
    "分钟": "minute",
}
_AND_HALF = re.compile(r"(?P<n>[0-9]{1,4}|[一二两三四五六七八九十]{1,4})(?:(?P<u>年|个月|小时|个小时|天|周)半(?![导天])|个半(?P<v>月|小时|星期|世纪))")
_HALF_OF = re.compile(r"(?<![上下大前后多过])半(?P<u>年|个月|小时|个小时|天|个世纪|分钟)(?![报度刊导])")
_HALF_UNIT_EN = re.compile(
    r"(?<![A-Za-z-])half (?:of )?an? (?P<u>year|month|hour|day|century|decade|minute)\b|(?<![A-Za-z-])(?:an?|one) (?P<v>year|month|hour|week|decade) and a half\b",
    re.IGNORECASE,
)
_A_UNIT_EN = re.compile(
    r"(?<![A-Za-z])(?P<p>(?:for|within|in|over|after|about|nearly|almost|than|under|least|around|lasts?|lasted) )(?P<a>an?) (?P<u>year|month|week|decade|century|quarter)\b(?! (?:of|and a half)|'s|-)"
    r"|(?<![A-Za-z])(?P<b>an?) (?P<v>year|month|week|decade|day|hour)(?= (?:ago|earlier|before|later)\b)",
    re.IGNORECASE,
)


def read(scan: Scan) -> None:
    """Adds the shares, factors and ranks."""
    _half_durations(scan)
    for found in _PART_OF_CENTURY.finditer(scan.text):
        _emit(scan, "duration", *found.span(), Decimal(25), "year")
    for found in _PART_OF_POINT.finditer(scan.text):
        part = Decimal("0.25") if (found["d"] or "").lower().startswith("quarter") else Decimal("0.5")
        _emit(scan, "points", *found.span(), part * 3 if (found["n"] or "").lower() == "three" else part, "pp")
    for found in _PARTS_OF_POINT.finditer(scan.text):
        part = Decimal(_COUNTS.get(found["n"].lower()) or int(found["n"] if found["n"].isdigit() else 1)) / (10 if found["d"].lower() == "tenth" else 100)
        _emit(scan, "percent" if found["c"] else "points", *found.span(), part, "%" if found["c"] else "pp")
    if any(word in scan.text for word in ("分之", "百分百")):
        _parts(scan)
    if scan.chinese or "成" in scan.text or "折" in scan.text:
        _tenths(scan)
        _half_and_factor(scan)
        for found in _EVERY_HAN.finditer(scan.text):
            count, whole = (Decimal(han_value(found[name].replace("两", "二")) or 0) for name in ("n", "d"))
            if 0 < count < whole:
                _emit(scan, "fraction", *found.span(), count / whole)
        _slashes(scan)
        _ranks(scan, _RANK_HAN)
    if not scan.chinese:
        for found in _OF_PERCENT.finditer(scan.text):
            _emit(scan, "percent", *found.span(), Decimal("0.5") if found["half"] else Decimal("0.75") if found["three"] else Decimal("0.25"), "%")
        _english_fractions(scan)
        _english_factors(scan)
        _ranks(scan, _RANK_EN)
    _ranks(scan, _NUMBER_SIGN)


def _half_durations(scan: Scan) -> None:
    """两年半, 三个半月, 半年, half a year; and `for a year`, which says one as 一年 does."""
    if "半" in scan.text:
        for found in _AND_HALF.finditer(scan.text):
            unit = found["u"] or found["v"]
            if unit:
                _emit(scan, "duration", *found.span(), Decimal(han_value(found["n"]) or 0) + Decimal("0.5"), _HALVES[unit])
        for found in _HALF_OF.finditer(scan.text):
            _emit(scan, "duration", *found.span(), Decimal("0.5"), _HALVES[found["u"]])
    if scan.chinese:
        return
    for found in _HALF_UNIT_EN.finditer(scan.text):
        unit = (found["u"] or found["v"]).lower()
        _emit(scan, "duration", *found.span(), Decimal("0.5") if found["u"] else Decimal("1.5"), unit)
    for found in _A_UNIT_EN.finditer(scan.text):
        _emit(scan, "duration", found.start("a" if found["a"] else "b"), found.end(), Decimal(1), (found["u"] or found["v"]).lower())


def value_of(figure: str) -> Decimal:
    """Value of a match of the figure pattern, 点 included."""
    whole, dot, rest = figure.partition("点")
    if figure[0].isdigit() or figure[0] in VULGAR:
        return plain(figure)
    value = Decimal(han_value(whole) or 0)
    return value + Decimal(f"0.{''.join(str(han_value(character)) for character in rest)}") if dot else value


def _emit(scan: Scan, kind: Kind, start: int, end: int, value: Decimal, unit: str = "", ambiguous: bool = False) -> None:
    """One share or factor with the comparators around it."""
    if not scan.free(start, end):
        return
    comparator, hedge, start, end = around(scan, start, end)
    scan.add(kind, start, end, value=value, unit=unit, comparator=comparator, hedge=hedge, digits=significant(value), ambiguous=ambiguous)


def around(scan: Scan, start: int, end: int) -> tuple[Comparator, str, int, int]:
    """Comparator words right before or behind a span, with the span widened over them."""
    comparator: Comparator = "exact"
    hedge = ""
    if (ahead := comparators.before(scan.text, start)) and scan.free(ahead[2], start):
        comparator, hedge, start = ahead
    behind = comparators.after(scan.text, end)
    if behind and comparator == "exact" and scan.free(end, behind[2]):
        comparator, hedge, end = behind
    return comparator, hedge, start, end


def _parts(scan: Scan) -> None:
    for found in _PARTS.finditer(scan.text):
        if not scan.free(*found.span()):
            continue
        if found[0] == "百分百":
            _emit(scan, "percent", *found.span(), Decimal(100), "%")
            continue
        per = {"百": Decimal(1), "千": Decimal("0.1"), "万": Decimal("0.01")}[found["of"]]
        low = (Decimal(100) if found["n"] == "百" else value_of(found["n"])) * per
        if found["m"]:
            comparator, hedge, start, end = around(scan, *found.span())
            scan.add("percent", start, end, low=low, high=value_of(found["m"]) * per, unit="%", comparator=comparator, hedge=hedge, digits=significant(low))
        else:
            _emit(scan, "percent", *found.span(), low, "%")
    for found in _FRACTION.finditer(scan.text):
        below = Decimal(han_value(found["d"]) or 0)
        if below:
            _emit(scan, "fraction", *found.span(), value_of(found["n"]) / below)


def _tenths(scan: Scan) -> None:
    for found in re.finditer("对折|半价", scan.text):
        _emit(scan, "percent", *found.span(), Decimal(50), "of-price")
    for found in _TENTHS.finditer(scan.text):
        if not scan.free(*found.span()) or scan.text[found.start() - 1 : found.start()] in tuple("第0123456789.百千万亿十一两二三四五六七八"):
            continue
        low = value_of(found["n"]) * 10 + (5 if found["nhalf"] else 0)
        extra = found["half"]
        if found["m"]:
            comparator, hedge, start, end = around(scan, *found.span())
            high = value_of(found["m"]) * 10 + (5 if extra == "半" else 0)
            scan.add("percent", start, end, low=low, high=high, unit="%", comparator=comparator, hedge=hedge, digits=1)
        else:
            more = Decimal(5) if extra == "半" else Decimal(han_value(extra) or 0) if extra else Decimal(0)
            _emit(scan, "percent", *found.span(), low + more, "%")
    for found in _DISCOUNT.finditer(scan.text):
        figure = found["n"]
        value = Decimal(han_value(figure) or 0) if len(figure) == 2 and "点" not in figure else value_of(figure)
        if scan.text[found.start() - 1 : found.start()] not in tuple("0123456789.打骨百") or scan.text[found.start() - 1 : found.start()] == "打":
            _emit(scan, "percent", *found.span(), value * 10 if value < 10 else value, "of-price")


def _half_and_factor(scan: Scan) -> None:
    for found in _POWER.finditer(scan.text):
        times = han_value((found["n"] or "一").replace("两", "二")) or 1
        if scan.free(*found.span()):
            hedge = found["h"] or ""
            if hedge:
                comparator: Comparator = "over" if hedge in ("逾", "超过") else "about"
                scan.add("multiple", *found.span(), value=Decimal(2) ** times, unit="x", comparator=comparator, hedge=hedge, digits=1)
            else:
                _emit(scan, "multiple", *found.span(), Decimal(2) ** times, "x")
    for found in _HALVED.finditer(scan.text):
        _emit(scan, "multiple", *found.span(), Decimal("0.5"), "x")
    for found in _HALF_HAN.finditer(scan.text):
        if not scan.free(*found.span()):
            continue
        if found["w"].startswith("过半"):
            scan.add("fraction", *found.span(), value=Decimal("0.5"), comparator="over", hedge="过", digits=1)
        else:
            _emit(scan, "fraction", *found.span(), Decimal("0.5"))


def _denominator(name: str) -> int:
    name = name.lower()
    return DENOMINATORS["half" if name == "halves" else name.removesuffix("s")]


def _english_fractions(scan: Scan) -> None:
    for found in _BETWEEN_EN.finditer(scan.text):
        low, high = (Decimal(_COUNTS.get(found[n].lower(), 1)) / _denominator(found[d]) for n, d in (("n", "d"), ("m", "e")))
        if low < high and scan.free(*found.span()):
            scan.add("fraction", *found.span(), low=low, high=high, digits=1)
    for found in _FRACTION_EN.finditer(scan.text):
        count = _COUNTS.get(found["n"].lower()) or int(found["n"])
        if not _is_fraction(scan.text, found, count):
            continue
        _emit(scan, "fraction", *found.span(), Decimal(count) / _denominator(found["d"]))
    for found in _HALF_EN.finditer(scan.text):
        start = found.end("by") if found["by"] else found.start()
        _emit(scan, "fraction", start, start + 4, Decimal("0.5"))
    for found in _OUT_OF.finditer(scan.text):
        count, whole = (_COUNTS.get(found[name].lower()) or _TENS.get(found[name].lower()) or int(found[name]) for name in ("n", "d"))
        if count < whole:
            _emit(scan, "fraction", *found.span(), Decimal(count) / whole)
    _slashes(scan)


def _slashes(scan: Scan) -> None:
    for found in _SLASH.finditer(scan.text):
        _emit(scan, "fraction", *found.span(), Decimal(found["n"]) / Decimal(found["d"]))


def _is_fraction(text: str, found: re.Match[str], count: int) -> bool:
    """`a third of` and `one-third` are shares; `a third bank`, `a quarter` and `one quarter` need a look at what stands around."""
    behind, ahead = text[found.end() : found.end() + 12].lower(), text[max(0, found.start() - 16) : found.start()].lower()
    if found["n"].lower() == "a":
        if found["d"].lower() == "half":
            return not text[max(0, found.start() - 5) : found.start()].lower().endswith("and ") and behind.startswith((" of", ".", ",", " the"))
        return behind.startswith((" of", " the", *_COMPARED)) or ahead.endswith(_BEFORE_SHARE)
    if count == 1 and found["gap"] == " " and found["d"].lower() == "quarter":
        return behind.startswith((" of", " the"))
    return True


_COMPARED = tuple(f" {word}" for word in "below above more less fewer lower higher cheaper dearer larger smaller off down".split())
_BEFORE_SHARE = tuple(f"{word} " for word in "by nearly about than almost roughly around over up down just only lost shed gained least under".split())
"""A sixth below the average, up a fifth."""


def _english_factors(scan: Scan) -> None:
    for found in _FACTOR_EN.finditer(scan.text):
        name = found.lastgroup or ""
        if found[0].lower() in ("in half", "by half") and not re.search(
            r"(?i)(?:cut|split|slash|reduc|fall|fell|drop|shr[aiu]nk|halv|lower|decline)\w*(?: \S+){0,5} $",
            scan.text[max(0, found.start() - 40) : found.start()],
        ):
            continue
        _emit(scan, "multiple", *found.span(), Decimal("0.5") if name == "half" else Decimal(_FACTORS[name]), "x")


def _ranks(scan: Scan, pattern: re.Pattern[str]) -> None:
    for found in pattern.finditer(scan.text):
        if not scan.free(*found.span()):
            continue
        groups = found.groupdict()
        figure = groups["n"]
        value = int(figure) if figure and figure.isdigit() else han_value(figure) if figure else _ORDINALS[groups["w"].lower()]
        if figure and not figure.isdigit() and not groups.get("of"):
            scan.take(*found.span())
            continue
        if value:
            scan.add("ordinal", *found.span(), value=Decimal(value), digits=significant(Decimal(value)))
