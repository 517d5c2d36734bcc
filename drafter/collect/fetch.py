"""URL → Page or Failure, politely and within limits. The only module that knows httpx (and httpcore, its network layer).

One `get` asks, follows redirects, and asks again after transient errors; all of that shares the page's own time limit, in which
waiting for a free place is not counted (the collection's deadline belongs to the caller, who cancels). Redirects, cookies (none)
and decompression are done here and not by the client, so that each hop passes the guard and each byte is counted.
Connections are direct: a proxy would resolve names itself and lead around the guard, so proxy variables are not read.
"""

from __future__ import annotations

import asyncio
import contextlib
import ssl
from collections.abc import AsyncIterator, Callable, Iterable, Iterator
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from types import TracebackType
from typing import TYPE_CHECKING, Any, Self
from urllib.parse import quote_from_bytes

import httpcore
import httpx

from drafter.collect.guard import AddressRefusedError, Guard, NameUnknownError, Resolver, system_resolve
from drafter.collect.pacing import HostClosedError, Pace
from drafter.collect.unpack import CODINGS, Body, PackingError, TooLargeError
from drafter.entities import Failure, Page

if TYPE_CHECKING:
    from drafter.config import FetchSettings

_KEPT_HEADERS = ("content-type", "content-language", "etag", "last-modified")
_ACCEPT = "text/html,application/xhtml+xml,application/atom+xml,application/rss+xml,application/feed+json,application/xml;q=0.9,*/*;q=0.8"
_REDIRECTS = {301, 302, 303, 307, 308}
_TRANSIENT = {408, 425, 429}
_TRY_NEXT_S = 2.5
"""Longest wait for one of a host's several addresses before the next is tried: half of a network (IPv6) may be dead."""
_ADDRESSES = 4
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
        self._transport = _Transport(_GuardedNetwork(guard, network or httpcore.AnyIOBackend()), trust or _system_trust, settings.concurrency)
        self._headers = {"user-agent": settings.user_agent, "accept": _ACCEPT, "accept-encoding": CODINGS}
        self._limits = {"connect": settings.connect_s, "read": settings.read_s, "write": settings.read_s, "pool": None}

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        await self._transport.aclose()

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
        request = httpx.Request("GET", target, headers=self._headers | job.validators(target), extensions={"timeout": self._limits})
        with _as_misses(target.host):
            response = await self._transport.handle_async_request(request)
            try:
                if response.status_code in _REDIRECTS and "location" in response.headers:
                    return _next_hop(target, response)
                if response.status_code == 304 and job.known is not None and job.validators(target):
                    return job.known
                self._check_status(target, response)
                return await self._page(job, target, response)
            finally:
                await response.aclose()

    def _check_status(self, target: httpx.URL, response: httpx.Response) -> None:
        status = response.status_code
        if 200 <= status < 300:
            return
        retryable = status in _TRANSIENT or status >= 500
        wait_s = _retry_after(response.headers.get("retry-after", ""), self._clock()) if retryable else None
        if status == 429 and wait_s:
            self._pace.close(target.host, wait_s)
        way_out = _WAYS_OUT.get(status, "run again later" if retryable else "open it in a browser and list the address that works")
        told = f" and asks to wait {wait_s:.0f} s" if wait_s else ""
        raise _Miss(f"http-{status}", f"{target.host} answers {status}{told}: {way_out}", retryable=retryable, wait_s=wait_s)

    async def _page(self, job: _Job, target: httpx.URL, response: httpx.Response) -> Page:
        body = await _body(response, self._settings.max_bytes)
        headers = {name: response.headers[name] for name in _KEPT_HEADERS if name in response.headers}
        return Page(url=job.url, final_url=str(target), status=response.status_code, headers=headers, fetched_at=self._clock(), body=body)


class _GuardedNetwork(httpcore.AsyncNetworkBackend):
    """Connects to addresses that the guard has judged. Host header, server name and certificate check keep the name."""

    def __init__(self, guard: Guard, network: httpcore.AsyncNetworkBackend) -> None:
        self._guard, self._network = guard, network

    async def connect_tcp(
        self, host: str, port: int, timeout: float | None = None, local_address: str | None = None, socket_options: Iterable[Any] | None = None
    ) -> httpcore.AsyncNetworkStream:
        try:
            async with asyncio.timeout(timeout):
                addresses = (await self._guard.addresses(host, port))[:_ADDRESSES]
                for address in addresses[:-1]:
                    with contextlib.suppress(httpcore.ConnectError, httpcore.ConnectTimeout):
                        return await self._network.connect_tcp(address, port, _TRY_NEXT_S, local_address, socket_options)
                return await self._network.connect_tcp(addresses[-1], port, timeout, local_address, socket_options)
        except TimeoutError as error:
            raise httpcore.ConnectTimeout(str(error)) from error

    async def sleep(self, seconds: float) -> None:
        await asyncio.sleep(seconds)


