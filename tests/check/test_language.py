"""Words, letters and characters of another language in an edition's sentences, and its glossary."""

from __future__ import annotations

import pytest

from drafter.check.characters import simplified, traditional
from drafter.check.glossary import GlossaryTerm
from drafter.entities import Language
from tests.check.forms import article, edition, flags, item


@pytest.mark.parametrize(
    ("text", "flagged"),
    [
        ("估值nearly翻倍，达到24亿美元。", True),
        ("议员讨论 surveillance 改革法案。", True),
        ("两国央行 although 表态谨慎，仍同意试点。", True),
        ("The bank raised its fee on Monday and merchants left.", True),
        ("银行说 the fee will be raised for all merchants next week，商户不满。", True),
        ("Payments Conduct Board of the United Kingdom批准了Project Causeway Phase Two。", False),
        ("VMware发布vSphere Kubernetes Service 3.6", False),
        ("容器运行时containerd和etcd随Kubernetes 1.36更新，npm包kube-proxy停用。", False),
        ("命令kubectl apply改名，while循环照旧，deployment不变。", False),
        ("文件sec/policy.md、网址a.example/security与标签nearly-free照旧。", False),
        ("公告标题是“Nearly all banks agree to the new review”，共十页。", False),
        ("代币化存款（tokenised deposit liabilities under review）试点结束。", False),
        ("Tessaly", False),
        ("银行签署15亿美元贷款。", False),
    ],
)
def test_running_english_in_chinese_is_a_leak_and_names_are_not(text: str, flagged: bool) -> None:
    assert bool(flags(edition("zh", analysis=[text])).get("language-leak")) is flagged


@pytest.mark.parametrize(
    ("text", "flagged"),
    [
        ("The bank 上调手续费 on Monday.", True),
        ("Pazhou Bank (琶洲银行) raised its fee.", False),
        ("The paper called it 「粤港货款通」.", False),
        ("The bank raised its fee.", False),
    ],
)
def test_chinese_in_english_is_a_leak_outside_brackets_and_quotations(text: str, flagged: bool) -> None:
    assert bool(flags(edition("en", analysis=[text])).get("language-leak")) is flagged


def test_leaks_of_a_post_are_one_flag_with_their_number() -> None:
    (flag,) = flags(edition("zh", lede=["估值nearly翻倍。"], analysis=["商户mostly不满，银行likely让步。"]))["language-leak"]
    assert "3 places" in flag.message
    assert flag.words == "nearly"


def test_the_digests_own_words_and_a_pages_title_may_stay() -> None:
    page = article("page", "Text of the page.", "Payments board to test whether an agent can consent")
    text = edition("zh", item("i1", page, "测试代理", "来源是Payments board to test whether an agent can consent一文。"), analysis=["本周compliance成本上升。"])
    assert "language-leak" not in flags(text, page, vocabulary=["compliance"])


@pytest.mark.parametrize(
    ("lede", "analysis", "flagged"),
    [
        ("香港发出首批三张稳定币牌照。", "香港金管局發出牌照。", "發"),
        ("香港發出首批三張穩定幣牌照，發行上限為二十億。", "香港金管局发出牌照。", "发"),
        ("香港发出首批三张稳定币牌照。", "公告写道“香港金管局發出牌照”。", ""),
        ("昇腾芯片与祐珵科技签约，著作权与乾隆年间的旧藏一并转让。", "朱镕基、喆、堃、珺、玥都是人名，瞭望台亦然。", ""),
        ("香港發出首批三張穩定幣牌照。", "他看着台上的布，里程不足。", "张"),
    ],
)
def test_traditional_in_simplified_text_is_flagged_and_the_reverse(lede: str, analysis: str, flagged: str) -> None:
    if flagged == "张":  # characters that both scripts use give nothing
        assert "mixed-characters" not in flags(edition("zh", lede=[lede], analysis=["他看着台上的布，松了口气。"]))
        return
    found = flags(edition("zh", lede=[lede], analysis=[analysis])).get("mixed-characters", [])
    assert [flag.words for flag in found] == ([flagged] if flagged else [])


def test_characters_tell_their_side_and_most_tell_none() -> None:
    assert traditional("牌照發出") == (2,)
    assert simplified("牌照发出") == (2,)
    assert not traditional("中文和字母 abc，。") + simplified("中文和字母 abc，。")


