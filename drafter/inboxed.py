"""What was put by, as a person works on it: where each candidate stands to the edition, which one is meant, what is said of it now."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Literal
from zoneinfo import ZoneInfo

from drafter.collect.canonical import canonical
from drafter.collect.visible import line
from drafter.errors import UsageError
from drafter.store import inbox
from drafter.store.inbox import InboxEntry
from drafter.window import Window

When = Literal["now", "held", "past", "later"]


@dataclass(frozen=True)
class Line:
    """One candidate and where it stands to the edition."""

    entry: InboxEntry
    when: When
    """`now`: of this edition; `held`: by its not-before; `past`, `later`: of another edition."""


def placed(entry: InboxEntry, window: Window, now: datetime, zone: ZoneInfo) -> Line:
    """The candidate, as of `now`."""
    since = entry.since.instant(zone)
    if window.holds(since):
        return Line(entry, "now")
    if since < window.start:
        return Line(entry, "past")
    return Line(entry, "held" if entry.not_before and since > now else "later")


def found(entries: Iterable[InboxEntry], name: str) -> InboxEntry:
    """The one candidate with that id, address or file. Raises UsageError."""
    if "://" in name:
        keys = {inbox.key_of_url(name), inbox.key_of_url(canonical(name))}
        fitting = [entry for entry in entries if entry.url and inbox.key_of_url(entry.url) in keys]
    else:
        last = Path(name).name.removesuffix(".md")
        fitting = [entry for entry in entries if any(_is_named(Path(file).stem, last) for file in (*entry.files, entry.id))]
    if len(fitting) == 1:
        return fitting[0]
    what = "is no candidate" if not fitting else f"may be {', '.join(entry.id for entry in fitting)}"
    raise UsageError(name, what, "`drafter inbox --all` lists them with their ids")


def _is_named(stem: str, said: str) -> bool:
    return stem == said or (len(said) >= 4 and stem.rpartition("-")[2].startswith(said.lower()))


def change(folder: Path, entry: InboxEntry, values: Mapping[str, str | bool], note: str | None, by: str) -> None:
    """In each of its files, since it is one candidate; a note is its writer's own and goes into their file, else the first one.

    An empty value takes a key out. Raises OSError, UsageError.
    """
    said: dict[str, str | bool | None] = {key: None if value == "" else value for key, value in values.items()}
    if said.get("private") is False:
        said["private"] = None
    for file in entry.files:
        if said:
            inbox.change(folder, file, said)
    if note is not None:
        inbox.change(folder, _own(folder, entry, by), {"note": line(note) or None})


def _own(folder: Path, entry: InboxEntry, by: str) -> str:
    if len(entry.files) == 1:
        return entry.files[0]
    mine = {f"{inbox.FOLDER}/{one.name}" for one in inbox.candidates(folder)[0] if by in one.by}
    return next((file for file in entry.files if file in mine), entry.files[0])
