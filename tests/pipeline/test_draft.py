"""`drafter draft` on real pages from a loopback site, with the embedded writer: what an editor relies on."""

from __future__ import annotations

import json
from pathlib import Path

import frontmatter
import pytest

from tests.pipeline.week import STORIES, WINDOW, digest, drafter, pages, story
from tests.site import serving

DRAFT = "_drafts/test-weekly-2026-w05.md"


def test_a_draft_from_live_pages_lists_what_failed_and_succeeds(tmp_path: Path) -> None:
    with serving({**pages(), "/empty": (200, "text/html", b"<html><body><div id=root></div><script src=x.js></script></body></html>")}) as site:
        folder = digest(tmp_path / "d", site.base, [*(f"/{name}" for name, *_ in STORIES), "/missing", "/empty"])
        result = drafter(folder, "draft", *WINDOW)
    assert result.returncode == 0, result.stderr
    assert result.stdout.strip() == DRAFT
    post = frontmatter.loads((folder / DRAFT).read_text(encoding="utf-8"))
    assert post["source"].startswith(site.base)
    assert post.content.count("\n### ") == len(STORIES)
    for name, title, *_ in STORIES:
        assert f"({site.base}/{name})" in post.content
        assert title in post.content
    assert "http-404" in result.stderr
    assert "script-only" in result.stderr
    assert "Editor's note:" in post.content


def test_the_same_again_gives_the_same_bytes_and_a_bundle_replays_without_network(tmp_path: Path) -> None:
    with serving(pages()) as site:
        folder = digest(tmp_path / "d", site.base)
        first = drafter(folder, "draft", *WINDOW)
        text = (folder / DRAFT).read_bytes()
        again = drafter(folder, "draft", *WINDOW)
        assert (first.returncode, again.returncode) == (0, 0), again.stderr
        assert (folder / DRAFT).read_bytes() == text
        assert drafter(folder, "record", str(tmp_path / "bundle")).returncode == 0
    other = digest(tmp_path / "other", site.base)
    replay = drafter(other, "draft", *WINDOW, "--offline", "--bundle", str(tmp_path / "bundle"))
    assert replay.returncode == 0, replay.stderr
    assert (other / DRAFT).read_bytes() == text
    assert (tmp_path / "bundle" / "draft.md").read_bytes() == text


def test_a_person_s_sentences_stay_and_the_rest_follows_the_new_choice(tmp_path: Path) -> None:
    with serving(pages()) as site:
        folder = digest(tmp_path / "d", site.base)
        assert drafter(folder, "draft", *WINDOW).returncode == 0
        text = (folder / DRAFT).read_text(encoding="utf-8")
        edited = text.replace("Harbour", "HARBOUR", 1).replace("## Analysis", "## My view\n\nThis I wrote myself.\n\n## Analysis")
        (folder / DRAFT).write_text(edited, encoding="utf-8")
        dropped = drafter(folder, "draft", *WINDOW, "--drop", f"{site.base}/qr-pilot", "--json")
    assert dropped.returncode == 0, dropped.stderr
    told = json.loads(dropped.stdout)
    assert (told["done"], told["proposal"], told["draft"]) == ("merged", None, DRAFT)
    assert {"piece": f"item:{site.base}/qr-pilot", "what": "removed"} in told["changes"]
    merged = (folder / DRAFT).read_text(encoding="utf-8")
    assert "HARBOUR" in merged
    assert "This I wrote myself." in merged
    assert f"({site.base}/qr-pilot)" not in merged
    assert f"({site.base}/ai-credit)" in merged
    assert sorted(path.name for path in (folder / "_drafts").iterdir()) == ["test-weekly-2026-w05.md"]


def test_a_draft_that_is_no_post_any_more_is_left_alone_and_the_message_says_where_the_new_one_is(tmp_path: Path) -> None:
    with serving(pages()) as site:
        folder = digest(tmp_path / "d", site.base)
        assert drafter(folder, "draft", *WINDOW).returncode == 0
        (folder / DRAFT).write_text("mine\n", encoding="utf-8")
        dropped = drafter(folder, "draft", *WINDOW, "--drop", f"{site.base}/qr-pilot")
    assert dropped.returncode == 0
    assert (folder / DRAFT).read_text(encoding="utf-8") == "mine\n"
    assert "left alone" in dropped.stderr
    proposal = folder / ".drafter/editions/2026-W05/draft.new.md"
    assert f"{site.base}/qr-pilot" not in proposal.read_text(encoding="utf-8")


