"""`drafter sources` looks at every line as drafting would, and adds lines without touching a person's."""

from __future__ import annotations

import json
import threading
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest

from tests.cli.command import run

PARAGRAPH = (
    "<p>Harbour Bank said on Tuesday it had signed a US$1.5 billion facility with three lenders, and that the loan runs until March 2029. "
    "The regulator has not yet approved the bank's plan for tokenised deposits, it added.</p>"
)


@pytest.fixture
def demo(tmp_path: Path) -> Path:
    assert run("init", "--demo", tmp_path / "demo").exit_code == 0
    return tmp_path / "demo"


def checked(*words: str | Path, exit_code: int, stdin: str | None = None) -> dict[str, Any]:
    done = run("sources", "check", "--json", *words, stdin=stdin)
    assert done.exit_code == exit_code, done.output
    found: dict[str, Any] = json.loads(done.stdout)
    return found


def test_each_line_of_the_demo_is_told_with_its_kind_date_and_fault(demo: Path) -> None:
    found = checked("-C", demo, "--offline", exit_code=1)
    lines = {line["line"]: line for line in found["lines"]}
    assert found["window"]["name"] == "2026-W05"
    assert [line["kind"] for line in found["lines"][:4]] == ["home→feed", "feed", "feed", "page"]
    assert (lines["sources.txt:9"]["newest"][:10], lines["sources.txt:9"]["in_window"], lines["sources.txt:9"]["entries"]) == ("2026-01-28", 3, 3)
    assert [lines[f"sources.txt:{number}"]["reason"] for number in (24, 25, 26)] == ["listing-page", "script-only", "http-404"]
    assert [lines[f"sources.txt:{number}"]["reachable"] for number in (24, 25, 26)] == [True, True, False]
    assert any("no date" in note for note in lines["sources.txt:18"]["notes"])


def test_the_table_needs_no_terminal_and_names_each_fault_with_its_line(demo: Path) -> None:
    done = run("sources", "check", "-C", demo, "--offline")
    assert done.exit_code == 1
    assert "\x1b" not in done.output
    rows = [line.split() for line in done.stdout.splitlines() if line.startswith("sources.txt:")]
    assert rows[1] == ["sources.txt:8", "feed", "yes", "2026-01-29", "3", "of", "3", "https://www.haiwan-caijing.example/atom.xml"]
    assert "  sources.txt:26: http-404: " in done.stdout


def test_offline_a_page_that_is_not_kept_is_a_fault_of_its_line_alone(demo: Path) -> None:
    (demo / "sources.txt").write_text("https://www.paywire.example/feed.json\nhttps://unknown.example/feed\n", encoding="utf-8")
    found = checked("-C", demo, "--offline", exit_code=1)
    assert [line["reason"] for line in found["lines"]] == [None, "not-kept"]


def test_nothing_in_the_digest_is_changed(demo: Path) -> None:
    before = sorted(demo.rglob("*"))
    run("sources", "check", "-C", demo, "--offline")
    assert sorted(demo.rglob("*")) == before


def test_bad_lines_are_named_with_file_and_line(demo: Path) -> None:
    (demo / "sources.txt").write_text("https://www.paywire.example/feed.json\nftp://old.example/feed\n", encoding="utf-8")
    found = checked("-C", demo, "--offline", exit_code=1)
    assert len(found["lines"]) == 1
    assert "sources.txt:2" in found["bad_lines"][0]["message"]


def test_a_list_that_cannot_be_read_is_a_configuration_error(demo: Path) -> None:
    assert run("sources", "check", "-C", demo, "missing.txt").exit_code == 4


def test_files_mails_and_standard_input_are_sources_too(tmp_path: Path) -> None:
    (tmp_path / "saved.html").write_text(f"<html><title>Loan signed</title><h1>Loan signed</h1>{PARAGRAPH * 3}</html>", encoding="utf-8")
    (tmp_path / "letter.eml").write_text(
        "From: a@mail.example\nSubject: Loan\nDate: Tue, 27 Jan 2026 09:00:00 +0800\n\nHarbour Bank signed the loan.\n", encoding="utf-8"
    )
    (tmp_path / "sources.txt").write_text("saved.html\nletter.eml\n", encoding="utf-8")
    found = checked("-C", tmp_path, "--offline", exit_code=0)
    assert [(line["kind"], line["reachable"]) for line in found["lines"]] == [("file", True), ("mail", True)]
    assert found["lines"][1]["newest"] == "2026-01-27T09:00:00+08:00"


