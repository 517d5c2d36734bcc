"""Which time earlier editions covered: the ledger of what was published, and the windows of what was drafted.

`.drafter/ledger.jsonl` has one JSON object a line, the later of two lines of one edition counts, unknown keys are for
others: `{"edition": "2026-W04", "start": "…", "cutoff": "…"}`. A post's line (see `store/published.py`) has a cutoff where drafter drafted its
edition, and says nothing here where it has none, or was taken back. A draft's window lies in `.drafter/editions/NAME/window.json`,
written when the draft is (not when a run fails), and counts until the ledger has the edition.

Editions tile. A new edition starts at the latest cutoff before its end; one that is drafted again keeps the start it had;
and none reaches into the next: if the edition after it has begun somewhere, that is where it ends.
"""

from __future__ import annotations

import hashlib
import json
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, NamedTuple

from pydantic import AwareDatetime, ConfigDict, ValidationError

from drafter.entities import Entity
from drafter.errors import ConfigError
from drafter.store.editions import edition_folder
from drafter.store.files import STATE, write_json

EXAMPLE = '{"edition": "2026-W04", "start": "2026-01-19T09:00:00+08:00", "cutoff": "2026-01-26T09:00:00+08:00"}'


class Covered(Entity):
    """The time one edition covers: `[start, cutoff)`."""

    model_config = ConfigDict(frozen=True, extra="ignore")
    edition: str
    cutoff: AwareDatetime
    start: AwareDatetime | None = None
    by_hand: bool = False
    """The window was set on the command line: drafted again without that, the edition begins where it naturally does."""
    drafted: AwareDatetime | None = None
    """When, where that was before the cutoff: what happened in between it does not know."""

    @property
    def knows_until(self) -> datetime:
        """The first moment of which its draft tells nothing."""
        return min(self.cutoff, self.drafted or self.cutoff)


class Bounds(NamedTuple):
    """What `window.edition_window` needs of the other editions; UTC."""

    previous_cutoff: datetime | None
    next_start: datetime | None


def ledger_path(digest: Path) -> Path:
    """The ledger's file, whether or not it exists."""
    return digest / STATE / "ledger.jsonl"


def ledger_digest(digest: Path) -> str:
    """SHA-256 of the ledger, hex; empty without one."""
    path = ledger_path(digest)
    return hashlib.sha256(path.read_bytes()).hexdigest() if path.exists() else ""


def covered(digest: Path) -> dict[str, Covered]:
    """Edition → its time. Raises ConfigError naming the file and line that cannot be read."""
    drafted = {one.edition: one for path in sorted((digest / STATE / "editions").glob("*/window.json")) for one in [_read(path.read_bytes(), str(path))]}
    published: dict[str, Covered] = {}
    path = ledger_path(digest)
    for number, line in enumerate(path.read_bytes().splitlines() if path.exists() else (), 1):
        if line.strip() and not _of_a_post_alone(line):
            one = _read(line, f"{path}:{number}")
            known = published.get(one.edition) or drafted.get(one.edition)
            published[one.edition] = one.model_copy(update={"start": one.start or known.start, "drafted": one.drafted or known.drafted}) if known else one
    return drafted | published


def bounds(editions: dict[str, Covered], name: str, end: datetime) -> Bounds:
    """Where edition `name`, ending at `end` at the latest, must start, and where the edition after it does."""
    others = [one for edition, one in editions.items() if edition != name]
    own = editions[name].start if name in editions and not editions[name].by_hand else None
    before = max((_utc(one.cutoff) for one in others if one.cutoff < end), default=None)
    previous = _utc(own) if own is not None and own < end else before
    starts = [_utc(one.start) for one in others if one.start is not None and (previous is None or _utc(one.start) >= previous)]
    return Bounds(previous, min(starts, default=None))


def keep_window(digest: Path, name: str, start: datetime, cutoff: datetime, *, by_hand: bool = False, drafted: datetime | None = None) -> None:
    """Say which time the draft of edition `name` covers; call it when the draft is written (`drafted`). Raises OSError."""
    said = _line(name, start, cutoff) | ({"by_hand": True} if by_hand else {})
    said |= {"drafted": _utc(drafted).isoformat()} if drafted and drafted < cutoff else {}
    write_json(edition_folder(digest, name) / "window.json", said)


def _line(name: str, start: datetime, cutoff: datetime) -> dict[str, Any]:
    return {"edition": name, "start": _utc(start).isoformat(), "cutoff": _utc(cutoff).isoformat()}


def _of_a_post_alone(line: bytes) -> bool:
    """Whether the line is a post's and tells no time that is covered."""
    try:
        said = json.loads(line)
    except ValueError:
        return False
    return isinstance(said, dict) and "post" in said and ("cutoff" not in said or bool(said.get("taken_back")))


def _read(said: bytes, where: str) -> Covered:
    try:
        return Covered.model_validate_json(said)
    except ValidationError as error:
        first = error.errors()[0]
        what = f"is no edition's line: {' '.join((*map(str, first['loc']), first['msg']))}"
        raise ConfigError(where, what, f"mend it; a line is {EXAMPLE}") from error


def _utc(moment: datetime) -> datetime:
    return moment.astimezone(UTC)
