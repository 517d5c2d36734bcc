"""OPML by listparser, folders as tags. Files that are no XML (bare `&`, quotes in descriptions) are read all the same, and said so.

listparser keeps no line numbers and drops repeated addresses; both come from a scan of the tags.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from dataclasses import dataclass

from drafter.collect import feed_xml
from drafter.collect.lists.row import Broken, Problem, Row, rows

_OUTLINE = re.compile(r"""<outline\b((?:[^<>"']|"[^"<]*"|'[^'<]*')*|[^<>]*)>""", re.IGNORECASE)
_ATTRIBUTE = re.compile(r"""([\w:.-]+)\s*=\s*(?:"([^"<]*)"|'([^'<]*)')""")
_DESCRIPTION = re.compile(
    r"""\sdescription="[^\n]*?"(?=\s+(?:xmlUrl|htmlUrl|url|type|title|text|category|language|version|created)\s*=|\s*/?>\s*(?:<|\Z))""", re.IGNORECASE
)
_ENTITY_FREE = re.compile(r"&(?!(?:#\d+|#x[0-9a-fA-F]+|\w+);)")
_EXTRA = {"weight": "weight", "maxitems": "max_items", "lang": "language", "pick": "pick"}


@dataclass(frozen=True)
class _Tag:
    line: int
    url: str
    attributes: dict[str, str]


def read(text: str) -> Iterator[Row]:
    """Rows in order. Raises Broken when the file declares dangerous entities."""
    import listparser

    lines_before = 0
    root = feed_xml.root_start(text)
    if root > 0:
        lines_before, text = text.count("\n", 0, root), text[root:]
    wrong = _fault(text)
    if wrong:
        line, said = wrong
        yield Problem(
            line + lines_before,
            "not-well-formed",
            f"this is not well-formed XML ({said})",
            "it was read all the same; save it anew from the program it came from",
        )
        text = _ENTITY_FREE.sub("&amp;", _DESCRIPTION.sub("", text))
    parsed = listparser.parse(b"<?xml version='1.0'?>" + text.encode("utf-8", "replace"))  # bytes: a str could be taken for an address
    known = {found.url: found for found in (*parsed.feeds, *parsed.lists, *parsed.opportunities)}
    for tag in _tags(text, lines_before):
        found = known.get(tag.url)
        stated = {"name": (found.title if found else "") or tag.attributes.get("text") or tag.attributes.get("title", "")}
        stated |= {field: tag.attributes[name] for name, field in _EXTRA.items() if name in tag.attributes}
        folders = [folder for path in (found.categories if found else ()) for folder in path if folder]
        yield from rows(tag.line, tag.url, stated, dict.fromkeys(folders))


def _fault(text: str) -> tuple[int, str] | None:
    """Line and message of the first XML error."""
    from lxml import etree

    if re.search(r"<!(?:DOCTYPE|ENTITY)", text[:2000], re.IGNORECASE):
        raise Broken("declares a document type inside its body")
    try:
        etree.fromstring(text.encode("utf-8", "replace"), parser=etree.XMLParser(resolve_entities=False, no_network=True, encoding="utf-8"))
    except etree.XMLSyntaxError as error:
        return (error.lineno or 0), re.sub(r", line \d+, column \d+.*", "", str(error.msg))
    return None


def _tags(text: str, lines_before: int) -> Iterator[_Tag]:
    line, at = 1 + lines_before, 0
    for match in _OUTLINE.finditer(text):
        line += text.count("\n", at, match.start())
        at = match.start()
        attributes = {name.lower(): html.unescape(double or single).strip() for name, double, single in _ATTRIBUTE.findall(match[1])}
        url = (
            attributes.get("xmlurl")
            or (attributes.get("url") if attributes.get("type", "").lower() in ("link", "include", "rss") else "")
            or attributes.get("htmlurl")
            or ""
        )
        if url:
            yield _Tag(line, url, attributes)
