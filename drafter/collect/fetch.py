"""URL → Page or Failure, politely and within limits. The only module that knows httpx (and httpcore, its network layer).

One `get` asks, follows redirects, and asks again after transient errors; all of that shares the page's own time limit, in which
waiting for a free place is not counted (the collection's deadline belongs to the caller, who cancels). It speaks through httpx's
network layer and not its client, so that each connection passes the guard, each hop is ours to judge, each byte is counted before
it is unpacked, and nothing (no cookie, no login) is carried from one answer into the next request.
Connections are direct: a proxy would resolve names itself and lead around the guard, so proxy variables are not read.
"""

from __future__ import annotations

import asyncio
import contextlib
import functools
import os
import re
import ssl
from collections.abc import AsyncIterator, Callable, Iterable, Iterator
from datetime import datetime
from types import TracebackType
from typing import TYPE_CHECKING, Any, Self
from urllib.parse import quote_from_bytes

import httpcore
import httpx

from drafter.collect.guard import AddressRefusedError, Guard, NameUnknownError, Resolver, system_resolve
from drafter.collect.pacing import HostClosedError, Pace, retry_after
from drafter.collect.unpack import CODINGS, Body, PackingError, TooLargeError
from drafter.entities import Failure, Page

if TYPE_CHECKING:
    from drafter.settings import FetchSettings

_KEPT_HEADERS = ("content-type", "content-language", "etag", "last-modified")
_ACCEPT = "text/html,application/xhtml+xml,application/atom+xml,application/rss+xml,application/feed+json,application/xml;q=0.9,*/*;q=0.8"
_HOST = re.compile(rb"[a-z0-9._-]+\Z|[0-9a-f:.]+\Z")
_REDIRECTS = {301, 302, 303, 307, 308}
_TRANSIENT = {408, 425, 429}
_TRY_NEXT_S = 2.5
"""Longest wait for one of a host's several addresses before the next is tried: half of a network (IPv6) may be dead."""
_ADDRESSES = 4
_IDLE = 64
"""Connections kept open while nothing is asked of them, over all hosts."""
_KEEP_S = 4.0
"""How long: many servers close after five seconds."""
_WAYS_OUT = {
    401: "the page wants a login: save it as .html and list the file",
    402: "the page is paid for: save it as .html and list the file",
    403: "the site refuses programs: save the page as .html and list the file, or take its feed",
    404: "the page is not there: mend or drop the address",
    410: "the page was taken down: drop the address",
    429: "the site wants fewer requests: raise fetch.pause_s or lower fetch.per_host, and run again later",
    451: "the page is withheld for legal reasons: drop the address",
}


class _Miss(Exception):
    """Why a page did not come; `get` makes it a Failure."""

    def __init__(self, reason: str, message: str, *, retryable: bool = False, wait_s: float | None = None) -> None:
        super().__init__(reason, message)
        self.reason, self.message, self.retryable, self.wait_s = reason, message, retryable, wait_s


class _Job:
    """One page: what is asked for, what is kept of it, and the time it has left."""

    def __init__(self, url: str, known: Page | None, seconds: float) -> None:
        self.url, self.known, self.left = url, known, seconds

    @contextlib.asynccontextmanager
    async def on_the_clock(self) -> AsyncIterator[None]:
        """Counts against the page's limit. Raises _Miss when it is used up."""
        loop = asyncio.get_running_loop()
        started = loop.time()
        try:
            async with asyncio.timeout(self.left):
                yield
        except TimeoutError as error:
            raise _Miss("timeout", "the page took longer than fetch.total_s; raise it or drop the source", retryable=True) from error
        finally:
            self.left -= loop.time() - started

    async def pause(self, seconds: float) -> None:
        """Waits between two attempts."""
        async with self.on_the_clock():
            await asyncio.sleep(seconds)

    def validators(self, target: httpx.URL) -> dict[str, str]:
        """Conditional headers, only for the very address that the kept page came from."""
        if self.known is None or str(target) != self.known.final_url:
            return {}
        wanted = (("if-none-match", "etag"), ("if-modified-since", "last-modified"))
        return {ask: self.known.headers[kept] for ask, kept in wanted if self.known.headers.get(kept)}


