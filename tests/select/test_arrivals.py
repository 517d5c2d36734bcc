"""`Arrivals`: an article that looks told already is not asked about before all are there."""

from __future__ import annotations

from drafter.entities import Article
from drafter.select import Arrivals
from tests.select.material import CHINESE, ENGLISH, ZONE, article, words

LOAN = (
    "Harbour Bank said on Tuesday that it had signed a US$1.5 billion facility with three lenders, arranged by Northgate Capital, to open 40 branches by 2028."
)
RETOLD = "Three lenders have agreed to provide Harbour Bank with $1.5 billion, the bank announced Tuesday. Northgate Capital arranged it; 40 branches follow by 2028."
TOLD_ZH = "海港银行（Harbour Bank）周二宣布，与三家贷款方签署15亿美元融资安排，由Northgate Capital安排，计划到2028年新设40家网点。"
LATER = "Harbour Bank named Mina Okafor its next chief executive on Tuesday. She led Northgate Capital for six years and starts in May, the bank said."


def _told(*articles: Article) -> list[bool]:
    arrivals = Arrivals(0.75, ZONE)
    return [arrivals.looks_told(one, one.published) for one in articles]


def test_the_same_address_text_or_nearly_the_same_text_looks_told() -> None:
    first = article("https://a.example/x", ENGLISH, "Aldermoor opens its settlement system")
    same_address = article("http://www.a.example/x/?utm_source=mail", words(1), "Other")
    same_text = article("https://b.example/y", ENGLISH, "Aldermoor opens its settlement system")
    nearly = article("https://c.example/z", f"{ENGLISH} Copied by the agency.", "Aldermoor opens its settlement system")
    assert _told(first, same_address, same_text, nearly) == [False, True, True, True]


def test_one_story_looks_told_in_other_words_and_in_the_other_language() -> None:
    first = article("https://a.example/x", LOAN, "Harbour Bank signs US$1.5 billion facility with three lenders", language="en")
    retold = article("https://b.example/y", RETOLD, "Harbour Bank secures $1.5bn facility from three lenders", language="en")
    chinese = article("https://c.example/z", TOLD_ZH, "海港银行与三家贷款方签署15亿美元融资协议", language="zh")
    assert _told(first, retold, chinese) == [False, True, True]
    assert _told(chinese, first) == [False, True]


def test_another_event_of_the_same_company_and_what_shares_nothing_do_not() -> None:
    first = article("https://a.example/x", LOAN, "Harbour Bank signs US$1.5 billion facility with three lenders", language="en")
    later = article("https://b.example/y", LATER, "Harbour Bank names Mina Okafor chief executive", language="en")
    others = [article(f"https://c.example/{at}", words(at), words(at + 10, 6), language="en") for at in range(3)]
    chinese = article("https://d.example/1", CHINESE, "海湾市发出首批牌照", language="zh")
    assert _told(first, later, *others, chinese) == [False] * 6
