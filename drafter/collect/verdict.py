"""Why a page gives no article: paywall, script-only, error page, listing page, verification, or simply no text.

A page may be long and still be no article (a missing page's list of popular stories, a section's front), so the strict signs are
asked of every page and the loose ones only where the text is short.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

from drafter.collect import vocabulary
from drafter.collect.body import headline
from drafter.collect.canonical import canonical
from drafter.collect.language import weight
from drafter.collect.metadata import Stated
from drafter.collect.visible import line

WAYS_OUT = {
    "paywall": (
        "shows only a part to readers without a subscription",
        "use another report of the story, or save the page from a browser where you are signed in and list that file",
    ),
    "script-only": ("has no text until scripts run, which drafter does not do", "list the site's feed, or save the page from a browser and list that file"),
    "error-page": ("says that there is no such page, although it was answered as a normal one", "check the link in a browser and take it out or mend it"),
    "listing-page": ("is a list of links, not an article", "list the articles themselves, or the feed of this page"),
    "verification": ("asks to prove that a person is reading", "open it in a browser and save the page as a file, or list the site's feed"),
    "no-text": ("has not enough text for an article", "check it in a browser; a page of pictures or a video cannot be summarized"),
}
"""Reason → what is wrong, the way out."""

_ROOTS = ("root", "app", "__next", "__nuxt", "react-root", "main-app", "gatsby")
_HOME_HEADLINES = 3
_HEADLINES = 8
"""Links of headline length from which a page without text is a list."""


@dataclass(frozen=True)
class Signs:
    """What can be seen only before the page is stripped."""

    heads: tuple[str, ...]
    """Its title and first headings, without anything else."""
    shown: str
    """The beginning of its visible text."""
    noscript: str
    links: frozenset[str]
    """Texts of links as long as a headline, outside navigation."""
    cards: int
    """How many of them are headings."""
    scripts: int
    root: bool
    """It has the empty element that scripts fill."""
    home: bool
    """Its address is the site's own."""


def signs(tree: Any, url: str) -> Signs:
    """Read them from the whole page at `url`."""
    noscript = " ".join(element.text_content() for element in tree.iter("noscript"))[:2000]
    title = [line(element.text_content()) for element in tree.iter("title")][:1]
    heads = [text for element in tree.iter("h1", "h2") if (text := line(element.text_content()))][:3]
    return Signs(
        heads=tuple(part for head in title + heads for part in (head, re.split(r"\s+[-–—|·_]\s+|[|｜_]", head)[0].strip()) if part),
        shown=line(_shown(tree))[:6000],
        noscript=line(noscript),
        links=frozenset(text for link in tree.iter("a") if (text := _headline(link))),
        cards=sum(1 for heading in tree.iter("h2", "h3", "h4") if next(heading.iter("a"), None) is not None or heading.getparent().tag == "a"),
        scripts=sum(1 for _ in tree.iter("script")),
        root=any(len("".join(element.itertext()).strip()) < 40 for element in tree.iter("div") if element.get("id") in _ROOTS),
        home=canonical(url).count("/") == 3 and canonical(url).endswith("/"),
    )


def reason(found: Signs, stated: Stated, paragraphs: list[str], min_text: int) -> str:
    """A key of `WAYS_OUT`, empty when the paragraphs are an article."""
    size = sum(weight(text) for text in paragraphs)
    strict = _strict(found, stated, paragraphs, size, min_text)
    return strict or ("" if size >= min_text else _loose(found, stated))


def _strict(found: Signs, stated: Stated, paragraphs: list[str], size: int, min_text: int) -> str:
    if size < 10 * min_text and any(vocabulary.CHECK_TITLE.fullmatch(head) for head in found.heads):
        return "verification"
    if stated.kind != "article" and any(vocabulary.ERROR_TITLE.fullmatch(head) for head in found.heads):
        return "error-page"
    if size < 5 * min_text and (_cut_off(paragraphs) or (not stated.free and size < 4 * min_text)):
        return "paywall"
    if stated.kind != "article" and _lists(found, paragraphs, stated.kind):
        return "listing-page"
    return ""


def _cut_off(paragraphs: list[str]) -> bool:
    return any(vocabulary.PAYWALL_TEXT.search(text) for text in paragraphs[-2:] if weight(text) < 200)


def _loose(found: Signs, stated: Stated) -> str:
    said = f"{found.shown[:3000]} {' '.join(found.heads)}"
    if vocabulary.CHECK_TEXT.search(said):
        return "verification"
    if not stated.free or vocabulary.PAYWALL_TEXT.search(said):
        return "paywall"
    if vocabulary.ERROR_TEXT.search(said):
        return "error-page"
    if len(found.links) >= _HEADLINES:
        return "listing-page"
    if vocabulary.SCRIPT_TEXT.search(found.noscript) or vocabulary.SCRIPT_TEXT.search(said) or found.root or (found.scripts >= 3 and weight(found.shown) < 200):
        return "script-only"
    return "no-text"


def _lists(found: Signs, paragraphs: list[str], kind: str) -> bool:
    """Whether the text is other articles' headlines and teasers: its lines are links, or nothing runs on among a page full of headlines."""
    if found.home and len(found.links) >= _HOME_HEADLINES:
        return True
    if len(found.links) < _HEADLINES:
        return False
    linked = sum(1 for text in paragraphs if text in found.links)
    if linked >= 5 and linked * 4 >= len(paragraphs):
        return True
    if not (kind == "list" or found.cards >= _HEADLINES):
        return False
    longest = run = 0
    for text in paragraphs:
        run = run + 1 if weight(text) >= 60 and re.search(r"[.。!！?？…][”\"’』」)）]?$", text) else 0
        longest = max(longest, run)
    return longest < 4


def _shown(tree: Any) -> str:
    body = tree.find("body")
    parts: list[str] = []
    size = 0
    for element in (body if body is not None else tree).iter():
        if element.tag not in ("script", "style", "noscript", "template", "head", "title") and element.text:
            parts.append(element.text)
            size += len(element.text)
        if element.tail:
            parts.append(element.tail)
            size += len(element.tail)
        if size > 20_000:
            break
    return " ".join(parts)


def _headline(link: Any) -> str:
    """Its text, outside navigation and running text."""
    text = headline(link)
    return text if text and all(above.tag not in ("nav", "footer", "aside", "p") for above in link.iterancestors()) else ""
