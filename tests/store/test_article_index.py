"""Kept articles are found again by id and by address, without reading them all."""

from __future__ import annotations

import os
from pathlib import Path

from drafter.duplicates import address
from drafter.entities import Article, Failure
from drafter.store.article_index import ArticleIndex
from drafter.store.articles import KeptArticles
from tests.nouns import article

LOAN = article(url="https://news.example/a?id=1", title="贷款 “15亿”")


def index(folder: Path, *kept: tuple[str, Article | Failure]) -> ArticleIndex:
    store = KeptArticles(folder)
    for number, (key, one) in enumerate(kept):
        store.put(key, one)
        path = next(folder.glob(f"*/{key}.json"))
        os.utime(path, ns=(number * 10**9, number * 10**9))
    return ArticleIndex(folder, address)


def test_an_article_is_found_by_its_id_and_by_any_form_of_its_address(tmp_path: Path) -> None:
    kept = index(tmp_path, ("aa1", LOAN), ("bb1", article(url="https://news.example/b")))
    assert list(kept.find([LOAN.id], [], {})) == [LOAN.id]
    assert kept.find([], ["http://www.news.example/a/?utm_source=x&id=1#top"], {}) == {LOAN.id: LOAN}
    assert kept.find([], ["https://news.example/a?id=2"], {}) == {}


def test_of_two_texts_of_a_page_the_one_that_holds_the_quotations_counts_else_the_latest(tmp_path: Path) -> None:
    changed = article("Something else stands here now.", url=LOAN.url)
    kept = index(tmp_path, ("aa1", LOAN), ("aa2", changed))
    assert kept.find([LOAN.id], [], {})[LOAN.id].text == changed.text
    quote = LOAN.sentences[1]
    assert kept.find([LOAN.id], [], {LOAN.id: [(quote.start, quote.text)]})[LOAN.id].text == LOAN.text


def test_failures_and_torn_files_are_nobodys_article(tmp_path: Path) -> None:
    failure = Failure(subject=LOAN.url, stage="extract", reason="paywall", message="m")
    kept = index(tmp_path, ("aa1", failure), ("aa2", LOAN))
    whole = next(tmp_path.glob("*/aa2.json"))
    whole.write_bytes(whole.read_bytes()[:-20])
    assert kept.find([LOAN.id], [LOAN.url], {}) == {}
    assert ArticleIndex(tmp_path / "none", address).find([LOAN.id], [LOAN.url], {}) == {}
