"""Links within a stretch of Markdown, with exact offsets: inline, by reference, in angle brackets, bare, and HTML's own."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator, Mapping

from drafter.post.parts import Link

_TOKEN = re.compile(
    r"""
      \\[!-/:-@\[-`{-~]                                # an escaped mark is no mark
    | (?P<code>`[^`\n]*+`)
    | (?P<open>!?\[)
    | (?P<close>\])
    | <(?P<auto>https?://[^\s<>]*+)>
    | <a\s(?P<anchor>[^<>]*+)>
    | (?P<anchored></a>)
    | (?P<bare>https?://[^\s<>"“”‘’《》「」『』（）()【】\[\]，。；：！？、…|]++(?:\([^\s()（）]*+\)[^\s<>"“”‘’《》「」『』（）()【】\[\]，。；：！？、…|]*+)*+)
    """,
    re.VERBOSE | re.IGNORECASE,
)
_PLAIN = r"(?:[^\s()\\]|\\.)*+(?:\((?:[^\s()\\]|\\.)*+\)(?:[^\s()\\]|\\.)*+)*+"
_TARGET = re.compile(rf"\([ \t]*+(?:<([^<>\n]*+)>|({_PLAIN}))(?:[ \t]++(?:\"[^\"\n]*+\"|'[^'\n]*+'|\([^()\n]*+\)))?+[ \t]*+\)(?:\{{:[^{{}}\n]*+\}})?+")
_BROKEN_TARGET = re.compile(r"\([ \t]*+<?(https?://[^\s()<>]++)", re.IGNORECASE)
_LABEL = re.compile(r"\[([^\[\]\n]{0,200})\]")
_HREF = re.compile(r"""\bhref\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'>]+))""", re.IGNORECASE)
_AFTER_BARE = ".,;:!?*_~'"
_ESCAPED = re.compile(r"\\([!-/:-@\[-`{-~])|(&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z]\w{1,30});)|((?<=\S[ \t])\*+(?=\s))|(\*{1,3}|`+)|[ \t\r\n]+")
"""Stars between spaces mark nothing, and stay."""


def shown(markdown: str) -> str:
    """The words a reader sees of a line: escapes and entities undone, stars and backticks that mark something gone, white space single."""
    return undone(markdown).strip()


def undone(markdown: str) -> str:
    """As `shown`, with the white space at both ends."""
    return _ESCAPED.sub(_one_shown, markdown)


def _one_shown(found: re.Match[str]) -> str:
    if found[1]:
        return found[1]
    if found[2]:
        return html.unescape(found[2])
    return found[3] or ("" if found[4] else " ")


def address(written: str) -> str:
    """A link's target as engines read it."""
    return re.sub(
        r"\\([!-/:-@\[-`{-~])|(&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z]\w{1,30});)", lambda found: found[1] or html.unescape(found[2]), written
    ).strip()


def links(text: str, start: int, end: int, known: Mapping[str, str] | None = None) -> tuple[Link, ...]:
    """The links between `start` and `end` in reading order; `known` are the post's definitions. Images are none."""
    return tuple(sorted(_Reader(text, start, end, known or {}).read(), key=lambda link: link.start))


class _Reader:
    """One pass with a stack of open brackets: time grows with the length, however the brackets nest."""

    def __init__(self, text: str, start: int, end: int, known: Mapping[str, str]) -> None:
        self.text, self.start, self.end, self.known = text, start, end, known
        self.open: list[tuple[int, bool]] = []
        self.spent = 0
        """So many of the open brackets hold a link already: they can open none themselves."""
        self.anchor: tuple[int, int, str] | None = None

    def read(self) -> Iterator[Link]:
        at = self.start
        while found := _TOKEN.search(self.text, at, self.end):
            at = found.end()
            if found["open"]:
                self.open.append((found.start(), found["open"] == "!["))
            elif found["close"]:
                link, at = self._closed(found.start(), at)
                if link:
                    yield link
            elif link := self._other(found):
                at = max(link.end, found.start() + 1) if found["bare"] else at
                yield link

    def _other(self, found: re.Match[str]) -> Link | None:
        if found["auto"]:
            return self._written(found.start(), found.end(), found["auto"])
        if found["bare"]:
            url = found["bare"].rstrip(_AFTER_BARE)
            return None if self.open and self._within_label(found.start()) else self._written(found.start(), found.start() + len(url), url)
        if found["anchor"] is not None:
            href = _HREF.search(found["anchor"])
            self.anchor = (found.start(), found.end(), html.unescape(next(filter(None, href.groups()), ""))) if href else None
        elif found["anchored"] and self.anchor:
            (begin, words, url), self.anchor = self.anchor, None
            return Link(begin, found.end(), shown(self.text[words : found.start()]), url)
        return None

    def _within_label(self, at: int) -> bool:
        """Whether a bare address is a link's own label: `[https://a.example](https://a.example)`."""
        close = _BRACKET.search(self.text, at, self.end)
        return bool(close and close[0] == "]" and self.text[close.end() : close.end() + 1] in ("(", "["))

    def _written(self, start: int, end: int, url: str) -> Link:
        return Link(start, end, address(url), address(url))

    def _closed(self, at: int, after: int) -> tuple[Link | None, int]:
        if not self.open:
            return None, after
        start, image = self.open.pop()
        spent = len(self.open) < self.spent
        self.spent = min(self.spent, len(self.open))
        url, end, closed = self._target(start, at, after)
        if url is None or (spent and not image):
            return None, after
        if image:
            return None, end
        self.spent = len(self.open)
        title = shown(self.text[start + 1 : at])
        # A footnote's mark says nothing of what it leads to.
        return Link(start, end, address(url) if title.startswith("^") else title, address(url), closed), end

    def _target(self, start: int, at: int, after: int) -> tuple[str | None, int, bool]:
        """What follows a label's `]`: address, end, and whether it is closed; None when nothing makes it a link."""
        if found := _TARGET.match(self.text, after, self.end):
            return found[1] if found[1] is not None else found[2], found.end(), True
        if found := _BROKEN_TARGET.match(self.text, after, self.end):
            return found[1], found.end(), False
        if not self.known:
            return None, after, True
        label = _LABEL.match(self.text, after, self.end)
        name = label[1] if label and label[1] else self.text[start:at].lstrip("![")[:201]
        url = self.known.get(" ".join(name.split()).casefold())
        return url, label.end() if label and url else after, True


_BRACKET = re.compile(r"[\[\]\n]")
