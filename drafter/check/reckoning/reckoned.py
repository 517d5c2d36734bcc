"""Values that no sentence states but that recompute from what the named sentences state: sums, differences, growth, shares, parts, averages.

Strict where chance would help: a sum or difference must meet the claim exactly, or, said with about, in all the digits it gives.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import timedelta
from decimal import ROUND_HALF_UP, Decimal
from itertools import combinations, permutations

from drafter.check.atoms import Atom
from drafter.check.bounds import CEILING, FLOOR
from drafter.check.equivalence import derived
from drafter.check.equivalence.comparing import PLAIN
from drafter.check.equivalence.values import LEVEL, NEAR
from drafter.check.lines import Line
from drafter.check.reckoning import cues
from drafter.check.reckoning.dates import from_today, lasting, later, next_days, spans
from drafter.check.reckoning.lists import counted, listed_sums, out_of_all, parts_told
from drafter.check.reckoning.misprints import Claims
from drafter.check.reckoning.moves import by_share, grown, moves, other_ends, wrong_ways
from drafter.check.reckoning.periods import other_lengths
from drafter.check.reckoning.steps import (
    Reckoned,
    amount,
    before_change,
    between,
    clock,
    clocked,
    how_many,
    in_claims_unit,
    parts,
    range_ends,
    remainder,
    share_of,
    shift,
    shifted,
)
from drafter.check.reckoning.told import (
    MIDDLE,
    batches,
    bounded_shares,
    equal_parts,
    from_level,
    grown_by_part,
    midpoints,
    off_price,
    per_many,
    priced,
    repeated,
    said_parts,
    set_off,
    shares_of_pairs,
)

MOST = 12
"""Figures reckoned with: with enough of them anything adds up."""
_BESIDE = 40
"""Characters before a share (and half as many behind) in which a word tells of a fall."""
_AMOUNTS = ("money", "quantity", *PLAIN)


def reckoned(claim: Atom, words: str, lines: Sequence[Line], items: int = 0, own: Sequence[Atom] = (), ours: Sequence[Atom] = ()) -> str:
    """How the claim follows from the figures of the lines (or from the number of `items`); empty when it does not.

    `own`: figures of the same statement that stand in its sources; they have their units with them. `ours`: all figures of the statement.
    """
    said = " ".join(line.words for line in lines[:MOST])
    if claim.kind == "date":
        after = later(claim, words, [theirs for line in lines for theirs in line.atoms if theirs.first or theirs.kind == "duration"], said)
        return after if after and Claims(claim, words, ours, lines).dated(after) else from_today(claim, lines)
    named = [atom for line in lines for atom in line.atoms if atom.value is not None or atom.low is not None or atom.first or atom.kind == "time"]
    if claim.kind == "time":
        return clock(claim, named)
    if claim.kind == "date-range":
        dated = [[atom for atom in line.atoms if atom.first] for line in lines]
        how = next((how for line, ends in zip(lines, dated, strict=True) if (how := derived(claim, [*ends, *next_days(ends, line.words)]))), "")
        return how or lasting(claim, words, [atom for line in lines for atom in line.atoms if atom.first or atom.kind == "duration"], said)
    if claim.kind == "duration" and claim.value is not None and claim.unit in _LONG_TIMES:
        claim = claim._replace(value=claim.value * _LONG_TIMES[claim.unit], unit="year")
    if claim.value is None:
        return derived(claim, named[:MOST]) or _around(claim, named, said)
    if claim.kind in PLAIN and cues.POINTS.match(words, claim.end) and any(atom.kind == "percent" for atom in named):
        claim = claim._replace(kind="points", unit="pp")  # won 54 % to 46 %, by eight points
    if how := counted(claim, words, lines, items):
        return how
    claim = claim._replace(comparator="exact", hedge="") if claim.hedge in _MORE_BY else claim
    figures = _figures(claim, words, named, lines)
    known = {(atom.unit, atom.value) for figure in figures for atom in (figure, in_claims_unit(claim, figure)) if atom}
    figures += [atom for atom in own if atom.value is not None and (atom.unit, atom.value) not in known][:MOST]
    met = _bounds if claim.comparator not in ("exact", "about") and claim.hedge not in (CEILING, FLOOR) else _meets
    claims = Claims(claim, words, ours, lines)
    values = ((value, how) for value, how in _values(claim, words, figures, named, lines, said) if met(claim, value) and claims.allows(value, how))
    if claim.kind == "points" and any(atom.kind == "percent" and atom.value == claim.value for atom in figures):
        return next((how for value, how in values if abs(value) == claim.value), "")
    return next((how for _, how in values), "")


_LONG_TIMES = {"century": 100, "decade": 10}
_MORE_BY = ("高出", "多出", "超出", "高于")
"""More by so much, not more than so much."""


def tells_reckoning(atom: Atom, words: str) -> bool:
    """Whether the words around a figure say that it is reckoned: then another figure beside it in the source does not contradict it."""
    near = words[max(0, atom.start - 24) : atom.end + 24]
    return any(cue.search(near) for cue in (cues.TOLD, cues.TOTAL, cues.AVERAGE, cues.FORMER_NEAR, cues.REST_SAID, MIDDLE))


def _figures(claim: Atom, words: str, named: Sequence[Atom], lines: Sequence[Line]) -> list[Atom]:
    """What is reckoned with: shares and factors, and amounts of the claim's own kind, or, for a share, those of which there are two."""
    rate = claim.kind in ("percent", "points", "multiple", "fraction")
    found = [atom for atom in named if atom.value is not None and atom.kind != "ordinal"]
    middles = list(midpoints(words, named))
    ends = [] if rate or middles else list(range_ends(named))
    found += [*ends, *middles, *(shares_of_pairs(lines, MOST) if claim.kind == "multiple" else ())]
    sorts = [_sort(atom) for atom in found]
    useful = [
        atom
        for atom, sort in zip(found, sorts, strict=True)
        if sort in _RATES or (sorts.count(sort) > 1 if rate else atom.kind != "duration" or claim.kind == "duration")
    ]
    return list(dict.fromkeys(useful))[:MOST]


