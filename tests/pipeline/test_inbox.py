"""What was put by, on its way into a draft: the same text, its own address, no second fetch, newsletters taken apart."""

from __future__ import annotations

import asyncio
import io
import json
import threading
import zipfile
from collections.abc import Iterator
from datetime import datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from drafter.collect.workers import Workers
from drafter.collector import Collector
from drafter.config import load
from drafter.entities import Article, Entry, Failure, Source
from drafter.store import inbox
from drafter.store.articles import KeptArticles
from drafter.store.pages import KeptPages
from tests.cli.command import run
from tests.pipeline import week
from tests.site import Site, serving

AT = ("--at", "2026-01-28T10:00")
ZONE = ZoneInfo("Asia/Shanghai")
PASTED = """Palm Pay opens *code* payments, says “yes”

# 1 in 3 shops on the two islands will take part, Palm Pay said on Tuesday; [1]: its own count, not the regulator's.

1. The limit is US$1,500 a day & fees are < 0.5%, the company told this newspaper in a written reply last week.

- “We *want* it `boring`,” said Mina Okafor, head of operations, who added that the link had been tested for a year.

作者：王芳 The regulator of the second island has until 30 June to comment on the payment link, and will publish what it thinks.
"""


@pytest.fixture(scope="module")
def site() -> Iterator[Site]:
    with serving(week.pages()) as served:
        yield served


@pytest.fixture
def digest(tmp_path: Path, site: Site) -> Path:
    site.fetched.clear()
    return week.digest(tmp_path / "digest", site.base, [])


def add(folder: Path, *words: str | Path, stdin: str | None = None) -> str:
    done = run("add", "-C", folder, *words, *AT, stdin=stdin)
    assert done.exit_code == 0, done.output
    return done.stdout


def read(folder: Path) -> list[tuple[Source, Entry, Article | Failure]]:
    """Each candidate as a draft reads it offline: what is kept must be enough."""
    entries, failures = inbox.listed(folder, ZONE)
    found = [inbox.source_of(entry) for entry in entries]
    assert failures == ()
    settings, _ = load(folder)
    workers = Workers()

    async def collected() -> list[tuple[Source, Entry, Article | Failure]]:
        kept = folder / ".drafter" / "kept"
        deadline = asyncio.get_running_loop().time() + settings.fetch.deadline_s
        now = datetime(2026, 1, 28, 12, tzinfo=ZONE)
        collector = Collector(settings.fetch, KeptPages(kept / "pages"), KeptArticles(kept / "articles"), workers, None, lambda: now, deadline, folder)
        entries, wrong = await collector.entries(found, lambda entry: None)
        assert wrong == []
        articles = await collector.read(entries, lambda entry, article: None)
        return [(entry.source, entry, article) for entry, article in zip(entries, articles, strict=True)]

    try:
        return asyncio.run(collected())
    finally:
        workers.close()


def only(folder: Path) -> tuple[Source, Article]:
    found = read(folder)
    assert len(found) == 1
    assert isinstance(found[0][2], Article)
    return found[0][0], found[0][2]


def test_a_page_put_by_is_there_for_the_draft_without_another_fetch(digest: Path, site: Site) -> None:
    add(digest, f"{site.base}/qr-pilot", "--by", "Ann", "--note", "头条", "--kind", "report", "--not-before", "2026-01-29")
    source, article = only(digest)
    assert site.fetched["/qr-pilot"] == 1
    assert (article.url, article.title) == (f"{site.base}/qr-pilot", "Cross-border code payments start between two islands")
    assert (source.by, source.note, source.kind, source.pick, source.private) == (("Ann",), "头条", "report", False, False)
    assert source.added is not None
    assert source.added.value == "2026-01-29"


