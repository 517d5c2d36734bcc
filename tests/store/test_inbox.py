"""The inbox's files: read back as written, folded by address, merged by git, whole whenever a process dies, a broken one beside the others."""

from __future__ import annotations

import random
import subprocess
import sys
from datetime import UTC, tzinfo
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
import yaml

from drafter.entities import Source, Stamp
from drafter.errors import UsageError
from drafter.store import inbox
from drafter.store.inbox_file import Candidate
from tests.tools import need

ROOT = Path(__file__).parents[2]
ZONE = ZoneInfo("Asia/Shanghai")
URL = "https://www.bank.example/notes/reserve-rule"
MONDAY, TUESDAY, FRIDAY = (f"2026-01-{day}T09:00:00+08:00" for day in (26, 27, 30))


def _sources(folder: Path, zone: tzinfo = UTC) -> list[Source]:
    return [inbox.source_of(entry) for entry in inbox.listed(folder, zone)[0]]


def put(folder: Path, added: str = MONDAY, *by: str, **facts: object) -> str:
    one = Candidate(**{"url": URL, "added": Stamp(value=added), "by": by or ("Ann",), **facts})
    return inbox.write(folder, one).name


def by_hand(folder: Path, name: str, text: str | bytes) -> Path:
    path = folder / inbox.FOLDER / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return path


def only(folder: Path) -> inbox.InboxEntry:
    entries, failures = inbox.listed(folder, ZONE)
    assert failures == ()
    assert len(entries) == 1
    return entries[0]


@pytest.mark.parametrize(
    "said",
    [
        "no",
        "1:30",
        "2026-01-26",
        "a: b # c",
        "\"quoted\" and 'single'",
        "- item",
        "---",
        "{% raw %}{{ x }}",
        "100% | a",
        "监管机构：拟设“储备金”规则",
        "👩‍💻 emoji",
        "\\",
        "@x & *y",
        "<<<<<<< HEAD",
        "!!python/object:os.system",
    ],
)
def test_any_title_and_note_comes_back_as_it_was_and_every_yaml_reader_agrees(tmp_path: Path, said: str) -> None:
    name = put(tmp_path, title=said, note=said, by=(said, "李雷"))
    entry = only(tmp_path)
    assert (entry.title, entry.note, entry.by) == (said, said, (said, "李雷"))
    header = (tmp_path / inbox.FOLDER / name).read_text(encoding="utf-8").split("---\n")[1] if "---" not in said else ""
    assert not header or yaml.safe_load(header)["title"] == said


def test_what_no_yaml_reader_takes_is_left_out_and_a_line_break_opens_no_new_key(tmp_path: Path) -> None:
    name = put(tmp_path, title="Loan\x1b[31m \x9b\udce9signed\ufeff\u202e", note='one\nprivate: true\n---\nurl: "https://evil.example/"')
    entry = only(tmp_path)
    assert entry.title == "Loan[31m signed"
    assert (entry.url, entry.private) == (URL, False)
    assert "\x1b" not in (tmp_path / inbox.FOLDER / name).read_text(encoding="utf-8")


def test_a_name_tells_day_and_title_and_is_safe_for_any_file_system(tmp_path: Path) -> None:
    names = [put(tmp_path, title=title) for title in ("Regulator proposes: reserve rule!", "监管机构拟设规则", "../../etc/passwd", "CON\0 ")]
    assert names[0].startswith("2026-01-26-regulator-proposes-reserve-rule-")
    assert names[1].startswith("2026-01-26-监管机构拟设规则-")
    assert all(set(name) <= set("abcdefghijklmnopqrstuvwxyz0123456789-.监管机构拟设规则") and len(name) < 100 for name in names)
    assert {path.name for path in (tmp_path / inbox.FOLDER).iterdir()} == set(names)


