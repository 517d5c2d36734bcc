"""Approvals of a post's sections: by whom, for these very words, taken back, or lapsed since the words were changed.

The rule of `publish.four_eyes`: every section that has words of its own, the front matter included, wants approvals in force by two
different names. Who publishes may be one of them.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from drafter.duplicates import address
from drafter.entities import Failure
from drafter.errors import UsageError
from drafter.job import Job
from drafter.post.keyed import pieces
from drafter.post.parts import ReadPost
from drafter.publish.command import parsed, place_of
from drafter.publish.gate import NEEDED, sections
from drafter.store import approvals
from drafter.store.approvals import Approval


@dataclass(frozen=True)
class Section:
    """How one section stands."""

    key: str
    title: str
    """As readers see it; may be empty."""
    approved: tuple[Approval, ...]
    """In force."""
    lapsed: tuple[Approval, ...]
    """Of words that were changed since."""


@dataclass(frozen=True)
class Standing:
    """How a post's approvals stand."""

    sections: tuple[Section, ...]
    needed: int
    """Names that each section wants before publishing; 0 where `publish.four_eyes` is off."""
    failures: tuple[Failure, ...]

    @property
    def wanting(self) -> tuple[Section, ...]:
        return tuple(one for one in self.sections if len(one.approved) < self.needed)


def standing(job: Job, path: Path, post: ReadPost | None = None) -> Standing:
    """Every section of the post at `path` with its approvals; `post` is the same post where it was read already. Raises NotAPost, OSError."""
    post = post or parsed(job, path)
    return _standing(job, post, place_of(job, post, path).folder)


def approve(job: Job, path: Path, wanted: Sequence[str], by: str, *, back: bool = False) -> tuple[tuple[str, ...], Standing]:
    """Approve the sections that `wanted` names (none: all of them), or take that back; the keys that changed. Raises UsageError for a name that fits none."""
    post = parsed(job, path)
    folder, words = place_of(job, post, path).folder, sections(post)
    keys = _keys(words, wanted, path)
    if back:
        done = tuple(key for key in keys if approvals.take_back(folder, key, by))
        return done, _standing(job, post, folder)
    before = approvals.in_force(approvals.read(folder)[0], words)
    new = tuple(key for key in keys if approvals.person(by) not in {approvals.person(one.by) for one in before[key]})
    for key in new:
        approvals.keep(folder, Approval(section=key, by=by, at=job.clock().replace(microsecond=0), words=approvals.words_digest(words[key])))
    return new, _standing(job, post, folder)


def _standing(job: Job, post: ReadPost, folder: Path) -> Standing:
    words, (kept, failures) = sections(post), approvals.read(folder)
    force, titles = approvals.in_force(kept, words), {piece.key: piece.title for piece in pieces(post)}
    found = [Section(key, titles.get(key, ""), force[key], tuple(one for one in kept if one.section == key and one not in force[key])) for key in words]
    return Standing(tuple(found), NEEDED if job.settings.publish.four_eyes else 0, failures)


def _keys(words: dict[str, str], wanted: Sequence[str], path: Path) -> tuple[str, ...]:
    """A key as it is, a role for all of its items (`items`, `briefs`), or an item's address."""
    found: list[str] = []
    for name in wanted:
        fits = [key for key in words if name in (key, _kind(key)) or (name.startswith("http") and address(key.partition(":")[2]) == address(name))]
        if not fits:
            raise UsageError(f"--section {name}", f"names no section of {path}", f"its sections are {', '.join(words)}")
        found += fits
    return tuple(dict.fromkeys(found)) if wanted else tuple(words)


def _kind(key: str) -> str:
    return {"item": "items", "brief": "briefs"}.get(key.partition(":")[0], "")
