"""Two values in one unit: equal, rounded as the words say, or not; ranges; comparators that agree or are flipped."""

from __future__ import annotations

from decimal import ROUND_CEILING, ROUND_FLOOR, ROUND_HALF_UP, Decimal

from drafter.check.atoms import Atom
from drafter.check.equivalence.verdicts import SAME, Match

NEAR = ("近", "将近", "接近", "几近", "逼近", "近乎", "临近", "nearly", "almost", "close to", "near", "practically")
_LOOSE: dict[str, tuple[str, ...]] = {
    "高达": ("exact", "at-most", "over", "at-least", "about"),
    "多达": ("exact", "at-most", "over", "at-least", "about"),
    "as much as": ("exact", "at-most"),
    "as many as": ("exact", "at-most"),
    "as high as": ("exact", "at-most"),
    "以上": ("over", "at-least"),
    "以下": ("under", "at-most"),
    "+": ("over", "at-least"),
    "some": ("exact", "about"),
    "破": ("exact", "over", "at-least"),
    "突破": ("exact", "over", "at-least"),
    "crossed": ("exact", "over", "at-least"),
    "topped": ("exact", "over", "at-least"),
    "最高": ("exact", "at-most"),
    "最低": ("exact", "at-least"),
    "within": ("exact", "at-most", "under"),
    "the part over": ("exact", "at-most", "over", "at-least"),
}
"""Words that are read in more than one way, with the ways."""
BY_TO = "by … to"
"""Hedge of the two figures of `by 8,000 to 15,000`: a change and a level, or the ends of a range."""
LEVEL = "a level"
"""Hedge of what something lies above or below: 低于2%的目标, short of the 95% needed. The level itself is exact."""
_REACHED = ("as much as", "as many as", "as high as")
"""Fell as much as 8.4%: that far it went."""
_MOST_OFF = Decimal("0.2")
"""Correct rounding to one digit may be a third off (1.4 → 1); more than this share off is no rounding that a reader expects."""


def values(claim: Atom, source: Atom) -> Match:
    """Both stand in one unit."""
    if claim.low is not None or source.low is not None:
        return _ranges(claim, source)
    if claim.value is None or source.value is None:
        return Match("incomparable", "no value")
    ours, theirs = claim.value, source.value
    if ours == theirs or (_signed(claim) == _signed(source) and abs(ours) == abs(theirs) and (claim.down or source.down)):
        return _comparators(claim, source)
    if claim.kind == "multiple" and (claim.ambiguous or source.ambiguous) and abs(ours - theirs) == 1:
        return Match("same", "N times and N times more are said both ways")
    if "fraction" in (claim.kind, source.kind) or _third(claim) or _third(source):
        near = _near_fraction(claim, source)
        if near:
            return near
    return _rounding(claim, source)


def _signed(atom: Atom) -> int:
    return -1 if atom.down or (atom.value is not None and atom.value < 0) else 1


def _third(atom: Atom) -> bool:
    """A fraction that was made a percentage."""
    return atom.kind == "percent" and atom.ambiguous


def _near_fraction(claim: Atom, source: Atom) -> Match | None:
    """One third is 33 %; 34 % is about one third."""
    assert claim.value is not None
    assert source.value is not None
    off = abs(claim.value - source.value)
    if (claim.comparator in ("over", "at-least") and claim.value > source.value) or (claim.comparator in ("under", "at-most") and claim.value < source.value):
        return None
    whole = Decimal(1) if claim.kind == "percent" else Decimal("0.01")
    if off < whole * Decimal("0.5") or (off < whole and claim.comparator == "about"):
        return _comparators(claim, source) if _comparators(claim, source).holds and off < whole / 2 else Match("rounded", "a fraction for a percentage")
    return None


def _ways(atom: Atom) -> tuple[str, ...]:
    if atom.kind == "duration" and atom.hedge == "over":
        return ("exact", "over")
    if atom.hedge.endswith((" the", LEVEL)):
        return ("exact", atom.comparator)
    return _LOOSE.get(atom.hedge, (atom.comparator,))


