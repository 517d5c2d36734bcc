"""Where a figure or date of ours stands in its sources: the cited sentences first, then ever farther away; or what stands there instead.

Rings are tried in order, and within one the first line that carries the atom wins. What only nearly holds is kept as the near miss.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Literal, NamedTuple

from drafter.check.atoms import Atom
from drafter.check.atoms.fold import fold
from drafter.check.binding.renumbered import renumbered
from drafter.check.bounds import CEILING, FLOOR
from drafter.check.equivalence import Match, compare
from drafter.check.equivalence.comparing import PLAIN
from drafter.check.equivalence.values import values
from drafter.check.lines import Line
from drafter.check.reckoning.reckoned import reckoned, tells_reckoning, told_reckoned
from drafter.check.spelled import spelled

RingName = Literal["cited", "article", "story", "items", "articles", "other-items", "foreign"]
DATES = ("date", "date-range")
LITERAL = ("identifier", "url", "email", "phone", "unparsed", "time")
SMALL = 2
"""Counts up to this are as often articles, pairs and enumerations as figures: never missed, only contradicted."""
_REPORTED = 7
"""Days from what is reported to the report."""
YEAR_OPEN = "one of the two leaves the year out"
_LOOSE = (YEAR_OPEN, "the source gives the figure without a unit", "financial and calendar year", "a relative date without an anchor")
"""Reasons of `incomparable` after which the figure stands there, with one part of it unchecked."""


class Ring(NamedTuple):
    """Lines at one distance from the statement."""

    name: RingName
    lines: Sequence[Line]


@dataclass(frozen=True, slots=True)
class Place:
    """An atom of a source and the line it stands in."""

    line: Line
    atom: Atom | None


@dataclass(frozen=True, slots=True)
class Bound:
    """One atom of a statement with what was found for it."""

    atom: Atom
    ring: RingName | None
    """None: it stands nowhere."""
    place: Place | None = None
    """Where it stands; where it does not, what stands in its stead."""
    match: Match | None = None
    how: str = ""
    """How it was reckoned, where it was."""
    unchecked: str = ""
    """What of it could not be compared."""
    told: bool = False
    """It stands nowhere, and the statement says that it is reckoned."""


def bind(
    atom: Atom,
    words: str,
    rings: Sequence[Ring],
    reckoned_from: Sequence[Line] = (),
    items: int = 0,
    own: Sequence[Atom] = (),
    ours: Sequence[Atom] = (),
) -> Bound:
    """The nearest place that carries the atom; else how it follows from `reckoned_from`; else the nearest miss of the first two rings.

    `own`: figures of the statement that stand in its sources; `ours`: all of them.
    """
    if rings and renumbered(atom, words, rings[0].lines):
        return _missed(atom, rings[0].lines, len(rings[0].lines))
    for ring in rings[:1]:
        if found := _in_ring(atom, ring):
            return found
    if (
        not small(atom)
        and (atom.kind not in LITERAL or atom.kind == "time")
        and not _flipped(atom, rings[:1])
        and (how := _how(atom, words, reckoned_from, items, own, ours))
    ):
        return Bound(atom, rings[0].name if rings else None, Place(reckoned_from[0], None) if reckoned_from else None, how=how)
    for ring in rings[1:]:
        if ring.name == "foreign" and not telling(atom):
            continue
        if found := _in_ring(atom, ring):
            return found
    if told_reckoned(atom, words, reckoned_from):
        return Bound(atom, rings[0].name, unchecked=f"“{atom.text}”: reckoned, the sentence says, in a way that is not known here")
    missed = _missed(atom, [line for ring in rings[:2] for line in ring.lines], len(rings[0].lines) if rings else 0)
    return replace(missed, told=True) if atom.value is not None and tells_reckoning(atom, words) else missed


def _how(atom: Atom, words: str, lines: Sequence[Line], items: int, own: Sequence[Atom], ours: Sequence[Atom]) -> str:
    """Reckoned from one text's figures before those of several are put together."""
    ids = dict.fromkeys(line.text.id for line in lines)
    apart = [[line for line in lines if line.text.id == key] for key in ids] if 1 < len(ids) <= 3 else []
    return next((how for some in (*apart, lines) if (how := reckoned(atom, words, some, items, own, ours))), "")


