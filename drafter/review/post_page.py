"""What the page of one post asks for and sends.

GET  /posts/ID                     the page, with its pieces
GET  /posts/ID/state               the pieces again
GET  /posts/ID/review              flags and evidence of the text as it is in the file
GET  /posts/ID/articles?url=…      a source's text
GET  /posts/ID/preview | difference | candidates
GET  /posts/ID/events              told when the file changes (server-sent events)
PUT  /posts/ID/pieces/PIECE        new words; 412 with the other text where the piece was changed meanwhile
POST /posts/ID/pieces              a paragraph or section put in
PUT  /posts/ID/front               front matter values
POST /posts/ID/waivers             let a flag stand; DELETE takes it back
POST /posts/ID/candidates          swap a candidate in
POST /posts/ID/pieces/PIECE/redo   new words proposed
PUT  /posts/ID/pieces/PIECE/approval   and DELETE
PUT  /posts/ID/demoted             count a flag's code less from now on
POST /posts/ID/publish | unpublish | correct   see `going_out`
"""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping, Sequence
from typing import Any

from starlette.requests import Request
from starlette.responses import JSONResponse, PlainTextResponse, RedirectResponse, Response, StreamingResponse
from starlette.routing import Route

from drafter.chinese import said
from drafter.choices import Choice
from drafter.entities import Flag, Language
from drafter.errors import UsageError
from drafter.post.keyed import FRONT, Piece
from drafter.review import candidates, difference, front, going_out, look, preview, told
from drafter.review.opened import AFTER_PAINT_S, Now, Opened, id_of
from drafter.review.ports import Offer, Offers
from drafter.review.sent import texts
from drafter.review.words import WORDS
from drafter.review.write import Differs, Placed, added, replaced
from drafter.store import waivers

_LOOK_EVERY_S = 0.3
"""The file's time is asked for: works on network folders and in containers too, where no system tells of changes."""
_STILL_THERE_S = 15.0

Answer = Callable[[Request, Opened], Awaitable[Response]]


def routes(posts: Mapping[str, Opened], key: str, *, home: bool = False) -> list[Route]:
    """The routes of the posts' pages. `home`: the digest's home is served beside them."""
    table: list[tuple[str, str, Answer]] = [
        ("GET", "", lambda request, post: _page(request, post, key, home)),
        ("GET", "/state", _state_again),
        ("GET", "/review", _review),
        ("GET", "/articles", _article),
        ("GET", "/events", _events),
        ("PUT", "/pieces/{piece}", _put),
        ("POST", "/pieces", _add),
        ("POST", "/waivers", _waive),
        ("DELETE", "/waivers/{flag}", _take_back),
        ("GET", "/preview", _preview),
        ("GET", "/difference", _difference),
        ("GET", "/front", _front),
        ("PUT", "/front", _put_front),
        ("GET", "/candidates", _candidates),
        ("POST", "/candidates", _swap),
        ("POST", "/redo", _redo),
        ("POST", "/offers", _decide),
        ("PUT", "/lock", _lock),
        ("PUT", "/approval", _approve),
        ("PUT", "/demoted", _demote),
        ("POST", "/publish", going_out.publish),
        ("POST", "/unpublish", going_out.unpublish),
        ("POST", "/correct", going_out.correct),
    ]
    return [Route(f"/posts/{{post}}{path}", _of(posts, answer), methods=[method]) for method, path, answer in table]


def _of(posts: Mapping[str, Opened], answer: Answer) -> Callable[[Request], Awaitable[Response]]:
    async def answered(request: Request) -> Response:
        post = posts.get(request.path_params["post"])
        return await answer(request, post) if post else PlainTextResponse("drafter: no such post is under review here\n", 404)

    return answered


async def _page(request: Request, post: Opened, key: str, home: bool) -> Response:
    chosen = look.chosen(request)
    if chosen is not None:
        return chosen
    moved = going_out.moved(post)
    if moved is not None:
        return RedirectResponse(f"/posts/{id_of(moved)}", 303)
    seen = look.Look.of(request, post.job.settings.digest.language)
    now = post.now()
    post.look_ahead(now, AFTER_PAINT_S)
    return look.page("post.html", seen, key, title=post.path.stem, home=home, state=await _state(post, now), all_words=WORDS[seen.language])


