"""Corrections as an edition tells its readers of them, and as checks look for them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from datetime import datetime
from zoneinfo import ZoneInfo

from drafter.check.text import CheckedText
from drafter.config import Settings
from drafter.corrected import Claim, Spoken, spoken
from drafter.duplicates import address
from drafter.entities import Edition, Flag, Language, Notice
from drafter.post import escape, headings, place
from drafter.post.ours import is_correction, is_ours
from drafter.post.parts import ReadPost
from drafter.post.read import seen
from drafter.store.corrections import Correction

_OF_VALUES = frozenset({"figure-contradicted", "figure-not-in-source", "figure-not-in-items", "date-contradicted", "date-not-in-source", "figures-swapped"})
"""Codes whose words hold more of a figure than what was wrong in it: its unit stays, and is no reason to flag its value."""


def notices(corrections: Iterable[Correction], settings: Settings, start: datetime, end: datetime) -> tuple[Notice, ...]:
    """Those made from `start` on and before `end`, an edition's; it starts where the one before ended, so each stands in one edition.

    Words that were wrong in several places of a post are told of once.
    """
    zone = settings.digest.zone
    once = {(one.post, one.was, one.now): one for one in reversed([one for one in corrections if start <= one.at < end])}
    return tuple(
        Notice(
            date=one.at.astimezone(zone).date().isoformat(),
            title=one.title,
            post_date=one.post_date,
            url=place.post_url(settings, one.post, one.post_date),
            headline=one.headline,
            was=one.was,
            now=one.now,
            because=one.because,
        )
        for one in reversed(once.values())
    )


def line(one: Correction) -> str:
    """The dated line that a post has at what was corrected, as Markdown: while it stands there, so does the correction."""
    language: Language = "zh" if one.language == "zh" else "en"
    return headings.corrected(one.was, one.now, one.because, one.at.date().isoformat(), language, lambda said: escape.text(said, line_start=False))


def claim(one: Correction, zone: ZoneInfo) -> Claim:
    """What a check looks for."""
    day = one.at.astimezone(zone).date()
    keys = tuple(address(url) for url in one.urls)
    told = f"{day.isoformat()} in {one.post}" + (f": {one.because}" if one.because else "")
    return Claim(was=one.was, now=one.now, sentence=one.sentence, addresses=keys, day=day, told=told)


def settled(corrections: Iterable[Correction], zone: ZoneInfo, post: ReadPost) -> Callable[[Flag], Flag]:
    """What a flag becomes whose words a correction put there: for information, since the correction has its reason.

    Only in the post that tells its readers of it, in the sentence as it was corrected, and for the corrected words alone.
    """
    here = [one for one in corrections if one.now and line(one) in post.text]

    def of(flag: Flag) -> Flag:
        one = next((one for one in here if flag.severity != "INFO" and _put_there(flag, one)), None)
        if one is None:
            return flag
        by, day = f" by {one.by}" if one.by else "", one.at.astimezone(zone).date().isoformat()
        why = f": {one.because.rstrip('。.')}" if one.because else ""
        message = f"corrected on {day}{by} from “{one.was}” to “{one.now}”{why}; the source as it is kept says otherwise"
        return flag.model_copy(update={"code": "corrected", "severity": "INFO", "message": message})

    return of


def _put_there(flag: Flag, one: Correction) -> bool:
    words, now, said = (_squeezed(text) for text in (flag.words, one.now, flag.statement))
    if not words or now not in said or not any(said in _squeezed(sentence) for sentence in _sentences(one)):
        return False
    return words in now or (flag.code in _OF_VALUES and now in words)


def _sentences(one: Correction) -> tuple[str, ...]:
    return one.sentences or (one.sentence.replace(one.was, one.now),)


def _squeezed(text: str) -> str:
    return "".join(text.split())


def flags(
    text: CheckedText, corrections: Sequence[Correction], zone: ZoneInfo, *, edition: Edition | None = None, post: ReadPost | None = None
) -> tuple[Flag, ...]:
    """A flag wherever a corrected claim stands again: in what checks read, and in what is quoted from earlier posts."""
    if not corrections:
        return ()
    from drafter.restated import corrected  # reads figures and dates; most digests have nothing corrected

    rows = [*spoken(text), *(_quoted_in_edition(edition) if edition else ()), *(_quoted_in_post(post) if post else ())]
    return corrected(rows, [claim(one, zone) for one in corrections])


def _quoted_in_edition(edition: Edition) -> Iterable[Spoken]:
    for item in edition.items:
        keys = tuple(address(link.url) for link in (item.link, *item.further) if link.url)
        yield from (Spoken(text=said, where=item.headline, addresses=keys) for said in (item.continues.said if item.continues else ()))


def _quoted_in_post(post: ReadPost) -> Iterable[Spoken]:
    for item in (*post.items, *post.briefs):
        keys = tuple(address(link.url) for link in (*([item.source] if item.source else []), *item.links) if link.url)
        where = item.headline.text if item.headline else item.url
        for prose in item.prose:
            raw = post.text[prose.start : prose.end]
            if is_ours(raw) and not is_correction(raw):
                for span in prose.sentences:
                    yield Spoken(text=seen(post, prose, span), where=where, addresses=keys, span=(span.start, span.end))
