"""`drafter correct`: a claim of a published post put right where it stands, told to readers there, and not forgotten.

In the post the words are replaced and a dated line says so; every other byte stays. The correction is kept for the next edition's
notice and for every later check, and other posts that carry the claim are named.
"""

from __future__ import annotations

import difflib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

from drafter import archive, noticed, recorded
from drafter.check.text import language_of
from drafter.config import Settings
from drafter.corrected import Claim
from drafter.duplicates import address
from drafter.entities import Language, Notice
from drafter.errors import UsageError
from drafter.post import escape, frontmatter_edit, headings
from drafter.post.ours import bare_headline, is_correction, is_notices, is_ours, new_values
from drafter.post.parts import Item, Link, Prose, ReadPost, Section, Span
from drafter.post.read import NotAPost, parse, seen
from drafter.recorded import Coming, whole
from drafter.restated import carries
from drafter.store import corrections as kept
from drafter.store import history, published
from drafter.store.corrections import Correction
from drafter.store.files import slug
from drafter.store.published import Publication

_CHANGED = ("last_modified_at", "lastmod", "updated")
"""Fields that say when a post was changed; set where a post has one."""


@dataclass(frozen=True)
class Asked:
    """What to correct."""

    was: str
    now: str
    because: str
    url: str | None = None
    """The item's source; None: wherever in the post the words stand."""
    sentence: str = ""
    """Only in the sentence or headline that has these words too, as readers see them."""
    by: str = ""


@dataclass(frozen=True)
class Carrier:
    """A sentence that says the claim too."""

    post: str
    """Path relative to the digest's folder."""
    line: int
    """0 where the post's file is not there."""
    where: str
    sentence: str
    correctable: bool = True
    """A correction can put it right there; what stands in front matter, in a quotation from an earlier post, or in a post that is gone, it cannot."""


@dataclass(frozen=True)
class Corrected:
    """What was done."""

    correction: Correction
    text: str
    """The post as it is now."""
    replaced: int
    notice: Notice
    also: tuple[Carrier, ...]
    """The claim elsewhere in this post."""
    others: tuple[Carrier, ...]
    """And in other posts of the ledger."""


def correct(folder: Path, path: Path, settings: Settings, asked: Asked, at: datetime) -> Corrected:
    """Correct the post at `path` of the digest in `folder`, or end that; hold the digest's lock. Raises UsageError, NotAPost, ConfigError, OSError."""
    recorded.settle(folder)
    text = _read(path)
    post = _parsed(text, path, settings)
    item = _item(post, asked.url, path) if asked.url else None
    if done := _already(folder, path, settings, asked, post, item):
        return done
    places = _places(post, item, asked.was, asked.sentence)
    if not places:
        raise UsageError(f"--was “{asked.was}”", _nowhere(item, asked), _nearest(post, item, asked.was))
    one = _correction(folder, path, post, item, asked, at, places)
    new = _dated(_with_line(post, item, _replaced(text, places, asked.now), one), at)
    _parsed(new, path, settings)
    archive.sync(folder, settings, at)  # it may have been published by hand, and so may others that carry the claim
    public = published.publications(folder)
    if all(post.post != one.post for post in public):
        raise UsageError(str(path), "is not published: no reader has seen the claim", "change the draft itself; a correction tells readers of a published post")
    others = _others(folder, public, one, settings)
    recorded.write(folder, Coming.to(new.encode(), one.post, (one,)), lambda: _write(folder, path, new, public, one))
    return _corrected(path, settings, one, new, len(places), others)


def _corrected(path: Path, settings: Settings, one: Correction, new: str, replaced: int, others: tuple[Carrier, ...]) -> Corrected:
    also = tuple(_carriers(one.post, _parsed(new, path, settings), noticed.claim(one, settings.digest.zone), same_post=True))
    return Corrected(one, new, replaced, notice(one, settings), also, others)


