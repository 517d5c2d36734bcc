"""Whether a figure that stands nowhere is sooner one of the source's own with a digit or the magnitude wrong than one that is reckoned.

Among a dozen figures some step leads to nearly anything, so a misprint often adds up. Beside such a figure of the source a step has to be claimed:
by words of a sum, a difference, a change or a share in the figure's own clause, and a change between two levels that the source tells as before and now.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from functools import cached_property

from drafter.check.atoms import Atom
from drafter.check.equivalence import compare
from drafter.check.equivalence.comparing import PLAIN
from drafter.check.lines import Line
from drafter.check.reckoning.cues import GAIN, LOSS
from drafter.check.reckoning.told_levels import before_and_now

_MOST = 24
"""Figures of a line looked at: what has more is a table."""
_CUT = re.compile(r"[，。；;:：！？\n]|[,.](?!\d)")
_TO = re.compile(r"(?i)(?:[至到]|\b(?:to|at|reached|hit))[约近]?(?: about| around| roughly| nearly| almost| some)? ?$")
_FROM = re.compile(r"(?i)(?:[由从]|\bfrom)[约近]?(?: about| around| roughly| nearly| almost| some)? ?$")
_MOVED = re.compile(
    r"(?i)(?:增长?|增加|上?升|上?涨|提高|下?降|下?跌|下滑|减少?|上调|下调)了?(?:约|近|逾|超过)?$"
    r"|\b(?:up|down|by|ro?se|risen|grew|grown|gain\w*|climb\w*|jump\w*|surg\w*|fell|fallen|dropp?\w*|declin\w*|slid|slipp?\w*)"
    r"(?: about| around| roughly| nearly| almost| some)? ?$"
)
"""Right before a figure: it is a change, and no level."""
_SUM = re.compile(
    r"(?i)合计|总计|共|总|加起来|之和|累计|连同|[两三四]|和|与|及|或|、|将增至|最终|\b(?:combined|total\w*|together|sum|altogether|overall|both|all|and|or|plus|with)\b"
)
_OF_WHICH = r"(?:其中|包括|(?i:\b(?:of (?:which|whom|them|those)|including)\b))"
_TOGETHER = re.compile(r"(?i)合计|总计|共|加起来|之和|累计|\b(?:combined|total\w*|together|altogether)\b")
_DIFFERENCE_ZH = (
    r"[增减升降涨跌多高低贵轻重快慢长短差距剩余留缺超裁净非除外]|提前|延|扩|缩|下调|上调|领先|落后|不足|还[有需须要]|仍有|节省|改善|恶化|收窄"
    r"|便宜|溢价|恢复|其[余他]|另|不含|[一二三]期|季度|半年|此前|之前|以前|前|原|上[年季月次]|未|没|失"
)
_DIFFERENCE_EN = (
    r"\b(?:more|less|fewer|higher|lower|longer|shorter|bigger|smaller|larger|heavier|lighter|faster|slower|cheaper|dearer|wider|narrower|better|worse|above|below|over|under"
    r"|up|down|by|ro?se|risen|rais\w+|gr[eo]w\w*|gain\w*|climb\w*|jump\w*|increas\w*|add\w*|lift\w*|fell|fall\w*|drop\w*|declin\w*|cut\w*|slash\w*|reduc\w*|lower\w*|shav\w+|trim\w*"
    r"|narrow\w*|widen\w*|improv\w*|gap|margin|difference|differ\w*|short\w*|sav\w+|left|leav\w+|remain\w*|rest|other\w*|balance|keep\w*|still|yet|need\w*|must|ahead|behind|exceed\w*|beat\w*"
    r"|without|not|non|excluding|except|outside|net|lead\w*|lag\w*|before|previous\w*|earlier|had|against|than|from|of|first|second|third|fourth|quarter|half|extra|another)\b"
)
_DIFFERENCE = re.compile(rf"(?i){_DIFFERENCE_ZH}|{_DIFFERENCE_EN}")
_COMPARED = re.compile(
    r"(?i)(?<![同环占对])比(?![例重])|高于|低于|高出|领先|落后|差|距|多出|相差"
    r"|\b(?:than|above|below|ahead|behind|beat\w*|short of|gap|difference|differ\w*|apart|more|lower|higher|over|under|exceed\w*|miss\w*|margin|spread)\b"
)
_FORMER = re.compile(
    r"(?i)此前|之前|以前|[较比]|前|年初|[去上](?:年|月|季|次|一|财)|同期|原|本应|若非|否则|预算|目标|计划|[由从]|推算|计算|估值|整体|初|月|季|年末"
    r"|\b(?:before|previous\w*|earlier|ago|prior|last|from|had|was|were|been|without|otherwise|compared|versus|against|budget|target|original\w*|implie[sd]|implying|whole|total|start"
    r"|January|February|March|April|May|June|July|August|September|October|November|December|quarter|spring|summer|autumn|winter|20\d\d)\b"
)
_WHOLE = re.compile(
    r"(?i)总|全[部体国省市公球年]|整体|整个|共|推算|计算|估值|员工|来到|约|销量|零售"
    r"|\b(?:total|whole|overall|all|altogether|impl\w+|work\w* out|about|around|roughly|nearly)\b"
)
_SHARE = re.compile(
    r"(?i)[占的]|份额|比[例重]|完成|达到|每|其中|之|中[，,]?|[一三]半|只|\b(?:of|share|proportion|per|every|in|made|make\w*|account\w*|represent\w*|out)\b"
)
_REST = re.compile(
    r"(?i)其余|余下|剩|其他|另|未|没|不|非|最多|只|保留|持有|仍|\b(?:others?|remain\w*|rest|left|not|no|only|keep|kept|retain\w*|hold\w*|stay\w*|un\w+)\b"
)
_LASTED = re.compile(
    r"(?i)历[时经]|耗时|用时|持续|长达|至今|距|已|以?来|之?间|内|后|前|时隔|工期|为期|仅|还[有剩]|余下|整整|里"
    r"|\b(?:for|in|over|after|before|within|since|until|between|later|earlier|ago"
    r"|last\w*|took|take\w*|span\w*|stretch\w*|during|idle|more than|nearly|long\w*|have|has|away)\b"
)
_GROWTH = re.compile(rf"(?i){_DIFFERENCE_ZH}|幅|倍|溢价|{_DIFFERENCE_EN}|\b(?:premium|discount|growth|rise|change)\b")
_STEPS: tuple[tuple[re.Pattern[str], re.Pattern[str]], ...] = (
    (re.compile(r"^all but "), _REST),
    (re.compile(r", which is "), re.compile(f"{_FORMER.pattern}|{_WHOLE.pattern[4:]}")),
    (re.compile(r", (?:after|before) .* (?:more|less)$"), _FORMER),
    (re.compile(r" \+ "), _SUM),
    (re.compile(r" − "), _DIFFERENCE),
)
"""What the words of a step look like, and what has to be claimed for it."""


class Claims:
    """What a statement claims of one of its figures: which steps may lead there."""

    def __init__(self, claim: Atom, words: str, ours: Sequence[Atom], lines: Sequence[Line]) -> None:
        self._claim, self._words, self._ours, self._lines = claim, words, ours, lines

    def allows(self, value: Decimal, how: str) -> bool:
        """Whether the step may stand for the figure."""
        if value < 0 and (how.startswith("all but ") or how.count(" − ") > 1):
            return False  # parts larger than the whole
        if self._claim.kind == "points" and self._same_in_percent:
            return how in self._moved or (bool(_COMPARED.search(self._clause)) and self._exact(how))
        return not self._misprinted or self._claimed(value, how)

    def _claimed(self, value: Decimal, how: str) -> bool:
        """Beside a figure of the source that it may be a misprint of."""
        claim, before = self._claim, self._words[: self._claim.start]
        if claim.comparator not in ("exact", "about") and abs(value) != abs(claim.value or 0):
            return False
        if how.startswith("from "):
            return self._changed(how)
        if (_TO.search(before) and _NO_END.search(how)) or (_MOVED.search(before) and _NO_CHANGE.search(how)):
            return " + " in how and self._turned
        if " + " in how and (self._added(how) or claim.kind == "percent"):
            return claim.kind != "percent" or (abs(value) == claim.value and bool(_FORMER.search(self._clause) or _TOGETHER.search(self._clause)))
        if how.count(" + ") > 1:
            return True  # three that are listed seldom add up by chance
        if (how.startswith("all but ") and not self._firm) or (" − " in how and self._of_which(how)):
            return True
        if " − " in how and _MOVED.search(before) and claim.kind == "points" and not _COMPARED.search(self._clause):
            return how in self._moved
        if " of " in how and claim.kind in ("percent", "fraction"):
            return bool(_SHARE.search(self._clause))
        return next((bool(cue.search(self._clause)) for step, cue in _STEPS if step.search(how)), True)

    def _changed(self, how: str) -> bool:
        """A growth of two levels, or how long it is from one date to another."""
        if self._claim.kind == "duration":
            return bool(_LASTED.search(self._clause))
        return (how in self._moved or not self._firm) and bool(_GROWTH.search(self._clause))

    @cached_property
    def _firm(self) -> bool:
        """A figure of one digit is one off from too many."""
        return self._claim.value is None or len(self._claim.value.normalize().as_tuple().digits) > 1

    def _exact(self, how: str) -> bool:
        """Whether the operands are told without a bound or an about: 逾两成 less 10 % is no ten points."""
        return all(atom.comparator == "exact" for atom in self._figures if atom.text in how.split(" − "))

    @property
    def _turned(self) -> bool:
        """From a loss of 0.6 to a profit of 1.9 it is 2.5."""
        return any(LOSS.search(line.words) and GAIN.search(line.words) for line in self._lines)

    def _of_which(self, how: str) -> bool:
        """1,200 homes, 300 of them public: the others are 900."""
        one, _, other = how.partition(" − ")
        return any(re.search(f"{re.escape(one)}.*?{_OF_WHICH}.*?{re.escape(other)}", line.words) for line in self._lines)

    def _added(self, how: str) -> bool:
        """20 million shares, and another 12 million."""
        return any(_ANOTHER.search(line.words[: atom.start]) for line in self._lines for atom in line.atoms if atom.text in how.split(" + "))

    @cached_property
    def _clause(self) -> str:
        start = max((cut.end() for cut in _CUT.finditer(self._words, 0, self._claim.start)), default=0)
        end = next((cut.start() for cut in _CUT.finditer(self._words, self._claim.end)), len(self._words))
        return f"{self._words[start : self._claim.start]}~{self._words[self._claim.end : end]}".removesuffix("~")

    @cached_property
    def _moved(self) -> frozenset[str]:
        """The steps between two levels that the source tells as now and before."""
        told: set[str] = set()
        for line in self._lines:
            for now, before in before_and_now(line):
                told |= {f"from {before.text} to {now.text}", f"{now.text} − {before.text}", f"{before.text} − {now.text}"}
        return frozenset(told)

    @cached_property
    def _same_in_percent(self) -> bool:
        """9 percentage points where the source has 9 %."""
        return any(atom.kind == "percent" and atom.value == self._claim.value for atom in self._figures)

    def dated(self, how: str) -> bool:
        """Whether a day so long before or after another may stand for a date that is one of the source's own but for its year, month or day."""
        if not self._misdated or _TERM.search(self._clause) or how.startswith(("the month ", "the quarter ", "a quarter of ", "the same as ")):
            return True
        length = _LENGTH.match(how)
        return how.startswith("后第") or (length is not None and any(_attached(line.words, length["span"]) for line in self._lines))

    @cached_property
    def _misdated(self) -> bool:
        claim = self._claim
        others = [other for other in self._ours if other.start != claim.start]
        dated = (atom for line in self._lines for atom in line.atoms if atom.start < atom.end and atom.precision == claim.precision)
        return any(_one_part_off(claim, theirs) and not any(compare(other, theirs).holds for other in others) for theirs in dated)

    @cached_property
    def _misprinted(self) -> bool:
        claim = self._claim
        if not claim.value:
            return False
        others = [other for other in self._ours if other is not claim and other.start != claim.start]
        near = [theirs for theirs in self._figures if _like(claim, theirs) and _one_off(claim, theirs)]
        return any(not any(_stands_for(other, theirs) for other in others) for theirs in near)

    @cached_property
    def _figures(self) -> tuple[Atom, ...]:
        return tuple(_told(self._lines))