def test_chinese_addresses_and_originals_keep_their_characters_and_two_of_one_title_have_two_names(tmp_path: Path) -> None:
    assert put(tmp_path, url="https://www.bank.example/%E5%82%A8%E5%A4%87/rule").startswith("2026-01-26-www-bank-example-储备-rule-")
    one, other = (put(tmp_path, title="储备规则", url=f"{URL}/{number}") for number in (1, 2))
    assert one != other
    assert len(inbox.listed(tmp_path)[0]) == 3
    first, second = (inbox.keep_file(tmp_path, "2026-01-26", "年度报告 2025", ".pdf", body) for body in (b"one", b"two"))
    assert first != second
    assert first.startswith("files/2026-01-26-年度报告-2025-")
    long = put(tmp_path, title="监管" * 100)
    assert len(long.encode()) < 200
    assert long.startswith("2026-01-26-" + "监管" * 15 + "-")


def test_two_people_who_add_one_address_make_one_candidate_with_both_names_and_notes(tmp_path: Path) -> None:
    put(tmp_path, TUESDAY, "李雷", url="http://bank.example/notes/reserve-rule/", note="头条", title="储备规则")
    put(tmp_path, MONDAY, "Ann", note="lead?")
    entry = only(tmp_path)
    assert (entry.by, entry.note) == (("Ann", "李雷"), "Ann: lead?; 李雷: 头条")
    assert (entry.added.value, entry.since.value) == (MONDAY, MONDAY)
    assert (entry.url, entry.title) == (URL, "储备规则")


@pytest.mark.parametrize("other", [URL + "?page=2", URL + "#part-2", URL.replace("reserve", "loan"), URL.replace("www", "blog")])
def test_two_addresses_are_two_candidates(tmp_path: Path, other: str) -> None:
    put(tmp_path)
    put(tmp_path, url=other)
    assert len(inbox.listed(tmp_path)[0]) == 2


def test_pasted_text_stands_for_the_page_it_names_from_when_it_was_pasted(tmp_path: Path) -> None:
    """The paywalled page was of last week; nobody could have drafted it then, so its text must not be last week's."""
    put(tmp_path, MONDAY, "Ann", problem="paywall", note="worth it?")
    first = put(tmp_path, TUESDAY, "李雷", text="第一稿", title="贷款签署")
    last = put(tmp_path, FRIDAY, "王芳", text="全文", kind="report")
    entry = only(tmp_path)
    assert (entry.problem, entry.added.value, entry.since.value) == ("", MONDAY, TUESDAY)
    assert (entry.by, entry.kind, entry.title) == (("Ann", "李雷", "王芳"), "report", "贷款签署")
    source = _sources(tmp_path, ZONE)[0]
    assert source.location == source.origin == f"{inbox.FOLDER}/{last}" != f"{inbox.FOLDER}/{first}"
    assert (source.added, source.pick, source.name) == (Stamp(value=TUESDAY), False, "bank.example")


def test_a_candidate_nobody_could_read_keeps_its_address_and_says_why(tmp_path: Path) -> None:
    put(tmp_path, problem="paywall")
    put(tmp_path, TUESDAY, "李雷", problem="verification")
    assert only(tmp_path).problem == "verification"
    assert _sources(tmp_path)[0].location == URL


def test_an_embargo_and_privacy_hold_for_all(tmp_path: Path) -> None:
    put(tmp_path, not_before=Stamp(value="2026-02-03"))
    put(tmp_path, TUESDAY, "李雷", private=True, note="内部")
    source = _sources(tmp_path, ZONE)[0]
    assert source.added == Stamp(value="2026-02-03")
    assert source.private
    assert (source.by, source.note, source.origin) == (("Ann", "李雷"), "李雷: 内部", only(tmp_path).files[0])


def test_texts_without_an_address_are_one_when_they_say_the_same(tmp_path: Path) -> None:
    put(tmp_path, url="", text="港湾银行签署贷款。\n\n期限三年。")
    put(tmp_path, TUESDAY, "李雷", url="", text="港湾银行签署贷款。\n期限三年。")
    put(tmp_path, TUESDAY, "李雷", url="", text="别的消息。")
    entries = inbox.listed(tmp_path)[0]
    assert [entry.by for entry in entries] == [("Ann", "李雷"), ("李雷",)]


