"""Links and items against the pages that were read."""

from __future__ import annotations

from datetime import date

import pytest

from drafter.check.form.links import same_page
from drafter.entities import Link
from tests.check.forms import article, edition, flags, item

FEE = article("fee", "Harbour Bank raised its fee to 3.25% in Lisbon on 12 January, Quintela said; Tessaly paid 180 million.", "Harbour Bank raises fee")
RULE = article("rule", "The Conduct Board of Aldermoor fined Castellan 4.75 million and Ostrea 2.5 million in Norwich.", "Conduct Board fines two insurers")


def test_a_link_that_was_not_fetched_blocks() -> None:
    wrong = item("i1", FEE, "手续费上调", "费用升到3.25%。", link=Link(title="Harbour Bank raises fee", url="https://fee.example/other"))
    (flag,) = flags(edition("zh", wrong), FEE, known_urls=[FEE.url])["foreign-link"]
    assert flag.severity == "BLOCK"
    assert flag.source == "https://fee.example/other"


def test_an_address_in_the_prose_is_a_link_too() -> None:
    found = flags(edition("zh", analysis=["详见https://evil.example/claim。"]), FEE, known_urls=[])["foreign-link"]
    assert [flag.words for flag in found] == ["https://evil.example/claim"]
    assert "foreign-link" not in flags(edition("zh", analysis=[f"详见{FEE.url}。"]), FEE, known_urls=[])


def test_where_nobody_knows_what_was_fetched_no_link_is_called_foreign() -> None:
    assert "foreign-link" not in flags(
        edition("zh", item("i1", FEE, "手续费", "费用升到3.25%。", link=Link(title="x", url="https://else.example/")), analysis=["完。"])
    )


@pytest.mark.parametrize(
    "url", ["https://fee.example/story", "http://www.fee.example/story/", "https://fee.example/story?utm_source=x&fbclid=1#top", "HTTPS://FEE.example/story"]
)
def test_what_does_not_change_the_page_is_no_other_page(url: str) -> None:
    assert same_page(url) == same_page(FEE.url)


@pytest.mark.parametrize(
    "url", ["https://fee.example/Story", "https://fee.example/story?id=2", "https://fee.example:8443/story", "https://fees.example/story", "https://[bad"]
)
def test_another_page_is_another(url: str) -> None:
    assert same_page(url) != same_page(FEE.url)


def test_one_source_for_two_items_is_flagged_at_the_second() -> None:
    text = edition("zh", item("i1", FEE, "手续费上调", "一。"), item("i2", FEE, "商户不满", "二。"), item("i3", RULE, "罚款", "三。"))
    (flag,) = flags(text, FEE, RULE)["same-link-twice"]
    assert (flag.where, flag.nearest) == ("商户不满", "手续费上调")


@pytest.mark.parametrize(
    ("title", "severity"),
    [
        ("Harbour Bank raises fee", None),
        ("Harbour Bank raises fee | The Ledger", None),
        ("HARBOUR BANK RAISES FEE", None),
        ("“Harbour Bank” raises fee…", None),
        ("Harbour Bank rai…", None),
        ("Harbour Bank raises its fee again", "INFO"),
        ("Regulator closes an exchange", "WARN"),
        ("监管机构关闭交易所", "WARN"),
        ("Conduct Board fines two insurers", "WARN"),
    ],
)
def test_a_links_title_is_the_pages(title: str, severity: str | None) -> None:
    text = edition("zh", item("i1", FEE, "手续费上调", "一。", link=Link(title=title, url=FEE.url)), item("i2", RULE, "罚款", "二。"))
    found = flags(text, FEE, RULE).get("link-title-differs", [])
    assert [flag.severity for flag in found] == ([severity] if severity else [])


def test_another_pages_title_is_named_with_its_page() -> None:
    text = edition("zh", item("i1", FEE, "手续费上调", "一。", link=Link(title=RULE.title, url=FEE.url)), item("i2", RULE, "罚款", "二。"))
    assert RULE.url in flags(text, FEE, RULE)["link-title-differs"][0].message


def test_items_from_documents_without_an_address_are_not_taken_for_one_page() -> None:
    own = {"url": ""}
    notes = [FEE.model_copy(update=own), RULE.model_copy(update=own)]
    text = edition("zh", *(item(f"i{n}", note, headline, "一。") for n, (note, headline) in enumerate(zip(notes, ("手续费上调", "罚款"), strict=True))))
    found = flags(text, *notes)
    assert not {"same-link-twice", "link-title-differs"} & set(found)


FINED = ("罚款475万", "Conduct Board罚了Castellan 4.75亿、Ostrea 2.5亿，两家都在Norwich。", "Aldermoor称还将查办。")
RAISED = ("Harbour Bank上调费用", "Quintela在Lisbon说费率为3.25%，Tessaly付了180。")


def test_texts_that_were_swapped_are_both_flagged() -> None:
    swapped = edition("zh", item("i1", FEE, *FINED), item("i2", RULE, *RAISED))
    found = flags(swapped, FEE, RULE)["cross-wired"]
    assert [(flag.where, flag.severity, flag.source) for flag in found] == [(FINED[0], "HIGH", RULE.url), (RAISED[0], "HIGH", FEE.url)]


def test_texts_in_their_place_or_of_no_article_are_left_alone() -> None:
    assert "cross-wired" not in flags(edition("zh", item("i1", FEE, *RAISED), item("i2", RULE, *FINED)), FEE, RULE)
    assert "cross-wired" not in flags(edition("zh", item("i1", None, *FINED), item("i2", RULE, *FINED)), FEE, RULE)
    made_up = ("新闻", "Northquay、Peakbridge、Lantau、Kowloon与Fernhill签约。")
    assert "cross-wired" not in flags(edition("zh", item("i1", FEE, *made_up), item("i2", RULE, *FINED)), FEE, RULE), "that is grounding's to say"


WINDOW = (date(2026, 1, 24), date(2026, 1, 30))


@pytest.mark.parametrize(
    ("published", "code"),
    [(date(2026, 1, 24), ""), (date(2026, 1, 30), ""), (date(2026, 1, 23), "outside-window"), (date(2026, 1, 31), "outside-window"), (None, "undated")],
)
def test_an_item_belongs_to_the_editions_days(published: date | None, code: str) -> None:
    text = edition("zh", item("i1", FEE, "手续费上调", "费用升到3.25%。", published=published))
    found = flags(text, FEE, window=WINDOW)
    assert {"outside-window", "undated"} & set(found) == ({code} if code else set())
    assert not {"outside-window", "undated"} & set(flags(text, FEE)), "without a window the run has flagged dates already"


def test_items_of_files_without_an_address_share_no_source_and_no_title() -> None:
    region, link = (article(key, "", title).model_copy(update={"url": ""}) for key, title in (("a", "Anvil retires a region"), ("b", "Palm opens a link")))
    found = flags(edition("en", item("i1", region, "One", "A."), item("i2", link, "Two", "B.")), region, link, known_urls=[])
    assert not found.keys() & {"same-link-twice", "link-title-differs", "foreign-link"}
