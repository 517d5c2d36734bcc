"""What the checks found of an edition's statements, so that the next run need not look again. A cache: it may be deleted at any time."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from drafter.store.files import read_json, write_json


def read(folder: Path, edition: str, version: str) -> dict[str, Any]:
    """What the same `version` of the checks found; nothing where another one did, or where it cannot be read."""
    try:
        kept = read_json(_path(folder, edition))
        return dict(kept["found"]) if kept["version"] == version else {}
    except (OSError, ValueError, KeyError, TypeError):
        return {}


def keep(folder: Path, edition: str, version: str, found: Mapping[str, Any]) -> None:
    """Keep it in place of what was found before. Raises OSError."""
    write_json(_path(folder, edition), {"version": version, "found": dict(found)}, durable=False)


def add(folder: Path, edition: str, version: str, found: Mapping[str, Any]) -> None:
    """Keep it beside what the same checks found before. Raises OSError."""
    before = read(folder, edition, version)
    if found.keys() - before.keys():
        keep(folder, edition, version, before | dict(found))


def _path(folder: Path, edition: str) -> Path:
    return folder / f"{edition}.json"
