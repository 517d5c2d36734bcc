"""The chain after the theses: analysis, conclusion, title, lede and tags, put together from the items' own sentences."""

from __future__ import annotations

import re
from collections.abc import Sequence

from drafter.asks import (
    AnalysisAnswer,
    AnalysisInputs,
    AnalysisParagraphAnswer,
    ChainInputs,
    ConclusionAnswer,
    ConclusionInputs,
    ConclusionParagraphAnswer,
    FrontAnswer,
    FrontInputs,
    ItemData,
    LedeSentenceAnswer,
    SentenceAnswer,
    ThesisData,
)
from drafter.llm.extract import prose, wordings
from drafter.llm.extract.tags import tags
from drafter.llm.extract.words import cost, room

_HAN = re.compile(r"[\u3400-\u9fff]")


def analysis(inputs: AnalysisInputs) -> AnalysisAnswer:
    """The count of items and groups, then one fact of each item, group by group, as far as the ceiling allows."""
    items = {item.id: item for item in inputs.items}
    groups = inputs.theses or (ThesisData(id="", text="", item_ids=tuple(items)),)
    opening = wordings.opening(inputs.edition_items or len(items), [_clause(group.text) for group in groups], inputs.language)
    facts = _facts(inputs, groups, items, inputs.ceiling - cost(opening, inputs.language))
    paragraphs = [_paragraph(group, facts) for group in groups if any(id_ in facts for id_ in group.item_ids)]
    return AnalysisAnswer(opening=SentenceAnswer(text=opening, kind="fact", item_ids=list(items)), paragraphs=paragraphs)


def _clause(text: str) -> str:
    return text.rstrip("。.；; ")


def _paragraph(group: ThesisData, facts: dict[str, str]) -> AnalysisParagraphAnswer:
    sentences = [SentenceAnswer(text=facts[id_], kind="fact", item_ids=[id_]) for id_ in group.item_ids if id_ in facts]
    return AnalysisParagraphAnswer(thesis_id=group.id, sentences=sentences)


def _facts(inputs: AnalysisInputs, groups: Sequence[ThesisData], items: dict[str, ItemData], allowance: float) -> dict[str, str]:
    """Item id → its sentence. Every group's first item has its turn before any group's second; the very first is never left out."""
    year = _year(inputs)
    turns = sorted((turn, place, id_) for place, group in enumerate(groups) for turn, id_ in enumerate(group.item_ids) if id_ in items)
    facts: dict[str, str] = {}
    for _, _, id_ in turns:
        ordered = _tellings(items[id_], year)
        fitting = [text for text in ordered if cost(text, inputs.language) <= allowance]
        if id_ in facts or not (fitting or (ordered and not facts)):
            continue
        facts[id_] = fitting[0] if fitting else min(ordered, key=len)
        allowance -= cost(facts[id_], inputs.language)
    return facts


def _tellings(item: ItemData, year: int) -> list[str]:
    """The item's statements, most telling for an analysis first: figures, not what leans on a sentence before it nor what the conclusion will say."""

    def worth(pair: tuple[int, str]) -> float:
        place, text = pair
        return (
            2 * prose.has_figures(text)
            + 0.5 * prose.has_dates(text)
            - 3 * prose.leans(text)
            - prose.looks_ahead(text, year)
            - 0.6 * (place == 0)
            - 0.1 * place
            - len(text) / 400
        )

    return [text for _, text in sorted(enumerate(item.statements), key=worth, reverse=True)]


def conclusion(inputs: ConclusionInputs) -> ConclusionAnswer:
    """The items' sentences about what is ahead, or one that says there are none."""
    ahead = _ahead(inputs)
    if not ahead:
        nothing = SentenceAnswer(text=wordings.NOTHING_AHEAD[inputs.language], kind="fact", item_ids=[item.id for item in inputs.items])
        return ConclusionAnswer(paragraphs=[ConclusionParagraphAnswer(sentences=[nothing])])
    sentences = [SentenceAnswer(text=text, kind="forecast", item_ids=[id_]) for id_, text in ahead]
    return ConclusionAnswer(paragraphs=[ConclusionParagraphAnswer(sentences=sentences)])


