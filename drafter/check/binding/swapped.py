"""Two figures exchanged between two subjects: each stands in the source's sentence, but at the other one.

Said only where it is plain in both: as many subjects as figures of one sort, each subject once, in turn (A 3, B 5 or 3 at A, 5 at B) or
told one by one (A and B … 3 and 5, respectively; A和B分别为3和5), and all of both in one sentence of the source. Subjects are names and
places; or, where one name has several figures, the periods they are of.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from drafter.check.atoms import Atom
from drafter.check.binding.bound import DATES, LITERAL, YEAR_OPEN, same_sort, small
from drafter.check.claims.referents import Directory
from drafter.check.equivalence import compare
from drafter.check.figure_faults import Fault
from drafter.check.lines import Line

_EACH = re.compile(r"(?i)\brespectively\b|分别|依次")
_MOST = 6


class _Told(NamedTuple):
    """A subject or a figure at its place."""

    start: int
    end: int
    key: str


def swapped_faults(words: str, ours: Sequence[Atom], lines: Sequence[Line], pairs: Sequence[tuple[str, str]]) -> list[Fault]:
    """A fault for the first figure that a sentence of the source gives to another subject than the statement does."""
    figures = [atom for atom in ours if _counts(atom)]
    if len(figures) < 2:
        return []
    for line in lines:
        for sort in _sorts(figures):
            fault = _in_line(words, ours, sort, line, pairs)
            if fault is not None:
                return [fault]
    return []


def _counts(atom: Atom) -> bool:
    return atom.kind not in (*DATES, *LITERAL, "ordinal") and atom.value is not None and not small(atom)


def _sorts(figures: Sequence[Atom]) -> list[list[Atom]]:
    """Figures of one kind and unit together, two or more, all of different value."""
    found: list[list[Atom]] = []
    for atom in figures:
        group = next((group for group in found if same_sort(atom, group[0])), None)
        group.append(atom) if group is not None else found.append([atom])
    return [group for group in found if 2 <= len(group) <= _MOST and len({atom.value for atom in group}) == len(group)]


def _in_line(words: str, ours: Sequence[Atom], figures: Sequence[Atom], line: Line, pairs: Sequence[tuple[str, str]]) -> Fault | None:
    theirs = [atom for atom in line.atoms if _counts(atom) and same_sort(figures[0], atom) and atom.start < atom.end]
    matched = {mine: [other for other in theirs if compare(mine, other).holds] for mine in figures}
    if len(theirs) != len(figures) or any(len(found) != 1 for found in matched.values()):
        return None
    for mine, their in (_names(words, line.words, pairs), _periods(ours, line.atoms)):
        here = _pairing(words, mine, figures)
        there = _pairing(line.words, their, theirs)
        if here is None or there is None or set(here.values()) != set(there.values()):
            continue
        for atom in figures:
            other = matched[atom][0]
            if here[atom] != there[other]:
                own = next(each for each in theirs if there[each] == here[atom])
                message = f"“{atom.text}” stands at another subject in the source: figures were exchanged"
                return Fault("figures-swapped", "HIGH", atom.start, atom.end, message, own.text, line)
    return None


def _names(words: str, line: str, pairs: Sequence[tuple[str, str]]) -> tuple[list[_Told], list[_Told]]:
    """Names and places of both sides, without those that only one of them has."""
    directory = Directory(words, [line], pairs)
    sides = [[_Told(one.start, one.end, one.key) for one in directory.find(text)] for text in (words, line)]
    both = {one.key for one in sides[0]} & {one.key for one in sides[1]}
    mine, their = ([one for one in side if one.key in both] for side in sides)
    return mine, their


def _periods(ours: Sequence[Atom], theirs: Sequence[Atom]) -> tuple[list[_Told], list[_Told]]:
    mine: list[_Told] = []
    their: list[_Told] = []
    dated = [atom for atom in theirs if atom.kind in DATES and atom.start < atom.end]
    for atom in (atom for atom in ours if atom.kind in DATES):
        meant = [other for other in dated if other.precision == atom.precision and _same_period(atom, other)]
        if len(meant) == 1:
            mine.append(_Told(atom.start, atom.end, str(meant[0].start)))
            their.append(_Told(meant[0].start, meant[0].end, str(meant[0].start)))
    return mine, sorted(their)


def _same_period(mine: Atom, other: Atom) -> bool:
    match = compare(mine, other)
    return match.holds or match.how == YEAR_OPEN


def _pairing(text: str, subjects: Sequence[_Told], figures: Sequence[Atom]) -> dict[Atom, str] | None:
    """Figure → its subject's key; None where it is not plain."""
    if len(subjects) != len(figures) or len({one.key for one in subjects}) != len(subjects):
        return None
    told = sorted([(one.start, 0, one.key) for one in subjects] + [(atom.start, 1, "") for atom in figures])
    kinds = [kind for _, kind, _ in told]
    ordered = sorted(figures, key=lambda atom: atom.start)
    in_turn = kinds in ([0, 1] * len(figures), [1, 0] * len(figures))
    one_by_one = kinds in ([0] * len(figures) + [1] * len(figures),) and _EACH.search(text)
    if not in_turn and not one_by_one:
        return None
    keys = [key for _, kind, key in told if kind == 0]
    return dict(zip(ordered, keys, strict=True))
