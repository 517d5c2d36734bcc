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
from functools import cache, lru_cache
from importlib import resources
from typing import Literal

_SLOT = re.compile(r"\{([~=*]?)(\w)\}")
_PARTS = "parts"
"""The group whose lines stand only inside of others: too short to know a message by."""


@dataclass(frozen=True)
class _Template:
    """A line of the catalogue. `own` is how many characters it has outside of its slots."""

    english: re.Pattern[str]
    chinese: str
    own: int


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
        if found := template.english.fullmatch(text):
            return template, found.groupdict()
    return None


@cache
def _templates() -> tuple[tuple[_Template, ...], tuple[_Template, ...]]:
    """Those of whole messages and those of parts, with most words of their own first."""
    groups = tomllib.loads(resources.files("drafter").joinpath("chinese.toml").read_text(encoding="utf-8"))
    parts = groups.pop(_PARTS)
    return _sorted(pair for group in groups.values() for pair in group.items()), _sorted(parts.items())


def _sorted(pairs: Iterable[tuple[str, str]]) -> tuple[_Template, ...]:
    return tuple(sorted((_template(english, chinese) for english, chinese in pairs), key=lambda one: -one.own))


def _template(english: str, chinese: str) -> _Template:
    """Anything may stand in a slot, over lines too, as little as fits."""
    parts = _SLOT.split(english)  # text, mark, name, text, …
    pattern = "".join(re.escape(part) if n % 3 == 0 else f"(?P<{part}>.+?)" if n % 3 == 2 else "" for n, part in enumerate(parts))
    return _Template(re.compile(pattern, re.DOTALL), chinese, sum(map(len, parts[::3])))
