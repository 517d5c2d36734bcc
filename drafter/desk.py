"""The editor's desk: what lies there before a run begins, and what the run lays there for the editor.

.drafter/inbox/                     candidates that people added                      → Sources
.drafter/editions/NAME/shortlist.txt    what the editor decided of each story         → Choices, written anew with proposals
.drafter/editions/NAME/theses.txt       which theses the analysis makes its point of  → decisions, written anew with candidates
.drafter/editions/*/                what earlier editions had, and nearly had         → not again; runners-up once more
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from zoneinfo import ZoneInfo

from drafter import choices, shortlisted, theses
from drafter.asks import EarlierData
from drafter.assemble import item_ids
from drafter.choices import Choices
from drafter.duplicates import address
from drafter.entities import Entry, Failure, Source, Thesis
from drafter.select import Settled
from drafter.select.candidate import RUNNER_UP
from drafter.store import earlier, inbox
from drafter.store.editions import edition_folder
from drafter.store.files import write_atomic
from drafter.window import Window

SHORTLIST, THESES = "shortlist.txt", "theses.txt"
EDITIONS_BEFORE = 8
"""Earlier editions whose items do not come again."""
EDITIONS_COMPARED = 2
"""Earlier editions that the analysis may say what has changed since."""
STATEMENTS_COMPARED = 2


@dataclass
class Desk:
    """One edition's desk. `alone`: nobody is there (`--auto`), so no decision is read and none is asked for."""

    folder: Path
    window: Window
    zone: ZoneInfo
    sections: tuple[str, ...]
    by_hand: tuple[choices.Choice, ...] = ()
    """Decisions the command named."""
    alone: bool = False

    @cached_property
    def shortlist(self) -> choices.Shortlisted:
        """The shortlist file with the command's own decisions. Raises UsageError naming a line that cannot be read."""
        path = self._file(SHORTLIST)
        there = path.exists() and not self.alone
        before = choices.read(path.read_text(encoding="utf-8-sig"), str(path), self.sections) if there else choices.Shortlisted()
        return choices.Shortlisted(before.choices.with_(self.by_hand), before.comments)

    def read(self) -> None:
        """Read what the editor decided, before anything is fetched or paid for. Raises UsageError naming a line that cannot be read."""
        _ = self.shortlist, self.theses

    @property
    def choices(self) -> Choices:
        return self.shortlist.choices

    @property
    def nobody_chose(self) -> bool:
        """Whether drafter chooses by itself."""
        return not self.choices.decided

    @cached_property
    def earlier(self) -> tuple[tuple[earlier.Earlier, ...], tuple[Failure, ...]]:
        """Editions before this one, latest first."""
        return earlier.editions(self.folder, self.window.name, self.window.end, EDITIONS_BEFORE)

    @cached_property
    def run_before(self) -> dict[str, str]:
        """Address → the earlier edition that had it as an item."""
        return {address(link.url): one.name for one in reversed(self.earlier[0]) for item in one.items for link in (item.link, *item.further)}

    # What the run reads besides the source lists

    def sources(self) -> tuple[tuple[Source, ...], tuple[Failure, ...]]:
        """The inbox's candidates of this edition, and the last edition's runners-up."""
        entries, broken = inbox.listed(self.folder, self.zone)
        mine = tuple(inbox.source_of(entry) for entry in entries if self._is_due(entry))
        return (*mine, *self._runners_up()), (*broken, *self.earlier[1])

    def _is_due(self, entry: inbox.InboxEntry) -> bool:
        return self.window.holds_stamp(entry.since, self.zone) or self.choices.wants(entry.url)

    def _runners_up(self) -> tuple[Source, ...]:
        """Each comes once: one that was a runner-up already does not come a third time."""
        if not self.earlier[0]:
            return ()
        last = self.earlier[0][0]
        near = [one for one in last.candidates if one.reason in RUNNER_UP and "runner-up" not in one.marks and one.url.startswith(("http://", "https://"))]
        return tuple(Source(location=one.url, origin=f"runner-up of {last.name}", name=one.source, runner_up=last.name) for one in near)

    def unlisted(self, entries: Iterable[Entry]) -> list[Entry]:
        """What the editor wants and no source offers, as entries of their own."""
        offered = {address(entry.url) for entry in entries if entry.url}
        wanted = [choice.url for choice in self.choices.decided if choice.word != "drop" and choice.url.startswith(("http://", "https://"))]
        return [Entry(url=url, source=Source(location=url, origin="--pick", pick=True)) for url in wanted if address(url) not in offered]

    def compared(self) -> tuple[EarlierData, ...]:
        """Items of the last editions, for what has changed since."""
        found = self.earlier[0][:EDITIONS_COMPARED]
        told = {one.name: [item for item in one.items if item.place != "brief" and "private" not in item.marks] for one in found}
        ids = item_ids(list(dict.fromkeys(item.article_id for items in told.values() for item in items)), "e")
        return tuple(
            EarlierData(
                id=ids[item.article_id],
                edition=one.name,
                headline=item.headline,
                statements=tuple(statement.text for statement in item.statements[:STATEMENTS_COMPARED]),
                published=item.published.value[:10] if item.published else "",
            )
            for one in found
            for item in told[one.name]
        )

    @cached_property
    def theses(self) -> theses.Decisions:
        """The editor's decisions on theses. Raises UsageError naming a line that cannot be read."""
        path = self._file(THESES)
        there = path.exists() and not self.alone
        return theses.parse(path.read_text(encoding="utf-8-sig"), str(path)) if there else theses.Decisions()

    # What it lays there

    def lay_shortlist(self, settled: Settled) -> tuple[Path, str]:
        """Write the shortlist anew; every decided line stays. Raises OSError."""
        text = choices.written(shortlisted.head(self.window, self.zone, self.sections), shortlisted.proposals(settled, self.sections), self.shortlist)
        path = self._file(SHORTLIST)
        write_atomic(path, text)
        return path, text

    def keep_choices(self, settled: Settled) -> None:
        """Keep what the command decided, so that it is not asked for again. Raises OSError."""
        if self.by_hand and not self.alone:
            self.lay_shortlist(settled)

    def lay_theses(self, candidates: Sequence[Thesis], headlines: Mapping[str, str]) -> None:
        """Write the theses' file anew; every decided line stays. Raises OSError."""
        if candidates and not self.alone:
            write_atomic(self._file(THESES), theses.format(self.window.name, candidates, self.theses, headlines))

    def _file(self, name: str) -> Path:
        return edition_folder(self.folder, self.window.name) / name
