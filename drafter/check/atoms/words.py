# Tables and patterns: a row stays on its line, Han characters count double, words are split where they are read.
# ruff: noqa: SIM905
"""English number words: twenty-five, two and a half billion, half a million, a hundred and twenty."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from drafter.check.atoms.numerals import Numeral

_SMALL = "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen".split()
_TENS = "twenty thirty forty fifty sixty seventy eighty ninety".split()
_VALUES = {word: Decimal(at) for at, word in enumerate(_SMALL)} | {word: Decimal(20 + 10 * at) for at, word in enumerate(_TENS)}
_SCALES = {"hundred": Decimal(100), "thousand": Decimal(1000), "million": Decimal(10**6), "billion": Decimal(10**9), "trillion": Decimal(10**12)}
_WORD = "|".join([*_VALUES, *_SCALES])
_RUN = re.compile(
    rf"(?<![A-Za-z0-9$€£¥-])(?:(?:an? )?(?:half|quarter|third)(?: of)?(?: an?)?[ -](?={'|'.join(_SCALES)})|an? (?=(?:{'|'.join(_SCALES)})\b)(?![a-z]+s\b))?"
    rf"(?:{_WORD})\b(?:[ \n-]{{1,2}}(?:and[ -])?(?:an?[ -]half|(?:{_WORD})\b)){{0,12}}",
    re.IGNORECASE,
)
_VAGUE = re.compile(
    r"(?<![A-Za-z])(?:(?:(?:many|several|some|a few|few|a couple of|couple of|multi)[ -])(?:hundred|thousand|million|billion|trillion|dozen)s?"
    r"|(?:tens|dozens|hundreds|scores) of(?: (?:thousands|millions|billions|trillions))?(?: of)?|(?:thousands|millions|billions|trillions|dozens|hundreds)"
    r"|(?<![a-z] )dozen)\b",
    re.IGNORECASE,
)
_DOZEN = re.compile(r"(?:two|three|four|five|six|eight|ten) dozen\b", re.IGNORECASE)
_A_DOZEN = re.compile(r"(?<![A-Za-z])(?:(?P<half>half a )|a (?:baker's )?)dozen\b(?! (?:or|other))", re.IGNORECASE)
_POINT = re.compile(
    r"[ -]point[ -]((?:zero|one|two|three|four|five|six|seven|eight|nine)(?:[ -](?:zero|one|two|three|four|five|six|seven|eight|nine))?)\b", re.IGNORECASE
)
_WORD_TOKEN = re.compile(r"[a-z]+")


def vague_words(text: str) -> Iterator[tuple[int, int]]:
    """Spans of quantities without a figure."""
    for found in _VAGUE.finditer(text):
        if not re.search(r"[0-9] ?$", text[max(0, found.start() - 2) : found.start()]):
            yield found.span()


def word_numerals(text: str, taken: bytearray) -> Iterator[Numeral]:
    """Numerals in English words; `a million` counts, a lone `hundred` does not."""
    for found in _RUN.finditer(text):
        if taken.find(1, *found.span()) >= 0:
            continue
        start, words = found.start(), _WORD_TOKEN.findall(found[0].lower())
        while words and words[0] in _SCALES:
            start = found.start() + found[0].lower().index(words[0], start - found.start()) + len(words.pop(0))
            start += len(text[start : found.end()]) - len(text[start : found.end()].lstrip(" \n-"))
        if words and start == found.start() and (dozen := _DOZEN.match(text, start)):
            yield Numeral(start, dozen.end(), _VALUES[words[0]] * 12, "words", Decimal(12))
            continue
        if words and (point := _POINT.match(text, found.end())) and (whole := _value(words)) is not None:
            tail = "".join(str(_VALUES[word]) for word in _WORD_TOKEN.findall(point[1].lower()))
            yield Numeral(start, point.end(), whole + Decimal(f"0.{tail}"), "words")
            continue
        value = _value(words) if words else None
        if value:
            scale = _SCALES.get(words[-1], Decimal(1))
            yield Numeral(start, found.end(), value, "words", scale)
    for found in _A_DOZEN.finditer(text):
        if taken.find(1, *found.span()) < 0:
            yield Numeral(*found.span(), Decimal(6 if found["half"] else 12), "words", Decimal(12))


def _value(words: list[str]) -> Decimal | None:
    """Value, None for what is no single number (`two three`, a lone scale)."""
    total, section = Decimal(0), Decimal(0)
    fresh: Decimal | None = None
    if words[0] in _SCALES:
        return None
    for at, word in enumerate(words):
        if word in _VALUES:
            if fresh is not None and not (fresh >= 20 and fresh % 10 == 0 and _VALUES[word] < 10):
                return None
            section += _VALUES[word]
            fresh = _VALUES[word]
        elif word in _SCALES:
            section, total = _multiplied(section, total, _SCALES[word], first=at == 0)
            fresh = None
        elif word in ("half", "quarter", "third"):
            section += {"half": Decimal("0.5"), "quarter": Decimal("0.25"), "third": Decimal(1) / 3}[word]
            fresh = None
        elif word in ("a", "an") and at + 1 < len(words) and words[at + 1] in _SCALES and not section:
            section = Decimal(1)
    return total + section


def _multiplied(section: Decimal, total: Decimal, scale: Decimal, first: bool) -> tuple[Decimal, Decimal]:
    if scale == 100:
        return (section or Decimal(1)) * 100, total
    if not section and total and not first:
        return Decimal(0), total * scale
    return Decimal(0), total + (section or Decimal(1)) * scale
