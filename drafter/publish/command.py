"""`drafter publish` and `unpublish`: what stops it, what is written, and what a killed one left."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path
from typing import Literal

from drafter import archive, recheck, starter
from drafter.archive import Synced
from drafter.config import Settings
from drafter.errors import DrafterError, UsageError
from drafter.job import Job
from drafter.post import escape, place
from drafter.post.parts import ReadPost
from drafter.post.read import NotAPost, parse
from drafter.proofread import addresses
from drafter.publish import gate, moving
from drafter.publish.gate import Stop
from drafter.publish.links import Looked, look_again
from drafter.publish.moving import Place, Plan
from drafter.recheck import Checked
from drafter.reread import NOT_KEPT
from drafter.store import decisions, inbox, ledger, lock, published
from drafter.store.decisions import Decision
from drafter.store.files import same_bytes
from drafter.store.published import Publication


@dataclass(frozen=True)
class Asked:
    """What the person wants of it."""

    override: str = ""
    """Why flags of severity BLOCK may stand this once."""
    by: str = ""
    """Who says so; goes with `override`."""
    dry_run: bool = False


@dataclass(frozen=True)
class Published:
    """How it ended. `text` is the post as it stands, or would stand, published."""

    done: Literal["published", "finished", "already", "stopped", "would"]
    """`finished`: an earlier command had begun it. `would`: nothing was written, and nothing stops it."""
    post: Path
    draft: Path | None = None
    text: str = ""
    edition: str = ""
    stops: tuple[Stop, ...] = ()
    overridden: tuple[Stop, ...] = ()
    checked: Checked | None = None
    looked: Looked | None = None
    notes: tuple[str, ...] = ()
    synced: Synced | None = None


@dataclass(frozen=True)
class TakenBack:
    done: Literal["taken-back", "already"]
    draft: Path
    post: Path


async def publish(job: Job, path: Path, asked: Asked) -> Published:
    """Publish the draft at `path`, finish what an earlier command began, or say that nothing is left to do.

    What stops it is a value; nothing is written then but the review record. Raises NotAPost, UsageError, ConfigError, NoDraft when another
    drafter is at work on the digest, DrafterError when the draft is changed meanwhile, OSError.
    """
    now, name = job.clock(), archive.relative(path, job.folder)
    with lock.held(job.folder, now):
        finished = _finished(job, name, now, asked)
        synced = None if asked.dry_run else archive.sync(job.folder, job.settings, now)
        result = finished or _already(job, path, name) or await _published(job, path, name, asked, now)
    return replace(result, synced=synced, notes=(*result.notes, *_git(job.folder)))


def unpublish(job: Job, path: Path) -> TakenBack:
    """Take the post back to where it lay as a draft; `path` is either. Raises UsageError, ConfigError, NoDraft, OSError."""
    now, name, settings = job.clock(), archive.relative(path, job.folder), job.settings
    with lock.held(job.folder, now):
        archive.sync(job.folder, settings, now)
        line = _line_of(published.latest(job.folder), name)
        if line is None:
            raise UsageError(str(path), "is not in the ledger", "`drafter ledger list` shows what is published")
        post, draft = job.folder / line.post, moving.draft_place(settings, job.folder, line)
        if line.taken_back:
            return TakenBack("already", draft, post)
        there = post if post.exists() else draft
        if not there.exists():
            raise UsageError(str(post), "is not there, and no draft is either", "put the file back first (git checkout)")
        where = place_of(job, parsed(job, there), there)
        _take_back(where, settings, post, draft, now)
        published.add(job.folder, line.model_copy(update={"taken_back": True, "at": now}))
    return TakenBack("taken-back", draft, post)


def _take_back(where: Place, settings: Settings, post: Path, draft: Path, now: datetime) -> None:
    if not post.exists():  # a killed command took it away already
        return
    text = moving.hidden(post.read_bytes().decode(), settings, draft)
    if draft != post and draft.exists() and not same_bytes(draft, text.encode()):
        raise UsageError(str(draft), "is already there and says something else", "move it away; then unpublish again")
    moving.put(where.digest, where.name, draft, text, reason="unpublish", now=now)
    if draft != post:
        moving.take_away(where.digest, where.name, post, now=now)


# What is there already


def _finished(job: Job, name: str, now: datetime, asked: Asked) -> Published | None:
    """What a killed command left, done; None where it left nothing, or had not laid the post down yet, or the draft was changed since."""
    begun = moving.begun(job.folder, name)
    if begun is None:
        return None
    where, plan = begun
    post, draft = job.folder / plan.line.post, job.folder / plan.draft
    text = post.read_bytes() if post.exists() else b""
    changed = draft != post and draft.exists() and moving.sha256(draft.read_bytes()) != plan.draft_digest
    if moving.sha256(text) != plan.line.digest or changed:
        return None
    if not asked.dry_run:
        moving.move(where, plan, text.decode(), now)
        _enter(job.folder, plan.line)
        moving.done(where)
    return Published("finished", post, draft, text.decode(), where.name)


def _enter(digest: Path, line: Publication) -> None:
    known = published.latest(digest).get(line.post)
    if known is None or known.model_copy(update={"at": line.at}) != line:
        published.add(digest, line)


def _already(job: Job, path: Path, name: str) -> Published | None:
    line = _line_of({key: one for key, one in published.latest(job.folder).items() if not one.taken_back}, name)
    if line is None and not path.exists():
        raise UsageError(str(path), "is not there", "name a draft; `drafter ledger list` shows what is published")
    if line is None or not (job.folder / line.post).exists() or (path.exists() and name != line.post):
        return None
    return Published("already", job.folder / line.post, None, (job.folder / line.post).read_bytes().decode(), line.edition)


def _line_of(lines: dict[str, Publication], name: str) -> Publication | None:
    """By the post's name; by the draft's, whose name may come again each week; for one draft moved by hand by what both names have in common."""
    drafted = [one for one in lines.values() if one.draft == name]
    by_hand = [one for one in lines.values() if one.by_hand and place.slug_of(Path(one.post).name) == place.slug_of(Path(name).name)]
    latest = max(drafted, key=lambda one: (not one.taken_back, one.date), default=None)
    return lines.get(name) or latest or (by_hand[0] if len(by_hand) == 1 else None)


# Publishing


async def _published(job: Job, path: Path, name: str, asked: Asked, now: datetime) -> Published:
    checked = await recheck.check(replace(job, offline=True), path, by=asked.by or job.by)
    post = _parsed(checked.text, job.settings, path)
    where = Place(job.folder, checked.review.edition or recheck.own_name(path))
    stops = gate.stops(post, checked.review, job.settings, job.folder, where.folder, now)
    looked = await look_again(job, post, checked)
    if post.front.faults:
        return Published("stopped", path, path, checked.text, where.name, stops, (), checked, looked)
    plan, text = _planned(job, path, name, checked, now)
    stops = (*_in_the_way(job, plan, path, text), *stops)
    left = [stop for stop in stops if not (stop.overridable and asked.override)]
    notes = (*_left(job, checked), *_notes(job.settings, post, plan, now))
    result = Published("stopped", job.folder / plan.line.post, path, text, where.name, tuple(left), (), checked, looked, notes)
    if left:
        return result
    overridden = tuple(stop for stop in stops if stop.overridable)
    if asked.dry_run:
        return replace(result, done="would", overridden=overridden)
    if recheck.read_text(path) != checked.text:  # pages take seconds to look at, and an editor types on
        raise DrafterError(str(path), "was changed while it was looked at, so nothing was published", "publish it again")
    _keep_overrides(where, post, overridden, asked, now)
    moving.begin(where, plan)
    moving.move(where, plan, text, now)
    _enter(job.folder, plan.line)
    moving.done(where)
    return replace(result, done="published", overridden=overridden)


def _parsed(text: str, settings: Settings, path: Path) -> ReadPost:
    return parse(text, subject=str(path), own_headings=settings.post.headings, disclosure=settings.post.ai_disclosure)


def _planned(job: Job, path: Path, name: str, checked: Checked, now: datetime) -> tuple[Plan, str]:
    """What would be written, and the ledger's line for it."""
    settings = job.settings
    text = moving.shown(checked.text, settings)
    post = _parsed(text, settings, path)
    day = archive.day_of(post, settings) or now.astimezone(settings.digest.zone).date()
    target = place.post_path(settings, job.folder.resolve(), path.resolve(), day)
    line = archive.publication(post, target, job.folder, settings, moving.sha256(text))
    edition = checked.review.edition or line.edition
    covered = ledger.covered(job.folder).get(edition)
    times = {"start": covered.start, "cutoff": covered.cutoff} if covered else {}
    line = line.model_copy(update={"edition": edition, "draft": name, "at": now, **times})
    return Plan(draft=name, draft_digest=moving.sha256(checked.text), line=line), text


