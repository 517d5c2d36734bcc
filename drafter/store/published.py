"""What was published: the ledger's lines that name a post, one JSON object a line in `.drafter/ledger.jsonl`.

The file is meant to be committed; lines are only added, so that two people's lines merge (the digest's `.gitattributes` says
`merge=union`). Of one post's lines the one written last counts, by its own word (`at`): a merge keeps no order. The line of a drafted
edition also says which time the edition covered (see `store/ledger.py`).
"""

from __future__ import annotations

import json
from datetime import UTC, datetime
from pathlib import Path, PurePosixPath

from pydantic import AwareDatetime, ConfigDict, ValidationError

from drafter.entities import Entity
from drafter.errors import ConfigError
from drafter.store.ledger import ledger_path
from drafter.store.lines import add_lines


class PublishedItem(Entity):
    """An item as readers got it."""

    model_config = ConfigDict(frozen=True, extra="ignore")
    url: str
    further: tuple[str, ...] = ()
    headline: str = ""
    sentences: tuple[str, ...] = ()
    """As published, in reading order."""
    brief: bool = False


class Publication(Entity):
    """A post of the ledger."""

    model_config = ConfigDict(frozen=True, extra="ignore")
    post: str
    """Path relative to the digest's folder, with `/`."""
    edition: str
    """ISO week."""
    date: str
    """Day it was published, as its front matter says: `2026-01-30`."""
    title: str = ""
    language: str = ""
    digest: str = ""
    """SHA-256 of the file's bytes, hex."""
    items: tuple[PublishedItem, ...] = ()
    taken_back: bool = False
    """`unpublish` took it back."""
    by_hand: bool = False
    """Found in the folder of posts, not put there by `drafter publish`."""
    draft: str = ""
    """Where it lay as a draft, relative to the digest's folder: there `unpublish` takes it back to. Empty for a post published by hand."""
    at: AwareDatetime | None = None
    """When this line was written."""
    start: AwareDatetime | None = None
    cutoff: AwareDatetime | None = None
    """The time the edition covers, `[start, cutoff)`; None for a post that drafter did not draft."""


def publications(digest: Path) -> tuple[Publication, ...]:
    """Posts that stand published, earliest first. Raises ConfigError naming the line that cannot be read."""
    return tuple(sorted((one for one in latest(digest).values() if not one.taken_back), key=lambda one: (one.date, one.post)))


def latest(digest: Path) -> dict[str, Publication]:
    """Post → the line that counts, those taken back too. Raises ConfigError naming the line that cannot be read."""
    path = ledger_path(digest)
    found: dict[str, Publication] = {}
    for number, line in enumerate(path.read_bytes().splitlines() if path.exists() else (), 1):
        if not line.strip():
            continue
        try:
            data = json.loads(line)
            if isinstance(data, dict) and "post" in data:
                one = Publication.model_validate(data)
                if one.post not in found or _written(one) >= _written(found[one.post]):
                    found[one.post] = one
        except (ValueError, ValidationError) as error:
            raise ConfigError(f"{path}:{number}", f"is no line of the ledger: {error}", "mend it or take it out") from error
    return found


def of_draft(digest: Path, draft: str, edition: str) -> Publication | None:
    """What stands published of that edition's draft (`draft` as in `Publication.draft`): such a draft is not to be written again.

    A post that lies where its draft lay (Hugo) counts, and one that somebody moved and dated by hand. Raises ConfigError.
    """
    return next((one for one in publications(digest) if one.edition == edition and is_of(one, draft)), None)


def is_of(one: Publication, draft: str) -> bool:
    """Whether the post was that draft, or is it where drafts and posts lie in one folder."""
    moved = one.by_hand and PurePosixPath(one.post).name.endswith(f"-{PurePosixPath(draft).name}")
    return draft in (one.draft, one.post) or moved


def _written(one: Publication) -> datetime:
    return one.at or datetime.min.replace(tzinfo=UTC)


def add(digest: Path, *those: Publication) -> None:
    """Add a line for each post; every other line stays as it is. Raises OSError."""
    add_lines(ledger_path(digest), [one.model_dump(mode="json", exclude_defaults=True) for one in those])
