"""What the home of a digest asks for and sends.

GET  /                     the page, with its state
GET  /state?week=NAME      the same again
GET  /events               told when work goes on and when files change (server-sent events)
GET  /editions/NAME/now    flags of the post as it is, and what is left of drafter's words
POST /work                 begin a draft or lay out the shortlist; DELETE cancels
POST /inbox                put something by; PUT and DELETE /inbox/ID change it and take it out
PUT  /shortlist            decisions in their order; 412 with the file's where it was changed meanwhile
PUT  /theses               the same for what the analysis argues
"""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from starlette.requests import Request
from starlette.responses import JSONResponse, Response, StreamingResponse
from starlette.routing import Route

from drafter.chinese import said
from drafter.collect.workers import Workers
from drafter.entities import Language
from drafter.errors import UsageError
from drafter.job import Outcome
from drafter.post import place
from drafter.review import look
from drafter.review.home import inbox, overview, shortlist, theses
from drafter.review.home.digest import Digest
from drafter.review.home.words import HOME_WORDS
from drafter.review.home.work import Begin, Task, Work
from drafter.review.opened import Opened, id_of
from drafter.review.words import WORDS
from drafter.store import inbox as kept
from drafter.store import ledger
from drafter.store.files import STATE

_LOOK_EVERY_S = 0.3
_STILL_THERE_S = 15.0
_FILES_EVERY = 3
"""Looks at the work for one at the files."""


def routes(digest: Digest, posts: Mapping[str, Opened], work: Work, key: str) -> list[Route]:
    """The routes of the digest's home."""
    table: list[tuple[str, str, Callable[[Request], Awaitable[Response]]]] = [
        ("GET", "/", lambda request: _page(request, digest, work, key)),
        ("GET", "/state", lambda request: _again(request, digest, work)),
        ("GET", "/events", lambda request: _events(request, digest, work)),
        ("GET", "/editions/{name}/now", lambda request: _now(request, digest, posts)),
        ("POST", "/tasks", lambda request: _begin(request, digest, work)),
        ("DELETE", "/tasks/{lane}", lambda request: _cancel(request, work)),
        ("POST", "/inbox", lambda request: _add(request, digest, work)),
        ("PUT", "/inbox/{id}", lambda request: _change(request, digest)),
        ("DELETE", "/inbox/{id}", lambda request: _remove(request, digest)),
        ("PUT", "/shortlist", lambda request: _decide(request, digest, _shortlist, shortlist_decide)),
        ("PUT", "/theses", lambda request: _decide(request, digest, _theses, theses_decide)),
    ]
    return [Route(path, _answered(answer), methods=[method]) for method, path, answer in table]


def _answered(answer: Callable[[Request], Awaitable[Response]]) -> Callable[[Request], Awaitable[Response]]:
    async def answered(request: Request) -> Response:
        return await answer(request)

    return answered


async def _page(request: Request, digest: Digest, work: Work, key: str) -> Response:
    chosen = look.chosen(request)
    if chosen is not None:
        return chosen
    settings = digest.settings()
    seen = look.Look.of(request, settings.digest.language)
    state = await asyncio.to_thread(_state, digest, work, request.query_params.get("week"), seen.language)
    words = {**WORDS[seen.language], **HOME_WORDS[seen.language]}
    title = settings.digest.name or settings.digest.series
    return look.page("home.html", seen, key, title=title, said=HOME_WORDS[seen.language], state=state, all_words=words)


async def _again(request: Request, digest: Digest, work: Work) -> Response:
    return JSONResponse(await asyncio.to_thread(_state, digest, work, request.query_params.get("week"), _language(request, digest)))


def _language(request: Request, digest: Digest) -> Language:
    return look.asked_in(request, digest.settings().digest.language)


