"""The cited pages are looked at once more before publishing, from a site on loopback."""

from __future__ import annotations

import html
import json
import shutil
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from tests.pipeline import week
from tests.pipeline.week import pages, story
from tests.publish.desk import DRAFT, ENGLISH, POST, digest, drafter, publish, told
from tests.site import Site, serving

LOAN = ("harbour-loan", "Harbour Bank signs US$1.5 billion facility with three lenders", "Harbour Bank", "facility")
CARRIES = "Harbour Bank said on Tuesday that its facility would start in March, after a year of talks"


@pytest.fixture
def site() -> Iterator[Site]:
    with serving(pages()) as site:
        yield site


@pytest.fixture
def desk(tmp_path: Path, site: Site) -> Path:
    """A draft whose pages were read before."""
    folder = digest(tmp_path, base=site.base)
    assert drafter(folder, "check", DRAFT, "--fetch").exit_code == 0
    return folder


def flags(folder: Path, *words: str) -> list[tuple[str, str, str]]:
    return [(flag["code"], flag["severity"], flag["where"]) for flag in told(folder, "--online", "--dry-run", *words)["links"]["flags"]]


def test_pages_that_stand_as_they_were_raise_nothing(desk: Path, site: Site) -> None:
    site.fetched.clear()
    links = told(desk, "--online")["links"]
    assert links == {"flags": [], "unchecked": [], "fine": 2}
    assert site.fetched == {"/harbour-loan": 1, "/stablecoin-rule": 1}
    assert (desk / POST).exists()


def test_a_page_that_is_gone_is_flagged_at_its_item(desk: Path, site: Site) -> None:
    del site.pages["/stablecoin-rule"]
    assert flags(desk) == [("link-dead", "HIGH", "A rule for reserves")]


def test_a_link_that_a_person_put_into_the_text_is_looked_at_too(desk: Path, site: Site) -> None:
    """It has to lead somewhere, no more; a link of continuity is to a post of ours, and the item's own source is looked at once."""
    path = desk / DRAFT
    ours = f"**Earlier:** 16 January 2026, we wrote in [Ports]({site.base}/gone-1): “It may start.”"
    text = path.read_text(encoding="utf-8").replace("Both start in March,", f"[Both]({site.base}/qr-pilot) [start]({site.base}/gone-2) in March,")
    text = text.replace("It is worth US$1.5 billion.", f"It is [worth]({site.base}/harbour-loan) US$1.5 billion.\n\n{ours}")
    path.write_text(text, encoding="utf-8")
    site.fetched.clear()
    links = told(desk, "--online", "--dry-run")["links"]
    assert [(flag["code"], flag["where"], flag["words"]) for flag in links["flags"]] == [("link-dead", "Analysis", f"{site.base}/gone-2")]
    assert links["fine"] == 3
    assert site.fetched == {"/harbour-loan": 1, "/stablecoin-rule": 1, "/qr-pilot": 1, "/gone-2": 1}


def test_a_page_with_another_title_is_flagged(desk: Path, site: Site) -> None:
    _, kind, body = site.pages["/harbour-loan"]
    site.pages["/harbour-loan"] = 200, kind, body.replace(LOAN[1].encode(), b"Lenders pull out of Harbour Bank deal")
    assert flags(desk) == [("source-retitled", "WARN", "Harbour Bank signs a facility")]


def test_a_site_name_at_a_titles_end_makes_it_no_other_title(desk: Path, site: Site) -> None:
    _, kind, body = site.pages["/harbour-loan"]
    site.pages["/harbour-loan"] = 200, kind, body.replace(f'content="{LOAN[1]}"'.encode(), f'content="{LOAN[1]} | Test Ledger"'.encode())
    assert flags(desk) == []


def test_a_sentence_that_carries_ours_and_is_gone_is_flagged_and_told(desk: Path, site: Site) -> None:
    _, kind, body = site.pages["/harbour-loan"]
    changed = body.replace(b"would start in March, after", b"would start in June, after")
    assert changed != body
    site.pages["/harbour-loan"] = 200, kind, changed
    result = publish(desk, "--online")
    assert result.exit_code == 0
    assert "evidence-gone" in result.stderr
    assert CARRIES in result.stderr
    assert (desk / POST).exists()


def test_a_sentence_that_carries_nothing_of_ours_may_change(desk: Path, site: Site) -> None:
    site.pages["/harbour-loan"] = story(*LOAN, extra="A correction was appended.")
    assert flags(desk) == []


