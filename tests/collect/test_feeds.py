"""Feeds: every form and every fault gives entries or a reason, and nothing hostile costs time, memory, a file or a connection."""

import gzip
import json
import pickle
import resource
import socket
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from drafter.collect import feeds
from drafter.collect.feeds import FeedResult
from drafter.entities import Entry, Failure, Source

URL = "https://news.example/dir/feed.xml"
SOURCE = Source(location=URL, origin="sources.txt:1", name="News")


def parsed(body: str | bytes, url: str = URL, content_type: str = "") -> FeedResult:
    result = feeds.parse(body if isinstance(body, bytes) else body.encode(), url, content_type, SOURCE)
    assert isinstance(result, FeedResult), result
    return result


def refused(body: str | bytes) -> Failure:
    result = feeds.parse(body if isinstance(body, bytes) else body.encode(), URL, "", SOURCE)
    assert isinstance(result, Failure), result
    assert (result.stage, result.source, result.subject) == ("feed", "News", URL)
    return result


def rss(items: str, channel: str = "<title>T</title><link>https://news.example/</link>", head: str = "") -> str:
    return f'{head}<rss version="2.0" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel>{channel}{items}</channel></rss>'


def item(link: str = "https://news.example/1", title: str = "One", more: str = "") -> str:
    return f"<item><title>{title}</title><link>{link}</link>{more}</item>"


def one(more: str = "", title: str = "One") -> Entry:
    return parsed(rss(item(title=title, more=more))).entries[0]


ATOM = """<?xml version="1.0" encoding="utf-8"?>
<feed xmlns="http://www.w3.org/2005/Atom" xml:base="https://base.example/blog/">
<title type="html">A &amp;amp; B</title><link href="/"/>
<entry><title type="text">Use &lt;b&gt; well</title><link rel="edit" href="https://edit.example/"/><link href="post/1"/><id>urn:1</id>
<author><name>李雷</name></author><updated>2026-01-27T09:00:00+08:00</updated><published>2026-01-26T07:30:00+08:00</published>
<summary type="html">&lt;p&gt;短&lt;/p&gt;&lt;script&gt;evil()&lt;/script&gt;</summary><content type="html">&lt;p&gt;全文&lt;/p&gt;</content></entry>
</feed>"""


def test_atom_gives_title_link_date_byline_and_texts() -> None:
    result = parsed(ATOM)
    assert result.title == "A & B"
    entry = result.entries[0]
    assert (entry.title, entry.url, entry.byline) == ("Use <b> well", "https://base.example/blog/post/1", "李雷")
    assert entry.published is not None
    assert entry.published.value == "2026-01-26T07:30:00+08:00"
    assert (entry.summary, entry.content) == ("短", "<p>全文</p>")
    assert result.notes == ()


def test_rdf_and_cdf_are_feeds() -> None:
    rdf = parsed(
        '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/" xmlns:dc="http://purl.org/dc/elements/1.1/">'
        "<channel><title>R</title><link>https://r.example/</link></channel>"
        "<item><title>X</title><link>https://r.example/x</link><dc:date>2026-01-26</dc:date></item></rdf:RDF>"
    )
    assert [(entry.url, entry.published and entry.published.value) for entry in rdf.entries] == [("https://r.example/x", "2026-01-26")]
    cdf = parsed('<CHANNEL><ITEM HREF="https://c.example/1"><TITLE>Example</TITLE></ITEM></CHANNEL>')
    assert [(entry.title, entry.url) for entry in cdf.entries] == [("Example", "https://c.example/1")]


