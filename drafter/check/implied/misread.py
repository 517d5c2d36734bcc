"""Figures that the grammar reads as names or bare counts and a reader does not: 9C in the cold, R350m, Wednesday 15 April, eight straight sessions."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from datetime import date
from decimal import Decimal

from drafter.check.atoms import Atom, atoms
from drafter.check.equivalence.values import LEVEL

_CELSIUS = re.compile(r"(\d{1,3}(?:\.\d)?) ?C")
_WEATHER = re.compile(
    r"(?i)\b(?:temperature|heat|hot|warm|cold|cool|chill|freez|degree|celsius|thermometer|weather|frost|climate|minus|mercury|°|pre-industrial)|气温|温度|高温|低温|升温|降温|零下"
)
_MINUS = re.compile(r"(?i)(?:\bminus |[-−–])$")
_SIGNS = {"r": "ZAR", "ft": "HUF"}
"""Signs that the grammar leaves alone, since roads, buses and models have them too."""
_MONEY = re.compile(r"(?i)(?P<sign>R|Ft)(?P<figure>\d{1,3}(?:,\d{3})+|\d+)(?P<part>\.\d+)?(?P<size>tn|bn|mn|m|k)?")
_SIZE_BEHIND = re.compile(r"(?i) ?(trillion|billion|million|thousand|tn|bn|mn|m)\b")
_THOUSANDS = re.compile(r"(?:,\d{3})+(?!\d)")
_SIZES = {"tn": 12, "bn": 9, "mn": 6, "m": 6, "k": 3, "trillion": 12, "billion": 9, "million": 6, "thousand": 3}
_DAYS = "Mon|Tues|Wednes|Thurs|Fri|Satur|Sun"
_MONTHS = "January|February|March|April|May|June|July|August|September|October|November|December"
_WEEKDAY = re.compile(rf"(?:{_DAYS})day (?=\d{{1,2}}(?:st|nd|rd|th)? (?:{_MONTHS})\b)")
_DATE = re.compile(rf"\d{{1,2}}(?:st|nd|rd|th)? (?:{_MONTHS})(?:,? (?:19|20)\d\d)?")
_RUN = re.compile(
    r"(?i)[ -](?:(?:straight|consecutive|successive|running)[ -](?:trading )?(?P<unit>session|day|week|month|quarter|year)s?"
    r"|(?:trading )?(?P<sessions>sessions?|trading days?)(?: in a row| running| straight)?)\b"
)
_CENTURY = re.compile(r"(?i)个?世纪| a century\b")
_AND_MORE = re.compile(r"还多|有余|还不止|不止")
_DEGREES = re.compile(r"(?i)度(?![电假数日])| degrees?\b(?! (?:fahrenheit|in|of|from|F))")
_FELL = re.compile(r"(?:失守|跌穿|击穿|跌至不足|失去)$")
_ROSE = re.compile(r"(?:站上|站稳|收复|升穿|升破|涨破|重返|重上)$")


def reread(found: Iterable[Atom], text: str, day: date | None) -> Iterator[Atom]:
    """The atoms as a reader takes them."""
    before: Atom | None = None
    for atom in found:
        if before is not None and before.text[:1].isalpha() and before.kind == "money" and atom.start < before.end:
            continue  # the 500 of R9,500
        before = _identifier(atom, text, day) if atom.kind == "identifier" else _figure(atom, text)
        yield before


def _identifier(atom: Atom, text: str, day: date | None) -> Atom:
    if (found := _CELSIUS.fullmatch(atom.text)) and ("." in found[1] or _WEATHER.search(text)):
        sign = -1 if _MINUS.search(text[max(0, atom.start - 6) : atom.start]) else 1
        return atom._replace(kind="quantity", value=sign * Decimal(found[1]), unit="°C", digits=_digits(found[1]), key="")
    if found := _MONEY.fullmatch(atom.text):
        return _money(atom, found, text)
    if (weekday := _WEEKDAY.match(text, atom.start)) and (dated := _DATE.match(text, weekday.end())):
        for one in atoms(dated.group(), "en", day):
            if one.kind == "date" and one.text == dated.group():
                return one._replace(start=dated.start(), end=dated.end())
    return atom


def _money(atom: Atom, found: re.Match[str], text: str) -> Atom:
    """R20 alone is a road, a bus or a model."""
    size, end, more = (found["size"] or "").lower(), atom.end, ""
    if not size and (thousands := _THOUSANDS.match(text, atom.end)):
        end, more = thousands.end(), thousands.group()
    if not size and (behind := _SIZE_BEHIND.match(text, end)):
        size, end = behind[1].lower(), behind.end()
    if not size and not more:
        return atom
    figure = (found["figure"] + more).replace(",", "") + (found["part"] or "")
    value = (Decimal(figure) * 10 ** _SIZES.get(size, 0)).normalize()
    return atom._replace(kind="money", end=end, text=text[atom.start : end], value=value, unit=_SIGNS[found["sign"].lower()], digits=_digits(figure), key="")


def _digits(figure: str) -> int:
    return len(Decimal(figure).normalize().as_tuple().digits)


def _figure(atom: Atom, text: str) -> Atom:
    if atom.kind in ("fraction", "multiple", "percent") and atom.comparator == "exact" and atom.value is not None:
        if atom.kind == "fraction" and _CENTURY.match(text, atom.end):
            return atom._replace(kind="duration", value=atom.value * 100, unit="year")
        return atom._replace(comparator="over", hedge="多") if _AND_MORE.match(text, atom.end) else atom
    if atom.kind not in ("count", "number", "money") or atom.value is None:
        return atom
    if atom.kind != "money":
        if (degrees := _DEGREES.match(text, atom.end)) and _WEATHER.search(text) and not atom.unit:
            end = degrees.end()
            return atom._replace(kind="quantity", unit="°C", end=end, text=text[atom.start : end], comparator="exact", hedge="")
        if atom.value >= 2 and (run := _RUN.match(text, atom.end)):
            unit = (run["unit"] or "session").lower()
            size, unit = (3, "month") if unit == "quarter" else (1, "day" if unit == "session" else unit)
            return atom._replace(kind="duration", value=atom.value * size, unit=unit, end=run.end(), text=text[atom.start : run.end()])
    if atom.comparator == "exact" and (atom.kind == "money" or atom.value >= 100):
        ahead = text[max(0, atom.start - 4) : atom.start]
        if fell := _FELL.search(ahead) or _ROSE.search(ahead):
            return atom._replace(comparator="under" if fell.re is _FELL else "over", hedge=LEVEL)
    return atom


def runs(text: str, found: Iterable[Atom]) -> Iterator[Atom]:
    """How long it has gone on, told by an ordinal: a 19th straight month, 连续第19个月."""
    for atom in found:
        if atom.kind != "ordinal" or atom.value is None or atom.value < 2:
            continue
        run = _RUN.match(text, atom.end)
        if run and run["unit"]:
            size, unit = (3, "month") if run["unit"].lower() == "quarter" else (1, run["unit"].lower().replace("session", "day"))
        elif (han := _HAN_RUN.match(text, atom.end)) and text[max(0, atom.start - 2) : atom.start].endswith("连续"):
            size, unit = _HAN_UNITS[han[1]]
        elif behind := _ROW_BEHIND.match(text, atom.end):
            size, unit = (3, "month") if behind[1].lower() == "quarter" else (1, behind[1].lower())
        else:
            continue
        yield Atom("duration", atom.start, atom.end, atom.text, value=atom.value * size, unit=unit, digits=atom.digits)


_HAN_RUN = re.compile(r"个?(交易日|季度|月|年|周|天|日|季)")
_HAN_UNITS = {
    "交易日": (1, "day"),
    "季度": (3, "month"),
    "季": (3, "month"),
    "月": (1, "month"),
    "年": (1, "year"),
    "周": (1, "week"),
    "天": (1, "day"),
    "日": (1, "day"),
}
_ROW_BEHIND = re.compile(
    r"(?i) (?:\w+ )?(day|week|month|quarter|year)(?:ly \w+)? (?:in a row|running|straight|in succession|of (?:decline|growth|falls?|gains?))\b"
)
