"""Who approved which section of a post: one small file for each section and name in `.drafter/editions/NAME/approvals/`.

Meant to be committed: two people's approvals are different files, so they merge. An approval counts while the section's words stand;
change one and it has lapsed, white space aside.
"""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections.abc import Iterable, Mapping
from pathlib import Path

from pydantic import AwareDatetime, ConfigDict, ValidationError

from drafter.entities import Entity, Failure
from drafter.store.files import read_json, slug, write_json

FOLDER = "approvals"


class Approval(Entity):
    """One person's word for one section."""

    model_config = ConfigDict(frozen=True, extra="ignore")
    section: str
    """Key of the post's piece, as in `post.keyed`."""
    by: str
    at: AwareDatetime
    words: str
    """`words_digest` of what was approved."""


def words_digest(text: str) -> str:
    """SHA-256 of the words without white space, hex."""
    return hashlib.sha256("".join(text.split()).encode("utf-8", "surrogatepass")).hexdigest()


def person(name: str) -> str:
    """What a name is compared by: case, width and spaces make no second person."""
    return " ".join(unicodedata.normalize("NFKC", name).casefold().split())


def keep(edition: Path, approval: Approval) -> Path:
    """Keep it; given again it takes the earlier one's place. Raises OSError."""
    path = _path(edition, approval.section, approval.by)
    write_json(path, approval.model_dump(mode="json"))
    return path


def take_back(edition: Path, section: str, by: str) -> bool:
    """Whether there was one. Raises OSError."""
    path = _path(edition, section, by)
    there = path.exists()
    path.unlink(missing_ok=True)
    return there


def read(edition: Path) -> tuple[tuple[Approval, ...], tuple[Failure, ...]]:
    """All approvals in an edition's folder, lapsed ones too, and the files that cannot be read, which approve nothing."""
    found: list[Approval] = []
    broken: list[Failure] = []
    for path in sorted((edition / FOLDER).glob("*.json")):
        try:
            found.append(Approval.model_validate(read_json(path)))
        except (OSError, ValueError) as error:
            said = error.errors()[0]["msg"] if isinstance(error, ValidationError) else str(error)
            message = f"the approval cannot be read ({said}) and counts for nothing; approve again or remove the file"
            broken.append(Failure(subject=str(path), stage="render", reason="kept-unreadable", message=message))
    return tuple(found), tuple(broken)


def in_force(approvals: Iterable[Approval], sections: Mapping[str, str]) -> dict[str, tuple[Approval, ...]]:
    """Section → its approvals that have not lapsed, one a person, earliest first. `sections`: key → words."""
    digests = {key: words_digest(words) for key, words in sections.items()}
    found: dict[str, dict[str, Approval]] = {key: {} for key in sections}
    for one in sorted(approvals, key=lambda one: one.at):
        if digests.get(one.section) == one.words:
            found[one.section].setdefault(person(one.by), one)
    return {key: tuple(those.values()) for key, those in found.items()}


def _path(edition: Path, section: str, by: str) -> Path:
    digest = hashlib.sha256(f"{section}\0{person(by)}".encode("utf-8", "surrogatepass")).hexdigest()[:12]
    label = slug(re.sub(r"https?://(www\.)?", "", section))[:40].strip("-")
    return edition / FOLDER / f"{label or 'section'}-{digest}.json"
