"""`drafter add` puts by whatever a person finds and says what it could not read; `drafter inbox` shows the week."""

from __future__ import annotations

import json
import random
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from drafter.cli.output import width
from tests.cli.command import ROOT, process, run
from tests.cli.terminal import Terminal
from tests.pipeline import week
from tests.site import Site, serving
from tests.tools import need

AT = ("--at", "2026-01-28T10:00")
TEXT = """港湾银行拟发行代币存款

港湾银行周二表示，将在三月推出代币化存款服务，首批客户为三家本地企业，规模约十五亿美元，期限至二〇二九年三月。监管机构尚未批准该项服务。

该行行长李雷说，服务将先在两个岛屿之间试行，成功后再扩大到其他地区，预计覆盖七万名客户，对账费用可下降百分之五。

分析师认为需求并不确定，多数企业仍在观望，竞争对手须在六月三十日前提交意见，最终决定将于九月公布。
"""


def page(title: str, body: str, head: str = "") -> tuple[int, str, bytes]:
    return 200, "text/html; charset=utf-8", f"<!doctype html><html><head><title>{title}</title>{head}</head><body>{body}</body></html>".encode()


@pytest.fixture(scope="module")
def site() -> Iterator[Site]:
    feed = "<?xml version='1.0'?><rss version='2.0'><channel><title>F</title><item><title>A</title><link>https://a.example/1</link></item></channel></rss>"
    pages = week.pages() | {
        "/wall": page("独家：港湾银行 - 财经", "<article><h1>独家：港湾银行</h1><p>本文为付费内容，订阅后阅读全文。</p></article>"),
        "/s": page("环境异常", "<div><h2>环境异常</h2><p>当前环境异常，完成验证后即可继续访问。</p><a>去验证</a></div>"),
        "/app": page("App", "<div id=root></div><noscript>You need to enable JavaScript to run this app.</noscript><script></script>"),
        "/feed.xml": (200, "application/rss+xml", feed.encode()),
        "/": page("Front", "".join(f"<h2><a href=/{n}>Headline number {n} about a bank and a loan</a></h2>" for n in range(12))),
        "/escape": week.story("escape", "Loan \x9b]0;owned\x9c signed \u202eback", "Harbour", "facility"),
    }
    with serving(pages) as served:
        yield served


@pytest.fixture
def digest(tmp_path: Path, site: Site) -> Path:
    site.fetched.clear()
    return week.digest(tmp_path / "digest", site.base)


def listing(folder: Path, *words: str) -> dict[str, Any]:
    done = run("inbox", "-C", folder, "--at", "2026-01-28T12:00", "--json", *words)
    assert done.exit_code == 0, done.output
    found: dict[str, Any] = json.loads(done.stdout)
    return found


def candidates(folder: Path, *words: str) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = listing(folder, *words)["candidates"]
    return found


def files(folder: Path) -> list[Path]:
    return sorted((folder / ".drafter" / "inbox").glob("*.md"))


def test_an_address_is_fetched_read_kept_and_told_at_once(digest: Path, site: Site) -> None:
    done = run("add", "-C", digest, f"{site.base}/harbour-loan?utm_source=mail#top", "--note", "头条?", "--by", "Ann", *AT)
    assert (done.exit_code, done.stderr) == (0, "")
    assert "added: Harbour Bank signs US$1.5 billion facility with three lenders (Test Ledger, 2026-01-28, " in done.stdout
    assert " characters)" in done.stdout
    found = candidates(digest)
    assert len(found) == 1
    one = found[0]
    assert (one["url"], one["site"], one["by"], one["note"], one["problem"]) == (f"{site.base}/harbour-loan", "Test Ledger", ["Ann"], "头条?", "")
    assert (one["published"], one["added"], one["when"]) == ("2026-01-28T09:30:00+08:00", "2026-01-28T10:00:00+08:00", "now")
    assert one["proposed"] is not None
    assert list((digest / ".drafter" / "kept" / "pages").glob("*harbour-loan*.html"))


