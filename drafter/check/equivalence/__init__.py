"""Whether one atom says what another says, in whatever language: 15亿美元 is US$1,500m, and not "more than" it.

A claim may be vaguer than its source, never firmer: fewer digits need an approximator and correct rounding, a date may be
coarser. Currencies are never converted. What cannot be told from the two atoms alone is `incomparable`, never `same`.
"""

from __future__ import annotations

from drafter.check.equivalence.comparing import compare
from drafter.check.equivalence.derivation import derived
from drafter.check.equivalence.verdicts import Match, Verdict

__all__ = ["Match", "Verdict", "compare", "derived"]
