"""What a figure of growth is measured from, which way it goes, and whether it is the change or the level.

2.8% year on year is not 2.8% on the quarter nor annualised; 增至450亿 is not 增加了450亿; up is not down. A finding needs the same figure
in the source with another word at it; a figure that the source does not hold is another check's matter.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache

from drafter.check.claims.amounts import Amount, amounts
from drafter.check.claims.clauses import sentences
from drafter.check.findings import Finding, Passage, Span

_BASES: dict[str, str] = {
    "annualised": r"annuali[sz]ed|(?<=at an )annual (?:rate|pace)|annual rate of (?=\d)|折年率|年化(?!收益|利率|波动|回报)|按年率|折合年率",
    "to-date": (
        r"year[- ]to[- ]date|so far this year|(?:first|opening) (?:two|three|four|five|six|seven|eight|nine|ten|eleven) months|"
        r"since the (?:start|beginning) of the year|今年以来|前[二两三四五六七八九十]+个?月|前\d+个?月|年初至今|"
        r"1[-—至–]\d+月|首[二两三四五六七八九十]个?月"
    ),
    "year": (
        r"year[- ]on[- ]year|year[- ]over[- ]year|(?<![a-z])yoy(?![a-z])|y/y|from a year (?:ago|earlier|before)|"
        r"than a year (?:ago|earlier|before)|(?:from|on|over|against|versus|compared with|compared to|"
        r"than) (?:in )?(?:the )?(?:same (?:period|month|quarter|time)[^,.;]{0,20}|(?:January|February|March|April|May|June|"
        r"July|August|September|October|November|December) (?:last year|of last year|20\d\d|a year earlier)|last year|"
        r"the (?:previous|prior) year|a year)|a year (?:ago|earlier|before)|annual(?:ly)? (?:growth|increase|rise)|on the year|"
        r"同比|去年同期|上年同期|与去年|较去年|比去年|比上年|较上年|按年(?!率)"
    ),
    "period": (
        r"month[- ]on[- ]month|month[- ]over[- ]month|quarter[- ]on[- ]quarter|quarter[- ]over[- ]quarter|week[- ]on[- ]week|"
        r"(?<![a-z])(?:mom|qoq)(?![a-z])|m/m|q/q|sequential(?:ly)?|(?:from|on|over|than|against|compared with|"
        r"compared to) (?:the )?(?:previous|prior|preceding|last) (?:month|quarter|three months|week|period)|from (?:January|February|"
        r"March|April|May|June|July|August|September|October|November|December)(?! (?:last|of last|20\d\d|a year|"
        r"\d{1,2}(?!\d)))|(?:a|one) (?:month|quarter) (?:ago|earlier|before)|on the (?:month|quarter)|from (?:the )?(?:first|"
        r"second|third|fourth) quarter(?! (?:last|of last|20|a year))|环比(?!折年率)|较上(?:月|季|个月|个季度|季度|周)|"
        r"比上(?:月|季|个月|个季度|季度|周)|较(?:前一|上一)(?:个)?(?:月|季)|[较比](?:1[0-2]|[1-9])月(?!同期)|按[月季]"
    ),
}
_TO_DATE = re.compile(
    r"(?i)累计|迄今|至今|年内|截至|上半年|[前头首][一二三四两\d]{1,2}个?季|\d{1,2}月\d{1,2}日[至到—-]|first half|half[- ]year|"
    r"(?:three|six|nine|four|five|seven|eight|ten|eleven) months|three quarters|through [A-Z]|until [A-Z]|to date"
)
"""Looser words of a claim for a part of the year so far."""
_COMPARED = re.compile(r"(?i)twice|double|triple|half (?:of )?(?:the|its|that)|\d times|(?:three|four|five|ten) times|fold|倍")
"""What is measured from a base without a percentage."""
_BASE_PATTERNS = tuple((name, re.compile(f"(?i){pattern}")) for name, pattern in _BASES.items())
_GROWS = (
    r"ro?se|ris(?:e|es|en|ing)|gr[eo]w(?:s|n|ing|th)?|gain(?:s|ed)?|increas(?:e|es|ed|ing)|jump(?:s|ed)?|climb(?:s|ed)?|"
    r"surg(?:e|es|ed)|soar(?:s|ed)?|up|advanc(?:e|ed)|expand(?:s|ed)?|rais(?:e|es|ed|ing)|add(?:s|ed)|larger|higher|"
    r"more than a year|accelerat\w+|quicken(?:s|ed)?|strengthen(?:s|ed)?|boost(?:s|ed)?|lift(?:s|ed)?|widen(?:s|ed)?|"
    r"hik(?:e|es|ed)"
)
_SHRINKS = (
    r"f[ae]ll(?:s|en|ing)?|drop(?:s|ped)?|declin(?:e|es|ed|ing)|decreas(?:e|es|ed)|shr[aiu]nk(?:s)?|cut(?:s|ting)?|"
    r"slid(?:es?)?|slump(?:s|ed)?|down|lower(?:s|ed)?|reduc(?:e|es|ed|ing|tion)|slip(?:s|ped)?|eas(?:e|ed)|contract(?:s|ed)|"
    r"plung(?:e|es|ed)|tumbl(?:e|es|ed)|lost|smaller|trim(?:s|med)?|slash(?:es|ed)?|narrow(?:s|ed)?|slow(?:s|ed)?|cool(?:s|"
    r"ed)?|weaken(?:s|ed)?|moderat(?:es|ed)|sank"
)
_ZH_GROWS = r"增长|增加|增至|增到|上升|升至|升到|上涨|涨至|涨到|增|涨|提高|提升|扩大|攀升|上调|飙升|回升|加快|走强|走高|多增"
_ZH_SHRINKS = r"下降|降至|降到|减少|减至|减到|下跌|跌至|跌到|下滑|回落|放缓|走弱|萎缩|降低|缩减|下调|收窄|走低|暴跌|缩水|少增|降|跌|减"
_MOVE = re.compile(
    rf"(?i)(?P<up>(?<![A-Za-z])(?:{_GROWS})(?![A-Za-z]))|(?P<down>(?<![A-Za-z])(?:{_SHRINKS})(?![A-Za-z]))|(?P<zup>{_ZH_GROWS})|(?P<zdown>{_ZH_SHRINKS})"
)
_OFF = re.compile(
    r"(?i)(?:rack|rak|made|pil|set|built|took|tak|pick|r[au]n|run|h[eo]ld|end|g[ai]ve|soak|snap|bought|buy|us|clos|open|mak|sign"
    r"|start)(?:k?ed|ped|led|es|s|ing|ning|k)? up(?! by)|(?:lay|laid|laying) down|(?:增长|增|涨|降|跌|上升|下降)(?:率|速|幅|点|价|值税|持|资|信|设)|(?:growth"
    r"|increase) rate|up to|down payment|"
    r"lower (?:house|court)|cut-off|add(?:ed|s) (?:that|to)|raised? (?:a |an |its |new )?(?:round|funds?|capital|money)"
)
_YEAR = re.compile(r"(?:19|20)\d\d年?")
_OUTLOOK = re.compile(r"(?i)预测|预期|展望|目标|forecast|outlook|target|guidance|estimate")
_OF_CHANGE = re.compile(
    r"(?i)(?<![a-z])(?:effect(?:s|iveness)?|efficacy|protection|reduction|discount|growth)(?![a-z])"
    r"|[增降涨跌]幅|增速|效力|效果|有效率|保护率|折扣"
)
"""What is itself a change: growth that slows to 5% is growth by 5%, an effect that falls to 49% cuts by 49%."""
_TO_EN = re.compile(
    r"(?i)(?<![A-Za-z])(?:(?<!up )(?<!close )(?<!compared )(?<!equal )(?<!due )(?<!according )to|reach(?:ed|es|ing)?|"
    r"stood at)\s+(?:a record |a |about |around |nearly |roughly |almost |more than |over |some |its highest, |as (?:much|"
    r"many) as )?(?:US|A|HK|C)?[$€£¥]?\s?(?:RMB |Rs |USD |EUR )?$"
)
_BY_EN = re.compile(
    r"(?i)(?<![A-Za-z])by\s+(?:about |around |nearly |roughly |almost |more than |over |some |a further |another )?(?:US|A|HK|C)?[$€£¥]?\s?(?:RMB |Rs |USD )?$"
)
_FROM_EN = re.compile(
    r"(?i)(?<![A-Za-z])(?:from|(?<!more )(?<!less )(?<!fewer )(?<!greater )(?<!rather )(?<!other )than|versus|against)\s+(?:about |around "
    r"|nearly )?(?:US|A|HK|C)?[$€£¥]?\s?(?:RMB |Rs |USD )?$"
)
_ZH_TO = re.compile(
    r"(?:增|升|涨|降|减|跌|提高|提升|增长|增加|上升|下降|减少|上调|下调|扩大|攀升|回落|缩减|上涨|下跌|降低|下滑|飙升|回升|"
    r"扩|调)(?:至|到|为)(?:了|约|近|逾|超过?|原来的|每\w)?$|(?:达到?|为|至|到)了?(?:约|近|逾|超过?)?$"
)
_ZH_BY = re.compile(
    r"(?:增|(?<![每毫公])升|涨|降|减|跌|提高|提升|增长|增加|上升|下降|减少|上调|下调|扩大|缩减|上涨|下跌|降低|下滑|多增|少增)(?:了|约|近|逾|超过?)*$"
)
_ZH_FROM = re.compile(r"(?:由|从|原为|此前的?|较|比)(?:约)?$")
_NEAR_EN = re.compile(
    r"(?i)(?<!racked )(?<!made )(?<!piled )(?<!set )(?<!built )(?<!took )(?<!picked )(?:(?:ro?se|grew|fell|dropped|declined|increased|climbed"
    r"|jumped|gained|up|down|shrank|lost|decreased|slid|"
    r"cut|added|adds)\s+(?:about |around |nearly |roughly |almost |more than |over |some |a further |another |just |only )?(?:US|A|HK|"
    r"C)?[$€£¥]?\s?)$"
)


@dataclass(frozen=True, slots=True)
class Growth:
    """A figure with the words at it."""

    amount: Amount
    words: str
    bases: frozenset[str]
    way: str
    """`up`, `down` or empty."""
    mode: str
    """`to`, `by`, `from` or empty."""
    whole: str
    """Its sentence."""


@lru_cache(maxsize=1024)
def growth(text: str) -> tuple[Growth, ...]:
    """Figures with what is said of them; a base belongs to the figure nearest to it in its sentence."""
    found: list[Growth] = []
    every = amounts(text)
    for start, end in sentences(text):
        inside = [amount for amount in every if start <= amount.start < end]
        found += _sentence(text, start, end, inside)
    return tuple(found)


def _sentence(text: str, start: int, end: int, inside: Sequence[Amount]) -> list[Growth]:
    percents = [amount for amount in inside if amount.unit or amount.value < 1]
    bases: dict[int, set[str]] = {}
    if percents:
        for name, pattern in _BASE_PATTERNS:
            for match in pattern.finditer(text, start, end):
                apart = [amount for amount in percents if amount.start >= match.end() or amount.end <= match.start()]
                if apart and not _of_another(text, match, apart):  # the quarter of `a quarter ago` is no share
                    bases.setdefault(_owner(text, match, apart).start, set()).add(name)
    found: list[Growth] = []
    previous = start
    for amount in inside:
        left = text[previous : amount.start]
        found.append(
            Growth(amount, text[amount.start : amount.end], _implied(bases.get(amount.start, set())), _way(left), _mode(text, start, amount), text[start:end])
        )
        previous = amount.end
    return found


def _of_another(text: str, base: re.Match[str], percents: Sequence[Amount]) -> bool:
    """`rose 5% on the quarter, though it was twice the level of a year earlier`: the clause with this base measures without a percentage."""
    before = [amount.end for amount in percents if amount.end <= base.start()]
    cut = max((stop.end() for stop in _STOP.finditer(text, max(before, default=0), base.start())), default=0)
    return bool(before and cut and _COMPARED.search(text, cut, base.start()))


def _owner(text: str, base: re.Match[str], percents: Sequence[Amount]) -> Amount:
    """Chinese says the base before the figure; English after it, or before the clause's first."""
    after = [amount for amount in percents if amount.start >= base.end()]
    before = [amount for amount in percents if amount.end <= base.start()]
    if text[base.start()] >= "\u2e80":
        return after[0] if (after and not _stop(text[base.end() : after[0].start])) or not before else before[-1]
    if before and after:
        gap_before, gap_after = text[before[-1].end : base.start()], text[base.end() : after[0].start]
        if _stop(gap_before) != _stop(gap_after):
            return after[0] if _stop(gap_before) else before[-1]
        return before[-1] if len(gap_before) <= len(gap_after) + 12 else after[0]
    return (before or after)[-1 if before else 0]


