"""Items → themes → analysis → conclusion → title, lede, tags. Each step sees validated item data only.

Every step has two pure halves: `*_ask` and `*_read`. Code checks what each sentence rests on: known item ids, no figure
that its items do not state, plain prose in the edition's language. A sentence that fails twice is left out and named in the
record; a section of which nothing is left is laid out by the embedded writer instead.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import TypeVar

from rapidfuzz import fuzz

from drafter import prompts
from drafter.asks import (
    AnalysisAnswer,
    AnalysisInputs,
    AnalysisParagraphAnswer,
    ConclusionAnswer,
    ConclusionInputs,
    FrontAnswer,
    FrontInputs,
    ItemData,
    LedeSentenceAnswer,
    Reading,
    SentenceAnswer,
    ThemeData,
    ThemesAnswer,
    ThemesInputs,
)
from drafter.check import prose
from drafter.check.figures import foreign_figures
from drafter.config import DigestSettings, LengthSettings
from drafter.entities import Article, Entity, Item, Language, Paragraph, Statement, StatementKind, Theme

REPEATED = 90
"""Similarity (0–100) from which a sentence of the conclusion is one of the analysis again."""
SLACK = 1.3
"""A title or section is asked for again only this far above its ceiling."""

G = TypeVar("G", bound=Entity)


class Front(Entity):
    """Title, lede and tags of the edition."""

    title: str
    lede: Paragraph
    tags: tuple[str, ...]
    new_tags: tuple[str, ...] = ()
    """Tags that are not in the digest's vocabulary."""


def item_data(items: Sequence[Item], articles: dict[str, Article], language: Language) -> tuple[ItemData, ...]:
    """The items as the chain sees them."""
    return tuple(
        ItemData(
            id=item.id,
            headline=item.headline,
            statements=tuple(statement.text for statement in item.statements),
            source_title=item.link.title,
            site=articles[item.article_id].site,
            published=item.published.value[:10] if item.published else "",
            language=articles[item.article_id].language if item.fallback else language,
        )
        for item in items
    )


def mark(items: Iterable[ItemData], *texts: str) -> str:
    """The boundary around the items of a prompt."""
    known = tuple(items)
    return prompts.boundary(*(part for item in known for part in (item.headline, *item.statements)), *texts, absent_from=[item.site for item in known])


def with_problems(given: G, problems: tuple[str, ...]) -> G:
    """The same inputs for asking again."""
    return type(given).model_validate({**{name: getattr(given, name) for name in type(given).model_fields}, "problems": problems})


class Chain(Entity):
    """What the chain wrote of the items."""

    themes: tuple[Theme, ...]
    analysis: tuple[Paragraph, ...]
    conclusion: tuple[Paragraph, ...]
    front: Front


# Themes


def themes_inputs(items: tuple[ItemData, ...], language: Language, edition: str, length: LengthSettings) -> ThemesInputs:
    """What the themes' prompt is given."""
    return ThemesInputs(items=items, language=language, edition=edition, boundary=mark(items), max_themes=length.themes)


def themes_read(answer: ThemesAnswer, given: ThemesInputs) -> Reading[tuple[Theme, ...]]:
    """Themes with known items; each needs two where the edition has two. Single ones stand only where there are no others."""
    known = {item.id for item in given.items}
    least = min(2, len(known))
    problems: list[str] = []
    themes: list[Theme] = []
    for number, wanted in enumerate(answer.themes[: given.max_themes], 1):
        ids, unknown = _ids(wanted.item_ids, known)
        faults = [f"there is no item {key!r}" for key in unknown] + list(prose.faults(wanted.title, given.language))
        if len(ids) < least:
            faults.append(f"it rests on {len(ids)} items; {least} are needed")
        problems += [f"theme {number}: {fault}" for fault in faults]
        if ids and not prose.faults(wanted.title, given.language):
            themes.append(Theme(title=prose.unmarked(wanted.title), why=prose.unmarked(wanted.why), item_ids=ids))
    if not answer.themes:
        problems.append("there is no theme")
    joint = [theme for theme in themes if len(theme.item_ids) >= least]
    return Reading(tuple(joint or themes) or None, tuple(problems))


