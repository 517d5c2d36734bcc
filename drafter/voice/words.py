"""A sentence as words, so that two versions of it can be compared by what an editor changes: words, phrases, punctuation."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher

from drafter.check.names.words import COMMON

_RUN = re.compile(r"[\u3400-\u9fff]+|[A-Za-zÀ-ÿ]+(?:['’.&-][A-Za-zÀ-ÿ]+)*|\d[\d,.]*%?|——|……|[^\s\w]|\w+")
_HAN = re.compile(r"[\u3400-\u9fff]")
_COMMAS = frozenset(",，;；:：")
LIKE = 0.5
"""Share of common words from which two sentences are two versions of one."""


@dataclass(frozen=True, slots=True)
class Swap:
    """A stretch of words that became another; one of both may be empty."""

    before: tuple[str, ...]
    after: tuple[str, ...]
    left: str
    """The word before it, the same in both; empty at the beginning."""
    right: str


def words(text: str) -> list[str]:
    """Chinese words, Latin words, figures and marks, without spaces."""
    import rjieba

    found: list[str] = []
    for match in _RUN.finditer(text):
        found += rjieba.cut(match.group()) if _HAN.match(match.group()) else [match.group()]
    return found


def joined(parts: tuple[str, ...]) -> str:
    """Words as a text: spaces between Latin ones only."""
    return re.sub(r"(?<=[\u3400-\u9fff，。；：、“”]) | (?=[\u3400-\u9fff，。；：、“”,.;:])", "", " ".join(parts))


def likeness(before: str, after: str) -> float:
    """Share of words that two sentences have in common, in their order."""
    return SequenceMatcher(None, words(before), words(after), autojunk=False).ratio()


def swaps(before: str, after: str) -> Iterator[Swap]:
    """What changed from one version of a sentence to the other; nothing where they are two sentences."""
    one, other = words(before), words(after)
    matcher = SequenceMatcher(None, one, other, autojunk=False)
    if matcher.ratio() < LIKE:
        return
    for kind, a, b, c, d in matcher.get_opcodes():
        if kind == "equal":
            continue
        left, right = one[a - 1] if a else "", one[b] if b < len(one) else ""
        comma = max((at for at in range(a, b - 1) if one[at] in _COMMAS), default=-1)
        if comma >= 0 and not set(other[c:d]) & _COMMAS:  # a phrase of its own fell away beside a word that was changed
            yield Swap(tuple(one[a : comma + 1]), (), left, one[comma + 1])
            a, left = comma + 1, one[comma]
        old, new = _begun(one[a:b], other[c:d]) if a == 0 else (one[a:b], other[c:d])
        if old or new:
            yield Swap(tuple(old), tuple(new), left, right)


def _begun(old: list[str], new: list[str]) -> tuple[list[str], list[str]]:
    """At the beginning of a sentence a capital is no change: `It is known that the bank` and `The bank` differ in `it is known that`."""
    old, new = _lower(old), _lower(new)
    while old and new and old[-1] == new[-1]:
        old, new = old[:-1], new[:-1]
    return old, new


def _lower(words: list[str]) -> list[str]:
    return [words[0].lower(), *words[1:]] if words and words[0].lower() in COMMON else words
