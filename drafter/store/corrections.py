"""What was corrected in published posts: one JSON object a line in `.drafter/corrections.jsonl`, added to and never changed.

Meant to be committed; lines of two people merge (`merge=union` in the digest's `.gitattributes`). The next edition tells its readers,
and every check looks whether the claim has come back.
"""

from __future__ import annotations

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


def add(digest: Path, correction: Correction) -> None:
    """Put it after those there are. Raises OSError."""
    add_lines(digest / STATE / FILE, [correction.model_dump(mode="json", exclude_defaults=True)])


def read(digest: Path) -> tuple[tuple[Correction, ...], tuple[Failure, ...]]:
    """All corrections, earliest first and each once, and the lines that cannot be read."""
    cannot = "is no correction ({}): its claim may come back unnoticed; mend the line or take it out"
    found, broken = read_lines(digest / STATE / FILE, Correction, cannot)
    return tuple(dict.fromkeys(sorted(found, key=lambda one: one.at))), broken
