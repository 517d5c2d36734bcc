"""A figure of the source put to the wrong thing: it stands there, but is said of another measure, part, name, place, period, term or number.

Said only with evidence on both sides. Wherever the source has the figure it is told of something that the statement does not name; and in the
lines that the statement rests on the thing that it does name has another figure of the same sort, which the flag shows.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import cached_property

from drafter.check.atoms import Atom
from drafter.check.binding.aspects import Mention, Mentions, agree, before_or_beside, mentions, numbered, own_keys, tenors, worded
from drafter.check.binding.bound import DATES, LITERAL, Place, carries, same_sort, small
from drafter.check.binding.standing import standing_fault
from drafter.check.binding.wholes import PART, of_whole
from drafter.check.claims.referents import Directory
from drafter.check.equivalence.comparing import PLAIN
from drafter.check.figure_faults import Fault
from drafter.check.lines import Line

Keys = frozenset[str]
_PERIODS = ("month", "quarter", "half", "year")
_LOOSE = frozenset({"name", "place", "city", "region", "period", "tenor", "part", "kind"})
"""Aspects in which another figure tells something only where it is of the same measure, or stands in the same sentence."""
_MOST = 40
"""Figures of a line; what has more is a table, whose words stand elsewhere."""
_OF_DATES = frozenset({"name", "place", "city", "region", "number"})
"""Aspects that tell apart the days of two events."""


class Binder:
    """One statement beside the lines that it rests on."""

    def __init__(self, words: str, ours: Sequence[Atom], cited: Sequence[Line], pairs: Sequence[tuple[str, str]]) -> None:
        self._words, self._ours, self._cited, self._pairs = words, ours, cited, pairs
        self._kept: dict[tuple[str, str], Mentions] = {}

    @cached_property
    def _directory(self) -> Directory:
        return Directory(self._words, [line.words for line in self._cited], self._pairs)

    def told(self, text: str, atoms: Sequence[Atom], aspect: str) -> Mentions:
        """The mentions of an aspect in a text."""
        key = (aspect, text)
        if key not in self._kept:
            self._kept[key] = self._read(text, atoms, aspect)
        return self._kept[key]

    def _read(self, text: str, atoms: Sequence[Atom], aspect: str) -> Mentions:
        if aspect in _NAMED:
            return [Mention(one.start, one.end, frozenset({one.key})) for one in self._directory.find(text) if _NAMED[aspect](one.key)]
        if aspect == "period":
            return _periods(atoms)
        if aspect == "tenor":
            return tenors(text)
        if aspect == "number":
            return numbered(text)
        names = self.told(text, atoms, "name")
        return [each for each in mentions(text, aspect) if not any(_part_of(each, name) for name in names)]

    def of(self, text: str, atoms: Sequence[Atom], atom: Atom, aspect: str) -> Keys:
        """What the figure is said of."""
        told = self.told(text, atoms, aspect)
        found = own_keys(text, [other for other in atoms if _alike(atom, other) and other.start < other.end], atom, told) if told else frozenset()
        if aspect != "part" or atom.kind in DATES:
            return found
        if found:
            return frozenset(f"{PART}/{key}" for key in found)
        places = [*mentions(text, "region"), *self.told(text, atoms, "place")]
        names = [each for each in self.told(text, atoms, "name") if not any(each.start < place.end and place.start < each.end for place in places)]
        return of_whole(text, atom, self.told(text, atoms, "measure"), names, atoms)

    def fault(self, atom: Atom, places: Sequence[Place]) -> Fault | None:
        """The first aspect in which the figure is another's at all of its places."""
        for aspect in (*worded(), *_NAMED, "period", "tenor", "number"):
            if (found := self._in(aspect, atom, places)) is not None:
                return found
        return None

    def _in(self, aspect: str, atom: Atom, places: Sequence[Place]) -> Fault | None:
        if atom.kind in DATES and aspect not in _OF_DATES:
            return None
        mine = self.of(self._words, self._ours, atom, aspect)
        if not mine or (aspect == "name" and self._of_stake(atom, places)):
            return None
        every = mine if aspect == "part" else mine | before_or_beside(self._words, atom, self.told(self._words, self._ours, aspect))
        theirs = [self.of(place.line.words, place.line.atoms, place.atom, aspect) for place in places if place.atom]
        if not all(theirs) or any(_agree(aspect, keys, every) for keys in theirs):
            return None
        if aspect == "number":
            return self._numbered(atom, mine, places[0])
        rival = next(self._rivals(aspect, atom, mine, theirs, places), None)
        if rival is None or rival.atom is None:
            return None
        message = f"“{atom.text}” is said of something else in the source, which has “{rival.atom.text}” for this"
        return Fault("figure-misbound", "HIGH", atom.start, atom.end, message, rival.atom.text, places[0].line)

    def _of_stake(self, atom: Atom, places: Sequence[Place]) -> bool:
        """A stake has two names to it, whose it is and what it is in."""
        told = [self.of(self._words, self._ours, atom, "measure")]
        told += [self.of(place.line.words, place.line.atoms, place.atom, "measure") for place in places if place.atom]
        return any("stake" in keys for keys in told)

    def _numbered(self, atom: Atom, mine: Keys, place: Place) -> Fault | None:
        """Unit 1's share at unit 2: both are told of there."""
        if not any(mine & each.keys for line in self._cited for each in numbered(line.words)):
            return None
        return Fault("figure-misbound", "HIGH", atom.start, atom.end, f"“{atom.text}” is said of another one in the source", "", place.line)

    def _rivals(self, aspect: str, atom: Atom, mine: Keys, theirs: Sequence[Keys], places: Sequence[Place]) -> Iterator[Place]:
        """Other figures of the sort that the source has for what the statement names."""
        for rival in self._others(atom, places):
            if rival.atom is None:
                continue
            keys = self.of(rival.line.words, rival.line.atoms, rival.atom, aspect)
            fits = agree(keys, mine) if aspect in worded() else bool(keys & mine)
            if not fits or any(_agree(aspect, keys, each) for each in theirs):
                continue
            plain = aspect not in _LOOSE and all(place.atom and _of_one_unit(place.atom, rival.atom) for place in places)
            if plain or all(self._comparable(place, rival) for place in places):
                yield rival

    def _others(self, atom: Atom, places: Sequence[Place]) -> Iterator[Place]:
        """Figures that could stand in its place and that the statement does not name."""
        for line in self._cited:
            for other in line.atoms:
                rivals = other.start < other.end and any(place.atom and _rival(place.atom, other) for place in places)
                if rivals and not any(carries(each, other) for each in (atom, *self._ours)):
                    yield Place(line, other)

    def _comparable(self, place: Place, rival: Place) -> bool:
        """Figures of one measure; where none is told, of one sentence."""
        if place.atom is None or rival.atom is None:
            return False
        here = self.of(place.line.words, place.line.atoms, place.atom, "measure")
        there = self.of(rival.line.words, rival.line.atoms, rival.atom, "measure")
        return agree(here, there) if here and there else place.line is rival.line


