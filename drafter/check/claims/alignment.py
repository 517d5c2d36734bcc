"""Whether two clauses speak of the same: by the names, things and figures they share, and in one language by their words."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Sequence
from functools import lru_cache
from importlib import resources

from drafter.check.names.forms import cldr_forms

_HAN = re.compile(r"[\u3400-\u9fff]+")
_WORD = re.compile(r"[a-z]{4,}")
_NAME = re.compile(r"(?<![A-Za-z])[A-Z][A-Za-z0-9-]{2,}")
_FIGURE = re.compile(r"\d[\d.,]*\d|\d")
_COMMON = frozenset(
    [
        "that",
        "this",
        "with",
        "from",
        "have",
        "been",
        "were",
        "will",
        "would",
        "said",
        "says",
        "which",
        "their",
        "about",
        "after",
        "before",
        "also",
        "more",
        "than",
        "they",
        "into",
        "over",
        "under",
        "when",
        "while",
        "could",
        "should",
        "there",
        "these",
        "those",
        "being",
        "company",
        "companies",
        "year",
        "years",
        "month",
        "week",
    ]
)
_OPENERS = frozenset(
    [
        "The",
        "This",
        "That",
        "These",
        "Those",
        "They",
        "There",
        "Its",
        "His",
        "Her",
        "She",
        "Who",
        "What",
        "When",
        "While",
        "After",
        "Before",
        "But",
        "And",
        "For",
        "From",
        "With",
        "Under",
        "Some",
        "All",
        "One",
        "Two",
    ]
)
_LIGHT = frozenset("的了在是为对将与和及或被把从向于已也都就而并其该此公司表示称年月日个一")


@lru_cache(maxsize=1)
def _things() -> tuple[tuple[str, re.Pattern[str]], ...]:
    rows = tomllib.loads(resources.files("drafter.check.claims").joinpath("things.toml").read_text(encoding="utf-8"))
    return tuple((f"t:{name}", re.compile(rf"(?i)(?<![A-Za-z])(?:{english})(?![A-Za-z])|{chinese}")) for name, (english, chinese) in rows.items())


@lru_cache(maxsize=2048)
def anchors(text: str, names: tuple[tuple[str, str], ...] = ()) -> frozenset[str]:
    """What both languages share: things, declared and Latin names, figures."""
    found = {key for key, pattern in _things() if pattern.search(text)}
    found |= {f"n:{source.lower()}" for form, source in names if form in text or source in text}
    found |= {f"n:{name.lower()}" for name in _NAME.findall(text) if name not in _OPENERS}
    found |= {f"p:{key[1]}" for _, _, keys in cldr_forms(text) for key in keys[:1]}
    return frozenset(found | {f"f:{figure.replace(',', '')}" for figure in _FIGURE.findall(text)})


@lru_cache(maxsize=2048)
def words(text: str) -> frozenset[str]:
    """What only one language shares: stems of English, pairs of Chinese characters."""
    found = {word[:6] for word in _WORD.findall(text.lower()) if word not in _COMMON}
    for run in _HAN.findall(text):
        found |= {run[at : at + 2] for at in range(len(run) - 1) if not _LIGHT & set(run[at : at + 2])}
    return frozenset(found)


def alike(one: str, other: str, names: Sequence[tuple[str, str]] = ()) -> int:
    """How many anchors they share; words of one language count half."""
    pairs = tuple(names)
    return len(anchors(one, pairs) & anchors(other, pairs)) + len(words(one) & words(other)) // 2
