"""What was corrected in published posts: one JSON object a line in `.drafter/corrections.jsonl`, added to and never changed.

A correction that `drafter undo` took back has a second line that says so, and a third if it was brought back; the latest counts.

Meant to be committed; lines of two people merge (`merge=union` in the digest's `.gitattributes`). The next edition tells its readers,
and every check looks whether the claim has come back.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from pathlib import Path

from pydantic import AwareDatetime, ConfigDict

from drafter.entities import Entity, Failure
from drafter.store.files import STATE
from drafter.store.lines import add_lines, read_lines

FILE = "corrections.jsonl"


class Correction(Entity):
    """One claim that was wrong, and what is right."""

    model_config = ConfigDict(frozen=True, extra="ignore")
    at: AwareDatetime
    post: str
    """Path relative to the digest's folder, with `/`."""
    post_date: str = ""
    title: str = ""
    """Of the post."""
    urls: tuple[str, ...] = ()
    """Of the item's sources; empty where the claim stood in no item."""
    headline: str = ""
    was: str
    now: str = ""
    """Empty where the words were taken out."""
    because: str = ""
    by: str = ""
    sentence: str = ""
    """The sentence that it stood in, as readers saw it."""
    language: str = ""
    sentences: tuple[str, ...] = ()
    """Those that hold the right words since, as readers see them; empty in lines of an earlier drafter."""
    undone: bool = False
    """The post was taken back to a state before it."""
    said: AwareDatetime | None = None
    """When this line was written, where it is not the correction's first."""


def add(digest: Path, *those: Correction) -> None:
    """Put them after those there are. Raises OSError."""
    add_lines(digest / STATE / FILE, [one.model_dump(mode="json", exclude_defaults=True) for one in those])


def read(digest: Path) -> tuple[tuple[Correction, ...], tuple[Failure, ...]]:
    """All corrections that stand, earliest first and each once, and the lines that cannot be read."""
    found, broken = every(digest)
    return tuple(one for one in found if not one.undone), broken


def every(digest: Path) -> tuple[tuple[Correction, ...], tuple[Failure, ...]]:
    """As `read`, with those that were undone."""
    cannot = "is no correction ({}): its claim may come back unnoticed; mend the line or take it out"
    found, broken = read_lines(digest / STATE / FILE, Correction, cannot)
    return _latest(found), broken


def _latest(lines: Iterable[Correction]) -> tuple[Correction, ...]:
    """Of each correction the line that was written last, by its own word: a merge keeps no order."""
    last: dict[tuple[object, ...], Correction] = {}
    for one in sorted(lines, key=_moment):
        last[one.at, one.post, one.was, one.now, one.urls] = one
    return tuple(sorted(last.values(), key=lambda one: one.at))


def _moment(one: Correction) -> datetime:
    return one.said or one.at
