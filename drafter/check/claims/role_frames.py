"""Verbs with those named around them: how a sentence, English or Chinese, says who did it to whom.

What a sentence leaves open (an unnamed subject, a gerund's) stays open here: an empty part is never judged.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from drafter.check.claims.clauses import sentences
from drafter.check.claims.referents import Directory, Referent
from drafter.check.claims.role_han import han_parts
from drafter.check.claims.role_latin import is_passive, latin_parts
from drafter.check.claims.role_parts import BESIDE, BOUND, BREAK, FINITE, NOUNS, PREPOSITION, Around, Parts
from drafter.check.claims.role_words import FAMILY_NAMES, VERBS
from drafter.check.findings import Passage

_TRANSFER = {
    "buy": {"agent": "receiver", "patient": "thing", "from": "giver", "to": "giver", "in": "thing", "of": "thing", "by": "receiver"},
    "sell": {"agent": "giver", "patient": "thing", "to": "receiver", "in": "thing", "of": "thing", "from": "giver"},
}
_ALONE = frozenset({"appeal", "follow", "shrink", "record"})
"""Families in which only who does it counts."""
_PLACE = ("city:", "territory:")
_PRONOUN = re.compile(r"(?i)[\"“'‘]?(?:he|she|it|the (?:company|firm|group|bank|lender|club|retailer|carmaker|chipmaker|start-?up|insurer|airline))\s")
_ZH_NOUN = re.compile(r"[一这该此首两三][笔项次起宗桩份轮]$|最大的?$")
_HAN_RUN = re.compile(r"[\u3400-\u9fff]{0,9}")
_ZH_BINDS = re.compile(r"[向对与和同被由把将给从、及用以就因在据于为]")


@dataclass(frozen=True, slots=True)
class Frame:
    """A verb and its parts: role → keys of those who may play it."""

    family: str
    parts: tuple[tuple[str, str], ...]
    start: int
    end: int

    def roles_of(self, key: str) -> set[str]:
        return {role for role, who in self.parts if who == key}

    def players(self, role: str) -> set[str]:
        return {who for part, who in self.parts if part == role}


def told(passages: Sequence[Passage], directory: Directory) -> list[tuple[Passage, Frame]]:
    """The frames of all passages; in one that follows another of its text a pronoun stands for that one's subject."""
    found: list[tuple[Passage, Frame]] = []
    previous, before = ("", -1), ""
    for place, passage in sorted(((_place(passage), passage) for passage in passages), key=lambda each: (each[0], each[1].text)):
        follows = place[1] > 0 and place == (previous[0], previous[1] + 1)
        own, before = frames(passage.text, directory, before if follows else "")
        found += [(passage, frame) for frame in own]
        previous = place
    return found


def _place(passage: Passage) -> tuple[str, int]:
    """`key#s12` → (`key#s`, 12)."""
    stem = passage.id.rstrip("0123456789")
    return stem, int(passage.id[len(stem) :] or 0)


def frames(text: str, directory: Directory, before: str = "") -> tuple[list[Frame], str]:
    """Every verb of a known family with at least one part, sentence by sentence, and the last sentence's subject. `before`: whom a pronoun may mean."""
    found: list[Frame] = []
    referents = _players(text, directory.find(text))
    for start, end in sentences(text):
        inside = [referent for referent in referents if start <= referent.start < end]
        verbs = [
            verb for verb in VERBS.finditer(text, start, end) if not any(each.start <= verb.start() < each.end for each in inside) and not _names_it(text, verb)
        ]
        meant = before if _PRONOUN.match(text, start) else ""
        found += _sentence(text, start, end, verbs, inside, meant)
        before = meant or next((each.key for each in inside if not BOUND.search(text, max(start, each.start - 30), each.start)), "")
    return found, before


def _players(text: str, referents: Sequence[Referent]) -> list[Referent]:
    """Without places that only tell where somebody is from: `US fund Ostrey`, `Konoe of Japan`, 日本酒企近江酿酒."""
    kept: list[Referent] = []
    for at, each in enumerate(referents):
        following = referents[at + 1] if at + 1 < len(referents) else None
        of_last = bool(kept) and text[kept[-1].end : each.start].strip() == "of"
        if not (each.key.startswith(_PLACE) and (of_last or (following is not None and _attribute(text, each, following)))):
            kept.append(each)
    return kept