def test_adding_it_again_says_since_when_it_is_there_and_takes_only_what_is_said_anew(digest: Path, site: Site) -> None:
    url = f"{site.base}/harbour-loan"
    run("add", "-C", digest, url, "--note", "first", "--title", "Own title", "--by", "Ann", *AT)
    again = run("add", "-C", digest, url, "--by", "Ann", "--at", "2026-01-29")
    assert (again.exit_code, site.fetched["/harbour-loan"]) == (0, 1)
    assert "there since 2026-01-28 10:00: Own title" in again.stdout
    assert "updated" in run("add", "-C", digest, url, "--by", "Ann", "--note", "second", "--not-before", "2026-01-29").stdout
    assert len(files(digest)) == 1
    one = candidates(digest)[0]
    assert (one["note"], one["title"], one["not_before"], one["when"]) == ("second", "Own title", "2026-01-29", "held")
    run("add", "-C", digest, url, "--by", "李雷", "--at", "2026-01-28T11:00")
    assert candidates(digest)[0]["by"] == ["Ann", "李雷"]


@pytest.mark.parametrize(("path", "reason"), [("/wall", "paywall"), ("/s", "verification"), ("/app", "script-only"), ("/nowhere", "http-404")])
def test_what_cannot_be_read_is_put_by_with_its_address_until_somebody_pastes_the_text(digest: Path, site: Site, path: str, reason: str) -> None:
    url = site.base + path
    done = run("add", "-C", digest, url, "--by", "Ann", "--note", "see p. 3", *AT)
    assert done.exit_code == 0
    assert f"({reason})" in done.stderr
    assert f"paste the text: drafter add - --url {url}" in done.stderr
    assert [(one["url"], one["problem"]) for one in candidates(digest)] == [(url, reason)]
    shown = run("inbox", "-C", digest, *AT).stdout
    assert f"{reason}; paste the text: drafter add - --url {url}" in shown
    assert run("add", "-C", digest, "-", "--url", url, "--by", "李雷", "--at", "2026-01-28T11:00", stdin=TEXT).exit_code == 0
    one = candidates(digest)[0]
    assert (len(candidates(digest)), one["problem"], one["by"], one["note"]) == (1, "", ["Ann", "李雷"], "Ann: see p. 3")
    assert one["title"] == "港湾银行拟发行代币存款"
    assert (digest / one["text"]).read_text(encoding="utf-8").endswith(TEXT.split("\n\n", 1)[1])


def test_a_page_that_can_be_read_at_last_is_added_again_by_the_same_person(digest: Path, site: Site) -> None:
    """It becomes a candidate then: the edition of the first try is perhaps out."""
    url = f"{site.base}/later"
    run("add", "-C", digest, url, "--by", "Ann", *AT)
    site.pages["/later"] = week.story("later", "Two exchanges merge their clearing arms", "Northport", "arm")
    try:
        assert "added: Two exchanges merge" in run("add", "-C", digest, url, "--by", "Ann", "--at", "2026-01-28T18:00").stdout
    finally:
        del site.pages["/later"]
    one = candidates(digest, "--all")[0]
    assert (one["problem"], one["added"], one["since"]) == ("", "2026-01-28T10:00:00+08:00", "2026-01-28T18:00:00+08:00")


def test_what_is_no_article_is_refused_and_says_where_it_belongs(digest: Path, site: Site, tmp_path: Path) -> None:
    (tmp_path / "empty.txt").write_text(" \n", encoding="utf-8")
    (tmp_path / "photo.bin").write_bytes(b"\x00\x01\x02" * 500)
    bad = (
        f"{site.base}/feed.xml",
        f"{site.base}/",
        "ftp://a.example/x",
        "https://ann:hunter2@a.example/x",
        tmp_path / "empty.txt",
        tmp_path / "photo.bin",
        "a.example/story",
    )
    done = run("add", "-C", digest, *bad, *AT)
    assert (done.exit_code, done.stdout) == (1, "")
    lines = done.stderr.splitlines()
    assert [line.startswith("not added: ") for line in lines] == [True] * len(bad)
    words = ("drafter sources import", "drafter sources import", "https://", "password", "nothing in it", "no text", "https://")
    assert all(word in line for word, line in zip(words, lines, strict=True))
    assert files(digest) == []
    assert not [path for path in (digest / ".drafter").rglob("*") if path.is_file() and b"hunter2" in path.read_bytes()]


