"""Once articles are there: each story once, its best report as the main one, and a verdict for each with its reason."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple
from zoneinfo import ZoneInfo

from pydantic import Field

from drafter.choices import Choice, name_of
from drafter.duplicates import Text, address, fold, same_topic, significant
from drafter.entities import NOT_NEWS, Article, ArticleKind, Entity, Entry, Link, Source, Stamp
from drafter.retold import Recurrence, Subject
from drafter.score import article_parts, source_name, total
from drafter.select.candidate import CHOSEN, Candidate, Criteria, Verdict, source_cap
from drafter.settings import SelectSettings
from drafter.stories import Report, Story, cluster, tells_several
from drafter.window import Window

LEAD = {"zh": 400, "en": 1200}
"""Characters of a text that say which story it is; further down, long texts mention more and more that others mention too."""


class Settled(Entity):
    items: tuple[Candidate, ...]
    """Chosen, in the edition's order: leads, the editor's items, items by score, briefs."""
    articles: tuple[Article, ...]
    """The items' main articles in the same order, with the story's other reports as `further` links."""
    further: dict[str, tuple[Article, ...]] = Field(default_factory=dict)
    """Main article's id → the story's other articles, best first."""
    dropped: tuple[Candidate, ...]


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

    @property
    def addresses(self) -> list[str]:
        return [name_of(self.article.url, self.article.source.location), *(name_of(one.url, one.source.location) for one in (*self.entries, *self.also))]

    @property
    def kind(self) -> ArticleKind:
        """What a person says it is, else what the rules propose."""
        return next((source.kind for source in self.sources if source.kind), self.article.kind)


class _Story(NamedTuple):
    """A story's reports, the main one first, with what the editor decided of it."""

    reports: list[_Standing]
    choice: Choice | None
    place: int
    """In the editor's order."""
    parts: dict[str, float]
    recurs: Recurrence | None = None
    """What it is of an earlier edition's item; None: it is new."""

    @property
    def main(self) -> _Standing:
        return self.reports[0]


