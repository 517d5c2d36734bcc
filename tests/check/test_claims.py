"""Claims without figures: what the source does not carry is found, what it carries is left alone."""

from __future__ import annotations

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from drafter.check.claims import check_claims
from drafter.check.claims.clauses import clauses, sentences
from drafter.check.findings import Finding, Passage
from drafter.check.grounding import ground
from drafter.entities import Evidence
from tests.bench.claims import FIGURELESS, KINDS, score, shares
from tests.bench.grounding_pairs import edition, flags
from tests.check import event_cases
from tests.check.carried_cases import row
from tests.check.claim_cases import CASES
from tests.check.who_cases import CASES as WHO


def found(claim: str, source: str, names: tuple[tuple[str, str], ...] = ()) -> tuple[Finding, ...]:
    return check_claims(claim, [Passage(f"s{at}", source[start:end]) for at, (start, end) in enumerate(sentences(source))], names)


RIGHT = [(claim, source, names) for source, names, carried, _ in CASES for claim in carried]
WRONG = [(claim, source, names) for source, names, _, others in CASES for claim in others]


@pytest.mark.parametrize(("claim", "source", "names"), RIGHT)
def test_what_the_source_carries_is_left_alone(claim: str, source: str, names: tuple[tuple[str, str], ...]) -> None:
    assert found(claim, source, names) == ()


@pytest.mark.parametrize(("claim", "source", "names"), [(claim, source, names) for source, names, carried, _ in WHO for claim in carried])
def test_whoever_did_or_said_it_in_the_source_may_in_the_claim(claim: str, source: str, names: tuple[tuple[str, str], ...]) -> None:
    assert [each.what for each in found(claim, source, names) if each.what.partition("-")[0] not in ("status", "negation")] == []


def test_whoever_did_not_is_mostly_found() -> None:
    wrong = [(claim, source, names) for source, names, _, others in WHO for claim in others]
    assert sum(bool(found(claim, source, names)) for claim, source, names in wrong) / len(wrong) >= 0.93


@pytest.mark.parametrize("source", [source for source, *_ in (*CASES, *WHO)])
def test_a_source_carries_itself(source: str) -> None:
    for start, end in sentences(source):
        assert found(source[start:end], source) == ()


def test_of_our_own_wrong_claims_most_are_found() -> None:
    caught = sum(bool(found(claim, source, names)) for claim, source, names in WRONG)
    assert caught / len(WRONG) >= 0.75


def test_on_the_labelled_rows_the_rates_do_not_fall() -> None:
    counts, _ = score("dev")
    caught, wrong, _, _ = shares(counts, FIGURELESS)
    _, _, flagged, right = shares(counts, (*KINDS, "other"))
    assert caught / wrong >= 0.92
    assert flagged / right <= 0.02


@pytest.mark.parametrize(
    ("claim", "source", "what"),
    [
        ("央行已批准该收购。", "The deal still needs the approval of the central bank.", "status-stronger"),
        ("The regulator has approved the merger.", "监管机构否决了这项合并。", "status-reversed"),
        ("该行已签署协议。", "The bank is in talks with two lenders.", "status-unstated"),
        ("The rules are affected.", "The rules are not affected.", "negation-flipped"),
        ("6月零售额环比增长2.9%。", "Retail sales rose 2.9% in June from a year earlier.", "base-changed"),
        ("预算增加了450亿美元。", "The budget was raised to $45 billion.", "to-by-changed"),
        ("利润增长12.5%。", "Profit dropped 12.5 percent.", "direction-reversed"),
        ("它是全球最大的银行。", "It is Asia's largest bank.", "rank-wider"),
        ("它是亚洲最大的银行。", "It is Asia's second-largest bank.", "rank-changed"),
        ("铜价创历史新低。", "Copper hit a record high.", "rank-reversed"),
        ("It is the largest shareholder.", "它是最大股东之一。", "rank-among-dropped"),
        ("Beta Corp acquired Alpha Works.", "Alpha Works acquired Beta Corp.", "role-swapped"),
        ("The licence is exclusive.", "该许可不具有排他性。", "qualifier-flipped"),
        ("Kelso Steel said 410 jobs were at risk.", "The union IGW said 410 jobs were at risk. Kelso Steel declined to comment.", "speaker-changed"),
        ("裁员全部在加拿大。", "Half of the cuts are in Canada.", "scope-widened"),
        ("因召回事件，邱明辞职。", "公司称，邱明辞职与召回事件无关。", "cause-denied"),
        ("净亏损扩大至3.2亿元。", "净亏损3.2亿元，上年净亏损为4.5亿元。", "direction-reversed"),
    ],
)
def test_findings_are_typed_and_name_both_wordings(claim: str, source: str, what: str) -> None:
    findings = found(claim, source)
    assert what in {each.what for each in findings}
    for each in findings:
        assert claim[each.claim.start : each.claim.end] == each.claim.words
        assert each.message


