"""New, update or repeat: what a candidate is of earlier editions' items."""

from __future__ import annotations

from datetime import date

import pytest

from drafter.entities import Continued, Statement
from drafter.recurrence import changed, recurrences
from drafter.retold import READ, RECENT, Recurrence, SourceText, Subject, Told
from drafter.select import shortlist
from tests.select.material import article, entry
from tests.select.test_desk_choice import criteria, reasons, settled

ZH = (
    "哈沃森银行（Halvorsen Bank）周二宣布，已签署协议，以13.5亿美元收购深圳支付公司清雁支付（Qingyan Pay）的全部股份。",
    "清雁支付服务34万户商家，去年处理的支付金额为180亿美元。",
    "交易尚待监管机构批准，双方预计在第三季度完成交割。",
)
EN = (
    "Halvorsen Bank has signed an agreement to buy all of Qingyan Pay, the Shenzhen payments firm, for US$1.35 billion.",
    "Qingyan Pay serves 340,000 merchants and handled US$18 billion of payments last year.",
    "The deal still needs approval from regulators and is expected to close in the third quarter.",
)
CLEARED = (
    "The payments regulator approved Halvorsen Bank's US$1.35 billion purchase of Qingyan Pay on Thursday, nine days after the two signed.",
    "The approval has conditions: prices for small merchants must stay unchanged for 24 months.",
    "Qingyan Pay serves 340,000 merchants.",
)


def told(ago: int = 1, *, published: bool = True, kept: bool = True, **changes: object) -> Told:
    source = SourceText(title="哈沃森银行签署协议 13.5亿美元收购清雁支付", text="".join(ZH), language="zh", addresses=("caijing.example/signed",))
    one = Told(
        key="e0",
        edition="2026-W04",
        ago=ago,
        date="2026-01-23",
        addresses=("caijing.example/signed",),
        headline="哈沃森银行收购清雁支付",
        sentences=ZH,
        language="zh",
        sources=(source,) if kept else (),
        published=published,
    )
    return one.model_copy(update=changes)


def subject(title: str, sentences: tuple[str, ...], day: date = date(2026, 1, 29), url: str = "paywire.example/deal") -> Subject:
    return Subject("a1", title, " ".join(sentences), sentences, "en" if sentences[0].isascii() else "zh", day, (url,))


def verdict(one: Subject, *items: Told) -> Recurrence | None:
    return recurrences([one], items, 0.75).get("a1")


LATE = subject("Halvorsen Bank to buy Qingyan Pay for US$1.35 billion", EN)
STEP = subject("Regulator clears Halvorsen Bank's US$1.35 billion purchase of Qingyan Pay", CLEARED)


@pytest.mark.parametrize("kept", [True, False])
def test_late_coverage_in_another_language_is_a_repeat_whether_or_not_the_sources_are_kept(kept: bool) -> None:
    found = verdict(LATE, told(kept=kept))
    assert found is not None
    assert (found.kind, found.of.edition) == ("repeat", "2026-W04")


def test_a_further_step_is_an_update_that_names_what_is_new() -> None:
    found = verdict(STEP, told())
    assert found is not None
    assert (found.kind, found.of.edition) == ("update", "2026-W04")
    assert "24 months" in found.new
    assert found.continued.said == ZH[:2]


def test_a_repeat_by_its_story_counts_for_four_editions() -> None:
    assert RECENT == 4
    kinds = [one.kind if (one := verdict(LATE, told(ago=ago))) else "new" for ago in (1, 4, 5)]
    assert kinds == ["repeat", "repeat", "new"]


def test_nothing_goes_on_from_a_draft_that_was_never_published_but_it_is_not_told_twice() -> None:
    assert verdict(STEP, told(published=False)) is None
    repeat = verdict(LATE, told(published=False))
    assert repeat is not None
    assert repeat.kind == "repeat"


def test_the_same_address_is_a_repeat_unless_its_page_says_more() -> None:
    same = subject("哈沃森银行签署协议 13.5亿美元收购清雁支付", ZH, url="caijing.example/signed")
    more = subject("哈沃森银行签署协议 13.5亿美元收购清雁支付", (*ZH, "1月28日，监管机构批准了这笔交易。"), url="caijing.example/signed")
    found = verdict(same, told()), verdict(more, told())
    assert [one.kind if one else "" for one in found] == ["repeat", "update"]
    assert found[1] is not None
    assert found[1].new == ("1月28日，监管机构批准了这笔交易。",)


def test_the_same_address_whose_earlier_text_is_lost_counts_as_the_same() -> None:
    found = verdict(subject("某公告", ("另一段文字，与此无关。",), url="caijing.example/signed"), told(kept=False))
    assert found is not None
    assert found.kind == "repeat"


def test_a_copy_at_another_address_is_a_repeat() -> None:
    found = verdict(subject("清雁支付易主", (*ZH, "本站综合报道。")), told())
    assert found is not None
    assert (found.kind, "stood in a source of 2026-W04" in found.why) == ("repeat", True)


