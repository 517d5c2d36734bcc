"""What reads as a name in a text: runs of Latin words, places, currencies and months of CLDR, originals in brackets; and how names are compared."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from drafter.check.names import cldr
from drafter.check.names.words import COMMON, INSTITUTIONAL, UNITS

_LATIN = re.compile(
    r"(?<![A-Za-z0-9])[A-Za-zÀ-ÖØ-öø-ÿ0-9]*[A-Za-zÀ-ÖØ-öø-ÿ][A-Za-zÀ-ÖØ-öø-ÿ0-9]*(?:(?:[.&'’+/_-]|\s?&\s?|"
    r" )[A-Za-zÀ-ÖØ-öø-ÿ0-9][A-Za-zÀ-ÖØ-öø-ÿ0-9]*){0,11}[+#]{0,2}"
)
_CAPITAL = re.compile(
    r"(?<![A-Za-z0-9À-ÿ])[A-ZÀ-ÖØ-Þ][A-Za-z0-9À-ÖØ-öø-ÿ]*(?:[.'’&-][A-Za-z0-9À-ÿ]+)*"
    r"(?:(?:\s(?:&|of|de|der|van|von|du|la|al)\s|\s)[A-Z0-9À-ÖØ-Þ][A-Za-z0-9À-ÖØ-öø-ÿ]*(?:[.'’&-][A-Za-z0-9À-ÿ]+)*){0,7}"
)
_FIGURE_END = re.compile(r" \d{1,3}$")
_FIGURE_BEHIND = re.compile(r" \d[\d.,]*$")
_FIGURE_ON = re.compile(r",\d{3}|\.\d|%| (?:million|billion|trillion|thousand|per ?cent|people|percentage|basis)\b")
_BARE_FIGURE = re.compile(
    r"(?i)\d[\d.,]*(?:m|mn|bn|tn|k|th|st|nd|rd|[ap]m)?(?:-(?:year|month|week|day|hour|minute|storey|seat|strong|member|page|mile)s?(?:-old)?)?"
)
_NO_LETTER = re.compile(r"[^\w&+#]+|_+")
HAN = re.compile(r"[\u3400-\u9fff]")
_POSSESSIVE = re.compile(r"['’]s?$")
_SENTENCE_START = re.compile(r"[.!?:;。！？：；“\"'‘(（—–]\s*$")
_ORIGINAL = re.compile(r"(?P<form>[A-ZÀ-ÖØ-Þ][^()（）。，；]{0,80}?)\s?[(（](?P<original>[\u3400-\u9fff·]{2,30})[)）]")
"""A name in Latin letters with the source's own form behind it: `Chaoxi Pay (潮汐支付)`."""


@dataclass(frozen=True, slots=True)
class LatinName:
    """A run of Latin words that reads as a name."""

    start: int
    end: int
    words: str


@lru_cache(maxsize=1 << 15)
def folded(text: str) -> str:
    """Without case, width, spaces, hyphens, dots and apostrophes: how names are compared."""
    return _NO_LETTER.sub("", unicodedata.normalize("NFKC", text).casefold())


def latin_names(text: str) -> tuple[LatinName, ...]:
    """Latin names: every run in Chinese text, capitalised runs in English text."""
    if in_chinese(text):
        return tuple(_trimmed(found) for found in _LATIN.finditer(text) if not _is_unit(text, found))
    return tuple(name for found in _CAPITAL.finditer(text) if (name := _capitalised(text, found)) is not None)


def in_chinese(text: str) -> bool:
    """Whether it reads as Chinese; an original in brackets does not make English text Chinese."""
    return bool(han := len(HAN.findall(text))) and han * 3 >= sum(character.isascii() and character.isalpha() for character in text)


def originals(text: str) -> Iterator[tuple[int, int, str, str]]:
    """Names in Latin letters with the source's own form in brackets: where they begin and where the bracket ends, the name, the original."""
    for found in () if in_chinese(text) else _ORIGINAL.finditer(text):
        form = max(_CAPITAL.finditer(found["form"]), key=lambda run: run.end(), default=None)
        if form is not None and form.end() == len(found["form"]):
            yield found.start() + form.start(), found.end(), form.group(), found["original"]


