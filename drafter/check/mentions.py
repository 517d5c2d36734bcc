"""A glossary's term at its first mention and after it, and names that are never translated.

Title, headlines and the lede (which is the excerpt too) have no room for a term's full form: the first mention is counted from the items on.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from drafter.check.codes import raised
from drafter.check.names.checked import stands_in
from drafter.check.statements import BLANK, Placed, spot
from drafter.check.terms import HAN, GlossaryTerm, form_pattern
from drafter.entities import Flag

_SHORT_PARTS = frozenset({"title", "lede", "headline"})
_LEAST = 2
"""Characters of a name below which it may stand in a title by chance."""


def mention_flag(ours: Sequence[Placed], term: GlossaryTerm, glossary: Sequence[GlossaryTerm]) -> Flag | None:
    """The first place where the term is not introduced, or is introduced or written out again; the message counts such places."""
    if not term.opening:
        return None
    hits = [(one, found) for one in ours if one.said.part not in _SHORT_PARTS for found in _mentions(one.plain, term, glossary)]
    if not hits:
        return None
    if hits[0][1].group() != term.opening:
        one, found = hits[0]
        message = f"“{found.group()}” is mentioned here for the first time, the glossary wants “{term.opening}”"
        return raised("first-mention", one.where, message, nearest=term.opening, **spot(one.said, *found.span()))
    again = [(one, found) for one, found in hits[1:] if found.group() == term.opening or (term.after != term.wanted and found.group() == term.wanted)]
    if not again:
        return None
    one, found = again[0]
    message = f"“{found.group()}” was introduced before, the glossary wants “{term.after}” from then on" + (f"; {len(again)} places" if len(again) > 1 else "")
    return raised("first-mention", one.where, message, nearest=term.after, **spot(one.said, *found.span()))


def _mentions(plain: str, term: GlossaryTerm, glossary: Sequence[GlossaryTerm]) -> list[re.Match[str]]:
    """Places of the term's own forms; a longer term that holds one of them is another term."""
    others = [other.wanted for other in glossary if other.term != term.term and term.wanted in other.wanted]
    text = form_pattern(others).sub(lambda found: BLANK * len(found.group()), plain) if others else plain
    forms = [form for form in (term.wanted, term.short) if form]
    return list(re.finditer(f"{re.escape(term.opening)}|{form_pattern(forms).pattern}", text))


def kept_flag(ours: Sequence[Placed], term: GlossaryTerm) -> Flag | None:
    """A name that stays as it is and was translated: it stands in brackets behind a translation, or its source's title has it and its item has not."""
    if not term.kept or len(term.term) < _LEAST:
        return None
    behind = re.compile(rf"[\u3400-\u9fff·]{{2,12}}[（(]\s*{re.escape(term.term)}\s*[）)]")
    for one in ours:
        if found := behind.search(one.plain):
            message = f"“{term.term}” stands in brackets behind a translation; the glossary never translates it"
            return raised("kept-name", one.where, message, nearest=term.term, **spot(one.said, *found.span()))
    return next((_untold(one, term) for one in ours if one.said.part == "headline" and _lost(one, term)), None)


def _lost(headline: Placed, term: GlossaryTerm) -> bool:
    """The title of the item's source has the name, and the item nowhere, though it is told in another script."""
    item = headline.item
    if item is None or item.link is None or not HAN.search(headline.said.text) or not stands_in(term.term, item.link.title):
        return False
    return not any(stands_in(term.term, said.text) for said in (item.headline, *item.said))


def _untold(headline: Placed, term: GlossaryTerm) -> Flag:
    message = f"the source's title has “{term.term}”, which the glossary never translates, and the item has it nowhere"
    return raised("kept-name", headline.where, message, nearest=term.term, **spot(headline.said, 0, len(headline.said.text)))


class Introduced:
    """Takes an introduction out of a text where the edition has made it before. One for each edition, fed in reading order."""

    def __init__(self, glossary: Sequence[GlossaryTerm]) -> None:
        self._terms = [term for term in glossary if term.opening]
        self._seen: set[str] = set()

    def text(self, said: str) -> str:
        """`said` with each repeated introduction as the short form."""
        for term in self._terms:
            at = said.find(term.opening)
            if at < 0:
                continue
            kept = at + len(term.opening) if term.term not in self._seen else 0
            self._seen.add(term.term)
            said = said[:kept] + said[kept:].replace(term.opening, term.after)
        return said
