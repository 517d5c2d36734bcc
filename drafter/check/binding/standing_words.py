# A pattern stays on its line.
# ruff: noqa: E501
"""How sources say that a figure is no plain level, and how a statement does: the words of `standing`."""

from __future__ import annotations

import re
from typing import NamedTuple

_SUM = r"(?: about| around| some| roughly| nearly| just| only| an?)?\s?(?:US|A|HK|C|NZ)?[$€£¥]?\s?(?:RMB |Rs |USD )?$"
_NEVER = re.compile(r"(?!)")
_ANY = re.compile("")
_MONTHS = "January|February|March|April|May|June|July|August|September|October|November|December"


def _i(pattern: str) -> re.Pattern[str]:
    return re.compile(f"(?i:{pattern})")


class Rule(NamedTuple):
    """One thing that a figure may be without being the plain level."""

    told: tuple[tuple[re.Pattern[str], re.Pattern[str]], ...]
    """How a source says it: (just before the figure, just behind it), any of these."""
    frees: re.Pattern[str]
    """A statement that says so itself."""
    why: str
    needs: re.Pattern[str] = _ANY
    """What a statement must say before the figure."""
    needs_behind: re.Pattern[str] = _ANY
    rival: bool = True
    """The source must have the plain figure too."""
    rival_named: bool = False
    """Also where the statement names that one elsewhere."""
    ours: re.Pattern[str] = _ANY
    """What the statement must be like as a whole."""
    theirs: re.Pattern[str] = _ANY
    """What one of the cited sentences must have."""
    far: re.Pattern[str] | None = None
    """Other sentences that may have it; without, only those with the figure."""
    kinds: tuple[str, ...] = ()


