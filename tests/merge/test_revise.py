"""Drafter's new text in a person's folder: what the person wrote stays, what drafter wrote is renewed, every state is kept."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest

from drafter.config import Settings
from drafter.revise import Revised, lock, locked, proposals, revise
from drafter.store import history
from drafter.store.editions import edition_folder
from tests.merge.desk import Drafter
from tests.post.samples import chinese

NAME = "2026-W05"
NOW = datetime(2026, 1, 29, 10, tzinfo=UTC)


def put(digest: Path, text: str, *, offer: bool = False) -> Revised:
    path = digest / "_drafts" / "weekly-2026-w05.md"
    return revise(digest, Settings(), path, chinese().model_copy(update={"title": text[:40]}), text, reason="draft", now=NOW, offer=offer)


def drafts() -> Drafter:
    drafter = Drafter(chinese=True)
    drafter.begin(3)
    return drafter


def test_a_first_draft_is_written_and_its_base_and_edition_kept(tmp_path: Path) -> None:
    text = drafts().text()
    done = put(tmp_path, text)
    assert (done.done, done.path.read_bytes()) == ("written", text.encode())
    assert (edition_folder(tmp_path, NAME) / "draft.md").read_bytes() == text.encode()
    assert (edition_folder(tmp_path, NAME) / "edition.json").exists()


def test_our_own_draft_is_replaced_and_the_same_again_is_not_touched(tmp_path: Path) -> None:
    drafter = drafts()
    path = put(tmp_path, drafter.text()).path
    drafter.act(0, 0, 1)
    assert put(tmp_path, drafter.text()).done == "written"
    before = path.stat().st_mtime_ns, path.stat().st_ino, len(history.states(tmp_path, NAME)[0])
    assert put(tmp_path, drafter.text()).done == "unchanged"
    assert (path.stat().st_mtime_ns, path.stat().st_ino, len(history.states(tmp_path, NAME)[0])) == before


def test_a_person_s_sentence_stays_and_the_model_s_is_kept_as_a_proposal(tmp_path: Path) -> None:
    drafter = drafts()
    path = put(tmp_path, drafter.text()).path
    old = drafter.stories[0].sentences[0]
    mine = f"编辑改过：{old}"
    path.write_text(drafter.text().replace(old, mine), encoding="utf-8")
    drafter.act(0, 0, 0)
    drafter.stories[1].sentences = ["第二条全部重写了。"]
    done = put(tmp_path, drafter.text())
    assert done.done == "merged"
    assert mine in done.text
    assert "第二条全部重写了。" in done.text
    (one,) = done.proposals
    assert (one.base, one.mine, one.theirs) == (old, mine, drafter.stories[0].sentences[0])
    assert proposals(tmp_path, NAME).open == (one,)
    assert (edition_folder(tmp_path, NAME) / "draft.md").read_text(encoding="utf-8") == drafter.text(), "the base is what drafter wrote last"
    assert put(tmp_path, drafter.text()).proposals == ()
    assert proposals(tmp_path, NAME).open == (one,), "the same text again leaves the proposals as they are"


@pytest.mark.parametrize("edited", [b"by hand", b"", b"\xff", b"<<<<<<< HEAD\n## a\n"])
def test_what_is_no_post_is_left_alone_and_the_new_text_lies_beside_the_base(tmp_path: Path, edited: bytes) -> None:
    drafter = drafts()
    first = drafter.text()
    path = put(tmp_path, first).path
    path.write_bytes(edited)
    for _ in range(2):
        drafter.act(1, 1, 1)
        done = put(tmp_path, drafter.text())
        assert done.done == "left-alone"
        assert done.aside == edition_folder(tmp_path, NAME) / "draft.new.md"
        assert done.aside.read_text(encoding="utf-8") == drafter.text()
        assert path.read_bytes() == edited
    assert (edition_folder(tmp_path, NAME) / "draft.md").read_text(encoding="utf-8") == first, "the base of the person's changes stays"


def test_a_file_that_was_never_ours_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "_drafts").mkdir()
    (tmp_path / "_drafts" / "weekly-2026-w05.md").write_text("## 分析\n\n自己写的。\n", encoding="utf-8")
    assert put(tmp_path, drafts().text()).done == "left-alone"


def test_a_draft_that_a_person_removed_is_written_again(tmp_path: Path) -> None:
    drafter = drafts()
    put(tmp_path, drafter.text()).path.unlink()
    drafter.act(1, 1, 1)
    assert put(tmp_path, drafter.text()).done == "written"


def test_a_text_laid_aside_that_a_person_worked_on_is_put_by_under_a_number(tmp_path: Path) -> None:
    drafter = drafts()
    path = put(tmp_path, drafter.text()).path
    path.write_bytes(b"no post")
    drafter.act(1, 1, 1)
    aside = put(tmp_path, drafter.text()).aside
    assert aside is not None
    aside.write_text("worked on", encoding="utf-8")
    drafter.act(1, 2, 2)
    put(tmp_path, drafter.text())
    assert (edition_folder(tmp_path, NAME) / "draft.new.1.md").read_text(encoding="utf-8") == "worked on"
    path.write_text(drafter.text(), encoding="utf-8")
    assert put(tmp_path, drafter.text()).done == "unchanged"
    assert not aside.exists()


def test_a_locked_piece_is_not_touched_and_that_is_told(tmp_path: Path) -> None:
    drafter = drafts()
    put(tmp_path, drafter.text())
    before = drafter.analysis[0][0]
    lock(tmp_path, NAME, "analysis", on=True)
    drafter.analysis = [["分析全部重写了。"]]
    done = put(tmp_path, drafter.text())
    assert before in done.text
    assert "分析全部重写了。" not in done.text
    assert done.locked == ("analysis",)
    lock(tmp_path, NAME, "analysis", on=False)
    assert locked(tmp_path, NAME) == ()
    assert "分析全部重写了。" in put(tmp_path, drafter.text()).text, "once let go of it is drafter's again"


def test_offered_only_every_difference_is_a_proposal_and_the_post_stays(tmp_path: Path) -> None:
    drafter = drafts()
    before = put(tmp_path, drafter.text()).text
    old = drafter.stories[0].sentences[0]
    drafter.act(0, 0, 0)
    done = put(tmp_path, drafter.text(), offer=True)
    assert done.text == before
    assert [(one.mine, one.theirs) for one in done.proposals] == [(old, drafter.stories[0].sentences[0])]


def test_words_saved_while_it_merges_are_merged_too(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A review page or an editor holds no lock and saves at any moment."""
    from typing import Any

    from drafter import revise as module
    from drafter.merge import merge

    drafter = drafts()
    path = put(tmp_path, drafter.text()).path
    first = drafter.text().replace(drafter.stories[0].sentences[0], "编辑先写了这句。")
    second = first.replace(drafter.stories[2].sentences[0], "合并时又存了这句。")
    path.write_text(first, encoding="utf-8")

    def saved_meanwhile(*given: Any, **more: Any) -> Any:
        path.write_text(second, encoding="utf-8")
        return merge(*given, **more)

    monkeypatch.setattr(module, "merge", saved_meanwhile)
    drafter.stories[1].sentences = ["第二条全部重写了。"]
    done = put(tmp_path, drafter.text())
    assert path.read_text(encoding="utf-8") == done.text
    assert all(words in done.text for words in ("编辑先写了这句。", "合并时又存了这句。", "第二条全部重写了。"))
