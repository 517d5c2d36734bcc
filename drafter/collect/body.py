"""A page's own text as paragraphs. trafilatura is met here only.

Before it: comments and hidden nodes go, a reader does not see them. After it: what belongs to the site and not to the article
(related stories, calls to follow, editors' initials) goes by a stated list of lines. Nothing else is changed: quotes point into this text.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator
from configparser import ConfigParser
from typing import Any

from drafter.collect import vocabulary
from drafter.collect.language import weight
from drafter.collect.unseen import Hidden
from drafter.collect.visible import line, seen

_UNSEEN_CLASS = re.compile(r"(?:^|\s)(sr-only|visually-?hidden|screen-reader-text|offscreen|d-none|hidden)(?:$|\s)", re.I)
_NOT_TEXT = ("script", "style", "template", "noscript", "svg", "iframe", "object", "button", "select", "dialog")

_LEAST = 60
_ENDED = re.compile(r"[.。!！?？…:：;；”\"’』」)）]$")
_SENTENCE = re.compile(r"[.。!！?？…][”\"’』」)）]?$")


def parse(html: str) -> Any:
    """The whole page as an lxml tree without comments; None when there is nothing in it."""
    from lxml import etree
    from lxml.html import HTMLParser, document_fromstring

    # Bytes with a stated encoding: lxml refuses text that carries an XML declaration, and would believe a stale meta charset.
    parser = HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True, collect_ids=False)
    try:
        return document_fromstring(html.replace("\x00", "").encode("utf-8", "replace"), parser=parser)
    except (etree.ParserError, etree.XMLSyntaxError):  # empty, or nothing but white space
        return None


def strip(tree: Any) -> list[Hidden]:
    """Take out, in place, what a reader does not see and what is plainly another part of the page. What was hidden is given back."""
    for element in list(tree.iter(*_NOT_TEXT)):
        _drop(element)
    whole = max(1, len(tree.text_content()))
    hidden: list[Hidden] = []
    for element in list(tree.iter("*")):
        if _hidden(element) and element.getparent() is not None and not _is_page(element, whole):
            hidden.append(Hidden(element.text_content(), next(element.iterancestors("article", "main"), None) is not None))
            _drop(element)
    for element in list(tree.iter("div", "section", "aside", "ul", "ol", "nav", "footer", "form")):
        names = f"{element.get('class', '')} {element.get('id', '')}"
        if vocabulary.OTHER_PART.search(names) and element.getparent() is not None and _is_small(element, whole):
            _drop(element)
    _strip_cards(tree)
    return hidden


def paragraphs(tree: Any, url: str, title: str, links: frozenset[str] = frozenset(), fast: bool = True) -> list[str]:
    """The article's paragraphs; `tree` is not changed. `links` are the page's texts that lead to other articles.

    `fast` leaves out the slower second and third opinions of trafilatura.
    """
    from trafilatura import bare_extraction

    # No deduplication: it remembers across pages, so the same page would give another text the second time.
    found: Any = bare_extraction(tree, url=url, fast=fast, include_comments=False, include_tables=True, deduplicate=False, config=_settings())
    if found is None or found.body is None or _is_dump(found.body):
        return []
    return _own(_blocks(found.body), title, links)


@functools.cache
def _settings() -> ConfigParser:
    """trafilatura's own, but for the length below which it takes other ways: made for Latin letters, it spoils short Chinese texts."""
    from trafilatura.settings import use_config

    settings: ConfigParser = use_config()
    settings.set("DEFAULT", "MIN_EXTRACTED_SIZE", str(_LEAST))
    return settings


def fragment(html: str) -> list[str]:
    """All paragraphs of a piece of HTML, such as a feed's full text."""
    tree = parse(html)
    if tree is None:
        return []
    strip(tree)
    return _own(_blocks(tree), "", frozenset())


def headline(link: Any) -> str:
    """The link's text when it is as long as a headline and leads to another page, else nothing."""
    if (link.get("href") or "#").startswith(("#", "javascript:", "mailto:")):
        return ""
    text = line(link.text_content())
    return text if 24 <= weight(text) <= 300 else ""


def _strip_cards(tree: Any) -> None:
    """Take out rows of other stories' cards: four or more siblings alike, each short and with a headline that is a link.

    Unless they are the page, as in a digest of links: then little but links stands outside them.
    """
    rows = [row for parent in list(tree.iter("div", "section", "ul", "ol", "aside", "main", "body")) if len(parent) >= 4 and (row := _cards(parent))]
    cards = sum(len(card.text_content()) for row in rows for card in row)
    inside = sum(len(link.text_content()) for row in rows for card in row for link in card.iter("a"))
    links = sum(len(link.text_content()) for link in tree.iter("a")) - inside
    if cards > 2 * (len(tree.text_content()) - cards - links):
        return
    for row in rows:
        for card in row:
            _drop(card)