def test_outside_the_window_only_when_picked_and_then_marked(tmp_path: Path) -> None:
    old = story("old-news", "Old Quay Bank reports a quiet quarter", "Old Quay Bank", "deposit book", day=3)
    with serving({**pages(), "/old": old}) as site:
        folder = digest(tmp_path / "d", site.base, ["/harbour-loan", "/old"])
        without = drafter(folder, "draft", *WINDOW, "--json")
        assert [one["reason"] for one in _record(folder)["candidates"] if one["url"].endswith("/old")] == ["outside-window"]
        picked = drafter(folder, "draft", *WINDOW, "--pick", f"{site.base}/old")
    assert json.loads(without.stdout)["items"] == 1
    text = (folder / DRAFT).read_text(encoding="utf-8")
    assert "Old Quay Bank" in text
    assert any(flag["code"] == "outside-window" for flag in _record(folder)["flags"])
    assert "outside-window" in picked.stderr


def test_nothing_usable_is_no_draft_and_says_why(tmp_path: Path) -> None:
    with serving({}) as site:
        folder = digest(tmp_path / "d", site.base)
        result = drafter(folder, "draft", *WINDOW, "--json")
    assert result.returncode == 1
    assert "http-404" in result.stderr
    assert "6 × http-404" in json.loads(result.stdout)["error"]["what"]
    assert not (folder / "_drafts").exists()


def test_a_named_bundle_answers_before_the_digests_newer_pages(tmp_path: Path) -> None:
    with serving(pages()) as site:
        folder = digest(tmp_path / "d", site.base)
        assert drafter(folder, "draft", *WINDOW).returncode == 0
        old = (folder / DRAFT).read_bytes()
        assert drafter(folder, "record", str(tmp_path / "bundle")).returncode == 0
        status, kind, body = site.pages["/qr-pilot"]
        site.pages["/qr-pilot"] = (status, kind, body.replace(b"Palm Pay", b"Reef Pay"))
        assert drafter(folder, "draft", *WINDOW).returncode == 0
        assert (folder / DRAFT).read_bytes() != old
    assert drafter(folder, "draft", *WINDOW, "--bundle", str(tmp_path / "bundle")).returncode == 0
    assert (folder / DRAFT).read_bytes() == old


def test_an_outage_loses_no_kept_page(tmp_path: Path) -> None:
    """A live run in an outage says what failed; offline the pages of before still answer, and the bundle of each run is its own."""
    with serving(pages()) as site:
        folder = digest(tmp_path / "d", site.base)
        assert drafter(folder, "draft", *WINDOW).returncode == 0
        text = (folder / DRAFT).read_bytes()
        kept = dict(site.pages)
        site.pages.clear()
        out = drafter(folder, "draft", *WINDOW)
        assert out.returncode == 1
        assert "6 × http-404" in out.stderr
        offline = drafter(folder, "draft", *WINDOW, "--offline")
        assert offline.returncode == 0, offline.stderr
        assert (folder / DRAFT).read_bytes() == text
        site.pages.update({path: page for path, page in kept.items() if path != "/qr-pilot"})
        assert drafter(folder, "draft", *WINDOW).returncode == 0
        without = (folder / DRAFT).read_bytes()
        assert without != text
        assert drafter(folder, "record", str(tmp_path / "bundle")).returncode == 0
    assert drafter(folder, "draft", *WINDOW, "--bundle", str(tmp_path / "bundle")).returncode == 0
    assert (folder / DRAFT).read_bytes() == without


