"""The page's ports, connected to what the commands do: redo, publish, approve, and what people decided."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from drafter import archive, corrections, decided, publish, recheck, redo, remembered, revise
from drafter.entities import Flag
from drafter.errors import UsageError
from drafter.job import Job
from drafter.merge import Proposal
from drafter.post.parts import ReadPost
from drafter.proofread import Review
from drafter.publish import moving
from drafter.publish.gate import Stop, stops
from drafter.redo import SECTIONS, Order
from drafter.review.ports import Ports, Went
from drafter.store import decisions, demotions, editions, history, lock, published


def ports(job: Job, by: str, *, live: bool = True) -> Ports:
    """All of them, for posts of the job's digest. `by`: who sits at this machine. `live`: a model may be asked, and cited links looked at."""
    at = _At(job, by, live)
    return Ports(_Offers(job, by, live), _Publish(job, by, live), _Approvals(job, by, live), at.correct, at.put_by, at.ignored, at.demote, by)


@dataclass(frozen=True)
class _At:
    job: Job
    by: str
    live: bool

    def edition(self, post: Path) -> str:
        """Raises UsageError for a post that no edition stands behind."""
        return recheck.edition_of(self.job.folder, post, self.job.settings)

    def parsed(self, post: Path) -> ReadPost:
        return recheck.parsed(self.job, post, recheck.read_text(post))

    def put_by(self, post: Path, text: str) -> None:
        """The file as it lies there, before something is written over it."""
        try:
            name = self.edition(post)
        except UsageError:
            name = recheck.own_name(post)
        history.keep_found(self.job.folder, name, post, now=self.job.clock())

    def ignored(self, post: Path, flag: Flag, reason: str) -> int:
        """How many times in a row the code was let stand, when that is often enough to take it less seriously here."""
        folder = editions.edition_folder(self.job.folder, self.edition(post))
        remembered.ignored(folder, [flag], self.parsed(post), reason, self.job.clock(), self.by)
        return self._in_a_row(flag.code)

    def correct(self, post: Path, asked: corrections.Asked) -> corrections.Corrected:
        """As `drafter correct`."""
        for name, said in (("was", asked.was), ("because", asked.because)):
            if not said:
                raise UsageError(name, "is empty", "name the words that are wrong, and why")
        if asked.was == asked.now:
            raise UsageError("now", "says the same as before", "name the right words, or none to take the wrong ones out")
        now = self.job.clock()
        with lock.held(self.job.folder, now):
            return corrections.correct(self.job.folder, post, self.job.settings, replace(asked, by=asked.by or self.by), now)

    def _in_a_row(self, code: str) -> int:
        """0 where that is not often enough, or the code may not be demoted, or is."""
        tally = decided.tallies(decisions.every(self.job.folder)).get(code, decided.Tally())
        return tally.in_a_row if tally.in_a_row >= decided.IN_A_ROW and decided.may_demote(code) and code not in demotions.read(self.job.folder)[0] else 0

    def demote(self, code: str) -> None:
        often = self._in_a_row(code)
        if not often:
            raise UsageError(code, "was not ignored often enough to count less", f"`drafter explain {code}` says how often")
        remembered.demoted(self.job.folder, code, self.job.clock(), _named(self.by), f"{often} ignored in a row")


@dataclass(frozen=True)
class _Offers(_At):
    async def ask(self, post: Path, key: str, note: str) -> tuple[str, ...]:
        """Nothing in the post changes; what the model says otherwise waits as proposals."""
        live = replace(self.job, offline=not self.live or self.job.settings.writer_kind == "replay")
        done = await redo.redo(live, post, _order(key, note))
        return tuple(failure.message for failure in done.failures)

    def open(self, post: Path) -> Sequence[Proposal]:
        try:
            return redo.opened(self.job.folder, post, self.job.settings)
        except UsageError:  # of a post that no edition stands behind nothing can be open
            return ()

    def decide(self, post: Path, offer: str, taken: bool) -> None:
        (redo.take if taken else redo.leave)(self.job.folder, post, self.job.settings, offer, self.job.clock(), self.by)

    def locked(self, post: Path) -> Collection[str]:
        try:
            return revise.locked(self.job.folder, self.edition(post))
        except UsageError:
            return ()

    def lock(self, post: Path, key: str, on: bool) -> None:
        redo.set_lock(self.job.folder, post, self.job.settings, key, self.job.clock(), on=on)


def _order(key: str, note: str) -> Order:
    wish = " ".join(note.split())
    if key.startswith(("item:", "brief:")):
        return Order(items=(key.partition(":")[2],), wish=wish, offer=True)
    section = next((one for one in SECTIONS if one == key), None)
    if section is None:
        raise UsageError(key, "is a part that drafter does not write", f"it writes items, {', '.join(SECTIONS)}")
    return Order(sections=(section,), wish=wish, offer=True)


@dataclass(frozen=True)
class _Publish(_At):
    def blocks(self, post: Path, review: Review, read: ReadPost | None = None) -> tuple[Stop, ...]:
        parsed, folder = read or self.parsed(post), self.job.folder
        name = review.edition or recheck.own_name(post)
        return stops(parsed, review, self.job.settings, folder, editions.edition_folder(folder, name), self.job.clock())

    def where(self, post: Path) -> Path | None:
        """A draft's name may come again each week: one that lies there is a draft, whatever was published of that name."""
        name, folder = archive.relative(post, self.job.folder), self.job.folder
        known = [one for one in published.publications(folder) if one.post == name or (one.draft == name and not post.exists())]
        return next((folder / one.post for one in reversed(known) if (folder / one.post).exists()), None)

    def lies(self, post: Path) -> Path | None:
        line = published.latest(self.job.folder).get(archive.relative(post, self.job.folder))
        draft = moving.draft_place(self.job.settings, self.job.folder, line) if line and line.taken_back else None
        return self.where(post) or (draft if draft and draft.exists() else None)

    async def __call__(self, post: Path, by: str, override: str = "") -> Went:
        reason = " ".join(override.split())
        asked = publish.Asked(override=reason, by=_named(by) if reason else by)
        done = await publish.publish(replace(self.job, offline=not self.live), post, asked)
        if done.done == "stopped":
            first = done.stops[0]
            raise UsageError(first.where or post.name, first.what, first.way_out)
        return Went(done.post, done.looked.flags if done.looked else (), done.notes)

    def take_back(self, post: Path) -> Path:
        return publish.unpublish(self.job, post).draft


@dataclass(frozen=True)
class _Approvals(_At):
    def of(self, post: Path, read: ReadPost | None = None) -> dict[str, tuple[str, ...]]:
        return {one.key: tuple(approval.by for approval in one.approved) for one in publish.standing(self.job, post, read).sections}

    def approve(self, post: Path, key: str, by: str) -> None:
        publish.approve(self.job, post, [key], _named(by))

    def withdraw(self, post: Path, key: str, by: str) -> None:
        publish.approve(self.job, post, [key], _named(by), back=True)


def _named(by: str) -> str:
    if not by:
        raise UsageError("--by", "is missing: nobody's name stands for this", "start the page with --by NAME, or give git a user.name")
    return by