_STOP = re.compile(r"[，,；;。]| (?:and|but|while|or) |(?:而|但)")


def _stop(gap: str) -> bool:
    return bool(_STOP.search(gap))


def _implied(bases: set[str]) -> frozenset[str]:
    return frozenset(bases - {"period", "year"} if "annualised" in bases else bases)


def _way(left: str) -> str:
    near = _OFF.sub(lambda match: " " * len(match.group()), left[-40:])
    moves = list(_MOVE.finditer(near))
    if not moves:
        return ""
    last = moves[-1]
    return "up" if last["up"] or last["zup"] else "down"


def _mode(text: str, start: int, amount: Amount) -> str:
    left = text[max(start, amount.start - 40) : amount.start]
    if _YEAR.fullmatch(text[amount.start : amount.end]):
        return ""
    if _RATIO.search(left) and amount.value <= _FEW and not amount.unit:
        return ""
    for mode, patterns in (("to", (_TO_EN, _ZH_TO)), ("by", (_BY_EN, _ZH_BY, _NEAR_EN)), ("from", (_FROM_EN, _ZH_FROM))):
        if any(pattern.search(left) for pattern in patterns):
            return "" if (mode == "to" and _level_only(text, amount)) or (mode == "from" and _set_against(left, text, amount)) else mode
    return ""


