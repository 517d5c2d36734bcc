"""Atoms with the bounds that stand farther from the figure than the grammar looks: 不得超过20亿, none may issue more than, a cap of.

`as much as` and 最低 are hedges that the comparison reads two ways: the bound itself, or what reaches up to it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from decimal import Decimal

from drafter.check.atoms import Atom, Comparator, atoms
from drafter.check.equivalence.values import BY_TO, LEVEL
from drafter.check.implied.misread import reread

_TURNED: dict[str, Comparator] = {"over": "at-most", "at-least": "under", "under": "at-least", "at-most": "over"}
_DENIED_ZH = re.compile(r"(?:不得|不能|不可|不应|不会|不许|不再|不|未|没有|禁止)[\u3400-\u9fff]{0,3}$")
_DENIED_EN = re.compile(r"(?i)\b(?:not|none|never|neither|cannot|nor)\b[^,;.]{0,40}$|n['’]t\b[^,;.]{0,40}$|\b(?:no|without)\b[^,;.]{0,40}$")
_NO_THING = re.compile(
    r"(?i)\b(?:no|without)\b(?![^,;.]*\b(?:may|can|could|shall|should|must|will|would)\b)(?![^,;.]*\b(?:is|are|was|were|be|been|stands?|goes|gone) $)[^,;.]+$"
)
_PREPOSITIONS = ("above", "below", "over", "under", "beyond")
"""No charge below 50,000: the charge is denied, not the bound."""
_CEILING_ZH = re.compile(
    r"(?:上限|封顶|限额|限|最多|至多|顶多|最高|最大|不超|天花板)[\u3400-\u9fff、“”]{0,6}$|(?:上限|最高额度|最高限额|限额|最高金额)[^，。；]{0,20}$"
)
_FLOOR_ZH = re.compile(r"(?:下限|门槛|最低|最少|至少|起步|起码)[\u3400-\u9fff、“”]{0,6}$")
_CEILING_EN = re.compile(r"(?i)\b(?:up to|limits?|limited|cap|capped|caps|ceiling|maximum|most|max)\b[^,;.]{0,24}$")
_FLOOR_EN = re.compile(
    r"(?i)\b(?:floor|minimum|least|threshold|starting)\b[^,;.]{0,24}$"
    r"|\b(?:prices?|priced|costs?|starts?|begins?|fares?|fees?|rents?|tickets?|plans?|sells?|sold|available|models?)\b[^,;.]{0,16}\bfrom $"
)
_FROM_EN, _FROM_TO = re.compile(r"(?i)\bfrom [^,;.]{0,20}$"), re.compile(r"(?i)(?: [a-z]+){0,3} to\b")
"""From 3,928 points to 3,811: where it came from, no floor."""
_CEILING_AFTER = re.compile(
    r"(?i)^(?:为限|封顶|的?上限|的?(?:持有|持仓|发行|转账|流通)?(?:量|额)?(?:上限|限额)|[ -]?(?:[a-z]+ )?(?:cap|limit|ceiling|maximum)\b)"
)
_FLOOR_AFTER = re.compile(r"(?i)^(?:的?(?:下限|门槛|起)|[ -]?(?:[a-z]+ )?(?:floor|minimum|threshold)\b)")
_BEYOND = re.compile(r"(?i)^的?(?:部分|余额|金额|那部分)")
_INSIDE = re.compile(r"(?:之|以)?内(?![容部])")
_OF_LEVEL = re.compile(
    r"(?i)^(?:的|这一|的?[\u3400-\u9fff]{0,4})?(?:目标|预期|预测|水平|门槛|红线|警戒线|标准|均值|荣枯线)"
    r"|^ (?:target|goal|forecast|estimate|threshold|mark|level)s?\b"
)
_PREVIOUS = re.compile(r"(?:上|下|前|后|每|这|近|单|任)一$")
"""上一季度 is no first quarter."""
_CHANGED_TO = re.compile(r"\s?(?:至|到|\bto\b)\s?")
_CHANGE = re.compile(
    r"(?i)(?:增加|增长|增|上升|上涨|涨|升|提高|下降|下跌|跌|降|减少|减|下调|上调)了?(?:约|近|逾)?$"
    r"|\b(?:by|rose|fell|gained|lost|added|up|down|increased|dropped|climbed|jumped|raised|cut)(?: (?:about|nearly|some|around))? ?$"
)
_OF_ZH = re.compile(r"(?:(?P<over>超过|逾|多于|高于|大于)|(?:不到|不足|未到|低于|少于|小于|尚不及|不及)|(?P<about>接近|将近|近|约|大约))[^，。；、\d]{1,12}的$")
"""不到新能源车的一半: the bound stands before what the share is of."""
_ABOUT_VERB = re.compile(r"(大约|约(?![定束谈见]))[\u3400-\u9fff]{1,3}$")
"""约耗资5亿: the approximator stands before the verb."""
_HOURS = re.compile(r"(?i)(\d{1,3}) ?(?:hours?|hrs?|小时)(?: and)? ?$")
_THAN = re.compile(r"(?i)\b(?:(?P<over>older|longer|larger|higher|bigger|later|greater|further|heavier)|younger|shorter|smaller|earlier|sooner|cheaper) than $")
_OVER_THE = re.compile(r"(?i)over (?:the|this|these|those|that) ")
_AGO = re.compile(r"(?i) ?(?:ago|earlier|before)\b|(?:之|以)?前")
_QUARTERS = re.compile(r"(?i)\bquarters?$")
_IN_A_ROW = re.compile(r"(?i) (?:in a row|running|straight|in succession|ago|earlier|later)\b")
_POINTS = re.compile(r"(?i)[ -]?(?:percentage|basis) points?\b")
_LEVEL = re.compile(
    r"(?i)\b(?:fees?|spreads?|commissions?|margins?|coupon|yields?|charges?|premium|rates?)\b[^.;]{0,24}(?:\bto|\bat|\bof|\bis|\bfor|\bfrom"
    r"|\bcharges?|\bbetween|\bstood)(?: about| around| only| just)? ?$"
    r"|(?:费|费率|利差|佣金|息差|溢价|收益率)[^。；，]{0,10}(?:由|从|为|至|到|是|达|仅|收取|约)$"
)
"""A fee of 20 basis points is one of 0.2 %."""
_POINTS_OF = re.compile(
    r"(?i) of (?:the |its |total |all |average |net )?(?:loans?|assets?|deposits?|sales|revenues?|gdp|turnover|volumes?|premiums?"
    r"|lending|income|output|value)\b"
)
_BASIS = re.compile(r"(?i)basis|\bbps?\b|基点")
_POINTS_BARE = re.compile(r"(?i)[ -]points?\b|个?点(?![数位评])")
_TO_LEVEL = re.compile(r"(?i)^[^.;。；]{0,24}?(?:\b(?:to|at|from)\b|[至到为报])[^,.;，。；0-9]{0,24}[0-9]{1,3}(?:\.[0-9]{1,3})? ?(?:%|per ?cent\b)")
_FROM_LEVEL = re.compile(r"(?i)(?:[0-9] ?%|[0-9] per ?cent)[^.;。；0-9]{0,40}$")
_OR_PER_CENT = re.compile(r"(?i)\bor\b|\bindex\b|指数|合|跌幅|涨幅|升幅|降幅")
"""Down 12 points, or 0.3 %: points of an index."""
_RANGE_BESIDE = re.compile(
    r"(?i)(?<![A-Za-z])(?:(?P<over>above|over|exceed\w*|beyond|beat\w*|topp?(?:s|ed|ing)|higher than|more than)|below|under|beneath|miss\w*"
    r"|short of|lower than|less than)"
    r"(?! or (?:below|above|over|under))[^,;.0-9]{1,40}$"
)
"""Above the marketed range of 23 to 25 dollars."""
_COMPARED_WITH = re.compile(r"(?<![同环占对之])[比较](?![例重])[^，。；、,;]{1,16}$")
"""比去年高于12%: by how much, not what it lies above."""
CEILING, FLOOR = "as much as", "最低"


def read(text: str, language: str, day: date | None) -> tuple[Atom, ...]:
    """The atoms of a sentence with their bounds as a reader takes them."""
    found = (
        atom for atom in reread(atoms(text, language, day), text, day) if not _PREVIOUS.search(text[: atom.start + 1]) and not _PREVIOUS.match(atom.text[:2])
    )
    return tuple(_bounded(_renamed(part, text), text) for atom in found for part in _parted(atom, text))


def _renamed(atom: Atom, text: str) -> Atom:
    """`over the seven days` bounds nothing; three quarters in a row are nine months; points at the end of a sentence are points."""
    if atom.comparator == "over" and _OVER_THE.match(atom.text):
        return atom._replace(comparator="exact", hedge="")
    if atom.kind == "duration" and atom.comparator in ("over", "under") and _AGO.match(text, atom.end):
        return atom._replace(comparator="exact", hedge="")  # more than a year earlier
    if atom.hedge in ("高出", "多出", "超出", "高于") and atom.kind in ("percent", "points", "multiple"):
        return atom._replace(hedge=LEVEL) if _lies_above(atom, text) else atom._replace(comparator="exact", hedge="")
    if atom.low is not None and atom.kind != "date-range" and atom.comparator in ("exact", "over", "under"):
        return _beside_range(atom, text)
    if atom.kind == "fraction" and atom.value is not None and _QUARTERS.search(atom.text) and _IN_A_ROW.match(text[atom.end :]):
        return atom._replace(kind="duration", value=atom.value * 12, unit="month")
    of_level = _BASIS.search(atom.text) and _LEVEL.search(text[max(0, atom.start - 48) : atom.start])
    if atom.kind == "points" and (of_level or _POINTS_OF.match(text, atom.end)):
        return atom._replace(ambiguous=True)
    if atom.kind in ("number", "count") and atom.value is not None and (points := _POINTS.match(text, atom.end)):
        by = atom.value / 100 if "basis" in points[0].lower() else atom.value
        return atom._replace(kind="points", unit="pp", value=by, end=points.end(), text=text[atom.start : points.end()])
    return _points_of_per_cent(atom, text) if atom.kind in ("number", "count") else atom


def _lies_above(atom: Atom, text: str) -> bool:
    """增速高于25% names a level; 比去年高于12% and 高出12% say by how much."""
    return atom.hedge == "高于" and atom.kind == "percent" and not _COMPARED_WITH.search(text[max(0, atom.start - 20) : atom.start])


def _beside_range(atom: Atom, text: str) -> Atom:
    """What lies above or below a range compares with it: the range itself is exact."""
    if atom.comparator != "exact":
        return atom._replace(hedge=LEVEL)
    beside = _RANGE_BESIDE.search(text[max(0, atom.start - 64) : atom.start])
    return atom._replace(comparator="over" if beside["over"] else "under", hedge=LEVEL) if beside else atom


def _points_of_per_cent(atom: Atom, text: str) -> Atom:
    """Rose 1.7 points to 88.3 per cent, at 41.2 %, up 0.6 points: where the level is told in per cent, so are its points."""
    if atom.value is None or abs(atom.value) >= 100:
        return atom
    inside = _POINTS_BARE.search(atom.text)
    end = atom.end if inside and inside.end() == len(atom.text) else found.end() if (found := _POINTS_BARE.match(text, atom.end)) else 0
    if not end:
        return atom
    ahead = text[max(0, atom.start - 60) : atom.start]
    level = _TO_LEVEL.match(text[end : end + 80]) or _FROM_LEVEL.search(ahead)
    if level is None or _OR_PER_CENT.search(level[0]) or _OR_PER_CENT.search(ahead):
        return atom
    return atom._replace(kind="points", unit="pp", end=end, text=text[atom.start : end])


def _parted(atom: Atom, text: str) -> Iterator[Atom]:
    """增加3亿元至15亿元 and `rose by 3.5 yuan to 41.5 yuan` are two amounts, `cut by 8,000 to 15,000 yuan` is either."""
    cut = _CHANGED_TO.search(atom.text)
    hours = _HOURS.search(text[max(0, atom.start - 12) : atom.start]) if atom.kind == "duration" and atom.unit == "minute" and atom.low is not None else None
    if hours and cut and atom.low is not None:  # 2 hours 40 minutes to 55 minutes
        at = atom.start + cut.start()
        yield atom._replace(end=at, text=text[atom.start : at], value=Decimal(hours[1]) * 60 + atom.low, low=None, high=None)
        at = atom.start + cut.end()
        yield atom._replace(start=at, text=text[at : atom.end], value=atom.high, low=None, high=None)
        return
    if (
        atom.low is None
        or atom.high is None
        or atom.kind in ("percent", "points")
        or cut is None
        or not _CHANGE.search(text[max(0, atom.start - 40) : atom.start])
    ):
        yield atom
        return
    at = atom.start + cut.start()
    yield atom._replace(end=at, text=text[atom.start : at], value=atom.low, low=None, high=None, hedge=BY_TO)
    at = atom.start + cut.end()
    yield atom._replace(start=at, text=text[at : atom.end], value=atom.high, low=None, high=None, hedge=BY_TO)


def _farther(atom: Atom, before: str) -> Atom | None:
    """With an approximator or bound that other words stand after: 约耗资, 不到新能源车的."""
    if about := _ABOUT_VERB.search(before):
        return atom._replace(comparator="about", hedge=about[1])
    if atom.kind in ("fraction", "multiple") and (of := _OF_ZH.search(before)):
        return atom._replace(comparator="over" if of["over"] else "about" if of["about"] else "under", hedge=of["about"] or of[0][:2])
    return None


def _denied(atom: Atom, before: str) -> bool:
    if atom.hedge in _PREPOSITIONS and _NO_THING.search(before):
        return False
    return bool(_DENIED_ZH.search(before) or _DENIED_EN.search(before))


def _bounded(atom: Atom, text: str) -> Atom:
    if atom.value is None or atom.kind in ("date", "time", "ordinal"):
        return atom
    before, after = text[max(0, atom.start - 60) : atom.start], text[atom.end : atom.end + 24]
    if atom.comparator in _TURNED:
        return _turned(atom, before, after)
    return _found(atom, before, after) if atom.comparator == "exact" else atom


def _turned(atom: Atom, before: str, after: str) -> Atom:
    """A bound that other words deny, or that is none of the amount told."""
    if _BEYOND.match(after):
        return atom._replace(comparator="at-most", hedge="the part over")
    if atom.comparator in ("over", "under") and _OF_LEVEL.match(after):
        return atom._replace(hedge=LEVEL)
    if atom.comparator in ("over", "under") and _denied(atom, before):
        return atom._replace(comparator=_TURNED[atom.comparator], hedge=f"not {atom.hedge}")
    return atom


def _found(atom: Atom, before: str, after: str) -> Atom:
    """A bound that stands farther away."""
    if atom.kind == "duration" and _INSIDE.match(after):
        return atom._replace(comparator="at-most", hedge="within")
    if (farther := _farther(atom, before)) is not None:
        return farther
    if than := _THAN.search(before):
        return atom._replace(comparator="over" if than["over"] else "under", hedge=than[0].strip())
    if _CEILING_AFTER.match(after) or _CEILING_ZH.search(before) or _CEILING_EN.search(before):
        return atom._replace(comparator="at-most", hedge=CEILING)
    if _FLOOR_AFTER.match(after) or _FLOOR_ZH.search(before) or (_FLOOR_EN.search(before) and not (_FROM_TO.match(after) and _FROM_EN.search(before))):
        return atom._replace(comparator="at-least", hedge=FLOOR)
    return atom