def misbound_faults(words: str, ours: Sequence[Atom], cited: Sequence[Line], around: Sequence[Line], pairs: Sequence[tuple[str, str]]) -> list[Fault]:
    """Faults of the figures that the cited lines have for something else. A figure that the article has elsewhere too is left alone."""
    lines = [line for line in cited if len(line.atoms) <= _MOST]
    binder = Binder(words, ours, lines, pairs)
    found: list[Fault] = []
    for atom in ours:
        if atom.kind in (*LITERAL, "ordinal") or small(atom) or (atom.kind in DATES and atom.precision != "day"):
            continue
        places = [Place(line, theirs) for line in lines for theirs in line.atoms if carries(atom, theirs)]
        if not places or any(place.atom is None or place.atom.start >= place.atom.end for place in places):
            continue
        fault = standing_fault(words, ours, atom, lines, places) or binder.fault(atom, places)
        if fault is not None and not _elsewhere(atom, (*cited, *around), lines):
            found.append(fault)
    return found


def _part_of(word: Mention, name: Mention) -> bool:
    """哈罗汽车, Orlova Cloud: a word of a name is none of the business."""
    return name.start <= word.start and word.end <= name.end and name.end - name.start > word.end - word.start


def _elsewhere(atom: Atom, lines: Sequence[Line], known: Sequence[Line]) -> bool:
    """Whether lines beside those known have the figure."""
    seen = {id(line) for line in known}
    return any(carries(atom, theirs) for line in lines if id(line) not in seen for theirs in line.atoms)


_NAMED: Mapping[str, Callable[[str], bool]] = {
    "name": lambda key: ":" not in key,
    "place": lambda key: key.startswith("territory:"),
    "city": lambda key: key.startswith("city:"),
}


def _periods(atoms: Sequence[Atom]) -> Mentions:
    """Months and longer that the words name; what is only implied at the same words is left out."""
    found: dict[int, Mention] = {}
    for atom in atoms:
        if atom.precision in _PERIODS and atom.start < atom.end and _span(atom):
            found.setdefault(atom.start, Mention(atom.start, atom.end, frozenset({_span(atom)})))
    return sorted(found.values())


def _span(atom: Atom) -> str:
    return f"{atom.precision} {atom.first} {atom.last}" if atom.first and atom.last else ""


def _agree(aspect: str, one: Keys, other: Keys) -> bool:
    """Values that may be one; names that share a word, and periods of different length, may."""
    if aspect == "name":
        return any(set(mine.split()) & set(theirs.split()) or mine in theirs or theirs in mine for mine in one for theirs in other)
    if aspect == "period":
        return any(mine == theirs or mine.split()[0] != theirs.split()[0] for mine in one for theirs in other)
    return agree(one, other)


def _alike(atom: Atom, other: Atom) -> bool:
    """Figures that share out the words of a sentence among them."""
    if atom.kind in DATES:
        return other.kind in DATES
    return same_sort(atom, other)


def _of_one_unit(atom: Atom, other: Atom) -> bool:
    """Counts of the same class; counts of which one has no class tell nothing but in one sentence."""
    return atom.kind not in PLAIN or atom.unit == other.unit


def _rival(atom: Atom, other: Atom) -> bool:
    """A figure that could stand in its place: of its sort, and another one."""
    if atom.kind in DATES:
        return (
            other.kind in DATES
            and atom.first is not None
            and other.first is not None
            and atom.last is not None
            and other.last is not None
            and (atom.last < other.first or other.last < atom.first)
        )
    return same_sort(atom, other) and not small(other) and not carries(atom, other) and not carries(other, atom)
