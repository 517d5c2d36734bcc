"""Markup → plain text: no tags, no entities, no control or invisible characters."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator

from drafter.collect.visible import line, seen

_MARKUP = re.compile(r"<[/!?A-Za-z]|&(?:#\d|#[xX]|[A-Za-z])")
_UNSEEN = frozenset({"script", "style", "noscript", "template", "iframe", "svg", "head", "title"})
_BLOCKS = frozenset(
    [
        "address",
        "article",
        "aside",
        "blockquote",
        "br",
        "dd",
        "div",
        "dl",
        "dt",
        "figcaption",
        "figure",
        "footer",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "header",
        "hr",
        "li",
        "main",
        "ol",
        "p",
        "pre",
        "section",
        "table",
        "td",
        "th",
        "tr",
        "ul",
    ]
)


def clean(text: str) -> str:
    """Already plain: invisible characters out, runs of white space folded to one space."""
    return line(text)


def unescaped(text: str) -> str:
    """Plain text in which a publisher escaped once too often (`AT&amp;T`)."""
    return clean(html.unescape(text))


def of_html(markup: str, between: str = " ") -> str:
    """The text a reader sees of a fragment, its blocks joined by `between`. libxml2 stops at 256 levels, so nesting costs nothing."""
    if not _MARKUP.search(markup):
        return clean(markup)
    from lxml import etree
    from lxml import html as lxml_html

    # Bytes: lxml refuses a str that carries an XML declaration.
    parser = lxml_html.HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True)
    try:
        root = lxml_html.document_fromstring(f"<div>{seen(markup)}</div>".encode("utf-8", "replace"), parser=parser)
    except (etree.ParserError, etree.XMLSyntaxError):  # nothing but comments
        return ""
    blocks = (clean(block) for block in "".join(_pieces(root)).split("\0"))
    return between.join(block for block in blocks if block)


def _pieces(root: object) -> Iterator[str]:
    """Text in document order without recursion; a zero character where a block begins or ends."""
    from lxml import etree

    hidden = 0
    for event, node in etree.iterwalk(root, events=("start", "end")):
        name = node.tag if isinstance(node.tag, str) else ""
        if name in _UNSEEN:
            hidden += 1 if event == "start" else -1
        if name in _BLOCKS:
            yield "\0"
        if not hidden:
            yield (node.text if event == "start" else node.tail) or ""