def test_clauses_cover_their_words() -> None:
    text = "拟增资，成为股东。The board, which met, agreed; shares rose."
    assert all(text[clause.start : clause.end] == clause.words for clause in clauses(text))


ALPHABET = "已未将拟批准收购第一大最高增至5%，。 theapprovedislargestby2.9"


@settings(max_examples=80, deadline=None)
@given(st.text(alphabet=ALPHABET, max_size=60), st.text(alphabet=ALPHABET, max_size=60), st.text(max_size=40))
def test_no_input_crashes_it_and_the_order_of_sources_does_not_matter(claim: str, one: str, other: str) -> None:
    passages = [Passage("a", one), Passage("b", other), Passage("c", claim)]
    assert check_claims(claim, passages) == check_claims(claim, passages[::-1])


@pytest.mark.parametrize("unit", ["a", "已", "approve ", "1,", "增长到", "A B ", "the first ", "，", "百分之", "不", "不会上诉，", "the court will not rule, "])
def test_time_grows_with_the_text_only(unit: str) -> None:
    began = time.process_time()
    check_claims("央行已批准收购，增长5%，是第一大，法院将上诉。", [Passage("a", unit * (20_000 // len(unit)))])
    assert time.process_time() - began < 8


@pytest.mark.parametrize(
    ("claim", "source", "wrong"),
    [
        ("监管机构4月13日在决定草案中说，条件有两个。", "The authority named two conditions in a draft decision. A final decision is due in June.", ""),
        ("农户协会就线路走向提起诉讼。", "A farmers' association has gone to court over the route.", ""),
        ("检察官起诉该公司高管。", "The company's managers welcomed the review.", "status-unstated"),
        ("议会以94票对71票通过收费上限0.12%。", "Parliament voted on Wednesday to cap fees at 0.12%.", ""),
        ("议会以94票对71票通过收费上限0.12%。", "Parliament will debate on Wednesday a cap of fees at 0.12%.", "status-unstated"),
        ("平均38秒完成清算。", "The pilot has moved 3.2 billion kronor. The bank would widen its pilot for settling large payments.", ""),
        ("监管机构上周开始审查。", "It had hoped for 10,000 users by the start. The regulator opened a review last week.", ""),
        ("某公司报价88欧元为最低，第二低是97欧元。", "Its bid of €88 was the lowest of seven bids; the next was €97.", ""),
        ("某公司报价88欧元，为第二低。", "Its bid of €88 was the lowest of seven bids.", "rank-changed"),
    ],
)
def test_what_a_corrected_draft_was_wrongly_flagged_for(claim: str, source: str, wrong: str) -> None:
    assert {each.what for each in found(claim, source)} == ({wrong} if wrong else set())


def test_a_noun_of_its_own_acts_and_not_whoever_was_named_before_it() -> None:
    source = "The authority would clear Lusocom's planned takeover of Vela Movel if the buyer sells 1,150 masts."
    assert not found("Lusocom若出售1150座基站塔，就可收购Vela Movel。", source)
    assert [each.what for each in found("Vela Movel将收购Lusocom。", source)] == ["role-swapped"]


@pytest.mark.parametrize(("claim", "source"), event_cases.RIGHT)
def test_an_event_told_in_other_words_is_left_alone(claim: str, source: str) -> None:
    assert flags(row((claim, source, ()))) == []


def test_of_events_told_otherwise_most_are_found() -> None:
    assert sum(bool(flags(row((claim, source, ())))) for claim, source in event_cases.WRONG) / len(event_cases.WRONG) >= 0.75


@pytest.mark.parametrize(
    ("claim", "source"),
    [
        ("青山软件不再上诉。", "青山软件表示将提起上诉。"),
        ("已造成关键基础设施受损。", "暂未发现关键基础设施受损。"),
        ("The bank will not appeal against the fine.", "The bank said it would appeal against the fine."),
        ("Investigators have found evidence of poison.", "Investigators have not found any evidence of poison."),
    ],
)
def test_a_denial_put_in_or_dropped_is_found(claim: str, source: str) -> None:
    assert "negation-flipped" in {each.what for each in found(claim, source)}


@pytest.mark.parametrize(
    ("claim", "source"),
    [
        ("公司计划明年上市。", "公司尚未上市，计划明年上市。"),
        ("抽检的手表中有33批次合格。", "抽检42批次，其中9批次不合格。"),
        ("该行以每股48元回购股份。", "该行以不超过每股48元回购股份。"),
        ("The firm plans to open an office in Lyon.", "The firm has not opened an office in Lyon yet, but plans to."),
        ("Three collisions were reported.", "Three collisions were reported, none of which caused injury."),
    ],
)
def test_a_denial_of_something_else_is_none(claim: str, source: str) -> None:
    assert "negation-flipped" not in {each.what for each in found(claim, source)}


@pytest.mark.parametrize(
    ("claim", "source"),
    [
        # A step before something else than what the claim tells of.
        (
            "其2028年的产能已通过长期协议订满。",
            "Corvel said in a regulatory filing that it will build a plant. Output for 2028 is fully booked under long-term contracts.",
        ),
        # A deed named, not told, in a sentence that says itself that it lies ahead.
        ("青屿股份收购白石科技一事仍须股东大会审议。", "青屿股份拟收购白石科技51%股权，尚需股东大会审议。"),
        # What is issued is no firm, and the buyer stands before it.
        ("白石科技拟收购青屿电子68%股权。", "白石科技公告，拟以发行股份及支付现金方式收购青屿电子68%股权，交易作价12亿元。"),
        # Another of the group, said of something else.
        ("新任首席执行官下月上任。", "Chairman Ann Ross praised the staff."),
    ],
)
def test_what_the_source_says_of_something_else_is_held_against_no_claim(claim: str, source: str) -> None:
    assert found(claim, source) == ()


def test_what_a_sentence_that_is_not_cited_carries_is_no_fault() -> None:
    source = "The bank plans to buy Corvel. It completed the purchase of Corvel on Monday."
    text, articles = edition(row(("The bank has completed the purchase of Corvel.", source, ())))
    (article,) = articles.values()
    evidence = (Evidence(article_id=article.id, sentence_ids=(article.sentences[0].id,)),)
    item = text.items[0]
    said = item.said[0].model_copy(update={"evidence": evidence})
    cited = text.model_copy(update={"items": (item.model_copy(update={"said": (said,)}),)})
    assert not [flag for flag in ground(cited, articles).flags if flag.code.startswith("status")]
    alone = "The bank plans to buy Corvel. The purchase of Corvel could take a year to complete."
    assert flags(row(("The bank has completed the purchase of Corvel.", alone, ())))


def test_a_message_quotes_names_as_they_stand() -> None:
    (found,) = check_claims(
        "蓝鲸支付与晨星银行签署收购协议。",
        [Passage("s", "Blue Whale Pay is in early talks to acquire Morning Bank.")],
        [("蓝鲸支付", "Blue Whale Pay"), ("晨星银行", "Morning Bank")],
    )
    assert "“蓝鲸支付与晨星银行签署收购协议”" in found.message
    assert "Blue Whale Pay is in early talks" in found.message
