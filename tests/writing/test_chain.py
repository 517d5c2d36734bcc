"""The chain as a whole: each step is asked only for what it depends on, the editor's theses come first, and what is private is never shown."""

from __future__ import annotations

import asyncio
import json
from datetime import date
from pathlib import Path
from typing import Any

from drafter import prompts, theses
from drafter.asking import Asking
from drafter.asks import EarlierData
from drafter.budget import Budget
from drafter.config import Settings
from drafter.entities import Answer, Article, Ask, Item, Link, Role, Stamp, Statement
from drafter.llm.extractive import ExtractiveWriter
from drafter.settings import LengthSettings
from drafter.store.answers import KeptAnswers
from drafter.writing import Writing
from tests.nouns import article, source

EARLIER = (EarlierData(id="e3f2", edition="2026-W03", headline="稳定币规则征求意见", statements=("草案收到58家机构的意见。",), published="2026-01-14"),)
TEXTS = {"ia01": "贷款期限至2029年3月。", "ib02": "41家机构提交申请。", "ic03": "报告将于6月更新。", "id04": "新机场将于2027年启用。"}


class Desk:
    """A writer whose theses rest on the first items it is shown."""

    name = "desk"

    def __init__(self) -> None:
        self.asked: list[Ask] = []

    def model_for(self, role: Role) -> str:
        return "m"

    async def aclose(self) -> None: ...

    async def answer(self, ask: Ask) -> Answer:
        self.asked.append(ask)
        return Answer(text=json.dumps(getattr(self, f"_{ask.prompt}")(ask.inputs), ensure_ascii=False))

    def _summarize(self, given: Any) -> dict[str, Any]:
        first = given.article.sentences[0]
        said = {"text": "海湾银行签署了贷款。", "sentence_ids": [first.id], "quote": first.text}
        return {"kind": "news", "headline": "海湾银行签署贷款", "statements": [said] * given.max_statements}

    def _theses(self, given: Any) -> dict[str, Any]:
        rest = {"against_ids": [], "affected": "", "change": "", "earlier_ids": []}
        return {"theses": [{"text": "贷款与牌照都以资本为门槛", "item_ids": ["ia01", "ib02"], **rest}], "unrelated": ""}

    def _analysis(self, given: Any) -> dict[str, Any]:
        opening = {"text": "资本是门槛。", "kind": "inference", "item_ids": []}
        paragraphs = [
            {"thesis_id": one.id, "sentences": [{"text": "两处都要看资本。", "kind": "inference", "item_ids": [*one.item_ids, *one.earlier_ids]}]}
            for one in given.theses
        ]
        return {"opening": opening, "paragraphs": paragraphs}

    def _conclusion(self, given: Any) -> dict[str, Any]:
        return {"paragraphs": [{"sentences": [{"text": "接下来看谁先获批。", "kind": "forecast", "item_ids": []}]}]}

    def _front(self, given: Any) -> dict[str, Any]:
        return {"title": "资本成为门槛", "lede": [{"text": "两处都要看资本。", "item_ids": [given.items[0].id]}], "tags": ["capital"]}


def edition(*ids: str, private: tuple[str, ...] = ()) -> tuple[tuple[Item, ...], dict[str, Article]]:
    articles = {key: article(TEXTS[key], url=f"https://news.example/{key}", language="zh", source=source(private=key in private)) for key in ids}
    items = tuple(
        Item(
            id=key, article_id=key, headline=f"头条{key[-1]}", statements=(Statement(text=TEXTS[key]),), link=Link(title="", url=one.url),
            published=Stamp(value="2026-01-27"),
        )
        for key, one in articles.items()
    )  # fmt: skip
    return items, articles


def writing(folder: Path, desk: Desk | None) -> Writing:
    settings = Settings(length=LengthSettings())
    asking = Asking(desk, KeptAnswers(folder / "answers"), Budget(settings.model)) if desk else None
    return Writing("2026-W05", settings, prompts.load_all(), ExtractiveWriter, asking, date(2026, 1, 30))


def drafted(
    folder: Path, *ids: str, decisions: str = "", private: tuple[str, ...] = (), earlier: tuple[EarlierData, ...] = ()
) -> tuple[Any, list[str], Writing]:
    """The chain, the prompts that were asked for because no answer was kept, and the Writing."""
    desk = Desk()
    own = writing(folder, desk)
    items, articles = edition(*ids, private=private)
    chain = asyncio.run(own.chain(items, articles, earlier, theses.parse(decisions, "theses.txt")))
    return chain, [ask.prompt for ask in desk.asked], own


def test_dropping_an_item_that_no_thesis_rests_on_leaves_the_analysis_as_it_is(tmp_path: Path) -> None:
    chain, asked, _ = drafted(tmp_path, "ia01", "ib02", "ic03", "id04")
    assert asked == ["theses", "analysis", "conclusion", "front"]
    assert [(one.id, one.by) for one in chain.theses] == [("t1", "drafter")]
    again, asked, _ = drafted(tmp_path, "ia01", "ib02", "ic03")
    assert asked == ["theses", "conclusion", "front"]
    assert again.analysis == chain.analysis
    assert drafted(tmp_path, "ia01", "ib02", "ic03", "id04")[1] == []


