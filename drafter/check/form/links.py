"""Where links lead and whose text stands above them: from fetch records and words alone."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection, Iterator, Mapping
from datetime import date
from urllib.parse import urlsplit

from drafter.check.codes import raised
from drafter.check.statements import name_of, placed, spot
from drafter.check.text import CheckedText, ItemText
from drafter.entities import Article, Flag, Link

_ADDRESS = re.compile(r"(?i)(?<![A-Za-z])https?://[^\s<>\"“”（）()，。；、]+")
_MEASURING = re.compile(r"^(?:utm_|fbclid$|gclid$|mc_[ce]id$|spm$|from$|ref$)", re.IGNORECASE)
_TAIL = re.compile(r"\s*[|｜_–—·»-]\s*[^|｜_–—·»]{1,40}$")
"""` | Site name` at a title's end."""
_TOKEN = re.compile(r"[A-Z\u00c0-\u00de][A-Za-z\u00c0-\u024f&.’'-]{2,}|\d[\d.,]*\d")
_LONGEST_TITLE = 500
_LEAST_TOKENS, _MOST_TOKENS = 5, 60
_FOREIGN_SHARE, _OWN_SHARE = 0.75, 0.25


def link_flags(
    text: CheckedText, articles: Mapping[str, Article], known_urls: Collection[str] | None, window: tuple[date, date] | None = None
) -> tuple[Flag, ...]:
    """Links and items against the pages that were read. `known_urls` None: nobody knows which were, so none is called foreign.

    `window`: first and last day of the edition, both included; None leaves dates alone.
    """
    return (
        *_foreign(text, articles, known_urls),
        *_twice(text),
        *_titles(text, articles),
        *_crossed(text, articles),
        *_dates(text, window),
    )


def same_page(url: str) -> str:
    """The address without what does not change the page: scheme, `www.`, fragment, measuring parameters, a last slash."""
    try:
        parts = urlsplit(url.strip())
        host = (parts.hostname or "").removeprefix("www.") + (f":{parts.port}" if parts.port else "")
    except ValueError:
        return url.strip()
    query = "&".join(sorted(part for part in parts.query.split("&") if part and not _MEASURING.match(part.partition("=")[0])))
    return f"{host}{parts.path.rstrip('/')}" + (f"?{query}" if query else "")


def _links(item: ItemText) -> tuple[Link, ...]:
    """Those that lead anywhere: an item's source may be a file without an address."""
    return tuple(link for link in (item.link, *item.further) if link and link.url)


def _foreign(text: CheckedText, articles: Mapping[str, Article], known_urls: Collection[str] | None) -> Iterator[Flag]:
    if known_urls is None:
        return
    known = {same_page(url) for url in known_urls}
    known |= {same_page(url) for article in articles.values() for url in (article.url, *(link.url for link in article.further))}
    for item in text.items:
        for link in _links(item):
            if same_page(link.url) not in known:
                yield raised("foreign-link", name_of(item), f"{link.url} was not read for this digest", words=link.url, source=link.url)
    for one in placed(text):
        for found in _ADDRESS.finditer(one.said.text):
            if same_page(found.group().rstrip(".,;:!?")) not in known:
                yield raised("foreign-link", one.where, f"{found.group()} was not read for this digest", source=found.group(), **spot(one.said, *found.span()))


def _twice(text: CheckedText) -> Iterator[Flag]:
    first: dict[str, ItemText] = {}
    for item in text.items:
        if item.link is None or not item.link.url:
            continue
        other = first.setdefault(same_page(item.link.url), item)
        if other is not item:
            message = f"“{name_of(other)}” has the same source"
            yield raised("same-link-twice", name_of(item), message, words=item.link.url, nearest=name_of(other), source=item.link.url)


def _titles(text: CheckedText, articles: Mapping[str, Article]) -> Iterator[Flag]:
    pages = {same_page(article.url): article for article in articles.values() if article.url}
    for item, link in ((one, link) for one in text.items for link in _links(one)):
        page = pages.get(same_page(link.url))
        if page is None or not page.title or not link.title or _alike(link.title, page.title):
            continue
        other = next((article for article in articles.values() if article is not page and _alike(link.title, article.title)), None)
        message = f"the page is titled “{page.title}”" + (f"; “{link.title}” is the title of {other.url or other.source.location}" if other else "")
        yield raised(
            "link-title-differs", name_of(item), message, severity=None if other or not _near(link.title, page.title) else "INFO",
            words=link.title, nearest=page.title, source=link.url,
        )  # fmt: skip


def _letters(title: str) -> str:
    return "".join(character for character in unicodedata.normalize("NFKC", title).casefold() if character.isalnum())


def _alike(one: str, other: str) -> bool:
    """The same title, a site's name at the end of either left aside, or cut short."""
    one, other = one[:_LONGEST_TITLE], other[:_LONGEST_TITLE]
    ones, others = {_letters(one), _letters(_TAIL.sub("", one))} - {""}, {_letters(other), _letters(_TAIL.sub("", other))} - {""}
    if ones & others or not ones or not others:
        return True
    short, long = sorted((_letters(one), _letters(other)), key=len)
    return len(short) >= 8 and long.startswith(short)


def same_title(one: str, other: str) -> bool:
    """Whether two titles name the same page."""
    return _alike(one, other)


def _near(one: str, other: str) -> bool:
    """Half of the shorter title's three-character runs stand in the longer one."""
    short, long = sorted((_letters(one), _letters(other)), key=len)
    runs = {short[at : at + 3] for at in range(len(short) - 2)}
    return bool(runs) and sum(run in long for run in runs) * 2 >= len(runs)


def _crossed(text: CheckedText, articles: Mapping[str, Article]) -> Iterator[Flag]:
    """Names and figures of an item that its own articles lack and another item's have: nearly all of them, or it is left alone."""
    texts = {item.id: _folded(" ".join(f"{articles[key].title} {articles[key].text}" for key in item.article_ids if key in articles)) for item in text.items}
    for item in text.items:
        said = " ".join(said.text for said in (item.headline, *item.said))
        tokens = list(dict.fromkeys(_folded(token) for token in _TOKEN.findall(said)))[:_MOST_TOKENS]
        if len(tokens) < _LEAST_TOKENS or not texts[item.id] or _share(tokens, texts[item.id]) > _OWN_SHARE:
            continue
        other = max((one for one in text.items if one.id != item.id), key=lambda one: _share(tokens, texts[one.id]), default=None)
        if other and _share(tokens, texts[other.id]) >= _FOREIGN_SHARE:
            message = f"its names and figures stand in the source of “{name_of(other)}”, not in its own"
            yield raised(
                "cross-wired",
                name_of(item),
                message,
                words=name_of(item),
                nearest=name_of(other),
                source=other.link.url if other.link else "",
            )


def _folded(text: str) -> str:
    return text.replace("’", "'").replace(",", "").casefold()


def _share(tokens: Collection[str], text: str) -> float:
    return sum(token in text for token in tokens) / len(tokens)


def _dates(text: CheckedText, window: tuple[date, date] | None) -> Iterator[Flag]:
    if window is None:
        return
    first, last = window
    for item in text.items:
        if item.published is None:
            yield raised("undated", name_of(item), "its source states no date that was found")
        elif not first <= item.published <= last:
            message = f"published on {item.published.isoformat()}; the edition has {first.isoformat()} to {last.isoformat()}"
            yield raised("outside-window", name_of(item), message, words=item.published.isoformat())
