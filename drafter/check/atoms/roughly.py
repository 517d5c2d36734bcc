# Tables and patterns: a row stays on its line, Han characters count double, words are split where they are read.
# ruff: noqa: SIM905
"""Figures said roughly or by a turn of phrase: mid-teens, the high 40s, a year or two; a 10-for-1 split, 12 cents of every dollar, nine votes to three."""

from __future__ import annotations

import re
from decimal import Decimal

from drafter.check.atoms.nouns import Kind
from drafter.check.atoms.numerals import han_value, significant
from drafter.check.atoms.scan import Scan

_WORDS = {
    word: at
    for at, word in enumerate(
        "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen twenty".split(), 1
    )
}
_COUNT = "|".join(_WORDS)
_ENDS = {"low": (1, 3), "lower": (1, 3), "mid": (4, 6), "middle": (4, 6), "high": (7, 9), "upper": (7, 9), "低": (1, 3), "中": (4, 6), "高": (7, 9)}
_PLACE = r"(?P<p>low|lower|mid|middle|high|upper)"
_PER_CENT = r"(?P<u>[ -](?:percentages?|per ?cent)(?! points?)(?: range)?| ?%)?"
_SINGLE = re.compile(rf"(?<![A-Za-z]){_PLACE}[ -]single[ -]digits?{_PER_CENT}(?![A-Za-z])(?! (?:millions|billions))", re.IGNORECASE)
_TEENS = re.compile(rf"(?<![A-Za-z])(?P<who>(?:his|her|their|my) )?{_PLACE}[ -]teens{_PER_CENT}(?![A-Za-z])", re.IGNORECASE)
_TIES = re.compile(rf"(?<![A-Za-z])(?P<who>(?:his|her|their|my|our|the) )?{_PLACE}[ -](?P<t>[2-9])0'?s{_PER_CENT}(?![A-Za-z0-9])", re.IGNORECASE)
_AGED = re.compile(r"(?<![A-Za-z])(?:his|her|their|my|our|early|late|the|in)[ -][2-9]0'?s(?![A-Za-z0-9])", re.IGNORECASE)
"""In his 40s: no forty seconds."""
_SINGLE_HAN = re.compile(r"(?P<p>[低中高])(?:段)?个位数(?P<u>百分比|百分点|(?:的)?(?:增长|增幅|增速|涨幅|下降|下滑|降幅))")
_OR_TWO = re.compile(r"(?<![A-Za-z])(?:an?|one) (?P<u>year|month|week|day|decade|hour) or two\b", re.IGNORECASE)
_SPLIT = re.compile(rf"(?<![A-Za-z0-9.$€£¥-])(?P<a>[0-9]{{1,4}}|{_COUNT})-for-(?P<b>[0-9]{{1,4}}|{_COUNT})(?![0-9A-Za-z-])", re.IGNORECASE)
_OF_SPLIT = re.compile(r"(?i)split|consolidat|reverse|bonus|subdivi")
_SPLIT_HAN = re.compile(
    r"(?<![0-9一二三四五六七八九十])(?P<a>[0-9]{1,4}|[一二三四五六七八九十]{1,3})(?P<w>拆|合)(?P<b>[0-9]{1,4}|[一二三四五六七八九十]{1,3})(?![0-9一二三四五六七八九十])"
)
_OF_STOCK = re.compile("拆股|合股|股份|拆细|缩股|拆分|并股|股票|股东")
_OF_DOLLAR = re.compile(
    r"(?<![0-9A-Za-z.,$])(?P<n>[0-9]{1,2}(?:\.[0-9]{1,2})?) cents (?:of|out of|from|in|on|for) (?:every|each) (?:dollar|euro)\b", re.IGNORECASE
)
_VOTES = re.compile(rf"(?<= votes to )(?P<n>{_COUNT})(?= |[.,;]|$)", re.IGNORECASE)
_INTO_ONE = re.compile(r"(?<=[为成换送赠配拆])(?P<n>一)股")
_TOP = re.compile(r"(?<=前)(?P<n>[二两三四五六七八九]?十[一二三四五六七八九]?|[二两三四五六七八九]|[0-9]{1,2})大(?![学洋道街会])")


def read(scan: Scan) -> None:
    """Before other figures: their words hold some."""
    if scan.chinese or not scan.text.isascii():
        _han(scan)
    if scan.chinese:
        return
    for found in _SPLIT.finditer(scan.text):
        if _OF_SPLIT.search(scan.text[max(0, found.start() - 60) : found.end() + 40]):
            _add(scan, "multiple", found, _number(found["a"]) / _number(found["b"]), "x")
    for found in _OF_DOLLAR.finditer(scan.text):
        _add(scan, "percent", found, Decimal(found["n"]), "%")
    for found in _VOTES.finditer(scan.text):
        _add(scan, "number", found, _number(found["n"]))
    for found in _OR_TWO.finditer(scan.text):
        _between(scan, "duration", found, 1, 2, found["u"].lower())
    _places(scan)


def _places(scan: Scan) -> None:
    """Low, mid and high of ten."""
    for found in _SINGLE.finditer(scan.text):
        _between(scan, "percent", found, *_ENDS[found["p"].lower()], "%")
    for pattern in (_TEENS, _TIES):
        for found in pattern.finditer(scan.text):
            if (found["who"] or "the ").strip().lower() != "the" or not scan.free(*found.span()):
                scan.take(*found.span())
                continue
            tens = 10 * int(found["t"]) if pattern is _TIES else 10
            low, high = _ENDS[found["p"].lower()]
            _between(scan, "percent" if found["u"] else "number", found, tens + low, tens + high, "%" if found["u"] else "")
    for found in _AGED.finditer(scan.text):
        if scan.free(*found.span()):
            scan.take(*found.span())


def single_digits(scan: Scan) -> None:
    """Before idioms, one of which 个位数 is."""
    for found in _SINGLE_HAN.finditer(scan.text):
        if scan.free(*found.span()):
            points = found["u"] == "百分点"
            end = found.end() if found["u"].startswith("百分") else found.start("u")
            low, high = (Decimal(one) for one in _ENDS[found["p"]])
            scan.add("points" if points else "percent", found.start(), end, low=low, high=high, unit="pp" if points else "%", digits=1)


def _han(scan: Scan) -> None:
    for found in _SPLIT_HAN.finditer(scan.text) if "股" in scan.text else ():
        first, second = _number(found["a"]), _number(found["b"])
        if first and second and 1 in (first, second) and first != second and _OF_STOCK.search(scan.text[max(0, found.start() - 12) : found.end() + 8]):
            _add(scan, "multiple", found, second / first, "x")
    for found in _INTO_ONE.finditer(scan.text):
        if re.search(r"股[^，。；]{0,6}$", scan.text[max(0, found.start() - 8) : found.start()]):
            _add(scan, "count", found, Decimal(1), "share")
    for found in _TOP.finditer(scan.text):
        _add(scan, "count", found, _number(found["n"]))


def _number(words: str) -> Decimal:
    return Decimal(_WORDS.get(words.lower()) or han_value(words.replace("两", "二")) or 0)


def _add(scan: Scan, kind: Kind, found: re.Match[str], value: Decimal, unit: str = "") -> None:
    if value and scan.free(*found.span()):
        scan.add(kind, *found.span(), value=value, unit=unit, digits=significant(value))


def _between(scan: Scan, kind: Kind, found: re.Match[str], low: int, high: int, unit: str) -> None:
    if scan.free(*found.span()):
        scan.add(kind, *found.span(), low=Decimal(low), high=Decimal(high), unit=unit, digits=1)
