"""What lies beside a post (what drafter wrote, the last review), and what people did since: read, compared, written down once."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from pathlib import Path

from drafter import decided, effort
from drafter.config import Settings
from drafter.entities import Failure, Flag
from drafter.post.keyed import pieces
from drafter.post.parts import ReadPost
from drafter.post.read import NotAPost, parse
from drafter.proofread import Review
from drafter.store import decisions, demotions
from drafter.store.decisions import Decision
from drafter.store.editions import edition_folder


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
    before, base = review_of(folder), base_of(settings, folder)
    known = decisions.read(folder)[0]
    done: list[Decision] = []
    if before and {line.text for line in before.lines} & {line.text for line in review.lines}:
        done += decided.fixed(before, review, pieces(post), at, by)
    efforts = effort.compared(base, post) if base else ()
    if effort.total(efforts).kept:
        done += decided.edited(efforts, known, at, by)
    return _written(folder, done, known)


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