def test_json_feed_of_both_versions() -> None:
    feed = {
        "version": "https://jsonfeed.org/version/1.1",
        "title": "J",
        "home_page_url": "https://j.example/",
        "authors": [{"name": "Everyone"}],
        "items": [
            {
                "id": "1",
                "url": "/a",
                "title": "甲",
                "content_html": "<p>文</p>",
                "date_published": "2026-01-26T07:00:00+08:00",
                "authors": [{"name": "A"}, {"name": "B"}],
            },
            {"id": 2, "external_url": "https://x.example/b", "content_text": "a < b", "author": {"name": "Old"}},
            {"id": "https://j.example/c", "title": 7, "date_published": {}, "summary": True},
            {"id": "none"},
            "no item",
        ],
    }
    result = parsed(json.dumps(feed))
    assert [(entry.url, entry.title, entry.summary, entry.byline) for entry in result.entries] == [
        ("https://j.example/a", "甲", "文", "A, B"),
        ("https://x.example/b", "", "a < b", "Old"),
        ("https://j.example/c", "", "", "Everyone"),
    ]
    assert result.entries[0].published is not None
    assert result.entries[0].published.value == "2026-01-26T07:00:00+08:00"
    assert result.entries[1].published is None
    assert any("1 without a web address" in note for note in result.notes)


def test_malformed_xml_still_gives_its_entries_and_says_so() -> None:
    result = parsed(
        rss(item(title="A & B", more="<description>x &nbsp; y <b>z</description>") + item("https://news.example/2", "二"))[: -len("</channel></rss>")]
    )
    assert [entry.title for entry in result.entries] == ["A & B", "二"]
    assert any("not well-formed" in note for note in result.notes)


@pytest.mark.parametrize(
    ("body", "reason"),
    [
        ("", "feed-empty"),
        ("just text", "not-a-feed"),
        ("<html><body>404</body></html>", "not-a-feed"),
        ('<?xml version="1.0"?><urlset><url><loc>https://a.example/</loc></url></urlset>', "not-a-feed"),
        ('{"version": "x"}', "not-a-feed"),
        ("{" * 100_000, "not-a-feed"),
        ('{"items": [' + "[" * 100_000, "not-a-feed"),
        ("<rss><channel><title", "feed-broken"),
        (b"\x1f\x8b\x08\x00\x00\x00\x00\x00\x00\x03" + bytes(20), "bad-compression"),
        (gzip.compress(rss(item()).encode())[:-12], "bad-compression"),
        (gzip.compress(bytes(40_000_000)), "feed-too-large"),
    ],
)
def test_what_is_no_feed_is_a_failure_with_its_reason(body: str | bytes, reason: str) -> None:
    failure = refused(body)
    assert failure.reason == reason
    assert ";" in failure.message
    assert failure.retryable == (reason == "bad-compression")


def test_a_feed_compressed_once_too_often_is_read() -> None:
    assert len(parsed(gzip.compress(rss(item()).encode())).entries) == 1


def test_an_empty_feed_is_no_failure() -> None:
    result = parsed(rss(""))
    assert (result.entries, result.notes) == ((), ("the feed has no entries",))


@pytest.mark.parametrize(
    ("said", "value"),
    [
        ("Mon, 26 Jan 2026 07:05:00 +0800", "2026-01-26T07:05:00+08:00"),
        ("Mon, 26 Jan 2026 07:05:00 GMT", "2026-01-26T07:05:00+00:00"),
        ("26 Jan 26 07:05 EST", "2026-01-26T07:05:00-05:00"),
        ("Mon, 26 Jan 2026 07:05:00 CST", "2026-01-26T07:05:00-06:00"),
        ("Mon, 26 Jan 2026 07:05:00 PDT", "2026-01-26T07:05:00-07:00"),
        ("Mon, 26 Jan 2026 07:05:00 CET", "2026-01-26T07:05:00+01:00"),
        ("Mon, 26 Jan 2026 07:05:00 XYZ", "2026-01-26T07:05:00"),
        ("Mon, 26 Jan 2026", "2026-01-26"),
        ("2026-01-26", "2026-01-26"),
        ("2026-01-26T07:05:00Z", "2026-01-26T07:05:00+00:00"),
        ("2026-01-26T07:05:00.123+08:00", "2026-01-26T07:05:00+08:00"),
        ("2026-01-26 07:05:00+08", "2026-01-26T07:05:00+08:00"),
        ("2026-01-26 07:05:00 EST", "2026-01-26T07:05:00-05:00"),
        ("2026-01-26 07:05", "2026-01-26T07:05"),
        ("2026年1月26日 07:05", "2026-01-26T07:05"),
        ("Mon Jan 26 07:05:00 2026", "2026-01-26T07:05:00"),
        ("Mon, 01 Jan 2035 00:00:00 GMT", "2035-01-01T00:00:00+00:00"),
    ],
)
def test_dates_keep_their_zone_and_precision(said: str, value: str) -> None:
    entry = one(f"<pubDate>{said}</pubDate>")
    assert entry.published is not None
    assert entry.published.value == value