def test_local_files_are_kept_with_the_run(tmp_path: Path) -> None:
    with serving(pages()) as site:
        folder = digest(tmp_path / "d", site.base, ["/harbour-loan"])
        note = "Reef Pay opens in Port Casse\n\nDate: 2026-01-28\n\n" + "Reef Pay said it opened its first office in Port Casse with 40 people. " * 6
        (folder / "note.txt").write_text(note, encoding="utf-8")
        with (folder / "sources.txt").open("a", encoding="utf-8") as lists:
            lists.write("note.txt | pick\n")
        assert drafter(folder, "draft", *WINDOW).returncode == 0
        text = (folder / DRAFT).read_bytes()
        assert b"Port Casse" in text
        assert drafter(folder, "record", str(tmp_path / "bundle")).returncode == 0
    (folder / "note.txt").unlink()
    again = drafter(folder, "draft", *WINDOW, "--bundle", str(tmp_path / "bundle"))
    assert again.returncode == 0, again.stderr
    assert (folder / DRAFT).read_bytes() == text


def test_a_document_is_picked_by_its_file_and_a_slip_is_no_pick(tmp_path: Path) -> None:
    folder = digest(tmp_path / "d", "", [])
    (folder / "note.txt").write_text(
        "Reef Pay opens in Port Casse\n\n" + "Reef Pay said it opened its first office in Port Casse with 40 people. " * 6, encoding="utf-8"
    )
    undated = drafter(folder, "draft", *WINDOW, "note.txt")
    assert undated.returncode == 1
    assert "undated" in undated.stderr
    picked = drafter(folder, "draft", *WINDOW, "note.txt", "--pick", "note.txt")
    assert picked.returncode == 0, picked.stderr
    assert "Port Casse" in (folder / DRAFT).read_text(encoding="utf-8")
    slip = drafter(folder, "draft", *WINDOW, "note.txt", "--pick", "news.example/a")
    assert slip.returncode == 2
    assert "write https://news.example/a" in slip.stderr


def test_a_window_set_by_hand_does_not_stick(tmp_path: Path) -> None:
    with serving(pages()) as site:
        folder = digest(tmp_path / "d", site.base)
        narrow = drafter(folder, "draft", "--week", "2026-W05", "--from", "2026-01-30", "--to", "2026-01-31")
        assert narrow.returncode == 1
        assert "failed" in drafter(folder, "runs", "show").stdout.splitlines()[0], "the last run is shown, draft or no draft"
        assert drafter(folder, "draft", "--week", "2026-W05", "--from", "2026-01-28", "--to", "2026-01-28").returncode == 0
        assert drafter(folder, "draft", "--week", "2026-W05").returncode == 0
    shown = drafter(folder, "runs", "show").stdout
    assert "window 2026-01-26T00:00" in shown


def test_a_late_source_is_reported_and_the_run_replays(tmp_path: Path) -> None:
    with serving(pages()) as site, serving({}) as silent:
        folder = digest(tmp_path / "d", site.base, fetch={"deadline_s": 6, "read_s": 60, "total_s": 60})
        silent.delay_s = 30
        with (folder / "sources.txt").open("a", encoding="utf-8") as lists:
            lists.write(f"{silent.base}/slow\n")
        live = drafter(folder, "draft", *WINDOW)
        assert live.returncode == 0, live.stderr
        assert "late" in {failure["reason"] for failure in _record(folder)["failures"]}
        text = (folder / DRAFT).read_bytes()
        offline = drafter(folder, "draft", *WINDOW, "--offline")
        silent.closing.set()
    assert offline.returncode == 0, offline.stderr
    assert (folder / DRAFT).read_bytes() == text


def test_a_page_that_gave_nothing_is_recorded_though_the_feeds_summary_stands_in(tmp_path: Path) -> None:
    summary = (
        "Palm Pay opened a payment link between two islands on Wednesday. It covers 300 shops and costs 12 cents a payment, the company said in a statement."
    )
    with serving({"/locked": (403, "text/html", b"no")}) as site:
        item = f"<item><title>Palm Pay opens a link</title><link>/locked</link><pubDate>Wed, 28 Jan 2026 01:30:00 GMT</pubDate><description>{summary}</description></item>"
        site.pages["/feed.xml"] = (
            200,
            "application/rss+xml",
            f'<rss version="2.0"><channel><title>T</title><link>{site.base}/</link>{item}</channel></rss>'.encode(),
        )
        folder = digest(tmp_path / "d", site.base, ["/feed.xml"])
        result = drafter(folder, "draft", *WINDOW)
    assert result.returncode == 0, result.stderr
    assert "http-403" in {failure["reason"] for failure in _record(folder)["failures"]}
    assert [flag["code"] for flag in _record(folder)["flags"] if flag["severity"] == "WARN"] == ["stand-in", "thin-edition"]


