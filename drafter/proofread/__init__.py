"""All checks over one digest, the model's or the editor's: what is wrong, worst first, and where every sentence comes from. Pure."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from itertools import chain

from drafter.asks import Judged
from drafter.check.declared import declared
from drafter.check.form.flags import form_flags
from drafter.check.form.injection import injection_flags
from drafter.check.glossary import GlossaryTerm
from drafter.check.grounding import Trace, ground
from drafter.check.memory import Memory
from drafter.check.statements import Placed, placed
from drafter.check.text import TITLE, CheckedText, ItemText, Said
from drafter.config import Settings
from drafter.entities import Article, Flag, Item, Rate
from drafter.proofread.demote import lowered
from drafter.proofread.opinions import Opinions
from drafter.proofread.review import SEVERITIES, Cited, Line, Review, Waived, counted
from drafter.proofread.texts import addresses, of_edition, of_item, of_post
from drafter.proofread.unsure import NO_PAGE, weighed

__all__ = ["Beside", "Review", "addresses", "items_checked", "of_edition", "of_post", "proofread"]


def items_checked(items: Sequence[Item], articles: Mapping[str, Article], settings: Settings, day: date, memory: Memory) -> tuple[Flag, ...]:
    """What grounding says of items alone, and injection of their articles; `memory` holds it afterwards."""
    checked = CheckedText(language=settings.digest.language, day=day, items=tuple(of_item(item, settings.digest.zone) for item in items))
    return (*ground(checked, articles, memory=memory).flags, *injection_flags(articles, memory))


@dataclass(frozen=True)
class Beside:
    """What a review goes by beside the text, its articles and the settings."""

    edition: str = ""
    """Its name."""
    post: str = ""
    """The text that spans of a read post point into."""
    more: Sequence[Flag] = ()
    """Flags that others raised."""
    waived: Callable[[Flag], str] = lambda flag: ""
    """The reason for which a person lets a flag stand, or nothing."""
    missing: Mapping[str, str] = field(default_factory=dict)
    """Item's id → why no article of it is here."""
    known_urls: Collection[str] | None = None
    """Every address that was fetched; None: nobody knows."""
    window: tuple[date, date] | None = None
    """First and last day; None: dates were looked at before."""
    glossary: Sequence[GlossaryTerm] = ()
    verdicts: Sequence[Judged] = ()
    """A model's opinions."""
    earlier: Mapping[str, str] = field(default_factory=dict)
    """Texts of earlier editions' items by the ids that sentences rest on."""
    rates: Sequence[Rate] = ()
    """The digest's, for conversions."""
    examples: Sequence[str] = ()
    """Texts that were shown for their style."""
    demoted: Mapping[str, str] = field(default_factory=dict)
    """As for `demote.lowered`."""
    settled: Callable[[Flag], Flag] = lambda flag: flag
    """What a flag comes to where a person has answered it (a correction)."""
    memory: Memory = field(default_factory=Memory)
    """As for `ground`."""


def proofread(text: CheckedText, articles: Mapping[str, Article], settings: Settings, beside: Beside | None = None) -> Review:
    """The review of an edition's texts against `articles` (by id)."""
    beside = beside or Beside()
    text = text.model_copy(update={"names": (*text.names, *_pairs(beside.glossary), *declared(text, articles))})
    grounded = ground(text, articles, beside.earlier, beside.rates, memory=beside.memory)
    sure, unanswered = weighed(_with_examples(grounded.flags, text, beside.examples, articles), text, articles.keys(), beside.earlier.keys())
    sentences = [replace(one, where=_where(one)) for one in placed(text) if one.said.text]
    opinions = Opinions(beside.verdicts, sentences)
    raised = chain(sure, _form(text, articles, settings, beside), beside.more, opinions.flags(articles, sure))
    counts = (lowered(beside.settled(flag), beside.demoted) for flag in raised)
    found = _in_order(((flag, *_place(flag, sentences, beside.post)) for flag in counts), sentences)
    traces = {_key(trace.said): opinions.trace(_answered(trace, unanswered), articles.keys()) for trace in grounded.traces}
    return _review(text, beside, found, [(one, traces.get(_key(one.said))) for one in sentences], _Sources(articles, text.items))


def _form(text: CheckedText, articles: Mapping[str, Article], settings: Settings, beside: Beside) -> tuple[Flag, ...]:
    return form_flags(
        text,
        articles,
        known_urls=beside.known_urls,
        vocabulary=(*settings.digest.tags, *settings.digest.keywords),
        spacing=settings.post.spacing,
        window=beside.window,
        glossary=beside.glossary,
        memory=beside.memory,
    )


def _review(
    text: CheckedText, beside: Beside, found: Sequence[tuple[Flag, int]], sentences: Sequence[tuple[Placed, Trace | None]], sources: _Sources
) -> Review:
    """`found` are all flags with the number of their sentence, those that a person lets stand among them."""
    reasons = {flag: beside.waived(flag) for flag, _ in found}
    standing = [(flag, at) for flag, at in found if not reasons[flag]]
    lines = tuple(
        _line(one, trace, tuple(flag for flag, at in standing if at == number), sources.cited(trace), beside.missing)
        for number, (one, trace) in enumerate(sentences)
    )
    flags = tuple(flag for flag, _ in standing)
    let_stand = tuple(Waived(flag=flag, reason=reason) for flag, reason in reasons.items() if reason)
    return Review(
        edition=beside.edition,
        language=text.language,
        title=text.title.text if text.title else "",
        counts=counted(lines, flags, let_stand),
        flags=flags,
        waived=let_stand,
        lines=lines,
    )