def _comparators(claim: Atom, source: Atom) -> Match:
    """Same value: what the words around it make of it."""
    if claim.hedge == source.hedge == LEVEL and {claim.comparator, source.comparator} == {"over", "under"}:
        return Match("comparator-flipped", "it lies on the other side")
    if set(_ways(claim)) & set(_ways(source)):
        return SAME
    ours, theirs = claim.comparator, source.comparator
    if {ours, theirs} in ({"over", "at-least"}, {"under", "at-most"}):
        return Match("same", "nearly the same bound")
    if ours == "about":
        if claim.hedge in NEAR and theirs in ("over", "at-least"):
            return Match("comparator-flipped", f"{claim.hedge}, where the source has {source.hedge}")
        return Match("same", "said more loosely than the source")
    if ours == "exact" and theirs == "about":
        return Match("same", f"the source says {source.hedge}")
    return Match("comparator-flipped", f"{claim.hedge or 'exactly'}, where the source has {source.hedge or 'exactly'}")


def _rounding(claim: Atom, source: Atom) -> Match:
    """Different values: fewer digits with an approximator, or wrong."""
    assert claim.value is not None
    assert source.value is not None
    ours, theirs = abs(claim.value), abs(source.value)
    if not claim.digits and claim.comparator in ("over", "at-least") and claim.kind != "date" and ours <= theirs < 10 * ours:
        return Match("rounded", "the magnitude alone")
    if not ours or not theirs or claim.digits > _digits(theirs) or abs(ours - theirs) > _MOST_OFF * theirs:
        return Match("different-value")
    step = Decimal(1).scaleb(int(ours.normalize().as_tuple().exponent))
    nearest, floor, ceiling = ((theirs / step).quantize(Decimal(1), rounding=way) * step for way in (ROUND_HALF_UP, ROUND_FLOOR, ROUND_CEILING))
    loose = source.comparator in ("exact", "about")  # a bound may be said more loosely; another bound in its place is another claim
    if claim.comparator == "about":
        up_only = claim.hedge in NEAR and ours < theirs
        return Match("rounded", "rounded") if ours == nearest and not up_only else Match("different-value", "not the rounded value")
    loose = loose or source.hedge in _REACHED
    if claim.comparator in ("over", "at-least") and (source.comparator not in ("under", "at-most") or source.hedge in _REACHED):
        return Match("rounded", "rounded down") if ours == floor or (loose and theirs > ours >= theirs * Decimal("0.9")) else Match("different-value")
    if claim.comparator in ("under", "at-most") and source.comparator not in ("over", "at-least"):
        return (
            Match("rounded", "rounded up")
            if (ours == ceiling and ours != theirs) or (loose and theirs < ours <= theirs * Decimal("1.1"))
            else Match("different-value")
        )
    if claim.comparator != "exact":
        return Match("comparator-flipped" if ours in (floor, ceiling) else "different-value", f"{claim.hedge}, where the source has {source.hedge}")
    return Match("different-value", "rounded without saying so" if ours == nearest else "")


def _digits(value: Decimal) -> int:
    return len(value.normalize().as_tuple().digits)


def _ranges(claim: Atom, source: Atom) -> Match:
    if claim.low is not None and source.low is not None:
        if (abs(claim.low), abs(claim.high or 0)) == (abs(source.low), abs(source.high or 0)):
            return _comparators(claim, source)
        return Match("different-value")
    if claim.low is not None:
        return Match("different-value", "a range, where the source has one value")
    if claim.hedge == BY_TO and claim.value in (source.low, source.high):
        return Match("same", "one end of the source's range")
    if claim.comparator in ("at-most", "under") and claim.value == source.high:
        return Match("same-coarser", "upper end of the source's range")
    if claim.comparator in ("at-least", "over") and claim.value == source.low:
        return Match("same-coarser", "lower end of the source's range")
    return Match("different-value", "one value, where the source has a range")
