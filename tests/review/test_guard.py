"""Who is let in, and what a page may load: over real HTTP on loopback."""

from __future__ import annotations

import asyncio
import http.client
import json
import re
import socket
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from drafter.review import serve
from tests.review.material import Site

JSON = "application/json"


def ask(site: Site, method: str, path: str = "", data: object = None, *, cookie: bool = True, token: bool = True, **headers: str) -> http.client.HTTPResponse:
    parts = urlsplit(site.address)
    connection = http.client.HTTPConnection(parts.hostname or "", parts.port, timeout=60)
    sent = {"Host": parts.netloc, **{name.replace("_", "-"): value for name, value in headers.items()}}
    if cookie and "Cookie" not in sent:
        sent["Cookie"] = f"drafter-{parts.port}={site.key}"
    if method not in ("GET", "HEAD"):
        sent = {"Content-Type": JSON, **({"X-Drafter-Token": site.key} if token else {}), **sent}
    connection.request(method, parts.path + path, None if data is None else json.dumps(data), sent)
    return connection.getresponse()


def test_the_printed_address_sets_a_cookie_and_leaves_the_key_out_of_the_address(served: Site) -> None:
    answer = ask(served, "GET", f"?key={served.key}", cookie=False)
    assert answer.status == 303
    assert answer.headers["Location"] == f"/posts/{served.opened.id}"
    assert re.search(r"HttpOnly.*SameSite=strict", answer.headers["Set-Cookie"], re.IGNORECASE)
    assert ask(served, "GET").status == 200


def test_without_the_key_nobody_gets_in(served: Site) -> None:
    for path in ("", "/state", "/review", "/events"):
        assert ask(served, "GET", path, cookie=False).status == 403
    assert ask(served, "GET", "?key=wrong", cookie=False).status == 403
    assert ask(served, "GET", "/state", Cookie=f"drafter-{urlsplit(served.address).port}=wrong").status == 403


@pytest.mark.parametrize("host", ["evil.example", "127.0.0.1.evil.example", "localhost.evil.example:80", "10.0.0.1:80", "[::2]:80", ""])
def test_a_name_that_was_made_to_point_here_is_refused(served: Site, host: str) -> None:
    assert ask(served, "GET", Host=host).status == 400


def test_two_hosts_in_one_request_are_refused(served: Site) -> None:
    parts = urlsplit(served.address)
    connection = http.client.HTTPConnection(parts.hostname or "", parts.port, timeout=60)
    connection.putrequest("GET", parts.path, skip_host=True)
    for host in (parts.netloc, "evil.example"):
        connection.putheader("Host", host)
    connection.endheaders()
    assert connection.getresponse().status == 400


def test_a_tunnel_with_another_port_is_let_in(served: Site) -> None:
    assert ask(served, "GET", Host="localhost:9999").status == 200


@pytest.mark.parametrize("headers", [{"Origin": "https://evil.example"}, {"Origin": "null"}, {"Sec_Fetch_Site": "cross-site"}, {"Sec_Fetch_Site": "same-site"}])
def test_a_page_of_another_site_is_refused(served: Site, headers: dict[str, str]) -> None:
    assert ask(served, "GET", "/state", **headers).status == 403
    assert ask(served, "POST", "/waivers", {"flag": "x", "reason": "y"}, **headers).status == 403


@pytest.mark.parametrize(
    ("method", "path"),
    [
        ("PUT", "/pieces/x"),
        ("POST", "/pieces"),
        ("POST", "/waivers"),
        ("DELETE", "/waivers/x"),
        ("PUT", "/front"),
        ("POST", "/candidates"),
        ("POST", "/redo"),
        ("PUT", "/approval"),
        ("POST", "/publish"),
    ],
)
def test_no_write_without_the_token(served: Site, method: str, path: str) -> None:
    before = served.text
    assert ask(served, method, path, {}, token=False).status == 403
    assert ask(served, method, path, {}, X_Drafter_Token="wrong").status == 403
    assert served.text == before


def test_a_form_of_another_site_could_not_send_what_is_read(served: Site) -> None:
    assert ask(served, "POST", "/pieces", {"after": "", "text": "x"}, Content_Type="text/plain").status == 415


def test_a_body_without_end_is_refused_before_it_fills_the_memory(served: Site) -> None:
    assert ask(served, "POST", "/pieces", Content_Length="99999999").status == 413


def test_every_answer_forbids_scripts_of_others_and_frames(served: Site) -> None:
    for path in ("", "/state", "/nowhere"):
        answer = ask(served, "GET", path)
        policy = answer.headers["Content-Security-Policy"]
        assert "default-src 'none'" in policy
        assert "frame-ancestors 'none'" in policy
        assert "unsafe" not in policy
        assert "http" not in policy
        assert "require-trusted-types-for 'script'" in policy
        assert answer.headers["X-Content-Type-Options"] == "nosniff"
        assert answer.headers["Cache-Control"] == "no-store"


def test_the_page_has_no_script_or_style_of_its_own_and_names_no_other_host(served: Site) -> None:
    page = ask(served, "GET").read().decode()
    assert not re.search(r"<style|\sstyle=|\son\w+=|javascript:", page.partition('id="state"')[0])
    scripts = re.findall(r"<script\b([^>]*)>", page)
    assert all("src=" in script or 'type="application/json"' in script for script in scripts)
    assert all(url.startswith("/assets/") for url in re.findall(r'(?:src|href)="([^"#?]+)"', page))


def test_assets_are_files_of_ours_only(served: Site) -> None:
    parts = urlsplit(served.address)
    for path in ("/assets/../guard.py", "/assets/%2e%2e/guard.py", "/assets//etc/passwd", "/assets/nothing.js"):
        connection = http.client.HTTPConnection(parts.hostname or "", parts.port, timeout=60)
        connection.request("GET", path, headers={"Host": parts.netloc, "Cookie": f"drafter-{parts.port}={served.key}"})
        assert connection.getresponse().status == 404


def test_the_key_is_the_owners_alone_and_the_same_after_a_restart(site: Site) -> None:
    path = site.digest / ".drafter/kept/review-key"
    assert path.stat().st_mode & 0o077 == 0
    assert serve.key_of(site.digest) == site.key
    assert len(site.key) >= 24


def test_the_port_is_the_digests_own_or_any_free_one(site: Site) -> None:
    with serve.listening(site.digest) as first:
        first.listen()
        own = first.getsockname()
        with serve.listening(site.digest) as second:
            assert second.getsockname()[0] == own[0] == "127.0.0.1"
            assert second.getsockname()[1] != own[1]
    with serve.listening(site.digest) as again:
        assert again.getsockname() == own


def test_an_application_answers_errors_of_ours_in_words(served: Site) -> None:
    answer = ask(served, "POST", "/pieces", {"after": ""})
    assert answer.status == 422
    assert json.loads(answer.read())["subject"] == "text"


def test_small_answers_do_not_wait_for_more(tmp_path: Path) -> None:
    """Nagle's algorithm holds the second packet of an answer back until the first is acknowledged: 40 ms for each of the page's files."""
    seen: list[int] = []

    class Seen(asyncio.Protocol):
        def connection_made(self, transport: asyncio.BaseTransport) -> None:
            seen.append(transport.get_extra_info("socket").getsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY))
            transport.close()

    async def asked() -> None:
        on = serve.listening(tmp_path, 0)
        server = await asyncio.get_running_loop().create_server(Seen, sock=on)
        reader, writer = await asyncio.open_connection(*on.getsockname())
        await reader.read()
        writer.close()
        server.close()

    asyncio.run(asked())
    assert seen == [1]
