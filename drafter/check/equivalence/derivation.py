"""Values that no source states but that follow from what it states: sum, difference, count, growth, share.

Conversions between currencies follow from a rate that somebody keeps: `check/conversions.py`.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from decimal import ROUND_HALF_UP, Decimal
from itertools import combinations, permutations

from drafter.check.atoms import Atom
from drafter.check.equivalence.comparing import PLAIN, compare, in_unit
from drafter.check.equivalence.verdicts import Match


def derived(claim: Atom, named: Sequence[Atom], items: int = 0) -> str | None:
    """How the claim's value follows from the named atoms (or from the number of `items`); None when it does not.

    Only the atoms named as its evidence are reckoned with, at most twelve of them: with enough figures anything adds up.
    """
    if claim.kind == "date-range":
        return _from_dates(claim, named)
    if claim.value is None:
        return _endpoints(claim, named)
    if items and claim.kind in (*PLAIN, "ordinal") and claim.value == items:
        return f"count of {items}"
    atoms = [atom for atom in named if atom.value is not None][:12]
    for rule in (_sum, _difference, _growth, _share):
        how = rule(claim, atoms)
        if how:
            return how
    return None


def _from_dates(claim: Atom, named: Sequence[Atom]) -> str | None:
    """1933-2006 of two dates, at the precision of the claim."""
    if claim.first is None or claim.last is None:
        return None
    size = {"year": 4, "month": 7}.get(claim.precision, 10)
    ends = [
        next(
            (
                atom
                for atom in named
                if atom.kind == "date" and atom.first and atom.last and day.isoformat()[:size] in (atom.first.isoformat()[:size], atom.last.isoformat()[:size])
            ),
            None,
        )
        for day in (claim.first, claim.last)
    ]
    return f"from {ends[0].text} to {ends[1].text}" if ends[0] and ends[1] else None


def _endpoints(claim: Atom, named: Sequence[Atom]) -> str | None:
    """A range of two figures that the source gives apart: from $10m to $15m."""
    if claim.low is None or claim.high is None:
        return None
    ends = [
        next((atom for atom in named if compare(claim._replace(value=end, low=None, high=None, comparator="exact", hedge=""), _plain(atom)).holds), None)
        for end in (claim.low, claim.high)
    ]
    return f"range from {ends[0].text} to {ends[1].text}" if ends[0] and ends[1] else None


def _plain(atom: Atom) -> Atom:
    """The figure itself: a bound is an end of a range."""
    return atom if atom.comparator in ("exact", "about") else atom._replace(comparator="exact", hedge="")


def _meets(claim: Atom, value: Decimal, like: Atom) -> bool:
    """The claim equals a reckoned value, to the digits the claim gives."""
    assert claim.value is not None
    exact = like._replace(
        value=value, low=None, high=None, comparator="exact", hedge="", digits=len(value.normalize().as_tuple().digits), ambiguous=False, down=False
    )
    if compare(claim, exact).holds:
        return True
    step = Decimal(1).scaleb(int(claim.value.as_tuple().exponent)) if claim.kind in ("percent", "points", "multiple") else Decimal(0)
    return bool(step) and claim.digits >= 1 and value.quantize(step, rounding=ROUND_HALF_UP) == abs(claim.value) and claim.kind == like.kind


def _alike(claim: Atom, atoms: Sequence[Atom]) -> list[Atom]:
    """Atoms that can be added to one another and give what the claim is."""
    found = [atom for atom in atoms if atom.kind == claim.kind or {atom.kind, claim.kind} == set(PLAIN)]
    return [atom for atom in found if claim.kind != "money" or (atom.unit == claim.unit and not atom.ambiguous)]


def _together(claim: Atom, atoms: Sequence[Atom], reckon: Callable[[Decimal, Decimal], Decimal], sign: str) -> str | None:
    for first, second in permutations(_alike(claim, atoms), 2):
        left, right = _in_unit(claim, first), _in_unit(claim, second)
        if left is not None and right is not None and _meets(claim, reckon(left, right), claim):
            return f"{first.text} {sign} {second.text}"
    return None


def _in_unit(claim: Atom, atom: Atom) -> Decimal | None:
    """The atom's value in the claim's unit of time or measure."""
    if atom.unit == claim.unit or claim.kind not in ("duration", "quantity"):
        return atom.value
    related = in_unit(claim, atom)
    return None if isinstance(related, Match) else related[1].value


def _sum(claim: Atom, atoms: Sequence[Atom]) -> str | None:
    if claim.kind in ("multiple", "ordinal", "fraction"):
        return None
    found = _alike(claim, atoms)
    for size in (2, 3, len(found)):
        for some in combinations(found, size) if 2 <= size <= len(found) else ():
            values = [_in_unit(claim, atom) for atom in some]
            if all(value is not None for value in values) and _meets(claim, sum((value for value in values if value is not None), Decimal(0)), claim):
                return " + ".join(atom.text for atom in some)
    return None


def _difference(claim: Atom, atoms: Sequence[Atom]) -> str | None:
    if claim.kind == "points":
        for first, second in combinations([atom for atom in atoms if atom.kind == "percent"], 2):
            if first.value is not None and second.value is not None and abs(first.value - second.value) == abs(claim.value or 0):
                return f"between {first.text} and {second.text}"
        return None
    if claim.kind in ("multiple", "ordinal", "fraction", "percent"):
        return None
    return _together(claim, atoms, lambda left, right: left - right, "−")


def _growth(claim: Atom, atoms: Sequence[Atom]) -> str | None:
    """Percent or factor between two figures of one unit; the claim's own digits decide how closely it must be met."""
    if claim.kind not in ("percent", "multiple") or claim.value is None:
        return None
    for first, second in permutations([atom for atom in atoms if atom.kind in ("money", "quantity", *PLAIN)], 2):
        if (first.kind, first.unit) != (second.kind, second.unit) or not first.value or not second.value or first.value < 0:
            continue
        ratio = second.value / first.value
        value = abs(ratio - 1) * 100 if claim.kind == "percent" else ratio
        fits = claim.kind == "multiple" or claim.down == (ratio < 1)
        if fits and _meets(claim, value, claim):
            return f"from {first.text} to {second.text}"
    return None


def _share(claim: Atom, atoms: Sequence[Atom]) -> str | None:
    """One figure as a part of another."""
    if claim.kind not in ("percent", "fraction") or claim.value is None:
        return None
    for part, whole in permutations([atom for atom in atoms if atom.kind in ("money", "quantity", *PLAIN)], 2):
        same = (part.kind in PLAIN and whole.kind in PLAIN) or (part.kind, part.unit) == (whole.kind, whole.unit)
        if not same or not part.value or not whole.value or not 0 < part.value < whole.value:
            continue
        value = part.value / whole.value * (100 if claim.kind == "percent" else 1)
        if _meets(claim, value, claim):
            return f"{part.text} of {whole.text}"
    return None
