"""A file of the editor's own, or standard input → entries: HTML, Markdown, plain text, PDF, .docx, saved mail, a saved feed.

A newsletter (.eml) gives an entry for each article that it links. An entry from a document carries the whole document as an HTML page in
`content`, ready for the extractor, and in `url` the address that the document itself states (`rel=canonical`, `og:url`, a saved page's
mark, front matter's `url` or `source`, a `Source:` line, a mail's `Archived-At`), else nothing: a link to a file on this machine is
none. Pure but for reading the file; arguments and results pickle.
"""

from __future__ import annotations

import contextlib
import json
import re
from pathlib import Path
from typing import Any, Literal
from urllib.parse import urlsplit

from drafter.collect import binary, feed_dates, feeds, letter, local_html, mail, newsletter, verdict
from drafter.collect.decode import decode
from drafter.collect.document import UnreadableError
from drafter.collect.lists.kind import kind_of
from drafter.collect.visible import line
from drafter.entities import Entry, Failure, Source, Stamp

MAX_BYTES = 16_000_000
"""Size of one document."""

_MAIL = (".eml", ".mht", ".mhtml")
_MARKDOWN = (".md", ".markdown", ".mdown", ".mkd")
_FRONT = re.compile(r"\A---[ \t]*\n(.*?\n)(?:---|\.\.\.)[ \t]*(?:\n|\Z)", re.DOTALL)
_STATED = re.compile(
    r"^\W{0,4}(source|url|link|from|date|published|author|by|来源|原文|原文链接|链接|日期|时间|发布时间|作者)\W{0,4}\s*[:：]\s*(.{1,500})$", re.IGNORECASE
)
_FIELDS = {
    **dict.fromkeys(("source", "url", "link", "from", "来源", "原文", "原文链接", "链接"), "url"),
    **dict.fromkeys(("date", "published", "日期", "时间", "发布时间"), "date"),
    **dict.fromkeys(("author", "by", "作者"), "author"),
}
_ADDRESS = re.compile(r"https?://[^\s<>\"'()，。；、（）【】]+", re.IGNORECASE)
_BINARY = (".pdf", ".docx")
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1a\x1c-\x1f]")
"""What no text holds."""
_SAVED_FROM = re.compile(r"<!--\s*saved from url=\(\d+\)\s*(https?://[^\s<>]+)|Page saved with SingleFile\s+url:\s*(https?://[^\s<>]+)", re.IGNORECASE)


def read(path: Path | Literal["-"], source: Source, stdin: str = "") -> tuple[Entry, ...] | Failure:
    """The entries of a file, or of `stdin`'s text for `-`: one of a document, many of a saved feed."""
    if path == "-":
        body = stdin.encode("utf-8", "surrogateescape" if re.search("[\udc80-\udcff]", stdin) else "replace")
        name = ""
    else:
        try:
            with path.open("rb") as file:
                body = file.read(MAX_BYTES + 1)
        except OSError as error:
            return _failure(source, "cannot-read", f"the file cannot be read: {error.strerror or error}", "check its name and permissions")
        name = path.name
    return read_body(body, name, source)


def read_body(body: bytes, name: str, source: Source) -> tuple[Entry, ...] | Failure:
    """The same for bytes that were in the file `name`, kept from an earlier run."""
    if len(body) > MAX_BYTES:
        return _failure(source, "too-large", f"the file is larger than {MAX_BYTES // 1_000_000} MB", "save the article alone")
    if not body.strip():
        return _failure(source, "no-text", "there is nothing in it", "save the article again")
    ending = Path(name).suffix.lower()
    if feeds.looks_like_feed(body, ""):
        result = feeds.parse(body, "", "", source)
        return result if isinstance(result, Failure) else tuple(entry.model_copy(update={"local_path": None}) for entry in result.entries)
    is_html = ending in (".html", ".htm", ".xhtml") or body[:300].lstrip(b"\xef\xbb\xbf \t\r\n")[:1] == b"<"
    if not is_html and (found := _binary(body, source)) is not None:
        return found
    text = decode(body, kind="html" if is_html else "text")
    if ending in _BINARY or _CONTROL.search(text) or body.startswith(b"PK\x03\x04"):
        return _failure(source, "not-text", "this is no text, HTML, Markdown, PDF, .docx or mail", "save the article as a web page (.html), PDF or text")
    return _document(body, text, name, ending, is_html, source)


