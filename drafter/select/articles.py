"""Choosing the edition's items. Pure: no clock, no files, no network; the same input gives the same choice in the same order.

Two steps. `shortlist` works on what feeds and lists offer, before a page is fetched; `settle` on the articles that came of
it. Nobody is left out in silence: whoever is not chosen stands in `dropped` with a reason and a score (`drafter.score`).

Reasons: `ranked` and `picked` are chosen; `dropped-by-editor`, `outside-window`, `undated`, `duplicate-url`,
`duplicate-title`, `duplicate-text`, `near-duplicate`, `source-cap`, `topic-cap`, `over-shortlist` and `over-limit` are not.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Mapping, Sequence
from typing import NamedTuple
from zoneinfo import ZoneInfo

from pydantic import Field

from drafter.config import SelectSettings
from drafter.duplicates import Text, address, fold, same_topic, significant, telling_title
from drafter.entities import Article, Entity, Entry, Link, Source, Stamp
from drafter.score import KeywordPart, article_parts, entry_parts, keyword_part, source_name, total
from drafter.window import Window

SAME_NEWS_DAYS = 3
"""Equal titles of two sites further apart than this are two stories."""


class Candidate(Entity):
    """One offer or article, whether it was chosen, and why."""

    url: str
    title: str
    source: str
    published: Stamp | None = None
    article_id: str | None = None
    parts: dict[str, float] = Field(default_factory=dict)
    score: float = 0.0
    chosen: bool = False
    reason: str
    """Stable code, listed above."""
    detail: str = ""
    """For a person: which item it doubles, which cap it met."""
    marks: tuple[str, ...] = ()
    """`picked`, `outside-window`, `undated`, `stand-in`."""


class Shortlist(Entity):
    take: tuple[Entry, ...]
    """Worth fetching, best first."""
    also: dict[str, tuple[Entry, ...]]
    """URL of a taken entry → other entries that offer the same story. Where its page fails, one of them may be fetched instead."""
    rest: tuple[Entry, ...]
    """Cut for want of places, best first: read in place of taken ones that give no article. They stand in `dropped` too."""
    dropped: tuple[Candidate, ...]
    fits: bool
    """No choice is left to make: places for all, and no cap can bite. What `settle` may still find is a duplicate or a date."""


class Settled(Entity):
    items: tuple[Candidate, ...]
    """Chosen, in rank order: the editor's picks, then by score."""
    articles: tuple[Article, ...]
    """The items' articles in the same order, with their duplicates as `further` links."""
    dropped: tuple[Candidate, ...]


class _Case(NamedTuple):
    """What every judgement of one edition needs."""

    settings: SelectSettings
    window: Window
    zone: ZoneInfo
    keywords: KeywordPart
    picks: frozenset[str]
    """As addresses."""
    drops: frozenset[str]

    def picked(self, entry: Entry) -> bool:
        return is_picked(entry, self.picks, self.window, self.zone)


class _Standing(NamedTuple):
    """An article with what must be known of it before it is compared with others."""

    article: Article
    entries: tuple[Entry, ...]
    also: tuple[Entry, ...]
    stamp: Stamp | None
    trouble: str
    picked: bool

    @property
    def sources(self) -> list[Source]:
        return [self.article.source, *(entry.source for entry in (*self.entries, *self.also))]


Verdict = tuple[str, str]
"""Reason and detail."""


def _case(settings: SelectSettings, window: Window, zone: ZoneInfo, keywords: Sequence[str], picks: frozenset[str], drops: frozenset[str]) -> _Case:
    return _Case(settings, window, zone, keyword_part(keywords), frozenset(map(address, picks)), frozenset(map(address, drops)))


def is_picked(entry: Entry, picks: frozenset[str], window: Window, zone: ZoneInfo) -> bool:
    """Whether the editor wants it: its own URL, or its source. `picks` are addresses (`duplicates.address`).

    A picked page or file is wanted whatever its date; a picked feed's entries are wanted as far as they are of this edition.
    """
    if address(entry.url) in picks:
        return True
    if not entry.source.pick:
        return False
    itself = entry.local_path is not None or entry.source.location == "-" or address(entry.url) == address(entry.source.location)
    return itself or (entry.published is not None and window.holds_stamp(entry.published, zone))


# Before pages are fetched.


