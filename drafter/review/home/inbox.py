"""What was put by, and adding to it: an address, pasted text, a file."""

from __future__ import annotations

import base64
import binascii
from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any, get_args
from zoneinfo import ZoneInfo

from drafter import inboxed
from drafter.chinese import said
from drafter.collect.canonical import canonical
from drafter.collect.visible import line
from drafter.collect.workers import Workers
from drafter.entities import ArticleKind, Language
from drafter.errors import UsageError
from drafter.given import Added, Given, unusable
from drafter.inbox import Adding
from drafter.moments import day_or_moment
from drafter.review.home.digest import Digest
from drafter.review.home.work import Begin, Task
from drafter.review.told import safe
from drafter.store import inbox as kept
from drafter.window import Window

KINDS = get_args(ArticleKind)


def told(digest: Digest, window: Window, now: datetime, zone: ZoneInfo, language: Language) -> dict[str, Any]:
    """All candidates, this edition's first in the order they were added, and the files that cannot be read."""
    entries, failures = kept.listed(digest.folder, zone)
    lines = [inboxed.placed(one, window, now, zone) for one in entries]
    return {"entries": [_line(one, zone) for one in lines], "broken": [said(one.message, language) for one in failures], "kinds": list(KINDS)}


def _line(one: inboxed.Line, zone: ZoneInfo) -> dict[str, Any]:
    entry = one.entry
    return {
        "id": entry.id,
        "url": entry.url,
        "link": safe(entry.url),
        "title": entry.title or entry.url or entry.file or entry.files[0],
        "site": entry.site,
        "published": entry.published.day(zone).isoformat() if entry.published else "",
        "kind": entry.kind or "",
        "proposed": entry.proposed or "",
        "by": list(entry.by),
        "added": entry.added.instant(zone).astimezone(zone).strftime("%m-%d %H:%M"),
        "when": one.when,
        "problem": entry.problem,
        "text": bool(entry.text),
        "file": entry.file,
        "note": entry.note,
        "not_before": entry.not_before.value[:16].replace("T", " ") if entry.not_before else "",
        "private": entry.private,
    }


def adding(digest: Digest, sent: Any) -> Begin:
    """The work that puts what was sent by. Raises UsageError for what cannot be put by at all."""
    texts = _texts(sent, "url", "text", "title", "note", "not_before", "kind", "file", "name", "by")
    settings = digest.settings()
    zone = settings.digest.zone
    now = min(digest.now(), digest.window().end - timedelta(seconds=1))  # of the edition that a draft begun now would have
    url = texts["url"].strip()
    if url and (wrong := unusable(url)):
        raise UsageError(url, wrong, "")
    if texts["kind"] and texts["kind"] not in KINDS:
        raise UsageError(texts["kind"], "is no kind", f"one of {', '.join(KINDS)}")
    body = _file(texts["file"]) if texts["file"] else texts["text"].encode("utf-8", "replace")
    if not body.strip() and not url:
        raise UsageError("", "there is nothing to add", "give an address, a text or a file")
    stands_for = canonical(url) if url and body.strip() else ""
    given = Given(
        by=line(texts["by"]) or digest.by,
        at=now,
        url=stands_for,
        title=line(texts["title"]),
        note=line(texts["note"]),
        not_before=day_or_moment(texts["not_before"], zone, "not before"),
        private=bool(sent.get("private")),
        kind=texts["kind"] or None,  # type: ignore[arg-type]  # one of KINDS
    )

    async def begin(task: Task) -> dict[str, Any]:
        workers = Workers()
        try:
            async with Adding.opened(digest.folder, settings, workers, lambda: now, also=digest.pages(), offline=digest.offline) as ports:
                ports.report = task.report
                done = await ports.document(body, texts["name"] if texts["file"] else "-", given) if body.strip() else await ports.urls([url], given)
        finally:
            workers.close()
        return {"added": [_added(one) for one in done]}

    return begin


def _added(one: Added) -> dict[str, str]:
    return {"target": one.target, "done": one.done, "title": one.title, "problem": one.problem, "message": one.message}


def change(digest: Digest, name: str, sent: Any) -> None:
    """Say something else of a candidate: title, note, not_before, kind, private. Raises UsageError, OSError."""
    zone = digest.settings().digest.zone
    entry = inboxed.found(kept.listed(digest.folder, zone)[0], name)
    if not isinstance(sent, dict):
        raise UsageError(name, "nothing is said of it", "send what to change")
    texts = _texts(sent, *(key for key in ("title", "note", "not_before", "kind") if key in sent))
    if texts.get("kind") and texts["kind"] not in KINDS:
        raise UsageError(texts["kind"], "is no kind", f"one of {', '.join(KINDS)}")
    values: dict[str, str | bool] = {key: line(texts[key]) for key in ("title", "kind") if key in texts}
    if "not_before" in texts:
        values["not_before"] = day_or_moment(texts["not_before"], zone, "not before")
    if "private" in sent:
        values["private"] = bool(sent["private"])
    inboxed.change(digest.folder, entry, values, texts.get("note"), digest.by)


def remove(digest: Digest, name: str) -> Sequence[str]:
    """Take a candidate out; where its files lie now. Raises UsageError, OSError."""
    return kept.remove(digest.folder, inboxed.found(kept.listed(digest.folder)[0], name))


def _file(sent: str) -> bytes:
    try:
        return base64.b64decode(sent, validate=True)
    except binascii.Error as error:
        raise UsageError("file", "is no base64", "send the file's bytes as base64") from error


def _texts(sent: Any, *names: str) -> dict[str, str]:
    found = {name: sent.get(name, "") if isinstance(sent, dict) else "" for name in names}
    wrong = next((name for name, value in found.items() if not isinstance(value, str)), None)
    if wrong is not None:
        raise UsageError(wrong, "is no text", "send it as text")
    return found
