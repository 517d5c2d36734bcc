"""The review of a draft that was just written, and the review record as files. `recheck` reviews a post in any other state."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import NamedTuple

from drafter import bundled, noticed, proofread
from drafter.asks import EarlierData, Judged
from drafter.check.memory import Memory
from drafter.check.text import CheckedText
from drafter.config import Settings
from drafter.entities import Article, Edition, Flag
from drafter.post.read import parse
from drafter.proofread import Review, record
from drafter.proofread.of_form import of_form
from drafter.store import corrections, demotions, editions, rates, waivers
from drafter.store.files import json_text, write_atomic
from drafter.voice.nouns import Voice


class Files(NamedTuple):
    """A review record, as `review.json` and `review.html` hold it."""

    json: str
    html: str


@dataclass(frozen=True)
class Known:
    """What a review goes by beside the text. Waivers that lie beside the edition in the digest at `folder` count."""

    folder: Path
    settings: Settings
    articles: Mapping[str, Article]
    """By id."""
    voice: Voice = field(default_factory=Voice)
    """The digest's terms, and the examples that prompts showed."""
    judged: Sequence[Judged] = ()
    """A model's verdicts."""
    compared: Sequence[EarlierData] = ()
    """Earlier editions' items that the chain was given."""
    memory: Memory = field(default_factory=Memory)
    """As for `check.grounding.ground`."""

    def of_draft(self, edition: Edition, more: Sequence[Flag] = ()) -> Review:
        """The review of an edition. `more` are flags raised elsewhere."""
        text = proofread.of_edition(edition, self.settings)
        wrong = noticed.flags(text, corrections.read(self.folder)[0], self.settings.digest.zone, edition=edition)
        return self._review(text, edition, (*more, *wrong))

    def of_post(self, edition: Edition, text: str, more: Sequence[Flag] = ()) -> Review:
        """The review of a post that holds the edition and a person's words. Raises NotAPost."""
        settings = self.settings
        post = parse(text, own_headings=settings.post.headings, disclosure=settings.post.ai_disclosure)
        checked = proofread.of_post(post, edition, self.articles, settings, today=edition.date.day(settings.digest.zone))
        wrong = noticed.flags(checked, corrections.read(self.folder)[0], settings.digest.zone, post=post)
        return self._review(checked, edition, (*more, *of_form(post), *wrong), text)

    def _review(self, text: CheckedText, edition: Edition, more: Sequence[Flag], post: str = "") -> Review:
        beside = proofread.Beside(
            edition=edition.name,
            post=post,
            more=more,
            waived=waivers.read(editions.edition_folder(self.folder, edition.name)).reason,
            glossary=self.voice.terms,
            examples=self.voice.texts,
            demoted=demoted(self.folder),
            verdicts=self.judged,
            earlier=texts_of(self.compared),
            rates=rates.read(self.folder),
            memory=self.memory,
        )
        return proofread.proofread(text, self.articles, self.settings, beside)


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
