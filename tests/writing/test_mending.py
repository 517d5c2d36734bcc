"""What the checks find at odds with its source goes back to the model by itself, twice at most; then it gives way or stands flagged."""

from __future__ import annotations

import asyncio
import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from drafter import prompts
from drafter.asking import Asking
from drafter.budget import Budget
from drafter.config import Settings
from drafter.entities import Answer, Ask, Item, Link, Role, Stamp, Statement, Summary
from drafter.llm.extractive import ExtractiveWriter
from drafter.store.answers import KeptAnswers
from drafter.writing import Writing
from tests.nouns import article

TEXT = "Bluefin Bank signed a loan of $1.5 billion on Monday. The loan runs until March 2029. Nine lenders took part."
LOAN = article(TEXT, url="https://news.example/loan", title="Bluefin Bank signs loan", published=Stamp(value="2026-01-26"))
RIGHT = {"text": "Bluefin Bank签署15亿美元贷款。", "sentence_ids": ["s1"], "quote": "signed a loan of $1.5 billion"}
ENDS = {"text": "贷款期限至2029年3月。", "sentence_ids": ["s2"], "quote": "runs until March 2029"}
WRONG = {**RIGHT, "text": "Bluefin Bank签署18亿美元贷款。"}


class Desk:
    """A writer that gives its summary, then one prepared answer for each round of mending."""

    name = "desk"

    def __init__(self, first: list[dict[str, Any]], *mends: list[dict[str, Any]], headline: str = "Bluefin Bank获贷款") -> None:
        self.first, self.mends, self.headline = first, list(mends), headline
        self.asked: list[Ask] = []

    def model_for(self, role: Role) -> str:
        return "m"

    async def aclose(self) -> None: ...

    async def answer(self, ask: Ask) -> Answer:
        self.asked.append(ask)
        said: dict[str, Any] = (
            {"sentences": self.mends.pop(0)} if ask.prompt == "mend" else {"kind": "news", "headline": self.headline, "statements": self.first}
        )
        return Answer(text=json.dumps(said, ensure_ascii=False))


def mended(number: int, of: dict[str, Any]) -> dict[str, Any]:
    return {"number": number, "text": of["text"], "source_ids": of["sentence_ids"], "quote": of["quote"]}


def summary(folder: Path, desk: Desk) -> tuple[Summary, Writing]:
    settings = Settings()
    asking = Asking(desk, KeptAnswers(folder / "answers"), Budget(settings.model))
    writing = Writing("2026-W05", settings, prompts.load_all(), ExtractiveWriter, asking, date(2026, 1, 30))
    return asyncio.run(writing.summary(LOAN)), writing


def test_what_its_source_carries_is_not_asked_again(tmp_path: Path) -> None:
    desk = Desk([RIGHT, ENDS])
    _, writing = summary(tmp_path, desk)
    assert [ask.prompt for ask in desk.asked] == ["summarize"]
    assert writing.mending.rewrites == []


def test_only_the_failing_statement_goes_back_with_the_reason_and_the_record_has_both(tmp_path: Path) -> None:
    desk = Desk([WRONG, ENDS], [mended(1, RIGHT)])
    done, writing = summary(tmp_path, desk)
    assert [statement.text for statement in done.statements] == [RIGHT["text"], ENDS["text"]]
    asked = desk.asked[1].messages[-1].content
    assert WRONG["text"] in asked
    assert ENDS["text"] not in asked
    assert "$1.5 billion" in asked.split("Sentences to correct")[1]
    (rewrite,) = writing.mending.rewrites
    assert (rewrite.before, rewrite.after, rewrite.done) == (WRONG["text"], RIGHT["text"], "mended")
    again = Desk([WRONG, ENDS])
    assert summary(tmp_path, again)[0] == done, "both answers are kept"
    assert again.asked == []


def test_after_two_rounds_a_contradicted_statement_gives_way_to_the_sources_own_sentence(tmp_path: Path) -> None:
    other = {**WRONG, "text": "Bluefin Bank签署19亿美元贷款。"}
    desk = Desk([WRONG, ENDS], [mended(1, other)], [mended(1, WRONG)])
    done, writing = summary(tmp_path, desk)
    assert [ask.prompt for ask in desk.asked] == ["summarize", "mend", "mend"]
    assert done.statements[0].text == "Bluefin Bank signed a loan of $1.5 billion on Monday."
    assert "$1.5 billion" in done.statements[0].fallback
    assert [(one.before, one.done) for one in writing.mending.rewrites] == [
        (WRONG["text"], "mended"),
        (other["text"], "mended"),
        (WRONG["text"], "own-sentence"),
    ]


