"""Files that are never half there."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest

from drafter.store.files import json_text, read_json, slug, sweep, sweep_beside, write_atomic, write_json


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


def test_sweeping_takes_only_what_a_killed_process_left(tmp_path: Path) -> None:
    left, mine = tmp_path / "kept" / ".draft[1].md.123.4.part", tmp_path / ".notes.part"
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


def test_what_is_no_number_in_json_is_refused() -> None:
    with pytest.raises(ValueError, match="JSON"):
        json_text({"score": float("nan")})
    assert json.loads(json_text({"a": None})) == {"a": None}