class Fetcher:
    """Fetches pages for one collection; an async context manager. `clock` gives the zone-aware time of a fetch.

    `resolve`, `network` and `trust` stand for the name service, the sockets and the trusted certificates of this machine.
    """

    def __init__(
        self,
        settings: FetchSettings,
        *,
        clock: Callable[[], datetime],
        resolve: Resolver = system_resolve,
        network: httpcore.AsyncNetworkBackend | None = None,
        trust: Callable[[], ssl.SSLContext] | None = None,
    ) -> None:
        self._settings, self._clock = settings, clock
        guard = Guard(settings.allow_hosts, resolve=resolve)
        self._pace = Pace(settings.concurrency, settings.per_host, settings.pause_s, longest_wait_s=settings.total_s)
        self._lines = _Lines(guard, network or httpcore.AnyIOBackend(), trust or _system_trust)
        self._headers = {"user-agent": settings.user_agent, "accept": _ACCEPT, "accept-encoding": CODINGS}
        self._limits = {"connect": settings.connect_s, "read": settings.read_s, "write": settings.read_s, "pool": None}

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        await self._lines.aclose()

    async def get(self, url: str, *, source: str = "", known: Page | None = None) -> Page | Failure:
        """The page, `known` itself when the server says it is unchanged, or why there is none. Raises nothing but cancellation."""
        job = _Job(url.strip(), known, self._settings.total_s)
        try:
            try:
                return await self._attempt(job)
            except _Miss as miss:
                if not miss.retryable or self._settings.attempts == 1:
                    raise
                return await self._again(job, miss)
        except _Miss as miss:
            subject = _without_credentials(url)
            return Failure(subject=subject, stage="fetch", reason=miss.reason, message=miss.message, retryable=miss.retryable, source=source)

    async def _again(self, job: _Job, first: _Miss) -> Page:
        """Further attempts; `first` counts as one. A wait that the page's limit does not hold ends them."""
        from tenacity import AsyncRetrying, RetryCallState, retry_if_exception, stop_after_attempt, wait_random_exponential

        backoff, attempts = wait_random_exponential(multiplier=0.5, max=8), stop_after_attempt(self._settings.attempts)

        def wait(state: RetryCallState) -> float:
            miss = state.outcome.exception() if state.outcome else None
            told = miss.wait_s if isinstance(miss, _Miss) else None
            return backoff(state) if told is None else told

        def stop(state: RetryCallState) -> bool:
            return attempts(state) or state.upcoming_sleep >= job.left

        retrying = AsyncRetrying(
            sleep=job.pause,
            wait=wait,
            stop=stop,
            retry=retry_if_exception(lambda error: isinstance(error, _Miss) and error.retryable),
            reraise=True,
        )
        misses = [first]

        async def attempt() -> Page:
            if misses:
                raise misses.pop()
            return await self._attempt(job)

        return await retrying(attempt)

    async def _attempt(self, job: _Job) -> Page:
        """One try: the page itself or where redirects lead. Raises _Miss."""
        target = _asked(job.url)
        for _ in range(self._settings.redirects + 1):
            try:
                async with self._pace.place(target.host), job.on_the_clock():
                    found = await self._exchange(job, target)
            except HostClosedError as error:
                said = f"{target.host} asks for no requests for {error.seconds:.0f} s: {_WAYS_OUT[429]}"
                raise _Miss("http-429", said, retryable=True, wait_s=error.seconds) from error
            if isinstance(found, Page):
                return found
            target = found
        said = f"more than {self._settings.redirects} redirects, the last to {target.host}; sites that insist on cookies do so: list the final address"
        raise _Miss("too-many-redirects", said)

    async def _exchange(self, job: _Job, target: httpx.URL) -> Page | httpx.URL:
        """One request and its answer: a page, or where to go next. Raises _Miss."""
        validators = job.validators(target)
        with _as_misses(target.host):
            async with self._lines.answer(self._request(target, validators)) as answered:
                headers = httpx.Headers(answered.headers)
                if answered.status in _REDIRECTS and "location" in headers:
                    return _next_hop(target, headers)
                if answered.status == 304 and validators and job.known is not None:
                    return job.known
                self._check_status(target.host, answered.status, headers)
                body = await _body(answered, headers, self._settings.max_bytes)
        kept = {name: headers[name] for name in _KEPT_HEADERS if name in headers}
        return Page(url=job.url, final_url=str(target), status=answered.status, headers=kept, fetched_at=self._clock(), body=body)

    def _request(self, target: httpx.URL, validators: dict[str, str]) -> httpcore.Request:
        url = httpcore.URL(scheme=target.raw_scheme, host=target.raw_host, port=target.port, target=target.raw_path)
        headers = [("host", target.netloc), *((name, value.encode()) for name, value in (self._headers | validators).items())]
        return httpcore.Request("GET", url, headers=headers, extensions={"timeout": self._limits})

    def _check_status(self, host: str, status: int, headers: httpx.Headers) -> None:
        if 200 <= status < 300:
            return
        retryable = status in _TRANSIENT or status >= 500
        wait_s = retry_after(headers.get("retry-after", ""), self._clock()) if retryable else None
        if status == 429 and wait_s:
            self._pace.close(host, wait_s)
        way_out = _WAYS_OUT.get(status, "run again later" if retryable else "open it in a browser and list the address that works")
        told = f" and asks to wait {wait_s:.0f} s" if wait_s else ""
        raise _Miss(f"http-{status}", f"{host} answers {status}{told}: {way_out}", retryable=retryable, wait_s=wait_s)