def _already(folder: Path, path: Path, settings: Settings, asked: Asked, post: ReadPost, item: Item | None) -> Corrected | None:
    """The same correction, where it stands: the command may have been cut off before it said so."""
    keys = {address(link.url) for link in _links(item)} if item else set()
    wanted = relative(folder, path), asked.was, asked.now, asked.because
    same = [one for one in kept.read(folder)[0] if (one.post, one.was, one.now, one.because) == wanted and noticed.line(one) in post.text]
    said = _squeezed(asked.sentence)
    one = next((one for one in same if {address(url) for url in one.urls} == keys and said in _squeezed(one.sentence)), None)
    if one is None:
        return None
    others = _others(folder, published.publications(folder), one, settings)
    return _corrected(path, settings, one, post.text, len(_places(post, item, asked.now, asked.sentence.replace(asked.was, asked.now))), others)


def notice(one: Correction, settings: Settings) -> Notice:
    """As the next edition tells of it."""
    return noticed.notices([one], settings, one.at, datetime.max.replace(tzinfo=one.at.tzinfo))[0]


def plain_notice(one: Notice, language: Language) -> str:
    """For mail and WeChat: a line without Markdown."""
    name = f"《{one.title}》" if language == "zh" and one.title else one.title
    return headings.notice(one, language, name, escape.clean) + (f" {one.url}" if one.url else "")


def pending(folder: Path, post: str | None = None) -> tuple[Correction, ...]:
    """Corrections of a post, or of all. Raises UsageError where there is none."""
    found = tuple(one for one in kept.read(folder)[0] if post is None or one.post == post)
    if not found:
        raise UsageError(post or str(folder), "has no correction", "`drafter correct POST --item URL --was … --now … --because …` makes one")
    return found


def relative(folder: Path, path: Path) -> str:
    """How the ledger names a post."""
    try:
        return path.resolve().relative_to(folder.resolve()).as_posix()
    except ValueError:
        return path.name


# Finding the words


def _item(post: ReadPost, url: str, path: Path) -> Item:
    items = [*post.items, *post.briefs]
    found = next((one for one in items if address(url) in {address(link.url) for link in _links(one)}), None)
    if found is None:
        there = "; ".join(one.url for one in items if one.url) or "none"
        raise UsageError(f"--item {url}", f"is no source of an item of {path.name}", f"its items' sources: {there}")
    return found


def _links(item: Item) -> tuple[Link, ...]:
    return (*([item.source] if item.source else []), *(link for line in item.source_lines for link in line.links))


def _held(post: ReadPost, item: Item | None) -> Sequence[Prose]:
    sections = [section for section in post.sections if not _is_notices(section)]
    return item.prose if item else [prose for section in sections for prose in (*section.prose, *(one for part in section.items for one in part.prose))]


def _prose(post: ReadPost, item: Item | None) -> list[Prose]:
    """What readers take for ours: not what is quoted from earlier posts, nor other corrections."""
    return [prose for prose in _held(post, item) if not is_ours(post.text[prose.start : prose.end])]


def _news(post: ReadPost, item: Item | None) -> Iterator[Span]:
    """What stands beside such a quotation as news of this post: the figures that took others' place."""
    for prose in _held(post, item):
        for start, end in new_values(post.text[prose.start : prose.end]):
            yield Span(prose.start + start, prose.start + end)


def _is_notices(section: Section) -> bool:
    return bool(section.heading and is_notices(section.heading.text))


def _nowhere(item: Item | None, asked: Asked) -> str:
    if asked.sentence:
        return "does not stand in that sentence"
    return "does not stand in the item" if item else "stands nowhere in the post"