def test_pasted_text_reaches_the_draft_word_for_word_under_the_address_of_its_page(digest: Path) -> None:
    add(digest, "-", "--url", "https://www.palm.example/news/1", "--title", 'Palm "Pay": 100% {% raw %}', "--private", stdin=PASTED)
    source, article = only(digest)
    assert (article.url, article.title, article.site) == ("https://www.palm.example/news/1", 'Palm "Pay": 100% {% raw %}', "palm.example")
    assert source.private
    for said in ("; [1]: its own count", "US$1,500 a day & fees are < 0.5%", "“We *want* it `boring`,”", "作者：王芳 The regulator"):
        assert said in article.text
    assert article.published is None
    before = article.text
    again = digest / ".drafter" / "inbox" / Path(source.location).name
    assert before == again.read_text(encoding="utf-8").split("---\n", 2)[2].strip("\n")


def test_a_saved_page_keeps_its_day_author_and_text(digest: Path, tmp_path: Path) -> None:
    body = week.story("wallet-fine", "Wallet firm fined over late checks", "Nimbus Wallet", "fraud check")[2]
    (tmp_path / "saved.html").write_bytes(
        body.replace(b"<head>", b'<head><link rel="canonical" href="https://nimbus.example/a"><meta name="author" content="Mina Okafor">')
    )
    add(digest, tmp_path / "saved.html")
    _, article = only(digest)
    assert (article.url, article.title, article.byline, article.site) == (
        "https://nimbus.example/a",
        "Wallet firm fined over late checks",
        "Mina Okafor",
        "Test Ledger",
    )
    assert article.published is not None
    assert article.published.value == "2026-01-28T09:30:00+08:00"
    assert article.text.count("\n\n") == 6


def test_a_word_document_is_an_article_with_the_address_given(digest: Path, tmp_path: Path) -> None:
    space = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
    said = (
        "年度报告：港湾银行",
        *(f"第{number}段：港湾银行在报告中写道，其存款服务将于三月推出，规模约十五亿美元，期限三年，费用下降百分之五。" for number in range(6)),
    )
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as package:
        body = "".join(f"<w:p><w:r><w:t>{text}</w:t></w:r></w:p>" for text in said)
        package.writestr("word/document.xml", f"<w:document {space}><w:body>{body}</w:body></w:document>")
    (tmp_path / "报告.docx").write_bytes(packed.getvalue())
    add(digest, tmp_path / "报告.docx", "--url", "https://www.harbour.example/report.docx")
    _, article = only(digest)
    assert article.url == "https://www.harbour.example/report.docx"
    assert article.title == "年度报告：港湾银行"
    assert "第5段：" in article.text
    original = json.loads(run("inbox", "-C", digest, "--all", "--json").stdout)["candidates"][0]["file"]
    assert (digest / original).read_bytes() == packed.getvalue()


LETTER = """From: Larch Street Morning <morning@larch.example>
To: ann@desk.example
Subject: =?utf-8?b?5pep5oql?= Five things
Date: Wed, 28 Jan 2026 07:00:00 +0800
MIME-Version: 1.0
Content-Type: text/html; charset=utf-8

<html><body><p>Good morning! You are receiving this because ann@desk.example subscribed.</p>{cards}
<p><a href="{base}/unsubscribe?who=ann@desk.example">Unsubscribe</a></p></body></html>
"""


def letter(base: str, names: list[str]) -> str:
    stories = {f"/{name}": title for name, title, *_ in week.STORIES}
    cards = "".join(
        f"<h2><a href='{base}{path}?utm_source=morning'>{stories.get(path, 'A story that only subscribers can read in full')}</a></h2><p>What happened, in one line.</p>"
        for path in names
    )
    return LETTER.format(cards=cards, base=base)


