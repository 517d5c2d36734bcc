"""What the engine says, on a page in Chinese."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

import pytest

import drafter
from drafter import chinese
from drafter.stories.lexicon import lexicon
from tests.bench.grounding_pairs import SPLITS, flags, rows

CATALOGUE = tomllib.loads((Path(drafter.__file__).parent / "chinese.toml").read_text(encoding="utf-8"))
LINES = [(english, told) for group in CATALOGUE.values() for english, told in group.items()]
SLOT = re.compile(r"\{[~=]?(\w)\}")


def test_lines_of_the_catalogue_keep_to_the_slots_of_their_english_and_hold_no_phrase_of_it() -> None:
    assert not [english for english, told in LINES if not {slot[1] for slot in SLOT.finditer(told)} <= {slot[1] for slot in SLOT.finditer(english)}]
    assert not [told for _, told in LINES if re.search(r"[A-Za-z]{3,} [a-z]{3,} [a-z]{3,}", re.sub(r"`[^`]*`", "", told))]


@pytest.mark.parametrize(
    ("english", "told"),
    [
        (
            "“99.89%” stands in no source, and follows from nothing that stands there; nearest there: “99.98%”",
            "“99.89%”在任何来源里都没有，也推算不出来；最接近的是“99.98%”",
        ),
        ("“15%” where the source has “51%”", "稿中写“15%”，来源是“51%”"),
        (
            "approve: “银行获批” — told as done, the source has it as planned or pending: “it applied”",
            "“银行获批”——稿中写成已完成，来源是计划中或未决：“it applied”",
        ),
        ("3 places against the house style: “a”; “b”; …", "3处不合本刊体例：“a”; “b”; …"),
        ("another drafter is at work on it (it has just started)", "另一个 drafter 正在处理这份周报（刚刚开始）"),
    ],
)
def test_concrete_words_stand_in_the_chinese_as_they_did(english: str, told: str) -> None:
    assert chinese.said(english, "zh") == told
    assert chinese.said(english, "en") == english


VAIN = "https://a.example/x: a model was asked for its summary before all articles were read, in vain ({})"
STORY = "names starport; both name 2026-05-06; one day apart"


@pytest.mark.parametrize(
    "message",
    [
        *map(
            VAIN.format,
            (
                f"same-story: same figures 15亿美元, 2300人; {STORY}; see https://b.example/y",
                "near-duplicate: 91% of the shorter text stands in both; see https://b.example/y",
                "duplicate-url: same as https://b.example/y",
                "duplicate-text: same as https://b.example/y",
                "outside-window: published 2026-01-02",
                "undated: neither page nor feed states a date",
                "not-news: aggregator: its title is that of a round-up",
                "not-news: event-listing: as the editor says",
                f"repeat: repeat of 2026-W04: 2026-W04 told it: {STORY}",
                "already-run: it was an item of 2026-W04",
                "held-back: not before 2026-02-01",
                "source-cap: 2 items are of Reef Wire already",
                "topic-cap: 2 items speak of it already",
                "over-limit: the edition has its 8 items",
                "dropped-by-editor",
                "not chosen",
            ),
        ),
        "goes on from “储备规则” of 2026-W04; new in it: stage: signed; 3亿; see that the item says what is new since then",
        f"item; update of 2026-W04: goes on from an item of 2026-W04: {STORY}; new: stage: signed; 3亿",
        "update of 2026-W04: in the words of a source of 2026-W04, with other figures; new: 3亿",
        "item; repeat of 2026-W04: the same page was an item of 2026-W04, and nothing in it is new",
        "--auto: nobody chose; the items are drafter's choice",
        "the embedded writer stands in: bad-answer; write this part by hand or run again",
    ],
)
def test_what_is_said_of_a_candidate_is_chinese_to_its_last_reason(message: str) -> None:
    """Names and addresses stay; of the engine's own words none does."""
    told = re.sub(r"https?://[a-z./]+|Reef Wire|starport", "", chinese.said(message, "zh"))
    assert re.search(r"[\u4e00-\u9fff]", told)
    assert re.findall(r"[A-Za-z]{3,}", told.replace("auto", "").replace("drafter", "")) == []


def test_every_stage_that_an_update_may_have_reached_has_its_chinese_word() -> None:
    stages = sorted({stage for _, stage in lexicon().stages.values()})
    assert len(stages) > 50
    assert [stage for stage in stages if f"stage: {stage}" not in CATALOGUE["parts"]] == []


@pytest.mark.parametrize("said", ["nobody has said this yet of anything", "", "“a", "a piece of news of the bank"])
def test_what_the_catalogue_does_not_have_stays_as_it_is(said: str) -> None:
    assert chinese.said(said, "zh") == said


def test_what_the_checks_say_of_the_labelled_pairs_is_all_told_in_chinese() -> None:
    """A message that is new to the catalogue fails here: give it a line in `chinese.toml`."""
    found = [flag.message for split in SPLITS for row in rows("pair", split)[::5] for flag in flags(row)]
    assert len(found) > 30
    assert sorted({message for message in found if not chinese.has(message)}) == []
    bare = [re.sub(r"“[^”]*”|\([^)]*\)", "", chinese.said(message, "zh")) for message in found]
    assert [one for one in bare if re.search(r"[a-z]{3,} [a-z]{2,}", one)] == []
