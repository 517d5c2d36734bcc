"""`drafter redo`: parts of an edition written anew by the model and merged into the post; nothing else is asked for or touched.

edition.json        what drafter wrote, as data: the part is taken from there and replaced there
store.redos         take and wish of each part: a redo asks for an answer that nobody has seen, a later draft for the same one
merge.only          of the newly rendered post, the redone pieces alone
revise              merged into the post, every state kept
"""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from pathlib import Path
from typing import Any, Literal

from pydantic import ValidationError

from drafter import bundled, compose, editor_notes, merge, reread
from drafter.asks import ChainInputs, Redo
from drafter.config import Settings
from drafter.duplicates import address
from drafter.entities import Article, Edition, Failure, Flag, Item
from drafter.errors import KeptMissing, Misconfigured, ModelError, UsageError
from drafter.job import Job
from drafter.merge import Proposal
from drafter.post import keyed
from drafter.post.render import render
from drafter.revise import Proposals, Revised, keep_proposals, lock, locked, proposals, reader, revise
from drafter.run import Run
from drafter.store import decisions, editions, history, redos
from drafter.store import lock as locks
from drafter.store.decisions import Decision
from drafter.store.runs import Record
from drafter.writing import item_key

Section = Literal["analysis", "conclusion", "lede", "title"]
SECTIONS: tuple[Section, ...] = ("analysis", "conclusion", "title", "lede")
"""In the order they are written: each rests on those before it."""
_FIELDS = {"title": ("title",), "lede": ("excerpt", "description")}
"""Fields of the front matter that are made of a section."""


@dataclass(frozen=True)
class Order:
    """What a person wants written anew."""

    items: tuple[str, ...] = ()
    """Addresses of their sources."""
    sections: tuple[Section, ...] = ()
    everything: bool = False
    wish: str = ""
    offer: bool = False
    """Touch nothing: every difference becomes a proposal."""


@dataclass(frozen=True)
class Redone:
    """What became of it."""

    edition: str
    keys: tuple[str, ...]
    """Parts that the model wrote anew."""
    revised: Revised
    record: Record
    resting: tuple[str, ...] = ()
    """Sections that rest on an item that was redone, and were not."""
    failures: tuple[Failure, ...] = ()
    """Parts that the model gave no answer for; they stand as they were."""
    flags: tuple[Flag, ...] = ()
    """What the checks find in the redone pieces of the post."""


@dataclass
class _Work:
    """One redo under way."""

    run: Run
    settings: Settings
    edition: Edition
    articles: dict[str, Article]
    kept: redos.Redos
    wish: str
    done: dict[str, Redo] = field(default_factory=dict)
    failed: list[Failure] = field(default_factory=list)

    async def items(self, items: Sequence[Item]) -> None:
        """Each item's summary, side by side."""
        asked = {item.id: self._begin(item_key(item.link.url), (item.headline, *(one.text for one in item.statements))) for item in items}
        summary = self.run.writing.summary
        written = await asyncio.gather(*(summary(self._article(item), brief=item.place == "brief", continues=item.continues) for item in items))
        new: dict[str, Item] = {}
        for item, given in zip(items, written, strict=True):
            if given.fallback:
                continue
            changes = {"headline": given.headline, "statements": given.statements, "fallback": "", "headline_fallback": given.headline_fallback}
            new[item.id] = item.model_copy(update=changes)
            self.done[item_key(item.link.url)] = asked[item.id]
        self.failed += self.run.writing.failures
        self.edition = self.edition.model_copy(update={"items": tuple(new.get(item.id, item) for item in self.edition.items)})

    async def section(self, name: Section) -> None:
        """One section, written of the edition as it stands."""
        step, given, read = self._step(name)
        asking, writing = self.run.writing.asking, self.run.writing
        assert asking is not None
        redo = self._begin(name, self._before(name))
        part = name if step == "front" else ""
        try:
            value = await asking.resolve(
                writing.chain_ask(step, given, part=part), lambda problems, attempt: writing.chain_ask(step, given, problems, attempt, part), read
            )
        except Misconfigured:
            raise
        except ModelError as error:
            self.failed.append(Failure(subject=f"{name} {self.edition.name}", stage="compose", reason=error.reason, message=str(error)))
            return
        self.done[name] = redo
        new = getattr(value, name) if step == "front" else value
        self.edition = _without_note(self.edition, name).model_copy(update={name: new})

    def _begin(self, key: str, before: tuple[str, ...]) -> Redo:
        redo = self.kept.next(key, self.wish, before)
        self.run.writing.redos[key] = redo
        return redo

    def _before(self, name: Section) -> tuple[str, ...]:
        edition = self.edition
        if name == "title":
            return (edition.title,)
        paragraphs = (edition.lede,) if name == "lede" else edition.analysis if name == "analysis" else edition.conclusion
        return compose.texts(paragraphs, edition.language)

    def _step(self, name: Section) -> tuple[str, ChainInputs, Any]:
        """The prompt's name, its inputs, and how its answer is read; as a draft asks, so that it finds the answer kept."""
        edition, settings = self.edition, self.settings
        language, length, earlier = edition.language, settings.length, self.run.desk.laid.compared
        full = [item for item in edition.items if item.place != "brief"] or list(edition.items)
        shown = [item for item in full if "private" not in item.marks]
        if not shown:
            raise UsageError(name, "rests on private material alone, which no model is given", "write it by hand")
        data = compose.item_data(shown, {item.article_id: self._article(item) for item in shown}, language)
        analysis_of = compose.analysis_inputs(data, edition.theses, language, edition.name, length, earlier)
        if name == "analysis":
            return "analysis", analysis_of, lambda answer: compose.analysis_read(answer, analysis_of)
        past = analysis_of.earlier
        if name == "conclusion":
            conclusion_of = compose.conclusion_inputs(data, edition.analysis, language, edition.name, length, past)
            return "conclusion", conclusion_of, lambda answer: compose.conclusion_read(answer, conclusion_of, edition.analysis)
        front_of = compose.front_inputs(data, edition.analysis, edition.conclusion, settings.digest, edition.name, length, past)
        return "front", front_of, lambda answer: compose.front_read(answer, front_of)

    def _article(self, item: Item) -> Article:
        if item.article_id not in self.articles:
            raise KeptMissing(item.link.url, "its page is not kept here, so nothing can be written of it", "`drafter check POST --fetch` fetches it")
        return self.articles[item.article_id]


