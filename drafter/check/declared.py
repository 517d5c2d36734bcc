"""Pairs of names that a text itself declares: a form of ours with the source's own in brackets, `Xishi (溪石)`.

Only where the form in brackets stands in one of the texts' articles: a bracket proves nothing by itself.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from drafter.check.names.forms import originals
from drafter.check.statements import placed
from drafter.check.text import CheckedText
from drafter.entities import Article


def declared(text: CheckedText, articles: Mapping[str, Article]) -> tuple[tuple[str, str], ...]:
    """(form in the text, form in a source), once each, in reading order."""
    known = [article.text for article in articles.values()] + [article.title for article in articles.values()]
    found = ((form, original) for one in placed(text) for _, _, form, original in originals(one.said.text))
    return tuple(dict.fromkeys((form, original) for form, original in found if _stands(original, known)))


def _stands(words: str, known: Iterable[str]) -> bool:
    return any(words in one for one in known)
