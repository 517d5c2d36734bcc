"""In Chinese what the engine says in English: flags, failures, errors with their ways out. Pure.

The engine speaks English once, with concrete words in it; the console prints that. A page in Chinese asks here. `chinese.toml` has English
templates and the same in Chinese, as message catalogues do: a module that says something new adds its line there. What no template fits
stays as it is, so that nothing is ever lost or guessed.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache, cached_property, lru_cache
from importlib import resources
from typing import Literal

_SLOT = re.compile(r"\{([~=*]?)(\w)\}")
_PARTS = "parts"
"""The group whose lines stand only inside of others: too short to know a message by."""


@dataclass(frozen=True)
class _Template:
    """A line of the catalogue: its text outside of the slots, with what stands between."""

    parts: tuple[str, ...]
    """text, mark, name, text, …"""
    chinese: str

    @property
    def own(self) -> int:
        """Characters outside of its slots."""
        return sum(map(len, self.parts[::3]))

    def slots(self, text: str) -> dict[str, str] | None:
        """What stands in the slots, where the text fits: anything, over lines too, as little as fits."""
        if not (text.startswith(self.parts[0]) and text.endswith(self.parts[-1])):
            return None
        found = self._pattern.fullmatch(text)  # made only for what begins and ends like it: there are hundreds
        return found.groupdict() if found else None

    @cached_property
    def _pattern(self) -> re.Pattern[str]:
        pieces = (re.escape(part) if n % 3 == 0 else f"(?P<{part}>.+?)" if n % 3 == 2 else "" for n, part in enumerate(self.parts))
        return re.compile("".join(pieces), re.DOTALL)


def said(text: str, language: Literal["zh", "en"]) -> str:
    """`text` in the language: Chinese where the catalogue has it, else as it is."""
    return _told(text) if language == "zh" else text


def has(text: str) -> bool:
    """Whether the catalogue says it in Chinese."""
    return _fitting(text) is not None


@lru_cache(maxsize=2048)
def _told(text: str, inside: bool = False) -> str:
    found = _fitting(text, inside)
    if found is None:
        return text
    template, words = found
    return _SLOT.sub(lambda slot: _filled(slot[1], words[slot[2]]), template.chinese)


def _filled(mark: str, words: str) -> str:
    """A slot's words: as they are, or told by the catalogue (`~`), by its parts (`=`), or each of them (`*`)."""
    if mark == "*":
        return "；".join(_told(part, inside=True) for part in words.split("; "))
    return _told(words, inside=mark == "=") if mark else words


def _fitting(text: str, inside: bool = False) -> tuple[_Template, dict[str, str]] | None:
    for template in _templates()[inside]:
        if (slots := template.slots(text)) is not None:
            return template, slots
    return None


@cache
def _templates() -> tuple[tuple[_Template, ...], tuple[_Template, ...]]:
    """Those of whole messages and those of parts, with most words of their own first."""
    groups = tomllib.loads(resources.files("drafter").joinpath("chinese.toml").read_text(encoding="utf-8"))
    parts = groups.pop(_PARTS)
    return _sorted(pair for group in groups.values() for pair in group.items()), _sorted(parts.items())


def _sorted(pairs: Iterable[tuple[str, str]]) -> tuple[_Template, ...]:
    return tuple(sorted((_Template(tuple(_SLOT.split(english)), chinese) for english, chinese in pairs), key=lambda one: -one.own))