def test_dropping_an_item_that_no_thesis_rests_on_keeps_the_theses_of_the_draft_before(tmp_path: Path) -> None:
    """Asked for again, a model would find others, and the analysis would be another."""
    chain, _, _ = drafted(tmp_path, "ia01", "ib02", "ic03", "id04")
    items, _ = edition("ia01", "ib02", "ic03", "id04")
    before = theses.Before(theses=chain.theses, items={item.id: theses.said(item.headline, [one.text for one in item.statements]) for item in items})
    fewer, articles = edition("ia01", "ib02", "ic03")
    desk = Desk()
    again = asyncio.run(writing(tmp_path, desk).chain(fewer, articles, before=before))
    assert [ask.prompt for ask in desk.asked] == ["conclusion", "front"]
    assert (again.theses, again.analysis) == (chain.theses, chain.analysis)
    left = theses.Before(theses=again.theses, items={key: text for key, text in before.items.items() if key != "id04"})
    desk = Desk()
    asyncio.run(writing(tmp_path, desk).chain(fewer, articles, before=left))
    assert desk.asked == [], "the same again asks nothing"
    without_one_of_its_own, articles = edition("ib02", "ic03", "id04")
    desk = Desk()
    asyncio.run(writing(tmp_path, desk).chain(without_one_of_its_own, articles, before=before))
    assert "theses" in [ask.prompt for ask in desk.asked]


def test_another_order_of_the_edition_asks_for_the_same_theses_and_analysis(tmp_path: Path) -> None:
    drafted(tmp_path, "ia01", "ib02", "ic03")
    assert drafted(tmp_path, "ic03", "ib02", "ia01")[1] == ["conclusion", "front"]


def test_the_editors_thesis_is_argued_without_asking_for_any_and_its_pick_of_a_proposal_costs_nothing(tmp_path: Path) -> None:
    first, _, _ = drafted(tmp_path, "ia01", "ib02", "ic03")
    file = theses.format("2026-W05", first.candidates)
    picked, asked, _ = drafted(tmp_path, "ia01", "ib02", "ic03", decisions=file.replace("use?", "use"))
    assert asked == []
    assert picked.theses[0].by == "editor"
    own, asked, _ = drafted(tmp_path, "ia01", "ib02", "ic03", decisions=f"{file}use [ib02 e3f2] 门槛比征求意见时高", earlier=EARLIER)
    assert asked == ["analysis", "conclusion", "front"]
    assert [one.text for one in own.theses] == ["门槛比征求意见时高"]
    assert own.analysis[1].statements[0].rests_on == ("ib02", "e3f2")
    assert own.candidates == first.candidates


def test_a_thesis_whose_items_are_gone_is_named_and_the_strongest_is_argued(tmp_path: Path) -> None:
    chain, _, own = drafted(tmp_path, "ia01", "ib02", decisions="use [ic03 id04] 都不在了")
    assert chain.theses[0].by == "drafter"
    assert [(failure.reason, "都不在了" in failure.message) for failure in own.failures] == [("thesis-not-carried", True)]


def test_one_item_is_not_asked_for_theses(tmp_path: Path) -> None:
    chain, asked, _ = drafted(tmp_path, "ia01")
    assert asked == ["analysis", "conclusion", "front"]
    assert chain.theses == ()
    assert len(chain.analysis) == 1


def test_a_private_article_is_shown_to_no_model_and_that_is_no_failure(tmp_path: Path) -> None:
    desk = Desk()
    own = writing(tmp_path, desk)
    items, articles = edition("ia01", "ib02", "ic03", private=("ic03",))
    summaries = [asyncio.run(own.summary(one)) for one in articles.values()]
    assert [summary.fallback for summary in summaries] == ["", "", "private"]
    assert own.summary_asks(articles["ic03"]) == []
    asyncio.run(own.chain(items, articles))
    assert not any("6月更新" in message.content or "头条3" in message.content for ask in desk.asked for message in ask.messages)
    assert own.failures == []
    assert own.fallen == {}


def test_an_edition_of_private_articles_alone_is_laid_out_by_the_embedded_writer(tmp_path: Path) -> None:
    chain, asked, own = drafted(tmp_path, "ia01", "ib02", private=("ia01", "ib02"))
    assert asked == []
    assert own.fallen == dict.fromkeys(("theses", "analysis", "conclusion", "front"), "private")
    assert chain.front.title
    assert own.failures == []


def test_a_brief_is_one_sentence_with_an_answer_of_its_own(tmp_path: Path) -> None:
    desk = Desk()
    own = writing(tmp_path, desk)
    one = edition("ia01")[1]["ia01"]
    brief, whole = (asyncio.run(own.summary(one, brief=brief)) for brief in (True, False))
    assert len(brief.statements) == 1
    assert "exactly one sentence" in desk.asked[0].messages[1].content
    assert desk.asked[0].messages != desk.asked[1].messages
    assert whole.headline == brief.headline
    embedded = writing(tmp_path, None)
    assert len(asyncio.run(embedded.summary(one, brief=True)).statements) == 1


def test_the_budgets_worst_chain_asks_for_each_step_once(tmp_path: Path) -> None:
    asks = writing(tmp_path, None).worst_chain(3, 2)
    assert [ask.prompt for ask in asks] == ["theses", "analysis", "conclusion", "front"]
    assert all("e000001" in ask.messages[1].content for ask in asks)