_RATES = ("percent", "points", "multiple", "fraction")


def _sort(atom: Atom) -> str:
    """What can be set against another: amounts of one unit, plain numbers of whatever."""
    return atom.kind if atom.kind in _RATES else "plain" if atom.kind in PLAIN else f"{atom.kind} {atom.unit}"


def _around(claim: Atom, named: Sequence[Atom], said: str) -> str:
    """1.9 to 2.0 of 1.95, give or take 0.05; 24 to 29 of 95 to 100, of which 71 are done."""
    if claim.low is None or claim.high is None:
        return ""
    for whole in (atom for atom in named if atom.low is not None and (atom.kind, atom.unit) == (claim.kind, claim.unit)):
        for part in (atom for atom in named if atom.value is not None and (atom.kind, atom.unit) == (claim.kind, claim.unit)):
            if (claim.low, claim.high) in (shift(whole, -amount(part)), shift(whole, amount(part))):
                return f"{whole.text}, without or with {part.text}"
    if not cues.MARGIN.search(said):
        return ""
    middle, off = (claim.low + claim.high) / 2, (claim.high - claim.low) / 2
    values = {abs(atom.value): atom.text for atom in named if atom.value is not None and (atom.kind, atom.unit) == (claim.kind, claim.unit)}
    shares = {abs(atom.value) / 100 * middle for atom in named if atom.value is not None and atom.kind == "percent"}
    return f"around {values[middle]}" if middle in values and (off in values or off in shares) else ""


def told_reckoned(claim: Atom, words: str, lines: Sequence[Line]) -> bool:
    """Whether the sentence says that the figure is reckoned, and the lines hold enough for steps that are not tried here."""
    if not cues.TOLD.search(words) or not (claim.first or claim.comparator == "about"):
        return False
    theirs = [atom for line in lines for atom in line.atoms if atom.value is not None or atom.first]
    if claim.first:
        return any(atom.first and abs((atom.first - claim.first).days) <= 7 for atom in theirs)
    if claim.kind in ("percent", "fraction", "multiple", "points", "duration"):
        kinds = [(atom.kind, atom.unit) for atom in theirs if atom.kind in ("money", "quantity", "duration", *PLAIN)]
        return any(kinds.count(kind) > 1 for kind in kinds)
    return sum(bool(in_claims_unit(claim, atom)) for atom in theirs if atom.value is not None) > 2


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


def _values(claim: Atom, words: str, figures: Sequence[Atom], named: Sequence[Atom], lines: Sequence[Line], said: str) -> Reckoned:
    """What follows, without what follows only where a rise is taken for a fall."""
    moved = moves(lines, MOST)
    wrong = wrong_ways(claim, moved)
    yield from other_ends(claim, moved)
    for value, how in _steps(claim, words, figures, named, lines, said):
        if abs(value) not in wrong:
            yield value, how
    if claim.kind == "percent":
        yield from grown(moved)
    elif claim.kind in _AMOUNTS:
        yield from by_share(claim, moved)


