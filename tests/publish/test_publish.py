"""`drafter publish` and `unpublish` on real files: what moves, what changes, what stops it."""

from __future__ import annotations

import hashlib
import json
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from drafter.publish import command
from drafter.store import published
from tests.publish.desk import CHINESE, DRAFT, ENGLISH, POST, digest, drafter, files, ledger, publish, told

BASE = "https://ledger.example"
BLOCKED = ENGLISH.replace("## Analysis", "<script>fetch('//x.example')</script>\n\n## Analysis")


def text_of(text: str) -> bytes:
    return text.replace("{base}", BASE).encode()


def test_a_draft_moves_to_its_day_byte_for_byte_and_enters_the_ledger(tmp_path: Path) -> None:
    folder = digest(tmp_path)
    result = publish(folder)
    assert result.exit_code == 0, result.stderr
    assert result.stdout == f"{POST}\n"
    assert (folder / POST).read_bytes() == text_of(ENGLISH)
    assert not (folder / DRAFT).exists()
    [line] = ledger(folder)
    assert line["post"] == POST
    assert line["draft"] == DRAFT
    assert line["edition"] == "2026-W05"
    assert line["date"] == "2026-01-30"
    assert line["digest"] == hashlib.sha256(text_of(ENGLISH)).hexdigest()
    assert [item["url"] for item in line["items"]] == [f"{BASE}/harbour-loan", f"{BASE}/stablecoin-rule"]
    assert line["items"][0]["sentences"] == ["Harbour Bank said on Tuesday that its facility would start in March.", "It is worth US$1.5 billion."]
    assert "by_hand" not in line


@pytest.mark.parametrize("ending", ["\n", "\r\n"], ids=["lf", "crlf"])
def test_of_the_front_matter_only_what_hides_the_post_is_taken_out(tmp_path: Path, ending: str) -> None:
    text = CHINESE.replace("\n", ending)
    folder = digest(tmp_path, text)
    assert publish(folder).exit_code == 0
    assert (folder / POST).read_bytes() == text_of(text.replace(f"published: false   # 勿发{ending}", ""))


def test_publishing_twice_changes_nothing(tmp_path: Path) -> None:
    folder = digest(tmp_path)
    publish(folder)
    before = files(folder)
    for post in (DRAFT, POST):
        again = publish(folder, post=post)
        assert again.exit_code == 0
        assert again.stdout == f"{POST}\n"
        assert "published already" in again.stderr
    assert files(folder) == before


def test_unpublish_takes_it_back_and_twice_changes_nothing(tmp_path: Path) -> None:
    folder = digest(tmp_path)
    publish(folder)
    assert drafter(folder, "unpublish", POST).exit_code == 0
    assert (folder / DRAFT).read_bytes() == text_of(ENGLISH)
    assert not (folder / POST).exists()
    assert [line.get("taken_back", False) for line in ledger(folder)] == [False, True]
    assert drafter(folder, "ledger", "list").stdout == ""
    before = files(folder)
    assert "taken back already" in drafter(folder, "unpublish", DRAFT).stderr
    assert files(folder) == before
    assert publish(folder).exit_code == 0
    assert drafter(folder, "ledger", "list").stdout.count(POST) == 1


def test_a_draft_changed_after_unpublishing_is_published_as_it_is_then(tmp_path: Path) -> None:
    folder = digest(tmp_path)
    publish(folder)
    drafter(folder, "unpublish", POST)
    (folder / DRAFT).write_bytes(text_of(ENGLISH.replace("bind lenders", "bind all lenders")))
    assert publish(folder).exit_code == 0
    assert b"bind all lenders" in (folder / POST).read_bytes()


def test_unpublish_overwrites_no_other_draft(tmp_path: Path) -> None:
    folder = digest(tmp_path)
    publish(folder)
    (folder / DRAFT).write_text("mine", encoding="utf-8")
    result = drafter(folder, "unpublish", POST)
    assert result.exit_code == 2
    assert (folder / DRAFT).read_text(encoding="utf-8") == "mine"
    assert (folder / POST).exists()