def _cards(parent: Any) -> list[Any]:
    alike: dict[tuple[str, str], list[Any]] = {}
    for child in parent:
        if child.tag in ("div", "li", "article", "section", "a"):
            alike.setdefault((child.tag, child.get("class", "")), []).append(child)
    return [card for row in alike.values() if len(row) >= 4 and all(_is_card(card) for card in row) for card in row]


def _is_card(element: Any) -> bool:
    links = list(element.iter("a"))
    return 0 < len(links) <= 6 and any(headline(link) for link in links) and weight(line(element.text_content())) <= 700


def _is_dump(found: Any) -> bool:
    """trafilatura's last way: every word of the page, menus included, as one element of many lines."""
    return len(found) == 1 and len(found[0]) == 0 and (found[0].text or "").count("\n") > 2


def _drop(element: Any) -> None:
    if element.getparent() is not None:
        element.drop_tree()


def _hidden(element: Any) -> bool:
    attributes = element.attrib
    if not attributes:
        return False
    if "hidden" in attributes and attributes["hidden"] != "until-found":
        return True
    if attributes.get("aria-hidden") == "true":
        return True
    style, names = attributes.get("style"), attributes.get("class")
    return bool((style and vocabulary.UNSEEN_STYLE.search(style)) or (names and _UNSEEN_CLASS.search(names)))


def _is_page(element: Any, whole: int) -> bool:
    """Pages that a script fades in hide everything; WeChat's article is such an element (`js_content`)."""
    if element.tag in ("html", "body") or element.get("id") == "js_content":
        return True
    return next(element.iter("h1"), None) is not None and len(element.text_content()) > 0.6 * whole


def _is_small(element: Any, whole: int) -> bool:
    return next(element.iter("h1", "article"), None) is None and len(element.text_content()) < 0.4 * whole


def _blocks(body: Any) -> Iterator[str]:
    """Text of block after block; a line break ends a paragraph only after a finished sentence or when doubled."""
    parts: list[str] = []
    for piece in _pieces(body):
        if piece is None:
            yield from _lines("".join(parts))
            parts.clear()
        else:
            parts.append(piece)
    yield from _lines("".join(parts))


def _pieces(element: Any) -> Iterator[str | None]:
    """Text in document order, None where a block begins or ends. Without recursion: hostile pages nest deeply."""
    from lxml import etree

    for event, node in etree.iterwalk(element, events=("start", "end")):
        tag = node.tag
        if event == "start":
            if tag in vocabulary.BLOCKS:
                yield None
            if tag in ("lb", "br"):
                yield "\x00"
            yield _flat(node.text)
        else:
            if tag in ("cell", "td", "th") and node.getnext() is not None:
                yield " | "
            if tag in vocabulary.BLOCKS:
                yield None
            yield _flat(node.tail) if node is not element else ""


def _flat(text: str | None) -> str:
    """White space of the source is one space, and none where a line of Chinese was wrapped."""
    if not text:
        return ""
    return re.sub(r"(?<=[\u3000-\u30ff\u4e00-\u9fff\uff00-\uffef])\s*\n\s*(?=[\u3000-\u30ff\u4e00-\u9fff\uff00-\uffef])", "", seen(text)).replace("\n", " ")


def _lines(block: str) -> Iterator[str]:
    """Cut at `\\0`, which stands for a line break."""
    held = ""
    for piece in re.split("(\x00+)", re.sub("\x00\\s+(?=\x00)", "\x00", block)):
        if piece.startswith("\x00"):
            if len(piece) > 1 or _ENDED.search(held.rstrip()):
                yield held
                held = ""
            else:
                held = held.rstrip() + " "
        else:
            held += piece
    yield held


def _own(blocks: Iterator[str], title: str, links: frozenset[str]) -> list[str]:
    """The article's own lines: empty ones, repeats, the title again, asides and the tail of other stories left out."""
    kept: list[str] = []
    known: set[str] = {_bare(title)} if title else set()
    for block in blocks:
        text = line(block).strip("| ")
        if not text or not re.search(r"\w", text) or (len(text) < 250 and vocabulary.ASIDE.fullmatch(text)):
            continue
        bare = _bare(text)
        if bare in known and (len(bare) > 24 or not kept):
            continue
        known.add(bare)
        kept.append(text)
    return _without_tail(kept, links)


def _bare(text: str) -> str:
    return re.sub(r"\W+", "", text.lower())


def _without_tail(lines: list[str], links: frozenset[str]) -> list[str]:
    """Cut where other stories or comments begin, unless much of the article stands behind; then only the heading goes.

    They begin at a heading that says so, or where one line after another is nothing but a link.
    """
    prose = [weight(text) if weight(text) >= 100 and _SENTENCE.search(text) and text not in links else 0 for text in lines]
    kept: list[str] = []
    for number, text in enumerate(lines):
        heading = weight(text) <= 90 and vocabulary.TAIL.fullmatch(text)
        if heading or (text in links and sum(other in links for other in lines[number : number + 8]) >= 3):
            before, behind = sum(prose[:number]), sum(prose[number:])
            if before and behind <= 0.4 * before:
                break
            if heading:
                continue
        kept.append(text)
    return kept
