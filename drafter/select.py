"""Choosing the edition's items. Pure: no clock, no files, no network; the same input gives the same choice in the same order.

Two steps. `shortlist` works on what feeds and lists offer, before a page is fetched; `settle` on the articles that came of
it. Nobody is left out in silence: whoever is not chosen stands in `dropped` with a reason and a score.

A score is the sum of its parts, so that an editor can see why one item stands before another:

    recency         0 at the window's start to 1 at its end
    source_weight   the source's weight, as its list gives it; the best one's where several carry the item
    carried_by      0.5 for each doubling of the number of sources that carry it
    keywords        0.5 for a keyword of the digest in the title, 0.25 for one in the text only; at most 2
    length          up to 0.5, reached at 1,500 characters (750 Chinese ones)
    quality         0.5 for a full text (not a feed's summary standing in), 0.1 for a named author

Reasons: `ranked` and `picked` are chosen; `dropped-by-editor`, `outside-window`, `undated`, `duplicate-url`,
`duplicate-title`, `duplicate-text`, `near-duplicate`, `source-cap`, `topic-cap`, `over-shortlist` and `over-limit` are not.
"""

from __future__ import annotations

import math
import re
import unicodedata
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import NamedTuple
from zoneinfo import ZoneInfo

from drafter.config import SelectSettings
from drafter.duplicates import Text, address, fold, same_topic, significant, telling_title
from drafter.entities import Article, Entity, Entry, Link, Source, Stamp
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
    parts: dict[str, float] = {}
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
    dropped: tuple[Candidate, ...]
    fits: bool
    """No choice is left to make: places for all, and no cap can bite. What `settle` may still find is a duplicate or a date."""


class Settled(Entity):
    items: tuple[Candidate, ...]
    """Chosen, in rank order: the editor's picks, then by score."""
    articles: tuple[Article, ...]
    """The items' articles in the same order, with their duplicates as `further` links."""
    dropped: tuple[Candidate, ...]


class _Standing(NamedTuple):
    """An article with what must be known of it before it is compared with others."""

    article: Article
    entries: tuple[Entry, ...]
    also: tuple[Entry, ...]
    stamp: Stamp | None
    trouble: str
    picked: bool


# Before pages are fetched.


def shortlist(
    entries: Sequence[Entry],
    settings: SelectSettings,
    window: Window,
    zone: ZoneInfo,
    keywords: Sequence[str] = (),
    picks: frozenset[str] = frozenset(),
    drops: frozenset[str] = frozenset(),
) -> Shortlist:
    """Which entries are worth a fetch: at most `max_items * shortlist` and the picks. Undated ones stay: their page may tell."""
    picked, dropped_urls = {address(url) for url in picks}, {address(url) for url in drops}
    rate = _keyword_part(keywords)
    rejected: list[tuple[Entry, str, str]] = []
    open_entries: list[Entry] = []
    for entry in entries:
        reason = _refused(entry, dropped_urls, window, zone, is_picked(entry, picked, window, zone))
        if reason:
            rejected.append((entry, reason, ""))
        else:
            open_entries.append(entry)
    mains, also, doubled = _fold_entries(open_entries, picked, window, zone)
    rejected += doubled

    def scored(entry: Entry) -> dict[str, float]:
        return _entry_parts(entry, also.get(entry.url, ()), window, zone, rate)

    order = sorted(mains, key=lambda entry: (not is_picked(entry, picked, window, zone), -sum(scored(entry).values()), entry.url))
    take, cut = _cut(order, settings, lambda entry: is_picked(entry, picked, window, zone))
    return Shortlist(
        take=tuple(take),
        also={entry.url: tuple(also[entry.url]) for entry in take if entry.url in also},
        dropped=tuple(_entry_candidate(entry, reason, detail, scored(entry)) for entry, reason, detail in rejected + cut),
        fits=_fits(take, cut, settings),
    )


def is_picked(entry: Entry, picks: Iterable[str], window: Window, zone: ZoneInfo) -> bool:
    """Whether the editor wants it: its own URL, or its source. `picks` are addresses (`duplicates.address`).

    A picked page or file is wanted whatever its date; a picked feed's entries are wanted as far as they are of this edition.
    """
    if address(entry.url) in picks:
        return True
    if not entry.source.pick:
        return False
    itself = entry.local_path is not None or entry.source.location == "-" or address(entry.url) == address(entry.source.location)
    return itself or (entry.published is not None and window.holds_stamp(entry.published, zone))


