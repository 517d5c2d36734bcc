"""What lies beside a post (what drafter wrote, the last review), and what people did since: read, compared, written down once."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from drafter import decided, effort, proofread
from drafter.check.statements import placed
from drafter.config import Settings
from drafter.effort import PieceEffort
from drafter.entities import Failure, Flag
from drafter.post.keyed import pieces
from drafter.post.parts import ReadPost
from drafter.post.read import NotAPost, parse
from drafter.proofread import Review
from drafter.store import decisions, demotions, editions, history, runs
from drafter.store.decisions import Decision
from drafter.store.editions import edition_folder
from drafter.store.runs import Record


def post_at(settings: Settings, path: Path) -> ReadPost:
    """The file as a post of this digest. Raises NotAPost, OSError."""
    text = path.read_bytes().decode("utf-8", "replace")
    return parse(text, subject=str(path), own_headings=settings.post.headings, disclosure=settings.post.ai_disclosure)


def base_of(settings: Settings, folder: Path) -> ReadPost | None:
    """What drafter wrote last of the edition kept in `folder`; None where it wrote none, or none that can be read as a post."""
    try:
        return post_at(settings, folder / "draft.md")
    except (FileNotFoundError, NotAPost):
        return None


def efforts(settings: Settings, folder: Path, post: ReadPost) -> tuple[PieceEffort, ...] | None:
    """How the post differs from what drafter wrote of it, earlier drafts that are kept here included; None where it wrote none. Raises OSError."""
    base = base_of(settings, folder)
    if base is None:
        return None
    found = effort.compared(base, post)
    if not any(one.sentences.changed or one.sentences.added for one in found):
        return found  # nothing that an earlier draft could be asked about
    return effort.compared(base, post, _earlier(settings, folder))


def _earlier(settings: Settings, folder: Path) -> tuple[ReadPost, ...]:
    digest = folder.parents[2]  # an edition's folder is DIGEST/.drafter/editions/NAME
    found = []
    for text in dict.fromkeys((*history.drafts(digest, folder.name), *editions.earlier_of(digest, folder.name))):
        try:
            found.append(parse(text, own_headings=settings.post.headings, disclosure=settings.post.ai_disclosure))
        except NotAPost:
            continue  # such a text was drafter's under other headings, and nothing in it can be told apart
    return tuple(found)


@dataclass(frozen=True)
class Made:
    """A run of an edition, by its record."""

    record: Record
    run: str
    """Its id; empty for the record that lies beside the edition."""
    exact: bool
    """It made the edition as it is kept now: after an undo that is not the last one."""


def made(folder: Path) -> tuple[Made, ...]:
    """The runs of the edition kept in `folder` as far as they are here: the one that made it as it is first, then the latest; then the record beside it."""
    root, kept = runs.folder_of(folder.parents[2]), _bytes(folder / "edition.json")
    found = []
    for place in sorted(root.glob(f"{folder.name}-*"), reverse=True):
        record = _record(place / "record.json")
        if record is not None:
            found.append(Made(record, place.name, bool(kept) and _bytes(place / "edition.json") == kept))
    beside = _record(folder / "record.json")
    found += [Made(beside, "", exact=False)] if beside else []
    return tuple(sorted(found, key=lambda one: not one.exact))


def record_of(folder: Path) -> Made | None:
    """The record of the draft that is kept in `folder`; where no run of it is here, the one that lies beside it."""
    kept, beside = _bytes(folder / "edition.json"), folder / "record.json"
    for place in sorted(runs.folder_of(folder.parents[2]).glob(f"{folder.name}-*"), reverse=True):
        if kept and _bytes(place / "edition.json") == kept and (record := _record(place / "record.json")):
            return Made(record, place.name, exact=True)
    record = _record(beside)
    return Made(record, "", exact=False) if record else None


def _record(path: Path) -> Record | None:
    """None where there is none that can be read: it says what happened and is evidence of nothing."""
    try:
        return Record.model_validate_json(path.read_bytes())
    except (OSError, ValueError):
        return None


def _bytes(path: Path) -> bytes:
    return path.read_bytes() if path.is_file() else b""


def review_of(folder: Path) -> Review | None:
    """The review that was kept in the folder last; None where there is none that can be read: it is made again by every check."""
    try:
        return Review.model_validate_json((folder / "review.json").read_bytes())
    except (OSError, ValueError):
        return None


def since(settings: Settings, folder: Path, post: ReadPost, review: Review, at: datetime, by: str) -> tuple[Decision, ...]:
    """Write down what was done since the last review of the post: flags fixed, and how its sentences now differ from drafter's.

    Of a post that has no sentence of them, as one in another language about the same sources, nothing is said.
    Call it before the new review takes the old one's place. Returns what was not written down before. Raises OSError.
    """
    before = review_of(folder)
    known = decisions.read(folder)[0]
    done: list[Decision] = []
    if before and {line.text for line in before.lines} & {line.text for line in review.lines}:
        done += decided.fixed(before, review, pieces(post), at, by)
    found = efforts(settings, folder, post) or ()
    if effort.total(found).kept:
        done += decided.edited(found, known, at, by)
    return _written(folder, done, known)


def at_draft(digest: Path, settings: Settings, name: str, mine: str, last: Review | None, at: datetime, by: str) -> tuple[Decision, ...]:
    """Write down which flags of the `last` review a person had fixed in `mine`, the post as it stood when edition `name` was drafted again.

    Call it when the new review lies in its place. Returns what was not written down before. Raises OSError.
    """
    folder = edition_folder(digest, name)
    after = review_of(folder)
    if last is None or after is None or not mine:
        return ()
    try:
        post = parse(mine, own_headings=settings.post.headings, disclosure=settings.post.ai_disclosure)
    except NotAPost:
        return ()  # such a text was left alone, and nothing of it was reviewed
    said = [one.said.text for one in placed(proofread.of_post(post, None, {}, settings, today=at.date())) if one.said.text]
    if not {line.text for line in last.lines} & set(said):
        return ()
    return _written(folder, decided.fixed(last, after, pieces(post), at, by, said), decisions.read(folder)[0])


def ignored(folder: Path, flags: Sequence[Flag], post: ReadPost, reason: str, at: datetime, by: str) -> tuple[Decision, ...]:
    """Write down that flags were waived. Returns what was not written down before. Raises OSError."""
    return _written(folder, decided.ignored(flags, pieces(post), reason, at, by), decisions.read(folder)[0])


def unread(digest: Path, folder: Path) -> tuple[Failure, ...]:
    """Decisions and demotions that cannot be read, and so count for nothing."""
    return (*decisions.read(folder)[1], *demotions.read(digest)[1])


def _written(folder: Path, done: Sequence[Decision], known: Sequence[Decision]) -> tuple[Decision, ...]:
    new = tuple(decided.fresh(done, known))
    decisions.add(folder, new)
    return new


def demoted(digest: Path, code: str, at: datetime, by: str, reason: str) -> None:
    """The file that demotes a code which was ignored here, and the line that says who decided it, in the edition that ignored it last. Raises OSError."""
    demotions.keep(digest, demotions.Demotion(code=code, at=at, by=by, reason=reason))
    ignoring = [(one.at, edition) for edition, found in decisions.every(digest).items() for one in found if one.code == code and one.what == "ignored"]
    decisions.add(edition_folder(digest, max(ignoring)[1]), [Decision(at=at, what="demoted", by=by, code=code, reason=reason)])
