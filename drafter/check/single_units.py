"""One year, one week told without the number: 首年, 较前一周, 同期 and the first year say what `one year` and 一周 say.

No atoms are made of them: reckoning would add a last week to seven days.
"""

from __future__ import annotations

import re

_ONE = re.compile(
    r"(?i)(?P<y>\b(?:year[- ](?:on|over)[- ]year|annual(?:ly|i[sz]ed)?|yearly"
    r"|(?:first|second|prior|following|preceding|same|current|coming|that|final|whole) year|(?:previous|last|next) year"
    r"|(?:than|from|of|in) 20\d\d)\b|同比|同期|[上去首每该当全前次翌]年|第[一二三]年|年均|年率)"
    r"|(?P<q>\b(?:quarter[- ](?:on|over)[- ]quarter|quarterly"
    r"|(?:first|prior|following|preceding|current|previous|next|last) quarter)\b|[上首每该当前次单]一?个?季度?)"
    r"|(?P<m>\b(?:month[- ](?:on|over)[- ]month|monthly"
    r"|(?:first|prior|following|preceding|current|previous|next|last) month|from (?:January|February|March|April|May|June|July|August"
    r"|September|October|November|December))\b|[上首每该当前次单]一?个?月)"
    r"|(?P<w>\b(?:week[- ](?:on|over)[- ]week|weekly"
    r"|(?:first|prior|following|preceding|current|previous|next|last|the) week|for the week|on the week)\b|[上首每该本当前次单]一?周|周环比)"
    r"|(?P<d>\b(?:daily|(?:previous|prior|following|preceding|next|first) (?:trading )?(?:day|session)|overnight)\b|[前上次首每单当][一个]?(?:交易)?[日天])"
)
_ONE_OF = {"y": "year", "q": "quarter", "m": "month", "w": "week", "d": "day"}


def told_as_one(unit: str, words: str) -> bool:
    """Whether the words name one such unit of time: a year, a quarter, a month, a week or a day."""
    if unit in ("month", "quarter") and "环比" in words:
        return True
    return any(_ONE_OF[found.lastgroup or ""] == unit for found in _ONE.finditer(words))
