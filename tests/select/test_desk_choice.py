"""What the editor decides, what people add and what nearly was chosen: how they enter the choice."""

from __future__ import annotations

from typing import Any

import pytest

from drafter.choices import Choice, Choices
from drafter.entities import Article, Entry, Source, Stamp
from drafter.select import Criteria, Settled, settle, shortlist
from drafter.settings import SelectSettings
from tests.select.material import CHINESE, ENGLISH, WINDOW, ZONE, article, entry, source, words
from tests.select.test_select import own


def criteria(*decided: Choice, settings: SelectSettings | None = None, **more: Any) -> Criteria:
    return Criteria.of(settings or SelectSettings(max_briefs=0), WINDOW, ZONE, choices=Choices(decided), **more)


def settled(articles: list[Article], case: Criteria, entries: dict[str, list[Entry]] | None = None) -> Settled:
    return settle(articles, entries or {}, {}, case)


def places(found: Settled) -> list[tuple[str, str]]:
    return [(item.url.rsplit("/", 1)[-1], item.place) for item in found.items]


def reasons(found: Settled) -> dict[str, str]:
    return {one.url.rsplit("/", 1)[-1]: one.reason for one in found.dropped}


def test_decided_stories_come_first_in_the_editors_order_then_ranked_ones_then_briefs() -> None:
    case = criteria(
        Choice(url="https://a.example/3", word="item"),
        Choice(url="https://a.example/5", word="brief"),
        Choice(url="https://a.example/1", word="lead"),
        Choice(url="https://a.example/0", word="item"),
        Choice(url="https://a.example/2", word="drop"),
        settings=SelectSettings(max_items=4, max_briefs=2),
    )
    found = settled(own(8), case)
    assert places(found)[:3] == [("1", "lead"), ("3", "item"), ("0", "item")]
    assert [place for _, place in places(found)] == ["lead", "item", "item", "item", "brief", "brief"]
    assert ("5", "brief") in places(found)
    assert reasons(found)["2"] == "dropped-by-editor"


def test_a_heavy_week_gives_briefs_up_to_their_number_and_the_rest_are_over_the_limit() -> None:
    found = settled(own(11), criteria(settings=SelectSettings(max_items=4, max_briefs=3)))
    assert [item.place for item in found.items] == ["item"] * 4 + ["brief"] * 3
    scores = [item.score for item in found.items]
    assert scores == sorted(scores, reverse=True)
    assert set(reasons(found).values()) == {"over-limit"}


def test_briefs_count_for_no_cap() -> None:
    feed = source("One Feed")
    articles = [article(f"https://a.example/{at}", words(at), words(at + 50, 4), of=feed) for at in range(3)]
    case = criteria(Choice(url="https://a.example/0", word="brief"), settings=SelectSettings(max_per_source=1, max_briefs=2))
    found = settled(articles, case)
    assert sorted(place for _, place in places(found)) == ["brief", "item"]


@pytest.mark.parametrize("kind", ["event-listing", "aggregator"])
def test_a_listing_is_no_news_unless_the_editor_pins_it(kind: str) -> None:
    listing = article("https://a.example/listing", words(1), kind=kind, kind_why="its path says events")
    found = settled([listing, *own(1)], criteria())
    assert reasons(found) == {"listing": "not-news"}
    assert "its path says events" in found.dropped[0].detail
    pinned = settled([listing, *own(1)], criteria(Choice(url=listing.url, word="item")))
    assert ("listing", "item") in places(pinned)


def test_what_a_person_says_of_the_kind_wins_over_the_rules() -> None:
    said = Source(location="https://a.example/x", origin="inbox", kind="news", added=Stamp(value="2026-01-27T10:00:00+08:00"))
    listing = article("https://a.example/x", words(1), kind="event-listing", of=said)
    assert [item.kind for item in settled([listing], criteria()).items] == ["news"]


def added(day: str, **facts: Any) -> Source:
    return Source(location="https://a.example/added", origin="inbox", added=Stamp(value=day), by=("Li",), note="请看第三段", **facts)


