"""The extractive writer: every word it says of a story is the story's own."""

import asyncio
import json
import os
import subprocess
import sys

import pytest
from sentencex import segment

from drafter.asks import (
    AnalysisAnswer,
    AnalysisInputs,
    ConclusionAnswer,
    ConclusionInputs,
    FrontAnswer,
    FrontInputs,
    ItemData,
    SummarizeInputs,
    SummaryAnswer,
    ThesesAnswer,
    ThesesInputs,
    ThesisData,
)
from drafter.entities import Article, Ask, Sentence, Source
from drafter.errors import Rejected
from drafter.llm.extractive import NOTE, ExtractiveWriter

FERRY = """By Dana Whitlow

Photo: the harbour at dawn. Getty Images

The port of Ellersby will replace its four diesel ferries with electric ones by 2031, the harbour board said on Tuesday.

The board approved a loan of $48.5 million for the ferries and two charging piers.

However, residents of the north quay fear that the piers will block the fish market.

He said the noise would fall by 60 percent.

Harbour master Ilse Maran told the council that the electric ferries need 12 minutes to charge between crossings.

“We have waited ten years for quieter ferries,” she said.

Subscribe to our newsletter for more harbour news.

The ferries carry 2.1 million passengers a year between Ellersby and the islands.

the rest of the text was cut off"""

BATTERY = """（来源：江湾晚报）

江湾市12日宣布，将投资36亿元建设储能电站，预计2028年底前投运。

此外，当地电价不会上涨。

图为电站效果图。

市能源局局长郑立言表示，电站可储电120万千瓦时，相当于40万户家庭一天的用电量。

电站一期工程已于上月招标，中标价比预算低8%。

责任编辑：小林"""


def article(text: str, title: str, language: str, site: str = "", url: str = "https://www.ellersbyherald.example/a/1") -> Article:
    sentences: list[Sentence] = []
    at = 0
    for paragraph, part in enumerate(text.split("\n\n")):
        for piece in segment(language, part):
            words = piece.strip()
            start = text.index(words, at)
            at = start + len(words)
            sentences.append(Sentence(id=f"s{len(sentences) + 1}", paragraph=paragraph, start=start, end=at, text=words))
    source = Source(location=url, origin="sources.txt:1")
    return Article(id="0" * 12, url=url, title=title, site=site, language=language, text=text, sentences=tuple(sentences), digest="0" * 64, source=source)


def answered(inputs: object, prompt: str = "summarize") -> str:
    ask = Ask(prompt=prompt, role="writer", subject="x", messages=(), output="x", json_schema={}, max_output_tokens=1, inputs=inputs)
    return asyncio.run(ExtractiveWriter().answer(ask)).text


def summary(of: Article, language: str = "en", **limits: object) -> SummaryAnswer:
    given = {
        "article": of, "sentence_ids": tuple(sentence.id for sentence in of.sentences), "language": language, "boundary": "b",
        "max_statements": 4, "headline_ceiling": 83 if language == "en" else 32, "item_ceiling": 832 if language == "en" else 320,
    }  # fmt: skip
    return SummaryAnswer.model_validate_json(answered(SummarizeInputs.model_validate(given | limits)))


def item(number: int, headline: str, *statements: str, language: str = "en") -> ItemData:
    return ItemData(id=f"i{number}", headline=headline, statements=statements, source_title=headline, site="", published="", language=language)


FERRIES = article(FERRY, "Ellersby to run electric ferries | The Ellersby Herald", "en", "The Ellersby Herald")
STORAGE = article(BATTERY, "江湾市投资36亿元建储能电站_能源频道_江湾网", "zh")


