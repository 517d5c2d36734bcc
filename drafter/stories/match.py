"""How likely two reports are of one story, and why.

The likeness is a sum of stated parts (`parts`), each between 0 and about 1 or a small count, times the weights of `weights`.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import NamedTuple

from drafter.stories.figures import Figure
from drafter.stories.marks import LEAD_WEIGHT, Marks
from drafter.stories.releases import differ

LATER = 2
"""A report published so many days before what another tells of tells of something else."""
ROUNDED = 0.5
"""What figures that are equal only when rounded to two digits count."""
_KINDS = ("words", "meanings", "names", "figures", "places", "sounds")
SMOOTH = 20
"""Reports assumed beside the given ones, so that in a small batch not everything is rare."""


class Rarity:
    """How telling a mark is among these reports: 1 for one that stands in a single report, 0 for one in all."""

    def __init__(self, reports: Sequence[Marks]) -> None:
        log = math.log(len(reports) + SMOOTH)
        self._counts = {kind: Counter[str]() for kind in _KINDS}
        for marks in reports:
            for kind in _KINDS:
                self._counts[kind].update(getattr(marks, kind).keys())
        self._by_count = [max(0.0, 1 - math.log(count + 1) / log) for count in range(len(reports) + 1)]

    def __call__(self, kind: str, mark: str) -> float:
        return self._by_count[self._counts[kind].get(mark, 0)]

    def count(self, kind: str, mark: str) -> int:
        return self._counts[kind][mark]


class Profile(NamedTuple):
    """A report ready for comparison."""

    id: str
    marks: Marks
    words: dict[str, float]
    """Of length 1."""
    meanings: dict[str, float]
    places: dict[str, float]
    leading: frozenset[str]
    """Places of title and lead."""
    figures: dict[str, float]
    """Key → how much it tells."""
    told: float
    """All figures together."""
    rounded: dict[str, str]
    """Figures that are compared when rounded: key → rounded."""
    said: dict[str, tuple[float, float]]
    """Meanings of title and lead → weight, squared rarity."""
    gist: list[tuple[str, float]]
    """Meanings of the title with their rarity."""
    title: list[tuple[str, float]]
    """Words of the title, likewise."""
    near: frozenset[str]
    """Rounded figures."""


def profile(id_: str, marks: Marks, rarity: Rarity) -> Profile:
    """Of one report among others."""
    figures = {key: _telling(figure) * math.sqrt(weight) for key, (figure, weight) in marks.figures.items()}
    rounded = {key: round_ for key, (figure, _) in marks.figures.items() if (round_ := figure.rounded)}
    return Profile(
        id_,
        marks,
        _unit(marks.words, "words", rarity),
        _unit(marks.meanings, "meanings", rarity),
        _unit(marks.places, "places", rarity),
        frozenset(place for place, weight in marks.places.items() if weight >= LEAD_WEIGHT),
        figures,
        sum(figures.values()),
        rounded,
        {mark: (weight, rarity("meanings", mark) ** 2) for mark, weight in marks.meanings.items() if weight >= LEAD_WEIGHT},
        [(mark, rarity("meanings", mark)) for mark in sorted(marks.gist)],
        [(mark, rarity("words", mark)) for mark in sorted(marks.title)],
        frozenset(rounded.values()),
    )


def _unit(found: Mapping[str, float], kind: str, rarity: Rarity) -> dict[str, float]:
    vector = {mark: math.sqrt(weight) * rarity(kind, mark) for mark, weight in found.items()}
    length = math.sqrt(sum(value * value for value in vector.values())) or 1.0
    return {mark: value / length for mark, value in vector.items()}


def _telling(figure: Figure) -> float:
    """More digits and a currency make a figure telling."""
    return (0.5 + 0.5 * min(figure.digits, 3)) * (1.0 if figure.kind == "n" else 0.8) + (0.5 if figure.currency else 0.0)


def parts(one: Profile, other: Profile, rarity: Rarity, cosine: float | None = None) -> dict[str, float]:
    """What speaks for and against one story."""
    a, b = one.marks, other.marks
    across = a.han != b.han
    same = {
        "meanings": _dot(one.meanings, other.meanings),
        **_figures(one, other, rarity),
        "little": math.exp(-_told(one, other) / 2),
        "names": _sum(_names(a, b, across), "names", rarity),
        "places": _dot(one.places, other.places) * max((rarity("places", place) for place in one.places if place in other.places), default=0.0),
        "elsewhere": float(bool(one.leading and other.leading and not one.leading & other.marks.places.keys() and not other.leading & one.marks.places.keys())),
        "headline": float(_other_headline(one, other)),
        "new_figure": float(_is_new(one, other)) + float(_is_new(other, one)),
        "subjects": float(_other_subjects(a, b)),
        "cosine": cosine or 0.0,
        **_titles(one, other, across),
        **_days(a, b),
        **_stages(a, b),
    }
    if across:
        return same | {"sounds": _sum({a.sounds[sound][0]: sound for sound in sorted(a.sounds.keys() & b.sounds.keys())}.values(), "sounds", rarity)}
    return same | {"words": _dot(one.words, other.words)}


FORM_WORDS = 0.2
FORM_TITLE = 0.5
"""In one script: reports that have more than the first of their words in common, and less than the second's share of that in their titles,
share a form. Of the labelled reports of one story none comes near it."""


def is_form(one: Profile, other: Profile, found: Mapping[str, float]) -> bool:
    """Whether texts of one script are built alike (releases, statistics, templates) but tell of other things: their titles share too little,
    or each title names somebody whom the other report does not know, and neither states a figure of the other's title."""
    a, b = one.marks, other.marks
    if a.han != b.han:
        return False
    if found["words"] > FORM_WORDS and found["title"] < FORM_TITLE * found["words"]:
        return True
    strangers = bool(a.subjects - b.latin and b.subjects - a.latin)
    return strangers and not _states(one, other) and not _states(other, one)


