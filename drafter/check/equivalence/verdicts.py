"""What a comparison of two atoms can come to."""

from __future__ import annotations

from typing import Literal, NamedTuple

Verdict = Literal["same", "same-coarser", "rounded", "comparator-flipped", "different-value", "different-unit", "different-currency", "incomparable"]


class Match(NamedTuple):
    """How a claim stands to a source; `how` says in a few words why, for the person."""

    verdict: Verdict
    how: str = ""

    @property
    def holds(self) -> bool:
        """Whether the source carries the claim."""
        return self.verdict in ("same", "same-coarser", "rounded")


SAME = Match("same")
