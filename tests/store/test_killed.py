"""kill -9 in the middle of writes, and two processes at the same files: nothing half written is ever read."""

from __future__ import annotations

import random
import subprocess
import sys
from pathlib import Path

from drafter.entities import Page
from drafter.store import history
from drafter.store.answers import KeptAnswers, answer_key
from drafter.store.editions import base_of
from drafter.store.files import sweep
from drafter.store.pages import KeptPages
from tests.store.material import URL, ask

ROOT = Path(__file__).parents[2]
KILLS = 20

WRITER = """
import itertools, sys
from pathlib import Path
from drafter.store.answers import KeptAnswers, answer_key
from datetime import UTC, datetime
from drafter.store import history
from drafter.store.editions import base_of
from drafter.store.pages import KeptPages
from tests.store.material import URL, answer, ask, page

digest, first, last = Path(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3])
pages, answers = KeptPages(digest / "pages"), KeptAnswers(digest / "answers")
print("ready", flush=True)
for number in range(first, last):
    text = f"第{number}稿 " * 2000
    pages.put(URL, page(body=text.encode(), headers={"content-type": ["text/html", "text/plain"][number % 2], "etag": str(number)}))
    one = ask(f"question {number}")
    answers.put(answer_key(one, "m"), one, "m", answer(text))
    print(number, flush=True)
    path = digest / "_drafts" / "weekly.md"
    history.settle(digest, "2026-W05")
    there = path.read_bytes() if path.exists() else None
    assert there is None or there.decode() == base_of(digest, "2026-W05"), f"before draft {number} the base was another than the post"
    history.write(digest, "2026-W05", path, text, reason="draft", now=datetime(2026, 1, 29, tzinfo=UTC), beside={"draft.md": text.encode()})
"""


def writer(digest: Path, first: int, last: int) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-c", WRITER, str(digest), str(first), str(last)], cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    )


def test_killed_at_any_moment_nothing_is_torn_no_answer_is_lost_and_our_draft_stays_ours(tmp_path: Path) -> None:
    chance, told = random.Random(5), 0
    for _ in range(KILLS):
        with writer(tmp_path, told, told + 100_000) as process:
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
    pages, answers = KeptPages(tmp_path / "pages"), KeptAnswers(tmp_path / "answers")
    got = pages.get(URL)
    assert pages.warnings == []
    assert got is None or (isinstance(got, Page) and got.body == f"第{got.headers['etag']}稿 ".encode() * 2000)
    for number in range(told + 1):
        kept = answers.get(answer_key(ask(f"question {number}"), "m"))
        assert kept is not None, f"answer {number} was on disk"
        assert kept.answer.text == f"第{number}稿 " * 2000
    assert answers.warnings == []
    history.settle(tmp_path, "2026-W05")
    assert (tmp_path / "_drafts" / "weekly.md").read_bytes().decode() == base_of(tmp_path, "2026-W05")
    kept, broken = history.states(tmp_path, "2026-W05")
    assert len(broken) <= KILLS
    assert all(history.content(tmp_path, "2026-W05", state)[0] for state in kept), "every state can be brought back"
    sweep(tmp_path)
    assert not list(tmp_path.rglob("*.part"))
    assert [path.name for path in (tmp_path / "_drafts").iterdir()] == ["weekly.md"]


def test_two_processes_at_the_same_kept_files_do_not_corrupt_them(tmp_path: Path) -> None:
    """The lock keeps them apart; where somebody takes it away, what is kept is still whole."""
    script = WRITER.replace("    path = digest", "    continue\n    path = digest")
    processes = [
        subprocess.Popen([sys.executable, "-c", script, str(tmp_path), "0", "60"], cwd=ROOT, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True)
        for _ in range(2)
    ]
    for process in processes:
        _, said = process.communicate(timeout=120)
        assert process.returncode == 0, said
    answers = KeptAnswers(tmp_path / "answers")
    assert all(answers.get(answer_key(ask(f"question {number}"), "m")) is not None for number in range(60))
    assert answers.warnings == []
    assert isinstance(KeptPages(tmp_path / "pages").get(URL), Page)
    assert not list(tmp_path.rglob("*.part"))
