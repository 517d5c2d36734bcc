"""Pieces, flags and evidence as the page reads them: plain JSON, offsets in UTF-16 units of the piece with LF line ends. Pure."""

from __future__ import annotations

import hashlib
import re
from bisect import bisect_right
from collections.abc import Mapping, Sequence
from typing import Any

from drafter.check.codes import CODES
from drafter.chinese import said
from drafter.duplicates import address
from drafter.entities import Article, Edition, Flag, Language
from drafter.post.keyed import FRONT, Piece
from drafter.post.parts import Link, ReadPost
from drafter.proofread import Review
from drafter.proofread.record import spoken
from drafter.proofread.review import SEVERITIES, Cited, Line
from drafter.review import difference
from drafter.review.fields import taken_apart
from drafter.review.ports import Block, Offer
from drafter.review.words import WORDS
from drafter.review.write import lf, units

UNAPPROVED = "not-approved"
"""The engine's code of a section that wants an approval."""


_TOLD = ("item:", "brief:")
"""Keys of pieces that tell of their sources; an analysis only rests on them."""
_HASHES = re.compile(r"\A#{1,6} ")
"""What makes a line a heading is no word of it."""


def short(key: str) -> str:
    """A piece's key as it may stand in an address."""
    return hashlib.sha256(key.encode("utf-8", "surrogatepass")).hexdigest()[:12]


def piece(
    post: ReadPost,
    one: Piece,
    ours: Mapping[str, str] | None,
    approved: Sequence[str] | None = None,
    *,
    locked: bool = False,
    offers: Sequence[Offer] = (),
) -> dict[str, Any]:
    """A piece with what a person types in. `ours` is key → the piece as drafter wrote it last; None where it wrote none.

    `approved`: by whom; None where there is nothing to approve. `offers`: what waits for a word, of any piece.
    """
    parts = taken_apart(post, one)
    return {
        "id": short(one.key),
        "key": one.key,
        "kind": one.key.partition(":")[0].partition("#")[0],
        "title": one.title,
        "text": lf(one.text),
        "fields": [{"kind": field.kind, "text": lf(field.text)} for field in parts.fields],
        "glue": [lf(glue) for glue in parts.glue],
        "level": parts.level,
        "links": [_link(link) for link in parts.links],
        "state": _state(one, ours, offers),
        "approved": list(approved or ()),
        "approvable": approved is not None,
        "locked": locked,
    }


def _state(one: Piece, ours: Mapping[str, str] | None, offers: Sequence[Offer]) -> str:
    """`untouched`, `edited` or `added`; nothing where there is nothing to compare with."""
    if ours is None:
        return ""
    if one.key not in ours:
        return "added"
    return "untouched" if difference.ours(one.text, ours[one.key], [offer for offer in offers if offer.piece == one.key]) else "edited"


def offer(one: Offer) -> dict[str, Any]:
    """Words of drafter's against those in the post, with what differs."""
    mine, theirs = (_HASHES.sub("", lf(text)) for text in (one.mine, one.theirs))
    return {"id": one.id, "key": one.piece, "piece": short(one.piece), "parts": difference.words(mine, theirs)}


def _link(link: Link) -> dict[str, str]:
    return {"title": link.title, "url": safe(link.url)}


def safe(url: str) -> str:
    """An address that a link may lead to, else nothing."""
    return url if url.lower().startswith(("https://", "http://")) else ""


class Places:
    """Offsets of the post as places in its pieces; `edition`, where there is one, knows the items by the names it gave them."""

    def __init__(self, text: str, pieces: Sequence[Piece], edition: Edition | None = None) -> None:
        self._text, self._pieces = text, pieces
        self._starts = [one.start for one in pieces]
        self._named = {**{one.title: one.key for one in pieces if one.title}, **{one.key: one.key for one in pieces}}
        self._told = {address(link.url): one.key for one in reversed(pieces) if one.key.startswith(_TOLD) for link in one.links}
        self._items = {item.headline: self._told.get(address(item.link.url), "") for item in (edition.items if edition else ())}

    def span(self, start: int | None, end: int | None, where: str = "", source: str = "") -> dict[str, Any]:
        """`piece`, `start` and `end`. Without a place: the piece that `where` names, or that tells of `source`; nothing where none does."""
        if start is None or not self._pieces:
            key = self._items.get(where) or self._named.get(where) or (self._told.get(address(source)) if source else None)
            return {"piece": short(key) if key else "", "start": None, "end": None}
        one = self._pieces[max(0, bisect_right(self._starts, start) - 1)]
        stop = min(max(start, end if end is not None else start), one.end)
        return {"piece": short(one.key), "start": self._at(one, start), "end": self._at(one, stop)}

    def _at(self, one: Piece, offset: int) -> int:
        return units(self._text[one.start : offset])


