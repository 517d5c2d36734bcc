"""Feed bytes → entries: RSS, Atom, RDF and CDF by `feed_parsed`, JSON Feed by `feed_json`. Pure; runs in a worker process.

Text is decoded and made harmless first (`decode`, `feed_xml`), so feedparser sees only UTF-8 without a document type. Its own
sanitising and link rewriting stay off: they take most of its time, and nothing here is shown as HTML.
`max_items` of a source is not applied here: which entries are the newest *in the window* is known later.
"""

from __future__ import annotations

import re
import zlib
from dataclasses import dataclass
from urllib.parse import quote, urljoin, urlsplit, urlunsplit

from drafter.collect import feed_dates, feed_json, feed_parsed, feed_xml, plain_text
from drafter.collect.canonical import canonical, host_of, same_site
from drafter.collect.decode import decode
from drafter.collect.feed_entry import RawEntry, RawFeed
from drafter.entities import Entry, Failure, Source, Stamp

MAX_BYTES = 16_000_000
"""Unpacked size of a feed."""
FULL_TEXT = 1000
"""Characters of plain text from which an HTML description is the article itself."""

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
        return name is not None and name[1].lower() in feed_xml.ROOTS
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
    return feed_parsed.read(bounded.text, bounded.notes)


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
