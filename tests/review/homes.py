"""A digest's home on loopback, with all its posts."""

from __future__ import annotations

import contextlib
import http.client
import json
import socket
import threading
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

from drafter.collect.workers import Workers
from drafter.review import app, post_page, serve
from drafter.review.connected import ports
from drafter.review.home import overview, page
from drafter.review.home.digest import Digest, Posts
from drafter.review.home.work import Work
from drafter.review.opened import Opened
from tests.review.material import until

NOW = datetime(2026, 1, 30, 9, tzinfo=ZoneInfo("Asia/Shanghai"))


@dataclass
class Home:
    folder: Path
    digest: Digest
    work: Work
    key: str
    address: str = ""

    def file(self, name: str) -> Path:
        return self.folder / ".drafter/editions/2026-W05" / name

    def ask(self, method: str, path: str, data: object = None, **headers: str) -> tuple[int, Any]:
        parts = urlsplit(self.address)
        connection = http.client.HTTPConnection(parts.hostname or "", parts.port, timeout=60)
        sent = {"Host": parts.netloc, "Cookie": f"drafter-{parts.port}={self.key}"}
        if method != "GET":
            sent |= {"Content-Type": "application/json", "X-Drafter-Token": self.key}
        connection.request(method, path, None if data is None else json.dumps(data), sent | {name.replace("_", "-"): value for name, value in headers.items()})
        answer = connection.getresponse()
        body = answer.read()
        return answer.status, json.loads(body) if answer.headers.get("Content-Type", "").startswith("application/json") else body.decode()

    def state(self) -> Any:
        status, found = self.ask("GET", "/state")
        assert status == 200, found
        return found

    def ended(self, lane: str) -> Any:
        """What became of the work in this lane."""
        until(lambda: self.state()["work"][lane]["state"] != "running", f"the work in {lane} ends", 1200)
        return self.state()["work"][lane]

    def does(self, what: str) -> Any:
        status, said = self.ask("POST", "/tasks", {"what": what})
        assert status == 202, said
        return self.ended("edition")


@contextlib.contextmanager
def at_home(folder: Path, by: str = "", **flags: Any) -> Iterator[Home]:
    """The server in a thread; nothing is fetched, nothing asked. `by`: who sits there, with all that the command connects for its posts."""
    workers = Workers()

    def open_post(path: Path) -> Opened:
        return Opened(digest.job(), path, ports(digest.job(), by) if by else None)

    digest = Digest(folder, workers, lambda _: NOW, open_post, offline=True, bundle=folder, flags=flags, by=by or "Ann")
    home = Home(folder, digest, Work(), serve.key_of(folder))
    posts = Posts(digest, lambda: overview.paths(folder, digest.settings()))
    routes = [*page.routes(digest, posts, home.work, home.key), *post_page.routes(posts, home.key, home=True)]
    on = socket.socket()
    on.bind(("127.0.0.1", 0))
    server = serve.server(app.application(routes, home.key))
    thread = threading.Thread(target=server.run, kwargs={"sockets": [on]}, daemon=True)
    thread.start()
    until(lambda: server.started, "the server answers")
    home.address = f"http://127.0.0.1:{on.getsockname()[1]}/?key={home.key}"
    try:
        yield home
    finally:
        server.should_exit = True
        thread.join(10)
        home.work.close()
        workers.close()
        on.close()