@pytest.mark.parametrize(
    "said",
    [
        "",
        "昨天 10:30",
        "2026",
        "January 2026",
        "soon",
        "0001-01-01T00:00:00Z",
        "1970-01-01T00:00:00Z",
        "Thu, 01 Jan 1970 00:00:00 GMT",
        "Mon, 99 Jan 2026 07:05:00 GMT",
        "2026-13-45",
    ],
)
def test_an_entry_without_a_full_date_is_undated(said: str) -> None:
    assert one(f"<pubDate>{said}</pubDate>").published is None
    assert (
        parsed(ATOM.replace("<published>2026-01-26T07:30:00+08:00", f"<published>{said}").replace("<updated>2026-01-27T09:00:00+08:00</updated>", ""))
        .entries[0]
        .published
        is None
    )


@pytest.mark.parametrize(
    ("channel_link", "link", "url"),
    [
        ("https://news.example/blog/", "post/1", "https://news.example/blog/post/1"),
        ("https://news.example/blog/", "/post/1", "https://news.example/post/1"),
        ("https://news.example/blog/", "//other.example/x", "https://other.example/x"),
        ("/home/", "x", "https://news.example/home/x"),
        ("", "x", "https://news.example/dir/x"),
        ("", "?p=1", "https://news.example/dir/feed.xml?p=1"),
        ("", "https://例子.example/新闻 一?q=a b&amp;c=(1)", "https://例子.example/%E6%96%B0%E9%97%BB%20%E4%B8%80?q=a%20b&c=(1)"),
    ],
)
def test_relative_links_are_resolved(channel_link: str, link: str, url: str) -> None:
    result = parsed(rss(item(link), f"<title>T</title><link>{channel_link}</link>"))
    assert [entry.url for entry in result.entries] == [url]


@pytest.mark.parametrize(
    "link", ["javascript:alert(1)", "mailto:a@b.example", "ftp://a.example/x", "file:///etc/passwd", "data:text/html,x", "http://", "https://[bad", ""]
)
def test_only_web_addresses_are_links_and_the_rest_is_told(link: str) -> None:
    result = parsed(rss(item(link, "Lost") + item()))
    assert [entry.title for entry in result.entries] == ["One"]
    assert any("1 without a web address left out" in note and "Lost" in note for note in result.notes)


def test_a_permalink_guid_is_the_link_and_another_guid_is_not() -> None:
    result = parsed(
        rss(
            '<item><title>a</title><guid isPermaLink="true">https://news.example/g</guid></item>'
            '<item><title>b</title><guid isPermaLink="false">tag-1</guid></item>'
        )
    )
    assert [entry.url for entry in result.entries] == ["https://news.example/g"]


