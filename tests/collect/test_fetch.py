"""Fetching, against real servers on loopback."""

from __future__ import annotations

import asyncio
import gzip
import socket
import ssl
import subprocess
import sys
import tracemalloc
import zlib
from collections import Counter
from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
from contextlib import asynccontextmanager
from datetime import UTC, datetime
from email.utils import format_datetime
from pathlib import Path
from typing import Any

import httpcore
import pytest

from drafter.collect.fetch import Fetcher
from drafter.entities import Failure, Page
from drafter.settings import FetchSettings

NOW = datetime(2026, 1, 26, 8, 0, tzinfo=UTC)
PUBLIC = "93.184.216.34"
NAME = "news.example.org"
# For news.example.org, its own authority, of use to nobody but these tests.
KEY = """\
-----BEGIN PRIVATE KEY-----
MIGHAgEAMBMGByqGSM49AgEGCCqGSM49AwEHBG0wawIBAQQg0SObHZzaLUPfoagz
FThoIgiiOpZ/MPzbQvqIAwCwY+ihRANCAATag5J9y8BYioBCCTVqtABDJplgKKfm
LnGbfbBNcYX+6wiPyX87no+y7+3yfQYJD0OZ4Bx6G50cey9ltKNAUXcq
-----END PRIVATE KEY-----
"""
CERTIFICATE = """\
-----BEGIN CERTIFICATE-----
MIIBuzCCAWGgAwIBAgIUNENoHZBy91UdcEvUYlGulHlhkmEwCgYIKoZIzj0EAwIw
GzEZMBcGA1UEAwwQbmV3cy5leGFtcGxlLm9yZzAgFw0yNjExMjIxMzMwNDZaGA8y
MTI2MTAyOTEzMzA0NlowGzEZMBcGA1UEAwwQbmV3cy5leGFtcGxlLm9yZzBZMBMG
ByqGSM49AgEGCCqGSM49AwEHA0IABNqDkn3LwFiKgEIJNWq0AEMmmWAop+YucZt9
sE1xhf7rCI/Jfzuej7Lv7fJ9BgkPQ5ngHHobnRx7L2W0o0BRdyqjgYAwfjAdBgNV
HQ4EFgQUCxBuDJBptz5RzKjVNdpYIisQtdcwHwYDVR0jBBgwFoAUCxBuDJBptz5R
zKjVNdpYIisQtdcwGwYDVR0RBBQwEoIQbmV3cy5leGFtcGxlLm9yZzAPBgNVHRMB
Af8EBTADAQH/MA4GA1UdDwEB/wQEAwIChDAKBggqhkjOPQQDAgNIADBFAiEAzLPJ
Wdt2rpLHN6DVLslwZRyPbEdtjGB1Zpqnj+sI54ICIGZi+cPDfl0WRUsvmvddPfl/
r7nX6utpGdpfrkKV/REO
-----END CERTIFICATE-----
"""

Answer = Callable[["Site", str, dict[str, str]], Awaitable[bytes | None]]


def http(body: bytes = b"", status: int = 200, **headers: str) -> bytes:
    """An answer's bytes; `_` in a header's name stands for `-`."""
    lines = [f"HTTP/1.1 {status} X", f"Content-Length: {len(body)}", *(f"{name.replace('_', '-')}: {value}" for name, value in headers.items())]
    return "\r\n".join(lines).encode() + b"\r\n\r\n" + body


