"""What a figure may be said of, told by words of both languages: its measure, part, region, period, tenor, number; the rows are in `aspects.toml`.

A figure owns the words between it and the figure of its sort before it, and what directly follows it: 5 billion of orders, 12人死亡. Where
several words of an aspect are among them the figure may be of any: only what none of them names is another's.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Sequence
from functools import lru_cache
from importlib import resources
from typing import Any, NamedTuple

from drafter.check.atoms import Atom
from drafter.check.claims.clauses import sentences

_HAN = re.compile(r"[\u3400-\u9fff]")
_TAIL_EN = re.compile(
    r"[,;:()\n“”\"，；：（）]|\.(?:\s|$)|[\u3400-\u9fff]"
    r"|\b(?:and|but|or|while|whereas|as|after|before|from|to|than|against|versus|compared|with|when|which|that|who|because|though|although"
    r"|lift\w*|help\w*|driv\w+|thanks|even|despite|making|taking|giving|bringing)\b",
    re.I,
)
_TAIL = 48
"""Characters after an English figure that may still tell what it is of."""
_ZH_GAP = re.compile(r"[多余名个]?[左右上下]*的?")
_NEAR_ZH = 4
"""Characters between a Chinese figure and the word after it that it belongs to: 12人死亡, 5亿元的订单."""
_TAIL_ZH = 8
"""And between a day and the place it is of: 5月3日在马来西亚上线."""

_GAP = re.compile(
    r"(?i)(?:[\s,$€£¥]|\b(?:a|an|the|or|to|from|up|down|about|around|nearly|just|only|some|compared|with|against|versus|vs|than|its|share|per|each|year|quarter|month"
    r"|week|earlier|ago|before|previous|prior|last|same|period|in|at|on|by|end|of|rising|rose|risen|falling|fell|increased?|declined?|cut|lifted|raised|lowered|more|less"
    r"|higher|lower|plus|minus|then|now|still|us|hk|rmb|little|changed|first|second|third|fourth|half|january|february|march|april|may|june|july|august|september"
    r"|october|november|december|20\d\d)\b){1,30}"
    r"|[，、\s由从至到的较比去上前今年同期初末底月日季度一二三四第\d增降升减涨跌加长高低幅多出了为达约近逾超过提收缩窄扩回落下调大]{1,24}"
)
"""What stands between two figures of one thing: rose to 5 billion from 4 billion a year earlier."""
_CLAUSE = re.compile(r"[，；;。]|,(?!\d)|\.(?=\s|$)|\b(?:while|but|whereas)\b")


class Mention(NamedTuple):
    """A word of an aspect at its place, with the values that it may mean."""

    start: int
    end: int
    keys: frozenset[str]


Mentions = Sequence[Mention]


@lru_cache(maxsize=1)
def _rows() -> dict[str, dict[str, dict[str, Any]]]:
    return tomllib.loads(resources.files("drafter.check.binding").joinpath("aspects.toml").read_text(encoding="utf-8"))


class _Words(NamedTuple):
    keys: tuple[frozenset[str], ...]
    english: re.Pattern[str]
    chinese: re.Pattern[str]


@lru_cache(maxsize=1)
def _lexicon() -> dict[str, _Words]:
    found: dict[str, _Words] = {}
    for aspect, values in _rows().items():
        keys = tuple(frozenset((key, *row.get("also", ()))) for key, row in values.items())
        english = "|".join(f"(?P<v{at}>{row['en']})" for at, row in enumerate(values.values()))
        chinese = "|".join(f"(?P<v{at}>{row['zh']})" for at, row in enumerate(values.values()))
        found[aspect] = _Words(keys, re.compile(rf"(?<![A-Za-z])(?:{english})(?![A-Za-z])", re.I), re.compile(chinese))
    return found


@lru_cache(maxsize=1)
def worded() -> tuple[str, ...]:
    """The aspects that `aspects.toml` has words for."""
    return tuple(_lexicon())


@lru_cache(maxsize=2048)
def mentions(text: str, aspect: str) -> tuple[Mention, ...]:
    """Words of an aspect in the order of the text."""
    words = _lexicon()[aspect]
    pattern = words.chinese if _HAN.search(text) else words.english
    return tuple(Mention(found.start(), found.end(), words.keys[int(str(found.lastgroup)[1:])]) for found in pattern.finditer(text))


_ORDINAL = {"first": 1, "second": 2, "third": 3, "fourth": 4, "fifth": 5} | {character: at for at, character in enumerate("一二三四五六七八九", 1)}
_NUMBERED = re.compile(
    r"(?i)\b(?P<nth>first|second|third|fourth|fifth) (?:reactor|unit|phase|stage|line|tranche|terminal|batch|runway|plant)s?\b"
    r"|\b(?:reactor|unit|phase|stage|line|terminal|(?-i:[A-Z][a-z]{3,}))[ -](?P<number>[1-9])(?!\d|[.,:/-]\d|%"
    r"| (?:million|billion|percent|per|points|p\.?m|a\.?m|January|February|March|April|May|June|July|August|September|October|November|December))\b"
    r"|(?P<han>[1-9一二三四五六七八九])号(?:机组?|线|楼|航站楼|工厂|井|炉|反应堆)|第?(?P<phase>[一二三四五])期(?:工程|项目|机组)|第(?P<di>[一二三四五])(?:座|台)(?:反应堆|机组)"
)
_NO_NAME = re.compile(
    r"(?:January|February|March|April|May|June|July|August|September|October|November|December|About|Some|Nearly|Over|Only|Just|Number|Article|Section|Chapter|Figure"
    r"|Table|Group|Type|Level|Class|Grade|Page)\b"
)
_TENOR = re.compile(
    r"(?i)(?<![\d.])(?P<number>\d{1,2}|one|two|three|five|seven|ten|twenty|thirty)-(?P<unit>year|month)(?! (?:low|high|deal|contract|plan|period|peak|old))\b"
    r"|(?<![\d.])(?P<han>\d{1,2}|[一二三五七十]{1,3})(?P<hanunit>年|个月)期"
)
_COUNTS = {"one": 1, "two": 2, "three": 3, "five": 5, "seven": 7, "ten": 10, "twenty": 20, "thirty": 30, "一": 1, "二": 2, "三": 3, "五": 5, "七": 7, "十": 10}


@lru_cache(maxsize=2048)
def numbered(text: str) -> tuple[Mention, ...]:
    """Things told apart by a number: the second reactor, Stenby 1, 2号机组, 二期工程."""
    found = []
    for match in _NUMBERED.finditer(text):
        if match["number"] and _NO_NAME.match(match.group()):
            continue
        said = next(part for part in match.groups() if part)
        found.append(Mention(match.start(), match.end(), frozenset({str(_ORDINAL.get(said.lower(), said))})))
    return tuple(found)


@lru_cache(maxsize=2048)
def tenors(text: str) -> tuple[Mention, ...]:
    """Terms that name a rate or a bond: the three-year deposit rate, 5年期LPR. In months."""
    found = []
    for match in _TENOR.finditer(text):
        said, unit = match["number"] or match["han"], match["unit"] or match["hanunit"]
        count = int(said) if said.isdigit() else _COUNTS.get(said.lower(), 0)
        if count:
            found.append(Mention(match.start(), match.end(), frozenset({str(count * (12 if unit.lower() in ("year", "年") else 1))})))
    return tuple(found)


def own_keys(text: str, figures: Sequence[Atom], atom: Atom, told: Mentions) -> frozenset[str]:
    """The values of an aspect (`told` holds its mentions in `text`) that one of `figures`, all of one sort, may be of."""
    found, before, since = _owned(text, figures, atom, told)
    if not found and before is not None and _GAP.fullmatch(text, since, atom.start):
        return own_keys(text, [other for other in figures if other.start < atom.start], before, told)
    return found


def _owned(text: str, figures: Sequence[Atom], atom: Atom, told: Mentions) -> tuple[frozenset[str], Atom | None, int]:
    """What it owns itself; the figure before it and where that one's words end."""
    start, end = next(((start, end) for start, end in sentences(text) if start <= atom.start < end), (0, len(text)))
    before = max((other for other in figures if other.end <= atom.start and start <= other.start), key=lambda other: other.end, default=None)
    since = start
    if before is not None:
        since = max((each.end for each in _behind(text, before, end, told)), default=before.end)
    owned = [each for each in told if since <= each.start and each.end <= atom.start]
    return frozenset(key for each in (*owned, *_behind(text, atom, end, told)) for key in each.keys), before, before.end if before else start


