"""What a page says about itself: title, byline, site, language, addresses and dates. Reads a parsed tree, changes nothing.

The title is the one a reader sees: the headline where the page's data agree with it, without the site's name. A bare date is none.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from drafter.collect import dated_title, dates
from drafter.collect.canonical import host_of
from drafter.collect.visible import line
from drafter.entities import Stamp

_ARTICLE = re.compile(r"(Article|Posting|Report|Review|OpinionNewsArticle|Event)$")
_JSON_LIMIT = 1_000_000
_SITE_MARKS = re.compile(r"\s+[-–—|·•»«›‹_:/]+\s+|\s*[|｜_]+\s*|\s*[-–—]{1,2}(?=[^-–—]*$)")
_BY = re.compile(r"^(by|von|作者|记者|文|撰文|本报记者|author)\s*[:：|｜/丨]?\s*", re.I)
_NAMES_ZH = r"[\u4e00-\u9fff·]{2,6}(?:[ 、，,][\u4e00-\u9fff·]{2,6}){0,3}"
_NAME_LATIN = r"[A-Z][\w.]+(?: [A-Z][\w.]+){0,3}"
_BYLINE_ZH = re.compile(rf"(?:作者|记者|撰文|文)\s*[:：|｜/丨]\s*({_NAMES_ZH}|{_NAME_LATIN})(?=$|[\s|｜()（）])")
_CHINESE_SITE = re.compile(r"[\u4e00-\u9fffA-Za-z]{1,8}(网|网站|日报|晚报|早报|在线|频道|客户端|公众号|博客|社区)")
_NO_NAME = re.compile(
    r"https?:|^www\.|@\w+\.\w|^\W*\d+\W*$|"
    r"^(admin|administrator|editor|staff|guest|null|undefined|none|index|no author|unknown|未知|佚名|本站|网络)$",
    re.I,
)
_BY_DATA = '//*[@itemprop="author"][not(self::meta)] | //a[contains(concat(" ", @rel, " "), " author ")]'
_BY_NAME = '//*[contains(@class, "byline") or @class="author" or @class="author-name"]'


@dataclass(frozen=True)
class Stated:
    """Empty strings and None where the page says nothing."""

    title: str
    byline: str
    site: str
    language: str
    canonical: str
    published: Stamp | None
    event: Stamp | None
    kind: str
    """`article`, `list` or `` as the page's data have it."""
    free: bool
    """False when its data say that reading it needs a subscription."""
    body: str
    """The article's text as data; pages that need scripts often carry it."""


def read(tree: Any, url: str, fetched_at: datetime) -> Stated:
    """Everything the page states; `tree` is the whole page, scripts included."""
    nodes = list(_data(tree))
    articles = [node for node in nodes if any(_ARTICLE.search(kind) for kind in _kinds(node))]
    meta = list(_meta(tree))
    site = _site(meta, articles, url)
    dated = articles or [node for node in nodes if "WebPage" in _kinds(node)]
    return Stated(
        title=_title(tree, meta, articles, (site, host_of(url))),
        byline=_byline(tree, meta, articles, site),
        site=site or host_of(url),
        language=tree.get("lang") or tree.get("{http://www.w3.org/XML/1998/namespace}lang") or _first(meta, "og:locale", "content-language", "language"),
        canonical=_link(tree, "canonical"),
        published=dates.stated(tree, dated[:1], meta, fetched_at),
        event=dates.event(nodes),
        kind=_kind(nodes, articles, meta),
        body=max((str(node.get("articleBody") or "") for node in articles), key=len, default=""),
        free=not any(str(node.get("isAccessibleForFree", "")).lower() == "false" for node in nodes),
    )


