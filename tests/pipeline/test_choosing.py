"""`drafter shortlist` and what `drafter draft` makes of it; editions one after the other."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest

from tests.pipeline.week import STORIES, WINDOW, digest, drafter, pages, story
from tests.site import serving

DRAFT = "_drafts/test-weekly-2026-w05.md"
SHORTLIST = ".drafter/editions/2026-W05/shortlist.txt"


def _record(folder: Path, name: str = "2026-W05") -> dict[str, Any]:
    found: dict[str, Any] = json.loads((folder / ".drafter/editions" / name / "record.json").read_text(encoding="utf-8"))
    return found


def _items(text: str) -> list[str]:
    return re.findall(r"^### (.+)$", text, re.MULTILINE)


def test_the_editors_words_in_the_shortlist_are_obeyed_and_stay(tmp_path: Path) -> None:
    with serving(pages()) as site:
        folder = digest(tmp_path / "d", site.base, digest={"sections": ["Banks", "Rules"]})
        first = drafter(folder, "shortlist", *WINDOW)
        assert first.returncode == 0, first.stderr
        text = (folder / SHORTLIST).read_text(encoding="utf-8")
        assert first.stdout == text
        assert not (folder / DRAFT).exists()
        assert text.count("\nitem?") == len(STORIES)
        assert "recency" in text
        lines = [line for line in text.splitlines() if not line.startswith("item?")]
        decided = [
            f"lead [Rules] {site.base}/stablecoin-rule",
            "# 下面两条请短写",
            f"brief {site.base}/qr-pilot",
            f"brief {site.base}/ai-credit",
            f"drop {site.base}/wallet-fine",
        ]
        (folder / SHORTLIST).write_text("\n".join([*lines, *decided]) + "\n", encoding="utf-8")
        result = drafter(folder, "draft", *WINDOW)
        assert result.returncode == 0, result.stderr
        drafted = (folder / DRAFT).read_text(encoding="utf-8")
        again = drafter(folder, "shortlist", *WINDOW)
    assert "no shortlist" not in result.stderr
    headings = re.findall(r"^## (.+)$", drafted, re.MULTILINE)
    assert headings == ["Banks", "Rules", "In Brief", "Analysis", "Conclusion"]
    assert f"({site.base}/wallet-fine)" not in drafted
    rules = drafted.split("## Rules")[1].split("## In Brief")[0]
    assert f"({site.base}/stablecoin-rule)" in rules
    assert len(_items(rules)) == 1
    briefs = [line for line in drafted.split("## In Brief")[1].split("## Analysis")[0].splitlines() if line.startswith("- ")]
    assert [f"{site.base}/qr-pilot" in briefs[0], f"{site.base}/ai-credit" in briefs[1], len(briefs)] == [True, True, 2]
    by_url = {candidate["url"].rsplit("/", 1)[-1]: candidate for candidate in _record(folder)["candidates"]}
    assert by_url["stablecoin-rule"]["place"] == "lead"
    assert by_url["wallet-fine"]["reason"] == "dropped-by-editor"
    kept = again.stdout
    assert kept.index("lead   [Rules]") < kept.index("# 下面两条请短写") < kept.index("brief  ") < kept.index("drop   ")
    assert kept.count("\nitem?") == 2


def test_a_line_that_cannot_be_read_stops_the_draft_and_is_named(tmp_path: Path) -> None:
    with serving(pages()) as site:
        folder = digest(tmp_path / "d", site.base)
        (folder / SHORTLIST).parent.mkdir(parents=True)
        (folder / SHORTLIST).write_text(f"lede {site.base}/qr-pilot\n", encoding="utf-8")
        result = drafter(folder, "draft", *WINDOW)
    assert result.returncode == 2
    assert "shortlist.txt:1" in result.stderr


def test_without_a_shortlist_drafter_chooses_and_says_so_and_auto_says_that_nobody_did(tmp_path: Path) -> None:
    with serving(pages()) as site:
        folder = digest(tmp_path / "d", site.base)
        alone = drafter(folder, "draft", *WINDOW)
        assert "no shortlist: drafter chose by itself" in alone.stderr
        dropped = drafter(folder, "draft", *WINDOW, "--drop", f"{site.base}/qr-pilot")
        assert "no shortlist" not in dropped.stderr
        kept = drafter(folder, "draft", *WINDOW)
        assert f"{site.base}/qr-pilot" not in (folder / DRAFT).read_text(encoding="utf-8"), "what was dropped stays dropped"
        auto = drafter(folder, "draft", *WINDOW, "--auto")
    assert kept.returncode == auto.returncode == 0
    assert any("nobody chose" in note for note in _record(folder)["notes"])
    assert f"{site.base}/qr-pilot" in (folder / DRAFT).read_text(encoding="utf-8")


def test_a_url_the_editor_adds_to_the_shortlist_is_fetched_and_taken(tmp_path: Path) -> None:
    with serving({**pages(), "/extra": story("extra", "Meadow Trust opens a branch", "Meadow Trust", "branch", day=2)}) as site:
        folder = digest(tmp_path / "d", site.base, ["/harbour-loan"])
        (folder / SHORTLIST).parent.mkdir(parents=True)
        (folder / SHORTLIST).write_text(f"item {site.base}/extra\n", encoding="utf-8")
        assert drafter(folder, "draft", *WINDOW).returncode == 0
    text = (folder / DRAFT).read_text(encoding="utf-8")
    assert len(_items(text)) == 2
    assert text.index("/extra)") < text.index("/harbour-loan)")


def test_a_thin_week_is_short_and_says_so_and_a_heavy_one_has_briefs(tmp_path: Path) -> None:
    with serving(pages()) as site:
        thin = digest(tmp_path / "thin", site.base, ["/harbour-loan"])
        heavy = digest(tmp_path / "heavy", site.base, select={"max_items": 2, "max_briefs": 3})
        assert drafter(thin, "draft", *WINDOW).returncode == 0
        assert drafter(heavy, "draft", *WINDOW).returncode == 0
    short = (thin / DRAFT).read_text(encoding="utf-8")
    assert len(_items(short)) == 1
    assert "has only 1 usable item (" in short
    assert "In Brief" not in short
    text = (heavy / DRAFT).read_text(encoding="utf-8")
    assert len(_items(text)) == 2
    assert text.count("\n- ") == 3
    reasons = [candidate["reason"] for candidate in _record(heavy)["candidates"]]
    assert (reasons.count("ranked"), reasons.count("brief"), reasons.count("over-limit")) == (2, 3, 1)


def _feed(base: str, entries: list[tuple[str, str, str]]) -> tuple[int, str, bytes]:
    items = "".join(f"<item><title>{title}</title><link>{base}/{name}</link><pubDate>{date}</pubDate></item>" for name, title, date in entries)
    return 200, "application/rss+xml", f'<?xml version="1.0"?><rss version="2.0"><channel><title>Feed</title>{items}</channel></rss>'.encode()


DEEDS = (
    ("Harbour Trust", "lends ferries 40 million crowns"),
    ("Quill Terminal", "recalls faulty card readers"),
    ("Tessaly", "doubles its valuation in a private sale"),
    ("Lombard Desk", "drops the cap on wallets"),
    ("Brasslane", "shortens export invoices"),
    ("Riverton Council", "votes for cashless buses"),
    ("Calder Finch", "hires auditors for its agents"),
    ("Corvane", "explains a frozen payout run"),
    ("Meadow Mutual", "insures rooftop batteries"),
    ("Copperline", "strikes over night shifts"),
    ("Anvil Cloud", "retires an old region"),
    ("Larchmont", "sues two brokers"),
    ("Heron Air", "refunds stranded passengers"),
    ("Sable Mining", "loses its licence"),
)
WEDNESDAYS = ("2026-01-07", "2026-01-14", "2026-01-21", "2026-01-28", "2026-02-04")
LATE_FRIDAY = "2026-02-13"


def test_over_five_wednesdays_and_a_late_friday_nothing_is_lost_or_had_twice_and_runners_up_return_once(tmp_path: Path) -> None:
    quiet = (23, 26)  # nothing is offered between the third and the fourth edition
    days = [(day, "Jan", 3 + day % 9) for day in range(2, 32, 3) if day not in quiet] + [(day, "Feb", 4) for day in range(2, 13, 3)]
    dates = [f"{day:02d} {month} 2026 {hour}:00:00 GMT" for day, month, hour in days]
    told = [(f"n{at}", f"{actor} {deed}", date) for at, ((actor, deed), date) in enumerate(zip(DEEDS, dates, strict=False))]
    site_pages: dict[str, tuple[int, str, bytes]] = {}
    for at, (name, title, date) in enumerate(told):
        day, month, _ = date.split(" ", 2)
        status, kind, body = story(name, title, DEEDS[at][0], DEEDS[at][1].split()[-1])
        stamp = f"2026-{'01' if month == 'Jan' else '02'}-{day}T{date.split()[3]}Z"
        site_pages[f"/{name}"] = status, kind, body.replace(b"2026-01-28T09:30:00+08:00", stamp.encode())
    with serving(site_pages) as site:
        site.pages["/feed.xml"] = _feed(site.base, told)
        folder = digest(tmp_path / "d", site.base, ["/feed.xml"], select={"max_items": 1, "max_briefs": 0, "max_per_source": 0, "max_per_topic": 0})
        had: dict[str, list[str]] = {}
        offered: dict[str, list[str]] = {}
        of_window: dict[str, set[str]] = {}
        for day in (*WEDNESDAYS, LATE_FRIDAY):
            result = drafter(folder, "draft", "--at", f"{day}T18:00")
            assert result.returncode in (0, 3), result.stderr
            for candidate in _record(folder, result_edition := _edition(result.stderr))["candidates"]:
                name = candidate["url"].rsplit("/", 1)[-1]
                if candidate["reason"] in ("ranked", "over-limit") and "runner-up" not in candidate["marks"]:
                    of_window.setdefault(name, set()).add(result_edition)
                if candidate["chosen"]:
                    had.setdefault(name, []).append(result_edition)
                elif candidate["reason"] == "over-limit":
                    offered.setdefault(name, []).append(result_edition)
    assert all(len(editions) == 1 for editions in had.values()), "no entry in two editions"
    assert {name: len(editions) for name, editions in of_window.items()} == {name: 1 for name, *_ in told}, "each entry in one window, and none in two"
    spans = [json.loads(path.read_text(encoding="utf-8")) for path in sorted((folder / ".drafter/editions").glob("*/window.json"))]
    assert [one["start"] for one in spans[1:]] == [one["cutoff"] for one in spans[:-1]], "windows abut, over the late Friday too"
    assert len(spans) == len(WEDNESDAYS) + 1
    assert {name for name, *_ in told} <= had.keys() | offered.keys(), "none lost"
    assert max(map(len, offered.values())) == 2, "a runner-up comes back"
    assert all(len(editions) <= 2 for editions in offered.values()), "and only once"
    again = [name for name, editions in had.items() if name in offered]
    assert again, "some runner-up got its place in the edition after"


def _edition(stderr: str) -> str:
    found = re.search(r"^(2026-W\d\d): ", stderr, re.MULTILINE)
    assert found, stderr
    return found[1]


def test_what_was_not_read_for_want_of_places_stands_in_the_shortlist_too_and_can_be_taken(tmp_path: Path) -> None:
    """Six entries of a feed, places for one, two of them read."""
    dated = [(name, title, f"{day} Jan 2026 09:00:00 GMT") for day, (name, title, *_) in enumerate(STORIES, 24)]
    with serving(pages()) as site:
        site.pages["/feed.xml"] = _feed(site.base, dated)
        folder = digest(tmp_path / "d", site.base, ["/feed.xml"], select={"max_items": 1, "shortlist": 2, "max_briefs": 0})
        first = drafter(folder, "shortlist", *WINDOW)
        assert first.returncode == 0, first.stderr
        unread = [block for block in first.stdout.split("\n\n") if "· not read\n" in block]
        assert sorted(name for block in unread for name, *_ in STORIES if f"{site.base}/{name}\n" in block) == sorted(name for name, *_ in STORIES[:4])
        assert all(block.startswith("drop?") and "not chosen: over-shortlist: 2 entries that scored better" in block for block in unread)
        assert all(title in first.stdout for _, title, *_ in STORIES)
        wanted = f"{site.base}/{STORIES[0][0]}"
        path = folder / ".drafter/editions/2026-W05/shortlist.txt"
        path.write_text(path.read_text(encoding="utf-8").replace(f"drop?  {wanted}", f"item   {wanted}"), encoding="utf-8")
        assert drafter(folder, "draft", *WINDOW).returncode == 0
    assert [one["url"] for one in _record(folder)["candidates"] if one["chosen"]] == [wanted]


@pytest.mark.parametrize("word", ["lead", "pick", "brief", "drop"])
def test_the_commands_words_are_kept_in_the_shortlist(tmp_path: Path, word: str) -> None:
    with serving(pages()) as site:
        folder = digest(tmp_path / "d", site.base)
        assert drafter(folder, "shortlist", *WINDOW, f"--{word}", f"{site.base}/qr-pilot").returncode == 0
    kept = {"pick": "item"}.get(word, word)
    assert re.search(rf"^{kept}\s+{site.base}/qr-pilot$", (folder / SHORTLIST).read_text(encoding="utf-8"), re.MULTILINE)


def test_a_word_of_the_command_that_is_no_address_is_refused_before_it_is_kept(tmp_path: Path) -> None:
    folder = digest(tmp_path / "d", "http://127.0.0.1:9")
    result = drafter(folder, "draft", *WINDOW, "--pick", "qr-pilot")
    assert result.returncode == 2
    assert "--pick qr-pilot: is neither an address nor a file" in result.stderr
    assert not (folder / SHORTLIST).exists()


def test_a_report_that_is_dropped_while_its_story_is_wanted_is_told_of(tmp_path: Path) -> None:
    with serving({**pages(), "/again": pages()["/qr-pilot"]}) as site:
        folder = digest(tmp_path / "d", site.base, ["/qr-pilot", "/again"])
        assert drafter(folder, "draft", *WINDOW, "--pick", f"{site.base}/qr-pilot", "--drop", f"{site.base}/again").returncode == 0
    assert any(note.startswith(f"--drop {site.base}/again: is a further report of {site.base}/qr-pilot") for note in _record(folder)["notes"])
