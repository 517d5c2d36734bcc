"""The chain's theses and sentences rest on known items, state no figure of their own, and the conclusion is not the analysis again."""

from __future__ import annotations

from drafter import compose, prompts
from drafter.asks import (
    AnalysisAnswer,
    AnalysisParagraphAnswer,
    ConclusionAnswer,
    ConclusionParagraphAnswer,
    EarlierData,
    FrontAnswer,
    ItemData,
    LedeSentenceAnswer,
    Reading,
    SentenceAnswer,
    ThesesAnswer,
    ThesisAnswer,
)
from drafter.entities import Paragraph, Statement, Thesis
from drafter.settings import DigestSettings, LengthSettings

LENGTH = LengthSettings()
ITEMS = (
    ItemData(
        id="i1", headline="海湾银行签署15亿美元贷款", statements=("贷款期限至2029年3月。",), source_title="", site="News", published="2026-01-27", language="zh"
    ),
    ItemData(
        id="i2", headline="监管机构收紧稳定币规则", statements=("41家机构提交申请。",), source_title="", site="News", published="2026-01-28", language="zh"
    ),
    ItemData(id="i3", headline="央行公布支付报告", statements=("报告将于6月更新。",), source_title="", site="News", published="2026-01-29", language="zh"),
)
THESES = (Thesis(id="t1", text="贷款与牌照都以资本为门槛", item_ids=("i1", "i2")),)
EARLIER = (EarlierData(id="e3f2", edition="2026-W03", headline="稳定币规则征求意见", statements=("草案当时收到58家机构的意见。",), published="2026-01-14"),)


def said(text: str, *ids: str, kind: str = "fact") -> SentenceAnswer:
    return SentenceAnswer.model_validate({"text": text, "kind": kind, "item_ids": list(ids)})


def claim(text: str, *ids: str, **more: object) -> ThesisAnswer:
    return ThesisAnswer.model_validate({"text": text, "item_ids": list(ids), "against_ids": [], "affected": "", "change": "", "earlier_ids": []} | more)


def proposed(*answers: ThesisAnswer, unrelated: str = "", earlier: tuple[EarlierData, ...] = ()) -> Reading[compose.Proposed]:
    return compose.theses_read(ThesesAnswer(theses=list(answers), unrelated=unrelated), compose.theses_inputs(ITEMS, "zh", "2026-W05", LENGTH, earlier))


def test_a_thesis_needs_two_known_items() -> None:
    reading = proposed(claim("贷款与牌照都以资本为门槛", "i1", "i2"), claim("报告只有一条", "i3", "i9"))
    assert reading.value is not None
    assert [thesis.text for thesis in reading.value.candidates] == ["贷款与牌照都以资本为门槛"]
    assert any("'i9'" in problem for problem in reading.problems)
    assert any("rests on 1 item;" in problem for problem in reading.problems)


def test_one_item_and_an_earlier_editions_carry_a_thesis_and_its_figures() -> None:
    thesis = claim("征求意见时有58家机构表态，如今41家申请", "i2", "e3f2", change="当时58家表态，如今41家申请", against_ids=["i3", "e3f2"])
    reading = proposed(thesis, claim("收到意见的机构已经超过99家", "i2", earlier_ids=["e3f2"]), earlier=EARLIER)
    assert reading.value is not None
    (found,) = reading.value.candidates
    assert (found.item_ids, found.earlier_ids, found.against) == (("i2",), ("e3f2",), ("i3",))
    assert found.change
    assert any("99" in problem for problem in reading.problems)


def test_without_an_earlier_item_nothing_is_said_to_have_changed() -> None:
    value = proposed(claim("贷款与牌照都以资本为门槛", "i1", "i2", change="以前没有门槛")).value
    assert value is not None
    assert value.candidates[0].change == ""


def test_a_faulty_candidate_is_not_asked_for_again_where_enough_others_stand() -> None:
    sound = [claim(text, "i1", "i2") for text in ("贷款要看资本", "牌照要看资本", "两家都要等批准")]
    reading = proposed(*sound, claim("只有一条", "i3"), claim("申请者有99家", "i1", "i2"))
    assert reading.problems == ()
    assert reading.value is not None
    assert len(reading.value.candidates) == 3


def test_items_that_carry_no_thesis_are_said_to_be_unrelated_with_the_reason() -> None:
    reading = proposed(unrelated="三条新闻分属银行、监管与支付，没有共同的问题。")
    assert reading.problems == ()
    assert reading.value == compose.Proposed(candidates=(), unrelated="三条新闻分属银行、监管与支付，没有共同的问题。")
    assert any("say why" in problem for problem in proposed().problems)