def is_other_release(one: Profile, other: Profile) -> bool:
    """Whether both tell regular figures, and of other things: by measure, territory or time, or by the figures that both titles state."""
    a, b = one.marks, other.marks
    if a.release is None or b.release is None:
        return False
    shared = any(b.figures[key][1] >= LEAD_WEIGHT for key, (_, weight) in a.figures.items() if weight >= LEAD_WEIGHT and key in b.figures)
    return differ(a.release, b.release, shared) or _contradict(a, b)


def _contradict(a: Marks, b: Marks) -> bool:
    """Both titles state figures of one kind, and neither report has one near any of the other's title."""
    return _same_kind(a, b) and not _comes_near(a, b) and not _comes_near(b, a)


def _comes_near(a: Marks, b: Marks) -> bool:
    stated = [a.figures[key][0] for key in a.headline]
    return any(figure.near(other) for figure in stated for other, _ in b.figures.values())


def _dot(one: Mapping[str, float], other: Mapping[str, float]) -> float:
    if len(one) > len(other):
        one, other = other, one
    return sum([value * other[mark] for mark, value in one.items() if mark in other])


def shared_figures(one: Profile, other: Profile) -> list[tuple[str, str, float]]:
    """(key in the one, key in the other, how much it tells), most telling first. Figures that are equal when rounded count half."""
    equal = [(key, key, min(one.figures[key], other.figures[key])) for key in one.figures.keys() & other.figures.keys()]
    rounded = {round_: key for key, round_ in other.rounded.items() if key not in one.figures} if one.near & other.near else {}
    near = [
        (key, match, ROUNDED * min(one.figures[key], other.figures[match]))
        for key, round_ in one.rounded.items()
        if key not in other.figures and (match := rounded.get(round_))
    ]
    return sorted(equal + near, key=lambda found: (-found[2], found))


def _figures(one: Profile, other: Profile, rarity: Rarity) -> dict[str, float]:
    shared = shared_figures(one, other)
    told = sum(telling * rarity("figures", key) for key, _, telling in shared)
    least = min(one.told, other.told)
    covered = sum(telling for _, _, telling in shared) / least if least else 0.0
    return {"figures": 1 - math.exp(-told / 2), "covered": min(1.0, covered)}


def shared_names(a: Marks, b: Marks) -> list[str]:
    """Names that one writes and the other too, in Latin letters."""
    return _names(a, b, a.han != b.han)


