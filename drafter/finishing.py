"""From what a run wrote to the draft that waits for its editor: checked, rendered, merged with a person's edits, kept.

Nothing here is needed before the last call is under way, so it is imported while the model writes.
"""

from __future__ import annotations

from collections.abc import Sequence

from drafter import assemble, bundled, ending, proofread, remembered, reread, reviewing
from drafter.check.memory import version
from drafter.compose import Chain
from drafter.entities import Edition, Flag, Item, Language
from drafter.job import Outcome
from drafter.post import place
from drafter.post.render import render
from drafter.proofread import Review
from drafter.revise import Revised, reader, revise
from drafter.run import Run
from drafter.select import Settled
from drafter.store import checks, editions, ledger, verdicts
from drafter.store.files import write_atomic, write_json
from drafter.store.runs import Record
from drafter.voice.introduced import introduced


class Finishing:
    """One run's."""

    def __init__(self, run: Run, items: tuple[Item, ...], settled: Settled) -> None:
        self._run, self._items, self._settled = run, items, settled
        self._job, self._settings = run.job, run.settings
        self._articles = {article.id: article for article in (*settled.articles, *(other for others in settled.further.values() for other in others))}
        """Every article that an item rests on, by id."""
        self._differ: tuple[Flag, ...] = ()

    def check(self) -> None:
        """Items against their articles, so that the review at the end finds these read; called in a thread beside the chain.

        Where sources of one story give different figures or dates for the same thing the draft says so.
        """
        run = self._run
        flags = proofread.items_checked(self._items, self._articles, self._settings, run.stamp().day(run.zone), run.memory)
        self._differ = tuple(flag for flag in flags if flag.code == "sources-disagree")

    def finish(self, chain: Chain) -> Outcome:
        """Render, write the draft where no person's edit is lost, keep edition, record and run."""
        run, job = self._run, self._job
        last = remembered.review_of(editions.edition_folder(job.folder, run.window.name))
        facts = self._facts()
        edition = introduced(assemble.edition(facts, self._items, chain), run.voice.terms)
        chosen = {article.id: article for article in self._settled.articles}
        raised = assemble.flags(facts, edition, chain, chosen, ending.left_out(run.writing), ending.not_argued(run.writing))
        review = self._known().of_draft(edition, raised)
        text = render(edition, self._settings, load_template=self._template, unpublished=self._unpublished(review.flags))
        written = None if job.rehearsal else self._revise(edition, text)
        if written is not None and written.aside is None and written.text != text:  # what the editor has is what the review speaks of
            review = self._known(written.text).of_post(edition, written.text, raised)
        code, record = ending.exit_code(run.writing, review.flags), run.record(review.flags)
        self._keep(edition, record, review, written)
        if written is not None:
            self._lay(chain)
        if job.out is not None:
            write_atomic(job.out, text)
        run.end(code, record, edition, text)
        if written is not None:
            remembered.at_draft(job.folder, self._settings, edition.name, written.mine, last, job.clock(), job.by)
        path = written.path if written else None
        return Outcome(edition.name, code, record, path, text=text, flags=review.flags, run_id=run.begun.info.id, revised=written)

    def _facts(self) -> assemble.Facts:
        """What the edition says of the run."""
        run, language = self._run, self._settings.digest.language
        return assemble.Facts(
            name=run.window.name,
            language=language,
            date=run.stamp(),
            min_items=self._settings.select.min_items,
            extractive_note=_embedded_note(language) if run.writing.asking is None else "",
            fallen=dict(run.writing.fallen),
            differ=self._differ,
            notices=run.desk.laid.notices,
        )

    def _known(self, post: str = "") -> reviewing.Known:
        """What a review of this edition goes by. A post may have kept items that are no longer drafter's, or never were: their articles too."""
        run, articles, judged = self._run, self._articles, self._run.judged
        if post:
            articles = reread.named(run.stores, reader(self._settings)(post)) | articles
            judged = verdicts.joined(verdicts.read(editions.edition_folder(self._job.folder, run.window.name))[0], judged)
        return reviewing.Known(self._job.folder, self._settings, articles, run.voice, judged, run.desk.laid.compared, run.memory)

    def _template(self, name: str) -> str:
        return bundled.read("templates", name, self._job.folder, self._settings.post.form)

    def _revise(self, edition: Edition, text: str) -> Revised:
        path = place.draft_path(self._settings, self._job.folder, edition.name, edition.date.day(self._run.zone))
        return revise(self._job.folder, self._settings, path, edition, text, reason="draft", now=self._run.now)

    def _keep(self, edition: Edition, record: Record, review: Review, written: Revised | None) -> None:
        """What belongs to the draft, in its edition's folder and the run's bundle; what a new text is made of lies beside the new text."""
        run, made = self._run, reviewing.files(review, self._job.folder)
        write_atomic(run.begun.folder / "review.json", made.json, durable=False)
        checks.keep(run.stores.checks, edition.name, version(), run.memory.kept())
        if written is None:
            return
        folder = editions.edition_folder(self._job.folder, edition.name)
        if written.aside is not None:
            write_json(folder / "edition.new.json", edition.model_dump(mode="json"))
        write_json(folder / "record.json", record.model_dump(mode="json"))
        ledger.keep_window(self._job.folder, edition.name, run.window.start, run.window.end, by_hand=self._job.since is not None, drafted=run.now)
        reviewing.keep(folder, made, aside=written.aside is not None)
        if run.judged:
            verdicts.keep(folder, run.judged)

    def _lay(self, chain: Chain) -> None:
        """Choices and theses on the editor's desk; what the embedded writer groups by are labels, no claims to choose from."""
        self._run.desk.keep_choices(self._settled, self._run.candidates)
        if "theses" not in self._run.writing.fallen:
            self._run.desk.lay_theses(chain.candidates, {item.id: item.headline for item in self._items if item.place != "brief"})

    def _unpublished(self, flags: Sequence[Flag]) -> bool:
        return place.needs_unpublished(self._settings) or any(flag.severity == "BLOCK" for flag in flags)


def _embedded_note(language: Language) -> str:
    from drafter.llm.extractive import NOTE

    return NOTE[language]