def _in_the_way(job: Job, plan: Plan, path: Path, text: str) -> Iterator[Stop]:
    """Posts that this one would hide or double."""
    target = job.folder / plan.line.post
    if target.exists() and target.resolve() != path.resolve() and not same_bytes(target, text.encode()) and moving.begun(job.folder, plan.line.post) is None:
        yield Stop("another-post", plan.line.post, "another post lies where this one belongs", "move it away, or change the date or the draft's name")
    for one in published.publications(job.folder):
        if (one.draft, one.edition) == (plan.draft, plan.line.edition) and one.post != plan.line.post and (job.folder / one.post).exists():
            yield Stop("published-already", one.post, "an earlier state of this draft is published", f"`drafter unpublish {one.post}` first, or edit that post")


def _left(job: Job, checked: Checked) -> Iterator[str]:
    """What stands although it should be looked at, and what nobody could look at here."""
    high = checked.review.counts.flags["HIGH"]
    if high:
        stand = "1 HIGH flag stands, which stops nothing" if high == 1 else f"{high} HIGH flags stand, which stop nothing"
        yield f"{stand}: `drafter check POST` lists them"
    for flag in checked.review.flags:
        if flag.code == "repeat":
            yield f"“{flag.where}”: {flag.message}"
    missing = sum(failure.reason == NOT_KEPT for failure in checked.failures)
    if missing:
        kept = "1 source is not kept on this machine, so its" if missing == 1 else f"{missing} sources are not kept on this machine, so their"
        yield f"{kept} sentences were not checked: `drafter check POST --fetch` reads them"
    for failure in inbox.listed(job.folder, job.settings.digest.zone)[1]:
        yield f"whether it holds an embargo is unknown: {failure.message}"