def test_what_stands_in_no_source_stays_if_the_model_insists_for_the_review_flags_it(tmp_path: Path) -> None:
    foreign = {**ENDS, "text": "贷款期限至2029年3月，由Kestrel Partners担保。"}
    desk = Desk([RIGHT, foreign], [mended(2, foreign)], [mended(2, foreign)])
    done, writing = summary(tmp_path, desk)
    assert done.statements[1].text == foreign["text"]
    assert {one.done for one in writing.mending.rewrites} == {"flagged"}


def test_a_sentence_that_cannot_stand_is_left_out_and_a_headline_is_mended(tmp_path: Path) -> None:
    foreign = {**ENDS, "text": "贷款由Kestrel Partners担保。"}
    head = {"number": 0, "text": "Bluefin Bank获15亿美元贷款", "source_ids": ["s1"], "quote": ""}
    desk = Desk([RIGHT, foreign], [head, {"number": 2, "text": "", "source_ids": [], "quote": ""}], headline="Bluefin Bank获18亿美元贷款")
    done, writing = summary(tmp_path, desk)
    assert done.headline == "Bluefin Bank获15亿美元贷款"
    assert [statement.text for statement in done.statements] == [RIGHT["text"]]
    assert {one.done for one in writing.mending.rewrites} == {"mended", "left-out"}


@pytest.mark.parametrize("bad", [{"quote": "signed a loan of $9 billion"}, {"source_ids": ["s77"]}, {"text": "[看这里](https://evil.example)"}])
def test_an_unsound_answer_changes_nothing(tmp_path: Path, bad: dict[str, Any]) -> None:
    desk = Desk([WRONG, ENDS], [{**mended(1, RIGHT), **bad}], [mended(1, RIGHT)])
    done, writing = summary(tmp_path, desk)
    assert done.statements[0].text == RIGHT["text"]
    assert [one.done for one in writing.mending.rewrites] == ["flagged", "mended"]


class Analyst(Desk):
    """Writes a chain whose analysis has a figure that no item states."""

    async def answer(self, ask: Ask) -> Answer:
        self.asked.append(ask)
        rest = {"against_ids": [], "affected": "", "change": "", "earlier_ids": []}
        sentence = {"text": "两笔贷款都在Kestrel Partners手里。", "kind": "inference", "item_ids": ["ia01", "ib02"]}
        answers: dict[str, Any] = {
            "theses": {"theses": [{"text": "两家银行都在借款", "item_ids": ["ia01", "ib02"], **rest}], "unrelated": ""},
            "analysis": {"opening": {**sentence, "text": "两家银行都在借款。"}, "paragraphs": [{"thesis_id": "t1", "sentences": [sentence]}]},
            "conclusion": {"paragraphs": [{"sentences": [{"text": "接下来看谁先还款。", "kind": "forecast", "item_ids": []}]}]},
            "front": {"title": "两家银行借款", "lede": [{"text": "两家银行都在借款。", "item_ids": ["ia01"]}], "tags": ["loans"]},
        }
        if ask.prompt == "mend":
            answers["mend"] = {"sentences": self.mends.pop(0)}
        return Answer(text=json.dumps(answers[ask.prompt], ensure_ascii=False))


def test_an_analysis_sentence_with_a_name_of_no_item_goes_back_before_the_conclusion_is_asked(tmp_path: Path) -> None:
    desk = Analyst([], [{"number": 2, "text": "两笔贷款都由银行自己借入。", "source_ids": ["ia01", "ib02"], "quote": ""}])
    settings = Settings()
    asking = Asking(desk, KeptAnswers(tmp_path / "answers"), Budget(settings.model))
    writing = Writing("2026-W05", settings, prompts.load_all(), ExtractiveWriter, asking, date(2026, 1, 30))
    texts = {"ia01": "海湾银行借入15亿元贷款。", "ib02": "河畔银行借入20亿元贷款。"}
    articles = {key: article(text, url=f"https://news.example/{key}", language="zh").model_copy(update={"id": key}) for key, text in texts.items()}
    items = tuple(
        Item(id=key, article_id=key, headline=text[:4], statements=(Statement(text=text),), link=Link(title="", url=articles[key].url), published=Stamp(value="2026-01-27"))
        for key, text in texts.items()
    )  # fmt: skip
    chain = asyncio.run(writing.chain(items, articles))
    assert [ask.prompt for ask in desk.asked] == ["theses", "analysis", "mend", "conclusion", "front"]
    assert chain.analysis[1].statements[0].text == "两笔贷款都由银行自己借入。"
    assert "Kestrel" not in desk.asked[3].messages[-1].content