@pytest.mark.parametrize("of", [FERRIES, STORAGE], ids=["en", "zh"])
def test_statements_are_whole_sentences_of_the_article_with_a_verbatim_quote(of: Article) -> None:
    found = summary(of, "zh" if of is STORAGE else "en")
    texts = {sentence.id: sentence.text for sentence in of.sentences}
    assert 2 <= len(found.statements) <= 4
    for statement in found.statements:
        assert [texts[id_] for id_ in statement.sentence_ids] == [statement.text]
        assert statement.quote in statement.text
        assert 0 < len(statement.quote) <= 120
    ids = [int(statement.sentence_ids[0][1:]) for statement in found.statements]
    assert ids == sorted(ids)


def test_page_furniture_fragments_and_unresolved_openings_are_left_out() -> None:
    said = " ".join(statement.text for statement in summary(FERRIES).statements)
    for unwanted in ("Dana Whitlow", "Getty", "Subscribe", "cut off", "However", "He said"):
        assert unwanted not in said
    assert summary(FERRIES).statements[0].text.startswith("The port of Ellersby will replace")


def test_chinese_furniture_is_left_out_and_a_connective_stands_only_behind_what_it_connects() -> None:
    said = "".join(statement.text for statement in summary(STORAGE, "zh").statements)
    for unwanted in ("来源", "图为", "责任编辑"):
        assert unwanted not in said
    assert "此外" not in said or "投运。此外" in said
    assert summary(STORAGE, "zh").statements[0].text.startswith("江湾市12日宣布")


@pytest.mark.parametrize(
    ("sentence", "left"),
    [
        ("ELLERSBY, Jan. 27 (Coast Wire) – The port will replace its ferries by 2031.", "The port will replace its ferries by 2031."),
        ("NORTH QUAY (CW) — The board met on Tuesday to hear the residents.", "The board met on Tuesday to hear the residents."),
        ("Ellersby, 27 January 2026 – Coast Lines today said it ordered four ferries.", "Coast Lines today said it ordered four ferries."),
        ("HALLVIK, Jan 27, 2026 /QuayNewswire/ -- Coast Lines said it ordered ferries.", "Coast Lines said it ordered ferries."),
        ("NEMA — the agency — said on Tuesday that it would wait.", "NEMA — the agency — said on Tuesday that it would wait."),
        ("本报江湾1月27日电（记者 郑立言）江湾市将投资36亿元建设储能电站。", "江湾市将投资36亿元建设储能电站。"),
        ("江湾社北岸1月27日电 储能电站一期招标结束。", "储能电站一期招标结束。"),
        ("江湾晚报讯（记者小林）储能电站一期招标结束。", "储能电站一期招标结束。"),
        ("江湾电网1月27日电力负荷创下新高。", "江湾电网1月27日电力负荷创下新高。"),
    ],
)
def test_where_and_when_a_report_was_filed_is_not_quoted(sentence: str, left: str) -> None:
    from drafter.llm.extract.prose import without_dateline

    assert without_dateline(sentence) == left


def test_headline_is_the_title_without_the_name_of_the_site() -> None:
    assert summary(FERRIES).headline == "Ellersby to run electric ferries"
    assert summary(STORAGE, "zh").headline == "江湾市投资36亿元建储能电站"
    kept = article(FERRY, "Ferries - a history of Ellersby", "en")
    assert summary(kept).headline == "Ferries - a history of Ellersby"


def test_long_headline_is_cut_at_a_clause_else_at_a_word_and_never_in_a_number() -> None:
    clause = article(BATTERY, "江湾市将建大型储能电站，总投资36亿元，预计2028年底前投运并接入电网", "zh")
    assert summary(clause, "zh", headline_ceiling=20).headline == "江湾市将建大型储能电站，总投资36亿元"
    words = article(FERRY, "Ellersby harbour board approves loan of $48.5 million to replace every ferry on the islands line", "en")
    assert summary(words, headline_ceiling=46).headline == "Ellersby harbour board approves loan…"
    assert summary(words, headline_ceiling=55).headline == "Ellersby harbour board approves loan of $48.5 million…"


@pytest.mark.parametrize("ceiling", [160, 250, 400])
def test_item_ceiling_holds(ceiling: int) -> None:
    found = summary(FERRIES, item_ceiling=ceiling)
    assert sum(len(statement.text) for statement in found.statements) <= ceiling