# Analysis


def analysis_inputs(items: tuple[ItemData, ...], themes: tuple[Theme, ...], language: Language, edition: str, length: LengthSettings) -> AnalysisInputs:
    """What the analysis' prompt is given; themes get their ids here."""
    data = tuple(ThemeData(id=f"t{number}", title=theme.title, why=theme.why, item_ids=theme.item_ids) for number, theme in enumerate(themes, 1))
    return AnalysisInputs(
        items=items,
        themes=data,
        language=language,
        edition=edition,
        boundary=mark(items, *(part for theme in data for part in (theme.title, theme.why))),
        ceiling=length.ceiling("analysis", language),
    )


def analysis_read(answer: AnalysisAnswer, given: AnalysisInputs) -> Reading[tuple[Paragraph, ...]]:
    """The opening sentence as a paragraph of its own, then one paragraph for each theme."""
    reader = _Sentences(given.items, given.language)
    opening = reader.statement(answer.opening, "the opening", needs_items=False)
    paragraphs = [Paragraph(statements=(opening,))] if opening else []
    body = 0
    for number, wanted in enumerate(answer.paragraphs, 1):
        statements = reader.statements(wanted.sentences, f"paragraph {number}")
        if not statements:
            continue
        body += 1
        theme = _theme_of(wanted, given.themes)
        resting = {key for statement in statements for key in statement.rests_on}
        if theme and len(theme.item_ids) > 1 and len(resting) < 2:
            reader.problems.append(f"paragraph {number} rests on one item; its theme has {', '.join(theme.item_ids)}")
        paragraphs.append(Paragraph(statements=statements, theme=theme.id if theme else ""))
    reader.problems += _too_long("the analysis", paragraphs, given.ceiling)
    if len(answer.paragraphs) < len(given.themes):
        reader.problems.append(f"there are {len(answer.paragraphs)} paragraphs for {len(given.themes)} themes")
    return Reading(tuple(paragraphs) if body else None, tuple(reader.problems))


def _theme_of(wanted: AnalysisParagraphAnswer, themes: tuple[ThemeData, ...]) -> ThemeData | None:
    """The theme a paragraph names; where the id is none, the theme it shares most items with."""
    named = next((theme for theme in themes if theme.id == wanted.theme_id.strip("[] ")), None)
    if named or not themes:
        return named
    ids = [key.strip("[] ") for sentence in wanted.sentences for key in sentence.item_ids]
    return max(themes, key=lambda theme: sum(key in theme.item_ids for key in ids))


# Conclusion


def conclusion_inputs(
    items: tuple[ItemData, ...], analysis: tuple[Paragraph, ...], language: Language, edition: str, length: LengthSettings
) -> ConclusionInputs:
    """What the conclusion's prompt is given: items, and the analysis not to be said again."""
    said = texts(analysis, language)
    return ConclusionInputs(
        items=items, analysis=said, language=language, edition=edition, boundary=mark(items, *said), ceiling=length.ceiling("conclusion", language)
    )


def conclusion_read(answer: ConclusionAnswer, given: ConclusionInputs, analysis: tuple[Paragraph, ...]) -> Reading[tuple[Paragraph, ...]]:
    """Paragraphs without sentences that the analysis has already."""
    reader = _Sentences(given.items, given.language)
    said = [statement.text for paragraph in analysis for statement in paragraph.statements]
    paragraphs: list[Paragraph] = []
    for number, wanted in enumerate(answer.paragraphs, 1):
        statements = []
        for statement in reader.statements(wanted.sentences, f"paragraph {number}"):
            if any(fuzz.ratio(statement.text, other) >= REPEATED for other in said):
                reader.problems.append(f"paragraph {number}: it repeats the analysis: {_short(statement.text)}")
            else:
                statements.append(statement)
        if statements:
            paragraphs.append(Paragraph(statements=tuple(statements)))
    reader.problems += _too_long("the conclusion", paragraphs, given.ceiling)
    return Reading(tuple(paragraphs) or None, tuple(reader.problems))


