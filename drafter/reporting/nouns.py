"""What `drafter report` tells, as data: `--json` prints it, the page shows it."""

from __future__ import annotations

from typing import Literal

from pydantic import AwareDatetime, Field

from drafter.entities import FORMAT_VERSION, Entity, Failure, Language, Severity


class Figures(Entity):
    """Figures, dates and identifiers in the sentences of a post, by what the check made of them."""

    traced: int
    """Found in what the sentence rests on."""
    disputed: int
    """Named by a flag above INFO, standing or waived."""
    unchecked: int
    """In sentences that were not compared by code."""

    @property
    def total(self) -> int:
        """All of them."""
        return self.traced + self.disputed + self.unchecked


class EffortTold(Entity):
    """As `effort.Effort`."""

    kept: int
    changed: int
    removed: int
    added: int
    distance: int
    characters: int
    kept_share: float | None


class WaiverTold(Entity):
    """A flag that a person let stand."""

    edition: str
    code: str
    severity: Severity
    words: str
    statement: str
    reason: str
    by: str = ""
    at: AwareDatetime | None = None


class Deed(Entity):
    """An override or a correction."""

    edition: str
    at: AwareDatetime
    by: str
    code: str = ""
    words: str = ""
    before: str = ""
    after: str = ""
    reason: str = ""


class EditionTold(Entity):
    """One edition."""

    name: str
    title: str = ""
    state: Literal["published", "draft", "missing"]
    """`missing`: neither draft nor published post was found where they should lie."""
    post: str = ""
    """Path relative to the digest."""
    published: str = ""
    """Day."""
    cost_usd: float | None = None
    """Of all its runs that are kept here, else of the last one; None where a price is unknown or no run is kept."""
    answers: int = 0
    """Answers asked of a model, kept ones not counted."""
    models: tuple[str, ...] = ()
    checked: bool = False
    sentences: int = 0
    traced: int = 0
    judged: int = 0
    not_checked: int = 0
    figures: Figures | None = None
    standing: dict[Severity, int] = Field(default_factory=dict)
    fixed: int = 0
    waived: int = 0
    effort: EffortTold | None = None
    sections: dict[str, EffortTold] = Field(default_factory=dict)

    @property
    def flags(self) -> int:
        """Flags that stand."""
        return sum(self.standing.values())


class CodeTold(Entity):
    """What became of a code's flags in all editions."""

    code: str
    number: str = ""
    severity: Severity | None = None
    """The gravest it is raised with; None for a code that this drafter does not know."""
    fixed: int = 0
    ignored: int = 0
    standing: int = 0
    demoted_by: str = ""
    demoted_at: AwareDatetime | None = None


class Report(Entity):
    """A whole report."""

    format_version: int = FORMAT_VERSION
    name: str
    language: Language
    made: AwareDatetime
    editions: tuple[EditionTold, ...]
    """Earliest first."""
    codes: tuple[CodeTold, ...] = ()
    waivers: tuple[WaiverTold, ...] = ()
    overrides: tuple[Deed, ...] = ()
    corrections: tuple[Deed, ...] = ()
    failures: tuple[Failure, ...] = ()
    """Kept files that cannot be read, and so are not counted."""