HAND = """---
# Ann's: ask the desk first
url: https://www.bank.example/notes/reserve-rule   # the note, not the PDF
title: 'It''s a rule: 100%'
by: [Ann, 李雷]
added: 2026-01-26
desk: {phone: 12, room: b}
tags:
  - 监管
note: |
  one
  two
# the end

...
First line.

   Second   line.\t
"""


@pytest.mark.parametrize("text", [HAND, HAND.replace("\n", "\r\n"), "\ufeff" + HAND])
def test_a_file_that_a_person_wrote_is_read_and_changed_without_losing_what_they_wrote(tmp_path: Path, text: str) -> None:
    path = by_hand(tmp_path, "my-find.md", text)
    entry = only(tmp_path)
    assert (entry.title, entry.by, entry.added.value, entry.tags) == ("It's a rule: 100%", ("Ann", "李雷"), "2026-01-26", ("监管",))
    assert entry.note == "one\ntwo"
    assert len(entry.id) == 6
    inbox.change(tmp_path, entry.files[0], {"kind": "regulator", "note": "新：看", "private": True, "url": URL})
    end = "\r\n" if "\r\n" in text else "\n"
    expected = text.replace(f"note: |{end}  one{end}  two{end}", f'note: "新：看"{end}').replace(f"url: {URL} ", f'url: "{URL}" ')
    expected = expected.replace(f"...{end}", f'kind: "regulator"{end}private: true{end}...{end}')
    assert path.read_bytes().decode() == expected
    changed = only(tmp_path)
    assert (changed.kind, changed.note, changed.private) == ("regulator", "新：看", True)
    inbox.change(tmp_path, entry.files[0], {"kind": None, "private": None, "tags": None})
    assert path.read_bytes().decode() == expected.replace(f'kind: "regulator"{end}private: true{end}', "").replace(f"tags:{end}  - 监管{end}", "")


HEAD = f"---\nurl: {URL}\nadded: {MONDAY}\n"


@pytest.mark.parametrize(
    ("text", "line", "said"),
    [
        ("", 1, "front matter"),
        ("url: x\n", 1, "front matter"),
        (HEAD, 1, "front matter"),
        (HEAD + "title: a: b\n---\n", 4, "double quotes"),
        (HEAD + "kind: gossip\n---\n", 4, "press-release"),
        (HEAD + "private: perhaps\n---\n", 4, "true or false"),
        (HEAD + "not_before: soon\n---\n", 4, "2026-01-26"),
        (HEAD + "file: ../../drafter.toml\n---\n", 4, "files/NAME"),
        (HEAD + "note: [a, [b]]\n---\n", 4, "double quotes"),
        (HEAD + f"url: {URL}\n---\n", 4, "duplicate"),
        ("---\n- a\n---\n", 2, "key: value"),
        (f"---\nadded: {MONDAY}\n---\n", 1, "url: https"),
        (f"---\nurl: {URL}\n---\n", 1, "added"),
        (f"---\nadded: {MONDAY}\nurl: ftp://bank.example/x\n---\n", 3, "https://"),
        (f"---\nadded: {MONDAY}\nurl: https://ann:secret@bank.example/x\n---\n", 3, "password"),
        (HEAD + "<<<<<<< ours\nnote: a\n=======\nnote: b\n>>>>>>> theirs\n---\n", 4, "conflict"),
        (HEAD.encode() + b"title: \xff\n---\n", 4, "UTF-8"),
        (HEAD + "title: \x07\n---\n", 1, "YAML"),
        (f'---\nadded: "{MONDAY}"\nfile: "files/gone.pdf"\n---\n', 1, "git pull"),
    ],
)
def test_a_broken_file_is_named_with_its_line_and_the_way_out_and_blocks_no_other(tmp_path: Path, text: str | bytes, line: int, said: str) -> None:
    put(tmp_path)
    broken = by_hand(tmp_path, "2026-01-26-bad-000000.md", text)
    sources, failures = _sources(tmp_path), inbox.listed(tmp_path)[1]
    assert [source.location for source in sources] == [URL]
    assert [(failure.stage, failure.reason, failure.subject) for failure in failures] == [("sources", "inbox-broken", f"{inbox.FOLDER}/{broken.name}")]
    assert failures[0].message.startswith(f"{inbox.FOLDER}/{broken.name}:{line}: ")
    assert said in failures[0].message
    assert broken.read_bytes() == (text if isinstance(text, bytes) else text.encode())
    with pytest.raises((UsageError, UnicodeDecodeError)) if "gone" not in str(text) else pytest.raises(FileNotFoundError):
        inbox.change(tmp_path, f"{inbox.FOLDER}/{broken.name}" if "gone" not in str(text) else f"{inbox.FOLDER}/none.md", {"kind": "news"})


