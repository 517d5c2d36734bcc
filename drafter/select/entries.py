"""Before pages are fetched: which of what feeds and lists offer is worth reading."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from zoneinfo import ZoneInfo

from drafter.duplicates import address, same_topic, significant, telling_title
from drafter.entities import Article, Entity, Entry
from drafter.score import entry_parts, source_name, total
from drafter.select.candidate import Candidate, Criteria, Verdict, of_entry, source_cap
from drafter.settings import SelectSettings

SAME_NEWS_DAYS = 3
"""Equal titles of two sites further apart than this are two stories."""


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


def shortlist(entries: Sequence[Entry], case: Criteria, ready: frozenset[str] = frozenset()) -> Shortlist:
    """Which entries are worth a fetch: at most `max_items * shortlist`, the picks, and those whose page is there (`ready`).

    Undated ones stay: their page may tell.
    """
    verdicts = [(entry, _refused(entry, case)) for entry in entries]
    refused = [(entry, verdict) for entry, verdict in verdicts if verdict]
    mains, also, doubled = _fold_entries([entry for entry, verdict in verdicts if not verdict], case)
    mains = [_filled(entry, also.get(entry.url, ())) for entry in mains]
    rated = [(entry, _parts(entry, also.get(entry.url, ()), case)) for entry in mains]
    rated.sort(key=lambda one: (not case.wanted(one[0]), -total(one[1]), one[0].url))
    take, cut = _cut([entry for entry, _ in rated], case, ready)
    dropped = [(entry, verdict, _parts(entry, also.get(entry.url, ()), case)) for entry, verdict in (*refused, *doubled, *cut)]
    return Shortlist(
        take=tuple(take),
        also={entry.url: tuple(also[entry.url]) for entry in mains if entry.url in also},
        rest=tuple(entry for entry, (reason, _) in cut if reason == "over-shortlist"),
        dropped=tuple(of_entry(entry, verdict, parts) for entry, verdict, parts in dropped),
        fits=not cut and _fits(take, case.settings),
    )


def _parts(entry: Entry, also: Sequence[Entry], case: Criteria) -> dict[str, float]:
    return entry_parts(entry, also, case.window, case.zone, case.keywords)


def _refused(entry: Entry, case: Criteria) -> Verdict | None:
    if case.wanted(entry):
        return None
    if day := case.held.get(address(entry.url)):
        return "held-back", f"not before {day}"
    if (edition := case.run_before.get(address(entry.url))) and not case.may_be_new(entry):
        return "already-run", f"it was an item of {edition}"
    if case.in_window(entry):
        return None  # what the editor drops is read as well: only then is it known which reports go with it
    if case.choices.drops(entry.url):
        return "dropped-by-editor", ""
    return "outside-window", f"added {entry.source.added.value}" if entry.source.added else ""


def _fold_entries(entries: Sequence[Entry], case: Criteria) -> tuple[list[Entry], dict[str, list[Entry]], list[tuple[Entry, Verdict]]]:
    """Mains, what was folded into each (by the main's URL), and the folded.

    Picked ones stay, then what a person added by hand, then files that a person saved (they have the text), then better-weighted, then earlier listed ones.
    """
    by_address: dict[str, Entry] = {}
    by_title: dict[str, list[Entry]] = {}
    also: dict[str, list[Entry]] = {}
    doubled: list[tuple[Entry, Verdict]] = []
    mains: list[Entry] = []
    for entry in sorted(entries, key=lambda one: (not case.wanted(one), one.source.added is None, one.local_path is None, -one.source.weight)):
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


def _cut(order: Sequence[Entry], case: Criteria, ready: frozenset[str]) -> tuple[list[Entry], list[tuple[Entry, Verdict]]]:
    take: list[Entry] = []
    cut: list[tuple[Entry, Verdict]] = []
    counts: Counter[str] = Counter()
    most = case.settings.max_items * case.settings.shortlist
    fetches = 0
    for entry in order:
        name, cap = source_name(entry.source), source_cap(entry.source, case.settings) * case.settings.shortlist
        if cap and counts[name] >= cap and not _is_decided(entry, case):
            cut.append((entry, ("source-cap", f"{cap} better ones of {name} are read")))
        elif fetches >= most and entry.url not in ready and not _is_decided(entry, case):
            cut.append((entry, ("over-shortlist", f"{fetches} entries that scored better before their pages were read were taken first")))
        else:
            take.append(entry)
            if not case.choices.drops(entry.url):
                fetches += entry.url not in ready
                counts[name] += 1
    return take, cut


def _is_decided(entry: Entry, case: Criteria) -> bool:
    return case.wanted(entry) or case.choices.drops(entry.url)


def _fits(take: Sequence[Entry], settings: SelectSettings) -> bool:
    counts = Counter(source_name(entry.source) for entry in take)
    if len(take) > settings.max_items or any(0 < source_cap(entry.source, settings) < counts[source_name(entry.source)] for entry in take):
        return False
    words = [significant(entry.title) for entry in take]
    return settings.max_per_topic == 0 or all(sum(same_topic(one, other) for other in words) <= settings.max_per_topic for one in words)


def doubled(entry: Entry, article: Article) -> Candidate:
    """The record of an entry that led to an article which another entry led to before."""
    return of_entry(entry, ("duplicate-url", f"same as {article.url}"), {})