def test_one_that_cannot_be_added_costs_no_other(digest: Path, site: Site) -> None:
    done = run("add", "-C", digest, "missing.pdf", f"{site.base}/qr-pilot", "ftp://a.example/x", *AT)
    assert done.exit_code == 0
    assert done.stderr.count("not added: ") == 2
    assert [one["url"] for one in candidates(digest)] == [f"{site.base}/qr-pilot"]


def test_pasted_text_without_an_address_is_known_by_what_it_says(digest: Path) -> None:
    for by in ("Ann", "Ann", "李雷"):
        assert run("add", "-C", digest, "-", "--by", by, *AT, stdin=TEXT).exit_code == 0
    found = candidates(digest)
    assert [(one["title"], one["by"], one["url"]) for one in found] == [("港湾银行拟发行代币存款", ["Ann", "李雷"], "")]
    assert len(files(digest)) == 2


def test_pasted_text_may_state_its_own_address_and_day(digest: Path) -> None:
    said = TEXT.replace("\n\n", "\n\n来源：https://www.harbour.example/news/1\n\n日期：2026年1月27日\n\n", 1)
    assert run("add", "-C", digest, "-", *AT, stdin=said).exit_code == 0
    assert [(one["url"], one["published"]) for one in candidates(digest)] == [("https://www.harbour.example/news/1", "2026-01-27")]


def test_text_too_short_for_an_article_is_put_by_as_it_is(digest: Path) -> None:
    done = run("add", "-C", digest, "-", "--url", "https://a.example/x", *AT, stdin="港湾银行签署贷款。")
    assert done.exit_code == 0
    assert "(no-text)" in done.stderr
    assert not done.stdout.startswith("added:  "), "something names it"
    one = candidates(digest)[0]
    assert one["problem"] == "no-text"
    assert "港湾银行签署贷款。" in (digest / one["text"]).read_text(encoding="utf-8")


def test_a_saved_page_is_copied_and_its_text_and_address_read(digest: Path, tmp_path: Path) -> None:
    body = week.story("harbour-loan", "Harbour Bank signs loan", "Harbour Bank", "facility")[2]
    saved = tmp_path / "保存的 page.html"
    saved.write_bytes(body.replace(b"<head>", b'<head><link rel="canonical" href="https://www.harbour.example/news/7">'))
    assert run("add", "-C", digest, saved, "--private", "--kind", "report", *AT).exit_code == 0
    one = candidates(digest)[0]
    assert (one["url"], one["title"], one["private"], one["kind"]) == ("https://www.harbour.example/news/7", "Harbour Bank signs loan", True, "report")
    assert (digest / one["file"]).read_bytes() == saved.read_bytes()
    assert "boring and safe" in (digest / one["text"]).read_text(encoding="utf-8")


def test_a_damaged_pdf_is_kept_with_what_is_wrong(digest: Path, tmp_path: Path) -> None:
    (tmp_path / "scan.pdf").write_bytes(b"%PDF-1.7\nnothing more")
    done = run("add", "-C", digest, tmp_path / "scan.pdf", "--url", "https://a.example/report", *AT)
    assert done.exit_code == 0
    assert "drafter add - --url https://a.example/report" in done.stderr
    one = candidates(digest)[0]
    assert one["problem"] == "broken-file"
    assert (digest / one["file"]).read_bytes().startswith(b"%PDF")


def test_what_is_larger_than_the_limit_is_refused(digest: Path, tmp_path: Path) -> None:
    (tmp_path / "big.pdf").write_bytes(b"%PDF-1.7" + b"x" * 8_000_001)
    done = run("add", "-C", digest, tmp_path / "big.pdf", *AT)
    assert done.exit_code == 1
    assert "larger than 8 MB" in done.stderr
    assert files(digest) == []


def test_control_characters_of_a_page_or_a_person_reach_no_terminal(digest: Path, site: Site) -> None:
    done = run("add", "-C", digest, f"{site.base}/escape", "--note", "a\x1b[2Jb", "--by", "A\x07nn", *AT)
    hand = files(digest)[0]
    hand.write_text(hand.read_text(encoding="utf-8").replace('note: "', r'note: "\e[31m'), encoding="utf-8")
    shown = done.output + run("inbox", "-C", digest, *AT).output
    assert "owned" in shown
    assert not set("\x1b\x07\x9b\x9c\u202e") & set(shown)


