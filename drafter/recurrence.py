"""What a candidate has to do with earlier editions: new, an update of an item (what is new in it), or a repeat (of which edition). Pure.

An item of an earlier edition is met again

- at its address, or that of one of its further sources. Where its page is kept as it was, what the page says now beyond that is
  what is new; else the page counts as the same unless it is dated after the edition and tells another event;
- in its text: most of what one of its sources said, elsewhere;
- by its story, across languages, in our own words or those of its sources (`stories.affairs`).

An item that is met in none of these is new, and so is what is only a little like our own words and brings nothing. What brings a
further stage, or figures in title and lead that neither our item nor its sources had, is an update; what does not is a repeat. A
repeat of more than `RECENT` editions ago by its story alone is new again.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from itertools import islice
from typing import NamedTuple

from drafter.check.atoms import Atom
from drafter.check.binding.bound import DATES, small
from drafter.check.changes import changes
from drafter.check.equivalence import compare
from drafter.check.lines import Text
from drafter.check.text import language_of
from drafter.duplicates import bare, other_figures, runs
from drafter.entities import Continued, Statement
from drafter.retold import READ, RECENT, Recurrence, Subject, Told
from drafter.stories import Report
from drafter.stories.affairs import EVENT, Kin, kin

OWN_WORDS = 4.0
"""Least likeness to an item in our own few words: on one beat such short texts are all a little alike."""
OWN_EVENT = 7.0
"""Least likeness to our own words alone that makes a repeat: it keeps a report out."""
LEAD_SENTENCES = 4
"""Sentences of a report, after its title, whose figures count as its news."""
_LEAST_NEW = 12
"""Bare characters of a sentence that can bring something new."""
_SHOWN = 3
"""New things that are named."""


def recurrences(subjects: Sequence[Subject], told: Sequence[Told], near_duplicate: float) -> dict[str, Recurrence]:
    """Subject's id → what it is of an earlier item, for those that are not new; the latest edition's item where several fit."""
    if not subjects or not told:
        return {}
    kins = kin([_report(one) for one in subjects], [report for one in told for report in _reports(one)])
    texts = _Texts()
    found = {one.id: _judged(one, told, kins.get(one.id, ()), near_duplicate, texts) for one in subjects}
    return {key: verdict for key, verdict in found.items() if verdict is not None}


def judged(subject: Subject, told: Told, kins: Sequence[Kin]) -> Recurrence | None:
    """A single candidate against a single item, by what `kin` found among all."""
    return _judged(subject, [told], kins, 1.0, _Texts())


def _judged(subject: Subject, told: Sequence[Told], kins: Sequence[Kin], near_duplicate: float, texts: _Texts) -> Recurrence | None:
    by_key = {one.key: one for one in told}
    related = _by_item(kins, by_key)
    found = _by_address(subject, told, related, texts) or _by_text(subject, told, related, near_duplicate, texts) or _by_story(subject, related, by_key, texts)
    if found is None or found.kind == "repeat" or found.of.published:
        return found
    public = [one for one in told if one.published]
    return _judged(subject, public, kins, near_duplicate, texts) if public else None


def changed(before: Continued, headline: str, statements: Sequence[Statement]) -> tuple[tuple[str, str], ...]:
    """Figures and dates that the new item gives otherwise than our earlier sentences, where both plainly speak of the same thing."""
    old = _text("0", language_of(" ".join(before.said)), _day(before.date), before.headline, before.said)
    new = _text("1", language_of(" ".join(one.text for one in statements)), None, headline, [one.text for one in statements])
    return changes(old, new)


# By address, by text, by story


def _by_address(subject: Subject, told: Sequence[Told], related: Mapping[str, list[Kin]], texts: _Texts) -> Recurrence | None:
    mine = set(subject.addresses)
    met = min((one for one in told if mine & set(one.addresses)), key=lambda one: one.ago, default=None)
    if met is None:
        return None
    kept = next((source for source in met.sources if mine & set(source.addresses)), None)
    if kept is not None:
        if added := _added(subject, met):
            return Recurrence("update", met, f"the page of an item of {met.edition}, with something new", added)
        return Recurrence("repeat", met, f"the same page was an item of {met.edition}, and nothing in it is new")
    later = subject.day is not None and (day := _day(met.date)) is not None and subject.day > day
    if later and met.key in related and (news := _news(subject, related[met.key], met, texts)).is_plain:
        return Recurrence("update", met, f"the page of an item of {met.edition}, with something new", news.said)
    return Recurrence("repeat", met, f"it was an item of {met.edition}")


def _by_text(subject: Subject, told: Sequence[Told], related: Mapping[str, list[Kin]], near_duplicate: float, texts: _Texts) -> Recurrence | None:
    """A copy; or the same form with other figures (a weekly release), which goes on where it is of one affair and is nothing of it elsewhere."""
    mine = texts.runs(subject.text)
    for one in sorted(told, key=lambda one: one.ago):
        for source in one.sources:
            few, many = sorted((mine, texts.runs(source.text)), key=len)
            if not few or len(many) >= 3 * len(few) or (share := len(few & many) / len(few)) < near_duplicate:
                continue
            if not other_figures(subject.text, source.text):
                return Recurrence("repeat", one, f"{share:.0%} of it stood in a source of {one.edition}")
            if one.key in related:
                return Recurrence(
                    "update", one, f"in the words of a source of {one.edition}, with other figures", _news(subject, related[one.key], one, texts).said
                )
    return None


def _by_story(subject: Subject, related: Mapping[str, list[Kin]], told: Mapping[str, Told], texts: _Texts) -> Recurrence | None:
    ranked = sorted(related.items(), key=lambda one: (-max(each.event for each in one[1]), told[one[0]].ago))
    same = [key for key, kins in ranked if max(each.event for each in kins) >= 0]
    met = told[same[0]] if same else min((told[key] for key in related), key=lambda one: (one.ago, one.key), default=None)
    if met is None:
        return None
    kins = related[met.key]
    new, likest = _news(subject, kins, met, texts), max(kins, key=lambda one: one.event)
    if likest.event < 0 or new.is_plain or (likest.event < EVENT and new.said):
        return Recurrence("update", met, f"goes on from an item of {met.edition}: {likest.why}", new.said)
    sure = likest.event >= OWN_EVENT or any(not one.earlier.endswith("/0") for one in kins)
    return Recurrence("repeat", met, f"{met.edition} told it: {likest.why}") if sure and met.ago <= RECENT else None


def _by_item(kins: Iterable[Kin], told: Mapping[str, Told]) -> dict[str, list[Kin]]:
    found: dict[str, list[Kin]] = {}
    for one in kins:
        key, _, part = one.earlier.rpartition("/")
        if key in told and (part != "0" or one.affair >= OWN_WORDS):
            found.setdefault(key, []).append(one)
    return found


def _report(one: Subject) -> Report:
    return Report(one.id, one.title, one.text, one.language, one.day)


def _reports(one: Told) -> list[Report]:
    """Our own words, and each source's."""
    day = _day(one.date)
    own = Report(f"{one.key}/0", one.headline, " ".join(one.sentences), one.language, day)
    return [own, *(Report(f"{one.key}/{n}", source.title, source.text, source.language, day) for n, source in enumerate(one.sources, 1))]