def _refused(entry: Entry, drops: set[str], window: Window, zone: ZoneInfo, picked: bool) -> str:
    if address(entry.url) in drops:
        return "dropped-by-editor"
    if not picked and entry.published is not None and not window.holds_stamp(entry.published, zone):
        return "outside-window"
    return ""


def _fold_entries(
    entries: Sequence[Entry], picks: set[str], window: Window, zone: ZoneInfo
) -> tuple[list[Entry], dict[str, list[Entry]], list[tuple[Entry, str, str]]]:
    """Mains, what was folded into each, and the folded with reasons. Picked, then better-weighted, then earlier listed stay."""
    ranked = sorted(enumerate(entries), key=lambda at: (not is_picked(at[1], picks, window, zone), -at[1].source.weight, at[0]))
    by_address: dict[str, Entry] = {}
    by_title: dict[str, list[Entry]] = {}
    also: dict[str, list[Entry]] = {}
    doubled: list[tuple[Entry, str, str]] = []
    for _, entry in ranked:
        same = by_address.get(address(entry.url))
        reason = "duplicate-url" if same else "duplicate-title"
        title = telling_title(entry.title)
        main = same or next((other for other in by_title.get(title, ()) if title and _same_news(entry, other, zone)), None)
        if main is None:
            by_address[address(entry.url)] = entry
            by_title.setdefault(title, []).append(entry)
            continue
        by_address.setdefault(address(entry.url), main)
        also.setdefault(main.url, []).append(entry)
        doubled.append((entry, reason, f"same as {main.url}"))
    mains = set(map(id, by_address.values()))
    return [entry for entry in entries if id(entry) in mains], also, doubled


def _same_news(one: Entry, other: Entry, zone: ZoneInfo) -> bool:
    """For equal titles: another site's, of about the same day. A site's own daily column keeps its title from day to day."""
    if address(one.url).split("/")[0] == address(other.url).split("/")[0]:
        return False
    if one.published is None or other.published is None:
        return True
    return abs((one.published.day(zone) - other.published.day(zone)).days) <= SAME_NEWS_DAYS


def _cut(order: Sequence[Entry], settings: SelectSettings, picked: Callable[[Entry], bool]) -> tuple[list[Entry], list[tuple[Entry, str, str]]]:
    take: list[Entry] = []
    cut: list[tuple[Entry, str, str]] = []
    counts: Counter[str] = Counter()
    for entry in order:
        name, cap = _source_name(entry.source), _source_cap(entry.source, settings) * settings.shortlist
        if not picked(entry) and cap and counts[name] >= cap:
            cut.append((entry, "source-cap", f"{cap} better ones of {name} are fetched"))
        elif not picked(entry) and len(take) >= settings.max_items * settings.shortlist:
            cut.append((entry, "over-shortlist", f"{len(take)} better ones are fetched"))
        else:
            take.append(entry)
            counts[name] += 1
    return take, cut