async def redo(job: Job, path: Path, order: Order) -> Redone:
    """Write parts of the post at `path` anew.

    Raises UsageError for parts that the edition has not or no model may see, ModelError where no part was answered, KeptMissing for a page
    that is not kept, NotAPost, NoDraft for the lock, ConfigError.
    """
    if job.settings.writer_kind == "extractive":
        way_out = "give it a model: `drafter keys set`, or [model] base_url in drafter.toml; or change the post by hand"
        raise UsageError("drafter redo", "has nobody to write: the embedded writer takes sentences from the sources and always takes the same", way_out)
    name = _edition_of(job.folder, path, job.settings)
    _kept(job.folder, name)  # a post of a person's own has no week to open a run for
    job = replace(job, week=name, at=job.at or job.clock(), kept_pages=not job.offline)
    async with Run.open(job) as run:
        history.settle(job.folder, name)
        edition, base = _kept(job.folder, name)
        _refuse_template(run, order)
        work = _Work(run, job.settings, edition, reread.kept(job, edition), redos.read(job.folder, name), order.wish)
        items = _items(edition, order, keyed.pieces(reader(job.settings, str(path))(_text(path))))
        items, sections = _unlocked(job.folder, name, order, items)
        await work.items(items)
        for section in sections:
            await work.section(section)
        record = run.redone()
        if not work.done:
            raise _nothing(work)
        revised = _revised(job, path, work, base, order)
    return Redone(name, tuple(work.done), revised, record, _resting(work), tuple(work.failed), await _flags(job, path, work))


def _revised(job: Job, path: Path, work: _Work, base: str, order: Order) -> Revised:
    settings, folder = job.settings, job.folder
    rendered = render(work.edition, settings, load_template=lambda name: bundled.read("templates", name, folder, settings.post.form))
    fields = [one for key in work.done for one in _FIELDS.get(key, ())]
    theirs = merge.only(base, rendered, list(work.done), read=reader(settings), fields=fields)
    beside = {redos.FILE: work.kept.with_(work.done).content}
    reason = f"redo {', '.join(work.done)}" + (f": {order.wish}" if order.wish else "")
    return revise(folder, settings, path, work.edition, theirs, reason=reason, now=job.clock(), offer=order.offer, beside=beside)


def _edition_of(digest: Path, path: Path, settings: Settings) -> str:
    known = history.edition_of(digest, path)
    if known is not None:
        return known
    from drafter.recheck import edition_of  # loads every check

    return edition_of(digest, path, settings)


