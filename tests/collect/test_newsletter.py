"""Newsletters: one candidate per article linked, wrappers undone without a fetch; a letter that is itself an article stays one."""

from __future__ import annotations

import base64
import json
from datetime import UTC, datetime
from email.message import EmailMessage
from pathlib import Path
from urllib.parse import quote

import pytest

from drafter.collect import local
from drafter.collect.extract import extract
from drafter.collect.newsletter import Offer, links_of
from drafter.collect.unwrap import is_wrapped, unwrapped
from drafter.entities import Article, Entry, Failure
from tests.nouns import source

TARGET = "https://news.example/2026/01/26/loan?id=7&utm_source=letter"
CLEAN = "https://news.example/2026/01/26/loan?id=7"


def coded(text: str) -> str:
    return base64.urlsafe_b64encode(text.encode()).decode().rstrip("=")


def letter(html: str = "", text: str = "", subject: str = "Harbour Daily") -> bytes:
    message = EmailMessage()
    message["From"], message["Subject"], message["Date"] = "Harbour Daily <news@letters.example>", subject, "Mon, 26 Jan 2026 07:00:00 +0800"
    message.set_content(text or html, subtype="plain" if text else "html")
    return message.as_bytes()


def offered(html: str = "", text: str = "", subject: str = "Harbour Daily") -> list[tuple[str, str]]:
    return [(offer.title, offer.url) for offer in links_of(letter(html, text, subject))]


# Addresses


@pytest.mark.parametrize(
    "wrapper",
    [
        f"https://www.google.com/url?q={quote(TARGET, safe='')}&sa=D&ust=1",
        f"https://www.google.com/url?q={quote('https://www.google.com/url?q=' + quote(TARGET, safe=''), safe='')}",
        f"https://eur01.safelinks.protection.outlook.com/?url={quote(TARGET, safe='')}&data=05%7C02&reserved=0",
        f"https://substack.com/redirect/2/{coded(json.dumps({'e': TARGET, 'p': 1}))}.c2ln?j=eyJ1IjoiMXh4In0.c2ln",
        f"https://substack.com/redirect/0b7d8c1e-1111?j={coded(json.dumps({'u': '1xx', 'e': TARGET}))}.c2ln",
        f"https://tracking.letters.example/CL0/{quote(TARGET, safe=':')}/1/0100019b/x=441",
        f"https://xyz.awstrack.me/L0/{quote(TARGET, safe='')}/1/0100/abc",
        f"https://click.convertkit-mail2.com/abc/def/{coded(TARGET)}",
        f"https://e.customeriomail.com/e/c/{coded(json.dumps({'email_id': 'x', 'href': TARGET}))}/abc",
        f"https://urldefense.com/v3/__{TARGET}__;!!abc$",
        "https://urldefense.proofpoint.com/v2/url?u=https-3A__news.example_2026_01_26_loan-3Fid-3D7&d=DwMF",
        f"https://link.zhihu.com/?target={quote(TARGET, safe='')}",
        f"https://l.facebook.com/l.php?u={quote(TARGET, safe='')}&h=AT0",
        TARGET,
    ],
)
def test_the_target_that_stands_in_a_wrapper_is_read_from_it(wrapper: str) -> None:
    assert unwrapped(wrapper) == CLEAN
    assert not is_wrapped(unwrapped(wrapper))


@pytest.mark.parametrize(
    "wrapper",
    [
        "https://letters.us1.list-manage.com/track/click?u=aa11&id=bb22&e=cc33",
        "https://substack.com/redirect/0b7d8c1e-1111-2222?j=eyJ1IjoiMXh4In0.QWxhZGRpbjpvcGVu",
        "https://u123.ct.sendgrid.net/ls/click?upn=u001.abcDEF",
        "https://link.mail.beehiiv.com/ss/c/u001.abcdefghijklmnop/4ab/xyz/h1",
        "https://t.co/AbCd123",
    ],
)
def test_a_wrapper_that_hides_its_target_is_kept_and_marked(wrapper: str) -> None:
    assert unwrapped(wrapper) == wrapper
    assert is_wrapped(wrapper)


@pytest.mark.parametrize(
    "url",
    [
        "https://web.archive.org/web/2020/https://other.example/x",
        f"https://news.example/compare?url={quote('https://other.example/x', safe='')}",
        f"https://news.example/a/{coded('https://other.example/x')}",
        "https://www.google.com/url?q=javascript%3Aalert(1)",
        "https://click.example.com/?url=" + quote("file:///etc/passwd", safe=""),
        "https://click.example.com/?url=http%3A%2F%2F%5Bbroken",
    ],
)
def test_an_ordinary_address_that_holds_another_is_left_alone(url: str) -> None:
    assert unwrapped(url).partition("?")[0].rstrip("=") == url.partition("?")[0]