@pytest.mark.parametrize(
    ("text", "words"),
    [("Сbank 上市。", "С"), ("该行демонстрировал实力。", "демонстрировал"), ("推出ステーブル服务。", "ステーブル"), ("삼성发布报告。", "삼성")],
)
def test_letters_of_a_third_script_are_flagged_unless_a_source_has_them(text: str, words: str) -> None:
    page, bare = article("page", f"Text with {words} in it.", language="ja"), article("bare", "Text without it.")
    assert flags(edition("zh", item("i1", bare, "标题", text)), bare)["foreign-script"][0].words == words
    assert "foreign-script" not in flags(edition("zh", item("i1", page, "标题", text)), page)


COIN = GlossaryTerm(term="stablecoin", wanted="稳定币", also=("stable coin",), forbidden=("稳定代币", "稳币"))


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("首批稳定代币牌照发出。", "稳定代币"),
        ("首批稳定币牌照发出。", ""),
        ("首批稳定币（stablecoin）牌照发出。", ""),
        ("首批stablecoin牌照发出。", "stablecoin"),
        ("首批Stablecoins牌照发出。", "Stablecoins"),
        ("首批stable coin牌照发出。", "stable coin"),
        ("公告称之为“稳定代币”。", ""),
        ("StablecoinX公司上市。", ""),
    ],
)
def test_a_term_stands_as_the_glossary_wants_it(text: str, words: str) -> None:
    found = flags(edition("zh", analysis=[text]), glossary=[COIN]).get("glossary", [])
    assert [(flag.words, flag.nearest) for flag in found] == ([(words, "稳定币")] if words else [])


def test_one_term_gives_one_flag_with_the_number_of_places() -> None:
    (flag,) = flags(edition("zh", lede=["稳定代币上市。"], analysis=["稳定代币与stablecoin并存。"]), glossary=[COIN])["glossary"]
    assert "3 places" in flag.message


def test_a_forbidden_form_within_the_wanted_one_is_none() -> None:
    term = GlossaryTerm(term="deposit token", wanted="代币化存款", forbidden=("存款",))
    assert "glossary" not in flags(edition("zh", analysis=["代币化存款试点结束。"]), glossary=[term])


def test_an_english_glossary_forbids_english_forms() -> None:
    term = GlossaryTerm(term="稳定币", wanted="stablecoin", forbidden=("stable coin",))
    assert flags(edition("en", analysis=["The Stable coins were listed."]), glossary=[term])["glossary"]
    assert "glossary" not in flags(edition("en", analysis=["The stablecoins were listed."]), glossary=[term])


@pytest.mark.parametrize(
    ("one", "other", "flagged"),
    [
        ("汇桥银行（Peakbridge Bank）获牌。", "峰桥银行（Peakbridge Bank）扩张。", True),
        ("获牌的汇桥银行（Peakbridge Bank）扩张。", "汇桥银行（Peakbridge Bank）获牌。", False),
        ("总裁陈志明（Chen Zhiming）表态。", "行长陈志明（Chen Zhiming）离任。", False),
        ("总裁陈志明（Chen Zhiming）表态。", "行长程智民（Chen Zhiming）离任。", True),
        ("香港数码货币办公室（DMO）发牌。", "办公室（DMO）发牌。", False),
    ],
)
def test_one_name_in_two_forms_is_flagged_once(one: str, other: str, flagged: bool) -> None:
    found = flags(edition("zh", analysis=[one, other, one])).get("two-forms", [])
    assert len(found) == flagged


def test_declared_pairs_with_two_forms_are_flagged_when_both_stand_there() -> None:
    names = (("汇桥银行", "Peakbridge Bank"), ("峰顶银行", "Peakbridge Bank"))
    assert flags(edition("zh", analysis=["汇桥银行获牌。", "峰顶银行扩张。"], names=names))["two-forms"]
    assert "two-forms" not in flags(edition("zh", analysis=["汇桥银行获牌。", "汇桥银行扩张。"], names=names))


@pytest.mark.parametrize("language", ["zh", "en"])
def test_an_empty_edition_has_no_flag(language: Language) -> None:
    assert flags(edition(language)) == {}