def _attribute(text: str, one: Referent, other: Referent) -> bool:
    between = text[one.end : other.start]
    if VERBS.search(between):
        return False
    if _HAN_RUN.fullmatch(between):
        return not _ZH_BINDS.search(between)
    return bool(re.fullmatch(r"(?:['’]s)?\s+(?:[a-z-]+\s+){1,4}", between)) and not PREPOSITION.search(between) and not FINITE.search(between)


def _sentence(text: str, start: int, end: int, verbs: Sequence[re.Match[str]], inside: Sequence[Referent], meant: str) -> list[Frame]:
    found: list[Frame] = []
    since, subject = start, meant
    for at, verb in enumerate(verbs):
        until = verbs[at + 1].start() if at + 1 < len(verbs) else end
        latin = str(verb.lastgroup)[0] == "e"
        family = FAMILY_NAMES[int(str(verb.lastgroup)[1:])]
        around = Around(text, start, since, verb, [each for each in inside if since <= each.start and each.end <= verb.start()], subject)
        right = _near(text, verb.end(), [each for each in inside if verb.end() <= each.start < until])
        parts = (latin_parts if latin else han_parts)(around, right)
        passive = latin and is_passive(text, verb)
        subject = next((who for role, who in parts if role == ("patient" if passive else "agent")), subject)
        family, parts = _normal(family, _one_way(family, verb.group(), parts))
        if parts:
            found.append(Frame(family, tuple(sorted(parts)), verb.start(), verb.end()))
        since = verb.end()
    return found


def _names_it(text: str, verb: re.Match[str]) -> bool:
    """`an order`, `its guarantee`, 一笔并购: a noun, but for the nouns that have their own rule."""
    before = text[max(0, verb.start() - 8) : verb.start()]
    if not str(verb.lastgroup).startswith("e"):
        return bool(_ZH_NOUN.search(before))
    return verb.group().lower() not in NOUNS and bool(re.search(r"(?i)(?<![A-Za-z])(?:an?|the|its|their|his|her|with|new|no|of)\s+$", before))


def _near(text: str, start: int, right: Sequence[Referent]) -> list[Referent]:
    """Those before the next clause."""
    stop = BREAK.search(text, start)
    return [referent for referent in right if not stop or referent.start < stop.start()]


_BOTH_WAYS = frozenset({"license", "lease"})
"""Verbs that the one who gives and the one who gets have in common: licensed to, licensed from."""


def _one_way(family: str, word: str, parts: Parts) -> Parts:
    """`B licenses it from A`, B租用A的 as `A licenses it to B`; `the firm replaced A with B` as `B replaced A`. Left out where the words do not say which."""
    roles = {role for role, _ in parts}
    if family == "succeed" and {"with", "patient"} <= roles:
        return {("agent" if role == "with" else role, who) for role, who in parts if role in {"with", "patient"}}
    if family not in _BOTH_WAYS:
        return parts
    if "from" in roles or word in ("租用", "租赁"):
        turned = {"agent": "patient", "from": "agent", "patient": "agent" if "from" not in roles else ""}
        return {(turned[role], who) for role, who in parts if turned.get(role)}
    return parts if roles & {"to", "patient"} else set()


def _normal(family: str, parts: Parts) -> tuple[str, Parts]:
    """Families with converse verbs under one name: buying and selling, paying and being paid."""
    if family in _TRANSFER:
        table = _TRANSFER[family] | {BESIDE: BESIDE}
        return "transfer", {(table[role], who) for role, who in parts if role in table}
    if family == "receive":
        return "pay", {({"agent": "to", "from": "agent"}.get(role, ""), who) for role, who in parts if role in {"agent", "from"}}
    if family == "pay":
        return "pay", {("to" if role in {"patient", "to"} else role, who) for role, who in parts if role in {"agent", "patient", "to"}}
    if family in _ALONE:
        return family, {(role, who) for role, who in parts if role == "agent"}
    if family == "pass" and (houses := {("agent", who) for role, who in parts if role == "patient" and who.startswith("inst:")}):
        return family, houses
    objects = {"to": "patient", "with": "patient", "against": "patient", "into": "patient", "in": "patient", "on behalf of": "patient"}
    return family, {(objects.get(role, role), who) for role, who in parts if role in {"agent", "patient", BESIDE, *objects}}
