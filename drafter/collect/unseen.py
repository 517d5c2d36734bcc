"""What a page holds that no reader sees, counted as it is taken out: characters, hidden parts, comments; and an order to a model among them.

Hidden parts are ordinary outside the article (menus, dialogs), so only those with a sentence in it, inside the article, are counted.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from drafter.check.form.injection import UNSEEN, order_in
from drafter.collect.language import weight
from drafter.collect.visible import line
from drafter.entities import Unseen

_SENTENCE = re.compile(r"[.!?。！？]")
_LEAST = 40
"""Weight of a text that can hold a sentence."""
_TAGS = re.compile("[\U000e0020-\U000e007e]+")
_MOST = 200
"""Characters of an order that are shown."""


class Hidden(NamedTuple):
    """A part of a page that was taken out because nobody sees it."""

    text: str
    inside: bool
    """Within the article, as far as the page's own marks tell."""


def of_page(html: str, shown: str, hidden: Iterable[Hidden]) -> Unseen:
    """`shown` is the page's text without its hidden parts, unseen characters still in it."""
    parts = [part for part in hidden if _holds_sentence(part.text)]
    comments = [comment for comment in _comments(html) if _holds_sentence(comment)]
    found = of_text(shown)
    return Unseen(
        characters=found.characters,
        nodes=sum(part.inside for part in parts),
        comments=len(comments),
        order=found.order or _order([part.text for part in parts] + comments),
    )


def of_text(text: str) -> Unseen:
    """Of a text without markup: tag characters spell ASCII that only a model reads."""
    spelled = ("".join(chr(ord(character) - 0xE0000) for character in run) for run in _TAGS.findall(text))
    return Unseen(characters=len(UNSEEN.findall(text)), order=_order(spelled))


def _order(texts: Iterable[str]) -> str:
    return next((words[:_MOST] for text in texts if (words := order_in(line(text)))), "")


def _holds_sentence(text: str) -> bool:
    return weight(text) >= _LEAST and _SENTENCE.search(text) is not None


def _comments(html: str) -> Iterator[str]:
    at = html.find("<!--")
    while at >= 0:
        end = html.find("-->", at + 4)
        if end < 0:
            return
        yield html[at + 4 : end]
        at = html.find("<!--", end)
