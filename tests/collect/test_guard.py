"""What may be connected to."""

import asyncio
import socket
from collections.abc import Sequence

import pytest

from drafter.collect.guard import AddressRefusedError, Guard, NameUnknownError, is_disguised, system_resolve, why_refused

PUBLIC = "93.184.216.34"


def giving(*addresses: str):
    async def resolve(host: str, port: int) -> Sequence[str]:
        return addresses

    return resolve


def addresses(guard: Guard, host: str, port: int = 80) -> list[str]:
    return asyncio.run(guard.addresses(host, port))


@pytest.mark.parametrize(
    "address",
    [
        "0.0.0.0",
        "0.1.2.3",
        "10.1.2.3",
        "100.64.0.1",
        "100.100.100.200",
        "127.0.0.1",
        "127.8.9.10",
        "168.63.129.16",
        "169.254.169.254",
        "172.16.0.1",
        "172.31.255.255",
        "192.0.0.192",
        "192.0.2.1",
        "192.88.99.1",
        "192.168.1.1",
        "198.18.0.5",
        "198.51.100.7",
        "203.0.113.9",
        "224.0.0.1",
        "239.255.255.250",
        "240.0.0.1",
        "255.255.255.255",
        "::",
        "::1",
        "::127.0.0.1",
        "::ffff:127.0.0.1",
        "::ffff:10.0.0.1",
        "::ffff:169.254.169.254",
        "64:ff9b::7f00:1",
        "64:ff9b::a9fe:a9fe",
        "64:ff9b:1::1",
        "2001::1",
        "2001:db8::1",
        "2002:7f00:1::",
        "2002:c0a8:101::",
        "fc00::1",
        "fd00:ec2::254",
        "fe80::1",
        "fe80::1%eth0",
        "fec0::1",
        "ff02::1",
        "3fff::1",
        "4000::1",
        "100::1",
    ],
)
def test_address_outside_the_public_internet_is_refused(address):
    assert why_refused(address)
    with pytest.raises(AddressRefusedError, match="allow_hosts"):
        addresses(Guard(resolve=giving(address)), "news.example.org")


@pytest.mark.parametrize(
    "address", ["1.1.1.1", PUBLIC, "172.32.0.1", "100.128.0.1", "223.5.5.5", "2606:4700::1111", "2400:3200::1", "64:ff9b::101:101", "::ffff:1.1.1.1"]
)
def test_public_address_is_admitted(address):
    assert why_refused(address) == ""
    assert addresses(Guard(resolve=giving(address)), "news.example.org") == [address]


@pytest.mark.parametrize(
    "host", ["2130706433", "0x7f000001", "0x7f.0.0.1", "017700000001", "0177.0.0.1", "127.1", "127.0.1", "127.0.0.01", "1.2.3.4.5", "example.123", "0x"]
)
def test_address_in_disguise_is_refused_without_asking_and_whatever_the_config_says(host):
    assert is_disguised(host)
    with pytest.raises(AddressRefusedError, match="disguise"):
        addresses(Guard([host], resolve=giving(PUBLIC)), host)


@pytest.mark.parametrize("host", ["news.example.org", "1.2.3.4", "1.2.3.4.", "163.com", "12306.cn", "0x.example", "xn--fiqs8s", "::1", "localhost"])
def test_ordinary_host_is_no_disguise(host):
    assert not is_disguised(host)


def test_one_refused_address_among_public_ones_refuses_the_host():
    with pytest.raises(AddressRefusedError, match=r"127\.0\.0\.1"):
        addresses(Guard(resolve=giving(PUBLIC, "127.0.0.1")), "news.example.org")


@pytest.mark.parametrize("host", ["127.0.0.1", "::1", "169.254.169.254", "10.0.0.8"])
def test_address_given_literally_is_judged_without_the_resolver(host):
    with pytest.raises(AddressRefusedError):
        addresses(Guard(resolve=giving(PUBLIC)), host)


@pytest.mark.parametrize(
    ("allowed", "host", "port", "admitted"),
    [
        ("intranet.example", "intranet.example", 80, True),
        ("intranet.example", "INTRANET.example.", 8080, True),
        ("intranet.example:8080", "intranet.example", 8080, True),
        ("intranet.example:8080", "intranet.example", 80, False),
        ("intranet.example", "sub.intranet.example", 80, False),
        ("127.0.0.1:81", "127.0.0.1", 81, True),
        ("127.0.0.1:81", "127.0.0.1", 82, False),
        ("[::1]:81", "::1", 81, True),
        ("[::1]", "::1", 82, True),
        ("::1", "::1", 82, True),
        ("内网.example", "xn--v6q792i.example", 80, True),
    ],
)
def test_config_admits_the_host_it_names_and_no_other(allowed, host, port, admitted):
    guard = Guard([allowed], resolve=giving("10.0.0.1"))
    assert guard.admits(host, port) is admitted
    if admitted:
        assert addresses(guard, host, port)
    else:
        with pytest.raises(AddressRefusedError):
            addresses(guard, host, port)


def test_fake_addresses_of_a_local_proxy_are_explained():
    with pytest.raises(AddressRefusedError, match="fake-IP"):
        addresses(Guard(resolve=giving("198.18.0.23")), "news.example.org")


@pytest.mark.parametrize(
    ("error", "transient"),
    [(socket.gaierror(socket.EAI_NONAME, "unknown"), False), (socket.gaierror(socket.EAI_AGAIN, "later"), True), (UnicodeError("label too long"), False)],
)
def test_name_without_address_says_whether_asking_later_helps(error, transient):
    async def resolve(host: str, port: int) -> Sequence[str]:
        raise error

    with pytest.raises(NameUnknownError) as caught:
        addresses(Guard(resolve=resolve), "news.example.org")
    assert caught.value.transient is transient


def test_empty_answer_of_the_resolver_is_no_address():
    with pytest.raises(NameUnknownError):
        addresses(Guard(resolve=giving()), "news.example.org")


def test_the_system_resolves_localhost_to_loopback_which_is_refused():
    assert set(asyncio.run(system_resolve("localhost", 80))) <= {"127.0.0.1", "::1"}
    with pytest.raises(AddressRefusedError):
        addresses(Guard(), "localhost")


def test_a_lookup_that_hangs_does_not_hold_up_cancellation(monkeypatch):
    import threading

    release = threading.Event()
    monkeypatch.setattr(socket, "getaddrinfo", lambda *_, **__: release.wait(60) and [])

    async def give_up() -> None:
        with pytest.raises(TimeoutError):
            async with asyncio.timeout(0.05):
                await system_resolve("slow.example", 80)

    asyncio.run(give_up())  # returns although the thread still waits
    release.set()
