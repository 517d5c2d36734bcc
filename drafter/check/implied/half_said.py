"""Figures that a source implies or leaves half said: 80p, 27 cents of every euro, the mid-50s, a fifth more, a bare number whose unit stands at its
neighbour or in the heading of its row. Read of sources only, as `implied` is.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal

from drafter.check.atoms import Atom, Comparator
from drafter.check.spelled import ENGLISH

_MID = re.compile(
    r"(?i)\b(?P<part>low|mid|middle|high|upper)(?:-| |-to-\w+[- ])(?P<tens>[1-9]0s|teens|twenties|thirties"
    r"|forties|fifties|sixties|seventies|eighties|nineties)\b"
)
_TENS = {"teens": 10, "twenties": 20, "thirties": 30, "forties": 40, "fifties": 50, "sixties": 60, "seventies": 70, "eighties": 80, "nineties": 90}
_PARTS = {"low": (1, 2, 3), "mid": (4, 5, 6), "middle": (4, 5, 6), "high": (7, 8, 9), "upper": (7, 8, 9)}
_PENNIES = re.compile(r"(?i)\b(\d{1,3}) ?(p|pence|cents?|c)\b(?: (?:of|in|on|from) (?:every|each|the|a) (?P<whole>euro|dollar|pound))?")
_COIN = re.compile(r"(?i) ?(?:francs?|shillings?|crowns?|kron\w+|rupees?|pesos?|dinars?|ri[ya]+ls?|lira|rand|dirhams?|pounds|dollars|baht|won|ringgit)\b")
_PART_OF = {"half": 2, "third": 3, "quarter": 4, "fifth": 5, "sixth": 6, "seventh": 7, "eighth": 8, "ninth": 9, "tenth": 10}
_PART_MORE = re.compile(
    rf"(?i)\b(?:a|an|one|by a|by an)[- ]({'|'.join(_PART_OF)}) (?:more|less|higher|lower|fewer|up|down|above"
    rf"|below|cheaper|larger|smaller|longer|shorter)\b"
)
_AFTER_LIKE = re.compile(
    r"(?i)(?:\b(?:from|to|against|versus|vs\.?|than|instead of|by|and|or|compared with|compared to|of|another"
    r"|further)(?: about| some| around| nearly| just)?|[从由较比至到])\s?$"
)
"""Before a figure that is of the same thing as the one before it: 4.2 million tonnes from 5.1 million."""
_COLUMN_UNIT = re.compile(
    r"(?i)(?:^"
    r"|[(（\[])(?:in )?(?P<money>US\$|HK\$|[$€£¥]|USD|EUR|GBP|CHF|CNY|RMB|JPY|HKD|SEK|NOK|DKK|PLN|CZK|INR|AUD|CAD)?"
    r"\s?(?P<size>bn|billions?|mn|mio|m|millions?|thousands?|k|000s?|tn)?[)）\]]"
    r"|[(（]?单位[:：]\s?(?P<han>[十百千万亿]*)(?P<yuan>元|美元|欧元|英镑|港元)?[)）]?|[(（](?P<han2>[十百千万亿]+)(?P<yuan2>元|美元|欧元|英镑|港元)[)）]"
)
"""The unit of a table's row or column, told once: Premiums (CHF m), 单位：亿元."""
_SIZES = {"t": Decimal(10) ** 12, "b": Decimal(10) ** 9, "m": Decimal(10) ** 6, "k": Decimal(1000), "0": Decimal(1000), "h": Decimal(1000)}
_HAN_SIZES = {"": 1, "十": 10, "百": 100, "千": 1000, "万": 10**4, "百万": 10**6, "千万": 10**7, "亿": 10**8, "十亿": 10**9, "百亿": 10**10, "万亿": 10**12}
_SIGNS = {
    "US$": "USD",
    "HK$": "HKD",
    "$": "USD",
    "€": "EUR",
    "£": "GBP",
    "¥": "CNY",
    "RMB": "CNY",
    "元": "CNY",
    "美元": "USD",
    "欧元": "EUR",
    "英镑": "GBP",
    "港元": "HKD",
}


def half_said(words: str, found: Sequence[Atom]) -> Iterator[Atom]:
    """Atoms beside those that were read."""
    yield from _pence(words)
    yield from _coins(words, found)
    yield from _lent_by_neighbour(words, found)
    yield from _a_part(words)
    yield from _mid(words)
    yield from _in_column(words, found)
    yield from _scaled(words)
    yield from _odds(words)
    yield from _of_hundred(words, found)


_HUNDRED = re.compile(r"(?i)\b(?:of|for|in|out of) (?:every|each) (?:100|hundred)\b|每(?:100|一百|百)(?=[\u3400-\u9fff])")


def _of_hundred(words: str, found: Sequence[Atom]) -> Iterator[Atom]:
    """Of every 100 euros 37 go on rent."""
    if every := _HUNDRED.search(words):
        for atom in found:
            if atom.start > every.end() and atom.kind in ("number", "count", "money") and atom.value is not None and 0 < atom.value < 100:
                yield atom._replace(kind="percent", unit="%")


