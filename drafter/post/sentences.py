"""The sentences of a stretch of Markdown, each with its place in the exact text. What is seen of it decides where one ends."""

from __future__ import annotations

import re
from collections.abc import Iterable

from drafter.post.parts import Link, Span
from drafter.post.roles import only_label

_HAN = re.compile(r"[\u3400-\u9fff]")
_CLOSING = re.compile(r"[”’」』）》】\"')\]]+(?=\s|$)")
_STARS = re.compile(r"(?:\*{1,3}|_{1,2})(?=[\s”’」』）》】\"')\]：:，,]|$)")
_AT_ONCE = 2_000
"""Characters handed over in one go: the splitter's time grows with the square of what quotation marks leave open."""
_STOPS = re.compile(r"[.。！？!?…\r\n]")
_STOP = re.compile(r"[。！？!?；;\n]|\.\s")


def sentences(text: str, start: int, end: int, links: Iterable[Link] = (), hidden: Iterable[Span] = ()) -> tuple[Span, ...]:
    """Sentences between `start` and `end`, without the white space around them.

    `hidden` are marks that no reader sees (`> ` of a quotation). A link that follows a sentence's stop belongs to it.
    """
    links = tuple(links)
    seen = _masked(text, start, end, links, hidden, titles=True)
    words = _masked(text, start, end, links, hidden, titles=False)
    language = "zh" if len(_HAN.findall(seen)) * 3 > len(seen) / 2 else "en"
    spans: list[tuple[int, int]] = []
    for begin, stop in _pieces(seen, language):
        moved = begin + _left_behind(seen, spans, begin, stop)
        if spans and moved > begin:
            spans[-1] = (spans[-1][0], moved)
        first, last = _trimmed(seen, moved, stop)
        if first == last:
            continue
        if spans and only_label(words[first:last]):
            spans[-1] = (spans[-1][0], last)
        else:
            spans.append((first, last))
    return tuple(Span(start + a, start + b) for a, b in spans)


def _masked(text: str, start: int, end: int, links: Iterable[Link], hidden: Iterable[Span], *, titles: bool) -> str:
    """The stretch, as long as it is, with blanks for line ends and hidden marks; of links their titles, without stops, or nothing."""
    piece = list(text[start:end].replace("\r", " ").replace("\n", " "))
    for link in links:
        stop = text.rfind("](", link.start, link.end) if titles and text[link.start] == "[" else link.start
        label = _STOPS.sub("x", text[link.start : max(stop, link.start)])
        piece[link.start - start : link.end - start] = label + ("x" if titles else " ") * (link.end - link.start - len(label))
    for span in hidden:
        piece[span.start - start : span.end - start] = " " * (span.end - span.start)
    return "".join(piece)


def _pieces(seen: str, language: str) -> Iterable[tuple[int, int]]:
    from sentencex import segment

    at = 0
    for chunk in _chunks(seen):
        for piece in segment(language, chunk):
            yield at, at + len(piece)
            at += len(piece)


def _chunks(seen: str) -> Iterable[str]:
    at = 0
    while len(seen) - at > _AT_ONCE:
        stops = [found.end() for found in _STOP.finditer(seen, at + _AT_ONCE // 2, at + _AT_ONCE)]
        end = stops[-1] if stops else at + _AT_ONCE
        yield seen[at:end]
        at = end
    if at < len(seen):
        yield seen[at:]


def _left_behind(seen: str, spans: list[tuple[int, int]], begin: int, stop: int) -> int:
    """How much at the start of a piece closes the sentence before it: quotation marks, brackets, the end of bold type."""
    if not spans:
        return 0
    found = _CLOSING.match(seen, begin, stop)
    if found:
        return found.end() - begin
    stars = _STARS.match(seen, begin, stop)
    bold = stars and seen.count(stars[0], *spans[-1]) % 2
    return stars.end() - begin if stars and bold else 0


def _trimmed(seen: str, begin: int, end: int) -> tuple[int, int]:
    piece = seen[begin:end]
    left = len(piece) - len(piece.lstrip())
    return (begin + left, begin + len(piece.rstrip())) if left < len(piece) else (begin, begin)