class _Transport(httpx.AsyncBaseTransport):
    """Connection pools over the guarded network. Reading the trusted certificates takes as long as a page, so it waits for the first https address."""

    def __init__(self, network: _GuardedNetwork, trust: Callable[[], ssl.SSLContext], connections: int) -> None:
        self._network, self._trust, self._connections = network, trust, connections
        self._pools: dict[str, httpcore.AsyncConnectionPool] = {}

    def _pool(self, scheme: str) -> httpcore.AsyncConnectionPool:
        if scheme not in self._pools:
            trust = self._trust() if scheme == "https" else None
            self._pools[scheme] = httpcore.AsyncConnectionPool(
                trust, max_connections=self._connections, max_keepalive_connections=self._connections, keepalive_expiry=4.0, network_backend=self._network
            )
        return self._pools[scheme]

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        url = request.url
        asked = httpcore.Request(
            request.method,
            httpcore.URL(scheme=url.raw_scheme, host=url.raw_host, port=url.port, target=url.raw_path),
            headers=request.headers.raw,
            extensions=request.extensions,
        )
        answered = await self._pool(url.scheme).handle_async_request(asked)
        return httpx.Response(answered.status, headers=answered.headers, stream=_Stream(answered), extensions=answered.extensions)

    async def aclose(self) -> None:
        for pool in self._pools.values():
            await pool.aclose()


class _Stream(httpx.AsyncByteStream):
    """The body as it comes from the wire."""

    def __init__(self, answered: httpcore.Response) -> None:
        self._answered = answered

    def __aiter__(self) -> AsyncIterator[bytes]:
        return self._answered.aiter_stream()

    async def aclose(self) -> None:
        await self._answered.aclose()


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
    except (httpcore.NetworkError, httpcore.RemoteProtocolError) as error:
        raise _Miss("disconnected", f"{host} broke off or does not speak HTTP: {error}; run again later", retryable=True) from error
    except (httpcore.ProtocolError, httpcore.UnsupportedProtocol) as error:
        raise _Miss("bad-url", f"{host} cannot be asked: {error}; mend the address") from error


def _no_connection(host: str, error: httpcore.ConnectError) -> _Miss:
    cause = error.__cause__
    if isinstance(cause, ssl.SSLCertVerificationError):
        return _Miss("tls", f"the certificate of {host} is not trusted: {cause.verify_message}; list an address whose certificate holds")
    if isinstance(cause, ssl.SSLError):
        return _Miss("tls", f"{host} does not agree on an encrypted connection: {cause.reason or cause}; try the address with http:")
    return _Miss("connect", f"{host} takes no connection: {error}; drafter connects directly, without a proxy; run again later", retryable=True)


def _asked(text: str) -> httpx.URL:
    """The address to ask. Raises _Miss for one that is not ours to ask."""
    try:
        url = httpx.URL(text)
    except (httpx.InvalidURL, UnicodeError, ValueError) as error:
        raise _Miss("bad-url", f"not an address: {error}; mend it in the source list") from error
    if url.scheme not in ("http", "https"):
        raise _Miss("bad-scheme", f"{url.scheme or 'no'} scheme: only http and https addresses are fetched; local files are listed by their path")
    if not url.host:
        raise _Miss("bad-url", "the address has no host; mend it in the source list")
    if url.userinfo:
        said = "the address holds a user name or password, which would be kept with the page; save the page as .html and list the file"
        raise _Miss("credentials-in-url", said)
    return url.copy_with(fragment=None)


def _next_hop(target: httpx.URL, response: httpx.Response) -> httpx.URL:
    """Where a redirect leads. Bytes outside ASCII go back as they came: the server knows its own charset."""
    location = next(value for name, value in response.headers.raw if name.lower() == b"location")
    reference = quote_from_bytes(location.strip(), safe="".join(map(chr, range(0x21, 0x7F))))
    try:
        joined = target.join(reference)
    except (httpx.InvalidURL, UnicodeError, ValueError) as error:
        raise _Miss("bad-url", f"{target.host} redirects to what is no address: {error}; list the final address") from error
    return _asked(str(joined))


async def _body(response: httpx.Response, limit: int) -> bytes:
    """The body, unpacked, of at most `limit` bytes on the wire and after."""
    said = response.headers.get("content-length", "")
    try:
        if said.isdecimal() and int(said[:19]) > limit:
            raise TooLargeError
        body = Body(response.headers.get("content-encoding", ""), limit)
        async for chunk in response.aiter_raw():
            body.add(chunk)
    except TooLargeError as error:
        raise _Miss("too-large", f"more than {limit} bytes; raise fetch.max_bytes if it is a page you want") from error
    except PackingError as error:
        raise _Miss("bad-encoding", f"{error}; the site is at fault: take its feed, or save the page as .html and list the file") from error
    return body.whole()


def _retry_after(value: str, now: datetime) -> float | None:
    """Seconds that a Retry-After header asks for, given in seconds or as a date; None when it says nothing readable."""
    value = value.strip()
    if value.isascii() and value.isdecimal():
        return float(value[:9])
    try:
        until = parsedate_to_datetime(value)
    except (ValueError, TypeError, IndexError):
        return None
    until = until if until.tzinfo else until.replace(tzinfo=UTC)
    return max(0.0, (until - now).total_seconds())


def _without_credentials(url: str) -> str:
    """The address as it may be shown and kept."""
    head, mark, rest = url.strip().partition("//")
    authority = rest.partition("/")[0]
    return f"{head}{mark}{rest[authority.rfind('@') + 1 :]}" if "@" in authority else url.strip()
