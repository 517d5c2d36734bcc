"""Simplified or traditional? By the national character sets, as the standard library has them, for characters in frequent use.

A character of Big5's frequent plane that GB 2312 lacks is traditional; one of GB 2312's frequent plane that Big5 lacks is
simplified. Most characters are both, and tell nothing.
"""

from __future__ import annotations

from functools import cache

_BOTH = frozenset(
    "伋僎劻吋呎堉嘐嶔崁巉帟惇愒敔昇昤晅晞暍枓枴栘梂梡棻楛榣橾毚汍沍沘洸浥湣潟潠澦玥珪珮琍琯璘璟瓖疢瞭祇祐硿耑脩芣菴蘗跼迆迺郃鄗鄘釅鍾雊鴃砠氾歜槃乾著藉徵彷覆於麽"
)
"""Written in simplified texts too, mostly in names: GB 2312 is older than the list of characters for general use."""
_BOTH_WAYS = frozenset("着够")
"""Written in traditional texts too."""
_BIG5_FREQUENT = range(0xA4, 0xC7)
_GB_FREQUENT = range(0xB0, 0xD8)
"""Lead bytes of each set's plane of frequent characters."""


def traditional(text: str) -> tuple[int, ...]:
    """Offsets of characters that only traditional texts have."""
    return tuple(at for at, character in enumerate(text) if _side(character) == "t")


def simplified(text: str) -> tuple[int, ...]:
    """Offsets of characters that only simplified texts have."""
    return tuple(at for at, character in enumerate(text) if _side(character) == "s")


@cache
def _side(character: str) -> str:
    if not "\u4e00" <= character <= "\u9fff":
        return ""
    big5, gb = _coded(character, "big5"), _coded(character, "gb2312")
    if big5 in _BIG5_FREQUENT and not gb:
        return "" if character in _BOTH else "t"
    if gb in _GB_FREQUENT and not big5:
        return "" if character in _BOTH_WAYS else "s"
    return ""


def _coded(character: str, charset: str) -> int:
    """The lead byte, 0 where the set lacks the character."""
    try:
        return character.encode(charset)[0]
    except UnicodeEncodeError:
        return 0
