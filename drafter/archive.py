"""Published posts as the ledger has them, whoever put them there: files in the folder of posts → lines of `.drafter/ledger.jsonl`.

`sync` is called by each command that needs the ledger. It reads a file again only when its bytes are not those the ledger knows.
"""

from __future__ import annotations

import hashlib
import os
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Any

from drafter.config import Settings
from drafter.entities import Failure, Language
from drafter.errors import DrafterError
from drafter.post import place
from drafter.post.parts import Item, Prose, ReadPost
from drafter.post.read import parse, seen
from drafter.store import ledger, published
from drafter.store.files import STATE, read_json, write_json
from drafter.store.published import Publication, PublishedItem

ENDINGS = frozenset({".md", ".markdown"})
_DAY = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})(?!\d)")
_WEEK = re.compile(r"(\d{4})-[wW](\d{2})(?!\d)")
_NOT_POSTS = (STATE, "kept", "not-posts.json")
_HAN, _LETTER = re.compile(r"[\u3400-\u9fff]"), re.compile(r"[^\W\d_]")


@dataclass(frozen=True)
class Synced:
    """What a look at the folder of posts changed in the ledger."""

    added: tuple[Publication, ...]
    """New to it, or with other words than it had."""
    taken_back: tuple[str, ...]
    """Posts that were hidden again or renamed by hand."""
    missing: tuple[str, ...]
    """Posts whose files are gone. They stay in the ledger: readers had them."""
    failures: tuple[Failure, ...]
    """Files that are no post of this form, or state no day."""
    known: int
    """Posts that were there already."""


def sync(digest: Path, settings: Settings, now: datetime) -> Synced:
    """Bring the ledger up to date with the digest's folder of posts. Call it under the digest's lock. Raises OSError, ConfigError."""
    return _brought_in(digest, settings, place.posts_folder(settings, digest), now, remember=True)


def build(digest: Path, settings: Settings, folder: Path, now: datetime) -> Synced:
    """The same for any folder of posts, older forms too; every file that is no post is named."""
    return _brought_in(digest, settings, folder, now, remember=False)


def _brought_in(digest: Path, settings: Settings, folder: Path, now: datetime, *, remember: bool) -> Synced:
    known = published.latest(digest)
    standing = {name: one for name, one in known.items() if not one.taken_back}
    not_posts = _not_posts(digest) if remember else {}
    reader = _Reader(digest, settings, now, known, not_posts)
    for path in _files(folder):
        reader.look(path)
    renamed = [name for name in reader.moved(standing) if name not in reader.seen]
    gone = [one.model_copy(update={"taken_back": True, "at": now}) for one in (standing[name] for name in (*reader.hidden, *renamed))]
    added = sorted(reader.added, key=lambda one: (one.date, one.post))
    published.add(digest, *gone, *added)
    if remember and reader.not_posts != not_posts:
        write_json(digest.joinpath(*_NOT_POSTS), reader.not_posts, durable=False)
    missing = tuple(name for name in standing if name not in reader.seen and name not in renamed and not (digest / name).exists())
    return Synced(tuple(added), tuple(one.post for one in gone), missing, tuple(reader.failures), reader.known)


class _Reader:
    """Looks at the files one after the other."""

    def __init__(self, digest: Path, settings: Settings, now: datetime, known: Mapping[str, Publication], not_posts: Mapping[str, str]) -> None:
        self.digest, self.settings, self.now, self._ledger = digest, settings, now, known
        self._covered = ledger.covered(digest)
        self._before = dict(not_posts)
        self.not_posts: dict[str, str] = {}
        self.added: list[Publication] = []
        self.failures: list[Failure] = []
        self.hidden: list[str] = []
        self.seen: set[str] = set()
        self.known = 0

    def look(self, path: Path) -> None:
        """Take the file in, or say why not."""
        name, content = relative(path, self.digest), path.read_bytes()
        self.seen.add(name)
        digest, before = hashlib.sha256(content).hexdigest(), self._ledger.get(name)
        if before is not None and before.digest == digest and not before.taken_back:
            self.known += 1
        elif digest in self._before:
            self.not_posts[digest] = self._before[digest]
        else:
            self._read(path, name, content, digest, before)

    def _read(self, path: Path, name: str, content: bytes, digest: str, before: Publication | None) -> None:
        try:
            text = content.decode("utf-8")
            post = parse(text, subject=name, own_headings=self.settings.post.headings, disclosure=self.settings.post.ai_disclosure)
            if is_hidden(post, self.settings):
                if before is not None and not before.taken_back:
                    self.hidden.append(name)
                return
            one = publication(post, path, self.digest, self.settings, digest)
        except (UnicodeDecodeError, DrafterError) as error:
            said = f"{error.what}; {error.way_out}" if isinstance(error, DrafterError) else "holds bytes that are no UTF-8; save it as UTF-8 text"
            self._no_post(name, digest, said)
            return
        kept = {"draft": before.draft, "by_hand": before.by_hand, "edition": before.edition} if before else {"by_hand": True}
        window = self._covered.get(one.edition)
        times = {"start": window.start, "cutoff": window.cutoff} if window else {}
        self.added.append(one.model_copy(update={**kept, **times, "at": self.now}))

    def _no_post(self, name: str, digest: str, said: str) -> None:
        self.not_posts[digest] = said
        self.failures.append(Failure(subject=name, stage="sources", reason="not-a-post", message=said))

    def moved(self, standing: Mapping[str, Publication]) -> Iterator[str]:
        """Posts whose file is gone and whose very bytes came in under another name."""
        new = {one.digest for one in self.added}
        return (name for name, one in standing.items() if one.digest in new and not (self.digest / name).exists())


