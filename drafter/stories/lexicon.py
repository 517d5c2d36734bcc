"""Generic words of the news in both languages, from `lexicon.txt` beside this file: what they mean, and the stage of a process they tell."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from importlib import resources
from itertools import chain
from typing import NamedTuple

_MEASURES = {"results:reported": "results", "rate:decided": "rate"}
"""Of meanings that are stages too."""


class Lexicon(NamedTuple):
    """Forms → meanings. A meaning is its line's first English form."""

    english: dict[tuple[str, ...], tuple[str, ...]]
    """Stems of a word or phrase → meanings."""
    chinese: dict[str, tuple[str, ...]]
    stages: dict[str, tuple[str, str]]
    """Meaning → (family, stage)."""
    measures: dict[str, str]
    """Meaning → the measure that regular releases tell of."""
    ordinary: frozenset[str]
    """Stems of all words of the English forms, those of phrases too."""
    first_words: dict[str, tuple[int, ...]]
    """First stem of English forms → how many words such forms have, the longest first."""
    starts: dict[str, tuple[int, ...]]
    """First character of Chinese forms → how many characters, likewise."""


@lru_cache(maxsize=1)
def lexicon() -> Lexicon:
    """The bundled one, read once."""
    english: dict[tuple[str, ...], list[str]] = {}
    chinese: dict[str, list[str]] = {}
    stages: dict[str, tuple[str, str]] = {}
    measures: dict[str, str] = dict(_MEASURES)
    lines = resources.files(__package__).joinpath("lexicon.txt").read_text(encoding="utf-8").splitlines()
    for line in lines:
        if not line.strip() or line.startswith("#"):
            continue
        left, _, right = line.partition("|")
        label, *forms = left.split()
        family, _, stage = label.partition(":")
        meaning = label if stage else forms[0]
        if label.startswith("="):
            measures[meaning] = label[1:]
        if stage:
            stages[meaning] = (family, stage)
        for form in forms:
            english.setdefault(tuple(stem(word) for word in re.findall(r"[a-z0-9]+", form.casefold())), []).append(meaning)
        for form in right.split():
            if len(form) < 2 or form.isascii():  # a single character is too often a part of another word; Latin letters are the left side's
                continue
            chinese.setdefault(form.casefold(), []).append(meaning)
    return Lexicon(
        {form: tuple(dict.fromkeys(found)) for form, found in english.items()},
        {form: tuple(dict.fromkeys(found)) for form, found in chinese.items()},
        stages,
        measures,
        frozenset(chain.from_iterable(english)),
        _lengths(english),
        _lengths(chinese),
    )


def _lengths(forms: Iterable[Sequence[str]]) -> dict[str, tuple[int, ...]]:
    """First part of forms → their lengths: most words begin none, and are soon passed over."""
    found: dict[str, set[int]] = defaultdict(set)
    for form in forms:
        if form:
            found[form[0]].add(len(form))
    return {first: tuple(sorted(lengths, reverse=True)) for first, lengths in found.items()}


@lru_cache(maxsize=1)
def empty_words() -> frozenset[str]:
    """English words that say nothing of a story, and abbreviations that name nobody; read once."""
    lines = resources.files(__package__).joinpath("empty.txt").read_text(encoding="utf-8").splitlines()
    return frozenset(word for line in lines if not line.startswith("#") for word in line.split())


@lru_cache(maxsize=65536)
def stem(word: str) -> str:
    """An English word without its commonest endings: enough to bring fines, fined and fine together."""
    if len(word) > 4 and word.endswith("ies"):
        word = word[:-3] + "y"
    elif len(word) > 3 and word.endswith("s") and not word.endswith(("ss", "us", "is")):
        word = word[:-1]
    for ending in ("ing", "ed"):
        if len(word) > len(ending) + 2 and word.endswith(ending):
            word = word[: -len(ending)]
            if len(word) > 3 and word[-1] == word[-2] and word[-1] not in "lsz":
                word = word[:-1]
            break
    if len(word) > 3 and word.endswith("ied"):
        word = word[:-3] + "y"
    return word.removesuffix("e") if len(word) > 3 else word


def english_meanings(stems: list[str]) -> Iterator[str]:
    """Meanings of a row of stems, the longest phrase first; no word is used twice."""
    known, lengths = lexicon().english, lexicon().first_words
    at = 0
    while at < len(stems):
        for length in lengths.get(stems[at], ()):
            found = known.get(tuple(stems[at : at + length]))
            if found:
                yield from found
                at += length
                break
        else:
            at += 1


def chinese_meanings(text: str) -> Iterator[str]:
    """Meanings of a run of Chinese characters, the longest form first; no character is used twice."""
    known, lengths = lexicon().chinese, lexicon().starts
    at = 0
    while at < len(text):
        for length in lengths.get(text[at], ()):
            found = known.get(text[at : at + length])
            if found:
                yield from found
                at += length
                break
        else:
            at += 1