def test_with_hugo_the_post_stays_where_it_is_and_is_a_draft_no_more(tmp_path: Path) -> None:
    name = "content/posts/harbour-weekly-2026-w05.md"
    text = ENGLISH.replace("date: 2026-01-30\n", "date: 2026-01-30\ndraft: true  # until Friday\n")
    folder = digest(tmp_path, text, draft=name, post={"profile": "hugo"})
    assert publish(folder, post=name).exit_code == 0
    assert (folder / name).read_bytes() == text_of(text.replace("draft: true", "draft: false"))
    assert ledger(folder)[0]["post"] == name
    assert drafter(folder, "unpublish", name).exit_code == 0
    assert (folder / name).read_bytes() == text_of(text)


def test_a_draft_held_back_among_the_posts_gets_its_day_there(tmp_path: Path) -> None:
    text = CHINESE
    folder = digest(tmp_path, text, draft="site/_posts/held.md", post={"folder": "site/_posts"})
    assert publish(folder, post="site/_posts/held.md").exit_code == 0
    assert (folder / "site/_posts/2026-01-30-held.md").exists()
    assert drafter(folder, "unpublish", "site/_posts/2026-01-30-held.md").exit_code == 0
    assert b"published: false" in (folder / "site/_posts/held.md").read_bytes()


def test_a_collections_drafts_go_to_the_collections_posts(tmp_path: Path) -> None:
    folder = digest(tmp_path, draft="zh/_drafts/2026-01-29-week.md", post={"folder": "zh/_drafts"})
    assert publish(folder, post="zh/_drafts/2026-01-29-week.md").stdout == "zh/_posts/2026-01-30-week.md\n"


def test_a_dry_run_says_where_it_would_go_and_writes_nothing(tmp_path: Path) -> None:
    folder = digest(tmp_path)
    before = files(folder)
    result = publish(folder, "--dry-run")
    assert result.stdout == f"{POST}\n"
    assert files(folder) == before


def test_another_post_in_its_place_stops_it(tmp_path: Path) -> None:
    folder = digest(tmp_path)
    (folder / "_posts").mkdir()
    (folder / POST).write_bytes(text_of(ENGLISH.replace("Two banks", "Three banks")))
    before = (folder / POST).read_bytes()
    data = told(folder, "--override", "hurry", "--by", "Lin")
    assert data["done"] == "stopped"
    assert [stop["code"] for stop in data["stops"]] == ["another-post"]
    assert (folder / POST).read_bytes() == before
    assert (folder / DRAFT).exists()


def test_a_draft_whose_earlier_state_is_published_is_not_published_beside_it(tmp_path: Path) -> None:
    folder = digest(tmp_path)
    publish(folder)
    (folder / DRAFT).write_bytes(text_of(ENGLISH.replace("date: 2026-01-30", "date: 2026-01-31")))
    assert [stop["code"] for stop in told(folder)["stops"]] == ["published-already"]


def test_a_post_that_states_no_day_gets_todays_name_and_its_front_matter_is_left_alone(tmp_path: Path) -> None:
    text = ENGLISH.replace("date: 2026-01-30\n", "")
    folder = digest(tmp_path, text)
    today = datetime.now(ZoneInfo("Asia/Shanghai")).date()
    name = publish(folder).stdout.strip()
    assert name in {f"_posts/{day}-harbour-weekly-2026-w05.md" for day in (today, today + timedelta(days=1))}
    assert (folder / name).read_bytes() == text_of(text)


def test_a_site_around_the_digest_keeps_its_posts_beside_its_drafts(tmp_path: Path) -> None:
    folder = digest(tmp_path / "site/digest", draft="../_drafts/week.md", post={"folder": "../_drafts"})
    assert publish(folder, "-C", ".", post="../_drafts/week.md").exit_code == 0
    assert (tmp_path / "site/_posts/2026-01-30-week.md").exists()
    assert drafter(folder, "ledger", "list").stdout.count("../_posts/2026-01-30-week.md") == 1


def test_sources_that_are_not_kept_here_are_told(tmp_path: Path) -> None:
    assert "2 sources are not kept on this machine" in publish(digest(tmp_path)).stderr


