"""Every statement is traced to its source or flagged, in both languages; what the source carries is left alone."""

from __future__ import annotations

import json
import time
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from drafter.check import tracing
from drafter.check.disagreements import between
from drafter.check.grounding import Grounded, ground
from drafter.check.lines import article_text
from drafter.check.memory import Memory
from drafter.check.text import CheckedText, ItemText, Said
from drafter.entities import Article, Evidence, Flag, Link, Stamp
from tests.bench.grounding_pairs import mutated, pairs, share
from tests.nouns import CHINESE, ENGLISH, article

DAY = date(2026, 1, 30)
RIVAL = "Ferry Pay raised £725 million on Monday. Its founder Ada Brennan said “growth comes first”. It serves 2,360 merchants in Oslo."
ARTICLES = {
    "bank": article().model_copy(update={"id": "bank"}),
    "ferry": article(RIVAL, "https://news.example/b", "Ferry Pay raises money").model_copy(update={"id": "ferry"}),
    "zh": article(CHINESE, "https://news.example/c", "海湾银行签署贷款", "zh").model_copy(update={"id": "zh"}),
}


def said(text: str, *sentence_ids: str, part: str = "item", item_id: str = "i1", of: str = "bank", quote: str = "", **more: Any) -> Said:
    evidence = (Evidence(article_id=of, sentence_ids=sentence_ids, quote=quote),) if sentence_ids else ()
    return Said.model_validate({"text": text, "part": part, "item_id": item_id, "evidence": evidence, **more})


def item(*statements: Said, key: str = "i1", of: Sequence[str] = ("bank",), headline: str = "海湾银行签署贷款") -> ItemText:
    return ItemText(id=key, headline=Said(text=headline, part="headline", item_id=key), said=statements, link=Link(title="", url=""), article_ids=tuple(of))


def checked(*items: ItemText, articles: Mapping[str, Article] = ARTICLES, language: str = "zh", **more: Any) -> Grounded:
    return ground(CheckedText.model_validate({"language": language, "day": DAY, "items": items, **more}), articles)


def flags(text: str, *sentence_ids: str, of: str = "bank", others: Sequence[ItemText] = (), **more: Any) -> list[tuple[str, str, str]]:
    found = checked(item(said(text, *sentence_ids, of=of, **more), of=(of,)), *others).flags
    return [(flag.severity, flag.code, flag.words) for flag in found if flag.severity != "INFO"]


FERRY = item(said("Ferry Pay周一融资7.25亿英镑。", "s1", item_id="i2", of="ferry"), key="i2", of=("ferry",), headline="Ferry Pay融资")


@pytest.mark.parametrize(
    ("text", "ids"),
    [
        ("海湾银行1月27日称，已与三家机构签署15亿美元的贷款。", ("s1",)),
        ("贷款2029年3月到期，利差85个基点。", ("s2",)),
        ("首席财务官Mina Okafor称：“夏天之前我们用不到。”", ("s3",)),
        ("监管机构尚未批准该行的代币化存款计划。", ("s4",)),
        ("贷款额约15亿美元。", ("s1",)),
    ],
)
def test_what_the_source_carries_is_left_alone(text: str, ids: tuple[str, ...]) -> None:
    assert flags(text, *ids) == []


@pytest.mark.parametrize(
    ("text", "ids", "found"),
    [
        ("海湾银行签署1.5亿美元的贷款。", ("s1",), ("BLOCK", "figure-contradicted", "1.5亿美元")),
        ("海湾银行签署15亿欧元的贷款。", ("s1",), ("BLOCK", "currency-changed", "15亿欧元")),
        ("利差为85%。", ("s2",), ("BLOCK", "unit-changed", "85%")),
        ("海湾银行签署逾15亿美元的贷款。", ("s1",), ("WARN", "comparator-flipped", "逾15亿美元")),
        ("贷款2028年3月到期。", ("s2",), ("BLOCK", "date-contradicted", "2028年3月")),
        ("贷款附有4200万英镑的担保。", ("s2",), ("HIGH", "figure-not-in-source", "4200万英镑")),
        ("首席财务官Nina Okafor表示。", ("s3",), ("HIGH", "name-absent", "Nina Okafor")),
        ("监管机构已批准该行的代币化存款计划。", ("s4",), ("HIGH", "negation-flipped", "批准")),
        ("贷款额15亿美元。", ("s2",), None),
    ],
)
def test_what_it_does_not_carry_is_flagged_once(text: str, ids: tuple[str, ...], found: tuple[str, str, str] | None) -> None:
    assert [each[1:] if found and found[1] == "negation-flipped" else each for each in flags(text, *ids)] == (
        [] if found is None else [found[1:] if found[1] == "negation-flipped" else found]
    )


