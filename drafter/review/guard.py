"""Who may ask: a browser on this machine that was given the key, from a page of this server.

Four checks, each for what the others let through: Host stops names that were made to point here (DNS rebinding), the key's cookie stops
other people and programs of this machine, Origin and Sec-Fetch-Site stop pages of other sites, the token stops a write that no page of
ours made. The content security policy leaves a page nothing but this server's own files, and no way to make markup of text.
"""

from __future__ import annotations

import hmac
import re
from http.cookies import CookieError, SimpleCookie
from urllib.parse import parse_qs, urlencode

from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import PlainTextResponse, RedirectResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

TOKEN = "x-drafter-token"  # noqa: S105 - a header's name
MOST_BYTES = 4_000_000
"""Of a request's body: far above any post, below what would fill the memory."""
MOST_FILE_BYTES = 24_000_000
"""Of one that brings a file for the inbox, as base64."""
_FILES = "/inbox"
_READS = frozenset({"GET", "HEAD"})
_HOST = re.compile(r"(?:127\.0\.0\.1|localhost|\[::1\])(?::\d{1,5})?", re.IGNORECASE)
"""Any port: the page may be reached through a tunnel, and no name of another site looks like this."""
_HEADERS = {
    "Content-Security-Policy": "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; img-src 'self'; "
    "base-uri 'none'; form-action 'none'; frame-ancestors 'none'; require-trusted-types-for 'script'; trusted-types 'none'",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Cache-Control": "no-store",
}


class Guard:
    """Wraps an application. `key` is this digest's own secret, in the address that is opened and then in a cookie."""

    def __init__(self, app: ASGIApp, key: str) -> None:
        self._app, self._key = app, key

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            return
        headers = Headers(scope=scope)
        refusal = self._refusal(scope, headers) or self._entrance(scope, headers)
        if refusal is not None:
            await refusal(scope, receive, _guarded(send))
            return
        await self._app(scope, _bounded(receive, _most(scope)), _guarded(send))

    def _refusal(self, scope: Scope, headers: Headers) -> Response | None:
        hosts = headers.getlist("host")
        if len(hosts) != 1 or not _HOST.fullmatch(hosts[0]):
            return _no(400, "this server answers to 127.0.0.1 and localhost only")
        origin = headers.get("origin")
        foreign = origin is not None and origin != f"http://{hosts[0]}"
        if foreign or (headers.get("sec-fetch-site") in ("cross-site", "same-site") and not _opened_by_hand(scope, headers)):
            return _no(403, "asked from a page of another site")
        if scope["method"] in _READS:
            return None
        if not hmac.compare_digest(headers.get(TOKEN, "").encode(), self._key.encode()):
            return _no(403, "the token is missing or old: open the address that `drafter review` prints")
        if headers.get("content-type", "").partition(";")[0] != "application/json":
            return _no(415, "send JSON")
        return _no(413, "too long") if int(headers.get("content-length") or 0) > _most(scope) else None

    def _entrance(self, scope: Scope, headers: Headers) -> Response | None:
        """The address with the key becomes one without it and a cookie; without either nobody gets in."""
        asked = parse_qs(scope["query_string"].decode("latin-1"), keep_blank_values=True)
        name = f"drafter-{(scope.get('server') or ('', 0))[1]}"  # cookies know no ports: two digests' pages may be open at once
        if "key" in asked and scope["method"] == "GET":
            if not hmac.compare_digest(asked.pop("key")[0].encode(), self._key.encode()):
                return _no(403, "this address is of an earlier start: open the one that `drafter review` prints now")
            rest = urlencode(asked, doseq=True)
            answer = RedirectResponse(scope["path"] + (f"?{rest}" if rest else ""), status_code=303)
            answer.set_cookie(name, self._key, httponly=True, samesite="strict")
            return answer
        if not hmac.compare_digest(_cookie(headers, name).encode(), self._key.encode()):
            return _no(403, "open the address that `drafter review` prints: it carries the key of this page")
        return None


def _opened_by_hand(scope: Scope, headers: Headers) -> bool:
    """A link that a person follows from elsewhere shows the page and gives the other site nothing."""
    return scope["method"] == "GET" and headers.get("sec-fetch-mode") == "navigate" and headers.get("sec-fetch-dest") == "document"


def _cookie(headers: Headers, name: str) -> str:
    try:
        found = SimpleCookie(headers.get("cookie", "")).get(name)
    except CookieError:
        return ""
    return found.value if found else ""


def _no(status: int, why: str) -> Response:
    return PlainTextResponse(f"drafter: {why}\n", status)


def _guarded(send: Send) -> Send:
    async def guarded(message: Message) -> None:
        if message["type"] == "http.response.start":
            headers = MutableHeaders(scope=message)
            for name, value in _HEADERS.items():
                headers[name] = value
        await send(message)

    return guarded


class TooLong(Exception):
    """A body that goes on past the limit."""


def _most(scope: Scope) -> int:
    return MOST_FILE_BYTES if scope["path"] == _FILES else MOST_BYTES


def _bounded(receive: Receive, most: int) -> Receive:
    got = 0

    async def bounded() -> Message:
        nonlocal got
        message = await receive()
        got += len(message.get("body", b""))
        if got > most:
            raise TooLong
        return message

    return bounded