def test_what_was_kept_for_the_draft_stays_the_evidence(desk: Path, site: Site) -> None:
    _, kind, body = site.pages["/harbour-loan"]
    site.pages["/harbour-loan"] = 200, kind, body.replace(b"start in March", b"start in June")
    assert flags(desk) != []
    told_again = told(desk, "--dry-run")
    assert told_again["counts"]["flags"]["BLOCK"] == 0
    assert flags(desk) != []


def test_on_a_machine_that_keeps_no_pages_the_committed_edition_says_what_was_cited(tmp_path: Path, site: Site) -> None:
    folder = week.digest(tmp_path / "week", site.base, ["/harbour-loan", "/qr-pilot"])
    env = {"DRAFTER_MODEL__KIND": "extractive"}
    draft = drafter(folder, "draft", *week.WINDOW, **env).stdout.strip()
    edition = json.loads((folder / ".drafter/editions/2026-W05/edition.json").read_text(encoding="utf-8"))
    [item] = [one for one in edition["items"] if one["link"]["url"].endswith("/harbour-loan")]
    shutil.rmtree(folder / ".drafter/kept")
    status, kind, body = site.pages["/harbour-loan"]
    quote = html.escape(item["statements"][0]["evidence"][0]["quote"])
    assert quote in body.decode()
    site.pages["/harbour-loan"] = status, kind, body.decode().replace(quote, "Nothing was said.").encode()
    found = told(folder, "--online", "--dry-run", post=draft)["links"]["flags"]
    assert [(flag["code"], flag["source"]) for flag in found] == [("evidence-gone", f"{site.base}/harbour-loan")]


def test_a_site_that_refuses_or_fails_is_not_looked_at_and_not_called_dead(desk: Path, site: Site) -> None:
    site.pages["/harbour-loan"] = 403, "text/plain", b"no"
    site.pages["/stablecoin-rule"] = 503, "text/plain", b"later"
    links = told(desk, "--online", "--dry-run")["links"]
    assert links["flags"] == []
    assert [one["subject"] for one in links["unchecked"]] == [f"{site.base}/harbour-loan", f"{site.base}/stablecoin-rule"]


def test_slow_sites_are_left_at_the_limit_and_it_goes_on(desk: Path, site: Site) -> None:
    site.delay_s = 30
    data = told(desk, "--online", DRAFTER_PUBLISH__LINKS_S="0.3")
    assert data["done"] == "published"
    assert [one["message"].rpartition(": ")[2] for one in data["links"]["unchecked"]] == ["was not there within 0.3 s"] * 2


def test_the_limit_can_be_no_longer_than_ten_seconds(tmp_path: Path) -> None:
    result = publish(digest(tmp_path), DRAFTER_PUBLISH__LINKS_S="11")
    assert result.exit_code == 4
    assert "publish.links_s" in result.stderr


def test_offline_nothing_is_fetched_and_it_says_so_and_goes_on(desk: Path, site: Site) -> None:
    site.fetched.clear()
    data = told(desk)
    assert data["done"] == "published"
    assert not site.fetched
    assert len(data["links"]["unchecked"]) == 2


def test_without_any_network_names_are_not_called_dead(tmp_path: Path) -> None:
    folder = digest(tmp_path, ENGLISH, base="https://no-such-host.invalid")
    links = told(folder, "--online", "--dry-run")["links"]
    assert links["flags"] == []
    assert len(links["unchecked"]) == 2


def test_a_name_that_is_gone_while_others_answer_is_dead(tmp_path: Path, site: Site) -> None:
    folder = digest(tmp_path, ENGLISH.replace("{base}/stablecoin-rule", "https://no-such-host.invalid/rule"), base=site.base)
    assert flags(folder) == [("link-dead", "HIGH", "A rule for reserves")]


def test_a_page_that_leads_to_the_front_page_now_is_dead(desk: Path, site: Site) -> None:
    with moved_home() as base:
        (desk / DRAFT).write_text((desk / DRAFT).read_text(encoding="utf-8").replace(f"{site.base}/stablecoin-rule", f"{base}/rule"), encoding="utf-8")
        assert flags(desk) == [("link-dead", "HIGH", "A rule for reserves")]


@contextmanager
def moved_home() -> Iterator[str]:
    """A site that sends every page's readers to its front page."""

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self.send_response(200 if self.path == "/" else 302)
            self.send_header("location", "/")
            self.send_header("content-length", "5")
            self.end_headers()
            self.wfile.write(b"hello")

        def log_message(self, *_: object) -> None:
            pass

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05})
        thread.start()
        yield f"http://127.0.0.1:{server.server_address[1]}"
        server.shutdown()
        thread.join()