def _kept(digest: Path, name: str) -> tuple[Edition, str]:
    path, base = editions.edition_folder(digest, name) / "edition.json", editions.base_of(digest, name)
    try:
        edition = Edition.model_validate_json(path.read_bytes()) if path.exists() else None
    except ValidationError as error:
        raise KeptMissing(str(path), f"cannot be read: {error.errors()[0]['msg']}", "draft the edition again: `drafter draft --week`") from error
    if edition is None or base is None:
        raise UsageError(
            name, "was not drafted here: what drafter wrote of it is not kept", "`drafter draft --week` drafts an edition; change other posts by hand"
        )
    return edition, base


def _text(path: Path) -> str:
    try:
        return path.read_bytes().decode()
    except FileNotFoundError as error:
        raise UsageError(str(path), "does not exist", "`drafter undo` brings a post back") from error
    except UnicodeDecodeError as error:
        raise UsageError(str(path), "is not UTF-8 text", "save it as UTF-8") from error


def _items(edition: Edition, order: Order, pieces: Sequence[keyed.Piece]) -> list[Item]:
    """The items that are meant. Raises UsageError for one that the edition or the post has not, or that no model may see."""
    known = {address(link.url): item for item in edition.items for link in (item.link, *item.further)}
    standing = {address(link.url) for piece in pieces if piece.key.startswith(("item:", "brief:")) for link in piece.links}
    if order.everything:
        return [item for item in edition.items if "private" not in item.marks and address(item.link.url) in standing]
    found: list[Item] = []
    for url in order.items:
        item = known.get(address(url))
        if item is None:
            way_out = "`drafter draft --pick URL` brings one in; a text of your own is yours to change"
            raise UsageError(f"--item {url}", f"is no item that drafter wrote in {edition.name}", way_out)
        if address(item.link.url) not in standing:
            raise UsageError(f"--item {url}", "was taken out of the post", "`drafter undo` brings an earlier state back")
        if "private" in item.marks:
            raise UsageError(f"--item {url}", "is private: no model is given its text", "change it by hand")
        found += [item] if item not in found else []
    return found


def _unlocked(digest: Path, name: str, order: Order, items: list[Item]) -> tuple[list[Item], list[Section]]:
    """What may be touched, of everything; a locked part that was named is an error, before anything is paid for."""
    held = {item_key(key.partition(":")[2]) if key.startswith(("item:", "brief:")) else key for key in locked(digest, name)}
    sections = [one for one in SECTIONS if order.everything or one in order.sections]
    if order.everything:
        return [item for item in items if item_key(item.link.url) not in held], [one for one in sections if one not in held]
    named = next((key for key in (*(item_key(item.link.url) for item in items), *sections) if key in held), None)
    if named is not None:
        raise UsageError(named, "is locked", f"`drafter redo POST --unlock {named.removeprefix('item:')}` lets go of it")
    return items, sections


def _refuse_template(run: Run, order: Order) -> None:
    """A digest's own prompt may have no place for a wish; leaving it out unsaid would cost an answer that nobody asked for."""
    named = {"analysis": "analysis", "conclusion": "conclusion", "title": "front", "lede": "front"}
    steps = {*named.values(), "summarize"} if order.everything else {*(named[one] for one in order.sections), *(["summarize"] if order.items else [])}
    for step in sorted(steps) if order.wish else []:
        template = run.writing.templates[step]
        if "wish" not in template.inputs:
            raise UsageError(template.path, "has no place for what the editor wants", "take `wish` and `before` from the bundled prompt, or leave out --note")


def _nothing(work: _Work) -> ModelError:
    first = work.failed[0] if work.failed else None
    if first is None:
        return ModelError("drafter redo", "there is nothing that could be written anew", "name an item or a section")
    return ModelError(first.subject, f"the model gave no answer ({first.reason}: {first.message}); the post stands as it was", "the same command asks again")


def _without_note(edition: Edition, name: Section) -> Edition:
    """The note that said no model wrote the section is answered by now."""
    paragraphs = edition.analysis if name == "analysis" else edition.conclusion if name == "conclusion" else (edition.lede,)
    reason = next((statement.fallback for paragraph in paragraphs for statement in paragraph.statements if statement.fallback), "")
    place = name if name in ("analysis", "conclusion") else "edition"
    if not reason or name == "title" or place not in edition.editor_notes:
        return edition
    said = editor_notes.section("front" if place == "edition" else name, reason, edition.language)
    left = edition.editor_notes[place].replace(said, "").replace(said[:1].upper() + said[1:], "").strip()
    return edition.model_copy(update={"editor_notes": {key: text for key, text in (edition.editor_notes | {place: left}).items() if text}})


