"""What each part of a likeness (`match.parts`) weighs.

Fitted on the development half of `tests/bench/stories` and on `tests/select/stories.toml`, with the signs held, then rounded. A sum
of 0 and more speaks for one story. A part that a column leaves out weighs nothing there.
"""

from __future__ import annotations

import math
from collections.abc import Mapping

ENGLISH = {
    "": -3.8,
    "title": 8.8,
    "words": 1.0,
    "meanings": 1.2,
    "gist": 0.3,
    "little": -1.0,
    "figures": 6.2,
    "covered": 1.4,
    "names": 4.3,
    "places": 6.0,
    "same_day": 1.4,
    "named_day": 4.0,
    "elsewhere": -2.6,
    "headline": -1.0,
    "subjects": -1.8,
    "new_figure": -1.2,
    "other_day": -0.8,
    "newest": -0.8,
    "before": -1.2,
    "later": -5.0,
    "gap": -0.8,
    "other_stage": -0.3,
    "new_stage": -1.5,
}
"""Two English reports; the empty name is what every pair starts from."""
CHINESE = ENGLISH | {
    "meanings": 4.4,
    "gist": 2.6,
}
"""Two Chinese ones, whose titles share few pairs of characters by chance."""
ACROSS = {
    "": -0.7,
    "meanings": 8.3,
    "gist": 3.7,
    "little": -4.6,
    "figures": 4.5,
    "covered": 2.3,
    "names": 4.6,
    "sounds": 8.8,
    "places": 7.5,
    "same_day": 0.9,
    "named_day": 2.4,
    "elsewhere": -2.8,
    "headline": -1.2,
    "subjects": -1.9,
    "new_figure": -0.9,
    "other_day": -1.0,
    "newest": -1.2,
    "before": -0.7,
    "later": -5.0,
    "gap": -0.4,
    "other_stage": -2.5,
    "new_stage": -0.5,
}
"""An English and a Chinese one."""
ENGLISH_WITH_VECTORS = {
    "": -5.1,
    "title": 4.0,
    "words": 0.2,
    "meanings": 0.2,
    "gist": 0.2,
    "little": -0.2,
    "figures": 5.4,
    "covered": 0.2,
    "names": 2.4,
    "places": 5.3,
    "same_day": 1.3,
    "named_day": 4.0,
    "elsewhere": -1.6,
    "headline": -0.9,
    "subjects": -1.2,
    "new_figure": -1.4,
    "other_day": -0.8,
    "newest": -0.8,
    "before": -1.1,
    "later": -5.0,
    "gap": -0.8,
    "other_stage": -0.2,
    "new_stage": -1.6,
    "cosine": 9.0,
}
CHINESE_WITH_VECTORS = ENGLISH_WITH_VECTORS | {
    "meanings": 1.6,
    "gist": 2.8,
}
ACROSS_WITH_VECTORS = {
    "": -2.7,
    "meanings": 6.4,
    "gist": 2.5,
    "little": -3.0,
    "figures": 4.4,
    "covered": 1.3,
    "names": 1.0,
    "sounds": 6.2,
    "places": 7.2,
    "same_day": 1.4,
    "named_day": 1.9,
    "elsewhere": -2.2,
    "headline": -2.1,
    "subjects": -1.3,
    "new_figure": -0.9,
    "other_day": -0.9,
    "newest": -1.1,
    "before": -0.7,
    "later": -5.0,
    "gap": -0.4,
    "other_stage": -2.0,
    "new_stage": -0.7,
    "cosine": 9.0,
}
_TABLES = {
    (False, False, False): ENGLISH,
    (True, True, False): CHINESE,
    (False, True, False): ACROSS,
    (True, False, False): ACROSS,
    (False, False, True): ENGLISH_WITH_VECTORS,
    (True, True, True): CHINESE_WITH_VECTORS,
    (False, True, True): ACROSS_WITH_VECTORS,
    (True, False, True): ACROSS_WITH_VECTORS,
}
"""By whether the one and the other are Chinese, and whether vectors are given."""
FITTED_ON = 140
"""Reports of the batch that the weights were fitted on."""


def prior(reports: int) -> float:
    """What a larger batch takes off every likeness: among twice as many reports a given two are half as often of one story."""
    return min(0.0, -math.log(max(1, reports) / FITTED_ON))


def likeness(parts: Mapping[str, float], one_han: bool, other_han: bool, vectors: bool) -> float:
    """The weighted sum without the prior; 0 is the threshold."""
    weights = _TABLES[one_han, other_han, vectors]
    return weights[""] + sum(weights.get(name, 0.0) * value for name, value in parts.items() if value)
