"""Which rule compares two atoms: their kinds brought together, their units into one."""

from __future__ import annotations

import re
from decimal import Decimal

from drafter.check.atoms import Atom
from drafter.check.atoms.units import CLASSES, MEASURES, MONTHS, SECONDS
from drafter.check.equivalence.dates import dates, year_or_number
from drafter.check.equivalence.values import values
from drafter.check.equivalence.verdicts import SAME, Match

_DATES = ("date", "date-range")
_LITERAL = ("identifier", "url", "email", "phone", "unparsed", "time")
PLAIN = ("number", "count")
_SHARES = ("percent", "fraction", "multiple")


def compare(claim: Atom, source: Atom) -> Match:
    """How `claim` (ours) stands to `source` (the evidence)."""
    if (counted := _counted_back(claim, source)) is not None:
        return compare(*counted)
    if claim.kind in _DATES or source.kind in _DATES:
        return dates(claim, source) if claim.kind in _DATES and source.kind in _DATES else year_or_number(claim, source)
    if claim.kind in _LITERAL or source.kind in _LITERAL:
        return _literal(claim, source)
    related = _related(claim, source)
    if isinstance(related, Match):
        return related
    return values(related[0], related[1])


def _counted_back(claim: Atom, source: Atom) -> tuple[Atom, Atom] | None:
    """`two years ago` beside `two years earlier`: both as durations where only one is a date."""
    if {claim.kind, source.kind} != {"date", "duration"} or claim.value is None or source.value is None:
        return None
    return claim._replace(kind="duration"), source._replace(kind="duration")


def _related(claim: Atom, source: Atom) -> Match | tuple[Atom, Atom]:
    """Both in the unit of the claim, or why they cannot be."""
    kinds = (claim.kind, source.kind)
    if kinds == ("money", "money"):
        return _currencies(claim, source)
    if kinds[0] in ("duration", "quantity") and kinds[0] == kinds[1]:
        return in_unit(claim, source)
    if kinds[0] == kinds[1] and kinds[0] in ("percent", "multiple"):
        return _discounts(claim, source)
    if kinds[0] == kinds[1]:
        return _classes(claim, source)
    if kinds[0] in _SHARES and kinds[1] in _SHARES:
        return _shares(claim, source)
    if set(kinds) == set(PLAIN):
        return claim, source
    if "points" in kinds and "percent" in kinds and (claim if claim.kind == "points" else source).ambiguous:
        return claim._replace(kind="percent", unit="%"), source._replace(kind="percent", unit="%")
    if "points" in kinds and "percent" in kinds:
        return Match("different-unit", "percent is not percentage points")
    return _unit_left_out(claim, source)


_AGED = re.compile(r"岁|-old|years old|\baged?\b")


def _unit_left_out(claim: Atom, source: Atom) -> Match | tuple[Atom, Atom]:
    """融资15亿 of `$1.5 billion`: the claim leaves the unit out. The other way round it adds one."""
    if claim.kind in PLAIN and source.kind in ("money", "quantity", "count", "number", "ordinal", "duration") and claim.unit not in CLASSES:
        return claim, source
    if source.kind == "number" and (claim.kind in ("money", "quantity", "count") or _AGED.search(claim.text)):
        met = values(claim, source)
        return Match("incomparable", "the source gives the figure without a unit") if met.holds else met
    return Match("incomparable", f"{claim.kind} and {source.kind}")


def _currencies(claim: Atom, source: Atom) -> Match | tuple[Atom, Atom]:
    if claim.unit == source.unit:
        return claim, source
    if claim.ambiguous or source.ambiguous:
        return Match("incomparable", "the sign may stand for more than one currency")
    return Match("different-currency", f"{claim.unit} is not {source.unit}")


def in_unit(claim: Atom, source: Atom) -> Match | tuple[Atom, Atom]:
    """The source in the claim's unit: 24 months in years, 500 MW in GW, miles in kilometres."""
    if claim.unit == source.unit:
        return claim, source
    for table in (SECONDS, MONTHS):
        if claim.unit in table and source.unit in table:
            return claim, _scaled(source, table[source.unit], table[claim.unit])
    ours, theirs = MEASURES.get(claim.unit), MEASURES.get(source.unit)
    if not ours or not theirs or ours[0] != theirs[0]:
        return Match("different-unit", f"{claim.unit} is not {source.unit}")
    return claim, _scaled(source, theirs[1], ours[1])


