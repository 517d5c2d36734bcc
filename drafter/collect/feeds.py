"""Feed bytes → entries: RSS, Atom, RDF and CDF by feedparser, JSON Feed by `feed_json`. Pure; runs in a worker process.

Text is decoded and made harmless first (`decode`, `feed_xml`), so feedparser sees only UTF-8 without a document type. Its own
sanitising and link rewriting stay off: they take most of its time, and nothing here is shown as HTML.
`max_items` of a source is not applied here: which entries are the newest *in the window* is known later.
"""

from __future__ import annotations

import io
import re
import zlib
from calendar import timegm
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any
from urllib.parse import quote, urljoin, urlsplit, urlunsplit

from drafter.collect import feed_dates, feed_json, feed_xml, plain_text
from drafter.collect.canonical import canonical, host_of, same_site
from drafter.collect.decode import decode
from drafter.collect.feed_entry import RawEntry, RawFeed
from drafter.entities import Entry, Failure, Source, Stamp

MAX_BYTES = 16_000_000
"""Unpacked size of a feed."""
FULL_TEXT = 1000
"""Characters of plain text from which an HTML description is the article itself."""

_ROOTS = ("rss", "feed", "rdf", "channel")
_FEED_TYPES = ("application/rss+xml", "application/atom+xml", "application/rdf+xml", "application/feed+json", "application/x-rss+xml", "application/x-atom+xml")
_PARAGRAPH = "\n\n"
_TRAILERS = re.compile(
    r"\s*(?:The post .{1,300}? (?:appeared first on|first appeared on) .{1,120}"
    r"|\[?(?:Continue reading|Read more|阅读全文|继续阅读|查看全文)[^.。!?]{0,60}\]?)\s*[.…→»]*$",
    re.IGNORECASE,
)
"""What blog software puts after an excerpt; looked for in its end only."""


@dataclass(frozen=True)
class FeedResult:
    """`notes` tell a person what was mended or left out."""

    title: str
    entries: tuple[Entry, ...]
    notes: tuple[str, ...]


def looks_like_feed(body: bytes, content_type: str) -> bool:
    """Whether `parse` should be tried. The root element decides; the declared type only where the head shows none."""
    head = _head(body)
    if feed_json.is_json_feed(head):
        return True
    at = feed_xml.root_start(head)
    if at >= 0:
        name = re.match(r"<(?:[\w.-]+:)?([\w.-]+)", head[at : at + 100])
        return name is not None and name[1].lower() in _ROOTS
    return content_type.partition(";")[0].strip().lower() in _FEED_TYPES


def parse(body: bytes, url: str, content_type: str, source: Source) -> FeedResult | Failure:
    """The entries that `body`, served at `url`, offers; relative links are resolved, repeated entries folded."""
    body_or_failure = _unpacked(body, url, source)
    if isinstance(body_or_failure, Failure):
        return body_or_failure
    body = body_or_failure
    if not body.strip():
        return _failure(url, source, "feed-empty", "the answer is empty", "open the address in a browser; the feed may have moved")
    text = decode(body, content_type, kind="xml")
    try:
        raw = _read(text)
    except feed_xml.UnsafeXml as error:
        return _failure(url, source, "feed-unsafe", f"the feed was not read: {error}", "ask the publisher, or list the site's pages instead")
    if raw is None:
        return _failure(url, source, "not-a-feed", "this is neither RSS, Atom, RDF nor JSON Feed", "check the address; a site's own address finds its feed")
    if not raw.entries and raw.broken:
        return _failure(url, source, "feed-broken", f"no entry could be read: {raw.broken}", "check the feed with a validator or list the site's pages instead")
    return _result(raw, url, source)


def discover(html: str, base_url: str) -> tuple[str, ...]:
    """Addresses of the feeds that a page names with `<link rel=alternate>`: own site first, feeds of comments last."""
    from lxml import etree
    from lxml import html as lxml_html

    try:
        root = lxml_html.document_fromstring(html.encode("utf-8", "replace"), parser=lxml_html.HTMLParser(encoding="utf-8"))
    except (etree.ParserError, ValueError):
        return ()
    base = next((_joined(base_url, node.get("href")) for node in root.iter("base") if node.get("href")), "") or base_url
    found: dict[str, tuple[bool, bool]] = {}
    for node in root.iter("link"):
        kind = (node.get("type") or "").partition(";")[0].strip().lower()
        if "alternate" not in (node.get("rel") or "").lower().split() or kind not in (*_FEED_TYPES, "text/xml"):
            continue
        address = _joined(base, node.get("href") or "")
        if address:
            about_comments = re.search(r"comments?\b|评论|留言", f"{address} {node.get('title') or ''}", re.IGNORECASE) is not None
            found.setdefault(address, (about_comments, not same_site(host_of(address), host_of(base_url))))
    return tuple(sorted(found, key=found.__getitem__))