def test_english_source_in_a_chinese_edition_stays_english_and_gets_the_room_english_needs() -> None:
    found = summary(FERRIES, "zh", item_ceiling=160)
    size = sum(len(statement.text) for statement in found.statements)
    assert 160 < size <= 160 * 2.6
    assert all(statement.text in FERRY for statement in found.statements)


def test_only_the_sentences_shown_are_quoted() -> None:
    shown = tuple(sentence.id for sentence in FERRIES.sentences[7:])
    found = summary(FERRIES, sentence_ids=shown)
    assert found.statements
    assert {id_ for statement in found.statements for id_ in statement.sentence_ids} <= set(shown)


def test_a_text_of_one_sentence_gives_one_statement() -> None:
    of = article("短讯一则，没有句号", "短讯", "zh")
    assert [statement.text for statement in summary(of, "zh").statements] == ["短讯一则，没有句号"]


ITEMS_EN = (
    item(1, "Norbank cuts interest rates", "Norbank cut its interest rate to 2.5 percent on Monday.", "Norbank will meet again in March 2027."),
    item(2, "Glacier museum opens", "The glacier museum in Hallvik opened on Friday."),
    item(3, "Mortgage lenders follow Norbank", "Four lenders lowered mortgage interest rates after Norbank moved.", "It will take weeks."),
)  # fmt: skip
ITEMS_ZH = (
    item(1, "江湾建储能电站", "江湾市将投资36亿元建设储能电站。", "储能电站占地20公顷。", language="zh"),
    item(2, "储能电站招标结束", "储能电站一期招标结束，中标价比预算低8%。", language="zh"),
    item(3, "Wexa releases Orbit 4", "Wexa released Orbit 4 on Tuesday.", language="en"),
)


def theses(items: tuple[ItemData, ...], language: str, most: int = 3) -> ThesesAnswer:
    order = tuple(one.id for one in items)
    inputs = ThesesInputs(items=items[::-1], language=language, edition="2026-W05", boundary="b", max_theses=5, argued=most, order=order)  # type: ignore[arg-type] # parametrised
    return ThesesAnswer.model_validate_json(answered(inputs, "theses"))


def grouped(items: tuple[ItemData, ...], language: str) -> tuple[ThesisData, ...]:
    found = theses(items, language).theses
    return tuple(ThesisData(id=f"t{n}", text=thesis.text, item_ids=tuple(thesis.item_ids)) for n, thesis in enumerate(found, 1))


def test_items_that_share_words_make_a_group_called_by_what_they_share() -> None:
    english, chinese = theses(ITEMS_EN, "en").theses, theses(ITEMS_ZH, "zh").theses
    assert [thesis.item_ids for thesis in english] == [["i1", "i3"], ["i2"]]
    assert english[0].text.startswith("news that mentions Norbank")
    assert english[1].text == "Glacier museum opens"
    assert [thesis.item_ids for thesis in chinese] == [["i1", "i2"], ["i3"]]
    assert chinese[0].text.startswith("提到储能")


@pytest.mark.parametrize("most", [1, 2, 3])
def test_every_item_is_in_exactly_one_of_as_many_groups_as_the_analysis_argues(most: int) -> None:
    items = tuple(item(n, word, f"{word} is all that this one tells.") for n, word in enumerate(("Apples", "Bridges", "Comets", "Dunes", "Eels"), 1))
    for mixed in (items, ITEMS_EN, ITEMS_ZH, (*items, item(6, "Comets return", "Comets return to the sky."))):
        found = theses(mixed, "en", most).theses
        assert len(found) <= most
        assert sorted(id_ for thesis in found for id_ in thesis.item_ids) == sorted(one.id for one in mixed)


def test_items_with_nothing_in_common_are_said_to_share_nothing() -> None:
    assert [thesis.text for thesis in theses(ITEMS_EN[:2], "en").theses] == ["this edition's news"]
    assert [thesis.text for thesis in theses((ITEMS_ZH[0], ITEMS_ZH[2]), "zh").theses] == ["本期消息"]


