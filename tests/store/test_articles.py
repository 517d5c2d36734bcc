"""The cache of extracted articles."""

from __future__ import annotations

from pathlib import Path

import pytest

from drafter.entities import Entry, Failure, Source
from drafter.store.articles import KeptArticles, article_key
from tests.select.material import CHINESE, article
from tests.store.material import NOW, URL, page

SOURCE = Source(location="https://a.example/feed", origin="sources.txt:1", name="海湾财经")
ENTRY = Entry(url=URL, title="稳定币牌照", source=SOURCE)


def test_an_article_comes_back_for_its_source_as_it_is_listed_now(tmp_path: Path) -> None:
    kept, key, moved = KeptArticles(tmp_path), article_key(page(), ENTRY, "1"), SOURCE.model_copy(update={"origin": "sources.txt:9"})
    assert kept.get(key, SOURCE) is None
    kept.put(key, article(URL, CHINESE))
    assert kept.get(key, moved, NOW) == article(URL, CHINESE).model_copy(update={"source": moved, "fetched_at": NOW})


def test_a_failure_to_extract_is_kept_too(tmp_path: Path) -> None:
    kept, key = KeptArticles(tmp_path), article_key(page(), ENTRY, "1")
    failure = Failure(subject=URL, stage="extract", reason="paywall", message="付费墙", source="海湾财经")
    kept.put(key, failure)
    assert kept.get(key, SOURCE) == failure


def test_a_torn_file_is_extracted_again(tmp_path: Path) -> None:
    kept, key = KeptArticles(tmp_path), article_key(page(), ENTRY, "1")
    kept.put(key, article(URL, CHINESE))
    (file,) = tmp_path.rglob("*.json")
    file.write_bytes(file.read_bytes()[:100])
    assert kept.get(key, SOURCE) is None
    kept.put(key, article(URL, CHINESE))
    assert kept.get(key, SOURCE) is not None


@pytest.mark.parametrize(
    "other",
    [
        article_key(page(body=b"other"), ENTRY, "1"),
        article_key(page(final_url="https://b.example/"), ENTRY, "1"),
        article_key(page(headers={"content-type": "text/html; charset=gbk"}), ENTRY, "1"),
        article_key(page(), ENTRY.model_copy(update={"summary": "摘要"}), "1"),
        article_key(page(), ENTRY.model_copy(update={"source": SOURCE.model_copy(update={"language": "zh"})}), "1"),
        article_key(page(), ENTRY, "2"),
    ],
)
def test_what_shapes_the_article_changes_its_key(other: str) -> None:
    assert other != article_key(page(), ENTRY, "1")


def test_when_it_was_fetched_and_where_it_is_listed_do_not() -> None:
    moved = ENTRY.model_copy(update={"source": SOURCE.model_copy(update={"origin": "sources.txt:9", "weight": 3.0})})
    assert article_key(page(fetched_at=NOW.replace(hour=5), headers=page().headers | {"etag": '"2"'}), moved, "1") == article_key(page(), ENTRY, "1")
