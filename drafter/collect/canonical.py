"""One address for one article: two links to the same page must give the same id, two pages never the same.

The second matters more (a wrong match would fold one article into another), so the rules are conservative: only parameters that are
known to track are dropped, and a page's own `rel=canonical` counts only on its own site and when it is not a home or section page.
"""

from __future__ import annotations

import hashlib
import ipaddress
import posixpath
import re
from urllib.parse import SplitResult, quote, unquote_to_bytes, urljoin, urlsplit, urlunsplit

from drafter.collect.vocabulary import SECOND_LEVEL, SHARED_FROM, SHARED_HOSTS, TRACKING, TRACKING_PREFIXES, WECHAT_TRACKING

_PORTS = {"http": 80, "https": 443}

_VARIANTS = re.compile(r"(amp|print|m|mobile|index\.\w+|default\.\w+|\d{1,2}|outputtype/amp|all|full)/?", re.I)
_UNRESERVED = frozenset(b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~")


def canonical(url: str, html_canonical: str | None = None) -> str:
    """The address that names the page at `url` (its final one); `html_canonical` is what its `rel=canonical` says."""
    own = _normalised(url)
    if not html_canonical or not html_canonical.strip().lower().startswith(("/", "http://", "https://")):
        return own  # a relative one is a publisher's slip more often than an address
    try:
        stated = _normalised(urljoin(url, html_canonical.strip()))
    except ValueError:  # not an address at all
        return own
    return stated if _may_name(urlsplit(stated), urlsplit(own)) else own


def article_id(canonical_url: str) -> str:
    """First 12 hex digits of SHA-256."""
    return hashlib.sha256(canonical_url.encode("utf-8", "surrogatepass")).hexdigest()[:12]


def host_of(url: str) -> str:
    """Host without `www.`; empty for what has none."""
    try:
        return (urlsplit(url).hostname or "").removeprefix("www.")
    except ValueError:
        return ""


def same_site(one: str, other: str) -> bool:
    """Same registrable domain by a simple rule (two labels, three under `co.uk` and the like), and the same host where people share a domain."""
    one, other = one.lower().removeprefix("www."), other.lower().removeprefix("www.")
    if one == other:
        return bool(one)
    domain = _registrable(one)
    return domain == _registrable(other) and domain not in SHARED_HOSTS and domain != ""


def _registrable(host: str) -> str:
    try:
        ipaddress.ip_address(host.strip("[]"))
    except ValueError:
        labels = host.split(".")
        keep = 3 if len(labels) > 2 and len(labels[-1]) == 2 and labels[-2] in SECOND_LEVEL else 2
        return ".".join(labels[-keep:]) if len(labels) >= 2 else ""
    return ""


def _may_name(stated: SplitResult, own: SplitResult) -> bool:
    if stated.scheme not in _PORTS or not same_site(stated.hostname or "", own.hostname or "") or stated.port != own.port:
        return False
    if stated.path == "/" and not stated.query:
        return own.path == "/" and not own.query
    above = stated.path if stated.path.endswith("/") else stated.path + "/"
    if own.path.startswith(above) and len(own.path) > len(above):  # a section page, unless ours is a variant of the article
        return _VARIANTS.fullmatch(own.path[len(above) :]) is not None
    return True


def _normalised(url: str) -> str:
    try:
        parts = urlsplit(url.strip())
        port = parts.port
    except ValueError:
        return url.strip()
    if parts.scheme.lower() not in _PORTS or not parts.hostname:
        return urlunsplit(parts._replace(fragment=""))
    scheme = parts.scheme.lower()
    host = _host(parts.hostname)
    netloc = host if port in (None, _PORTS[scheme]) else f"{host}:{port}"
    return urlunsplit((scheme, netloc, _path(parts.path), _query(parts.query, host), ""))


def _host(name: str) -> str:
    name = name.rstrip(".").lower()
    if ":" in name:
        return f"[{name}]"
    try:
        return name if name.isascii() else name.encode("idna").decode("ascii")
    except UnicodeError:
        return name


def _path(path: str) -> str:
    if "/." in path:
        slash = path.endswith(("/", "/.", "/.."))
        path = posixpath.normpath(path) + ("/" if slash else "")
        path = "/" + path.lstrip("/")
    return _escaped(path, "/:@!$&'()*+,;=") or "/"


def _query(query: str, host: str) -> str:
    return "&".join(_escaped(pair, "=/?:@!$'()*+,;[]|") for pair in query.split("&") if pair and not _tracks(pair, host))


def _tracks(pair: str, host: str) -> bool:
    name, _, value = pair.partition("=")
    name, value = name.lower(), value.lower()
    if name in TRACKING or name.startswith(TRACKING_PREFIXES):
        return True
    if name == "from":
        return value in SHARED_FROM
    if name == "ref":  # newsletters put their own host there; elsewhere it may name a branch or an item
        return re.fullmatch(r"[\w-]+(\.[\w-]+)+", value) is not None and not value.replace(".", "").isdigit()
    return host == "mp.weixin.qq.com" and (name in WECHAT_TRACKING or name.startswith("sharer_"))


def _escaped(text: str, safe: str) -> str:
    """`%7E` and `~` are one, `%2f` and `/` are not; hexadecimal digits become upper case, other characters UTF-8."""

    def one(match: re.Match[str]) -> str:
        byte = unquote_to_bytes(match[0])
        return byte.decode("ascii") if byte[0] in _UNRESERVED else match[0].upper()

    return re.sub(r"%[0-9A-Fa-f]{2}|[^%]+|%", lambda m: one(m) if len(m[0]) == 3 and m[0][0] == "%" else quote(m[0], safe=safe, errors="replace"), text)
