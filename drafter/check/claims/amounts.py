"""Figures as plain values, enough to say whether two sentences speak of the same one. No dates, no currencies, no comparators.

What a figure means (unit, currency, range) is another check's matter; here a figure only ties growth words to their source.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache

_TEENS = "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen"
_TENS = "twenty thirty forty fifty sixty seventy eighty ninety"
_SMALL = {word: value for value, word in enumerate(_TEENS.split())} | {word: 10 * value for value, word in enumerate(_TENS.split(), 2)}
_POWERS = {"hundred": 100, "thousand": 10**3, "million": 10**6, "billion": 10**9, "trillion": 10**12, "crore": 10**7, "lakh": 10**5}
_SUFFIX = {"k": 10**3, "m": 10**6, "mn": 10**6, "bn": 10**9, "tn": 10**12} | _POWERS
_HAN = dict(zip("零一二三四五六七八九〇", (0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 0), strict=True)) | {"两": 2}
_HAN_POWERS = {"十": 10, "百": 100, "千": 1000}
_HAN_BIG = {"万": 10**4, "亿": 10**8}
_PARTS = {"half": 2, "third": 3, "quarter": 4, "fifth": 5, "tenth": 10}
_COUNTED = "年月日天周个家位名人次种项倍成元亿万千百小分季期代款部台座所只张件点多余届号轮笔股条份美欧英港"

_NUMBER_WORD = "|".join(sorted((*_SMALL, *_POWERS), key=len, reverse=True))
_FIGURE = re.compile(
    r"(?P<digits>\d{1,15}(?:,\d{3}){0,6}(?:\.\d{1,15})?)"
    r"(?:\s?(?P<magnitude>thousand|million|billion|trillion|crore|lakh|bn|mn|tn|[km](?![A-Za-z²³])|万亿|[百千万]?亿|[百千]?万))?"
    r"(?P<unit>\s?(?:percentage points?|个百分点|百分点|per ?cent|%))?"
    rf"|(?<![A-Za-z])(?P<words>(?:{_NUMBER_WORD})(?:[ -](?:and )?(?:{_NUMBER_WORD})){{0,8}})(?![A-Za-z])(?![ -](?:third|quarter"
    rf"|fifth|tenth|half|halve)s?\b)(?P<unit2>\s?(?:percentage points?|per ?cent|%))?"
    r"|百分之(?P<hundredths>[零一二三四五六七八九〇两十百点]{1,8}|\d{1,3}(?:\.\d{1,6})?)"
    r"|(?P<denominator>[二三四五六七八九十])分之(?P<numerator>[一二两三四五六七八九])"
    r"|(?<![A-Za-z])(?P<count>an?|one|two|three)[ -](?P<part>half|third|quarter|fifth|tenth)s?(?![A-Za-z])"
    r"|(?P<tenths>[一二两三四五六七八九])成(?![为立功本交长员])"
    rf"|(?P<han>[零一二三四五六七八九〇两十百千万亿]{{2,16}}|[二两三四五六七八九十](?=[{_COUNTED}]))(?P<unit3>个?百分点)?",
    re.I,
)
_SUFFIX_HAN = {"万亿": 10**12, "百亿": 10**10, "千亿": 10**11, "亿": 10**8, "百万": 10**6, "千万": 10**7, "万": 10**4}


@dataclass(frozen=True, slots=True)
class Amount:
    """One figure: `15亿` is 1500000000; `12.5%` is 12.5 with unit `%`, `1.1个百分点` 1.1 with `pp`; `一成` is 10 %; a third is 1/3."""

    value: Decimal
    unit: str
    start: int
    end: int


@lru_cache(maxsize=4096)
def amounts(text: str) -> tuple[Amount, ...]:
    """Figures in reading order."""
    return tuple(found for match in _FIGURE.finditer(text) if (found := _amount(match)) is not None)


def _amount(match: re.Match[str]) -> Amount | None:
    value = _value(match)
    if value is None:
        return None
    unit = _unit(match)
    return Amount(value, unit, match.start(), match.end())


def _value(match: re.Match[str]) -> Decimal | None:
    group = match.groupdict()
    if group["digits"]:
        power = (group["magnitude"] or "").lower()
        return Decimal(group["digits"].replace(",", "")) * (_SUFFIX.get(power) or _SUFFIX_HAN.get(power) or 1)
    if group["words"]:
        return Decimal(_in_words(group["words"].lower()))
    if group["hundredths"]:
        return _hundredths(group["hundredths"])
    if group["denominator"]:
        return Decimal(_HAN[group["numerator"]]) / Decimal(_HAN.get(group["denominator"], 10))
    if group["count"]:
        return Decimal(_SMALL.get(group["count"].lower(), 1)) / Decimal(_PARTS[group["part"].lower()])
    if group["tenths"]:
        return Decimal(_HAN[group["tenths"]] * 10)
    return _in_han(group["han"])


def _unit(match: re.Match[str]) -> str:
    group = match.groupdict()
    unit = group["unit"] or group["unit2"] or group["unit3"] or ""
    if "point" in unit.lower() or "百分点" in unit:
        return "pp"
    return "%" if unit or group["hundredths"] or group["tenths"] else ""


def _hundredths(text: str) -> Decimal | None:
    whole, _, fraction = text.partition("点")
    if text[0].isdigit():
        return Decimal(text)
    value = _in_han(whole)
    if value is None or not fraction:
        return value
    digits = "".join(str(_HAN[character]) for character in fraction if character in _HAN)
    return value + Decimal(f"0.{digits or 0}")


def _in_words(words: str) -> int:
    total = current = 0
    for word in re.split(r"[ -](?:and )?", words):
        if word in _SMALL:
            current += _SMALL[word]
        elif word == "hundred":
            current = max(current, 1) * 100
        elif word in _POWERS:
            total, current = total + max(current, 1) * _POWERS[word], 0
    return total + current


def _in_han(text: str) -> Decimal | None:
    """None for what only looks like a numeral (万一) or starts with a magnitude."""
    if text[0] in "百千万亿零":
        return Decimal(100) if text == "百" else None
    if all(character in _HAN for character in text):
        return Decimal("".join(str(_HAN[character]) for character in text))
    total = section = digit = 0
    for character in text:
        if character in _HAN:
            digit = _HAN[character]
        elif character in _HAN_POWERS:
            section, digit = section + (digit or 1) * _HAN_POWERS[character], 0
        else:
            total, section, digit = (total + section + digit) * _HAN_BIG[character], 0, 0
    return Decimal(total + section + digit)