def _flipped(atom: Atom, rings: Sequence[Ring]) -> bool:
    """The figure stands there with another bound: no sum by chance makes that right."""
    bounded = atom.comparator in ("over", "at-least", "under", "at-most")
    return bounded and any(compare(atom, theirs).verdict == "comparator-flipped" for ring in rings for line in ring.lines for theirs in line.atoms)


def small(atom: Atom) -> bool:
    """A count that a writer may make by counting on the fingers, a turn of phrase (比一年前, a day)."""
    if atom.kind == "duration" and atom.value == 1:
        bounded = atom.comparator not in ("exact", "about") and atom.hedge not in (CEILING, FLOOR, "within")
        return not bounded and not any(character.isdigit() for character in atom.text)
    if atom.value is not None and atom.value != atom.value.to_integral_value():
        return False
    return atom.kind in (*PLAIN, "ordinal") and atom.value is not None and abs(atom.value) <= SMALL and atom.comparator in ("exact", "about")


def telling(atom: Atom) -> bool:
    """Whether its standing in a stranger's article is more than chance."""
    if atom.kind in (*PLAIN, "ordinal", "duration", "fraction", "multiple") or atom.precision in ("year", "decade", "month", "half", "quarter"):
        return atom.digits >= 3
    return atom.digits >= 2 or atom.kind not in ("percent", "points")


def _in_ring(atom: Atom, ring: Ring) -> Bound | None:
    if atom.kind in LITERAL:
        return _literally(atom, ring)
    loose: Bound | None = None
    for line in ring.lines:
        for theirs in line.atoms:
            match = compare(atom, theirs)
            if match.holds and not _dateline(atom, theirs, ring, line):
                return Bound(atom, ring.name, Place(line, theirs), match)
            why = _loosely(atom, theirs, match) or _lent_unit(atom, theirs, line) if loose is None else ""
            if why and not (why == YEAR_OPEN and _of_other_year(atom, ring)):
                loose = Bound(atom, ring.name, Place(line, theirs), match, unchecked=why)
    if loose is None and _flipped(atom, [ring]):
        return None
    return loose or (_literally(atom, ring) if _bare(atom) else None) or _in_words(atom, ring)


def _of_other_year(atom: Atom, ring: Ring) -> bool:
    """2026年末 where the source writes 2025年末: no date without a year stands for it."""
    if atom.inferred or not atom.first or not atom.last:
        return False
    day = atom.first.month, atom.first.day, atom.last.month
    told = [other for line in ring.lines for other in line.atoms if other.kind == atom.kind and other.precision == atom.precision and not other.inferred]
    return any(other.first and other.last and (other.first.month, other.first.day, other.last.month) == day for other in told)


def carries(ours: Atom, theirs: Atom) -> bool:
    """Whether the source's atom is ours, with at most one part of it that cannot be compared."""
    match = compare(ours, theirs)
    return match.holds or bool(_loosely(ours, theirs, match))


def _dateline(atom: Atom, theirs: Atom, ring: Ring, line: Line) -> bool:
    """Said on 3 November: no year, half or quarter is dated by the day of the report where the lines tell of another."""
    sort = atom.precision, theirs.precision
    if atom.precision not in ("year", "half", "quarter", "part") or not theirs.inferred or not theirs.first:
        return False
    if sort[1] != "day" and (sort != ("quarter", "month") or theirs.first.month % 3 == 0):
        return False
    day = line.text.day
    if atom.precision == "year" and (atom.inferred or day is None or not 0 <= (day - theirs.first).days <= _REPORTED):
        return False
    others = [other for line in ring.lines for other in line.atoms if other.precision == atom.precision and other.text]
    return any(compare(atom, other).verdict == "different-value" for other in others) and not any(compare(atom, other).holds for other in others)