def test_who_adds_it_is_whom_git_knows(digest: Path) -> None:
    git = need("git")
    subprocess.run([git, "init", "-q", str(digest)], check=True, timeout=30)
    subprocess.run([git, "-C", str(digest), "config", "user.name", "王芳"], check=True, timeout=30)
    run("add", "-C", digest, "-", *AT, stdin=TEXT)
    assert candidates(digest)[0]["by"] == ["王芳"]


def test_offline_an_address_is_put_by_without_its_page(digest: Path, site: Site) -> None:
    done = run("add", "-C", digest, f"{site.base}/qr-pilot", "--offline", *AT)
    assert done.exit_code == 0
    assert candidates(digest)[0]["problem"] == "not-kept"
    assert not site.fetched


@pytest.mark.parametrize(
    "words",
    [
        ("https://a.example/1", "--url", "https://a.example/2"),
        ("-", "x.txt", "--url", "https://a.example/2"),
        ("-", "--url", "a.example"),
        ("x.txt", "y.txt", "--title", "T"),
        ("-", "--not-before", "soon"),
        ("-", "--at", "yesterday"),
        ("-", "--kind", "gossip"),
        (),
    ],
)
def test_words_that_contradict_each_other_are_usage_errors_and_add_nothing(digest: Path, words: tuple[str, ...]) -> None:
    assert run("add", "-C", digest, *words, stdin=TEXT).exit_code == 2
    assert files(digest) == []


def test_nothing_is_put_by_where_nobody_drafts(tmp_path: Path) -> None:
    done = run("add", "-C", tmp_path, "https://a.example/1")
    assert done.exit_code == 2
    assert "drafter init" in done.stderr
    assert list(tmp_path.iterdir()) == []


# The list

HAND = """---
url: "{url}"
title: "{title}"
site: "{site}"
by: "{by}"
added: "{added}"
{more}---
"""


def put(folder: Path, name: str, title: str, added: str, by: str = "Ann", site: str = "bank.example", more: str = "", url: str = "") -> None:
    path = folder / ".drafter" / "inbox" / f"{added[:10]}-{name}.md"
    path.parent.mkdir(parents=True, exist_ok=True)
    said = HAND.format(url=url or f"https://{site}/{name}", title=title, site=site, by=by, added=added, more=more)
    path.write_text(said, encoding="utf-8")


@pytest.fixture
def filled(tmp_path: Path) -> Path:
    folder = week.digest(tmp_path / "digest", "https://news.example")
    put(
        folder,
        "loan-aaaaaa",
        "Harbour Bank signs US$1.5 billion facility with three lenders",
        "2026-01-26T09:00:00+08:00",
        more='kind: "press-release"\ndate: "2026-01-25"\n',
    )
    put(
        folder,
        "rule-bbbbbb",
        "监管机构拟设稳定币储备规则，征求意见至三月",
        "2026-01-27T23:30:00+00:00",
        "李雷",
        "金融时报",
        'proposed: "regulator"\nnote: "头条？"\nprivate: true\n',
    )
    put(folder, "rule-cccccc", "", "2026-01-28T09:00:00+08:00", "Ann", url="https://金融时报/rule-bbbbbb")
    put(folder, "wall-dddddd", "独家：港湾银行", "2026-01-27T09:00:00+08:00", more='problem: "paywall"\n')
    put(folder, "soon-eeeeee", "Embargoed report", "2026-01-27T10:00:00+08:00", more="not_before: 2026-02-03\nproposed: report\n")
    put(folder, "past-ffffff", "Last month's fine", "2025-12-20T09:00:00+08:00")
    put(folder, "next-abcdef", "Added on a day to come", "2026-02-20T09:00:00+08:00")
    return folder