def _document(body: bytes, text: str, name: str, ending: str, is_html: bool, source: Source) -> tuple[Entry, ...] | Failure:
    kind = kind_of(text, name) if ending not in (*_MAIL, *_MARKDOWN, ".txt", "") else "document"
    if kind != "document":
        return _failure(source, "is-a-list", f"this is a list of sources ({kind})", "name it under `digest.sources` or on the command line, not inside a list")
    if ending in _MAIL or (not ending and re.match(rb"(?:From |[A-Za-z-]+: )[^\n]*\n(?:[ \t][^\n]*\n|[A-Za-z-]+:[^\n]*\n)+\r?\n", body)):
        found = mail.read(body)
        if found is None:
            return _failure(source, "not-a-mail", "it has no mail header", "save the mail as .eml")
        return _of_letter(found, source) if ending == ".eml" else (_of_mail(found, source),)  # .mht is a page that a browser saved
    if is_html:
        return (_of_html(text, source),)
    if ending in _MARKDOWN or _FRONT.match(text.replace("\r\n", "\n")) or (not ending and re.search(r"^#{1,3} \S", text, re.MULTILINE)):
        return (_of_markdown(text, source),)
    return (_of_text(text, source),)


def _binary(body: bytes, source: Source) -> tuple[Entry, ...] | Failure | None:
    """Of a PDF or .docx; None when it is neither."""
    try:
        found = binary.read(body)
    except UnreadableError as error:
        wrong, way_out = verdict.WAYS_OUT[error.reason]
        return _failure(source, error.reason, f"the file {wrong}", way_out)
    return None if found is None else (_entry(source, found.title, found.page(), "", found.published, found.byline),)


def _failure(source: Source, reason: str, what: str, way_out: str) -> Failure:
    return Failure(
        subject=source.location,
        stage="sources",
        reason=reason,
        message=f"{source.origin}: {what} ({source.location}); {way_out}",
        source=source.name or source.location,
    )


def _entry(source: Source, title: str, content: str, url: str, published: Stamp | None, byline: str) -> Entry:
    stem = "" if source.location == "-" else Path(source.location).stem
    return Entry(
        url=url, title=line(title) or source.name or stem, published=published, byline=line(byline), source=source, local_path=source.location, content=content
    )


def _of_html(text: str, source: Source) -> Entry:
    stated = _head(text)
    said = _SAVED_FROM.search(text[:5000])
    urls = (stated.get("canonical", ""), stated.get("og:url", ""), *(said.groups() if said else ()))
    return _entry(source, stated.get("title", ""), text, _first_address(*(url or "" for url in urls)), _stamp(stated.get("date", "")), stated.get("author", ""))


def _head(text: str) -> dict[str, str]:
    """What a page's head says: `canonical`, `og:url`, `title`, `date`, `author`."""
    from lxml import etree
    from lxml import html as lxml_html

    from drafter.collect.vocabulary import DATE_META

    try:
        root = lxml_html.document_fromstring(text.encode("utf-8", "replace"), parser=lxml_html.HTMLParser(encoding="utf-8"))
    except (etree.ParserError, etree.XMLSyntaxError):
        return {}
    stated: dict[str, str] = {}
    for node in root.iter("link", "meta", "title", "h1"):
        _take(stated, node, DATE_META)
    stated["title"] = stated.get("og:title") or stated.get("h1") or stated.get("title", "")
    return stated


def _take(stated: dict[str, str], node: Any, date_names: frozenset[str]) -> None:
    """First word on each counts."""
    if node.tag in ("title", "h1"):
        stated.setdefault(node.tag, line(node.text_content()))
    elif node.tag == "link":
        if "canonical" in (node.get("rel") or "").lower().split():
            stated.setdefault("canonical", (node.get("href") or "").strip())
    elif content := (node.get("content") or "").strip():
        name = (node.get("property") or node.get("name") or node.get("itemprop") or "").strip().lower()
        stated.setdefault("date" if name in date_names else name, content)


def _of_letter(found: mail.Mail, source: Source) -> tuple[Entry, ...] | Failure:
    """The mail as an article, or the articles that a newsletter links; undated, since the letter's day is not theirs."""
    offered = newsletter.offers(found.html, found.text, found.subject)
    if not offered:
        return (_of_mail(found, source),)
    if any(offer.wrapped for offer in offered):  # such an address may name the subscriber, and a list's entries are kept with the edition
        said = f"this is a newsletter of {len(offered)} articles whose addresses its mailer hides"
        return _failure(source, "newsletter", said, f"`drafter add {source.location}` finds out where they lead and takes each article")
    return tuple(Entry(url=offer.url, title=offer.title, summary=offer.blurb, source=source) for offer in offered)