# Title, lede, tags


def front_inputs(
    items: tuple[ItemData, ...],
    analysis: tuple[Paragraph, ...],
    conclusion: tuple[Paragraph, ...],
    digest: DigestSettings,
    edition: str,
    length: LengthSettings,
) -> FrontInputs:
    """What the prompt of title, lede and tags is given."""
    language = digest.language
    said, ahead = texts(analysis, language), texts(conclusion, language)
    return FrontInputs(
        items=items,
        analysis=said,
        conclusion=ahead,
        vocabulary=digest.tags,
        series_name=digest.name,
        language=language,
        edition=edition,
        boundary=mark(items, *said, *ahead),
        title_ceiling=length.ceiling("title", language),
        lede_ceiling=length.ceiling("lede", language),
        max_tags=length.tags,
    )


def front_read(answer: FrontAnswer, given: FrontInputs) -> Reading[Front]:
    """Title and lede whose figures stand in the items; tags in lower-kebab form, new ones named."""
    reader = _Sentences(given.items, given.language)
    title = prose.unmarked(answer.title).rstrip("。.")
    reader.problems += [f"title: {fault}" for fault in prose.faults(title, given.language)]
    reader.problems += [f"title: no item states the figure {figure}" for figure in _foreign(title, given.items, given.language)]
    sound = not reader.problems
    if len(title) > given.title_ceiling * SLACK:
        reader.problems.append(f"title: it has {len(title)} characters, at most {given.title_ceiling} are allowed")
    lede = reader.statements([_as_sentence(wanted) for wanted in answer.lede], "lede")
    reader.problems += _too_long("the lede", [Paragraph(statements=lede)], given.lede_ceiling)
    own = {word.casefold(): word for word in given.vocabulary} | {kebab_case(word): word for word in given.vocabulary if kebab_case(word)}
    chosen = tuple(dict.fromkeys(found for tag in answer.tags if (found := own.get(tag.strip().casefold()) or own.get(kebab_case(tag)) or kebab_case(tag))))[
        : given.max_tags
    ]
    if not (sound and lede):
        return Reading(None, tuple(reader.problems) or ("there is no lede",))
    new = tuple(tag for tag in chosen if given.vocabulary and tag not in given.vocabulary)
    return Reading(Front(title=title, lede=Paragraph(statements=lede), tags=chosen, new_tags=new), tuple(reader.problems))


def kebab_case(tag: str) -> str:
    """Lower-kebab ASCII form of a tag, empty when nothing of it is left."""
    return re.sub(r"[^a-z0-9]+", "-", tag.lower()).strip("-")[:40].strip("-")


def _as_sentence(wanted: LedeSentenceAnswer) -> SentenceAnswer:
    return SentenceAnswer(text=wanted.text, kind="fact", item_ids=wanted.item_ids)


# Shared by the steps


def texts(paragraphs: Iterable[Paragraph], language: Language) -> tuple[str, ...]:
    """Each paragraph as one text."""
    return tuple(("" if language == "zh" else " ").join(statement.text for statement in paragraph.statements) for paragraph in paragraphs)


def _too_long(what: str, paragraphs: Iterable[Paragraph], ceiling: int) -> list[str]:
    length = sum(len(statement.text) for paragraph in paragraphs for statement in paragraph.statements)
    return [f"{what} has {length} characters, at most {ceiling} are allowed"] if length > ceiling * SLACK else []


def _short(text: str) -> str:
    return text if len(text) <= 80 else text[:77] + "…"


