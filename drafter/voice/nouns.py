"""The digest's voice as data: wishes of style, terms, example posts, changes of editors."""

from __future__ import annotations

from typing import Literal

from drafter.check.terms import GlossaryTerm
from drafter.entities import Entity

Part = Literal["item", "analysis", "conclusion", "front"]
"""What a stretch of an example is an example of: an item, the analysis, the conclusion, or title and lede."""

PROMPTS: dict[str, Part | None] = {"summarize": "item", "theses": None, "analysis": "analysis", "conclusion": "conclusion", "front": "front"}
"""Prompt → the part it writes; theses are no part of a post."""


class Example(Entity):
    """A stretch of a post whose manner is wanted."""

    path: str
    """The post, relative to the digest."""
    part: Part
    text: str


class Change(Entity):
    """A sentence as drafter wrote it and as an editor made it, alike in every figure and name."""

    edition: str
    part: Part | None
    before: str
    after: str


class Voice(Entity):
    """All of it, as the digest's files have it."""

    style: tuple[str, ...] = ()
    terms: tuple[GlossaryTerm, ...] = ()
    examples: tuple[Example, ...] = ()
    changes: tuple[Change, ...] = ()
    """The latest last."""

    @property
    def texts(self) -> tuple[str, ...]:
        """Every example's text: what a draft must have no figure or name from."""
        return (*(one.text for one in self.examples), *(text for one in self.changes for text in (one.before, one.after)))
