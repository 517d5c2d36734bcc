"""Local documents: their text as a page for the extractor, and the title, date and address that they state themselves."""

import base64
import pickle
from datetime import UTC, datetime
from email.message import EmailMessage
from pathlib import Path

import pytest

from drafter.collect import local
from drafter.collect.extract import extract
from drafter.entities import Article, Entry, Failure, Source

LONG_ZH = "央行周一发布通知，要求各银行在年底前完成系统升级，并按月报告进展情况。参与试点的机构将增加到二十家，覆盖全国主要城市。"
LONG_EN = "The central bank said on Monday that every lender must finish the upgrade by the end of the year and report progress each month."


def source(name: str) -> Source:
    return Source(location=name, origin="sources.txt:3", name="")


def written(folder: Path, name: str, text: str | bytes) -> Entry:
    path = folder / name
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    found = local.read(path, source(name))
    assert isinstance(found, tuple), found
    assert len(found) == 1
    assert pickle.loads(pickle.dumps(found)) == found
    return found[0]


def article(entry: Entry) -> Article:
    url = entry.url or "https://local.example/"
    found = extract(entry.content, url=url, final_url=url, entry=entry, fetched_at=datetime(2026, 2, 1, tzinfo=UTC), min_text=100)
    assert isinstance(found, Article), found
    return found


PAGE = f"""<!DOCTYPE html><html><head><meta charset="gbk"><title>通知 - 站点</title>
<meta property="og:title" content="央行发布通知"><meta property="article:published_time" content="2026-01-26T07:00:00+08:00">
<link rel="canonical" href="https://pboc.example/a/1"></head><body><article><h1>央行发布通知</h1><p>{LONG_ZH}</p><p>{LONG_ZH[::-1]}</p></article></body></html>"""


def test_a_saved_page_keeps_its_html_and_states_its_address(tmp_path: Path) -> None:
    entry = written(tmp_path, "page.html", PAGE.encode("gbk"))
    assert (entry.title, entry.url, entry.local_path) == ("央行发布通知", "https://pboc.example/a/1", "page.html")
    assert entry.published is not None
    assert entry.published.value == "2026-01-26T07:00:00+08:00"
    assert LONG_ZH in article(entry).text


@pytest.mark.parametrize(
    ("head", "url"),
    [
        ('<meta property="og:url" content="https://og.example/x">', "https://og.example/x"),
        ("<!-- saved from url=(0026)https://saved.example/x -->", "https://saved.example/x"),
        ("<!--\n Page saved with SingleFile \n url: https://single.example/x \n-->", "https://single.example/x"),
        ('<link rel="canonical" href="/relative"><meta property="og:url" content="javascript:x">', ""),
    ],
)
def test_where_a_saved_page_says_it_came_from(tmp_path: Path, head: str, url: str) -> None:
    entry = written(tmp_path, "page.html", f"<html><head>{head}<title>T</title></head><body><p>{LONG_EN}</p></body></html>")
    assert (entry.url, entry.title) == (url, "T")


def test_markdown_gives_front_matter_and_paragraphs(tmp_path: Path) -> None:
    entry = written(
        tmp_path,
        "note.md",
        f'---\r\ntitle: "通知: 解读"\r\ndate: 2026-01-26\r\nauthor: 李雷\r\nsource: https://pboc.example/1\r\n---\r\n# 通知: 解读\r\n\r\n## 要点\r\n\r\n'
        f"**{LONG_ZH[:10]}**{LONG_ZH[10:]}\r\n\r\n- 第一，见[链接](https://x.example/)与`代码`。\r\n- 第二 \\*点\\*\r\n\r\n"
        "> 引文 <a&b>\r\n\r\n```\r\nsecret = 1\r\n```\r\n",
    )
    assert (entry.title, entry.url, entry.byline) == ("通知: 解读", "https://pboc.example/1", "李雷")
    assert entry.published is not None
    assert entry.published.value == "2026-01-26"
    assert f"<p>{LONG_ZH}</p>" in entry.content
    assert "<li>第一，见链接与代码。</li>" in entry.content
    assert "<li>第二 *点*</li>" in entry.content
    assert "secret" not in entry.content
    assert entry.content.count("通知: 解读</h1>") == 1