_EXPECTERS = r"(?:analysts?|economists?|the market|markets|investors|wall street|a (?:reuters |bloomberg )?poll|forecasters|consensus|a survey)"
_EXPECT = r"(?:expect|forecast|predict|estimat|anticipat|look|project|pencil)"
_EXPECTERS_ZH = r"(?:分析师|经济学家|市场|机构|华尔街|投资者|业界|外界)(?:此前|之前|先前|普遍|平均|一致){0,2}"
EXPECTED = Rule(
    told=(
        (_i(rf"{_EXPECTERS} (?:had |have )?(?:been )?{_EXPECT}\w*(?: for| in| an?| growth of| a figure of){{0,2}}{_SUM}"), _ANY),
        (_i(rf"(?:consensus|average|median) (?:forecast|estimate|expectation)s? (?:of|for|was)(?: an?)?{_SUM}"), _ANY),
        (re.compile(rf"{_EXPECTERS_ZH}(?:预期|预计|预测|预估|估计)的?(?:值|均值|中值|中位数)?(?:为|是)?约?$"), _ANY),
        (_ANY, _i(rf"^ (?:(?!and\b|but\b|while\b)[\w-]+ ){{0,3}}?(?:that )?{_EXPECTERS} (?:had |have )?(?:been )?{_EXPECT}")),
        (_ANY, _i(rf"^ (?:(?!and\b|but\b|while\b)[\w-]+ ){{0,3}}?(?:{_EXPECT}\w*|median) (?:by|in a poll|among|in a (?:[\w-]+ )?(?:poll|survey))")),
        (_ANY, re.compile(r"^的?(?:市场|分析师|机构|普遍|一致)(?:预期|预测|预估)|^的(?:预期|预测|预估)")),
    ),
    frees=_i(
        rf"{_EXPECTERS}|expectations?|(?:was|were|than|as) (?:expected|forecast)|poll|分析师|经济学家|市场|机构|华尔街|投资者|业界|外界|预期|预测|普遍|一致|调查|料|预计的|预估|预告"
    ),
    why="is what others had expected",
    rival_named=True,
)
VALUED = Rule(
    told=(
        (_i(rf"\b(?:valu(?:ing|ed|es) (?:[\w'’-]+ ){{1,6}}?at|(?:implied )?valuation of|enterprise value of){_SUM}"), _ANY),
        (re.compile(r"估值(?:为|达|约|已|高达|逾|超过?|在)*$"), _ANY),
        (_ANY, _i(r"^(?: post-money| pre-money)? valuation|^的?(?:投前|投后|整体)?估值")),
    ),
    frees=_i(r"valu|worth|100 ?%|whole|entire|估值|市值|价值|作价|身价|对应|全部股|整体"),
    needs=_i(
        rf"(?:斥资|出资|耗资|花费?|支付|投资|融资|募资|募集|筹集|筹资|获得|完成|(?<![对认])以)(?:了|约|近|逾|超过?)*$"
        rf"|\b(?:pay|pays|paid|paying|spend|spends|spent|rais(?:e|es|ed|ing)|invest(?:s|ed|ing)?|for){_SUM}"
    ),
    ours=_i(r"融资|募|筹|投资|%|股[权份]|\brais|\binvest|\bstake"),
    theirs=_i(r"\bstake|\bminority|\bround\b|\brais|\binvest|\d ?%|股[权份]|轮|增资|参股|入股"),
    rival=False,
    why="is what the whole is valued at, not a sum paid or raised",
)
_STAKE_ZH = r"(?:股[权份]|持股)"
LEFT = Rule(
    told=(
        (
            _i(
                r"\b(?:cut|reduc|rais|lift|lower|trim|increas|boost|bring|took|tak|brought|built|expand|pare)\w* (?:its|his|her|their|the|[\w'’]+) "
                r"(?:[\w-]+ ){0,2}?(?:stake|holding|shareholding|interest)s?(?: in [\w ]{1,30}?)? to(?: about| around| just| only| some| roughly| nearly)? ?$"
            ),
            _ANY,
        ),
        (re.compile(rf"{_STAKE_ZH}[^，。；]{{0,16}}(?:降|减|升|增|提高|减少|增加|下降|上升)(?:持)?(?:至|到|为)约?$"), _ANY),
    ),
    frees=_i(r"剩|仍|余|至|到|后持|降为|增为|\bto\b|remain|left|now holds|retain|after"),
    needs=_i(
        r"(?:卖出|出售|转让|减持|抛售|售出|购入|买入|收购|增持|受让|购得|买下)[\u3400-\u9fff]{0,14}$"
        r"|\b(?:sold|sells?|selling|offload(?:ed|s)?|bought|buys?|acquir(?:ed|es)|purchased|divest(?:ed|s)) (?:an? |about |some |its |roughly )*$"
    ),
    needs_behind=_i(r"^的?[\u3400-\u9fff]{0,12}?(?:股|权)|^ (?:stake|of )"),
    rival=False,
    why="is what the stake came to, not what changed hands",
)
SOUGHT = Rule(
    told=(
        (_i(rf"\b(?:sought|seeking|seeks|demand(?:ed|ing|s)|ask(?:ed|ing) for|claim(?:ed|ing) damages of|request(?:ed|ing)){_SUM}"), _ANY),
        (re.compile(r"(?:索赔|求偿|诉请|请求赔偿|要求赔偿|要求支付)(?:金额)?(?:为|达|约)*$"), _ANY),
    ),
    frees=_i(r"sought|seek|demand|ask|claim|request|want|索|求|请|主张|诉求"),
    far=_i(r"\b(?:award|order|fin|pay|paid|grant)\w*\b|判|罚|赔"),
    why="is what was asked for",
)
WOULD = Rule(
    told=(
        (_i(rf"\bwould (?:otherwise )?have (?:been|cost|paid|come to|amounted to|reached|faced|owed|totall?ed)(?: an?)?{_SUM}"), _ANY),
        (re.compile(r"(?:本应|本该|原应|否则)[\u3400-\u9fff]{0,8}$"), _ANY),
    ),
    frees=_i(r"would|otherwise|without|but for|if it|had |若|如果|本|原|否则|假如|不然|折扣前|减免前"),
    far=_i(r"\b(?:fin|penalt|pa[iy]|cost|order)\w*\b|罚|付|判"),
    why="is what it would have been otherwise",
)
AIMED = Rule(
    told=(
        (_i(rf"\b(?:budget|target|goal|quota) (?:of|was|is|had been|set at){_SUM}"), _ANY),
        (re.compile(r"(?:预算|目标|配额)(?:为|是|定为|设为)?约?$"), _ANY),
        (_ANY, _i(r"^ (?:original |initial |full-year |annual |own )?(?:budget|target|goal|quota)\b|^的?(?:预算|目标|配额)")),
    ),
    frees=_i(r"budget|target|goal|quota|plan|aim|hope|want|expect|will|\bto\b|预算|目标|配额|计划|力争|拟|将|预计|预期|希望|要|争取|指引|定"),
    why="is a budget or target",
)
APART = Rule(
    told=(
        (_ANY, _i(r"^ (?:less|more|fewer|higher|lower|below|above|short of|ahead of) ?(?:than|the|what|its|budget\w*|target|plan\w*|a year)")),
        (re.compile(r"(?:比|较)[^，。；\d]{1,16}(?:少|多|高|低|增加|减少|高出|低了|增|减)了?$"), _ANY),
    ),
    frees=_i(
        r"less|more|below|above|fewer|higher|lower|differ|gap|sav|under|over|short|ahead|behind|\bup\b|down|rose|fell|\bby\b|cut|add|gain|lost|lose|increas|decreas|extra"
        r"|少|多|高|低|差|省|增|减|降|升|涨|跌|快|慢|收窄|扩大|缩|提前|推迟|超|节约|另|额外|加|调|变|溢价|贵"
    ),
    why="is a difference, not the level",
    kinds=("money", "quantity", "count"),
)
_NO_ROUND = _i(r"^(?!(?: (?:in|from|through|via|at|as part of)\b)?[^.;]{0,60}\b(?:round|series [a-h]|financing|funding|ipo|offering|seed|led by)\b)")
TOTAL = Rule(
    told=(
        (_i(rf"\bbring(?:s|ing) (?:its|the|their|total|overall) [^,;.]{{0,50}} to{_SUM}"), _ANY),
        (_i(rf"\b(?:cumulative \w+ (?:\w+ )?of|in total has raised|has now raised|has raised){_SUM}"), _NO_ROUND),
        (_ANY, _i(r"^(?: [\w-]+){0,4}? (?:to date|so far|since (?:its|it|the|20\d\d)|in total)\b")),
        (re.compile(r"(?:累计|迄今|至今)[\u3400-\u9fff]{0,8}$"), _ANY),
    ),
    frees=_i(r"total|so far|to date|since|bring|now|cumulative|altogether|in all|累计|至今|迄今|总|共|合计|已|历次|自\d|以来|今年"),
    why="is the sum of all so far",
    kinds=("money", "count", "quantity"),
)
_AGO = (
    r"^(?: [\w-]+){0,3}? (?:a (?:year|month|quarter|week) (?:earlier|ago|before)|(?:the |in the )?(?:previous|prior|preceding|same|corresponding|year-earlier|year-ago) "
    rf"(?:\w+ )?(?:year|quarter|month|period|half)|last (?:year|month|quarter)|the (?:year|month|quarter) before|in (?:20\d\d|(?:{_MONTHS})\b)|at the end of|(?:{_MONTHS}|year) before)"
)
BASE = Rule(
    told=(
        (_i(rf"\b(?:from|against|versus|vs\.?|compared (?:with|to)|than(?: the)?|reversing [\w ]{{1,20}} of){_SUM}"), _i(_AGO)),
        (
            _i(
                rf"\b(?:rose|risen|rising|fell|fallen|falling|cut|lifted|raised|raising|lowered|lowering|increas\w+|reduc\w+|up|down|grew|climbed|dropped|narrowed|widened|eased|slowed|edged|revised)\b[^.;]{{0,40}} from{_SUM}"
            ),
            _i(r"^(?! (?:[\w-]+ ){0,2}?(?:now|today|currently|at present)\b)"),
        ),
        (
            re.compile(
                r"(?:(?<![较比与同])(?:上年|去年|上[个一]?(?:季度?|月))(?:同期)?(?:的|为|是|则为|(?:净?亏损|盈利|净利润|利润|收入|营收)为?)?|前值为?)约?$"
            ),
            _ANY,
        ),
        (re.compile(r"[较比](?:上年|去年|上[个一]?(?:季度?|月))(?:同期)?的约?$"), _ANY),
        (
            re.compile(r"(?:由|从)[^，。；]{0,12}$"),
            re.compile(r"^[^，。；]{0,8}?(?:增|降|升|减|涨|跌|提|上调|下调|扩|缩|回落|攀|收窄|调)[\u3400-\u9fff]{0,3}(?:至|到|为)"),
        ),
    ),
    frees=_i(
        r"从|由|较|比|上年|去年|同期|前(?![\d一二三四五六七八九十]{1,3}个?[月季])|原|此|上[个一]?[季月]|旧|初|曾|昔|当时|过去|不及|超|破|逊|高于|低于|[这那][一个]|该(?:数字|比例|数值|指标)"
        r"|\b(?:it|this|that|those|from|than|against|versus|vs|compared?|earlier|ago|before|previous|prior|last|original\w*|former\w*|had|used|once|old|beat|exceed\w*|below|above|start\w*|year-ago|initial\w*|instead)\b"
    ),
    ours=re.compile(r"(?si)\A(?!.*(?:若|假如|如果|否则|不然|\bwould\b|\botherwise\b))"),
    why="is what it was before",
)
RULES = (EXPECTED, VALUED, LEFT, SOUGHT, WOULD, AIMED, APART, TOTAL, BASE)

