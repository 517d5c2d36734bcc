"""Kept pages."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path

import pytest

from drafter.entities import Failure, Page
from drafter.store.pages import KeptPages, page_name
from tests.store.material import URL, page

FIXTURES = Path(__file__).parents[2] / "fixtures" / "demo" / "pages"
REFUSED = Failure(subject=URL, stage="fetch", reason="timeout", message="超时", retryable=True, source="海湾财经")


def test_a_page_comes_back_as_it_was_kept(tmp_path: Path) -> None:
    kept = KeptPages(tmp_path)
    kept.put(URL, page())
    assert KeptPages(tmp_path).get(URL) == page()
    assert kept.get(URL + "/") is None
    assert kept.warnings == []


def test_a_failure_comes_back_as_a_failure(tmp_path: Path) -> None:
    kept = KeptPages(tmp_path)
    kept.put(URL, REFUSED)
    assert kept.get(URL) == REFUSED
    assert [path.suffix for path in tmp_path.iterdir()] == [".json"], "no body without a page"
    kept.put(URL, page())
    assert kept.get(URL) == page()
    kept.put(URL, REFUSED)
    assert kept.get(URL) == page(), "an outage does not displace what was there"
    assert [path.name.endswith(".failure.json") for path in kept.files(URL, failed=True)] == [True]
    kept.put(URL, page())
    assert len(list(tmp_path.iterdir())) == 2


def test_names_are_readable_and_the_same_everywhere() -> None:
    digest = hashlib.sha256(URL.encode()).hexdigest()[:8]
    assert page_name(URL) == f"www-haiwan-caijing-example-2026-01-27-hk-stablecoin-licence-{digest}"
    assert page_name("https://a.example/?a=1") != page_name("https://a.example/?a=2")
    assert ":" not in page_name("http://[::1]:80/x")
    assert page_name("http://[broken")


@pytest.mark.parametrize(
    ("kind", "ending"),
    [
        ("text/html; charset=gbk", ".html"),
        ("application/xhtml+xml", ".html"),
        ("application/rss+xml", ".xml"),
        ("text/xml", ".xml"),
        ("application/feed+json", ".feed.json"),
        ("text/plain", ".txt"),
        ("image/png", ".bin"),
        ("", ".html"),
    ],
)
def test_a_bodys_ending_says_what_it_is(tmp_path: Path, kind: str, ending: str) -> None:
    KeptPages(tmp_path).put(URL, page(headers={"content-type": kind} if kind else {}))
    assert [path.name for path in tmp_path.iterdir() if path.name != f"{page_name(URL)}.json"] == [page_name(URL) + ending]


def test_cookies_and_credentials_are_never_kept(tmp_path: Path) -> None:
    headers = {"content-type": "text/html", "set-cookie": "session=geheim", "authorization": "Bearer geheim", "etag": '"1"'}
    kept = KeptPages(tmp_path)
    kept.put(URL, page(headers=headers))
    assert all(b"geheim" not in path.read_bytes() for path in tmp_path.iterdir())
    got = kept.get(URL)
    assert isinstance(got, Page)
    assert got.headers == {"content-type": "text/html", "etag": '"1"'}


def test_the_same_page_again_changes_no_file(tmp_path: Path) -> None:
    kept = KeptPages(tmp_path)
    kept.put(URL, page())
    before = {path.name: (path.stat().st_mtime_ns, path.stat().st_ino) for path in tmp_path.iterdir()}
    kept.put(URL, page())
    assert {path.name: (path.stat().st_mtime_ns, path.stat().st_ino) for path in tmp_path.iterdir()} == before


def test_a_changed_page_leaves_no_old_body(tmp_path: Path) -> None:
    kept = KeptPages(tmp_path)
    kept.put(URL, page())
    kept.put(URL, page(headers={"content-type": "text/plain"}, body=b"new"))
    assert sorted(path.suffix for path in tmp_path.iterdir()) == [".json", ".txt"]


@pytest.mark.parametrize("content", [b"", b'{"url": "https', b"[]", b"null", b'{"url": "https://other.example/"}', b"\xff\xfe"])
def test_a_torn_file_is_a_miss_with_a_warning(tmp_path: Path, content: bytes) -> None:
    kept = KeptPages(tmp_path)
    (tmp_path / f"{page_name(URL)}.json").write_bytes(content)
    assert kept.get(URL) is None
    assert [(one.reason, one.stage) for one in kept.warnings] == [("kept-unreadable", "fetch")]
    assert kept.files(URL) in ((), (tmp_path / f"{page_name(URL)}.json",))
    kept.put(URL, page())
    assert kept.get(URL) == page()


def test_a_lost_body_is_a_miss_with_a_warning(tmp_path: Path) -> None:
    kept = KeptPages(tmp_path)
    kept.put(URL, page())
    kept.files(URL)[1].unlink()
    assert kept.get(URL) is None
    assert len(kept.warnings) == 1


def test_a_body_outside_the_folder_is_not_read(tmp_path: Path) -> None:
    kept = KeptPages(tmp_path / "pages")
    kept.put(URL, page())
    (tmp_path / "secret").write_text("geheim", encoding="utf-8")
    path = kept.files(URL)[0]
    facts = json.loads(path.read_bytes()) | {"body": "../secret"}
    path.write_text(json.dumps(facts), encoding="utf-8")
    assert kept.get(URL) is None
    assert kept.files(URL) == (path,)


def test_a_fixtures_folder_is_read_and_never_written(tmp_path: Path) -> None:
    KeptPages(tmp_path / "fixture").put(URL, page())
    kept = KeptPages(tmp_path / "own", [tmp_path / "fixture"])
    assert kept.get(URL) == page()
    kept.put(URL, page(body=b"newer"))
    assert kept.get(URL) == page(body=b"newer")
    assert KeptPages(tmp_path / "fixture").get(URL) == page()


@pytest.mark.skipif(not FIXTURES.exists(), reason="the demo digest is not here")
def test_the_demos_pages_are_read() -> None:
    kept = KeptPages(FIXTURES)
    urls = [json.loads(path.read_bytes())["url"] for path in FIXTURES.glob("*.json") if not path.name.endswith(".feed.json")]
    got = [kept.get(url) for url in urls]
    assert kept.warnings == []
    assert {type(one) for one in got} == {Page, Failure}
    assert all(one.subject in urls and one.stage == "fetch" and one.reason for one in got if isinstance(one, Failure))
