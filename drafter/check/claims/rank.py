"""First, largest, only, highest: a rank must be the source's, with its number, its region, its measure and its `among`.

A claim's rank is held against the source's ranks of the same kind; where the source has several, any of them may carry it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache

from drafter.check.claims.clauses import Clause, clauses
from drafter.check.claims.orders import order_findings
from drafter.check.claims.rank_words import (
    AMONG,
    ANY,
    BEST_EVER,
    EVER,
    FIELDS,
    FIRST,
    MEASURE_PATTERNS,
    NEXT,
    NOT_FIRST,
    NTH,
    OPPOSITE,
    PATTERNS,
    RANKED,
    REGION_PATTERNS,
    SINCE,
    WORLD,
    WORLD_BEST,
    number,
)
from drafter.check.findings import Finding, Passage, Span
from drafter.check.spelled import spelled


@dataclass(frozen=True, slots=True)
class Rank:
    """One rank with what qualifies it."""

    kind: str
    place: int
    start: int
    end: int
    words: str
    among: bool
    denied: bool
    since: bool
    ever: bool
    regions: frozenset[str]
    measures: frozenset[str]
    clause: Clause


@lru_cache(maxsize=1024)
def ranks(text: str) -> tuple[Rank, ...]:
    """Ranks in `text`; regions and measures are those of the whole sentence."""
    parts = clauses(text)
    whole: dict[int, str] = {}
    for clause in parts:
        whole[clause.sentence] = whole.get(clause.sentence, "") + clause.words + " , "
    return tuple(rank for clause in parts for rank in _in_clause(clause, whole[clause.sentence]))


def _in_clause(clause: Clause, sentence: str) -> list[Rank]:
    found: list[Rank] = []
    for kind, english, chinese in PATTERNS:
        for pattern in (english, chinese):
            for match in pattern.finditer(clause.words) if pattern else ():
                found.append(_rank(kind, match, clause, sentence))
    return found


def _rank(kind: str, match: re.Match[str], clause: Clause, sentence: str) -> Rank:
    left, words = clause.words[: match.start()], match.group()
    group = match.groupdict()
    place = 2 if group.get("next") or group.get("only") else number(next((group[key] for key in ("nth", "di", "rank", "no", "place") if group.get(key)), ""))
    start = clause.start + match.start()
    return Rank(
        kind,
        place,
        start,
        clause.start + match.end(),
        words.strip(),
        bool(AMONG.search(left[-24:] + words) or "之一" in clause.words[match.end() :]),
        bool(NOT_FIRST.search(left[-16:])),
        bool(SINCE.search(clause.words)),
        bool(EVER.search(clause.words)),
        frozenset(name for name, _, pattern in REGION_PATTERNS if pattern.search(clause.words))
        or frozenset(name for name, _, pattern in REGION_PATTERNS if pattern.search(sentence)),
        frozenset(name for name, pattern in MEASURE_PATTERNS if pattern.search(sentence)),
        clause,
    )


_COUNTED_ON = re.compile(r"(?i)\b(?:the )?next (?:was|were|is|came)\b|其次|次低|次高")


def rank_findings(claim: str, passages: Iterable[Passage], names: Sequence[tuple[str, str]] = ()) -> list[Finding]:
    """Findings `rank-reversed`, `rank-changed`, `rank-unstated`, `rank-denied`, `rank-among-dropped`, `rank-wider`, `rank-ever`, `rank-measure`,
    `streak-changed`, `order-changed`.
    """
    sources = list(passages)
    found = order_findings(claim, sources, names) + _numbered(claim, sources) + _widest(claim, sources)
    ours = ranks(claim)
    if ours:
        theirs = [(passage, rank) for passage in sources for rank in ranks(passage.text)]
        found += [finding for rank in ours if not _follows(rank, ours, theirs, sources) and (finding := _judge(rank, theirs, sources)) is not None]
    return found


def _follows(mine: Rank, ours: Sequence[Rank], theirs: Sequence[tuple[Passage, Rank]], sources: Sequence[Passage]) -> bool:
    """`the lowest of seven bids; the next was`: after the source's own first place the claim counts on, and figures say whether rightly.

    Of places in a list any that the claim tells beside the first, and any whose number the source has in other words: 分列二、三位.
    """
    number_stands = (pattern := spelled(mine.place)) is not None and any(pattern.search(passage.text) for passage in sources)
    if mine.kind == "place" and mine.place > 1 and number_stands:
        return True
    first = any(other.kind == mine.kind and other.place == 1 for other in ours) and any(rank.kind == mine.kind and rank.place == 1 for _, rank in theirs)
    return first and mine.place == 2 and (mine.kind == "place" or any(_COUNTED_ON.search(passage.text) for passage in sources))


def _numbered(claim: str, sources: Sequence[Passage]) -> list[Finding]:
    """The second of its kind in the claim, where the source has a first and no second of anything."""
    match = NTH.search(claim)
    place = number(match["nth"] or match["di"]) if match else 0
    pattern = spelled(place) if place > 1 else None
    if match is None:
        return _not_first(claim, sources)
    if pattern is None or any(pattern.search(passage.text) for passage in sources):
        return []
    theirs = [(passage, rank) for passage in sources for rank in ranks(passage.text) if rank.kind == "first" and not rank.denied]
    if not theirs:
        return []
    passage, rank = theirs[0]
    there = Span(rank.start, rank.end, rank.words, passage.id)
    return [Finding("rank-changed", "HIGH", Span(match.start(), match.end(), match.group()), there, f"“{match.group()}” where the source has “{rank.words}”")]


def _not_first(claim: str, sources: Sequence[Passage]) -> list[Finding]:
    """The first of its kind, where the source has a second, and nothing that is first or alone, or none of the noun: the fifth country, the first time."""
    mine = next((rank for rank in ranks(claim) if rank.kind == "first" and not rank.denied and not rank.among), None)
    theirs = next(((passage, found) for passage in sources if (found := NTH.search(passage.text))), None)
    if mine is None or theirs is None:
        return []
    passage, found = theirs
    if any(FIRST.search(passage.text) for passage in sources) and not _same_field(mine, passage.text[found.end() :], sources):
        return []
    there = Span(found.start(), found.end(), found.group(), passage.id)
    return [Finding("rank-changed", "HIGH", Span(mine.start, mine.end, mine.words), there, f"“{mine.words}” where the source has “{found.group()}”")]


def _same_field(mine: Rank, behind: str, sources: Sequence[Passage]) -> bool:
    """The noun behind the source's number is that of the claim's first, and no source has a first of it."""
    field = next(((english, chinese) for english, chinese in FIELDS if english.match(behind.lstrip()) or chinese.search(behind[:8])), None)
    if field is None or mine.words in ("首次", "首度"):
        return False
    told = mine.clause.words[mine.end - mine.clause.start :]
    if not any(pattern.search(told) for pattern in field):
        return False
    return not any(_first_of(rank, field) for passage in sources for rank in ranks(passage.text) if rank.kind == "first")


def _first_of(rank: Rank, field: tuple[re.Pattern[str], re.Pattern[str]]) -> bool:
    behind = rank.clause.words[rank.end - rank.clause.start :]
    return bool(field[0].search(" ".join(behind.split()[:4])) or field[1].search(behind[:24]))


def _widest(claim: str, sources: Sequence[Passage]) -> list[Finding]:
    """The best in the world, or ever, where no source speaks of the world, or ranks anything."""
    world, ever = WORLD_BEST.search(claim), BEST_EVER.search(claim)
    if world and not any(WORLD.search(passage.text) for passage in sources):
        return [Finding("rank-wider", "HIGH", Span(*world.span(), world.group()), None, f"“{world.group()}” — no source speaks of the world")]
    if ever and not any(RANKED.search(passage.text) for passage in sources):
        return [Finding("rank-unstated", "HIGH", Span(*ever.span(), ever.group()), None, f"“{ever.group()}” — no source has a rank")]
    return []


_LEADS = re.compile(r"(?i)领跑|领先|领衔|居首|登顶|夺冠|\b(?:leads?|led|leading|tops|topped|in front|ahead of)\b")
"""Who leads is first."""


def _judge(mine: Rank, theirs: Sequence[tuple[Passage, Rank]], sources: Sequence[Passage]) -> Finding | None:
    same = [placed for placed in theirs if placed[1].kind == mine.kind] or [placed for placed in theirs if {placed[1].kind, mine.kind} == {"big", "place"}]
    if mine.denied:
        return None
    if not same:
        return _without_same(mine, theirs, sources)
    if all(rank.denied for _, rank in same):
        return _finding("rank-denied", mine, same[0], "the source denies it")
    fitting = [placed for placed in same if placed[1].place == mine.place and not placed[1].denied]
    if not fitting and "place" in {mine.kind, same[0][1].kind} and any(NEXT.search(passage.text) or placed.place == mine.place for passage, placed in theirs):
        return None
    if not fitting and mine.kind == "place" and mine.place == 1 and any(_LEADS.search(passage.text) for passage in sources):
        return None
    if not fitting:
        return _finding("rank-changed", mine, same[0], "the source has another place")
    return _qualified(mine, fitting, sources)


def _without_same(mine: Rank, theirs: Sequence[tuple[Passage, Rank]], sources: Sequence[Passage]) -> Finding | None:
    rival = next((placed for placed in theirs if placed[1].kind == OPPOSITE.get(mine.kind) and not placed[1].denied), None)
    if rival:
        return _finding("rank-reversed", mine, rival, "the source tells the opposite")
    if (
        mine.kind == "only"
        and theirs
        and not any(re.search(r"(?i)(?<![A-Za-z])(?:only|sole|alone|unique|single)(?![A-Za-z])|唯一|仅|独|单一", passage.text) for passage in sources)
    ):
        return _finding("rank-changed", mine, theirs[0], "the source has another rank")
    if mine.kind in {"only", "big", "fast"} and not any(ANY.search(passage.text) for passage in sources):
        return _finding("rank-unstated", mine, None, "no source has a rank")
    return None


def _qualified(mine: Rank, fitting: Sequence[tuple[Passage, Rank]], sources: Sequence[Passage]) -> Finding | None:
    if mine.kind in {"first", "big", "high", "only", "fast", "low", "small", "best"} and not mine.among and all(rank.among for _, rank in fitting):
        return _finding("rank-among-dropped", mine, fitting[0], "the source says: one of several")
    levels = {name: level for name, level, _ in REGION_PATTERNS}
    widest = max((levels[name] for name in mine.regions), default=-1)
    theirs = [max((levels[name] for name in rank.regions), default=-1) for _, rank in fitting]
    if mine.regions and all(rank.regions for _, rank in fitting) and widest > max(theirs) and not any(mine.regions & rank.regions for _, rank in fitting):
        return _finding("rank-wider", mine, fitting[0], "the source's region is narrower")
    open_ended = any(not rank.regions for _, rank in fitting) and any(
        WORLD.search(passage.text) for passage in sources
    )  # global sales, of which it is the biggest
    if "world" in mine.regions and not open_ended and not any("world" in rank.regions for _, rank in fitting):
        return _finding("rank-wider", mine, fitting[0], "the source does not speak of the world")
    if mine.ever and not mine.since and all(rank.since and not rank.ever for _, rank in fitting):
        return _finding("rank-ever", mine, fitting[0], "the source says since when")
    if mine.measures and all(rank.measures for _, rank in fitting) and not any(_measured(mine, rank) for _, rank in fitting):
        return _finding("rank-measure", mine, fitting[0], "the source measures by something else")
    return None


def _measured(mine: Rank, rank: Rank) -> bool:
    """Whether the measure that is nearest to the source's rank, in its clause, is one of the claim's."""
    near = frozenset(name for name, pattern in MEASURE_PATTERNS if pattern.search(rank.clause.words))
    return bool(mine.measures & (near or rank.measures))


def _finding(what: str, mine: Rank, placed: tuple[Passage, Rank] | None, why: str) -> Finding:
    there = None
    if placed:
        passage, rank = placed
        there = Span(rank.start, rank.end, rank.words, passage.id)
        why = f"{why}: “{rank.clause.words.strip()}”"
    return Finding(what, "HIGH", Span(mine.start, mine.end, mine.words), there, f"“{mine.clause.words.strip()}” — {why}")
