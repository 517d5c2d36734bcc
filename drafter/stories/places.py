"""Countries by CLDR's names in both languages, their adjectives and some capitals, as one code each."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from importlib import resources

_NONE = frozenset({"chad", "jordan", "georgia", "guinea", "jersey", "mali", "world"})
"""Names that are ordinary words or first names too."""


_LONGEST = 8
"""Characters of the longest Chinese name that is looked for."""


class Places:
    """Names → codes: of Latin words (one to three, lower case) and of Chinese characters."""

    def __init__(self, latin: dict[tuple[str, ...], str], chinese: dict[str, str]) -> None:
        self.latin, self.chinese = latin, chinese
        self._starts = frozenset(name[0] for name in chinese)
        self._first_words = frozenset(name[0] for name in latin if name)

    def in_latin(self, words: list[str]) -> list[str]:
        """Codes in the order of the words."""
        found = []
        for at, word in enumerate(words):
            if word not in self._first_words:
                continue
            code = next((code for length in (3, 2, 1) if (code := self.latin.get(tuple(words[at : at + length])))), None)
            if code:
                found.append(code)
        return found

    def in_chinese(self, text: str) -> list[str]:
        """Codes in the order of the characters, the longest name first."""
        found, at = [], 0
        while at < len(text):
            length = self._length(text, at) if text[at] in self._starts else 0
            if length:
                found.append(self.chinese[text[at : at + length]])
            at += length or 1
        return found

    def _length(self, text: str, at: int) -> int:
        """Of the longest name that begins here; 0 where none does."""
        return next((length for length in range(min(_LONGEST, len(text) - at), 1, -1) if text[at : at + length] in self.chinese), 0)


@lru_cache(maxsize=1)
def places() -> Places:
    """From CLDR and the bundled list, read once."""
    latin: dict[tuple[str, ...], str] = {}
    chinese: dict[str, str] = {}
    for code, english, han in (*_countries(), *_cities()):
        latin.setdefault(tuple(english.casefold().replace("&", "and").split()), code)
        chinese.setdefault(han.casefold(), code)
    for line in resources.files(__package__).joinpath("places.txt").read_text(encoding="utf-8").splitlines():
        code, bar, names = line.partition(" | ")
        for name in names.split() if bar and not line.startswith("#") else ():
            if name.isascii():
                latin[tuple(name.split("_"))] = code
            else:
                chinese[name] = code
    for name in _NONE:
        latin.pop((name,), None)
    return Places(latin, {name: code for name, code in chinese.items() if len(name) > 1})


def _countries() -> Iterator[tuple[str, str, str]]:
    """Code, English and Chinese name."""
    from babel import Locale

    han = Locale("zh").territories
    for code, name in Locale("en").territories.items():
        if len(code) == 2 and code in han:
            yield code, name, han[code]


def _cities() -> Iterator[tuple[str, str, str]]:
    """Those that time zones are named by; the English name is their code."""
    from babel import Locale

    han = Locale("zh").time_zones
    for zone, named in Locale("en").time_zones.items():
        if named.get("city") and han.get(zone, {}).get("city"):
            yield named["city"], named["city"], han[zone]["city"]