class _Line(httpcore.AsyncNetworkBackend):
    """One connection, to an address that the guard has judged. Host header, server name and certificate check keep the name."""

    def __init__(self, origin: httpcore.Origin, guard: Guard, network: httpcore.AsyncNetworkBackend, trust: ssl.SSLContext | None) -> None:
        self._guard, self._network = guard, network
        self._stream: httpcore.AsyncNetworkStream | None = None
        self.connection = httpcore.AsyncHTTPConnection(origin, trust, keepalive_expiry=_KEEP_S, network_backend=self)

    async def connect_tcp(
        self, host: str, port: int, timeout: float | None = None, local_address: str | None = None, socket_options: Iterable[Any] | None = None
    ) -> httpcore.AsyncNetworkStream:
        try:
            async with asyncio.timeout(timeout):
                addresses = await self._guard.addresses(host, port)
                self._stream = await self._first_open(addresses[:_ADDRESSES], port, timeout)
        except TimeoutError as error:
            raise httpcore.ConnectTimeout(str(error)) from error
        return self._stream

    async def _first_open(self, addresses: list[str], port: int, timeout: float | None) -> httpcore.AsyncNetworkStream:
        for address in addresses[:-1]:
            with contextlib.suppress(httpcore.ConnectError, httpcore.ConnectTimeout):
                return await self._network.connect_tcp(address, port, _TRY_NEXT_S)
        return await self._network.connect_tcp(addresses[-1], port, timeout)

    async def sleep(self, seconds: float) -> None:
        await asyncio.sleep(seconds)

    async def aclose(self) -> None:
        """Closes the socket too where httpcore has let go of it: it does so when it is cancelled in the TLS handshake."""
        await self.connection.aclose()
        if self._stream is not None:
            await self._stream.aclose()


class _Lines:
    """Connections, kept open for the next page of the same host.

    In place of httpcore's pool, which looks at every connection for every request: with 64 at once that costs more CPU than all the
    rest. Reading the trusted certificates takes as long as a page, so it waits for the first https address.
    """

    def __init__(self, guard: Guard, network: httpcore.AsyncNetworkBackend, trust: Callable[[], ssl.SSLContext]) -> None:
        self._guard, self._network, self._trust = guard, network, functools.cache(trust)
        self._idle: list[tuple[httpcore.Origin, _Line]] = []

    @contextlib.asynccontextmanager
    async def answer(self, request: httpcore.Request) -> AsyncIterator[httpcore.Response]:
        """The answer, its body not yet read."""
        origin = request.url.origin
        line = await self._take(origin)
        try:
            answered = await line.connection.handle_async_request(request)
            try:
                yield answered
            finally:
                await answered.aclose()
        finally:
            await self._put_back(origin, line)

    async def _take(self, origin: httpcore.Origin) -> _Line:
        for index in range(len(self._idle) - 1, -1, -1):
            if self._idle[index][0] == origin:
                line = self._idle.pop(index)[1]
                if not line.connection.has_expired():
                    return line
                await line.aclose()
                return await self._take(origin)
        return _Line(origin, self._guard, self._network, self._trust() if origin.scheme == b"https" else None)

    async def _put_back(self, origin: httpcore.Origin, line: _Line) -> None:
        if not line.connection.is_idle() or line.connection.is_closed():
            await line.aclose()
            return
        self._idle.append((origin, line))
        if len(self._idle) > _IDLE:
            await self._idle.pop(0)[1].aclose()

    async def aclose(self) -> None:
        while self._idle:
            await self._idle.pop()[1].aclose()


def _system_trust() -> ssl.SSLContext:
    """Certificates that httpx brings, and the system's own, which hold an organisation's."""
    context = httpx.create_ssl_context(trust_env=False)
    context.load_default_certs()
    return context


