"""GR1xx: what a statement says and its sources do not."""

from __future__ import annotations

from drafter.check.codes.claims import CLAIMS
from drafter.check.codes.figures import FIGURES
from drafter.check.codes.judged import JUDGED
from drafter.check.codes.nouns import Code
from drafter.check.codes.words import WORDS

GROUNDING: dict[str, Code] = {**FIGURES, **WORDS, **CLAIMS, **JUDGED}