def bound(words: str, at: int) -> Comparator:
    """What a number in words at this place is told as: `children under two`, `no more than four`."""
    found = _BOUND.search(words[max(0, at - 16) : at])
    return next((name for word, name in _BOUNDS if found and found[1].lower().startswith(word)), "exact")


_BOUND = re.compile(
    r"(?i)\b(no more than|not more than|at most|up to|no fewer than|no less than|at least|under|below|over|above|more than|less than|fewer than) $"
)
_BOUNDS: tuple[tuple[str, Comparator], ...] = (
    *((word, "at-most") for word in ("no more", "not more", "at most", "up to")),
    *((word, "at-least") for word in ("no fewer", "no less", "at least")),
    *((word, "under") for word in ("under", "below", "less", "fewer")),
    *((word, "over") for word in ("over", "above", "more")),
)
_SCALED = re.compile(
    r"(?i)\b(?P<n>an?|one|two|three|four|five|six|seven|eight|nine) ?-?(?P<part>quarter|third|half|fifth"
    r"|tenth)s? of a (?P<size>thousand|million|billion|trillion)\b"
)
_POWERS = {"thousand": 3, "million": 6, "billion": 9, "trillion": 12}
_NAMED = {word: number for number, word in enumerate(ENGLISH)} | {"a": 1, "an": 1}
_ODDS = re.compile(
    rf"(?i)\b(?P<part>one|two|three|four|five|six|seven|eight|nine|\d{{1,2}})[ -](?:chance )?in[ -](?P<whole>{'|'.join(ENGLISH[2:])}|\d{{1,3}})\b"
)
_EVEN = re.compile(r"(?i)\b(?:50[-/ :–]50|fifty[- ]fifty|even (?:chance|odds)|coin toss)\b|五五开|一半一半")


def _scaled(words: str) -> Iterator[Atom]:
    """Three quarters of a million."""
    for found in _SCALED.finditer(words):
        value = Decimal(_NAMED[found["n"].lower()]) * 10 ** _POWERS[found["size"].lower()] / (_PART_OF[found["part"].lower()])
        yield Atom("number", found.start(), found.end(), found.group(), value=value, digits=2)


def _odds(words: str) -> Iterator[Atom]:
    """A one-in-five chance, 50-50."""
    for found in _ODDS.finditer(words):
        part, whole = (Decimal(_NAMED.get(found[name].lower()) or found[name]) for name in ("part", "whole"))
        if 0 < part < whole:
            yield Atom("fraction", found.start(), found.end(), found.group(), value=part / whole, digits=2)
    for found in _EVEN.finditer(words):
        yield Atom("percent", found.start(), found.end(), found.group(), value=Decimal(50), unit="%", digits=1)


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
        if atom.kind in ("number", "count") and (atom.value is not None or atom.low is not None) and _COIN.match(words, atom.end):
            yield atom._replace(kind="money", unit="XXX", ambiguous=True)


def _a_part(words: str) -> Iterator[Atom]:
    """A fifth more than a year ago."""
    for found in _PART_MORE.finditer(words):
        yield Atom("fraction", found.start(), found.end(), found.group(), value=1 / Decimal(_PART_OF[found[1].lower()]), digits=2)


def _lent_by_neighbour(words: str, found: Sequence[Atom]) -> Iterator[Atom]:
    last: Atom | None = None
    for atom in sorted(found, key=lambda each: each.start):
        if atom.kind in ("money", "quantity", "duration", "points", "percent") or (atom.kind == "count" and atom.unit):
            last = atom
        bare = atom.kind in ("number", "count") and not atom.unit
        if last is None or not bare or not _name_free(words, atom):
            continue
        listed = last.kind in ("points", "percent") and _THEN.search(words[max(0, atom.start - 12) : atom.start]) and _WHEN.match(words, atom.end)
        if (
            listed
            or _ENDS.match(words, atom.end)
            or (last.kind not in ("points", "percent") and _AFTER_LIKE.search(words[max(0, atom.start - 24) : atom.start]))
        ):
            by = Decimal("0.01") if last.kind == "points" and _BASIS.search(last.text) else Decimal(1)
            low, value, high = (None if each is None else each * by for each in (atom.low, atom.value, atom.high))
            yield atom._replace(kind=last.kind, unit=last.unit, low=low, value=value, high=high)


_ENDS = re.compile(r"[\"”’')]*(?:[.,;:!?，。；：！？](?!\d)|\s?$|\s[—–-]\s)")
_THEN = re.compile(r"(?i)(?:\band|\bthen|,|、|和) ?$")
_WHEN = re.compile(r"(?i) (?:in|at|on|last|this|next|by) ")
"""Cut by 50 basis points in March and 25 in May."""
_BASIS = re.compile(r"(?i)basis|基点|bp")


def _name_free(words: str, atom: Atom) -> bool:
    """The Nine of Nine Elms lends itself to no unit."""
    return not (atom.text[:1].isupper() and atom.text.isalpha() and re.match(r" [A-Z]", words[atom.end : atom.end + 2]))


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