_NO_END = re.compile(r", which is |, (?:after|before) .* (?:more|less)$| \+ | − ")
"""What was there before, or is the sum: not what something changed to."""
_NO_CHANGE = re.compile(r", which is |, (?:after|before) .* (?:more|less)$| \+ ")
_TERM = re.compile(
    r"(?i)到期|截止|结束|最迟|原定|期[至满]|上次|终止|届满|为止|推迟|提前|首[次个]|起|此前|之[前后]"
    r"|\b(?:until|by|due|expir\w+|ends?|ending|matur\w+|eligible|since|deadline|originally|last|earlier|before|after|around|about|out|first|previous\w*)\b"
)
_LENGTH = re.compile(r"(?P<span>.+) (?:after|before) ")


def _attached(words: str, span: str) -> bool:
    """The source counts it from or to a day: 14 months ago, 三日后, within 120 days, not the 30-day average or three years running."""
    after = re.compile(rf"(?i){re.escape(span)}(?: [a-z]+)? ?(?:(?:[之以])?[后前内]|时间|(?:ago|earlier|before|after|later|from|of|to)\b)")
    before = re.compile(
        rf"(?i)(?:后|前|时隔|within|for|after|lasts?|runs?) ?(?:the )?(?:next |past |first )?{re.escape(span)}(?! (?:average|running|in a row|from))"
    )
    return bool(after.search(words) or before.search(words))


