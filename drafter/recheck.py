"""`drafter check`: a post in any state is read, its sources are found again, every sentence is checked, and the record is kept."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import date, timedelta
from pathlib import Path

from drafter import desk, drafted, house, noticed, proofread, remembered, reread, reviewing, told
from drafter.check import codes
from drafter.check.memory import Memory, version
from drafter.check.text import CheckedText
from drafter.config import Settings
from drafter.duplicates import address
from drafter.entities import Edition, Failure, Flag
from drafter.errors import DrafterError, NotAPost, UsageError
from drafter.job import Job, Stores
from drafter.post import place
from drafter.post.parts import ReadPost
from drafter.post.read import parse
from drafter.proofread import Review
from drafter.proofread.of_form import of_form
from drafter.store import checks, corrections, earlier, editions, history, ledger, published, rates, redos, verdicts, waivers
from drafter.store.decisions import Decision
from drafter.store.files import STATE, slug
from drafter.store.waivers import Waiver, Waivers

_HERE = ("drafter.toml", STATE)
"""What makes a folder a digest."""


@dataclass(frozen=True)
class Waive:
    """A flag that the editor lets stand from now on."""

    code: str
    words: str | None
    """None: whichever the one flag with this code names."""
    reason: str


@dataclass(frozen=True)
class Checked:
    """What `drafter check` found."""

    path: Path
    text: str
    """The post, for the lines of its flags."""
    review: Review
    failures: tuple[Failure, ...]
    """Sources without an article, and waivers that cannot be read."""
    lapsed: tuple[Waiver, ...]
    record: Path | None
    """Folder of the review record; None where the post belongs to no digest."""
    noted: tuple[Decision, ...]
    """What people did since the last check, as it was added to the edition's decisions."""
    found: reread.Found
    """The sources it was checked against."""


def is_digest(folder: Path) -> bool:
    """Whether the folder has settings of ours or anything that drafter keeps."""
    return any((folder / name).exists() for name in _HERE)


def digest_of(post: Path) -> Path:
    """The digest that a post lies in, else the post's own folder."""
    return next(filter(is_digest, post.resolve().parents), post.resolve().parent)


def own_name(post: Path) -> str:
    """What an edition's folder is called for a post that no kept edition stands behind: the same as draft and as published."""
    return slug(Path(place.slug_of(post.name)).stem) or "post"


async def check(job: Job, path: Path, *, waive: Waive | None = None, record_in: Path | None = None, by: str = "") -> Checked:
    """The review of the post at `path`. With `job.offline` only kept pages are used.

    What the person `by` did since the last check is added to the edition's decisions, unless the record goes elsewhere.
    Raises NotAPost for what is no post (naming the line), UsageError for a waiver that fits no flag, OSError.
    """
    text = read_text(path)
    post = parsed(job, path, text)
    edition = editions_of(job.folder, proofread.addresses(post))
    found = await reread.sources(job, post, edition)
    memory = remembering(job, edition)
    review = reviewed(job, path, post, edition, found, memory=memory)
    folder = folder_of(job, path, edition)
    noted: tuple[Decision, ...] = ()
    if waive is not None:
        chosen, given = _chosen(review(Waivers()), waive), waivers.read(folder)
        for flag in chosen:
            waivers.keep(folder, flag, waive.reason)
        noted += remembered.ignored(folder, [flag for flag in chosen if not given.reason(flag)], post, waive.reason, job.clock(), by)
    kept = waivers.read(folder)
    result = review(kept)
    remember(job, edition, memory)
    if edition is not None and record_in is None:
        noted += remembered.since(job.settings, folder, post, result, job.clock(), by)
    where = record_in or (folder if edition is not None else None)
    if where is not None:
        reviewing.keep(where, reviewing.files(result, job.folder))
    lapsed = kept.lapsed((*result.flags, *(one.flag for one in result.waived)))
    left_out = (*kept.broken, *verdicts.read(folder)[1], *corrections.read(job.folder)[1], *remembered.unread(job.folder, folder))
    return Checked(path, text, result, (*found.failures, *left_out), lapsed, where, noted, found)


