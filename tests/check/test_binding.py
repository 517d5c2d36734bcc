"""An atom is bound to the nearest line that carries it; what carries nothing is a miss with its nearest."""

from __future__ import annotations

from datetime import date

import pytest

from drafter.check.binding.bound import Bound, Ring, bind, free_places
from drafter.check.bounds import read
from drafter.check.lines import Text
from drafter.check.spelled import spelled

DAY = date(2026, 1, 30)
CITED = "Harbour Bank raised US$1.5 billion on Tuesday from three lenders at 85 basis points."
ELSEWHERE = "It lent €40 million to 41 merchants in 2025."


def bound(words: str, *, language: str = "zh", cited: str = CITED, elsewhere: str = ELSEWHERE, foreign: str = "") -> list[Bound]:
    text = Text("a", "https://news.example/a", "en", DAY, "", [("s1", cited, 0), ("s2", elsewhere, 1)])
    other = Text("b", "https://news.example/b", "en", DAY, "", [("s1", foreign, 0)])
    rings = (Ring("cited", text.lines[:1]), Ring("article", text.lines[1:]), Ring("foreign", other.lines))
    return [bind(atom, words, rings, text.lines[:1]) for atom in read(words, language, DAY)]


@pytest.mark.parametrize(
    ("words", "ring"),
    [
        ("15亿美元", "cited"),
        ("1月27日", "cited"),
        ("85个基点", "cited"),
        ("4000万欧元", "article"),
        ("41家商户", "article"),
        ("7.25亿英镑", "foreign"),
        ("12亿美元", None),
    ],
)
def test_the_nearest_ring_that_carries_it_wins(words: str, ring: str | None) -> None:
    assert [each.ring for each in bound(words, foreign="A rival paid £725 million.")] == [ring]


def test_a_round_figure_in_a_strangers_article_is_chance() -> None:
    assert bound("八家银行", foreign="It has eight branches.")[0].ring is None


def test_a_miss_names_what_stands_in_its_stead() -> None:
    (missed,) = bound("1.5亿美元")
    assert missed.ring is None
    assert missed.place is not None
    assert missed.place.atom is not None
    assert missed.place.atom.text == "US$1.5 billion"


@pytest.mark.parametrize(
    ("words", "cited"),
    [
        ("共60个网点", "One bank has 25 branches, the other 35 branches."),
        ("增长50%", "Sales rose from 8 million to 12 million units."),
        ("每家约3家分店", "Twelve branches in four cities, 3 branches each."),
        ("债券增加3亿元", "Debt went from 1.2 billion yuan to 1.5 billion yuan."),
        ("其余62%", "38% of merchants signed."),
        ("任职12年", "She led it from 2008 to 2020."),
        ("四个国家", "It opens in Japan, Korea, India and Nepal."),
    ],
)
def test_what_recomputes_is_derived_or_found(words: str, cited: str) -> None:
    assert all(each.ring == "cited" for each in bound(words, cited=cited))


def test_a_sum_that_is_off_by_one_is_not_derived() -> None:
    assert bound("共61个网点", cited="One bank has 25 branches, the other 35 branches.")[0].ring is None


@pytest.mark.parametrize(
    ("text", "language", "comparator"),
    [
        ("每家流通量不得超过20亿港元", "zh", "at-most"),
        ("流通上限20亿港元", "zh", "at-most"),
        ("none may issue more than HK$2 billion", "en", "at-most"),
        ("up to a limit of HK$2 billion", "en", "at-most"),
        ("capital of no less than HK$2 billion", "en", "at-least"),
        ("issued more than HK$2 billion", "en", "over"),
        ("a HK$2 billion cap", "en", "at-most"),
    ],
)
def test_bounds_are_read_from_words_farther_off(text: str, language: str, comparator: str) -> None:
    assert [atom.comparator for atom in read(text, language, DAY)] == [comparator]


def test_the_quarter_before_is_no_first_quarter() -> None:
    assert read("比上一季度多", "zh", DAY) == ()


def test_an_amount_by_and_an_amount_to_are_no_range() -> None:
    assert [atom.value for atom in read("营收增加3亿元至15亿元", "zh", DAY)] == [300_000_000, 1_500_000_000]


@pytest.mark.parametrize("value", range(100))
def test_numbers_in_words_are_found_and_no_others(value: int) -> None:
    pattern = spelled(value)
    assert pattern is not None
    assert pattern.search(f"it has {value} shops")
    assert not pattern.search(f"it has {value}5 shops")
    assert not pattern.search(f"it has 1.{value}7 shops")


def test_the_same_figure_twice_is_one_place() -> None:
    text = Text("a", "", "en", DAY, "", [("s1", "It paid $5 million. The $5 million came late.", 0), ("s2", "It paid $7 million.", 0)])
    (atom,) = read("$9 million", "en", DAY)
    assert len(free_places(atom, text.lines, set())) == 2
