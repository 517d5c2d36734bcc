"""Which of `drafter learn`'s proposals were taken or refused: one JSON object a line in `.drafter/learned.jsonl`.

A proposal that stands here is not made again: also not where a person has since taken its line out of the file it went to.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from pathlib import Path
from typing import Literal

from pydantic import AwareDatetime, ConfigDict, ValidationError

from drafter.entities import Entity
from drafter.store.files import STATE, write_atomic

FILE = "learned.jsonl"


class Answered(Entity):
    """One proposal that somebody answered."""

    model_config = ConfigDict(frozen=True, extra="ignore")
    at: AwareDatetime
    by: str = ""
    taken: bool
    what: Literal["style", "term", "change"]
    key: str


def read(digest: Path) -> tuple[Answered, ...]:
    """In order; a line that cannot be read counts for nothing, so that its proposal comes again."""
    path = digest / STATE / FILE
    found: list[Answered] = []
    for line in path.read_bytes().splitlines() if path.exists() else ():
        try:
            found += [Answered.model_validate_json(line)] if line.strip() else []
        except ValidationError:
            continue
    return tuple(found)


def add(digest: Path, answered: Iterable[Answered]) -> None:
    """Put answers after those there are. Raises OSError."""
    path = digest / STATE / FILE
    before = path.read_bytes() if path.exists() else b""
    lines = "".join(json.dumps(one.model_dump(mode="json"), ensure_ascii=False) + "\n" for one in answered)
    if lines:
        write_atomic(path, before + (b"" if not before or before.endswith(b"\n") else b"\n") + lines.encode())
