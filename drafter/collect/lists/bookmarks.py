"""Netscape bookmark files, as all browsers export them, and other pages that are nothing but links. Folders are tags."""

from __future__ import annotations

from collections.abc import Iterator
from html.parser import HTMLParser

from drafter.collect.lists.row import Row, rows


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.found: list[tuple[int, str, dict[str, str], tuple[str, ...]]] = []
        self._folders: list[str] = []
        self._heading = ""
        self._link: dict[str, str] | None = None
        self._line = 0
        self._text: list[str] | None = None

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "dl":
            self._folders.append(self._heading)
            self._heading = ""
        elif tag in ("a", "h1", "h2", "h3"):
            self._finish_link()
            self._text = []
            self._link = {key: value or "" for key, value in attrs} if tag == "a" else None
            self._line = self.getpos()[0]

    def handle_endtag(self, tag: str) -> None:
        if tag == "dl" and self._folders:
            self._folders.pop()
        elif tag == "h3" and self._text is not None:
            self._heading, self._text = "".join(self._text).strip(), None
        elif tag in ("h1", "h2"):
            self._text = None
        elif tag == "a":
            self._finish_link()

    def handle_data(self, data: str) -> None:
        if self._text is not None:
            self._text.append(data)

    def _finish_link(self) -> None:
        if self._link and self._link.get("href", "").lower().startswith(("http:", "https:", "feed:")):
            folders = tuple(folder for folder in self._folders if folder)
            self.found.append((self._line, self._link["href"].strip(), {"name": "".join(self._text or ()), "tags": self._link.get("tags", "")}, folders))
        self._link = self._text = None


def read(text: str) -> Iterator[Row]:
    """Rows in order; `javascript:`, `place:` and `about:` bookmarks are no sources. A live bookmark's feed counts as its address."""
    reader = _Reader()
    reader.feed(text.replace("<![", "&lt;!["))  # HTMLParser takes these for SGML sections and fails on unknown ones
    reader.close()
    for line, href, stated, folders in reader.found:
        yield from rows(line, href, stated, folders)
