"""A correction, or one that was undone, entered wherever it counts: in the post, the file of corrections, the ledger, its edition's decisions.

What is about to be done is written down before the post is. One that was cut off is ended, or forgotten where the post had not been written
yet: a correction stands while its dated line does. An undo is written down without any correction too: given again, it does not go back twice.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable, Sequence
from datetime import datetime
from pathlib import Path
from typing import Any, TypeVar

from drafter.duplicates import address
from drafter.entities import Entity
from drafter.post.ours import is_ours
from drafter.store import corrections, decisions, published
from drafter.store.corrections import Correction
from drafter.store.editions import edition_folder
from drafter.store.files import STATE, read_json, write_json

Made = TypeVar("Made")


class Coming(Entity):
    """What is being done to one post."""

    post: str
    """Path relative to the digest's folder."""
    rows: tuple[Correction, ...]
    """Lines for the file of corrections."""
    by: str = ""
    """Who undoes it, or brings it back."""
    back: int = 0
    """The state that an undo brings back; 0 for a correction."""
    was: int = 0
    """The state that stood before it."""
    digest: str = ""
    """Of the text that the post is to have: SHA-256, hex."""

    @classmethod
    def to(cls, text: bytes, post: str, rows: tuple[Correction, ...], **undo: Any) -> Coming:
        """What makes the post say `text`."""
        return cls(post=post, rows=rows, digest=hashlib.sha256(text).hexdigest(), **undo)


def write(digest: Path, coming: Coming, put: Callable[[], Made]) -> Made:
    """`put` writes the post; then it is entered everywhere. Call it while holding the digest's lock. Raises OSError."""
    if coming.rows or coming.back:
        write_json(_path(digest), coming.model_dump(mode="json"))
    made = put()
    settle(digest)
    return made


def settle(digest: Path) -> Coming | None:
    """End what was cut off after its post was written; None where nothing was. Call it while holding the digest's lock. Raises OSError."""
    path = _path(digest)
    try:
        coming = Coming.model_validate(read_json(path))
        text = (digest / coming.post).read_bytes()
    except (FileNotFoundError, ValueError):  # nothing was begun; or the post went elsewhere, and its line with it
        path.unlink(missing_ok=True)
        return None
    whole = hashlib.sha256(text).hexdigest() == coming.digest
    rows = [one for one in coming.rows if whole or _has(text, one) is not one.undone]  # somebody may have typed in it since
    for one in rows:
        _enter(digest, one, coming, text)
    path.unlink()
    return coming.model_copy(update={"rows": tuple(rows)}) if rows or whole else None


def _path(digest: Path) -> Path:
    return digest / STATE / "kept" / "correcting.json"


def _has(text: bytes, one: Correction) -> bool:
    from drafter import noticed  # loads the checks

    return noticed.line(one).encode() in text


def _enter(digest: Path, one: Correction, coming: Coming, text: bytes) -> None:
    """What stands there already is not put there again."""
    first = one.said is None
    if one not in corrections.every(digest)[0]:
        corrections.add(digest, one)
    if first:
        _tell_ledger(digest, one, text)
        _decide(digest, one)
    else:
        _decide_anew(digest, one, coming.by)


def _tell_ledger(digest: Path, one: Correction, text: bytes) -> None:
    """What the post says now is what it told."""
    there = next((post for post in published.publications(digest) if post.post == one.post), None)
    new = hashlib.sha256(text).hexdigest()
    if there is None or there.digest == new:
        return
    keys = {address(url) for url in one.urls}
    items = tuple(
        item.model_copy(update={"headline": _said(item.headline, one), "sentences": tuple(_said(said, one) for said in item.sentences)})
        if not keys or keys & {address(url) for url in (item.url, *item.further)}
        else item
        for item in there.items
    )
    published.add(digest, there.model_copy(update={"items": items, "digest": new}))


def _said(words: str, one: Correction) -> str:
    return words if is_ours(words) else whole(one.was).sub(lambda _: one.now, words)


def whole(words: str) -> re.Pattern[str]:
    """A figure at the words' edge is a whole one there: 5亿 does not stand in 15亿."""
    before, after = ("(?<![0-9])(?<![0-9][.,])" if words[:1].isdigit() else ""), ("(?![0-9]|[.,][0-9])" if words[-1:].isdigit() else "")
    return re.compile(before + re.escape(words) + after)


def _decide(digest: Path, one: Correction) -> None:
    """Where drafter made the edition, its decisions say what a person corrected."""
    there = next((post for post in published.publications(digest) if post.post == one.post), None)
    folder = edition_folder(digest, there.edition) if there else None
    if folder is None or not folder.is_dir() or any((deed.at, deed.words) == (one.at, one.was) for deed in decisions.read(folder)[0]):
        return
    key = f"item:{one.urls[0]}" if one.urls else ""
    after = whole(one.was).sub(lambda _: one.now, one.sentence)
    said = decisions.Decision(at=one.at, what="corrected", by=one.by, piece=key, words=one.was, before=one.sentence, after=after, reason=one.because)
    decisions.add(folder, [said])


def _decide_anew(digest: Path, one: Correction, by: str) -> None:
    """Said once more wherever the decisions have it."""
    for name, found in decisions.every(digest).items():
        first = next((deed for deed in found if deed.what == "corrected" and (deed.at, deed.words) == (one.at, one.was)), None)
        if first is None or one.said is None:
            continue
        again = first.model_copy(update={"at": one.said, "by": by, "what": "uncorrected" if one.undone else "corrected"})
        if again not in found:
            decisions.add(edition_folder(digest, name), [again])


def undone(gone: Sequence[Correction], again: Sequence[Correction], now: datetime) -> tuple[Correction, ...]:
    """Their lines, when they went with the text or came back with it."""
    return tuple(one.model_copy(update={"undone": one in gone, "said": now}) for one in (*gone, *again))