def test_the_theses_are_asked_the_same_whatever_the_editions_order() -> None:
    one, other = (compose.theses_inputs(items, "zh", "2026-W05", LENGTH) for items in (ITEMS, ITEMS[::-1]))
    assert (one.items, one.boundary) == (other.items, other.boundary)


def test_the_analysis_is_asked_with_the_items_of_its_theses_alone() -> None:
    theses = (THESES[0], Thesis(id="t2", text="规则与报告同月", item_ids=("i2",), against=("i1",), earlier_ids=("e3f2",)))
    whole = compose.analysis_inputs(ITEMS, theses, "zh", "2026-W05", LENGTH, EARLIER)
    assert [item.id for item in whole.items] == ["i1", "i2"]
    assert whole.earlier == EARLIER
    templates = prompts.load_all()
    asked = [
        prompts.render(templates["analysis"], compose.analysis_inputs(items, theses, "zh", "2026-W05", LENGTH, EARLIER), subject="x")
        for items in (ITEMS, ITEMS[1::-1])
    ]
    assert asked[0].messages == asked[1].messages
    assert "i3" not in asked[0].messages[1].content


def test_paragraphs_of_one_thesis_become_one_and_one_too_many_without_a_thesis_is_named() -> None:
    both = [
        AnalysisParagraphAnswer(thesis_id="t1", sentences=[said("贷款规模达15亿美元。", "i1")]),
        AnalysisParagraphAnswer(thesis_id="t1", sentences=[said("申请者有41家。", "i2")]),
    ]
    given = compose.analysis_inputs(ITEMS, THESES, "zh", "2026-W05", LENGTH)
    reading = compose.analysis_read(AnalysisAnswer(opening=said("资本是门槛。"), paragraphs=both), given)
    assert reading.value is not None
    assert reading.problems == ()
    assert [len(paragraph.statements) for paragraph in reading.value] == [1, 2]
    short = compose.analysis_inputs(ITEMS, (), "zh", "2026-W05", LENGTH, unrelated="三条新闻没有共同的问题。")
    reading = compose.analysis_read(AnalysisAnswer(opening=said("三条新闻没有共同的问题。"), paragraphs=[]), short)
    assert reading.value is not None
    assert reading.problems == ()
    assert any(
        "without a thesis" in problem for problem in compose.analysis_read(AnalysisAnswer(opening=said("没有共同的问题。"), paragraphs=both), short).problems
    )


def test_an_id_in_a_text_is_named_in_either_form() -> None:
    items = (ITEMS[0].model_copy(update={"id": "i4f2"}), ITEMS[1].model_copy(update={"id": "ifab"}))
    theses = (Thesis(id="t1", text="资本是门槛", item_ids=("i4f2", "ifab")),)
    given = compose.analysis_inputs(items, theses, "zh", "2026-W05", LENGTH)
    sentences = [
        said("贷款期限至2029年3月（i4f2）。", "i4f2"),
        said("i4f2的贷款已经签署。", "i4f2"),
        said("[ifab]申请者有41家。", "ifab"),
        said("申请者有41家。", "ifab"),
    ]
    reading = compose.analysis_read(
        AnalysisAnswer(opening=said("资本是门槛。"), paragraphs=[AnalysisParagraphAnswer(thesis_id="t1", sentences=sentences)]), given
    )
    assert reading.value is not None
    assert [statement.text for statement in reading.value[1].statements] == ["申请者有41家。", "申请者有41家。"]
    assert sum("belong into their own field" in problem for problem in reading.problems) == 2


def test_an_analysis_sentence_with_a_figure_of_its_own_is_left_out_and_named() -> None:
    given = compose.analysis_inputs(ITEMS, THESES, "zh", "2026-W05", LENGTH)
    answer = AnalysisAnswer(
        opening=said("本周的新闻集中在融资与监管。"),
        paragraphs=[
            AnalysisParagraphAnswer(
                thesis_id="t1",
                sentences=[said("贷款规模达15亿美元。", "i1"), said("申请者有41家。", "i2"), said("市场将达到9000亿美元。", "i2", kind="forecast")],
            )
        ],
    )
    reading = compose.analysis_read(answer, given)
    assert reading.value is not None
    assert [statement.text for statement in reading.value[1].statements] == ["贷款规模达15亿美元。", "申请者有41家。"]
    assert any("9000" in problem for problem in reading.problems)
    assert reading.value[1].thesis == "t1"


def test_a_figure_is_looked_up_in_the_items_the_sentence_names() -> None:
    given = compose.analysis_inputs(ITEMS, THESES, "zh", "2026-W05", LENGTH)
    answer = AnalysisAnswer(
        opening=said("本周看点。"),
        paragraphs=[AnalysisParagraphAnswer(thesis_id="t1", sentences=[said("申请者有41家。", "i1"), said("贷款期限至2029年3月。", "i1")])],
    )
    reading = compose.analysis_read(answer, given)
    assert any("41" in problem for problem in reading.problems)
    assert any("rests on one item" in problem for problem in reading.problems)