def test_a_login_in_an_address_is_kept_nowhere(tmp_path: Path) -> None:
    with serving(pages()) as site:
        folder = digest(tmp_path / "d", site.base)
        with (folder / "sources.txt").open("a", encoding="utf-8") as lists:
            lists.write("https://reader:hunter2@news.example/a\n")
        result = drafter(folder, "draft", *WINDOW)
    assert result.returncode == 0, result.stderr
    assert "credentials-in-url" in result.stderr
    assert not any(b"hunter2" in path.read_bytes() for path in (folder / ".drafter").rglob("*") if path.is_file())


def test_a_login_is_kept_nowhere_although_its_line_is_wrong_listed_twice_or_named_by_the_command(tmp_path: Path) -> None:
    login = "reader:hunter2@news.example"
    with serving(pages()) as site:
        folder = digest(tmp_path / "d", site.base)
        with (folder / "sources.txt").open("a", encoding="utf-8") as lists:
            lists.write(f"ftp://{login}/a\nhttps://{login}/b\nhttps://{login}/b\nhttps://{login}/c | pick\n")
        result = drafter(folder, "draft", *WINDOW, "sources.txt", f"https://{login}/d")
        picked = drafter(folder, "draft", *WINDOW, "--pick", f"https://{login}/e")
    assert result.returncode == 0, result.stderr
    assert picked.returncode == 2
    assert "hunter2" not in result.stderr + picked.stderr
    assert not any(b"hunter2" in path.read_bytes() for path in (folder / ".drafter").rglob("*") if path.is_file())


def test_a_list_reads_no_file_outside_the_digest(tmp_path: Path) -> None:
    (tmp_path / "private.md").write_text("# Private\n\n" + "These notes are nobody's business. " * 20, encoding="utf-8")
    with serving(pages()) as site:
        folder = digest(tmp_path / "d", site.base)
        with (folder / "sources.txt").open("a", encoding="utf-8") as lists:
            lists.write("../private.md\n")
        result = drafter(folder, "draft", *WINDOW)
        assert "outside-digest" in result.stderr
        assert "nobody's business" not in (folder / DRAFT).read_text(encoding="utf-8")
        named = drafter(folder, "draft", "../private.md", *WINDOW)
    assert "undated" in named.stderr


def test_a_second_process_is_told_who_holds_the_digest(tmp_path: Path) -> None:
    from datetime import UTC, datetime

    from drafter.store.lock import held

    with serving(pages()) as site:
        folder = digest(tmp_path / "d", site.base)
        with held(folder, datetime.now(UTC)):
            result = drafter(folder, "draft", *WINDOW)
    assert result.returncode == 1
    assert "another drafter is at work" in result.stderr


def test_loopback_is_refused_unless_the_config_names_it(tmp_path: Path) -> None:
    with serving(pages()) as site:
        folder = digest(tmp_path / "d", site.base, fetch={"allow_hosts": []})
        result = drafter(folder, "draft", *WINDOW)
        assert site.fetched == {}
    assert result.returncode == 1
    assert "blocked-address" in result.stderr


def test_a_feed_and_the_sites_own_address_lead_to_the_same_entries(tmp_path: Path) -> None:
    with serving(pages()) as site:
        items = "".join(
            f"<item><title>{title}</title><link>/{name}</link><pubDate>Wed, 28 Jan 2026 01:30:00 GMT</pubDate></item>" for name, title, *_ in STORIES
        )
        site.pages["/feed.xml"] = (
            200,
            "application/rss+xml",
            f'<rss version="2.0"><channel><title>Test Ledger</title><link>{site.base}/</link>{items}</channel></rss>'.encode(),
        )
        site.pages["/"] = (200, "text/html", b'<html><head><link rel="alternate" type="application/rss+xml" href="/feed.xml"></head><body>Home</body></html>')
        by_feed = digest(tmp_path / "feed", site.base, ["/feed.xml"])
        by_home = digest(tmp_path / "home", site.base, ["/"])
        assert drafter(by_feed, "draft", *WINDOW).returncode == 0
        assert drafter(by_home, "draft", *WINDOW).returncode == 0
    assert (by_feed / DRAFT).read_bytes() == (by_home / DRAFT).read_bytes()


