"""Whether a figure is of the whole of a company or of a part of it: `Halden's third-quarter revenue` is of all of it, 其中会员收入 of a part.

Of the whole only where a name (or total, 总) stands before the measure and nothing else does that could make it a part's.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from drafter.check.atoms import Atom
from drafter.check.binding.aspects import Mention
from drafter.check.claims.clauses import sentences

WHOLE, PART = "whole", "part"
_TOTAL = re.compile(r"(?i)\b(?:total|overall|group|company[- ]wide|consolidated)\b|总|合计|整体|集团")
_AMONG = re.compile(r"(?i)其中[，,：:]?[^，。；,;]{0,12}$|\b(?:including|of which|of that|among them|with)\b[^,;.]{0,30}$")
_STOP = re.compile(r"[，；：。,;:](?!\d{3})")
_FIRM_ZH = re.compile(
    r"[“”\s]*[\u3400-\u9fff]{2,8}?(?:集团|公司|股份|银行|科技|控股|证券|保险|半导体|航空|能源|医疗|药业|生物|电子|智能|汽车|物流|传媒|音乐|网络|软件|支付|时装|食品)[“”]?"
)
"""A company by what its name ends on: of those in Chinese no pair is declared where source and statement are Chinese."""
_NEUTRAL = re.compile(
    r"(?i)\b(?:the|its|their|a|an|of|in|for|on|at|said|says|that|company|group|total|overall|reported|reports|posted|posts|booked|recorded|announced|net|gross|quarterly"
    r"|annual|yearly|full-year|year|quarter|half|first|second|third|fourth|consolidated|operator|maker|firm|inc|corp|ltd|plc|ag|co|saw)\b|['’]s?\b|[\s,，.“”\"]"
    r"|公司|集团|企业|总|合计|整体|全年|全公司|当季|单季|当期|期内|年度|季度|财年|上半年|下半年|前三季度|实现|录得|取得|报告|公布|发布|披露|业绩|财报|显示|称|表示|宣布|预计|该|其|的|于|在|为|共"
)
Span = tuple[int, int]


def of_whole(text: str, atom: Atom, measures: Sequence[Mention], names: Sequence[Mention], atoms: Sequence[Atom]) -> frozenset[str]:
    """`whole`, `part`, or nothing where it is not plain. Measures, names and atoms are those of the text."""
    if _AMONG.search(text[max(0, atom.start - 40) : atom.start]):
        return frozenset({PART})
    start = next((start for start, end in sentences(text) if start <= atom.start < end), 0)
    before = [each for each in measures if start <= each.start and each.end <= atom.start]
    if not before:
        return frozenset()
    measure = before[-1]
    named = [each for each in names if start <= each.start and each.end <= measure.start]
    lead = text[start : measure.start]
    firm = _FIRM_ZH.match(text, start, measure.start)
    if not named and not firm and not _TOTAL.search(lead):
        return frozenset()
    spans = [(each.start, each.end) for each in named] + [(each.start, each.end) for each in atoms if each.start < each.end <= measure.start]
    spans += [firm.span()] if firm else []
    rest = _NEUTRAL.sub("", _without(text, start, measure.start, spans))
    return frozenset() if rest.strip(" -–—") else frozenset({WHOLE})


def _without(text: str, start: int, end: int, spans: Sequence[Span]) -> str:
    kept: list[str] = []
    at = start
    for since, until in sorted(spans):
        if since >= at:
            kept.append(text[at:since])
        at = max(at, until)
    return " ".join((*kept, text[at:end]))