def _of_mail(found: mail.Mail, source: Source) -> Entry:
    stated = _head(found.html) if found.html else {}
    url = _first_address(found.url, stated.get("canonical", ""), stated.get("og:url", ""))
    stamp = feed_dates.stamp(found.date)
    if found.html:
        content = letter.page_without_wrapping(found.html, found.site) if found.site else found.html
    else:
        text = local_html.of_text(letter.without_wrapping(found.text))
        content = letter.named(local_html.page(found.subject, text, stamp.value if stamp else "", url), found.site)
    return _entry(source, found.subject or stated.get("title", ""), content, url, stamp, found.sender)


def _of_markdown(text: str, source: Source) -> Entry:
    text = text.replace("\r\n", "\n").lstrip("\ufeff")
    front = _FRONT.match(text)
    stated = _front(front[1]) if front else {}
    text = text[front.end() :] if front else text
    if stated.get("format") == "plain":  # the inbox's: nothing in the text is markup, and its header says all there is to say
        made = _made(source, stated["title"], local_html.of_text(text), stated)
        return made.model_copy(update={"content": letter.named(made.content, line(stated["site"]))})
    lead, text = _stated_lines(text)
    heading = re.search(r"^\s{0,3}#\s+(.+?)\s*#*\s*$", text, re.MULTILINE)
    title = stated.get("title") or (local_html.words(heading[1]) if heading else "")
    if heading and line(local_html.words(heading[1])) == line(title):
        text = text[: heading.start()] + text[heading.end() :]
    return _made(source, title, local_html.of_markdown(text), lead | {key: said for key, said in stated.items() if said})


def _of_text(text: str, source: Source) -> Entry:
    text = text.replace("\r\n", "\n").lstrip("\ufeff")
    stated, text = _stated_lines(text)
    first, _, rest = text.strip().partition("\n")
    title = line(first)
    if not rest.strip() or len(title) > 120 or title.endswith(("。", ".")):
        return _made(source, "", local_html.of_text(text), stated)
    return _made(source, title, local_html.of_text(rest), stated)


def _made(source: Source, title: str, body: str, stated: dict[str, str]) -> Entry:
    url, stamp = _first_address(stated.get("url", "")), _stamp(stated.get("date", ""))
    return _entry(source, title, local_html.page(line(title), body, stamp.value if stamp else "", url), url, stamp, stated.get("author", ""))


def _front(text: str) -> dict[str, str]:
    """Front matter's `title`, `date`, `author` and address; a broken one states nothing of them but its plain lines."""
    stated: dict[str, str] = {}
    for said in text.split("\n"):
        key, colon, value = said.partition(":")
        if colon and key == key.strip():
            stated.setdefault(key.lower(), _unquoted(value.strip()))
    keys = ("canonical_url", "canonical", "original_url", "url", "source_url", "source", "link", "permalink")
    url = _first_address(*(stated.get(key, "") for key in keys))
    return {key: stated.get(key, "") for key in ("title", "date", "author", "site", "format")} | {"url": url}


def _unquoted(value: str) -> str:
    """A YAML value on one line as the text it stands for; one that is not well quoted without the quotes at its ends."""
    if value[:1] == '"':
        with contextlib.suppress(ValueError):
            said, end = json.JSONDecoder().raw_decode(value)
            return str(said) if re.fullmatch(r"\s*(?:#.*)?", value[end:]) else value.strip("\"'")
    return value.strip("\"'").replace("''", "'") if value[:1] == "'" else value.strip("\"'")


def _stated_lines(text: str) -> tuple[dict[str, str], str]:
    """`Source: https://…`, `日期：…` among the first lines; they are taken out, since they are about the text and not of it."""
    stated: dict[str, str] = {}
    lines = text.split("\n")
    kept: list[str] = []
    for number, said in enumerate(lines):
        match = _STATED.match(said.strip()) if number < 12 else None
        field = _FIELDS[match[1].lower()] if match else ""
        if match and _says(field, match[2]) and field not in stated:
            address = _ADDRESS.search(match[2])
            stated[field] = address[0] if field == "url" and address else match[2].strip(" *_")
        else:
            kept.append(said)
    return stated, "\n".join(kept)


def _says(field: str, value: str) -> bool:
    if field == "url":
        return _ADDRESS.search(value) is not None
    return _stamp(value) is not None if field == "date" else len(value) <= 80


def _stamp(said: str) -> Stamp | None:
    return feed_dates.stamp(said) if said else None


def _first_address(*urls: str) -> str:
    for url in urls:
        try:
            if urlsplit(url.strip()).scheme in ("http", "https") and urlsplit(url.strip()).hostname:
                return url.strip()
        except ValueError:
            continue
    return ""