def remembering(job: Job, edition: Edition | None) -> Memory:
    """What the checks of the edition's draft, or of its post, found before. Reads files."""
    return Memory.of(checks.read(Stores.of(job).checks, edition.name, version()) if edition else {})


def remember(job: Job, edition: Edition | None, memory: Memory) -> None:
    """Keep what a review asked for beside what the draft's found."""
    if edition:
        with suppress(OSError):  # where nothing can be written it is found again
            checks.add(Stores.of(job).checks, edition.name, version(), memory.kept())


def parsed(job: Job, path: Path, text: str) -> ReadPost:
    """The post, read with the digest's own headings. Raises NotAPost."""
    return parse(text, subject=str(path), own_headings=job.settings.post.headings, disclosure=job.settings.post.ai_disclosure)


def folder_of(job: Job, path: Path, edition: Edition | None) -> Path:
    """Where waivers and the review record of the post lie: beside its edition, or, without one, under the post's own name."""
    return editions.edition_folder(job.folder, edition.name if edition else own_name(path))


def reviewed(
    job: Job,
    path: Path,
    post: ReadPost,
    edition: Edition | None,
    found: reread.Found,
    only: Callable[[CheckedText], CheckedText] = lambda text: text,
    memory: Memory | None = None,
) -> Callable[[Waivers], Review]:
    """The review by the waivers that count; of the text that `only` makes of the post's. Raises ConfigError for a broken ledger or `redo.json`.

    `memory` keeps what was read of articles for another review.
    """
    day = job.clock().astimezone(job.settings.digest.zone).date()
    whole = proofread.of_post(post, edition, found.articles, job.settings, links=found.links, today=day)
    text = only(whole)
    name = edition.name if edition else ""
    judged = verdicts.read(editions.edition_folder(job.folder, name))[0] if name else ()
    more = _of_draft(job, post, edition, whole, found) if edition else ()
    if text is whole:  # what is said of no sentence is not asked for while somebody types
        more += _repeats(job, path, post, edition, whole)
    known_rates = rates.read(job.folder)
    voice = house.read(job.folder, job.settings)
    known, zone = corrections.read(job.folder)[0], job.settings.digest.zone
    wrong = noticed.flags(text, known, zone, post=post)
    beside = proofread.Beside(
        edition=name,
        post=post.text,
        more=(*of_form(post), *wrong, *more),
        missing=_missing(text, found.failures),
        known_urls=_known(edition, found),
        window=_window(job, name),
        glossary=voice.terms,
        examples=voice.texts,
        demoted=reviewing.demoted(job.folder),
        settled=noticed.settled(known, zone, post),
        verdicts=judged,
        earlier=_earlier(job.folder, name),
        rates=known_rates,
        memory=memory or Memory(),
    )
    return lambda kept: proofread.proofread(text, found.articles, job.settings, replace(beside, waived=kept.reason))


def _repeats(job: Job, path: Path, post: ReadPost, edition: Edition | None, text: CheckedText) -> tuple[Flag, ...]:
    """Items that another published post had, but those of which the draft said so."""
    marked = {item.id for item in edition.items if item.continues or {"repeat", "update"} & set(item.marks)} if edition else set()
    return told.repeats(reversed(published.publications(job.folder)), post, text, history.called(job.folder, path), marked)


def _of_draft(job: Job, post: ReadPost, edition: Edition, text: CheckedText, found: reread.Found) -> tuple[Flag, ...]:
    """What the review of the draft knew beyond its words. Raises ConfigError for a broken `redo.json`."""
    made = remembered.record_of(editions.edition_folder(job.folder, edition.name))
    tags = post.front.data.get("tags")
    return drafted.flags(
        edition,
        text,
        found.articles,
        made.record.flags if made else (),
        min_items=job.settings.select.min_items,
        tags=[str(tag) for tag in tags] if isinstance(tags, list) else str(tags or "").split(),
        known_tags=job.settings.digest.tags,
        redone=() if made and made.exact else redos.read(job.folder, edition.name).asked,
    )