def test_a_drafts_name_may_come_again_each_week(tmp_path: Path) -> None:
    folder = digest(tmp_path, draft="_drafts/week.md")
    assert publish(folder, post="_drafts/week.md").stdout == "_posts/2026-01-30-week.md\n"
    (folder / "_drafts/week.md").write_bytes(text_of(ENGLISH.replace("2026-01-30", "2026-02-06")))
    assert publish(folder, post="_drafts/week.md").stdout == "_posts/2026-02-06-week.md\n"
    assert drafter(folder, "unpublish", "_drafts/week.md").exit_code == 0
    assert [path.name for path in (folder / "_posts").iterdir()] == ["2026-01-30-week.md"]
    assert [one.post for one in published.publications(folder)] == ["_posts/2026-01-30-week.md"]
    assert published.of_draft(folder, "_drafts/week.md", "2026-W05") is not None
    assert published.of_draft(folder, "_drafts/week.md", "2026-W06") is None


# What stops it


def test_markup_that_acts_is_let_through_by_no_override_but_by_a_waiver_of_its_words(tmp_path: Path) -> None:
    folder = digest(tmp_path, BLOCKED)
    result = publish(folder, "--override", "hurry", "--by", "Lin")
    assert result.exit_code == 3
    assert "live-markup" in result.stderr
    assert (folder / DRAFT).exists()
    assert not ledger(folder)
    assert drafter(folder, "check", DRAFT, "--waive", "live-markup", "--words", "<script>", "--reason", "our own counter").exit_code == 0
    left = told(folder)["stops"]
    assert [stop["words"] for stop in left] == ["</script>"]


@pytest.mark.parametrize(
    ("old", "new"),
    [('title: "Two banks and a rule"', "title: Two banks: a rule"), ("---\nlayout", "--\nlayout"), ("tags: [ports,", "tags: [ports")],
)
def test_front_matter_that_cannot_be_read_stops_it_whatever_is_said(tmp_path: Path, old: str, new: str) -> None:
    folder = digest(tmp_path, ENGLISH.replace(old, new, 1))
    if new.startswith("tags"):
        (folder / DRAFT).write_bytes(text_of(ENGLISH.replace("tags: [ports,  banks]", "tags: [ports")))
    data = told(folder, "--override", "hurry", "--by", "Lin")
    assert data["done"] == "stopped"
    assert "front-matter-fault" in {stop["code"] for stop in data["stops"]}
    assert (folder / DRAFT).exists()


@pytest.mark.parametrize("note", ["**Editor's note:** ask the bank.", "编辑注：请核对。"])
def test_a_note_to_the_editor_stops_it_whatever_is_said_or_waived(tmp_path: Path, note: str) -> None:
    folder = digest(tmp_path, ENGLISH.replace("## Analysis\n", f"{note}\n\n## Analysis\n"))
    drafter(folder, "check", DRAFT, "--waive", "editor-note-left", "--reason", "fine")
    data = told(folder, "--override", "hurry", "--by", "Lin")
    assert [stop["code"] for stop in data["stops"]] == ["editor-note-left"]
    assert not data["stops"][0]["overridable"]


def test_an_embargo_stops_it_until_its_time_whatever_is_said(tmp_path: Path) -> None:
    folder = digest(tmp_path)
    inbox = folder / ".drafter/inbox"
    inbox.mkdir(parents=True)
    entry = "---\nurl: {url}\ntitle: T\nadded: 2026-01-20\nnot_before: {day}\n---\n"
    (inbox / "a.md").write_text(entry.format(url=f"{BASE}/stablecoin-rule?utm_source=x", day="2999-01-01"), encoding="utf-8")
    data = told(folder, "--override", "hurry", "--by", "Lin")
    assert [(stop["code"], stop["where"]) for stop in data["stops"]] == [("embargo", "A rule for reserves")]
    (inbox / "a.md").write_text(entry.format(url=f"{BASE}/stablecoin-rule", day="2026-01-21"), encoding="utf-8")
    assert told(folder)["done"] == "published"


def test_a_broken_inbox_file_is_told_since_it_may_hold_an_embargo(tmp_path: Path) -> None:
    folder = digest(tmp_path)
    (folder / ".drafter/inbox").mkdir(parents=True)
    (folder / ".drafter/inbox/a.md").write_text("---\nurl: [\n---\n", encoding="utf-8")
    assert ".drafter/inbox/a.md" in publish(folder).stderr


