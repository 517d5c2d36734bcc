"""The ledger takes in what was published by hand, and an archive of posts of any form."""

from __future__ import annotations

import json
import shutil
from datetime import UTC, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from drafter import archive
from drafter.config import Settings
from drafter.post import read as post_read
from drafter.store import ledger as windows
from drafter.store import published
from drafter.store.published import Publication, PublishedItem
from tests.publish.desk import DRAFT, ENGLISH, POST, digest, drafter, ledger, publish
from tests.store.test_ledger import drafted

NOW = datetime(2026, 2, 1, 9, tzinfo=ZoneInfo("Asia/Shanghai"))
TEXT = ENGLISH.replace("{base}", "https://ledger.example")
OLDER = """---
title: 港湾周报
date: 2025-12-05
---
## 本周要闻

**港湾银行换行长**

港湾银行周三宣布由周知远接任行长。任期三年。

来源：[港湾银行任命新行长](https://ledger.example/2025/12/chief)

## 简讯

- 北岸交易所推迟合并表决。（来源：[北岸推迟表决](https://ledger.example/2025/12/vote)）

## 点评

换人之后看利率。
"""


def post(folder: Path, name: str, text: str = TEXT) -> Path:
    path = folder / "_posts" / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return path


def sync(folder: Path, later: int = 0) -> archive.Synced:
    return archive.sync(folder, Settings(), NOW + timedelta(hours=later))


def lines(folder: Path) -> list[tuple[str, bool]]:
    return [(one.post, one.by_hand) for one in published.publications(folder)]


# Posts published by hand


def test_a_post_put_there_by_hand_enters_the_ledger_at_the_next_command(tmp_path: Path) -> None:
    folder = digest(tmp_path)
    post(folder, "2026-01-23-harbour-weekly-2026-w04.md", TEXT.replace("2026-01-30", "2026-01-23"))
    result = drafter(folder, "ledger", "list")
    assert "2026-01-23  2026-W04  2      by hand" in result.stdout
    assert publish(folder).exit_code == 0
    assert lines(folder) == [("_posts/2026-01-23-harbour-weekly-2026-w04.md", True), (POST, False)]


def test_publish_itself_takes_them_in(tmp_path: Path) -> None:
    folder = digest(tmp_path)
    post(folder, "2026-01-23-other.md", TEXT.replace("2026-01-30", "2026-01-23"))
    assert "ledger: _posts/2026-01-23-other.md" in publish(folder).stderr


def test_a_draft_moved_by_hand_is_published_and_has_its_editions_window(tmp_path: Path) -> None:
    folder = digest(tmp_path)
    window = drafted(folder, datetime(2026, 1, 30, 9, tzinfo=ZoneInfo("Asia/Shanghai")), "2026-W05")
    (folder / POST).parent.mkdir()
    (folder / DRAFT).rename(folder / POST)
    assert "published already" in publish(folder).stderr
    [line] = ledger(folder)
    assert line["by_hand"]
    assert datetime.fromisoformat(line["cutoff"]) == window.end
    assert drafter(folder, "unpublish", POST).exit_code == 0
    assert (folder / DRAFT).exists()


def test_words_changed_by_hand_are_the_ledgers_from_then_on(tmp_path: Path) -> None:
    folder = digest(tmp_path)
    publish(folder)
    (folder / POST).write_text(
        TEXT.replace("US$1.5 billion. ", "US$1.6 billion. ").replace("It is worth US$1.5 billion.", "It is worth US$1.6 billion."), encoding="utf-8"
    )
    assert sync(folder, 9_000_000).added[0].draft == DRAFT
    [one] = published.publications(folder)
    assert one.items[0].sentences[1] == "It is worth US$1.6 billion."
    assert not one.by_hand


def test_a_look_at_a_folder_where_nothing_changed_writes_and_parses_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for number in range(1, 4):
        post(tmp_path, f"2026-01-0{number}-x.md", TEXT.replace("2026-01-30", f"2026-01-0{number}"))
    post(tmp_path, "2026-01-09-holiday.md", "---\ntitle: Closed\n---\n\n# Closed\n\nNo edition this week.\n")
    first = sync(tmp_path)
    assert (len(first.added), len(first.failures)) == (3, 1)
    before = (tmp_path / ".drafter/ledger.jsonl").read_bytes()
    monkeypatch.setattr(archive, "parse", None)
    again = sync(tmp_path, 1)
    assert (again.added, again.failures, again.known) == ((), (), 3)
    assert (tmp_path / ".drafter/ledger.jsonl").read_bytes() == before


