"""The chain's sentences rest on known items, state no figure of their own, and the conclusion is not the analysis again."""

from __future__ import annotations

from drafter import compose
from drafter.asks import (
    AnalysisAnswer,
    AnalysisParagraphAnswer,
    ConclusionAnswer,
    ConclusionParagraphAnswer,
    FrontAnswer,
    ItemData,
    LedeSentenceAnswer,
    SentenceAnswer,
    ThemeAnswer,
    ThemesAnswer,
)
from drafter.config import DigestSettings, LengthSettings
from drafter.entities import Paragraph, Statement, Theme

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
THEMES = (Theme(title="融资与监管", why="两条新闻都涉及资本要求。", item_ids=("i1", "i2")),)


def said(text: str, *ids: str, kind: str = "fact") -> SentenceAnswer:
    return SentenceAnswer.model_validate({"text": text, "kind": kind, "item_ids": list(ids)})


def test_a_theme_needs_known_items_and_two_of_them() -> None:
    given = compose.themes_inputs(ITEMS, "zh", "2026-W05", LENGTH)
    reading = compose.themes_read(
        ThemesAnswer(
            themes=[
                ThemeAnswer(title="融资与监管", why="都涉及资本。", item_ids=["i1", "i2"]),
                ThemeAnswer(title="孤立的主题", why="只有一条。", item_ids=["i3", "i9"]),
            ]
        ),
        given,
    )
    assert reading.value is not None
    assert [theme.title for theme in reading.value] == ["融资与监管"]
    assert any("'i9'" in problem for problem in reading.problems)
    assert any("rests on 1 items" in problem for problem in reading.problems)


def test_an_analysis_sentence_with_a_figure_of_its_own_is_left_out_and_named() -> None:
    given = compose.analysis_inputs(ITEMS, THEMES, "zh", "2026-W05", LENGTH)
    answer = AnalysisAnswer(
        opening=said("本周的新闻集中在融资与监管。"),
        paragraphs=[
            AnalysisParagraphAnswer(
                theme_id="t1",
                sentences=[said("贷款规模达15亿美元。", "i1"), said("申请者有41家。", "i2"), said("市场将达到9000亿美元。", "i2", kind="forecast")],
            )
        ],
    )
    reading = compose.analysis_read(answer, given)
    assert reading.value is not None
    assert [statement.text for statement in reading.value[1].statements] == ["贷款规模达15亿美元。", "申请者有41家。"]
    assert any("9000" in problem for problem in reading.problems)
    assert reading.value[1].theme == "t1"


def test_a_figure_is_looked_up_in_the_items_the_sentence_names() -> None:
    given = compose.analysis_inputs(ITEMS, THEMES, "zh", "2026-W05", LENGTH)
    answer = AnalysisAnswer(
        opening=said("本周看点。"),
        paragraphs=[AnalysisParagraphAnswer(theme_id="t1", sentences=[said("申请者有41家。", "i1"), said("贷款期限至2029年3月。", "i1")])],
    )
    reading = compose.analysis_read(answer, given)
    assert any("41" in problem for problem in reading.problems)
    assert any("rests on one item" in problem for problem in reading.problems)


def test_a_fact_without_items_does_not_stand() -> None:
    given = compose.analysis_inputs(ITEMS, THEMES, "zh", "2026-W05", LENGTH)
    reading = compose.analysis_read(
        AnalysisAnswer(opening=said("本周看点。"), paragraphs=[AnalysisParagraphAnswer(theme_id="t1", sentences=[said("行业正在成熟。")])]), given
    )
    assert reading.value is None
    assert any("rests on no item" in problem for problem in reading.problems)


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