@pytest.mark.parametrize(
    ("stated", "shown"),
    [
        ("AT&amp;amp;T &amp;lt;up&amp;gt;", "AT&T <up>"),
        ("<![CDATA[<b>粗</b>体<script>x()</script>]]>", "粗体"),
        ("zero&#x200B;width&#x202E; &#xFEFF;and&#173; soft", "zerowidth and soft"),
        ("  two\n\t lines ", "two lines"),
        ("1 &lt; 2 and 3 &gt; 2", "1 < 2 and 3 > 2"),
        ("{% raw %} {{ x }}", "{% raw %} {{ x }}"),
    ],
)
def test_titles_are_plain_text(stated: str, shown: str) -> None:
    assert one(title=stated).title == shown


def test_summaries_are_plain_text_and_keep_their_paragraphs() -> None:
    entry = one("<description>&lt;p&gt;First.&lt;/p&gt;&lt;p&gt;第二段&#8203;。&lt;/p&gt;&lt;p&gt;The post One appeared first on News.&lt;/p&gt;</description>")
    assert entry.summary.startswith("First.\n\n第二段。")
    assert "appeared first" not in entry.summary


def test_full_text_is_kept_as_html() -> None:
    entry = one("<description>short</description><content:encoded><![CDATA[<p>Full <a href='/x'>text</a></p>]]></content:encoded>")
    assert (entry.summary, entry.content) == ("short", "<p>Full <a href='/x'>text</a></p>")
    long = "<p>" + "长文。" * 400 + "</p>"
    assert one(f"<description><![CDATA[{long}]]></description>").content == long
    assert one("<description><![CDATA[<p>short</p>]]></description>").content == ""


def test_repeated_entries_are_folded_and_different_ones_kept() -> None:
    result = parsed(
        rss(
            item("https://news.example/s?utm_source=a", "Same", "<guid>1</guid>")
            + item("http://www.news.example/s/#frag", "Same ", "<guid>2</guid>")
            + item("https://news.example/moved", "Same", "<guid>1</guid>")
            + item("https://news.example/log#v2", "Version 2", "<guid>1</guid>")
            + item("https://news.example/log#v3", "Version 3", "<guid>1</guid>")
            + item("https://news.example/s?id=2", "Same")
        )
    )
    assert [entry.url for entry in result.entries] == [
        "https://news.example/s?utm_source=a",
        "https://news.example/log#v2",
        "https://news.example/log#v3",
        "https://news.example/s?id=2",
    ]
    assert "2 repeated folded" in result.notes


CHINESE = "央行发布金融科技监管沙盒的最新通知，多家银行参与试点。"
TRADITIONAL = "金管會發布金融科技監理沙盒的最新通知，多家銀行將會參與這項試辦計畫。"
RUSSIAN = "Центральный банк опубликовал новые правила для финансовых организаций и банков страны."
JAPANESE = "金融庁は銀行のデジタル通貨に関する新しいガイドラインを発表しました。これはテストです。"


@pytest.mark.parametrize(
    ("text", "codec", "head", "content_type"),
    [
        (CHINESE, "gb18030", "", ""),
        (CHINESE, "gbk", '<?xml version="1.0" encoding="gb2312"?>', ""),
        (CHINESE, "gbk", '<?xml version="1.0" encoding="utf-8"?>', ""),
        (CHINESE, "gbk", "", "application/rss+xml; charset=GBK"),
        (CHINESE, "utf-8", '<?xml version="1.0" encoding="gb2312"?>', ""),
        (CHINESE, "utf-8", '<?xml version="1.0" encoding="bogus"?>', "text/xml; charset=iso-8859-1"),
        (CHINESE, "utf-16", '<?xml version="1.0" encoding="utf-16"?>', ""),
        (TRADITIONAL, "big5", "", ""),
        (JAPANESE, "shift_jis", "", ""),
        (RUSSIAN, "koi8-r", "", ""),
    ],
)
def test_charsets_come_out_right(text: str, codec: str, head: str, content_type: str) -> None:
    body = rss(item(title=text, more=f"<description>{text}</description>"), head=head).encode(codec)
    assert [(entry.title, entry.summary) for entry in parsed(body, content_type=content_type).entries] == [(text, text)]
    assert feeds.looks_like_feed(body, content_type)