_GROWTH = _i(
    r"\b(?:rose|risen|grew|grown|fell|fallen|(?:(?<=, )|(?<=was )|(?<=were )|(?<=is )|(?<=are )|(?<=and ))(?:up|down)|climbed|dropped|jumped|gained|declined|increased|decreased|shrank|surged|soared|slid|slumped|expanded)"
    r"(?: by)?(?: about| around| nearly| almost| more than| over| just| some)? ?$"
    r"|(?:增长|增幅|增速|上升|下降|上涨|下跌|同比增|环比增|减少|增加|回升|回落|飙升|大增|攀升|下滑|萎缩)(?:了|约|近|超|逾|达|为)*$"
)
_SHARE = _i(
    r"\b(?:account(?:ed|s|ing)? for|(?:made|makes|making|make) up|represent(?:ed|s|ing)?|compris(?:ed|es)|share (?:of|was|is|stood at|at)|t(?:ook|akes?|aking) up)"
    r"(?: about| around| nearly| almost| more than| over| just| some| an?)? ?$"
    r"|占[^，。；]{0,14}?(?:的|比|为|达|约|近|超过?|逾|到|至)*$|(?:份额|占比|市占率)(?:为|达|约|近|超过?|逾|是|有)*$"
)
_SHARE_BEHIND = _i(r"^ (?:market )?share\b|^的?(?:份额|市场份额)")


def natures(text: str, start: int, end: int) -> frozenset[str]:
    """Whether the percentage between the two places is a growth, a share, either, or not told."""
    before = text[max(0, start - 40) : start]
    shares = _SHARE.search(before) or _SHARE_BEHIND.search(text[end : end + 20])
    return frozenset(name for name, found in (("growth", _GROWTH.search(before)), ("share", shares)) if found)