def _notes(settings: Settings, post: ReadPost, plan: Plan, now: datetime) -> Iterator[str]:
    day, today = plan.line.date, now.astimezone(settings.digest.zone).date().isoformat()
    if day > today:
        yield f"the post is dated {day}, which is ahead: the site shows it only then"
    disclosure = settings.post.ai_disclosure
    if disclosure and escape.text(disclosure, line_start=True) not in post.text:
        yield "the closing line of post.ai_disclosure does not stand in the post; nothing was added"


def _git(digest: Path) -> Sequence[str]:
    if starter.in_git(digest) and not starter.merges(digest):
        return (f"two people's ledger lines will conflict in git: put this line into .gitattributes:  {starter.MERGED}",)
    return ()


def _keep_overrides(where: Place, post: ReadPost, overridden: Sequence[Stop], asked: Asked, now: datetime) -> None:
    """Each with its name and reason; said before a crash, it is not said twice."""
    from drafter.post.keyed import pieces

    known = {(one.what, one.by, one.code, one.words, one.reason) for one in decisions.read(where.folder)[0]}
    found = []
    for stop in overridden:
        key = next((piece.key for piece in pieces(post) if stop.start is not None and piece.start <= stop.start < piece.end), "")
        words = stop.flag.words if stop.flag else ""
        before = stop.flag.statement if stop.flag else ""
        one = Decision(at=now, what="override", by=asked.by, piece=key, code=stop.code, words=words, before=before, reason=asked.override)
        found += [one] if (one.what, one.by, one.code, one.words, one.reason) not in known else []
    decisions.add(where.folder, found)


def parsed(job: Job, path: Path) -> ReadPost:
    """The post at `path`. Raises NotAPost, OSError."""
    try:
        return _parsed(path.read_bytes().decode(), job.settings, path)
    except UnicodeDecodeError as error:
        raise NotAPost(str(path), f"holds bytes that are no UTF-8 (at byte {error.start})", "save the file as UTF-8 text") from error


def place_of(job: Job, post: ReadPost, path: Path) -> Place:
    """Where the post's edition keeps what belongs to it: the kept edition's folder, else one named after the file."""
    edition = recheck.editions_of(job.folder, addresses(post))
    return Place(job.folder, edition.name if edition else recheck.own_name(path))