def test_wrappers_in_wrappers_end() -> None:
    url = "https://news.example/x"
    for _ in range(12):
        url = f"https://www.google.com/url?q={quote(url, safe='')}"
    assert unwrapped(url).startswith("https://www.google.com/url")


# Letters


def test_a_bare_address_below_a_headline_is_its_link_and_never_a_title() -> None:
    titles = ["海湾银行签署创纪录贷款", "监管部门就代币化存款征求意见", "央行扩大清算系统试点范围"]
    cards = "".join(
        f'<h2>{title}</h2><p>一句话的介绍。</p><p>相关链接：</p><ul><li><a href="https://n.example/{n}">https://n.example/{n}</a></li>'
        f'<li><a href="https://n.example/{n}/more">https://n.example/{n}/more</a></li></ul>'
        for n, title in enumerate(titles)
    )
    assert offered(f"<html><body>{cards}</body></html>") == [(title, f"https://n.example/{n}") for n, title in enumerate(titles)]


TRACKED = "https://tracking.letters.example/CL0/{}/1/0100/a"
CARDS = f"""<html><head><title>x</title></head><body><div style="display:none">A preview that only the mailbox shows to its reader</div><table>
<tr><td><a href="https://letters.example/web?ep=1">View Online</a> | <a href="https://letters.example/signup">Sign Up</a> | <a href="https://letters.example/ads">Advertise</a></td></tr>
<tr><td><a href="https://letters.example/"><img src="logo.png"></a><h1>Harbour Daily 2026-01-26</h1></td></tr><tr><td><p>Hi there,</p></td></tr>
<tr><td><a href="{TRACKED.format(quote("https://acme.example/offer/ledger", safe=""))}"><b>Your ledger, ten times faster than before (Sponsor)</b></a><br><br>Buy the ledger.</td></tr>
<tr><td><h2>Markets &amp; Regulation</h2></td></tr>
<tr><td><a href="{TRACKED.format(quote("https://news.example/a/loan?utm_source=x", safe=""))}"><b>Harbour Bank signs its largest loan since 2021 (4 minute read)</b></a><br><br>
  <span>Harbour Bank signed a facility with three lenders. It runs until 2029.</span></td></tr>
<tr><td><a href="https://reg.example/notice/12"><b>Regulator opens consultation on tokenised deposits</b></a><br><br><span>Comments until March.</span></td></tr>
<tr><td><div>TOGETHER WITH ACME</div><a href="https://acme.example/again/x"><img src="x.png"></a><a href="https://acme.example/again/x">Acme brings settlement to your kitchen table</a><p>Order.</p></td></tr>
<tr><td><a href="https://news.example/b/pilot"><b>Cross-border pilot widens to twenty institutions</b></a><p>Twelve cities join.</p><a href="https://news.example/b/pilot">Read more</a></td></tr>
<tr><td><a href="https://news.example/a/loan">Harbour Bank signs its largest loan since 2021</a></td></tr>
<tr><td><p>Thanks for reading,</p><p>Mina and Li</p></td></tr>
<tr><td><a href="https://twitter.com/harbour/status/1">What people say about the loan on social media</a> <a href="mailto:x@y.example">write to the editors of this letter</a></td></tr>
<tr><td>If you no longer want it, <a href="https://letters.example/unsubscribe?u=1">unsubscribe</a>.</td></tr>
<tr><td><a href="https://letters.example/careers">Harbour Daily is hiring in several places</a></td></tr></table></body></html>"""


def test_a_letter_of_cards_offers_each_article_once_with_its_blurb() -> None:
    assert links_of(letter(CARDS)) == (
        Offer(
            "https://news.example/a/loan",
            "Harbour Bank signs its largest loan since 2021",
            "Harbour Bank signed a facility with three lenders. It runs until 2029.",
        ),
        Offer("https://reg.example/notice/12", "Regulator opens consultation on tokenised deposits", "Comments until March."),
        Offer("https://news.example/b/pilot", "Cross-border pilot widens to twenty institutions", "Twelve cities join."),
    )


CHINESE = """<html><body><p>亲爱的读者，你好！</p><h1>金融科技周报第三十期</h1>
<h3>央行扩大清算系统试点范围</h3><p>央行周一发布通知，试点机构增加到二十家。</p><p><a href="https://news.example/zh/1?from=email">阅读全文</a></p>
<h3>海湾银行签署十五亿美元贷款</h3><p>贷款期限至2029年。</p><p><a href="https://news.example/zh/2">点击查看详情 &gt;&gt;</a></p>
<p>广告</p><h3>某券商开户送好礼限时活动</h3><p>点击领取。</p><p><a href="https://ad.example/x/1">了解更多</a></p>
<p><b>监管部门就代币化存款征求意见</b></p><p>意见反馈截至三月底。</p><p><a href="https://news.example/zh/3">原文链接</a></p>
<p>您收到此邮件是因为您订阅了本周报。<a href="https://list.example/u/1">退订</a></p></body></html>"""


