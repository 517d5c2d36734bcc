"""A post under review: its file is read anew for every request, its sources are kept in memory, and it is checked when its words changed."""

from __future__ import annotations

import asyncio
import hashlib
import os
from dataclasses import dataclass, replace
from functools import cached_property, partial
from pathlib import Path

from drafter import proofread, recheck, reread
from drafter.check.memory import Memory
from drafter.entities import Article, Edition, Flag
from drafter.errors import DrafterError
from drafter.job import Job
from drafter.post.keyed import Piece, pieces
from drafter.post.parts import ReadPost
from drafter.proofread import Review
from drafter.review import narrow
from drafter.review.ports import Ports
from drafter.store import waivers
from drafter.store.editions import edition_folder
from drafter.store.files import slug, write_atomic

_KEEP_S = 60.0
"""While a person types, at most so often is the text before a write put by."""
AFTER_PAINT_S = 0.25
"""The page's own files go first: the checks would take the processor from them."""


@dataclass(frozen=True)
class Now:
    """The post as its file had it a moment ago."""

    text: str
    post: ReadPost
    seq: int = 0
    """Grows with every look at the file, over restarts of the server too: tells an answer that was overtaken."""

    @cached_property
    def pieces(self) -> tuple[Piece, ...]:
        """The post's pieces in reading order."""
        return pieces(self.post)

    @property
    def digest(self) -> str:
        """Tells one state of the file from another."""
        return digest_of(self.text)


@dataclass(frozen=True)
class _Whole:
    """The last review of all of a text, and by which waivers and sources."""

    known: str
    text: str
    review: Review


def digest_of(text: str) -> str:
    """First 16 hex digits of SHA-256."""
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:16]


def id_of(path: Path) -> str:
    """What a post is called in addresses: readable where its name is Latin, and no other post's."""
    digest = hashlib.sha256(str(path).encode("utf-8", "surrogateescape")).hexdigest()[:6]
    return f"{slug(path.stem) or 'post'}-{digest}"