def test_markdown_reads_as_an_article_in_both_languages(tmp_path: Path) -> None:
    for name, text in (("zh.md", LONG_ZH), ("en.md", LONG_EN)):
        entry = written(tmp_path, name, f"# Title {name}\n\n{text}\n\n{text[:60]} again.\n\nThird: {text}\n")
        read = article(entry)
        assert read.title == f"Title {name}"
        assert text in read.text


def test_text_gives_its_first_line_and_its_stated_lines(tmp_path: Path) -> None:
    entry = written(
        tmp_path, "note.txt", f"央行通知解读\n来源：https://pboc.example/1\n日期：2026年1月26日\n作者：李雷\n\n{LONG_ZH}\n\n{LONG_ZH[:20]}\n{LONG_ZH[20:]}\n"
    )
    assert (entry.title, entry.url, entry.byline) == ("央行通知解读", "https://pboc.example/1", "李雷")
    assert entry.published is not None
    assert entry.published.value == "2026-01-26"
    assert "来源" not in entry.content
    assert entry.content.count(f"<p>{LONG_ZH}</p>") == 2, "lines broken inside a Chinese sentence are joined without a space"


def test_text_without_a_title_is_called_by_its_file(tmp_path: Path) -> None:
    entry = written(tmp_path, "Budget memo.txt", f"{LONG_EN}\n{LONG_EN}\n")
    assert (entry.title, entry.url) == ("Budget memo", "")


def test_a_text_in_another_charset_is_read(tmp_path: Path) -> None:
    assert f"<p>{LONG_ZH}</p>" in written(tmp_path, "gbk.txt", f"标题\n\n{LONG_ZH}\n".encode("gb18030")).content


def mail(**headers: str) -> EmailMessage:
    message = EmailMessage()
    for name, value in ({"From": "每周金融 <news@bank.example>", "Subject": "本周要闻：监管", "Date": "Mon, 26 Jan 2026 07:00:00 +0800"} | headers).items():
        message[name.replace("_", "-")] = value
    return message


def test_a_mail_gives_its_html_part_subject_sender_and_date(tmp_path: Path) -> None:
    message = mail(Archived_At="<https://list.example/1>")
    message.set_content("plain part")
    message.add_alternative(f"<html><body><p>{LONG_ZH}</p></body></html>", subtype="html")
    message.add_attachment("<p>attached</p>", subtype="html", filename="a.html")
    entry = written(tmp_path, "news.eml", message.as_bytes())
    assert (entry.title, entry.byline, entry.url) == ("本周要闻：监管", "每周金融", "https://list.example/1")
    assert entry.published is not None
    assert entry.published.value == "2026-01-26T07:00:00+08:00"
    assert LONG_ZH in entry.content
    assert "attached" not in entry.content


@pytest.mark.parametrize(
    ("subject", "title"),
    [
        ("Fwd: Re: Regulator proposes rule", "Regulator proposes rule"),
        ("转发：监管机构拟设规则", "监管机构拟设规则"),
        ("Reserves rise", "Reserves rise"),
        ("Fwd:", "Fwd:"),
    ],
)
def test_a_mail_that_was_passed_on_has_its_own_title(tmp_path: Path, subject: str, title: str) -> None:
    message = mail(Subject=subject)
    message.set_content(LONG_ZH)
    assert written(tmp_path, "letter.eml", message.as_bytes()).title == title


def test_a_mail_that_says_gb2312_and_means_gbk_comes_out_right(tmp_path: Path) -> None:
    subject = "镕基與囍"  # beyond gb2312
    body = f"<p>{subject}{LONG_ZH}</p>".encode("gbk")
    encoded = base64.b64encode(subject.encode("gbk")).decode()
    raw = f"From: =?gb2312?B?{encoded}?= <a@b.example>\nSubject: =?gb2312?B?{encoded}?=\n =?gb2312?B?{encoded}?=\n"
    raw += "Content-Type: text/html; charset=gb2312\nContent-Transfer-Encoding: 8bit\n\n"
    entry = written(tmp_path, "news.eml", raw.encode() + body)
    assert (entry.title, entry.byline) == (subject * 2, subject)
    assert f"{subject}{LONG_ZH}" in entry.content