def test_a_post_renamed_by_hand_is_one_post(tmp_path: Path) -> None:
    path = post(tmp_path, "2026-01-30-a.md")
    sync(tmp_path)
    path.rename(path.with_name("2026-01-30-b.md"))
    assert sync(tmp_path, 1).taken_back == ("_posts/2026-01-30-a.md",)
    assert lines(tmp_path) == [("_posts/2026-01-30-b.md", True)]


def test_a_post_hidden_by_hand_is_published_no_more_until_it_is_shown(tmp_path: Path) -> None:
    path = post(tmp_path, "2026-01-30-a.md")
    sync(tmp_path)
    path.write_text(TEXT.replace("date:", "published: false\ndate:"), encoding="utf-8")
    sync(tmp_path, 1)
    assert lines(tmp_path) == []
    path.write_text(TEXT, encoding="utf-8")
    sync(tmp_path, 2)
    assert lines(tmp_path) == [("_posts/2026-01-30-a.md", True)]


def test_a_deleted_post_stays_in_the_ledger_and_is_named(tmp_path: Path) -> None:
    path = post(tmp_path, "2026-01-30-a.md")
    sync(tmp_path)
    path.unlink()
    assert sync(tmp_path, 1).missing == ("_posts/2026-01-30-a.md",)
    assert lines(tmp_path) == [("_posts/2026-01-30-a.md", True)]


def test_hugos_drafts_are_not_published(tmp_path: Path) -> None:
    folder = tmp_path / "content/posts"
    folder.mkdir(parents=True)
    (folder / "a.md").write_text(TEXT.replace("date:", "draft: true\ndate:"), encoding="utf-8")
    (folder / "b.md").write_text(TEXT, encoding="utf-8")
    (folder / "_index.md").write_text("---\ntitle: Posts\n---\n", encoding="utf-8")
    settings = Settings(post={"profile": "hugo"})  # type: ignore[arg-type]  # read as settings are
    found = archive.sync(tmp_path, settings, NOW)
    assert [one.post for one in found.added] == ["content/posts/b.md"]
    assert not found.failures


# An archive


def test_an_archive_of_older_forms_is_taken_in_and_what_is_no_post_is_named(tmp_path: Path) -> None:
    folder = digest(tmp_path)
    old = folder / "old"
    (old / "2025").mkdir(parents=True)
    (old / "2025/2025-12-05-weekly.markdown").write_text(OLDER, encoding="utf-8")
    (old / "2025/2025-12-12-weekly.md").write_bytes(b"\xef\xbb\xbf" + OLDER.replace("2025-12-05", "2025-12-12 08:00:00 +0800").replace("\n", "\r\n").encode())
    (old / "no-front.md").write_text("# Notes\n\n### One\n\nText.\n\nSource: [T](https://x.example/1)\n", encoding="utf-8")
    (old / "2025-11-28-no-front.md").write_text("# Notes\n\n### One\n\nText.\n\nSource: [T](https://x.example/1)\n", encoding="utf-8")
    (old / "broken.md").write_bytes(b"---\ntitle: \xff\n---\n")
    (old / "about.md").write_text("---\ntitle: About us\ndate: 2025-01-01\n---\n\n# About us\n\nWe write.\n", encoding="utf-8")
    result = drafter(folder, "ledger", "build", "old")
    assert result.exit_code == 0, result.stderr
    found = {one.post: one for one in published.publications(folder)}
    assert list(found) == ["old/2025-11-28-no-front.md", "old/2025/2025-12-05-weekly.markdown", "old/2025/2025-12-12-weekly.md"]
    older = found["old/2025/2025-12-05-weekly.markdown"]
    assert (older.edition, older.language, older.title) == ("2025-W49", "zh", "港湾周报")
    assert [item.url for item in older.items] == ["https://ledger.example/2025/12/chief", "https://ledger.example/2025/12/vote"]
    assert older.items[0].sentences == ("港湾银行周三宣布由周知远接任行长。", "任期三年。")
    assert found["old/2025/2025-12-12-weekly.md"].items == older.items
    left_out = [line for line in result.stderr.splitlines() if line.startswith("left out")]
    assert [line.split(": ")[1] for line in left_out] == ["old/about.md", "old/broken.md", "old/no-front.md"]
    assert all(len(line.split(": ", 2)[2]) > 20 for line in left_out)


