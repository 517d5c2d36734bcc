"""RSS, Atom, RDF and CDF by feedparser, the only place that knows it. Its input is text that `feed_xml` has made harmless."""

from __future__ import annotations

import io
import re
from calendar import timegm
from datetime import UTC, datetime
from time import struct_time
from typing import Any

from drafter.collect import feed_xml, plain_text
from drafter.collect.feed_entry import RawEntry, RawFeed


def read(text: str, notes: tuple[str, ...]) -> RawFeed | None:
    """None when it is no feed. `notes` are passed on. Raises nothing: input that feedparser fails on is a broken feed."""
    import feedparser

    text = re.sub(r"^\s*<\?xml[^>]*\?>", "", text.lstrip("\ufeff"), count=1)  # its encoding is no longer true
    body = b'<?xml version="1.0" encoding="utf-8"?>' + _xml_characters(text).encode("utf-8", "replace")
    try:
        # A stream, never bytes or str: those feedparser may take for a file name or an address.
        parsed = feedparser.parse(
            io.BytesIO(body), response_headers={"content-type": "application/xml; charset=utf-8"}, sanitize_html=False, resolve_relative_uris=False
        )
    except Exception as error:  # noqa: BLE001 - broken input makes feedparser raise whatever its code runs into; this feed is then broken
        return RawFeed(title="", link="", entries=(), broken=f"feedparser fails on it ({type(error).__name__}: {error})", notes=notes)
    root = re.match(r"<(?:[\w.-]+:)?([\w.-]+)", text[max(feed_xml.root_start(text), 0) :])
    known = root is not None and root[1].lower() in feed_xml.ROOTS
    if not (parsed.version or known):
        return None
    is_atom = (parsed.version or "").startswith("atom")
    return RawFeed(
        title=_plain(parsed.feed, "title", is_atom),
        link=_text(parsed.feed, "link"),
        entries=tuple(_raw_entry(entry, is_atom) for entry in parsed.entries),
        base_is_link=not is_atom,
        broken=f"its XML is not well-formed ({_line_of(parsed.get('bozo_exception'))})" if parsed.bozo else "",
        notes=notes,
    )


_XML_FORBIDS = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


_REFERENCE = re.compile(r"&#(?:x0*([0-9a-f]{1,8})|0*([0-9]{1,8}));", re.IGNORECASE)


def _xml_characters(text: str) -> str:
    """Without the characters that XML forbids, and without references to them or to none at all."""

    def kept(match: re.Match[str]) -> str:
        code = int(match[1], 16) if match[1] else int(match[2])
        return match[0] if code <= 0x10FFFF and not _XML_FORBIDS.match(chr(code)) else ""

    return _REFERENCE.sub(kept, _XML_FORBIDS.sub("", text))


def _line_of(error: Any) -> str:
    """What the XML parser said, without its stream's name."""
    said = getattr(error, "getMessage", lambda: str(error))()
    line = getattr(error, "getLineNumber", lambda: None)()
    return f"line {line}: {said}" if line else str(said)


def _raw_entry(entry: dict[str, Any], is_atom: bool) -> RawEntry:
    alternates = [_text(link, "href") for link in _dicts(entry, "links") if _text(link, "rel") == "alternate" and "html" in (_text(link, "type") or "html")]
    contents = [(_text(part, "type"), _text(part, "value")) for part in _dicts(entry, "content")]
    html = [value for kind, value in contents if "html" in kind]
    plain = [value for kind, value in contents if kind.startswith("text/") and "html" not in kind]
    moments = [moment for key in ("published_parsed", "updated_parsed", "created_parsed") if (moment := _moment(dict.get(entry, key)))]
    return RawEntry(
        links=tuple(link for link in (*alternates, *(_text(entry, key) for key in ("feedburner_origlink", "link", "id"))) if link),
        identity=_text(entry, "id"),
        title=_plain(entry, "title", is_atom),
        dates=tuple(said for key in ("published", "updated", "created") if (said := _text(entry, key))),
        summary=_text(entry, "summary") or ("" if html else "".join(plain[:1])),
        summary_is_html=_is_html(entry, "summary", is_atom),
        byline=_byline(entry),
        content=max(html, key=len, default=""),
        moment=next(iter(moments), None),
    )


def _text(data: dict[str, Any], key: str) -> str:
    """An element called `links` or `published_parsed` is a feed's right, so what feedparser keeps there may be of any type.

    dict.get: feedparser's own `get` answers `updated` with `published`, under a warning.
    """
    value = dict.get(data, key)
    return value if isinstance(value, str) else ""


def _dicts(data: dict[str, Any], key: str) -> list[dict[str, Any]]:
    value = dict.get(data, key)
    return [part for part in value if isinstance(part, dict)] if isinstance(value, list) else []


def _moment(parsed: Any) -> datetime | None:
    if not isinstance(parsed, struct_time):
        return None
    try:
        return datetime.fromtimestamp(timegm(parsed), UTC)
    except (ValueError, OverflowError, OSError):
        return None


_HTML = re.compile(r"</[a-z][a-z0-9]*\s*>|<(?:br|hr|img|p)\b[^<>]*>", re.IGNORECASE)


def _is_html(data: dict[str, Any], key: str, is_atom: bool) -> bool:
    """Atom says so, and its plain text may speak of `<b>` and mean it; RSS does not say, so elements that end decide."""
    detail = dict.get(data, f"{key}_detail")
    kind = _text(detail, "type") if isinstance(detail, dict) else ""
    return "html" in kind or (not is_atom and _HTML.search(_text(data, key)) is not None)


def _plain(data: dict[str, Any], key: str, is_atom: bool) -> str:
    value = _text(data, key)
    return plain_text.of_html(value) if _is_html(data, key, is_atom) else plain_text.unescaped(value)


def _byline(entry: dict[str, Any]) -> str:
    names = [name for person in _dicts(entry, "authors") if (name := _text(person, "name"))]
    return plain_text.of_html(", ".join(dict.fromkeys(names)) or _text(entry, "author"))