def _in_words(atom: Atom, ring: Ring) -> Bound | None:
    """A count that stands there as a word the grammar passes over."""
    if atom.kind not in (*PLAIN, "ordinal") or atom.value is None or atom.value != atom.value.to_integral_value():
        return None
    pattern = spelled(int(atom.value))
    line = next((line for line in ring.lines if pattern and any(_counts(line.words, found) for found in pattern.finditer(line.words))), None)
    return Bound(atom, ring.name, Place(line, None), Match("same", "in words")) if line else None


def _counts(words: str, found: re.Match[str]) -> bool:
    """Almost a third of them and 4月20日 count nothing."""
    dated = found[0].isdigit() and int(found[0]) > SMALL and words[found.end() : found.end() + 1] in ("年", "月", "日", "号")
    return not dated and not _A_THIRD.search(words[: found.end()])


_A_THIRD = re.compile(r"(?i)\b(?:about|almost|nearly|over|under|roughly|than|by) an? (?:third|fourth|fifth|sixth|seventh|eighth|ninth|tenth)$")


def _loosely(ours: Atom, theirs: Atom, match: Match) -> str:
    """What stays unchecked where the figure is the same but a part of it cannot be compared."""
    if match.verdict != "incomparable":
        return ""
    if match.how == YEAR_OPEN and "year" in (ours.precision, theirs.precision):
        return ""
    if match.how == "financial and calendar year":
        return match.how if ours.precision not in ("day", "month") and _shared_year(ours, theirs) else ""
    if match.how in _LOOSE:
        return match.how
    if ours.kind == "multiple" and theirs.kind == "number" and ours.value == theirs.value:
        return "the source gives the figure without a unit"
    if {ours.kind, theirs.kind} == {"money"} and values(ours, theirs).holds:
        return match.how if _may_be(ours, theirs) and _may_be(theirs, ours) else ""
    return ""


def _may_be(sign: Atom, other: Atom) -> bool:
    """Whether a sign may stand for the other's currency: ¥ is yen or yuan, but no won."""
    if not sign.ambiguous or other.ambiguous:
        return True
    return next((other.unit in codes for mark, codes in _SIGNS.items() if mark in fold(sign.text).text), True)


_DOLLARS = frozenset({"USD", "CAD", "AUD", "NZD", "HKD", "SGD", "TWD", "MXN", "BRL", "CLP", "COP", "ARS", "JMD", "TTD", "BBD", "NAD", "FJD", "BND", "LRD"})
_SIGNS = {"$": _DOLLARS, "¥": frozenset({"JPY", "CNY", "CNH"}), "£": frozenset({"GBP", "EGP", "LBP", "SYP", "FKP", "GIP", "SHP", "SSP", "SDG"})}


def _lent_unit(ours: Atom, theirs: Atom, line: Line) -> str:
    """From 10 days in Denmark to 45 in Estonia: the unit stands at another figure of the sentence."""
    bare = theirs.kind in PLAIN and not theirs.unit and ours.kind not in PLAIN and ours.value is not None and ours.value == theirs.value
    return "its unit stands at another figure" if bare and any(same_sort(ours, other) for other in line.atoms) else ""


def _shared_year(ours: Atom, theirs: Atom) -> bool:
    years = [{part for part in (atom.key[:4], atom.key[2:6]) if part.isdigit()} for atom in (ours, theirs)]
    return bool(years[0] & years[1])


def _bare(atom: Atom) -> bool:
    """Digits alone may be part of a name there."""
    return atom.kind in PLAIN and not atom.unit and atom.text.isascii() and atom.value is not None


def _literally(atom: Atom, ring: Ring) -> Bound | None:
    wanted = {"".join(fold(words).text.split()).replace(",", "").lower() for words in (atom.text, atom.key) if words}
    for line in ring.lines:
        if any(_stands(words, line.plain, dated=not _bare(atom)) for words in wanted):
            return Bound(atom, ring.name, Place(line, None), Match("same"))
        if found := next((theirs for theirs in line.atoms if compare(atom, theirs).holds), None):
            return Bound(atom, ring.name, Place(line, found), Match("same"))
    return None