async def _state(post: Opened, now: Now) -> dict[str, Any]:
    ours = await asyncio.to_thread(post.ours)
    locked, offers = post.ports.offers.locked(post.path) if post.ports.offers else (), _open(post)
    approved = post.ports.approvals.of(post.path, now.post) if post.ports.approvals else {}
    return {
        "post": post.id,
        "name": post.path.name,
        "digest": now.digest,
        "seq": now.seq,
        "pieces": [told.piece(now.post, one, ours, approved.get(one.key), locked=one.key in locked, offers=offers) for one in now.pieces],
        "by": post.ports.by,
        "published": bool(post.ports.publish and post.ports.publish.where(post.path)),
        "gone": sorted(set(ours or ()) - {one.key for one in now.pieces}),
        "front": front.form(now.post, post.job.settings),
        "offers": [told.offer(one) for one in offers],
        "can": {name: getattr(post.ports, name) is not None for name in ("offers", "publish", "approvals", "correct")},
    }


def _open(post: Opened) -> Sequence[Offer]:
    return post.ports.offers.open(post.path) if post.ports.offers else ()


async def _state_again(request: Request, post: Opened) -> Response:
    moved = going_out.moved(post)
    if moved is not None:
        return JSONResponse(going_out.went(post, moved), 410)
    return JSONResponse(await _state(post, post.now()))


async def _review(request: Request, post: Opened) -> Response:
    now = post.now()
    found = await post.review(now, quick="quick" in request.query_params)
    edition, sources = await post.found(now)
    language = _language(request, post)
    places = told.Places(now.text, now.pieces, edition)
    review = told.review(found, places, sources.articles, language)
    failures = [{"url": told.safe(one.subject), "subject": one.subject, "message": said(one.message, language)} for one in sources.failures]
    blocks = told.blocks(post.ports.publish.blocks(post.path, found, now.post), places, language) if post.ports.publish else []
    return JSONResponse(
        {"digest": now.digest, "edition": edition.name if edition else "", "complete": post.complete(now), "failures": failures, "blocks": blocks, **review}
    )


def _language(request: Request, post: Opened) -> Language:
    return look.asked_in(request, post.job.settings.digest.language)


async def _article(request: Request, post: Opened) -> Response:
    found = await post.article(post.now(), request.query_params.get("url", ""))
    if found is None:
        return JSONResponse({"what": "no page of this source is kept"}, 404)
    zone = post.job.settings.digest.zone
    return JSONResponse(told.article(found, found.published.day(zone).isoformat() if found.published else ""))


async def _events(request: Request, post: Opened) -> Response:
    return StreamingResponse(_changes(request, post), media_type="text/event-stream")


async def _changes(request: Request, post: Opened) -> AsyncIterator[str]:
    seen, quiet = post.stamp(), 0.0
    yield "retry: 1000\nevent: hello\ndata: 1\n\n"
    while not (getattr(request.app.state, "closing", False) or await request.is_disconnected()):
        await asyncio.sleep(_LOOK_EVERY_S)
        stamp, quiet = post.stamp(), quiet + _LOOK_EVERY_S
        if stamp != seen:
            yield f"event: file\ndata: {post.digest()}\n\n"
            seen, quiet = stamp, 0.0
        elif quiet >= _STILL_THERE_S:
            yield ": still there\n\n"
            quiet = 0.0


async def _put(request: Request, post: Opened) -> Response:
    """`before`: what the page knew the piece to say; `text`: what it is to say."""
    sent = await request.json()
    key, before, new = texts(sent, "key", "before", "text")
    async with post.writing:
        now = post.now()
        placed = replaced(now.text, now.pieces, key, before, new)
        if isinstance(placed, Differs):
            return JSONResponse({"there": placed.there, "state": await _state(post, now)}, 412)
        return await _written(post, now, placed)


async def _add(request: Request, post: Opened) -> Response:
    after, new = texts(await request.json(), "after", "text")
    async with post.writing:
        now = post.now()
        return await _written(post, now, added(now.text, now.pieces, after, new))


async def _written(post: Opened, now: Now, placed: Placed) -> Response:
    after = post.write(now, placed.text) if placed.text != now.text else now
    itself = next((one.key for one in after.pieces if (one.start, one.end) == (placed.start, placed.end)), "")
    return JSONResponse({"key": itself, "state": await _state(post, after)})


async def _waive(request: Request, post: Opened) -> Response:
    sent = await request.json()
    wanted, reason = texts(sent, "flag", "reason")
    if not reason.strip():
        raise UsageError("reason", "is empty", "say why the flag may stand")
    now = post.now()
    flag = await _flag(post, now, wanted)
    if flag is None:
        return JSONResponse({"what": said("the flag is gone", _language(request, post))}, 404)
    await post.waive(now, flag, reason)
    return JSONResponse({"code": flag.code, "in_a_row": post.ports.ignored(post.path, flag, reason)})