STOCKS = (
    "Crude stocks of the bay states came to {0} million barrels in the week to Friday, {1} million more than a week before, the energy office said.",
    "Refineries ran at {2}% of capacity, and imports averaged {3} million barrels a day, according to the weekly report of the office.",
)


def test_a_weekly_release_in_the_same_words_with_new_figures_is_no_repeat() -> None:
    before, now = ([line.format(*figures) for line in STOCKS] for figures in (("431.2", "1.9", "88.4", "6.1"), ("427.8", "3.4", "90.2", "5.7")))
    source = SourceText(title="Crude stocks of the bay states", text=" ".join(before), language="en", addresses=("energy.example/w3",))
    last = told(headline="Crude stocks rise", sentences=tuple(before), language="en", sources=(source,), addresses=("energy.example/w3",))
    found = verdict(subject("Crude stocks of the bay states", tuple(now), url="energy.example/w4"), last)
    assert found is not None
    assert (found.kind, found.new[0]) == ("update", "427.8 million barrels")
    same = verdict(subject("Crude stocks of the bay states", tuple(before), url="energy.example/again"), last)
    assert same is not None
    assert same.kind == "repeat"


def test_a_long_copy_is_found_although_only_a_sources_beginning_is_kept() -> None:
    long = tuple(f"第{number}家供应商在{number + 3}月交付了{number * 17}台设备，验收历时{number + 5}天。" for number in range(1, 400))
    source = SourceText(title="交付清单", text="".join(long)[:READ], language="zh", addresses=("caijing.example/list",))
    found = verdict(subject("设备交付一览", long), told(sources=(source,), addresses=("caijing.example/list",), headline="交付", sentences=("设备已交付。",)))
    assert found is not None
    assert (found.kind, "100% of it" in found.why) == ("repeat", True)


@pytest.mark.parametrize(
    ("title", "sentences"),
    [
        ("Corvane lets shops refund customers within ten seconds", ("Corvane said on Wednesday that shops can refund within ten seconds for 9 cents.",)),
        ("哈沃森银行任命新行长", ("哈沃森银行（Halvorsen Bank）周三任命王岚为行长，任期三年，她此前掌管零售业务。",)),
    ],
)
def test_other_news_and_other_news_of_the_same_bank_are_new(title: str, sentences: tuple[str, ...]) -> None:
    assert verdict(subject(title, sentences), told()) is None


def test_changed_figures_are_named_old_to_new_across_languages_and_what_stays_is_not() -> None:
    before = Continued(
        edition="2026-W03",
        date="2026-01-16",
        headline="Halvorsen Bank in talks to buy Qingyan Pay",
        said=("Halvorsen Bank is in talks to buy Qingyan Pay for about US$1.2 billion, two people said on Tuesday.", "Qingyan Pay serves 340,000 merchants."),
    )
    now = [Statement(text=one) for one in ZH]
    assert changed(before, "哈沃森银行签署协议", now) == (("about US$1.2 billion", "13.5亿美元"),)
    assert changed(before, "哈沃森银行", [Statement(text="哈沃森银行（Halvorsen Bank）洽购清雁支付（Qingyan Pay），作价约12亿美元。")]) == ()


def test_an_address_of_an_earlier_edition_is_read_again_only_where_it_may_say_something_new() -> None:
    url = "https://caijing.example/signed"
    case = criteria(run_before={"caijing.example/signed": "2026-W04"})._replace(told=(told(),))
    dated, old = entry(url, published="2026-01-27T10:00:00+08:00"), entry(url, published="2026-01-23T10:00:00+08:00")
    assert [one.url for one in shortlist([dated], case).take] == [url]
    assert shortlist([old], case).dropped[0].reason == "already-run"


def test_of_one_storys_reports_the_one_with_news_stands_for_it() -> None:
    late = article("https://a.example/late", " ".join(EN), "Halvorsen Bank to buy Qingyan Pay for US$1.35 billion", "2026-01-26T09:00:00+08:00", language="en")
    step = article("https://b.example/step", " ".join(CLEARED), STEP.title, "2026-01-29T09:00:00+08:00", language="en")
    chosen = settled([late, step], criteria()._replace(told=(told(),)))
    assert reasons(chosen).get("late") in ("repeat", "same-story")
    assert [(one.url, one.marks) for one in chosen.items] == [("https://b.example/step", ("update",))]


WRAP = (
    "American stocks rose on Thursday: the S&P 500 gained 0.6% and the Nasdaq 0.9%.",
    "Halvorsen Bank added 2.1% after the payments regulator approved its US$1.35 billion purchase of Qingyan Pay, which serves 340,000 merchants.",
    "Ten-year yields slipped to 4.21% and gold rose by 1.1%.",
)


@pytest.mark.parametrize(
    "title", ["Wall Street climbs as Halvorsen Bank's Qingyan Pay purchase is cleared", "Morning briefing: Halvorsen Bank's Qingyan Pay purchase cleared"]
)
def test_a_market_wrap_or_briefing_goes_on_from_no_item(title: str) -> None:
    assert verdict(STEP, told()) is not None
    assert verdict(subject(title, WRAP), told()) is None