def _data(tree: Any) -> Iterator[dict[str, Any]]:
    """Top-level JSON-LD nodes, `@graph` and `mainEntity` opened. Unreadable data are a page's own fault and say nothing."""
    for script in tree.iter("script"):
        if "ld+json" not in (script.get("type") or "") or not script.text or len(script.text) > _JSON_LIMIT:
            continue
        try:
            said = json.loads(re.sub(r"^\s*(<!--|//<!\[CDATA\[)|(-->|//\]\]>)\s*$|;\s*$", "", script.text), strict=False)
        except (ValueError, RecursionError):
            continue
        yield from _nodes(said)


def _nodes(said: Any, depth: int = 0) -> Iterator[dict[str, Any]]:
    if isinstance(said, list):
        for one in said[:200]:
            yield from _nodes(one, depth)
    elif isinstance(said, dict) and depth < 3:
        yield said
        for key in ("@graph", "mainEntity", "mainEntityOfPage"):
            yield from _nodes(said.get(key), depth + 1)


def _kinds(node: dict[str, Any]) -> list[str]:
    kinds = node.get("@type", "")
    return [str(kind) for kind in kinds] if isinstance(kinds, list) else [str(kinds)]


def _meta(tree: Any) -> Iterator[tuple[str, str]]:
    for element in tree.iter("meta"):
        name = element.get("property") or element.get("name") or element.get("itemprop") or element.get("http-equiv")
        content = (element.get("content") or "").strip()
        if name and content:
            yield name.strip().lower(), content


def _first(meta: list[tuple[str, str]], *names: str) -> str:
    """The first non-empty of `names`, in their order."""
    said = dict(reversed(meta))
    return next((said[name] for name in names if name in said), "")


def _link(tree: Any, rel: str) -> str:
    return next((element.get("href") or "" for element in tree.iter("link") if rel in (element.get("rel") or "").lower().split()), "")


def _kind(nodes: list[dict[str, Any]], articles: list[dict[str, Any]], meta: list[tuple[str, str]]) -> str:
    if articles or _first(meta, "og:type").lower() in ("article", "news", "blog"):
        return "article"
    kinds = {kind for node in nodes for kind in _kinds(node)}
    return "list" if kinds & {"CollectionPage", "ItemList", "SearchResultsPage", "Blog"} else ""


def _site(meta: list[tuple[str, str]], articles: list[dict[str, Any]], url: str) -> str:
    publisher: dict[str, Any] = next((node["publisher"] for node in articles if isinstance(node.get("publisher"), dict)), {})
    name = line(_first(meta, "og:site_name") or str(publisher.get("name") or "") or _first(meta, "application-name", "al:android:app_name"))
    return "" if len(name) > 60 or name.lower() == url.lower() else name


def _title(tree: Any, meta: list[tuple[str, str]], articles: list[dict[str, Any]], sites: tuple[str, ...]) -> str:
    head = line(next((element.text_content() for element in tree.iter("title") if element.text), ""))
    shared = line(_first(meta, "og:title", "twitter:title", "parsely-title", "dc.title"))
    headline = next((line(str(node["headline"])) for node in articles if isinstance(node.get("headline"), str)), "")
    names = {_bare(site) for site in sites}
    stated = [said for told in (shared, headline, head) if (said := without_site(told, sites)) and _heads(said, names)]
    seen = [said for element in tree.iter("h1") if (said := line(element.text_content())) and len(said) <= 300 and _heads(without_site(said, sites), names)]
    for heading in seen:
        for said in stated:
            if agreed := _agreed(heading, said):
                return agreed
    if len(seen) == 1 and any(_alike(seen[0], said) for said in stated):
        return seen[0]
    return (stated or seen or [""])[0]


def _heads(title: str, sites: set[str]) -> bool:
    """Whether it heads this page: the site's name heads all of them, a bare date says nothing of what is in it."""
    return not dated_title.is_date(title) and _bare(title) not in sites