def _stands(words: str, plain: str, *, dated: bool = True) -> bool:
    """Not inside a longer number; unless `dated`, no day, month or year either."""
    at = plain.find(words) if words else -1
    while at >= 0:
        end = at + len(words)
        before = words[0].isdigit() and at > 0 and (plain[at - 1].isdigit() or plain[at - 1] == ".")
        after = words[-1].isdigit() and end < len(plain) and (plain[end].isdigit() or (plain[end] == "." and plain[end + 1 : end + 2].isdigit()))
        if not before and not after and (dated or plain[end : end + 1] not in "年月日号" or end == len(plain)):
            return True
        at = plain.find(words, at + 1)
    return False


_RANK = {"comparator-flipped": 0, "different-currency": 1, "different-unit": 2, "different-value": 4, "incomparable": 9}


def _missed(atom: Atom, lines: Sequence[Line], cited: int) -> Bound:
    """Nothing carries it: the nearest miss, cited lines before others."""
    best: tuple[tuple[int, int, Decimal], Place, Match] | None = None
    for number, line in enumerate(lines):
        for theirs in line.atoms:
            match = compare(atom, theirs)
            rank = _rank(atom, theirs, match)
            if rank >= 9:
                continue
            order = (rank, int(number >= cited), _off(atom, theirs))
            if best is None or order < best[0]:
                best = order, Place(line, theirs), match
    return Bound(atom, None, best[1] if best else None, best[2] if best else None)


def _rank(ours: Atom, theirs: Atom, match: Match) -> int:
    """How near a miss is; 9: it is none."""
    rank = _RANK.get(match.verdict, 9)
    if match.verdict in ("different-currency", "different-unit"):
        return rank if same_figure(ours, theirs) else 6
    if match.verdict == "different-value" and match.how == "rounded without saying so":
        return 3
    if match.verdict == "incomparable" and ours.kind in DATES and theirs.kind in DATES and match.how == "closer than the source gives it":
        return 5
    return rank


def same_figure(ours: Atom, theirs: Atom) -> bool:
    """The same number, whatever its unit: in value, or as its digits are written."""
    written = [re.sub(r"[^\d.]", "", fold(atom.text).text).strip(".") for atom in (ours, theirs)]
    if written[0] and written[0] == written[1]:
        return True
    return ours.value is not None and theirs.value is not None and abs(ours.value) == abs(theirs.value)


def _off(ours: Atom, theirs: Atom) -> Decimal:
    if ours.value is None or theirs.value is None:
        return Decimal(0) if ours.precision == theirs.precision else Decimal(1)
    return abs(abs(ours.value) - abs(theirs.value)) / (abs(theirs.value) or Decimal(1))


def free_places(atom: Atom, lines: Iterable[Line], taken: set[Place]) -> list[Place]:
    """What the lines say of the same kind and unit and no other atom of the statement stands for; the same figure said twice counts once."""
    found: list[tuple[Place, Atom]] = []
    for line in lines:
        for theirs in line.atoms:
            if not same_sort(atom, theirs) or any(compare(theirs, known).holds or compare(known, theirs).holds for _, known in found):
                continue
            found.append((Place(line, theirs), theirs))
    said = [place.atom for place in taken if place.atom]
    return [place for place, theirs in found if place not in taken and not any(compare(theirs, other).holds for other in said)]


def same_sort(ours: Atom, theirs: Atom) -> bool:
    """Whether both say something of one kind and unit."""
    if ours.kind in DATES:
        return theirs.kind == ours.kind and theirs.precision == ours.precision
    if ours.kind in PLAIN:
        return theirs.kind in PLAIN and (ours.unit == theirs.unit or not ours.unit or not theirs.unit)
    return ours.kind == theirs.kind and ours.unit == theirs.unit


def other_dates(atom: Atom, lines: Iterable[Line], taken: set[Place]) -> bool:
    """Whether the lines hold dates that could stand in its place: days for a day, periods for a period."""
    places = (Place(line, theirs) for line in lines for theirs in line.atoms if theirs.kind in DATES and theirs.text)
    return any(place.atom is not None and (place.atom.precision == "day") == (atom.precision == "day") and place not in taken for place in places)
