"""Sources of one story that give different figures or dates for the same thing. Silent unless it is plainly the same thing.

Two sentences speak of the same thing when each is the other's best match by what both languages share (names, places, other figures), and each
holds exactly one figure of the sort in question. A figure that the other source states somewhere else is no disagreement.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import combinations

from drafter.check.atoms import Atom
from drafter.check.binding.bound import DATES, same_sort, small
from drafter.check.equivalence import compare
from drafter.check.equivalence.comparing import PLAIN
from drafter.check.lines import Line, Text
from drafter.entities import Flag

_SORTS = ("money", "percent", "points", "quantity", "count", "date")
_LEAST = 3.0
_WEIGHTS = {"n": 1.5, "p": 1.0, "w": 0.5, "z": 0.35}
_FIGURE = 2.0
_LARGE = 100
"""Counts from here on are telling even without the class of what is counted."""
_ABOUT = Decimal("1.1")
"""Rough figures that are nearer than this may be the same."""
_FARTHEST = Decimal(3)
"""Figures that differ by more than this factor are of different things, unless they differ by a power of ten."""


def between(where: str, texts: Sequence[Text]) -> tuple[Flag, ...]:
    """A flag for each figure or date on which two of an item's articles differ; both sentences stand in it."""
    return tuple(flag for one, other in combinations(sorted(texts, key=lambda text: text.id), 2) for flag in _pair(where, one, other))


def _pair(where: str, one: Text, other: Text) -> Iterator[Flag]:
    for ours, theirs in matched(one, other):
        for mine, yours in _differing(ours, theirs):
            if not _stated(mine, other) and not _stated(yours, one):
                yield Flag(
                    code="sources-disagree",
                    severity="WARN",
                    where=where,
                    message=f"the sources differ: “{mine.text}” ({one.url}) and “{yours.text}” ({other.url}); name both, or say which you follow",
                    words=mine.text,
                    statement=ours.words,
                    nearest=yours.text,
                    sentence=theirs.words,
                    source=other.url,
                )


def matched(one: Text, other: Text) -> Iterator[tuple[Line, Line]]:
    """Lines that are each other's best match."""
    mine, yours = [line for line in one.body if line.atoms], [line for line in other.body if line.atoms]
    scores = {(a, b): _alike(a, b) for a in mine for b in yours}
    for a in mine:
        b = max(yours, key=lambda line: scores[a, line], default=None)
        if b is not None and scores[a, b] >= _LEAST and max(mine, key=lambda line: scores[line, b]) is a:
            yield a, b


def _alike(one: Line, other: Line) -> float:
    shared = one.features & other.features
    words = sum(_WEIGHTS[feature[0]] for feature in sorted(shared))
    figures = sum(any(compare(atom, theirs).holds for theirs in other.atoms) for atom in one.atoms if not small(atom))
    return words + _FIGURE * figures


def _differing(one: Line, other: Line) -> Iterator[tuple[Atom, Atom]]:
    for mine in one.atoms:
        if mine.kind not in _SORTS or small(mine) or len(rivals(mine, one)) != 1:
            continue
        there = rivals(mine, other)
        if len(there) == 1 and _apart(mine, there[0]):
            yield mine, there[0]


def rivals(atom: Atom, line: Line) -> list[Atom]:
    """Figures of the line that could state the same thing. English counts name no class, so a large count is held against the large ones."""
    if atom.kind == "count" and is_large(atom):
        return [each for each in line.atoms if each.kind == "count" and is_large(each) and (not (each.unit and atom.unit) or each.unit == atom.unit)]
    return [each for each in line.atoms if same_sort(atom, each)]


def is_large(atom: Atom) -> bool:
    """Whether a count tells by its size alone."""
    return atom.value is not None and abs(atom.value) >= _LARGE


def _apart(one: Atom, other: Atom) -> bool:
    if compare(one, other).holds or compare(other, one).holds or compare(one, other).verdict != "different-value":
        return False
    if one.kind in DATES:
        return one.precision == "day" and other.precision == "day"
    large = one.kind == "count" and is_large(one) and is_large(other)
    if one.kind in PLAIN and not large and not (one.unit and one.unit == other.unit):
        return False
    if one.comparator != other.comparator or one.comparator not in ("exact", "about") or not one.value or not other.value:
        return False
    ratio = max(abs(one.value), abs(other.value)) / min(abs(one.value), abs(other.value))
    least = _ABOUT if one.comparator == "about" else 1
    return least < ratio <= _FARTHEST or ratio in (10, 100, 1000)


def _stated(atom: Atom, text: Text) -> bool:
    return any(compare(atom, theirs).holds or compare(theirs, atom).holds for line in text.lines for theirs in line.atoms)
