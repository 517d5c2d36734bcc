"""What a choice is made by, and what is said of each candidate."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import Literal, NamedTuple
from zoneinfo import ZoneInfo

from pydantic import Field

from drafter.choices import Choices, name_of
from drafter.duplicates import address
from drafter.entities import ArticleKind, Continued, Entity, Entry, Source, Stamp
from drafter.retold import Told
from drafter.score import KeywordPart, keyword_part, source_name, total
from drafter.settings import SelectSettings
from drafter.window import Window

Verdict = tuple[str, str]
"""Reason and detail."""
CHOSEN = ("picked", "ranked", "brief")
FOLDED = frozenset({"duplicate-text", "near-duplicate", "same-story"})
"""Reasons of an article whose story another one tells."""
RUNNER_UP = frozenset({"over-limit", "source-cap", "topic-cap"})
"""Reasons that leave a candidate in the running for one more edition."""


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
    """Stable code, listed in `drafter.select`."""
    detail: str = ""
    """For a person: which item it doubles, which cap it met."""
    marks: tuple[str, ...] = ()
    """`picked`, `outside-window`, `undated`, `stand-in`, `private`, `runner-up`, `update`, `repeat`."""
    place: Literal["", "lead", "item", "brief"] = ""
    """Where in the edition, if it was chosen."""
    section: str = ""
    kind: ArticleKind = "news"
    kind_why: str = ""
    by: tuple[str, ...] = ()
    """Who put it into the inbox."""
    note: str = ""
    others: tuple[str, ...] = ()
    """Addresses of the story's other reports."""
    continues: Continued | None = None
    """The earlier item that it is an update of."""


class Missed(NamedTuple):
    """The edition before: what is of its time and was not seen then is a candidate of this one, so that nothing falls between two."""

    start: datetime
    cutoff: datetime
    seen: frozenset[str]
    """Addresses of its candidates."""

    def holds(self, stamp: Stamp, zone: ZoneInfo, urls: Iterable[str]) -> bool:
        """Whether something published then, at any of these addresses, was not there yet."""
        return self.start <= stamp.instant(zone) < self.cutoff and not any(address(url) in self.seen for url in urls)


class Criteria(NamedTuple):
    """What every choice of one edition goes by."""

    settings: SelectSettings
    window: Window
    zone: ZoneInfo
    keywords: KeywordPart
    choices: Choices
    sections: tuple[str, ...] = ()
    run_before: Mapping[str, str] = {}
    """Address → the earlier edition that had it as an item."""
    held: Mapping[str, str] = {}
    """Address → the day before which a person holds it back."""
    missed: Missed | None = None
    told: tuple[Told, ...] = ()
    """Items of earlier editions."""

    @classmethod
    def of(
        cls,
        settings: SelectSettings,
        window: Window,
        zone: ZoneInfo,
        keywords: Sequence[str] = (),
        choices: Choices | None = None,
        sections: tuple[str, ...] = (),
        run_before: Mapping[str, str] | None = None,
        held: Mapping[str, str] | None = None,
        missed: Missed | None = None,
        told: tuple[Told, ...] = (),
    ) -> Criteria:
        """From a digest's settings and what the editor decided."""
        return cls(settings, window, zone, keyword_part(keywords), choices or Choices(), sections, run_before or {}, held or {}, missed, told)

    def may_be_new(self, entry: Entry) -> bool:
        """Whether the page of an earlier edition's item may say something new: it is dated after that edition, or listed by itself and undated."""
        key = address(entry.url)
        day = max((one.date for one in self.told if key in one.addresses), default="")
        if not day or entry.published is None:
            return bool(day) and key == address(entry.source.location)
        return entry.published.day(self.zone).isoformat() > day

    def wanted(self, entry: Entry) -> bool:
        """Whether the editor wants it."""
        return is_wanted(entry, self.choices, self.window, self.zone)

    def in_window(self, entry: Entry) -> bool:
        """Whether its date, or when it was added by hand, makes it a candidate of this edition. Undated ones may be: their page may tell."""
        stamp = entry.source.added or entry.published
        if entry.source.runner_up or stamp is None or self.window.holds_stamp(stamp, self.zone):
            return True
        return self.missed is not None and self.missed.holds(stamp, self.zone, [entry.url])


def is_wanted(entry: Entry, choices: Choices, window: Window, zone: ZoneInfo) -> bool:
    """Whether the editor wants it: its own URL, or its source.

    A picked page or file is wanted whatever its date; a picked feed's entries are wanted as far as they are of this edition.
    """
    if choices.wants(name_of(entry.url, entry.source.location)):
        return True
    if not entry.source.pick:
        return False
    itself = entry.local_path is not None or entry.source.location == "-" or address(entry.url) == address(entry.source.location)
    return itself or (entry.published is not None and window.holds_stamp(entry.published, zone))


def source_cap(source: Source, settings: SelectSettings) -> int:
    """Most items of a source; 0: no cap. What a person added by hand counts for nobody."""
    if source.added is not None:
        return 0
    return min((cap for cap in (settings.max_per_source, source.max_items) if cap), default=0)


def of_entry(entry: Entry, verdict: Verdict, parts: dict[str, float]) -> Candidate:
    """The record of an entry whose page was not read."""
    return Candidate(
        url=name_of(entry.url, entry.source.location),
        title=entry.title,
        source=source_name(entry.source),
        published=entry.published,
        parts=parts,
        score=total(parts),
        reason=verdict[0],
        detail=verdict[1],
        by=entry.source.by,
        note=entry.source.note,
    )
