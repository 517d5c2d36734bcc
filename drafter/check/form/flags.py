"""Every check of how a post is said, in which language, where its links lead and what its sources try: one call, pure."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from datetime import date

from drafter.check.form.attribution import attribution_flags
from drafter.check.form.injection import injection_flags
from drafter.check.form.language import language_flags
from drafter.check.form.links import link_flags
from drafter.check.form.typography import Spacing, typography
from drafter.check.form.wording import wording
from drafter.check.glossary import GlossaryTerm, glossary_flags
from drafter.check.memory import Memory
from drafter.check.statements import own_words
from drafter.check.text import CheckedText
from drafter.entities import Article, Flag

ORDER = ("BLOCK", "HIGH", "WARN", "INFO")


def form_flags(
    text: CheckedText,
    articles: Mapping[str, Article],
    *,
    known_urls: Collection[str] | None = None,
    vocabulary: Collection[str] = (),
    glossary: Sequence[GlossaryTerm] = (),
    spacing: Spacing = "nospace",
    window: tuple[date, date] | None = None,
    memory: Memory | None = None,
) -> tuple[Flag, ...]:
    """Flags, worst first.

    `articles`: by id, those of the post's items. `known_urls`: every address that was fetched (those of `articles` are added); None: unknown.
    `vocabulary`: the digest's tags and keywords, which may stand in Latin letters. `window`: first and last day, both included; None where the
    run has flagged dates already. `memory`: as for `ground`.
    """
    ours = own_words(text, articles)
    stay = (form for term in glossary for form in ((term.term, *term.also) if term.term == term.wanted else (term.short,)) if form)
    terms = (*vocabulary, *stay)
    found = (
        *link_flags(text, articles, known_urls, window),
        *injection_flags(articles, memory),
        *attribution_flags(text, articles, ours),
        *language_flags(ours, articles, text.language, terms, text.names),
        *glossary_flags(ours, glossary, text.names, text.language),
        *wording(ours, text.language),
        *typography(ours, text.language, spacing),
    )
    return tuple(sorted(found, key=lambda flag: ORDER.index(flag.severity)))
