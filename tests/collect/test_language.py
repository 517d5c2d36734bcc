"""Scripts first, then the classifier; what a page states is a hint."""

from __future__ import annotations

import pytest

from drafter.collect.language import detect, weight


@pytest.mark.parametrize(
    ("text", "hint", "wanted"),
    [
        ("海湾银行周二表示，已与三家机构签署贷款协议。", "en", "zh"),
        ("降价", "", "zh"),
        ("OpenLedger 与 HarbourPay 发布 API v2.1，支持 ISO 20022 报文", "en-US", "zh"),
        ("国際会議は火曜日に始まった。", "zh", "ja"),
        ("은행은 화요일에 대출 계약을 체결했다.", "zh", "ko"),
        ("Harbour Bank said on Tuesday it had signed a loan with three lenders.", "zh-CN", "en"),
        ("Harbour Bank (海湾银行) said on Tuesday it had signed a large loan with three lenders in the city.", "", "en"),
        ("La banque a signé mardi un prêt avec trois établissements de la ville.", "en", "fr"),
        ("Die Bank hat am Dienstag einen Kredit mit drei Instituten unterzeichnet.", "", "de"),
        ("Q3 2026", "en_GB", "en"),
        ("12 345", "", ""),
        ("", "zh-Hans", "zh"),
    ],
)
def test_language(text: str, hint: str, wanted: str) -> None:
    assert detect(text, hint) == wanted


def test_the_classifier_reads_more_than_a_dateline() -> None:
    """Its own default looks at 80 characters."""
    assert (
        detect("SINGAPORE HARBOUR BANK LTD ISIN SG0000000001 CUSIP 000000000 " * 2 + "Die Bank hat am Dienstag einen großen Kredit unterzeichnet. " * 6) == "de"
    )


def test_chinese_counts_double() -> None:
    assert weight("abc") == 3
    assert weight("海湾a") == 5
