"""One statement held against its ground: its figures and dates, quotations, names and claims, each bound to a sentence or flagged."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace

from drafter.check.atoms import Atom
from drafter.check.binding.bound import DATES, Bound, Place, bind, other_dates, small
from drafter.check.binding.levels import level_faults
from drafter.check.binding.misbound import misbound_faults
from drafter.check.binding.other_period import period_faults
from drafter.check.binding.per import per_faults
from drafter.check.binding.swapped import swapped_faults
from drafter.check.bounds import read
from drafter.check.conversions import conversions
from drafter.check.figure_faults import Fault, conversion_fault, faults
from drafter.check.lines import Line
from drafter.check.located import located
from drafter.check.memory import Found, Traced
from drafter.check.quotations.checked import Original
from drafter.check.quotations.haystack import Haystack
from drafter.check.rings import Ground, Layout
from drafter.check.text import OF_ITEMS, Said
from drafter.check.word_faults import claim_faults, name_faults, quote_faults
from drafter.entities import Flag, Rate

_PRESENT = re.compile(r"[a-z]+s\b")
_GRAVITY = {"BLOCK": 0, "HIGH": 1, "WARN": 2, "INFO": 3}


def traced(said: Said, layout: Layout) -> Found:
    """What is found of it; spans of flags count from its beginning."""
    ours = () if said.verbatim else read(said.text, layout.text.language, layout.text.day)
    ground = layout.ground(said, ours)
    if ground is None:
        return Found(traced=Traced(state="not-checked", unchecked=("no page of its source is kept",)))
    if said.verbatim:
        return Found(traced=_verbatim(said, ground))
    bounds, converted = _converted(_bounds(ours, said, ground, layout), said, ours, layout.rates)
    found = _one_cause(
        [
            *converted,
            *quote_faults(said.text, _originals(said), ground.cited, ground.shelf, firm=ground.firm),
            *per_faults(said.text, ours, ground.cited),
            *level_faults(said.text, ours, ground.cited),
            *period_faults(said.text, ours, ground.cited, layout.text.day),
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
    return Found(flags=tuple(_flag(fault, said, where) for fault in found), traced=_traced(said, ground, bounds, found))


def _originals(said: Said) -> list[Original]:
    return [Original(evidence.article_id, evidence.quote) for evidence in said.evidence if evidence.quote]


def _claims(said: Said, ours: Sequence[Atom], ground: Ground, layout: Layout) -> list[Fault]:
    """Claims without figures. What is no item's own statement is held against its items, and flagged only where the articles raise it too."""
    own = said.part in ("item", "brief")
    if not own and said.kind != "fact":
        return []
    cited = ground.cited or located(said.text, ours, ground.rings[0].lines)
    dated = [atom for atom in ours if atom.kind in DATES]
    found = claim_faults(said.text, dated, layout.text.day, cited, ground.around, ground.shelf)
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
    found = [bind(atom, said.text, ground.rings, ground.reckoned_from, ground.items, ours=ours) for atom in ours]
    found = _again(found, ours, said, ground)
    taken = {bound.place for bound in found if bound.ring and bound.place}
    return [_dated(bound, said, ground, layout, taken) for bound in found]


def _again(found: list[Bound], ours: Sequence[Atom], said: Said, ground: Ground) -> list[Bound]:
    """What stands nowhere, reckoned from those figures of the statement too that do stand there: 50周至130周，2.6倍."""
    own = [bound.atom for bound in found if bound.ring in ("cited", "items") and (bound.match is not None or bound.how)]
    if len(own) < 2 and not any(bound.how for bound in found):
        return found
    return [bound if bound.ring else bind(bound.atom, said.text, ground.rings, ground.reckoned_from, ground.items, own, ours) for bound in found]


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
    return Flag(
        code=fault.code,
        severity=fault.severity,
        where=where,
        message=fault.message,
        words=said.text[fault.start : fault.end],
        start=fault.start,
        end=fault.end,
        statement=said.text,
        nearest=fault.nearest,
        sentence=fault.line.words if fault.line else "",
        source=fault.line.text.url if fault.line else "",
    )


def _verbatim(said: Said, ground: Ground) -> Traced:
    lines = ground.cited if ground.firm else tuple(line for line in ground.around if Haystack(line.words).find(said.text))
    if not lines and said.part == "headline":
        return Traced(state="traced", article_id=ground.around[0].text.id if ground.around else "")
    return Traced(state="traced" if lines else "not-checked", **_places(lines), unchecked=() if lines else ("its place in the source",))


def _places(lines: Sequence[Line]) -> dict[str, object]:
    """The first line's article and all of its lines."""
    if not lines:
        return {}
    first = lines[0].text
    return {"article_id": first.id, "sentence_ids": tuple(dict.fromkeys(line.key for line in lines if line.text is first))}


def _traced(said: Said, ground: Ground, bounds: Sequence[Bound], found: Sequence[Fault]) -> Traced:
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
    return Traced(state="traced" if held or found else "not-checked", holds=holds, **_places(lines), unchecked=tuple(dict.fromkeys(unchecked)))


def _carrying(said: Said, ground: Ground, places: Sequence[Place]) -> list[Line]:
    """Lines to show: of an item's statement those cited, then where its figures stand; of others only the latter."""
    bound = [place.line for place in places]
    lines = [*ground.cited, *bound] if said.part in ("item", "brief") else bound
    articles = {line.text.id for line in ground.around} | {line.text.id for line in ground.cited if said.part in ("item", "brief")}
    return [line for line in dict.fromkeys(lines) if line.text.id in articles]
