"""Every state of a post is kept, and any of them can be brought back."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest

from drafter.config import Settings
from drafter.errors import KeptMissing
from drafter.store import history
from drafter.store.editions import edition_folder
from drafter.undo import undo

NAME = "2026-W05"
NOW = datetime(2026, 1, 29, 10, tzinfo=UTC)


def put(digest: Path, text: str | bytes, reason: str = "draft", **more: object) -> history.State:
    return history.write(digest, NAME, digest / "_drafts" / "weekly.md", text, reason=reason, now=NOW, **more)  # type: ignore[arg-type] # `beside` and `of` alone


def texts(digest: Path) -> list[bytes]:
    return [history.content(digest, NAME, state)[0] for state in history.states(digest, NAME)[0]]


def test_each_write_keeps_the_state_before_and_the_new_one(tmp_path: Path) -> None:
    put(tmp_path, "一\n")
    put(tmp_path, "二\n", "redo item:https://a.example/x")
    kept, broken = history.states(tmp_path, NAME)
    assert [(state.number, state.reason, state.path) for state in kept] == [
        (1, "draft", "_drafts/weekly.md"),
        (2, "redo item:https://a.example/x", "_drafts/weekly.md"),
    ]
    assert broken == ()
    assert texts(tmp_path) == ["一\n".encode(), "二\n".encode()]
    assert (tmp_path / "_drafts" / "weekly.md").read_bytes() == "二\n".encode()


def test_what_a_person_typed_between_two_writes_is_a_state_too(tmp_path: Path) -> None:
    put(tmp_path, "one\n")
    (tmp_path / "_drafts" / "weekly.md").write_bytes(b"\xef\xbb\xbfmine\r\n\xff")
    put(tmp_path, "two\n")
    assert texts(tmp_path) == [b"one\n", b"\xef\xbb\xbfmine\r\n\xff", b"two\n"]
    assert [state.reason for state in history.states(tmp_path, NAME)[0]] == ["draft", "found", "draft"]


def test_a_state_carries_what_lay_beside_it(tmp_path: Path) -> None:
    put(tmp_path, "one\n", beside={"draft.md": b"one\n", "edition.json": b"{1}"})
    put(tmp_path, "two\n", beside={"draft.md": b"base two\n", "edition.json": b"{2}"})
    folder = edition_folder(tmp_path, NAME)
    assert (folder / "draft.md").read_bytes() == b"base two\n"
    first, second = history.states(tmp_path, NAME)[0]
    assert history.content(tmp_path, NAME, first)[1] == {"draft.md": b"one\n", "edition.json": b"{1}"}
    assert history.content(tmp_path, NAME, second)[1]["edition.json"] == b"{2}"


def test_the_same_text_is_kept_once_and_a_torn_line_costs_no_other(tmp_path: Path) -> None:
    for text in ("one", "two", "one"):
        put(tmp_path, text)
    folder = edition_folder(tmp_path, NAME) / history.FOLDER
    assert len(list(folder.glob("*.md"))) == 2
    with (folder / history.STATES).open("ab") as file:
        file.write(b'{"at": "2026')
    put(tmp_path, "three")
    kept, broken = history.states(tmp_path, NAME)
    assert [state.number for state in kept] == [1, 2, 3, 5]
    assert [failure.subject.rpartition(":")[2] for failure in broken] == ["4"]
    assert texts(tmp_path)[-1] == b"three"


def test_a_kept_text_that_was_changed_or_removed_is_not_brought_back_as_it(tmp_path: Path) -> None:
    state = put(tmp_path, "one")
    file = edition_folder(tmp_path, NAME) / history.FOLDER / state.file
    file.write_bytes(b"other")
    with pytest.raises(KeptMissing, match="was changed"):
        history.content(tmp_path, NAME, state)
    file.unlink()
    with pytest.raises(KeptMissing, match="state 1"):
        history.content(tmp_path, NAME, state)


def test_the_edition_is_known_by_the_posts_path(tmp_path: Path) -> None:
    put(tmp_path, "one")
    assert history.edition_of(tmp_path, tmp_path / "_drafts" / "weekly.md") == NAME
    assert history.edition_of(tmp_path, tmp_path / "_drafts" / "other.md") is None


class Killed(BaseException):
    """Stands for the process' end."""


