"""What a figure is told for: 0.18 yuan a tablet is not 0.18 a box, 80 dollars a barrel not 80 a tonne.

Silent unless both texts name a unit that is known in both languages, and the source has the figure for no other.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from drafter.check.atoms import Atom
from drafter.check.equivalence import compare
from drafter.check.figure_faults import Fault
from drafter.check.lines import Line
from drafter.check.told_for import per

_KINDS = ("money", "number", "count", "quantity")


def per_faults(words: str, ours: Iterable[Atom], lines: Sequence[Line]) -> Iterator[Fault]:
    """Figures told for another unit than in every line that has them."""
    for atom in ours:
        mine = per(atom, words) if atom.kind in _KINDS and atom.value is not None else ""
        if not mine:
            continue
        there = [(line, theirs, per(theirs, line.words)) for line in lines for theirs in line.atoms if theirs.kind in _KINDS and compare(atom, theirs).holds]
        if there and all(other and other != mine for _, _, other in there):
            line, theirs, other = there[0]
            said = f"“{atom.text}” per {mine}, where the source has “{theirs.text}” per {other}"
            yield Fault("unit-changed", "HIGH", atom.start, atom.end, said, theirs.text, line)
