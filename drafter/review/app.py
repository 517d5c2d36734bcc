"""Routes put together behind the guard."""

from __future__ import annotations

import json
from collections.abc import Awaitable, Callable, Mapping, Sequence
from pathlib import Path

from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import BaseRoute, Route
from starlette.types import ExceptionHandler

from drafter.chinese import said
from drafter.errors import DrafterError
from drafter.review.guard import Guard, TooLong
from drafter.review.look import asked_in

ASSETS = Path(__file__).parent / "assets"
_KINDS = {".js": "text/javascript", ".css": "text/css", ".svg": "image/svg+xml"}


def application(routes: Sequence[BaseRoute], key: str) -> Starlette:
    """The server's application. `key` is what the address carries, the cookie holds and each write sends as its token."""
    answers: Mapping[type[Exception], ExceptionHandler] = {DrafterError: _told, OSError: _unreachable, ValueError: _unread, TooLong: _too_long}  # type: ignore[dict-item]  # a handler takes its own error
    return Starlette(routes=[*routes, Route("/assets/{name}", _assets())], middleware=[Middleware(Guard, key=key)], exception_handlers=dict(answers))


def _assets() -> Callable[[Request], Awaitable[Response]]:
    """Scripts and styles, read once: a page asks for all of them at the same time, and waits for them before it shows anything."""
    found = {path.name: (path.read_bytes(), _KINDS[path.suffix]) for path in sorted(ASSETS.iterdir()) if path.suffix in _KINDS}

    async def asset(request: Request) -> Response:
        content, kind = found.get(request.path_params["name"], (b"", ""))
        return Response(content, media_type=kind) if kind else Response(status_code=404)

    return asset


async def _told(request: Request, error: DrafterError) -> Response:
    """What is wrong and the way out, as the command line says it or in the page's language."""
    return _wrong(request, 422, error.subject, error.what, error.way_out)


async def _unreachable(request: Request, error: OSError) -> Response:
    """The file is gone, or the disk is full."""
    return _wrong(request, 422, str(error.filename or ""), error.strerror or str(error), "check the path, its permissions and the free space")


async def _unread(request: Request, error: ValueError) -> Response:
    """A body that is no JSON."""
    if not isinstance(error, json.JSONDecodeError):
        raise error
    return _wrong(request, 400, "", "is no JSON", "")


async def _too_long(request: Request, error: TooLong) -> Response:
    return _wrong(request, 413, "", "too long", "")


def _wrong(request: Request, status: int, subject: str, what: str, way_out: str) -> Response:
    language = asked_in(request, "en")
    return JSONResponse({"subject": said(subject, language), "what": said(what, language), "way_out": said(way_out, language)}, status)