_RATIO = re.compile(r"(?i)\b(?:one|two|three|four|five|six|seven|eight|nine|ten|\d{1,3})(?:-| )to[- ]$|\d ?比 ?$")
"""Three to one: a ratio."""
_FEW = 20
_AGAINST = re.compile(r"(?i)(?:against|versus|than) [^\d]*$")
_OF_OTHERS = re.compile(r"(?i) (?:for|in|with|among|on) (?:the |a |an )?(?:placebo|control|rival|competitor|others?|[a-z]+ (?:group|arm|drug|peers?))\b")


def _set_against(left: str, text: str, amount: Amount) -> bool:
    """14.6 per cent against 2.1 per cent for placebo: another's figure, not the one before."""
    return bool(_AGAINST.search(left) and _OF_OTHERS.match(text, amount.end))


def _level_only(text: str, amount: Amount) -> bool:
    """`growth reached 12%`, 增幅达12%: for a share of change these words do not say which of the two it is."""
    return bool(amount.unit) and not re.search(
        r"(?i)(?<![A-Za-z])to\s|[增升涨降减跌高长加低少调大落缩]\w?[至到]", text[max(0, amount.start - 14) : amount.start]
    )


def growth_findings(claim: str, passages: Iterable[Passage]) -> list[Finding]:
    """Findings `base-changed`, `to-by-changed`, `direction-reversed`."""
    ours = [each for each in growth(claim) if each.bases or each.way or each.mode]
    if not ours:
        return []
    theirs = [(passage, each) for passage in passages for each in growth(passage.text)]
    known = [each.amount.value for _, each in theirs]
    return [finding for mine in ours if (finding := _judge(mine, theirs, known)) is not None]


