"""Paragraphs → sentences with ids and exact offsets: `text[start:end] == sentence.text`. sentencex is met here only.

Ids are what models and editors cite, so they depend on nothing but the text.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from drafter.collect.language import han
from drafter.entities import Sentence

BETWEEN = "\n\n"
"""Between paragraphs of an article's text."""

_ASKED = re.compile('[？！?!…][”’」』"]$')
_SAYS = re.compile("[^，。！？；：“”]{0,10}?(说|问|道|称|喊|答|叫|表示|反问|写道|回应|强调|指出)[，。：；！]?")
_BEFORE_DIGIT = re.compile(r"[。！？](?=[0-9０-９])")
_OPEN = re.compile("^[”’」』）》】\"')\\]]+")


def split(text: str) -> tuple[Sentence, ...]:
    """The sentences of `text`, whose paragraphs stand apart by a blank line; white space around a sentence belongs to none."""
    found: list[Sentence] = []
    start = 0
    for number, paragraph in enumerate(text.split(BETWEEN)):
        for begin, end in _spans(paragraph):
            piece = paragraph[begin:end]
            found.append(Sentence(id=f"s{len(found) + 1}", paragraph=number, start=start + begin, end=start + end, text=piece))
        start += len(paragraph) + len(BETWEEN)
    return tuple(found)


def _spans(paragraph: str) -> list[tuple[int, int]]:
    from sentencex import segment

    language = "zh" if han(paragraph) * 3 > len(paragraph) / 2 else "en"
    spans: list[tuple[int, int]] = []
    position = 0
    for piece in _pieces(segment(language, paragraph)):
        begin = position + len(piece) - len(piece.lstrip())
        end = position + len(piece.rstrip())
        position += len(piece)
        if end <= begin:
            continue
        if spans and (_belongs(paragraph[spans[-1][0] : spans[-1][1]], paragraph[begin:end]) or _inside_figure(paragraph, begin)):
            spans[-1] = (spans[-1][0], end)
        else:
            spans.append((begin, end))
    return spans


def _pieces(segments: Iterable[str]) -> Iterator[str]:
    """sentencex leaves a Chinese stop before a digit unsplit: 增长5%。3月的数据."""
    for segment in segments:
        at = 0
        for stop in _BEFORE_DIGIT.finditer(segment):
            said = segment[: stop.end()]
            if said.count("“") <= said.count("”") and said.count("「") <= said.count("」"):
                yield segment[at : stop.end()]
                at = stop.end()
        yield segment[at:]


def _inside_figure(paragraph: str, at: int) -> bool:
    """Whether a figure was cut in two: １．８９％."""
    return at >= 2 and paragraph[at].isdigit() and paragraph[at - 1] in ".．" and paragraph[at - 2].isdigit()


def _belongs(before: str, piece: str) -> bool:
    """Whether `piece` goes on with the sentence before: a closing mark left behind, or who asked “…？”."""
    if _OPEN.match(piece) and _OPEN.sub("", piece).strip(" 。.!！?？,，") == "":
        return True
    return bool(_ASKED.search(before)) and bool(_SAYS.match(piece)) and han(piece) > 0