def _state(digest: Digest, work: Work, week: str | None, language: Language) -> dict[str, Any]:
    """All that the home shows. Raises ConfigError, UsageError."""
    settings, window, now = digest.settings(), digest.window(week or None), digest.now()
    zone = settings.digest.zone
    editions = [_edition_said(one, language) for one in overview.editions(digest.folder, settings)]
    current = digest.window().name
    start, end = (at.astimezone(zone).isoformat(sep=" ", timespec="minutes")[:16] for at in (window.start, window.end))
    return {
        "window": {"name": window.name, "start": start, "end": end, "zone": settings.digest.timezone},
        "by": digest.by,
        "offline": digest.offline,
        "writer": settings.writer_kind,
        "most_bytes": min(settings.fetch.max_bytes, kept.MAX_BYTES),
        "editions": editions,
        "current": current,
        "weeks": sorted({current, window.name, *(one["name"] for one in editions)}, reverse=True),
        "inbox": inbox.told(digest, window, now, zone, language),
        "shortlist": shortlist.told(digest.folder, window.name, settings.digest.sections, language),
        "theses": theses.told(digest.folder, window.name, language),
        "work": work.told(language),
    }


def _edition_said(one: dict[str, Any], language: Language) -> dict[str, Any]:
    return {**one, "last": {**one["last"], "message": said(one["last"]["message"], language)}} if "last" in one else one


async def _now(request: Request, digest: Digest, posts: Mapping[str, Opened]) -> Response:
    name = request.path_params["name"]
    known = await asyncio.to_thread(overview.editions, digest.folder, digest.settings())
    post = next((one["post"] for one in known if one["name"] == name), "")
    opened = posts.get(post) if post else None
    if opened is None:
        return JSONResponse({"what": "no post of that edition is here"}, 404)
    return JSONResponse(await overview.now(opened))


# Work


async def _begin(request: Request, digest: Digest, work: Work) -> Response:
    sent = await _sent(request)
    what, week = sent.get("what"), str(sent.get("week") or "")
    if what not in ("draft", "shortlist"):
        raise UsageError(str(what), "is no work", "draft or shortlist")
    current = digest.window().name
    name = digest.window(week).name if week else current  # a week that is none is told before anything begins
    work.start("edition", what, name, _edition(digest, what, None if name == current else name))
    return JSONResponse(work.told(_language(request, digest)), 202)


def _edition(digest: Digest, what: str, week: str | None) -> Begin:
    async def begin(task: Task) -> dict[str, Any]:
        from drafter import pipeline

        workers = Workers()
        try:
            job = digest.job(workers, week=week, report=task.report, item=task.item)
            return _outcome(digest, await (pipeline.draft if what == "draft" else pipeline.shortlist)(job))
        finally:
            workers.close()

    return begin


def _outcome(digest: Digest, outcome: Outcome) -> dict[str, Any]:
    """How a run ended, for a person. `failures` are sources and items that gave nothing."""
    post = outcome.path if outcome.path is not None and outcome.path.suffix == ".md" else None
    return {
        "edition": outcome.edition,
        "exit_code": outcome.exit_code,
        "post": id_of(post.resolve()) if post else "",
        "proposal": aside.relative_to(digest.folder).as_posix() if (aside := outcome.revised and outcome.revised.aside) else "",
        "flags": len(outcome.flags),
        "cost": outcome.record.cost_usd,
        "calls": sum(not call.kept for call in outcome.record.calls),
        "failures": [{"subject": one.subject, "message": one.message} for one in outcome.record.failures],
        "notes": list(outcome.record.notes),
    }


async def _cancel(request: Request, work: Work) -> Response:
    lane = request.path_params["lane"]
    if lane not in ("edition", "inbox"):
        raise UsageError(lane, "is no work", "edition or inbox")
    work.cancel(lane)
    return JSONResponse(work.told(look.asked_in(request, "en")))


# Inbox


async def _add(request: Request, digest: Digest, work: Work) -> Response:
    begin = inbox.adding(digest, await _sent(request))
    work.start("inbox", "add", "", begin)
    return JSONResponse(work.told(_language(request, digest)), 202)


