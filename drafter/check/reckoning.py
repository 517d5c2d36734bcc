"""Values that no sentence states but that recompute from what the named sentences state: sums, differences, growth, shares, parts, averages.

Strict where chance would help: a sum or difference must meet the claim exactly, or, said with about, in all the digits it gives.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from decimal import ROUND_HALF_UP, Decimal
from itertools import combinations, permutations

from drafter.check.atoms import Atom
from drafter.check.bounds import CEILING, FLOOR
from drafter.check.equivalence import Match, derived
from drafter.check.equivalence.comparing import PLAIN, in_unit
from drafter.check.lines import Line
from drafter.check.reckoning_steps import Reckoned, amount, before_change, between, clocked, how_many, parts, range_ends, remainder, shift, shifted

MOST = 12
"""Figures reckoned with: with enough of them anything adds up."""
_BARE_MONEY = 10_000
"""A bare number from this on may be money whose currency stands at its neighbour: to 1.5bn yuan from 1.2bn."""
_TOTAL = re.compile(r"(?i)合计|总计|共|总|加起来|之和|累计|两项|三项|combined|total|together|sum|altogether|overall")
_FALLS = re.compile(
    r"(?i)降(?!息|准)|跌|低(?!于)|短|慢|减|缩|(?<![至最不])少(?!于|数)|\b(?:shorten|slash|halv|trim)|\b(?:down|fell|fall|drop"
    r"|cut|lower|declin|shrank|less|fewer|short|below|under|slower|smaller|cheaper)"
)
_LIST = re.compile(r"、|，|, (?:and )?|\band\b|[和及与]")
_FORMER = re.compile(
    r"(?i)预算(?!赤字|案|局|草案)|目标|预期|预测|原(?:定|来|先|本|计划)|此前|上次|去年|上年|上月|上季|\b(?:budget\w*|target\w*|goal|forecast\w*|expected"
    r"|previous\w*|earlier|before|original\w*|had been|planned|last)\b"
)
"""What a figure was before it changed by another."""
_LABEL = re.compile(r"(?i)\b(?:phase|stage|version|level|tier|grade|type|model|part|chapter|no\.|number) ?$")
"""Phase 4 counts nothing."""
_MOVED = re.compile(
    r"(?i)(?:同比|环比|增长|增加|增|上升|上涨|涨|升|提高|下降|下跌|跌|降|减少|(?<!裁)减|下滑)了?(?:约|近|逾|超过|高达)?$"
    r"|(?<!made )(?<!make )(?<!makes )\b(?:rose|grew|up|gained|increased|climbed|jumped|fell|down|dropped|declined|shrank|shrunk)"
    r"(?: by)?(?: (?:about|nearly|almost|around|some|more than|over))? ?$"
)
_PART_BEHIND = re.compile(r"的| of\b")
"""A share told as growth is no part of a whole: rose 12%; cut 12% of the posts is."""
_LISTED = 24
_BESIDE = 40
"""Characters before a share (and half as many behind) in which a word tells of a fall."""
_ENDS = re.compile(r"(?i)止|结束|届满|到期|期满|\b(?:ends?|ending|expires?|runs?|until|through|last)\b")
_EACH = re.compile(r"(?i)\b(?:each|every|apiece|per|a piece|average)\b|[每各]|均价|平均|单[笔个家张]")
_REST = re.compile(r"(?i)其余|余下|剩|另外?|未|没|不|others?|remain|rest|left|not|no\b|only|keep|kept|retain|hold|stay|保留|持有|仍")
_REST_SAID = re.compile(r"(?i)其余|余下|剩|其他|另有|\b(?:others?|remain\w*|rest|balance|undecided)\b")
_ADDED = re.compile(
    r"(?i)over (?:its|the|their|his|her)? ?(?:\w+ )?budget|on top of|\bplus\b|\bin addition"
    r"|\b(?:a )?further\b|\banother\b|\bextra\b|\badditional|more than (?:planned|budgeted)|另外?|追加|超支|此外|再"
)
_LOSS, _GAIN = re.compile(r"(?i)亏|净流出|逆差|\bloss|deficit|outflow"), re.compile(r"(?i)盈|利润|净流入|顺差|\bprofit|surplus|inflow|earn")
"""From a loss of 0.6 to a profit of 1.9 it is 2.5."""
_MARGIN = re.compile(r"(?i)give or take|plus or minus|plus-or-minus|±|上下浮动|上下|正负|within")
_SHARE = re.compile(r"(?i)占|比重|比例|份额|\b(?:share|proportion|account\w*|ma[dk]e?s? up|represent\w*|split)\b")
_TOLD = re.compile(
    r"(?i)(?:[按以据照由]|根据|依)(?:此|这一|上述|目前)[^，。；]{0,6}?(?:计算|测算|推算|估算|算|速度|价格|比例|口径|节奏)?|推算|算下来|算来|粗略计算|折算|换算|回本|收回"
    r"|\b(?:by (?:our|that|this|my) \w+|work(?:s|ed|ing) out|impl(?:y|ies|ied|ying)|on (?:that|this) basis"
    r"|at (?:that|this) (?:rate|pace|price)|equates? to|translat\w+ (?:in)?to)\b"
)
"""The sentence says itself that it is reckoned."""
_END_NAMED = re.compile(r"(?i)\b(?:ceiling|top|upper|high|bottom|lower|low)(?: end| price| limit| of)\b|[上下]限|顶格|顶价")
"""500 million at the ceiling, of 300 million to 500 million."""
_TO_LEVEL = re.compile(r"(?i)[^.;。；]{0,28}?(?:\bto|\bat|至|到|达|为)(?: a total of| about| around| some|约|近|逾)?\s?")
_AVERAGE = re.compile(
    r"(?i)日均|每天|每日|每周|每月|月均|年均|每年|平均|[人户均]均|每家|每人|per |a day|daily|a week|weekly|a month|monthly|each|apiece"
    r"|average|每(?!年[^均])[\u3400-\u9fff]"
)
_PER_HEAD = re.compile(r"(?i)[人户]均|每[\u3400-\u9fff]|平均|\beach\b|per (?:person|head|customer|user|household)|apiece|average")
_AMOUNTS = ("money", "quantity", *PLAIN)


def reckoned(claim: Atom, words: str, lines: Sequence[Line], items: int = 0, own: Sequence[Atom] = ()) -> str:
    """How the claim follows from the figures of the lines (or from the number of `items`); empty when it does not.

    `own`: figures of the same statement that stand in its sources; they have their units with them.
    """
    if claim.kind == "date":
        return _later(claim, words, [theirs for line in lines for theirs in line.atoms if theirs.first or theirs.kind == "duration"])
    named = [atom for line in lines for atom in line.atoms if atom.value is not None or atom.low is not None or atom.first or atom.kind == "time"]
    if claim.kind == "date-range":
        return next((how for line in lines if (how := derived(claim, [atom for atom in line.atoms if atom.first]))), "")
    if claim.value is None:
        return derived(claim, named[:MOST]) or _around(claim, named, " ".join(line.words for line in lines[:MOST]))
    if items and claim.kind in PLAIN and claim.value == items:
        return f"count of {items}"
    labels = _LABEL.search(words[: claim.start])
    if (
        claim.kind in PLAIN
        and not labels
        and claim.value in range(3, 13)
        and (listed := next((line for line in lines if int(claim.value) in _enumerated(line.words)), None))
    ):
        return f"count of what is listed: {listed.words[:80]}"
    ends = () if claim.kind in ("percent", "points", "multiple", "fraction") else range_ends(named)
    figures = [*(atom for atom in named if atom.value is not None), *ends][:MOST]
    known = {(atom.unit, atom.value) for figure in figures for atom in (figure, _alike(claim, figure)) if atom}
    figures += [atom for atom in own if atom.value is not None and (atom.unit, atom.value) not in known]
    said = " ".join(line.words for line in lines[:MOST])
    days = tuple(dict.fromkeys(line.text.day for line in lines if line.text.day))
    if claim.kind == "points" and any(atom.kind == "percent" and atom.value == claim.value for atom in figures):
        return next((how for value, how in _values(claim, words, figures, named, days, said) if abs(value) == claim.value), "")
    met = _bounds if claim.comparator not in ("exact", "about") and claim.hedge not in (CEILING, FLOOR) else _meets
    return next((how for value, how in _values(claim, words, figures, named, days, said) if met(claim, value)), "")


def _around(claim: Atom, named: Sequence[Atom], said: str) -> str:
    """1.9 to 2.0 of 1.95, give or take 0.05; 24 to 29 of 95 to 100, of which 71 are done."""
    if claim.low is None or claim.high is None:
        return ""
    for whole in (atom for atom in named if atom.low is not None and (atom.kind, atom.unit) == (claim.kind, claim.unit)):
        for part in (atom for atom in named if atom.value is not None and (atom.kind, atom.unit) == (claim.kind, claim.unit)):
            if (claim.low, claim.high) in (shift(whole, -amount(part)), shift(whole, amount(part))):
                return f"{whole.text}, without or with {part.text}"
    if not _MARGIN.search(said):
        return ""
    middle, off = (claim.low + claim.high) / 2, (claim.high - claim.low) / 2
    values = {abs(atom.value): atom.text for atom in named if atom.value is not None and (atom.kind, atom.unit) == (claim.kind, claim.unit)}
    shares = {abs(atom.value) / 100 * middle for atom in named if atom.value is not None and atom.kind == "percent"}
    return f"around {values[middle]}" if middle in values and (off in values or off in shares) else ""


def told_reckoned(claim: Atom, words: str, lines: Sequence[Line]) -> bool:
    """Whether the sentence says that the figure is reckoned, and the lines hold enough for steps that are not tried here."""
    if not _TOLD.search(words) or not (claim.first or claim.comparator == "about"):
        return False
    theirs = [atom for line in lines for atom in line.atoms if atom.value is not None or atom.first]
    if claim.first:
        return any(atom.first and abs((atom.first - claim.first).days) <= 7 for atom in theirs)
    if claim.kind in ("percent", "fraction", "multiple", "points", "duration"):
        kinds = [(atom.kind, atom.unit) for atom in theirs if atom.kind in ("money", "quantity", "duration", *PLAIN)]
        return any(kinds.count(kind) > 1 for kind in kinds)
    return sum(bool(_alike(claim, atom)) for atom in theirs if atom.value is not None) > 2


_NEAR_RATE, _NEAR_AMOUNT = Decimal("0.15"), Decimal("0.03")
"""Over half is told of 57 %, hardly of 60 %: how far from a bound, as a share of it, a reckoned value may lie; amounts are rounded less."""


def _bounds(claim: Atom, value: Decimal) -> bool:
    """More than, less than: on that side of the claim, and near it."""
    assert claim.value is not None
    ours, value = abs(claim.value), abs(value)
    off = value - ours if claim.comparator in ("over", "at-least") else ours - value
    near = _NEAR_RATE if claim.kind in ("percent", "fraction", "multiple", "points") else _NEAR_AMOUNT
    counted = ours == ours.to_integral_value() and 1 < ours < 100  # over seven days is told of 7.7
    return 0 < off <= ours * near or (off == 0 and claim.comparator in ("at-least", "at-most")) or (counted and 0 < off < 1)


def _enumerated(words: str) -> set[int]:
    """How many things its lists may hold: the short parts between commas and one at either end."""
    sizes, run = set(), 0
    for part in (*_LIST.split(words)[1:], "x" * 99):
        if len(part.strip()) <= _LISTED:
            run += 1
        else:
            sizes |= {run + 1, run + 2} if run else set()
            run = 0
    return sizes


def _values(claim: Atom, words: str, figures: Sequence[Atom], named: Sequence[Atom], days: Sequence[date], said: str) -> Reckoned:
    alike = [converted for atom in figures if (converted := _alike(claim, atom))]
    if claim.kind == "duration":
        yield from ((amount(atom), atom.text) for atom in alike)
        yield from _spans(claim, named, days)
        yield from clocked(claim, named)
    if claim.kind in ("multiple", "percent", "fraction", "points"):
        yield from _shares(claim, words, alike, figures, said)
    if claim.kind not in ("multiple", "fraction", "ordinal"):
        yield from _sums(claim, words, said, alike)
    if claim.kind not in ("multiple", "fraction", "ordinal", "percent"):
        yield from between(alike)
        if _REST_SAID.search(said):
            yield from remainder(alike)
        if _TOLD.search(words):
            yield from (
                (amount(one) - amount(two) + amount(three), f"{one.text} − ({two.text} − {three.text})")
                for one, two, three in permutations(alike, 3)
                if amount(one) > amount(two) > amount(three)
            )
    if claim.kind in _AMOUNTS:
        yield from _amounts(claim, words, said, alike, figures, named)


def _shares(claim: Atom, words: str, alike: Sequence[Atom], figures: Sequence[Atom], said: str) -> Reckoned:
    part = _PART_BEHIND.match(words, claim.end)
    grew = bool(_MOVED.search(words[: claim.start])) and not part
    if claim.kind in ("percent", "fraction") and not grew and (_REST.search(words) or _REST_SAID.search(said)):
        whole = Decimal(100 if claim.kind == "percent" else 1)
        parts = ((atom, 1 if atom.kind == claim.kind else 100) for atom in figures if atom.kind in ("percent", claim.kind))
        shares = [(amount(atom) / by, atom.text) for atom, by in parts]
        yield from ((whole - share, f"all but {text}") for share, text in shares)
        yield from ((whole - one - two, f"all but {first} and {second}") for (one, first), (two, second) in combinations(shares, 2))
    if claim.kind != "points":
        yield from _ratios(claim, figures, words, said, falls=not part and (claim.down or _falls(claim, words)), grew=grew)
    if claim.kind == "percent":
        yield from shifted(alike, figures)
    if claim.kind == "points":
        yield from between([atom for atom in figures if atom.kind == "percent"])


def _falls(claim: Atom, words: str) -> bool:
    """Whether a fall is told beside the share; its own bound (fewer than half, 不到) tells of none."""
    return bool(_FALLS.search(words[max(0, claim.start - _BESIDE) : claim.start]) or _FALLS.search(words[claim.end : claim.end + _BESIDE // 2]))


def _amounts(claim: Atom, words: str, said: str, alike: Sequence[Atom], figures: Sequence[Atom], named: Sequence[Atom]) -> Reckoned:
    if claim.kind in PLAIN and (claim.comparator == "about" or _TOLD.search(words)):
        yield from how_many(figures)
    if _FORMER.search(words) or _TOLD.search(words):
        yield from before_change(alike, figures)
    if _END_NAMED.search(words):
        yield from ((amount(atom), f"an end of {atom.text}") for atom in range_ends(named) if _alike(claim, atom))
    yield from parts(alike, figures)
    if _EACH.search(said):
        yield from ((amount(base) * amount(by), f"{by.text} × {base.text}") for base in alike for by in figures if by.kind in PLAIN and by is not base)
    if _AVERAGE.search(words):
        yield from _averages(words, alike, named)


def _later(claim: Atom, words: str, named: Sequence[Atom]) -> str:
    """A date so long before or after another: three months after March."""
    for dated in (atom for atom in named if atom.kind == "date" and atom.first):
        for span in (
            atom for atom in named if atom.kind == "duration" and atom.value and atom.value == atom.value.to_integral_value() > 1 and not _of_date(atom, named)
        ):
            for sign in (1, -1):
                moved = _moved(dated, int(span.value or 0) * sign, span.unit)
                ends = _ends(words, dated, moved) if moved and sign > 0 else (moved,)
                if any(_within(claim, end) for end in ends) and (claim.precision, span.unit) in _FINE_ENOUGH:
                    return f"{span.text} {'after' if sign > 0 else 'before'} {dated.text}"
    return ""


def _of_date(span: Atom, named: Sequence[Atom]) -> bool:
    """The eight months of `the first eight months` are no time to come."""
    return any(atom.first and (atom.start, atom.end, atom.text) == (span.start, span.end, span.text) for atom in named)


def _ends(words: str, dated: Atom, moved: date) -> tuple[date, ...]:
    """24 months from 1 September on end with August."""
    before = moved - timedelta(days=1)
    if dated.precision != "day" or dated.first is None or dated.first.day != 1:
        return (moved,)
    return (before,) if _ENDS.search(words) else (moved, before)


def _within(claim: Atom, moved: date | None) -> bool:
    return moved is not None and claim.first is not None and claim.last is not None and claim.first <= moved <= claim.last


_FINE_ENOUGH = {("day", "day"), ("day", "week"), ("month", "month"), ("year", "year")}


def _moved(dated: Atom, count: int, unit: str) -> date | None:
    first = dated.first
    if first is None or abs(count) > 1000:
        return None
    if unit in ("day", "week") and dated.precision == "day":
        return first + timedelta(days=count * (7 if unit == "week" else 1))
    months = first.year * 12 + first.month - 1 + count * (12 if unit == "year" else 1)
    if unit not in ("month", "year") or not 12 <= months < 9999 * 12:
        return None
    return date(months // 12, months % 12 + 1, 1)


def _alike(claim: Atom, atom: Atom) -> Atom | None:
    """The atom in the claim's unit, where the two can be added up."""
    if claim.kind in PLAIN:
        return atom if atom.kind in PLAIN else None
    if claim.kind == "money" and atom.kind == "number" and not atom.unit and amount(atom) >= _BARE_MONEY:
        return atom
    if claim.kind != atom.kind or (claim.kind == "money" and atom.ambiguous and atom.unit != claim.unit):
        return None
    if claim.unit != atom.unit and claim.kind in ("duration", "quantity"):
        related = in_unit(claim, atom)
        if isinstance(related, Match):
            by = {("day", "month"): Decimal(30), ("month", "day"): 1 / Decimal(30)}.get((claim.unit, atom.unit))
            return atom._replace(unit=claim.unit, value=amount(atom) * by) if by else None
        return related[1]
    return atom if claim.unit == atom.unit else None


