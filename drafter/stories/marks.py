"""What a report is compared by. Title and lead weigh more than the rest."""

from __future__ import annotations

import re
import unicodedata
from datetime import date
from itertools import pairwise
from typing import NamedTuple

from drafter.stories.days import read
from drafter.stories.figures import Figure, figures
from drafter.stories.lexicon import chinese_meanings, empty_words, english_meanings, lexicon, stem
from drafter.stories.places import places
from drafter.stories.releases import Release, release
from drafter.stories.roundups import is_round_up
from drafter.stories.sounds import LEAST, chinese_sounds, latin_sound, spellings
from drafter.stories.wraps import Wrap, tells_many, wrap_of

READ = 2400
"""Characters of a text that are read, Chinese ones counted double."""
TITLE = 400
"""Of a title."""
LEAD = 320
"""Of which are the lead, to the end of the sentence."""
TITLE_WEIGHT, LEAD_WEIGHT, REST_WEIGHT = 3.0, 2.0, 1.0
REPEATED, MOST = 0.5, 4.0
"""What each further mention adds to a mark's weight, and its bound."""

_HAN = "\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff"
_HAN_RUN = re.compile(f"[{_HAN}]+")
_LETTERS = re.compile(r"[A-Za-z]+")
_LATIN = re.compile(r"[a-z][a-z0-9]*(?:[.\-'&+][a-z0-9]+)*|[a-z0-9]+(?:[.\-][a-z0-9]+)+")
_NAME = re.compile(r"(?<![.!?:;\"“”‘'(] )(?<![\n.!?:;\"“‘(])(?<!^)\b[A-Z][\w&\-]*|\b[A-Z]{2,}[\w\-]*|\b[A-Z][a-z]+[A-Z]\w*|\b\w*\d\w*[A-Z]\w*")
_CODE = re.compile(r"\b(?:[a-z]+-)?\d+(?:\.\d+){1,3}\b|\bcve-\d{4}-\d+|\b[a-z]+\d+[a-z0-9]*\b|\b[a-z]+-\d+[a-z]*\b")
_END = re.compile(r"[。！？!?]|\.(?=\s|$)")
_LOOSE = frozenset("的了在是和与及将已于对为其等也被从向以而或并但该此这那有个把让就都还又再则所之由至到给比更最很不没可会能要中上下内后前时日月年")
"""Characters that mostly join words: pairs with them say little."""
_TIGHT = re.compile(f"(?:(?![{''.join(sorted(_LOOSE))}])[{_HAN}]){{2,}}")


class Marks(NamedTuple):
    """A report's. Weights are by where the mark stands."""

    day: int | None
    """Ordinal of the day of publication."""
    han: bool
    """Written in Chinese."""
    words: dict[str, float]
    """Stems, or pairs of Chinese characters."""
    meanings: dict[str, float]
    """Of the lexicon."""
    names: dict[str, float]
    """Words in Latin letters: in English those with a capital, in Chinese all; lower case."""
    latin: frozenset[str]
    """All words in Latin letters."""
    figures: dict[str, tuple[Figure, float]]
    """By key."""
    places: dict[str, float]
    days: frozenset[date]
    happened: tuple[date, ...]
    """Days of the lead up to the day of publication."""
    sounds: dict[str, tuple[str, float]]
    """Spelling of a sound → the name as written, and its weight."""
    stages: dict[str, dict[str, float]]
    """Family → stage → weight, of title and lead."""
    reached: dict[str, str]
    """Family → the furthest stage that the title tells."""
    title: frozenset[str]
    """Words of the title alone."""
    gist: frozenset[str]
    """Meanings of the title."""
    subjects: frozenset[str]
    """Latin names of the title."""
    headline: frozenset[str]
    """Keys of the title's figures."""
    release: Release | None
    """What its figures are of, where it is a regular one."""
    round_up: bool
    wrap: Wrap
    """Whether it tells how markets went."""

    def may_tell(self, other: Marks) -> bool:
        """Whether both may be of one event: none tells several, and a market's session is not what moved it."""
        return not self.round_up and not other.round_up and {self.wrap, other.wrap} != {"yes", "no"}


def tells_several(title: str, text: str) -> bool:
    """Whether a report tells more than one event: a round-up, or how markets went."""
    title, text = (unicodedata.normalize("NFKC", part[:most]).strip() for part, most in ((title, TITLE), (text, READ)))
    return is_round_up(title, text) or tells_many(title) or wrap_of(title, text) == "yes"


def marks(title: str, text: str, language: str, published: date | None) -> Marks:
    """All marks of a report."""
    title, text = (unicodedata.normalize("NFKC", part[:most]).strip() for part, most in ((title, TITLE), (text, 2 * READ)))
    han = _is_chinese(title + text[:400], language)
    parts = _parts(title, text, han)
    collected = _Collected()
    names = _latin_names(title, text) if not han else frozenset()
    for part, weight in parts:
        collected.read(part, weight, published, names, han, weight > REST_WEIGHT)
    return Marks(
        published.toordinal() if published else None,
        han,
        collected.words,
        collected.meanings,
        collected.names,
        frozenset(collected.latin),
        collected.figures,
        collected.places,
        frozenset(collected.days),
        tuple(collected.happened),
        collected.sounds,
        collected.stages,
        collected.reached(),
        frozenset(collected.title),
        frozenset(collected.gist),
        frozenset(collected.subjects),
        frozenset(collected.headline),
        collected.release(title, parts[1][0], published),
        is_round_up(title, text) or tells_many(title),
        wrap_of(title, text),
    )


def _is_chinese(text: str, language: str) -> bool:
    han = sum(map(len, _HAN_RUN.findall(text)))
    letters = sum(map(len, _LETTERS.findall(text)))
    return han * 3 > letters if han + letters else language.startswith("zh")


