"""`drafter sources`: look at each line of the source lists, or add another list's lines."""

from __future__ import annotations

import sys
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from drafter.cli.options import as_json, digest_folder

if TYPE_CHECKING:
    from drafter.cli.source_check import Checked
    from drafter.collect.source_edit import Plan
    from drafter.config import Settings
    from drafter.entities import Failure
    from drafter.window import Window


@click.group("sources")
@digest_folder
def command(**_its: Any) -> None:
    """Check or import source lists."""


@command.command("check")
@click.argument("lists", nargs=-1, metavar="[LIST|URL|FILE]...")
@digest_folder
@click.option("--offline", is_flag=True, help="Look at kept pages only, as of the run they were kept by.")
@click.option("--quiet", is_flag=True, help="No progress.")
@as_json
def check(lists: tuple[str, ...], folder: Path, offline: bool, quiet: bool, as_json: bool) -> int:
    """Try every line of the digest's source lists, or of the LISTs given here.

    For each line: what it is, whether it can be read, the date of its newest entry, how many entries lie in the current edition's
    window, and what is wrong. Nothing in the digest is changed.

    Exit code 0: every line can be used; 1: at least one cannot; 4: a list cannot be read at all. A quiet feed is not wrong.
    """
    from drafter.config import load

    settings, _ = load(folder)
    names = lists or digest_lists(folder, settings.digest.sources)
    if not names:
        raise click.UsageError(f"{folder} has no source list: `drafter init` writes sources.txt; or name a list, a feed or a page here")
    window, checked, bad = _look(folder, names, settings, offline, quiet)
    if as_json:
        _print_json(window, checked, bad)
    else:
        _print(window, checked, bad, settings)
    return 1 if bad or any(one.failure for one in checked) else 0


def digest_lists(folder: Path, named: tuple[str, ...]) -> tuple[str, ...]:
    """The lists the settings name, else every `sources.*` of the folder."""
    from drafter.collect.sources import of_digest

    return of_digest(folder, named)


def _look(folder: Path, names: tuple[str, ...], settings: Settings, offline: bool, quiet: bool) -> tuple[Window, list[Checked], tuple[Failure, ...]]:
    import asyncio

    from drafter.cli.output import Progress
    from drafter.cli.source_check import check_all
    from drafter.collect.sources import read
    from drafter.collect.workers import Workers
    from drafter.job import window as edition_of

    clock = _clock(folder, offline, settings)
    window = edition_of(folder, settings, clock())
    stdin = _once(_stdin)
    listed, bad = read(names, folder, stdin)
    workers = Workers()
    try:
        with Progress(quiet=quiet) as progress:
            checked = asyncio.run(check_all(listed, folder, settings, window, clock, workers, stdin, offline=offline, report=progress.update))
    finally:
        workers.close()
    return window, checked, bad


def _clock(folder: Path, offline: bool, settings: Settings) -> Callable[[], datetime]:
    """Now; offline the moment of the bundle or of the last run, since that is when the pages were kept."""
    zone = settings.digest.zone
    if offline:
        from drafter.job import kept_moment

        if (moment := kept_moment(folder)) is not None:
            return lambda: moment
    return lambda: datetime.now(zone)


def _stdin() -> str:
    return sys.stdin.read()


def _once(read: Callable[[], str]) -> Callable[[], str]:
    texts: list[str] = []

    def text() -> str:
        if not texts:
            texts.append(read())
        return texts[0]

    return text


def _print(window: Window, checked: list[Checked], bad: tuple[Failure, ...], settings: Settings) -> None:
    from drafter.cli.output import table

    zone = settings.digest.zone
    rows = [
        (one.source.origin, one.kind, "yes" if one.reachable else "no", one.last(zone), _count(one), one.source.name or one.source.location) for one in checked
    ]
    if rows:
        click.echo(table(("line", "kind", "reads", "newest", "in window", "source"), rows))
    shown = [moment.astimezone(zone).strftime("%Y-%m-%d %H:%M") for moment in (window.start, window.end)]
    click.echo(f"\nwindow of {window.name}: {shown[0]} – {shown[1]} ({settings.digest.timezone})")
    troubles = [f"{one.source.origin}: {one.failure.reason}: {one.failure.message}" for one in checked if one.failure]
    notes = [f"{one.source.origin}: {note}" for one in checked for note in one.notes]
    for title, lines in (("worth knowing", notes), ("wrong", [*(failure.message for failure in bad), *troubles])):
        if lines:
            click.echo(f"\n{title}:\n" + "\n".join(f"  {line}" for line in lines))


def _count(one: Checked) -> str:
    return "–" if one.failure else f"{one.in_window} of {one.entries}"


def _print_json(window: Window, checked: list[Checked], bad: tuple[Failure, ...]) -> None:
    import json

    lines = [one.facts() for one in checked]
    facts = {"window": window.model_dump(mode="json"), "lines": lines, "bad_lines": [failure.model_dump(mode="json") for failure in bad]}
    click.echo(json.dumps(facts, ensure_ascii=False, indent=1))


@command.command("import")
@click.argument("files", nargs=-1, required=True, metavar="FILE|URL...")
@digest_folder
@click.option("--to", "target", metavar="LIST", help="The digest's list to add to, if it has several.")
@as_json
def add(files: tuple[str, ...], folder: Path, target: str | None, as_json: bool) -> int:
    """Add the sources of other lists (OPML, CSV, bookmarks, Markdown, …) to the digest's list; its comments and order stay.

    Exit code 0: all are in the list now; 1: some lines of FILE list no source, and are named.
    """
    from drafter.collect import source_edit
    from drafter.collect.sources import read
    from drafter.config import load

    settings, _ = load(folder)
    here = folder.resolve()
    lists = digest_lists(here, settings.digest.sources)
    listed, bad = read([_absolute(name) for name in files], here, _once(_stdin))
    plan = source_edit.plan(here / (target or (lists[0] if lists else source_edit.BESIDE)), listed)
    if plan.added:
        from drafter.store.files import write_atomic

        write_atomic(plan.path, plan.text)
    if plan.why:
        click.echo(f"{plan.why}; the new lines went to {plan.path.name}", err=True)
        _must_be_read(plan.path, settings.digest.sources)
    for failure in bad:
        click.echo(failure.message, err=True)
    if as_json:
        _print_added(plan, bad)
        return 1 if bad else 0
    click.echo(f"{plan.path.name}: {plan.added} added, {plan.present} there already" + (f", {len(bad)} lines list no source" if bad else ""))
    return 1 if bad else 0


def _print_added(plan: Plan, bad: tuple[Failure, ...]) -> None:
    import json

    facts = {"list": plan.path.name, "added": plan.added, "present": plan.present, "bad_lines": [failure.model_dump(mode="json") for failure in bad]}
    click.echo(json.dumps(facts, ensure_ascii=False, indent=1))


def _absolute(name: str) -> str:
    """Files are named from where the command is run, not from the digest's folder."""
    return name if name == "-" or "://" in name else str(Path(name).resolve())


def _must_be_read(path: Path, named: tuple[str, ...]) -> None:
    if named and path.name not in named:
        click.echo(f"digest.sources in drafter.toml does not name {path.name}: add it there, or it is not read", err=True)
