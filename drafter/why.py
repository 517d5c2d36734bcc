"""`drafter why`: where one sentence of a post comes from, what was written first, and who changed it. Nothing is fetched or written."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

from drafter import effort, proofread, recheck, remembered, reread
from drafter.check.atoms import atoms
from drafter.check.binding.bound import DATES, small
from drafter.check.equivalence import compare
from drafter.check.lines import features
from drafter.check.text import language_of
from drafter.drafted import is_extractive
from drafter.duplicates import address
from drafter.entities import Article, Edition, Entity, Flag, Stamp
from drafter.errors import UsageError
from drafter.grounds import grounds, said_in
from drafter.job import Job
from drafter.post.keyed import Piece, pieces
from drafter.post.parts import ReadPost
from drafter.proofread import Review
from drafter.proofread.review import Line, Standing
from drafter.remembered import Made
from drafter.store import decisions, runs, waivers
from drafter.store.decisions import Decision

_LEAST = 0.35
"""Likeness below which no sentence of the post can be the one that was meant."""
_SAME = 2
"""Names and dates in common from which two sentences speak of the same; a figure is enough by itself."""
_ANY_DAY = date(2000, 1, 1)
"""Relative dates of two sentences are compared with each other only."""
_PROMPT = {"analysis": "analysis", "conclusion": "conclusion", "lede": "front", "title": "front"}


class Ground(Entity):
    """A source's sentence that carries it, or the source alone where none is known."""

    text: str
    url: str = ""
    title: str = ""
    published: Stamp | None = None
    fetched_at: datetime | None = None
    """None where no page of it is kept."""
    through: str = ""
    """The sentence of ours in between, for one that rests on our own items."""


class Wrote(Entity):
    """What drafter wrote in this place."""

    text: str
    """The sentence of the draft that drafter laid down last."""
    statement: str = ""
    """As it stands in the kept edition, before it was set as Markdown; empty where it is not found there."""
    model: str = ""
    """Empty where no model wrote it, or it is not known here."""
    unknown: bool = False
    """A model wrote it, and no record that is kept here says which."""
    fallback: str = ""
    """Why the source's own sentence stands there instead of a model's."""
    at: datetime | None = None
    """When the draft was made, as far as its run is kept here."""


class Why(Entity):
    """The answer."""

    post: str
    asked: str
    sentence: str
    """As readers see it."""
    exact: bool
    """False: the post has no such sentence, and this is the nearest."""
    line: int
    """1-based, of the file."""
    start: int
    end: int
    edition: str
    piece: str
    where: str
    standing: Standing
    unchecked: str
    """Why it was not checked."""
    flags: tuple[Flag, ...]
    waived: tuple[str, ...]
    """Reasons of the flags of it that people let stand."""
    grounds: tuple[Ground, ...]
    wrote: Wrote | None
    """None for a sentence that a person added, or a post that drafter never wrote."""
    drafted: bool
    """Whether what drafter wrote of this edition is kept at all."""
    changed: tuple[Decision, ...]
    """What people decided about it, earliest first."""


@dataclass(frozen=True)
class _Looked:
    """A post with what it rests on."""

    post: ReadPost
    edition: Edition | None
    found: reread.Found
    folder: Path
    digest: Path


async def _look(job: Job, path: Path) -> _Looked:
    post = recheck.parsed(job, path, recheck.read_text(path))
    edition = recheck.editions_of(job.folder, proofread.addresses(post))
    return _Looked(post, edition, await reread.sources(job, post, edition), recheck.folder_of(job, path, edition), job.folder)


async def why(job: Job, path: Path, asked: str) -> Why:
    """Where the post's sentence comes from. Raises UsageError where the post has none like it, NotAPost, OSError."""
    looked = await _look(job, path)
    review = recheck.reviewed(job, path, looked.post, looked.edition, looked.found)(waivers.read(looked.folder))
    line, exact = _found(review, asked, path)
    piece = next((one for one in pieces(looked.post) if line.start is not None and one.start <= line.start < one.end), None)
    efforts = remembered.efforts(job.settings, looked.folder, looked.post)
    wrote = _wrote(looked, line, piece, efforts or ())
    return Why(
        post=path.as_posix(),
        asked=asked,
        sentence=line.text,
        exact=exact,
        line=looked.post.text.count("\n", 0, line.start or 0) + 1,
        start=line.start or 0,
        end=line.end or 0,
        edition=looked.edition.name if looked.edition else "",
        piece=piece.key if piece else "",
        where=line.where,
        standing=line.standing,
        unchecked=line.why,
        flags=line.flags,
        waived=tuple(one.reason for one in review.waived if one.flag.statement == line.text),
        grounds=_grounds(looked, line, wrote),
        wrote=wrote,
        drafted=efforts is not None,
        changed=_decided(looked.folder, line.text, wrote),
    )