SHOWN = """2026-W05: 2026-01-21 10:00 – 2026-01-28 10:00 (Asia/Shanghai)

id      kind           date        source        added             by         title
aaaaaa  press-release  2026-01-25  bank.example  2026-01-26 09:00  Ann        Harbour Bank signs US$1.5 billion facility with three lenders
bbbbbb  regulator?     –           金融时报      2026-01-28 07:30  李雷, Ann  监管机构拟设稳定币储备规则，征求意见至三月
        private: no model sees its text
        note: 李雷: 头条？

not yet:
id      kind     date  source        added             by   title
eeeeee  report?  –     bank.example  2026-01-27 10:00  Ann  Embargoed report
        not before 2026-02-03
abcdef  –        –     bank.example  2026-02-20 09:00  Ann  Added on a day to come

something is wrong with:
id      kind  date  source        added             by   title
dddddd  –     –     bank.example  2026-01-27 09:00  Ann  独家：港湾银行
        paywall; paste the text: drafter add - --url https://bank.example/wall-dddddd
"""


def test_the_week_is_listed_the_same_in_every_pipe(filled: Path) -> None:
    done = process("inbox", *AT, cwd=filled, COLUMNS="40")
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout == SHOWN


def test_all_lists_other_weeks_too_and_a_week_can_be_named(filled: Path) -> None:
    shown = run("inbox", "-C", filled, *AT, "--all").stdout
    assert shown.startswith(SHOWN)
    assert "ffffff" in shown.split("\nearlier:\n")[1]
    assert [one["id"] for one in candidates(filled, "--week", "2025-W51")] == ["ffffff"]
    assert [one["id"] for one in candidates(filled, "--edition", "2026-W05")] == ["aaaaaa", "dddddd", "bbbbbb"]


def test_held_back_it_is_listed_in_the_week_of_its_day(filled: Path) -> None:
    shown = json.loads(run("inbox", "-C", filled, "--at", "2026-02-04T10:00", "--json").stdout)
    assert {one["id"]: one["when"] for one in shown["candidates"]} == {"eeeeee": "now", "abcdef": "later"}


def test_on_a_terminal_each_row_fits_it_and_chinese_counts_double(filled: Path) -> None:
    terminal = Terminal(filled, "inbox", *AT, COLUMNS="112")
    terminal.wait_for("something is wrong")
    assert terminal.end() == 0
    rows = [row for row in terminal.screen.replace("\r", "").splitlines() if row[:6] in ("aaaaaa", "bbbbbb")]
    assert [width(row) <= 112 for row in rows] == [True, True]
    assert all(row.endswith("…") for row in rows)
    assert len({width(row[: row.index("2026-01-2", 30)]) for row in rows}) == 1


def test_an_empty_week_says_how_to_fill_it(tmp_path: Path) -> None:
    folder = week.digest(tmp_path / "digest", "https://news.example")
    done = run("inbox", "-C", folder, *AT)
    assert done.exit_code == 0
    assert "drafter add" in done.stdout


def test_a_broken_file_is_named_below_the_list_and_in_the_exit_code(filled: Path) -> None:
    hand = filled / ".drafter" / "inbox" / "mine.md"
    hand.write_text("---\nurl: https://a.example/1\ntitle: a: b\n---\n", encoding="utf-8")
    done = run("inbox", "-C", filled, *AT)
    assert done.exit_code == 1
    assert done.stdout.startswith(SHOWN)
    assert f".drafter/inbox/{hand.name}:3: " in done.stdout.split("cannot be read:")[1]
    assert json.loads(run("inbox", "-C", filled, *AT, "--json").stdout)["broken"][0]["reason"] == "inbox-broken"


# Changing


def test_set_says_it_in_every_file_of_the_candidate_and_its_comments_stay(filled: Path) -> None:
    path = next(path for path in files(filled) if "bbbbbb" in path.name)
    path.write_text(path.read_text(encoding="utf-8").replace('by: "李雷"', 'by: "李雷"  # on leave'), encoding="utf-8")
    done = run("inbox", "set", "-C", filled, "bbbb", "--kind", "opinion", "--no-private", "--not-before", "2026-01-28T08:00", "--note", "新")
    assert done.exit_code == 0, done.output
    one = next(one for one in candidates(filled) if one["id"] == "bbbbbb")
    assert (one["kind"], one["private"], one["note"], one["not_before"]) == ("opinion", False, "李雷: 新", "2026-01-28T08:00:00+08:00")
    assert 'by: "李雷"  # on leave' in path.read_text(encoding="utf-8")
    assert run("inbox", "-C", filled, "set", "bbbbbb", "--note", "", "--not-before", "").exit_code == 0
    one = next(one for one in candidates(filled) if one["id"] == "bbbbbb")
    assert (one["note"], one["not_before"]) == ("", None)


