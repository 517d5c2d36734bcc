"""What the commands that work on one edition share: from the words given to a Job, with its worker, and how its errors are told."""

from __future__ import annotations

import sys
from collections.abc import Callable, Coroutine
from datetime import datetime
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from drafter.choices import Choice
    from drafter.collect.workers import Workers
    from drafter.config import Settings
    from drafter.job import Job, Outcome


def run(given: dict[str, Any], stage: Callable[[Job], Coroutine[Any, Any, Outcome]]) -> Outcome:
    """The outcome of `stage` for what the command was given. Raises DrafterError, told as JSON first where JSON was asked for."""
    import asyncio

    from drafter.collect.workers import Workers

    workers = Workers()
    try:
        if not (given["folder"] / ".drafter" / "kept" / "articles").is_dir():
            workers.warm()  # nothing is extracted yet: let its libraries load beside ours
        from drafter.cli.output import Progress
        from drafter.config import load
        from drafter.errors import DrafterError

        try:
            settings, _ = load(given["folder"], _flags(given))
            with Progress(quiet=given["quiet"]) as progress:
                return asyncio.run(stage(_job(given, settings, workers, progress.update)))
        except DrafterError as error:
            if given["as_json"]:
                from drafter.cli.outcome import print_error

                print_error(error)
            raise
    finally:
        workers.close()


def _job(given: dict[str, Any], settings: Settings, workers: Workers, report: Callable[[str, int, int], None]) -> Job:
    from drafter.cli.who import git_name
    from drafter.job import made

    zone = settings.digest.zone
    return made(
        given["folder"],
        settings,
        workers,
        lambda: datetime.now(zone),
        at=_moment(given["at"], zone, "--at"),
        offline=given["offline"],
        kept_pages=given.get("kept_pages", False),
        bundle=given["bundle"],
        lists=tuple(_from_here(path) for path in (*given["lists"], *given["more_lists"])),
        stdin=_standard_input,
        week=given["week"],
        since=_moment(given["since"], zone, "--from"),
        until=_moment(given["until"], zone, "--to", end=True),
        choices=_choices(given),
        auto=given.get("auto", False),
        out=given.get("out"),
        take=given.get("take", 0),
        dry_run=given.get("dry_run", False),
        report=report,
        by=git_name(given["folder"]),
    )


def _choices(given: dict[str, Any]) -> tuple[Choice, ...]:
    from drafter.choices import Choice

    _refuse_both(given)
    words = (("lead", "lead"), ("pick", "item"), ("brief", "brief"), ("drop", "drop"))
    return tuple(
        Choice.model_validate({"url": _story(_kept(url, f"--{name}"), f"--{name}", given["folder"]), "word": word})
        for name, word in words
        for url in given[name]
    )


def _refuse_both(given: dict[str, Any]) -> None:
    """One story is wanted or dropped; which of the two was meant cannot be told."""
    from drafter.duplicates import address
    from drafter.errors import UsageError

    wanted = {address(url): name for name in ("lead", "pick", "brief") for url in given[name]}
    if both := next((url for url in given["drop"] if address(url) in wanted), None):
        raise UsageError(f"--drop {both}", f"is wanted too, by --{wanted[address(both)]}", "give the address once")


def _story(said: str, flag: str, folder: Path) -> str:
    """An address, or a document as the shortlist names it: by its file, relative to the digest, or `-`. Raises UsageError: anything else meets no story."""
    from drafter.choices import name_of
    from drafter.errors import UsageError

    if said.startswith(("http://", "https://", "file:")):
        return said
    path = next((path.resolve() for path in (Path(said), folder / said) if path.is_file()), None)
    if said != "-" and path is None:
        way_out = f"write https://{said}" if "." in said and "://" not in said else "give the address or file as `drafter shortlist` shows it"
        raise UsageError(f"{flag} {said}", "is neither an address nor a file", way_out)
    if path is None:
        return name_of("", said)
    here = folder.resolve()
    return name_of("", path.relative_to(here).as_posix() if path.is_relative_to(here) else path.as_posix())


def _kept(url: str, flag: str) -> str:
    """An address that is kept with the edition."""
    from drafter.duplicates import without_login
    from drafter.errors import UsageError

    if (bare := without_login(url)) != url:
        raise UsageError(f"{flag} {bare}", "came with a user's name or password, which must not be kept", "give the address without them")
    return url


def _from_here(path: str) -> str:
    """A path given on the command line is relative to where it was called, whatever the digest's folder."""
    return str(Path(path).resolve()) if path != "-" and Path(path).exists() else path


@cache
def _standard_input() -> str:
    """Read once: a list of sources and a document on standard input both ask for it."""
    return sys.stdin.read()


def _flags(given: dict[str, Any]) -> dict[str, Any]:
    flags: dict[str, Any] = {}
    if given.get("writer"):
        flags.setdefault("model", {})["kind"] = given["writer"]
    if given.get("budget"):
        flags.setdefault("model", {})["budget"] = given["budget"]
    if given["language"]:
        flags.setdefault("digest", {})["language"] = given["language"]
    return flags


def _moment(text: str | None, zone: Any, flag: str, *, end: bool = False) -> datetime | None:
    """A date or time given by hand; a bare date as an end includes that day."""
    if text is None:
        return None
    from datetime import timedelta

    from drafter.errors import UsageError

    try:
        moment = datetime.fromisoformat(text)
    except ValueError as error:
        raise UsageError(f"{flag} {text}", "is no date", "use 2026-01-26 or 2026-01-26T18:00") from error
    if end and moment.time() == moment.min.time() and ":" not in text and "T" not in text:
        moment += timedelta(days=1)
    return moment if moment.tzinfo else moment.replace(tzinfo=zone)
