"""Markdown: every link is a source, its text the name. `- [Example](https://example.org/) — a note | weight=2`

A heading above a bullet list is a tag of its links, the first-level one excepted. Images, links inside the page, mail addresses, code
and HTML comments list nothing. A post of ours reads as the list of its source links.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from drafter.collect.lists.plain import URL, split_fields, trimmed
from drafter.collect.lists.row import Row, rows

LINK = re.compile(r"""\[((?:[^\[\]\\]|\\.|\[[^\[\]]*\])*)\]\(\s*(?:<([^<>]*)>|([^\s<>()]*(?:\([^\s<>()]*\)[^\s<>()]*)*))(?:\s+(?:"[^"]*"|'[^']*'))?\s*\)""")
DEFINITION = re.compile(r"^\s{0,3}\[([^\]^]+)\]:\s*<?(\S+?)>?(?:\s+[\"'(].*)?$")
_IMAGE = re.compile(r"!\[[^\[\]]*\]\([^()\s]*(?:\s+\"[^\"]*\")?\)")
_HEADING = re.compile(r"^\s{0,3}(#{1,6})\s+(.*?)\s*#*\s*$")
_BULLET = re.compile(r"^\s*(?:[-*+•]|\d+[.)])\s")
_FENCE = re.compile(r"^\s{0,3}(```|~~~)")
_ELSEWHERE = re.compile(r"^(?:#|mailto:|tel:|data:|javascript:)", re.IGNORECASE)
_ESCAPED = re.compile(r"\\([\\`*_{}\[\]<>()#+\-.!|~$=])")


def read(text: str) -> Iterator[Row]:
    """Rows in order."""
    tag = ""
    for number, line in shown_lines(text):
        heading = _HEADING.match(line)
        if heading and not LINK.search(line):
            tag = _words(heading[2]) if len(heading[1]) > 1 else ""
            continue
        yield from _line(number, line, (tag,) if tag and _BULLET.match(line) else ())


def shown_lines(text: str) -> Iterator[tuple[int, str]]:
    """Numbered lines without front matter, code blocks and comments."""
    lines = text.splitlines()
    skip = 0
    if lines and lines[0].strip() == "---" and "---" in (line.strip() for line in lines[1:]):
        skip = next(at for at, line in enumerate(lines[1:], 2) if line.strip() == "---")
    fence = comment = False
    for number, line in enumerate(lines, 1):
        if number <= skip:
            continue
        if not comment and _FENCE.match(line):
            fence = not fence
            continue
        if fence:
            continue
        line, comment = _without_comments(line, comment)
        if line.strip():
            yield number, line


def _without_comments(line: str, inside: bool) -> tuple[str, bool]:
    out = ""
    while line:
        if inside:
            _, found, line = line.partition("-->")
            inside = not found
        else:
            before, found, line = line.partition("<!--")
            out += before
            inside = bool(found)
    return out, inside


def _line(number: int, line: str, tags: tuple[str, ...]) -> Iterator[Row]:
    said, fields = split_fields(line)
    said = _IMAGE.sub("", re.sub(r"`[^`]*`", "", said))
    definition = DEFINITION.match(said)
    if definition:
        yield from rows(number, definition[2], {"name": definition[1]} | fields, tags)
        return
    for match in LINK.finditer(said):
        target = (match[2] if match[2] is not None else match[3]).strip()
        if target and not _ELSEWHERE.match(target):
            yield from rows(number, target, {"name": _words(match[1])} | fields, tags)
    for url in URL.findall(LINK.sub(" ", said)):
        yield from rows(number, trimmed(url), fields, tags)


def _words(text: str) -> str:
    """A link's or heading's text without emphasis and escapes."""
    text = re.sub(r"(?<!\\)(\*\*|__|\*|~~|`)", "", text)
    text = _ESCAPED.sub(r"\1", text)
    return LINK.sub(lambda match: match[1], text).strip()
