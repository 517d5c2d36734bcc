"""Sums put into another currency for readers: right within 1 % of the digest's own rate, else flagged by a code of their own."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from drafter.check.bounds import read
from drafter.check.conversions import conversions
from drafter.check.grounding import ground
from drafter.check.text import CheckedText, ItemText, Said
from drafter.entities import Evidence, Flag, Language, Link, Rate
from drafter.errors import ConfigError
from drafter.store import rates
from tests.nouns import article

DAY = date(2026, 1, 30)
RATES = (
    Rate(base="USD", quote="HKD", value=Decimal("7.8"), day=DAY, source="HKMA"),
    Rate(base="USD", quote="CNY", value=Decimal("7.0"), day=DAY, source="PBoC"),
)
SOURCE = "Mosswood Bank raised HK$2 billion in May. It also sold US$1.5 billion of notes."


def flags(claim: str, language: Language, known: tuple[Rate, ...] = RATES, source: str = SOURCE) -> list[Flag]:
    one = article(source)
    evidence = (Evidence(article_id=one.id, sentence_ids=tuple(sentence.id for sentence in one.sentences)),)
    said = Said(text=claim, part="item", item_id="i1", evidence=evidence)
    item = ItemText(id="i1", headline=Said(text="", part="headline", item_id="i1"), said=(said,), link=Link(title="t", url=one.url), article_ids=(one.id,))
    return list(ground(CheckedText(language=language, day=DAY, items=(item,)), {one.id: one}, None, known).flags)


@pytest.mark.parametrize(
    ("claim", "language"),
    [
        ("Mosswood Bank在5月筹资20亿港元（约合2.56亿美元）。", "zh"),
        ("Mosswood Bank发行15亿美元票据，约合人民币105亿元。", "zh"),
        ("Mosswood Bank发行15亿美元票据，折合105亿元人民币。", "zh"),
        ("Mosswood Bank发行15亿美元（约105亿元）票据。", "zh"),
        ("Mosswood Bank raised HK$2 billion (about US$256 million).", "en"),
        ("Mosswood Bank raised HK$2 billion, or roughly US$256 million, in May.", "en"),
        ("Mosswood Bank sold US$1.5 billion (10.5 billion yuan) of notes.", "en"),
    ],
)
def test_a_conversion_within_one_percent_is_shown_as_derived_with_rate_date_and_source(claim: str, language: Language) -> None:
    [flag] = flags(claim, language)
    assert (flag.code, flag.severity) == ("figure-derived", "INFO")
    assert "2026-01-30" in flag.message
    assert "HKMA" in flag.message or "PBoC" in flag.message


@pytest.mark.parametrize(
    ("sum_", "code"),
    [("2.58", "figure-derived"), ("2.54", "figure-derived"), ("2.60", "conversion-off"), ("2.53", "conversion-off"), ("25.6", "conversion-off")],
)
def test_one_percent_is_the_border(sum_: str, code: str) -> None:
    [flag] = flags(f"Mosswood Bank筹资20亿港元（约合{sum_}亿美元）。", "zh")
    assert flag.code == code
    if code == "conversion-off":
        assert flag.severity == "HIGH"
        assert flag.nearest == "USD 256,400,000"


@pytest.mark.parametrize("claim", ["Mosswood Bank筹资20亿港元（约合18亿元人民币）。", "Mosswood Bank发行15亿美元票据，约合12亿欧元。"])
def test_without_a_rate_it_says_so(claim: str) -> None:
    [flag] = flags(claim, "zh")
    assert (flag.code, flag.severity) == ("conversion-without-rate", "HIGH")


def test_the_sources_own_conversion_needs_no_rate() -> None:
    source = "Mosswood Bank raised HK$2 billion (US$290 million) in May."
    assert not [flag for flag in flags("Mosswood Bank筹资20亿港元（约合2.9亿美元）。", "zh", (), source) if flag.severity != "INFO"]


@pytest.mark.parametrize("claim", ["Mosswood Bank筹资20亿港元，另借2.56亿美元。", "Mosswood Bank raised HK$2 billion, about US$256 million less than planned."])
def test_a_sum_that_does_not_say_it_is_a_conversion_is_none(claim: str) -> None:
    language: Language = "zh" if "筹资" in claim else "en"
    assert not list(conversions(claim, read(claim, language, DAY), RATES))
    assert any(flag.severity in ("BLOCK", "HIGH") for flag in flags(claim, language))


def test_the_latest_rate_of_a_pair_counts_either_way_round() -> None:
    older = Rate(base="HKD", quote="USD", value=Decimal("0.2"), day=date(2025, 1, 1), source="old")
    [flag] = flags("Mosswood Bank筹资20亿港元（约合2.56亿美元）。", "zh", (older, *RATES))
    assert flag.code == "figure-derived"
    [flag] = flags("Mosswood Bank筹资20亿港元（约合4亿美元）。", "zh", (older,))
    assert flag.code == "figure-derived"


GOOD = '[[rate]]\npair = "USD/CNY"\nrate = 7.0215\ndate = 2026-01-30\nsource = "PBoC central parity"\n'


def test_rates_are_read_exactly(tmp_path: Path) -> None:
    assert rates.read(tmp_path) == ()
    (tmp_path / rates.FILE).write_text(GOOD, encoding="utf-8")
    assert rates.read(tmp_path) == (Rate(base="USD", quote="CNY", value=Decimal("7.0215"), day=DAY, source="PBoC central parity"),)


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (("USD/CNY", "USD-CNY"), "pair"),
        (("USD/CNY", "USD/USD"), "pair"),
        (("7.0215", "0"), "no positive number"),
        (("7.0215", "inf"), "no positive number"),
        (("7.0215", "'7.0215'"), "no positive number"),
        (("2026-01-30", "'30 January'"), "no day"),
        (("2026-01-30", "2026-01-30T09:00:00"), "no day"),
        (("PBoC central parity", " "), "no source"),
        (('source = "PBoC central parity"\n', ""), "fields"),
        (("[[rate]]", "[rate]"), "no list of rates"),
        (("[[rate]]", "[[rates]]"), "rates"),
        (("pair =", "pair"), "is not TOML"),
    ],
)
def test_a_broken_rate_is_named(tmp_path: Path, change: tuple[str, str], said: str) -> None:
    (tmp_path / rates.FILE).write_text(GOOD.replace(*change), encoding="utf-8")
    with pytest.raises(ConfigError, match=said) as caught:
        rates.read(tmp_path)
    assert "rates.toml" in str(caught.value)
