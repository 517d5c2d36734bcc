"""Runs: each is a bundle, a folder that holds all it used and all it made, and a bundle is a fixture.

    run.json      what the run is a function of besides pages and answers: moment, window, settings, prompts, ledger
    pages/, answers/   the kept files it used, linked, so that a later fetch of the same URL does not change this run
    record.json   failures, candidates, calls, cost, flags
    edition.json, draft.md   what it made

No secret enters a bundle: settings are stripped when the run starts, and `freeze` refuses files that hold a key.
"""

from __future__ import annotations

import os
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Literal

from pydantic import Field, ValidationError

from drafter.entities import FORMAT_VERSION, Call, Edition, Entity, Failure, Flag, Rewrite
from drafter.errors import KeptMissing, UsageError
from drafter.store.answers import KeptAnswers
from drafter.store.files import STATE, read_json, write_atomic, write_json
from drafter.store.pages import KeptPages
from drafter.store.secrets import without_secrets


class RunInfo(Entity):
    """`run.json`."""

    format_version: int = FORMAT_VERSION
    id: str = ""
    edition: str = ""
    now: datetime
    status: Literal["started", "finished", "failed"] = "started"
    """`started` and not running: it was killed."""
    exit_code: int | None = None
    message: str = ""
    """Why it failed."""
    start: datetime | None = None
    """The window's."""
    cutoff: datetime | None = None
    writer: str = ""
    asked: dict[str, Any] = Field(default_factory=dict)
    """Source lists, picks, drops and take that the command named."""
    settings: dict[str, Any] = Field(default_factory=dict)
    prompts: dict[str, str] = Field(default_factory=dict)
    """Prompt's name → SHA-256 of its file."""
    ledger: str = ""
    """SHA-256 of the ledger the window was read from; empty without one."""


class Record(Entity):
    """`record.json`: what an editor can ask a run about."""

    format_version: int = FORMAT_VERSION
    writer: str = ""
    notes: tuple[str, ...] = ()
    """What was mended or left out when feeds were read."""
    failures: tuple[Failure, ...] = ()
    candidates: tuple[dict[str, Any], ...] = ()
    """As `select.Candidate`: all of them, chosen or not."""
    calls: tuple[Call, ...] = ()
    cost_usd: float | None = None
    rewrites: tuple[Rewrite, ...] = ()
    """Sentences that the checks sent back to the model."""
    flags: tuple[Flag, ...] = ()


class Run:
    """A run that is going on. `use_page` and `use_answer` note what it reads; `finish` makes the bundle whole."""

    def __init__(self, folder: Path, info: RunInfo, pages: KeptPages, answers: KeptAnswers) -> None:
        self.folder, self.info = folder, info
        self._pages, self._answers = pages, answers
        self._urls: dict[str, bool] = {}
        self._keys: dict[str, None] = {}
        self._linked: set[str] = set()

    def use_page(self, url: str, *, failed: bool = False) -> None:
        """`failed`: this run got a Failure, whatever page is kept from before."""
        self._urls[url] = failed

    def use_answer(self, key: str) -> None:
        self._keys[key] = None

    def link(self) -> None:
        """Put what was noted so far into the bundle; may be called while the run goes on. Raises OSError."""
        for url in self._urls.keys() - self._linked:
            for path in self._pages.files(url, failed=self._urls[url]):
                _link(path, self.folder / "pages" / path.name.replace(".failure.json", ".json"))
            self._linked.add(url)
        for key in self._keys.keys() - self._linked:
            if (answer := self._answers.file(key)) is not None:
                _link(answer, self.folder / "answers" / answer.parent.name / answer.name)
            self._linked.add(key)

    def finish(
        self,
        status: Literal["finished", "failed"],
        exit_code: int,
        record: Record,
        edition: Edition | None = None,
        draft: str | None = None,
        message: str = "",
    ) -> RunInfo:
        """Write what was made, then say in run.json how it ended. Raises OSError."""
        self.link()
        # Not synced: after a power cut the same command makes them again; run.json, which says how it ended, is.
        write_json(self.folder / "record.json", record.model_dump(mode="json"), durable=False)
        if edition is not None:
            write_json(self.folder / "edition.json", edition.model_dump(mode="json"), durable=False)
        if draft is not None:
            write_atomic(self.folder / "draft.md", draft, durable=False)
        self.info = self.info.model_copy(update={"status": status, "exit_code": exit_code, "message": message})
        _write_info(self.folder, self.info)
        return self.info


def start(runs: Path, info: RunInfo, pages: KeptPages, answers: KeptAnswers) -> Run:
    """Begin a run below `runs`; its id is made from the edition, the moment and what is free. Raises OSError."""
    runs.mkdir(parents=True, exist_ok=True)
    moment = info.now.astimezone(UTC).strftime("%Y%m%dT%H%M%SZ")
    number = 1
    while True:
        folder = runs / f"{info.edition}-{moment}-{number:03d}"
        try:
            folder.mkdir()
            break
        except FileExistsError:
            number += 1
    begun = info.model_copy(update={"id": folder.name, "status": "started", "settings": without_secrets(info.settings)})
    _write_info(folder, begun)
    return Run(folder, begun, pages, answers)


