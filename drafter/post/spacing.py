"""House style between Chinese and Latin characters, for our own prose, and how sentences join into a paragraph.

What stands in quotation marks is somebody else's wording and is left as it is, as are figures: a space is never put between a
number and its 万 or 亿.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Literal

from drafter.entities import Language

Style = Literal["nospace", "space", "keep"]

_HAN = r"\u3005-\u3007\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
_LATIN = r"A-Za-z0-9\u00c0-\u024f"
_QUOTED = re.compile(r"“[^”]*(?:”|$)|「[^」]*(?:」|$)|『[^』]*(?:』|$)|《[^》]*(?:》|$)|\"[^\"]*(?:\"|$)")
"""An opening mark without its closing one quotes up to the end."""
_GAP = re.compile(rf"(?<=[{_HAN}])[ \u00a0]+(?=[{_LATIN}$€£¥])|(?<=[{_LATIN}%])[ \u00a0]+(?=[{_HAN}])")
_SEAM = re.compile(rf"(?<=[{_HAN}])(?=[{_LATIN}$€£¥])|(?<=[A-Za-z\u00c0-\u024f%])(?=[{_HAN}])|(?<=[0-9])(?=[{_HAN}])(?![十百千万亿兆])")
_WIDE = re.compile(rf"[{_HAN}\u3000-\u303f\u3040-\u30ff\uff00-\uffef]")
_EITHER = "“”‘’…—\"'"
"""Marks of both scripts: the character beside them tells which."""


def styled(text: str, style: Style) -> str:
    """`text` with the spaces between Chinese and Latin characters or digits taken out (`nospace`), put in (`space`) or as they are."""
    if style == "keep":
        return text
    parts, at = [], 0
    for quoted in _QUOTED.finditer(text):
        parts += [_prose(text[at : quoted.start()], style), quoted.group()]
        at = quoted.end()
    return "".join([*parts, _prose(text[at:], style)])


def _prose(text: str, style: Style) -> str:
    return _GAP.sub("", text) if style == "nospace" else _SEAM.sub(" ", text)


def joined(sentences: Iterable[str], language: Language) -> str:
    """One paragraph. Chinese sentences meet without a space; behind a Latin full stop stands one, in either language."""
    paragraph = ""
    for sentence in filter(None, (s.strip() for s in sentences)):
        paragraph += (_between(paragraph, sentence, language) if paragraph else "") + sentence
    return paragraph


def _between(left: str, right: str, language: Language) -> str:
    before, after = left.rstrip(_EITHER)[-1:] or left[-1], right.lstrip(_EITHER)[:1] or right[0]
    wide = [bool(_WIDE.match(c)) for c in (before, after)]
    if language == "zh" and before in ".!?":
        return " "
    return "" if all(wide) or (language == "zh" and any(wide)) else " "