@pytest.mark.parametrize("step", range(1, 10))
def test_killed_after_any_step_the_post_and_what_lies_beside_it_belong_together(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, step: int) -> None:
    """Each step of a write is the last in turn; whatever the post then holds, its base is the one of that text, and no state is lost."""
    put(tmp_path, "one", beside={"draft.md": b"one", "edition.json": b"{1}"})
    path = tmp_path / "_drafts" / "weekly.md"
    path.write_bytes(b"one, edited")
    done = 0

    def counted(real: Callable[..., object]) -> Callable[..., object]:
        def one(*args: object, **more: object) -> object:
            nonlocal done
            result = real(*args, **more)
            done += 1
            if done == step:
                raise Killed
            return result

        return one

    killed = False
    with monkeypatch.context() as patched:
        for name in ("write_atomic", "write_json", "_append"):
            patched.setattr(history, name, counted(getattr(history, name)))
        patched.setattr(Path, "unlink", counted(Path.unlink))
        try:
            put(tmp_path, "two", beside={"draft.md": b"base two", "edition.json": b"{2}"})
        except Killed:
            killed = True
    history.settle(tmp_path, NAME)
    base = (edition_folder(tmp_path, NAME) / "draft.md").read_bytes(), (edition_folder(tmp_path, NAME) / "edition.json").read_bytes()
    assert (path.read_bytes(), *base) in ((b"one, edited", b"one", b"{1}"), (b"two", b"base two", b"{2}"))
    assert killed or path.read_bytes() == b"two"
    put(tmp_path, "three")
    assert {b"one", b"one, edited", b"three"} <= set(texts(tmp_path))
    assert not list(tmp_path.rglob("coming.json"))


def test_only_the_post_lies_in_the_sites_folder(tmp_path: Path) -> None:
    (tmp_path / "_drafts").mkdir()
    (tmp_path / "_drafts" / ".weekly.md.999999999.0.part").write_text("half", encoding="utf-8")
    put(tmp_path, "one")
    assert [one.name for one in (tmp_path / "_drafts").iterdir()] == ["weekly.md"]


@pytest.mark.parametrize("cut_at", ["_append", "write_atomic", "write_json", "unlink"])
def test_an_undo_that_was_killed_and_is_given_again_goes_back_one_state_and_no_further(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, cut_at: str) -> None:
    """Killed before the post is written or after it; told again, it says what it brought back."""
    settings, path = Settings.model_construct(), tmp_path / "_drafts" / "weekly.md"
    for text in ("one", "two", "three"):
        put(tmp_path, text, beside={"draft.md": text.encode()})

    def killed(real: Callable[..., object]) -> Callable[..., object]:
        def one(*args: object, **more: object) -> object:
            real(*args, **more)
            if cut_at != "unlink" or (isinstance(args[0], Path) and args[0].name == history.COMING):
                raise Killed
            return None

        return one

    with monkeypatch.context() as patched:
        holder = Path if cut_at == "unlink" else history
        patched.setattr(holder, cut_at, killed(getattr(holder, cut_at)))
        with pytest.raises(Killed):
            undo(tmp_path, path, settings, NOW)
    done = undo(tmp_path, path, settings, NOW)
    base = (edition_folder(tmp_path, NAME) / "draft.md").read_bytes()
    assert (path.read_bytes(), base) == (b"two", b"two")
    assert history.content(tmp_path, NAME, done.back)[0] == b"two"
    assert undo(tmp_path, path, settings, NOW).back.number == 1
    assert path.read_bytes() == b"one"
