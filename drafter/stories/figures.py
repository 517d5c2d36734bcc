"""Quantities of a text as exact values, so that 15亿美元 and $1.5bn are the same figure. Chinese and English.

A figure has a kind (`%` for shares and percentage points, `n` for everything else), a value, a currency where one is named, and
the word it counts. Years, dates, times, versions and list numbers are none. Basis points are hundredths of a percentage point.
"""

from __future__ import annotations

import re
from decimal import ROUND_DOWN, ROUND_HALF_UP, Decimal
from typing import NamedTuple

_SCALE_EN = {
    "k": 1_000,
    "thousand": 1_000,
    "m": 1_000_000,
    "mn": 1_000_000,
    "mln": 1_000_000,
    "million": 1_000_000,
    "b": 1_000_000_000,
    "bn": 1_000_000_000,
    "billion": 1_000_000_000,
    "tn": 1_000_000_000_000,
    "trillion": 1_000_000_000_000,
    "lakh": 100_000,
    "crore": 10_000_000,
}
_SCALE_ZH = {"十": 10, "百": 100, "千": 1_000, "万": 10_000, "亿": 100_000_000}
_DIGITS_ZH = {digit: value for value, digit in enumerate("〇一二三四五六七八九")} | {"零": 0, "两": 2}
_ONES = (
    *("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"),
    *("eleven", "twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen"),
)
_WORDS = (
    {word: value for value, word in enumerate(_ONES)}
    | {word: 10 * tens for tens, word in enumerate(("twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"), 2)}
    | {"dozen": 12, "hundred": 100}
)
_CURRENCIES = {
    "$": "USD",
    "us$": "USD",
    "dollar": "USD",
    "美元": "USD",
    "hk$": "HKD",
    "港元": "HKD",
    "港币": "HKD",
    "a$": "AUD",
    "澳元": "AUD",
    "c$": "CAD",
    "加元": "CAD",
    "s$": "SGD",
    "新元": "SGD",
    "€": "EUR",
    "euro": "EUR",
    "欧元": "EUR",
    "£": "GBP",
    "pound": "GBP",
    "英镑": "GBP",
    "¥": "CNY",
    "yuan": "CNY",
    "rmb": "CNY",
    "renminbi": "CNY",
    "人民币": "CNY",
    "元": "CNY",
    "yen": "JPY",
    "日元": "JPY",
    "₹": "INR",
    "rupee": "INR",
    "卢比": "INR",
    "₩": "KRW",
    "韩元": "KRW",
    "won": "KRW",
    "franc": "CHF",
    "法郎": "CHF",
    "crown": "crown",
    "kronor": "crown",
    "kroner": "crown",
    "krona": "crown",
    "克朗": "crown",
    "ringgit": "MYR",
    "林吉特": "MYR",
    "baht": "THB",
    "泰铢": "THB",
    "peso": "peso",
    "比索": "peso",
    "real": "BRL",
    "reais": "BRL",
    "雷亚尔": "BRL",
    "dirham": "dirham",
    "迪拉姆": "dirham",
    "riyal": "SAR",
    "里亚尔": "SAR",
    "rand": "ZAR",
    "兰特": "ZAR",
    "lira": "TRY",
    "里拉": "TRY",
    "zloty": "PLN",
    "兹罗提": "PLN",
    "rouble": "RUB",
    "ruble": "RUB",
    "卢布": "RUB",
    "usd": "USD",
    "eur": "EUR",
    "gbp": "GBP",
    "cny": "CNY",
    "hkd": "HKD",
    "jpy": "JPY",
    "sgd": "SGD",
    "aud": "AUD",
    "cad": "CAD",
    "chf": "CHF",
    "krw": "KRW",
    "inr": "INR",
}
_PREFIX = r"(?:(?P<cur>(?:us|hk|[acs])?\$|[€£¥₹₩]|\b(?:usd|eur|gbp|cny|rmb|hkd|jpy|sgd|aud|cad|chf|krw|inr)(?![a-z]))\s?)?"
_NUMBER = r"(?P<num>\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?)"
_EN_SCALES = "|".join(sorted(_SCALE_EN, key=len, reverse=True))
_LATIN = re.compile(
    rf"(?=[\d$€£¥₹₩uhacsegrjik])(?<![a-z0-9.])(?<![a-z]-){_PREFIX}{_NUMBER}(?![\d.]*\.\d)"
    rf"(?:\s?(?P<zh>[十百千万亿]+)(?P<more>\d+(?:\.\d+)?[十百千万]+)?|[\s-]?(?P<scale>{_EN_SCALES})\b)?"
    r"(?:多|余|\+)?\s?-?(?P<unit>%|per\s?cent(?:age)?(?:\s|-)?(?:points?)?|个?百分点|个?基点|basis[\s-]points?|bps?\b|[a-z]+(?:[\s-][a-z]+)?|[\u4e00-\u9fff]{1,3})?"
)
_WORD_EN = "|".join(sorted(_WORDS, key=len, reverse=True))
_SPELT = re.compile(
    rf"(?<![\w-])(?P<words>(?:(?:{_WORD_EN})\b(?:[\s-]+(?:and\s+)?)?)+)(?P<scale>{_EN_SCALES})?\b"
    r"\s?-?(?P<unit>per\s?cent(?:age)?(?:\s|-)?(?:points?)?|basis[\s-]points?|[a-z]+(?:[\s-][a-z]+)?)?"
)
_HAN_NUMBER = re.compile(
    r"(?=[〇零一二三四五六七八九十百千万亿两])(?:(?P<share>百分之)|(?<![第\u4e00-\u9fff]星期)(?<![周第]))(?P<num>[〇零一二三四五六七八九十百千万亿两]+(?:点[〇零一二三四五六七八九]+)?)"
    r"(?P<unit>成(?![为立员本功长果交就])|个?百分点|个?基点|[\u4e00-\u9fff]{1,3})?"
)
_HALF = re.compile(
    r"(?=[qhtofa半三四一])(?:(?P<q>quarter[\s-](?:percentage[\s-])?point|quarter\s+of\s+a\s+(?:percentage\s+)?point)|(?P<h>half[\s-](?:a[\s-])?(?:percentage[\s-])?point|半个百分点)"
    r"|(?P<t>two[\s-]thirds|三分之二)|(?P<o>one[\s-]third|a third of|三分之一)|(?P<f>three[\s-]quarters|四分之三)|(?P<half>\bhalf of|一半|半数))"
)
_HALF_VALUES = {"q": "0.25", "h": "0.5", "t": "66.7", "o": "33.3", "f": "75", "half": "50"}
_YEAR = range(1900, 2101)
_UNITLESS = frozenset(
    ("of", "in", "on", "to", "and", "for", "at", "from", "the", "by", "a", "an", "as", "with", "after", "per", "or", "is", "was", "will", "more", "other")
)
_COUNTED = ("people", "jobs", "staff", "workers", "homes", "employees")
_COUNTED_HAN = "%人名家台辆件户元吨个座起套所例亿万公米英克兆"
_HAN_LEAST = 10
"""Chinese numerals below ten are too often parts of words (一次, 三方) to be figures."""
LEAST = 10
"""Integers below it say nothing, unless they are shares, money or have decimals."""


