"""The home of a digest over real HTTP: the editor's text files stay the truth, long work is told, cancelled and begun again."""

from __future__ import annotations

import asyncio
import base64
import http.client
import json
import os
import re
import shutil
import signal
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest

from drafter import choices, shortlisted, theses
from drafter.desk import Desk
from drafter.entities import Thesis
from drafter.post.read import parse
from drafter.review import app
from drafter.review.home.words import HOME_WORDS
from drafter.review.home.work import Task, Work
from drafter.review.words import WORDS
from drafter.store import lock
from tests.review.homes import NOW, Home, at_home
from tests.review.material import POST, until

DEMO = Path(__file__).parent.parent.parent / "fixtures" / "demo"


@pytest.fixture(scope="module")
def laid(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The demo digest, drafted with its kept answers and its candidates laid out: shortlist.txt and theses.txt are there."""
    folder = Path(shutil.copytree(DEMO, tmp_path_factory.mktemp("home") / "demo"))
    with at_home(folder, model={"kind": "replay"}) as home:
        assert home.does("shortlist")["state"] == "done"
        drafted = home.does("draft")
        assert drafted["state"] == "done", drafted
    return folder


@pytest.fixture
def home(laid: Path, tmp_path: Path) -> Iterator[Home]:
    with at_home(Path(shutil.copytree(laid, tmp_path / "demo")), model={"kind": "replay"}) as found:
        yield found


def decided(stories: list[dict[str, Any]], **words: str) -> list[dict[str, str]]:
    return [{"url": stories[int(n[1:])]["url"], "word": word, "section": ""} for n, word in words.items()]


# Who may


@pytest.mark.parametrize(
    ("method", "path"),
    [
        ("POST", "/tasks"),
        ("DELETE", "/tasks/edition"),
        ("POST", "/inbox"),
        ("PUT", "/inbox/x"),
        ("DELETE", "/inbox/x"),
        ("PUT", "/shortlist"),
        ("PUT", "/theses"),
    ],
)
def test_no_write_without_the_token_from_elsewhere_or_under_another_name(home: Home, method: str, path: str) -> None:
    for headers in ({"X-Drafter-Token": "wrong"}, {"Origin": "https://evil.example"}, {"Host": "evil.example"}, {"Content-Type": "text/plain"}, {"Cookie": ""}):
        assert home.ask(method, path, {}, **headers)[0] in (400, 403, 415)
    assert home.state()["work"] == {}


def test_the_page_holds_nothing_inline_and_its_state_ends_no_block(home: Home) -> None:
    status, page = home.ask("GET", "/")
    assert status == 200
    assert "<script>" not in page
    assert "<style" not in page
    assert " onclick" not in page
    assert page.count("</script>") == 3


# Drafts


def test_a_draft_is_told_by_stage_and_item_and_its_post_can_be_opened(home: Home) -> None:
    task = home.does("draft")
    assert task["state"] == "done"
    assert {name for name, _, _ in task["stages"]} == {"sources", "articles", "summaries"}
    assert all(done == of for _, done, of in task["stages"])
    assert len(task["items"]) == 12
    assert all(done for _, done in task["items"])
    status, page = home.ask("GET", f"/posts/{task['result']['post']}")
    assert status == 200
    assert "粤港四家银行" in page
    assert home.ask("GET", "/posts/other-000000")[0] == 404


def test_work_is_told_as_it_changes_without_being_asked_for(home: Home) -> None:
    parts = urlsplit(home.address)
    connection = http.client.HTTPConnection(parts.hostname or "", parts.port, timeout=60)
    connection.request("GET", "/events", headers={"Cookie": f"drafter-{parts.port}={home.key}"})
    answer = connection.getresponse()
    assert home.ask("POST", "/tasks", {"what": "draft"})[0] == 202
    states = []
    for _ in range(4000):
        row = answer.readline().decode().strip()
        if row.startswith("data: {") and (edition := json.loads(row[6:]).get("edition")):
            states.append(edition["state"])
            if edition["state"] != "running":
                break
    connection.close()
    assert states[0] == "running"
    assert states[-1] == "done"


def test_cancelled_work_lets_go_and_the_same_start_goes_on(home: Home) -> None:
    assert home.ask("POST", "/tasks", {"what": "draft"})[0] == 202
    assert home.ask("DELETE", "/tasks/edition")[0] == 200
    assert home.ended("edition")["state"] in ("cancelled", "done")  # it may have been quicker
    with lock.held(home.folder, NOW):
        pass
    assert home.does("draft")["state"] == "done"


def test_cancelling_ends_what_waits_and_a_second_start_is_refused_until_then() -> None:
    work, begun = Work(), []

    async def waits(task: Task) -> dict[str, Any]:
        begun.append(task.number)
        await asyncio.Event().wait()
        return {}

    task = work.start("edition", "draft", "2026-W05", waits)
    until(lambda: begun, "it began")
    with pytest.raises(Exception, match="going on"):
        work.start("edition", "shortlist", "2026-W05", waits)
    work.cancel("edition")
    until(lambda: task.state == "cancelled", "it let go")
    again = work.start("edition", "draft", "2026-W05", waits)
    work.close()
    assert again.state == "cancelled"


def test_a_digest_that_another_drafter_works_on_says_who_and_the_way_out(home: Home) -> None:
    with lock.held(home.folder, NOW):
        task = home.does("draft")
    assert task["state"] == "failed"
    assert "另一个 drafter" in task["error"]["what"]
    assert task["error"]["way_out"]


def test_a_week_that_is_none_and_a_setting_that_is_broken_are_told(home: Home) -> None:
    assert home.ask("POST", "/tasks", {"what": "draft", "week": "../../x"})[0] == 422
    assert home.ask("GET", "/state?week=../../x")[0] == 422
    (home.folder / "drafter.toml").write_text("[digest]\nlanguag = 'zh'\n", encoding="utf-8")
    status, said = home.ask("GET", "/state")
    assert status == 422
    assert "languag" in said["subject"] + said["what"]


# Editions


def test_an_edition_says_what_became_of_it_and_what_is_left_of_drafters_words(home: Home) -> None:
    (edition,) = home.state()["editions"]
    assert (edition["name"], edition["state"], edition["runs"]) == ("2026-W05", "drafted", 2)
    before = home.ask("GET", "/editions/2026-W05/now")[1]
    assert before["effort"]["kept"] == before["effort"]["wrote"] == before["effort"]["now"]
    post = home.folder / POST
    post.write_text(post.read_text(encoding="utf-8").rstrip() + "再补一句，共7777笔。\n", encoding="utf-8")
    assert home.state()["editions"][0]["state"] == "edited"
    after = home.ask("GET", "/editions/2026-W05/now")[1]
    assert after["effort"]["kept"] <= after["effort"]["wrote"] < after["effort"]["now"]
    assert sum(after["flags"].values()) > sum(before["flags"].values())
    assert home.ask("GET", "/editions/2020-W01/now")[0] == 404


def test_an_edition_whose_draft_was_moved_away_is_listed_all_the_same(home: Home) -> None:
    (home.folder / POST).unlink()
    (edition,) = home.state()["editions"]
    assert (edition["state"], edition["post"]) == ("gone", "")


# Shortlist


def test_a_shortlist_taken_apart_and_put_together_is_the_same_text(home: Home) -> None:
    text = home.file("shortlist.txt").read_text(encoding="utf-8")
    head, stories = shortlisted.laid(text)
    assert choices.written(head, stories, choices.read(text, "x")) == text


def test_collecting_candidates_does_not_end_with_the_advice_to_collect_them(home: Home) -> None:
    assert home.does("shortlist")["result"]["notes"] == []
    assert any("由 drafter 自己选的" in note for note in home.does("draft")["result"]["notes"])


def test_choices_go_into_the_file_in_their_order_and_a_persons_lines_stay(home: Home) -> None:
    path = home.file("shortlist.txt")
    stories = home.state()["shortlist"]["stories"]
    text = path.read_text(encoding="utf-8")
    own = f"# 周三再问一次\nitem?  {stories[2]['url']}"
    path.write_text(text.replace(f"item?  {stories[2]['url']}", own) + "# 结尾的话\n", encoding="utf-8")
    state = home.state()["shortlist"]
    sent = decided(stories, s2="lead", s0="item", s4="brief", s1="drop")
    status, said = home.ask("PUT", "/shortlist", {"decided": sent, "digest": state["digest"]})
    assert status == 200
    after = path.read_text(encoding="utf-8")
    read = choices.read(after, "x")
    assert [(one.url, one.word) for one in read.choices.decided] == [(one["url"], one["word"]) for one in sent]
    assert f"# 周三再问一次\nlead   {stories[2]['url']}" in after
    assert "# 结尾的话" in after
    assert [one["word"] for one in said["stories"][:4]] == ["lead", "item", "brief", "drop"]
    task = home.does("draft")
    assert task["items"][0][0] == stories[2]["title"]
    assert stories[1]["title"] not in dict(task["items"])


def test_a_choice_taken_back_is_drafters_proposal_again(home: Home) -> None:
    before = home.file("shortlist.txt").read_text(encoding="utf-8")
    state = home.state()["shortlist"]
    _, said = home.ask("PUT", "/shortlist", {"decided": decided(state["stories"], s0="drop"), "digest": state["digest"]})
    home.ask("PUT", "/shortlist", {"decided": [], "digest": said["digest"]})
    assert home.file("shortlist.txt").read_text(encoding="utf-8") == before


def test_a_shortlist_changed_elsewhere_is_not_written_over_and_both_are_told(home: Home) -> None:
    path = home.file("shortlist.txt")
    state = home.state()["shortlist"]
    text = path.read_text(encoding="utf-8").replace(f"item?  {state['stories'][3]['url']}", f"lead   {state['stories'][3]['url']}")
    path.write_text(text, encoding="utf-8")
    status, there = home.ask("PUT", "/shortlist", {"decided": decided(state["stories"], s0="drop"), "digest": state["digest"]})
    assert status == 412
    assert path.read_text(encoding="utf-8") == text
    assert [one["url"] for one in there["stories"] if one["decided"]] == [state["stories"][3]["url"]]


@pytest.mark.parametrize("url", ["https://a.example/x\nlead https://b.example/", "", "https://a.example/x y", "# note"])
def test_what_is_no_address_cannot_become_a_line(home: Home, url: str) -> None:
    before = home.file("shortlist.txt").read_bytes()
    status, said = home.ask("PUT", "/shortlist", {"decided": [{"url": url, "word": "lead", "section": ""}], "digest": home.state()["shortlist"]["digest"]})
    assert status == 422
    assert said["way_out"]
    assert home.file("shortlist.txt").read_bytes() == before


def meanwhile(monkeypatch: pytest.MonkeyPatch, does: Callable[[], None]) -> None:
    """`does` happens while a run makes the shortlist's new text, between reading and writing it."""
    written, first = choices.written, threading.Event()

    def slow(*arguments: Any) -> str:
        if not first.is_set():
            first.set()
            does()
        return written(*arguments)

    monkeypatch.setattr(choices, "written", slow)


def test_a_choice_at_the_moment_when_a_run_writes_the_shortlist_anew_is_kept_or_told(home: Home, monkeypatch: pytest.MonkeyPatch) -> None:
    path = home.file("shortlist.txt")
    path.write_text(path.read_text(encoding="utf-8").replace("| Shortlist", "| 旧 Shortlist", 1), encoding="utf-8")
    before = home.state()["shortlist"]
    wanted, told = decided(before["stories"], s2="drop"), []
    choosing = threading.Thread(target=lambda: told.append(home.ask("PUT", "/shortlist", {"decided": wanted, "digest": before["digest"]})))

    def choose() -> None:
        choosing.start()
        choosing.join(0.5)

    meanwhile(monkeypatch, choose)
    assert home.does("shortlist")["state"] == "done"
    choosing.join(30)
    ((status, said),) = told
    if status == 412:
        status, said = home.ask("PUT", "/shortlist", {"decided": wanted, "digest": said["digest"]})
    assert status == 200
    assert [(one["url"], one["word"]) for one in home.state()["shortlist"]["stories"] if one["decided"]] == [(wanted[0]["url"], "drop")]
    assert "旧 Shortlist" not in home.file("shortlist.txt").read_text(encoding="utf-8")


def test_what_a_text_editor_saves_while_a_run_writes_the_shortlist_is_taken_in(home: Home, monkeypatch: pytest.MonkeyPatch) -> None:
    path = home.file("shortlist.txt")
    meanwhile(
        monkeypatch, lambda: path.write_text(path.read_text(encoding="utf-8") + "lead https://by.hand.example/story\n# 我加的\n", encoding="utf-8") and None
    )
    assert home.does("shortlist")["state"] == "done"
    read = choices.read(path.read_text(encoding="utf-8"), "shortlist.txt")
    assert [one.url for one in read.choices.decided] == ["https://by.hand.example/story"]
    assert read.comments[""] == ("# 我加的",)


def test_theses_that_a_run_lays_down_while_one_is_picked_on_the_page_are_not_lost(home: Home, monkeypatch: pytest.MonkeyPatch) -> None:
    """The page has read the file and not written it yet when the run comes."""
    found, formatted, came = home.state()["theses"], theses.format, threading.Event()
    fresh = Thesis(text="两家银行都先谈价格再谈期限", item_ids=tuple(one["id"] for one in found["items"][:2]))
    desk = Desk(home.folder, home.digest.window(), home.digest.settings().digest.zone, ())
    run = threading.Thread(target=lambda: desk.lay_theses([fresh], {}))

    def slow(*arguments: Any) -> str:
        if not came.is_set():
            came.set()
            run.start()
            run.join(0.5)
        return formatted(*arguments)

    monkeypatch.setattr(theses, "format", slow)
    status, _ = home.ask("PUT", "/theses", {"words": {"0": "use"}, "digest": found["digest"]})
    run.join(30)
    assert status == 200
    now = home.state()["theses"]["theses"]
    assert [one["word"] for one in now if one["text"] == found["theses"][0]["text"]] == ["use"]
    assert fresh.text in [one["text"] for one in now]


def test_a_section_is_the_digests_own_or_refused(home: Home) -> None:
    toml = home.folder / "drafter.toml"
    toml.write_text(toml.read_text(encoding="utf-8").replace("[digest]\n", '[digest]\nsections = ["支付", "监管"]\n'), encoding="utf-8")
    state = home.state()["shortlist"]
    assert state["sections"] == ["支付", "监管"]
    sent = {"url": state["stories"][0]["url"], "word": "lead", "section": "监管"}
    assert home.ask("PUT", "/shortlist", {"decided": [{**sent, "section": "] drop x"}], "digest": state["digest"]})[0] == 422
    assert home.ask("PUT", "/shortlist", {"decided": [sent], "digest": state["digest"]})[0] == 200
    assert f"lead   [监管] {sent['url']}" in home.file("shortlist.txt").read_text(encoding="utf-8")


def test_a_line_that_cannot_be_read_is_told_in_its_place(home: Home) -> None:
    path = home.file("shortlist.txt")
    path.write_text(path.read_text(encoding="utf-8") + "perhaps https://a.example/\n", encoding="utf-8")
    state = home.state()
    assert "读不出来" in state["shortlist"]["error"]["what"]
    assert state["editions"]


# Theses


def test_theses_are_picked_skipped_and_written_in_the_file_the_draft_reads(home: Home) -> None:
    state = home.state()["theses"]
    assert len(state["theses"]) >= 2
    own = {"text": "两条新闻说的是同一件事。", "item_ids": [one["id"] for one in state["items"][:2]], "against": [state["items"][2]["id"]]}
    words = {str(state["theses"][0]["n"]): "skip", str(state["theses"][1]["n"]): "use"}
    status, said = home.ask("PUT", "/theses", {"words": words, "own": own, "digest": state["digest"]})
    assert status == 200
    assert [one["text"] for one in said["theses"] if one["word"] == "use"] == [state["theses"][1]["text"], own["text"]]
    text = home.file("theses.txt").read_text(encoding="utf-8")
    assert f"skip [{' '.join(state['theses'][0]['item_ids'])}" in text
    assert f"use [{state['items'][0]['id']} {state['items'][1]['id']} -{state['items'][2]['id']}] 两条新闻说的是同一件事。" in text
    home.file("theses.txt").write_text(text + "# 我的话\n", encoding="utf-8")
    assert home.ask("PUT", "/theses", {"words": {}, "digest": said["digest"]})[0] == 412
    assert home.file("theses.txt").read_text(encoding="utf-8") == text + "# 我的话\n"


@pytest.mark.parametrize("own", [{"text": "一句。", "item_ids": []}, {"text": "", "item_ids": ["i1", "i2"]}, {"text": "x", "item_ids": ["i1", "i2] use [i3"]}])
def test_a_thesis_that_rests_on_nothing_or_says_nothing_is_refused(home: Home, own: dict[str, Any]) -> None:
    before = home.file("theses.txt").read_bytes()
    assert home.ask("PUT", "/theses", {"own": own, "digest": home.state()["theses"]["digest"]})[0] == 422
    assert home.file("theses.txt").read_bytes() == before


def test_a_thesis_can_be_written_before_the_first_draft(tmp_path: Path) -> None:
    folder = Path(shutil.copytree(DEMO, tmp_path / "demo"))
    with at_home(folder, model={"kind": "replay"}) as home:
        assert home.state()["editions"] == []
        home.does("shortlist")
        state = home.state()["theses"]
        own = {"text": "稳定币牌照和存款代币化指向同一条路。", "item_ids": [one["id"] for one in state["items"][:2]]}
        assert home.ask("PUT", "/theses", {"own": own, "digest": ""})[0] == 200
        (thesis,) = home.state()["theses"]["theses"]
        assert thesis["word"] == "use"
        assert home.state()["editions"][0]["state"] == "laid"


# Inbox


def added(home: Home, **sent: Any) -> dict[str, Any]:
    status, said = home.ask("POST", "/inbox", sent)
    assert status == 202, said
    task = home.ended("inbox")
    assert task["state"] == "done", task["error"]
    found: dict[str, Any] = task["result"]["added"][0]
    return found


PASTED = "监管机构就稳定币准备金征求意见。\n\n" + "征求意见稿要求发行人每日披露准备金的构成，并由独立机构按月核验。" * 6


def test_an_address_a_text_and_a_file_are_put_by_and_listed(home: Home) -> None:
    assert added(home, url="https://blocked.example/a/story", note="请看第三段")["problem"] == "not-kept"
    assert added(home, text=PASTED, title="准备金征求意见", url="https://regulator.example/reserve", private=True, not_before="2026-03-01")["done"] == "added"
    body = base64.b64encode(("# A circular\n\n" + "The office wrote to all banks about clearing hours on Monday. " * 12).encode()).decode()
    assert added(home, file=body, name="../../circular.md")["done"] == "added"
    entries = {one["title"]: one for one in home.state()["inbox"]["entries"]}
    blocked = next(one for one in entries.values() if one["url"].startswith("https://blocked"))
    assert (blocked["note"], blocked["by"], blocked["when"], blocked["problem"]) == ("请看第三段", ["Ann"], "now", "not-kept")
    held = entries["准备金征求意见"]
    assert (held["private"], held["when"], held["text"]) == (True, "held", True)
    assert len(entries) == 3
    assert not list(home.folder.parent.glob("circular*"))


def test_pasted_text_makes_an_address_readable_that_was_not(home: Home) -> None:
    added(home, url="https://blocked.example/a/story")
    added(home, url="https://blocked.example/a/story", text=PASTED, title="准备金征求意见")
    (entry,) = home.state()["inbox"]["entries"]
    assert (entry["problem"], entry["text"], entry["title"]) == ("", True, "准备金征求意见")


def test_what_cannot_be_put_by_is_refused_with_its_reason(home: Home) -> None:
    for sent in (
        {"url": "ftp://a.example/x"},
        {"url": "https://me:secret@a.example/x"},
        {"url": ""},
        {"text": "x", "kind": "gossip"},
        {"file": "!", "name": "a.txt"},
    ):
        status, said = home.ask("POST", "/inbox", sent)
        assert status == 422, sent
        assert said["what"]
    assert home.state()["inbox"]["entries"] == []


def test_a_file_beyond_the_bound_is_refused_before_it_is_read(home: Home) -> None:
    big = {"name": "a.txt", "file": base64.b64encode(b"x" * 9_000_000).decode()}
    assert home.ask("POST", "/inbox", big)[0] == 202
    assert home.ended("inbox")["result"]["added"][0]["problem"] == "too-large"
    assert home.ask("POST", "/inbox", {}, Content_Length="25000000")[0] == 413
    assert home.ask("PUT", "/shortlist", {}, Content_Length="5000000")[0] == 413


def test_a_candidate_is_changed_and_taken_out_and_nothing_is_deleted(home: Home) -> None:
    added(home, text=PASTED, title="准备金征求意见")
    (entry,) = home.state()["inbox"]["entries"]
    assert home.ask("PUT", f"/inbox/{entry['id']}", {"note": "头条？", "kind": "regulator", "private": True})[0] == 200
    (entry,) = home.state()["inbox"]["entries"]
    assert (entry["note"], entry["kind"], entry["private"]) == ("头条？", "regulator", True)
    status, said = home.ask("DELETE", f"/inbox/{entry['id']}")
    assert status == 200
    assert (home.folder / said["moved"][0]).is_file()
    assert home.state()["inbox"]["entries"] == []
    assert home.ask("DELETE", f"/inbox/{entry['id']}")[0] == 422


# The command


def start(folder: Path) -> tuple[subprocess.Popen[str], str]:
    """The command itself, and the address that it prints."""
    command = [sys.executable, "-m", "drafter", "review", "-C", str(folder), "--bundle", str(folder), "--no-browser", "--port", "0"]
    env = {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path), "DRAFTER_MODEL__KIND": "replay"}
    process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, env=env)
    assert process.stdout
    return process, process.stdout.readline().strip()


