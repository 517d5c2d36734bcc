"""One introduction of a term in an edition: items are written one by one, so that each of them may introduce it anew."""

from __future__ import annotations

from collections.abc import Sequence

from drafter.check.mentions import Introduced
from drafter.check.terms import GlossaryTerm
from drafter.entities import Edition, Paragraph, Statement


def introduced(edition: Edition, terms: Sequence[GlossaryTerm]) -> Edition:
    """The edition with each repeated introduction as the short form; a source's own sentences stay as they are."""
    if not any(term.opening for term in terms):
        return edition
    made = Introduced(terms)
    items = tuple(one.model_copy(update={"statements": _said(one.statements, made, whole=bool(one.fallback))}) for one in edition.items)
    return edition.model_copy(update={"items": items, "analysis": _paragraphs(edition.analysis, made), "conclusion": _paragraphs(edition.conclusion, made)})


def _paragraphs(paragraphs: Sequence[Paragraph], made: Introduced) -> tuple[Paragraph, ...]:
    return tuple(one.model_copy(update={"statements": _said(one.statements, made)}) for one in paragraphs)


def _said(statements: Sequence[Statement], made: Introduced, *, whole: bool = False) -> tuple[Statement, ...]:
    return tuple(one if whole or one.fallback else one.model_copy(update={"text": made.text(one.text)}) for one in statements)