def test_a_chinese_source_is_held_against_english_words() -> None:
    text = CheckedText(language="en", day=DAY, items=(item(said("The spread is 95 basis points.", "s2", of="zh"), of=("zh",), headline="Harbour Bank signs"),))
    assert [(flag.code, flag.nearest) for flag in ground(text, ARTICLES).flags] == [("figure-contradicted", "85个基点")]


def test_another_items_figure_and_name_are_told_apart_from_invented_ones() -> None:
    assert flags("该行还获得7.25亿英镑。", "s1", others=[FERRY]) == [("HIGH", "figure-of-other-article", "7.25亿英镑")]
    assert flags("Ada Brennan表示欢迎。", "s1", others=[FERRY]) == [("HIGH", "name-of-other-article", "Ada Brennan")]


def test_a_flag_names_words_span_nearest_sentence_and_source() -> None:
    (flag,) = checked(item(said("海湾银行签署1.5亿美元的贷款。", "s1"))).flags
    assert flag.statement[flag.start : flag.end] == flag.words == "1.5亿美元"
    assert (flag.nearest, flag.source, flag.where) == ("US$1.5 billion", "https://news.example/a", "海湾银行签署贷款")
    assert flag.sentence.startswith("Harbour Bank said")


def test_in_a_post_spans_are_those_of_the_post() -> None:
    words = "海湾银行签署1.5亿美元的贷款。"
    (flag,) = checked(item(said(words, start=100, end=100 + len(words)))).flags
    assert (flag.code, flag.start, flag.end) == ("figure-not-in-source", 106, 112)


def test_without_evidence_sentences_are_looked_for() -> None:
    (trace,) = [each for each in checked(item(said("Mina Okafor表示不需要。", start=0, end=17))).traces if each.said.part == "item"]
    assert trace.sentence_ids == ("s3",)


def test_every_statement_has_a_trace_that_says_what_became_of_it() -> None:
    found = checked(
        item(said("海湾银行签署15亿美元的贷款。", "s1"), said("此举颇受关注。", "s2"), said(ENGLISH[:40], verbatim=True)),
        item(said("没有留存网页。", item_id="i9"), key="i9", of=("gone",)),
        title=Said(text="贷款", part="title"),
    )
    states = [(trace.said.text[:6], trace.state) for trace in found.traces]
    assert ("海湾银行签署", "traced") in states
    assert ("此举颇受关注", "not-checked") in states
    assert ("没有留存网页", "not-checked") in states
    assert all(trace.unchecked for trace in found.traces if trace.state == "not-checked")
    assert len(found.traces) == 7


def test_a_statement_of_an_edition_without_evidence_is_named() -> None:
    assert ("WARN", "no-evidence", "海湾银行签署15亿美元的贷款。") in flags("海湾银行签署15亿美元的贷款。")


def test_a_sources_own_sentence_is_traced_without_flags() -> None:
    found = checked(item(said("Banks paid 900 billion dollars.", "s1", verbatim=True)))
    assert found.flags == ()
    assert found.traces[1].sentence_ids == ("s1",)


@pytest.mark.parametrize(
    ("text", "rests_on", "code"),
    [
        ("贷款额15亿美元。", ("i1",), None),
        ("利差只有85个基点。", ("i1",), "figure-not-in-items"),
        ("两条新闻都是融资。", (), None),
        ("融资额7.25亿英镑。", ("i1",), "figure-of-other-item"),
        ("市场规模达9000亿美元。", (), "figure-not-in-source"),
        ("Zabrinski也会跟进。", (), "name-absent"),
        ("今年仍是15亿美元。", ("i1",), None),
    ],
)
def test_the_analysis_is_held_against_the_items_it_rests_on(text: str, rests_on: tuple[str, ...], code: str | None) -> None:
    bank = item(said("海湾银行签署15亿美元的贷款。", "s1"))
    found = checked(bank, FERRY, analysis=((Said(text=text, part="analysis", rests_on=rests_on),),)).flags
    assert [flag.code for flag in found if flag.severity != "INFO"] == ([code] if code else [])