def listed(runs: Path) -> tuple[tuple[RunInfo, ...], tuple[Failure, ...]]:
    """All runs, oldest first within an edition, and those that cannot be read."""
    found: list[RunInfo] = []
    failed: list[Failure] = []
    for path in sorted(runs.glob("*/run.json")):
        try:
            found.append(read_info(path))
        except (OSError, ValueError) as error:
            message = f"the run cannot be read ({_said(error)}); remove its folder if it is of no use"
            failed.append(Failure(subject=str(path), stage="render", reason="kept-unreadable", message=message))
    return tuple(found), tuple(failed)


def folder_of(digest: Path) -> Path:
    """Where a digest's runs lie."""
    return digest / STATE / "kept" / "runs"


def last(runs: Path) -> str:
    """Id of the run that made a draft last, by when it was written: replays all have their bundle's moment. Raises UsageError."""
    made = [path.parent for path in runs.glob("*/draft.md")]
    if not made:
        raise UsageError(str(runs), "holds no run that made a draft", "`drafter draft` makes one")
    return max(made, key=lambda folder: ((folder / "draft.md").stat().st_mtime_ns, folder.name)).name


def latest(runs: Path) -> str:
    """Id of the run that began or ended last, whatever became of it. Raises UsageError."""
    begun = list(runs.glob("*/run.json"))
    if not begun:
        raise UsageError(str(runs), "holds no run", "`drafter draft` makes one")
    return max(begun, key=lambda path: (path.stat().st_mtime_ns, path.parent.name)).parent.name


def load(runs: Path, name: str) -> tuple[Path, RunInfo]:
    """The run's folder and facts, by its id, the start of it if that is enough, or a bundle's path. Raises UsageError."""
    matching = [path for path in sorted(runs.glob("*/run.json")) if path.parent.name.startswith(name)]
    exact = [path for path in matching if path.parent.name == name] or matching
    if not exact and (Path(name) / "run.json").is_file():
        exact = [Path(name) / "run.json"]
    if len(exact) != 1:
        what = f"fits {len(exact)} runs" if exact else "is no run"
        raise UsageError(name, what, "`drafter runs list` shows them all; more of the id names just one")
    try:
        return exact[0].parent, read_info(exact[0])
    except (OSError, ValueError) as error:
        raise UsageError(str(exact[0]), f"cannot be read: {_said(error)}", "choose another run") from error


def of_bundle(folder: Path) -> RunInfo:
    """The facts of a run that was frozen in `folder`. Raises KeptMissing where there is none, or none that can be read."""
    path = folder / "run.json"
    try:
        return read_info(path)
    except FileNotFoundError as error:
        what = "is no fixture: it holds no run.json" if folder.is_dir() else "is no fixture: there is no such folder"
        raise KeptMissing(str(folder), what, f"`drafter record {folder}` freezes the last run there; --run ID another one") from error
    except (OSError, ValueError) as error:
        raise KeptMissing(str(path), f"cannot be read: {_said(error)}", "restore it, or record the run again with this drafter") from error


def load_made(run: Path) -> tuple[Record | None, Edition | None, str | None]:
    """Record, edition and draft of a run, as far as it came to them. Raises KeptMissing for a file that is not sound."""
    try:
        record = Record.model_validate_json((run / "record.json").read_bytes()) if (run / "record.json").exists() else None
        edition = Edition.model_validate_json((run / "edition.json").read_bytes()) if (run / "edition.json").exists() else None
    except ValidationError as error:
        raise KeptMissing(str(run), f"cannot be read: {_said(error)}", "choose another run") from error
    return record, edition, (run / "draft.md").read_bytes().decode() if (run / "draft.md").exists() else None


def writer_of(edition: Path) -> str:
    """Who wrote the draft whose record lies in the edition's folder; empty where nothing says so."""
    try:
        facts = read_json(edition / "record.json")
    except (OSError, ValueError):
        return ""
    return str(facts.get("writer", "")) if isinstance(facts, dict) else ""


def _link(path: Path, place: Path) -> None:
    """The same file under another name; a later version of `path` is a new file, so the link keeps the old one."""
    place.parent.mkdir(parents=True, exist_ok=True)
    try:
        os.link(path, place)
    except FileExistsError:
        return
    except OSError:  # another disk, or a file system without links
        write_atomic(place, path.read_bytes(), durable=False)


def _write_info(folder: Path, info: RunInfo) -> None:
    write_json(folder / "run.json", info.model_dump(mode="json"))


def read_info(path: Path) -> RunInfo:
    """`run.json` at `path`. Raises OSError, or ValueError for one that is not sound or of a later format."""
    facts = read_json(path)
    version = facts.get("format_version", 0) if isinstance(facts, dict) else 0
    if version > FORMAT_VERSION:
        raise ValueError(f"it is of format {version}, this drafter reads {FORMAT_VERSION}")
    return RunInfo.model_validate(facts)


def _said(error: Exception) -> str:
    if isinstance(error, ValidationError):
        first = error.errors()[0]
        return f"{'.'.join(map(str, first['loc']))}: {first['msg']}"
    return str(error)
