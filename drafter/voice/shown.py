"""What of the voice one prompt shows: the style, terms that the material uses, and few examples of the part that is written. Bounded."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TypeVar

from drafter import prompts
from drafter.asks import ChainInputs, ChangeData, EarlierData, House, ItemData, SummarizeInputs, TermData
from drafter.check.terms import GlossaryTerm, form_pattern
from drafter.entities import Language
from drafter.voice.nouns import PROMPTS, Change, Example, Part, Voice

G = TypeVar("G", SummarizeInputs, ChainInputs)

MOST_TERMS = 30
MOST_EXAMPLES = 2
EXAMPLE_CHARACTERS = 700
"""Of all examples of one prompt together, in Chinese; English gets ENGLISH times as many."""
MOST_CHANGES = 6
CHANGE_CHARACTERS = 240
"""A longer sentence is no example of manner that a model could take in passing."""
ENGLISH = 2.6


def in_house(given: G, name: str, voice: Voice) -> G:
    """The inputs of prompt `name` with the house's part in them; the same inputs where the voice has nothing to say to them."""
    house = shown(voice, PROMPTS.get(name), _texts(given), given.language, given.boundary)
    return given if house is None else given.model_copy(update={"house": house})


def shown(voice: Voice, part: Part | None, texts: Sequence[str], language: Language, boundary: str) -> House | None:
    """What is shown beside `texts`, whose own mark is `boundary`; None where that is nothing."""
    terms = tuple(_term(term) for term in voice.terms if _used(term, texts))[:MOST_TERMS]
    examples = tuple(_cut([one for one in voice.examples if one.part == part], language))
    changes = tuple(ChangeData(before=one.before, after=one.after) for one in _recent(voice.changes, part, language))
    if not (voice.style or terms or examples or changes):
        return None
    ours = [*voice.style, *(term.model_dump_json() for term in terms), *examples, *(one.model_dump_json() for one in changes)]
    mark = prompts.boundary(*ours, absent_from=(*texts, boundary))
    return House(style=voice.style, terms=terms, examples=examples, changes=changes, boundary=mark)


def _texts(given: SummarizeInputs | ChainInputs) -> tuple[str, ...]:
    """The material that the prompt shows."""
    if isinstance(given, SummarizeInputs):
        shown = frozenset(given.sentence_ids)
        return (given.article.title, given.article.site, *(one.text for one in given.article.sentences if one.id in shown))
    shown_items: list[ItemData | EarlierData] = [*given.items, *given.earlier]
    return tuple(text for one in shown_items for text in (one.headline, *one.statements))


def _used(term: GlossaryTerm, texts: Iterable[str]) -> bool:
    pattern = form_pattern(form for form in (term.term, *term.also, term.wanted, term.short, *term.forbidden) if form)
    return any(pattern.search(text) for text in texts)


def _term(term: GlossaryTerm) -> TermData:
    first = term.opening
    return TermData(forms=tuple(dict.fromkeys((term.term, *term.also))), wanted=term.wanted, first=first, after=term.after if first else "")


def _cut(examples: Sequence[Example], language: Language) -> Iterable[str]:
    """The first examples, each within its share of the room."""
    room = round(EXAMPLE_CHARACTERS * (1 if language == "zh" else ENGLISH)) // MOST_EXAMPLES
    return [one.text if len(one.text) <= room else one.text[:room].rstrip() + "…" for one in examples[:MOST_EXAMPLES]]


def _recent(changes: Sequence[Change], part: Part | None, language: Language) -> list[Change]:
    room = CHANGE_CHARACTERS * (1 if language == "zh" else ENGLISH)
    fitting = [one for one in changes if part is not None and one.part in (part, None) and max(len(one.before), len(one.after)) <= room]
    return fitting[-MOST_CHANGES:]