def test_items_of_earlier_editions_carry_a_comparison() -> None:
    text = CheckedText(language="zh", day=DAY, items=(FERRY,), analysis=((Said(text="它当时只有312家商户。", part="analysis", rests_on=("e1", "i2")),),))
    assert ground(text, ARTICLES, {"e1": "Ferry Pay有312家商户。"}).flags == ()
    assert [flag.code for flag in ground(text, ARTICLES).flags] == ["figure-not-in-source"]


def test_what_is_remembered_of_an_edition_is_what_a_fresh_look_at_the_next_finds(monkeypatch: pytest.MonkeyPatch) -> None:
    """Another wording, a dropped item, a declared name, an article read anew, another day: nothing is taken from memory that has changed."""
    one = item(
        said("海湾银行1月27日签署25亿美元贷款。", "s1"), said("Northgate参与。", "s2"), said("海湾银行有312家商户。", "s1"), said("Ferry Pay参与。", "s2")
    )
    reread = {**ARTICLES, "bank": article(RIVAL).model_copy(update={"id": "bank"})}
    memory = Memory()
    for items, names, articles, day in (
        ((one, FERRY), (), ARTICLES, DAY),
        ((one, FERRY), (("海湾银行", "Harbour Bank"),), ARTICLES, DAY),
        ((one,), (), ARTICLES, DAY),
        ((one, FERRY), (), reread, DAY),
        ((one, FERRY), (), ARTICLES, DAY.replace(year=DAY.year - 1)),
        ((item(said("海湾银行1月27日签署15亿美元贷款。", "s1")), FERRY), (), ARTICLES, DAY),
    ):
        text = CheckedText.model_validate({"language": "zh", "day": day, "items": items, "names": names})
        assert ground(text, articles, memory=memory) == ground(text, articles)
        fresh, again = ground(text, articles), Memory.of(json.loads(json.dumps(memory.kept())))
        with monkeypatch.context() as blind:
            blind.delattr(tracing, "traced")  # nothing is looked at again
            assert ground(text, articles, memory=again) == fresh
    assert len(memory.found) > 2 * (len(FERRY.said) + len(one.said))


def test_sources_of_one_story_that_differ_are_shown_side_by_side() -> None:
    one = article("Harbour Bank will close 41 branches in Oslo. Shares rose.", "https://news.example/1").model_copy(update={"id": "one"})
    money = article("Harbour Bank in Oslo was fined $4.1 million on Tuesday.", "https://news.example/3").model_copy(update={"id": "three"})
    other = article("Harbour Bank in Oslo was fined $4.6 million on Tuesday.", "https://news.example/4").model_copy(update={"id": "four"})
    (flag,) = between("Loans", [article_text(money), article_text(other)])
    assert {flag.words, flag.nearest} == {"$4.1 million", "$4.6 million"}
    assert flag.statement != flag.sentence
    assert between("Loans", [article_text(one), article_text(money)]) == ()
    assert between("Loans", [article_text(one)]) == ()


def _edition(order: Sequence[int]) -> CheckedText:
    items = [
        item(said("海湾银行签署1.5亿美元的贷款。", "s1"), said("Ada Brennan表示欢迎。", "s3")),
        FERRY,
        item(said("贷款利差为95个基点。", "s2", of="zh", item_id="i3"), key="i3", of=("zh",)),
    ]
    analysis = ((Said(text="融资额9亿英镑，客户2360家，Zabrinski也在其中。", part="analysis"),),)
    return CheckedText(language="zh", day=DAY, items=tuple(items[at] for at in order), analysis=analysis)


@pytest.mark.parametrize("order", [(0, 2, 1), (1, 0, 2), (1, 2, 0), (2, 0, 1), (2, 1, 0)])
def test_the_order_of_items_changes_no_flag(order: tuple[int, ...]) -> None:
    def key(flag: Flag) -> str:
        return flag.model_dump_json()

    assert sorted(ground(_edition(order), ARTICLES).flags, key=key) == sorted(ground(_edition((0, 1, 2)), ARTICLES).flags, key=key)


