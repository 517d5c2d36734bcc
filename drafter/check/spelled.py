"""Small whole numbers as words: what a sentence counts in words and the grammar does not take for a figure (`Eight Hong Kong banks`)."""

from __future__ import annotations

import re
from functools import lru_cache

ENGLISH = [
    "zero",
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
    "thirteen",
    "fourteen",
    "fifteen",
    "sixteen",
    "seventeen",
    "eighteen",
    "nineteen",
    "twenty",
]
_ORDINAL = [
    "zeroth",
    "first",
    "second",
    "third",
    "fourth",
    "fifth",
    "sixth",
    "seventh",
    "eighth",
    "ninth",
    "tenth",
    "eleventh",
    "twelfth",
    "thirteenth",
    "fourteenth",
    "fifteenth",
    "sixteenth",
    "seventeenth",
    "eighteenth",
    "nineteenth",
    "twentieth",
]
_TENS = ["-", "-", "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"]
_HAN = "零一二三四五六七八九"


@lru_cache(maxsize=256)
def spelled(value: int) -> re.Pattern[str] | None:
    """Matches `value` in digits or words, in English or Chinese; None above 99."""
    if not 0 <= value <= 99:
        return None
    tens, ones = divmod(value, 10)
    words = [str(value)]
    if value <= 20:
        words += [ENGLISH[value], _ORDINAL[value], *({12: ["dozen"], 2: ["pair", "both", "twice"]}.get(value, []))]
    else:
        words.append(_TENS[tens] + (rf"[- ]{ENGLISH[ones]}" if ones else ""))
    english = rf"(?i:(?<![A-Za-z\d.])(?:{'|'.join(words)})(?![A-Za-z\d]|[.,]\d))"
    return re.compile(rf"{english}|(?<![{_HAN}十百千万两\d])(?:{_han(value)})(?![{_HAN}十百千万\d])")


def _han(value: int) -> str:
    tens, ones = divmod(value, 10)
    if value == 2:
        return "二|两"
    if not tens:
        return _HAN[ones]
    return ("" if tens == 1 else _HAN[tens]) + "十" + (_HAN[ones] if ones else "")