def analysis(items: tuple[ItemData, ...], language: str, ceiling: int = 760) -> AnalysisAnswer:
    inputs = AnalysisInputs(items=items, language=language, edition="2026-W05", boundary="b", theses=grouped(items, language), ceiling=ceiling)  # type: ignore[arg-type]
    return AnalysisAnswer.model_validate_json(answered(inputs, "analysis"))


@pytest.mark.parametrize(("items", "language"), [(ITEMS_EN, "en"), (ITEMS_ZH, "zh")])
def test_analysis_is_the_items_x_and_judges_nothing(items: tuple[ItemData, ...], language: str) -> None:
    found = analysis(items, language)
    statements = {one.id: one.statements for one in items}
    assert [paragraph.thesis_id for paragraph in found.paragraphs] == ["t1", "t2"]
    for sentence in (sentence for paragraph in found.paragraphs for sentence in paragraph.sentences):
        assert sentence.kind == "fact"
        assert sentence.text in statements[sentence.item_ids[0]]
    assert found.opening.item_ids == ["i1", "i2", "i3"]
    assert found.opening.text.startswith(
        {"en": "This edition has three items, grouped by shared words into two: ", "zh": "本期共三条消息，按用词归为两组："}[language]
    )


def test_analysis_prefers_a_fact_with_figures_over_one_that_leans_on_another() -> None:
    facts = [sentence.text for paragraph in analysis(ITEMS_EN, "en").paragraphs for sentence in paragraph.sentences]
    assert "Norbank cut its interest rate to 2.5 percent on Monday." in facts
    assert "It will take weeks." not in facts


def test_analysis_keeps_its_ceiling_and_gives_each_group_its_first_turn() -> None:
    items = tuple(item(n, f"Harbour {n}", f"Harbour number {n} handled {n}00 ships in the week that ended on Sunday.") for n in range(1, 30))
    found = analysis(items, "en", 500)
    assert len(found.opening.text) + sum(len(sentence.text) for paragraph in found.paragraphs for sentence in paragraph.sentences) <= 500
    assert found.paragraphs


def conclusion(items: tuple[ItemData, ...], language: str, said: tuple[str, ...] = (), edition: str = "2026-W05") -> list[tuple[str, str, list[str]]]:
    inputs = ConclusionInputs(items=items, language=language, edition=edition, boundary="b", analysis=said, ceiling=400)  # type: ignore[arg-type]
    found = ConclusionAnswer.model_validate_json(answered(inputs, "conclusion"))
    return [(sentence.kind, sentence.text, sentence.item_ids) for paragraph in found.paragraphs for sentence in paragraph.sentences]


def test_conclusion_lists_what_lies_ahead_with_its_item() -> None:
    assert conclusion(ITEMS_EN, "en") == [("forecast", "Norbank will meet again in March 2027.", ["i1"])]
    assert conclusion(ITEMS_ZH, "zh") == [("forecast", "江湾市将投资36亿元建设储能电站。", ["i1"])]


def test_conclusion_without_anything_ahead_says_so() -> None:
    assert conclusion(ITEMS_EN[1:2], "en") == [("fact", "The passages quoted in this edition name no dates or plans ahead.", ["i2"])]
    assert conclusion(ITEMS_ZH[1:], "zh") == [("fact", "本期各条消息的摘录中没有提到后续日期或安排。", ["i2", "i3"])]


def test_conclusion_prefers_what_the_analysis_has_not_said() -> None:
    ahead = item(1, "Rail", "The line will open in May 2027.", "The second tunnel is expected to follow by 2029.")
    assert [text for _, text, _ in conclusion((ahead,), "en", ("The line will open in May 2027.",))] == ["The second tunnel is expected to follow by 2029."]