MIXED = st.text(alphabet=st.sampled_from("0123456789.,%$€亿万千百十一二三两成倍年月日至到约超过“”\"'aBc -–/:·（）()\n\u200b第季度同比"), max_size=60)


@settings(max_examples=60, deadline=None)
@given(claim=st.one_of(st.text(max_size=40), MIXED), source=st.one_of(st.text(max_size=60), MIXED))
def test_no_text_crashes_it(claim: str, source: str) -> None:
    kept = {"x": article(source.strip() or "x", "https://news.example/x").model_copy(update={"id": "x"})}
    analysis = ((Said(text=claim, part="analysis"),),)
    found = checked(item(said(claim, "s1", of="x"), said(claim, start=0, end=9), of=("x",), headline=claim), articles=kept, analysis=analysis)
    assert len(found.traces) == 4
    for flag in found.flags:
        assert flag.words in flag.statement


def test_a_digest_of_ten_items_takes_less_than_a_second() -> None:
    long = "\n\n".join([ENGLISH, *(f"Branch {n} of the bank earned {n}.{n % 10} million dollars in 2025, up {n % 40}% on the year." for n in range(1, 60))])
    kept = {f"a{n}": article(long, f"https://news.example/{n}").model_copy(update={"id": f"a{n}"}) for n in range(10)}
    items = [
        item(
            *[said(text, "s1", "s2", of=f"a{n}", item_id=f"i{n}") for text in ("海湾银行签署15亿美元的贷款，利差85个基点。", "另有77.7亿英镑待批。") * 3],
            key=f"i{n}",
            of=(f"a{n}",),
        )
        for n in range(10)
    ]
    began = time.process_time()
    checked(*items, articles=kept, analysis=(tuple(Said(text="各行合计签署15亿美元的贷款。", part="analysis") for _ in range(12)),))
    assert time.process_time() - began < 2.0  # a second on a machine of its own


def test_of_the_labelled_pairs_no_more_go_wrong_than_before() -> None:
    counts, _, _ = pairs("dev")
    caught, wrong = share(counts, right=False)
    flagged, right = share(counts, right=True)
    assert caught / wrong >= 0.92
    assert flagged / right <= 0.01


def test_mutants_of_right_statements_are_caught() -> None:
    counts, _ = mutated("dev")
    caught = sum(count for (_, hit), count in counts.items() if hit)
    assert caught / sum(counts.values()) >= 0.98


PLAN = article(
    "The regulator proposed a rule for stablecoins on 26 January. Harbour Bank may buy Ferry Pay, people familiar with the matter said. "
    "It would be the second-largest deal in Oslo this year."
).model_copy(update={"id": "plan"})


@pytest.mark.parametrize("part", ["headline", "lede", "analysis", "title"])
@pytest.mark.parametrize(
    ("wrong", "severity", "right"),
    [
        ("监管机构批准稳定币规则。", "WARN", "监管机构就稳定币规则提出方案。"),
        ("Harbour Bank已收购Ferry Pay。", "HIGH", "Harbour Bank或收购Ferry Pay。"),
        ("Ferry Pay可能收购Harbour Bank。", "HIGH", "Harbour Bank可能收购Ferry Pay。"),
    ],
)
def test_claims_without_figures_are_held_against_items_and_sources_wherever_they_stand(part: str, wrong: str, severity: str, right: str) -> None:
    body = said("监管机构提出一项稳定币规则。", "s1", of="plan"), said("知情人士说，Harbour Bank或收购Ferry Pay。", "s2", of="plan")

    def found(text: str) -> list[str]:
        one = item(*body, of=("plan",), headline=text if part == "headline" else "规则与传闻")
        place = Said(text=text, part=part, rests_on=("i1",) if part in ("lede", "analysis") else ())  # type: ignore[arg-type]  # the table's words are parts
        more = {"lede": {"lede": (place,)}, "analysis": {"analysis": ((place,),)}, "title": {"title": place}}.get(part, {})
        flags = checked(one, articles={"plan": PLAN}, **more).flags
        return [flag.severity for flag in flags if flag.statement == text and flag.severity != "INFO"]

    assert found(right) == []
    assert found(wrong) == (["WARN"] if part == "analysis" else [severity])


