"""Marks and spaces against the house style, folded into one flag a post. What stands in quotation marks keeps its own."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Literal

from drafter.check.codes import raised
from drafter.check.statements import BLANK, Placed, around, counted, listed
from drafter.entities import Flag, Language

Spacing = Literal["nospace", "space", "keep"]

_HAN = r"\u3005-\u3007\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
_LATIN = r"A-Za-z0-9\u00c0-\u024f"
_WIDE_MARKS = r"，。！？；：、（）"
_CHINESE = re.compile(
    rf"(?<=[{_HAN}])[,;!?](?![0-9])"  # half-width mark after a Chinese character
    rf"|(?<=[{_HAN}]):(?!//|[0-9])"
    rf"|(?<=[{_HAN}])\.(?=\s|[{_HAN}]|$)"
    rf"|(?<=[{_HAN}])\((?=[{_HAN}])|(?<=[{_HAN}])\)(?=[{_HAN}])"
    rf"|(?<=[{_HAN}])\.{{3}}|(?<=[{_HAN}])--"
    rf"|[\uff10-\uff19\uff21-\uff3a\uff41-\uff5a]+"  # full-width digits and letters
    rf"|(?<=[{_WIDE_MARKS}])[ \u00a0]+(?=[{_HAN}])|(?<![ \u00a0])[ \u00a0]+(?=[，。；：、！？）])"
)
_STRAIGHT = re.compile('"[^"]*"')
"""Straight quotation marks, wrong around Chinese: looked for in the whole text, since they quote."""
_HAN_MARK = re.compile(f"[{_HAN}]")
_DOUBLED = re.compile(r"[，、；：]{2,}|。{2,}|！{3,}|？{3,}|(?<!\.)\.\.(?!\.)|,{2,}|;{2,}|[。！？][，、；：]|[，、；：][。！？]")
_ENGLISH = re.compile(r"[，。！？；：、（）]|(?<=\S)  +(?=\S)|(?<=\w) +[,;:!?](?=\s|$)|(?<=[a-z]),(?=[A-Za-z])")
_GAP = re.compile(rf"(?<=[{_HAN}])[ \u00a0]+(?=[{_LATIN}$€£¥])|(?<=[{_LATIN}%])[ \u00a0]+(?=[{_HAN}])")
_SEAM = re.compile(rf"(?<=[{_HAN}])(?=[{_LATIN}$€£¥])|(?<=[A-Za-z\u00c0-\u024f%])(?=[{_HAN}])|(?<=[0-9])(?=[{_HAN}])(?![十百千万亿兆])")
_STOPPED = re.compile(r"[。！？…；：.!?:;][”’」』》）)\"']*$|[”’」』）)\"']$")
_SENTENCE = 20
"""Characters below which a paragraph may be a label, which has no stop."""
_ENDS = ("item", "brief", "analysis", "conclusion", "lede")


def typography(ours: Iterable[Placed], language: Language, spacing: Spacing) -> tuple[Flag, ...]:
    """One flag with the number of places and the first three, or none."""
    sentences = [one for one in ours if one.said.text]
    places = [place for one in sentences for place in _places(one, language, spacing)]
    places += _mixed_quotes([one.said.text for one in sentences]) if language == "en" else []
    if not places:
        return ()
    return (raised("typography", "post", f"{counted(len(places), 'place')} against the house style: {listed(places)}", words=places[0]),)


def _places(one: Placed, language: Language, spacing: Spacing) -> Iterator[str]:
    whole = one.said.text
    text = one.plain
    patterns = [_CHINESE, _DOUBLED, *_spacing(spacing)] if language == "zh" else [_ENGLISH, _DOUBLED]
    spans = [found.span() for pattern in patterns for found in pattern.finditer(text)]
    if language == "zh":
        spans += [found.span() for found in _STRAIGHT.finditer(whole) if _HAN_MARK.search(found.group())]
    ended = text.rstrip(f"{BLANK} ")
    if one.said.part in _ENDS and len(ended) >= _SENTENCE and not _STOPPED.search(whole[: len(ended)]) and not _STOPPED.search(whole):
        spans.append((len(ended), len(ended)))
    yield from (around(whole, *span) for span in sorted(set(spans)))


def _spacing(spacing: Spacing) -> tuple[re.Pattern[str], ...]:
    return {"nospace": (_GAP,), "space": (_SEAM,), "keep": ()}[spacing]


def _mixed_quotes(texts: list[str]) -> list[str]:
    """Apostrophes of both forms: the rarer form's first place."""
    joined = "\n".join(texts)
    curly, straight = re.findall(r"(?<=\w)’(?=\w)", joined), re.findall(r"(?<=\w)'(?=\w)", joined)
    if not curly or not straight:
        return []
    rarer = "’" if len(curly) <= len(straight) else "'"
    at = re.search(rf"(?<=\w){rarer}(?=\w)", joined)
    return [around(joined, *at.span())] if at else []
