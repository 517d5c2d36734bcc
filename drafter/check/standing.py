"""A figure taken for what it is not in the source: the level before for the one now, what was expected for what is, a valuation for a price,
what is left of a stake for what was sold.

Each needs words on both sides: the source's at the figure, and none of their kind in the statement.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from drafter.check.atoms import Atom
from drafter.check.binding import DATES, same_sort
from drafter.check.equivalence import compare
from drafter.check.figure_faults import Fault
from drafter.check.lines import Line

_NEAR = 60
"""Characters beside a figure in which the words stand that tell what it is."""
_SUM = r"(?: about| around| some| roughly| nearly| an?)?\s?(?:US|A|HK|C|NZ)?[$€£¥]?\s?(?:RMB |Rs |USD )?$"


class _Rule(NamedTuple):
    """How a source says it before or behind the figure; what frees a statement; what a statement must say (empty: anything); why it is wrong."""

    before: re.Pattern[str]
    behind: re.Pattern[str]
    frees: re.Pattern[str]
    needs: re.Pattern[str]
    needs_behind: re.Pattern[str]
    rival: bool
    why: str


_NEVER = re.compile(r"(?!)")
_ANY = re.compile("")
_EXPECTERS_EN = r"(?:analysts?|economists?|the market|markets|investors|wall street|a (?:reuters |bloomberg )?poll|forecasters|consensus|a survey)"
_EXPECTERS_ZH = r"(?:分析师|经济学家|市场|机构|华尔街|投资者|业界|外界)(?:此前|之前|先前|普遍|平均|一致)*"
_RULES = (
    _Rule(
        before=re.compile(
            rf"(?i)(?:{_EXPECTERS_EN} (?:had |have )?(?:been )?(?:expect|forecast|predict|estimat|anticipat|look|project|pencil)\w*(?: for| in| an?| growth of| a figure of)*"
            rf"|(?:consensus|average|median) (?:forecast|estimate|expectation)s? (?:of|for|was)(?: an?)?){_SUM}"
            rf"|{_EXPECTERS_ZH}(?:预期|预计|预测|预估|估计)的?(?:值|均值|中值|中位数)?(?:为|是)?(?:约)?$"
        ),
        behind=re.compile(
            rf"(?i)^\s(?:(?!and\b|but\b|while\b)[\w-]+ ){{0,3}}?(?:(?:that )?{_EXPECTERS_EN} (?:had |have )?(?:been )?(?:expect|forecast|predict|estimat|anticipat|look|project|pencil)"
            rf"|(?:expected|forecast|predicted|estimated|projected|anticipated) (?:by|in a poll|among) (?:[\w-]+ ){{0,3}}?(?:analysts?|economists?|poll|survey)"
            rf"|(?:forecast|estimate|predicted|expected) in a (?:[\w-]+ )?(?:poll|survey)|(?:consensus|analyst|market) (?:forecast|estimate|expectation))"
            rf"|^的(?:市场|分析师|机构|普遍|一致)*(?:预期|预测|预估)"
        ),
        frees=re.compile(
            rf"(?i){_EXPECTERS_EN}|expectations?|(?:was|were|than|as) (?:expected|forecast)|poll|分析师|经济学家|市场|机构|华尔街|投资者|业界|外界|预期|普遍|一致|调查|料"
        ),
        needs=_ANY,
        needs_behind=_ANY,
        rival=True,
        why="is what others had expected",
    ),
    _Rule(
        before=re.compile(
            rf"(?i)\b(?:valu(?:ing|ed|es) (?:[\w'’-]+ ){{1,6}}?at|valuation of|valued at|implied valuation of|enterprise value of){_SUM}|估值(?:为|达|约|已|高达|逾|超过?|在)*$"
        ),
        behind=re.compile(r"(?i)^(?: post-money| pre-money)? valuation|^的?(?:投前|投后|整体)?估值"),
        frees=re.compile(r"(?i)valu|worth|估值|市值|价值|作价|身价|对应"),
        needs=re.compile(
            rf"(?i)(?:斥资|出资|耗资|花费?|支付|投资|融资|募资|募集|筹集|筹资|获得|完成|(?<![对认])以)(?:了|约|近|逾|超过?)*$"
            rf"|\b(?:pay|pays|paid|paying|spend|spends|spent|rais(?:e|es|ed|ing)|invest(?:s|ed|ing)?|for){_SUM}"
        ),
        needs_behind=_ANY,
        rival=False,
        why="is what the whole is valued at, not a sum paid or raised",
    ),
    _Rule(
        before=re.compile(
            r"(?i)\b(?:cut|reduc|rais|lift|lower|trim|increas|boost|bring|took|tak|brought|built|expand|pare|sold down)\w* (?:its|his|her|their|the|[A-Z][\w'’]+) "
            r"(?:[\w-]+ ){0,2}?(?:stake|holding|shareholding|interest)s?(?: in [A-Z][\w ]{0,30}?)? to(?: about| around| just| only| some| roughly| nearly)? ?$"
            r"|(?:持股(?:比例)?|所持[^，。；]{0,14}股[权份]|持有[^，。；]{0,14}股[权份])[^，。；]{0,16}(?:降|减|升|增|提高|减少|增加|下降|上升)(?:持)?(?:至|到|为)(?:约)?$"
        ),
        behind=_NEVER,
        frees=re.compile(r"(?i)剩|仍|余|至|到|后持|降为|增为|\bto\b|remain|left|now holds|retain|after"),
        needs=re.compile(
            r"(?i)(?:卖出|出售|转让|减持|抛售|售出|购入|买入|收购|增持|受让|购得|买下)(?:了|其|所持|约|[\u3400-\u9fff]{2,12}?的?)*$"
            r"|\b(?:sold|sells?|selling|offload(?:ed|s)?|bought|buys?|acquir(?:ed|es)|purchased|divest(?:ed|s)) (?:an? |about |some |its |roughly )*$"
        ),
        needs_behind=re.compile(r"(?i)^的?[\u3400-\u9fff]{0,12}?(?:股|权)|^ (?:stake|of )"),
        rival=False,
        why="is what the stake came to, not what changed hands",
    ),
)


def standing_fault(words: str, ours: Sequence[Atom], atom: Atom, cited: Sequence[Line]) -> Fault | None:
    """The first rule that the figure breaks wherever the cited lines have it."""
    if atom.kind in DATES:
        return None
    places = [(line, theirs) for line in cited for theirs in line.atoms if compare(atom, theirs).holds]
    if not places or any(theirs.start >= theirs.end for _, theirs in places):
        return None
    for rule in _RULES:
        if rule.frees.search(words) or not _stated(rule, words, atom) or not all(_told(rule, line.words, theirs) for line, theirs in places):
            continue
        rival = next(_rivals(rule, ours, atom, cited), None) if rule.rival else None
        if rule.rival and rival is None:
            continue
        message = f"“{atom.text}” {rule.why}" + (f"; the source has “{rival.text}” for this" if rival else "")
        return Fault("figure-misbound", "HIGH", atom.start, atom.end, message, rival.text if rival else places[0][1].text, places[0][0])
    return None


def _stated(rule: _Rule, words: str, atom: Atom) -> bool:
    return bool(rule.needs.search(words[max(0, atom.start - _NEAR) : atom.start]) and rule.needs_behind.search(words[atom.end : atom.end + _NEAR]))


def _told(rule: _Rule, words: str, atom: Atom) -> bool:
    return bool(rule.before.search(words[max(0, atom.start - _NEAR) : atom.start]) or rule.behind.search(words[atom.end : atom.end + _NEAR]))


def _rivals(rule: _Rule, ours: Sequence[Atom], atom: Atom, cited: Sequence[Line]) -> Iterator[Atom]:
    """Figures of the sort in the same sentences that are not of this kind and that the statement does not name."""
    for line in cited:
        if not any(compare(atom, theirs).holds for theirs in line.atoms):
            continue
        for other in line.atoms:
            if other.start < other.end and same_sort(atom, other) and not _told(rule, line.words, other) and not any(compare(each, other).holds for each in ours):
                yield other