def _trimmed(found: re.Match[str]) -> LatinName:
    words = _POSSESSIVE.sub("", found.group())
    return LatinName(found.start(), found.start() + len(words), words)


def _is_unit(text: str, found: re.Match[str]) -> bool:
    """`12GW`, `5nm`: what a figure is measured in, with the figure the other checks' matter."""
    words = _FIGURE_BEHIND.sub("", found.group())
    letters = words.lstrip("0123456789")
    before = text[max(0, found.start() - 2) : found.start()].rstrip()
    return letters.lower() in UNITS and (letters != words or before[-1:].isdigit() or before[-1:] in ("每", "/"))


def _capitalised(text: str, found: re.Match[str]) -> LatinName | None:
    start, words = found.start(), _POSSESSIVE.sub("", found.group())
    if " " in words and (figure := _FIGURE_END.search(words)) and _FIGURE_ON.match(text, start + len(words)):
        words = words[: figure.start()]  # Roughly 325 of Roughly 325,000
    if _SENTENCE_START.search("." * (start < 4) + text[max(0, start - 4) : start]):
        first, _, rest = words.partition(" ")
        if rest.startswith("of ") and first.lower() not in INSTITUTIONAL:  # Shares of Harbour Bank: any word may open a sentence
            start += len(first) + len(" of ")
            words = rest[len("of ") :]
        elif first.lower() in COMMON or not rest:
            start += len(first) + 1
            words = rest
    while words and words.split(" ")[0].lower() in COMMON:
        first, _, words = words.partition(" ")
        start += len(first) + 1
    start, words = _undated(start, words.rstrip(" &"))
    if not words or words.isdigit() or words.lower() in COMMON or _BARE_FIGURE.fullmatch(words):
        return None
    return LatinName(start, start + len(words), words)


def _undated(start: int, words: str) -> tuple[int, str]:
    """Without the month and year before or behind a name: `January 2026 Bluefin` names Bluefin, and the date is the figures' matter."""
    parts = words.split(" ")
    while parts and _dates(parts[-1]) and any(map(_month, parts)):
        parts.pop()
    while parts and _month(parts[0]):
        start += len(parts.pop(0)) + 1
        while parts and parts[0].isdigit():
            start += len(parts.pop(0)) + 1
    return start, " ".join(parts)


def _dates(part: str) -> bool:
    return part.isdigit() or _month(part)


def _month(part: str) -> bool:
    return part != "May" and any(kind == "month" for kind, _ in cldr.by_form().get(part.lower().rstrip("."), ()))


def cldr_forms(text: str) -> tuple[tuple[int, int, tuple[cldr.Key, ...]], ...]:
    """Territories, currencies, months and cities of `text`: (start, end, what it may name), longest first, without overlaps."""
    return (*_chinese_forms(text), *_english_forms(text))


def _chinese_forms(text: str) -> list[tuple[int, int, tuple[cldr.Key, ...]]]:
    if not HAN.search(text):
        return []
    table, longest = cldr.by_form(), cldr.longest_form()
    found: list[tuple[int, int, tuple[cldr.Key, ...]]] = []
    at = 0
    while at < len(text):
        size = (
            next((size for size in range(min(longest, len(text) - at), 1, -1) if text[at : at + size] in table), 0) if "\u3400" <= text[at] <= "\u9fff" else 0
        )
        if size:
            found.append((at, at + size, table[text[at : at + size]]))
        at += size or 1
    return found


def _english_forms(text: str) -> list[tuple[int, int, tuple[cldr.Key, ...]]]:
    table = cldr.by_form()
    found: list[tuple[int, int, tuple[cldr.Key, ...]]] = []
    for match in _CAPITAL.finditer(text):
        words = match.group()
        bare = _POSSESSIVE.sub("", words)
        keys = table.get(bare.lower()) or table.get(bare.lower().removeprefix("the "))
        if keys and bare != "May" and not (bare.lower() == "us" and bare != "US"):
            found.append((match.start(), match.start() + len(bare), keys))
    return found
