"""What was asked for, how it ended, and where a digest keeps things: the nouns of one run. `run.py` opens it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from drafter.budget import Estimate
from drafter.choices import Choice
from drafter.collect.workers import Workers
from drafter.config import Settings
from drafter.entities import Ask, Flag
from drafter.store import ledger, runs
from drafter.store.answers import KeptAnswers, Nearest
from drafter.store.articles import KeptArticles
from drafter.store.files import STATE
from drafter.store.pages import KeptPages
from drafter.store.runs import Record
from drafter.window import Window, edition_end, edition_name, edition_window

if TYPE_CHECKING:
    from drafter.revise import Revised


@dataclass(frozen=True)
class Job:
    """What was asked for. `clock` is the one place where the time comes from."""

    folder: Path
    settings: Settings
    clock: Callable[[], datetime]
    workers: Workers
    lists: tuple[str, ...] = ()
    at: datetime | None = None
    """Count as run at this moment."""
    week: str | None = None
    since: date | datetime | None = None
    until: date | datetime | None = None
    choices: tuple[Choice, ...] = ()
    """What the command itself decides of stories: `--lead`, `--pick`, `--brief`, `--drop`."""
    auto: bool = False
    """Nobody is at the desk: no shortlist and no theses of an editor's are read or asked for."""
    offline: bool = False
    kept_pages: bool = False
    """Answer pages from what is kept as `offline` does, but ask the model: for work on prompts."""
    bundle: Path | None = None
    accept: Callable[[Ask, Nearest], bool] | None = None
    """See `Asking.accept`."""
    state: Path | None = None
    """Another folder to keep what this run keeps."""
    rehearsal: bool = False
    """Write no draft and keep no edition: only the run's own bundle is made."""
    out: Path | None = None
    take: int = 0
    dry_run: bool = False
    report: Callable[[str, int, int], None] = lambda stage, done, of: None
    """Stage, parts done, parts in all; may be called from any thread."""
    item: Callable[[str, bool], None] = lambda title, done: None
    """A chosen article's title, when its summary is asked for and when it is there."""
    stdin: Callable[[], str] = lambda: ""
    by: str = ""
    """Who is at the keyboard; empty where nobody says."""

    @property
    def unfetched(self) -> bool:
        """No page is fetched: the run's moment is then the bundle's."""
        return self.offline or self.kept_pages


def made(
    folder: Path,
    settings: Settings,
    workers: Workers,
    now: Callable[[], datetime],
    *,
    at: datetime | None = None,
    offline: bool = False,
    kept_pages: bool = False,
    bundle: Path | None = None,
    **more: Any,
) -> Job:
    """A job on the digest in `folder`. A bundle, or the writer that replays, means offline unless only pages are to be the kept ones."""
    unasked = (bundle is not None or settings.writer_kind == "replay") and not kept_pages
    return Job(
        folder=folder.resolve(),
        settings=settings,
        clock=(lambda: at) if at is not None else now,
        workers=workers,
        at=at,
        offline=offline or unasked,
        kept_pages=kept_pages,
        bundle=bundle,
        **more,
    )


@dataclass(frozen=True)
class Outcome:
    """How a run ended. `exit_code`: 0 complete, 3 with HIGH or BLOCK flags or a fallback, 5 the budget was reached."""

    edition: str
    exit_code: int
    record: Record
    path: Path | None = None
    """The draft, or the shortlist; None for a dry run."""
    text: str = ""
    """The draft as drafter has it; the post may hold a person's words besides."""
    estimate: Estimate | None = None
    flags: tuple[Flag, ...] = ()
    run_id: str = ""
    revised: Revised | None = None
    """What became of the post; None where none was written."""


@dataclass(frozen=True)
class Stores:
    """Where this run reads and keeps."""

    root: Path
    pages: KeptPages
    answers: KeptAnswers
    articles: KeptArticles
    runs: Path
    fresh: bool
    """Nothing is kept yet, so model and worker will be needed."""

    @classmethod
    def of(cls, job: Job) -> Stores:
        root = (job.state or job.folder) / STATE / "kept"
        itself = bundle_of(job.folder, None)
        first, also = [job.bundle] if job.bundle else [], [itself] if itself else []
        return cls(
            root=root,
            pages=KeptPages(root / "pages", [folder / "pages" for folder in also], [folder / "pages" for folder in first]),
            answers=KeptAnswers(root / "answers", [folder / "answers" for folder in also], [folder / "answers" for folder in first]),
            articles=KeptArticles(root / "articles"),
            runs=runs.folder_of(job.state or job.folder),
            fresh=not (root / "answers").is_dir(),
        )

    @property
    def checks(self) -> Path:
        """Where lies what the checks found."""
        return self.root / "checks"


def bundle_of(folder: Path, named: Path | None) -> Path | None:
    """The bundle to answer from: the one named, or the digest itself where it is one (as fixtures are)."""
    if named is not None:
        return named
    return folder if (folder / "run.json").is_file() else None


def moment(job: Job) -> datetime:
    """The run's now: as the command says, else the clock's, or offline the moment of the bundle or of the last run that ended."""
    if job.at is not None:
        return job.at
    return job.clock() if not job.unfetched else (kept_moment(job.folder, job.bundle) or job.clock())


def kept_moment(folder: Path, named: Path | None = None) -> datetime | None:
    """When the kept pages were kept: the bundle's moment, else the last finished run's. Raises KeptMissing for a bundle that is none."""
    bundle = bundle_of(folder, named)
    if bundle is not None:
        return runs.of_bundle(bundle).now
    ended = [info for info in runs.listed(runs.folder_of(folder))[0] if info.status == "finished"]
    return max((info.now for info in ended), default=None)


def window(
    folder: Path,
    settings: Settings,
    now: datetime,
    week: str | None = None,
    since: date | datetime | None = None,
    until: date | datetime | None = None,
) -> Window:
    """The window of the edition that a draft begun at `now` would have, beside those other editions cover. Raises UsageError."""
    zone = settings.digest.zone
    bounds = ledger.bounds(ledger.covered(folder), edition_name(now, zone, week, until), edition_end(now, zone, week, until))
    return edition_window(now, zone, settings.window.days, bounds.previous_cutoff, week, since, until, bounds.next_start)