def test_a_server_killed_in_the_middle_of_a_draft_leaves_nothing_broken(laid: Path, tmp_path: Path) -> None:
    folder = Path(shutil.copytree(laid, tmp_path / "demo"))
    process, address = start(folder)
    home = Home(folder, None, Work(), address.partition("key=")[2], address)  # type: ignore[arg-type]  # only asked over HTTP
    assert home.ask("POST", "/tasks", {"what": "draft"})[0] == 202
    process.send_signal(signal.SIGKILL)
    process.wait()
    with lock.held(folder, NOW):
        assert len(parse((folder / POST).read_text(encoding="utf-8")).items) >= 2, "the draft is whole, the old one or the new"
    process, home.address = start(folder)
    try:
        assert home.state()["work"] == {}
        drafted = home.does("draft")
        assert drafted["state"] == "done", drafted
        assert home.state()["editions"][0]["last"]["status"] == "finished"
    finally:
        process.send_signal(signal.SIGINT)
        assert process.wait(30) == 0


def test_a_folder_that_is_no_digest_is_told_before_a_browser_opens(tmp_path: Path) -> None:
    result = subprocess.run(
        [sys.executable, "-m", "drafter", "review", "-C", str(tmp_path), "--no-browser"],
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
        env={**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)},
    )
    assert result.returncode == 2
    assert "drafter init" in result.stderr
    assert not list(tmp_path.iterdir())


# Words


def test_every_word_that_the_home_says_is_there_in_both_languages() -> None:
    known = set(WORDS["en"]) | set(HOME_WORDS["en"])
    assert set(HOME_WORDS["zh"]) == set(HOME_WORDS["en"])
    assert not set(HOME_WORDS["en"]) & set(WORDS["en"]), "a name means one thing"
    said = "".join(path.read_text(encoding="utf-8") for path in sorted((Path(app.__file__).parent / "assets").glob("home*.js")))
    named = set(re.findall(r'\bt\("([\w-]+)"', said))
    assert len(named) > 60
    assert named <= known
    for prefix in re.findall(r"\bt\(`(\w+_)\$\{", said):
        assert any(name.startswith(prefix) for name in known), prefix