def _agreed(heading: str, said: str) -> str:
    """What is the title of both when one holds the other, empty when they differ. A section may stand before the heading, a site behind what is said."""
    one, other = _bare(heading), _bare(said)
    if len(one) < 4 or len(other) < 4 or min(len(one), len(other)) < 0.5 * max(len(one), len(other)):
        return ""
    if one in other or one.startswith(other):
        return heading
    return said if other in one else ""


def _alike(heading: str, said: str) -> bool:
    """Two wordings of one headline: half of the shorter one's words are in the other."""
    one, other = (set(re.findall(r"[^\W_]{3,}|[\u4e00-\u9fff]", text.lower())) for text in (heading, said))
    return len(one & other) >= 3 and len(one & other) * 2 >= min(len(one), len(other))


def _bare(text: str) -> str:
    return re.sub(r"\W+", "", text.lower())


def without_site(title: str, sites: tuple[str, ...]) -> str:
    """Without ` - Site` behind it or `Site » ` before it; unknown parts stay, they may belong to the title."""
    known = {_bare(site) for site in sites if site} | {_bare(site.split(".")[0]) for site in sites if site}
    chinese = re.match("([^_]{6,})_", title)  # `title_channel_site` is the custom of Chinese sites
    if chinese and re.search("[\u4e00-\u9fff]", chinese[1]):
        return chinese[1].strip()
    while True:
        cut = [mark for mark in _SITE_MARKS.finditer(title) if mark.start() > 0]
        tail = next((mark for mark in cut if _is_site(title[mark.end() :], known)), None)
        head = next((mark for mark in cut[:1] if _is_site(title[: mark.start()], known | {"blogarchive"})), None)
        if tail is not None:
            title = title[: tail.start()].rstrip()
        elif head is not None:
            title = title[head.end() :].lstrip()
        else:
            return title


def _is_site(tail: str, known: set[str]) -> bool:
    bare = _bare(tail)
    if _CHINESE_SITE.fullmatch(tail):
        return True
    return bool(bare) and (bare in known or re.sub(r"(com|org|net|cn)+$", "", bare) in known or any(len(site) > 3 and bare.startswith(site) for site in known))


def _byline(tree: Any, meta: list[tuple[str, str]], articles: list[dict[str, Any]], site: str) -> str:
    for said in _authors(tree, meta, articles):
        names = [_BY.sub("", line(name)).strip(" ,;|") for name in said]
        names = [name for name in dict.fromkeys(names) if 1 < len(name) <= 60 and not _NO_NAME.search(name) and _bare(name) != _bare(site)]
        names = [name for name in names if not any(other != name and other.startswith(name) for other in names)]
        if names:
            return ", ".join(names[:6])
    return ""


def _authors(tree: Any, meta: list[tuple[str, str]], articles: list[dict[str, Any]]) -> Iterator[list[str]]:
    """Lists of names, the most trusted place first."""
    for node in articles[:1]:
        authors = node.get("author") or node.get("creator") or []
        yield [str(one.get("name") or "") if isinstance(one, dict) else str(one) for one in (authors if isinstance(authors, list) else [authors])]
    for key in ("parsely-author", "author", "article:author", "byl", "dc.creator", "sailthru.author", "dcterms.creator"):
        yield [content for name, content in meta if name == key]
    yield [
        element.text_content()[:80]
        for element in tree.xpath('//*[@itemprop="author"][not(self::meta)] | //a[contains(concat(" ", @rel, " "), " author ")]')[:4]
    ]
    yield [
        element.text_content()
        for element in tree.xpath('//*[contains(@class, "byline") or @class="author" or @class="author-name"]')[:2]
        if len(element.text_content()) < 80
    ]
    for element in tree.iter("span", "p", "div", "em", "i"):
        if len(element) < 3 and element.text and len(element.text) < 60 and (match := _BYLINE_ZH.search(element.text.strip())):
            yield re.split(r"[ 、，,]", match[1]) if re.match("[\u4e00-\u9fff]", match[1]) else [match[1]]
            return
