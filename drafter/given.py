"""What a person puts into the inbox, and what became of it: what they say of it, what its bytes or its address are."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Literal
from urllib.parse import urlsplit

from drafter.collect.decode import decode
from drafter.collect.sources import STDIN
from drafter.collect.visible import line
from drafter.entities import ArticleKind, Stamp

SAID_BY_TEXT = frozenset({"", ".txt", ".text", ".md", ".markdown", ".mdown", ".mkd"})
"""Endings of files that need no copy: their text stands in the inbox."""
ENDINGS = SAID_BY_TEXT | {".pdf", ".docx", ".eml", ".mht", ".mhtml", ".html", ".htm", ".xhtml"}


@dataclass(frozen=True)
class Given:
    """What a person says of what they add; empty where they say nothing."""

    by: str
    at: datetime
    url: str = ""
    title: str = ""
    note: str = ""
    not_before: str = ""
    private: bool = False
    kind: ArticleKind | None = None
    offered: str = ""
    """The title a newsletter gives it: for a page that cannot be read."""


@dataclass(frozen=True)
class Added:
    """What became of one target."""

    target: str
    done: Literal["added", "present", "updated", "refused"]
    file: str = ""
    """Its file in the inbox, relative to the digest."""
    title: str = ""
    site: str = ""
    published: Stamp | None = None
    kind: ArticleKind | None = None
    why: str = ""
    """What the rules went by; empty for a person's word."""
    characters: int = 0
    since: str = ""
    """When it was added first, where it was there."""
    problem: str = ""
    """A Failure's reason, where it cannot be read or was refused."""
    message: str = ""
    """What is wrong and the way out."""


def unusable(url: str) -> str:
    """Why an address cannot be kept at all; empty when it can."""
    try:
        parts = urlsplit(url)
        host, _ = parts.hostname, parts.port
    except ValueError as error:
        return f"is no address: {error}"
    if parts.scheme.lower() not in ("http", "https") or not host or any(char.isspace() or char in '<>"' for char in url):
        return "is no web address; write it whole, with https://"
    if "@" in parts.netloc:
        return "holds a user's name or password, which must not be kept; give the address without them"
    return ""


def is_home(url: str) -> bool:
    """Whether the address is a site's own, without a path."""
    parts = urlsplit(url)
    return parts.path in ("", "/") and not parts.query


def read_as(body: bytes, name: str) -> str:
    """The file name that says how to read it. Pasted text is no Markdown: a `#` or `*` in it is one, unless it comes as a file with a header."""
    if name != STDIN:
        return Path(name).name
    return (
        ""
        if re.match(rb"(?:\xef\xbb\xbf)?(?:---[ \t]*\r?\n|(?:From |[A-Za-z-]+: )[^\n]*\n(?:[ \t][^\n]*\n|[A-Za-z-]+:[^\n]*\n)+\r?\n)", body)
        else "pasted.txt"
    )


def titled(body: bytes, name: str, given: Given) -> bytes:
    """Pasted text with its title above it, so that its own first line is not taken for one and lost."""
    if name != STDIN or not given.title or ending_of(body, name) or read_as(body, name) != "pasted.txt":
        return body
    first, _, rest = decode(body, kind="text").lstrip("\ufeff \t\r\n").partition("\n")
    said = rest if line(first) == line(given.title) else f"{first}\n{rest}"
    return f"{line(given.title).rstrip('.。')}\n\n{said}".encode("utf-8", "replace")


def ending_of(body: bytes, name: str) -> str:
    """A file's, as far as it is one that we know; pasted bytes by what they begin with."""
    ending = Path(name).suffix.lower() if name != STDIN else ""
    if ending in ENDINGS - {""}:
        return ending
    start = body[:1024].lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    if b"%pdf-" in start:
        return ".pdf"
    if start.startswith(b"pk\x03\x04"):
        return ".docx"
    return ".html" if start.startswith(b"<") else ""