def _parts(title: str, text: str, han: bool) -> list[tuple[str, float]]:
    scale = 2 if han else 1
    text = text[: READ // scale]
    lead = LEAD // scale
    end = _END.search(text, lead) if len(text) > lead else None
    cut = end.end() if end and end.end() < 2 * lead else min(len(text), lead)
    return [(title, TITLE_WEIGHT), (text[:cut], LEAD_WEIGHT), (text[cut:], REST_WEIGHT)]


def _latin_names(title: str, text: str) -> frozenset[str]:
    """Words of an English report that are names: a capital inside a sentence, or always a capital and no generic word of the news."""
    whole = f"{title}\n{text[:READ]}"
    inside = {name.casefold() for name in _NAME.findall(text[:READ])}
    always = {name.casefold() for name in re.findall(r"\b[A-Z][\w&\-]+", whole)}
    low = set(re.findall(r"\b[a-z][a-z\-]{2,}\b", text[:READ]))
    generic = lexicon().english
    return frozenset(word for word in always if word not in empty_words() and word not in low and (word in inside or (stem(word),) not in generic))


def _generic(name: str) -> bool:
    return len(name) < 2 or stem(name) in lexicon().ordinary or (name,) in places().latin or name in empty_words() or name.replace(".", "").isdigit()


def _add(found: dict[str, float], mark: str, weight: float) -> None:
    """The first place counts in full, each repetition a little."""
    found[mark] = min(found[mark] + REPEATED, MOST) if mark in found else weight


class _Collected:
    """Marks as they come."""

    def __init__(self) -> None:
        self.words: dict[str, float] = {}
        self.meanings: dict[str, float] = {}
        self.names: dict[str, float] = {}
        self.latin: set[str] = set()
        self.figures: dict[str, tuple[Figure, float]] = {}
        self.places: dict[str, float] = {}
        self.days: set[date] = set()
        self.happened: list[date] = []
        self.sounds: dict[str, tuple[str, float]] = {}
        self.stages: dict[str, dict[str, float]] = {}
        self.title: set[str] = set()
        self.gist: set[str] = set()
        self.subjects: set[str] = set()
        self.headline: set[str] = set()
        self.measures: dict[str, bool] = {}
        self.titled: set[str] = set()

    def read(self, part: str, weight: float, published: date | None, names: frozenset[str], han: bool, leading: bool) -> None:
        """Takes in a part of the report; the parts come with falling weights."""
        low = part.casefold()
        days = read(low, published)
        self.days.update(days.named)
        if leading:
            self.happened += days.spoken
        for figure in figures(days.rest):
            self.figures.setdefault(figure.key, (figure, weight))
        words = _LATIN.findall(low)
        for code in _CODE.findall(days.rest):
            if not code.replace(".", "").isdigit() or code.count(".") > 1:
                self.names.setdefault(code, weight)
        self._latin(words, weight, names, han)
        meanings = list(english_meanings([stem(word) for word in re.findall(r"[a-z0-9]+", low)]))
        if _HAN_RUN.search(low):
            self._han(low, weight)
            meanings += chinese_meanings(low)
        self._meanings(meanings, weight, leading)
        if weight >= TITLE_WEIGHT:
            self.gist = set(self.meanings)
            self.title, self.subjects, self.headline = set(self.words), set(self.names), set(self.figures)
            self.titled = set(self.places)

    def _latin(self, words: list[str], weight: float, names: frozenset[str], han: bool) -> None:
        words, empty = [word.removesuffix("'s") for word in words], empty_words()
        for code in places().in_latin(words):
            _add(self.places, code, weight)
        for word in words:
            if word in empty or len(word) < 2:
                continue
            self.latin.add(word)
            _add(self.words, stem(word), weight)
            if (han or word in names) and not _generic(word):
                _add(self.names, word, weight)
                sound = latin_sound(word) if not han and len(word) > 3 else ""
                if len(sound) >= LEAST:
                    for spelling in spellings(sound):
                        self.sounds.setdefault(spelling, (word, weight))

    def _han(self, text: str, weight: float) -> None:
        for code in places().in_chinese(text):
            _add(self.places, code, weight)
        for run in _TIGHT.findall(text):
            for pair in pairwise(run):
                _add(self.words, "".join(pair), weight)
        for name, sound in chinese_sounds(text):
            for spelling in spellings(sound):
                self.sounds.setdefault(spelling, (name, weight))

    def _meanings(self, meanings: list[str], weight: float, leading: bool) -> None:
        stages, measures = lexicon().stages, lexicon().measures
        for meaning in meanings:
            _add(self.meanings, meaning, weight)
            if leading and meaning in measures:
                self.measures.setdefault(measures[meaning], weight >= TITLE_WEIGHT)
            if leading and meaning in stages:
                family, stage = stages[meaning]
                self.stages.setdefault(family, {}).setdefault(stage, weight)

    def release(self, title: str, lead: str, published: date | None) -> Release | None:
        """By the measures of title and lead."""
        places = {place: place in self.titled for place, weight in self.places.items() if weight >= LEAD_WEIGHT}
        return release(title.casefold(), lead.casefold(), published, self.measures, places, self.happened)

    def reached(self) -> dict[str, str]:
        """Family → the furthest stage that the title tells; the lexicon lists stages in their order."""
        order = list(lexicon().stages.values())
        of_title = {family: [stage for stage, weight in stages.items() if weight >= TITLE_WEIGHT] for family, stages in self.stages.items()}
        return {family: max(stages, key=lambda stage: order.index((family, stage))) for family, stages in of_title.items() if stages}
