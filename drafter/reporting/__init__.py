"""`drafter report`: what the editions cost, how well they were traced, and what people did with them, from what the digest keeps."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from pathlib import Path
from typing import Any

from drafter import effort, remembered
from drafter.check.codes import CODES
from drafter.config import Settings
from drafter.decided import tallies
from drafter.entities import Edition, Failure
from drafter.post import place
from drafter.post.read import NotAPost
from drafter.proofread import Review
from drafter.reporting.figures import figures
from drafter.reporting.nouns import CodeTold, Deed, EditionTold, EffortTold, Report, WaiverTold
from drafter.store import decisions, demotions, published, runs
from drafter.store.decisions import Decision
from drafter.store.files import STATE, read_json

__all__ = ["Report", "report"]


def report(digest: Path, settings: Settings, now: datetime) -> Report:
    """The report of the digest at `digest`. Raises ConfigError for a ledger that cannot be read, OSError."""
    gathered = _Gathered(digest, settings)
    told = [gathered.edition(folder) for folder in gathered.folders()]
    decided = {name: found for name, found in gathered.decisions.items() if found}
    demoted, broken = demotions.read(digest)
    reviews = gathered.reviews
    return Report(
        name=settings.digest.name or settings.digest.series,
        language=settings.digest.language,
        made=now,
        editions=tuple(told),
        codes=_codes(decided, reviews.values(), demoted),
        waivers=tuple(one for name, review in reviews.items() for one in _waivers(name, review, gathered.decisions[name])),
        overrides=_deeds(decided, "override"),
        corrections=_standing(_deeds(decided, "corrected"), _deeds(decided, "uncorrected")),
        failures=(*gathered.failures, *broken),
    )


class _Gathered:
    """What the digest keeps, read edition by edition."""

    def __init__(self, digest: Path, settings: Settings) -> None:
        self.digest, self.settings = digest, settings
        self.decisions: dict[str, tuple[Decision, ...]] = {}
        self.reviews: dict[str, Review] = {}
        self.failures: list[Failure] = []
        self._published = {one.edition: one for one in published.publications(digest)}
        self._runs = self._records()

    def folders(self) -> list[Path]:
        """The editions' folders that hold an edition, or decisions about a post of none, earliest first."""
        every = sorted((self.digest / STATE / "editions").glob("*/"))
        return [folder for folder in every if (folder / "edition.json").is_file() or (folder / decisions.FILE).is_file()]

    def edition(self, folder: Path) -> EditionTold:
        name = folder.name
        self.decisions[name], broken = decisions.read(folder)
        self.failures += broken
        edition = self._model(folder / "edition.json", Edition)
        review = self._model(folder / "review.json", Review)
        if review is not None:
            self.reviews[name] = review
        path, state = self._post(name, edition)
        counted = tallies({name: self.decisions[name]}).values()
        stood = self._published.get(name)
        return EditionTold(
            name=name,
            title=(review.title if review else "") or (edition.title if edition else ""),
            state=state,
            post=path.relative_to(self.digest).as_posix() if path else "",
            published=stood.date if stood else "",
            fixed=sum(tally.fixed for tally in counted),
            **self._spent(folder),
            **(_checked(review) if review else {}),
            **self._effort(folder, path),
        )

    def _post(self, name: str, edition: Edition | None) -> tuple[Path | None, Any]:
        """The published post, else the draft, with what it is."""
        stood = self._published.get(name)
        if stood is not None and (self.digest / stood.post).is_file():
            return self.digest / stood.post, "published"
        if edition is None:
            return None, "missing"
        path = place.draft_path(self.settings, self.digest, name, edition.date.day(self.settings.digest.zone))
        return (path, "draft") if path.is_file() else (None, "published" if stood is not None else "missing")

    def _effort(self, folder: Path, path: Path | None) -> dict[str, Any]:
        if path is None:
            return {}
        try:
            found = remembered.efforts(self.settings, folder, remembered.post_at(self.settings, path))
        except NotAPost as error:
            self.failures.append(Failure(subject=str(path), stage="render", reason="no-post", message=f"{error.what}; its effort is not counted"))
            return {}
        if found is None:
            return {}
        sections = {name: _effort_told(total) for name in effort.SECTIONS if (total := effort.total(found, name)).written or total.added}
        return {"effort": _effort_told(effort.total(found)), "sections": sections}

    def _spent(self, folder: Path) -> dict[str, Any]:
        """Cost and answers of the edition's runs; of the record beside it where no run is kept here."""
        records = self._runs.get(folder.name) or [one for one in [self._json(folder / "record.json")] if one]
        calls = [call for record in records for call in record.get("calls", ())]
        costs = [record.get("cost_usd") for record in records]
        models = {call["model"] for call in calls if call.get("model") and not call.get("failure")}
        return {
            "cost_usd": sum(costs) if costs and None not in costs else None,
            "answers": sum(not call.get("kept") for call in calls),
            "models": tuple(sorted(models)),
        }

    def _records(self) -> dict[str, list[dict[str, Any]]]:
        """Edition → the records of its runs that are kept here."""
        found: dict[str, list[dict[str, Any]]] = {}
        root = runs.folder_of(self.digest)
        for info in runs.listed(root)[0]:
            record = self._json(root / info.id / "record.json")
            if record:
                found.setdefault(info.edition, []).append(record)
        return found

    def _json(self, path: Path) -> dict[str, Any]:
        """A record; empty where there is none. Of a run it is only its cost and calls that count here, so it is not read as data."""
        try:
            data = read_json(path)
        except FileNotFoundError:
            return {}
        except (OSError, ValueError) as error:
            self._broken(path, error)
            return {}
        return data if isinstance(data, dict) else {}

    def _model(self, path: Path, kind: Any) -> Any:
        try:
            return kind.model_validate_json(path.read_bytes())
        except FileNotFoundError:
            return None
        except (OSError, ValueError) as error:
            self._broken(path, error)
            return None

    def _broken(self, path: Path, error: Exception) -> None:
        message = f"cannot be read ({str(error).splitlines()[0]}) and is not counted; `drafter check POST` makes a review again"
        self.failures.append(Failure(subject=str(path), stage="render", reason="kept-unreadable", message=message))