class Figure(NamedTuple):
    """One quantity."""

    kind: str
    """`%` or `n`."""
    value: Decimal
    currency: str
    """ISO code or a family of currencies; empty where none is named."""
    unit: str
    """The word or characters that follow it, as written, lower case; may be empty."""
    said: str = ""
    """As written, lower case."""

    @property
    def key(self) -> str:
        return f"{self.value.normalize():f}{'%' if self.kind == '%' else ''}"

    @property
    def rounded(self) -> str:
        """Of a large or fractional quantity that is no share, the key to two digits: $1.5bn and $1.52bn are near; empty for others."""
        if self.kind == "%" or (self.value < 1000 and not self.currency):
            return ""
        return f"{self.value:.1e}"

    def near(self, other: Figure) -> bool:
        """Whether they are equal in the digits of the one that has fewer, rounded or cut off: 3,700 is near 3,722 and near 3,650."""
        if self.kind != other.kind or bool(self.currency and other.currency and self.currency != other.currency):
            return False
        digits = min(self.digits, other.digits)
        return any(_cut(self.value, digits, how) == _cut(other.value, digits, how) for how in (ROUND_HALF_UP, ROUND_DOWN))

    @property
    def digits(self) -> int:
        """Significant digits: 2,314 says more than 2,000."""
        return len(self.value.normalize().as_tuple().digits)


def _cut(value: Decimal, digits: int, how: str) -> Decimal:
    return value.quantize(Decimal(1).scaleb(value.adjusted() - digits + 1), how)


def figures(text: str) -> list[Figure]:
    """All figures of a text (width folded, lower case, dates and times taken out by the caller), in no stated order."""
    found: list[Figure] = []

    def half(match: re.Match[str]) -> str:
        found.append(_half(match)._replace(said=match[0].strip()))
        return " , "

    def latin(match: re.Match[str]) -> str:
        if figure := _latin(match):
            found.append(figure._replace(said=_said(match, figure)))
        return " , "

    text = _LATIN.sub(latin, _HALF.sub(half, text))
    found += [figure._replace(said=_said(match, figure)) for match in _HAN_NUMBER.finditer(text) if (figure := _han(match))]
    found += [figure._replace(said=_said(match, figure)) for match in _SPELT.finditer(text) if (figure := _spelt(match))]
    return [figure for figure in found if _says_something(figure)]