def publication(post: ReadPost, path: Path, digest: Path, settings: Settings, sha256: str) -> Publication:
    """The post as the ledger has it. Raises DrafterError for a post that has no item, or no day in its front matter or its name."""
    day = day_of(post, settings) or _named_day(path.name)
    if day is None:
        raise DrafterError(str(path), "states no day, neither in its front matter nor in its name", "write `date: 2026-01-30` into the front matter")
    items = (*(_item(post, item, brief=False) for item in post.items), *(_item(post, item, brief=True) for item in post.briefs))
    if not items:
        raise DrafterError(str(path), "has no item with a source", "a post of a digest has items with their sources")
    stated = post.front.data.get("title")
    return Publication(
        post=relative(path, digest),
        edition=_week(path.name) or f"{day:%G-W%V}",
        date=day.isoformat(),
        title=post.h1.text if post.h1 else stated.strip() if isinstance(stated, str) else "",
        language=language_of(post),
        digest=sha256,
        items=items,
    )


def _item(post: ReadPost, item: Item, *, brief: bool) -> PublishedItem:
    lines = [link.url for line in item.source_lines for link in line.links]
    return PublishedItem(
        url=item.url,
        further=tuple(dict.fromkeys(url for url in lines if url and url != item.url)),
        headline=item.headline.text if item.headline else "",
        sentences=tuple(said for prose in item.prose for said in _sentences(post, prose) if said),
        brief=brief,
    )


def _sentences(post: ReadPost, prose: Prose) -> Iterator[str]:
    return (seen(post, prose, span) for span in prose.sentences)


def day_of(post: ReadPost, settings: Settings) -> date | None:
    """The day of the front matter's `date` in the digest's zone; None where it states none that can be read."""
    stated: Any = post.front.data.get("date")
    try:
        if isinstance(stated, str):
            stated = datetime.fromisoformat(re.sub(r" ([+-]\d{2}):?(\d{2})$", r"\1:\2", stated.strip()))
    except ValueError:
        return _named_day(stated)
    if isinstance(stated, datetime):
        return stated.astimezone(settings.digest.zone).date() if stated.tzinfo else stated.date()
    return stated if isinstance(stated, date) else None


def _named_day(name: str) -> date | None:
    found = _DAY.match(name.strip())
    try:
        return date(*map(int, found.groups())) if found else None
    except ValueError:
        return None


def _week(name: str) -> str:
    """The ISO week that drafter's file names hold."""
    found = _WEEK.search(place.slug_of(name))
    try:
        return f"{date.fromisocalendar(int(found[1]), int(found[2]), 1):%G-W%V}" if found else ""
    except ValueError:
        return ""


def is_hidden(post: ReadPost, settings: Settings) -> bool:
    """Whether the front matter keeps the site from showing it."""
    data = post.front.data
    return data.get("draft") is True if settings.post.profile == "hugo" else data.get("published") is False


def language_of(post: ReadPost) -> Language:
    """By its script."""
    letters = "".join(_LETTER.findall(post.text[post.front.end :][:20_000]))
    return "zh" if len(_HAN.findall(letters)) * 5 > len(letters) else "en"


def relative(path: Path, digest: Path) -> str:
    """How the ledger names a file."""
    return Path(os.path.relpath(path.resolve(), digest.resolve())).as_posix()


def _files(folder: Path) -> Iterable[Path]:
    """Posts in reading order of their names; Hugo's `_index.md` is a list's page."""
    found = (path for path in folder.rglob("*") if path.suffix.lower() in ENDINGS and path.is_file())
    return sorted(path for path in found if not path.name.startswith((".", "_")))


def _not_posts(digest: Path) -> dict[str, str]:
    """SHA-256 → why that text is no post of ours. A cache: it may be deleted at any time."""
    try:
        facts = read_json(digest.joinpath(*_NOT_POSTS))
    except (OSError, ValueError):
        return {}
    return {str(key): str(value) for key, value in facts.items()} if isinstance(facts, dict) else {}
