"""Drafts in a person's folder."""

from __future__ import annotations

from pathlib import Path

import pytest

from drafter.store import editions
from drafter.store.editions import KeptDraft, edition_folder, keep_draft


def keep(digest: Path, text: str) -> KeptDraft:
    return keep_draft(digest, digest / "_drafts" / "weekly-2026-w05.md", "2026-W05", text)


def test_a_first_draft_is_written_and_its_base_kept(tmp_path: Path) -> None:
    done = keep(tmp_path, "稳定币\n")
    assert (done.done, done.path.read_bytes()) == ("written", "稳定币\n".encode())
    assert (edition_folder(tmp_path, "2026-W05") / "draft.md").read_bytes() == "稳定币\n".encode()


def test_our_own_draft_is_replaced_and_the_same_again_is_not_touched(tmp_path: Path) -> None:
    path = keep(tmp_path, "one").path
    assert keep(tmp_path, "two").done == "written"
    before = path.stat().st_mtime_ns, path.stat().st_ino
    assert keep(tmp_path, "two").done == "unchanged"
    assert (path.stat().st_mtime_ns, path.stat().st_ino) == before
    assert path.read_text(encoding="utf-8") == "two"


@pytest.mark.parametrize("edited", [b"one, edited", b"one\r\n", b"", b"\xff"])
def test_an_edited_draft_is_left_alone_and_the_new_one_lies_beside_the_base(tmp_path: Path, edited: bytes) -> None:
    path = keep(tmp_path, "one\n").path
    path.write_bytes(edited)
    for text in ("two", "three"):
        done = keep(tmp_path, text)
        assert done.done == "left-alone"
        assert done.aside == edition_folder(tmp_path, "2026-W05") / "draft.new.md"
        assert done.aside.read_text(encoding="utf-8") == text
        assert path.read_bytes() == edited
    assert (edition_folder(tmp_path, "2026-W05") / "draft.md").read_text(encoding="utf-8") == "one\n", "the base of the person's changes stays"


def test_a_file_that_was_never_ours_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "_drafts").mkdir()
    (tmp_path / "_drafts" / "weekly-2026-w05.md").write_text("by hand", encoding="utf-8")
    assert keep(tmp_path, "ours").done == "left-alone"


def test_a_draft_that_a_person_removed_is_written_again(tmp_path: Path) -> None:
    keep(tmp_path, "one").path.unlink()
    assert keep(tmp_path, "two").done == "written"


def test_once_a_person_takes_the_new_text_or_undoes_the_edit_it_is_ours_again(tmp_path: Path) -> None:
    path = keep(tmp_path, "one").path
    path.write_text("edited", encoding="utf-8")
    aside = keep(tmp_path, "two").aside
    assert aside is not None
    path.write_text("two", encoding="utf-8")
    assert keep(tmp_path, "two").done == "unchanged"
    assert not aside.exists()
    assert keep(tmp_path, "three").done == "written"


@pytest.mark.parametrize("calls", range(1, 4))
@pytest.mark.parametrize("next_text", ["two", "three", "one"])
def test_killed_after_any_step_our_draft_still_counts_as_ours(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, calls: int, next_text: str) -> None:
    """Each step of a write is the last in turn; then the same command runs again, with any text."""
    keep(tmp_path, "one")
    steps = 0

    class Killed(BaseException):
        pass

    def counted(real):  # type: ignore[no-untyped-def] # stands for two functions
        def step(*args, **more):  # type: ignore[no-untyped-def]
            nonlocal steps
            real(*args, **more)
            steps += 1
            if steps == calls:
                raise Killed

        return step

    with monkeypatch.context() as patched:
        patched.setattr(editions, "write_atomic", counted(editions.write_atomic))
        patched.setattr(Path, "unlink", counted(Path.unlink))
        with pytest.raises(Killed):
            keep(tmp_path, "two")
    done = keep(tmp_path, next_text)
    assert done.done in ("written", "unchanged")
    assert done.path.read_text(encoding="utf-8") == next_text
    done.path.write_text("edited", encoding="utf-8")
    assert keep(tmp_path, "four").done == "left-alone"


def test_only_the_draft_lies_in_the_sites_folder(tmp_path: Path) -> None:
    (tmp_path / "_drafts").mkdir()
    (tmp_path / "_drafts" / ".weekly-2026-w05.md.77.0.part").write_text("half", encoding="utf-8")
    path = keep(tmp_path, "one").path
    path.write_text("edited", encoding="utf-8")
    keep(tmp_path, "two")
    assert [one.name for one in path.parent.iterdir()] == ["weekly-2026-w05.md"]
