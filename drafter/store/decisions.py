"""What people did with what drafter wrote: one JSON object a line in `.drafter/editions/NAME/decisions.jsonl`, added to and never changed.

Meant to be committed; lines of two people merge (`merge=union` in the digest's `.gitattributes`). `explain`, `report`, `learn` and the
prompts' examples read it.
"""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Literal

from pydantic import AwareDatetime, ConfigDict

from drafter.entities import Entity, Failure
from drafter.store.files import STATE
from drafter.store.lines import add_lines, read_lines

FILE = "decisions.jsonl"


class Decision(Entity):
    """One thing a person decided."""

    model_config = ConfigDict(frozen=True, extra="ignore")
    at: AwareDatetime
    what: Literal["fixed", "ignored", "edited", "took", "refused", "override", "approved", "corrected", "uncorrected", "demoted"]
    """`fixed`: a flag's words were changed; `ignored`: the flag was waived; `edited`: a sentence differs from what drafter wrote (without
    `before` it was added, without `after` taken out; of two with one `before` the later counts, and one whose sides are the same was put
    back); `took`, `refused`: a proposal of drafter's; `uncorrected`: a correction was undone."""
    by: str = ""
    piece: str = ""
    """Key of the post's piece, as in `post.keyed`."""
    code: str = ""
    """Of the flag."""
    words: str = ""
    before: str = ""
    """The sentence as drafter wrote it."""
    after: str = ""
    reason: str = ""


def add(edition: Path, decisions: Iterable[Decision]) -> None:
    """Put decisions after those there are. Raises OSError."""
    add_lines(edition / FILE, [one.model_dump(mode="json", exclude_defaults=True) for one in decisions])


def read(edition: Path) -> tuple[tuple[Decision, ...], tuple[Failure, ...]]:
    """An edition's decisions in order, and the lines that cannot be read."""
    return read_lines(edition / FILE, Decision, "is no decision ({}) and counts for nothing; mend the line or take it out")


def every(digest: Path) -> dict[str, tuple[Decision, ...]]:
    """Edition → its decisions, for all editions that have any; lines that cannot be read are left out."""
    paths = sorted((digest / STATE / "editions").glob(f"*/{FILE}"))
    return {path.parent.name: read(path.parent)[0] for path in paths}
