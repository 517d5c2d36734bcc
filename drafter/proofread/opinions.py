"""A model's verdicts beside what code found: as flags, and as the standing of a sentence that code could not compare. Pure.

A verdict holds of the very words that were judged, of an item that still rests on that article. Where code found something in the same
sentence, the model most likely means the same: its opinion is then for information.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence

from drafter import judge
from drafter.asks import Judged
from drafter.check.grounding import Trace
from drafter.check.statements import Placed
from drafter.check.text import ItemText
from drafter.entities import Article, Flag
from drafter.post.escape import clean


class Opinions:
    """The verdicts that hold of `sentences`."""

    def __init__(self, verdicts: Iterable[Judged], sentences: Sequence[Placed]) -> None:
        kept = {(one.article_id, _squeezed(one.statement)): one for one in verdicts}
        self._of: dict[tuple[str, str], Judged] = {}
        self._where: dict[tuple[str, str], str] = {}
        for placed in sentences:
            item, said = placed.item, placed.said
            found = next((kept[key] for key in _keys(item, said.text) if key in kept), None) if item and not said.verbatim else None
            if item and found:
                self._of[item.id, said.text] = found.model_copy(update={"statement": said.text})
                self._where[item.id, said.text] = placed.where

    def flags(self, articles: Mapping[str, Article], found: Iterable[Flag]) -> tuple[Flag, ...]:
        """Flags of the verdicts that are against a statement; `found` are those that code raised."""
        minded = {flag.statement for flag in found if flag.severity != "INFO"}
        raised = (flag for key, one in self._of.items() for flag in judge.flags([one], articles, self._where[key]))
        return tuple(flag.model_copy(update={"severity": "INFO"}) if flag.statement in minded else flag for flag in raised)

    def trace(self, trace: Trace, articles: Collection[str]) -> Trace:
        """As a model's opinion where code could not compare and a model did."""
        one = self._of.get((trace.said.item_id, trace.said.text))
        if one is None or trace.state != "not-checked":
            return trace
        ids = one.sentence_ids if one.article_id in articles else ()
        return trace.model_copy(update={"state": "judged", "article_id": one.article_id, "sentence_ids": ids})


def _keys(item: ItemText, text: str) -> Iterable[tuple[str, str]]:
    return ((key, _squeezed(text)) for key in item.article_ids)


def _squeezed(text: str) -> str:
    return "".join(clean(text).split())