def shortlist(
    entries: Sequence[Entry],
    settings: SelectSettings,
    window: Window,
    zone: ZoneInfo,
    keywords: Sequence[str] = (),
    picks: frozenset[str] = frozenset(),
    drops: frozenset[str] = frozenset(),
    ready: frozenset[str] = frozenset(),
) -> Shortlist:
    """Which entries are worth a fetch: at most `max_items * shortlist`, the picks, and those whose page is there (`ready`).

    Undated ones stay: their page may tell.
    """
    case = _case(settings, window, zone, keywords, picks, drops)
    refused = [(entry, (reason, "")) for entry in entries if (reason := _refused(entry, case))]
    mains, also, doubled = _fold_entries([entry for entry in entries if not _refused(entry, case)], case)
    mains = [_filled(entry, also.get(entry.url, ())) for entry in mains]
    rated = [(entry, entry_parts(entry, also.get(entry.url, ()), window, zone, case.keywords)) for entry in mains]
    rated.sort(key=lambda one: (not case.picked(one[0]), -total(one[1]), one[0].url))
    take, cut = _cut([entry for entry, _ in rated], case, ready)
    dropped = [(entry, verdict, entry_parts(entry, also.get(entry.url, ()), window, zone, case.keywords)) for entry, verdict in (*refused, *doubled, *cut)]
    return Shortlist(
        take=tuple(take),
        also={entry.url: tuple(also[entry.url]) for entry in mains if entry.url in also},
        rest=tuple(entry for entry, (reason, _) in cut if reason == "over-shortlist"),
        dropped=tuple(_entry_candidate(entry, verdict, parts) for entry, verdict, parts in dropped),
        fits=not cut and _fits(take, settings),
    )


def _refused(entry: Entry, case: _Case) -> str:
    if address(entry.url) in case.drops:
        return "dropped-by-editor"
    inside = entry.published is None or case.window.holds_stamp(entry.published, case.zone)
    return "" if inside or case.picked(entry) else "outside-window"


def _fold_entries(entries: Sequence[Entry], case: _Case) -> tuple[list[Entry], dict[str, list[Entry]], list[tuple[Entry, Verdict]]]:
    """Mains, what was folded into each (by the main's URL), and the folded.

    Picked ones stay, then files that a person saved (they have the text), then better-weighted, then earlier listed ones.
    """
    by_address: dict[str, Entry] = {}
    by_title: dict[str, list[Entry]] = {}
    also: dict[str, list[Entry]] = {}
    doubled: list[tuple[Entry, Verdict]] = []
    mains: list[Entry] = []
    for entry in sorted(entries, key=lambda one: (not case.picked(one), one.local_path is None, -one.source.weight)):
        if not entry.url:  # a file that names no address
            mains.append(entry)
            continue
        title = telling_title(entry.title) if entry.local_path is None else ""
        same = by_address.get(address(entry.url))
        main = same or next((other for other in by_title.get(title, ()) if _same_news(entry, other, case.zone)), None)
        by_address.setdefault(address(entry.url), main or entry)
        if main is not None:
            also.setdefault(main.url, []).append(entry)
            doubled.append((entry, ("duplicate-url" if same else "duplicate-title", f"same as {main.url}")))
            continue
        mains.append(entry)
        if title:
            by_title.setdefault(title, []).append(entry)
    return mains, also, doubled


def _filled(entry: Entry, also: Sequence[Entry]) -> Entry:
    """What the entry lacks, from others of the same URL: a listing has no dates, the feed beside it has."""
    same = [other for other in also if entry.url and address(other.url) == address(entry.url)]
    lacking = [name for name in ("title", "published", "summary", "byline", "content") if not getattr(entry, name)]
    found = {name: next((getattr(other, name) for other in same if getattr(other, name)), None) for name in lacking}
    return entry.model_copy(update={name: value for name, value in found.items() if value is not None})


def _same_news(one: Entry, other: Entry, zone: ZoneInfo) -> bool:
    """For equal titles: another site's, of about the same day. A site's own daily column keeps its title from day to day."""
    if address(one.url).split("/")[0] == address(other.url).split("/")[0]:
        return False
    if one.published is None or other.published is None:
        return True
    return abs((one.published.day(zone) - other.published.day(zone)).days) <= SAME_NEWS_DAYS


def _cut(order: Sequence[Entry], case: _Case, ready: frozenset[str]) -> tuple[list[Entry], list[tuple[Entry, Verdict]]]:
    take: list[Entry] = []
    cut: list[tuple[Entry, Verdict]] = []
    counts: Counter[str] = Counter()
    most = case.settings.max_items * case.settings.shortlist
    fetches = 0
    for entry in order:
        name, cap = source_name(entry.source), _source_cap(entry.source, case.settings) * case.settings.shortlist
        if cap and counts[name] >= cap and not case.picked(entry):
            cut.append((entry, ("source-cap", f"{cap} better ones of {name} are read")))
        elif fetches >= most and entry.url not in ready and not case.picked(entry):
            cut.append((entry, ("over-shortlist", f"{fetches} entries that scored better before their pages were read were taken first")))
        else:
            take.append(entry)
            fetches += entry.url not in ready
            counts[name] += 1
    return take, cut


