"""A drafted digest, its post under review, and the page's server on loopback."""

from __future__ import annotations

import contextlib
import socket
import threading
import time
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from drafter.collect.workers import Workers
from drafter.config import load
from drafter.job import Job
from drafter.review import app, post_page, serve
from drafter.review.opened import Opened
from drafter.review.ports import Ports

POST = "_drafts/fintech-weekly-2026-w05.md"
EDITION = ".drafter/editions/2026-W05"
FIGURE = "99.98%"
"""Stands once in the draft, in the first item's prose, and in its source."""


@dataclass
class Site:
    """A digest, and where its post's page is."""

    digest: Path
    opened: Opened
    key: str
    address: str = ""

    @property
    def file(self) -> Path:
        return self.digest / POST

    @property
    def text(self) -> str:
        return self.file.read_bytes().decode()

    def change(self, before: str, after: str) -> None:
        """As another editor would: the whole file written anew."""
        assert self.text.count(before) == 1
        part = self.file.with_suffix(".part")
        part.write_bytes(self.text.replace(before, after).encode())
        part.replace(self.file)


def opened(digest: Path, ports: Ports | None = None) -> Site:
    settings, _ = load(digest)
    job = Job(folder=digest, settings=settings, clock=lambda: datetime(2026, 1, 30, 12, tzinfo=ZoneInfo("Asia/Shanghai")), workers=Workers(), offline=True)
    return Site(digest, Opened(job, digest / POST, ports), serve.key_of(digest))


def application(site: Site):
    return app.application(post_page.routes({site.opened.id: site.opened}, site.key), site.key)


@contextlib.contextmanager
def serving(site: Site) -> Iterator[Site]:
    """The page's server in a thread; the address carries the key."""
    on = socket.socket()
    on.bind(("127.0.0.1", 0))
    server = serve.server(application(site))
    thread = threading.Thread(target=server.run, kwargs={"sockets": [on]}, daemon=True)
    thread.start()
    for _ in range(500):
        if server.started:
            break
        time.sleep(0.01)
    site.address = f"http://127.0.0.1:{on.getsockname()[1]}/posts/{site.opened.id}?key={site.key}"
    try:
        yield site
    finally:
        server.should_exit = True
        thread.join(10)
        on.close()


def until(done, what: str, tries: int = 400) -> None:
    """Asked again and again, for as long as a slow machine may need."""
    for _ in range(tries):
        if done():
            return
        time.sleep(0.05)
    raise AssertionError(f"never came true: {what}")