def test_an_inference_may_go_further_than_its_items() -> None:
    body = said("监管机构提出一项稳定币规则。", "s1", of="plan")
    guess = Said(text="规则一旦获批，银行就要改系统。", part="analysis", kind="inference", rests_on=("i1",))
    assert not [flag for flag in checked(item(body, of=("plan",)), articles={"plan": PLAN}, analysis=((guess,),)).flags if flag.severity != "INFO"]


TWO = "Ferry Pay raised £725 million and Otter Cloud raised £340 million in May."
GROWTH = "Sales rose 12% in the first quarter and 8% in the second quarter of 2025."
PLACES = "Sales rose 12% in France and 8% in Spain."


@pytest.mark.parametrize(
    ("source", "right", "wrong"),
    [
        (TWO, "Ferry Pay融资7.25亿英镑，Otter Cloud融资3.4亿英镑。", "Ferry Pay融资3.4亿英镑，Otter Cloud融资7.25亿英镑。"),
        (TWO, "Otter Cloud融资3.4亿英镑，Ferry Pay融资7.25亿英镑。", "Otter Cloud融资7.25亿英镑，Ferry Pay融资3.4亿英镑。"),
        (TWO, "Ferry Pay和Otter Cloud分别融资7.25亿英镑和3.4亿英镑。", "Ferry Pay和Otter Cloud分别融资3.4亿英镑和7.25亿英镑。"),
        (GROWTH, "2025年第一季度销售增长12%，第二季度增长8%。", "2025年第一季度销售增长8%，第二季度增长12%。"),
        (PLACES, "法国销售增长12%，西班牙增长8%。", "法国销售增长8%，西班牙增长12%。"),
        (PLACES, "Spain grew by 8%, France by 12%.", "Spain grew by 12%, France by 8%."),
    ],
)
def test_figures_exchanged_between_two_subjects_are_flagged_once(source: str, right: str, wrong: str) -> None:
    page = article(source).model_copy(update={"id": "two"})

    def found(text: str) -> list[tuple[str, str]]:
        one = item(said(text, "s1", of="two"), of=("two",), headline="")
        language = "en" if text.isascii() else "zh"
        return [(flag.code, flag.severity) for flag in checked(one, articles={"two": page}, language=language).flags if flag.severity != "INFO"]

    assert found(right) == []
    assert found(wrong) == [("figures-swapped", "HIGH")]


@pytest.mark.parametrize(
    "text",
    [
        "Ferry Pay与Otter Cloud融资3.4亿英镑和7.25亿英镑。",  # nothing says that they come in that order
        "两家中较小的Otter Cloud融资3.4亿英镑。",
        "融资3.4亿英镑的Otter Cloud不及Ferry Pay的7.25亿英镑。",
    ],
)
def test_where_it_is_not_plain_whose_figure_it_is_nothing_is_said(text: str) -> None:
    page = article(TWO).model_copy(update={"id": "two"})
    found = checked(item(said(text, "s1", of="two"), of=("two",), headline=""), articles={"two": page}).flags
    assert not [flag for flag in found if flag.code == "figures-swapped"]


def test_a_weekday_taken_over_from_the_source_counts_from_another_day_and_is_a_warning() -> None:
    told = article("Bluefin Bank told doctors on Thursday that 12 loans were signed.", published=Stamp(value="2026-01-08"))
    said = Said(
        text="Bluefin Bank told doctors on Thursday that 12 loans were signed.",
        part="item",
        item_id="i1",
        evidence=(Evidence(article_id=told.id, sentence_ids=("s1",)),),
    )
    item = ItemText(id="i1", headline=Said(text="", part="headline", item_id="i1"), said=(said,), link=None, article_ids=(told.id,))
    flags = ground(CheckedText(language="en", day=date(2026, 1, 30), items=(item,)), {told.id: told}).flags
    assert [(flag.code, flag.severity, flag.words) for flag in flags] == [("date-contradicted", "WARN", "Thursday")]
