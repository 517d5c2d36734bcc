"""Periods, dates counted back, dozens, levels: what belongs together is read as one, in both languages."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from drafter.check.atoms import Atom, atoms
from drafter.check.bounds import read
from drafter.check.equivalence import compare
from drafter.check.implied.atoms import implied
from drafter.collect.sentences import split

DAY = date(2026, 11, 10)


def one(text: str, language: str) -> Atom:
    (found,) = atoms(text, language, DAY)
    return found


@pytest.mark.parametrize(
    ("chinese", "english"),
    [
        ("前九个月", "the first nine months"),
        ("前三季度", "in the first three quarters"),
        ("前9个月", "the nine months through September"),
        ("今年1至6月", "the first six months of this year"),
        ("第三季度", "the three months to September"),
        ("两年前", "two years ago"),
        ("六个月前", "six months ago"),
        ("三天前", "three days ago"),
        ("上年", "last year"),
        ("3分20秒", "3 minutes 20 seconds"),
        ("3小时30分钟", "three hours and 30 minutes"),
        ("两成半", "25 percent"),
        ("九成九", "99%"),
        ("两成到两成半", "20 to 25 percent"),
        ("每五家小企业就有一家", "one in five"),
        ("1/4，", "a quarter of"),
        ("十二家", "a dozen banks"),
        ("24家", "two dozen agencies"),
        ("0.5%", "half of one percent"),
        ("3.2%", "three point two percent"),
        ("百万元", "1 million yuan"),
        ("十五日内", "15 days"),
        ("0.05个百分点", "plus or minus 5 basis points"),
        ("5个基点", "5 basis points."),
        ("三 个 月", "three months"),
        ("翻了近一番", "nearly doubled"),
    ],
)
def test_both_languages_say_the_same(chinese: str, english: str) -> None:
    ours, theirs = one(chinese, "zh"), one(english, "en")
    assert compare(ours, theirs).holds, (ours, theirs)
    assert compare(theirs, ours).holds, (theirs, ours)


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("It depends on GB/T 35273—2020", "en"),
        ("See AT.40987", "en"),
        ("It backed Recommendation 16", "en"),
        ("The show is on Channel 9", "en"),
        ("依据GB/T 35273—2020", "zh"),
    ],
)
def test_a_number_that_names_is_an_identifier(text: str, language: str) -> None:
    assert one(text, language).kind == "identifier"


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("3M and 36Kr did not reply", "en"),
        ("Fifth Third Bank shares a vendor", "en"),
        ("It is doubling down on open source", "en"),
        ("a million miles from ideal", "en"),
        ("Monday.com moved", "en"),
        ("TGI Friday's moved", "en"),
        ("十月稻田获批", "zh"),
        ("他曾任职于二十一世纪经济报道", "zh"),
        ("零一万物发布新模型", "zh"),
    ],
)
def test_names_and_turns_of_phrase_yield_no_figure(text: str, language: str) -> None:
    assert [atom for atom in atoms(text, language, DAY) if atom.kind != "identifier"] == []


def test_a_ceiling_that_goes_up_to_is_no_upper_bound() -> None:
    assert one("The ceiling goes up to 1.2 million yuan", "en").comparator == "exact"
    assert one("It may raise up to 1.2 million yuan", "en").comparator == "at-most"


@pytest.mark.parametrize(("text", "comparator"), [("油价跌破每桶60美元", "under"), ("超过每股12元", "over"), ("油价为每桶60美元", "exact")])
def test_a_bound_reaches_over_the_unit_it_is_counted_by(text: str, comparator: str) -> None:
    (found,) = (atom for atom in atoms(text, "zh", DAY) if atom.kind == "money")
    assert found.comparator == comparator


def test_a_unit_said_once_holds_for_what_follows() -> None:
    found = atoms("It was cut from 26 days to 9, a trial shows.", "en", DAY)
    assert [(atom.kind, atom.value, atom.unit) for atom in found] == [("duration", Decimal(26), "day"), ("duration", Decimal(9), "day")]


def test_a_figure_of_full_width_is_not_cut_at_its_point() -> None:
    assert len(split("不良率为１．８９％，上升八个基点。发卡２.４亿张。")) == 2


@pytest.mark.parametrize(
    ("text", "language", "day"),
    [
        ("前11个月，新到汽车销量突破1 400万辆，同比翻番。", "en", date(1, 1, 1)),
        ("points至兆fromlast百分之点26％between%次last５万人千ISO名家-+26", "en", date(1, 1, 1)),
        ("the festival week of 18–2点 October came out two days ago", "en", date(1, 1, 1)),
        ("两年前，活跃账00季度2周五00万个。", "zh", date(1, 1, 1)),
        ("‰026年以前不会", "en", date(1, 1, 1)),
        ("1月环比，year-on-year", "zh", date(9999, 12, 31)),
    ],
)
def test_days_at_the_end_of_the_calendar_break_nothing(text: str, language: str, day: date) -> None:
    assert all(0 <= atom.start <= atom.end <= len(text) for atom in implied(text, read(text, language, day), day))


def test_an_idiom_inside_a_figure_hides_no_digit() -> None:
    assert "".join(atom.text for atom in atoms("网点1,000后还剩", "en") if atom.text.replace(",", "").isdigit()) == "1,000"