def test_a_chinese_letter_names_its_articles_by_the_headlines_above_the_links() -> None:
    assert links_of(letter(CHINESE)) == (
        Offer("https://news.example/zh/1", "央行扩大清算系统试点范围", "央行周一发布通知，试点机构增加到二十家。"),
        Offer("https://news.example/zh/2", "海湾银行签署十五亿美元贷款", "贷款期限至2029年。"),
        Offer("https://news.example/zh/3", "监管部门就代币化存款征求意见", "意见反馈截至三月底。"),
    )


def test_a_list_whose_links_are_the_outlets_is_named_by_its_sentences() -> None:
    said = [
        ("Harbour Bank signed a facility with three lenders on Tuesday", "Reuters"),
        ("海湾银行获批发行代币化存款，首批客户二十家", "财新"),
        ("Twelve cities join the cross-border settlement pilot", "Financial Times"),
    ]
    items = "".join(f'<li>{text} (<a href="https://outlet{number}.example/s">{outlet}</a>)</li>' for number, (text, outlet) in enumerate(said))
    assert offered(f"<html><body><p>Good morning!</p><ul>{items}</ul></body></html>") == [
        (text, f"https://outlet{n}.example/s") for n, (text, _) in enumerate(said)
    ]


def test_hidden_targets_are_kept_as_the_mailer_s_and_marked() -> None:
    titles = ["Harbour Bank signs its largest loan since 2021", "Regulator opens consultation on deposits", "Pilot widens to twenty institutions"]
    wrapper = "https://letters.us1.list-manage.com/track/click?u=aa&id={}&e=cc"
    cards = "".join(
        f'<td><a href="{wrapper.format(f"i{n}")}"><img alt="" src="x.jpg"></a><h3><a href="{wrapper.format(f"t{n}")}">{title}</a></h3><p>A word about it.</p>'
        f'<a href="{wrapper.format(f"m{n}")}">Read the full story</a></td>'
        for n, title in enumerate(titles)
    )
    found = links_of(letter(f"<html><body><table><tr>{cards}</tr></table></body></html>"))
    assert [(offer.title, offer.url, offer.wrapped) for offer in found] == [(title, wrapper.format(f"t{n}"), True) for n, title in enumerate(titles)]


TEXT = """Hello,

1. Harbour Bank signs its largest loan since 2021
https://news.example/a/1?utm_medium=email
The facility runs until 2029.

2. Regulator opens consultation on tokenised deposits
<https://news.example/a/2>

央行扩大清算系统试点范围
https://news.example/zh/1

Pilot widens to twenty institutions

https://news.example/a/3

You are receiving this because you subscribed.
Unsubscribe: https://list.example/unsubscribe/1
"""


def test_a_letter_in_plain_text_is_read_by_its_lines() -> None:
    assert offered(text=TEXT) == [
        ("Harbour Bank signs its largest loan since 2021", "https://news.example/a/1"),
        ("Regulator opens consultation on tokenised deposits", "https://news.example/a/2"),
        ("央行扩大清算系统试点范围", "https://news.example/zh/1"),
        ("Pilot widens to twenty institutions", "https://news.example/a/3"),
    ]


PROSE = "Settlement is slow because <a href='https://ref.example/{0}'>several studies</a> show that the chain is long, and each link waits for the one before it, as case {0} tells."
ESSAY = (
    "<html><body><h1><a href='https://w.substack.com/p/why'>Why settlement takes two days</a></h1><p>Hi all,</p>"
    + "".join(f"<p>{PROSE.format(number)} {PROSE.format(number + 50)}</p>" for number in range(14))
    + "<p>Cheers,</p><p>Mina</p><h2>More from us</h2>"
    + "".join(f"<p><a href='https://w.substack.com/p/old{number}'>An older essay about settlement, part {number}</a></p>" for number in range(4))
    + "<p>You are receiving this because you signed up. <a href='https://w.substack.com/action/disable_email'>Unsubscribe</a></p></body></html>"
)


def test_a_letter_that_is_itself_an_article_offers_nothing() -> None:
    assert links_of(letter(ESSAY, subject="Why settlement takes two days")) == ()
    assert links_of(letter(text="Hello,\n\nThe loan was signed on Tuesday. See https://news.example/1 for more.\n\nBest,\nMina\n")) == ()
    assert links_of(b"no mail at all") == ()
    assert links_of(letter("<html></html>")) == ()