def _ids(wanted: Iterable[str], known: set[str]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Known ids in order, each once, and the unknown ones as given."""
    keys = [raw.strip("[] ") for raw in wanted]
    return tuple(dict.fromkeys(key for key in keys if key in known)), tuple(key for key in keys if key not in known)


def _stated(items: Iterable[ItemData]) -> list[str]:
    return [part for item in items for part in (item.headline, *item.statements, item.published)]


def _foreign(text: str, items: Sequence[ItemData], language: Language) -> tuple[str, ...]:
    """Figures no item states. Items that stand in another language write 15亿 as 1.5 billion, so they are not compared literally."""
    return () if any(item.language != language for item in items) else foreign_figures(text, _stated(items))


class _Sentences:
    """Reads sentences that rest on items; collects what is wrong as sentences for the model."""

    def __init__(self, items: Sequence[ItemData], language: Language) -> None:
        self._items = {item.id: item for item in items}
        self._language = language
        self.problems: list[str] = []

    def statements(self, wanted: Sequence[SentenceAnswer], where: str) -> tuple[Statement, ...]:
        return tuple(statement for sentence in wanted if (statement := self.statement(sentence, where)))

    def statement(self, wanted: SentenceAnswer, where: str, *, needs_items: bool = True) -> Statement | None:
        text = prose.unmarked(wanted.text)
        ids, unknown = _ids(wanted.item_ids, set(self._items))
        faults = [f"there is no item {key!r}" for key in unknown] + list(prose.faults(text, self._language))
        if not ids and needs_items and wanted.kind in ("fact", "inference"):
            faults.append("it rests on no item")
        faults += [
            f"no item it names states the figure {figure}"
            for figure in _foreign(text, [self._items[key] for key in ids] or list(self._items.values()), self._language)
        ]
        self.problems += [f"{where} ({_short(text)}): {fault}" for fault in faults]
        if any(fault for fault in faults if not fault.startswith("there is no item")) or (unknown and not ids):
            return None
        return Statement(text=text, kind=wanted.kind, rests_on=ids)


def laid_out(sentences: Iterable[tuple[str, StatementKind, Sequence[str]]], reason: str) -> tuple[Statement, ...]:
    """The embedded writer's sentences, marked with `reason`."""
    return tuple(Statement(text=prose.unmarked(text), kind=kind, rests_on=tuple(ids), fallback=reason) for text, kind, ids in sentences)


def embedded_themes(answer: ThemesAnswer) -> tuple[Theme, ...]:
    """The embedded writer's themes."""
    return tuple(Theme(title=prose.unmarked(theme.title), why=prose.unmarked(theme.why), item_ids=tuple(theme.item_ids)) for theme in answer.themes)


def embedded_analysis(answer: AnalysisAnswer, reason: str) -> tuple[Paragraph, ...]:
    """The embedded writer's facts laid out by theme, marked with `reason`."""
    opening = Paragraph(statements=laid_out([(answer.opening.text, answer.opening.kind, answer.opening.item_ids)], reason))
    rest = (Paragraph(statements=laid_out(((s.text, s.kind, s.item_ids) for s in p.sentences), reason), theme=p.theme_id) for p in answer.paragraphs)
    return (opening, *rest)


def embedded_conclusion(answer: ConclusionAnswer, reason: str) -> tuple[Paragraph, ...]:
    """What the items say is ahead, laid out by the embedded writer and marked with `reason`."""
    return tuple(Paragraph(statements=laid_out(((s.text, s.kind, s.item_ids) for s in p.sentences), reason)) for p in answer.paragraphs)


def embedded_front(answer: FrontAnswer, reason: str) -> Front:
    """The embedded writer's title, lede and tags."""
    lede = laid_out(((s.text, "fact", s.item_ids) for s in answer.lede), reason)
    return Front(title=prose.unmarked(answer.title), lede=Paragraph(statements=lede), tags=tuple(kebab_case(tag) for tag in answer.tags if kebab_case(tag)))
