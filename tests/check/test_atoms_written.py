"""Figures and dates in the ways outlets write them: one atom of one value in both languages, and twins that only look like them."""

from __future__ import annotations

from datetime import date

import pytest

from drafter.check.atoms import Atom, atoms
from drafter.check.bounds import read
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
    value = atom.key or (f"{atom.value:.12g}" if atom.value is not None else f"{atom.low}..{atom.high}")
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
    ("中午前", "by noon"),
    ("午夜前", "before midnight"),
    ("一两年", "a year or two"),
    ("两三个月", "two or three months"),
    ("三五家银行", "three to five banks"),
    ("五六百元", "500 to 600 yuan"),
    ("二三十亿欧元", "€2bn to €3bn"),
    ("七八成", "70-80%"),
    ("十七八岁", "17 to 18 years"),
    ("近千元", "nearly 1,000 yuan"),
    ("逾千万股", "more than 10 million shares"),
    ("千余户", "over 1,000 households"),
    ("超百亿元", "more than 10 billion yuan"),
    ("每百元", "100 yuan"),
    ("二十来万元", "about 200,000 yuan"),
    ("十来年", "around ten years"),
    ("12", "a dozen more"),
    ("14到16%", "mid-teens per cent"),
    ("47至49", "the high 40s"),
    ("低个位数百分比", "a low single-digit percentage"),
    ("中个位数增长", "mid-single-digit growth"),
    ("12%", "12 cents of every dollar"),
    ("股票1拆10", "a 10-for-1 stock split"),
    ("20合1缩股", "a one-for-twenty reverse split"),
    ("市盈率14倍", "the multiple fell to 14 times"),
    ("评级BB+", "the rating of BB+"),
    ("5500大卡", "5,500 kcal"),
    ("气温43.6度", "43.6C"),
    ("华氏95度", "95F"),
    ("用电3000度", "3,000 kilowatt-hours"),
    ("八个交易日", "eight straight sessions"),
    ("连续十二个月", "12 consecutive months"),
    ("四百万瑞士法郎", "4 million francs"),
    ("210毫米", "210mm"),
    ("330米长", "330m long"),
    ("3.3亿用户", "330m users"),
    ("下跌9%", "fell 9pc"),
    ("2027年下半年", "by 2H27."),
    ("1887年", "founded in 1887, it"),
    ("四分之一个世纪", "a quarter of a century"),
    ("17块8", "17.8 yuan"),
    ("四十余载", "more than 40 years"),
    ("三成强", "more than 30%"),
    ("元月三日", "January 3"),
    ("明年元月", "January 2027"),
    ("周五（11月27日", "Friday, Nov. 27"),
    ("周五11月27日", "on Friday, 27 November"),
    ("11月27日（周五", "Nov. 27 (Friday"),
    ("凌晨四時半", "4:30 a.m."),
    ("电耗12.3度", "12.3 kWh"),
    ("三成弱", "less than 30%"),
    ("310万桶", "3.1mn b/d"),
    ("一千一百多口人", "more than 1,100 people"),
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
    ("两三年", "three or four years"),
    ("五六百元", "600 to 700 yuan"),
    ("逾万股", "more than 1,000 shares"),
    ("近千元", "nearly 10,000 yuan"),
    ("二十来万元", "about 300,000 yuan"),
    ("评级BB", "the rating of BB+"),
    ("评级BBB-", "BBB+"),
    ("14到16%", "high-teens per cent"),
    ("中个位数增长", "low-single-digit growth"),
    ("1.2%", "12 cents of every dollar"),
    ("股票1拆5", "a 10-for-1 stock split"),
    ("华氏43.6度", "43.6C"),
    ("用电3000度", "3,000 MWh"),
    ("210米", "210mm"),
    ("330米长", "330m users"),
    ("三成强", "less than 30%"),
    ("2026年下半年", "by 2H27."),
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
        ("The Summer of '69 tour", []),
        ("逾千万股", ["count over 10000000 share"]),
        ("百万元", ["money 1000000 CNY"]),
        ("上千名观众", []),
        ("每千人拥有3.5名护士", ["count 3.5 person"]),
        ("每千瓦时0.5元", ["money 0.5 CNY"]),
        ("一二线城市和三四线城市", []),
        ("三五成群", []),
        ("一两银子", []),
        ("一成强势反弹", ["percent 10 %"]),
        ("周一，11月27日", ["date 2026-11-09", "date 2026-11-27"]),
        ("5元月费", ["number 5"]),
        ("一时间无人应答", []),
        ("一百块5个", ["money 100 CNY", "count 5 item"]),
        ("in 1500 homes", ["count 1500"]),
        ("a 5 pc set", ["number 5"]),
        ("五年来", ["duration 5 year"]),
        ("三合一充电器", []),
        ("拧成一股绳", []),
        ("每二十股合为一股", ["count 20 share", "count 1 share"]),
        ("前五大客户", ["count 5"]),
        ("a man in his 40s", []),
        ("in her mid-teens", []),
        ("41 cents on the dollar", ["money 0.41 USD"]),
        ("he won 14 times", ["count 14 times"]),
        ("an A-share listing and a Series B+ round", []),
        ("B+轮融资和A股", []),
        ("the battery charges at 10C", ["identifier 10c"]),
        ("the 3C sector", ["identifier 3c"]),
        ("转角35度", ["number 35"]),
        ("指数从3点到5点", ["count 3", "count 5"]),
        ("傍晚6点到9点", ["time 18:00", "time 21:00"]),
        ("股票代码00700", ["unparsed 00700"]),
        ("网友调侃996与007，公司否认强制加班", ["identifier 996", "identifier 007"]),
        ("实行2+26城市协同", ["unparsed 2+26"]),
        ("《十年》与《1984》", ["identifier 1984"]),
        ("《2026年政府工作报告》", ["date 2026"]),
        ("作家王十月的小说", []),
        ("作家十月出版新书", ["date 2026-10"]),
        ("演员周一在北京", ["date 2026-11-09"]),
        ("a 9 to 5 attitude", []),
        ("fell from 9 to 5 jobs", ["count 9", "count 5"]),
        ("Aides at No. 10 dismissed it", []),
        ("Defender Friday Adeyemi", []),
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


@pytest.mark.parametrize(
    ("text", "comparator"),
    [
        ("cut rates over three meetings", "exact"),
        ("agreed over five rounds of talks", "exact"),
        ("over 300 stores", "over"),
        ("over 500 banks", "over"),
        ("fell from 3,928 points to a low", "exact"),
        ("fares from 499 dollars", "at-least"),
    ],
)
def test_prepositions_bound_only_what_they_say(text: str, comparator: str) -> None:
    assert read(text, "en", DAY)[0].comparator == comparator
