"""`drafter undo` as an editor uses it."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path

from tests.cli.command import run
from tests.pipeline.week import WINDOW, digest, drafter, pages
from tests.site import serving

DRAFT = "_drafts/test-weekly-2026-w05.md"
BASE = ".drafter/editions/2026-W05/draft.md"


def here(folder: Path, command: str, *words: str, post: str = DRAFT, **env: str) -> subprocess.CompletedProcess[str]:
    """The command in this process, which is quicker."""
    result = run(command, folder / post, *words, **env)
    return subprocess.CompletedProcess([command], result.exit_code, result.stdout, result.stderr)


def test_every_state_comes_back_and_an_undo_is_undone(tmp_path: Path) -> None:
    with serving(pages()) as site:
        folder = digest(tmp_path / "d", site.base)
        assert drafter(folder, "draft", *WINDOW).returncode == 0
        first = (folder / DRAFT).read_bytes()
        edited = first.replace(b"Harbour", b"HARBOUR", 1)
        (folder / DRAFT).write_bytes(edited)
        assert drafter(folder, "draft", *WINDOW, "--drop", f"{site.base}/qr-pilot").returncode == 0
    merged, base = (folder / DRAFT).read_bytes(), (folder / BASE).read_bytes()
    once = here(folder, "undo")
    assert once.returncode == 0, once.stderr
    assert once.stdout.strip() == str(folder / DRAFT)
    assert (folder / DRAFT).read_bytes() == edited
    assert (folder / BASE).read_bytes() == first, "the base of the person's edits is back as well"
    assert here(folder, "undo").returncode == 0
    assert (folder / DRAFT).read_bytes() == first
    listed = json.loads(here(folder, "undo", "--list", "--json").stdout)
    assert [one["reason"] for one in listed] == ["draft", "found", "draft", "undo: back to 2", "undo: back to 1"]
    assert here(folder, "undo", "--to", "3").returncode == 0
    assert ((folder / DRAFT).read_bytes(), (folder / BASE).read_bytes()) == (merged, base)
    assert here(folder, "undo", "--show", "2").stdout.encode() == edited


def test_nothing_to_undo_and_no_such_state_are_told(tmp_path: Path) -> None:
    with serving(pages()) as site:
        folder = digest(tmp_path / "d", site.base)
        assert drafter(folder, "draft", *WINDOW).returncode == 0
    before = (folder / DRAFT).read_bytes()
    first = here(folder, "undo")
    assert first.returncode == 2
    assert "as it was first kept" in first.stderr
    assert here(folder, "undo", "--to", "9").returncode == 2
    (folder / "other.md").write_text("## Notes\n\nby hand\n", encoding="utf-8")
    assert "is of no edition" in here(folder, "undo", post="other.md").stderr
    assert (folder / DRAFT).read_bytes() == before


def test_a_removed_post_comes_back_as_it_was_last_kept(tmp_path: Path) -> None:
    with serving(pages()) as site:
        folder = digest(tmp_path / "d", site.base)
        assert drafter(folder, "draft", *WINDOW).returncode == 0
    before = (folder / DRAFT).read_bytes()
    (folder / DRAFT).unlink()
    assert here(folder, "undo").returncode == 0
    assert (folder / DRAFT).read_bytes() == before