class _Site(BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        now = datetime.now(UTC)
        days = {"/fresh.xml": (1, 3), "/old.xml": (200,), "/none.xml": ()}.get(self.path)
        items = "".join(
            f"<item><title>T{day}</title><link>https://news.example/{day}</link><pubDate>{format_datetime(now - timedelta(days=day))}</pubDate></item>"
            for day in days or ()
        )
        body = f"<?xml version='1.0'?><rss version='2.0'><channel><title>海湾</title>{items}</channel></rss>".encode()
        self.send_response(200 if days is not None else 404)
        self.send_header("Content-Type", "application/rss+xml")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *args: Any) -> None:
        """Quiet."""


@pytest.fixture
def site() -> Iterator[str]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), _Site)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()
    thread.join()


def test_live_sources_are_asked(tmp_path: Path, site: str) -> None:
    (tmp_path / "drafter.toml").write_text('[fetch]\nallow_hosts = ["127.0.0.1"]\npause_s = 0\n', encoding="utf-8")
    (tmp_path / "sources.txt").write_text(f"{site}/fresh.xml\n{site}/old.xml\n{site}/none.xml\n", encoding="utf-8")
    found = checked("-C", tmp_path, exit_code=0)
    assert [(line["kind"], line["entries"], line["in_window"]) for line in found["lines"]] == [("feed", 2, 2), ("feed", 1, 0), ("feed", 0, 0)]
    assert "no entry for 200 days" in found["lines"][1]["notes"][0]
    gone = checked("-C", tmp_path, f"{site}/gone.xml", exit_code=1)
    assert [(line["reachable"], line["reason"], line["line"]) for line in gone["lines"]] == [(False, "http-404", "command line")]


def test_private_addresses_are_refused_here_as_when_drafting(tmp_path: Path, site: str) -> None:
    found = checked("-C", tmp_path, f"{site}/fresh.xml", exit_code=1)
    assert not found["lines"][0]["reachable"]
    assert "allow_hosts" in found["lines"][0]["wrong"]


LIST = "# 我的来源\nhttps://a.example/feed.xml  # keep me\n\n# end\n"
OPML = '<opml version="2.0"><body><outline text="B" xmlUrl="https://b.example/feed.xml"/><outline text="A" xmlUrl="https://a.example/feed.xml"/></body></opml>'


def test_import_adds_what_is_new_and_keeps_every_comment(tmp_path: Path) -> None:
    folder = tmp_path / "digest"
    folder.mkdir()
    (folder / "sources.txt").write_text(LIST, encoding="utf-8")
    (tmp_path / "mine.opml").write_text(OPML, encoding="utf-8")
    done = run("sources", "import", tmp_path / "mine.opml", "-C", folder)
    assert done.exit_code == 0, done.output
    assert "1 added, 1 there already" in done.stdout
    text = (folder / "sources.txt").read_text(encoding="utf-8")
    assert all(line in text for line in LIST.splitlines())
    assert "https://b.example/feed.xml" in text
    assert "0 added, 2 there already" in run("sources", "import", tmp_path / "mine.opml", "-C", folder).stdout
    assert (folder / "sources.txt").read_text(encoding="utf-8") == text


def test_import_into_a_fresh_digest(tmp_path: Path) -> None:
    run("init", tmp_path, "--yes")
    before = (tmp_path / "sources.txt").read_text(encoding="utf-8")
    assert run("sources", "import", "https://a.example/feed.xml", "-C", tmp_path).exit_code == 0
    after = (tmp_path / "sources.txt").read_text(encoding="utf-8")
    assert after.startswith(before.rstrip())
    assert "https://a.example/feed.xml" in after


def test_import_names_the_lines_it_could_not_take(tmp_path: Path) -> None:
    (tmp_path / "other.txt").write_text("https://a.example/feed.xml\nftp://b.example\n", encoding="utf-8")
    done = run("sources", "import", tmp_path / "other.txt", "-C", tmp_path)
    assert done.exit_code == 1
    assert "other.txt:2" in done.stderr
    assert "https://a.example/feed.xml" in (tmp_path / "sources.txt").read_text(encoding="utf-8")


def test_a_list_that_has_no_place_for_new_lines_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "sources.json").write_text('["https://a.example/feed.xml"]', encoding="utf-8")
    (tmp_path / "drafter.toml").write_text('[digest]\nsources = ["sources.json"]\n', encoding="utf-8")
    done = run("sources", "import", "https://b.example/feed.xml", "-C", tmp_path)
    assert done.exit_code == 0
    assert "sources.txt" in done.stderr
    assert "digest.sources" in done.stderr
    assert (tmp_path / "sources.json").read_text(encoding="utf-8") == '["https://a.example/feed.xml"]'