def test_an_embargoed_text_without_an_address_is_known_by_its_title(tmp_path: Path) -> None:
    text = ENGLISH.replace("[Regulator proposes reserve rule for stablecoin issuers]({base}/stablecoin-rule)", "Paper under embargo")
    folder = digest(tmp_path, text)
    inbox = folder / ".drafter/inbox"
    inbox.mkdir(parents=True)
    (inbox / "a.md").write_text("---\ntitle: Paper  under embargo\nadded: 2026-01-20\nnot_before: 2999-01-01\n---\n\nA text.\n", encoding="utf-8")
    assert [stop["code"] for stop in told(folder)["stops"]] == ["embargo"]


def test_an_override_needs_a_reason_and_a_name(tmp_path: Path) -> None:
    folder = digest(tmp_path)
    for words in (["--override", "hurry"], ["--by", "Lin"], ["--override", " ", "--by", "Lin"]):
        assert publish(folder, *words).exit_code == 2
    assert (folder / DRAFT).exists()


def test_what_is_not_there_is_named(tmp_path: Path) -> None:
    result = publish(digest(tmp_path), post="_drafts/nothing.md")
    assert result.exit_code == 2
    assert "_drafts/nothing.md: is not there" in result.stderr


def test_a_closing_line_about_the_model_survives_and_its_loss_is_told(tmp_path: Path) -> None:
    line = "Drafted with the help of a language model; every figure was checked by an editor."
    folder = digest(tmp_path / "kept", post={"ai_disclosure": line})
    assert "ai_disclosure" not in publish(folder).stderr
    assert line.encode() in (folder / POST).read_bytes()
    lost = digest(tmp_path / "lost", ENGLISH.replace(line, ""), post={"ai_disclosure": line})
    result = publish(lost)
    assert result.exit_code == 0
    assert "post.ai_disclosure" in result.stderr


def test_a_post_dated_ahead_is_told(tmp_path: Path) -> None:
    folder = digest(tmp_path, ENGLISH.replace("2026-01-30", "2999-01-30"))
    assert "2999-01-30, which is ahead" in publish(folder).stderr


def test_the_json_names_everything(tmp_path: Path) -> None:
    data = told(digest(tmp_path, BLOCKED), "--dry-run")
    assert data["done"] == "stopped"
    assert data["counts"]["flags"]["BLOCK"] == 2
    assert {failure["message"] for failure in data["links"]["unchecked"]} == {"was not looked at again: the command works offline"}
    assert json.dumps(data["stops"])


def test_undo_does_not_turn_a_published_post_into_its_draft(tmp_path: Path) -> None:
    folder = digest(tmp_path, CHINESE, draft="site/_posts/held.md", post={"folder": "site/_posts"})
    post = "site/_posts/2026-01-30-held.md"
    assert publish(folder, post="site/_posts/held.md").exit_code == 0
    text = (folder / post).read_bytes()
    result = drafter(folder, "undo", post)
    assert result.exit_code == 2
    assert "as it was first kept" in result.stderr
    assert (folder / post).read_bytes() == text
    (folder / post).write_bytes(text + "下周再说。\n".encode())
    assert drafter(folder, "undo", post).exit_code == 0
    assert (folder / post).read_bytes() == text
    beside = drafter(folder, "undo", "site/_posts/held.md")
    assert f"is published as {post}" in beside.stderr
    assert not (folder / "site/_posts/held.md").exists()


def test_words_typed_while_links_are_looked_at_are_not_lost(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = digest(tmp_path)
    typed = text_of(ENGLISH.replace("bind lenders", "bind all lenders"))
    looked = command.look_again

    async def look(*given: Any) -> Any:
        (folder / DRAFT).write_bytes(typed)
        return await looked(*given)

    monkeypatch.setattr(command, "look_again", look)
    stopped = publish(folder)
    assert stopped.exit_code == 1
    assert "was changed while" in stopped.stderr
    assert (folder / DRAFT).read_bytes() == typed
    assert not (folder / POST).exists()
    assert publish(folder).exit_code == 0
    assert (folder / POST).read_bytes() == typed
