"""Sentences and clauses of a text with their places, in Chinese and English: how far a word's force reaches."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

_SENTENCE = re.compile(r"[。！？!?；;\n]+[”」』\"’）)]*|(?<![A-Z])(?<!\b[A-Z][a-z])\.[”\"’)]*(?=\s+[“\"'‘(]?[A-Z0-9\u3400-\u9fff]|\s*$)")
_CLAUSE = re.compile(
    r"[，,](?!\d{3})|[：:](?!\d)|——?|—|–(?!\d)|\s-\s"
    r"|(?<=[\s])(?=(?:but|while|whereas|although|though|which|who|where|because|after|before|once|until|unless|despite|"
    r"and (?:is|are|was|were|has|have|had|will|would|said|says|awaits|plans|then|now|also|its|it|they|the)|and still|"
    r"subject to|pending|followed by|ahead of)\s)"
    r"|(?<=[^，。])(?=但(?!书)|然而|不过|而(?=[\u3400-\u9fff]{2,6}(?:则|却|已|也|仍|还|维持))|其中)",
    re.I,
)


LONGEST = 600
"""Characters of a sentence; what runs on without a stop is cut, so that looking around a word stays cheap."""


@dataclass(frozen=True, slots=True)
class Clause:
    """`text[start:end]`; `sentence` numbers the sentence it belongs to."""

    start: int
    end: int
    words: str
    sentence: int


@lru_cache(maxsize=1024)
def clauses(text: str) -> tuple[Clause, ...]:
    """Every clause in order. Characters between clauses (commas, stops) belong to none."""
    found: list[Clause] = []
    for number, (start, end) in enumerate(sentences(text)):
        at = start
        for cut in (*_CLAUSE.finditer(text, start, end), None):
            stop = cut.start() if cut else end
            if text[at:stop].strip():
                found.append(Clause(at, stop, text[at:stop], number))
            at = cut.end() if cut else end
    return tuple(found)


def sentences(text: str) -> tuple[tuple[int, int], ...]:
    """Spans of sentences, without the stop."""
    found: list[tuple[int, int]] = []
    at = 0
    for stop in (*_SENTENCE.finditer(text), None):
        end = stop.start() if stop else len(text)
        if words := text[at:end].strip():
            since = text.index(words[0], at)
            found += [(cut, min(cut + LONGEST, since + len(words))) for cut in range(since, since + len(words), LONGEST)]
        at = stop.end() if stop else len(text)
    return tuple(found)
