"""An OpenAI-shaped server on loopback whose faults are scripted by a function of the request.

    with Endpoint(lambda request, n: say(filled(request)) if n > 1 else refuse(429, retry_after=0)) as endpoint:
        writer = OpenAIWriter(..., endpoint=endpoint.url)

`behaviour(request_json, n)` gets each POST's body and its number from 1, and returns a Reply.
"""

from __future__ import annotations

import json
import threading
from collections.abc import Callable
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any, Self

Request = dict[str, Any]


@dataclass
class Reply:
    """`body` goes out as JSON, or as it is when it is bytes. `cut`: only so many of its bytes, then the connection drops."""

    body: Any = None
    status: int = 200
    headers: dict[str, str] = field(default_factory=dict)
    after_s: float = 0.0
    hang: bool = False
    cut: int | None = None


Behaviour = Callable[[Request, int], Reply]


def say(text: str | None, finish_reason: str | None = "stop", refusal: str | None = None, **more: Any) -> Reply:
    """A chat completion."""
    message = {"role": "assistant", "content": text, "refusal": refusal}
    usage = {"prompt_tokens": 100, "completion_tokens": 20, "total_tokens": 120, "prompt_tokens_details": {"cached_tokens": 40}}
    return Reply(
        {
            "id": "c1",
            "object": "chat.completion",
            "model": "small",
            "choices": [{"index": 0, "message": message, "finish_reason": finish_reason}],
            "usage": usage,
        }
        | more
    )


def refuse(status: int, message: str = "no", code: str | None = None, param: str | None = None, retry_after: float | None = None) -> Reply:
    """An error as OpenAI words it."""
    headers = {} if retry_after is None else {"Retry-After": f"{retry_after:g}"}
    return Reply({"error": {"message": message, "type": code, "code": code, "param": param}}, status, headers)


def hang() -> Reply:
    """Nothing, until the server closes."""
    return Reply(hang=True)


def drop() -> Reply:
    """The connection ends in the middle of the answer."""
    return Reply({"id": "c1", "choices": []}, cut=5)


def filled(request: Request, text: str = "word") -> str:
    """A JSON answer that fits the request's schema."""
    asked = request.get("response_format", {}).get("json_schema", {}).get("schema", {})
    return json.dumps(_sample(asked, text), ensure_ascii=False)


def _sample(schema: Request, text: str) -> Any:
    if "enum" in schema:
        return schema["enum"][0]
    kind = schema.get("type")
    if kind == "object":
        return {name: _sample(part, text) for name, part in schema.get("properties", {}).items()}
    if kind == "array":
        return [_sample(schema.get("items", {}), text)]
    return {"integer": 1, "number": 1.5, "boolean": True}.get(str(kind), text)


class Endpoint:
    """Runs while it is entered. `requests` and `keys` are what came, in order; `most` is the most at once."""

    def __init__(self, behaviour: Behaviour | None = None, models: tuple[str, ...] = ("small", "large")) -> None:
        self.behaviour = behaviour or (lambda request, n: say(filled(request)))
        self.models = models
        self.requests: list[Request] = []
        self.keys: list[str] = []
        self.active = self.most = 0
        self._lock, self._closing = threading.Lock(), threading.Event()
        endpoint = self

        class Handler(_Handler):
            owner = endpoint

        self._server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self._server.daemon_threads = True
        self._server.block_on_close = False

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self._server.server_address[1]}/v1"

    @property
    def calls(self) -> int:
        return len(self.requests)

    def __enter__(self) -> Self:
        threading.Thread(target=self._server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True).start()
        return self

    def __exit__(self, *_: object) -> None:
        self._closing.set()
        self._server.shutdown()
        self._server.server_close()

    def take(self, request: Request, key: str) -> Reply:
        """The scripted reply, while the call is counted as running."""
        with self._lock:
            self.requests.append(request)
            self.keys.append(key)
            self.active += 1
            self.most = max(self.most, self.active)
            n = len(self.requests)
        try:
            reply = self.behaviour(request, n)
            if reply.hang or reply.after_s:
                self._closing.wait(None if reply.hang else reply.after_s)
            return reply
        finally:
            with self._lock:
                self.active -= 1


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True
    owner: Endpoint

    def do_GET(self) -> None:
        self._send(Reply({"object": "list", "data": [{"id": name, "object": "model"} for name in self.owner.models]}))

    def do_POST(self) -> None:
        request = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        self._send(self.owner.take(request, self.headers.get("Authorization", "").removeprefix("Bearer ")))

    def _send(self, reply: Reply) -> None:
        if reply.hang:
            self.close_connection = True
            return
        body = reply.body if isinstance(reply.body, bytes) else json.dumps(reply.body).encode()
        try:
            self.send_response(reply.status)
            for name, value in {"Content-Type": "application/json", **reply.headers, "Content-Length": str(len(body))}.items():
                self.send_header(name, value)
            self.end_headers()
            self.wfile.write(body[: reply.cut])
        except (BrokenPipeError, ConnectionResetError):  # the client gave up on a slow answer
            self.close_connection = True
        if reply.cut is not None:
            self.close_connection = True

    def log_message(self, format: str, *args: Any) -> None:
        """Quiet."""
