"""Words of English and Chinese text, what language a text is in, and how much room a text takes of a ceiling.

rjieba is met here only and loaded when the first Chinese run is met (about 0.1 s, 20 MB).
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from drafter.entities import Language
from drafter.llm.extract.stop import DULL_EN, STOP_EN, STOP_ZH

ENGLISH_FACTOR = 2.6
"""Characters that English needs for what Chinese says in one."""

HAN = "㐀-䶿一-鿿豈-﫿"
_TOKEN = re.compile(
    rf"(?P<han>[{HAN}]+)"
    rf"|(?P<word>[^\W_{HAN}]*[^\W\d_{HAN}][^\W_{HAN}]*(?:[-'’.&][^\W_{HAN}]+)*)"
    r"|(?P<number>\d+(?:[.,:/-]\d+)*%?)"
)
_HAN_CHAR = re.compile(f"[{HAN}]")
_LATIN = re.compile("[A-Za-zÀ-ɏ]+")
_POSSESSIVE = re.compile("['’]s?$")


def language_of(text: str) -> Language:
    """`zh` when Han characters outnumber Latin words, else `en`."""
    return "zh" if len(_HAN_CHAR.findall(text)) > len(_LATIN.findall(text)) else "en"


def room(ceiling: int, edition: Language, text: str) -> int:
    """Characters that a text may have under a ceiling given for the edition's language: a source keeps its own language's measure."""
    spoken = language_of(text)
    if spoken == edition:
        return ceiling
    return round(ceiling * ENGLISH_FACTOR) if spoken == "en" else round(ceiling / ENGLISH_FACTOR)


def cost(text: str, edition: Language) -> float:
    """Share of a ceiling of the edition's language that the text takes, in that language's characters."""
    spoken = language_of(text)
    if spoken == edition:
        return len(text)
    return len(text) / ENGLISH_FACTOR if spoken == "en" else len(text) * ENGLISH_FACTOR


def han_words(text: str) -> list[str]:
    """A Chinese text cut into words; Latin runs and marks are kept as they stand."""
    import rjieba

    return list(rjieba.cut(text))


def tagged_han_words(text: str) -> list[tuple[str, str]]:
    """Chinese words with their part of speech (ICTCLAS letters: n noun, v verb, d adverb, …)."""
    import rjieba

    return [(word, tag) for word, tag in rjieba.tag(text)]


def content_words(text: str) -> Iterator[str]:
    """Words that carry meaning, folded so that the same word counts as the same: lower case, English plurals and possessives off."""
    for found in _TOKEN.finditer(text):
        if found["han"]:
            yield from (word for word in han_words(found["han"]) if word not in STOP_ZH)
        elif found["number"]:
            yield found["number"]
        elif folded := fold(found["word"]):
            yield folded


def topic_words(text: str) -> Iterator[tuple[str, str]]:
    """(folded, as written) of the words that can name a topic: Chinese nouns, Latin words and names, telling numbers."""
    for found in _TOKEN.finditer(text):
        if found["han"]:
            yield from ((word, word) for word, tag in tagged_han_words(found["han"]) if _names_topic(word, tag))
        elif found["number"]:
            if _telling(found["number"]):
                yield found["number"], found["number"]
        elif (folded := fold(found["word"])) and _names_latin(folded, found["word"]):
            yield folded, _POSSESSIVE.sub("", found["word"])


def fold(word: str) -> str:
    """A Latin word in the form it is compared in; empty for one that carries no meaning."""
    low = _POSSESSIVE.sub("", word.lower().replace("’", "'"))
    if low in STOP_EN or len(low) < 2:
        return ""
    if len(low) > 4 and low.endswith("ies"):
        return low[:-3] + "y"
    if len(low) > 3 and low.endswith("s") and not low.endswith(("ss", "us", "is")):
        return low[:-1]
    return low


def _names_topic(word: str, tag: str) -> bool:
    return len(word) > 1 and word not in STOP_ZH and (tag[0] in "nj" or tag in {"vn", "l", "i"})


def _names_latin(folded: str, word: str) -> bool:
    """A name or an acronym, or a common word that can be a noun and says something."""
    if folded in DULL_EN:
        return False
    return word != word.lower() or (len(folded) > 3 and not folded.endswith(("ed", "ly")))


def _telling(number: str) -> bool:
    """A number two items share by more than chance: three digits and more, and no year."""
    digits = re.sub(r"\D", "", number)
    return len(digits) > 2 and not re.fullmatch(r"(?:19|20)\d\d", number)
