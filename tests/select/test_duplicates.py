"""When two offers are one item."""

from __future__ import annotations

import pytest

from drafter import duplicates
from drafter.duplicates import Text, address, fold, same_topic, shared, significant
from tests.select.material import CHINESE, ENGLISH, hanzi, words


@pytest.mark.parametrize(
    "other",
    [
        "http://www.paywire.example/a/b",
        "https://paywire.example/a/b/",
        "https://PayWire.example:443/a/b#top",
        "https://paywire.example/a/b?utm_source=feed&utm_medium=rss",
        "https://paywire.example/a/b?fbclid=1&spm=2",
    ],
)
def test_one_address_written_differently(other: str) -> None:
    assert address("https://paywire.example/a/b") == address(other)


@pytest.mark.parametrize(
    "other",
    [
        "https://paywire.example/a/B",
        "https://paywire.example/a/b?id=2",
        "https://news.paywire.example/a/b",
        "https://paywire.example:8443/a/b",
        "http://[",
        "file:///a/b",
    ],
)
def test_different_addresses_stay_different(other: str) -> None:
    assert address("https://paywire.example/a/b") != address(other)


def test_order_of_parameters_and_percent_signs_do_not_matter() -> None:
    assert address("https://a.example/新闻?b=2&a=1") == address("https://a.example/%E6%96%B0%E9%97%BB?a=1&b=2")


def test_a_few_changed_words_leave_a_duplicate_english() -> None:
    changed = ENGLISH.replace("on Tuesday", "this week").replace("Twelve", "A dozen").replace("crowns", "crowns or more")
    assert fold([Text("a", ENGLISH), Text("b", changed)], 0.75) == {1: (0, pytest.approx(0.95, abs=0.05))}


def test_a_few_changed_words_leave_a_duplicate_chinese() -> None:
    changed = CHINESE.replace("周二", "昨日").replace("多家银行", "数家商业银行").replace(",", " , ")
    assert fold([Text("甲", CHINESE), Text("乙", changed)], 0.75) == {1: (0, pytest.approx(0.95, abs=0.06))}


def test_the_same_event_in_other_words_is_no_duplicate() -> None:
    other = "Payment firms may settle directly with Aldermoor's central bank from March, five of twelve applicants at first, the bank announced on Tuesday."
    assert fold([Text("a", ENGLISH), Text("b", other)], 0.75) == {}


def test_spacing_punctuation_and_width_do_not_hide_a_duplicate() -> None:
    assert fold([Text("甲", CHINESE + "第2季度"), Text("乙", CHINESE.replace(",", ",").replace("。", " ") + "第2季度")], 1.0) == {1: (0, 1.0)}


def test_a_round_up_does_not_swallow_the_briefs_it_carries() -> None:
    briefs = [words(seed, 40) for seed in range(6)]
    texts = [Text("Morning round-up", " ".join(briefs)), *(Text(f"Brief {seed}", brief) for seed, brief in enumerate(briefs))]
    assert fold(texts, 0.75) == {}


def test_a_short_extract_under_the_same_title_is_a_duplicate() -> None:
    title = "Aldermoor opens settlement to payment firms"
    assert fold([Text(title, ENGLISH), Text(title, ENGLISH[:88])], 0.75) == {1: (0, 1.0)}


FORMS = (
    "{0} said on Tuesday that its net profit rose {1}% to {2} million crowns in the last quarter, helped by fees and a calm credit market in the region. "
    "The board proposes a dividend of {3} crowns a share, to be paid after the annual meeting, and keeps its outlook for the year unchanged, it said.",
    "{0}周二公布季度业绩:净利润同比增长{1}%,达到{2}万元,主要得益于手续费收入和平稳的信贷市场。董事会建议每股派息{3}元,在年度股东大会之后支付,并维持全年展望不变,公司在公告中表示。",
)


@pytest.mark.parametrize(
    ("form", "titles"),
    [(FORMS[0], ("Harbour Bank: results", "Quill Bank: results")), (FORMS[1], ("海湾银行发布季度业绩", "临江银行发布季度业绩"))],
    ids=["en", "zh"],
)
def test_a_form_filled_in_for_another_company_is_no_duplicate_and_a_copy_under_another_title_is(form: str, titles: tuple[str, str]) -> None:
    one, other = form.format("海湾银行", "4.2", "318", "0.7"), form.format("临江银行", "11.5", "96", "1.25")
    assert fold([Text(titles[0], one), Text(titles[1], other)], 0.75) == {}
    assert fold([Text(titles[0], one), Text("Morning notes", one.replace("Tuesday", "27 January"))], 0.75).keys() == {1}


def test_no_chain_swallows_what_does_not_resemble_the_main() -> None:
    parts = [words(seed, 60) for seed in range(5)]
    first, middle, last = (" ".join(parts[at : at + 3]) for at in range(3))
    assert shared(duplicates.bare(first), duplicates.bare(last)) < 0.5
    assert set(fold([Text("a", first), Text("b", middle), Text("c", last)], 0.6)) == {1}


def test_empty_texts_are_nobodys_duplicates() -> None:
    assert fold([Text("a", ""), Text("b", "。"), Text("c", ENGLISH)], 0.75) == {}


def test_a_thousand_texts_need_few_full_comparisons(monkeypatch: pytest.MonkeyPatch) -> None:
    """The work grows with the texts, not with the pairs; every copy is found all the same."""
    texts = [Text(str(seed), words(seed, 60) if seed % 2 else hanzi(seed, 200)) for seed in range(900)]
    texts += [Text(f"copy {at}", text.body[: len(text.body) * 9 // 10]) for at, text in enumerate(texts[:100])]
    compared = 0
    real = duplicates.shared

    def counted(one: str, other: str) -> float:
        nonlocal compared
        compared += 1
        return real(one, other)

    monkeypatch.setattr(duplicates, "shared", counted)
    assert {index: main for index, (main, _) in fold(texts, 0.75).items()} == {900 + at: at for at in range(100)}
    assert compared < 300


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Aldermoor opens settlement to payment firms", "Payment firms win access to Aldermoor settlement"),
        ("海湾市发出首批稳定币牌照", "首批稳定币牌照落地海湾市"),
        ("Tessaly raises $90 million in Series D", "Tessaly Series D doubles its valuation to $2 billion"),
    ],
)
def test_titles_of_one_topic(one: str, other: str) -> None:
    assert same_topic(significant(one), significant(other))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Aldermoor opens settlement to payment firms", "Calder Finch lets agents approve loans"),
        ("央行发布金融科技规划", "央行发布数字人民币规划"),
        ("The bank and the fund", "The fund of the year"),
        ("", ""),
    ],
)
def test_titles_of_two_topics(one: str, other: str) -> None:
    assert not same_topic(significant(one), significant(other))