def review(found: Review, places: Places, articles: Mapping[str, Article], language: Language) -> dict[str, Any]:
    """Everything the checks say, flags worst first and numbered."""
    sentences = {article.url: {sentence.text for sentence in article.sentences} | {article.title} for article in articles.values()}
    return {
        "counts": {severity: found.counts.flags.get(severity, 0) for severity in SEVERITIES},
        "sums": {"sentences": found.counts.sentences, "traced": found.counts.traced, "judged": found.counts.judged, "unchecked": found.counts.not_checked},
        "flags": [flag(one, places, language) for one in found.flags],
        "waived": [{**flag(one.flag, places, language), "reason": one.reason} for one in found.waived],
        "lines": [_line(one, places, sentences, language) for one in found.lines],
    }


def flag(one: Flag, places: Places, language: Language) -> dict[str, Any]:
    """A flag with what its code means in the interface's language. `id` stays the same while the statement's words do."""
    code = CODES.get(one.code)
    told = code.told(language) if code else None
    return {
        "id": short("\0".join((one.code, one.words, one.statement, one.where))),
        "code": one.code,
        "number": code.number if code else "",
        "severity": one.severity,
        "where": one.where,
        "message": said(one.message, language),
        "means": told.means if told else "",
        "way_out": told.way_out if told else "",
        "words": one.words,
        "nearest": one.nearest,
        "sentence": one.sentence,
        "statement": one.statement,
        "url": safe(one.source),
        **places.span(one.start, one.end, one.where, one.source),
    }


def _line(one: Line, places: Places, sentences: Mapping[str, set[str]], language: Language) -> dict[str, Any]:
    return {
        "text": one.text,
        "part": one.part,
        "standing": one.standing,
        "why": spoken(one.why, language),
        "beyond": [spoken(what, language) for what in one.beyond],
        "cited": [_cited(cited, sentences) for cited in one.cited],
        **places.span(one.start, one.end),
    }


def _cited(one: Cited, sentences: Mapping[str, set[str]]) -> dict[str, Any]:
    """`own`: a sentence of one of our items, which an analysis rests on, and not of the article at that address."""
    return {"text": one.text, "title": one.title, "url": one.url, "language": one.language, "own": one.text not in sentences.get(one.url, set())}


def blocks(found: Sequence[Block], places: Places, language: Language) -> list[dict[str, Any]]:
    """What keeps the post from being published, in the interface's language; pieces that want an approval as one."""
    words = WORDS[language]
    wanting = [one.where for one in found if one.code == UNAPPROVED]
    told = [_block(one, places, language) for one in found if one.code != UNAPPROVED]
    if wanting:
        first = next((key for key in wanting if key != FRONT), FRONT)
        told.append(
            {
                "code": UNAPPROVED,
                "words": "",
                "text": words["stop_not-approved"].format(number=len(wanting)),
                "piece": short(first),
                "start": None,
                "overridable": False,
            }
        )
    return told


def _block(one: Block, places: Places, language: Language) -> dict[str, Any]:
    """A kind of thing that this page has no words for is told in the engine's."""
    code = CODES.get(one.code)
    means = code.told(language).means if code else WORDS[language].get(f"stop_{one.code}") or f"{said(one.what, language)}; {said(one.way_out, language)}"
    words = one.flag.words or one.where if one.flag else one.where
    place = places.span(one.start, one.start, one.where, one.flag.source if one.flag else "")
    return {"id": block_id(one), "code": one.code, "words": words, "text": means, "overridable": one.overridable, **place}


def block_id(one: Block) -> str:
    """Stays the same while the thing does."""
    return short("\0".join((one.code, one.where, one.flag.words if one.flag else "", one.flag.statement if one.flag else one.what)))


def article(one: Article, zone_day: str) -> dict[str, Any]:
    """An article as text: paragraphs of sentences. `zone_day` is the day it was published, empty where it states none."""
    paragraphs: list[list[str]] = []
    last = None
    for sentence in one.sentences:
        if sentence.paragraph != last:
            paragraphs.append([])
            last = sentence.paragraph
        paragraphs[-1].append(sentence.text)
    return {
        "title": one.title,
        "site": one.site or one.source.name,
        "byline": one.byline,
        "published": zone_day,
        "fetched": one.fetched_at.date().isoformat() if one.fetched_at else "",
        "url": safe(one.url),
        "language": one.language,
        "kind": one.kind,
        "stand_in": one.stand_in,
        "paragraphs": paragraphs,
    }
