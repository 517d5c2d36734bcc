"""`drafter check`: a post in any state is read, its sources are found again, every sentence is checked, and the record is kept."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

from drafter import bundled, proofread, reread
from drafter.check import codes
from drafter.check.glossary import GlossaryTerm
from drafter.check.text import CheckedText
from drafter.config import Settings
from drafter.duplicates import address
from drafter.entities import Article, Edition, Failure, Flag
from drafter.errors import UsageError
from drafter.job import Job
from drafter.post.parts import ReadPost
from drafter.post.read import NotAPost, parse
from drafter.proofread import Review, record
from drafter.proofread.of_form import of_form
from drafter.store import editions, glossary, ledger, waivers
from drafter.store.files import STATE, json_text, slug, write_atomic
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


def is_digest(folder: Path) -> bool:
    """Whether the folder has settings of ours or anything that drafter keeps."""
    return any((folder / name).exists() for name in _HERE)


def digest_of(post: Path) -> Path:
    """The digest that a post lies in, else the post's own folder."""
    return next(filter(is_digest, post.resolve().parents), post.resolve().parent)


async def check(job: Job, path: Path, *, waive: Waive | None = None, record_in: Path | None = None) -> Checked:
    """The review of the post at `path`. With `job.offline` only kept pages are used.

    Raises NotAPost for what is no post (naming the line), UsageError for a waiver that fits no flag, OSError.
    """
    text = read_text(path)
    post = parsed(job, path, text)
    edition = editions_of(job.folder, proofread.addresses(post))
    found = await reread.sources(job, post, edition)
    review = reviewed(job, post, edition, found)
    folder = folder_of(job, path, edition)
    if waive is not None:
        for flag in _chosen(review(Waivers()), waive):
            waivers.keep(folder, flag, waive.reason)
    kept = waivers.read(folder)
    result = review(kept)
    where = record_in or (folder if edition is not None else None)
    if where is not None:
        keep_record(where, result, job.folder)
    lapsed = kept.lapsed((*result.flags, *(one.flag for one in result.waived)))
    return Checked(path, text, result, (*found.failures, *kept.broken), lapsed, where)


def parsed(job: Job, path: Path, text: str) -> ReadPost:
    """The post, read with the digest's own headings. Raises NotAPost."""
    return parse(text, subject=str(path), own_headings=job.settings.post.headings, disclosure=job.settings.post.ai_disclosure)


def folder_of(job: Job, path: Path, edition: Edition | None) -> Path:
    """Where waivers and the review record of the post lie: beside its edition, or, without one, under the post's own name."""
    return editions.edition_folder(job.folder, edition.name if edition else slug(path.stem) or "post")


def reviewed(
    job: Job, post: ReadPost, edition: Edition | None, found: reread.Found, only: Callable[[CheckedText], CheckedText] = lambda text: text
) -> Callable[[Waivers], Review]:
    """The review by the waivers that count; of the text that `only` makes of the post's."""
    day = job.clock().astimezone(job.settings.digest.zone).date()
    text = only(proofread.of_post(post, edition, found.articles, job.settings, links=found.links, today=day))
    name = edition.name if edition else ""
    return lambda kept: proofread.proofread(
        text,
        found.articles,
        job.settings,
        edition=name,
        post=post.text,
        more=of_form(post),
        waived=kept.reason,
        missing=_missing(text, found.failures),
        known_urls=_known(edition, found),
        window=_window(job, name),
        glossary=_glossary(job.folder),
    )


def _glossary(digest: Path) -> tuple[GlossaryTerm, ...]:
    return tuple(GlossaryTerm.model_validate(term) for term in glossary.read(digest))


def _known(edition: Edition | None, found: reread.Found) -> set[str] | None:
    """Addresses that were fetched, as far as the kept edition tells; None where there is none."""
    return None if edition is None else {link.url for item in edition.items for link in (item.link, *item.further)} | set(found.links)


def of_draft(edition: Edition, articles: Mapping[str, Article], settings: Settings, folder: Path, more: Sequence[Flag] = ()) -> tuple[Review, str, str]:
    """The review of an edition that was just drafted, with its `review.json` and `review.html`. `more` are flags raised elsewhere.

    Waivers that lie beside the edition in the digest at `folder` count. Raises ConfigError for a template that cannot be filled.
    """
    kept = waivers.read(editions.edition_folder(folder, edition.name))
    review = proofread.proofread(
        proofread.of_edition(edition, settings), articles, settings, edition=edition.name, more=more, waived=kept.reason, glossary=_glossary(folder)
    )
    return review, *_files(review, folder)


def keep_record(where: Path, review: Review, digest: Path | None) -> None:
    """Write `review.json` and `review.html` into the folder. Raises OSError, ConfigError."""
    as_json, as_html = _files(review, digest)
    write_atomic(where / "review.json", as_json)
    write_atomic(where / "review.html", as_html)


def _files(review: Review, digest: Path | None) -> tuple[str, str]:
    return json_text(record.data(review)), record.page(review, bundled.read("templates", record.TEMPLATE, digest))


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