def _said(match: re.Match[str], figure: Figure) -> str:
    """What names the currency or the share belongs to the figure, what it counts does not."""
    counted = match["unit"] if figure.kind == "n" and match["unit"] and not (figure.currency and not match.groupdict().get("cur")) else ""
    return match[0].strip().removesuffix(counted or "").strip(" -+")


def _says_something(figure: Figure) -> bool:
    if figure.kind == "%" or figure.currency:
        return figure.value > 0
    return figure.value >= LEAST or figure.value != figure.value.to_integral_value()


def _half(match: re.Match[str]) -> Figure:
    return Figure("%", Decimal(_HALF_VALUES[match.lastgroup or "half"]), "", "")


def _latin(match: re.Match[str]) -> Figure | None:
    value = Decimal(match["num"].replace(",", ""))
    scaled = bool(match["zh"] or match["scale"])
    if match["zh"]:
        value *= _zh_scale(match["zh"])
        if match["more"]:
            value += _mixed(match["more"])
    elif match["scale"]:
        value *= _SCALE_EN[match["scale"]]
    unit = (match["unit"] or "").strip()
    if not scaled and not match["cur"] and value in _YEAR and "," not in match["num"] and not _counts(unit):
        return None
    return _figure(value, unit, match["cur"] or "")


def _counts(unit: str) -> bool:
    """Whether what follows a four-digit number makes it a count, not a year."""
    return bool(unit) and (unit[0] in _COUNTED_HAN or unit.startswith(_COUNTED))


def _mixed(text: str) -> Decimal:
    number = re.match(r"[\d.]+", text)
    return Decimal(number[0]) * _zh_scale(text[number.end() :]) if number else Decimal(0)


def _zh_scale(characters: str) -> int:
    product = 1
    for character in characters:
        product *= _SCALE_ZH[character]
    return product


def _figure(value: Decimal, unit: str, prefix: str) -> Figure:
    if re.match(r"个?基点|basis|bps?$|bps?\b", unit):
        return Figure("%", value / 100, "", "")
    if re.match(r"%|per\s?cent|个?百分点", unit):
        return Figure("%", value, "", "")
    if unit == "成":
        return Figure("%", value * 10, "", "")
    return Figure("n", value, _currency(prefix, unit), "" if unit.split(" ")[0] in _UNITLESS else unit)


def _currency(prefix: str, unit: str) -> str:
    if prefix:
        return _CURRENCIES.get(prefix, "")
    for word in (*unit.split(" ")[:2], unit, unit[:2], unit[:1]):
        named = _CURRENCIES.get(word) or (_CURRENCIES.get(word.removesuffix("s")) if word.isascii() else None)
        if named:
            return named
    return ""


def _han(match: re.Match[str]) -> Figure | None:
    value = han_value(match["num"])
    if value is None:
        return None
    if match["share"]:
        return Figure("%", value, "", "")
    unit = match["unit"] or ""
    if not unit or (value < _HAN_LEAST and unit != "成" and "点" not in match["num"] and not re.match(r"个?百分点", unit)):
        return None
    return _figure(value, unit, "")


def han_value(text: str) -> Decimal | None:
    """Of a Chinese numeral such as 一百二十亿 or 三点五; None where it is none."""
    whole, _, part = text.partition("点")
    total = section = 0
    digit: int | None = None
    if not re.search("[十百千万亿]", whole):
        if len(whole) > 1:
            return None
        total = _DIGITS_ZH.get(whole, 0)
    else:
        for character in whole:
            if character in _DIGITS_ZH:
                digit = _DIGITS_ZH[character]
                continue
            scale = _SCALE_ZH[character]
            if scale >= 10_000:
                total = (total + section + (digit or 0) or 1) * scale
                section = 0
            else:
                section += (1 if digit is None else digit) * scale
            digit = None
        total += section + (digit or 0)
    if not part:
        return Decimal(total)
    return Decimal(f"{total}.{''.join(str(_DIGITS_ZH[character]) for character in part)}")


def _spelt(match: re.Match[str]) -> Figure | None:
    value = 0
    for word in re.findall(r"[a-z]+", match["words"]):
        if word == "and":
            continue
        value = value * 100 if word == "hundred" and value else value * 12 if word == "dozen" and value else value + _WORDS[word]
    scale = _SCALE_EN[match["scale"]] if match["scale"] and len(match["scale"]) > 2 else 1
    return _figure(Decimal(value * scale), (match["unit"] or "").strip(), "")
