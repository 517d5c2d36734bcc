# Tables and patterns: a row stays on its line, Han characters count double, words are split where they are read.
"""Numerals become atoms: money, percent, counts and the rest, ranges among them, with the comparators around."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from drafter.check.atoms import comparators
from drafter.check.atoms.measured import Measured, measure
from drafter.check.atoms.nouns import Comparator
from drafter.check.atoms.numerals import Numeral, numerals, significant
from drafter.check.atoms.scan import Scan
from drafter.check.atoms.words import vague_words, word_numerals

_DASH = re.compile(r"\s?(?:-|–|~|—)\s?")
_TO = re.compile(r"\s?(?:至|到|to)\s?")
_AND = re.compile(r"\s?(?:and|与|和|、)\s?")
_OR = re.compile(r"\s?(?:or|或)\s?")
"""Two or three years."""
_MEETINGS = re.compile(
    r"[ \n](?:[a-z]+ )?(?:meetings|sessions|rounds|phases|stages|tranches|instal?lments|seasons|games|matches|visits|calls|hearings|auctions|steps|summits)\b"
)
"""Over three meetings: in the course of them."""
_FROM = re.compile(r"(?:\b[Ff]rom|从|由|自)(?: (?:about|around|just|nearly|over))?[ \n约近]?$")
_SPREAD = re.compile(r"(?:[Aa]nywhere|\b(?:be|is|are)|\b[Rr]ang(?:e|es|ed|ing)|\b[Vv]ar(?:y|ies|ied|ying)|\b[Ss]pan(?:s|ned|ning)?) from ?$")
"""From 0.09% to 0.31%: no change but a range."""
_BETWEEN = re.compile(r"(?:\b[Bb]etween|\b[Aa]nywhere from|介于|在)(?: about| around| roughly)?[ \n]?$")
_WITHIN = re.compile(r"\s?(?:之间|区间)")
_DOWN = re.compile(
    r"下降|下跌|下滑|减少|缩减|萎缩|回落|下调|负增长|降低|跌|降|减|亏|缩水|贬值|\bfell\b|\bfall|\bdown\b|\bdrop|\bdeclin|\bdecreas|\blower|\bslid|\bslump|\blost\b|\bcut|\bshrank|\bshr[iu]nk"
    r"|\bcontract|\breduc|\bplung|\bslip|\bsank|\btumbl|\bnegative\b|\bminus\b"
)
_UP = re.compile(r"增长|上升|上涨|增加|提高|涨|升|增|\brose\b|\bris|\bup\b|\bgrew\b|\bgrow|\bincreas|\bgain|\bhigher|\bjump|\bclimb|\bsurg|\bsoar|\badd")


def read(scan: Scan) -> None:
    """Adds every figure; takes what is vague."""
    if not scan.chinese:
        for start, end in vague_words(scan.text):
            if scan.free(start, end):
                scan.take(start, end)
    waiting: Measured | None = None
    for numeral in _all(scan):
        if waiting is not None and numeral.start < waiting.end:
            continue
        current = measure(scan, numeral) if _readable(scan, numeral) else None
        waiting = _next(scan, waiting, current)
    _flush(scan, waiting)


def _next(scan: Scan, waiting: Measured | None, current: Measured | None) -> Measured | None:
    """Joins the figure that waits to the current one or emits it; the one that waits from now on."""
    if waiting is not None and current is not None:
        if _pair(scan, waiting, current):
            return None
        waiting, current = _lent(scan, waiting, current), _lent_on(scan, waiting, current)
    _flush(scan, waiting)
    return current


def _readable(scan: Scan, numeral: Numeral) -> bool:
    """Whether it is a figure at all. Digits that are none are reported, vague words are taken."""
    start, end = numeral.start, numeral.end
    if not scan.free(start, end):
        return False
    if not numeral.malformed and not numeral.vague:
        return True
    if (numeral.malformed and numeral.form == "han") or (numeral.vague and any(character.isdigit() for character in scan.text[start:end])):
        scan.add("unparsed", start, end, key=scan.text[start:end])
    if numeral.vague:
        scan.take(start, end)
    return False


def _all(scan: Scan) -> Iterator[Numeral]:
    """Both kinds of numerals in the order of the text."""
    digits = numerals(scan.text, bytearray(scan.taken), scan.chinese)
    if scan.chinese:
        yield from digits
        return
    words = word_numerals(scan.text, bytearray(scan.taken))
    word = next(words, None)
    for digit in digits:
        while word is not None and word.start < digit.start:
            yield word
            word = next(words, None)
        yield digit
    while word is not None:
        yield word
        word = next(words, None)


def _flush(scan: Scan, measured: Measured | None) -> None:
    """Emits a figure that is part of no range."""
    if measured is None or not scan.free(measured.start, measured.end) or not _worth(scan, measured):
        return
    comparator, hedge, start, end = _hedged(scan, measured.start, measured.end, measured.over, measured)
    side_by_side = measured.numeral.low
    scan.add(
        measured.kind,
        start,
        end,
        value=measured.value if side_by_side is None else None,
        low=None if side_by_side is None else side_by_side * measured.factor,
        high=None if side_by_side is None else measured.value,
        unit=measured.unit,
        comparator=comparator,
        hedge=hedge,
        digits=0 if measured.numeral.digitless else significant(measured.value),
        ambiguous=measured.ambiguous,
        down=_falls(scan, measured, start),
    )


def _worth(scan: Scan, measured: Measured) -> bool:
    """Digits always; words only where they count or measure: `one` and 十五 alone are often words."""
    numeral = measured.numeral
    if numeral.low is not None or numeral.digitless:
        return not measured.bare and not (measured.kind == "count" and not measured.unit)
    if numeral.form == "digits" or not measured.bare:
        return True
    if numeral.scale == 12:  # a dozen more
        return True
    if numeral.form == "words":
        return abs(numeral.value) >= 100 or (numeral.value >= 20 and comparators.before(scan.text, measured.start) is not None)
    if numeral.value >= 100:
        return True
    return numeral.value > 10 and (measured.over or comparators.before(scan.text, measured.start) is not None)


def _hedged(scan: Scan, start: int, end: int, over: bool, measured: Measured) -> tuple[Comparator, str, int, int]:
    """Comparator from the words before, the 多 inside or the words behind."""
    comparator: Comparator = "exact"
    hedge = ""
    ahead = comparators.before(scan.text, start)
    if ahead and scan.free(ahead[2], start) and not (measured.kind == "duration" and _than_before(ahead[1], scan.text[end : end + 8])):
        comparator, hedge, start = ahead
        if hedge == "over" and measured.kind == "count" and measured.value <= 12 and _MEETINGS.match(scan.text, measured.numeral.end):
            comparator, hedge = "exact", ""
    if over and "来" in scan.text[measured.start : measured.end]:
        return ("about" if comparator == "exact" else comparator), hedge or "来", start, end
    if over:
        return ("over" if comparator == "exact" or comparator == "about" else comparator), hedge or "多", start, end
    behind = comparators.after(scan.text, end)
    if behind and comparator == "exact" and scan.free(end, behind[2]) and not (measured.kind == "duration" and behind[1] in ("前后", "以内")):
        comparator, hedge, end = behind
    return comparator, hedge, start, end


def _than_before(hedge: str, behind: str) -> bool:
    """高于一年前 compares with a year ago; it is not `more than a year`."""
    return hedge in ("高于", "低于", "多于", "少于", "above", "below", "higher than", "lower than") and behind.lstrip().startswith(
        ("前", "ago", "earlier", "before")
    )


def _falls(scan: Scan, measured: Measured, start: int) -> bool:
    """Whether the nearest word of movement before or right behind a percentage tells of a fall."""
    if measured.kind not in ("percent", "points", "multiple", "money"):
        return False
    if measured.value < 0:
        return True
    ahead = scan.text[max(0, start - (8 if scan.chinese else 30)) : start]
    downs, ups = [found.end() for found in _DOWN.finditer(ahead)], [found.end() for found in _UP.finditer(ahead)]
    if downs or ups:
        return max(downs, default=-1) > max(ups, default=-1)
    return bool(re.match(r" (?:decline|decrease|drop|fall|cut|reduction|lower|less|contraction)|的?(?:降|跌|减)", scan.text[measured.end : measured.end + 14]))


def _pair(scan: Scan, first: Measured, last: Measured) -> bool:
    """Emits both as one range where the words between make them one."""
    between = scan.text[first.end : last.start]
    if first.numeral.low is not None or last.numeral.low is not None:
        return False
    if len(between) > 12 or not scan.free(first.start, last.end) or not _joins(scan, first, last, between):
        return False
    if _score(first, last, between):
        scan.add("unparsed", first.start, last.end, key=f"{first.value}:{last.value}")
        return True
    low, last = _alike(first, last)
    if (low.kind, low.unit) != (last.kind, last.unit) or low.value >= last.value:
        return False
    start, end = low.start, last.end
    if within := _WITHIN.match(scan.text, end):
        end = within.end()
    comparator, hedge, start, end = _hedged(scan, start, end, last.over, last)
    if between_word := _BETWEEN.search(scan.text[max(0, start - 16) : start]):
        start -= len(between_word[0])
    scan.add(
        last.kind,
        start,
        end,
        low=low.value,
        high=last.value,
        unit=last.unit,
        comparator=comparator,
        hedge=hedge,
        digits=max(significant(low.value), significant(last.value)),
        ambiguous=last.ambiguous or low.ambiguous,
        down=_falls(scan, low, start),
    )
    return True


def _score(first: Measured, last: Measured, between: str) -> bool:
    """5-0 and 23–20: two figures without a unit, the second not above the first."""
    return between in ("-", "–") and first.bare and last.bare and first.value >= last.value and first.numeral.form == "digits"


def _joins(scan: Scan, first: Measured, last: Measured, between: str) -> bool:
    """`–` joins; `to` joins unless `from` makes a change of it; `and` joins after `between`."""
    ahead = scan.text[max(0, first.start - 16) : first.start]
    if _DASH.fullmatch(between):
        return True
    if _TO.fullmatch(between):
        return not _FROM.search(ahead) or bool(_SPREAD.search(ahead)) or scan.text.startswith("不等", last.end)
    if _OR.fullmatch(between):
        return (
            first.bare
            and last.numeral.scale == first.numeral.scale
            and first.value < last.value <= first.value + 2
            and last.kind in ("duration", "count", "percent")
        )
    if _AND.fullmatch(between):
        return bool(re.search(r"\b(?:[Bb]etween|range of)(?: about| around| roughly)?[ \n]?$", ahead)) or bool(_WITHIN.match(scan.text, last.end))
    return False


def _alike(first: Measured, last: Measured) -> tuple[Measured, Measured]:
    """Both with what only one of them states: 10–15亿美元, $1.5–2 billion, 20至30家."""
    numeral, scale = first.numeral, last.numeral.scale
    lends = numeral.scale < scale and scale >= 100 and abs(numeral.value) < abs(last.numeral.value / scale)
    by = scale if lends else Decimal(1)
    if first.currency_before and last.bare:
        last = last._replace(kind="money", unit=first.unit, ambiguous=first.ambiguous)
        return first._replace(value=first.value * by), last
    if (first.kind, first.unit) == (last.kind, last.unit):
        return first._replace(value=first.value * (by if numeral.scale == 1 else 1)), last
    if first.bare or (first.kind == "count" and not first.unit):
        first = first._replace(kind=last.kind, unit=last.unit, value=first.value * by * last.factor, ambiguous=last.ambiguous)
    return first, last


_DROPPED = re.compile(r"\s?(?:to|增至|升至|降至|减至|缩短至|缩短到|缩至|缩短为|增加到|降到|降为|减少到|减少至)\s?(?:about |just |only |约|近)?")
_OVER = re.compile(r"[ ]?(?:[,.;:!?)，。；：）]|$|and\b|while\b|with\b|by\b|in\b|on\b|after\b|this\b|last\b)")


def _lent_on(scan: Scan, first: Measured, last: Measured) -> Measured:
    """From 26 days to 9: the second takes the unit of the first where none follows it."""
    if first.bare or not last.bare or first.kind not in ("duration", "quantity", "count") or last.numeral.scale != 1:
        return last
    between = scan.text[first.end : last.start]
    if len(between) > 12 or not _DROPPED.fullmatch(between) or not _FROM.search(scan.text[max(0, first.start - 16) : first.start]):
        return last
    if not _OVER.match(scan.text, last.end):
        return last
    return last._replace(kind=first.kind, unit=first.unit, value=last.value * first.factor, bare=False)


def _lent(scan: Scan, first: Measured, last: Measured) -> Measured:
    """From 5 to 7 percent, 从10亿增至15亿美元: two figures, the first takes the unit of the second."""
    between = scan.text[first.end : last.start]
    if not first.bare or last.bare or last.currency_before or len(between) > 8 or not _FROM.search(scan.text[max(0, first.start - 16) : first.start]):
        return first
    if not re.fullmatch(
        r"\s?(?:to|增至|升至|降至|减至|上调至|下调至|提高到|提高至|上升到|增加到|增长到|增长至|扩大到|下降到|降到|跌至|至|到)\s?(?:about |约|近)?", between
    ):
        return first
    return _alike(first, last)[0]