def _spans(claim: Atom, named: Sequence[Atom], days: Sequence[date]) -> Reckoned:
    """How long it is from one date to another, both ends counted or one."""
    today = (Atom("date", 0, 0, day.isoformat(), first=day, last=day, precision="day") for day in days)
    dated = [*[atom for atom in named if atom.first and atom.last][:8], *today]
    pairs = [(atom, atom) for atom in dated if atom.kind == "date-range"] + list(permutations(dated, 2))
    for first, second in pairs:
        start, end, how = first.first, second.last if first is second else second.first, f"from {first.text} to {second.text}"
        if start is None or end is None or end <= start:
            continue
        if claim.unit == "day" and first.precision == second.precision == "day":
            yield from ((Decimal((end - start).days + more), how) for more in (0, 1))
        elif claim.unit == "month":
            yield from ((Decimal((end.year - start.year) * 12 + end.month - start.month + more), how) for more in (0, 1))
        elif claim.unit == "year" and end.year > start.year:
            yield Decimal(end.year - start.year), how


def _sums(claim: Atom, words: str, said: str, alike: Sequence[Atom]) -> Reckoned:
    whole = _TOTAL.search(words) or (claim.kind == "money" and (_FORMER.search(words) or _ADDED.search(said)))
    whole = whole or (claim.kind == "money" and _LOSS.search(said) and _GAIN.search(said))
    if not whole and (claim.kind not in ("duration", "quantity", "count") or not claim.unit):
        return
    for size in dict.fromkeys((2, 3, len(alike))):
        for some in combinations(alike, size) if 2 <= size <= len(alike) else ():
            yield sum((amount(atom) for atom in some), Decimal(0)), " + ".join(atom.text for atom in some)


