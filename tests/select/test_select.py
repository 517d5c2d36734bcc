"""Choosing the edition's items."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

import pytest

from drafter.choices import Choice, Choices
from drafter.entities import Article, Entry, Source
from drafter.select import Candidate, Criteria, Settled, Shortlist, settle, shortlist
from drafter.settings import SelectSettings
from tests.select.material import CHINESE, ENGLISH, WINDOW, ZONE, article, entry, hanzi, source, words

SETTINGS = SelectSettings(max_briefs=0)


def criteria(settings: SelectSettings = SETTINGS, picks: Iterable[str] = (), drops: Iterable[str] = (), **more: Any) -> Criteria:
    decided = (*(Choice(url=url, word="item") for url in picks), *(Choice(url=url, word="drop") for url in drops))
    return Criteria.of(settings, WINDOW, ZONE, choices=Choices(decided), **more)


def listed(entries: Sequence[Entry], ready: frozenset[str] = frozenset(), **more: Any) -> Shortlist:
    return shortlist(entries, criteria(**more), ready)


def settled(articles: Sequence[Article], entries: dict[str, list[Entry]] | None = None, also: dict[str, list[Entry]] | None = None, **more: Any) -> Settled:
    return settle(articles, entries or {}, also or {}, criteria(**more))


def reasons(candidates: Sequence[Candidate]) -> dict[str, str]:
    return {candidate.url.rsplit("/", 1)[-1]: candidate.reason for candidate in candidates}


def names(found: Settled) -> list[str]:
    return [item.url.rsplit("/", 1)[-1] for item in found.items]


def own(count: int) -> list[Article]:
    """Articles that have nothing in common, each of its own source."""
    topics = ["harbour", "quill", "tessaly", "lombard", "brass", "river", "finch", "corvane", "meadow", "copper", "anvil"]
    return [
        article(
            f"https://a.example/{at}",
            words(at),
            f"{topics[at % len(topics)]} {words(at + 100, 3)}",
            f"2026-01-{24 + at % 5}T10:00:00+08:00",
            source(f"Source {at}"),
        )
        for at in range(count)
    ]


# The shortlist.


def test_outside_the_window_is_not_fetched_and_undated_is() -> None:
    found = listed(
        [
            entry("https://a.example/in"),
            entry("https://a.example/old", published="2026-01-23T08:59:59+08:00"),
            entry("https://a.example/future", published="2026-01-30T09:00:00+08:00"),
            entry("https://a.example/undated", published=None),
        ]
    )
    assert {one.url[-2:] for one in found.take} == {"in", "ed"}
    assert reasons(found.dropped) == {"old": "outside-window", "future": "outside-window"}


def test_what_the_editor_picks_is_read_whatever_its_date_and_what_he_drops_so_that_its_story_is_known() -> None:
    entries = [entry("https://a.example/old", published="2025-01-01"), entry("https://a.example/no")]
    found = listed(entries, picks=frozenset({"http://www.a.example/old/?utm_source=x"}), drops=frozenset({"https://a.example/no#top"}))
    assert [one.url for one in found.take] == ["https://a.example/old", "https://a.example/no"]
    gone = listed([entry("https://a.example/gone", published="2025-01-01")], drops=frozenset({"https://a.example/gone"}))
    assert reasons(gone.dropped) == {"gone": "dropped-by-editor"}


def test_a_picked_page_is_wanted_and_a_picked_feed_only_inside_the_window() -> None:
    page = Source(location="https://b.example/page", origin="sources.txt:2", pick=True)
    feed = source("Paywire", pick=True)
    found = listed([entry("https://b.example/page", published="2024-01-01", of=page), entry("https://c.example/old", published="2024-01-01", of=feed)])
    assert [one.url for one in found.take] == ["https://b.example/page"]


def test_one_url_from_two_feeds_is_fetched_once_and_its_sources_counted() -> None:
    found = listed(
        [entry("https://a.example/x"), entry("http://www.a.example/x/?utm_medium=rss", of=source("Paywire", weight=2)), entry("https://a.example/y")]
    )
    first = found.take[0]
    assert first.source.name == "Paywire", "the better-weighted stays"
    assert [one.source.name for one in found.also[first.url]] == ["Harbour Ledger"]
    assert reasons(found.dropped) == {"x": "duplicate-url"}
    assert found.dropped[0].parts["carried_by"] == 0


def test_a_listing_without_dates_learns_them_from_the_feed_beside_it() -> None:
    found = listed([entry("https://a.example/x", published=None, of=source("List", weight=3)), entry("https://a.example/x", "Title", summary="Said.")])
    (only,) = found.take
    assert (only.source.name, only.title, only.summary) == ("List", "Title", "Said.")
    assert only.published is not None


@pytest.mark.parametrize("title", ["Aldermoor opens its settlement system", "海湾市金融管理局发出首批稳定币牌照"])
def test_one_title_on_two_sites_of_about_one_day_is_one_story(title: str) -> None:
    found = listed([entry("https://a.example/1", title), entry("https://b.example/2", title.upper() + " !", of=source("Paywire"))])
    assert len(found.take) == 1
    assert reasons(found.dropped) == {"2": "duplicate-title"}


def test_a_sites_daily_column_and_short_or_far_apart_titles_are_kept() -> None:
    column = "What you need to know this morning"
    entries = [
        entry("https://a.example/mon", column),
        entry("https://a.example/tue", column),
        entry("https://b.example/1", "公告"),
        entry("https://c.example/2", "公告"),
        entry("https://d.example/3", "A title of two stories", "2026-01-24"),
        entry("https://e.example/4", "A title of two stories", "2026-01-29"),
    ]
    assert len(listed(entries).take) == 6


def test_saved_files_without_an_address_are_not_each_others_duplicates() -> None:
    files = [entry("", "Aldermoor opens its settlement system", local_path=f"saved/{at}.html", of=source(f"S{at}")) for at in range(2)]
    assert len(listed(files).take) == 2


def test_a_saved_file_stands_for_the_page_it_was_saved_from() -> None:
    saved = entry("https://a.example/x", local_path="saved/x.html", of=Source(location="saved/x.html", origin="sources.txt:3"))
    found = listed([entry("https://a.example/x", "Title", of=source(weight=5)), saved])
    assert [one.local_path for one in found.take] == ["saved/x.html"]


def test_at_most_the_shortlists_length_is_fetched_best_first_and_picks_always() -> None:
    entries = [entry(f"https://a.example/{day}", published=f"2026-01-{day}", of=source(f"S{day}")) for day in range(24, 30)]
    entries.append(entry("https://a.example/old", published="2020-01-01"))
    found = listed(entries, settings=SelectSettings(max_items=1, shortlist=3), picks=frozenset({"https://a.example/old"}))
    assert [one.url.rsplit("/", 1)[-1] for one in found.take] == ["old", "29", "28"]
    assert set(reasons(found.dropped).values()) == {"over-shortlist"}
    assert not found.fits


def test_one_busy_source_does_not_fill_the_shortlist() -> None:
    busy = [entry(f"https://a.example/{at}", of=source("Busy", max_items=1)) for at in range(20)]
    found = listed([*busy, entry("https://b.example/quiet", published="2026-01-24")], settings=SelectSettings(shortlist=2))
    assert sum(one.source.name == "Busy" for one in found.take) == 2
    assert any(one.url.endswith("quiet") for one in found.take)


def test_it_fits_when_no_choice_is_left() -> None:
    entries = [entry(f"https://a.example/{at}", words(at, 4), of=source(f"S{at // 3}")) for at in range(6)]
    assert listed(entries).fits
    assert not listed([*entries, entry("https://a.example/7", of=source("S9"))]).fits, "seven for six places"
    assert not listed([entry(f"https://a.example/{at}", words(at, 4)) for at in range(4)]).fits, "four of one source"
    same = [entry(f"https://{at}.example/", f"Tessaly Series D: part {at}", of=source(f"S{at}")) for at in range(3)]
    assert not listed(same).fits, "three of one topic"


# Settling.


def test_without_trouble_the_best_are_chosen_and_all_others_are_listed() -> None:
    found = settled(own(9))
    assert len(found.items) == 6
    assert [one.id for one in found.articles] == [one.article_id for one in found.items]
    scores = [one.score for one in found.items]
    assert scores == sorted(scores, reverse=True)
    assert set(reasons(found.dropped).values()) == {"over-limit"}
    assert len(found.items) + len(found.dropped) == 9


def test_a_score_is_the_sum_of_its_named_parts() -> None:
    text = article("https://a.example/x", CHINESE * 3, "海湾市发出稳定币牌照", byline="林遥", of=source(weight=1.5))
    carried = [entry("https://a.example/x", of=text.source), entry("https://a.example/x", of=source("Paywire"))]
    (only,) = settled([text], {text.id: carried}, keywords=("稳定币", "沙盒", "Tessaly")).items
    assert only.parts == {"recency": 0.577, "source_weight": 1.5, "carried_by": 0.5, "keywords": 0.75, "length": pytest.approx(0.3, abs=0.2), "quality": 0.6}
    assert only.score == pytest.approx(sum(only.parts.values()), abs=1e-9)


def test_latin_keywords_are_whole_words() -> None:
    hit, miss = article("https://a.example/1", words(1), "AI at the harbour"), article("https://a.example/2", words(2), "Paid leave for Quill crews")
    found = {item.url[-1]: item.parts["keywords"] for item in settled([hit, miss], keywords=("ai",)).items}
    assert found == {"1": 0.5, "2": 0}


def test_the_order_of_articles_does_not_matter() -> None:
    articles = [*own(9), article("https://b.example/copy", words(3), "Copy")]
    assert settled(articles).model_dump() == settled(articles[::-1]).model_dump()


def test_undated_and_outside_are_chosen_only_when_picked_and_then_marked() -> None:
    undated = article("https://a.example/undated", words(1), "Quill recalls readers", published=None)
    old = article("https://a.example/old", words(2), "A harbour loan is signed", published="2026-01-01")
    found = settled([undated, old])
    assert not found.items
    assert reasons(found.dropped) == {"undated": "undated", "old": "outside-window"}
    found = settled([undated, old], picks=frozenset({undated.url, old.url}))
    assert {one.url.rsplit("/", 1)[-1]: one.marks for one in found.items} == {"undated": ("picked", "undated"), "old": ("picked", "outside-window")}


def test_the_pages_date_wins_over_the_feeds() -> None:
    old = article("https://a.example/x", ENGLISH, published="2026-01-01")
    assert reasons(settled([old], {old.id: [entry("https://a.example/x")]}).dropped) == {"x": "outside-window"}


def test_the_feeds_date_serves_where_the_page_has_none() -> None:
    text = article("https://a.example/x", ENGLISH, published=None)
    (only,) = settled([text], {text.id: [entry("https://a.example/x")]}).items
    assert only.published is not None


def test_the_feed_gives_the_hour_of_a_day_it_agrees_with() -> None:
    """Published after the last cutoff on its day: without the hour, no edition would have it."""
    text = article("https://a.example/x", ENGLISH, published="2026-01-23")
    assert names(settled([text], {text.id: [entry("https://a.example/x", published="2026-01-23T07:30:00Z")]})) == ["x"]
    assert names(settled([text], {text.id: [entry("https://a.example/x", published="2026-01-28T07:30:00Z")]})) == []


@pytest.mark.parametrize("text", [ENGLISH, CHINESE])
def test_a_near_duplicate_becomes_a_further_source_of_the_better_one(text: str) -> None:
    full = article("https://a.example/full", text + words(1, 20) * (text == ENGLISH), "Aldermoor opens settlement")
    stand_in = article("https://b.example/summary", text, "Aldermoor opens its settlement", of=source("Paywire", weight=5), stand_in=True)
    found = settled([stand_in, full])
    assert names(found) == ["full"]
    assert [link.url for link in found.articles[0].further] == ["https://b.example/summary"]
    assert found.items[0].parts["carried_by"] == 0.5
    assert reasons(found.dropped) in ({"summary": "near-duplicate"}, {"summary": "duplicate-text"})


def test_one_page_by_two_ways_is_one_item_without_a_link_to_itself() -> None:
    one = article("https://a.example/x", ENGLISH)
    entries = {one.id: [entry("https://short.example/1"), entry("https://a.example/x?utm_source=2", of=source("Paywire"))]}
    found = settled([one, one.model_copy(update={"text": ENGLISH + " ", "digest": "0" * 64})], entries)
    assert names(found) == ["x"]
    assert reasons(found.dropped) == {"x": "duplicate-url"}
    assert found.articles[0].further == ()


def test_entries_folded_before_the_fetch_are_further_sources_too() -> None:
    shortlisted = listed(
        [entry("https://a.example/1", "Aldermoor opens its settlement system"), entry("https://b.example/2", "Aldermoor opens its settlement system")]
    )
    main = article("https://a.example/1", ENGLISH)
    found = settled([main], {main.id: list(shortlisted.take)}, {url: list(more) for url, more in shortlisted.also.items()})
    assert [(link.title, link.url) for link in found.articles[0].further] == [("Aldermoor opens its settlement system", "https://b.example/2")]


def test_an_undated_copy_does_not_push_out_the_dated_one() -> None:
    undated = article("https://a.example/long", ENGLISH + " " + words(1, 15), published=None, of=source(weight=9))
    found = settled([undated, article("https://b.example/dated", ENGLISH)])
    assert names(found) == ["dated"]
    assert [link.url for link in found.articles[0].further] == ["https://a.example/long"]


def test_the_copy_that_the_editor_picked_stands_for_its_duplicates() -> None:
    found = settled(
        [article("https://a.example/long", ENGLISH + words(1, 15)), article("https://b.example/short", ENGLISH)], picks=frozenset({"https://b.example/short"})
    )
    assert names(found) == ["short"]
    assert found.items[0].reason == "picked"


def test_a_source_gives_no_more_than_its_cap() -> None:
    articles = [one.model_copy(update={"source": source("Busy")}) for one in own(5)]
    assert len(settled(articles).items) == 3
    articles = [one.model_copy(update={"source": source("Busy", max_items=1)}) for one in own(5)]
    found = settled(articles)
    assert len(found.items) == 1
    assert set(reasons(found.dropped).values()) == {"source-cap"}
    assert len(settled(articles, settings=SelectSettings(max_per_source=0)).items) == 1, "the source's own cap stays"


@pytest.mark.parametrize("title", ["Tessaly Series D, view {}", "海湾市首批稳定币牌照落地：第{}种看法"])
def test_one_event_does_not_fill_the_edition(title: str) -> None:
    # Summaries standing in for their pages are not read as one story, though their titles speak of one topic.
    same = [article(f"https://{at}.example/same", hanzi(at), title.format(at), of=source(f"S{at}"), stand_in=True) for at in range(4)]
    found = settled([*same, *own(2)])
    assert len(found.items) == 4
    assert [one.reason for one in found.dropped] == ["topic-cap", "topic-cap"]
    assert len(settled(same, settings=SelectSettings(max_per_topic=0)).items) == 4


def test_picks_come_first_are_free_of_caps_and_count_toward_them() -> None:
    articles = [one.model_copy(update={"source": source("Busy")}) for one in own(6)]
    picks = frozenset(one.url for one in articles[:4])
    found = settled(articles, picks=picks)
    assert [one.reason for one in found.items] == ["picked"] * 4
    assert {one.url for one in found.items} == picks
    assert set(reasons(found.dropped).values()) == {"source-cap"}
    assert len(settled(own(9), settings=SelectSettings(max_items=2), picks=frozenset(one.url for one in own(9))).items) == 9


def test_what_the_editor_drops_is_out_under_its_canonical_url_too() -> None:
    assert reasons(settled(own(1), drops=frozenset({"https://a.example/0"})).dropped) == {"0": "dropped-by-editor"}


def test_a_feeds_summary_that_stands_in_is_marked() -> None:
    assert settled([article("https://a.example/x", ENGLISH, stand_in=True)]).items[0].marks == ("stand-in",)


def test_nothing_to_choose_from_is_an_empty_choice() -> None:
    assert settled([]).items == ()
    assert listed([]).take == ()
