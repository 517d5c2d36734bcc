"""Candidate theses: claims that items of the edition carry together. Which of them are argued, `drafter.theses` decides."""

from __future__ import annotations

from drafter.asks import EarlierData, ItemData, Reading, ThesesAnswer, ThesesInputs, ThesisAnswer
from drafter.check import prose
from drafter.compose.data import mark
from drafter.compose.sentences import Sentences, short
from drafter.entities import Entity, Language, Thesis
from drafter.settings import LengthSettings
from drafter.theses import NEEDED


class Proposed(Entity):
    """What the theses' prompt gave."""

    candidates: tuple[Thesis, ...]
    """The strongest first."""
    unrelated: str = ""
    """Why there is none."""


def theses_inputs(items: tuple[ItemData, ...], language: Language, edition: str, length: LengthSettings, earlier: tuple[EarlierData, ...] = ()) -> ThesesInputs:
    """What the theses' prompt is given: items oldest first, so that another order of the edition asks the same."""
    return ThesesInputs(
        items=tuple(sorted(items, key=lambda item: (item.published, item.id))),
        earlier=earlier,
        language=language,
        edition=edition,
        boundary=mark(sorted(items, key=lambda item: item.id), earlier=earlier),
        max_theses=length.candidates,
        argued=length.theses,
        order=tuple(item.id for item in items),
    )


def theses_read(answer: ThesesAnswer, given: ThesesInputs) -> Reading[Proposed]:
    """The candidates that stand. A faulty one is asked for again only where the analysis would be short of theses without it."""
    reader = Sentences(given)
    problems: list[str] = []
    found: list[Thesis] = []
    for number, wanted in enumerate(answer.theses[: given.max_theses], 1):
        thesis, faults = _thesis(wanted, reader)
        problems += [f"thesis {number} ({short(wanted.text)}): {fault}" for fault in faults]
        if thesis and not faults:
            found.append(thesis)
    unrelated = prose.unmarked(answer.unrelated)
    if reader.faults(unrelated):
        unrelated = ""
    if not answer.theses and not unrelated:
        problems.append("there is no thesis; if no two items belong together, say why in `unrelated`")
    enough = len(found) >= given.argued
    return Reading(Proposed(candidates=tuple(found), unrelated="" if found else unrelated), () if enough else tuple(problems))


def _thesis(wanted: ThesisAnswer, reader: Sentences) -> tuple[Thesis | None, list[str]]:
    """Ids count by what they are, not by the field a model put them into; what is only an extra is left out when it is faulty."""
    text = prose.unmarked(wanted.text)
    named, unknown = reader.ids([*wanted.item_ids, *wanted.earlier_ids])
    against, _ = reader.ids(wanted.against_ids)
    earlier = tuple(key for key in dict.fromkeys((*named, *against)) if reader.is_earlier(key))
    items = tuple(key for key in named if not reader.is_earlier(key))
    faults = reader.faults(text, (*items, *against, *earlier))
    if len(items) + len(earlier) < NEEDED or not items:
        faults.append(f"it rests on {len(items)} item{'' if len(items) == 1 else 's'}; {NEEDED} are needed, or one and an earlier edition's")
    faults += [f"there is no item {key!r}" for key in unknown] if faults else []
    if not items:
        return None, faults
    affected, change = prose.unmarked(wanted.affected), prose.unmarked(wanted.change)
    return Thesis(
        text=text,
        item_ids=items,
        against=tuple(key for key in against if key not in items and key not in earlier),
        affected="" if reader.faults(affected) else affected,
        change="" if not earlier or reader.faults(change, (*items, *earlier)) else change,
        earlier_ids=earlier,
    ), faults


def embedded_theses(answer: ThesesAnswer) -> Proposed:
    """The embedded writer's groups of items, named by what they share: no claims."""
    return Proposed(candidates=tuple(Thesis(text=prose.unmarked(one.text), item_ids=tuple(one.item_ids)) for one in answer.theses))
