"""Every statement of an edition traced to its sources: its figures and dates, quotations, names and claims, each bound to a sentence or flagged.

The order of search is that of `rings`: the sentences a statement names (in a post those it seems to rest on), the rest of that article,
the story's other articles, other items' articles. Titles, headlines, lede, analysis and conclusion are held against the items they rest on first.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Literal

from drafter.check.atoms import Atom
from drafter.check.binding import DATES, Bound, Place, bind, other_dates, small
from drafter.check.bounds import read
from drafter.check.conversions import conversions
from drafter.check.disagreements import between
from drafter.check.figure_faults import Fault, conversion_fault, faults
from drafter.check.levels import level_faults
from drafter.check.lines import Line, Text
from drafter.check.located import located
from drafter.check.misbound import misbound_faults
from drafter.check.per import per_faults
from drafter.check.quotations import Original
from drafter.check.quotes import Haystack
from drafter.check.rings import OF_ITEMS, Ground, Layout
from drafter.check.swapped import swapped_faults
from drafter.check.text import CheckedText, Said
from drafter.check.word_faults import claim_faults, name_faults, quote_faults, relevant
from drafter.entities import Article, Entity, Flag, Rate

State = Literal["traced", "judged", "not-checked"]
_PRESENT = re.compile(r"[a-z]+s\b")
MOST_REMEMBERED = 10_000
"""Statements."""
_GRAVITY = {"BLOCK": 0, "HIGH": 1, "WARN": 2, "INFO": 3}


class Trace(Entity):
    """What became of one statement."""

    said: Said
    state: State
    """`traced`: compared with the sentences named, flags tell what did not hold; `judged` is for a model's verdict to set."""
    holds: bool = True
    """No flag above INFO."""
    article_id: str = ""
    """The article whose sentences carry it; empty where items carry it."""
    sentence_ids: tuple[str, ...] = ()
    unchecked: tuple[str, ...] = ()
    """What of it could not be compared, in a few words each."""


@dataclass
class Memory:
    """What was read of articles and found of items' statements, for another call over the same articles. Used, and filled."""

    texts: dict[str, Text] = field(default_factory=dict)
    """By the article's id and digest."""
    found: dict[tuple[object, ...], tuple[list[Flag], Trace]] = field(default_factory=dict)
    """By all that a statement's flags and trace come from."""


class Grounded(Entity):
    """Flags in reading order, then where sources of one item disagree; a trace for every statement."""

    flags: tuple[Flag, ...]
    traces: tuple[Trace, ...]


def ground(
    text: CheckedText,
    articles: Mapping[str, Article],
    earlier: Mapping[str, str] | None = None,
    rates: Sequence[Rate] = (),
    *,
    memory: Memory | None = None,
) -> Grounded:
    """Flags and traces of an edition. `articles` by id; `earlier` are texts of earlier editions' items by the ids that statements rest on.

    `rates`: the digest's own, which conversions for readers are recomputed from.
    """
    memory = memory or Memory()
    layout = Layout(text, articles, earlier or {}, tuple(rates), memory.texts)
    whole = (text.language, text.day, tuple(rates), layout.read)
    flags: list[Flag] = []
    traces: list[Trace] = []
    for said in statements(text):
        found, trace = _remembered(said, layout, memory, whole)
        flags += found
        traces.append(trace)
    for item in text.items:
        flags += between(item.headline.text, layout.of_item(item))
    return Grounded(flags=tuple(flags), traces=tuple(traces))


def statements(text: CheckedText) -> Iterator[Said]:
    """Everything said, in reading order."""
    yield from (text.title,) if text.title else ()
    yield from text.lede
    for item in text.items:
        yield item.headline
        yield from item.said
    for paragraph in (*text.analysis, *text.conclusion):
        yield from paragraph
    yield from text.other


def _remembered(said: Said, layout: Layout, memory: Memory, whole: tuple[object, ...]) -> tuple[list[Flag], Trace]:
    """An item's statement is found the same as long as item, articles and the names in it are: the review need not look again."""
    item = layout.item(said)
    if item is None or said.part not in OF_ITEMS:
        return _statement(said, layout)
    key = (*whole, said, item, relevant(layout.text.names, said.text))
    if key not in memory.found:
        if len(memory.found) >= MOST_REMEMBERED:  # an editor who types for hours leaves every wording behind
            memory.found.clear()
        memory.found[key] = _statement(said, layout)
    return memory.found[key]


