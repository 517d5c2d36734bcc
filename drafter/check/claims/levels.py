"""Rose or fell to a figure beside which the source gives the earlier one: `a loss of 386 million, compared with 410 million a year earlier`."""

from __future__ import annotations

import re
from collections.abc import Sequence

from drafter.check.claims.amounts import Amount, amounts
from drafter.check.claims.clauses import sentences
from drafter.check.claims.growth import Growth, growth
from drafter.check.findings import Finding, Passage, Span

_MEASURE = r"(?:net |gross |operating )?(?:loss(?:es)?|profits?|income|revenues?|sales|earnings|deficit|surplus|output|orders)"
_BEFORE_EN = re.compile(rf"(?i)(?:compared (?:with|to)|against|versus|from)\s+(?:an? |the |its )?(?:{_MEASURE} of )?(?:about )?(?:US|HK|A|C)?[$€£¥]?\s?$")
_AFTER_EN = re.compile(r"(?i)[^,.;]{0,24}?(?:a year (?:earlier|before|ago)|last year|(?:the )?(?:previous|prior|year-earlier)|year-ago|in (?:the same|20\d\d))")
_BEFORE_ZH = re.compile(r"(?:上年|去年|上年同期|去年同期|上一年|上季度?|上一季度?|上月|此前)(?:同期)?(?:为|是|的|净?亏损|净?利润|营收|收入|则)*(?:约)?$")
_WORDS = re.compile(r"(?i)loss|profit|income|revenue|sales|earnings|deficit|surplus|output|orders|亏损|利润|营收|收入|赤字|顺差|逆差|订单")
_TRANSLATED = {"loss": "亏损", "profit": "利润", "income": "利润", "revenue": "收入", "sales": "销售", "deficit": "赤字", "surplus": "顺差", "orders": "订单"}


def level_findings(claim: str, passages: Sequence[Passage]) -> list[Finding]:
    """Findings `direction-reversed`."""
    ours = [each for each in growth(claim) if each.way and each.mode == "to" and each.amount.value > 0]
    return [finding for mine in ours for passage in passages if (finding := _in_passage(mine, passage)) is not None][:1]


def _in_passage(mine: Growth, passage: Passage) -> Finding | None:
    for start, end in sentences(passage.text):
        told = [amount for amount in amounts(passage.text) if start <= amount.start < end and amount.unit == mine.amount.unit]
        now = next((amount for amount in told if amount.value == mine.amount.value), None)
        before = next((amount for amount in told if now and amount.start > now.end and _is_before(passage.text, amount)), None)
        if now is None or before is None or not _of_one_measure(mine, passage.text, told, now, before):
            continue
        if (mine.way == "up") == (now.value > before.value) or now.value == before.value:
            continue
        words = passage.text[now.start : before.end]
        why = f"“{mine.words}”: {mine.way}, where the source has “{passage.text[before.start : before.end]}” before it"
        here = Span(mine.amount.start, mine.amount.end, mine.words)
        return Finding("direction-reversed", "HIGH", here, Span(now.start, before.end, words, passage.id), why)
    return None


def _is_before(text: str, amount: Amount) -> bool:
    """Told as the figure of an earlier time."""
    left = text[max(0, amount.start - 48) : amount.start]
    return bool(_BEFORE_ZH.search(left) or (_BEFORE_EN.search(left) and _AFTER_EN.match(text, amount.end)))


def _of_one_measure(mine: Growth, text: str, told: Sequence[Amount], now: Amount, before: Amount) -> bool:
    """Of the same size, and, where other figures stand between, by the name of what is measured."""
    if not now.value / 10 < before.value < now.value * 10:
        return False
    if not any(now.end <= amount.start < before.start for amount in told):
        return True
    named = _WORDS.search(text, max(now.end, before.start - 40), before.start)
    word = named.group().lower() if named else "\n"
    return word in mine.whole.lower() or _TRANSLATED.get(word, word) in mine.whole
