"""One run: its ports opened, what it may spend and what it knows. The flow itself is in `pipeline.py`; `finishing.py` makes the draft."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Sequence
from contextlib import AsyncExitStack, asynccontextmanager
from datetime import datetime, timedelta
from decimal import Decimal
from functools import cached_property, lru_cache
from typing import Any

from drafter import archive, bundled, desk, ending, house, prompts, recorded
from drafter.asking import Asking
from drafter.asks import Judged
from drafter.budget import Budget
from drafter.check.memory import Memory, version
from drafter.collector import Collector
from drafter.compose import Chain
from drafter.costing import Costing
from drafter.desk import Desk
from drafter.duplicates import address, without_login
from drafter.entities import Article, Edition, Failure, Flag, Item, Page, Source, Stamp, Writer
from drafter.errors import NoDraft
from drafter.job import Job, Outcome, Stores, bundle_of, moment
from drafter.job import window as edition_of
from drafter.judging import Judging
from drafter.llm.replay import ReplayWriter
from drafter.post import place
from drafter.select import Candidate, Criteria, Settled
from drafter.select.candidate import FOLDED
from drafter.store import checks, earlier, editions, ledger, lock, published, rates, runs
from drafter.store.files import STATE, sweep, write_json
from drafter.store.runs import Record, RunInfo
from drafter.voice.nouns import Voice
from drafter.window import Window
from drafter.writing import Writing


class Run:
    """The ports of one run, opened. `Run.open(job)` is an async context manager that also says how the run ended."""

    def __init__(self, job: Job, now: datetime, window: Window, stores: Stores, begun: runs.Run) -> None:
        self.job, self.stores, self.begun, self.now = job, stores, begun, now
        self.settings, self.window, self.zone = job.settings, window, job.settings.digest.zone
        digest = job.settings.digest
        bundle = bundle_of(job.folder, job.bundle) if job.unfetched else None
        self.desk = Desk(job.folder, window, self.zone, digest.sections, job.choices, job.auto, bundle, job.settings, stores.articles.folder)
        self.report, self.item = job.report, job.item
        limit = None if job.offline else job.settings.model.budget
        self.budget = Budget(job.settings.model, None if limit is None else Decimal(str(limit)))
        self.failures: list[Failure] = []
        self.candidates: tuple[Candidate, ...] = ()
        self.notes: tuple[str, ...] = ()
        self._vain: tuple[str, ...] = ()
        self.judged: tuple[Judged, ...] = ()
        self.synced: tuple[Failure, ...] = ()
        self.collector: Collector
        self.memory: Memory
        self.writing: Writing
        self.judging: Judging

    @classmethod
    @asynccontextmanager
    async def open(cls, job: Job) -> AsyncIterator[Run]:
        """Lock, window, stores, fetcher, writer. A run that ends by an error says so in its run.json."""
        async with AsyncExitStack() as stack:
            now = moment(job)
            stack.enter_context(lock.held(job.state or job.folder, job.clock()))
            own = job.state is None and not job.rehearsal
            if own:
                recorded.settle(job.folder)
            synced = archive.sync(job.folder, job.settings, now).failures if own else ()  # what was published by hand counts too
            window = edition_of(job.folder, job.settings, now, job.week, job.since, job.until)
            stores = Stores.of(job)
            info = RunInfo(
                edition=window.name,
                now=now,
                start=window.start,
                cutoff=window.end,
                writer=job.settings.writer_kind,
                settings=job.settings.model_dump(mode="json"),
            )
            choices = [choice.model_dump(mode="json") for choice in job.choices]
            asked = {"lists": [without_login(name) for name in job.lists], "choices": choices, "take": job.take, "auto": job.auto}
            info = info.model_copy(update={"ledger": ledger.ledger_digest(job.folder), "asked": asked})
            run = cls(job, now, window, stores, runs.start(stores.runs, info, stores.pages, stores.answers))
            run.synced = synced
            try:
                _ = run.desk.laid, run.voice  # before anything is fetched or paid for
                await run._open_ports(stack, now)
                yield run
            except BaseException as error:  # whatever ends the run is said in its run.json, and raised on
                run._failed(error)
                raise

    async def _open_ports(self, stack: AsyncExitStack, now: datetime) -> None:
        job, fetcher = self.job, None
        if not job.unfetched:
            from drafter.collect.fetch import Fetcher

            fetcher = await stack.enter_async_context(Fetcher(self.settings.fetch, clock=job.clock))
            if self.stores.fresh:
                job.workers.warm()
        deadline = asyncio.get_running_loop().time() + self.settings.fetch.deadline_s
        clock = (lambda: now) if job.unfetched else job.clock
        self.collector = Collector(
            self.settings.fetch,
            self.stores.pages,
            self.stores.articles,
            job.workers,
            fetcher,
            clock,
            deadline,
            job.folder,
            job.stdin,
            kept_first=job.bundle is not None,
            private=self.desk.laid.private,
            report=self.report,
        )
        stack.push_async_callback(self.collector.aclose)
        bundled.check_form(self.settings.post.form, job.folder)
        asking = await self._asking(stack)
        templates = prompts.load_all(job.folder, self.settings.post.form)
        self.begun.info = self.begun.info.model_copy(update={"prompts": {name: template.digest for name, template in templates.items()}})
        day, redos = self.stamp().day(self.zone), dict(self.desk.laid.redos)
        self.memory = Memory.of(checks.read(self.stores.checks, self.window.name, version()))
        self.writing = Writing(self.window.name, self.settings, templates, _embedded, asking, day, job.take, self.voice, redos=redos, memory=self.memory)
        self.judging = Judging(self.settings, templates["judge"], job.take)
        _ = rates.read(job.folder), self.settings.judges  # what is wrong there is said before anything is paid for

    async def _asking(self, stack: AsyncExitStack) -> Asking | None:
        kind = self.settings.writer_kind
        if kind == "extractive":
            return None
        writer: Writer = ReplayWriter(self.settings.model)
        if kind == "openai" and not self.job.offline and not self.job.dry_run:
            from drafter.llm.openai_writer import OpenAIWriter

            live = OpenAIWriter(
                self.settings.model,
                api_key=self.settings.secret,
                endpoint=self.settings.endpoint,
                capabilities=self.stores.root / "endpoints.json",
                load_text=lambda name: bundled.read("prompts", name, self.job.folder),
            )
            if self.stores.fresh:
                self.collector.warming = warming = asyncio.ensure_future(live.warm())
                stack.push_async_callback(_ended, warming)
            writer = live
        stack.push_async_callback(writer.aclose)
        return Asking(writer, self.stores.answers, self.budget, offline=self.job.offline, accept=self.job.accept)

    # What was asked for

    @cached_property
    def criteria(self) -> Criteria:
        """What the edition's items are chosen by."""
        settings, desk = self.settings, self.desk
        return Criteria.of(
            settings.select,
            self.window,
            self.zone,
            settings.digest.keywords,
            desk.choices,
            settings.digest.sections,
            desk.laid.run_before,
            desk.laid.held,
            desk.missed,
            desk.laid.told,
        )

    @cached_property
    def voice(self) -> Voice:
        """The digest's style, terms and examples. Raises ConfigError, NotAPost."""
        return house.read(self.job.folder, self.settings)

    def refuse_loss(self) -> None:
        """A published post is the editor's: nothing is drafted over it. Nor does a forgotten key turn a model's draft into extracts. Raises NoDraft."""
        if self.job.rehearsal or self.job.dry_run:
            return
        path = place.draft_path(self.settings, self.job.folder, self.window.name, self.stamp().day(self.zone))
        name = path.relative_to(self.job.folder).as_posix() if path.is_relative_to(self.job.folder) else path.as_posix()
        there = published.of_draft(self.job.folder, name, self.window.name)
        if there is not None and (there.post == name or not path.exists()):
            what = f"is published as {there.post}"
            raise NoDraft(self.window.name, what, "`drafter redo` changes it, `drafter unpublish` takes it back, --week names another edition")
        by_chance = self.settings.model.kind == "auto" and self.settings.writer_kind == "extractive"
        if by_chance and path.exists() and runs.writer_of(editions.edition_folder(self.job.folder, self.window.name)) in ("openai", "replay"):
            what = "was written by a model, and none is configured now: the sources' own sentences would take its place"
            way_out = "`drafter keys set` or model.base_url; `--writer extractive` where that is meant"
            if self.job.offline:
                way_out = "`--writer replay` takes the kept answers; `--writer extractive` where that is meant"
            raise NoDraft(self.window.name, what, way_out)

    def sources(self) -> tuple[tuple[Source, ...], tuple[Failure, ...]]:
        """The source lists given, else the digest's; with the digest's own, also what lies on the editor's desk."""
        from drafter.collect.sources import of_digest, read

        lists = self.job.lists or of_digest(self.job.folder, self.settings.digest.sources)
        more, broken = self.desk.laid.sources, self.desk.failures
        if not lists and not more and not self.desk.choices.decided:
            raise NoDraft(str(self.job.folder), "has no source list", "`drafter init` writes one; or name a list, a feed or a page on the command line")
        found, failures = read(lists, self.job.folder, self.job.stdin, self._is_kept_file)
        return (*found, *more), (*failures, *broken)

    def _is_kept_file(self, location: str) -> bool:
        return self.job.unfetched and isinstance(self.stores.pages.get(f"file:{location}"), Page)

    @property
    def may_stream(self) -> bool:
        """Whether a model may be asked before all articles are there: nothing must be counted first, and there is a model to wait for."""
        return self.writing.asking is not None and self.budget.limit is None and not self.job.dry_run and not self.job.offline and self.desk.nobody_chose

    @cached_property
    def folded_before(self) -> frozenset[str]:
        """Addresses that the edition's last draft found to be told by another report: a rerun asks no model for them."""
        found = earlier.of_itself(self.job.folder, self.window.name)
        return frozenset(address(one.url) for one in found if one.reason in FOLDED) - {address(one.url) for one in found if one.chosen}

    def spent_in_vain(self, articles: Sequence[Article], settled: Settled) -> None:
        """Articles that a model was asked for before all were read, and that are no items."""
        self.writing.unwanted.update((article.id, article.digest) for article in articles)
        self._vain = ending.in_vain(articles, settled.dropped, self.writing.asking)

    def note(self, dropped: Sequence[Candidate], settled: Settled, failures: Sequence[Failure]) -> None:
        """What the record says of the choice."""
        self.candidates, self.failures = (*settled.items, *settled.dropped, *dropped), list(failures)
        self.notes = (*ending.who_chose(self.job, self.desk), *ending.unmet(self.desk, self.candidates))

    # What it may cost

    @cached_property
    def _costing(self) -> Costing:
        return Costing(self.writing, self.budget, self.settings, len(self.desk.laid.compared))

    def reserve(self, settled: Settled) -> None:
        """With a budget: chain first, then the items in rank order; what it does not cover is denied a model and marked."""
        self._costing.reserve(settled)

    def estimated(self, settled: Settled) -> Outcome:
        """A dry run's end: what the draft would cost at most."""
        estimate, kept = self._costing.estimate(settled)
        self.notes += tuple(filter(None, [self._costing.coverage(settled)]))
        record = self.record((), calls_kept=kept)
        self.end(0, record, None, "")
        return Outcome(self.window.name, 0, record, estimate=estimate, run_id=self.begun.info.id)

    # The chain

    async def judge(self, items: tuple[Item, ...], articles: dict[str, Article]) -> None:
        """A model's opinion of the items, where the settings want it; beside the chain."""
        self.judged = await self.judging.verdicts(self.writing.asking, items, articles)

    async def chain(self, items: tuple[Item, ...], articles: dict[str, Article]) -> Chain:
        """Written of the items in full; briefs stand by themselves."""
        full = tuple(item for item in items if item.place != "brief") or items
        return await self.writing.chain(full, articles, self.desk.laid.compared, self.desk.laid.theses, self.desk.laid.before)

    # How it ends

    def shortlisted(self, settled: Settled) -> Outcome:
        """The shortlist, laid on the editor's desk. That nobody has chosen yet is no news here."""
        forgotten = self.desk.forgotten() if self.desk.nobody_chose else ()
        self.notes = (*forgotten, *ending.unmet(self.desk, self.candidates))
        record = self.record(())
        path, text = self.desk.lay_shortlist(settled, self.candidates)
        self.end(0, record, None, "")
        return Outcome(self.window.name, 0, record, path=path, text=text, run_id=self.begun.info.id)

    def redone(self) -> Record:
        """A redo's end: what was asked is kept as a run that made no draft."""
        record = self.record(())
        self.end(0, record, None, "")
        return record

    def stamp(self) -> Stamp:
        """The edition's date."""
        return Stamp(value=min(self.now, self.window.end - timedelta(seconds=1)).astimezone(self.zone).isoformat(timespec="seconds"))

    def record(self, flags: tuple[Flag, ...], calls_kept: int = 0) -> Record:
        """What the run did so far."""
        asking = self.writing.asking
        calls = tuple(sorted(asking.calls, key=lambda call: (call.prompt, call.subject, call.attempt, call.key))) if asking else ()
        return Record(
            writer=asking.writer.name if asking else "extractive",
            notes=(*self.notes, *self._vain, *(f"{url}: {note}" for url, notes in sorted(self.collector.notes.items()) for note in notes)),
            failures=(
                *self.synced,
                *self.failures,
                *sorted((*self.writing.failures, *self.judging.failures), key=lambda failure: (failure.stage, failure.subject)),
                *self.stores.pages.warnings,
                *self.stores.answers.warnings,
            ),
            candidates=tuple(candidate.model_dump(mode="json") for candidate in self.candidates),
            calls=calls,
            cost_usd=None if self.budget.unknown else float(self.budget.spent),
            rewrites=tuple(sorted(self.writing.mending.rewrites, key=lambda one: one.where)),
            flags=flags,
        )

    def link_kept(self) -> None:
        """Put what was used so far into the run's bundle; called in a thread beside the chain, so that the end need not wait for it."""
        self._use_kept()
        self.begun.link()

    def _use_kept(self) -> None:
        for url in sorted(self.collector.used):
            self.begun.use_page(url, failed=url in self.collector.failed)
        for key in tuple(self.writing.asking.used) if self.writing.asking else ():
            self.begun.use_answer(key)

    def end(self, code: int, record: Record, edition: Edition | None, text: str) -> None:
        """Keep what the run used and how it ended."""
        self._use_kept()
        kept = self.desk.laid.model_copy(update={"decided": self.desk.choices.decided})
        write_json(self.begun.folder / desk.KEPT, kept.model_dump(mode="json"), durable=False)
        self.begun.finish("finished", code, record, edition, text or None)
        sweep(self.job.folder / STATE)

    def _failed(self, error: BaseException) -> None:
        if self.begun.info.status == "started" and isinstance(error, Exception):
            code = getattr(error, "exit_code", 1)
            opened = hasattr(self, "writing")
            if opened:
                self._use_kept()
            try:
                self.begun.finish("failed", code, self.record(()) if opened else Record(), message=str(error)[:2000])
            except OSError as second:  # a full disk: what ended the run is what the person must hear of
                error.add_note(f"the run's record could not be written: {second}")


@lru_cache
def _embedded() -> Writer:
    from drafter.llm.extractive import ExtractiveWriter

    return ExtractiveWriter()


async def _ended(task: asyncio.Task[Any]) -> None:
    await asyncio.gather(task, return_exceptions=True)