def test_elements_named_like_a_librarys_fields_and_impossible_characters_do_no_harm() -> None:
    odd = "".join(f"<{name}>x</{name}>" for name in ("links", "authors", "content", "published_parsed", "title_detail", "summary_detail", "id_detail"))
    assert one(odd).url == "https://news.example/1"
    assert one(title="A&#x110000;B&#0;C&#xD800;D").title == "ABCD"
    assert parsed(rss(item(title="A&#x110000;B & C"))).entries[0].title == "AB & C"


# Hostile feeds. Each is refused or read; what it may cost is measured, not assumed.

LAUGHS = "".join(f'<!ENTITY l{level} "{f"&l{level - 1};" * 10 if level else "lol"}">' for level in range(10))


def hostile_bomb() -> str:
    return rss(item(title="&l9;"), head=f'<?xml version="1.0"?><!DOCTYPE rss [{LAUGHS}]>')


def hostile_depth() -> str:
    return rss(item(more="<description>" + "<div>" * 300_000 + "x" + "</div>" * 300_000 + "</description>"))


def hostile_escaped_depth() -> str:
    return rss(item(more="<description>" + "&lt;div&gt;" * 300_000 + "deep text</description>"))


def hostile_brackets() -> str:
    return rss(item(more="<description>" + "<" * 400_000 + "</description>"))


def hostile_marks() -> str:
    return rss(item(title="&" * 400_000 + "<![CDATA[" * 40_000))


def hostile_doctype() -> str:
    return "<!DOCTYPE rss [" + "<!ENTITY a 'b'>" * 60_000 + "[<" * 60_000 + rss(item())


def hostile_labels() -> str:
    return rss(item(more="".join(f"<category>c{number}</category>" for number in range(60_000))))


def hostile_keywords() -> str:
    return rss(item(more="<itunes:keywords>" + ",".join(f"c{number}" for number in range(60_000)) + "</itunes:keywords>"))


def hostile_author() -> str:
    return rss(item(more="<dc:creator>" + "a." * 100_000 + "@</dc:creator>"))


def hostile_json() -> str:
    return json.dumps({"version": "https://jsonfeed.org/version/1.1", "items": [{"url": f"/{number}", "content_html": "<p>x"} for number in range(60_000)]})


def hostile_attributes() -> str:
    return rss("<item " + " ".join(f'a{number}="x"' for number in range(60_000)) + "/>" + item())


HOSTILE = [
    *(hostile_bomb, hostile_depth, hostile_escaped_depth, hostile_brackets, hostile_marks, hostile_doctype, hostile_attributes),
    *(hostile_labels, hostile_keywords, hostile_author, hostile_json),
]


@pytest.mark.parametrize("make", HOSTILE)
def test_hostile_feeds_cost_neither_time_nor_memory(make: Callable[[], str]) -> None:
    body = make().encode()
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    begun = time.process_time()
    result = feeds.parse(body, URL, "", SOURCE)
    assert time.process_time() - begun < 5, "processor seconds; one is usual at most"
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before < 300_000, "KiB"
    assert isinstance(result, FeedResult) or result.message


def test_bombs_and_depth_are_refused_with_their_reason() -> None:
    assert refused(hostile_bomb()).reason == "feed-unsafe"
    assert "entities made of entities" in refused(hostile_bomb()).message
    assert "levels deep" in refused(hostile_depth()).message


def test_files_are_never_read_through_entities(tmp_path: Path) -> None:
    secret = tmp_path / "secret.txt"
    secret.write_text("S3CRET")
    declared = f'<!ENTITY x SYSTEM "{secret.as_uri()}"><!ENTITY % p SYSTEM "{secret.as_uri()}"> %p; <!ENTITY ok "fine > text">'
    result = parsed(rss(item(title="start &x; end", more="<description>&x; and &ok;</description>"), head=f'<?xml version="1.0"?><!DOCTYPE rss [{declared}]>'))
    assert "S3CRET" not in repr(result)
    assert result.entries[0].title == "start end"
    assert any("document type" in note for note in result.notes)


