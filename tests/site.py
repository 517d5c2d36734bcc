"""A small site on loopback: pages by path, each fetch counted."""

from __future__ import annotations

import threading
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer


@dataclass
class Site:
    """`pages`: path → (status, content type, body)."""

    pages: dict[str, tuple[int, str, bytes]]
    base: str = ""
    fetched: Counter[str] = field(default_factory=Counter)
    delay_s: float = 0.0
    closing: threading.Event = field(default_factory=threading.Event)


@contextmanager
def serving(pages: dict[str, tuple[int, str, bytes]]) -> Iterator[Site]:
    site = Site(pages)

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            site.fetched[self.path] += 1
            if site.delay_s and site.closing.wait(site.delay_s):
                return
            status, kind, body = site.pages.get(self.path, (404, "text/plain", b"not here"))
            self.send_response(status)
            self.send_header("content-type", kind)
            self.send_header("content-length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    site.base = f"http://127.0.0.1:{server.server_address[1]}"
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05})
    thread.start()
    try:
        yield site
    finally:
        site.closing.set()
        server.shutdown()
        thread.join()
        server.server_close()