def _fits(take: Sequence[Entry], cut: Sequence[object], settings: SelectSettings) -> bool:
    if cut or len(take) > settings.max_items:
        return False
    counts = Counter(_source_name(entry.source) for entry in take)
    if any(0 < _source_cap(entry.source, settings) < counts[_source_name(entry.source)] for entry in take):
        return False
    words = [significant(entry.title) for entry in take]
    crowded = any(sum(same_topic(one, other) for other in words) > settings.max_per_topic for one in words)
    return not (settings.max_per_topic and crowded)


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
    picked, refused = {address(url) for url in picks}, {address(url) for url in drops}
    rate = _keyword_part(keywords)
    standings = [_standing(article, entries.get(article.id, ()), also, picked, window, zone) for article in articles]
    wanted = [one for one in standings if address(one.article.url) not in refused]
    groups, doubled = _fold_articles(wanted, settings.near_duplicate, zone)
    scored = [(group[0], group, _article_parts(group, window, zone, rate)) for group in groups]
    scored.sort(key=lambda at: (not at[0].picked, -sum(at[2].values()), at[0].article.url))
    judged = [
        (one, group, _candidate(one, parts, reason, detail)) for (one, group, parts), (reason, detail) in zip(scored, _choose(scored, settings), strict=True)
    ]
    dropped = [candidate for _, _, candidate in judged if not candidate.chosen]
    dropped += [_candidate(one, _article_parts([one], window, zone, rate), reason, detail) for one, reason, detail in doubled]
    dropped += [_candidate(one, _article_parts([one], window, zone, rate), "dropped-by-editor", "") for one in standings if address(one.article.url) in refused]
    chosen = [(group, candidate) for _, group, candidate in judged if candidate.chosen]
    return Settled(
        items=tuple(candidate for _, candidate in chosen),
        articles=tuple(group[0].article.model_copy(update={"further": _further(group)}) for group, _ in chosen),
        dropped=tuple(dropped),
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


def _standing(article: Article, entries: Sequence[Entry], also: Mapping[str, Sequence[Entry]], picks: set[str], window: Window, zone: ZoneInfo) -> _Standing:
    mine = tuple(entries)
    others = tuple(other for entry in mine for other in also.get(entry.url, ()))
    wanted = address(article.url) in picks or any(is_picked(entry, picks, window, zone) for entry in (*mine, *others))
    return _Standing(article, mine, others, dated(article, mine, zone), trouble(article, mine, window, zone), wanted)


def _fold_articles(standings: Sequence[_Standing], threshold: float, zone: ZoneInfo) -> tuple[list[list[_Standing]], list[tuple[_Standing, str, str]]]:
    """Groups, each with its main first, and the folded with reasons."""
    ranked = sorted(standings, key=lambda one: _preference(one, zone))
    mains: list[list[_Standing]] = []
    doubled: list[tuple[_Standing, str, str]] = []
    by_key: dict[str, list[_Standing]] = {}
    for one in ranked:
        url, digest = address(one.article.url), one.article.digest
        group = by_key.get(url) or by_key.get(digest)
        if group is None:
            group = []
            mains.append(group)
        else:
            doubled.append((one, "duplicate-url" if url in by_key else "duplicate-text", f"same as {group[0].article.url}"))
        group.append(one)
        by_key.setdefault(url, group)
        by_key.setdefault(digest, group)
    folded = fold([Text(group[0].article.title, group[0].article.text) for group in mains], threshold)
    for index, (main, share) in folded.items():
        mains[main].extend(mains[index])
        doubled.append((mains[index][0], "near-duplicate", f"{share:.0%} of its text stands in {mains[main][0].article.url}"))
    return [group for index, group in enumerate(mains) if index not in folded], doubled


def _preference(one: _Standing, zone: ZoneInfo) -> tuple[bool, bool, bool, int, float, float, str]:
    """Sorts the best of several duplicates first; lengths within a fifth of each other count as equal."""
    length = round(math.log(max(1, len(one.article.text)), 1.2))
    moment = one.stamp.instant(zone).timestamp() if one.stamp else math.inf
    return not one.picked, bool(one.trouble), one.article.stand_in, -length, -_weight(one), moment, one.article.url


def _choose(scored: Sequence[tuple[_Standing, list[_Standing], dict[str, float]]], settings: SelectSettings) -> list[tuple[str, str]]:
    """Reason and detail for each, in the order given."""
    verdicts: list[tuple[str, str]] = []
    counts: Counter[str] = Counter()
    topics: list[frozenset[str]] = []
    for one, _, _ in scored:
        verdict = _verdict(one, counts, topics, settings)
        verdicts.append(verdict)
        if verdict[0] in ("ranked", "picked"):
            counts[_source_name(one.article.source)] += 1
            topics.append(significant(one.article.title))
    return verdicts


def _verdict(one: _Standing, counts: Counter[str], topics: Sequence[frozenset[str]], settings: SelectSettings) -> tuple[str, str]:
    name, cap = _source_name(one.article.source), _source_cap(one.article.source, settings)
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


def _further(group: Sequence[_Standing]) -> tuple[Link, ...]:
    """The group's other addresses on the web, as fetched or as their feed gives them."""
    main = group[0].article
    links = [*main.further, *(Link(title=one.article.title, url=one.article.url) for one in group[1:])]
    own = {address(entry.url) for one in group for entry in one.entries}
    links += [Link(title=entry.title or main.title, url=entry.url) for one in group for entry in one.also if address(entry.url) not in own]
    known = {address(main.url)}
    kept = [link for link in links if not (address(link.url) in known or known.add(address(link.url)))]  # type: ignore[func-returns-value] # add() is None on purpose
    return tuple(link for link in kept if link.url.startswith(("http://", "https://")))


# Scores.


def _entry_parts(entry: Entry, also: Sequence[Entry], window: Window, zone: ZoneInfo, rate: Callable[[str, str], float]) -> dict[str, float]:
    """What is known before the page is read; an undated entry counts as of the window's middle."""
    carriers = [entry, *also]
    return _rounded(
        recency=_recency(entry.published, window, zone) if entry.published else 0.5,
        source_weight=max(one.source.weight for one in carriers),
        carried_by=_carried(one.source for one in carriers),
        keywords=rate(entry.title, entry.summary),
    )


def _article_parts(group: Sequence[_Standing], window: Window, zone: ZoneInfo, rate: Callable[[str, str], float]) -> dict[str, float]:
    main = group[0].article
    characters = len(main.text) + len(re.findall(r"[\u3400-\u9fff]", main.text))
    return _rounded(
        recency=_recency(group[0].stamp, window, zone) if group[0].stamp else 0.0,
        source_weight=max(map(_weight, group)),
        carried_by=_carried(source for one in group for source in _sources(one)),
        keywords=rate(main.title, main.text),
        length=0.5 * min(1.0, characters / 1500),
        quality=(0.0 if main.stand_in else 0.5) + (0.1 if main.byline else 0.0),
    )


def _rounded(**parts: float) -> dict[str, float]:
    return {name: round(value, 3) for name, value in parts.items()}


def _recency(stamp: Stamp, window: Window, zone: ZoneInfo) -> float:
    return min(1.0, max(0.0, (stamp.instant(zone) - window.start) / (window.end - window.start)))


def _carried(sources: Iterable[Source]) -> float:
    return 0.5 * math.log2(max(1, len({_source_name(source) for source in sources})))


def _keyword_part(keywords: Sequence[str]) -> Callable[[str, str], float]:
    """Latin keywords are whole words, others (Chinese) parts of the text; width and case do not matter."""
    words = [_plain(word) for word in dict.fromkeys(keywords) if word.strip()]
    patterns = [re.compile(rf"(?<![a-z0-9]){re.escape(word)}(?![a-z0-9])" if word.isascii() else re.escape(word)) for word in words]

    def rate(title: str, text: str) -> float:
        head, body = (_plain(title), _plain(text)) if patterns else ("", "")
        return min(2.0, sum(0.5 if pattern.search(head) else 0.25 if pattern.search(body) else 0.0 for pattern in patterns))

    return rate


def _plain(text: str) -> str:
    return unicodedata.normalize("NFKC", text).casefold().strip()


def _sources(one: _Standing) -> list[Source]:
    return [one.article.source, *(entry.source for entry in (*one.entries, *one.also))]


def _weight(one: _Standing) -> float:
    return max(source.weight for source in _sources(one))


def _source_name(source: Source) -> str:
    return source.name or source.location


def _source_cap(source: Source, settings: SelectSettings) -> int:
    """0: no cap."""
    caps = [cap for cap in (settings.max_per_source, source.max_items) if cap is not None and cap > 0]
    return min(caps, default=0)


def _candidate(one: _Standing, parts: dict[str, float], reason: str, detail: str) -> Candidate:
    marks = (("picked",) if one.picked else (), (one.trouble,) if one.trouble else (), ("stand-in",) if one.article.stand_in else ())
    article = one.article
    return Candidate(
        url=article.url,
        title=article.title,
        source=_source_name(article.source),
        published=one.stamp,
        article_id=article.id,
        parts=parts,
        score=round(sum(parts.values()), 3),
        chosen=reason in ("ranked", "picked"),
        reason=reason,
        detail=detail,
        marks=tuple(mark for some in marks for mark in some),
    )


def _entry_candidate(entry: Entry, reason: str, detail: str, parts: dict[str, float]) -> Candidate:
    score = round(sum(parts.values()), 3)
    return Candidate(
        url=entry.url, title=entry.title, source=_source_name(entry.source), published=entry.published, parts=parts, score=score, reason=reason, detail=detail
    )