class Site:
    """A small server: `pages` gives path → answer's bytes or a coroutine function; counts what it sees."""

    def __init__(self, **pages: bytes | Answer) -> None:
        self.pages: dict[str, bytes | Answer] = {"/" + path: answer for path, answer in pages.items()}
        self.asked: Counter[str] = Counter()
        self.headers: list[dict[str, str]] = []
        self.starts: list[float] = []
        self.connections = self.open = self.busy = self.busiest = 0
        self.port = 0

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    async def serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self.connections += 1
        self.open += 1
        try:
            while (answer := await self._answer(await reader.readuntil(b"\r\n\r\n"))) is not None:
                writer.write(answer)
                await writer.drain()
        except (asyncio.IncompleteReadError, ConnectionError):
            pass  # the client is done
        finally:
            self.open -= 1
            writer.close()

    async def _answer(self, request: bytes) -> bytes | None:
        first, *lines = request.decode("latin-1").strip().split("\r\n")
        path = first.split()[1]
        headers = {name.lower(): value.strip() for name, _, value in (line.partition(":") for line in lines)}
        self.asked[path] += 1
        self.headers.append(headers)
        self.starts.append(asyncio.get_running_loop().time())
        self.busy += 1
        self.busiest = max(self.busiest, self.busy)
        try:
            page = self.pages.get(path.partition("?")[0], http(status=404))
            return page if isinstance(page, bytes) else await page(self, path, headers)
        finally:
            self.busy -= 1


@asynccontextmanager
async def serving(site: Site, tls: ssl.SSLContext | None = None) -> AsyncIterator[Site]:
    server = await asyncio.start_server(site.serve, "127.0.0.1", 0, ssl=tls)
    site.port = server.sockets[0].getsockname()[1]
    try:
        yield site
    finally:
        server.close()


class Wire(httpcore.AsyncNetworkBackend):
    """Leads every address to one loopback port, and notes which addresses were dialled; `dead` ones refuse."""

    def __init__(self, port: int, dead: Sequence[str] = ()) -> None:
        self.port, self.dead, self.dialled = port, dead, []

    async def connect_tcp(self, host: str, port: int, *rest: Any, **named: Any) -> httpcore.AsyncNetworkStream:
        self.dialled.append(host)
        if host in self.dead:
            raise httpcore.ConnectError("refused")
        return await httpcore.AnyIOBackend().connect_tcp("127.0.0.1", self.port)


def settings(**given: Any) -> FetchSettings:
    return FetchSettings(**{"allow_hosts": ("127.0.0.1",), "pause_s": 0, "attempts": 1, "total_s": 20, **given})


def fetcher(given: FetchSettings | None = None, **ports: Any) -> Fetcher:
    return Fetcher(given or settings(), clock=lambda: NOW, **ports)


def resolving(*answers: Sequence[str] | Exception):
    """Answers in turn, the last one for ever."""
    left = list(answers)

    async def resolve(host: str, port: int) -> Sequence[str]:
        answer = left.pop(0) if len(left) > 1 else left[0]
        if isinstance(answer, Exception):
            raise answer
        return answer

    return resolve


def got(path: str, site: Site, given: FetchSettings | None = None, **asked: Any) -> Page | Failure:
    async def once() -> Page | Failure:
        async with serving(site), fetcher(given) as fetch:
            return await fetch.get(site.url + path, **asked)

    return asyncio.run(once())


def reason(found: Page | Failure) -> str:
    assert isinstance(found, Failure), found
    assert found.stage == "fetch"
    return found.reason


async def hang(site: Site, path: str, headers: dict[str, str]) -> bytes | None:
    await asyncio.sleep(30)
    return None


async def slam(site: Site, path: str, headers: dict[str, str]) -> bytes | None:
    return None


def at_first(*answers: bytes) -> Answer:
    """These answers in turn, then a good one."""
    left = list(answers)

    async def answer(site: Site, path: str, headers: dict[str, str]) -> bytes | None:
        return left.pop(0) if left else http(b"good")

    return answer


# What a page is.


def test_page_has_body_as_sent_and_only_the_headers_we_use():
    body = "<p>数字人民币</p>".encode("gb18030")
    site = Site(a=http(body, Content_Type="text/html; charset=gbk", ETag='"1"', Last_Modified="Mon, 26 Jan 2026 00:00:00 GMT", Set_Cookie="a=b", X_Other="1"))
    page = got("/a#part", site)
    assert isinstance(page, Page)
    assert page.body == body
    assert page.headers == {"content-type": "text/html; charset=gbk", "etag": '"1"', "last-modified": "Mon, 26 Jan 2026 00:00:00 GMT"}
    assert (page.url, page.final_url, page.status, page.fetched_at) == (site.url + "/a#part", site.url + "/a", 200, NOW)