@contextlib.contextmanager
def _as_misses(host: str) -> Iterator[None]:
    """The one place where network errors become reasons."""
    try:
        yield
    except AddressRefusedError as error:
        raise _Miss("blocked-address", str(error)) from error
    except NameUnknownError as error:
        raise _Miss("dns", f"{error}; check the spelling and the network", retryable=error.transient) from error
    except httpcore.TimeoutException as error:
        slow = "connecting" if isinstance(error, httpcore.ConnectTimeout) else "an answer"
        raise _Miss("timeout", f"{host}: waited too long for {slow}; run again later, or raise fetch.connect_s or fetch.read_s", retryable=True) from error
    except httpcore.ConnectError as error:
        raise _no_connection(host, error) from error
    except ssl.SSLError as error:  # the server may refuse us after its half of the handshake
        raise _no_encryption(host, error) from error
    except (httpcore.NetworkError, httpcore.RemoteProtocolError, OSError) as error:
        raise _Miss("disconnected", f"{host} broke off or does not speak HTTP: {error}; run again later", retryable=True) from error
    except (httpcore.ProtocolError, httpcore.UnsupportedProtocol) as error:
        raise _Miss("bad-url", f"{host} cannot be asked: {error}; mend the address") from error


def _no_connection(host: str, error: BaseException) -> _Miss:
    while error.__cause__ is not None:  # the system's own words are at the bottom
        error = error.__cause__
    if isinstance(error, ssl.SSLError):
        return _no_encryption(host, error)
    said = os.strerror(error.errno) if isinstance(error, OSError) and error.errno else str(error)
    return _Miss("connect", f"{host} takes no connection: {said}; drafter connects directly, without a proxy; run again later", retryable=True)


def _no_encryption(host: str, error: ssl.SSLError) -> _Miss:
    if isinstance(error, ssl.SSLCertVerificationError):
        return _Miss("tls", f"the certificate of {host} is not trusted: {error.verify_message}; list an address whose certificate holds")
    return _Miss("tls", f"{host} does not agree on an encrypted connection: {error.reason or error}; try the address with http:")


def _asked(text: str) -> httpx.URL:
    """The address to ask. Raises _Miss for one that is not ours to ask."""
    try:
        url = httpx.URL(text)
    except (httpx.InvalidURL, UnicodeError, ValueError) as error:
        raise _Miss("bad-url", f"not an address: {error}; mend it in the source list") from error
    if url.scheme not in ("http", "https"):
        raise _Miss("bad-scheme", f"{url.scheme or 'no'} scheme: only http and https addresses are fetched; local files are listed by their path")
    if not _HOST.match(url.raw_host) or not 0 < (80 if url.port is None else url.port) < 65536:
        raise _Miss("bad-url", "the address has no host that can exist; mend it in the source list")
    if url.userinfo:
        said = "the address holds a user name or password, which would be kept with the page; save the page as .html and list the file"
        raise _Miss("credentials-in-url", said)
    return url.copy_with(fragment=None)


def _next_hop(target: httpx.URL, headers: httpx.Headers) -> httpx.URL:
    """Where a redirect leads. Bytes outside ASCII go back as they came: the server knows its own charset."""
    location = next(value for name, value in headers.raw if name.lower() == b"location")
    reference = quote_from_bytes(location.strip(), safe="".join(map(chr, range(0x21, 0x7F))))
    try:
        joined = target.join(reference)
    except (httpx.InvalidURL, UnicodeError, ValueError) as error:
        raise _Miss("bad-url", f"{target.host} redirects to what is no address: {error}; list the final address") from error
    return _asked(str(joined))


async def _body(answered: httpcore.Response, headers: httpx.Headers, limit: int) -> bytes:
    """The body, unpacked, of at most `limit` bytes on the wire and after."""
    said = headers.get("content-length", "")
    try:
        if said.isdecimal() and int(said[:19]) > limit:
            raise TooLargeError
        body = Body(headers.get("content-encoding", ""), limit)
        async for chunk in answered.aiter_stream():
            body.add(chunk)
    except TooLargeError as error:
        raise _Miss("too-large", f"more than {limit} bytes; raise fetch.max_bytes if it is a page you want") from error
    except PackingError as error:
        raise _Miss("bad-encoding", f"{error}; the site is at fault: take its feed, or save the page as .html and list the file") from error
    return body.whole()


def _without_credentials(url: str) -> str:
    """The address as it may be shown and kept."""
    head, mark, rest = url.strip().partition("//")
    authority = rest.partition("/")[0]
    return f"{head}{mark}{rest[authority.rfind('@') + 1 :]}" if "@" in authority else url.strip()
