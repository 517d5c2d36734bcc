"""One address for one article, and never one for two."""

from __future__ import annotations

import pytest

from drafter.collect.canonical import article_id, canonical, same_site


@pytest.mark.parametrize(
    ("url", "wanted"),
    [
        ("HTTPS://News.Example:443/a?utm_source=x&id=7&fbclid=abc#part", "https://news.example/a?id=7"),
        ("http://news.example:80", "http://news.example/"),
        ("https://news.example:8443/a", "https://news.example:8443/a"),
        ("https://news.example./a?", "https://news.example/a"),
        ("https://reader:secret@news.example/a", "https://news.example/a"),
        ("https://news.example/%7Eann/%e4%b8%ad?q=%2f", "https://news.example/~ann/%E4%B8%AD?q=%2F"),
        ("https://news.example/新闻/一?题=二", "https://news.example/%E6%96%B0%E9%97%BB/%E4%B8%80?%E9%A2%98=%E4%BA%8C"),
        ("https://新闻.example/a", "https://xn--efvy88h.example/a"),
        ("https://news.example/a/../b/./c/", "https://news.example/b/c/"),
        ("https://news.example/a?gclid=1&spm=a2c.1&from=timeline&isappinstalled=0", "https://news.example/a"),
        ("https://news.example/a?ref=letter.example.org", "https://news.example/a"),
        ("https://mp.weixin.qq.com/s?__biz=MzA&mid=22&idx=1&sn=ab&chksm=ff&scene=27", "https://mp.weixin.qq.com/s?__biz=MzA&mid=22&idx=1&sn=ab"),
    ],
)
def test_one_form_of_an_address_without_tracking(url: str, wanted: str) -> None:
    assert canonical(url) == wanted
    assert canonical(wanted) == wanted


@pytest.mark.parametrize(
    "url",
    [
        "https://news.example/a?from=2026-01-01",  # selects content
        "https://news.example/a?ref=main",
        "https://news.example/a?scene=3",  # tracking on WeChat only
        "https://news.example/a?b=2&a=1",  # order may matter
        "https://news.example/a%2Fb",  # is not /a/b
        "https://[2001:db8::1]/a",
    ],
)
def test_what_may_name_a_page_stays(url: str) -> None:
    assert canonical(url) == url


@pytest.mark.parametrize(
    ("url", "stated", "wanted"),
    [
        ("https://m.news.example/a?p=2", "https://www.news.example/a", "https://www.news.example/a"),
        ("https://news.example/a/amp/", "/a/", "https://news.example/a/"),
        ("https://news.example/a?x=1", "//news.example/a?utm_medium=rss", "https://news.example/a"),
        ("https://news.example/2026/a", "https://other.example/2026/a", "https://news.example/2026/a"),
        ("https://news.example/2026/a", "https://news.example/", "https://news.example/2026/a"),
        ("https://news.example/2026/a", "https://news.example/2026/", "https://news.example/2026/a"),
        ("https://ann.github.io/a", "https://bob.github.io/a", "https://ann.github.io/a"),
        ("https://news.co.uk/a", "https://sport.co.uk/a", "https://news.co.uk/a"),
        ("https://news.example/a", "javascript:alert(1)", "https://news.example/a"),
        ("https://news.example/a", "http://[broken", "https://news.example/a"),
        ("http://127.0.0.1:8001/a", "http://127.0.0.1:8002/b", "http://127.0.0.1:8001/a"),
    ],
)
def test_rel_canonical_counts_on_its_own_site_only_and_never_as_a_home_or_section_page(url: str, stated: str, wanted: str) -> None:
    assert canonical(url, stated) == wanted


def test_an_id_is_twelve_hex_digits_of_the_address() -> None:
    assert article_id("https://news.example/a") == article_id(canonical("https://news.example/a?utm_campaign=x"))
    assert len(article_id("https://news.example/a")) == 12
    assert article_id("https://news.example/a") != article_id("https://news.example/b")


def test_two_addresses_of_numbers_are_two_sites() -> None:
    assert not same_site("10.0.0.1", "10.9.0.1")
    assert same_site("www.news.com.cn", "finance.news.com.cn")