def _found(review: Review, asked: str, path: Path) -> tuple[Line, bool]:
    """The sentence meant: word for word, else the shortest that holds the words, else the nearest."""
    wanted = _squeezed(asked)
    if not wanted:
        raise UsageError("SENTENCE", "is empty", "give the words of a sentence of the post, or part of it, in quotation marks")
    holding = sorted((line for line in review.lines if wanted in _squeezed(line.text)), key=lambda line: (len(line.text), line.start or 0))
    if holding:
        return holding[0], True
    ranked = max(review.lines, key=lambda line: effort.likeness(line.text, asked), default=None)
    if ranked is None or effort.likeness(ranked.text, asked) < _LEAST:
        raise UsageError(f"“{asked}”", f"is no sentence of {path}, nor like one", "give the words of one of its sentences, or part of them")
    return ranked, False


def _wrote(looked: _Looked, line: Line, piece: Piece | None, efforts: Sequence[effort.PieceEffort]) -> Wrote | None:
    """The sentence of drafter's that became this one."""
    of_piece = next((one.sentences for one in efforts if piece and one.key == piece.key), None)
    if of_piece is None:
        return None
    here = _squeezed(line.text)
    pairs = [*((one, one) for one in of_piece.kept), *of_piece.changed]
    before = next((before for before, after in pairs if here in _squeezed(after)), "")
    if not before:
        return None
    said = said_in(looked.edition, before, piece.key if piece else "") if looked.edition else None
    fallback = said.fallback if said else ""
    one, model = _model(looked, line, piece, written=said is not None)
    extractive = looked.edition is not None and is_extractive(looked.edition)
    return Wrote(
        text=before,
        statement=said.text if said else "",
        model="" if fallback else model,
        unknown=not (fallback or model or extractive),
        fallback=fallback,
        at=_when(looked.digest, one),
    )


def _model(looked: _Looked, line: Line, piece: Piece | None, *, written: bool) -> tuple[Made | None, str]:
    """The run that wrote it, as far as it is known, and the model that was asked. `written`: the edition as it is kept now has the words."""
    made = remembered.made(looked.folder)
    first = next(iter(made), None)
    if written and looked.edition is not None and is_extractive(looked.edition):
        return first, ""
    prompt = _PROMPT.get(line.part, "summarize")
    url = address(piece.key.partition(":")[2].partition("#")[0]) if piece and prompt == "summarize" else ""
    for one in made:
        calls = [call for call in one.record.calls if call.prompt == prompt and not call.failure and (not url or address(call.subject) == url)]
        if calls:
            return one, max(calls, key=lambda call: call.attempt).model
    return first, ""


def _when(digest: Path, made: Made | None) -> datetime | None:
    try:
        return runs.read_info(runs.folder_of(digest) / made.run / "run.json").now if made and made.run else None
    except (OSError, ValueError):
        return None


def _grounds(looked: _Looked, line: Line, wrote: Wrote | None) -> tuple[Ground, ...]:
    """The source sentences that the check found; where it found none, those of the statement, or of the items it rests on."""
    by_address = {address(article.url): article for article in looked.found.articles.values()}
    by_address |= {address(url): looked.found.articles[key] for url, key in looked.found.links.items()}
    theirs = wrote is None  # a person's sentence names no source: what the check found may only share a word with it
    cited = [one for one in line.cited if not theirs or _related(one.text, line.text)]
    if cited:
        return tuple(_ground(by_address.get(address(one.url)), one.text, one.url, one.title) for one in cited)
    if looked.edition is None:
        return ()
    found = grounds(looked.edition, wrote.statement if wrote else "", line.text)
    found = tuple(one for one in found if not theirs or _related(one.through or one.quote, line.text))
    return tuple(_ground(by_address.get(address(one.url)), one.quote, one.url, one.title, one.through) for one in found)


def _related(one: str, other: str) -> bool:
    """Whether two sentences speak of the same, in whatever language: by a figure, or more than one name or date that both happen to have."""
    if effort.likeness(one, other) >= effort.LIKE:
        return True
    shared = sum(feature[0] in "np" for feature in features(one) & features(other))
    mine, theirs = (atoms(text, language_of(text), _ANY_DAY) for text in (one, other))
    met = [atom for atom in mine if not small(atom) and any(compare(atom, other).holds or compare(other, atom).holds for other in theirs)]
    return shared + sum(1 if atom.kind in DATES else _SAME for atom in met) >= _SAME


def _ground(article: Article | None, text: str, url: str, title: str, through: str = "") -> Ground:
    if article is None:
        return Ground(text=text, url=url, title=title, through=through)
    whole = next((sentence.text for sentence in article.sentences if text and text in sentence.text), text)
    return Ground(text=whole, url=url, title=title or article.title, published=article.published, fetched_at=article.fetched_at, through=through)


def _decided(folder: Path, sentence: str, wrote: Wrote | None) -> tuple[Decision, ...]:
    """Decisions about the sentence as it stands, or about what stood there first."""
    about = {_squeezed(text) for text in (sentence, wrote.text if wrote else "") if text}
    found = [one for one in decisions.read(folder)[0] if about & set(_texts(one))]
    return tuple(sorted(found, key=lambda one: one.at))


def _texts(decision: Decision) -> Iterable[str]:
    return (_squeezed(text) for text in (decision.before, decision.after) if text)


def _squeezed(text: str) -> str:
    return "".join(text.split())
