"""A newsletter's link → the address behind it, where that stands in the link itself. Nothing is fetched.

Mailers count clicks by wrapping every link. Many carry the target plainly, percent-encoded or in base64; the others (a number in the
mailer's database) are left as they are and resolve when the page is fetched.
"""

from __future__ import annotations

import base64
import binascii
import json
import re
from typing import Any
from urllib.parse import parse_qsl, unquote, urlsplit

from drafter.collect.canonical import canonical, host_of

_DEPTH = 5
_NAMES = (
    "url",
    "u",
    "q",
    "target",
    "to",
    "redirect",
    "redirect_url",
    "redirecturl",
    "dest",
    "destination",
    "link",
    "goto",
    "r",
    "href",
    "pfurl",
    "a",
    "p",
    "murl",
    "ued",
)
"""Parameters that hold a target; one counts only when its value is an absolute address."""
_WRAPS = re.compile(
    r"(^|\.)(click|clicks|link|links|track|tracking|trk|trck|email|mail|mailer|go|redirect|redir|out|r|t|e|ct|cl|lnk|url\d*|safelinks|urldefense|l|lm|jump|elink\w*|newsletter|info|em\d*)\."
    r"|(^|\.)(google\.[a-z.]+|substack\.com|list-manage\.com|list-manage\d*\.com|urldefense\.(com|us)|proofpoint\.com|awstrack\.me|mandrillapp\.com|sendgrid\.net|sparkpostmail\w*\.com|"
    r"beehiiv\.com|convertkit-mail\d*\.com|customeriomail\.com|hubspotlinks\w*\.com|hubspotemail\.net|exct\.net|rs6\.net|cmail\d+\.com|createsend\d*\.com|mailchi\.mp|t\.co|bit\.ly|lnkd\.in|"
    r"ow\.ly|buff\.ly|tinyurl\.com|dlvr\.it|is\.gd|trib\.al|feedproxy\.google\.com|t\.cn|dwz\.cn|url\.cn|linkedin\.com|facebook\.com|zhihu\.com|douban\.com|csdn\.net|juejin\.cn|qq\.com)$",
    re.I,
)
"""Hosts that wrap: an ordinary page may have `?url=` or base64 of its own, and is left alone."""
_OPAQUE = re.compile(
    r"list-manage\d*\.com/track/|/redirect/|/ls/click|/ss/c/|/wf/click|/track/click|/click\b|/c/[\w-]{16,}|/e/c/|/cl/|/ctt?/|/events/public/v1/encoded|/f/a/|/CL0/|/lt\.php|/links?/[\w-]{20,}",
    re.I,
)
_SHORT = frozenset({"t.co", "bit.ly", "lnkd.in", "ow.ly", "buff.ly", "tinyurl.com", "dlvr.it", "is.gd", "trib.al", "t.cn", "dwz.cn", "url.cn"})
_ADDRESS = re.compile(r"https?:(?://|%2f%2f)[^\s<>\"']+", re.I)


def unwrapped(url: str) -> str:
    """The innermost address that stands in `url`, without tracking parameters."""
    url = url.strip()
    for _ in range(_DEPTH):
        inner = _inner(url)
        if not inner or inner == url:
            break
        url = inner
    return canonical(url)


def is_wrapped(url: str) -> bool:
    """Whether fetching it leads elsewhere, as far as the address tells."""
    host = host_of(url)
    parts = urlsplit(url)
    if host in _SHORT:
        return True
    return _WRAPS.search(host) is not None and _OPAQUE.search(f"{host}{parts.path}") is not None


def _inner(url: str) -> str:
    try:
        parts = urlsplit(url)
        pairs = parse_qsl(parts.query, keep_blank_values=False, max_num_fields=60)
    except ValueError:
        return ""
    host = (parts.hostname or "").lower()
    if not _WRAPS.search(host):
        return ""
    if "urldefense" in host or "proofpoint" in host:
        return _defended(url, dict(pairs))
    said = {name.lower(): value for name, value in reversed(pairs)}
    plain = next((said[name] for name in _NAMES if _is_address(said.get(name, ""))), "")
    if plain:
        return plain.strip()
    return _in_path(parts.path) or next((found for value in (*parts.path.split("/"), *said.values()) if (found := _decoded(value))), "")


def _defended(url: str, said: dict[str, str]) -> str:
    """Proofpoint's two spellings: `v2/url?u=https-3A__host_path`, `v3/__https://host/path__;`."""
    if third := re.search(r"/v3/__(.+?)__;", url):
        return re.sub(r"^(https?):/(?!/)", r"\1://", third[1])
    value = said.get("u", "")
    return unquote(value.replace("-", "%").replace("_", "/")) if value.startswith("http") else ""


def _in_path(path: str) -> str:
    """`/CL0/https:%2F%2Fhost%2Fpath/1/0100…`: the target's own slashes are encoded, the mailer's are not."""
    found = re.search(r"/https?(?::|%3A)(?:%2F%2F|//)[^\s]+", path, re.I)
    if not found:
        return ""
    piece = found[0][1:]
    return unquote(piece.split("/", 1)[0]) if re.match(r"https?(?::|%3A)%2F%2F", piece, re.I) else piece


def _decoded(value: str) -> str:
    """The address in base64: bare, or in JSON as Substack and Customer.io have it. Tokens (`header.payload.signature`) count by each part."""
    for part in value.split("."):
        if not 16 <= len(part) <= 4000 or not re.fullmatch(r"[\w+/=-]+", part):
            continue
        try:
            text = base64.urlsafe_b64decode(part.replace("+", "-").replace("/", "_") + "=" * (-len(part) % 4)).decode("utf-8")
        except (binascii.Error, UnicodeDecodeError, ValueError):
            continue
        if _is_address(text):
            return text.strip()
        if text.startswith(("{", "[")) and (found := _in_json(text)):
            return found
    return ""


def _in_json(text: str) -> str:
    try:
        said = json.loads(text)
    except (ValueError, RecursionError):
        return ""
    values: list[Any] = list(said.values()) if isinstance(said, dict) else list(said) if isinstance(said, list) else []
    return next((value for value in values if isinstance(value, str) and _is_address(value)), "")


def _is_address(value: str) -> bool:
    value = value.strip()
    if not _ADDRESS.fullmatch(value):
        return False
    try:
        return "." in (urlsplit(value).hostname or "")
    except ValueError:
        return False
