"""The review of a draft that was just written, and the review record as files. `recheck` reviews a post in any other state."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

from drafter import bundled, noticed, proofread
from drafter.asks import EarlierData, Judged
from drafter.check.lines import Text
from drafter.config import Settings
from drafter.entities import Article, Edition, Flag
from drafter.proofread import Review, record
from drafter.store import corrections, demotions, editions, rates, waivers
from drafter.store.files import json_text, write_atomic
from drafter.voice.nouns import Voice


class Files(NamedTuple):
    """A review record, as `review.json` and `review.html` hold it."""

    json: str
    html: str


def of_draft(
    edition: Edition,
    articles: Mapping[str, Article],
    settings: Settings,
    folder: Path,
    voice: Voice | None = None,
    more: Sequence[Flag] = (),
    judged: Sequence[Judged] = (),
    compared: Sequence[EarlierData] = (),
    texts: dict[str, Text] | None = None,
) -> Review:
    """The review of an edition. `voice`: the digest's terms, and the examples that prompts showed. `more` are flags raised elsewhere,
    `judged` a model's verdicts, `compared` the earlier editions' items that the chain was given, `texts` as for `ground`.

    Waivers that lie beside the edition in the digest at `folder` count.
    """
    kept, own = waivers.read(editions.edition_folder(folder, edition.name)), voice or Voice()
    text = proofread.of_edition(edition, settings)
    wrong = noticed.flags(text, corrections.read(folder)[0], settings.digest.zone, edition=edition)
    return proofread.proofread(
        text,
        articles,
        settings,
        edition=edition.name,
        more=(*more, *wrong),
        waived=kept.reason,
        glossary=own.terms,
        examples=own.texts,
        demoted=demoted(folder),
        verdicts=judged,
        earlier=texts_of(compared),
        rates=rates.read(folder),
        texts=texts,
    )


def texts_of(compared: Sequence[EarlierData]) -> dict[str, str]:
    """Texts of earlier editions' items by id. An item that two editions had is known by one id; both its texts count."""
    found: dict[str, str] = {}
    for one in compared:
        found[one.id] = "\n".join([*filter(None, [found.get(one.id)]), one.headline, *one.statements])
    return found


def demoted(digest: Path) -> dict[str, str]:
    """Code → who takes it less seriously here, and since when: as `proofread` takes it."""
    return {code: f"by {one.by or 'this desk'} on {one.at.date().isoformat()}" for code, one in demotions.read(digest)[0].items()}


def files(review: Review, digest: Path | None) -> Files:
    """The review record. Raises ConfigError for a template that cannot be filled."""
    return Files(json_text(record.data(review)), record.page(review, bundled.read("templates", record.TEMPLATE, digest)))


def keep(where: Path, made: Files, *, aside: bool = False) -> None:
    """Write `review.json` and `review.html` into the folder, or as `.new` beside those of a draft that was left alone. Raises OSError."""
    new = ".new" if aside else ""
    write_atomic(where / f"review{new}.json", made.json, durable=False)
    write_atomic(where / f"review{new}.html", made.html, durable=False)