def test_request_says_who_asks_and_keeps_no_cookie():
    async def twice() -> None:
        site = Site(a=http(b"x", Set_Cookie="session=1; Path=/"))
        async with serving(site), fetcher() as fetch:
            await fetch.get(site.url + "/a")
            await fetch.get(site.url + "/a")
        assert [headers["user-agent"] for headers in site.headers] == [FetchSettings().user_agent] * 2
        assert not any("cookie" in headers for headers in site.headers)

    asyncio.run(twice())


def test_proxy_variables_are_not_read(monkeypatch):
    for name in ("http_proxy", "HTTP_PROXY", "all_proxy", "ALL_PROXY"):
        monkeypatch.setenv(name, "http://127.0.0.1:9")
    assert isinstance(got("/a", Site(a=http(b"x"))), Page)


PACKED = {
    "gzip": gzip.compress(b"text " * 1000),
    "x-gzip": gzip.compress(b"text " * 1000),
    "deflate": zlib.compress(b"text " * 1000),
    "identity": b"text " * 1000,
    "gzip ": gzip.compress(b"text " * 500) + gzip.compress(b"text " * 500) + b"\0\0",
}


@pytest.mark.parametrize(("coding", "sent"), [*PACKED.items(), ("deflate", zlib.compress(b"text " * 1000, wbits=-15))])
def test_packed_body_is_unpacked(coding, sent):
    page = got("/a", Site(a=http(sent, Content_Encoding=coding)))
    assert isinstance(page, Page)
    assert page.body == b"text " * 1000


@pytest.mark.parametrize(("coding", "sent"), [("br", b"abc"), ("gzip, gzip", b"abc"), ("gzip", b"not packed at all")])
def test_body_packed_otherwise_than_asked_is_a_failure(coding, sent):
    assert reason(got("/a", Site(a=http(sent, Content_Encoding=coding)))) == "bad-encoding"


# Limits.


def test_bomb_is_refused_before_it_is_unpacked():
    bomb = gzip.compress(b"\0" * 50_000_000)
    tracemalloc.start()
    try:
        assert reason(got("/a", Site(a=http(bomb, Content_Encoding="gzip")), settings(max_bytes=100_000))) == "too-large"
        assert tracemalloc.get_traced_memory()[1] < 5_000_000
    finally:
        tracemalloc.stop()


def test_body_above_the_limit_is_refused_with_or_without_a_stated_length():
    chunked = b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n" + (b"1000\r\n" + b"x" * 4096 + b"\r\n") * 10
    site = Site(a=http(b"x" * 5001), b=chunked, c=http(b"x" * 5000), d=b"HTTP/1.1 200 OK\r\nContent-Length: 99999999999\r\n\r\n")
    for path in ("/a", "/b", "/d"):
        assert reason(got(path, site, settings(max_bytes=5000))) == "too-large"
    assert isinstance(got("/c", site, settings(max_bytes=5000)), Page)


@pytest.mark.parametrize("given", [{"read_s": 0.1}, {"total_s": 0.1}])
def test_server_that_hangs_is_a_timeout(given):
    found = got("/a", Site(a=hang), settings(**given))
    assert reason(found) == "timeout"
    assert found.retryable