def test_a_file_that_is_no_candidate_is_named_and_what_begins_with_a_dot_is_not_ours(tmp_path: Path) -> None:
    by_hand(tmp_path, "report.pdf", b"%PDF-1.7")
    by_hand(tmp_path, ".gitkeep", b"")
    entries, failures = inbox.listed(tmp_path)
    assert entries == ()
    assert "drafter add report.pdf" in failures[0].message


def test_an_original_given_twice_is_kept_once_and_two_with_one_label_are_two(tmp_path: Path) -> None:
    first = inbox.keep_file(tmp_path, "2026-01-26", "年报 2025", ".pdf", b"%PDF a")
    assert inbox.keep_file(tmp_path, "2026-01-26", "年报 2025", ".pdf", b"%PDF a") == first
    assert inbox.keep_file(tmp_path, "2026-01-26", "年报 2025", ".pdf", b"%PDF b") != first
    put(tmp_path, url="", file=first, title="年报", problem="scanned")
    assert _sources(tmp_path)[0].location == f"{inbox.FOLDER}/{first}"


def test_what_is_removed_lies_beside_and_can_be_moved_back(tmp_path: Path) -> None:
    names = {put(tmp_path), put(tmp_path, TUESDAY, "李雷")}
    for _ in range(2):
        entry = only(tmp_path)
        before = {file: (tmp_path / file).read_bytes() for file in entry.files}
        moved = inbox.remove(tmp_path, entry)
        assert inbox.listed(tmp_path) == ((), ())
        assert {(tmp_path / file).read_bytes() for file in moved} == set(before.values())
        for file, text in before.items():
            (tmp_path / file).write_bytes(text)
    assert {Path(file).name for file in only(tmp_path).files} == names
    assert len(list((tmp_path / inbox.FOLDER / inbox.REMOVED).iterdir())) == 4


def test_a_draft_that_sweeps_while_a_file_is_written_costs_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    real, swept = inbox.write_atomic, []

    def once_swept(path: Path, content: bytes) -> None:
        if not swept:
            swept.append(path)
            raise FileNotFoundError(path)
        real(path, content)

    monkeypatch.setattr(inbox, "write_atomic", once_swept)
    put(tmp_path)
    assert swept
    assert only(tmp_path).url == URL


ADDER = """
import sys
from datetime import datetime
from datetime import UTC, tzinfo
from pathlib import Path
from drafter.entities import Source, Stamp
from drafter.store import inbox
from drafter.store.inbox_file import Candidate

digest, by, first, last = Path(sys.argv[1]), sys.argv[2], int(sys.argv[3]), int(sys.argv[4])
added = Stamp(value="2026-01-26T09:00:00+08:00")
print("ready", flush=True)
for number in range(first, last):
    file = inbox.keep_file(digest, "2026-01-26", "报告", ".pdf", f"%PDF {number}".encode() * 5000)
    inbox.write(digest, Candidate(url=f"https://bank.example/{number}", by=(by,), added=added, file=file, text=f"第{number}条 " * 4000))
    print(number, flush=True)
"""


def adder(digest: Path, by: str, first: int, last: int) -> subprocess.Popen[str]:
    command = [sys.executable, "-c", ADDER, str(digest), by, str(first), str(last)]
    return subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)