def test_a_mail_with_undeclared_bytes_in_its_subject_and_plain_text(tmp_path: Path) -> None:
    raw = "From: a@b.example\nSubject: 央行发布关于金融科技监管的通知\nContent-Type: text/plain\n\n".encode("gbk") + f"{LONG_ZH}\n\n{LONG_ZH}\n".encode("gbk")
    entry = written(tmp_path, "news.eml", raw)
    assert entry.title == "央行发布关于金融科技监管的通知"
    assert entry.content.count(LONG_ZH) == 2
    assert entry.byline == "a@b.example"


def test_links_that_name_the_subscriber_are_not_taken(tmp_path: Path) -> None:
    message = mail(List_Unsubscribe="<https://list.example/u?me=1>")
    message.set_content(f'<p><a href="https://list.example/view?me=1">View in browser</a></p><p>{LONG_EN}</p>', subtype="html")
    assert written(tmp_path, "news.eml", message.as_bytes()).url == ""


def test_a_saved_feed_gives_its_entries(tmp_path: Path) -> None:
    path = tmp_path / "feed.xml"
    path.write_text(
        "<rss><channel><item><title>A</title><link>https://a.example/1</link></item><item><title>B</title><link>https://a.example/2</link></item></channel></rss>"
    )
    found = local.read(path, source("feed.xml"))
    assert isinstance(found, tuple)
    assert [(entry.url, entry.local_path) for entry in found] == [("https://a.example/1", None), ("https://a.example/2", None)]


@pytest.mark.parametrize(
    ("text", "title"),
    [
        (PAGE.replace('<meta charset="gbk">', ""), "央行发布通知"),
        (f"# 标题\n\n{LONG_ZH}\n", "标题"),
        (f"From: a@b.example\nSubject: S\n\n{LONG_EN}\n", "S"),
        (f"A title\n\n{LONG_EN}\n\n{LONG_EN}\n", "A title"),
    ],
)
def test_standard_input_is_any_of_these(text: str, title: str) -> None:
    found = local.read("-", source("-"), stdin=text)
    assert isinstance(found, tuple)
    assert [(entry.title, entry.local_path) for entry in found] == [(title, "-")]


@pytest.mark.parametrize(
    ("name", "body", "reason"),
    [
        ("a.txt", b"  \n", "no-text"),
        ("a.txt", b"%PDF-1.7 \x00\x01", "broken-file"),
        ("a.html", b"<html>\0\0\0\0</html>", "not-text"),
        ("a.pdf", "其实只是一段文字，不是PDF。".encode(), "not-text"),
        ("a.txt", b"noise \x01\x02\x07 in a text", "not-text"),
        ("a.eml", b"no header at all\n", "not-a-mail"),
        ("a.opml", b'<opml version="2.0"><body><outline xmlUrl="https://a.example/"/></body></opml>', "is-a-list"),
    ],
)
def test_what_cannot_be_read_is_a_failure_with_its_line(tmp_path: Path, name: str, body: bytes, reason: str) -> None:
    path = tmp_path / name
    path.write_bytes(body)
    found = local.read(path, source(name))
    assert isinstance(found, Failure)
    assert (found.reason, found.subject) == (reason, name)
    assert found.message.startswith("sources.txt:3: ")


def test_a_missing_file_is_a_failure(tmp_path: Path) -> None:
    found = local.read(tmp_path / "gone.md", source("gone.md"))
    assert isinstance(found, Failure)
    assert found.reason == "cannot-read"


def test_a_short_text_that_a_person_gave_is_the_article_and_stands_in_for_nothing(tmp_path: Path) -> None:
    pasted = article(written(tmp_path, "fine.md", "# Quill Bank is fined\n\nThe board fined Quill Bank 3 million crowns on Monday, it said.\n"))
    assert (pasted.stand_in, pasted.instead_of) == (False, "")
    saved = written(tmp_path, "fine.html", "<html><body><p>The board fined Quill Bank 3 million crowns on Monday, it said.</p></body></html>")
    assert article(saved).instead_of == "no-text", "of a saved page more may be missing"
