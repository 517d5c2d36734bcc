"""A publish that is killed between any two of its steps loses nothing, and the same command finishes it."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterator
from datetime import datetime
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from drafter.collect.workers import Workers
from drafter.config import load
from drafter.job import Job
from drafter.publish import Asked, Published, command, moving, publish, unpublish
from tests.publish.desk import DRAFT, ENGLISH, POST, digest, files, ledger

WORDS = ENGLISH.replace("{base}", "https://ledger.example").encode()
NOW = datetime(2026, 1, 30, 9, tzinfo=ZoneInfo("Asia/Shanghai"))
STEPS: tuple[tuple[Any, str], ...] = (
    (command.decisions, "add"),
    (moving, "begin"),
    (moving, "put"),
    (moving, "take_away"),
    (command.published, "add"),
    (moving, "done"),
)
each = pytest.mark.parametrize(("owner", "name", "when"), [(owner, name, when) for owner, name in STEPS for when in ("before", "after")])


class Killed(BaseException):
    pass


def kill(monkeypatch: pytest.MonkeyPatch, owner: Any, name: str, when: str) -> None:
    """The step's next call ends everything."""
    really: Callable[..., Any] = getattr(owner, name)

    def step(*args: Any, **named: Any) -> Any:
        if when == "after":
            really(*args, **named)
        raise Killed

    monkeypatch.setattr(owner, name, step)


@pytest.fixture
def job(tmp_path: Path) -> Iterator[Job]:
    folder = digest(tmp_path / "digest")
    workers = Workers()
    yield Job(folder=folder, settings=load(folder)[0], clock=lambda: NOW, workers=workers, offline=True)
    workers.close()


def done(job: Job, name: str = DRAFT) -> Published:
    return asyncio.run(publish(job, job.folder / name, Asked()))


def words_stand(folder: Path) -> bool:
    return any((folder / name).exists() and (folder / name).read_bytes() == WORDS for name in (DRAFT, POST))


@each
def test_killed_at_any_step_the_same_command_finishes_it(job: Job, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, owner: Any, name: str, when: str) -> None:
    with monkeypatch.context() as patched:
        kill(patched, owner, name, when)
        with pytest.raises(Killed):
            done(job)
    assert words_stand(job.folder)
    assert done(job).done in ("published", "finished", "already")
    whole = digest(tmp_path / "whole")
    done(Job(folder=whole, settings=job.settings, clock=lambda: NOW, workers=job.workers, offline=True))
    assert files(job.folder) == files(whole)
    assert done(job).done == "already"
    assert len(ledger(job.folder)) == 1


@pytest.mark.parametrize(("owner", "name"), [(moving, "put"), (moving, "take_away"), (command.published, "add")])
@pytest.mark.parametrize("when", ["before", "after"])
def test_killed_while_it_is_taken_back_the_same_command_finishes_that(job: Job, monkeypatch: pytest.MonkeyPatch, owner: Any, name: str, when: str) -> None:
    done(job)
    with monkeypatch.context() as patched:
        kill(patched, owner, name, when)
        with pytest.raises(Killed):
            unpublish(job, job.folder / POST)
    assert words_stand(job.folder)
    unpublish(job, job.folder / POST)
    assert (job.folder / DRAFT).read_bytes() == WORDS
    assert not (job.folder / POST).exists()
    assert ledger(job.folder)[-1]["taken_back"]
    assert len(ledger(job.folder)) == 2


def test_another_command_in_between_changes_nothing_of_that(job: Job, monkeypatch: pytest.MonkeyPatch) -> None:
    from drafter import archive

    with monkeypatch.context() as patched:
        kill(patched, moving, "put", "after")
        with pytest.raises(Killed):
            done(job)
    archive.sync(job.folder, job.settings, NOW)
    assert done(job).done == "finished"
    [line] = [one for one in command.published.publications(job.folder) if one.post == POST]
    assert line.draft == DRAFT
    assert not line.by_hand


def test_a_draft_edited_after_the_kill_is_what_gets_published(job: Job, monkeypatch: pytest.MonkeyPatch) -> None:
    with monkeypatch.context() as patched:
        kill(patched, moving, "put", "after")
        with pytest.raises(Killed):
            done(job)
    edited = WORDS.replace(b"bind lenders", b"bind all lenders")
    (job.folder / DRAFT).write_bytes(edited)
    assert done(job).done == "published"
    assert (job.folder / POST).read_bytes() == edited
    assert not (job.folder / DRAFT).exists()
