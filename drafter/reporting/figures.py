"""Which figures of a post were traced to a source. Pure."""

from __future__ import annotations

from drafter.check.atoms import atoms
from drafter.entities import Flag
from drafter.proofread import Review
from drafter.proofread.review import Line
from drafter.reporting.nouns import Figures


def figures(review: Review) -> Figures:
    """Each figure of each sentence counts once, by what the review says of it."""
    waived: dict[str, list[Flag]] = {}
    for one in review.waived:
        waived.setdefault(one.flag.statement, []).append(one.flag)
    counted = {"traced": 0, "disputed": 0, "unchecked": 0}
    for line in review.lines:
        flags = [flag for flag in (*line.flags, *waived.get(line.text, ())) if flag.severity != "INFO" and flag.words]
        for atom in atoms(line.text, review.language):
            counted[_state(line, atom.text, flags)] += 1
    return Figures(**counted)


def _state(line: Line, atom: str, flags: list[Flag]) -> str:
    if any(atom in flag.words or flag.words in atom for flag in flags):
        return "disputed"
    return "traced" if line.standing == "traced" else "unchecked"
