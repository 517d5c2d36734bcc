"""The digest as the server has it: settings read anew for every piece of work, jobs made from them, posts opened when they are asked for."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any

from drafter.collect.workers import Workers
from drafter.config import Settings, load
from drafter.job import Job, bundle_of, made, moment, window
from drafter.review.opened import Opened, id_of
from drafter.window import Window


@dataclass
class Digest:
    """What the command that started the page says of the digest in `folder` (absolute)."""

    folder: Path
    workers: Workers
    """Of the server's own loop: for the posts' pages."""
    clock: Callable[[Settings], datetime]
    open_post: Callable[[Path], Opened]
    offline: bool = False
    """Nothing is fetched and no model asked: pages and answers are kept ones."""
    bundle: Path | None = None
    at: datetime | None = None
    flags: Mapping[str, Any] = field(default_factory=dict)
    """Settings that the command named."""
    by: str = ""
    """Who sits at this machine."""

    def settings(self) -> Settings:
        """Raises ConfigError."""
        return load(self.folder, dict(self.flags))[0]

    def job(self, workers: Workers | None = None, **more: Any) -> Job:
        """A job as the command line would make it. Raises ConfigError."""
        settings = self.settings()
        return made(self.folder, settings, workers or self.workers, lambda: self.clock(settings), at=self.at, offline=self.offline, bundle=self.bundle, **more)

    def now(self) -> datetime:
        """The moment a run begun now would have. Raises ConfigError."""
        return moment(self.job())

    def window(self, week: str | None = None) -> Window:
        """Of the edition that a draft begun now would have. Raises ConfigError, UsageError."""
        job = self.job()
        return window(self.folder, job.settings, moment(job), week)

    def pages(self) -> list[Path]:
        """Kept pages of a bundle, to read from."""
        bundle = bundle_of(self.folder, self.bundle)
        return [bundle / "pages"] if bundle else []


class Posts(Mapping[str, Opened]):
    """The digest's posts by their id, each opened when it is first asked for. `paths` names those there are by now."""

    def __init__(self, digest: Digest, paths: Callable[[], Iterator[Path]]) -> None:
        self._digest, self._paths = digest, paths
        self._opened: dict[str, Opened] = {}

    def __getitem__(self, key: str) -> Opened:
        if key not in self._opened:
            path = next((path for path in self._paths() if id_of(path.resolve()) == key), None)
            if path is None:
                raise KeyError(key)
            self._opened[key] = self._digest.open_post(path)
        return self._opened[key]

    def __iter__(self) -> Iterator[str]:
        return (id_of(path.resolve()) for path in self._paths())

    def __len__(self) -> int:
        return sum(1 for _ in self)
