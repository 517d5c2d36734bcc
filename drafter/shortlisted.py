"""How candidates stand in the shortlist: by story, best first, each with what speaks for it and what is wrong. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

from drafter.choices import OURS, Choice, Proposal, Word, line_of
from drafter.select import Candidate, Settled
from drafter.window import Window

SAME = frozenset({"duplicate-url", "duplicate-title", "duplicate-text", "near-duplicate", "same-story"})
"""Reasons of reports that stand with their story, not by themselves."""


MOST_UNREAD = 40
"""Of the candidates whose pages were not read, the best are listed; how many more there are is said."""


def unread(candidates: Sequence[Candidate]) -> tuple[Candidate, ...]:
    """Of the edition's time, and not read for want of places, or because a person or an earlier edition had a say; best first."""
    found = [one for one in candidates if one.article_id is None and one.reason in _NOT_READ]
    return tuple(sorted(found, key=lambda one: (-one.score, one.url)))


_NOT_READ = frozenset({"over-shortlist", "source-cap", "held-back", "already-run"})


def head(window: Window, zone: ZoneInfo, sections: Sequence[str], more: int = 0) -> tuple[str, ...]:
    """What the file says of itself. `more`: candidates that it does not list."""
    start, end = (moment.astimezone(zone).isoformat(sep=" ", timespec="minutes") for moment in (window.start, window.end))
    lines = (
        f"Shortlist of {window.name}, from {start} to {end}. 候选清单",
        "The first word decides: lead, item, brief (one sentence) or drop. With ? it is drafter's proposal: take the ? away to decide.",
        "首词定去留：lead 头条、item 新闻、brief 简讯、drop 不用；带 ? 的是建议，去掉 ? 即为决定。",
        "Decided lines keep their order, which is the edition's. Add a line with any URL. Lines with | are written anew, # lines are yours.",
    )
    named = (f"[section] after the word: {', '.join(sections)}",) if sections else ()
    rest = (
        (f"{more} more were not read for want of places; `drafter runs show` lists them. 另有 {more} 篇因名额未读，`drafter runs show` 可查。",) if more else ()
    )
    return (*lines, *named, *rest)


def proposals(settled: Settled, sections: Sequence[str], not_read: Sequence[Candidate] = ()) -> tuple[Proposal, ...]:
    """Every story once: chosen ones in the edition's order, then the others by score, then those whose pages were `not_read`."""
    apart = [*(candidate for candidate in settled.dropped if candidate.reason not in SAME), *not_read]
    same = {candidate.url: candidate for candidate in settled.dropped if candidate.reason in SAME}
    return tuple(_proposal(one, [_retold(same[url]) for url in one.others if url in same], sections) for one in (*settled.items, *apart))


def _proposal(candidate: Candidate, retold: Sequence[str], sections: Sequence[str]) -> Proposal:
    word: Word = candidate.place or "drop"
    kind = candidate.kind if candidate.article_id else "not read"
    facts = (candidate.title, _shown(candidate.source), candidate.published.value[:10] if candidate.published else "no date", kind)
    parts = " + ".join(f"{name} {value:g}" for name, value in candidate.parts.items() if value)
    said = [" · ".join(filter(None, facts)), f"{candidate.score:.3f} = {parts}"]
    if not candidate.chosen:
        said.append(f"not chosen: {candidate.reason}{': ' if candidate.detail else ''}{candidate.detail}")
    if candidate.place == "brief":
        said.append(f"brief: {candidate.detail}")
    if candidate.place in ("lead", "item") and candidate.marks and candidate.marks[-1] in ("update", "repeat"):
        said.append(candidate.detail)
    marks = [mark for mark in candidate.marks if mark != "picked"]
    said += [f"look at: {', '.join(marks)}"] if marks else []
    said += [f"added by {', '.join(candidate.by)}{': ' if candidate.note else ''}{candidate.note}"] if candidate.by or candidate.note else []
    section = candidate.section if sections and candidate.place in ("lead", "item") else ""
    return Proposal(url=candidate.url, word=word, section=section, says=(*said, *retold), others=candidate.others)


def laid(text: str) -> tuple[tuple[str, ...], tuple[Proposal, ...]]:
    """A shortlist's text taken apart again: what it says of itself, and every story with what is said of it, decided or proposed.

    A person's own lines are not in it: `choices.read` has those.
    """
    said: list[str] = []
    stories: list[tuple[Choice, list[str]]] = []
    for row in text.splitlines():
        line = row.strip().removeprefix("\ufeff")
        if line.startswith(OURS):
            (stories[-1][1] if stories else said).append(line.removeprefix(OURS).strip())
        elif choice := line_of(line):
            stories.append((choice, []))
    return tuple(said), tuple(Proposal(url=one.url, word=one.word, section=one.section, says=tuple(says)) for one, says in stories)


def _shown(source: str) -> str:
    """A source without a name is shown by its host."""
    return urlsplit(source).netloc or source if "://" in source else source


def _retold(other: Candidate) -> str:
    return f"also {_shown(other.source)}: {other.title} {other.url} ({other.reason}: {other.detail})"
