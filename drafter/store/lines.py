"""Files of one JSON object a line, to which people and commands add: read line by line, so that a torn one costs itself alone."""

from __future__ import annotations

import json
from collections.abc import Iterable
from pathlib import Path
from typing import Any, TypeVar

from pydantic import ValidationError

from drafter.entities import Entity, Failure
from drafter.store.files import append

Row = TypeVar("Row", bound=Entity)


def read_lines(path: Path, of: type[Row], cannot: str) -> tuple[tuple[Row, ...], tuple[Failure, ...]]:
    """The rows in order, and the lines that are none; nothing without the file.

    `cannot`: what such a line costs, with {} where the reason goes.
    """
    found: list[Row] = []
    broken: list[Failure] = []
    for number, line in enumerate(path.read_bytes().splitlines() if path.exists() else (), 1):
        try:
            found += [of.model_validate_json(line)] if line.strip() else []
        except ValidationError as error:
            message = cannot.format(error.errors()[0]["msg"])
            broken.append(Failure(subject=f"{path}:{number}", stage="render", reason="kept-unreadable", message=message))
    return tuple(found), tuple(broken)


def add_lines(path: Path, rows: Iterable[Any]) -> None:
    """Put rows, each a line of JSON, after those that are there, whose bytes stay; nothing is written without rows. Raises OSError."""
    lines = "".join(f"{json.dumps(row, ensure_ascii=False)}\n" for row in rows)
    if lines:
        append(path, lines.encode())