def _ahead(inputs: ConclusionInputs) -> list[tuple[str, str]]:
    """(item id, sentence) in the items' order: one of each item before any second, what the analysis has not said before what it has."""
    year, said = _year(inputs), "\n".join(inputs.analysis)
    found: list[tuple[bool, bool, int, int, str, str]] = []
    for place, item in enumerate(inputs.items):
        spoken = [text for text in item.statements if prose.looks_ahead(text, year) and not text.endswith(("?", "？"))]
        spoken.sort(key=lambda text: (prose.leans(text), text in said))
        found += [(prose.leans(text), text in said, turn, place, item.id, text) for turn, text in enumerate(spoken)]
    found.sort()
    kept: list[tuple[int, str, str]] = []
    left: float = inputs.ceiling
    for leaning, repeated, _, place, id_, text in found:
        price = cost(text, inputs.language)
        if (price <= left and not ((leaning or repeated) and kept)) or not kept:
            kept.append((place, id_, text))
            left -= price
    return [(id_, text) for _, id_, text in sorted(kept, key=lambda one: one[0])]


def front(inputs: FrontInputs) -> FrontAnswer:
    """Title from the two leading headlines, lede from the first sentences of the two leading items, tags that occur."""
    return FrontAnswer(title=_title(inputs), lede=_lede(inputs), tags=tags(inputs.items, inputs.vocabulary, inputs.max_tags))


def _title(inputs: FrontInputs) -> str:
    """Both headlines where they fit, whole or to the end of a clause; else the first, cut where it must be."""
    headlines = _leading(inputs)
    if not headlines:
        return inputs.series_name
    first = headlines[0]
    for one in _shorter(first, inputs) if len(headlines) > 1 else ():
        left = int(inputs.title_ceiling - cost(one, inputs.language)) - 2
        other = prose.at_clause(headlines[1], room(left, inputs.language, headlines[1])) if left >= 6 else ""
        if other and other != one:
            return wordings.headlines(one, other, inputs.language)
    return prose.cut(first, room(inputs.title_ceiling, inputs.language, first))


def _leading(inputs: FrontInputs) -> list[str]:
    """The two leading headlines in the edition's language; others only where there are none. A bare date is no headline."""
    headlines = [item.headline.rstrip("。.；; ") for item in inputs.items]
    telling = [headline for headline in headlines if sum(map(str.isalpha, headline)) >= 4]
    own = [headline for headline in telling if bool(_HAN.search(headline)) == (inputs.language == "zh")]
    return (own or telling or headlines)[:2]


def _shorter(headline: str, inputs: FrontInputs) -> list[str]:
    """The headline, and what is left of it when cut at a clause within 60 % of the ceiling."""
    cut = prose.at_clause(headline, room(round(inputs.title_ceiling * 0.6), inputs.language, headline))
    return [text for text in dict.fromkeys((headline, cut)) if text]


def _lede(inputs: FrontInputs) -> list[LedeSentenceAnswer]:
    """One sentence of each of the two leading items: its first, or the next that fits and stands alone; the first item is never left out."""
    lede: list[LedeSentenceAnswer] = []
    left: float = inputs.lede_ceiling
    for item in inputs.items[:2]:
        first = [*item.statements[:1], *(text for text in item.statements[1:] if not prose.leans(text))]
        fitting = [text for text in first if cost(text, inputs.language) <= left]
        if not fitting and (lede or not first):
            continue
        text = fitting[0] if fitting else min(first, key=len)
        lede.append(LedeSentenceAnswer(text=text, item_ids=[item.id]))
        left -= cost(text, inputs.language)
    return lede


def _year(inputs: ChainInputs) -> int:
    """The edition's year, from its name; a name without one makes no dated sentence a look ahead."""
    found = re.search(r"\d{4}", inputs.edition)
    return int(found.group()) if found else 9999
