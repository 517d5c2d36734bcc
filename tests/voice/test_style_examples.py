"""What stands in an example of style and in no source blocks a draft that has it; what a source has may stand."""

from __future__ import annotations

from datetime import date

import pytest

from drafter.check.style_examples import CODE, flags
from drafter.check.text import CheckedText, ItemText, Said
from drafter.config import Settings
from drafter.entities import Article, Link
from drafter.proofread import Beside, proofread
from tests.nouns import CHINESE, ENGLISH, article

EXAMPLE = (
    "北岭银行（Northridge Bank）3月9日宣布融资4.2亿美元，年利率为7.35%，见《北岭白皮书》，涉及超过6000户，系统为IL2。Its chairman Vera Lindqvist resigned."
)


def text(said: str, page: Article, language: str = "zh") -> CheckedText:
    item = ItemText(
        id="i1",
        headline=Said(text="银行借款" if language == "zh" else "Bank borrows", part="headline", item_id="i1"),
        said=(Said(text=said, part="item", item_id="i1"),),
        link=Link(title=page.title, url=page.url),
        article_ids=(page.id,),
        published=date(2026, 1, 27),
    )
    return CheckedText.model_validate({"language": language, "day": date(2026, 1, 30), "items": (item,)})


def raised(said: str, page: Article, language: str = "zh", examples: tuple[str, ...] = (EXAMPLE,)) -> dict[str, str]:
    review = proofread(text(said, page, language), {page.id: page}, Settings(), Beside(examples=examples))
    return {flag.words: flag.severity for flag in review.flags if flag.code == CODE}


@pytest.mark.parametrize(
    ("said", "words"),
    [
        ("海湾银行签署4.2亿美元的贷款协议。", "4.2亿美元"),
        ("海湾银行的贷款利率为7.35%。", "7.35%"),
        ("海湾银行3月9日签署贷款。", "3月9日"),
        ("海湾银行与Northridge Bank签署贷款。", "Northridge Bank"),
        ("海湾银行签署贷款，涉及6000户。", "6000户"),
        ("海湾银行签署贷款，系统为IL2。", "IL2"),
    ],
)
def test_a_figure_date_or_name_of_an_example_alone_is_a_block(said: str, words: str) -> None:
    page = article(CHINESE, language="zh", title="海湾银行签署贷款")
    assert raised(said, page) == {words: "BLOCK"}
    assert not raised(said, page, examples=())


def test_a_part_of_a_longer_figure_or_word_of_a_source_is_no_source() -> None:
    page = article("该行4月26日称April 26起共16,000户接入。", language="zh", title="接入")
    assert raised("该行接入6000户。", page) == {"6000户": "BLOCK"}
    assert raised("该行接入IL2。", page) == {"IL2": "BLOCK"}
    assert not raised("该行接入16000户。", page, examples=("此前接入16000户。",))


def test_a_figure_that_another_sources_language_says_otherwise_is_a_sources() -> None:
    rival = article("The rival raised US$420 million.", url="https://news.example/b", title="Rival raises money")
    page = article(CHINESE, language="zh", title="海湾银行签署贷款")
    said = text("海湾银行签署4.2亿美元的贷款协议。", page)
    found = proofread(said, {one.id: one for one in (page, rival)}, Settings(), Beside(examples=(EXAMPLE,))).flags
    assert [flag.code for flag in found if flag.words == "4.2亿美元"] == ["figure-contradicted"]


def test_in_english_too() -> None:
    assert raised("Harbour Bank signed a loan of US$420 million.", article(ENGLISH), "en") == {"US$420 million": "BLOCK"}
    assert raised("Harbour Bank's Vera Lindqvist signed the loan.", article(ENGLISH), "en") == {"Vera Lindqvist": "BLOCK"}
    assert not raised("Harbour Bank's Mina Okafor signed the loan.", article(ENGLISH), "en", ("Mina Okafor of Harbour Bank spoke.",))


@pytest.mark.parametrize("said", ["北岭银行也参与了这笔贷款。", "条款见《北岭白皮书》。"])
def test_a_chinese_name_of_an_example_is_a_block_where_the_sources_are_chinese(said: str) -> None:
    assert list(raised(said, article(CHINESE, language="zh", title="海湾银行签署贷款")).values()) == ["BLOCK"]
    assert not raised(said, article(ENGLISH))  # an English source has no such form, right or wrong


def test_a_quotation_of_an_example_is_no_translation_of_a_sources() -> None:
    said, page = "行长奥卡福说：“%s”", article(ENGLISH)
    examples = ("行长说：“市场会记得这一天。”行员说：“当然。”",)
    assert raised(said % "市场会记得这一天。", page, examples=examples) == {"市场会记得这一天。": "BLOCK"}
    assert not raised(said % "我们希望它平淡而安全。", page, examples=examples)
    assert not raised(said % "当然。", page, examples=examples), "so few words may be a translation's too"


@pytest.mark.parametrize("said", ["海湾银行签署15亿美元的贷款协议。", "贷款期限至2029年3月。", "这笔贷款分三批发放。"])
def test_what_a_source_has_may_stand_in_an_example_too(said: str) -> None:
    example = "此前，南港银行签署15亿美元贷款，期限至2029年3月，分三批发放。"
    assert not raised(said, article(CHINESE, language="zh", title="海湾银行签署贷款"), examples=(example,))


def test_one_cause_is_one_flag() -> None:
    page = article(CHINESE, language="zh", title="海湾银行签署贷款")
    found = proofread(text("海湾银行签署4.2亿美元的贷款协议。", page), {page.id: page}, Settings(), Beside(examples=(EXAMPLE,))).flags
    assert [flag.code for flag in found if flag.words == "4.2亿美元"] == [CODE]
    assert "融资4.2亿美元" in next(flag.message for flag in found if flag.code == CODE)


def test_alone_it_gives_only_what_comes_from_examples() -> None:
    page = article(CHINESE, language="zh", title="海湾银行签署贷款")
    found = flags(text("海湾银行签署4.2亿美元的贷款，另付9.9亿美元。", page), (EXAMPLE,), {page.id: page})
    assert [flag.words for flag in found] == ["4.2亿美元"]
    assert flags(text("海湾银行签署9.9亿美元的贷款。", page), (), {page.id: page}) == ()
