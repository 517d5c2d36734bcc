"""A published edition drafted once more: readers' text stays as it is, wherever it lies and whoever put it there."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.pipeline.week import WINDOW, digest, drafter, pages
from tests.site import Site, serving


@pytest.fixture(scope="module")
def site() -> Iterator[Site]:
    with serving(pages()) as site:
        yield site


def drafted(folder: Path, site: Site, profile: str, name: str) -> Path:
    """The draft, without its notes to the editor."""
    digest(folder, site.base, ["/harbour-loan", "/qr-pilot"], post={"profile": profile})
    assert drafter(folder, "draft", *WINDOW).returncode == 0
    draft = folder / name
    kept = [line for line in draft.read_text(encoding="utf-8").splitlines(keepends=True) if not line.startswith("Editor's note")]
    draft.write_text("".join(kept), encoding="utf-8")
    return draft


def refused(folder: Path, site: Site, post: Path) -> bool:
    """Whether a draft over it is refused: nothing of the post changes, nor does a draft appear beside it."""
    before, there = post.read_bytes(), sorted(folder.rglob("*w05.md"))
    again = drafter(folder, "draft", *WINDOW, "--drop", f"{site.base}/qr-pilot")
    assert f"is published as {post.relative_to(folder).as_posix()}" in again.stderr
    assert post.read_bytes() == before
    assert sorted(folder.rglob("*w05.md")) == there
    return again.returncode == 1


def test_a_post_that_hugo_shows_where_its_draft_lay_is_not_merged_into(tmp_path: Path, site: Site) -> None:
    post = drafted(tmp_path / "d", site, "hugo", "content/posts/test-weekly-2026-w05.md")
    assert drafter(tmp_path / "d", "publish", post.relative_to(tmp_path / "d").as_posix(), "--offline").returncode == 0
    assert refused(tmp_path / "d", site, post)
    assert drafter(tmp_path / "d", "unpublish", str(post)).returncode == 0
    assert drafter(tmp_path / "d", "draft", *WINDOW, "--drop", f"{site.base}/qr-pilot").returncode in (0, 3)
    assert "draft: true" in post.read_text(encoding="utf-8")


def test_a_post_shown_by_hand_is_published_too(tmp_path: Path, site: Site) -> None:
    post = drafted(tmp_path / "d", site, "hugo", "content/posts/test-weekly-2026-w05.md")
    post.write_text(post.read_text(encoding="utf-8").replace("draft: true", "draft: false"), encoding="utf-8")
    assert refused(tmp_path / "d", site, post)


def test_a_draft_moved_and_dated_by_hand_gets_no_second_draft(tmp_path: Path, site: Site) -> None:
    draft = drafted(tmp_path / "d", site, "jekyll", "_drafts/test-weekly-2026-w05.md")
    post = tmp_path / "d/_posts/2026-01-30-test-weekly-2026-w05.md"
    post.parent.mkdir()
    draft.rename(post)
    assert refused(tmp_path / "d", site, post)
