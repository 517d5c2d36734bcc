"""What people did with what drafter wrote: one JSON object a line in `.drafter/editions/NAME/decisions.jsonl`, added to and never changed.

Meant to be committed; lines of two people merge (`merge=union` in the digest's `.gitattributes`). `explain`, `report`, `learn` and the
prompts' examples read it.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from pathlib import Path
from typing import Literal

from pydantic import AwareDatetime, ConfigDict, ValidationError

from drafter.entities import Entity, Failure
from drafter.store.files import STATE, write_atomic

FILE = "decisions.jsonl"


class Decision(Entity):
    """One thing a person decided."""

    model_config = ConfigDict(frozen=True, extra="ignore")
    at: AwareDatetime
    what: Literal["fixed", "ignored", "edited", "took", "refused", "override", "approved", "corrected", "demoted"]
    """`fixed`: a flag's words were changed; `ignored`: the flag was waived; `edited`: a sentence differs from what drafter wrote (without
    `before` it was added, without `after` taken out; of two with one `before` the later counts, and one whose sides are the same was put
    back); `took`, `refused`: a proposal of drafter's."""
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
    path = edition / FILE
    before = path.read_bytes() if path.exists() else b""
    lines = [json.dumps(one.model_dump(mode="json", exclude_defaults=True), ensure_ascii=False) for one in decisions]
    between = b"" if not before or before.endswith(b"\n") else b"\n"
    if lines:
        write_atomic(path, before + between + "".join(f"{line}\n" for line in lines).encode())


def read(edition: Path) -> tuple[tuple[Decision, ...], tuple[Failure, ...]]:
    """An edition's decisions in order, and the lines that cannot be read."""
    path = edition / FILE
    found: list[Decision] = []
    broken: list[Failure] = []
    for number, line in enumerate(path.read_bytes().splitlines() if path.exists() else (), 1):
        try:
            found += [Decision.model_validate_json(line)] if line.strip() else []
        except ValidationError as error:
            message = f"is no decision ({error.errors()[0]['msg']}) and counts for nothing; mend the line or take it out"
            broken.append(Failure(subject=f"{path}:{number}", stage="render", reason="kept-unreadable", message=message))
    return tuple(found), tuple(broken)


def every(digest: Path) -> dict[str, tuple[Decision, ...]]:
    """Edition → its decisions, for all editions that have any; lines that cannot be read are left out."""
    paths = sorted((digest / STATE / "editions").glob(f"*/{FILE}"))
    return {path.parent.name: read(path.parent)[0] for path in paths}