def _same(one: Amount, other: Amount) -> bool:
    """The same figure; a percentage and its points, a third and 33% too."""
    if one.value == other.value:
        return bool(one.unit) == bool(other.unit) or one.value < 1
    return one.unit == "%" and other.value < 1 and not other.unit and abs(other.value * 100 - one.value) < 1


def _judge(mine: Growth, theirs: Sequence[tuple[Passage, Growth]], known: Sequence[Decimal]) -> Finding | None:
    same = [(passage, each) for passage, each in theirs if _same(mine.amount, each.amount)]
    if not same:
        return None
    if mine.bases and all(each.bases for _, each in same) and not any(_bases_fit(mine, each) for _, each in same):
        return _finding("base-changed", mine, *same[0], f"{_list(mine.bases)} for {_list(same[0][1].bases)}")
    if _OUTLOOK.search(mine.whole) or any(_OUTLOOK.search(each.whole) for _, each in same):
        return None
    if mine.amount.unit and any(_OF_CHANGE.search(each.whole) for _, each in same):
        return None
    if mine.mode in {"to", "by"} and all(each.mode for _, each in same) and not any(_mode_fits(mine, each) for _, each in same):
        if mine.mode == "by" and (_IN_ALL.search(mine.whole) or any(_IN_ALL.search(each.whole) for _, each in same)):
            return None
        if mine.mode != "by" or mine.amount.value not in _changes(known):
            return _finding("to-by-changed", mine, *same[0], f"“{mine.mode}” for “{same[0][1].mode}”")
        return None
    if (
        mine.way
        and all(each.way for _, each in same)
        and not any(each.way == mine.way for _, each in same)
        and all(each.mode != "from" for _, each in same)
        and mine.mode != "from"
    ):
        return _finding("direction-reversed", mine, *same[0], f"{mine.way} for {same[0][1].way}")
    return None


