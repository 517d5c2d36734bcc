"""`drafter inbox`: what was put by for the week, what is wrong with it, and changing it."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

import click

from drafter.cli.add import KINDS, person
from drafter.cli.options import as_json, digest_folder

if TYPE_CHECKING:
    from drafter.config import Settings
    from drafter.entities import Failure
    from drafter.inboxed import Line
    from drafter.store.inbox import InboxEntry
    from drafter.window import Window

_LEAST_TITLE = 24
"""Columns a title keeps however narrow the terminal is."""


@click.group("inbox", invoke_without_command=True)
@digest_folder
@click.option("--all", "everything", is_flag=True, help="Those of earlier weeks too.")
@click.option("--week", "--edition", metavar="WEEK", help="The week to list: 2026-W04; else the one that a draft begun now would have.")
@click.option("--at", metavar="DATETIME", help="List as of that moment instead of now.")
@as_json
@click.pass_context
def command(ctx: click.Context, folder: Path, everything: bool, week: str | None, at: str | None, as_json: bool) -> int:
    """List the week's candidates: kind, date, source, title, who added them and when, what was said of them, what is wrong.

    A kind with a question mark is the rules' proposal; `drafter inbox set ID --kind KIND` says what it is. Each candidate is a text file
    in .drafter/inbox/ that may be edited by hand.

    Exit code 0; 1 when a file there cannot be read (it is named, with its line).
    """
    if ctx.invoked_subcommand:
        return 0
    from drafter.config import load
    from drafter.inboxed import placed
    from drafter.job import window as edition_of
    from drafter.moments import moment
    from drafter.store.inbox import listed

    settings, _ = load(folder)
    zone = settings.digest.zone
    now = moment(at, zone, "--at") if at else datetime.now(zone)
    window = edition_of(folder, settings, now, week)
    entries, failures = listed(folder, zone)
    lines = [line for line in (placed(entry, window, now, zone) for entry in entries) if everything or line.when == "now" or (line.when != "past" and not week)]
    if as_json:
        _print_json(window, lines, failures, zone)
    else:
        _print(window, lines, failures, settings, len(entries))
    return 1 if failures else 0


def _print_json(window: Window, lines: Sequence[Line], failures: Sequence[Failure], zone: ZoneInfo) -> None:
    import json

    found = [line.entry.model_dump(mode="json", exclude={"added", "since", "not_before", "published"}) | _dates(line, zone) for line in lines]
    facts = {"window": window.model_dump(mode="json"), "candidates": found, "broken": [failure.model_dump(mode="json") for failure in failures]}
    click.echo(json.dumps(facts, ensure_ascii=False, indent=1))


def _dates(line: Line, zone: ZoneInfo) -> dict[str, Any]:
    entry = line.entry
    stated = {"published": entry.published, "added": entry.added, "since": entry.since, "not_before": entry.not_before}
    return {name: stamp.value if stamp else None for name, stamp in stated.items()} | {"when": line.when, "day": entry.since.day(zone).isoformat()}


def _print(window: Window, lines: Sequence[Line], failures: Sequence[Failure], settings: Settings, count: int) -> None:
    from drafter.collect.visible import line as plain

    zone = settings.digest.zone
    start, end = (_minute(at, zone) for at in (window.start, window.end))
    click.echo(f"{window.name}: {start} – {end} ({settings.digest.timezone})")
    groups = list(_groups(lines))
    for title, group in groups:
        click.echo(f"\n{title}" if title else "")
        click.echo("\n".join(_table(group, zone)))
    if not groups:
        more = f"; {count} of other weeks are in drafter inbox --all" if count else ""
        click.echo(f"\nnothing put by for this week{more}\n  → drafter add URL|FILE|-")
    if failures:
        click.echo("\ncannot be read:\n" + "\n".join(f"  {plain(failure.message)}" for failure in failures))


def _groups(lines: Sequence[Line]) -> Iterator[tuple[str, Sequence[Line]]]:
    """What can be used first, then what waits, then what somebody must see to."""
    wrong = [line for line in lines if line.entry.problem and line.when != "past"]
    sound = [line for line in lines if not line.entry.problem or line.when == "past"]
    parts = (
        ("", [line for line in sound if line.when == "now"]),
        ("not yet:", [line for line in sound if line.when in ("held", "later")]),
        ("something is wrong with:", wrong),
        ("earlier:", [line for line in sound if line.when == "past"]),
    )
    return ((title, group) for title, group in parts if group)


def _table(group: Sequence[Line], zone: ZoneInfo) -> Iterator[str]:
    """A row for each candidate, as wide as the terminal; below it what was said of it and what is wrong."""
    from drafter.cli.output import table

    cells = [_cells(line.entry, zone) for line in group]
    room = _room(cells)
    rows = table(("id", "kind", "date", "source", "added", "by", "title"), [(*cell[:-1], _cut(cell[-1], room)) for cell in cells]).split("\n")
    yield rows[0]
    for line, row in zip(group, rows[1:], strict=True):
        yield row
        yield from (f"        {said}" for said in _said(line, zone))


def _cells(entry: InboxEntry, zone: ZoneInfo) -> tuple[str, ...]:
    from drafter.collect.visible import line as plain

    kind = entry.kind or (f"{entry.proposed}?" if entry.proposed else "–")
    published = entry.published.day(zone).isoformat() if entry.published else "–"
    added, title = _minute(entry.added.instant(zone), zone), entry.title or entry.url or entry.file
    return tuple(map(plain, (entry.id, kind, published, entry.site or "–", added, ", ".join(entry.by) or "–", title)))


def _room(cells: Sequence[Sequence[str]]) -> int:
    """Columns left for the title on this terminal; in a pipe nothing is cut."""
    if not sys.stdout.isatty():
        return 10**6
    import shutil

    from drafter.cli.output import width

    heads = ("id", "kind", "date", "source", "added", "by")
    taken = sum(max(width(head), *(width(cell[column]) for cell in cells)) + 2 for column, head in enumerate(heads))
    return max(_LEAST_TITLE, shutil.get_terminal_size().columns - taken)


def _cut(text: str, room: int) -> str:
    """`text` in at most `room` columns."""
    from drafter.cli.output import width

    if width(text) <= room:
        return text
    while text and width(text) > room - 1:
        text = text[:-1]
    return text.rstrip() + "…"


def _said(line: Line, zone: ZoneInfo) -> Iterator[str]:
    from drafter.collect.visible import line as plain

    entry = line.entry
    if entry.problem:
        way_out = f"paste the text: drafter add - --url {plain(entry.url)}" if entry.url else f"paste the text below the header of {entry.files[0]}"
        yield f"{plain(entry.problem)}; {way_out}"
    if entry.not_before and line.when == "held":
        yield f"not before {_shown(entry.not_before.value)}"
    if entry.private:
        yield "private: no model sees its text"
    if entry.note:
        yield f"note: {plain(entry.note)}"


def _shown(stated: str) -> str:
    return stated[:16].replace("T", " ")


def _minute(at: datetime, zone: ZoneInfo) -> str:
    return at.astimezone(zone).strftime("%Y-%m-%d %H:%M")


@command.command("set")
@click.argument("names", nargs=-1, required=True, metavar="ID|URL...")
@digest_folder
@click.option("--kind", type=click.Choice(KINDS), help="What it is.")
@click.option("--note", help="What you say of it; empty takes it out.")
@click.option("--title", help="Its title; empty takes it out.")
@click.option("--not-before", metavar="DATE", help="It is no candidate before that day or time; empty lifts it.")
@click.option("--private/--no-private", default=None, help="Whether its text must stay off every model.")
def change(names: tuple[str, ...], folder: Path, **given: Any) -> int:
    """Say something else of a candidate. Whatever a person wrote into its file, comments too, stays."""
    from drafter import inboxed
    from drafter.config import load
    from drafter.moments import day_or_moment
    from drafter.store.inbox import listed

    folder = _folder(folder)
    settings, _ = load(folder)
    zone = settings.digest.zone
    values = {key: given[key] for key in ("kind", "title", "private") if given[key] is not None}
    if given["not_before"] is not None:
        values["not_before"] = day_or_moment(given["not_before"], zone, "--not-before")
    if not values and given["note"] is None:
        raise click.UsageError("say what to change: --kind, --note, --title, --not-before, --private")
    entries = listed(folder, zone)[0]
    for entry in [inboxed.found(entries, name) for name in names]:
        inboxed.change(folder, entry, values, given["note"], person(folder))
        click.echo(f"changed: {_name(entry)}")
    return 0


@command.command("remove")
@click.argument("names", nargs=-1, required=True, metavar="ID|URL...")
@digest_folder
def remove(names: tuple[str, ...], folder: Path) -> int:
    """Take candidates out. Their files move to .drafter/inbox/removed/; move one back to have it again."""
    from drafter.inboxed import found
    from drafter.store import inbox

    folder = _folder(folder)
    entries = inbox.listed(folder)[0]
    for entry in {entry.id: entry for entry in (found(entries, name) for name in names)}.values():
        for file in inbox.remove(folder, entry):
            click.echo(f"removed: {_name(entry)} → {file}")
    return 0


def _folder(folder: Path) -> Path:
    """`drafter inbox -C DIR set` means the same as `drafter inbox set -C DIR`."""
    ctx = click.get_current_context()
    given = ctx.get_parameter_source("folder") is not click.core.ParameterSource.DEFAULT
    named: Path = folder if given or ctx.parent is None else ctx.parent.params["folder"]
    return named.resolve()


def _name(entry: InboxEntry) -> str:
    from drafter.collect.visible import line

    return f"{entry.id} {line(entry.title or entry.url or entry.files[0])}"