def settle(articles: Sequence[Article], entries: Mapping[str, Sequence[Entry]], also: Mapping[str, Sequence[Entry]], case: Criteria) -> Settled:
    """The edition's items. `entries`: article id → the taken entries that led to it; `also`: the shortlist's."""
    standings = [_standing(article, entries.get(article.id, ()), also, case) for article in articles]
    groups, doubled = _fold_articles(standings, case)
    recurs = _recurrences(groups, case)
    stories, retold = _fold_stories(groups, case, recurs)
    stories.sort(key=lambda one: (*_rank_by_hand(one), -total(one.parts), one.main.article.url))
    verdicts = _choose(stories, case)
    judged = [(story, _of_story(story, verdict, case)) for story, verdict in zip(stories, verdicts, strict=True)]
    judged.sort(key=lambda one: one[1].place == "brief")
    chosen = [(story, candidate) for story, candidate in judged if candidate.chosen]
    return Settled(
        items=tuple(candidate for _, candidate in chosen),
        articles=tuple(story.main.article.model_copy(update={"further": _further(story.reports)}) for story, _ in chosen),
        further={story.main.article.id: tuple(one.article for one in story.reports[1:]) for story, _ in chosen if len(story.reports) > 1},
        dropped=(
            *(candidate for _, candidate in judged if not candidate.chosen),
            *(_of_report(one, _parts([one], case), verdict) for one, verdict in (*doubled, *retold)),
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
    """`undated`, `outside-window`, or empty: an article with trouble is an item only if a person wanted it."""
    stamp = dated(article, entries, zone)
    if stamp is None:
        return "undated"
    return "" if window.holds_stamp(stamp, zone) else "outside-window"


# Each story once


def _standing(article: Article, entries: Sequence[Entry], also: Mapping[str, Sequence[Entry]], case: Criteria) -> _Standing:
    mine = tuple(entries)
    others = tuple(other for entry in mine for other in also.get(entry.url, ()))
    wanted = case.choices.wants(name_of(article.url, article.source.location)) or any(case.wanted(entry) for entry in (*mine, *others))
    return _Standing(article, mine, others, dated(article, mine, case.zone), trouble(article, mine, case.window, case.zone), wanted)


def _fold_articles(standings: Sequence[_Standing], case: Criteria) -> tuple[list[list[_Standing]], list[tuple[_Standing, Verdict]]]:
    """Groups of one text, each with its main first, and the folded."""
    groups: list[list[_Standing]] = []
    doubled: list[tuple[_Standing, Verdict]] = []
    by_key: dict[str, list[_Standing]] = {}
    for one in sorted(standings, key=lambda one: _preference(one, case.zone)):
        url, digest = address(one.addresses[0]), one.article.digest
        group = by_key.get(url) or by_key.get(digest)
        if group is None:
            groups.append(group := [])
        else:
            doubled.append((one, ("duplicate-url" if url in by_key else "duplicate-text", f"same as {group[0].article.url}")))
        group.append(one)
        by_key.setdefault(url, group)
        by_key.setdefault(digest, group)
    folded = fold([compared(group[0].article) for group in groups], case.settings.near_duplicate)
    for index, (main, share) in folded.items():
        groups[main].extend(groups[index])
        doubled.append((groups[index][0], ("near-duplicate", f"{share:.0%} of the shorter text stands in both; see {groups[main][0].article.url}")))
    return [group for index, group in enumerate(groups) if index not in folded], doubled


def _fold_stories(groups: Sequence[list[_Standing]], case: Criteria, recurs: Mapping[str, Recurrence]) -> tuple[list[_Story], list[tuple[_Standing, Verdict]]]:
    """Groups that tell one story, across sources and languages, become one; the best report of them is the main one, not a repeat if it can be helped."""
    by_id = {group[0].article.id: group for group in groups}
    retold: list[tuple[_Standing, Verdict]] = []
    stories: list[_Story] = []
    repeats = {key for key, one in recurs.items() if one.kind == "repeat"}
    order = sorted(by_id, key=lambda key: (not by_id[key][0].picked, key in repeats, _preference(by_id[key][0], case.zone)))
    told = [by_id[key][0] for key in order if not is_alone(by_id[key][0].article)]
    reports = [report(one.article, one.stamp, len(told) - at, case.zone) for at, one in enumerate(told)]
    for story in (*cluster(reports), *(Story(key) for key in order if is_alone(by_id[key][0].article))):
        apart = [member for member in story.members if any(one.picked for one in by_id[member.id])]  # what the editor wants is nobody's further source
        joined = [member for member in story.members if member not in apart]
        stories.append(_story([one for key in (story.main, *(member.id for member in joined)) for one in by_id[key]], case, recurs))
        stories += [_story(by_id[member.id], case, recurs) for member in apart]
        retold += [(by_id[member.id][0], ("same-story", f"{member.reason}; see {by_id[story.main][0].article.url}")) for member in joined]
    return stories, retold


def _recurrences(groups: Sequence[list[_Standing]], case: Criteria) -> dict[str, Recurrence]:
    if not case.told:
        return {}
    from drafter.recurrence import recurrences  # a digest's first edition has nothing to compare with

    return recurrences([_subject(group, case.zone) for group in groups], case.told, case.settings.near_duplicate)


def _subject(group: Sequence[_Standing], zone: ZoneInfo) -> Subject:
    article, stamp = group[0].article, group[0].stamp
    return Subject(
        article.id,
        article.title,
        article.text,
        tuple(sentence.text for sentence in article.sentences),
        article.language,
        stamp.day(zone) if stamp else None,
        tuple(dict.fromkeys(address(url) for one in group for url in one.addresses)),
    )


def compared(article: Article) -> Text:
    """An article as duplicates are told by."""
    return Text(article.title, article.text, tells_several(article.title, article.text))


def is_alone(article: Article) -> bool:
    """A feed's few words say too little of which story they are; and what is private is nobody's further source."""
    return article.stand_in or article.source.private


def _story(reports: list[_Standing], case: Criteria, recurs: Mapping[str, Recurrence]) -> _Story:
    """A decision on any of its reports is one on the story: what was dropped does not come back under another address."""
    found = case.choices.of(url for one in reports for url in one.addresses)
    return _Story(reports, found[1] if found else None, found[0] if found else 0, _parts(reports, case), recurs.get(reports[0].article.id))


def report(article: Article, stamp: Stamp | None, preference: float, zone: ZoneInfo) -> Report:
    """What of an article says which story it tells."""
    day = stamp.day(zone) if stamp else None
    lead = article.text[: LEAD["zh" if article.language == "zh" else "en"]]
    return Report(id=article.id, title=article.title, text=lead, language=article.language, published=day, site=article.site, preference=preference)


def _preference(one: _Standing, zone: ZoneInfo) -> tuple[bool, bool, bool, bool, bool, int, float, float, str]:
    """Sorts the best of several reports first; lengths within a fifth of each other count as equal. A private one is no model's to read, and a
    listing or an aggregator's page keeps out the news that it was folded with."""
    length = round(math.log(max(1, len(one.article.text)), 1.2))
    moment = one.stamp.instant(zone).timestamp() if one.stamp else math.inf
    weight = max(source.weight for source in one.sources)
    return not one.picked, one.article.source.private, bool(one.trouble), one.kind in NOT_NEWS, one.article.stand_in, -length, -weight, moment, one.article.url


# The choice


def _rank_by_hand(story: _Story) -> tuple[int, int]:
    """Leads, then the editor's items and briefs in his order, then picked sources, then the rest."""
    if story.choice is not None:
        return (0 if story.choice.word == "lead" else 1), story.place
    return (2 if any(one.picked for one in story.reports) else 3), 0


def _choose(ranked: Sequence[_Story], case: Criteria) -> list[Verdict]:
    """A verdict for each, in the order given; the editor's picks come first and count toward caps that they are free of."""
    verdicts: list[Verdict] = []
    counts: Counter[str] = Counter()
    topics: list[frozenset[str]] = []
    briefs = sum(story.choice is not None and story.choice.word == "brief" for story in ranked)
    for story in ranked:
        verdict = _verdict(story, counts, topics, case)
        if verdict[0] == "over-limit" and briefs < case.settings.max_briefs and not story.main.article.source.runner_up:
            briefs += 1
            verdict = "brief", verdict[1]
        verdicts.append(verdict)
        if verdict[0] in ("ranked", "picked") and not (story.choice and story.choice.word == "brief"):
            counts[source_name(story.main.article.source)] += 1
            topics.append(significant(story.main.article.title))
    return verdicts


def _verdict(story: _Story, counts: Counter[str], topics: Sequence[frozenset[str]], case: Criteria) -> Verdict:
    if story.choice is not None:
        return ("dropped-by-editor", "") if story.choice.word == "drop" else ("picked", story.choice.word)
    if any(one.picked for one in story.reports):
        return "picked", ""
    return _barred(story, case) or _capped(story, counts, topics, case.settings) or ("ranked", "")


def _barred(story: _Story, case: Criteria) -> Verdict | None:
    """What keeps a story out whatever its rank."""
    if day := next((case.held[key] for one in story.reports for key in map(address, one.addresses) if key in case.held), ""):
        return "held-back", f"not before {day}"
    if story.main.article.source.private:
        return "private", "never proposed; write item before it to take it"
    if verdict := _run_already(story, case):
        return verdict
    one = story.main
    if not _is_current(story, case):
        return one.trouble, f"published {one.stamp.value}" if one.stamp else "neither page nor feed states a date"
    if one.kind in NOT_NEWS:
        return "not-news", f"{one.kind}: {one.article.kind_why or 'as the editor says'}"
    return None


def _run_already(story: _Story, case: Criteria) -> Verdict | None:
    """An update is none; an edition that is not among those compared counts by its addresses alone."""
    if story.recurs is not None:
        return ("repeat", f"repeat of {story.recurs.of.edition}: {story.recurs.why}") if story.recurs.kind == "repeat" else None
    edition = next((case.run_before[key] for one in story.reports for key in map(address, one.addresses) if key in case.run_before), "")
    return ("already-run", f"it was an item of {edition}") if edition else None


def _is_current(story: _Story, case: Criteria) -> bool:
    """Whether the edition may have it: of its window by its date, by when a person added it, or as the last one's runner-up."""
    if not story.main.trouble:
        return True
    one = story.main
    if case.missed is not None and one.stamp is not None and case.missed.holds(one.stamp, case.zone, one.addresses):
        return True
    return any(
        source.runner_up or (source.added is not None and case.window.holds_stamp(source.added, case.zone)) for one in story.reports for source in one.sources
    )


def _capped(story: _Story, counts: Counter[str], topics: Sequence[frozenset[str]], settings: SelectSettings) -> Verdict | None:
    name, cap = source_name(story.main.article.source), source_cap(story.main.article.source, settings)
    words = significant(story.main.article.title)
    if cap and counts[name] >= cap:
        return "source-cap", f"{counts[name]} items are of {name} already"
    if settings.max_per_topic and sum(same_topic(words, other) for other in topics) >= settings.max_per_topic:
        return "topic-cap", f"{settings.max_per_topic} items speak of it already"
    if len(topics) >= settings.max_items:
        return "over-limit", f"the edition has its {len(topics)} items"
    return None


def _parts(group: Sequence[_Standing], case: Criteria) -> dict[str, float]:
    carriers = [source for one in group for source in one.sources]
    return article_parts(group[0].article, group[0].stamp, carriers, case.window, case.zone, case.keywords)


def _further(group: Sequence[_Standing]) -> tuple[Link, ...]:
    """The story's other addresses on the web, as fetched or as their feed gives them."""
    main = group[0].article
    own = {address(entry.url) for one in group for entry in one.entries}
    links = [*main.further, *(Link(title=one.article.title, url=one.article.url) for one in group[1:] if not one.article.source.private)]
    links += [Link(title=entry.title or main.title, url=entry.url) for one in group for entry in one.also if address(entry.url) not in own]
    by_address = {address(link.url): link for link in reversed(links) if link.url.startswith(("http://", "https://"))}
    return tuple(link for link in links if address(link.url) != address(main.url) and by_address.get(address(link.url)) is link)


# What is said of it


def _of_story(story: _Story, verdict: Verdict, case: Criteria) -> Candidate:
    base = _of_report(story.main, story.parts, verdict)
    chosen = verdict[0] in CHOSEN
    word = story.choice.word if story.choice and story.choice.word != "drop" else "brief" if verdict[0] == "brief" else "item"
    sources = [source for one in story.reports for source in one.sources]
    recurs = story.recurs
    return base.model_copy(
        update={
            "marks": (*base.marks, recurs.kind) if recurs else base.marks,
            "detail": _told_before(recurs, base.detail) if recurs and chosen else base.detail,
            "continues": recurs.continued if recurs and recurs.kind == "update" else None,
            "chosen": chosen,
            "place": word if chosen else "",
            "section": _section(story, sources, case.sections),
            "by": tuple(dict.fromkeys(name for source in sources for name in source.by)),
            "note": " / ".join(dict.fromkeys(source.note for source in sources if source.note)),
            "others": tuple(dict.fromkeys(one.addresses[0] for one in story.reports[1:])),
        }
    )


def _told_before(recurs: Recurrence, detail: str) -> str:
    """Why a story that comes again is there."""
    new = f"; new: {'; '.join(recurs.new)}" if recurs.new else ""
    return "; ".join(filter(None, (detail, f"{recurs.kind} of {recurs.of.edition}: {recurs.why}{new}")))


def _section(story: _Story, sources: Iterable[Source], sections: Sequence[str]) -> str:
    """The editor's, else the first of the digest's that a tag of its sources names, else the digest's first."""
    if story.choice and story.choice.section:
        return story.choice.section
    tags = {tag.casefold() for source in sources for tag in source.tags}
    return next((section for section in sections if section.casefold() in tags), sections[0] if sections else "")


def _of_report(one: _Standing, parts: dict[str, float], verdict: Verdict) -> Candidate:
    marks = (
        "picked" if one.picked else "",
        one.trouble,
        "stand-in" if one.article.stand_in else "",
        "private" if one.article.source.private else "",
        "runner-up" if any(source.runner_up for source in one.sources) else "",
    )
    return Candidate(
        url=one.addresses[0],
        title=one.article.title,
        source=source_name(one.article.source),
        published=one.stamp,
        article_id=one.article.id,
        parts=parts,
        score=total(parts),
        reason=verdict[0],
        detail=verdict[1],
        marks=tuple(mark for mark in marks if mark),
        kind=one.kind,
        kind_why=one.article.kind_why,
        by=one.article.source.by,
        note=one.article.source.note,
    )