def test_drip_of_bytes_does_not_outlast_the_whole_limit():
    async def main() -> None:
        async def drip(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
            writer.write(b"HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\n")
            try:
                for _ in range(1000):
                    writer.write(b"x")
                    await writer.drain()
                    await asyncio.sleep(0.02)
            except ConnectionError:
                pass  # given up on, as it should be
            finally:
                writer.close()

        server = await asyncio.start_server(drip, "127.0.0.1", 0)
        async with fetcher(settings(read_s=5, total_s=0.3)) as fetch:
            assert reason(await fetch.get(f"http://127.0.0.1:{server.sockets[0].getsockname()[1]}/")) == "timeout"
        server.close()

    asyncio.run(main())


def test_waiting_in_the_queue_is_not_counted_against_a_page():
    async def slow(site: Site, path: str, headers: dict[str, str]) -> bytes:
        await asyncio.sleep(0.1)
        return http(b"x")

    async def main() -> None:
        site = Site(a=slow)
        async with serving(site), fetcher(settings(per_host=1, total_s=1)) as fetch:
            assert all(isinstance(page, Page) for page in await asyncio.gather(*(fetch.get(f"{site.url}/a?{n}") for n in range(12))))

    asyncio.run(main())


# Redirects.


@pytest.mark.parametrize("status", [301, 302, 303, 307, 308])
def test_redirect_is_followed_and_the_final_address_told(status):
    site = Site(a=http(status=status, Location="b/../c?x=1#y"), c=http(b"here"))
    page = got("/a", site)
    assert isinstance(page, Page)
    assert (page.url, page.final_url, page.body) == (site.url + "/a", site.url + "/c?x=1", b"here")


def test_location_in_another_charset_goes_back_byte_for_byte():
    site = Site(a=b"HTTP/1.1 302 X\r\nContent-Length: 0\r\nLocation: /" + "新闻".encode("gb18030") + b"\r\n\r\n")
    got("/a", site)
    assert "/%D0%C2%CE%C5" in site.asked


def test_redirects_are_bounded():
    site = Site(a=http(status=302, Location="/a"))
    assert reason(got("/a", site, settings(redirects=3))) == "too-many-redirects"
    assert site.asked["/a"] == 4


@pytest.mark.parametrize(
    ("location", "why"),
    [("file:///etc/passwd", "bad-scheme"), ("ftp://example.org/", "bad-scheme"), ("http://u:p@127.0.0.1/", "credentials-in-url"), ("http://[::", "bad-url")],
)
def test_redirect_to_what_is_not_fetched_is_a_failure(location, why):
    assert reason(got("/a", Site(a=http(status=302, Location=location)))) == why


# What is kept.


def kept(url: str, final_url: str, **headers: str) -> Page:
    return Page(url=url, final_url=final_url, status=200, headers=headers, fetched_at=NOW, body=b"kept")


def test_unchanged_page_is_the_kept_one_itself():
    async def main() -> None:
        async def answer(site: Site, path: str, headers: dict[str, str]) -> bytes:
            same = headers.get("if-none-match") == '"1"' and headers.get("if-modified-since") == "Mon, 26 Jan 2026 00:00:00 GMT"
            return b"HTTP/1.1 304 X\r\n\r\n" if same else http(b"new")

        site = Site(a=answer, moved=http(status=302, Location="/a"))
        async with serving(site), fetcher() as fetch:
            known = kept(site.url + "/a", site.url + "/a", etag='"1"', **{"last-modified": "Mon, 26 Jan 2026 00:00:00 GMT"})
            assert await fetch.get(known.url, known=known) is known
            through = known.model_copy(update={"url": site.url + "/moved"})
            assert await fetch.get(through.url, known=through) is through
            assert "if-none-match" not in site.headers[1]  # the redirect itself has its own validators
            elsewhere = known.model_copy(update={"final_url": site.url + "/elsewhere"})
            page = await fetch.get(known.url, known=elsewhere)
            assert isinstance(page, Page)
            assert page.body == b"new"

    asyncio.run(main())


def test_unchanged_without_a_question_is_no_page():
    assert reason(got("/a", Site(a=b"HTTP/1.1 304 X\r\n\r\n"))) == "http-304"


# Failures and retries.


@pytest.mark.parametrize("status", [400, 401, 402, 403, 404, 410, 451, 300])
def test_permanent_refusal_is_asked_once(status):
    site = Site(a=http(status=status))
    found = got("/a", site, settings(attempts=3), source="Morning Ledger")
    assert reason(found) == f"http-{status}"
    assert (found.retryable, found.source, found.subject, site.asked["/a"]) == (False, "Morning Ledger", site.url + "/a", 1)


@pytest.mark.parametrize("status", [408, 425, 429, 500, 502, 503, 504])
def test_transient_refusal_is_asked_again(status):
    site = Site(a=at_first(http(status=status)))
    assert isinstance(got("/a", site, settings(attempts=3)), Page)
    assert site.asked["/a"] == 2


def test_attempts_are_bounded():
    site = Site(a=http(status=503))
    found = got("/a", site, settings(attempts=3))
    assert reason(found) == "http-503"
    assert found.retryable
    assert site.asked["/a"] == 3


def test_connection_that_breaks_is_tried_again():
    site = Site(a=slam)
    assert reason(got("/a", site, settings(attempts=2))) == "disconnected"
    assert site.connections == 2


@pytest.mark.parametrize("answer", [b"HTTP/1.1 200 X\r\nContent-Length: 100\r\n\r\nhalf", b"SSH-2.0-server\r\n\r\n"])
def test_answer_cut_short_or_of_another_protocol_is_no_page(answer):
    async def cut(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await reader.readuntil(b"\r\n\r\n")
        writer.write(answer)
        writer.close()

    async def main() -> None:
        server = await asyncio.start_server(cut, "127.0.0.1", 0)
        async with fetcher() as fetch:
            assert reason(await fetch.get(f"http://127.0.0.1:{server.sockets[0].getsockname()[1]}/")) == "disconnected"
        server.close()

    asyncio.run(main())


def test_refused_connection_is_tried_again_and_says_so():
    async def main() -> None:
        with socket.socket() as taken:
            taken.bind(("127.0.0.1", 0))  # bound, not listening
            async with fetcher(settings(attempts=2)) as fetch:
                found = await fetch.get(f"http://127.0.0.1:{taken.getsockname()[1]}/")
        assert reason(found) == "connect"
        assert found.retryable
        assert "refused" in found.message

    asyncio.run(main())


@pytest.mark.parametrize(("code", "asked", "retryable"), [(socket.EAI_NONAME, 1, False), (socket.EAI_AGAIN, 3, True)])
def test_unknown_name_is_permanent_and_a_failing_name_service_is_not(code, asked, retryable):
    times = 0

    async def resolve(host: str, port: int) -> Sequence[str]:
        nonlocal times
        times += 1
        raise socket.gaierror(code, "no")

    async def main() -> Page | Failure:
        async with fetcher(settings(attempts=3), resolve=resolve) as fetch:
            return await fetch.get("http://news.example.org/")

    found = asyncio.run(main())
    assert reason(found) == "dns"
    assert (found.retryable, times) == (retryable, asked)


def test_retry_after_is_waited_for():
    site = Site(a=at_first(http(status=429, Retry_After="1")))
    assert isinstance(got("/a", site, settings(attempts=2)), Page)
    assert site.starts[1] - site.starts[0] >= 0.99


def test_retry_after_date_in_the_past_is_not_waited_for():
    site = Site(a=at_first(http(status=503, Retry_After=format_datetime(NOW.replace(year=2025), usegmt=True))))
    assert isinstance(got("/a", site, settings(attempts=2)), Page)


@pytest.mark.parametrize("value", ["3600", format_datetime(NOW.replace(hour=9), usegmt=True), "Monday, 26-Jan-26 09:00:00 GMT"])
def test_longer_wait_than_the_page_has_is_reported_and_the_host_left_alone(value):
    async def main() -> None:
        site = Site(a=http(status=429, Retry_After=value), b=http(b"x"))
        async with serving(site), fetcher(settings(attempts=3, total_s=5)) as fetch:
            found = await fetch.get(site.url + "/a")
            assert reason(found) == "http-429"
            assert found.retryable
            assert "3600 s" in found.message
            assert reason(await fetch.get(site.url + "/b")) == "http-429"
            assert site.asked.total() == 1

    asyncio.run(main())


@pytest.mark.parametrize("value", ["soon", "-5", "", "99 bottles", "\xb2"])
def test_unreadable_retry_after_is_passed_over(value):
    site = Site(a=at_first(http(status=503, Retry_After=value)))
    assert isinstance(got("/a", site, settings(attempts=2)), Page)


# Addresses.


@pytest.mark.parametrize(
    ("url", "why"),
    [
        ("ftp://example.org/a", "bad-scheme"),
        ("file:///etc/passwd", "bad-scheme"),
        ("javascript:alert(1)", "bad-scheme"),
        ("example.org/a", "bad-scheme"),
        ("", "bad-scheme"),
        ("http:///a", "bad-url"),
        ("http://127.0.0.1:70000/", "bad-url"),
        ("http://127.0.0.1:0/", "bad-url"),
        ("http://exa mple.org/", "bad-url"),
        ("http://[::1/", "bad-url"),
        ("http://example.org:99999999/", "bad-url"),
        ("http://127.0.0.1:1/", "blocked-address"),
        ("http://localhost:1/", "blocked-address"),
        ("http://[::1]:1/", "blocked-address"),
        ("http://[::ffff:127.0.0.1]:1/", "blocked-address"),
        ("http://2130706433:1/", "blocked-address"),
        ("http://0x7f.1:1/", "blocked-address"),
        ("http://169.254.169.254/latest/meta-data/", "blocked-address"),
    ],
)
def test_address_that_is_not_fetched_has_its_reason(url, why):
    async def main() -> Page | Failure:
        async with fetcher(FetchSettings()) as fetch:
            return await fetch.get(url)

    found = asyncio.run(main())
    assert reason(found) == why
    assert not found.retryable


def test_credentials_are_neither_sent_nor_shown():
    async def main() -> None:
        site = Site(a=http(b"x"))
        async with serving(site), fetcher() as fetch:
            found = await fetch.get(f"http://editor:pa@ss@127.0.0.1:{site.port}/a@b")
            assert reason(found) == "credentials-in-url"
            assert "editor" not in found.model_dump_json()
            assert "ss@" not in found.model_dump_json()
            assert found.subject == site.url + "/a@b"
            assert site.connections == 0

    asyncio.run(main())


def test_loopback_server_sees_nothing_of_a_blocked_request_direct_or_redirected():
    async def main() -> None:
        site, inner = Site(a=b""), Site(a=http(b"secret"))
        async with serving(site), serving(inner):
            site.pages["/a"] = http(status=302, Location=f"http://localhost:{inner.port}/a")
            async with fetcher(settings(allow_hosts=(f"127.0.0.1:{site.port}",), attempts=3)) as fetch:
                assert reason(await fetch.get(site.url + "/a")) == "blocked-address"
                assert reason(await fetch.get(inner.url + "/a")) == "blocked-address"
        assert (site.connections, inner.connections) == (1, 0)

    asyncio.run(main())


def test_name_that_turns_to_loopback_after_the_check_reaches_nothing():
    """Rebinding: the name is public when it is looked at first, and loopback ever after."""

    async def main() -> None:
        outer, inner = Site(a=http(b"public")), Site(a=http(b"secret"))
        async with serving(outer), serving(inner):
            wire = Wire(outer.port)
            async with fetcher(FetchSettings(attempts=1, pause_s=0), resolve=resolving([PUBLIC], ["127.0.0.1"]), network=wire) as fetch:
                page = await fetch.get(f"http://{NAME}:{inner.port}/a")
                assert isinstance(page, Page)
                assert page.body == b"public"
                assert outer.headers[0]["host"] == f"{NAME}:{inner.port}"
                outer.pages["/a"] = slam
                await fetch.get(f"http://{NAME}:{inner.port}/a")  # ends the connection that was kept
                assert reason(await fetch.get(f"http://{NAME}:{inner.port}/a")) == "blocked-address"
            assert set(wire.dialled) == {PUBLIC}
            async with fetcher(FetchSettings(attempts=1), resolve=resolving([PUBLIC, "127.0.0.1"], ["127.0.0.1"])) as fetch:
                for _ in range(2):
                    assert reason(await fetch.get(f"http://{NAME}:{inner.port}/a")) == "blocked-address"
        assert inner.connections == 0

    asyncio.run(main())


def test_next_address_of_a_host_is_tried_when_the_first_is_dead():
    async def main() -> None:
        site = Site(a=http(b"x"))
        async with serving(site):
            wire = Wire(site.port, dead=["2606:2800:21f::1"])
            async with fetcher(resolve=resolving(["2606:2800:21f::1", PUBLIC]), network=wire) as fetch:
                assert isinstance(await fetch.get(f"http://{NAME}/a"), Page)
            assert wire.dialled == ["2606:2800:21f::1", PUBLIC]

    asyncio.run(main())


# TLS.


@pytest.fixture
def certificate(tmp_path: Path) -> Path:
    path = tmp_path / "certificate.pem"
    path.write_text(KEY + CERTIFICATE)
    return path


def over_tls(certificate: Path, host: str, trust: Callable[[], ssl.SSLContext], path: str = "/a") -> tuple[Page | Failure, Site, list[str]]:
    async def main() -> tuple[Page | Failure, Site, list[str]]:
        tls = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        tls.load_cert_chain(certificate)
        names: list[str] = []
        tls.sni_callback = lambda _, name, __: names.append(name)
        site = Site(a=http(b"x"), down=http(status=302, Location=f"http://{host}/a"))
        plain = Site(a=http(b"plain"))
        async with serving(site, tls), serving(plain):
            wire = Wire(site.port)
            route = wire.connect_tcp

            async def by_port(address: str, port: int, *rest: Any, **named: Any) -> httpcore.AsyncNetworkStream:
                wire.port = site.port if port == 443 else plain.port
                return await route(address, port)

            wire.connect_tcp = by_port  # type: ignore[method-assign] # one wire for both servers
            async with fetcher(FetchSettings(attempts=3, pause_s=0), resolve=resolving([PUBLIC]), network=wire, trust=trust) as fetch:
                return await fetch.get(f"https://{host}{path}"), site, names

    return asyncio.run(main())


def test_encrypted_page_comes_from_the_checked_address_under_its_own_name(certificate):
    page, site, names = over_tls(certificate, NAME, lambda: ssl.create_default_context(cadata=CERTIFICATE))
    assert isinstance(page, Page)
    assert names == [NAME]
    assert site.headers[0]["host"] == NAME


def test_redirect_from_https_to_http_is_followed(certificate):
    page, _, _ = over_tls(certificate, NAME, lambda: ssl.create_default_context(cadata=CERTIFICATE), "/down")
    assert isinstance(page, Page)
    assert (page.body, page.final_url) == (b"plain", f"http://{NAME}/a")


@pytest.mark.parametrize(("host", "trusted"), [(NAME, False), ("other.example.org", True)])
def test_certificate_that_does_not_hold_is_refused_and_not_tried_again(certificate, host, trusted):
    found, site, names = over_tls(certificate, host, lambda: ssl.create_default_context(cadata=CERTIFICATE if trusted else None))
    assert reason(found) == "tls"
    assert not found.retryable
    assert (site.asked.total(), len(names)) == (0, 1)


# Pace.


def test_requests_at_once_are_bounded_per_host_and_over_all():
    async def brief(site: Site, path: str, headers: dict[str, str]) -> bytes:
        await asyncio.sleep(0.01)
        return http(b"x")

    async def busiest(**given: Any) -> int:
        site = Site(a=brief)
        async with serving(site), fetcher(settings(**given)) as fetch:
            pages = await asyncio.gather(*(fetch.get(f"{site.url}/a?{n}") for n in range(20)))
        assert all(isinstance(page, Page) for page in pages)
        return site.busiest

    assert asyncio.run(busiest(per_host=3)) == 3
    assert asyncio.run(busiest(per_host=20, concurrency=5)) == 5
    assert asyncio.run(busiest(per_host=20, concurrency=20)) > 5


def test_starts_at_one_host_keep_their_distance():
    async def main() -> None:
        site = Site(a=http(b"x"))
        async with serving(site), fetcher(settings(pause_s=0.05)) as fetch:
            await asyncio.gather(*(fetch.get(f"{site.url}/a?{n}") for n in range(5)))
        assert site.starts[-1] - site.starts[0] >= 4 * 0.05 - 0.02  # the last start is ours to time, its arrival is not

    asyncio.run(main())


def test_connection_is_used_again_for_the_same_host():
    async def main() -> None:
        site = Site(a=http(b"x"), missing=http(status=404))
        async with serving(site), fetcher() as fetch:
            for _ in range(5):
                await fetch.get(site.url + "/a")
        assert site.connections == 1

    asyncio.run(main())


# Cancellation.


def test_cancelled_requests_leave_neither_tasks_nor_connections_and_the_fetcher_works_on():
    async def main() -> None:
        site = Site(slow=hang, a=http(b"x"))
        async with serving(site), fetcher(settings(per_host=4)) as fetch:
            for _ in range(3):
                asked = [asyncio.create_task(fetch.get(f"{site.url}/slow?{n}")) for n in range(8)]
                while site.busy < 4:
                    await asyncio.sleep(0.001)
                for task in asked:
                    task.cancel()
                ends = await asyncio.gather(*asked, return_exceptions=True)
                assert all(isinstance(end, asyncio.CancelledError) for end in ends)
                site.busy = 0
            pages = await asyncio.gather(*(fetch.get(f"{site.url}/a?{n}") for n in range(8)))
            assert all(isinstance(page, Page) for page in pages)
        assert site.connections <= 3 * 4 + 4

    asyncio.run(main())


@pytest.mark.filterwarnings("error")
def test_cancelled_in_the_tls_handshake_closes_the_socket():
    async def main() -> None:
        open_now: set[asyncio.StreamWriter] = set()
        reached, left = asyncio.Event(), asyncio.Event()

        async def mute(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
            await reader.read(1)
            reached.set()
            open_now.add(writer)
            while await reader.read(10_000):
                pass
            left.set()
            writer.close()

        server = await asyncio.start_server(mute, "127.0.0.1", 0)
        async with fetcher(trust=ssl.create_default_context) as fetch:
            task = asyncio.create_task(fetch.get(f"https://127.0.0.1:{server.sockets[0].getsockname()[1]}/"))
            await reached.wait()
            task.cancel()
            with pytest.raises(asyncio.CancelledError):
                await task
            await asyncio.wait_for(left.wait(), 10)
        server.close()

    asyncio.run(main())


def test_import_and_plain_requests_load_neither_tenacity_nor_certificates():
    """Start-up: what only a retry or an https address needs is loaded then."""
    late = ("tenacity", "charset_normalizer", "trafilatura", "openai", "drafter.config")
    code = f"import sys, drafter.collect.fetch; print([name for name in {late} if name in sys.modules])"
    assert subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout == "[]\n"

    def never() -> ssl.SSLContext:
        raise AssertionError("read without need")

    async def main() -> None:
        site = Site(a=http(b"x"))
        async with serving(site), fetcher(trust=never) as fetch:
            assert isinstance(await fetch.get(site.url + "/a"), Page)

    asyncio.run(main())
