"""The server's life: a socket of this machine only, an address that stays the same from day to day, an end without waiting for open pages."""

from __future__ import annotations

import hashlib
import os
import secrets
import socket
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from drafter.errors import UsageError
from drafter.store.files import STATE

if TYPE_CHECKING:
    import uvicorn
    from starlette.applications import Starlette

_FIRST, _MANY = 20_000, 12_000
"""Below the ports that systems hand out by themselves."""


def key_of(digest: Path) -> str:
    """The digest's own secret for its page, made once and readable by its owner only. Raises OSError.

    It outlives the server: a page that was open when the server was killed goes on with the next one.
    """
    path = digest / STATE / "kept" / "review-key"
    path.parent.mkdir(parents=True, exist_ok=True)
    try:
        with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w", encoding="ascii") as file:
            file.write(secrets.token_urlsafe(24))
    except FileExistsError:
        pass
    found = path.read_text(encoding="ascii").strip()
    if len(found) >= 24:
        return found
    path.unlink()  # torn when it was made
    return key_of(digest)


def listening(digest: Path, port: int | None = None) -> socket.socket:
    """A socket on 127.0.0.1; without a `port` the digest's own, so that what the browser keeps is found again, or any free one.

    Raises UsageError for a `port` that is taken.
    """
    own = _FIRST + int.from_bytes(hashlib.sha256(str(digest.resolve()).encode("utf-8", "surrogateescape")).digest()[:4], "big") % _MANY
    for number in (port,) if port is not None else (own, 0):
        found = socket.socket(socket.AF_INET, socket.SOCK_STREAM, socket.IPPROTO_TCP)  # named, or asyncio leaves Nagle's algorithm on: 40 ms an answer
        if os.name == "posix":
            found.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)  # a killed server's port at once
        try:
            found.bind(("127.0.0.1", number))
            found.listen(128)  # two that begin at the same moment may both bind a port, but only one listens
            return found
        except OSError as error:
            found.close()
            if port is not None:
                raise UsageError(f"--port {port}", f"cannot be used ({error.strerror or error})", "name another one, or leave it to drafter") from error
            if number == 0:
                raise
    raise AssertionError("0 is always tried")


def server(app: Starlette, ready: Callable[[], None] = lambda: None) -> uvicorn.Server:
    """A server for sockets of ours. `ready` is called when it answers; `app.state.closing` is set when it ends, for answers without end."""
    import uvicorn

    class Server(uvicorn.Server):
        async def startup(self, sockets: list[socket.socket] | None = None) -> None:
            await super().startup(sockets)
            ready()

        async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
            app.state.closing = True
            await super().shutdown(sockets)

    config = uvicorn.Config(
        app,
        log_level="warning",
        access_log=False,
        server_header=False,
        proxy_headers=False,
        lifespan="off",
        ws="none",
        timeout_graceful_shutdown=2,
    )
    return Server(config)