def test_what_a_person_added_is_of_the_edition_it_was_added_in_whatever_its_own_date() -> None:
    mine = added("2026-01-27T10:00:00+08:00")
    old = article("https://a.example/added", words(1), published="2026-01-02", of=mine)
    found = settled([old], criteria())
    item = found.items[0]
    assert (item.reason, item.by, item.note) == ("ranked", ("Li",), "请看第三段")
    assert "outside-window" in item.marks
    assert item.parts["added"] == 1.0
    late = settled([old.model_copy(update={"source": added("2026-01-30T09:00:00+08:00")})], criteria())
    assert reasons(late) == {"added": "outside-window"}


def test_an_added_entry_stands_for_the_feeds_and_takes_its_title_and_date() -> None:
    mine = Entry(url="https://a.example/added", source=added("2026-01-27T10:00:00+08:00"))
    theirs = entry("https://a.example/added?utm_source=feed", "Harbour Bank signs a loan")
    found = shortlist([theirs, mine], criteria())
    assert [(one.source.by, one.title) for one in found.take] == [(("Li",), "Harbour Bank signs a loan")]


def test_added_too_early_or_too_late_it_is_not_fetched() -> None:
    early = Entry(url="https://a.example/added", source=added("2026-01-22T10:00:00+08:00"))
    assert [one.reason for one in shortlist([early], criteria()).dropped] == ["outside-window"]


def test_a_runner_up_is_a_candidate_whatever_its_date_but_no_brief() -> None:
    near = Source(location="https://a.example/near", origin="runner-up of 2026-W04", runner_up="2026-W04", weight=0.1)
    old = article("https://a.example/near", words(99), "harpoon words apart", published="2026-01-20T10:00:00+08:00", of=near)
    entries = {old.id: [Entry(url=old.url, source=near)]}
    assert "runner-up" in settled([old], criteria(), entries).items[0].marks
    full = settled([old, *own(2)], criteria(settings=SelectSettings(max_items=2, max_briefs=5)), entries)
    assert reasons(full) == {"near": "over-limit"}


def test_what_an_earlier_edition_had_does_not_come_again_unless_picked() -> None:
    again = own(1)[0]
    before = {"a.example/0": "2026-W04"}
    assert reasons(settled([again], criteria(run_before=before))) == {"0": "already-run"}
    assert shortlist([entry(again.url)], criteria(run_before=before)).dropped[0].detail == "it was an item of 2026-W04"
    assert places(settled([again], criteria(Choice(url=again.url, word="item"), run_before=before))) == [("0", "item")]


def test_an_items_section_is_the_editors_else_its_sources_tag_else_the_first() -> None:
    cloud = article("https://a.example/cloud", words(70), "granite kernel opus", of=source("Cloud", tags=("云原生",)))
    moved, plain = own(2)
    case = criteria(Choice(url=moved.url, word="item", section="云原生"), sections=("金融科技", "云原生"))
    found = settled([cloud, moved, plain], case)
    assert {item.url.rsplit("/", 1)[-1]: item.section for item in found.items} == {"cloud": "云原生", "0": "云原生", "1": "金融科技"}


def test_a_private_report_of_a_story_is_not_its_main_one() -> None:
    public = article("https://a.example/public", words(5, 40), "brass wtf")
    private = article("https://b.example/private", words(5, 40), "brass wtf", of=source("Desk", private=True, weight=9))
    found = settled([private, public], criteria())
    assert [item.url for item in found.items] == [public.url]
    assert "private" not in found.items[0].marks


BANK = (
    "Harbour Bank of Aldermoor was fined 12.5 million crowns on Tuesday for late anti-fraud checks, the Monetary Office said. The bank had missed 4,310 alerts "
    "between March and June, and will not appeal."
)
BANK_ZH = "奥尔德莫尔的Harbour Bank因反欺诈核查迟缓，周二被金融管理局罚款1250万克朗。该行3月至6月漏查4310条警报，表示不再上诉。"


def _two() -> tuple[Article, Article]:
    english = article("https://a.example/fine", BANK * 2, "Harbour Bank fined 12.5 million crowns over late fraud checks", language="en")
    chinese = article("https://b.example/fakuan", BANK_ZH, "Harbour Bank反欺诈核查迟缓被罚1250万克朗", language="zh")
    return english, chinese