def _names(a: Marks, b: Marks, across: bool) -> list[str]:
    if not across:
        return sorted(a.names.keys() & b.names.keys())
    return sorted((a.names.keys() & (b.names.keys() | b.latin)) | (b.names.keys() & a.latin))


def _sum(found: Iterable[str], kind: str, rarity: Rarity) -> float:
    return 1 - math.exp(-sum(rarity(kind, mark) for mark in found) / 1.5)


def _share(rated: Sequence[tuple[str, float]], found: Mapping[str, float]) -> float:
    """How much of the marks, by their rarity, stands in what was found."""
    whole = sum([rare for _, rare in rated])
    return sum([rare for mark, rare in rated if mark in found]) / whole if whole else 0.0


def _titles(one: Profile, other: Profile, across: bool) -> dict[str, float]:
    """Share of each title that the other report says too, the mean of both: in generic words, and within one script in all words."""
    found = {"gist": (_share(one.gist, other.meanings) + _share(other.gist, one.meanings)) / 2}
    if not across:
        found["title"] = (_share(one.title, other.words) + _share(other.title, one.words)) / 2
    return found


def _told(one: Profile, other: Profile) -> float:
    """How much title and lead of both say in the same generic words, beside names and figures."""
    theirs = other.said
    return sum([rare * math.sqrt(min(weight, theirs[mark][0]) / LEAD_WEIGHT) for mark, (weight, rare) in one.said.items() if mark in theirs])


def _other_headline(one: Profile, other: Profile) -> bool:
    """Both titles state figures of one kind, and neither report has any of the other's title."""
    return _same_kind(one.marks, other.marks) and not _states(one, other) and not _states(other, one)


def _same_kind(a: Marks, b: Marks) -> bool:
    """Whether both titles state figures of one kind."""
    if not a.headline or not b.headline:
        return False
    kinds = [{(marks.figures[key][0].kind, bool(marks.figures[key][0].currency)) for key in marks.headline} for marks in (a, b)]
    return bool(kinds[0] & kinds[1])


def _is_new(one: Profile, other: Profile) -> bool:
    return bool(one.marks.headline) and not _states(one, other)


def _states(one: Profile, other: Profile) -> bool:
    """Whether a figure of the one's title stands in the other, or one equal when rounded."""
    return any(key in other.figures or one.rounded.get(key, "-") in other.near for key in one.marks.headline)


def _other_subjects(a: Marks, b: Marks) -> bool:
    """Both titles name somebody, and neither report has any name of the other's title."""
    return bool(a.subjects and b.subjects and not a.subjects & b.latin and not b.subjects & a.latin)


def _days(a: Marks, b: Marks) -> dict[str, float]:
    happened, otherwise = set(a.happened), set(b.happened)
    apart = min((abs((one - other).days) for one in happened for other in otherwise), default=0)
    newest = abs((max(happened) - max(otherwise)).days) if happened and otherwise else 0
    named: frozenset[date] = (a.days & b.days) - happened - otherwise
    return {
        "same_day": float(bool(happened & otherwise)),
        "other_day": float(min(3, apart)),
        "newest": float(min(3, newest)),
        "before": float(min(3, before := max(_before(a, b), _before(b, a)))),
        "later": float(before >= LATER),
        "named_day": float(bool(named)),
        "gap": float(min(7, abs(a.day - b.day))) if a.day is not None and b.day is not None else 0.0,
    }


def _before(a: Marks, b: Marks) -> int:
    """Days from the publication of the one to the latest day that the other tells of: nobody reports what is yet to happen."""
    return max(0, max(b.happened).toordinal() - a.day) if b.happened and a.day is not None else 0


def _stages(a: Marks, b: Marks) -> dict[str, float]:
    """Processes that both titles stand at different stages of, and stages of the one's title that the other, of the same process, does not tell."""
    first, second = a.reached, b.reached
    apart = sum(first[family] != second[family] for family in first.keys() & second.keys())
    untold = sum(any(stage not in other.stages.get(family, (stage,)) for family, stage in one.reached.items()) for one, other in ((a, b), (b, a)))
    return {"other_stage": float(min(2, apart)), "new_stage": float(untold)}
