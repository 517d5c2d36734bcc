"""How long a call may take before it counts as stuck: learnt from the answers so far.

Only a call far beyond what the others take is doubled (hedged) or given up early, and only where the answers are alike:
a slow local model that serves one call after the other answers in 40 to 170 s and gets all the time it needs.
"""

from __future__ import annotations

from collections import deque
from dataclasses import dataclass

from drafter.entities import Ask

ENOUGH = 5
"""Answers seen before anything is concluded."""
LEAST_HEDGE_S, HEDGE_FACTOR = 1.5, 2.0
LARGER_HEDGE = 0.5
"""Reading is quick and few answers are as long as they may be: a request twice as large takes half as long again, most often."""
LEAST_LIMIT_S, LIMIT_FACTOR = 10.0, 8.0
MOST_SPREAD = 3.0
"""Slow (80th percentile) over quick (20th) answers; beyond it they are not alike."""
FREE_HEDGES, HEDGE_SHARE, USELESS_HEDGES = 2, 0.05, 3


@dataclass(frozen=True)
class Seen:
    prompt: str
    size: int
    """Characters of the messages."""
    output: int
    """Tokens it was allowed."""
    seconds: float


class Patience:
    """Time limits of one model. `hard_s` always holds."""

    def __init__(self, hard_s: float) -> None:
        self.hard_s = hard_s
        self.calls = self.hedged = 0
        self._seen: deque[Seen] = deque(maxlen=100)
        self._useless = 0

    @property
    def answered(self) -> bool:
        """Whether this model ever answered."""
        return bool(self._seen)

    def answer(self, ask: Ask, seconds: float, *, hedged: bool, won: bool) -> None:
        """An answer came; `won`: the second call's. An endpoint that merely became slow is not hedged for long."""
        self._seen.append(Seen(ask.prompt, size(ask), ask.max_output_tokens, seconds))
        if hedged:
            self._useless = 0 if won else self._useless + 1

    def hedge_after_s(self, ask: Ask) -> float | None:
        """From when on a second, identical call is worth its price; None: never, as far as is known."""
        if self.hedged >= FREE_HEDGES + HEDGE_SHARE * self.calls or self._useless >= USELESS_HEDGES:
            return None
        slow = self._slow_s(ask, LARGER_HEDGE)
        return None if slow is None else max(LEAST_HEDGE_S, HEDGE_FACTOR * slow)

    def limit_s(self, ask: Ask, timed_out: int, last: bool) -> float:
        """Limit of a try after `timed_out` ones that met theirs; the last one gets the hard limit."""
        slow = self._slow_s(ask)
        if slow is None or last:
            return self.hard_s
        return min(self.hard_s, max(LEAST_LIMIT_S, LIMIT_FACTOR * slow) * 2.0**timed_out)

    def _slow_s(self, ask: Ask, weight: float = 1.0) -> float | None:
        """What a slow but normal answer to such a request takes; `weight`: how far it counts that it is larger than usual."""
        own = [seen for seen in self._seen if seen.prompt == ask.prompt]
        alike = own if len(own) >= ENOUGH else list(self._seen)
        if len(alike) < ENOUGH:
            return None
        took = sorted(seen.seconds for seen in alike)
        quick, slow = took[len(took) // 5], took[(len(took) * 4) // 5]
        if slow > MOST_SPREAD * max(quick, 0.05):
            return None
        middle = len(alike) // 2
        larger = max(
            size(ask) / max(1, sorted(seen.size for seen in alike)[middle]),
            ask.max_output_tokens / max(1, sorted(seen.output for seen in alike)[middle]),
        )
        return slow * (1.0 + weight * max(0.0, larger - 1.0))


def size(ask: Ask) -> int:
    """Characters the model reads."""
    return sum(len(message.content) for message in ask.messages)