def test_killed_at_any_moment_no_confirmed_add_is_lost_and_none_is_half_there(tmp_path: Path) -> None:
    chance, told = random.Random(7), -1
    for _ in range(20):
        with adder(tmp_path, "Ann", told + 1, 100_000) as process:
            assert process.stdout is not None
            assert process.stderr is not None
            assert process.stdout.readline() == "ready\n", process.stderr.read()
            for _ in range(chance.randint(1, 4)):
                told = int(process.stdout.readline() or told)
            for _ in range(chance.randrange(20_000)):
                pass  # a moment within the next writes
            process.kill()
            rest, said = process.communicate(timeout=30)
            assert "Error" not in said
            told = max([told, *map(int, rest.split())])
    entries, failures = inbox.listed(tmp_path)
    assert failures == ()
    assert {entry.url for entry in entries} >= {f"https://bank.example/{number}" for number in range(told + 1)}
    for entry in entries:
        number = entry.url.rpartition("/")[2]
        assert f"第{number}条 " * 4000 == (tmp_path / entry.text).read_text(encoding="utf-8").split("---\n")[2].rstrip("\n")
        assert (tmp_path / entry.file).read_bytes() == f"%PDF {number}".encode() * 5000


def test_processes_that_add_at_once_lose_nothing(tmp_path: Path) -> None:
    """Each pair adds the same ten addresses, as two people do who read the same newsletter."""
    processes = [adder(tmp_path, f"P{number}", 10 * (number // 2), 10 * (number // 2) + 10) for number in range(4)]
    for process in processes:
        _, said = process.communicate(timeout=60)
        assert process.returncode == 0, said
    entries, failures = inbox.listed(tmp_path)
    assert failures == ()
    assert {entry.url: set(entry.by) for entry in entries} == {
        f"https://bank.example/{number}": ({"P0", "P1"}, {"P2", "P3"})[number // 10] for number in range(20)
    }
    assert not list(tmp_path.rglob("*.part"))


def test_two_clones_that_both_add_merge_without_a_conflict(tmp_path: Path) -> None:
    git = need("git")
    config = ["-c", "user.name=x", "-c", "user.email=x@mail.example", "-c", "init.defaultBranch=main", "-c", "commit.gpgsign=false"]

    def run(where: Path, *words: str) -> str:
        done = subprocess.run([git, *config, *words], cwd=where, capture_output=True, text=True, check=False, timeout=30, encoding="utf-8")
        assert done.returncode == 0, done.stdout + done.stderr
        return done.stdout

    ann, li = tmp_path / "ann", tmp_path / "li"
    ann.mkdir()
    run(ann, "init")
    put(ann, MONDAY, "Ann", url="https://bank.example/old")
    run(ann, "add", "-A")
    run(ann, "commit", "-m", "start")
    run(tmp_path, "clone", str(ann), str(li))
    pdf = b"%PDF the same report"
    for where, by, added in ((ann, "Ann", MONDAY), (li, "李雷", TUESDAY)):
        put(where, added, by, note=f"from {by}")
        put(where, added, by, url="", title="年报", file=inbox.keep_file(where, added[:10], "annual report", ".pdf", pdf), text="年报全文")
        put(where, added, by, url=f"https://bank.example/{'a' if by == 'Ann' else 'b'}")
        run(where, "add", "-A")
        run(where, "commit", "-m", by)
    run(ann, "pull", "--no-rebase", "--no-edit", str(li), "main")
    entries, failures = inbox.listed(ann, ZONE)
    assert failures == ()
    assert {(entry.url or entry.title): entry.by for entry in entries} == {
        "https://bank.example/old": ("Ann",),
        URL: ("Ann", "李雷"),
        "年报": ("Ann", "李雷"),
        "https://bank.example/a": ("Ann",),
        "https://bank.example/b": ("李雷",),
    }
    entry = next(entry for entry in entries if entry.url == URL)
    assert (entry.note, entry.added.value) == ("Ann: from Ann; 李雷: from 李雷", MONDAY)
