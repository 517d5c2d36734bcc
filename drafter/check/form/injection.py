"""Does a source order a model about? Patterns in English and Chinese, one flag for each article, naming the sentence.

A flag for the editor, nothing more: what keeps an order from working is that articles are data in every call. News about such
attacks quotes such orders, so it is flagged too, at WARN.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import partial

from drafter.check.codes import raised
from drafter.check.memory import Found, Memory, digest, of_article
from drafter.check.statements import counted
from drafter.entities import Article, Flag, Severity

_LONGEST = 2_000
"""Characters of one sentence that are looked at in one piece; longer ones are cut with an overlap."""
_OVERLAP = 200
UNSEEN = re.compile("[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff\U000e0000-\U000e007f\U000e0100-\U000e01ef]")
"""Characters that nobody sees."""
HIDDEN = 20
"""Characters that nobody sees from which a page is called odd: soft hyphens, byte-order marks and a few joiners are ordinary."""


def injection_flags(articles: Mapping[str, Article], memory: Memory | None = None) -> tuple[Flag, ...]:
    """At most one flag of each kind for an article: orders in its text, characters and parts that nobody sees. `memory`: as for `ground`."""
    memory = memory or Memory()
    return tuple(flag for article in articles.values() for flag in memory.recall(digest(("orders", of_article(article))), partial(_found, article)).flags)


def _found(article: Article) -> Found:
    return Found(flags=(*_ordered(article), *_characters(article), *_parts(article)))


def order_in(text: str) -> str:
    """The words of `text` that order a model about; empty when there are none."""
    from drafter.check.form.injection_patterns import ORDER, ORDER_ZH  # they take long to make, and what was found is remembered

    for start in range(0, max(len(text), 1), _LONGEST - _OVERLAP):
        piece = text[start : start + _LONGEST]
        if found := ORDER.search(piece) or ORDER_ZH.search(piece):
            return found.group()
    return ""


def _ordered(article: Article) -> Iterator[Flag]:
    lines = (article.title, article.byline, *(sentence.text for sentence in article.sentences))
    hits = [(line, words) for line in lines if (words := order_in(line))]
    if hits:
        sentence, words = hits[0]
        message = "a sentence of this source reads like an order to a model" + (f", {len(hits) - 1} more do" if len(hits) > 1 else "")
        yield raised("suspected-injection", article.title or article.url, message, words=words, sentence=sentence[:500], source=article.url)


def _characters(article: Article) -> Iterator[Flag]:
    count = article.unseen.characters + len(UNSEEN.findall(article.text)) + len(UNSEEN.findall(article.title))
    if count >= HIDDEN:
        yield raised("hidden-characters", article.title or article.url, f"{count} characters that nobody sees", source=article.url)


def _parts(article: Article) -> Iterator[Flag]:
    """A hidden order is a warning; other hidden parts, which a page may have for many reasons, are for information."""
    unseen = article.unseen
    if not unseen.order and not unseen.nodes:
        return
    counts = f"{counted(unseen.nodes, 'hidden part')}, {counted(unseen.comments, 'comment')}"
    what = (
        "what nobody sees of this page reads like an order to a model; it was taken out" if unseen.order else "text that nobody sees was taken out of this page"
    )
    severity: Severity = "WARN" if unseen.order else "INFO"
    yield raised("hidden-text", article.title or article.url, f"{what} ({counts})", severity=severity, words=unseen.order, source=article.url)