def _steps(claim: Atom, words: str, figures: Sequence[Atom], named: Sequence[Atom], lines: Sequence[Line], said: str) -> Reckoned:
    alike = [converted for atom in figures if (converted := in_claims_unit(claim, atom))]
    days = tuple(dict.fromkeys(line.text.day for line in lines if line.text.day))
    yield from ((amount(atom), atom.text) for atom in midpoints(words, named) if in_claims_unit(claim, atom))
    yield from repeated(words, said, alike, named)
    yield from grown_by_part(claim, words, figures)
    if claim.kind in _AMOUNTS:
        yield from ((share_of(base, part), f"{part.text} of {base.text}") for part in said_parts(lines, MOST) for base in alike)
    if claim.kind == "duration":
        yield from ((amount(atom), atom.text) for atom in alike)
        yield from spans(claim, named, days)
        yield from clocked(claim, named)
    if claim.kind in ("multiple", "percent", "fraction", "points"):
        yield from _shares(claim, words, alike, figures, lines, said)
    if claim.kind not in ("multiple", "fraction", "ordinal"):
        yield from _sums(claim, words, said, alike)
        yield from listed_sums(claim, lines, MOST)
    if claim.kind not in ("multiple", "fraction", "ordinal", "percent"):
        yield from between(alike)
        if cues.REST_SAID.search(said) or cues.REST_SAID.search(words):
            yield from remainder(alike)
        yield from from_level(claim, words, alike)
        if cues.TOLD.search(words):
            yield from (
                (amount(one) - amount(two) + amount(three), f"{one.text} − ({two.text} − {three.text})")
                for one, two, three in permutations(alike, 3)
                if amount(one) > amount(two) > amount(three)
            )
    if claim.kind in _AMOUNTS:
        yield from _amounts(claim, words, said, alike, figures, named, lines)
        yield from bounded_shares(claim, words, alike, figures)
        yield from off_price(alike, figures)
        yield from batches(claim, lines, MOST)
        yield from priced(claim, alike, figures, lines, MOST)
        yield from equal_parts(claim, said, alike)
        yield from per_many(claim, words, alike, figures, lines, MOST)
        yield from other_lengths(claim, words, lines, MOST)


def _shares(claim: Atom, words: str, alike: Sequence[Atom], figures: Sequence[Atom], lines: Sequence[Line], said: str) -> Reckoned:
    part = cues.PART_BEHIND.match(words, claim.end)
    grew = bool(cues.MOVED.search(words[: claim.start])) and not part
    if claim.kind in ("percent", "fraction") and not grew and (cues.REST.search(words) or cues.REST_SAID.search(said)):
        whole = Decimal(100 if claim.kind == "percent" else 1)
        parts = [(atom, Decimal(100 if atom.kind == "percent" else 1)) for atom in figures if atom.kind in ("percent", "fraction")]
        shares = [(amount(atom) / by * whole, atom.text) for atom, by in parts]
        yield from ((whole - share, f"all but {text}") for share, text in shares)
        yield from ((whole - one - two, f"all but {first} and {second}") for (one, first), (two, second) in combinations(shares, 2))
    if claim.kind in ("percent", "fraction"):
        whole = Decimal(100 if claim.kind == "percent" else 1)
        yield from ((share * whole, how) for share, how in out_of_all(lines, MOST))
        if claim.comparator in ("exact", "about") and not grew and not _falls(claim, words):  # just under half is not what just over half leaves
            yield from ((whole - share * whole, f"all but {how}") for share, how in parts_told(lines, MOST))
    if claim.kind != "points":
        falls = not part and claim.unit != "of-price" and (claim.down or _falls(claim, words))
        yield from _ratios(claim, figures, words, said, falls=falls, grew=grew and claim.unit != "of-price")
    if claim.kind == "percent":
        yield from shifted(alike, figures)
    if claim.kind == "points":
        yield from between([atom for atom in figures if atom.kind == "percent"])