def _statement(said: Said, layout: Layout) -> tuple[list[Flag], Trace]:
    ours = () if said.verbatim else read(said.text, layout.text.language, layout.text.day)
    ground = layout.ground(said, ours)
    if ground is None:
        return [], Trace(said=said, state="not-checked", unchecked=("no page of its source is kept",))
    if said.verbatim:
        return [], _verbatim(said, ground)
    bounds, converted = _converted(_bounds(ours, said, ground, layout), said, ours, layout.rates)
    found = _one_cause(
        [
            *converted,
            *quote_faults(said.text, _originals(said), ground.cited, ground.shelf, firm=ground.firm),
            *per_faults(said.text, ours, ground.cited),
            *level_faults(said.text, ours, ground.cited),
            *faults(bounds, ground.cited, ground.reckoned_from, firm=ground.firm),
            *swapped_faults(said.text, ours, ground.cited, layout.text.names),
            *misbound_faults(said.text, ours, ground.cited, ground.around, layout.text.names),
            *name_faults(said.text, ground.shelf, [atom for atom in ours if atom.kind in DATES]),
            *_claims(said, ours, ground, layout),
        ]
    )
    if not any(fault.severity != "INFO" for fault in found):
        found += _evidence(said, ground, layout)
    where = _where(said, layout)
    return [_flag(fault, said, where) for fault in found], _trace(said, ground, bounds, found)


def _originals(said: Said) -> list[Original]:
    return [Original(evidence.article_id, evidence.quote) for evidence in said.evidence if evidence.quote]


def _claims(said: Said, ours: Sequence[Atom], ground: Ground, layout: Layout) -> list[Fault]:
    """Claims without figures. What is no item's own statement is held against its items, and flagged only where the articles raise it too."""
    own = said.part in ("item", "brief")
    if not own and said.kind != "fact":
        return []
    cited = ground.cited or located(said.text, ours, ground.rings[0].lines)
    dated = [atom for atom in ours if atom.kind in DATES]
    found = claim_faults(said.text, dated, layout.text.day, cited, ground.around, ground.shelf, firm=own and ground.firm)
    return [replace(fault, severity="WARN") if _mild(fault, said, layout) else fault for fault in found]


def _mild(fault: Fault, said: Said, layout: Layout) -> bool:
    """What is drawn from items is looser; and an English headline tells in the present what is decided or done, or will be."""
    if said.part in ("analysis", "conclusion", "other"):
        return True
    return said.part in ("headline", "title") and layout.text.language == "en" and bool(_PRESENT.match(said.text[fault.start : fault.end]))


def _evidence(said: Said, ground: Ground, layout: Layout) -> list[Fault]:
    """A statement of an item must rest on something: on what it names; in a post, where both are of one language, on what can be found."""
    if said.part not in ("item", "brief") or ground.firm:
        return []
    if said.start is not None and (ground.cited or any(line.text.language != layout.text.language for line in ground.around)):
        return []
    why = "nothing in its source speaks of the same" if said.start is not None else "it names no sentence of its source"
    return [Fault("no-evidence", "WARN", 0, len(said.text), f"the statement cannot be traced: {why}")]


def _bounds(ours: Sequence[Atom], said: Said, ground: Ground, layout: Layout) -> list[Bound]:
    found = [bind(atom, said.text, ground.rings, ground.reckoned_from, ground.items) for atom in ours]
    found = _again(found, said, ground)
    taken = {bound.place for bound in found if bound.ring and bound.place}
    return [_dated(bound, said, ground, layout, taken) for bound in found]


def _again(found: list[Bound], said: Said, ground: Ground) -> list[Bound]:
    """What stands nowhere, reckoned from those figures of the statement too that do stand there: 50周至130周，2.6倍."""
    own = [bound.atom for bound in found if bound.ring in ("cited", "items") and bound.match is not None]
    if len(own) < 2:
        return found
    return [bound if bound.ring else bind(bound.atom, said.text, ground.rings, ground.reckoned_from, ground.items, own) for bound in found]


def _converted(bounds: list[Bound], said: Said, ours: Sequence[Atom], rates: Sequence[Rate]) -> tuple[list[Bound], list[Fault]]:
    """Conversions that no source gives: bound as derived where a rate gives them, else a fault instead of a figure that is nowhere."""
    found = {one.atom: one for one in conversions(said.text, ours, rates)}
    kept: list[Bound] = []
    wrong: list[Fault] = []
    for bound in bounds:
        one = found.get(bound.atom)
        if one is None or bound.ring not in (None, "foreign", "other-items"):
            kept.append(bound)
        elif one.holds:
            kept.append(Bound(bound.atom, "cited", how=one.how))
        else:
            wrong.append(conversion_fault(one))
    return kept, wrong


