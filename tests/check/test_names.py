"""Names are found, declared, known by CLDR, absent, or not checked; never waved through."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from drafter.check.declared import declared
from drafter.check.findings import Passage
from drafter.check.grounding import ground
from drafter.check.names.checked import Names, name_findings
from drafter.check.text import CheckedText, ItemText, Said
from drafter.entities import Stamp
from tests.nouns import article

SOURCE = "Crescent Cloud's new sites are in Riyadh, Johor and Warsaw; its model, Vega-Pay 2.5, was built with the European Payments Council in Germany."
PASSAGES = [Passage("a", SOURCE)]
PAIRS = [("新月云", "Crescent Cloud")]


def verdict(text: str, words: str, pairs: list[tuple[str, str]] = PAIRS) -> str:
    return next(name.verdict for name in Names(PASSAGES, pairs).check(text) if name.words == words)


@pytest.mark.parametrize(
    ("text", "words", "expected"),
    [
        ("新月云将扩建。", "新月云", "pair"),
        ("新月云将在华沙建站。", "华沙", "known"),
        ("新月云将在利雅得建站。", "利雅得", "known"),
        ("新月云将在吉达建站。", "吉达", "contradicted"),
        ("新月云在德国合作。", "德国", "known"),
        ("新月云推出Vega Pay 2.5。", "Vega Pay 2.5", "found"),
        ("新月云推出VEGA PAY。", "VEGA PAY", "found"),
        ("新月云推出Vega Pay 2.6。", "Vega Pay 2.6", "absent"),
        ("新月云与EPC合作。", "EPC", "found"),
        ("新月云与Marlow Capital合作。", "Marlow Capital", "absent"),
        ("新月云谈AI。", "AI", "unknown"),
        ("It was backed by Foxglove Ventures.", "Foxglove Ventures", "absent"),
        ("It was backed by Crescent Cloud’s owners.", "Crescent Cloud", "found"),
    ],
)
def test_verdicts(text: str, words: str, expected: str) -> None:
    assert verdict(text, words) == expected


def test_a_declared_source_form_must_occur() -> None:
    (found,) = name_findings(Names(PASSAGES, [("月光云", "Moonlight Cloud")]).check("月光云扩建。"))
    assert found.what == "name-pair-absent"


def test_english_names_over_a_chinese_source_are_not_checked() -> None:
    found = Names([Passage("a", "杭川银行聘请了林若曦。")]).check("Hangchuan Bank has hired Lin Ruoxi.")
    assert found
    assert {name.verdict for name in found} == {"unknown"}


def test_what_is_measured_in_is_no_name() -> None:
    assert [name.words for name in Names(PASSAGES).check("该站容量为12GW，采用5nm芯片。")] == []


def test_a_recogniser_only_proposes() -> None:
    from drafter.check.names.checked import Names

    names = Names(PASSAGES, propose=lambda text: [(0, 3)]).check("林若曦说好。")
    assert [(name.words, name.kind, name.verdict) for name in names] == [("林若曦", "proposed", "unknown")]


@settings(max_examples=80, deadline=None)
@given(st.text(max_size=60), st.text(max_size=60))
def test_no_input_crashes_it_and_the_order_of_sources_does_not_matter(text: str, source: str) -> None:
    passages = [Passage("a", source), Passage("b", SOURCE)]
    assert Names(passages, PAIRS).check(text) == Names(passages[::-1], PAIRS).check(text)
    assert all(text[name.start : name.end] == name.words for name in Names(passages, PAIRS).check(text))


def test_a_month_in_a_date_is_no_name_whatever_day_the_source_calls_it() -> None:
    page = article("Norrgate Bank said on Monday it would widen its pilot.", published=Stamp(value="2026-04-13"))
    said = Said(text="Norrgate Bank said on 13 April that it would widen its pilot on 1 May.", part="item", item_id="i1")
    item = ItemText(id="i1", headline=Said(text="", part="headline", item_id="i1"), said=(said,), link=None, article_ids=(page.id,))
    found = ground(CheckedText(language="en", day=date(2026, 4, 17), items=(item,)), {page.id: page}).flags
    assert not [flag for flag in found if flag.code.startswith("name")]


@pytest.mark.parametrize(("original", "flagged"), [("溪石", False), ("溪岩", True)])
def test_a_transliterated_name_is_declared_by_the_sources_own_form_in_brackets(original: str, flagged: bool) -> None:
    page = article("临川市法院判令溪石数据公司停止抓取。溪石表示将上诉。", language="zh")
    texts = (f"A court ordered the data firm Xishi ({original}) to stop.", "Xishi will appeal.")
    said = tuple(Said(text=text, part="item", item_id="i1") for text in texts)
    item = ItemText(id="i1", headline=Said(text="", part="headline", item_id="i1"), said=said, link=None, article_ids=(page.id,))
    text = CheckedText(language="en", day=date(2026, 4, 17), items=(item,))
    assert declared(text, {page.id: page}) == (() if flagged else (("Xishi", "溪石"),))
