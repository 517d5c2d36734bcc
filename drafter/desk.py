"""The editor's desk: what lies there before a run begins, and what the run lays there for the editor.

    .drafter/inbox/                     candidates that people added                      → Sources
    .drafter/editions/NAME/shortlist.txt    what the editor decided of each story         → Choices, written anew with proposals
    .drafter/editions/NAME/theses.txt       which theses the analysis makes its point of  → decisions, written anew with candidates
    .drafter/editions/NAME/redo.json    what of it a person had written anew              → asked for in the same way
    .drafter/editions/*/                what other editions had, and nearly had           → not again; runners-up once more
    .drafter/ledger.jsonl               what was published                                → repeats and updates
    .drafter/corrections.jsonl          what was corrected since the last edition         → notices

What a run found there is kept in its bundle as `desk.json`: a draft from the bundle reads that and not the folder it is in.
Files of the editor's are read and written in one go that no page comes between, and once more where a text editor saved meanwhile:
what was typed during a run is not lost.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from functools import cached_property
from pathlib import Path
from zoneinfo import ZoneInfo

from pydantic import Field, ValidationError

from drafter import choices, noticed, shortlisted, told
from drafter import theses as thesis_file
from drafter.asks import EarlierData, Redo
from drafter.assemble import item_ids
from drafter.choices import Choice, Choices, Shortlisted, name_of
from drafter.config import Settings
from drafter.duplicates import address
from drafter.entities import Edition, Entity, Entry, Failure, Notice, Source, Thesis
from drafter.errors import UsageError
from drafter.post import place
from drafter.retold import Told
from drafter.select import Candidate, Missed, Settled
from drafter.select.candidate import RUNNER_UP
from drafter.store import corrections, earlier, inbox, ledger, lock, redos
from drafter.store.editions import edition_folder
from drafter.store.files import STATE, read_json, write_atomic
from drafter.window import Window

SHORTLIST, THESES, KEPT = "shortlist.txt", "theses.txt", "desk.json"
EDITIONS_BEFORE = 8
"""Other editions whose items do not come again."""
EDITIONS_COMPARED = 2
"""Earlier editions that the analysis may say what has changed since."""
STATEMENTS_COMPARED = 5
_TRIES = 20
"""To write a file of the editor's that somebody keeps saving."""


class Laid(Entity):
    """What a run goes by, as it lay on the desk when it began."""

    decided: tuple[Choice, ...] = ()
    theses: thesis_file.Decisions = thesis_file.Decisions()
    sources: tuple[Source, ...] = ()
    """The inbox's candidates of this edition, and the last edition's runners-up."""
    compared: tuple[EarlierData, ...] = ()
    run_before: dict[str, str] = Field(default_factory=dict)
    """Address → another edition that has it as an item, or another post of this edition's week."""
    held: dict[str, str] = Field(default_factory=dict)
    """Address → the day before which a person holds it back, whoever else offers it."""
    private: frozenset[str] = frozenset()
    """Addresses whose text no model may see, whoever else offers them."""
    missed: tuple[datetime, datetime, frozenset[str]] | None = None
    told: tuple[Told, ...] = ()
    """Items of the editions before this one."""
    notices: tuple[Notice, ...] = ()
    """Corrections of earlier posts that this edition tells its readers of."""
    redos: dict[str, Redo] = Field(default_factory=dict)
    """Parts of the edition that a person had written anew."""
    before: thesis_file.Before | None = None
    """What the edition's last draft argued; None where there was none, or where no model wrote it."""


