"""Files that are never half there."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import unicodedata
from pathlib import Path

import pytest

from drafter.store.files import json_text, read_json, readable, slug, sweep, sweep_beside, write_atomic, write_json


def test_json_is_readable_and_ends_with_a_newline(tmp_path: Path) -> None:
    write_json(tmp_path / "a" / "b.json", {"z": "海湾", "a": [1]})
    assert (tmp_path / "a" / "b.json").read_bytes() == '{\n "z": "海湾",\n "a": [\n  1\n ]\n}\n'.encode()


def test_a_lone_surrogate_survives(tmp_path: Path) -> None:
    write_json(tmp_path / "x.json", {"text": "半\ud83d"})
    assert read_json(tmp_path / "x.json") == {"text": "半\ud83d"}


def test_the_same_again_does_not_touch_the_file(tmp_path: Path) -> None:
    path = tmp_path / "x.json"
    write_json(path, {"a": 1})
    os.utime(path, (1, 1))
    write_json(path, {"a": 1})
    assert path.stat().st_mtime == 1
    write_json(path, {"a": 2})
    assert path.stat().st_mtime > 1


def test_a_failed_write_leaves_the_old_file_and_nothing_else(tmp_path: Path) -> None:
    path = tmp_path / "taken"
    path.mkdir()
    (path / "child").touch()
    with pytest.raises(OSError):  # noqa: PT011 # its kind differs between systems
        write_atomic(path, "text")
    assert [one.name for one in tmp_path.iterdir()] == ["taken"]


@pytest.mark.skipif(os.name != "posix", reason="only there can be asked whether a process runs")
def test_sweeping_leaves_what_a_running_process_is_writing(tmp_path: Path) -> None:
    """`add`, `check` and the review page write while a draft ends and sweeps."""
    theirs = tmp_path / f".review.json.{os.getppid()}.0.part"
    theirs.touch()
    (tmp_path / f".review.json.{os.getpid()}.999999999.part").touch()  # of a dead process that had our id
    assert sweep(tmp_path) == 1
    sweep_beside(tmp_path / "review.json")
    assert [one.name for one in tmp_path.iterdir()] == [theirs.name]


def test_lines_of_two_processes_are_all_there(tmp_path: Path) -> None:
    path, each = tmp_path / "decisions.jsonl", 60
    path.write_bytes(b'{"torn": ')
    code = (
        f"import sys; from pathlib import Path; from drafter.store.files import append\nfor n in range({each}): append(Path(sys.argv[1]), b'x' * 300 + b'\\n')"
    )
    writing = [subprocess.Popen([sys.executable, "-c", code, str(path)], cwd=Path(__file__).parents[2]) for _ in range(2)]
    assert [process.wait(60) for process in writing] == [0, 0]
    torn, *lines = path.read_bytes().splitlines()
    assert torn == b'{"torn": '
    assert [line for line in lines if line] == [b"x" * 300] * (2 * each)


@pytest.mark.skipif(sys.platform == "win32", reason="no limit of a file's size there")
def test_a_disk_that_is_full_names_the_file_and_leaves_no_half_of_it(tmp_path: Path) -> None:
    code = (
        "import resource, sys; from pathlib import Path; from drafter.store.files import append, write_atomic\n"
        "append(Path('lines'), b'one\\n')\n"
        "resource.setrlimit(resource.RLIMIT_FSIZE, (100, resource.RLIM_INFINITY))\n"
        "for write in (write_atomic, append):\n"
        "    try: write(Path('atomic' if write is write_atomic else 'lines'), b'x' * 500 + b'\\n')\n"
        "    except OSError as error: print(error.filename)\n"
    )
    environment = {**os.environ, "PYTHONPATH": str(Path(__file__).parents[2])}
    done = subprocess.run([sys.executable, "-c", code], cwd=tmp_path, env=environment, capture_output=True, text=True, timeout=60, check=True)
    assert done.stdout.split() == ["atomic", "lines"]
    assert {one.name: one.read_bytes() for one in tmp_path.iterdir()} == {"lines": b"one\n"}


def test_sweeping_takes_only_what_a_killed_process_left(tmp_path: Path) -> None:
    left, mine = tmp_path / "kept" / ".draft[1].md.999999999.4.part", tmp_path / ".notes.part"
    left.parent.mkdir()
    left.touch()
    mine.touch()
    sweep_beside(tmp_path / "kept" / "other.md")
    assert left.exists()
    sweep_beside(tmp_path / "kept" / "draft[1].md")
    assert not left.exists()
    left.touch()
    assert sweep(tmp_path) == 1
    assert mine.exists()


@pytest.mark.parametrize("text", ['https://a.example/x?y=1:2*"<>|', "CON", "海湾财经", "a" * 300, "ends with dots...", ""])
def test_a_slug_is_a_name_on_every_system(text: str) -> None:
    assert set(slug(text)) <= set("abcdefghijklmnopqrstuvwxyz0123456789-")
    assert len(slug(text)) <= 60


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("海湾财经：ＡＩ 新规", "海湾财经-ai-新规"),
        ("Café Noël", "cafe-noel"),
        ("カード 발행 規則", "規則"),
        ("\uf9dc\u9686", "隆隆"),
        ("../..\\a:b*?", "a-b"),
        ("한국", ""),
        ("𠮷野", "𠮷野"),
    ],
)
def test_a_readable_name_keeps_chinese_and_is_one_name_on_every_system(text: str, name: str) -> None:
    assert readable(text) == name
    assert {unicodedata.normalize(form, readable(text)) for form in ("NFC", "NFD", "NFKC", "NFKD")} == {name}
    assert len(readable(text * 60).encode()) <= 120


def test_what_is_no_number_in_json_is_refused() -> None:
    with pytest.raises(ValueError, match="JSON"):
        json_text({"score": float("nan")})
    assert json.loads(json_text({"a": None})) == {"a": None}
