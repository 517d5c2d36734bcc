"""Titles that are nothing but a date, and what heads a text that has no other.

Daily logs and release notes title each post with its day, as `2026-01-28` or `1月28日 星期三`. Such a title tells a reader nothing of
what the text says, so it is none.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

MOST = 80
"""Characters of a sentence that stands in for a title; Chinese ones count double."""
_LEAST = 12
"""Of a first sentence, counted likewise and without a date: what is shorter is a label, a column's name or a salutation."""

_MONTH = r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\b\.?"
_WEEKDAY = r"(?:(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?\b\.?|(?:星期|周|礼拜)[一二三四五六日天])"
_NUMBER = r"(?:\d{1,4}(?:st|nd|rd|th)?|[〇零一二两三四五六七八九十廿]{1,4})"
_PUT = re.compile(
    rf"{_MONTH}|{_WEEKDAY}|\d{{8}}|\d{{4}}-?W\d\d|{_NUMBER}(?:\s*[年月日号时点分秒])?|\b(?:the|of|to|at|[ap]\.?m\.?|utc|gmt|week)\b|第|周|上午|下午|晚上?|早上?|T(?=\d)|Z\b"
    r"|[\s,，、.。\-/|·:：()（）\[\]【】「」《》#*_+~–—至到]",
    re.IGNORECASE,
)
_NAMED = re.compile(
    rf"(?<!\d)(?:19|20)\d\d\s*[-/._年]\s*(?:0?[1-9]|1[0-2])(?!\d)|(?<!\d)(?:19|20)\d\d(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])(?!\d)|20\d\d-?W\d\d"
    rf"|(?<!\d)(?:0[1-9]|[12]\d|3[01]|[1-9])\s*[-/.]\s*(?:0[1-9]|[12]\d|3[01]|[1-9])\s*[-/.]\s*(?:19|20)\d\d(?!\d)"
    rf"|{_NUMBER}\s*(?:月|年\s*第?\s*{_NUMBER}\s*[月周])|\b{_MONTH}\s*\d|\d(?:st|nd|rd|th)?\s+(?:of\s+)?{_MONTH}|(?<!\d)(?:0[1-9]|1[0-2])[-/](?:0[1-9]|[12]\d|3[01])(?!\d)",
    re.IGNORECASE,
)
"""What makes it a date, and not `24/7`, `1984` or `9/11`."""
_STOPS = tuple('。.!?！？…”"’')
_CLAUSE = re.compile(r"[，；：、]\s*|[,;:]\s+|\s+")


def is_date(title: str) -> bool:
    """Whether the title says a day, a month or a span of days, and nothing else."""
    return bool(_NAMED.search(title)) and not _PUT.sub("", title)


def lead(sentences: Iterable[str]) -> str:
    """The first whole sentence that says something, without its full stop; a long one up to where a clause or a word ends, with an ellipsis.

    What ends without a stop (a heading, a line of links) stands above each day's text alike, so it comes second.
    """
    told = [" ".join(sentence.split()) for sentence in sentences]
    telling = [one for one in told if _width(_PUT.sub("", one) if _NAMED.search(one) else one) >= _LEAST]
    said = next((one for one in telling if one.endswith(_STOPS)), next(iter((*telling, *told)), ""))
    if _width(said) <= MOST:
        return said.rstrip("。.;；") or said
    room = next(at for at in range(len(said)) if _width(said[: at + 1]) > MOST)
    ends = [match for match in _CLAUSE.finditer(said) if room // 2 <= match.start() <= room]
    clause = [match for match in ends if match[0].strip()]
    end = (clause or ends)[-1].start() if ends else room
    return said[:end].rstrip() + "…"


def _width(text: str) -> int:
    return sum(1 if ord(char) < 0x2E80 else 2 for char in text)
