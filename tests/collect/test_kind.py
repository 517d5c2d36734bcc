"""Kinds of articles by stated rules, measured on labelled cases in both languages: precision before recall, news where no rule speaks."""

from __future__ import annotations

from collections import Counter
from typing import get_args

import pytest

from drafter.collect.kind import kind_of, propose
from drafter.entities import ArticleKind, Stamp
from tests.collect.kinds import CASES
from tests.nouns import article

GOT = [(wanted, *propose(url, title, lead), url, title) for wanted, url, title, lead in CASES]


def test_the_labelled_list_covers_every_kind_in_both_languages() -> None:
    chinese = Counter(wanted for wanted, _, title, _ in CASES if any("\u4e00" <= letter <= "\u9fff" for letter in title))
    every = Counter(wanted for wanted, *_ in CASES)
    assert len(CASES) >= 80
    for kind in get_args(ArticleKind):
        assert chinese[kind] >= 2, kind
        assert every[kind] - chinese[kind] >= 2, kind


@pytest.mark.parametrize("kind", get_args(ArticleKind))
def test_what_a_rule_says_is_nearly_always_right(kind: str) -> None:
    said = [(wanted, url, title) for wanted, got, _, url, title in GOT if got == kind]
    wrong = [one for one in said if one[0] != kind]
    meant = sum(wanted == kind for wanted, *_ in GOT)
    assert len(wrong) <= 0.05 * len(said), wrong
    assert len(said) - len(wrong) >= 0.85 * meant, [(url, title) for wanted, got, _, url, title in GOT if wanted == kind != got]


def test_a_reason_is_given_for_each() -> None:
    assert all(why for _, _, why, _, _ in GOT)
    assert propose("https://www.pbc.gov.cn/x", "通知") == ("regulator", "pbc.gov.cn is an authority's site")


@pytest.mark.parametrize(
    "url", ["", "https://[broken", "file:///x", "https://gov.cn.example.com/x", "https://notgov.example/x", "https://sec.gov.evil.example/Archives/edgar/1"]
)
def test_an_address_that_only_looks_like_an_authority_s_is_none(url: str) -> None:
    assert propose(url, "Harbour Bank signs loan")[0] == "news"


def test_an_article_is_judged_by_its_address_title_and_text() -> None:
    assert kind_of(article())[0] == "news"
    release = article("LONDON, Jan. 26, 2026 /PRNewswire/ -- Harbour Bank signed a loan.\n\nIt runs until 2029.", url="https://news.example/x")
    assert kind_of(release) == ("press-release", "it begins as a press release does")
    event = article("Register now. Doors open at nine.", title="Ledger evening", event=Stamp(value="2026-02-05"))
    assert kind_of(event)[0] == "event-listing"
    report = article("The forum opened on Monday with three thousand guests.", title="Forum opens in Hong Kong", event=Stamp(value="2026-01-26"))
    assert kind_of(report)[0] == "news"


def test_a_hostile_title_costs_no_time() -> None:
    assert propose("https://a.example/events/", "report " * 400 + "！", "x" * 600)[0] in get_args(ArticleKind)
