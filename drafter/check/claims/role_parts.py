"""What the reading of both languages shares: parts, a verb with its surroundings, and where a clause breaks."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from drafter.check.claims.referents import Referent

Parts = set[tuple[str, str]]
"""(role, key of who plays it)."""
BESIDE = "beside"
"""The role of those named with a player, whose part is not told: `the owners of X sold …`."""
NOUNS = frozenset({"takeover", "acquisition", "buyout"})
BREAK = re.compile(r"[，,；;]\s*(?:but|while|whereas|and)?\s*|(?<=\s)(?:but|while|whereas)\s|而(?=[\u3400-\u9fff]{2,6}(?:则|却))", re.I)
JOINED = re.compile(r"\s*(?:,|and|, and|&|、|和|与|及)\s*(?:the )?")
PREPOSITION = re.compile(r"(?i)(?<![A-Za-z])(from|to|by|with|against|of|in|into|for|on behalf of|over|at)(?![A-Za-z])")
BOUND = re.compile(r"(?i)(?<![A-Za-z])(?:from|by|with|of|in|for|against|to|at|on)\s+(?:the |its |a |an )?(?:[a-z-]+ ){0,3}$")
FINITE = re.compile(
    r"(?i)(?<![A-Za-z])(?:is|are|was|were|would|will|has|had|have|can|could|may|might|should|said|says|which|who|that|when|because|while|whereas|but|if|whether)"
    r"(?![A-Za-z])"
)


@dataclass(frozen=True, slots=True)
class Around:
    """A verb's place in its sentence, and who was named since the verb before it."""

    text: str
    sentence: int
    since: int
    verb: re.Match[str]
    left: Sequence[Referent]
    subject: str
    """Who did what the verb before tells; for the first verb whom a pronoun stands for."""

    @property
    def opens(self) -> bool:
        """No verb of a family goes before it in its sentence."""
        return self.since == self.sentence