def _one_part_off(claim: Atom, theirs: Atom) -> bool:
    """One of year, month and day is another."""
    if not claim.first or not theirs.first or not theirs.text:
        return False
    mine, other = ((day.year, day.month, day.day) for day in (claim.first, theirs.first))
    return sum(a != b for a, b in zip(mine, other, strict=True)) == 1


_ANOTHER = re.compile(r"(?i)(?:\b(?:another|further|additional|extra|plus|on top of)|另有?|再|此外)[^,.;，。；]{0,8}$")


def _told(lines: Sequence[Line]) -> Iterator[Atom]:
    for line in lines:
        yield from (atom for atom in line.atoms[:_MOST] if atom.start < atom.end and atom.value)


def _stands_for(other: Atom, theirs: Atom) -> bool:
    return other.comparator in ("exact", "about") and compare(other, theirs).holds


def _like(claim: Atom, theirs: Atom) -> bool:
    if claim.kind in PLAIN:
        return theirs.kind in PLAIN
    return (claim.kind, claim.unit) == (theirs.kind, theirs.unit) or (claim.kind, theirs.kind) == ("percent", "fraction")


def _one_off(claim: Atom, theirs: Atom) -> bool:
    """One digit is another, or the digits are the same and the magnitude is another."""
    scale = 100 if (claim.kind, theirs.kind) == ("percent", "fraction") else 1
    mine = abs(claim.value or Decimal(1)).normalize().as_tuple()
    other = abs((theirs.value or Decimal(1)) * scale).normalize().as_tuple()
    if mine.digits == other.digits:
        off = abs(int(mine.exponent) - int(other.exponent))
        return off > 2 and mine.digits[1:] != ()  # a tenth of it is reckoned
    if len(mine.digits) == 1 and (claim.unit != theirs.unit or abs(claim.value or Decimal(0)) < 10):
        return False  # a digit alone is off from everything
    different = sum(a != b for a, b in zip(mine.digits, other.digits, strict=False))
    return mine.exponent == other.exponent and len(mine.digits) == len(other.digits) and different == 1