def _by_to(said: str, by: Atom, to: Atom) -> bool:
    """Rose by 900,000 to 4.5 million: the change, and what it led to."""
    return any(_TO_LEVEL.fullmatch(said[end : said.find(to.text, end)]) for end in _ends_of(said, by.text) if said.find(to.text, end) > 0)


def _ends_of(said: str, words: str) -> Iterator[int]:
    at = said.find(words)
    while at >= 0:
        yield at + len(words)
        at = said.find(words, at + 1)


def _ratios(claim: Atom, figures: Sequence[Atom], words: str, said: str, *, falls: bool, grew: bool) -> Reckoned:
    if claim.kind == "fraction":
        yield from ((amount(atom) / 100, atom.text) for atom in figures if atom.kind == "percent" and atom.comparator in ("exact", "about", claim.comparator))
    measured = (*_AMOUNTS, "duration", *(("percent",) if claim.kind == "multiple" and claim.comparator in ("exact", "about") else ()))
    for first, second in permutations([atom for atom in figures if atom.kind in measured], 2):
        same = {first.kind, second.kind} <= set(PLAIN) or (first.kind, first.unit) == (second.kind, second.unit)
        if not same or not amount(first) or not amount(second) or amount(first) < 0:
            continue
        ratio = amount(second) / amount(first)
        if claim.kind == "percent" and _by_to(said, first, second) and ratio > 1:
            before = amount(second) + amount(first) if falls else amount(second) - amount(first)
            yield amount(first) / before * 100, f"by {first.text} to {second.text}"
        if claim.kind == "multiple":
            yield ratio, f"{second.text} ÷ {first.text}"
        elif claim.kind == "percent" and (falls if ratio < 1 else not claim.down):
            yield abs(ratio - 1) * 100, f"from {first.text} to {second.text}"
        if claim.kind == "fraction" and ratio < 1 and falls:
            yield 1 - ratio, f"from {first.text} to {second.text}"
        if claim.kind in ("percent", "fraction") and _SHARE.search(words):
            yield amount(first) / (amount(first) + amount(second)) * (100 if claim.kind == "percent" else 1), f"{first.text} of {first.text} + {second.text}"
        if claim.kind != "multiple" and not grew and ratio < 1 and (not falls or f"{second.text} of " in said or "其中" in said):
            yield ratio * (100 if claim.kind == "percent" else 1), f"{second.text} of {first.text}"


