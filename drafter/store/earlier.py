"""What earlier editions hold: their items, and the candidates that nearly were.

Read from `.drafter/editions/NAME/edition.json` and `record.json`, which are committed with the digest. A file that cannot be
read is a Failure, and its edition counts as unknown.
"""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import Any, NamedTuple

from pydantic import BaseModel, ConfigDict, ValidationError

from drafter.entities import Failure, Item, Stamp
from drafter.store import ledger
from drafter.store.editions import edition_folder
from drafter.store.files import read_json


class _Read(BaseModel):
    """Only what is needed here, so that an older file of ours can still be read."""

    model_config = ConfigDict(frozen=True, extra="ignore")


class NotChosen(_Read):
    """A candidate as an earlier record has it."""

    url: str
    title: str = ""
    source: str = ""
    score: float = 0.0
    chosen: bool = False
    reason: str = ""
    marks: tuple[str, ...] = ()


class _Record(_Read):
    candidates: tuple[NotChosen, ...] = ()


class _Edition(_Read):
    items: tuple[Item, ...] = ()
    date: Stamp | None = None
    title: str = ""
    language: str = ""


class Earlier(NamedTuple):
    """An edition before this one."""

    name: str
    items: tuple[Item, ...]
    candidates: tuple[NotChosen, ...]
    date: Stamp | None = None
    title: str = ""
    language: str = ""


def editions(digest: Path, name: str, most: int, end: datetime | None = None) -> tuple[tuple[Earlier, ...], tuple[Failure, ...]]:
    """At most `most` editions, latest first, without `name` itself; those whose cutoff lies before `end`, if given. Raises ConfigError for a broken ledger."""
    before = _before(digest, name, end)
    found: list[Earlier] = []
    failures: list[Failure] = []
    for _, key in before[:most]:
        try:
            folder = edition_folder(digest, key)
            had = _Edition(**_facts(folder / "edition.json"))
            found.append(Earlier(key, had.items, _Record(**_facts(folder / "record.json")).candidates, had.date, had.title, had.language))
        except (OSError, ValueError, TypeError) as error:
            said = error.errors()[0]["msg"] if isinstance(error, ValidationError) else str(error)
            what = f"what edition {key} held cannot be read ({said}); its items may come again, its runners-up do not"
            failures.append(Failure(subject=str(edition_folder(digest, key)), stage="select", reason="edition-unreadable", message=what))
    return tuple(found), tuple(failures)


def of_itself(digest: Path, name: str) -> tuple[NotChosen, ...]:
    """The candidates of the edition's own last record; none where there is none that can be read."""
    try:
        return _Record(**_facts(edition_folder(digest, name) / "record.json")).candidates
    except (OSError, ValueError, TypeError):
        return ()


def last_name(digest: Path, name: str, end: datetime) -> str:
    """The latest edition before `end`, whether or not it can be read; empty when there is none."""
    return next((key for _, key in _before(digest, name, end)), "")


def _before(digest: Path, name: str, end: datetime | None) -> list[tuple[datetime, str]]:
    return sorted(((one.cutoff, key) for key, one in ledger.covered(digest).items() if key != name and (end is None or one.cutoff < end)), reverse=True)


def _facts(path: Path) -> dict[str, Any]:
    """Empty without the file: a published edition may be known by the ledger alone."""
    facts = read_json(path) if path.exists() else {}
    if not isinstance(facts, dict):
        raise ValueError("it is no JSON object")
    return facts