def front(items: tuple[ItemData, ...], language: str, **limits: object) -> FrontAnswer:
    given = {
        "items": items, "language": language, "edition": "2026-W05", "boundary": "b", "analysis": (), "conclusion": (), "vocabulary": (),
        "series_name": "Weekly", "title_ceiling": 125 if language == "en" else 48, "lede_ceiling": 520 if language == "en" else 200, "max_tags": 6,
    }  # fmt: skip
    return FrontAnswer.model_validate_json(answered(FrontInputs.model_validate(given | limits), "front"))


def test_title_joins_the_two_leading_headlines_within_the_ceiling() -> None:
    assert front(ITEMS_EN, "en").title == "Norbank cuts interest rates; Glacier museum opens"
    assert front(ITEMS_ZH, "zh").title == "江湾建储能电站；储能电站招标结束"
    assert front(ITEMS_EN, "en", title_ceiling=30).title == "Norbank cuts interest rates"
    assert front(ITEMS_EN, "en", title_ceiling=18).title == "Norbank cuts…"


def test_lede_is_the_first_sentence_of_the_two_leading_items() -> None:
    lede = front(ITEMS_EN, "en").lede
    assert [(one.text, one.item_ids) for one in lede] == [(ITEMS_EN[0].statements[0], ["i1"]), (ITEMS_EN[1].statements[0], ["i2"])]
    assert [one.item_ids for one in front(ITEMS_EN, "en", lede_ceiling=60).lede] == [["i1"]]


def test_tags_are_words_of_the_vocabulary_that_occur() -> None:
    vocabulary = ("museum", "interest-rates", "rate", "banking", "储能")
    assert front(ITEMS_EN, "en", vocabulary=vocabulary).tags == ["interest-rates", "rate", "museum"]
    assert front(ITEMS_ZH, "zh", vocabulary=vocabulary).tags == ["储能"]
    assert front(ITEMS_EN, "en", vocabulary=vocabulary, max_tags=1).tags == ["interest-rates"]


def test_without_a_match_in_the_vocabulary_names_become_lower_kebab_tags() -> None:
    items = (
        item(1, "芯片公司 Wexa 发布 5G 模组", "Wexa 于周二发布 5G 模组，由 Orbit Labs 代工。", language="zh"),
        item(2, "Orbit Labs expands", "The factory of Orbit Labs supplies Wexa.", language="en"),
    )  # fmt: skip
    tags = front(items, "zh", vocabulary=("banking",)).tags
    assert tags[:2] == ["orbit-labs", "wexa"]
    assert "5g" in tags


def test_unknown_inputs_are_rejected_by_name() -> None:
    with pytest.raises(Rejected, match=r"prompt judge: the extractive writer cannot answer from NoneType"):
        answered(None, "judge")


def test_the_editor_is_told_in_both_languages() -> None:
    assert "未使用语言模型" in NOTE["zh"]
    assert "no language model" in NOTE["en"]


_PROBE = """
import asyncio, json, sys
import drafter.llm.extractive
heavy = [name for name in ("rjieba", "openai", "httpx", "trafilatura", "sentencex") if name in sys.modules]
from tests.llm import test_extractive as t
texts = [t.summary(t.FERRIES).model_dump_json(), t.summary(t.STORAGE, "zh").model_dump_json()]
for items, language in ((t.ITEMS_EN, "en"), (t.ITEMS_ZH, "zh")):
    texts += [t.theses(items, language).model_dump_json(), t.analysis(items, language).model_dump_json(), t.front(items, language).model_dump_json()]
print(json.dumps([heavy, texts]))
"""


def test_same_bytes_in_every_process_and_nothing_heavy_at_import() -> None:
    told = []
    for seed in ("1", "2"):
        ran = subprocess.run(
            [sys.executable, "-c", _PROBE], env={**os.environ, "PYTHONHASHSEED": seed}, capture_output=True, text=True, check=True, timeout=120
        )
        told.append(json.loads(ran.stdout))
    assert told[0] == told[1]
    assert told[0][0] == []