def test_one_story_in_two_languages_is_one_item_with_the_other_as_further_source() -> None:
    english, chinese = _two()
    found = settled([chinese, english], criteria())
    assert places(found) == [("fine", "item")]
    assert [link.url for link in found.articles[0].further] == [chinese.url]
    assert found.further == {english.id: (chinese,)}
    assert found.items[0].others == (chinese.url,)
    dropped = found.dropped[0]
    assert dropped.reason == "same-story"
    assert english.url in dropped.detail


BRIEFING = (
    "Harbour Bank of Aldermoor was fined 12.5 million crowns for late anti-fraud checks. Elsewhere, dockers in Tolva strike for a second day and 60 ships wait. "
    "Also, the tram of Dolmen stays, a court ruled, and the price of bread goes up by 4 per cent in June. "
)


def test_a_briefing_that_leads_on_a_story_is_not_that_story_but_a_copy_of_the_briefing_is_the_briefing() -> None:
    briefing = article("https://a.example/briefing", BRIEFING * 2, "Morning briefing: Harbour Bank fined 12.5 million crowns", language="en")
    copy = article("https://c.example/briefing", BRIEFING * 2 + "Have a good day.", "Morning briefing: Harbour Bank fined", language="en")
    found = settled([*_two(), briefing, copy], criteria())
    assert sorted(places(found)) == [("briefing", "item"), ("fine", "item")]
    assert {one.url: one.reason for one in found.dropped} == {"https://c.example/briefing": "near-duplicate", "https://b.example/fakuan": "same-story"}


@pytest.mark.parametrize(
    ("text", "rest", "title"),
    [
        (
            ENGLISH,
            " Elsewhere, dockers in Tolva strike for a second day over night shifts, and sixty ships wait off the port for a berth. Also, the tram of Dolmen stays "
            "where it is, a court ruled on Monday after nine years of suits. Next week: the price of bread and German orders.",
            "Morning briefing: Aldermoor opens settlement system",
        ),
        (
            CHINESE,
            "此外，托尔瓦港工人罢工进入第二天，约六十艘货轮在锚地等待靠泊。多尔门法院裁定老电车保留运营，历时九年的官司就此了结。下周关注面包价格听证会与德国工厂订单。",
            "早参｜海湾发出首批稳定币牌照",
        ),
    ],
)
def test_a_briefing_that_carries_a_report_whole_does_not_stand_for_it(text: str, rest: str, title: str) -> None:
    """The briefing is the longer of the two, and no news: folded, it would take the report with it."""
    report = article("https://a.example/report", text, "Aldermoor opens settlement system" if text == ENGLISH else "海湾发出首批稳定币牌照")
    found = settled([report, article("https://b.example/briefing", text + rest, title, kind="aggregator")], criteria())
    assert places(found) == [("report", "item")]
    assert reasons(found)["briefing"] == "not-news"


def test_a_listing_that_an_article_was_copied_into_is_the_further_source() -> None:
    listing = article("https://b.example/list", ENGLISH + " Read more of it here and there, and sign up.", "Aldermoor opens its system", kind="aggregator")
    found = settled([article("https://a.example/report", ENGLISH, "Aldermoor opens its system"), listing], criteria())
    assert places(found) == [("report", "item")]
    assert reasons(found)["list"] == "near-duplicate"


def test_a_decision_on_any_report_is_one_on_the_story() -> None:
    english, chinese = _two()
    assert not settled([english, chinese], criteria(Choice(url=chinese.url, word="drop"))).items


def test_two_reports_that_the_editor_wants_stand_apart() -> None:
    english, chinese = _two()
    case = criteria(Choice(url=chinese.url, word="lead"), Choice(url=english.url, word="item"))
    assert places(settled([english, chinese], case)) == [("fakuan", "lead"), ("fine", "item")]


def test_the_report_the_editor_wants_is_the_main_one() -> None:
    english, chinese = _two()
    found = settled([english, chinese], criteria(Choice(url=chinese.url, word="item")))
    assert places(found) == [("fakuan", "item")]
    assert [link.url for link in found.articles[0].further] == [english.url]