def _averages(words: str, alike: Sequence[Atom], named: Sequence[Atom]) -> Reckoned:
    each = _PER_HEAD.search(words)
    spans = [(atom.value, atom.text) for atom in named if atom.kind == "duration" and atom.value]
    spans += [
        (Decimal((atom.last - atom.first) // timedelta(days=1) + 1), atom.text) for atom in named if atom.kind == "date-range" and atom.first and atom.last
    ]
    spans += [(atom.value, atom.text) for atom in named if atom.kind == "quantity" and atom.value and each]
    spans += [(atom.value, atom.text) for atom in named if atom.kind in PLAIN and atom.value and 1 < atom.value < (10**10 if each else 1000)]
    for base in alike:
        for by, text in spans:
            if by and amount(base) != by:
                yield amount(base) / by, f"{base.text} ÷ {text}"


def _meets(claim: Atom, value: Decimal) -> bool:
    """Equal; or, where the claim is a rate or says about, equal in the digits it gives."""
    assert claim.value is not None
    ours, value = abs(claim.value), abs(value)
    if ours == value:
        return True
    if claim.kind == "fraction":
        return abs(ours - value) <= Decimal("0.02")
    rate = claim.kind in ("percent", "points", "multiple")
    if not ours or not (rate or claim.comparator == "about"):
        return False
    if claim.digits < 2 and claim.kind != "multiple" and ours < 10:
        return rate and abs(value - ours) < Decimal("0.1")
    if claim.digits < 2 and not rate:
        return abs(value - ours) <= ours * _NEAR_AMOUNT
    step = Decimal(1).scaleb(int(ours.as_tuple().exponent)) if rate else Decimal(1).scaleb(ours.adjusted() - claim.digits + 1)
    return (value / step).quantize(Decimal(1), rounding=ROUND_HALF_UP) * step == ours