def test_an_external_document_type_is_not_fetched() -> None:
    with socket.create_server(("127.0.0.1", 0)) as server:
        server.settimeout(0.2)
        port = server.getsockname()[1]
        result = parsed(rss(item(), head=f'<!DOCTYPE rss SYSTEM "http://127.0.0.1:{port}/evil.dtd">'))
        with pytest.raises(TimeoutError):
            server.accept()
    assert len(result.entries) == 1


def test_plain_internal_entities_are_used() -> None:
    result = parsed(rss(item(title="&corp; &dash; x"), head='<!DOCTYPE rss [<!ENTITY corp "Corp"><!ENTITY dash "&#8212;">]>'))
    assert result.entries[0].title == "Corp — x"


def test_a_huge_feed_is_cut_at_a_limit_that_is_told() -> None:
    result = parsed(rss("".join(item(f"https://news.example/{number}", f"第{number}条") for number in range(2500))))
    assert len(result.entries) == 2000
    assert result.entries[-1].title == "第1999条"
    assert any("more than 2000 entries" in note for note in result.notes)
    assert not any("well-formed" in note for note in result.notes)


def test_results_travel_between_processes() -> None:
    result = parsed(ATOM)
    assert pickle.loads(pickle.dumps(result)) == result
    failure = refused("x")
    assert pickle.loads(pickle.dumps(failure)) == failure


@pytest.mark.parametrize(
    ("body", "content_type", "is_feed"),
    [
        (ATOM, "text/html", True),
        ("\ufeff  <!-- c --><!DOCTYPE rss [<!ENTITY a 'x'>]><rss>", "", True),
        ("<atom:feed xmlns:atom='http://www.w3.org/2005/Atom'>", "", True),
        ('{"version": "https://jsonfeed.org/version/1", "items": []}', "application/json", True),
        ("<!doctype html><html><head><title>rss</title>", "application/rss+xml", False),
        ("<?xml version='1.0'?><html xmlns='http://www.w3.org/1999/xhtml'>", "text/xml", False),
        ("<?xml version='1.0'?><urlset>", "application/xml", False),
        ('{"a": 1}', "application/json", False),
        ("plain", "text/plain", False),
        ("", "application/atom+xml; charset=utf-8", True),
    ],
)
def test_feeds_are_told_from_pages(body: str, content_type: str, is_feed: bool) -> None:
    assert feeds.looks_like_feed(body.encode(), content_type) is is_feed


def test_discovery_puts_the_own_site_first_and_comments_last() -> None:
    html = """<html><head><base href="https://www.site.example/blog/">
    <link rel="alternate" type="application/rss+xml" title="评论" href="/comments/feed/">
    <link rel="alternate" type="application/rss+xml" href="https://feeds.other.example/site">
    <link rel='alternate' type='application/atom+xml; charset=utf-8' href='atom.xml'>
    <LINK REL="ALTERNATE" TYPE="application/feed+json" HREF="//site.example/feed.json">
    <link rel="alternate" hreflang="en" href="/en/"><link rel="alternate" type="application/json" href="/wp-json/">
    <link rel="stylesheet" type="application/rss+xml" href="/x"><link rel="alternate" type="application/rss+xml" href="javascript:x">
    <link rel="alternate" type="application/atom+xml" href="atom.xml"></head><body>正文</body></html>"""
    assert feeds.discover(html, "https://site.example/") == (
        "https://www.site.example/blog/atom.xml",
        "https://site.example/feed.json",
        "https://feeds.other.example/site",
        "https://www.site.example/comments/feed/",
    )
    assert feeds.discover("", "https://site.example/") == ()
