"""A model's verdicts on an edition's statements: `.drafter/editions/NAME/judged.json`, so that a later check need not ask again.

A verdict is known by its article and its statement's words; a later one takes the earlier one's place, others stay.
"""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from pydantic import ValidationError

from drafter.asks import Judged
from drafter.entities import Failure
from drafter.store.files import read_json, write_json

FILE = "judged.json"


def read(edition: Path) -> tuple[tuple[Judged, ...], tuple[Failure, ...]]:
    """The verdicts in an edition's folder. Rows or a file that cannot be read are a Failure each, and judge nothing."""
    path = edition / FILE
    try:
        rows = read_json(path) if path.exists() else []
    except (OSError, ValueError) as error:
        return (), (_broken(path, str(error)),)
    if not isinstance(rows, list):
        return (), (_broken(path, "it is no JSON array"),)
    found: list[Judged] = []
    failures: list[Failure] = []
    for number, row in enumerate(rows, 1):
        try:
            found.append(Judged.model_validate(row))
        except ValidationError as error:
            failures.append(_broken(path, f"row {number}: {error.errors()[0]['msg']}"))
    return tuple(found), tuple(failures)


def keep(edition: Path, judged: Iterable[Judged]) -> None:
    """Add verdicts to those that are there. Raises OSError."""
    rows = joined(read(edition)[0], judged)
    if rows:
        write_json(edition / FILE, [one.model_dump(mode="json") for one in rows])


def joined(earlier: Iterable[Judged], later: Iterable[Judged]) -> tuple[Judged, ...]:
    """Both, sorted; of two about the same statement of the same article the later."""
    rows = {(one.article_id, one.statement): one for one in (*earlier, *later)}
    return tuple(rows[key] for key in sorted(rows))


def _broken(path: Path, what: str) -> Failure:
    message = f"a model's verdicts cannot be read ({what}) and count for nothing; remove the file, or draft again"
    return Failure(subject=str(path), stage="render", reason="kept-unreadable", message=message)