def test_a_candidate_goes_by_id_address_or_file(filled: Path) -> None:
    for name in ("aaaaaa", "https://www.bank.example/loan-aaaaaa/?utm_source=x", ".drafter/inbox/2026-01-26-loan-aaaaaa.md"):
        assert run("inbox", "set", "-C", filled, name, "--kind", "news").exit_code == 0
    for name in ("zzzzzz", "aa", "https://other.example/"):
        done = run("inbox", "set", "-C", filled, name, "--kind", "news")
        assert done.exit_code == 2
        assert "drafter inbox --all" in done.stderr
    assert run("inbox", "set", "-C", filled, "aaaaaa").exit_code == 2


def test_remove_moves_all_its_files_and_deletes_none(filled: Path) -> None:
    before = {path.name: path.read_bytes() for path in files(filled)}
    done = run("inbox", "remove", "-C", filled, "bbbbbb", "dddddd")
    assert done.exit_code == 0
    assert [one["id"] for one in candidates(filled)] == ["aaaaaa", "eeeeee", "abcdef"]
    moved = {path.name: path.read_bytes() for path in (filled / ".drafter" / "inbox" / "removed").iterdir()}
    assert len(moved) == 3
    assert before == moved | {path.name: path.read_bytes() for path in files(filled)}


# Crashes and crowds

ADDS = """
import sys
from drafter.cli import main

by, first, last = sys.argv[1], int(sys.argv[2]), int(sys.argv[3])
print("ready", flush=True)
for number in range(first, last):
    try:
        main(["add", f"https://bank.example/{number}", "--offline", "--quiet", "--by", by, "--note", f"第{number}条", "--at", "2026-01-28T09:00"])
    except SystemExit as end:
        assert end.code == 0, end.code
    print("told", number, flush=True)
"""


def adds(folder: Path, by: str, first: int, last: int) -> subprocess.Popen[str]:
    command = [sys.executable, "-c", ADDS, by, str(first), str(last)]
    env = week.environment(PYTHONPATH=str(ROOT), PYTHONUTF8="1")
    return subprocess.Popen(command, cwd=folder, env=env, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True, encoding="utf-8")


def test_ten_people_who_each_add_ten_at_once_lose_nothing(tmp_path: Path) -> None:
    folder = week.digest(tmp_path / "digest", "https://news.example")
    processes = [adds(folder, f"P{number}", 5 * number, 5 * number + 10) for number in range(10)]
    assert [process.communicate(timeout=120) and process.returncode for process in processes] == [0] * 10
    found = candidates(folder)
    assert {one["url"] for one in found} == {f"https://bank.example/{number}" for number in range(55)}
    assert sum(len(one["by"]) for one in found) == 100


def test_killed_in_the_middle_of_an_add_nothing_that_was_confirmed_is_lost(tmp_path: Path) -> None:
    folder = week.digest(tmp_path / "digest", "https://news.example")
    chance, told = random.Random(11), set[int]()
    for _ in range(20):
        with adds(folder, "Ann", max(told, default=-1) + 1, 100_000) as running:
            assert running.stdout is not None
            assert running.stdout.readline() == "ready\n"
            lines = [running.stdout.readline() for _ in range(chance.randint(1, 5))]
            for _ in range(chance.randrange(200_000)):
                pass  # a moment within the next add
            running.kill()
            lines += running.communicate(timeout=30)[0].splitlines(keepends=True)
        told |= {int(line.split()[1]) for line in lines if line.startswith("told ") and line.endswith("\n")}
    found = {int(one["url"].rpartition("/")[2]): one["note"] for one in candidates(folder)}
    assert told
    assert set(found) >= told
    assert all(note == f"第{number}条" for number, note in found.items())