def before_or_beside(text: str, atom: Atom, told: Mentions) -> frozenset[str]:
    """The values named before the figure, and behind it in its own clause."""
    stop = _CLAUSE.search(text, atom.end)
    until = stop.start() if stop else len(text)
    return frozenset(key for each in told if each.start < until for key in each.keys)


def _behind(text: str, atom: Atom, end: int, told: Mentions) -> list[Mention]:
    """The first mention after the figure, where it directly belongs to it."""
    if _HAN.search(text, atom.start, min(end, atom.end + _NEAR_ZH + 1)):
        if atom.kind in ("date", "date-range"):
            return [each for each in told if atom.end <= each.start <= atom.end + _TAIL_ZH and not _CLAUSE.search(text, atom.end, each.start)][:1]
        return [each for each in told if atom.end <= each.start <= atom.end + _NEAR_ZH and _ZH_GAP.fullmatch(text, atom.end, each.start)][:1]
    stop = _TAIL_EN.search(text, atom.end, min(end, atom.end + _TAIL))
    until = stop.start() if stop else min(end, atom.end + _TAIL)
    return [each for each in told if atom.end <= each.start and each.end <= until][:1]


def agree(one: Iterable[str], other: Iterable[str]) -> bool:
    """Whether a value of one side may be one of the other: the same, or the more general of the two."""
    others = set(other)
    return any(key == theirs or key.startswith(f"{theirs}/") or theirs.startswith(f"{key}/") for key in one for theirs in others)
