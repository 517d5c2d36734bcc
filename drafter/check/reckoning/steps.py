"""Single steps of reckoning: differences, remainders, parts, what stood before a change. Each yields values with the words for how they came about."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from fractions import Fraction
from itertools import combinations, permutations

from drafter.check.atoms import Atom
from drafter.check.atoms.units import SECONDS
from drafter.check.equivalence import Match
from drafter.check.equivalence.comparing import PLAIN, in_unit

_CLOCK = re.compile(r"[0-2][0-9]:[0-5][0-9]")
Reckoned = Iterator[tuple[Decimal, str]]
_BARE_MONEY = 10_000
"""A bare number from this on may be money whose currency stands at its neighbour: to 1.5bn yuan from 1.2bn."""


def amount(atom: Atom) -> Decimal:
    """The value; 0 for a range."""
    return atom.value if atom.value is not None else Decimal(0)


_ABOUT = {
    ("day", "month"): (30, 1),
    ("month", "day"): (1, 30),
    ("week", "month"): (52, 12),
    ("month", "week"): (12, 52),
    ("day", "year"): (365, 1),
    ("year", "day"): (1, 365),
    ("week", "year"): (52, 1),
    ("year", "week"): (1, 52),
}
"""Days, weeks and months as people set them against one another: 26 weeks are half a year."""


def in_claims_unit(claim: Atom, atom: Atom) -> Atom | None:
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
            by, of = _ABOUT.get((claim.unit, atom.unit), (0, 1))
            return atom._replace(unit=claim.unit, value=amount(atom) * by / of) if by else None
        return related[1]
    return atom if claim.unit == atom.unit else None


def between(alike: Sequence[Atom]) -> Reckoned:
    """Every difference of two."""
    for first, second in permutations(alike, 2):
        yield amount(first) - amount(second), f"{first.text} − {second.text}"


def shifted(percents: Sequence[Atom], figures: Sequence[Atom]) -> Reckoned:
    """2.91 % after a fall of six basis points was 2.97 %."""
    for percent in percents:
        for points in (atom for atom in figures if atom.kind == "points"):
            yield amount(percent) + amount(points), f"{percent.text} + {points.text}"
            yield amount(percent) - amount(points), f"{percent.text} − {points.text}"


def remainder(alike: Sequence[Atom]) -> Reckoned:
    """A whole without its parts: of 42, 25 go here and 12 there, the rest is 5."""
    for whole in alike:
        parts = [atom for atom in alike if amount(atom) < amount(whole)]
        for size in (2, 3):
            for some in combinations(parts, size):
                yield amount(whole) - sum((amount(atom) for atom in some), Decimal(0)), f"{whole.text} − {' − '.join(atom.text for atom in some)}"


def how_many(figures: Sequence[Atom]) -> Reckoned:
    """57 million pounds at 24 a household."""
    for whole, each in permutations([atom for atom in figures if atom.kind in ("money", "quantity")], 2):
        if (whole.kind, whole.unit) == (each.kind, each.unit) and amount(each) and abs(amount(whole)) > abs(amount(each)):
            yield amount(whole) / amount(each), f"{whole.text} ÷ {each.text}"


def before_change(alike: Sequence[Atom], figures: Sequence[Atom]) -> Reckoned:
    """21.6 after a fall of 12 % was 24.5."""
    for base in alike:
        for change in (atom for atom in figures if atom.kind == "percent" and 0 < amount(atom) < 100):
            share = abs(amount(change)) / 100
            yield amount(base) / (1 - share), f"{base.text} after {change.text} less"
            if not change.down:
                yield amount(base) / (1 + share), f"{base.text} after {change.text} more"


def parts(alike: Sequence[Atom], figures: Sequence[Atom]) -> Reckoned:
    """A multiple or share of a figure, and the figure whose share it is."""
    for base in alike:
        for factor in (atom for atom in figures if atom.kind in ("multiple", "percent", "fraction") and atom.comparator in ("exact", "about")):
            by = amount(factor) / 100 if factor.kind == "percent" else amount(factor)
            if by and by != 1:
                yield share_of(base, factor), f"{factor.text} of {base.text}"
                yield amount(base) / by, f"{base.text}, which is {factor.text} of it"


def share_of(base: Atom, factor: Atom) -> Decimal:
    """A third of 240 million is 80 million, not 79,999,999.99."""
    by = amount(factor) / 100 if factor.kind == "percent" else amount(factor)
    if factor.kind != "fraction" or not 0 < by < 1:
        return amount(base) * by
    exact = Fraction(by).limit_denominator(200)
    return amount(base) * exact.numerator / exact.denominator


def clocked(claim: Atom, named: Sequence[Atom]) -> Reckoned:
    """From 06:42 to 12:27 it is 5 hours 45 minutes; past midnight a day is added."""
    times = [(int(atom.key[:2]) * 60 + int(atom.key[3:5]), atom.text) for atom in named if atom.kind == "time" and _CLOCK.fullmatch(atom.key)][:6]
    by = SECONDS.get(claim.unit, Decimal(0)) / 60
    if by and by < 24 * 60:
        for (start, first), (end, last) in permutations(times, 2):
            yield Decimal((end - start) % (24 * 60)) / by, f"from {first} to {last}"


def clock(claim: Atom, named: Sequence[Atom]) -> str:
    """The time of day so long after or before another: 16 minutes after 11:42."""
    if not _CLOCK.fullmatch(claim.key):
        return ""
    mine = int(claim.key[:2]) * 60 + int(claim.key[3:5])
    spans = [(amount(atom) * SECONDS.get(atom.unit, Decimal(0)) / 60, atom.text) for atom in named if atom.kind == "duration" and atom.value][:6]
    for time in [atom for atom in named if atom.kind == "time" and _CLOCK.fullmatch(atom.key)][:6]:
        start = int(time.key[:2]) * 60 + int(time.key[3:5])
        for minutes, text in spans:
            for sign, way in ((1, "after"), (-1, "before")):
                if 0 < minutes < 24 * 60 and (start + sign * minutes) % (24 * 60) == mine:
                    return f"{text} {way} {time.text}"
    return ""


def shift(atom: Atom, by: Decimal) -> tuple[Decimal, Decimal]:
    """The ends of a range, both so much higher."""
    return (atom.low or Decimal(0)) + by, (atom.high or Decimal(0)) + by


def range_ends(named: Sequence[Atom]) -> Iterator[Atom]:
    """The ends of ranges as figures."""
    for atom in named:
        if atom.low is not None and atom.high is not None:
            yield atom._replace(value=atom.low, low=None, high=None)
            yield atom._replace(value=atom.high, low=None, high=None)