def _fits(take: Sequence[Entry], settings: SelectSettings) -> bool:
    counts = Counter(source_name(entry.source) for entry in take)
    if len(take) > settings.max_items or any(0 < _source_cap(entry.source, settings) < counts[source_name(entry.source)] for entry in take):
        return False
    words = [significant(entry.title) for entry in take]
    return settings.max_per_topic == 0 or all(sum(same_topic(one, other) for other in words) <= settings.max_per_topic for one in words)


def doubled(entry: Entry, article: Article) -> Candidate:
    """The record of an entry that led to an article which another entry led to before."""
    return _entry_candidate(entry, ("duplicate-url", f"same as {article.url}"), {})


# Once articles are there.


def settle(
    articles: Sequence[Article],
    entries: Mapping[str, Sequence[Entry]],
    also: Mapping[str, Sequence[Entry]],
    settings: SelectSettings,
    window: Window,
    zone: ZoneInfo,
    keywords: Sequence[str] = (),
    picks: frozenset[str] = frozenset(),
    drops: frozenset[str] = frozenset(),
) -> Settled:
    """The edition's items. `entries`: article id → the taken entries that led to it; `also`: the shortlist's."""
    case = _case(settings, window, zone, keywords, picks, drops)
    standings = [_standing(article, entries.get(article.id, ()), also, case) for article in articles]
    refused = [one for one in standings if address(one.article.url) in case.drops]
    groups, doubled = _fold_articles([one for one in standings if address(one.article.url) not in case.drops], case)
    rated = [(group, _group_parts(group, case)) for group in groups]
    rated.sort(key=lambda one: (not one[0][0].picked, -total(one[1]), one[0][0].article.url))
    verdicts = _choose([group[0] for group, _ in rated], settings)
    judged = [(group, _candidate(group[0], parts, verdict)) for (group, parts), verdict in zip(rated, verdicts, strict=True)]
    others = [*doubled, *((one, ("dropped-by-editor", "")) for one in refused)]
    return Settled(
        items=tuple(candidate for _, candidate in judged if candidate.chosen),
        articles=tuple(group[0].article.model_copy(update={"further": _further(group)}) for group, candidate in judged if candidate.chosen),
        dropped=(
            *(candidate for _, candidate in judged if not candidate.chosen),
            *(_candidate(one, _group_parts([one], case), verdict) for one, verdict in others),
        ),
    )


def dated(article: Article, entries: Sequence[Entry], zone: ZoneInfo) -> Stamp | None:
    """When the article was published: as its page says; the feed fills in a missing date, or the hour of a bare day it agrees with.

    Without the hour, an article of the day an edition is drafted on would count as before the cutoff although it was
    published after it, and no edition would have it.
    """
    offered = [entry.published for entry in entries if entry.published is not None]
    if article.published is None:
        return offered[0] if offered else None
    if len(article.published.value) > 10:
        return article.published
    day = article.published.day(zone)
    return next((stamp for stamp in offered if len(stamp.value) > 10 and abs((stamp.day(zone) - day).days) <= 1), article.published)


def trouble(article: Article, entries: Sequence[Entry], window: Window, zone: ZoneInfo) -> str:
    """`undated`, `outside-window`, or empty: an article with trouble is an item only if the editor picked it."""
    stamp = dated(article, entries, zone)
    if stamp is None:
        return "undated"
    return "" if window.holds_stamp(stamp, zone) else "outside-window"


def _standing(article: Article, entries: Sequence[Entry], also: Mapping[str, Sequence[Entry]], case: _Case) -> _Standing:
    mine = tuple(entries)
    others = tuple(other for entry in mine for other in also.get(entry.url, ()))
    wanted = address(article.url) in case.picks or any(case.picked(entry) for entry in (*mine, *others))
    return _Standing(article, mine, others, dated(article, mine, case.zone), trouble(article, mine, case.window, case.zone), wanted)


