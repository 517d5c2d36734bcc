"""Which addresses drafter may connect to: the public Internet, and hosts that the config names.

A feed or a redirect chooses the URLs we ask for, so a hostile one could point drafter at the machine it runs on, the network
around it or a cloud's metadata service. A host is resolved once, every address it gave is judged, and the connection goes to
one of these very addresses: a name that resolves differently a moment later (DNS rebinding) gains nothing. The tables are
IANA's special-purpose registries written out, because what `ipaddress` calls private differs between patch releases of Python.
"""

from __future__ import annotations

import asyncio
import contextlib
import re
import socket
import threading
from collections.abc import Awaitable, Callable, Iterable, Sequence
from ipaddress import IPv4Address, IPv4Network, IPv6Address, IPv6Network, ip_address

Resolver = Callable[[str, int], Awaitable[Sequence[str]]]
"""Host and port → addresses as text, best first. Raises OSError (`socket.gaierror`) when the name has none."""

_REFUSED_V4 = tuple(
    (IPv4Network(network), kind)
    for network, kind in (
        ("0.0.0.0/8", "unspecified"),
        ("10.0.0.0/8", "private"),
        ("100.64.0.0/10", "carrier-grade NAT"),  # holds 100.100.100.200, a metadata service
        ("127.0.0.0/8", "loopback"),
        ("168.63.129.16/32", "metadata"),  # public by number, but answers inside a cloud only
        ("169.254.0.0/16", "link-local or metadata"),
        ("172.16.0.0/12", "private"),
        ("192.0.0.0/24", "reserved"),
        ("192.0.2.0/24", "documentation"),
        ("192.88.99.0/24", "6to4 relay"),
        ("192.168.0.0/16", "private"),
        ("198.18.0.0/15", "benchmarking"),
        ("198.51.100.0/24", "documentation"),
        ("203.0.113.0/24", "documentation"),
        ("224.0.0.0/4", "multicast"),
        ("240.0.0.0/4", "reserved"),
    )
)
_REFUSED_V6 = tuple(
    (IPv6Network(network), kind)
    for network, kind in (
        ("::/128", "unspecified"),
        ("::1/128", "loopback"),
        ("64:ff9b:1::/48", "private NAT64"),
        ("2001::/23", "protocol assignments"),  # Teredo among them, which embeds an IPv4 address
        ("2001:db8::/32", "documentation"),
        ("2002::/16", "6to4"),
        ("3fff::/20", "documentation"),
        ("fc00::/7", "private"),  # holds fd00:ec2::254, a metadata service
        ("fe80::/10", "link-local"),
        ("fec0::/10", "site-local"),
        ("ff00::/8", "multicast"),
    )
)
_GLOBAL_V6 = IPv6Network("2000::/3")
_NAT64 = IPv6Network("64:ff9b::/96")
_NUMBER = re.compile(r"(?:[0-9]+|0[xX][0-9a-fA-F]*)\Z")
_FAKE_IP = IPv4Network("198.18.0.0/15")


class AddressRefusedError(Exception):
    """The host leads where drafter does not connect; the text says why and what to do."""


class NameUnknownError(Exception):
    """The host has no address; `transient` when the name service itself failed."""

    def __init__(self, said: str, *, transient: bool) -> None:
        super().__init__(said)
        self.transient = transient


def why_refused(address: str) -> str:
    """Kind of network when `address` (IPv4 or IPv6 as text) is not on the public Internet; empty when it is."""
    try:
        found = ip_address(address)
    except ValueError:
        return "malformed"
    if isinstance(found, IPv4Address):
        return next((kind for network, kind in _REFUSED_V4 if found in network), "")
    if found.scope_id is not None:
        return "link-local"
    inner = _embedded(found)
    if inner is not None:
        return why_refused(str(inner))
    return next((kind for network, kind in _REFUSED_V6 if found in network), "" if found in _GLOBAL_V6 else "reserved")


