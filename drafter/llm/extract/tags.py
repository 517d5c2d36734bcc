"""Tags that occur in the items: from the vocabulary, else the names that the items mention most."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from drafter.asks import ItemData
from drafter.llm.extract.stop import STOP_EN
from drafter.llm.extract.words import fold, language_of

_NAME = re.compile(r"(?<![A-Za-z0-9])(?:[A-Z]|i[A-Z]|\dG)[A-Za-z0-9&’'-]*(?: (?:[A-Z]|i[A-Z])[A-Za-z0-9&’'-]*)*")
_AGENCIES = frozenset(("reuters", "ap", "afp", "xinhua", "bloomberg", "upi", "tass", "kyodo"))
_NOT_TOPICS = STOP_EN | {"ceo", "cfo", "cto", "chief", "president", "ltd", "inc", "corp", "company", "officials", "police", "video", "photo", "uk"}


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
    """Names and acronyms that several items hold or a headline holds and the text repeats; what more items mention first."""
    holders: Counter[str] = Counter()
    mentions: Counter[str] = Counter()
    titled: set[str] = set()
    for item in items:
        found = [tag for text in item.statements for tag in _named(text)]
        holders.update(set(found))
        mentions.update(found)
        headline = _squeezed(f"{item.headline}\n{item.source_title}")
        titled |= {tag for tag in found if _squeezed(tag) in headline}
    fit = [tag for tag in mentions if holders[tag] > 1 or tag in titled]
    return _without_parts(sorted(fit, key=lambda tag: (-holders[tag], -mentions[tag], tag))[:60])


def _named(text: str) -> list[str]:
    """Runs of at most three capitalised words, as tags; small words and titles at their ends are dropped."""
    found = []
    for run in _NAME.finditer(text):
        words = [re.sub(r"['’]s?$", "", word) for word in run.group().split()]
        if run.start() == 0 and len(words) == 1 and words[0][1:].islower() and language_of(text) == "en":
            continue  # any word is capitalised there
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
