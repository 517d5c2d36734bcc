"""What the engine says, on a page in Chinese."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

import pytest

import drafter
from drafter import chinese
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
