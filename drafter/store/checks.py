"""What the checks found of an edition's statements, so that the next run need not look again. A cache: it may be deleted at any time."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from drafter.store.files import read_json, write_json


def read(folder: Path, edition: str, version: str) -> dict[str, Any]:
    """What the same `version` of the checks found, for the draft and in the last review; nothing where another one did, or it cannot be read."""
    drafted, reviewed = _read(folder, edition, version)
    return drafted | reviewed


def keep(folder: Path, edition: str, version: str, found: Mapping[str, Any]) -> None:
    """Keep what was found for a draft in place of all that was found before. Raises OSError."""
    write_json(_path(folder, edition), {"version": version, "found": dict(found)}, durable=False)


def add(folder: Path, edition: str, version: str, found: Mapping[str, Any]) -> None:
    """Keep what a review of the post met, beside what was found for the draft and in place of what an earlier review met. Raises OSError."""
    drafted, before = _read(folder, edition, version)
    reviewed = {key: said for key, said in found.items() if key not in drafted}
    if reviewed != before:
        write_json(_path(folder, edition), {"version": version, "found": drafted, "reviewed": reviewed}, durable=False)


def _read(folder: Path, edition: str, version: str) -> tuple[dict[str, Any], dict[str, Any]]:
    try:
        kept = read_json(_path(folder, edition))
        return (dict(kept["found"]), dict(kept.get("reviewed", {}))) if kept["version"] == version else ({}, {})
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return {}, {}


def _path(folder: Path, edition: str) -> Path:
    return folder / f"{edition}.json"
