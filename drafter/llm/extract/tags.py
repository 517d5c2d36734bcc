"""Tags that occur in the items: from the vocabulary, else the names that the items mention most."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from drafter.asks import ItemData
from drafter.llm.extract.words import STOP_EN, fold, topic_words

_NAME = re.compile(r"[A-Z][\w&’'-]*(?: [A-Z][\w&’'-]*)*")
_AGENCIES = frozenset("reuters ap afp xinhua bloomberg upi tass kyodo".split())
_NOT_TOPICS = STOP_EN | frozenset("mr ceo cfo cto chief president ltd inc corp company officials police video photo us uk".split())


def tags(items: Sequence[ItemData], vocabulary: Sequence[str], most: int) -> list[str]:
    """At most `most`: those of the vocabulary that more items mention first; without any, lower-kebab names."""
    squeezed = [_squeezed(_text(item)) for item in items]
    counts = {tag: sum(_squeezed(tag) in text for text in squeezed) if tag.isascii() else sum(tag in _text(item) for item in items) for tag in vocabulary}
    known = sorted((tag for tag in vocabulary if counts[tag]), key=lambda tag: -counts[tag])
    return list(dict.fromkeys(known))[:most] or _names(items)[:most]


def _text(item: ItemData) -> str:
    return "\n".join((item.headline, *item.statements, item.source_title))


def _squeezed(text: str) -> str:
    """Latin words in singular, one space between and around: a tag is then found as whole words only."""
    return f" {' '.join(fold(word) or word for word in re.findall('[a-z0-9]+', text.lower()))} "


def _names(items: Sequence[ItemData]) -> list[str]:
    """Names of several words, acronyms and Latin names in Chinese text; what more items mention first."""
    holders: Counter[str] = Counter()
    mentions: Counter[str] = Counter()
    for item in items:
        found = [tag for text in (*item.statements, item.headline) for tag in _named(text)]
        holders.update(set(found))
        mentions.update(found)
    known = {word for item in items for word, _ in topic_words(_text(item))}
    fit = [tag for tag in mentions if mentions[tag] > 1 and ("-" in tag or fold(tag) in known)]
    return _without_parts(sorted(fit, key=lambda tag: (-holders[tag], -mentions[tag], tag)))


def _named(text: str) -> list[str]:
    """Runs of at most three capitalised words, as tags; small words and titles at their ends are dropped."""
    found = []
    for run in _NAME.findall(text):
        words = [re.sub(r"['’]s?$", "", word) for word in run.split()]
        while words and words[0].lower() in _NOT_TOPICS:
            words.pop(0)
        while words and words[-1].lower() in _NOT_TOPICS:
            words.pop()
        tag = re.sub(r"[^a-z0-9]+", "-", " ".join(words).lower()).strip("-")
        if 1 <= len(words) <= 3 and len(tag) > 1 and tag not in _AGENCIES:
            found.append(tag)
    return found


def _without_parts(ordered: Sequence[str]) -> list[str]:
    """`hong-kong` makes `hong` and `kong` needless."""
    return [tag for tag in ordered if not any(tag != other and f"-{tag}-" in f"-{other}-" for other in ordered)]
