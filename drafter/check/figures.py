"""Figures that stand in one text and in none of the texts it rests on, taken literally.

A floor, not a grammar: within one language the analysis may use only figures that its items state. Digits are compared as
written, without thousands separators; figures in words are not seen.
"""

from __future__ import annotations

import re
import unicodedata

_FIGURE = re.compile(r"\d+(?:,\d{3})*(?:\.\d+)?")


def figures(text: str) -> tuple[str, ...]:
    """Runs of digits as written, narrow, without thousands separators, in order."""
    return tuple(found.replace(",", "") for found in _FIGURE.findall(unicodedata.normalize("NFKC", text.replace("，", " , "))))