def _checked(review: Review) -> dict[str, Any]:
    counts = review.counts
    return {
        "checked": True,
        "sentences": counts.sentences,
        "traced": counts.traced,
        "judged": counts.judged,
        "not_checked": counts.not_checked,
        "figures": figures(review),
        "standing": counts.flags,
        "waived": counts.waived,
    }


def _effort_told(one: effort.Effort) -> EffortTold:
    return EffortTold(
        kept=one.kept,
        changed=one.changed,
        removed=one.removed,
        added=one.added,
        distance=one.distance,
        characters=one.characters,
        kept_share=None if one.kept_share is None else round(one.kept_share, 4),
    )


def _codes(decided: Mapping[str, Sequence[Decision]], reviews: Iterable[Review], demoted: Mapping[str, demotions.Demotion]) -> tuple[CodeTold, ...]:
    counted = tallies(decided)
    standing: dict[str, int] = {}
    for flag in (flag for review in reviews for flag in review.flags):
        standing[flag.code] = standing.get(flag.code, 0) + 1
    found = []
    for code in {*counted, *standing, *demoted}:
        known, tally, lower = CODES.get(code), counted.get(code), demoted.get(code)
        found.append(
            CodeTold(
                code=code,
                number=known.number if known else "",
                severity=known.severity if known else None,
                fixed=tally.fixed if tally else 0,
                ignored=tally.ignored if tally else 0,
                standing=standing.get(code, 0),
                demoted_by=lower.by if lower else "",
                demoted_at=lower.at if lower else None,
            )
        )
    return tuple(sorted(found, key=lambda one: (-(one.fixed + one.ignored + one.standing), one.code)))


def _waivers(edition: str, review: Review, decided: Sequence[Decision]) -> list[WaiverTold]:
    """The waivers that count now, with who gave them as far as that was written down."""
    by = {_key(one.code, one.words, one.before): one for one in decided if one.what == "ignored"}
    found = []
    for one in review.waived:
        flag = one.flag
        given = by.get(_key(flag.code, flag.words, flag.statement))
        about = {"code": flag.code, "severity": flag.severity, "words": flag.words, "statement": flag.statement, "reason": one.reason}
        found.append(WaiverTold.model_validate({"edition": edition, **about, "by": given.by if given else "", "at": given.at if given else None}))
    return found


def _key(*texts: str) -> tuple[str, ...]:
    return tuple("".join(text.split()) for text in texts)


def _standing(corrected: Sequence[Deed], undone: Sequence[Deed]) -> tuple[Deed, ...]:
    """Each correction once, by the last word on it; those that were undone since are none."""

    def of(deed: Deed) -> tuple[str, ...]:
        return deed.edition, *_key(deed.words, deed.before, deed.after)

    last = {of(deed): deed.at for deed in undone}
    each = {of(deed): deed for deed in corrected}
    return tuple(deed for key, deed in each.items() if key not in last or deed.at > last[key])


def _deeds(decided: Mapping[str, Sequence[Decision]], what: str) -> tuple[Deed, ...]:
    """Decisions of a kind, earliest first; one that two clones both wrote counts once."""
    found = {
        Deed(edition=edition, at=one.at, by=one.by, code=one.code, words=one.words, before=one.before, after=one.after, reason=one.reason): None
        for edition, each in decided.items()
        for one in each
        if one.what == what
    }
    return tuple(sorted(found, key=lambda deed: deed.at))