def _embedded(address: IPv6Address) -> IPv4Address | None:
    """The IPv4 address that the network will really be asked for. NAT64 is how IPv6-only networks reach public IPv4 hosts."""
    if address.ipv4_mapped is not None:
        return address.ipv4_mapped
    return IPv4Address(int(address) & 0xFFFFFFFF) if address in _NAT64 else None


def is_disguised(host: str) -> bool:
    """An IPv4 address spelled as an integer, in hex, in octal or with parts left out: no real site writes it so."""
    parts = host.removesuffix(".").split(".")
    if not _NUMBER.match(parts[-1]):
        return False
    try:
        IPv4Address(".".join(parts))  # strict: four decimal parts without leading zeros
    except ValueError:
        return True
    return False


async def system_resolve(host: str, port: int) -> list[str]:
    """Asks the operating system. Each lookup has its own daemon thread, so a name server that hangs holds up neither other lookups nor the exit."""
    loop = asyncio.get_running_loop()
    answer: asyncio.Future[list[str]] = loop.create_future()

    def settle(found: list[str] | Exception) -> None:
        if answer.done():
            return
        if isinstance(found, Exception):
            answer.set_exception(found)
        else:
            answer.set_result(found)

    def look_up() -> None:
        found: list[str] | Exception
        try:
            found = list(dict.fromkeys(str(info[4][0]) for info in socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)))
        except (OSError, UnicodeError) as error:
            found = error
        with contextlib.suppress(RuntimeError):  # the loop was closed while we looked
            loop.call_soon_threadsafe(settle, found)

    threading.Thread(target=look_up, name=f"resolve {host}", daemon=True).start()
    return await answer


class Guard:
    """Resolves hosts and admits or refuses what they resolve to."""

    def __init__(self, allow_hosts: Iterable[str] = (), *, resolve: Resolver = system_resolve) -> None:
        self._allowed = {_plain(host) for host in allow_hosts}
        self._resolve = resolve

    def admits(self, host: str, port: int) -> bool:
        """The config names this host, with or without its port."""
        name = _plain(host)
        shown = f"[{name}]" if ":" in name else name
        return name in self._allowed or f"{shown}:{port}" in self._allowed

    async def addresses(self, host: str, port: int) -> list[str]:
        """Addresses to connect to, best first. Raises AddressRefusedError when one of them is not allowed, NameUnknownError when there is none."""
        if is_disguised(host):
            raise AddressRefusedError(f"{host} is an address in disguise; write it as four decimal numbers if you trust it")
        found = await self._look_up(host, port)
        if not self.admits(host, port):
            for address in found:
                kind = why_refused(address)
                if kind:
                    raise AddressRefusedError(_explained(host, address, kind))
        return found

    async def _look_up(self, host: str, port: int) -> list[str]:
        try:
            return [str(ip_address(host))]
        except ValueError:
            pass  # a name, then
        try:
            found = list(await self._resolve(host, port))
        except socket.gaierror as error:
            transient = error.errno == socket.EAI_AGAIN
            raise NameUnknownError(f"no address for {host}: {error.strerror or error}", transient=transient) from error
        except (OSError, UnicodeError) as error:
            raise NameUnknownError(f"no address for {host}: {error}", transient=isinstance(error, OSError)) from error
        if not found:
            raise NameUnknownError(f"no address for {host}", transient=False)
        return found


def _plain(host: str) -> str:
    """One spelling per host: lower case, no dot at the end, IDNA, an IPv6 address without brackets unless a port follows."""
    name = host.strip().lower().removesuffix(".")
    if name.startswith("[") and name.endswith("]"):
        name = name[1:-1]
    if not name.isascii():
        with contextlib.suppress(UnicodeError):
            name = name.encode("idna").decode("ascii")
    return name


def _explained(host: str, address: str, kind: str) -> str:
    at = host if host == address else f"{host} resolves to {address}"
    said = f"{at}, a {kind} address; if you trust it, put {host!r} into fetch.allow_hosts"
    if kind == "benchmarking" and ip_address(address) in _FAKE_IP:
        return said + " (a proxy on this machine in fake-IP mode gives such addresses to every name: switch it to real addresses)"
    return said