def test_a_fact_without_items_does_not_stand() -> None:
    given = compose.analysis_inputs(ITEMS, THESES, "zh", "2026-W05", LENGTH)
    reading = compose.analysis_read(
        AnalysisAnswer(opening=said("本周看点。"), paragraphs=[AnalysisParagraphAnswer(thesis_id="t1", sentences=[said("行业正在成熟。")])]), given
    )
    assert reading.value is None
    assert any("rests on no item" in problem for problem in reading.problems)


def test_readers_are_not_told_of_items() -> None:
    given = compose.analysis_inputs(ITEMS, THESES, "zh", "2026-W05", LENGTH)
    reading = compose.analysis_read(
        AnalysisAnswer(
            opening=said("贷款与牌照都以资本为门槛。", "i1", "i2", kind="inference"),
            paragraphs=[AnalysisParagraphAnswer(thesis_id="t1", sentences=[said("条目没有说期限。", "i1"), said("41家机构已经提交申请。", "i2")])],
        ),
        given,
    )
    assert any("“条目” means nothing to readers" in problem for problem in reading.problems)
    assert reading.value is not None
    assert ["".join(one.text for one in paragraph.statements) for paragraph in reading.value] == ["贷款与牌照都以资本为门槛。", "41家机构已经提交申请。"]


def test_a_sources_own_word_for_an_item_may_stand() -> None:
    tariff = ITEMS[0].model_copy(update={"statements": ("关税清单新增12个条目。",)})
    given = compose.conclusion_inputs((tariff,), (), "zh", "2026-W05", LENGTH)
    reading = compose.conclusion_read(
        ConclusionAnswer(paragraphs=[ConclusionParagraphAnswer(sentences=[said("新增的12个条目要看何时生效。", "i1")])]), given, ()
    )
    assert reading.problems == ()


def test_the_conclusion_drops_what_the_analysis_said() -> None:
    analysis = (Paragraph(statements=(Statement(text="两家机构的举措显示资本要求正在抬高。", rests_on=("i1",)),)),)
    given = compose.conclusion_inputs(ITEMS, analysis, "zh", "2026-W05", LENGTH)
    answer = ConclusionAnswer(
        paragraphs=[ConclusionParagraphAnswer(sentences=[said("两家机构的举措显示，资本要求正在抬高。", "i1"), said("报告将于6月更新，届时可见分晓。", "i3")])]
    )
    reading = compose.conclusion_read(answer, given, analysis)
    assert reading.value is not None
    assert [statement.text for statement in reading.value[0].statements] == ["报告将于6月更新，届时可见分晓。"]
    assert any("repeats the analysis" in problem for problem in reading.problems)


def test_tags_become_lower_kebab_and_new_ones_are_named() -> None:
    given = compose.front_inputs(ITEMS, (), (), DigestSettings(tags=("stablecoin", "regulation")), "2026-W05", LENGTH)
    answer = FrontAnswer(
        title="贷款与稳定币规则。",
        lede=[LedeSentenceAnswer(text="海湾银行签署15亿美元贷款。", item_ids=["i1"])],
        tags=["Stablecoin", "AI Agents", "stablecoin", "支付"],
    )
    reading = compose.front_read(answer, given)
    assert reading.value is not None
    assert reading.value.title == "贷款与稳定币规则"
    assert reading.value.tags == ("stablecoin", "ai-agents")
    assert reading.value.new_tags == ("ai-agents",)


def test_a_title_with_a_figure_of_its_own_is_refused() -> None:
    given = compose.front_inputs(ITEMS, (), (), DigestSettings(), "2026-W05", LENGTH)
    reading = compose.front_read(FrontAnswer(title="贷款达99亿美元", lede=[LedeSentenceAnswer(text="海湾银行签署贷款。", item_ids=["i1"])], tags=[]), given)
    assert reading.value is None
    assert any("99" in problem for problem in reading.problems)


def test_a_thesis_id_among_the_items_of_a_sentence_is_passed_over_and_an_unknown_item_is_not() -> None:
    given = compose.analysis_inputs(ITEMS, THESES, "zh", "2026-W05", LENGTH)
    body = [AnalysisParagraphAnswer(thesis_id="t1", sentences=[said("两处都要看资本。", "t1", "i1", "i2")])]
    assert compose.analysis_read(AnalysisAnswer(opening=said("资本是门槛。", "t1"), paragraphs=body), given).problems == ()
    reading = compose.analysis_read(AnalysisAnswer(opening=said("资本是门槛。", "i9"), paragraphs=body), given)
    assert any("'i9'" in problem for problem in reading.problems)