def _bases_fit(mine: Growth, there: Growth) -> bool:
    """A figure for the year to date is one against the year before, but must be told as to date. Its own base is never another."""
    theirs = there.bases
    ours = mine.bases - {"to-date"}
    if not ours and _TO_DATE.search(there.whole):
        return True
    if ours and theirs - {"to-date"} and not ours & theirs:
        return False
    if "to-date" in theirs and "to-date" not in mine.bases:
        return bool(_TO_DATE.search(mine.whole))
    return bool(mine.bases & theirs) or ("to-date" in theirs and "year" in mine.bases)


def _mode_fits(mine: Growth, theirs: Growth) -> bool:
    return mine.mode == theirs.mode


_IN_ALL = re.compile(
    r"(?i)累计|合计|总计|共[增减]|\b(?:bring(?:s|ing) (?:\w+ ){0,4}to|so far|in all|in total|total(?:s|l?ing|led)?|altogether|cumulative\w*)\b"
)
"""What a change comes to with those before it is told as a level too: bringing losses this year to 51,300."""


def _changes(known: Sequence[Decimal]) -> set[Decimal]:
    few = known[:40]
    return {abs(one - other) for one in few for other in few if one != other}


def _list(bases: frozenset[str]) -> str:
    return "+".join(sorted(bases))


def _finding(what: str, mine: Growth, passage: Passage, other: Growth, why: str) -> Finding:
    there = Span(other.amount.start, other.amount.end, other.words, passage.id)
    here = Span(mine.amount.start, mine.amount.end, mine.words)
    return Finding(what, "HIGH", here, there, f"“{mine.words}”: {why}: “{other.whole.strip()}”")