def _dated(bound: Bound, said: Said, ground: Ground, layout: Layout, taken: set[Place]) -> Bound:
    """What the day of publication dates is bound, unless the cited lines date it otherwise."""
    atom, nearest = bound.atom, ground.rings[0]
    if bound.ring == nearest.name or atom.kind not in DATES or not _own_day(atom, said, ground, layout):
        return bound
    if said.part in OF_ITEMS and other_dates(atom, ground.cited, taken):
        return bound
    return Bound(atom, nearest.name, unchecked=f"“{atom.text}”: dated by the article's or the edition's own day")


def _own_day(atom: Atom, said: Said, ground: Ground, layout: Layout) -> bool:
    """The day of publication dates what is told; a longer period that holds it or the edition's day needs no sentence either."""
    if atom.first is None or atom.last is None:
        return False
    days = ground.days if atom.precision == "day" and not (atom.inferred and said.part not in OF_ITEMS) else (*ground.days, layout.text.day)
    return any(atom.first <= day <= atom.last for day in days)


def _one_cause(found: Iterable[Fault]) -> list[Fault]:
    """Of faults in overlapping words the gravest, in the order of the text."""
    kept: list[Fault] = []
    for fault in sorted(found, key=lambda each: (_GRAVITY[each.severity], each.end - each.start, each.start, each.code)):
        if not any(fault.start < other.end and other.start < fault.end for other in kept):
            kept.append(fault)
    return sorted(kept, key=lambda each: (each.start, each.end, each.code))


def _where(said: Said, layout: Layout) -> str:
    item = layout.item(said)
    return item.headline.text if item and said.part in OF_ITEMS else said.part


def _flag(fault: Fault, said: Said, where: str) -> Flag:
    start, end = _span(fault, said)
    return Flag(
        code=fault.code,
        severity=fault.severity,
        where=where,
        message=fault.message,
        words=said.text[fault.start : fault.end],
        start=start,
        end=end,
        statement=said.text,
        nearest=fault.nearest,
        sentence=fault.line.words if fault.line else "",
        source=fault.line.text.url if fault.line else "",
    )


def _span(fault: Fault, said: Said) -> tuple[int, int]:
    """In the post the words' own place where no markup stands between, else the statement's."""
    if said.start is None or said.end is None:
        return fault.start, fault.end
    if said.end - said.start == len(said.text):
        return said.start + fault.start, said.start + fault.end
    return said.start, said.end


def _verbatim(said: Said, ground: Ground) -> Trace:
    lines = ground.cited if ground.firm else tuple(line for line in ground.around if Haystack(line.words).find(said.text))
    if not lines and said.part == "headline":
        return Trace(said=said, state="traced", article_id=ground.around[0].text.id if ground.around else "")
    return Trace(said=said, state="traced" if lines else "not-checked", **_places(lines), unchecked=() if lines else ("its place in the source",))


def _places(lines: Sequence[Line]) -> dict[str, object]:
    """The first line's article and all of its lines."""
    if not lines:
        return {}
    first = lines[0].text
    return {"article_id": first.id, "sentence_ids": tuple(dict.fromkeys(line.key for line in lines if line.text is first))}


def _trace(said: Said, ground: Ground, bounds: Sequence[Bound], found: Sequence[Fault]) -> Trace:
    compared = [bound for bound in bounds if bound.place and bound.ring and (not small(bound.atom) or bound.ring != "foreign")]
    names = ground.shelf.names(said.text)
    held = compared or any(name.verdict in ("found", "pair", "known") for name in names)
    unchecked = [bound.unchecked for bound in bounds if bound.unchecked]
    unchecked += [f"“{bound.atom.text}”" for bound in bounds if bound.ring is None]
    unchecked += [f"“{name.words}”" for name in names if name.verdict in ("unknown", "absent", "contradicted")]
    if not held:
        unchecked.append(
            "its wording: no figure or name in it stands in a source" if bounds or names else "its wording: it holds no figure, date or Latin name"
        )
    lines = _carrying(said, ground, [bound.place for bound in compared if bound.place])
    holds = not any(fault.severity != "INFO" for fault in found)
    return Trace(said=said, state="traced" if held or found else "not-checked", holds=holds, **_places(lines), unchecked=tuple(dict.fromkeys(unchecked)))


def _carrying(said: Said, ground: Ground, places: Sequence[Place]) -> list[Line]:
    """Lines to show: of an item's statement those cited, then where its figures stand; of others only the latter."""
    bound = [place.line for place in places]
    lines = [*ground.cited, *bound] if said.part in ("item", "brief") else bound
    articles = {line.text.id for line in ground.around} | {line.text.id for line in ground.cited if said.part in ("item", "brief")}
    return [line for line in dict.fromkeys(lines) if line.text.id in articles]
