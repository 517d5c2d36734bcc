"""Which of `drafter learn`'s proposals were taken or refused: one JSON object a line in `.drafter/learned.jsonl`.

A proposal that stands here is not made again: also not where a person has since taken its line out of the file it went to.
"""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Literal

from pydantic import AwareDatetime, ConfigDict

from drafter.entities import Entity, Failure
from drafter.store.files import STATE
from drafter.store.lines import add_lines, read_lines

FILE = "learned.jsonl"


class Answered(Entity):
    """One proposal that somebody answered."""

    model_config = ConfigDict(frozen=True, extra="ignore")
    at: AwareDatetime
    by: str = ""
    taken: bool
    what: Literal["style", "term", "change"]
    key: str


def read(digest: Path) -> tuple[tuple[Answered, ...], tuple[Failure, ...]]:
    """In order, and the lines that cannot be read: what they answered is proposed again."""
    return read_lines(digest / STATE / FILE, Answered, "is no answer to a proposal ({}), so that it is proposed again; mend the line or take it out")


def add(digest: Path, answered: Iterable[Answered]) -> None:
    """Put answers after those there are. Raises OSError."""
    add_lines(digest / STATE / FILE, [one.model_dump(mode="json") for one in answered])
