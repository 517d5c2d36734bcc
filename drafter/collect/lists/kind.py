"""Which format a file is in: by its content first, its ending second.

An HTML file is a bookmark list when it says so (`NETSCAPE-Bookmark-file`) or when at least four fifths of its visible text is the text of
two or more links; else it is an article. A Markdown or text file is a list when its name says so (`sources.md`, `feeds.txt`, …), when at
least half of its lines (headings and comments aside) are a link, an address or carry one behind a bullet, or when it is a post with two or
more `**Source:** [title](url)` lines; else it is an article. So a page of prose with some links in it is read, not followed.
"""

from __future__ import annotations

import re
from pathlib import PurePath
from typing import Literal

from drafter.collect import feed_json, feed_xml
from drafter.collect.lists import markdown, table
from drafter.collect.lists.plain import URL

Kind = Literal["plain", "markdown", "yaml", "toml", "csv", "json", "opml", "bookmarks", "document"]
"""`document`: not a list but a source itself (article, mail, feed)."""

_BY_ENDING: dict[str, Kind] = {".yaml": "yaml", ".yml": "yaml", ".toml": "toml", ".csv": "csv", ".tsv": "csv"}
_MARKDOWN = (".md", ".markdown", ".mdown", ".mkd")
_MAIL = (".eml", ".mht", ".mhtml", ".mbox")
_LIST_NAME = re.compile(r"(?:.*[-_. ])?(?:sources?|feeds?|links|bookmarks|subscriptions|blogroll|reading-?list|来源|订阅|书签)(?:[-_. ].*)?", re.IGNORECASE)
_MAIL_HEAD = re.compile(
    r"(?:From |(?:Return-Path|Received|Delivered-To|Message-ID|MIME-Version|X-[\w-]+|Subject|From|Date|To):\s).*\n(?:[ \t].*\n|[\w-]+:.*\n)+", re.IGNORECASE
)
_POST_LINE = re.compile(r"^\s*(?:[-*]\s+)?\*\*[^*\n]{1,20}[:：]\s*\*\*\s*\[|^\s*\*\*(?:Source|来源|原文)\*\*\s*[:：]\s*\[", re.IGNORECASE)
_LINK_LINE = re.compile(r"^\s*(?:(?:[-*+•]|\d+[.)])\s+(?:\[[ xX]\]\s+)?|\|\s*)?(?:\*\*)?(?:\[|<?https?://)")
_ANY_LINK = re.compile(r"<a\b[^<>]*\bhref\s*=\s*[\"']?\s*(?:https?|feed):[^<>]*>([^<]*(?:<(?!/a\b|a\b)[^<]*){0,20})</a", re.IGNORECASE)
_UNSEEN = re.compile(r"<(script|style|head)\b.*?</\1\s*>|<!--.*?-->", re.IGNORECASE | re.DOTALL)


def kind_of(text: str, name: str = "") -> Kind:
    """The format of a file's text; `name` is its file name, empty for standard input."""
    ending = PurePath(name).suffix.lower()
    head = text[:2000].lstrip("\ufeff \t\r\n")
    if ending in _MAIL or (not ending and _MAIL_HEAD.match(head)):
        return "document"
    if ending in _BY_ENDING:
        return _BY_ENDING[ending]
    if head.startswith("<") and not re.match(r"<(?:https?://|[\w.+-]+@)", head):
        return _marked_up(text, head)
    if ending == ".json" or (head[:1] in ("{", "[") and not ending and _closes(text)):
        return "document" if feed_json.is_json_feed(head) else "json"
    if ending in _MARKDOWN:
        return "markdown" if _is_list(text, name) else "document"
    return _bare(text, name, head)


def _closes(text: str) -> bool:
    """A `[` may also open a Markdown link or a TOML table; JSON ends as it began."""
    return text.rstrip()[-1:] in "}]" and not re.match(r"\s*\[\[?[\w. -]+\]\]?\s*\n", text) and not re.match(r"\s*\[[^\[\]\n]+\]\(", text)


def _marked_up(text: str, head: str) -> Kind:
    if "netscape-bookmark-file" in head.lower():
        return "bookmarks"
    root = feed_xml.root_start(text)
    tag = text[root : root + 40].lower() if root >= 0 else ""
    if tag.startswith("<opml"):
        return "opml"
    if re.match(r"<(?:rss|feed|rdf:rdf|channel|\w+:feed)\b", tag):
        return "document"
    return "bookmarks" if _only_links(text[:400_000]) else "document"


def _only_links(text: str) -> bool:
    text = _UNSEEN.sub(" ", text)
    links = _ANY_LINK.findall(text)
    seen = len(re.sub(r"\s", "", re.sub(r"<[^<>]*>", "", text)))
    linked = sum(len(re.sub(r"\s", "", re.sub(r"<[^<>]*>", "", link))) for link in links)
    return len(links) >= 2 and linked >= 0.8 * seen


def _bare(text: str, name: str, head: str) -> Kind:
    first = next((line for line in head.splitlines() if line.strip() and not line.lstrip().startswith("#")), "")
    if re.match(r"\s*\[\[?[\w.\" -]+\]\]?\s*$", first):
        return "toml"
    if re.match(r"(?:sources|feeds)\s*:\s*$|-\s+(?:url|name|title|xmlUrl)\s*:", first, re.IGNORECASE):
        return "yaml"
    record = next((record for _, record in table.numbered(first)), [])
    if len(record) > 1 and table.is_header(record):
        return "csv"
    listed = _is_list(text, name)
    if listed and re.search(r"^\s*[-*+]\s+\[[^\]\n]*\]\(|^\s*[-*+]\s+<?https?:|\]\(https?://", text, re.MULTILINE):
        return "markdown"
    return "plain" if listed else "document"


def _is_list(text: str, name: str) -> bool:
    if _LIST_NAME.fullmatch(PurePath(name).stem):
        return True
    lines = [line for _, line in markdown.shown_lines(text) if not line.lstrip().startswith("#")]
    if not lines:
        return not text.strip() or text.lstrip().startswith("#")
    if sum(1 for line in lines if _POST_LINE.match(line)) >= 2:
        return True
    linking = sum(1 for line in lines if _LINK_LINE.match(line) or markdown.DEFINITION.match(line) or _short_with_address(line))
    return linking * 2 >= len(lines)


def _short_with_address(line: str) -> bool:
    """`name: https://…`, or a path and nothing else."""
    found = URL.search(line)
    if found:
        return len(line) - len(found[0]) <= 60
    return re.fullmatch(r"[^\s|]+\.(?:html?|md|txt|eml|xml|rss|json)(?:\s+\|.*)?|-", line.strip(), re.IGNORECASE) is not None
