"""Atoms: kind, exact value, unit, comparator and date of what a text states, in English and Chinese."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from drafter.check.atoms import Atom, atoms

ANCHOR = date(2026, 1, 28)  # a Wednesday


def one(text: str, language: str, anchor: date | None = ANCHOR) -> Atom:
    found = atoms(text, language, anchor)
    assert len(found) == 1, found
    return found[0]


@pytest.mark.parametrize(
    ("text", "language", "kind", "value", "unit"),
    [
        ("一百二十万欧元", "zh", "money", "1200000", "EUR"),
        ("十亿5千万元", "zh", "money", "1050000000", "CNY"),
        ("3千5百万日元", "zh", "money", "35000000", "JPY"),
        ("一点五亿美元", "zh", "money", "150000000", "USD"),
        ("壹佰贰拾叁万元", "zh", "money", "1230000", "CNY"),
        ("１５亿 美元", "zh", "money", "1500000000", "USD"),
        ("15\n亿美元", "zh", "money", "1500000000", "USD"),
        ("15億港幣", "zh", "money", "1500000000", "HKD"),
        ("1.5\u200b亿美元", "zh", "money", "150000000", "USD"),
        ("两千三百人", "zh", "count", "2300", "person"),
        ("两千三", "zh", "number", "2300", ""),
        ("3万5", "zh", "number", "35000", ""),
        ("廿五家银行", "zh", "count", "25", "organisation"),
        ("500位专家", "zh", "count", "500", "person"),
        ("二十多个国家", "zh", "count", "20", "country"),
        ("400毫秒", "zh", "duration", "400", "millisecond"),
        ("两年半", "zh", "duration", "2.5", "year"),
        ("三个半月", "zh", "duration", "3.5", "month"),
        ("250万千瓦", "zh", "quantity", "2500000", "kW"),
        ("三成五", "zh", "percent", "35", "%"),
        ("八折", "zh", "percent", "80", "of-price"),
        ("百分之三点二", "zh", "percent", "3.2", "%"),
        ("25个基点", "zh", "points", "0.25", "pp"),
        ("翻两番", "zh", "multiple", "4", "x"),
        ("增长两倍", "zh", "multiple", "3", "x"),
        ("增至两倍", "zh", "multiple", "2", "x"),
        ("四分之三", "zh", "fraction", "0.75", ""),
        ("第20届", "zh", "ordinal", "20", ""),
        ("US$1,500m", "en", "money", "1500000000", "USD"),
        ("RMB 500 million", "en", "money", "500000000", "CNY"),
        ("¥120 billion, Tokyo said", "en", "money", "120000000000", "JPY"),
        ("a ten-million-dollar loan", "en", "money", "10000000", "USD"),
        ("half a billion dollars", "en", "money", "500000000", "USD"),
        ("one hundred and twenty thousand euros", "en", "money", "120000", "EUR"),
        ("1 500 000 users", "en", "count", "1500000", ""),
        ("30 . 84 %", "en", "percent", "30.84", "%"),
        ("a quarter-point cut", "en", "points", "0.25", "pp"),
        ("two-thirds of banks", "en", "fraction", str(Decimal(2) / 3), ""),
        ("tripled", "en", "multiple", "3", "x"),
        ("a three-year plan", "en", "duration", "3", "year"),
        ("500MW", "en", "quantity", "500", "MW"),
        ("a 39-year-old", "en", "duration", "39", "year"),
    ],
)
def test_kind_value_and_unit(text: str, language: str, kind: str, value: str, unit: str) -> None:
    atom = one(text, language)
    assert (atom.kind, atom.value, atom.unit) == (kind, Decimal(value), unit)


@pytest.mark.parametrize(
    ("text", "language", "low", "high", "unit"),
    [
        ("$1.5–2 billion", "en", "1500000000", "2000000000", "USD"),
        ("$10–15bn", "en", "10000000000", "15000000000", "USD"),
        ("between 10 and 15 billion yuan", "en", "10000000000", "15000000000", "CNY"),
        ("4.25-4.5%", "en", "4.25", "4.5", "%"),
        ("10亿至15亿美元", "zh", "1000000000", "1500000000", "USD"),
        ("10-15亿美元", "zh", "1000000000", "1500000000", "USD"),
        ("百分之五到百分之七", "zh", "5", "7", "%"),
        ("20至30家银行", "zh", "20", "30", "organisation"),
    ],
)
def test_ranges_have_both_ends_in_the_unit_of_either(text: str, language: str, low: str, high: str, unit: str) -> None:
    atom = one(text, language)
    assert (atom.low, atom.high, atom.unit) == (Decimal(low), Decimal(high), unit)


@pytest.mark.parametrize(
    ("text", "language", "comparator"),
    [
        ("超过15亿美元", "zh", "over"),
        ("逾500家银行", "zh", "over"),
        ("500余家银行", "zh", "over"),
        ("不超过5%", "zh", "at-most"),
        ("至少20人", "zh", "at-least"),
        ("1000元以上", "zh", "at-least"),
        ("不足一半", "zh", "under"),
        ("近三成", "zh", "about"),
        ("约为2257美元", "zh", "about"),
        ("15亿美元左右", "zh", "about"),
        ("最近15家银行", "zh", "exact"),
        ("more than $5 million", "en", "over"),
        ("no more than 30 days", "en", "at-most"),
        ("at least 20 people", "en", "at-least"),
        ("fewer than 20 people", "en", "under"),
        ("an estimated $470 million", "en", "about"),
        ("500 or more banks", "en", "at-least"),
    ],
)
def test_comparators(text: str, language: str, comparator: str) -> None:
    assert one(text, language).comparator == comparator


@pytest.mark.parametrize(
    ("text", "language", "key"),
    [
        ("2026年1月26日", "zh", "2026-01-26"),
        ("二〇二六年一月二十六日", "zh", "2026-01-26"),
        ("1月26日至27日", "zh", "2026-01-26/2026-01-27"),
        ("12月5日", "zh", "2025-12-05"),
        ("2026年1月", "zh", "2026-01"),
        ("2025年第三季度", "zh", "2025-Q3"),
        ("去年第四季度", "zh", "2025-Q4"),
        ("今年上半年", "zh", "2026-H1"),
        ("2025财年", "zh", "FY2025"),
        ("2025年底", "zh", "2025-end"),
        ("上周五", "zh", "2026-01-23"),
        ("周一", "zh", "2026-01-26"),
        ("昨天", "zh", "2026-01-27"),
        ("上月底", "zh", "2025-12"),
        ("上世纪90年代", "zh", "1990s"),
        ("26日", "zh", "2026-01-26"),
        ("Jan. 26–27", "en", "2026-01-26/2026-01-27"),
        ("26TH-27TH JAN 26", "en", "2026-01-26/2026-01-27"),
        ("26 January 2026", "en", "2026-01-26"),
        ("november 25 , 1980", "en", "1980-11-25"),
        ("2026-01-26T09:30:00Z", "en", "2026-01-26"),
        ("Q3", "en", "2025-Q3"),
        ("3Q25", "en", "2025-Q3"),
        ("first half of 2026", "en", "2026-H1"),
        ("FY2025", "en", "FY2025"),
        ("late 2025", "en", "2025-end"),
        ("last Friday", "en", "2026-01-23"),
        ("yesterday", "en", "2026-01-27"),
        ("in 2026", "en", "2026"),
        ("from 2024-25", "en", "2024/2025"),
        ("Jan 26 to Feb 3, 2026", "en", "2026-01-26/2026-02-03"),
    ],
)
def test_dates_at_the_precision_given(text: str, language: str, key: str) -> None:
    assert one(text, language).key == key


def test_without_an_anchor_a_date_keeps_what_it_says() -> None:
    assert one("1月26日", "zh", None).key == "XXXX-01-26"
    assert one("Jan. 26", "en", None).key == "XXXX-01-26"
    assert one("去年", "zh", None).first is None
    assert one("last Friday", "en", None).first is None


@pytest.mark.parametrize(
    ("text", "kind", "key"),
    [
        ("ISO 20022", "identifier", "iso20022"),
        ("ERC-20", "identifier", "erc20"),
        ("GPT-5", "identifier", "gpt5"),
        ("24/7/365", "identifier", "24/7"),
        ("7×24小时", "identifier", "24/7"),
        ("CVE-2026-12345", "identifier", "cve202612345"),
        ("1.34.2", "identifier", "1.34.2"),
        ("Kubernetes v1.35", "identifier", "kubernetes1.35"),
        ("GPT-5.2", "identifier", "gpt5.2"),
        ("1.35版", "identifier", "1.35"),
        ("标普500", "identifier", "s&p500"),
        ("https://a.example/1?b=2。", "url", "https://a.example/1?b=2"),
        ("a1.b@c2.example", "email", "a1.b@c2.example"),
        ("+44 20 7946 0958", "phone", "442079460958"),
        ("14:30", "time", "14:30"),
        ("下午3点", "time", "15:00"),
        ("1,2000", "unparsed", "1,2000"),
        ("3比1", "unparsed", "3:1"),
        ("1" * 40, "unparsed", "1" * 40),
    ],
)
def test_what_must_occur_as_it_is(text: str, kind: str, key: str) -> None:
    atom = one(text, "zh")
    assert (atom.kind, atom.key) == (kind, key)


def test_spans_are_those_of_the_text_as_it_is() -> None:
    text = "\ufeff据报，该行\u200b融资１５亿\u200b美元，约合ＵＳ＄1.5bn。"
    for atom in atoms(text, "zh", ANCHOR):
        assert text[atom.start : atom.end] == atom.text
    assert [atom.text for atom in atoms(text, "zh", ANCHOR)] == ["１５亿\u200b美元", "约合ＵＳ＄1.5bn"]


def test_a_full_width_comma_is_no_thousands_separator() -> None:
    assert [atom.value for atom in atoms("$20，300美圆", "zh", ANCHOR)] == [Decimal(20), Decimal(300)]


def test_figures_share_the_unit_that_only_the_last_one_names() -> None:
    assert [atom.unit for atom in atoms("分别高0.5个和1.2个百分点", "zh", ANCHOR)] == ["pp", "pp"]
    assert [atom.unit for atom in atoms("from 5 to 7 percent", "en", ANCHOR)] == ["%", "%"]


def test_a_bare_dollar_is_american_unless_the_text_names_another() -> None:
    assert not one("It paid $5 million.", "en").ambiguous
    assert [atom.ambiguous for atom in atoms("It paid A$2 million and $5 million.", "en", ANCHOR)] == [False, True]
