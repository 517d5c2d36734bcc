"""Statements of one item that a check found at odds with their article, asked for again by themselves. Two pure halves, as for the summary."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from drafter import prompts
from drafter.asks import FaultyData, MendAnswer, MendInputs, Reading, SourceData, StatementAnswer, SummarizeInputs
from drafter.check import prose
from drafter.entities import Article, Evidence, Flag, Language, Statement, Summary
from drafter.summarize import PART_CHARACTERS, SLACK, Reader, own_sentence

HEADLINE = 0
"""The headline's number; statements count from 1."""
NEAR = 3
"""Sentences shown on either side of one that is named, where an article is too long to be shown whole."""


def inputs(summary: Summary, faulty: Mapping[int, Sequence[Flag]], article: Article, language: Language) -> MendInputs:
    """What the prompt is given for the statements whose numbers are in `faulty`."""
    shown = _shown(article, [evidence for number in faulty for evidence in _said(summary, number).evidence])
    sentences = tuple(FaultyData(number=number, text=_said(summary, number).text, reasons=tuple(flag.message for flag in faulty[number])) for number in faulty)
    return MendInputs(
        sentences=sentences,
        sources=tuple(SourceData(id=sentence.id, text=sentence.text) for sentence in article.sentences if sentence.id in shown),
        quoted=True,
        published=article.published.value[:10] if article.published else "",
        language=language,
        boundary=prompts.boundary(article.digest, article.text, *(one.text for one in sentences), *(why for one in sentences for why in one.reasons)),
    )


class Mended(NamedTuple):
    """What came of one round."""

    value: Summary
    after: dict[int, str]
    """Number → the sentence as it is now; empty where it was left out."""


def read(answer: MendAnswer, summary: Summary, given: MendInputs, of: SummarizeInputs) -> Reading[Mended]:
    """The summary with what was mended; a sentence without a sound answer stays as it was, one that cannot stand goes."""
    wanted = {one.number: one for one in given.sentences}
    shown = of.model_copy(update={"sentence_ids": tuple(source.id for source in given.sources)})
    kept: dict[int, Statement | None] = {}
    headline, problems = summary.headline, []
    for mended in answer.sentences:
        if mended.number not in wanted:
            continue
        if mended.number == HEADLINE:
            headline, faults = _headline(mended.text, summary.headline, given.language, of.headline_ceiling)
            problems += faults
        elif not mended.text.strip():
            kept[mended.number] = None
        else:
            reader = Reader(shown)
            statement = reader.statement(StatementAnswer(text=mended.text, sentence_ids=mended.source_ids, quote=mended.quote))
            problems += [problem.replace("statement 1 ", f"sentence {mended.number} ", 1) for problem in reader.problems]
            if statement is not None and not statement.fallback:
                kept[mended.number] = statement
    missing = [str(number) for number in wanted if all(number != one.number for one in answer.sentences)]
    problems += [f"sentence {number} is missing" for number in missing]
    value = replaced(summary, kept, headline)
    left_out = len(value.statements) < len(summary.statements)
    after = {number: one.text if one else "" for number, one in kept.items() if one or left_out}
    return Reading(Mended(value, after | ({HEADLINE: headline} if HEADLINE in wanted else {})), tuple(problems))


def replaced(summary: Summary, new: Mapping[int, Statement | None], headline: str | None = None) -> Summary:
    """The summary with other statements in these places; None takes one out as long as another is left."""
    old = summary.statements
    left = [new.get(number, statement) for number, statement in enumerate(old, 1)]
    statements = tuple(statement for statement in left if statement is not None) or old
    return summary.model_copy(update={"statements": statements, "headline": summary.headline if headline is None else headline})


def given_up(summary: Summary, faulty: Mapping[int, Sequence[Flag]], article: Article) -> tuple[Summary, list[tuple[str, str, tuple[str, ...]]]]:
    """What contradicts its source and could not be mended gives way to the source's own sentence, or its title, marked.

    Each with what stood there, what stands now (empty: it was left out) and why.
    """
    blocked = {number: flags for number, flags in faulty.items() if any(flag.severity == "BLOCK" for flag in flags)}
    sentences = {sentence.id: sentence for sentence in article.sentences}
    taken = {statement.text for number, statement in enumerate(summary.statements, 1) if number not in blocked}
    new: dict[int, Statement | None] = {}
    for number in blocked.keys() - {HEADLINE}:
        cited = [sentences[key] for evidence in summary.statements[number - 1].evidence for key in evidence.sentence_ids if key in sentences]
        own = own_sentence(cited[0], article, _why(blocked[number])) if cited else None
        new[number] = own if own is None or own.text not in taken else None
    mended = replaced(summary, new)
    if HEADLINE in blocked:
        mended = mended.model_copy(update={"headline": article.title, "headline_fallback": _why(blocked[HEADLINE])})
    now = {number: one.text if one else "" for number, one in new.items()} | ({HEADLINE: article.title} if HEADLINE in blocked else {})
    return mended, [(_said(summary, number).text, after, tuple(flag.message for flag in blocked[number])) for number, after in sorted(now.items())]


def _why(flags: Sequence[Flag]) -> str:
    return "; ".join(flag.message for flag in flags)


def _said(summary: Summary, number: int) -> Statement:
    """The statement of that number; the headline as a statement that rests on what all of them name."""
    if number == HEADLINE:
        return Statement(text=summary.headline, evidence=tuple(one for statement in summary.statements for one in statement.evidence))
    return summary.statements[number - 1]


def _shown(article: Article, evidence: Sequence[Evidence]) -> frozenset[str]:
    """All sentences; of an article longer than one part its beginning and what stands around the sentences named."""
    if len(article.text) <= PART_CHARACTERS:
        return frozenset(sentence.id for sentence in article.sentences)
    named = {key for one in evidence for key in one.sentence_ids}
    places = [at for at, sentence in enumerate(article.sentences) if sentence.id in named]
    return frozenset(
        sentence.id for at, sentence in enumerate(article.sentences) if sentence.end <= PART_CHARACTERS // 4 or any(abs(at - place) <= NEAR for place in places)
    )


def _headline(text: str, before: str, language: Language, ceiling: int) -> tuple[str, list[str]]:
    headline = prose.unmarked(text).rstrip("。.")
    faults = [f"headline: {fault}" for fault in prose.faults(headline, language)]
    if len(headline) > ceiling * SLACK:
        faults.append(f"headline: it has {len(headline)} characters, at most {ceiling} are allowed")
    return before if faults else headline, faults