# What is new


class _News(NamedTuple):
    """What a report says beyond an earlier item and its sources."""

    said: tuple[str, ...]
    is_plain: bool
    """A further stage, a figure of the title, or anything new of a day after the edition: no other report of the same event has these."""


def _news(subject: Subject, kins: Sequence[Kin], met: Told, texts: _Texts) -> _News:
    """Stages that no report of the item tells, then figures of title and lead that none states."""
    further, untold = (_shared(rows) for rows in ([one.further for one in kins], [one.untold for one in kins]))
    day, latest = _day(met.date), kins[0].latest
    after = day is not None and latest is not None and latest > day
    titles, lead = texts.title(subject), texts.lead(subject)
    new = [atom.text for atom in (*titles, *lead) if not any(_states(atom, old) for old in texts.of(met))]
    stages = [f"stage: {stage.partition(':')[2]}" for stage in (untold if after else further)]
    plain = bool(further or (after and (untold or new)) or any(atom.text in new for atom in titles))
    return _News(tuple(dict.fromkeys((*stages, *new)))[:_SHOWN], plain)


def _shared(rows: Sequence[tuple[str, ...]]) -> list[str]:
    return [one for one in rows[0] if all(one in row for row in rows)]


def _states(mine: Atom, old: Text) -> bool:
    return any(compare(mine, other).holds or compare(other, mine).holds for line in old.lines for other in line.atoms)


def _added(subject: Subject, met: Told) -> tuple[str, ...]:
    """Sentences of a page, those with a figure or date, that stand in none of the item's sources as they were, nor in the item."""
    old = "\n".join(bare(part) for part in (*(source.text for source in met.sources), *met.sentences))
    sentences = subject.sentences or tuple(subject.text.split("\n"))
    new = (one for one in sentences if len(bare(one)) >= _LEAST_NEW and bare(one) not in old and any(map(str.isdigit, one)))
    return tuple(islice(new, _SHOWN))


class _Texts:
    """Texts read for their figures, each once."""

    def __init__(self) -> None:
        self._old: dict[str, tuple[Text, ...]] = {}
        self._runs: dict[str, set[str]] = {}

    def runs(self, text: str) -> set[str]:
        """Of as much of it as is kept of a source."""
        start = text[:READ]
        if start not in self._runs:
            self._runs[start] = runs(bare(start))
        return self._runs[start]

    def of(self, one: Told) -> tuple[Text, ...]:
        if one.key not in self._old:
            day = _day(one.date)
            own = _text(one.key, language_of(" ".join(one.sentences), one.language), day, one.headline, one.sentences)
            others = (_text(one.key, language_of(source.text, source.language), day, source.title, [source.text]) for source in one.sources)
            self._old[one.key] = (own, *others)
        return self._old[one.key]

    def title(self, one: Subject) -> list[Atom]:
        """Telling figures of its title."""
        return _telling_atoms(_text(one.id, language_of(one.text[:400], one.language), one.day, one.title, ()))

    def lead(self, one: Subject) -> list[Atom]:
        """Those of its first sentences."""
        sentences = (one.sentences or (one.text[:400],))[:LEAD_SENTENCES]
        return _telling_atoms(_text(one.id, language_of(one.text[:400], one.language), one.day, "", sentences))


def _telling_atoms(text: Text) -> list[Atom]:
    return [atom for line in text.lines for atom in line.atoms if atom.kind not in DATES and atom.value is not None and not small(atom)]


def _text(key: str, language: str, day: date | None, title: str, sentences: Iterable[str]) -> Text:
    said = ((str(number), words, 0) for number, words in enumerate(sentences, 1))
    return Text(key, "", "zh" if language == "zh" else "en", day, title, said)


def _day(value: str) -> date | None:
    try:
        return date.fromisoformat(value[:10])
    except ValueError:
        return None