def _places(post: ReadPost, item: Item | None, was: str, sentence: str = "") -> list[Span]:
    """Where the words stand, as they are or as they are escaped in Markdown; never within an address."""
    heads = [item.headline] if item and item.headline else [] if item else [one.headline for one in (*post.items, *post.briefs) if one.headline]
    spans: list[Span] = [*heads, *_prose(post, item), *_news(post, item)]
    if wanted := _squeezed(sentence):
        said = [(span, seen(post, prose, span)) for prose in _prose(post, item) for span in prose.sentences]
        spans = [span for span, words in (*((head, head.text) for head in heads), *said) if wanted in _squeezed(words)]
    forms = dict.fromkeys(filter(None, (was, escape.text(was, line_start=False), escape.text(was, line_start=True))))
    targets = [target for prose in _prose(post, item) for link in prose.links for target in _target(post, link)]
    found: dict[int, Span] = {}
    for span in spans:
        for form in forms:
            for match in whole(form).finditer(post.text, span.start, span.end):
                if not any(target.start < match.end() and match.start() < target.end for target in targets):
                    found.setdefault(match.start(), Span(match.start(), match.end()))
    return [found[start] for start in sorted(found)]


def _squeezed(text: str) -> str:
    return "".join(text.split())


def _target(post: ReadPost, link: Link) -> Iterator[Span]:
    at = post.text.find("](", link.start, link.end)
    yield Span(at if at >= 0 else link.start, link.end)


def _nearest(post: ReadPost, item: Item | None, was: str) -> str:
    sentences = [seen(post, prose, span) for prose in _prose(post, item) for span in prose.sentences]
    ranked = sorted(sentences, key=lambda one: -_likeness(was, one))
    return f"nearest: “{ranked[0]}”" if ranked else "the item has no text"


def _likeness(words: str, sentence: str) -> float:
    matcher = difflib.SequenceMatcher(None, words, sentence, autojunk=False)
    return sum(block.size for block in matcher.get_matching_blocks() if block.size > 1) / max(1, len(words))


# Writing


def _correction(folder: Path, path: Path, post: ReadPost, item: Item | None, asked: Asked, at: datetime, places: Sequence[Span]) -> Correction:
    stated = post.front.data.get("date")
    starts = [place.start for place in places]
    within = ((prose, span) for prose in _prose(post, item) for span in prose.sentences)
    said = [seen(post, prose, span) for prose, span in within if any(span.start <= start < span.end for start in starts)]
    headline = bare_headline(item.headline.text) if item and item.headline else ""
    titles = [one.headline for one in (*post.items, *post.briefs) if one.headline]
    heads = [bare_headline(one.text) for one in titles if any(one.start <= start < one.end for start in starts)]
    return Correction(
        at=at,
        post=relative(folder, path),
        post_date=stated.isoformat()[:10] if isinstance(stated, date | datetime) else str(stated or "")[:10],
        title=str(post.front.data.get("title") or (post.h1.text if post.h1 else "")),
        urls=tuple(dict.fromkeys(link.url for link in _links(item) if link.url)) if item else (),
        headline=headline,
        was=asked.was,
        now=asked.now,
        because=asked.because,
        by=asked.by,
        sentence=said[0] if said else headline,
        language=language_of(post.text[post.front.end :][:2000]),
        sentences=tuple(dict.fromkeys(whole(asked.was).sub(lambda _: asked.now, one) for one in (*heads, *said))) if asked.now else (),
    )


def _replaced(text: str, places: Sequence[Span], now: str) -> str:
    parts, at = [], 0
    for place in places:
        first = not text[text.rfind("\n", 0, place.start) + 1 : place.start].strip()
        parts += [text[at : place.start], escape.text(now, line_start=first)]
        at = place.end
    return "".join([*parts, text[at:]])


def _with_line(post: ReadPost, item: Item | None, new: str, one: Correction) -> str:
    """The dated line closes the item's text; in a list, or where the words stood in no item, it closes the post. `new` has the words replaced."""
    line = noticed.line(one)
    newline = "\r\n" if "\r\n" in post.text else "\n"
    if item and item.headline and item.headline.level and item.prose and all(prose.kind != "entry" for prose in item.prose):
        rest = len(post.text) - item.prose[-1].end
        return new[: len(new) - rest] + newline * 2 + line + new[len(new) - rest :]
    ends = new.rstrip("\r\n")
    return ends + newline * 2 + line + (new[len(ends) :] or newline)