def test_building_twice_adds_nothing(tmp_path: Path) -> None:
    folder = digest(tmp_path)
    post(folder, "2025-12-05-weekly.md", OLDER)
    drafter(folder, "ledger", "build", "_posts")
    before = ledger(folder)
    assert "0 posts taken in, 1 were known" in drafter(folder, "ledger", "build", "_posts").stderr
    assert ledger(folder) == before


def test_show_tells_a_post_by_its_name_and_its_edition(tmp_path: Path) -> None:
    folder = digest(tmp_path)
    publish(folder)
    for name in (POST, "2026-W05", Path(POST).name):
        told = drafter(folder, "ledger", "show", name).stdout
        assert "Harbour Bank signs a facility" in told
        assert "https://ledger.example/harbour-loan" in told
    assert json.loads(drafter(folder, "ledger", "show", "2026-W05", "--json").stdout)[0]["post"] == POST
    assert drafter(folder, "ledger", "show", "2020-W01").exit_code == 2


def test_what_the_ledger_says_of_a_post_is_what_readers_see(tmp_path: Path) -> None:
    escaped = TEXT.replace("It is worth US$1.5 billion.", "It is worth **US$1.5&nbsp;billion**, as R\\&D \\[the bank\\] said.")
    path = post(tmp_path, "2026-01-30-a.md", escaped)
    sync(tmp_path)
    [one] = published.publications(tmp_path)
    parsed = post_read.parse(path.read_text(encoding="utf-8"))
    assert one.items[0].sentences[-1] == post_read.seen(parsed, parsed.items[0].prose[0], parsed.items[0].prose[0].sentences[-1])
    assert "\\" not in "".join(one.items[0].sentences)


# The file


def line(name: str, at: datetime | None = None, **more: object) -> Publication:
    return Publication(post=name, edition="2026-W05", date="2026-01-30", items=(PublishedItem(url="https://x.example/1"),), at=at, **more)  # type: ignore[arg-type]


def test_of_two_lines_of_a_post_the_one_written_later_counts_in_whichever_order_git_left_them(tmp_path: Path) -> None:
    early, late = line("_posts/a.md", NOW), line("_posts/a.md", NOW + timedelta(hours=1), taken_back=True)
    for order in ((early, late), (late, early)):
        shutil.rmtree(tmp_path / ".drafter", ignore_errors=True)
        published.add(tmp_path, *order)
        assert published.publications(tmp_path) == ()
        assert published.latest(tmp_path)["_posts/a.md"] == late


def test_a_posts_line_without_a_window_says_nothing_of_the_time_covered(tmp_path: Path) -> None:
    first = drafted(tmp_path, datetime(2026, 1, 23, 9, tzinfo=UTC), "2026-W04")
    published.add(tmp_path, line("_posts/a.md"))
    assert list(windows.covered(tmp_path)) == ["2026-W04"]
    published.add(tmp_path, line("_posts/a.md", start=first.start, cutoff=first.end, at=NOW))
    assert windows.covered(tmp_path)["2026-W05"].cutoff == first.end


def test_a_published_edition_keeps_its_window_where_the_drafts_folder_is_gone(tmp_path: Path) -> None:
    folder = digest(tmp_path)
    window = drafted(folder, datetime(2026, 1, 30, 9, tzinfo=ZoneInfo("Asia/Shanghai")), "2026-W05")
    publish(folder)
    shutil.rmtree(folder / ".drafter/editions")
    assert windows.covered(folder)["2026-W05"].cutoff == window.end
    assert drafted(folder, datetime(2026, 2, 6, 9, tzinfo=ZoneInfo("Asia/Shanghai"))).start == window.end


@pytest.mark.parametrize("broken", ["{", '{"post": "a.md"}', '{"post": 3, "edition": "2026-W05", "date": "x"}'])
def test_a_line_that_cannot_be_read_is_named_with_its_number(tmp_path: Path, broken: str) -> None:
    folder = digest(tmp_path)
    published.add(folder, line("_posts/a.md"))
    with (folder / ".drafter/ledger.jsonl").open("a", encoding="utf-8") as file:
        file.write(f"{broken}\n")
    result = drafter(folder, "ledger", "list")
    assert result.exit_code == 4
    assert "ledger.jsonl:2" in result.stderr
