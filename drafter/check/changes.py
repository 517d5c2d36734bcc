"""Figures and dates that a later text gives otherwise than an earlier one for plainly the same thing: what has changed since.

Sentences are matched as for `disagreements`; unlike there a figure may have become exact, or rough.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from decimal import Decimal

from drafter.check.atoms import Atom
from drafter.check.binding.bound import DATES, small
from drafter.check.disagreements import is_large, matched, rivals
from drafter.check.equivalence import compare
from drafter.check.equivalence.comparing import PLAIN
from drafter.check.lines import Line, Text

_SORTS = ("money", "percent", "points", "quantity", "count", "date")
_FARTHEST = Decimal(5)
"""Figures that differ by more than this factor are of different things."""
_ROUNDED = Decimal("1.05")
"""A rough figure that is nearer than this to the other may be the same."""


def changes(before: Text, after: Text) -> tuple[tuple[str, str], ...]:
    """(as it was, as it is), in the earlier text's order. The later text may recall the earlier figure; a day counts where it was still to come."""
    pairs = [(old.text, new.text) for was, now in matched(before, after) for old, new in _differing(was, now) if not _stands(new, before)]
    return tuple(dict.fromkeys(pairs))


def _differing(was: Line, now: Line) -> Iterator[tuple[Atom, Atom]]:
    for old in was.atoms:
        if old.kind not in _SORTS or small(old) or len(rivals(old, was)) != 1 or _was_past(old, was.text.day):
            continue
        there = [new for new in rivals(old, now) if not compare(old, new).holds and not compare(new, old).holds]
        if len(there) == 1 and _apart(old, there[0]):
            yield old, there[0]


def _was_past(old: Atom, day: date | None) -> bool:
    """Days of what had happened do not change: another report names another."""
    return old.kind in DATES and (day is None or old.first is None or old.first <= day)


def _apart(old: Atom, new: Atom) -> bool:
    if old.kind in DATES:
        return old.precision == "day" and new.precision == "day"
    if old.kind in PLAIN and not (is_large(old) and is_large(new)) and not (old.unit and old.unit == new.unit):
        return False
    if not old.value or not new.value or old.unit != new.unit or not {old.comparator, new.comparator} <= {"exact", "about"}:
        return False
    ratio = max(abs(old.value), abs(new.value)) / min(abs(old.value), abs(new.value))
    return (1 if old.comparator == new.comparator == "exact" else _ROUNDED) < ratio <= _FARTHEST


def _stands(atom: Atom, text: Text) -> bool:
    return any(compare(atom, other).holds or compare(other, atom).holds for line in text.lines for other in line.atoms)
