"""Figures and dates in the ways outlets write them: one atom of one value in both languages, and twins that only look like them."""

from __future__ import annotations

from datetime import date

import pytest

from drafter.check.atoms import Atom, atoms
from drafter.check.equivalence import compare

DAY = date(2026, 11, 10)  # a Tuesday


def one(text: str, language: str) -> Atom:
    (found,) = atoms(text, language, DAY)
    return found


def said(text: str) -> list[str]:
    """Kind, value and unit (kind and key of a date or name) of all that is read; the language is that of the letters."""
    language = "zh" if any(character > "\u4dff" for character in text) else "en"
    return [_said(atom) for atom in atoms(text, language, DAY)]


def _said(atom: Atom) -> str:
    value = atom.key or (f"{atom.value:.6g}" if atom.value is not None else f"{atom.low}..{atom.high}")
    return " ".join(part for part in (atom.kind, "" if atom.comparator == "exact" else atom.comparator, value, atom.unit) if part)


SAME = [
    ("1.75%", "1 3/4 per cent"),
    ("6.875%", "6⅞%"),
    ("2.5倍", "2 1/2 times the"),
    ("5.25英寸", "5 1/4-inch"),
    ("3.5倍", "three-and-a-half times the"),
    ("三年半", "three-and-a-half-year"),
    ("3.8%", "three-point-eight per cent"),
    ("4.25%", "four point two five percent"),
    ("0.1个百分点", "a tenth of a percentage point"),
    ("0.12个百分点", "12 hundredths of a percentage point"),
    ("0.2个百分点", "two-tenths of a point"),
    ("0.3%", "three tenths of a percent"),
    ("六分之一", "a sixth below"),
    ("五分之一", "up a fifth"),
    ("三分之一", "a third cheaper"),
    ("四分之一", "a quarter less than"),
    ("0.6美元", "60 US cents"),
    ("0.12澳元", "12 Australian cents"),
    ("0.03欧元", "3 euro cents"),
    ("146亿肯尼亚先令", "Sh14.6 billion"),
    ("11亿瑞士法郎", "SFr1.1bn"),
    ("1200億韓圜", "120 billion won"),
    ("5毛錢", "0.5 yuan"),
    ("負5.2%", "minus 5.2%"),
    ("三十五攝氏度", "35 degrees Celsius"),
    ("2025年下半年", "the back half of last year"),
    ("第三季度", "the September quarter"),
    ("1980年代", "the late 1980s"),
    ("2010年代", "the mid-2010s"),
    ("1990年代", "since the nineties"),
    ("1994年", "since '94"),
    ("4月", "to end-April"),
    ("2026年3月", "since March"),
    ("月底", "by month-end"),
    ("本十年末", "by the end of the decade"),
    ("两周前", "a fortnight ago"),
    ("“十四五”期间", "between 2021 and 2025"),
    ("十五五时期", "the 15th Five-Year Plan period"),
    ("今明两年", "2026 to 2027"),
    ("前年", "in 2024"),
    ("下午6点30分", "6.30pm"),
    ("凌晨两点四十分", "02:40"),
    ("上午九点一刻", "9:15 a.m."),
    ("二十点三十分", "20:30"),
    ("零点起", "by midnight"),
    ("中午12点", "before noon"),
]


@pytest.mark.parametrize(("chinese", "english"), SAME)
def test_both_languages_say_the_same(chinese: str, english: str) -> None:
    ours, theirs = one(chinese, "zh"), one(english, "en")
    assert compare(ours, theirs).holds, (ours, theirs)
    assert compare(theirs, ours).holds, (theirs, ours)


OTHER = [
    ("1.25%", "1 3/4 per cent"),
    ("6.75%", "6⅞%"),
    ("3.8%", "three-point-nine per cent"),
    ("0.01个百分点", "a tenth of a percentage point"),
    ("七分之一", "a sixth below"),
    ("60美元", "60 US cents"),
    ("0.12美元", "12 Australian cents"),
    ("第四季度", "the September quarter"),
    ("2025年上半年", "the back half of last year"),
    ("1990年代", "the late 1980s"),
    ("1996年", "since '94"),
    ("5月", "to end-April"),
    ("“十四五”期间", "between 2026 and 2030"),
    ("下午6点30分", "6.30am"),
    ("凌晨两点四十分", "02:20"),
]


@pytest.mark.parametrize(("chinese", "english"), OTHER)
def test_a_twin_of_another_value_is_told_apart(chinese: str, english: str) -> None:
    assert not compare(one(chinese, "zh"), one(english, "en")).holds
    assert not compare(one(english, "en"), one(chinese, "zh")).holds


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ("公司目前年产能为12万吨", ["quantity 120000 t"]),
        ("此前年均增长4.5%", ["percent 4.5 %"]),
        ("过去年均增长5%", ["percent 5 %"]),
        ("说明年报数据", []),
        ("去年均价为5元", ["date 2025", "money 5 CNY"]),
        ("零点三个百分点", ["points 0.3 pp"]),
        ("三点建议", []),
        ("a three-point plan", []),
        ("a quarter in which nothing happened", []),
        ("burning the midnight oil", []),
        ("temperatures in the nineties", []),
        ("rock 'n' roll", []),
        ("The Summer of '69 tour", ["number 69"]),
        ("holders meet on the 21st, it said", ["date 2026-10-21"]),
        ("holders will meet on the 21st, it said", ["date 2026-11-21"]),
        ("将于30日开庭", ["date 2026-11-30"]),
        ("30日开庭审理", ["date 2026-10-30"]),
        ("每月底", []),
        ("岁月初心", []),
    ],
)
def test_words_around_decide(text: str, read: list[str]) -> None:
    assert said(text) == read