def _with_examples(flags: tuple[Flag, ...], text: CheckedText, examples: Sequence[str], articles: Mapping[str, Article]) -> tuple[Flag, ...]:
    if not examples:
        return flags
    from drafter.check import style_examples  # reads figures and dates; most digests show no example

    return style_examples.flags(text, examples, articles, flags)


def _answered(trace: Trace, unanswered: Collection[str]) -> Trace:
    return trace.model_copy(update={"state": "not-checked", "unchecked": (NO_PAGE,)}) if trace.said.text in unanswered else trace


def _pairs(glossary: Iterable[GlossaryTerm]) -> tuple[tuple[str, str], ...]:
    """The form wanted in the edition with each form that sources have."""
    return tuple((ours, form) for term in glossary for ours in (term.wanted, term.short) if ours for form in (term.term, *term.also) if form != ours)


def _where(one: Placed) -> str:
    """An item without a headline is known by its source's title."""
    return one.where or (one.item.link.title if one.item and one.item.link else "")


def _key(said: Said) -> tuple[str, str, str, int | None]:
    return said.part, said.item_id, said.text, said.start


def _place(flag: Flag, sentences: Sequence[Placed], post: str) -> tuple[int, int | None, int | None]:
    """Which sentence the flag speaks of (their number for none), and its words' span: in the post where one was read, else in the statement."""
    named = [number for number, one in enumerate(sentences) if flag.statement and one.said.text == flag.statement]
    inside = [number for number in named if _inside(flag, sentences[number].said)] or [number for number in named if sentences[number].where == flag.where]
    if not named:
        return len(sentences), flag.start, flag.end
    number = (inside or named)[0]
    said = sentences[number].said
    if said.start is None or said.end is None or not post or (flag.start is not None and flag.words and post[flag.start : flag.end] == flag.words):
        return number, flag.start, flag.end
    return number, *_in_post(flag, said, post[said.start : said.end], said.start, said.end)


def _inside(flag: Flag, said: Said) -> bool:
    return None not in (flag.start, said.start) and (said.start or 0) <= (flag.start or 0) < (said.end or 0)


def _in_post(flag: Flag, said: Said, raw: str, start: int, end: int) -> tuple[int, int]:
    """The words' place among the escapes and marks of the post; the whole sentence where they do not stand there as they are seen."""
    exact = flag.start is not None and said.text[flag.start : flag.end] == flag.words
    number = said.text.count(flag.words, 0, flag.start) if exact and flag.words else 0
    at = -1
    for _ in range(number + 1):
        at = raw.find(flag.words, at + 1) if flag.words else -1
        if at < 0:
            return start, end
    return start + at, start + at + len(flag.words)


def _in_order(found: Iterable[tuple[Flag, int, int | None, int | None]], sentences: Sequence[Placed]) -> list[tuple[Flag, int]]:
    """Worst first, then in reading order; what two checks say alike is said once."""
    where = [*(one.where for one in sentences), ""]
    moved = {(flag.model_copy(update={"start": start, "end": end, "where": flag.where or where[number]}), number) for flag, number, start, end in found}
    return sorted(moved, key=lambda one: (SEVERITIES.index(one[0].severity), one[1], one[0].start or 0, one[0].code, one[0].words, one[0].message))


def _line(one: Placed, trace: Trace | None, flags: tuple[Flag, ...], cited: tuple[Cited, ...], missing: Mapping[str, str]) -> Line:
    standing = trace.state if trace else "not-checked"
    unchecked = trace.unchecked if trace else ()
    flagged = {f"“{flag.words}”" for flag in flags}
    said = one.said
    return Line(
        text=said.text,
        part=said.part,
        where=one.where,
        standing=standing,
        why=(missing.get(said.item_id, "") or "; ".join(unchecked)) if standing == "not-checked" else "",
        beyond=tuple(what for what in unchecked if what not in flagged) if standing != "not-checked" else (),
        cited=cited,
        flags=flags,
        start=said.start,
        end=said.end,
    )


class _Sources:
    """Texts that traces point into: articles, and our own items, which analysis and lede rest on."""

    def __init__(self, articles: Mapping[str, Article], items: Iterable[ItemText]) -> None:
        self.articles, self.items = articles, {item.id: item for item in items}

    def cited(self, trace: Trace | None) -> tuple[Cited, ...]:
        """The sentences that carry a statement, in reading order."""
        if trace is None:
            return ()
        wanted = set(trace.sentence_ids)
        article, item = self.articles.get(trace.article_id), self.items.get(trace.article_id)
        if article is not None:
            about = {"url": article.url, "title": article.title, "language": article.language}
            lines = [(sentence.id, sentence.text) for sentence in article.sentences]
            return tuple(Cited(text=words, **about) for key, words in (*lines, (TITLE, article.title)) if key in wanted and words)
        if item is not None:
            lines = [(str(number), said.text) for number, said in enumerate(item.said, 1)]
            url = item.link.url if item.link else ""
            return tuple(
                Cited(text=words, url=url, title=item.headline.text) for key, words in (*lines, (TITLE, item.headline.text)) if key in wanted and words
            )
        return ()
