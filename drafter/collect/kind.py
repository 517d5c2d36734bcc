"""What kind of article something is, by stated rules: its site, its address, its title's words, its first lines. English and Chinese.

A rule speaks only where it is nearly always right; what none speaks of is `news`. So a report *about* a white paper, a summit or a
filing stays news: title rules ask that the title names the thing itself and tells of nothing that happened to it.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from urllib.parse import urlsplit

from drafter.collect import kind_words
from drafter.collect.canonical import host_of
from drafter.entities import Article, ArticleKind

_LEAD = 600
"""Characters of the beginning that are read."""
_TAIL = 1500

Found = tuple[ArticleKind, str]


def kind_of(article: Article) -> Found:
    """The kind proposed for an article, and why, for the editor."""
    if article.event is not None and kind_words.EVENT_CALL.search(article.text[:_LEAD]) and not _tells(article.title):
        return "event-listing", "the page describes one event as data"
    return propose(article.url, article.title, article.text[:_LEAD], article.text[-_TAIL:])


def propose(url: str, title: str, lead: str = "", tail: str = "") -> Found:
    """The same from an address, a title and the text's beginning and end, as far as they are known."""
    host = host_of(url)
    for rule in _RULES:
        found = rule(_Seen(url, host, title.strip(), lead.strip(), tail))
        if found:
            return found
    return "news", "no rule says otherwise"


class _Seen:
    """What the rules look at."""

    def __init__(self, url: str, host: str, title: str, lead: str, tail: str) -> None:
        self.host, self.title, self.lead, self.tail = host, title, lead, tail
        try:
            parts = urlsplit(url)
            self.path, self.query = parts.path or "/", parts.query
        except ValueError:
            self.path, self.query = "/", ""
        self.address = f"{host}{self.path}"
        self.tells = _tells(title)


def _tells(title: str) -> bool:
    return kind_words.HAPPENED.fullmatch(title) is not None


def _on(host: str, hosts: frozenset[str]) -> bool:
    return any(host == one or host.endswith("." + one) for one in hosts)


def _filing(seen: _Seen) -> Found | None:
    if _on(seen.host, kind_words.FILING_HOSTS) or kind_words.FILING_PATHS.search(seen.address):
        return "filing", f"{seen.host} holds companies' filings"
    if kind_words.FILING_LEAD.match(seen.lead.replace("\n", " ")):
        return "filing", "it begins as a listed company's announcement does"
    return (
        ("filing", "its title is that of a filing")
        if kind_words.FILING_TITLE.fullmatch(seen.title) and not re.search("解读|点评|看点|速览", seen.title)
        else None
    )


def _event_by_host(seen: _Seen) -> Found | None:
    listed = _on(seen.host, kind_words.EVENT_HOSTS) or (seen.host.startswith(("events.", "event.", "meetup.")) and not seen.tells)
    return ("event-listing", f"{seen.host} lists events") if listed else None


def _aggregator(seen: _Seen) -> Found | None:
    if _on(seen.host, kind_words.AGGREGATOR_HOSTS):
        return "aggregator", f"{seen.host} collects others' stories"
    return ("aggregator", "its title is that of a round-up") if kind_words.AGGREGATOR_TITLE.fullmatch(seen.title) else None


def _regulator(seen: _Seen) -> Found | None:
    if _on(seen.host, kind_words.REGULATOR_HOSTS) or kind_words.GOVERNMENT.search(seen.host):
        return "regulator", f"{seen.host} is an authority's site"
    return None


def _release(seen: _Seen) -> Found | None:
    if _on(seen.host, kind_words.WIRES):
        return "press-release", f"{seen.host} distributes press releases"
    if kind_words.RELEASE_LEAD.match(seen.lead.replace("\n", " ")):
        return "press-release", "it begins as a press release does"
    if seen.host.startswith(("newsroom.", "press.", "pressroom.", "presse.")):
        return "press-release", f"{seen.host} is a press room"
    if kind_words.RELEASE_PATH.search(seen.path):
        return "press-release", f"it stands in the site's press room ({seen.path[:40]})"
    marks = {found[0].lower()[:12] for found in kind_words.RELEASE_TAIL.finditer(seen.tail)}
    return ("press-release", "it ends with a press contact and a notice") if len(marks) >= 2 else None


def _event(seen: _Seen) -> Found | None:
    named = kind_words.EVENT_TITLE.fullmatch(seen.title) is not None and not seen.tells
    calls = kind_words.EVENT_CALL.search(seen.lead) is not None
    if kind_words.EVENT_NOTICE.fullmatch(seen.title):
        return "event-listing", "its title announces an event"
    if named and (kind_words.EVENT_PATH.search(seen.path) or calls):
        return "event-listing", "it announces an event" + (" and asks to take part" if calls else f" ({seen.path[:40]})")
    return (
        ("event-listing", f"it stands among events and asks to take part ({seen.path[:40]})")
        if kind_words.EVENT_PATH.search(seen.path) and calls and not seen.tells
        else None
    )


def _opinion(seen: _Seen) -> Found | None:
    if kind_words.OPINION_TITLE.fullmatch(seen.title):
        return "opinion", "its title says so"
    if kind_words.OPINION_HOST.search(seen.host) or kind_words.OPINION_PATH.search(seen.path):
        return "opinion", f"it stands in the site's opinion pages ({seen.path[:40]})"
    return None


def _report(seen: _Seen) -> Found | None:
    if _on(seen.host, kind_words.REPORT_HOSTS):
        return "report", f"{seen.host} holds papers"
    if seen.tells:
        return None
    if kind_words.REPORT_TITLE_ZH.fullmatch(seen.title):
        return "report", "its title is that of a report"
    placed = kind_words.REPORT_PATH.search(seen.address) or seen.path.lower().endswith(".pdf")
    return (
        ("report", f"its title is that of a report, and so is its place ({seen.path[:40]})")
        if placed and kind_words.REPORT_TITLE.fullmatch(seen.title)
        else None
    )


_RULES: tuple[Callable[[_Seen], Found | None], ...] = (_filing, _event_by_host, _regulator, _release, _aggregator, _event, _opinion, _report)
"""The first that speaks counts: whose site it is before what its title says."""