def _head(body: bytes) -> str:
    start = body[:4000]
    for mark, codec in ((b"\xff\xfe", "utf-16-le"), (b"\xfe\xff", "utf-16-be"), (b"<\0", "utf-16-le"), (b"\0<", "utf-16-be")):
        if start.startswith(mark):
            return start.decode(codec, "ignore").lstrip("\ufeff")
    return start.decode("utf-8", "replace").lstrip("\ufeff")


def _unpacked(body: bytes, url: str, source: Source) -> bytes | Failure:
    """Some servers compress twice, so one layer of gzip may be left; a bomb or a cut stream is refused."""
    if body.startswith(b"\x1f\x8b"):
        unpacker = zlib.decompressobj(zlib.MAX_WBITS | 16)
        try:
            plain = unpacker.decompress(body, MAX_BYTES + 1)
        except zlib.error as error:
            return _failure(url, source, "bad-compression", f"its gzip data is damaged ({error})", "try again later", retryable=True)
        if len(plain) <= MAX_BYTES and not unpacker.eof:
            return _failure(url, source, "bad-compression", "its gzip data breaks off before the end", "try again later", retryable=True)
        body = plain
    if len(body) > MAX_BYTES:
        return _failure(url, source, "feed-too-large", f"the feed is larger than {MAX_BYTES // 1_000_000} MB", "list a smaller feed of the same site")
    return body


def _failure(url: str, source: Source, reason: str, what: str, way_out: str, retryable: bool = False) -> Failure:
    return Failure(
        subject=url or source.location, stage="feed", reason=reason, message=f"{what}; {way_out}", retryable=retryable, source=source.name or source.location
    )


def _read(text: str) -> RawFeed | None:
    if text.lstrip("\ufeff \t\r\n").startswith("{"):
        return feed_json.read(text)
    if feed_xml.root_start(text) < 0:
        return None
    bounded = feed_xml.bounded(text)
    return _read_xml(bounded.text, bounded.notes)


