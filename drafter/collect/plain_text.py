"""Markup → one line of plain text: no tags, no entities, no control or invisible characters."""

from __future__ import annotations

import html
import re

from drafter.collect.visible import line, seen

_MARKUP = re.compile(r"<[/!?A-Za-z]|&(?:#\d|#[xX]|[A-Za-z])")
_UNSEEN = frozenset({"script", "style", "noscript", "template", "iframe", "svg", "head", "title"})
_BLOCKS = frozenset("address article aside blockquote br dd div dl dt figcaption figure footer h1 h2 h3 h4 h5 h6 header hr li main ol p pre section table td th tr ul".split())


def clean(text: str) -> str:
    """Already plain: invisible characters out, runs of white space folded to one space."""
    return line(text)


def unescaped(text: str) -> str:
    """Plain text in which a publisher escaped once too often (`AT&amp;T`)."""
    return clean(html.unescape(text))


def of_html(markup: str) -> str:
    """The text a reader sees of a fragment. libxml2 stops at 256 levels, so nesting costs nothing."""
    if not _MARKUP.search(markup):
        return clean(markup)
    from lxml import etree
    from lxml import html as lxml_html

    try:
        root = lxml_html.fragment_fromstring(seen(markup), create_parent="div")
    except (etree.ParserError, ValueError, AssertionError):
        return unescaped(re.sub(r"<[^<>]*>", " ", markup))
    return clean("".join(_pieces(root)))


def _pieces(root: object) -> list[str]:
    """Text in document order without recursion; blocks are set apart by a space."""
    from lxml import etree

    out: list[str] = []
    hidden = 0
    for event, node in etree.iterwalk(root, events=("start", "end", "comment", "pi")):
        name = node.tag if isinstance(node.tag, str) else ""
        if event in ("comment", "pi"):
            out.append("" if hidden else node.tail or "")
            continue
        if name in _BLOCKS:
            out.append(" ")
        if name in _UNSEEN:
            hidden += 1 if event == "start" else -1
        if not hidden:
            out.append((node.text if event == "start" else node.tail) or "")
    return out