def _resting(work: _Work) -> tuple[str, ...]:
    """Sections with a sentence that rests on a redone item, or that follow a redone section, and were not redone."""
    ids = {item.id for item in work.edition.items if item_key(item.link.url) in work.done}
    edition = work.edition
    found = []
    for name, paragraphs in (("analysis", edition.analysis), ("conclusion", edition.conclusion), ("lede", (edition.lede,))):
        rests = any(ids & set(statement.rests_on) for paragraph in paragraphs for statement in paragraph.statements)
        after = name in ("conclusion", "lede") and "analysis" in work.done
        if name not in work.done and (rests or after):
            found.append(name)
    return tuple(found)


async def _flags(job: Job, path: Path, work: _Work) -> tuple[Flag, ...]:
    """What the checks say of the redone pieces as they stand in the post now."""
    from drafter import recheck  # loads every check

    checked = await recheck.check(replace(job, offline=True, kept_pages=False, bundle=None), path, by=job.by)
    post = reader(job.settings)(checked.text)
    wanted = {item_key(key.partition(":")[2]) if key.startswith("item:") else key for key in work.done}
    spans = [
        (piece.start, piece.end)
        for piece in keyed.pieces(post)
        if (item_key(piece.key.partition(":")[2]) if piece.key.startswith(("item:", "brief:")) else piece.key) in wanted
    ]
    return tuple(flag for flag in checked.review.flags if flag.start is not None and any(start <= flag.start < end for start, end in spans))


# What is done with proposals and locks


@dataclass(frozen=True)
class Decided:
    """A proposal that was taken or left."""

    proposal: Proposal
    left: int
    """How many are open still."""


def opened(digest: Path, path: Path, settings: Settings) -> tuple[Proposal, ...]:
    """The post's open proposals. Raises UsageError, ConfigError."""
    return proposals(digest, _edition_of(digest, path, settings)).open


def take(digest: Path, path: Path, settings: Settings, key: str, now: datetime, by: str = "") -> Decided:
    """Put a proposal's words into the post. Raises UsageError where there is no such proposal, or its place is gone."""
    return _decide(digest, path, settings, key, now, by, taken=True)


def leave(digest: Path, path: Path, settings: Settings, key: str, now: datetime, by: str = "") -> Decided:
    """Refuse a proposal: it is not offered again. Raises UsageError."""
    return _decide(digest, path, settings, key, now, by, taken=False)


def _decide(digest: Path, path: Path, settings: Settings, key: str, now: datetime, by: str, *, taken: bool) -> Decided:
    with locks.held(digest, now):
        name = _edition_of(digest, path, settings)
        history.settle(digest, name)
        known = proposals(digest, name)
        one = next((one for one in known.open if one.id == key), None)
        if one is None:
            raise UsageError(f"proposal {key}", f"is none of the {len(known.open)} open ones", f"`drafter redo {path} --proposals` lists them")
        text = _text(path)
        rest = tuple(other for other in known.open if other is not one)
        said = Proposals(open=rest, refused=known.refused if taken else (*known.refused, one.id))
        new = merge.take(text, one, read=reader(settings, str(path))) if taken else text
        keep_proposals(digest, name, path, new, said, reason=f"{'took' if taken else 'left'} proposal {one.id}", now=now)
        what: Literal["took", "refused"] = "took" if taken else "refused"
        decision = Decision(at=now, what=what, by=by, piece=one.piece, before=one.mine, after=one.theirs)
        decisions.add(editions.edition_folder(digest, name), [decision])
    return Decided(one, len(rest))


def set_lock(digest: Path, path: Path, settings: Settings, key: str, now: datetime, *, on: bool) -> str:
    """Lock a piece of the post, or let go of it; its key. Raises UsageError for one that the post has not."""
    with locks.held(digest, now):
        name = _edition_of(digest, path, settings)
        there = [piece.key for piece in keyed.pieces(reader(settings, str(path))(_text(path)))]
        wanted = item_key(key.removeprefix("item:").removeprefix("brief:"))
        found = next((one for one in there if one == key or (one.startswith(("item:", "brief:")) and item_key(one.partition(":")[2]) == wanted)), None)
        if found is None and on:
            raise UsageError(key, "is no piece of this post", f"it has {', '.join(there[:20])}")
        lock(digest, name, found or key, on=on)
    return found or key