async def _demote(request: Request, post: Opened) -> Response:
    (code,) = texts(await request.json(), "code")
    post.ports.demote(code)
    return JSONResponse({})


async def _flag(post: Opened, now: Now, wanted: str) -> Flag | None:
    places = told.Places(now.text, now.pieces)
    return next((one for one in (await post.review(now)).flags if told.flag(one, places, "en")["id"] == wanted), None)


async def _take_back(request: Request, post: Opened) -> Response:
    now = post.now()
    places = told.Places(now.text, now.pieces)
    wanted = request.path_params["flag"]
    for one in (await post.review(now)).waived:
        if told.flag(one.flag, places, "en")["id"] == wanted:
            waivers.take_back(await post.folder(now), one.flag)
    return JSONResponse({})


async def _preview(request: Request, post: Opened) -> Response:
    now = post.now()
    return JSONResponse({"tree": await asyncio.to_thread(preview.tree, now.text[now.post.front.end :])})


async def _difference(request: Request, post: Opened) -> Response:
    now = post.now()
    base = await asyncio.to_thread(post.base)
    return JSONResponse({"base": base is not None, "pieces": difference.against(_bodies(now), _bodies(base), _open(post)) if base else []})


def _bodies(now: Now) -> list[Piece]:
    return [one for one in now.pieces if one.key != FRONT]


async def _front(request: Request, post: Opened) -> Response:
    return JSONResponse(front.form(post.now().post, post.job.settings))


async def _put_front(request: Request, post: Opened) -> Response:
    sent = await request.json()
    title, excerpt = texts(sent, "title", "excerpt")
    tags = [str(one).strip() for one in sent.get("tags", []) if str(one).strip()]
    async with post.writing:
        now = post.now()
        text = front.changed(now.post, post.job.settings, title, excerpt, tags)
        return await _written(post, now, Placed(text, 0, 0))


async def _candidates(request: Request, post: Opened) -> Response:
    now = post.now()
    items = [{"url": item.url, "title": item.headline.text if item.headline else item.url} for item in (*now.post.items, *now.post.briefs) if item.url]
    return JSONResponse({"candidates": candidates.listed(await post.folder(now), _language(request, post)), "items": items})


async def _swap(request: Request, post: Opened) -> Response:
    """`url` comes in (or, with `out`, is dropped), `instead` of an item, which may be empty."""
    sent = await request.json()
    url, instead = texts(sent, "url", "instead")
    known = {one["url"] for one in candidates.listed(await post.folder(post.now()))} | {item.url for item in (*post.now().post.items, *post.now().post.briefs)}
    if not {url, instead} - {""} <= known:
        raise UsageError(url, "is no candidate of this edition", "take one of the list")
    choices = [Choice(url=url, word="drop" if sent.get("out") else "item"), *([Choice(url=instead, word="drop")] if instead else [])]
    path = await asyncio.to_thread(candidates.decide, post.job.folder, await post.folder(post.now()), choices)
    return JSONResponse({"path": path.name})


def _offers(post: Opened) -> Offers:
    if post.ports.offers is None:
        raise UsageError("redo", "is not connected here", "on the command line: drafter redo")
    return post.ports.offers


async def _redo(request: Request, post: Opened) -> Response:
    """New words of a piece, offered beside those it has."""
    key, note = texts(await request.json(), "key", "note")
    problems = await _offers(post).ask(post.path, key, note)
    return JSONResponse({"problem": "; ".join(said(one, _language(request, post)) for one in problems), "state": await _state(post, post.now())})


async def _decide(request: Request, post: Opened) -> Response:
    sent = await request.json()
    (offer,) = texts(sent, "offer")
    async with post.writing:
        await asyncio.to_thread(_offers(post).decide, post.path, offer, bool(sent.get("taken")))
    return await _state_again(request, post)


async def _lock(request: Request, post: Opened) -> Response:
    sent = await request.json()
    (key,) = texts(sent, "key")
    await asyncio.to_thread(_offers(post).lock, post.path, key, bool(sent.get("locked")))
    return await _state_again(request, post)


async def _approve(request: Request, post: Opened) -> Response:
    sent = await request.json()
    (key,) = texts(sent, "key")
    if post.ports.approvals is None:
        raise UsageError("approve", "is not connected here", "on the command line: drafter approve")
    change = post.ports.approvals.approve if sent.get("approved") else post.ports.approvals.withdraw
    await asyncio.to_thread(change, post.path, key, post.ports.by)
    return await _state_again(request, post)
