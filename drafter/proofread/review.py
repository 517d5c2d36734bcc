"""What an editor is shown of a digest: every sentence of ours with where it comes from, and what is wrong with it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

from drafter.check.text import Part
from drafter.entities import FORMAT_VERSION, Entity, Flag, Language, Severity

Standing = Literal["traced", "judged", "not-checked"]
"""Traced: what of it can be compared was compared with its sources, and flags say what did not hold. Judged: by a model's verdict, which
flags say as such. Not checked: `why` says what was missing."""

SEVERITIES: tuple[Severity, ...] = ("BLOCK", "HIGH", "WARN", "INFO")
"""Worst first."""


class Cited(Entity):
    """A source's sentence."""

    text: str
    url: str = ""
    """Of the source; empty for a sentence of our own items, and for a file that has no address."""
    title: str = ""
    language: str = ""
    """ISO 639-1."""


class Line(Entity):
    """One sentence of ours."""

    text: str
    part: Part
    where: str
    """The item's headline, or the section."""
    standing: Standing
    why: str = ""
    """Why it was not checked."""
    beyond: tuple[str, ...] = ()
    """What of a sentence that was checked could not be compared, in a few words each."""
    cited: tuple[Cited, ...] = ()
    flags: tuple[Flag, ...] = ()
    start: int | None = None
    end: int | None = None
    """Span in the post, where one was read."""

    @property
    def worst(self) -> int:
        """Place of its worst flag in `SEVERITIES`; beyond them all where it has none."""
        return min((SEVERITIES.index(flag.severity) for flag in self.flags), default=len(SEVERITIES))


class Waived(Entity):
    """A flag that a person lets stand."""

    flag: Flag
    reason: str


class Counts(Entity):
    sentences: int
    traced: int
    judged: int
    not_checked: int
    flags: dict[Severity, int]
    """Without the waived ones."""
    waived: int
    reasons: dict[str, int]
    """Why sentences were not checked → how many of them."""


class Review(Entity):
    """The result of all checks. Flags come worst first, then in reading order."""

    format_version: int = FORMAT_VERSION
    edition: str = ""
    """ISO week; empty for a post that no kept edition stands behind."""
    language: Language
    title: str = ""
    counts: Counts
    flags: tuple[Flag, ...]
    waived: tuple[Waived, ...] = ()
    lines: tuple[Line, ...]
    """In reading order."""

    @property
    def must_act(self) -> bool:
        """Whether something stands that must not be published."""
        return any(flag.severity in ("BLOCK", "HIGH") for flag in self.flags)


def counted(lines: Sequence[Line], flags: Sequence[Flag], waived: Sequence[Waived]) -> Counts:
    """How many of each."""
    standing = [line.standing for line in lines]
    unchecked = [_reason(line.why) for line in lines if line.standing == "not-checked"]
    return Counts(
        sentences=len(lines),
        traced=standing.count("traced"),
        judged=standing.count("judged"),
        not_checked=standing.count("not-checked"),
        flags={severity: sum(flag.severity == severity for flag in flags) for severity in SEVERITIES},
        waived=len(waived),
        reasons={why: unchecked.count(why) for why in sorted(set(unchecked), key=lambda why: (-unchecked.count(why), why))},
    )


def _reason(why: str) -> str:
    """The kind of reason, without the words in question before it."""
    parts = why.split("; ")
    while len(parts) > 1 and parts[0].startswith("“"):
        parts = parts[1:]
    return "; ".join(parts)