def _falls(claim: Atom, words: str) -> bool:
    """Whether a fall is told beside the share; its own bound (fewer than half, 不到) tells of none."""
    return bool(cues.FALLS.search(words[max(0, claim.start - _BESIDE) : claim.start]) or cues.FALLS.search(words[claim.end : claim.end + _BESIDE // 2]))


def _amounts(claim: Atom, words: str, said: str, alike: Sequence[Atom], figures: Sequence[Atom], named: Sequence[Atom], lines: Sequence[Line]) -> Reckoned:
    if claim.kind in PLAIN and (claim.comparator == "about" or cues.TOLD.search(words)):
        yield from how_many(figures)
    if cues.FORMER.search(words) or cues.TOLD.search(words):
        yield from before_change(alike, figures)
    if cues.END_NAMED.search(words):
        yield from ((amount(atom), f"an end of {atom.text}") for atom in range_ends(named) if in_claims_unit(claim, atom))
    yield from parts(alike, figures)
    yield from set_off(claim, lines, MOST)
    if cues.REST.search(words) and claim.comparator in ("exact", "about"):
        shares = [atom for atom in figures if atom.kind in ("percent", "fraction") and atom.comparator in ("exact", "about")]
        yield from ((amount(base) - share_of(base, share), f"all of {base.text} but {share.text}") for base in alike for share in shares)
    if cues.EACH.search(said):
        yield from ((amount(base) * amount(by), f"{by.text} × {base.text}") for base in alike for by in figures if by.kind in PLAIN and by is not base)
    if cues.AVERAGE.search(words):
        yield from _averages(words, alike, named)


def _sums(claim: Atom, words: str, said: str, alike: Sequence[Atom]) -> Reckoned:
    whole = cues.TOTAL.search(words) or cues.LONGER.search(words) or (claim.kind == "money" and (cues.FORMER.search(words) or cues.ADDED.search(said)))
    whole = whole or (claim.kind in PLAIN and (cues.ADDED.search(said) or (cues.NOW.search(words) and cues.FALLS.search(said))))
    whole = whole or (claim.kind == "money" and cues.LOSS.search(said) and cues.GAIN.search(said))
    bounded = claim.comparator not in ("exact", "about")
    if not whole and (bounded and claim.kind == "duration"):
        return  # a bound near anything that adds up
    if not whole and (claim.kind not in ("duration", "quantity", "count") or not claim.unit):
        return
    for size in dict.fromkeys((2, 3, len(alike)) if whole else (2,)):  # three of anything add up by chance where no word says so
        for some in combinations(alike, size) if 2 <= size <= len(alike) else ():
            yield sum((amount(atom) for atom in some), Decimal(0)), " + ".join(atom.text for atom in some)


def _by_to(said: str, by: Atom, to: Atom) -> bool:
    """Rose by 900,000 to 4.5 million: the change, and what it led to."""
    return any(cues.TO_LEVEL.fullmatch(said[end : said.find(to.text, end)]) for end in _ends_of(said, by.text) if said.find(to.text, end) > 0)


def _ends_of(said: str, words: str) -> Iterator[int]:
    at = said.find(words)
    while at >= 0:
        yield at + len(words)
        at = said.find(words, at + 1)


def _ratios(claim: Atom, figures: Sequence[Atom], words: str, said: str, *, falls: bool, grew: bool) -> Reckoned:
    if claim.kind == "fraction":
        yield from ((amount(atom) / 100, atom.text) for atom in figures if atom.kind == "percent" and atom.comparator in ("exact", "about", claim.comparator))
    measured = (*_AMOUNTS, "duration", *(("percent",) if claim.kind == "multiple" and claim.comparator in ("exact", "about") else ()))
    firm = claim.comparator in ("exact", "about")
    told = [atom for atom in figures if atom.kind in measured and not (firm and atom.comparator in ("over", "under") and atom.hedge != LEVEL)]
    for first, second in permutations(told, 2):
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
        if claim.kind in ("percent", "fraction") and cues.SHARE.search(words):
            yield amount(first) / (amount(first) + amount(second)) * (100 if claim.kind == "percent" else 1), f"{first.text} of {first.text} + {second.text}"
        if claim.kind != "multiple" and not grew and ratio < 1 and (not falls or f"{second.text} of " in said or "其中" in said):
            yield ratio * (100 if claim.kind == "percent" else 1), f"{second.text} of {first.text}"


def _averages(words: str, alike: Sequence[Atom], named: Sequence[Atom]) -> Reckoned:
    each = cues.PER_HEAD.search(words)
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
    if claim.kind == "percent" and claim.digits < 2 and ours >= 10 and (claim.hedge in NEAR or (claim.comparator == "about" and "成" in claim.text)):
        return abs(value - ours) <= 2 and not (claim.hedge in NEAR and value > ours)  # near four tenths is told of 39.1 %
    if claim.digits < 2 and claim.kind != "multiple" and ours < 10:
        return rate and abs(value - ours) < Decimal("0.1")
    if claim.digits < 2 and not rate:
        return abs(value - ours) <= ours * _NEAR_AMOUNT
    step = Decimal(1).scaleb(int(ours.as_tuple().exponent)) if rate else Decimal(1).scaleb(ours.adjusted() - claim.digits + 1)
    return (value / step).quantize(Decimal(1), rounding=ROUND_HALF_UP) * step == ours
