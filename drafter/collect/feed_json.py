"""JSON Feed 1 and 1.1, read leniently: a field of the wrong type is as good as absent."""

from __future__ import annotations

import json
from typing import Any

from drafter.collect.feed_entry import RawEntry, RawFeed
from drafter.collect.feed_xml import MAX_ENTRIES


def is_json_feed(text: str) -> bool:
    """By its head alone; cheap enough to ask of any page."""
    head = text[:2000].lstrip("\ufeff \t\r\n")
    return head.startswith("{") and ("jsonfeed.org" in head or ('"items"' in head and '"version"' in head))


def read(text: str) -> RawFeed | None:
    """None when it is no JSON or has no list of items."""
    try:
        data = json.loads(text.lstrip("\ufeff"))
    except (ValueError, RecursionError):  # ValueError: also integers beyond the interpreter's limit
        return None
    items = data.get("items") if isinstance(data, dict) else None
    if not isinstance(items, list):
        return None
    everyone = _byline(data)
    entries = tuple(_entry(item, everyone) for item in items[:MAX_ENTRIES] if isinstance(item, dict))
    notes = (f"it has more than {MAX_ENTRIES} entries; the first {MAX_ENTRIES} are read",) if len(items) > MAX_ENTRIES else ()
    return RawFeed(title=_text(data, "title"), link=_text(data, "home_page_url"), entries=entries, notes=notes)


def _entry(item: dict[str, Any], everyone: str) -> RawEntry:
    html, plain = _text(item, "content_html"), _text(item, "content_text")
    identity = item.get("id")
    return RawEntry(
        links=tuple(link for link in (_text(item, "url"), _text(item, "external_url"), _text(item, "id")) if link),
        identity=str(identity) if isinstance(identity, str | int) else "",
        title=_text(item, "title"),
        dates=tuple(said for said in (_text(item, "date_published"), _text(item, "date_modified")) if said),
        summary=_text(item, "summary") or ("" if html else plain),
        byline=_byline(item) or everyone,
        content=html,
    )


def _text(data: dict[str, Any], key: str) -> str:
    value = data.get(key)
    return value if isinstance(value, str) else ""


def _byline(data: dict[str, Any]) -> str:
    """`authors` of 1.1 or the `author` of 1.0."""
    people = data.get("authors")
    listed = people if isinstance(people, list) else [data.get("author")]
    return ", ".join(person["name"] for person in listed if isinstance(person, dict) and isinstance(person.get("name"), str))