def test_a_newsletter_gives_one_candidate_for_each_article_it_links(digest: Path, site: Site, tmp_path: Path) -> None:
    paths = ["/harbour-loan", "/stablecoin-rule", "/qr-pilot", "/members-only"]
    (tmp_path / "morning.eml").write_text(letter(site.base, paths), encoding="utf-8")
    said = add(digest, tmp_path / "morning.eml", "--by", "Ann", "--note", "via Ann")
    assert said.count("added: ") == 4
    found: list[dict[str, Any]] = json.loads(run("inbox", "-C", digest, "--all", "--json").stdout)["candidates"]
    assert {one["url"] for one in found} == {site.base + path for path in paths}
    assert {one["note"] for one in found} == {"via Ann; newsletter “早报 Five things”, Larch Street Morning"}
    assert {one["url"]: one["problem"] for one in found}[f"{site.base}/members-only"] == "http-404"
    assert "A story that only subscribers can read in full" in {one["title"] for one in found}
    assert site.fetched["/unsubscribe"] == 0
    assert not [path for path in digest.rglob("*") if path.is_file() and b"ann@desk.example" in path.read_bytes()]
    add(digest, tmp_path / "morning.eml", "--by", "Ann", "--note", "via Ann")
    assert len(list((digest / ".drafter" / "inbox").glob("*.md"))) == 4


def test_a_mail_that_is_one_article_gives_itself(digest: Path, tmp_path: Path) -> None:
    text = "\n\n".join(PASTED.split("\n\n")[1:])
    (tmp_path / "note.eml").write_text(
        f"From: Mina Okafor <mina@palm.example>\nSubject: Palm Pay opens its link\nDate: Tue, 27 Jan 2026 09:00:00 +0800\nContent-Type: text/plain; charset=utf-8\n\n{text}",
        encoding="utf-8",
    )
    add(digest, tmp_path / "note.eml")
    _, article = only(digest)
    assert (article.title, article.byline) == ("Palm Pay opens its link", "Mina Okafor")
    assert article.published is not None
    assert article.published.value == "2026-01-27T09:00:00+08:00"
    assert "“We *want* it" in article.text


class _Shortener(BaseHTTPRequestHandler):
    target = ""

    def do_GET(self) -> None:
        self.send_response(302)
        self.send_header("Location", self.target)
        self.send_header("Content-Length", "0")
        self.end_headers()

    def log_message(self, *_: object) -> None:
        """Quiet."""


@pytest.mark.parametrize("path", ["/exchange-merger", "/wall"])
def test_a_short_link_is_kept_as_the_address_it_leads_to(tmp_path: Path, site: Site, path: str) -> None:
    """Loopback has two names here; a redirector's link may name its reader and must not stand in the inbox, nor be fetched again."""
    folder = week.digest(tmp_path / "digest", site.base, [], fetch={"allow_hosts": ["127.0.0.1", "localhost"]})
    wall = "<html><head><title>独家</title></head><body><article><h1>独家</h1><p>本文为付费内容，订阅后阅读全文。</p></article></body></html>"
    site.pages["/wall"] = (200, "text/html; charset=utf-8", wall.encode())
    handler = type("Handler", (_Shortener,), {"target": site.base + path})
    server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05})
    thread.start()
    try:
        add(folder, f"http://localhost:{server.server_port}/r?reader=ann")
    finally:
        server.shutdown()
        thread.join()
        server.server_close()
    source, _, article = read(folder)[0]
    assert source.location == site.base + path
    assert isinstance(article, Article) == (path != "/wall")
    assert not [file for file in (folder / ".drafter" / "inbox").rglob("*.md") if b"reader=ann" in file.read_bytes()]


def test_a_paywalled_page_with_pasted_text_becomes_an_item_and_the_draft_can_be_replayed(digest: Path, site: Site) -> None:
    add(digest, f"{site.base}/members-only", "--by", "Ann")
    add(digest, "-", "--url", f"{site.base}/members-only", "--by", "王芳", stdin=PASTED)
    before = site.fetched["/members-only"]
    words = ("draft", *week.WINDOW, "--writer", "extractive")
    live = week.drafter(digest, *words)
    assert live.returncode in (0, 3), live.stderr
    draft = digest / live.stdout.split()[0]
    text = draft.read_text(encoding="utf-8")
    assert f"({site.base}/members-only)" in text
    assert "The regulator of the second island has until 30 June" in text
    assert site.fetched["/members-only"] == before
    draft.unlink()
    replayed = week.drafter(digest, *words, "--offline")
    assert replayed.returncode == live.returncode, replayed.stderr
    assert draft.read_text(encoding="utf-8") == text