def _dated(text: str, at: datetime) -> str:
    """A post that says when it was changed says so anew."""
    front = frontmatter_edit.locate(text)
    there = {key: front.data[key] for key in _CHANGED if key in front.data}
    values = {key: at.replace(microsecond=0) if isinstance(old, datetime) else at.date() for key, old in there.items() if isinstance(old, date)}
    return frontmatter_edit.changed(text, dict(values)) if values else text


def _write(folder: Path, path: Path, text: str, public: Sequence[Publication], one: Correction) -> None:
    """The state before is kept, beside the post's earlier states; where it has none, with the edition's."""
    edition = history.edition_of(folder, path) or next((post.edition for post in public if post.post == one.post), "") or slug(path.stem) or "post"
    history.write(folder, edition, path, text, reason="correct", now=one.at)


# Who else says it


def _others(folder: Path, public: Sequence[Publication], one: Correction, settings: Settings) -> tuple[Carrier, ...]:
    claim = noticed.claim(one, settings.digest.zone)
    found: list[Carrier] = []
    for post in public:
        if post.post == one.post:
            continue
        try:
            found += _carriers(post.post, _parsed(_read(folder / post.post), folder / post.post, settings), claim)
        except (OSError, NotAPost):  # the ledger remembers what the post said
            found += _remembered(post, claim)
    return tuple(found)


def _remembered(post: Publication, claim: Claim) -> Iterator[Carrier]:
    for item in post.items:
        keys = tuple(address(url) for url in (item.url, *item.further))
        yield from (
            Carrier(post.post, 0, item.headline, said, correctable=False) for said in (item.headline, *item.sentences) if said and carries(said, keys, claim)
        )


def _carriers(name: str, post: ReadPost, claim: Claim, *, same_post: bool = False) -> Iterator[Carrier]:
    """Sentences and headlines that say it; what tells of a correction does not. Lede, analysis and conclusion of the same post speak of its items.

    What is quoted from an earlier post is named too: it stays as it was said, unless a person changes it.
    """
    for section in post.sections:
        if _is_notices(section):
            continue
        title = section.heading.text if section.heading else section.role
        yield from _in_prose(name, post, section.prose, title, claim.addresses if same_post else (), claim)
        for item in section.items:
            keys = tuple(address(link.url) for link in _links(item) if link.url)
            headline = item.headline
            if headline and carries(headline.text, keys, claim):
                yield Carrier(name, _line(post, headline.start), headline.text, headline.text)
            yield from _in_prose(name, post, item.prose, headline.text if headline else item.url, keys, claim)
    for where, span, said in _heads(post):
        if carries(said, (), claim) or whole(claim.was).search(said):
            yield Carrier(name, _line(post, span.start), where, said, correctable=False)


def _heads(post: ReadPost) -> Iterator[tuple[str, Span, str]]:
    if post.h1:
        yield "title", post.h1, post.h1.text
    for key, value in post.front.data.items():
        if isinstance(value, str) and key in ("title", "excerpt", "description"):
            at = post.text.find(f"{key}:", post.front.start, post.front.end)
            yield f"front matter, {key}", Span(max(at, 0), max(at, 0)), value


def _in_prose(name: str, post: ReadPost, prose: Sequence[Prose], where: str, keys: tuple[str, ...], claim: Claim) -> Iterator[Carrier]:
    for one in prose:
        text = post.text[one.start : one.end]
        if not is_correction(text):
            for span in one.sentences:
                said = seen(post, one, span)
                if carries(said, keys, claim):
                    yield Carrier(name, _line(post, span.start), where, said, correctable=not is_ours(text))


def _line(post: ReadPost, at: int) -> int:
    return post.text.count("\n", 0, at) + 1


def _read(path: Path) -> str:
    try:
        return path.read_bytes().decode("utf-8")
    except UnicodeDecodeError as error:
        raise NotAPost(str(path), f"holds bytes that are no UTF-8 (at byte {error.start})", "save the file as UTF-8 text") from error


def _parsed(text: str, path: Path, settings: Settings) -> ReadPost:
    return parse(text, subject=str(path), own_headings=settings.post.headings, disclosure=settings.post.ai_disclosure)