def _read_xml(text: str, notes: tuple[str, ...]) -> RawFeed | None:
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
    known = root is not None and root[1].lower() in _ROOTS
    if not (parsed.version or known):
        return None
    is_atom = (parsed.version or "").startswith("atom")
    return RawFeed(
        title=_plain(parsed.feed, "title", is_atom),
        link=parsed.feed.get("link") or "",
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


def _raw_entry(entry: Any, is_atom: bool) -> RawEntry:
    alternates = [link.get("href") for link in entry.get("links", ()) if link.get("rel") == "alternate" and "html" in link.get("type", "html")]
    contents = [part for part in entry.get("content", ()) if part.get("value")]
    html = [part["value"] for part in contents if "html" in part.get("type", "")]
    plain = [part["value"] for part in contents if "html" not in part.get("type", "") and "/" in part.get("type", "text/")]
    # dict.get: feedparser's own `get` answers `updated` with `published`, under a warning.
    moment = next((parsed for key in ("published_parsed", "updated_parsed", "created_parsed") if (parsed := dict.get(entry, key))), None)
    return RawEntry(
        links=tuple(link for link in (*alternates, entry.get("feedburner_origlink"), entry.get("link"), entry.get("id")) if link),
        identity=entry.get("id") or "",
        title=_plain(entry, "title", is_atom),
        dates=tuple(said for key in ("published", "updated", "created") if (said := dict.get(entry, key))),
        summary=entry.get("summary") or (plain[0] if plain and not html else ""),
        summary_is_html=_is_html(entry, "summary", is_atom),
        byline=_byline(entry),
        content=max(html, key=len, default=""),
        moment=_moment(moment),
    )


def _moment(parsed: Any) -> datetime | None:
    try:
        return datetime.fromtimestamp(timegm(parsed), UTC) if parsed else None
    except (ValueError, OverflowError, OSError):
        return None


_HTML = re.compile(r"</[a-z][a-z0-9]*\s*>|<(?:br|hr|img|p)\b[^<>]*>", re.IGNORECASE)


def _is_html(data: Any, key: str, is_atom: bool) -> bool:
    """Atom says so, and its plain text may speak of `<b>` and mean it; RSS does not say, so elements that end decide."""
    kind = (data.get(f"{key}_detail") or {}).get("type", "text/plain")
    return "html" in kind or (not is_atom and _HTML.search(data.get(key) or "") is not None)


def _plain(data: Any, key: str, is_atom: bool) -> str:
    value = data.get(key) or ""
    return plain_text.of_html(value) if _is_html(data, key, is_atom) else plain_text.unescaped(value)


def _byline(entry: Any) -> str:
    names = [person.get("name") for person in entry.get("authors", ()) if person.get("name")]
    return plain_text.of_html(", ".join(dict.fromkeys(names)) or entry.get("author") or "")


def _result(raw: RawFeed, url: str, source: Source) -> FeedResult:
    home = _joined(url, raw.link)
    base = home if raw.base_is_link and home else url
    notes = [*raw.notes, *([raw.broken] if raw.broken else [])]
    entries: list[Entry] = []
    seen: set[tuple[str, str]] = set()
    repeated, without_link = 0, []
    for stated in raw.entries:
        entry = _entry(stated, base, source)
        if not entry.url:
            without_link.append(entry.title or stated.identity)
            continue
        keys = _keys(entry, stated.identity)
        if seen.isdisjoint(keys):
            entries.append(entry)
        else:
            repeated += 1
        seen |= keys
    if without_link:
        notes.append(f"{len(without_link)} without a web address left out, the first: {without_link[0][:80]!r}")
    if repeated:
        notes.append(f"{repeated} repeated folded")
    if not raw.entries:
        notes.append("the feed has no entries")
    return FeedResult(plain_text.clean(raw.title), tuple(entries), tuple(notes))


def _entry(stated: RawEntry, base: str, source: Source) -> Entry:
    # An id may be an address, but is never completed to one: `tag1` is not a page.
    links = [link for link in stated.links if link != stated.identity or re.match(r"https?://|/", link.strip(), re.IGNORECASE)]
    texts = (
        plain_text.of_html(stated.summary, _PARAGRAPH) if stated.summary_is_html else plain_text.unescaped(stated.summary),
        plain_text.of_html(stated.content, _PARAGRAPH),
    )
    summary = texts[0] or texts[1]
    content = stated.content or (stated.summary if stated.summary_is_html and len(summary) >= FULL_TEXT else "")
    return Entry(
        url=next((address for link in links if (address := _joined(base, link))), ""),
        title=plain_text.clean(stated.title),
        published=_published(stated),
        summary=summary[:-500] + _TRAILERS.sub("", summary[-500:]),
        byline=plain_text.clean(stated.byline),
        source=source,
        content=content,
    )


def _published(stated: RawEntry) -> Stamp | None:
    for said in stated.dates:
        if stamp := feed_dates.stamp(said):
            return stamp
    if stated.moment and any(not said.isascii() and len(re.findall(r"\d+", said)) >= 2 for said in stated.dates):
        return feed_dates.of_moment(stated.moment)  # Korean, Greek, Hungarian spellings; its reading of others is too lenient
    return None


def _keys(entry: Entry, identity: str) -> set[tuple[str, str]]:
    """What makes two entries one: the same address, or the same page or id under the same title."""
    page = re.sub(r"^https?://(www\.)?", "", canonical(entry.url)).rstrip("/")
    title = entry.title.casefold()
    keys = {(page, title)}
    if identity and title:
        keys.add((f"id {identity}", title))
    return keys


def _joined(base: str, link: str) -> str:
    """Absolute http(s) address in ASCII, or empty. `javascript:`, `mailto:` and broken ones are none."""
    try:
        parts = urlsplit(urljoin(base, re.sub(r"[\t\r\n]", "", link.strip())))
        host = parts.hostname
    except ValueError:
        return ""
    if parts.scheme.lower() not in ("http", "https") or not host or re.search(r"\s", host):
        return ""
    query, path = (quote(part, safe="%/:?#@!$&'()*+,;=~-._[]|") for part in (parts.query, parts.path))
    return urlunsplit((parts.scheme.lower(), parts.netloc, path, query, quote(parts.fragment, safe="%/:?#@!$&'()*+,;=~-._")))