def _fold_articles(standings: Sequence[_Standing], case: _Case) -> tuple[list[list[_Standing]], list[tuple[_Standing, Verdict]]]:
    """Groups, each with its main first, and the folded."""
    groups: list[list[_Standing]] = []
    doubled: list[tuple[_Standing, Verdict]] = []
    by_key: dict[str, list[_Standing]] = {}
    for one in sorted(standings, key=lambda one: _preference(one, case.zone)):
        url, digest = address(one.article.url), one.article.digest
        group = by_key.get(url) or by_key.get(digest)
        if group is None:
            groups.append(group := [])
        else:
            doubled.append((one, ("duplicate-url" if url in by_key else "duplicate-text", f"same as {group[0].article.url}")))
        group.append(one)
        by_key.setdefault(url, group)
        by_key.setdefault(digest, group)
    folded = fold([Text(group[0].article.title, group[0].article.text) for group in groups], case.settings.near_duplicate)
    for index, (main, share) in folded.items():
        groups[main].extend(groups[index])
        doubled.append((groups[index][0], ("near-duplicate", f"{share:.0%} of the shorter text stands in both; see {groups[main][0].article.url}")))
    return [group for index, group in enumerate(groups) if index not in folded], doubled


def _preference(one: _Standing, zone: ZoneInfo) -> tuple[bool, bool, bool, int, float, float, str]:
    """Sorts the best of several duplicates first; lengths within a fifth of each other count as equal."""
    length = round(math.log(max(1, len(one.article.text)), 1.2))
    moment = one.stamp.instant(zone).timestamp() if one.stamp else math.inf
    weight = max(source.weight for source in one.sources)
    return not one.picked, bool(one.trouble), one.article.stand_in, -length, -weight, moment, one.article.url


def _choose(ranked: Sequence[_Standing], settings: SelectSettings) -> list[Verdict]:
    """A verdict for each, in the order given; the editor's picks come first and count toward caps that they are free of."""
    verdicts: list[Verdict] = []
    counts: Counter[str] = Counter()
    topics: list[frozenset[str]] = []
    for one in ranked:
        verdict = _verdict(one, counts, topics, settings)
        verdicts.append(verdict)
        if verdict[0] in ("ranked", "picked"):
            counts[source_name(one.article.source)] += 1
            topics.append(significant(one.article.title))
    return verdicts


def _verdict(one: _Standing, counts: Counter[str], topics: Sequence[frozenset[str]], settings: SelectSettings) -> Verdict:
    name, cap = source_name(one.article.source), _source_cap(one.article.source, settings)
    words = significant(one.article.title)
    if one.picked:
        return "picked", ""
    if one.trouble:
        return one.trouble, f"published {one.stamp.value}" if one.stamp else "neither page nor feed states a date"
    if cap and counts[name] >= cap:
        return "source-cap", f"{counts[name]} items are of {name} already"
    if settings.max_per_topic and sum(same_topic(words, other) for other in topics) >= settings.max_per_topic:
        return "topic-cap", f"{settings.max_per_topic} items speak of it already"
    if len(topics) >= settings.max_items:
        return "over-limit", f"the edition has its {len(topics)} items"
    return "ranked", ""


def _source_cap(source: Source, settings: SelectSettings) -> int:
    """0: no cap."""
    return min((cap for cap in (settings.max_per_source, source.max_items) if cap), default=0)


def _group_parts(group: Sequence[_Standing], case: _Case) -> dict[str, float]:
    carriers = [source for one in group for source in one.sources]
    return article_parts(group[0].article, group[0].stamp, carriers, case.window, case.zone, case.keywords)


def _further(group: Sequence[_Standing]) -> tuple[Link, ...]:
    """The group's other addresses on the web, as fetched or as their feed gives them."""
    main = group[0].article
    own = {address(entry.url) for one in group for entry in one.entries}
    links = [*main.further, *(Link(title=one.article.title, url=one.article.url) for one in group[1:])]
    links += [Link(title=entry.title or main.title, url=entry.url) for one in group for entry in one.also if address(entry.url) not in own]
    by_address = {address(link.url): link for link in reversed(links) if link.url.startswith(("http://", "https://"))}
    return tuple(link for link in links if address(link.url) != address(main.url) and by_address.get(address(link.url)) is link)


def _candidate(one: _Standing, parts: dict[str, float], verdict: Verdict) -> Candidate:
    marks = ("picked" if one.picked else "", one.trouble, "stand-in" if one.article.stand_in else "")
    return Candidate(
        url=one.article.url,
        title=one.article.title,
        source=source_name(one.article.source),
        published=one.stamp,
        article_id=one.article.id,
        parts=parts,
        score=total(parts),
        chosen=verdict[0] in ("ranked", "picked"),
        reason=verdict[0],
        detail=verdict[1],
        marks=tuple(mark for mark in marks if mark),
    )


def _entry_candidate(entry: Entry, verdict: Verdict, parts: dict[str, float]) -> Candidate:
    return Candidate(
        url=entry.url,
        title=entry.title,
        source=source_name(entry.source),
        published=entry.published,
        parts=parts,
        score=total(parts),
        reason=verdict[0],
        detail=verdict[1],
    )
