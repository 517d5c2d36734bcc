"""A post's files while it is published or taken back: what is about to be done is written down first, each step may be done twice."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from pydantic import ConfigDict, ValidationError

from drafter.config import Settings
from drafter.entities import Entity
from drafter.errors import UsageError
from drafter.post import frontmatter_edit, place
from drafter.store import history
from drafter.store.editions import edition_folder
from drafter.store.files import STATE, read_json, same_bytes, write_json
from drafter.store.published import Publication

PLAN = "publishing.json"


class Plan(Entity):
    """A publish that has begun; paths are relative to the digest."""

    model_config = ConfigDict(frozen=True, extra="ignore")
    draft: str
    draft_digest: str
    """SHA-256 of the draft's bytes."""
    line: Publication
    """The ledger's line, with the post's path and digest."""


@dataclass(frozen=True)
class Place:
    """Where a post's edition keeps what belongs to it."""

    digest: Path
    name: str
    """Edition, or for a post that drafter did not draft a name made of its file's."""

    @property
    def folder(self) -> Path:
        return edition_folder(self.digest, self.name)


def put(digest: Path, edition: str, path: Path, text: str, *, reason: str, now: datetime) -> None:
    """The one place where publishing writes a post; the state before is kept. Raises OSError."""
    history.write(digest, edition, path, text, reason=reason, now=now)


def take_away(digest: Path, edition: str, path: Path, *, now: datetime) -> None:
    """The one place where publishing removes a file, after its words stand elsewhere and in the history. Raises OSError."""
    history.keep_found(digest, edition, path, now=now)
    path.unlink()


def shown(text: str, settings: Settings) -> str:
    """The post with what keeps the site from showing it taken out of the front matter; every other byte as it was. Raises DrafterError."""
    data = frontmatter_edit.locate(text).data
    if settings.post.profile == "hugo":
        return frontmatter_edit.changed(text, {"draft": False}) if data.get("draft") is True else text
    return frontmatter_edit.without(text, "published") if data.get("published") is False else text


def hidden(text: str, settings: Settings, draft: Path) -> str:
    """The reverse, as far as the draft's folder alone does not hide it."""
    if settings.post.profile == "hugo":
        return frontmatter_edit.changed(text, {"draft": True})
    return text if "_drafts" in draft.parts else frontmatter_edit.changed(text, {"published": False})


def draft_place(settings: Settings, digest: Path, line: Publication) -> Path:
    """Where a post goes when it is taken back; one published by hand goes where drafts lie."""
    if line.draft:
        return digest / line.draft
    post = digest / line.post
    if settings.post.profile == "hugo":
        return post
    return digest / (settings.post.folder or place.FOLDERS["jekyll"]) / place.slug_of(post.name)


def begin(where: Place, plan: Plan) -> None:
    """Write down what is about to be done. Raises OSError."""
    write_json(where.folder / PLAN, plan.model_dump(mode="json"))


def begun(digest: Path, name: str) -> tuple[Place, Plan] | None:
    """The unfinished publish of that draft or post, named relative to the digest."""
    return next(((where, plan) for where, plan in _unfinished(digest) if name in (plan.draft, plan.line.post)), None)


def _unfinished(digest: Path) -> Iterator[tuple[Place, Plan]]:
    for path in sorted((digest / STATE / "editions").glob(f"*/{PLAN}")):
        try:
            yield Place(digest, path.parent.name), Plan.model_validate(read_json(path))
        except (OSError, ValueError, ValidationError) as error:
            raise UsageError(str(path), "cannot be read, and says what a publish was about to do", "look at draft and post, then remove it") from error


def move(where: Place, plan: Plan, text: str, now: datetime) -> None:
    """The post laid where it belongs, then the draft taken away. Raises UsageError for a post of other words in its place, OSError."""
    draft, post = where.digest / plan.draft, where.digest / plan.line.post
    if not same_bytes(post, text.encode()):
        put(where.digest, where.name, post, text, reason="publish", now=now)
    if draft != post and draft.exists():
        take_away(where.digest, where.name, draft, now=now)


def done(where: Place) -> None:
    """Forget the plan. Raises OSError."""
    (where.folder / PLAN).unlink(missing_ok=True)


def sha256(content: bytes | str) -> str:
    """Hex."""
    return hashlib.sha256(content.encode() if isinstance(content, str) else content).hexdigest()
