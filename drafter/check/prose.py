"""Is a model's field plain prose in the edition's language? Each fault is a sentence that a model can act on."""

from __future__ import annotations

import re

from drafter.entities import Language

_LINK = re.compile(r"(?i)\b(?:https?|ftp|javascript|data|mailto):|\bwww\.|\b[\w.+-]+@[\w-]+\.\w")
_MARKUP = re.compile(r"<[a-zA-Z/!][^>]*>|\[[^\]]*\]\(|\*\*|^\s*(?:#{1,6}\s|[-*+]\s|\d+\.\s|>\s)|\{\{|\{%|```", re.M)
_ONE_ID = r"(?:[sit]\d{1,3}|[ie](?=[0-9a-f]*\d)[0-9a-f]{3,12})"
_ID = re.compile(rf"[\[(（【]{_ONE_ID}(?:\s*[,，、]\s*{_ONE_ID})*[\])）】]")
_CLOSED = "。！？!?.…：:；;”」』\"'’）)》】"
_HAN = re.compile(r"[\u3400-\u9fff]")
_LATIN_WORD = re.compile(r"[A-Za-z]{2,}")


_ROW_ID = re.compile(r"^\s*\[?(?:[sit]?\d{1,4}|[ie][0-9a-f]{3,12})\]\s*")


def unmarked(text: str) -> str:
    """One line, without the row's id that models copy along with a row's text."""
    return " ".join(_ROW_ID.sub("", text).split())


def stopped(text: str, language: Language) -> str:
    """With the full stop that a model forgot: without one, sentences set side by side become one."""
    return text if not text or text[-1] in _CLOSED else text + ("。" if language == "zh" else ".")


def faults(text: str, language: Language) -> tuple[str, ...]:
    """What is wrong with `text` as one plain sentence or heading; empty when nothing is."""
    found: list[str] = []
    if not text.strip():
        return ("it is empty",)
    if _LINK.search(text):
        found.append("it holds a link or an address; leave it out")
    if _MARKUP.search(text):
        found.append("it holds markup; write plain text")
    if _ID.search(text):
        found.append("it holds an id such as [i1] in its text; ids belong into their own field")
    if not speaks(text, language):
        found.append("it is not written in Simplified Chinese" if language == "zh" else "it is not written in English")
    return tuple(found)


def speaks(text: str, language: Language) -> bool:
    """Whether `text` is in the edition's language by its script. Names alone (few words, no sentence) pass as either."""
    latin = _LATIN_WORD.findall(text)
    han, words = len(_HAN.findall(text)), len(latin)
    if language == "en":
        return han <= 4 or han < words
    said = sum(word[0].islower() for word in latin)  # names keep their capitals: what is written small is what is said
    return han >= words or (han >= 2 and han >= said * 2 and said <= 4) or words <= 2
