"""Which sentences a statement rests on, where it does not say so itself: by the figures, names, places and words it shares with them."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Sequence

from drafter.check.atoms import Atom
from drafter.check.binding.bound import LITERAL, small
from drafter.check.equivalence import compare
from drafter.check.lines import Line, features

MOST = 3
_SHARE_OF_BEST = 0.45
_FIGURE = 4.0
_WEIGHTS = {"n": 2.0, "p": 1.2, "w": 0.8, "z": 0.6}


def located(text: str, atoms: Sequence[Atom], lines: Sequence[Line], most: int = MOST) -> tuple[Line, ...]:
    """At most `most` lines in reading order, the best and those not much worse; none where nothing is shared."""
    wanted = features(text)
    rare = Counter(feature for line in lines for feature in line.features & wanted)
    scored = [(_score(wanted, atoms, line, rare, len(lines)), -number, line) for number, line in enumerate(lines)]
    best = max((score for score, _, _ in scored), default=0.0)
    if best <= 0:
        return ()
    chosen = sorted((row for row in scored if row[0] >= best * _SHARE_OF_BEST), key=lambda row: row[:2], reverse=True)[:most]
    return tuple(line for _, _, line in sorted(chosen, key=lambda row: -row[1]))


def _score(wanted: frozenset[str], atoms: Sequence[Atom], line: Line, rare: Counter[str], size: int) -> float:
    shared = sum(_WEIGHTS[feature[0]] * (0.3 + math.log((size + 1) / (rare[feature] + 0.5)) / 3) for feature in sorted(line.features & wanted))
    figures = [atom for atom in atoms if not small(atom) and atom.kind not in LITERAL and any(compare(atom, theirs).holds for theirs in line.atoms)]
    return shared + _FIGURE * len(figures)
