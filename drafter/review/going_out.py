"""A post on its way to its readers, and after: published, taken back, corrected. What the page asks for of each.

POST /posts/ID/publish     `override` with `by` gets past the flags that the page named in `over`, and no other
POST /posts/ID/unpublish   the post is a draft again
POST /posts/ID/correct     a claim put right: `was`, `now`, `because`, in the item `url`, in one `sentence`, or wherever it stands

An answer from a post that lies elsewhere by then says where (`moved`); `/state` sends it with 410.
"""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from drafter.chinese import said
from drafter.corrections import Asked, Carrier, Corrected, plain_notice
from drafter.errors import UsageError
from drafter.review import told
from drafter.review.look import asked_in
from drafter.review.opened import Opened, id_of
from drafter.review.ports import Publish, Went
from drafter.review.sent import texts


def moved(post: Opened) -> Path | None:
    """Where the post lies by now, when it does not lie here any more."""
    there = post.ports.publish.lies(post.path) if post.ports.publish and not post.path.exists() else None
    return there.resolve() if there else None


def went(post: Opened, where: Path) -> dict[str, Any]:
    """As the page has it. `draft`: it was taken back."""
    draft = post.ports.publish is not None and post.ports.publish.where(where) is None
    return {"where": _name(post, where), "post": id_of(where.resolve()), "draft": draft}


def _name(post: Opened, path: Path) -> str:
    folder, path = post.job.folder.resolve(), path.resolve()
    return path.relative_to(folder).as_posix() if path.is_relative_to(folder) else str(path)


def _publish(post: Opened) -> Publish:
    if post.ports.publish is None:
        raise UsageError("publish", "is not connected here", "on the command line: drafter publish")
    return post.ports.publish


async def publish(request: Request, post: Opened) -> Response:
    """Raises UsageError where something stops it."""
    port, sent = _publish(post), await request.json()
    override, by = (" ".join(one.split()) for one in texts(sent, "override", "by"))
    if bool(override) and not by:
        raise UsageError("", "the reason or the name is missing: an override is kept with both", "give both, or deal with what stops it")
    async with post.writing:
        if override:
            await _refuse_others(post, sent.get("over"))
        done = await port(post.path, by or post.ports.by, override)
        return JSONResponse({**went(post, done.post), "notes": _notes(done, request, post)})


async def _refuse_others(post: Opened, over: Any) -> None:
    """What came up since the page was looked at is not covered by a reason that was given before."""
    now = post.now()
    blocks = _publish(post).blocks(post.path, await post.review(now))
    seen = set(over) if isinstance(over, list) else set()
    if not {told.block_id(one) for one in blocks if one.overridable} <= seen:
        raise UsageError("", "other flags stand by now than those that were shown", "look at them, then publish again")


def _notes(done: Went, request: Request, post: Opened) -> list[str]:
    language = asked_in(request, post.job.settings.digest.language)
    return [*(f"{flag.where}: {said(flag.message, language)}" for flag in done.flags), *(said(note, language) for note in done.notes)]


async def unpublish(request: Request, post: Opened) -> Response:
    """Where the draft lies. Raises DrafterError."""
    async with post.writing:
        draft = await asyncio.to_thread(_publish(post).take_back, post.path)
        return JSONResponse(went(post, draft))


async def correct(request: Request, post: Opened) -> Response:
    """The file changes, and the page is told as of any change; what stands elsewhere is the editor's to look at."""
    if post.ports.correct is None:
        raise UsageError("correct", "is not connected here", "on the command line: drafter correct")
    url, was, now, because, sentence = texts(await request.json(), "url", "was", "now", "because", "sentence")
    asked = Asked(was.strip(), now.strip(), " ".join(because.split()), url or None, sentence)
    async with post.writing:
        done = await asyncio.to_thread(post.ports.correct, post.path, asked)
    return JSONResponse(_corrected(post, done))


def _corrected(post: Opened, done: Corrected) -> dict[str, Any]:
    return {
        "replaced": done.replaced,
        "notice": plain_notice(done.notice, post.job.settings.digest.language),
        "also": _carriers(post, done.also),
        "others": _carriers(post, done.others),
    }


def _carriers(post: Opened, found: Sequence[Carrier]) -> list[dict[str, Any]]:
    """Sentences that say it too, each with its post's page where the post is there."""
    return [_carrier(post, one) for one in found]


def _carrier(post: Opened, one: Carrier) -> dict[str, Any]:
    path = post.job.folder / one.post
    return {
        "name": one.post,
        "post": id_of(path.resolve()) if path.exists() else "",
        "where": one.where,
        "sentence": " ".join(one.sentence.split()),
        "can": one.correctable,
    }