def test_a_sections_front_leads_to_its_feed(tmp_path: Path) -> None:
    links = "".join(f'<li><a href="/{name}">{title}</a></li>' for name, title, *_ in STORIES) * 3
    front = f'<html><head><link rel="alternate" type="application/rss+xml" href="/en/feed.xml"><title>News</title></head><body><ul>{links}</ul></body></html>'
    items = "".join(
        f"<item><title>{title}</title><link>BASE/{name}</link><pubDate>Wed, 28 Jan 2026 02:00:00 GMT</pubDate></item>" for name, title, *_ in STORIES
    )
    feed = f'<?xml version="1.0"?><rss version="2.0"><channel><title>News</title>{items}</channel></rss>'
    with serving({**pages(), "/en/": (200, "text/html", front.encode())}) as site:
        site.pages["/en/feed.xml"] = (200, "application/rss+xml", feed.replace("BASE", site.base).encode())
        folder = digest(tmp_path / "d", site.base, ["/en/"])
        result = drafter(folder, "draft", *WINDOW)
    assert result.returncode == 0, result.stderr
    assert (folder / DRAFT).read_text(encoding="utf-8").count("**Source:**") == len(STORIES)


def test_offline_without_the_page_names_what_is_missing(tmp_path: Path) -> None:
    with serving(pages()) as site:
        folder = digest(tmp_path / "d", site.base)
        assert drafter(folder, "draft", *WINDOW).returncode == 0
    with (folder / "sources.txt").open("a", encoding="utf-8") as lists:
        lists.write("https://never-fetched.example/a\n")
    result = drafter(folder, "draft", *WINDOW, "--offline")
    assert result.returncode == 1
    assert "https://never-fetched.example/a" in result.stderr


@pytest.mark.parametrize(
    ("arguments", "code"), [(("draft", "--week", "2026-W99"), 2), (("drafft",), 2), (("draft", "--budget", "0"), 2), (("draft", "nowhere.txt"), 4)]
)
def test_usage_and_configuration_have_their_codes(tmp_path: Path, arguments: tuple[str, ...], code: int) -> None:
    folder = digest(tmp_path / "d", "http://127.0.0.1:9")
    assert drafter(folder, *arguments).returncode == code


def _record(folder: Path) -> dict:
    return json.loads((folder / ".drafter/editions/2026-W05/record.json").read_text(encoding="utf-8"))


def test_a_post_that_somebody_emptied_is_left_alone_and_the_new_text_laid_beside(tmp_path: Path) -> None:
    with serving(pages()) as site:
        folder = digest(tmp_path / "d", site.base)
        assert drafter(folder, "draft", *WINDOW).returncode == 0
        path = folder / "_drafts/test-weekly-2026-w05.md"
        before = path.read_text(encoding="utf-8")
        path.write_text("", encoding="utf-8")
        again = drafter(folder, "draft", *WINDOW)
    assert again.returncode == 0, again.stderr
    assert "was left alone" in again.stderr
    assert path.read_text(encoding="utf-8") == ""
    assert (folder / ".drafter/editions/2026-W05/draft.new.md").read_text(encoding="utf-8") == before


def test_a_template_of_the_digests_own_may_bear_a_byte_order_mark_and_is_named_in_another_charset(tmp_path: Path) -> None:
    bundled = (Path(__file__).parents[2] / "templates/post.md.j2").read_text(encoding="utf-8")
    with serving(pages()) as site:
        folder = digest(tmp_path / "d", site.base)
        (folder / "templates").mkdir()
        template = folder / "templates/post.md.j2"
        template.write_text("\ufeff" + bundled, encoding="utf-8")
        marked = drafter(folder, "draft", *WINDOW)
        assert marked.returncode == 0, marked.stderr
        assert "\ufeff" not in (folder / "_drafts/test-weekly-2026-w05.md").read_text(encoding="utf-8")
        template.write_bytes((bundled + "{# 周报 #}").encode("gb18030"))
        broken = drafter(folder, "draft", *WINDOW)
    assert broken.returncode == 4, broken.stderr
    assert f"{template}: is not UTF-8 text" in broken.stderr
