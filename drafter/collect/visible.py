"""Text as a reader sees it: no character that shows nothing, one kind of space.

Zero-width, bidirectional and tag characters hide instructions and break quotations; they go before anything points into the text.
"""

from __future__ import annotations

import re
import unicodedata

_BLANK = "\u115f\u1160\u3164\uffa0\u2800\u034f\u17b4\u17b5\ufffc"
_SELECTORS = "\u180b-\u180f\ufe00-\ufe0f\U000e0000-\U000e0fff"
_UNSEEN = re.compile(
    "[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\xad\u061c\u070f\u08e2\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff\ufff0-\ufffb\ufffe\uffff\ud800-\udfff\ue000-\uf8ff"
    f"\U000110bd\U000110cd\U0001bca0-\U0001bca3\U0001d173-\U0001d17a\U000f0000-\U0010ffff{_BLANK}{_SELECTORS}]"
)
_SPACES = re.compile(r"[^\S\n]+")


def seen(text: str) -> str:
    """NFC, without unseen characters; lines are kept, every other run of white space is one space."""
    text = unicodedata.normalize("NFC", _UNSEEN.sub("", text).replace("\u2028", "\n").replace("\u2029", "\n").replace("\x85", "\n"))
    return _SPACES.sub(" ", text)


def line(text: str) -> str:
    """`seen`, as one line without white space at its ends."""
    return " ".join(seen(text).split())
