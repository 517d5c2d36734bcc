"""What keeps a post from being published. Nothing here writes."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from drafter.config import Settings
from drafter.duplicates import address
from drafter.entities import Flag
from drafter.post.keyed import FRONT, pieces
from drafter.post.parts import ReadPost, Span
from drafter.proofread.review import Review
from drafter.store import approvals, inbox

LIVE = "live-markup"
NEEDED = 2
"""Different people who must have approved a section where `publish.four_eyes` is set."""
_MOVED = frozenset({"published", "draft", "date", "lastmod", "last_modified_at"})
"""Front matter that publishing itself or the calendar changes: no words that anybody approves."""


@dataclass(frozen=True)
class Stop:
    """One thing that must be dealt with first."""

    code: str
    where: str
    what: str
    way_out: str
    overridable: bool = False
    """Whether `--override REASON --by NAME` gets past it."""
    flag: Flag | None = None
    start: int | None = None
    """Place in the post."""


def stops(post: ReadPost, review: Review, settings: Settings, digest: Path, edition: Path, now: datetime) -> tuple[Stop, ...]:
    """All of them, those that nothing gets past first. `edition` is the folder that holds the post's approvals."""
    found = (*_of_form(post), *_embargoed(post, settings, digest, now), *_of_flags(post, review))
    if settings.publish.four_eyes:
        found = (*found, *_unapproved(post, edition))
    return tuple(sorted(found, key=lambda stop: stop.overridable))


def _of_form(post: ReadPost) -> Iterator[Stop]:
    for fault in post.front.faults:
        yield Stop("front-matter-fault", "front matter", fault.why, "mend the front matter by hand", start=fault.start)
    for note in post.notes():
        yield Stop("editor-note-left", _short(post, note), "a note for the editor stands in the post", "do what it says and take it out", start=note.start)


def _short(post: ReadPost, span: Span) -> str:
    words = " ".join(post.text[span.start : span.end].split())
    return words if len(words) <= 60 else words[:59] + "…"


def _embargoed(post: ReadPost, settings: Settings, digest: Path, now: datetime) -> Iterator[Stop]:
    zone = settings.digest.zone
    held = [one for one in inbox.listed(digest, zone)[0] if one.not_before and one.not_before.instant(zone) > now]
    for item in (*post.items, *post.briefs):
        links = [*([item.source] if item.source else []), *(link for line in item.source_lines for link in line.links)]
        addresses, titles = {address(link.url) for link in links if link.url}, {" ".join(link.title.split()) for link in links}
        for one in held:
            if (address(one.url) in addresses if one.url else " ".join(one.title.split()) in titles) and one.not_before:
                what = f"“{one.title or one.url}” must not run before {one.not_before.value} (inbox {one.id})"
                yield Stop("embargo", item.headline.text if item.headline else one.url, what, "wait, or take the item out", start=item.start)


def _of_flags(post: ReadPost, review: Review) -> Iterator[Stop]:
    for flag in review.flags:
        if flag.severity == "BLOCK":
            at = post.text.find(flag.words) if flag.words else -1  # of a link the checks know the address, not its place
            way_out = f"mend it, or let it stand: `drafter check POST --waive {flag.code} --reason …`"
            words = f": “{flag.words}”" if flag.words else ""
            yield Stop(
                flag.code,
                flag.where,
                f"{flag.message}{words}",
                way_out,
                overridable=flag.code != LIVE,
                flag=flag,
                start=flag.start if flag.start is not None else at if at >= 0 else None,
            )


def _unapproved(post: ReadPost, edition: Path) -> Iterator[Stop]:
    words = sections(post)
    standing = approvals.in_force(approvals.read(edition)[0], words)
    for key, those in standing.items():
        if len(those) < NEEDED:
            by = ", ".join(one.by for one in those)
            what = f"approved by {by}; a second name is wanted" if those else "approved by nobody; two names are wanted"
            yield Stop("not-approved", key, what, f"`drafter approve POST --section '{key}' --by NAME`")


def sections(post: ReadPost) -> dict[str, str]:
    """Section's key → the words that an approval is for. Headings without a sentence of their own go without."""
    found = {}
    for piece in pieces(post):
        if piece.key == FRONT:
            found[piece.key] = json.dumps({key: str(value) for key, value in post.front.data.items() if key not in _MOVED}, ensure_ascii=False, sort_keys=True)
        elif piece.sentences or not piece.key.startswith("head:"):
            found[piece.key] = piece.text
    return found
