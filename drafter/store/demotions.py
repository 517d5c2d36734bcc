"""Flag codes that a desk takes less seriously than drafter does: one file a code in `.drafter/demoted/`, readable, deletable.

Meant to be committed; two people's demotions are two files and merge in git. Which codes may be demoted is not decided here.
"""

from __future__ import annotations

from pathlib import Path

from pydantic import AwareDatetime, ConfigDict, ValidationError

from drafter.entities import Entity, Failure
from drafter.store.files import STATE, read_json, write_json

FOLDER = "demoted"


class Demotion(Entity):
    """A code whose flags count one severity less."""

    model_config = ConfigDict(frozen=True, extra="ignore")
    code: str
    at: AwareDatetime
    by: str = ""
    reason: str = ""


def path_of(digest: Path, code: str) -> Path:
    """The file of a code; without it the code counts as drafter has it."""
    return digest / STATE / FOLDER / f"{code}.json"


def read(digest: Path) -> tuple[dict[str, Demotion], tuple[Failure, ...]]:
    """Code → its demotion, and the files that cannot be read and so demote nothing."""
    found: dict[str, Demotion] = {}
    broken: list[Failure] = []
    for path in sorted((digest / STATE / FOLDER).glob("*.json")):
        try:
            one = Demotion.model_validate(read_json(path))
            found[one.code] = one
        except (OSError, ValueError) as error:
            said = error.errors()[0]["msg"] if isinstance(error, ValidationError) else str(error)
            message = f"cannot be read ({said}) and demotes nothing; mend the file or remove it"
            broken.append(Failure(subject=str(path), stage="render", reason="kept-unreadable", message=message))
    return found, tuple(broken)


def keep(digest: Path, demotion: Demotion) -> Path:
    """Demote the code; one that is demoted keeps the file it has. Raises OSError."""
    path = path_of(digest, demotion.code)
    if not path.exists():
        write_json(path, demotion.model_dump(mode="json", exclude_defaults=True))
    return path
