"""The labelled stories agree with themselves: a measure taken on them means what it says."""

from __future__ import annotations

import datetime as dt
import itertools
import tomllib
from collections import Counter, defaultdict
from pathlib import Path
from typing import Any

import pytest

HERE = Path(__file__).parent
SPLITS = {"dev", "held-out", "third"}
POSITIVE = {"same", "copy", "cross-language"}
HARD = {"same-company-other-event", "later-stage", "same-kind-other-company", "statistic", "round-up"}


def _tables(pattern: str, key: str) -> list[dict[str, Any]]:
    return [table for path in sorted(HERE.glob(pattern)) for table in tomllib.loads(path.read_text(encoding="utf-8"))[key]]


@pytest.fixture(scope="module")
def articles() -> dict[str, dict[str, Any]]:
    tables = _tables("articles_*.toml", "article")
    found = {table["id"]: table for table in tables}
    assert len(found) == len(tables), "an id stands for one article"
    return found


@pytest.fixture(scope="module")
def pairs() -> list[dict[str, Any]]:
    return _tables("pairs.toml", "pair")


def _crosses(pair: dict[str, Any], articles: dict[str, dict[str, Any]]) -> bool:
    return bool(articles[pair["a"]]["language"] != articles[pair["b"]]["language"])


def _spans(articles: dict[str, dict[str, Any]], key: str) -> dict[str, set[str]]:
    """Per event or affair: the splits its articles are in."""
    splits = defaultdict(set)
    for article in articles.values():
        if key in article:
            splits[article[key]].add(article["split"])
    return splits


def test_every_article_reads_as_one_of_two_weeks(articles: dict[str, dict[str, Any]]) -> None:
    days = {article["published"] for article in articles.values()}
    assert all(type(day) is dt.date for day in days)
    assert max(days) - min(days) < dt.timedelta(days=14)
    for article in articles.values():
        size = len(article["text"].split()) if article["language"] == "en" else len(article["text"])
        lowest, highest = {"en": (55, 165), "zh": (115, 330)}[article["language"]]
        assert lowest <= size <= highest, article["id"]
        assert ("affair" in article) == ("stage" in article), article["id"]


def test_no_event_and_no_affair_is_in_two_splits(articles: dict[str, dict[str, Any]]) -> None:
    for key in ("event", "affair"):
        spans = _spans(articles, key)
        assert [name for name, splits in spans.items() if len(splits) != 1] == []
        assert set.union(*spans.values()) == SPLITS


def test_an_event_has_one_affair_and_one_stage(articles: dict[str, dict[str, Any]]) -> None:
    places = defaultdict(set)
    for article in articles.values():
        places[article["event"]].add((article.get("affair"), article.get("stage")))
    assert [event for event, place in places.items() if len(place) != 1] == []


def test_a_label_follows_from_the_events(articles: dict[str, dict[str, Any]], pairs: list[dict[str, Any]]) -> None:
    for pair in pairs:
        a, b = articles[pair["a"]], articles[pair["b"]]
        assert pair["same"] == (a["event"] == b["event"]) == (pair["kind"] in POSITIVE), pair
        assert pair["kind"] in POSITIVE | HARD | {"unrelated"}, pair
        assert {a["split"], b["split"]} == {pair["split"]}, pair
        if pair["same"]:
            assert (pair["kind"] == "cross-language") == _crosses(pair, articles), pair


def test_no_pair_is_labelled_twice_and_none_of_an_event_is_missing(articles: dict[str, dict[str, Any]], pairs: list[dict[str, Any]]) -> None:
    counted = Counter(frozenset((pair["a"], pair["b"])) for pair in pairs)
    assert [pair for pair, times in counted.items() if times > 1 or len(pair) != 2] == []
    members = defaultdict(list)
    for article in articles.values():
        members[article["event"]].append(article["id"])
    expected = {frozenset(pair) for ids in members.values() for pair in itertools.combinations(ids, 2)}
    assert expected == {frozenset((pair["a"], pair["b"])) for pair in pairs if pair["same"]}


def test_there_is_enough_of_each_kind(articles: dict[str, dict[str, Any]], pairs: list[dict[str, Any]]) -> None:
    crossing = [pair for pair in pairs if _crosses(pair, articles)]
    assert len(pairs) >= 360
    assert sum(pair["same"] for pair in pairs) >= 110
    assert sum(pair["same"] for pair in crossing) >= 55
    assert sum(not pair["same"] for pair in crossing) >= 55
    assert sum(pair["kind"] in HARD for pair in pairs) >= 120
    for split in SPLITS:
        kinds = {pair["kind"] for pair in pairs if pair["split"] == split}
        assert kinds == POSITIVE | HARD | {"unrelated"}
        assert sum(pair["split"] == split for pair in pairs) >= 180


def test_there_are_enough_events_and_affairs(articles: dict[str, dict[str, Any]]) -> None:
    languages = defaultdict(list)
    for article in articles.values():
        languages[article["event"]].append(article["language"])
    assert len(articles) >= 220
    assert sum(len(spoken) > 1 for spoken in languages.values()) >= 45
    assert sum(len(spoken) == 1 for spoken in languages.values()) >= 30
    assert sum(len(set(spoken)) == 2 for spoken in languages.values()) >= 25
    assert len(_spans(articles, "affair")) >= 20
