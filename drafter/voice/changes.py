"""Which changes of editors show manner and nothing else: the same figures, names, quotations and claims, said another way."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable

from drafter.check.atoms import atoms
from drafter.check.claims import check_claims
from drafter.check.findings import Passage
from drafter.check.names.forms import cldr_forms, folded, latin_names
from drafter.check.quotations.checked import quotations
from drafter.check.text import language_of
from drafter.voice.nouns import Change, Part
from drafter.voice.words import LIKE, likeness

_LEAST = 6
"""Characters of a sentence that shows anything."""
_MOST = 400


def part_of(piece: str) -> Part | None:
    """The part that a piece of a post belongs to; None for a section added by hand."""
    role = piece.partition("#")[0].partition(":")[0]
    known: dict[str, Part] = {"item": "item", "brief": "item", "analysis": "analysis", "conclusion": "conclusion"}
    known |= {"front": "front", "title": "front", "lede": "front"}
    return known.get(role)


def of_form(changes: Iterable[Change]) -> tuple[Change, ...]:
    """Those that may be shown as examples, in their order."""
    return tuple(one for one in changes if is_form(one.before, one.after))


def is_form(before: str, after: str) -> bool:
    """Whether both say the same, as far as code can tell."""
    if not all(_LEAST <= len(text) <= _MOST for text in (before, after)) or before.split() == after.split():
        return False
    if _facts(before) != _facts(after) or likeness(before, after) < LIKE:
        return False
    return not any(check_claims(one, [Passage("", other)], ()) for one, other in ((after, before), (before, after)))


_MODAL = re.compile(
    r"必须|须|应当|不得|不可|可能|可以|可|或将|将|已经|已|尚未|未|拟|计划|仍|不|没有|全部|部分|至少|最多"
    r"|(?i:\b(?:must|shall|should|may|might|can|could|will|not|never|no|plans?|all|some|only|already|yet)\b|n['’]t\b)"
)
"""Words that make a duty of a permission, a plan of a fact: whoever changes them changes what is said."""


def _facts(text: str) -> Counter[tuple[str, str]]:
    """Everything in a sentence that can be wrong by itself."""
    found = atoms(text, language_of(text))
    facts: list[tuple[str, str]] = [(atom.kind, str((atom.value, atom.low, atom.high, atom.unit, atom.key, atom.comparator))) for atom in found]
    facts += [("name", folded(name.words)) for name in latin_names(text)]
    facts += [("place", str(keys[0])) for _, _, keys in cldr_forms(text)]
    facts += [("modal", one.lower()) for one in _MODAL.findall(text)]
    facts += [("quoted", folded(one.words)) for one in quotations(text)]
    return Counter(facts)