async def _change(request: Request, digest: Digest) -> Response:
    inbox.change(digest, request.path_params["id"], await _sent(request))
    return JSONResponse({})


async def _remove(request: Request, digest: Digest) -> Response:
    return JSONResponse({"moved": list(inbox.remove(digest, request.path_params["id"]))})


# Shortlist and theses


def _shortlist(digest: Digest, name: str, language: Language) -> dict[str, Any]:
    return shortlist.told(digest.folder, name, digest.settings().digest.sections, language)


def _theses(digest: Digest, name: str, language: Language) -> dict[str, Any]:
    return theses.told(digest.folder, name, language)


def shortlist_decide(digest: Digest, name: str, sent: Mapping[str, Any], seen: str) -> bool:
    """As `shortlist.decide`."""
    return shortlist.decide(digest.folder, name, digest.settings().digest.sections, sent.get("decided"), seen)


def theses_decide(digest: Digest, name: str, sent: Mapping[str, Any], seen: str) -> bool:
    """As `theses.decide`."""
    return theses.decide(digest.folder, name, sent, seen)


async def _decide(
    request: Request, digest: Digest, told: Callable[[Digest, str, Language], dict[str, Any]], decide: Callable[[Digest, str, Mapping[str, Any], str], bool]
) -> Response:
    """`digest`: of the file as the page read it."""
    sent = await _sent(request)
    name = digest.window(str(sent.get("week") or "") or None).name
    written = await asyncio.to_thread(decide, digest, name, sent, str(sent.get("digest", "")))
    return JSONResponse(told(digest, name, _language(request, digest)), 200 if written else 412)


async def _sent(request: Request) -> dict[str, Any]:
    found = await request.json()
    if not isinstance(found, dict):
        raise UsageError("", "is no object", "send a JSON object")
    return found


# Changes


async def _events(request: Request, digest: Digest, work: Work) -> Response:
    return StreamingResponse(_changes(request, digest, work), media_type="text/event-stream")


async def _changes(request: Request, digest: Digest, work: Work) -> AsyncIterator[str]:
    where, language = _folders(digest), _language(request, digest)
    told, seen, looks, quiet = "", await asyncio.to_thread(_stamp, where), 0, 0.0
    yield "retry: 1000\nevent: hello\ndata: 1\n\n"
    while not (getattr(request.app.state, "closing", False) or await request.is_disconnected()):
        now = json.dumps(work.told(language))
        looks, quiet = looks + 1, quiet + _LOOK_EVERY_S
        if now != told:
            told, quiet = now, 0.0
            yield f"event: work\ndata: {now}\n\n"
        if looks % _FILES_EVERY == 0 and (stamp := await asyncio.to_thread(_stamp, where)) != seen:
            seen, quiet = stamp, 0.0
            yield "event: files\ndata: 1\n\n"
        if quiet >= _STILL_THERE_S:
            quiet = 0.0
            yield ": still there\n\n"
        await asyncio.sleep(_LOOK_EVERY_S)


def _folders(digest: Digest) -> tuple[Path, ...]:
    """Where what the home shows lies."""
    settings = digest.settings()
    drafts = digest.folder / (settings.post.folder or place.FOLDERS[settings.post.profile])
    return ledger.ledger_path(digest.folder), digest.folder / kept.FOLDER, digest.folder / STATE / "editions", drafts


def _stamp(where: Sequence[Path]) -> int:
    """Changes with the files that the home shows."""
    return hash(tuple(_times(where)))


def _times(where: Sequence[Path]) -> Iterator[tuple[str, int]]:
    for path in sorted({found for root in where for pattern in ("*", "*/*") for found in root.glob(pattern)} | {*where}):
        try:
            yield str(path), path.stat().st_mtime_ns
        except OSError:  # gone between two looks, or not there yet: the next one tells
            continue