def read(body: bytes, folder: Path) -> tuple[Entry, Article]:
    (folder / "a.eml").write_bytes(body)
    found = local.read(folder / "a.eml", source("a.eml", name=""))
    assert isinstance(found, tuple)
    got = extract(
        found[0].content, url="https://a.example/", final_url="https://a.example/", entry=found[0], fetched_at=datetime(2026, 2, 1, tzinfo=UTC), min_text=100
    )
    assert isinstance(got, Article)
    return found[0], got


def test_the_mail_s_text_is_the_letter_without_greeting_and_footer(tmp_path: Path) -> None:
    entry, article = read(letter(ESSAY, subject="Why settlement takes two days"), tmp_path)
    assert (entry.title, article.site) == ("Why settlement takes two days", "Harbour Daily")
    assert article.text.startswith("Settlement is slow because several studies show")
    assert not any(said in article.text for said in ("Hi all", "Cheers", "Mina", "receiving", "Unsubscribe"))
    assert "as case 13 tells." in article.text


def test_a_plain_mail_s_text_ends_before_its_signature(tmp_path: Path) -> None:
    body = "央行周一发布通知，要求各银行在年底前完成系统升级，并按月报告进展情况。参与试点的机构将增加到二十家，覆盖全国主要城市。"
    text = f"各位读者好：\n\n{body}\n\n{body[::-1]}\n\n祝好！\n\n李雷\n\n-- \n海湾周报编辑部\n电话 123\n\n退订请点击 https://list.example/u\n"
    _, article = read(letter(text=text, subject="央行发布通知"), tmp_path)
    assert article.text.split("\n\n") == [body, body[::-1]]
    assert (article.site, article.language) == ("Harbour Daily", "zh")


SHORT = "".join(f'<h2><a href="https://n.example/{n}">Story {n} of the bank</a></h2><p>A short line.</p>' for n in range(5))


def test_a_short_letter_is_not_taken_for_the_names_below_its_greeting() -> None:
    html = f"<html><body><p>Hello!</p>{SHORT}<p>Cheers,</p><p>Mina</p><p>Editor</p></body></html>"
    assert [url for _, url in offered(html)] == [f"https://n.example/{n}" for n in range(5)]


def test_a_listed_newsletter_gives_an_entry_for_each_article_and_none_of_them_its_day(tmp_path: Path) -> None:
    (tmp_path / "news.eml").write_bytes(letter(f"<html><body>{SHORT}</body></html>"))
    found = local.read(tmp_path / "news.eml", source(location="news.eml"))
    assert isinstance(found, tuple)
    assert [(entry.url, entry.title, entry.published, entry.local_path) for entry in found] == [
        (f"https://n.example/{n}", f"Story {n} of the bank", None, None) for n in range(5)
    ]


def test_a_page_that_a_browser_saved_as_mail_is_no_newsletter(tmp_path: Path) -> None:
    (tmp_path / "page.mht").write_bytes(letter(f"<html><body>{SHORT}</body></html>"))
    found = local.read(tmp_path / "page.mht", source(location="page.mht"))
    assert isinstance(found, tuple)
    assert [entry.local_path for entry in found] == ["page.mht"]


def test_a_listed_newsletter_that_hides_its_addresses_names_the_way_out(tmp_path: Path) -> None:
    hidden = SHORT.replace("https://n.example/", "https://u123.ct.sendgrid.net/ls/click?upn=")
    (tmp_path / "news.eml").write_bytes(letter(f"<html><body>{hidden}</body></html>"))
    found = local.read(tmp_path / "news.eml", source(location="news.eml"))
    assert isinstance(found, Failure)
    assert found.reason == "newsletter"
    assert "drafter add news.eml" in found.message


def test_prose_that_speaks_of_subscribing_is_not_taken_for_a_footer(tmp_path: Path) -> None:
    said = "Readers unsubscribe from letters more often than they subscribe, the study of two thousand mailers found. " * 4
    _, article = read(
        letter(f"<html><body><p>{said}</p><p>Dear reader, the figures are from 2025 and cover three countries in Europe and two in Asia.</p></body></html>"),
        tmp_path,
    )
    assert "Readers unsubscribe" in article.text
    assert "the figures are from 2025" in article.text


@pytest.mark.parametrize("body", ["<a href='https://x.example/a'>" * 3000, "<table><tr><td>" * 3000, "<p>" + "a " * 200_000, "x" * 300_000])
def test_hostile_letters_end(body: str) -> None:
    assert links_of(letter(f"<html><body>{body}</body></html>")) == ()