@dataclass
class Desk:
    """One edition's desk. `alone`: nobody is there (`--auto`), so no decision is read and none is asked for."""

    folder: Path
    window: Window
    zone: ZoneInfo
    sections: tuple[str, ...]
    by_hand: tuple[Choice, ...] = ()
    """Decisions the command named."""
    alone: bool = False
    bundle: Path | None = None
    """A bundle to read the desk from, if it has one."""
    settings: Settings = field(default_factory=Settings.model_construct)
    articles: Path | None = None
    """Folder of the kept articles: what earlier items' sources said."""

    @cached_property
    def laid(self) -> Laid:
        """What lies there. Raises UsageError naming a line that cannot be read, ConfigError for a broken ledger."""
        if self.bundle is not None and (self.bundle / KEPT).is_file():
            return Laid.model_validate(read_json(self.bundle / KEPT))
        missed = self._missed()
        return Laid(
            decided=self._shortlist().choices.decided,
            theses=self._theses(),
            sources=(*self._due(missed), *self._runners_up()),
            compared=self._compared(),
            run_before=self._run_before(),
            held=self._held(),
            private=frozenset(address(one.url) for one in self._inbox[0] if one.private and one.url),
            missed=missed and (missed.start, missed.cutoff, missed.seen),
            told=self._told(),
            notices=noticed.notices(self._corrections[0], self.settings, self._untold_since(), self.window.end),
            redos=redos.read(self.folder, self.window.name).asked,
            before=self._before(),
        )

    @cached_property
    def choices(self) -> Choices:
        """The shortlist's decisions and the command's own."""
        return Choices(self.laid.decided).with_(self.by_hand)

    @property
    def nobody_chose(self) -> bool:
        """Whether drafter chooses by itself."""
        return not self.choices.decided

    @property
    def missed(self) -> Missed | None:
        """The edition before, for what turned up after its cutoff."""
        return Missed(*self.laid.missed) if self.laid.missed else None

    @property
    def failures(self) -> tuple[Failure, ...]:
        """Files on the desk that cannot be read."""
        return () if self.bundle is not None and (self.bundle / KEPT).is_file() else (*self._inbox[1], *self._earlier[1], *self._corrections[1])

    @property
    def shortlist_path(self) -> Path:
        return self._file(SHORTLIST)

    def forgotten(self) -> tuple[str, ...]:
        """Shortlists that somebody decided for editions that were never drafted: the week may have turned since."""
        found = []
        for path in sorted((self.folder / STATE / "editions").glob(f"*/{SHORTLIST}")):
            undrafted = path.parent.name != self.window.name and not (path.parent / "window.json").exists()
            if undrafted and choices.read(_text(path), str(path), check=False).choices.decided:
                name = path.parent.name
                found.append(f"the shortlist of {name} is decided, but that edition was not drafted; `--week {name}` drafts it")
        return tuple(found)

    def unlisted(self, entries: Iterable[Entry]) -> list[Entry]:
        """What the editor wants and no source offers, as entries of their own."""
        offered = {address(entry.url) for entry in entries if entry.url}
        wanted = [choice.url for choice in self.choices.decided if choice.word != "drop" and choice.url.startswith(("http://", "https://"))]
        return [Entry(url=url, source=Source(location=url, origin="--pick", pick=True)) for url in wanted if address(url) not in offered]

    # What it lays there

    def lay_shortlist(self, settled: Settled, candidates: Sequence[Candidate]) -> tuple[Path, str]:
        """Write the shortlist anew; every decided line stays. `candidates` are all of the run. Raises OSError, UsageError."""
        not_read = shortlisted.unread(candidates)
        listed = not_read[: shortlisted.MOST_UNREAD]
        head = shortlisted.head(self.window, self.zone, self.sections, len(not_read) - len(listed))
        proposals = shortlisted.proposals(settled, self.sections, listed)

        def text() -> str:
            before = self._shortlist()
            return choices.written(head, proposals, Shortlisted(before.choices.with_(self.by_hand), before.comments))

        return self.shortlist_path, self._written(self.shortlist_path, text)

    def keep_choices(self, settled: Settled, candidates: Sequence[Candidate]) -> None:
        """Keep what the command decided, so that it is not asked for again. Raises OSError, UsageError."""
        if self.by_hand and not self.alone:
            self.lay_shortlist(settled, candidates)

    def lay_theses(self, candidates: Sequence[Thesis], headlines: Mapping[str, str]) -> None:
        """Write the theses' file anew; every decided line stays. Raises OSError, UsageError."""
        if candidates and not self.alone:
            self._written(self._file(THESES), lambda: thesis_file.format(self.window.name, candidates, self._theses(), headlines))

    def _written(self, path: Path, text: Callable[[], str]) -> str:
        """The file with a text that is made of what it says now."""
        with lock.desk(self.folder):
            for _ in range(_TRIES):
                before = path.read_bytes() if path.exists() else None
                new = text()
                if (path.read_bytes() if path.exists() else None) == before:
                    write_atomic(path, new)
                    return new
        raise UsageError(str(path), "is being changed all the time", "let go of it, then run again")

    # What lies there

    def _file(self, name: str) -> Path:
        return edition_folder(self.folder, self.window.name) / name

    def _shortlist(self) -> Shortlisted:
        there = self.shortlist_path.exists() and not self.alone
        return choices.read(_text(self.shortlist_path), str(self.shortlist_path), self.sections) if there else Shortlisted()

    def _theses(self) -> thesis_file.Decisions:
        path = self._file(THESES)
        return thesis_file.parse(_text(path), str(path)) if path.exists() and not self.alone else thesis_file.Decisions()

    @cached_property
    def _inbox(self) -> tuple[tuple[inbox.InboxEntry, ...], tuple[Failure, ...]]:
        return inbox.listed(self.folder, self.zone)

    @cached_property
    def _corrections(self) -> tuple[tuple[corrections.Correction, ...], tuple[Failure, ...]]:
        return corrections.read(self.folder)

    def _untold_since(self) -> datetime:
        """Where corrections begin that no edition told of. Windows set by hand leave gaps and overlap, their ends do neither; one may end after its draft."""
        ends = [one.knows_until for name, one in ledger.covered(self.folder).items() if name != self.window.name and one.cutoff < self.window.end]
        return max(ends, default=datetime.min.replace(tzinfo=UTC))

    @cached_property
    def _earlier(self) -> tuple[tuple[earlier.Earlier, ...], tuple[Failure, ...]]:
        """Editions before this one, latest first."""
        return earlier.editions(self.folder, self.window.name, EDITIONS_BEFORE, self.window.end)

    def _last(self) -> earlier.Earlier | None:
        """The edition right before this one; none where its record cannot be read."""
        found = self._earlier[0]
        return found[0] if found and found[0].name == earlier.last_name(self.folder, self.window.name, self.window.end) else None

    def _run_before(self) -> dict[str, str]:
        others, _ = earlier.editions(self.folder, self.window.name, EDITIONS_BEFORE)
        public = told.posts(self.folder, self.window.name, draft=self._draft())
        last = sorted({one.edition for one in public}, reverse=True)[:EDITIONS_BEFORE]
        return told.run_before(others, [one for one in public if one.edition in last], self.window.name)

    def _draft(self) -> str:
        """Where the edition's draft lies, as the ledger names it."""
        day = (self.window.end - timedelta(seconds=1)).astimezone(self.zone).date()
        return place.draft_path(self.settings, Path(), self.window.name, day).as_posix()

    def _told(self) -> tuple[Told, ...]:
        public = told.posts(self.folder, self.window.name, self.window.end.astimezone(self.zone), self._draft())
        return told.items(self._earlier[0], public, self.settings, self.articles or self.folder / STATE / "kept" / "articles", self.window.name)

    def _held(self) -> dict[str, str]:
        held = [one for one in self._inbox[0] if one.url and one.not_before and one.not_before.instant(self.zone) >= self.window.end]
        return {address(one.url): one.not_before.value for one in held if one.not_before}

    def _missed(self) -> Missed | None:
        last = self._last()
        covered = ledger.covered(self.folder)[last.name] if last else None
        return Missed(covered.start, covered.cutoff, frozenset(address(one.url) for one in last.candidates)) if last and covered and covered.start else None

    def _due(self, missed: Missed | None) -> list[Source]:
        """Candidates of this edition's time, those of the last one's that came too late for it (through git), and those the editor wants."""
        wanted = self._shortlist().choices.with_(self.by_hand)
        found = []
        for one in self._inbox[0]:
            source = inbox.source_of(one)
            name = name_of(one.url, source.location)
            late = missed is not None and missed.holds(one.since, self.zone, [name])
            if self.window.holds_stamp(one.since, self.zone) or late or wanted.wants(name):
                found.append(source)
        return found

    def _before(self) -> thesis_file.Before | None:
        path = self._file("edition.json")
        try:
            edition = Edition.model_validate_json(path.read_bytes()) if path.exists() else None
        except ValidationError:  # then the theses are asked for anew, as without a draft before
            return None
        if edition is None or any(statement.fallback for paragraph in edition.analysis for statement in paragraph.statements):
            return None
        told = [item for item in edition.items if item.place != "brief" and "private" not in item.marks]
        items = {item.id: thesis_file.said(item.headline, (one.text for one in item.statements)) for item in told}
        return thesis_file.Before(theses=edition.theses, items=items, asked_as=edition.asked_as)

    def _runners_up(self) -> list[Source]:
        """Each comes once: one that was a runner-up already does not come a third time. What people said of it in the inbox still holds."""
        last = self._last()
        if last is None:
            return []
        known = {address(name_of(one.url, inbox.source_of(one).location)): inbox.source_of(one) for one in self._inbox[0]}
        found = []
        for one in last.candidates:
            if one.reason not in RUNNER_UP or "runner-up" in one.marks:
                continue
            mine = known.get(address(one.url))
            if mine is not None:
                found.append(mine.model_copy(update={"runner_up": last.name}))
            elif "private" not in one.marks and one.url.startswith(("http://", "https://")):
                found.append(Source(location=one.url, origin=f"runner-up of {last.name}", name=one.source, runner_up=last.name))
        return found

    def _compared(self) -> tuple[EarlierData, ...]:
        """Items of the last editions, for what has changed since."""
        return compared(self._earlier[0])


def compared(editions: Sequence[earlier.Earlier]) -> tuple[EarlierData, ...]:
    """Items of the latest of earlier `editions` (latest first), by the ids that a sentence names them by."""
    found = editions[:EDITIONS_COMPARED]
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


def _text(path: Path) -> str:
    """A person's file. Raises UsageError where it is not UTF-8."""
    try:
        return path.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError as error:
        raise UsageError(str(path), f"is not UTF-8 text ({error.reason})", "save it as UTF-8") from error