def _scaled(atom: Atom, by: Decimal, of: Decimal = Decimal(1)) -> Atom:
    """Multiplied first: 14 days are 2 weeks exactly."""
    return atom._replace(
        value=None if atom.value is None else atom.value * by / of,
        low=None if atom.low is None else atom.low * by / of,
        high=None if atom.high is None else atom.high * by / of,
    )


def _discounts(claim: Atom, source: Atom) -> Match | tuple[Atom, Atom]:
    """八折 is 80 % of the price and 20 % off."""
    if claim.unit == source.unit or claim.value is None or source.value is None:
        return claim, source
    other = source.value if claim.unit == "of-price" else claim.value
    price = claim.value if claim.unit == "of-price" else source.value
    return SAME if other in (price, 100 - price) else Match("different-value")


_ALSO = ({"household", "organisation"},)
"""户 counts shops and firms too."""


def _classes(claim: Atom, source: Atom) -> Match | tuple[Atom, Atom]:
    """500家 is not 500 people; classes that are not told apart surely are let pass."""
    if {claim.unit, source.unit} in _ALSO:
        return claim, source
    if claim.unit != source.unit and claim.unit in CLASSES and source.unit in CLASSES:
        return Match("different-unit", f"{claim.unit} is not {source.unit}")
    return claim, source


def _shares(claim: Atom, source: Atom) -> Match | tuple[Atom, Atom]:
    """Half is 50 %, doubled is +100 %, 三成 is three tenths."""
    if "multiple" not in (claim.kind, source.kind):
        return _as_percent(claim), _as_percent(source)
    if claim.kind == source.kind:
        return claim, source
    factor, share = (claim, source) if claim.kind == "multiple" else (source, claim)
    if factor.value is None or share.value is None:
        return Match("incomparable", f"{claim.kind} and {source.kind}")
    part = share.value / 100 if share.kind == "percent" else share.value
    readings = (1 - part,) if share.down else (1 + part, 1 - part) if share.kind == "percent" and part < 1 else (part, 1 + part, 1 - part)
    for reading in readings:
        read = share._replace(value=reading, kind="multiple", unit="x")
        met = values(factor, read) if factor is claim else values(read, factor)
        if met.holds:
            return met
    return Match("different-value")


def _as_percent(atom: Atom) -> Atom:
    return atom if atom.kind == "percent" else _scaled(atom, Decimal(100))._replace(kind="percent", unit="%", ambiguous=True)


def _literal(claim: Atom, source: Atom) -> Match:
    if claim.kind == source.kind or {claim.kind, source.kind} <= {"identifier", "unparsed"}:
        if claim.key == source.key or (claim.kind == "phone" and _one_line(claim.key, source.key)):
            return SAME
        if _version_only(claim.key, source.key):
            return Match("same-coarser", "the version, without the product on one side")
        return Match("different-value" if claim.kind == source.kind else "incomparable")
    named, other = (claim, source) if claim.kind in _LITERAL else (source, claim)
    if named.kind == "unparsed" and other.value is not None and str(other.value) in named.key.split(":"):
        return Match("same", "one side of a vote or score")
    if named.kind in ("identifier", "unparsed") and other.value is not None and _figure(named.key) == other.value:
        return Match("same", "the same figure, read as a name on one side")
    return Match("incomparable", f"{claim.kind} and {source.kind}")


def _version_only(ours: str, theirs: str) -> bool:
    """1.35 and kubernetes1.35."""
    short, long = sorted((ours, theirs), key=len)
    return "." in short and short.replace(".", "").isdigit() and _tail(long) == short and len(long) > len(short)


def _one_line(ours: str, theirs: str) -> bool:
    """The same number with and without the codes of country and area."""
    short, long = sorted((ours.lstrip("0"), theirs.lstrip("0")), key=len)
    return len(short) >= 7 and long.endswith(short)


def _figure(key: str) -> Decimal | None:
    tail = _tail(key)
    return Decimal(tail) if re.fullmatch(r"[0-9]{1,12}(?:\.[0-9]{1,6})?", tail) else None


def _tail(key: str) -> str:
    """The figure a name ends in."""
    return key[len(key.rstrip("0123456789.")) :].strip(".")
