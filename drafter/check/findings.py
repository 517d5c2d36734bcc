"""What the checks of names, quotations and claims give back: typed, with both spans, in no language's prose yet.

A check is silent where it is not sure. Spans are offsets into the very strings that were passed in.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from drafter.entities import Severity


@dataclass(frozen=True, slots=True)
class Passage:
    """A piece of a source: a sentence, or a whole text where quotations may run over sentences."""

    id: str
    """The caller's, given back in findings: a sentence's id, an article's."""
    text: str


@dataclass(frozen=True, slots=True)
class Span:
    """`text[start:end]` of the claim or of the passage named."""

    start: int
    end: int
    words: str
    passage: str = ""
    """Id of the passage; empty for a span of the claim."""


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing in a claim that its sources say otherwise or do not carry."""

    what: str
    """Stable lower-kebab name: `status-stronger`, `quote-altered`, `name-absent`, …"""
    severity: Severity
    """A proposal: the caller knows the place (headline, item, analysis) and may set it otherwise."""
    claim: Span
    source: Span | None
    """What stands nearest in the sources; None where nothing does."""
    message: str
    """Short English, both wordings named."""


def span_of(text: str, start: int, end: int, passage: str = "") -> Span:
    """The span with its words."""
    return Span(start, end, text[start:end], passage)


def in_order(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """Once each, by place in the claim: the same for every order of the sources."""
    return tuple(sorted(set(findings), key=lambda found: (found.claim.start, found.claim.end, found.what, found.message)))
