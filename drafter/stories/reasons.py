"""Why a report joined a story, in words for the editor."""

from __future__ import annotations

from drafter.stories.lexicon import stem
from drafter.stories.match import Profile, Rarity, shared_figures, shared_names

_MOST = 3


def reason(one: Profile, other: Profile, rarity: Rarity, to_main: bool) -> str:
    """Such as `same figures 15亿美元, 2300人; names starport; both name 2026-05-06; one day apart`."""
    a, b = one.marks, other.marks
    said = []
    figures = [b.figures[match][0].said for _, match, _ in shared_figures(one, other)[:_MOST]]
    if figures:
        said.append(f"same figure{'s' if len(figures) > 1 else ''} {', '.join(figures)}")
    names = sorted(shared_names(a, b), key=lambda name: (-rarity("names", name), name))[:_MOST]
    if names:
        said.append(f"names {', '.join(names)}")
    sounds = sorted({(a.sounds[sound][0], b.sounds[sound][0]) for sound in a.sounds.keys() & b.sounds.keys()}) if a.han != b.han else []
    if sounds:
        said.append(f"{' is '.join(sounds[0])} by its sound")
    words = _words(one, other, rarity)
    if words:
        said.append(f"same words {', '.join(words)}")
    days = sorted(a.days & b.days)
    if days:
        said.append(f"both name {days[0].isoformat()}")
    said.append(_gap(a.day, b.day))
    return "; ".join(part for part in said if part) + ("" if to_main else f" (as {one.id})")


def _words(one: Profile, other: Profile, rarity: Rarity) -> list[str]:
    kind = "words" if one.marks.han == other.marks.han else "meanings"
    first, second = (one.words, other.words) if kind == "words" else (one.meanings, other.meanings)
    shared = sorted(first.keys() & second.keys(), key=lambda mark: (-first[mark] * second[mark], mark))[:_MOST]
    return [_in_full(mark, other) if kind == "words" else mark.rpartition(":")[2].replace("_", " ") for mark in shared]


def _in_full(word: str, of: Profile) -> str:
    """A word of the report that has this stem."""
    return min((one for one in of.marks.latin if stem(one) == word), key=lambda one: (len(one), one), default=word)


def _gap(one: int | None, other: int | None) -> str:
    if one is None or other is None:
        return "no date"
    days = abs(one - other)
    return "same day" if not days else "one day apart" if days == 1 else f"{days} days apart"