def _earlier(digest: Path, name: str) -> dict[str, str]:
    """Texts of the editions before `name` that its sentences may rest on, by id; what cannot be read there is not at hand."""
    covered = ledger.covered(digest).get(name)
    found, _ = earlier.editions(digest, name, desk.EDITIONS_COMPARED, covered.cutoff) if covered else ((), ())
    return reviewing.texts_of(desk.compared(found))


def _known(edition: Edition | None, found: reread.Found) -> set[str] | None:
    """Addresses that were fetched, as far as the kept edition tells; None where there is none."""
    return None if edition is None else {link.url for item in edition.items for link in (item.link, *item.further)} | set(found.links)


def read_text(path: Path) -> str:
    """The post's text with its line ends as they are. Raises NotAPost for bytes that are no UTF-8, OSError."""
    try:
        return path.read_bytes().decode("utf-8")
    except UnicodeDecodeError as error:
        line = error.object[: error.start].count(b"\n") + 1
        raise NotAPost(f"{path}:{line}", f"holds bytes that are no UTF-8 (at byte {error.start})", "save the file as UTF-8 text") from error


def editions_of(digest: Path, urls: Sequence[str]) -> Edition | None:
    """The kept edition that has most of the post's sources, the later of two; None where none has half of them or half of it."""
    wanted = {address(url) for url in urls}
    best: tuple[int, str, Edition] | None = None
    for path in sorted((digest / STATE / "editions").glob("*/edition.json")):
        edition = _edition(path, urls)
        if edition is None:
            continue
        has = {address(item.link.url) for item in edition.items}
        shared = len(wanted & has)
        if 2 * shared >= min(len(wanted), len(has)) > 0 and (best is None or (shared, edition.name) > best[:2]):
            best = (shared, edition.name, edition)
    return best[2] if best else None


def edition_of(digest: Path, path: Path, settings: Settings) -> str:
    """The edition whose states the post has: by its place, else by its sources. Raises UsageError where it has none."""
    known = history.edition_of(digest, path)
    if known is not None:
        return known
    try:
        post = parse(path.read_bytes().decode(), subject=str(path), own_headings=settings.post.headings, disclosure=settings.post.ai_disclosure)
        edition = editions_of(digest, proofread.addresses(post))
    except (DrafterError, UnicodeDecodeError, FileNotFoundError):
        edition = None
    if edition is None:
        raise UsageError(str(path), f"is of no edition that drafter keeps in {digest}", "name the digest's folder with -C")
    return edition.name


def _edition(path: Path, urls: Sequence[str]) -> Edition | None:
    """None without any of the addresses, which is seen before the whole file is read as data."""
    try:
        content = path.read_bytes()
        return Edition.model_validate_json(content) if any(url.encode() in content for url in urls) else None
    except (OSError, ValueError):
        return None


def _missing(text: CheckedText, failures: Sequence[Failure]) -> dict[str, str]:
    why = {address(failure.subject): failure for failure in failures}
    items = [(item.id, why.get(address(item.link.url)) if item.link else None) for item in text.items if not item.article_ids]
    return {key: f"{failure.reason}: {failure.message}" for key, failure in items if failure}


def _window(job: Job, name: str) -> tuple[date, date] | None:
    """First and last day of the edition, as the ledger or its draft has them."""
    covered = ledger.covered(job.folder).get(name)
    if covered is None or covered.start is None:
        return None
    zone = job.settings.digest.zone
    return covered.start.astimezone(zone).date(), (covered.cutoff - timedelta(seconds=1)).astimezone(zone).date()


def _chosen(review: Review, waive: Waive) -> list[Flag]:
    code = codes.by_name(waive.code)
    of_code = [flag for flag in review.flags if flag.code == (code[0] if code else waive.code)]
    chosen = [flag for flag in of_code if waive.words is None or flag.words.split() == waive.words.split()]
    if chosen and (waive.words is not None or len(chosen) == 1):
        return chosen
    known = ", ".join(f"“{flag.words}”" for flag in of_code[:8])
    way_out = f"name the words of one of them with --words: {known}" if of_code else "`drafter check` lists each flag with its code and words"
    subject = f"--waive {waive.code}" + (f" --words {waive.words}" if waive.words is not None else "")
    raise UsageError(subject, "fits no flag of this post" if not chosen else f"fits {len(chosen)} flags", way_out)