class Opened:
    """One post. `job` is offline unless its sources may be fetched."""

    def __init__(self, job: Job, path: Path, ports: Ports | None = None) -> None:
        self.job, self.path, self.ports = job, path.resolve(), ports or Ports()
        self.id = id_of(self.path)
        self.writing = asyncio.Lock()
        self._edition: Edition | None = None
        self._found: tuple[tuple[str, ...], reread.Found] | None = None
        self._looking = asyncio.Lock()
        self._whole: _Whole | None = None
        self._memory: Memory | None = None
        self._last: Now | None = None
        self._base: Now | None = None
        self._checking = asyncio.Lock()
        self._ahead: asyncio.Task[None] | None = None
        self._seq = int(job.clock().timestamp() * 1000)
        self._ours: tuple[str, float] = ("", 0.0)

    def now(self) -> Now:
        """The file as it is. Raises NotAPost, OSError."""
        text = recheck.read_text(self.path)
        return self._read(text)

    def _read(self, text: str) -> Now:
        self._seq += 1
        if self._last is None or self._last.text != text:
            self._last = Now(text, recheck.parsed(self.job, self.path, text))
        return replace(self._last, seq=self._seq)

    def stamp(self) -> str:
        """Changes whenever the file does; empty while it is not there."""
        try:
            found = self.path.stat()
        except OSError:
            return ""
        return f"{found.st_mtime_ns}.{found.st_size}.{found.st_ino}"

    def digest(self) -> str:
        """Of the file as it is, for a page to know its own words by; empty where it cannot be read."""
        try:
            return digest_of(recheck.read_text(self.path))
        except (DrafterError, OSError):
            return ""

    async def found(self, now: Now) -> tuple[Edition | None, reread.Found]:
        """The edition behind the post and its articles, looked for again only when the post names other sources."""
        named = proofread.addresses(now.post)
        async with self._looking:
            if self._found is None or self._found[0] != named:
                self._edition = await asyncio.to_thread(recheck.editions_of, self.job.folder, named)
                self._found = named, await reread.sources(self.job, now.post, self._edition)
            return self._edition, self._found[1]

    async def folder(self, now: Now) -> Path:
        """Where its waivers and its record lie."""
        return recheck.folder_of(self.job, self.path, (await self.found(now))[0])

    def base(self) -> Now | None:
        """What drafter wrote last; None where it wrote nothing of this post. Reads files."""
        edition = self._edition or recheck.editions_of(self.job.folder, proofread.addresses(self.now().post))
        path = edition_folder(self.job.folder, edition.name) / "draft.md" if edition else None
        if path is None or not path.is_file():
            return None
        text = recheck.read_text(path)
        if self._base is None or self._base.text != text:
            self._base = Now(text, recheck.parsed(self.job, path, text))
        return self._base

    def ours(self) -> dict[str, str] | None:
        """Key → piece of what drafter wrote last; None where it wrote nothing of this post."""
        base = self.base()
        return {one.key: one.text for one in base.pieces} if base else None

    async def review(self, now: Now, *, quick: bool = False) -> Review:
        """All checks over the text, the same as `drafter check`. One at a time: they are work for the processor.

        With `quick`, for somebody who is typing: only the pieces that changed since all was checked; `complete` tells when that is not enough.
        """
        edition, found = await self.found(now)
        folder = recheck.folder_of(self.job, self.path, edition)
        async with self._checking:
            if self._memory is None:
                self._memory = await asyncio.to_thread(recheck.remembering, self.job, edition)
            memory = self._memory
            kept = await asyncio.to_thread(waivers.read, folder)
            known = f"{_state(folder / waivers.FOLDER)}{id(found)}"
            whole = self._whole
            if whole is not None and (whole.known, whole.text) == (known, now.text):
                return whole.review
            where = narrow.stretch(whole.text, now.text, now.pieces) if quick and whole is not None and whole.known == known else None
            if whole is not None and where is not None:
                only = partial(narrow.narrowed, start=where.start, end=where.end)
                part = await asyncio.to_thread(lambda: recheck.reviewed(self.job, self.path, now.post, edition, found, only, memory)(kept))
                return narrow.together(whole.review, part, where)
            memory.used.clear()  # of words that were typed on the way nothing is kept
            review = await asyncio.to_thread(lambda: recheck.reviewed(self.job, self.path, now.post, edition, found, memory=memory)(kept))
            await asyncio.to_thread(recheck.remember, self.job, edition, memory)
            self._whole = _Whole(known, now.text, review)
            return review

    def complete(self, now: Now) -> bool:
        """Whether all of this text was checked."""
        return self._whole is not None and self._whole.text == now.text

    def look_ahead(self, now: Now, after_s: float = 0.0) -> None:
        """Begin the checks that the page will ask for next."""
        self._ahead = asyncio.create_task(self._checked_ahead(now, after_s))

    async def _checked_ahead(self, now: Now, after_s: float) -> None:
        await asyncio.sleep(after_s)
        try:
            await self.review(now)
        except (DrafterError, OSError):
            return  # the page asks itself and is told

    async def article(self, now: Now, url: str) -> Article | None:
        """The kept article that a source's address stands for."""
        _, found = await self.found(now)
        key = found.links.get(url)
        return found.articles.get(key or "") or next((one for one in found.articles.values() if one.url == url), None)

    async def waive(self, now: Now, flag: Flag, reason: str) -> None:
        """Let a flag stand for as long as its words do. Raises OSError."""
        waivers.keep(await self.folder(now), flag, reason)

    def write(self, before: Now, text: str) -> Now:
        """Put the text into the file, atomically; call it while holding `writing`.

        Raises NotAPost for a text that would be no post, DrafterError when the file changed since `before`, OSError.
        """
        after = self._read(text)
        if recheck.read_text(self.path) != before.text:
            raise DrafterError(str(self.path), "changed at this very moment", "try again")
        self._put_by(before.text)
        write_atomic(self.path, text)
        self._ours = after.digest, self._ours[1]
        return after

    def _put_by(self, text: str) -> None:
        """What others wrote always; of what is typed here not every second's state."""
        moment = self.job.clock().timestamp()
        digest, kept = self._ours
        if digest != digest_of(text) or moment - kept >= _KEEP_S:
            self.ports.put_by(self.path, text)
            self._ours = digest, moment


def _state(folder: Path) -> str:
    """Changes with the files in a folder."""
    try:
        with os.scandir(folder) as found:
            return repr(sorted((one.name, one.stat().st_mtime_ns) for one in found))
    except OSError:
        return ""
