"""The chain's inputs with every field at its ceiling: what a budget reserves before there is anything to ask."""

from __future__ import annotations

from drafter.asks import ChainInputs, EarlierData, ItemData
from drafter.compose.analysis import analysis_inputs
from drafter.compose.conclusion import conclusion_inputs
from drafter.compose.front import front_inputs
from drafter.compose.theses import theses_inputs
from drafter.entities import Paragraph, Statement, Thesis
from drafter.settings import DigestSettings, LengthSettings


def largest_inputs(items: int, earlier: int, digest: DigestSettings, length: LengthSettings, edition: str) -> dict[str, ChainInputs]:
    """Prompt → its inputs for that many items and earlier items."""
    language = digest.language
    long = "字" if language == "zh" else "w"
    each = length.ceiling("item", language) // length.statements
    headline = long * length.ceiling("headline", language)
    statements = tuple(long * each for _ in range(length.statements))
    data = tuple(
        ItemData(id=f"i{number:06x}", headline=headline, statements=statements, source_title="", site=long * 20, published="2026-01-01", language=language)
        for number in range(items)
    )
    past = tuple(
        EarlierData(id=f"e{number:06x}", edition="2026-W01", headline=headline, statements=statements[:5], published="2026-01-01") for number in range(earlier)
    )
    ids, old = tuple(item.id for item in data), tuple(one.id for one in past)
    theses = tuple(Thesis(id=f"t{n}", text=long * 120, item_ids=ids, affected=long * 40, change=long * 80, earlier_ids=old) for n in range(length.theses))
    section = (Paragraph(statements=(Statement(text=long * length.ceiling("analysis", language)),)),)
    return {
        "theses": theses_inputs(data, language, edition, length, past),
        "analysis": analysis_inputs(data, theses, language, edition, length, past),
        "conclusion": conclusion_inputs(data, section, language, edition, length, past),
        "front": front_inputs(data, section, section, digest, edition, length, past),
    }
