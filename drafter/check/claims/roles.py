"""Who did it to whom. A claim in which somebody plays a part that the source gives to another is found; nothing else is said.

A frame is one verb with those named around it. Buying and selling are one kind of frame with three parts: giver, receiver, thing.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from drafter.check.claims.clauses import sentences
from drafter.check.claims.referents import Directory, Referent
from drafter.check.claims.role_words import FAMILY_NAMES, VERBS
from drafter.check.findings import Finding, Passage, Span

_TRANSFER = {
    "buy": {"agent": "receiver", "patient": "thing", "from": "giver", "in": "thing", "of": "thing"},
    "sell": {"agent": "giver", "patient": "thing", "to": "receiver", "in": "thing", "of": "thing", "from": "giver"},
}
_PREPOSITION = re.compile(r"(?i)(?<![A-Za-z])(from|to|by|with|against|of|in|into|for|on behalf of|over|at)(?![A-Za-z])")
_ZH_BEFORE = re.compile(r"(从|向|对|与|和|同|被|由|把|将|给|于|代表|获|受|遭|比|为|所持)(?:其|了)?$")
_ZH_PART = {
    "从": "from",
    "向": "to",
    "对": "patient",
    "被": "agent",
    "由": "agent",
    "把": "patient",
    "将": "patient",
    "给": "to",
    "代表": "patient",
    "获": "agent",
    "受": "agent",
    "遭": "agent",
    "所持": "patient",
}
_BE = re.compile(r"(?i)(?:is|are|was|were|be|been|being|get|got)(?:n['’]t)?(?: \w+ly| not| now| also| already| partly| jointly| still)*\s*$")
_JOINED = re.compile(r"\s*(?:,|and|, and|&|、|和|与|及)\s*(?:the )?")
_HELD = re.compile(r"(?i)(?:held|owned|made|run|managed|developed|backed|operated|controlled|filed|issued) by")
_BY = re.compile(r" by (?![\d$€£¥]|about|nearly|almost|half|an? (?:third|quarter|half))")
_HOLDING = re.compile(r"['’]s?\s+(?:[\w-]+\s+){0,2}(?:stake|shares|holding|interest|unit|business|division)", re.I)
_ZH_HOLDING = re.compile(r"(?:手中)?(?:所持|持有的)")
_RELATIVE = re.compile(r"(?i)(?:which|who|that)\s+(?:\w+ly\s+|also\s+|has\s+|had\s+|have\s+|will\s+|is\s+|was\s+)*$")
_COUNTED = re.compile(r"\s?(?:了|其|its |their |some |about |约)?\d")
_SOMEBODY = re.compile(r"(?i)(?:\b(?:if|that|when|once|because|while|unless|after|before)|[,;])\s+(?:the|its|their|an?)\s+(?:[a-z-]+\s+){1,2}$")
"""`if the buyer sells`: a noun of its own acts, whoever was named before it."""
_PEOPLE = re.compile(
    r"(?i)(?:lawmakers|regulators?|officials|members|authorities|researchers|engineers|judges?|prosecutors|ministers?|"
    r"residents|investors|police|workers|courts?|banks?)\s+(?:in|of|at|from)\s+(?:the )?$"
)
"""`Regulators in Jakarta`: the place stands for those who act."""
_PATIENTS = frozenset({"fine", "sue", "hire", "blame", "violate", "overtake"})
"""Families in which to whom it was done is told as surely as who did it."""
_RIVALS = tuple(
    frozenset(f"inst:{name}" for name in group.split())
    for group in (
        "senate lower-house",
        "board shareholders",
        "securities-regulator antitrust central-bank",
        "services-exports goods-exports",
        "services-imports goods-imports",
        "goods-exports goods-imports",
    )
)
"""Institutions that are never one another."""
_SURE = frozenset({"lead", "sue", "appeal", "fine", "pass", "lift", "suspend", "terminate", "shrink", "record", "violate", "overtake", "transfer"})
"""Families in which another player is a fault; elsewhere only swapped parts are."""
_ALONE = frozenset({"appeal", "follow", "shrink", "record"})
"""Families in which only who does it counts."""
_BREAK = re.compile(r"[，,；;]\s*(?:but|while|whereas|and)?\s*|(?<=\s)(?:but|while|whereas)\s|而(?=[\u3400-\u9fff]{2,6}(?:则|却))", re.I)


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


def role_findings(claim: str, passages: Iterable[Passage], names: Sequence[tuple[str, str]] = ()) -> list[Finding]:
    """Findings `role-swapped` and `role-taken`. `names` are pairs (form in the claim, form in the source)."""
    if not VERBS.search(claim):
        return []
    sources = list(passages)
    directory = Directory(claim, [passage.text for passage in sources], names)
    ours = frames(claim, directory)
    if not ours:
        return []
    theirs = [(passage, frame) for passage in sources for frame in frames(passage.text, directory)]
    elsewhere = {referent.key for passage in sources for referent in directory.find(passage.text)}
    return [finding for frame in ours if (finding := _judge(claim, frame, theirs, elsewhere)) is not None]


def _judge(claim: str, mine: Frame, theirs: Sequence[tuple[Passage, Frame]], elsewhere: set[str]) -> Finding | None:
    same = [(passage, frame) for passage, frame in theirs if frame.family == mine.family]
    if not same:
        return None
    if mine.family == "transfer" and len(mine.parts) == 1 and _COUNTED.match(claim, mine.end):
        return None  # what is sold is a thing of its own: 1,150 masts of the buyer's
    for role, who in mine.parts:
        with_them = [(passage, frame) for passage, frame in same if frame.roles_of(who)]
        if with_them and not any(role in frame.roles_of(who) for _, frame in with_them):
            if any(_clash(role, other) and _whole(mine, frame) for _, frame in with_them for other in frame.roles_of(who)):
                return _finding("role-swapped", claim, mine, *with_them[0], role)
            continue
        players = [frame.players(role) for _, frame in same]
        if (
            not with_them
            and mine.family in _SURE
            and (role in {"agent", "giver", "receiver"} or (role == "patient" and mine.family in _PATIENTS))
            and all(players)
            and who in elsewhere
            and all(_kin(who, player) or (who != player and _apart(who, player, theirs)) for each in players for player in each)
        ):
            return _finding("role-taken", claim, mine, *same[0], role)
    return None


def _whole(mine: Frame, theirs: Frame) -> bool:
    """Both sides are named in the source; and where the claim names two, the source's frame has another of them too."""
    if len({who for _, who in theirs.parts}) < 2:
        return False
    ours = {who for _, who in mine.parts}
    return len(ours) < 2 or len(ours & {who for _, who in theirs.parts}) >= 2


def _clash(one: str, other: str) -> bool:
    return frozenset({one, other}) in {
        frozenset({"agent", "patient"}),
        frozenset({"giver", "receiver"}),
        frozenset({"giver", "thing"}),
        frozenset({"receiver", "thing"}),
        frozenset({"agent", "to"}),
    }


def _kin(one: str, other: str) -> bool:
    """Two that cannot be one: both proper names, both cities, two chambers; not a name and `the government`."""
    if one == other:
        return False
    if any({one, other} <= rivals for rivals in _RIVALS):
        return True
    kinds = {one.partition(":")[0] if ":" in one else "", other.partition(":")[0] if ":" in other else ""}
    return kinds in ({""}, {"city"}, {"territory"})


def _apart(one: str, other: str, theirs: Sequence[tuple[Passage, Frame]]) -> bool:
    """A frame of the sources has the two in different parts, so they are two."""
    return any(frame.roles_of(one) and frame.roles_of(other) and frame.roles_of(one) != frame.roles_of(other) for _, frame in theirs)


def _finding(what: str, claim: str, mine: Frame, passage: Passage, frame: Frame, role: str) -> Finding:
    here = Span(mine.start, mine.end, claim[mine.start : mine.end])
    there = Span(frame.start, frame.end, passage.text[frame.start : frame.end], passage.id)
    return Finding(what, "HIGH", here, there, f"the {role} of “{here.words}” is another in the source: “{_around(passage.text, frame)}”")


def _around(text: str, frame: Frame) -> str:
    return text[max(0, frame.start - 60) : frame.end + 60].strip()


def frames(text: str, directory: Directory) -> list[Frame]:
    """Every verb of a known family with at least one part, sentence by sentence."""
    found: list[Frame] = []
    referents = directory.find(text)
    for start, end in sentences(text):
        inside = [referent for referent in referents if start <= referent.start < end]
        verbs = [
            verb for verb in VERBS.finditer(text, start, end) if not any(each.start <= verb.start() < each.end for each in inside) and not _names_it(text, verb)
        ]
        found += _sentence(text, start, end, verbs, inside)
    return found


def _sentence(text: str, start: int, end: int, verbs: Sequence[re.Match[str]], inside: Sequence[Referent]) -> list[Frame]:
    found: list[Frame] = []
    since, subject = start, ""
    for at, verb in enumerate(verbs):
        until = verbs[at + 1].start() if at + 1 < len(verbs) else end
        latin = str(verb.lastgroup)[0] == "e"
        family = FAMILY_NAMES[int(str(verb.lastgroup)[1:])]
        left = [referent for referent in inside if since <= referent.start and referent.end <= verb.start()]
        right = [referent for referent in inside if verb.end() <= referent.start < until]
        parts = (_latin if latin else _han)(text, verb, since, left, _near(text, verb.end(), right), subject)
        subject = next((who for role, who in parts if role == "agent"), subject)
        family, parts = _normal(family, parts)
        if parts:
            found.append(Frame(family, tuple(sorted(parts)), verb.start(), verb.end()))
        since = verb.end()
    return found


def _names_it(text: str, verb: re.Match[str]) -> bool:
    """`an order`, `its guarantee`: a noun, but for the nouns that have their own rule."""
    if not str(verb.lastgroup).startswith("e") or verb.group().lower() in {"takeover", "acquisition", "buyout"}:
        return False
    return bool(re.search(r"(?i)(?<![A-Za-z])(?:an?|the|its|their|his|her|with|new|no|of)\s+$", text[max(0, verb.start() - 8) : verb.start()]))


def _near(text: str, start: int, right: Sequence[Referent]) -> list[Referent]:
    """Those before the next clause."""
    stop = _BREAK.search(text, start)
    return [referent for referent in right if not stop or referent.start < stop.start()]


def _normal(family: str, parts: set[tuple[str, str]]) -> tuple[str, set[tuple[str, str]]]:
    if family in _TRANSFER:
        table = _TRANSFER[family]
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
    return family, {(objects.get(role, role), who) for role, who in parts if role in {"agent", "patient", *objects}}


def _latin(text: str, verb: re.Match[str], since: int, left: Sequence[Referent], right: Sequence[Referent], subject: str) -> set[tuple[str, str]]:
    parts: set[tuple[str, str]] = set()
    word = verb.group().lower()
    noun = word in {"takeover", "acquisition", "buyout"}
    passive = (
        not noun
        and (word.endswith(("ed", "en")) or word in {"bought", "sold", "led", "taken over", "paid", "run", "lent", "brought"})
        and (bool(_BE.search(text, max(0, verb.start() - 30), verb.start())) or bool(_BY.match(text, verb.end())))
    )
    unnamed = _SOMEBODY.search(text, since, verb.start())
    first = _subject(text, since, verb.start(), [each for each in left if not unnamed or each.start >= unnamed.start()])
    who = first or ("" if passive or unnamed else subject)
    if noun:
        who = next((each.key for each in reversed(left) if re.match(r"['’]s?\s+(?:[\w-]+\s+){0,3}$", text[each.end : verb.start()])), "")
    if who:
        parts.add(("patient" if passive else "agent", who))
    previous, role = verb.end(), ""
    for each in right:
        if not role or not _JOINED.fullmatch(text, previous, each.start):
            role = _after(text, previous, each, passive)
        if word in {"bought", "buy", "buying", "buys", "acquire", "acquired", "acquires"} and role == "patient" and _HOLDING.match(text, each.end):
            role = "from"
        if role:
            parts.add((role, each.key))
        previous = each.end
    return parts


def _subject(text: str, since: int, until: int, left: Sequence[Referent]) -> str:
    """The first named in the clause that no preposition binds; with a relative pronoun before the verb, the last one named."""
    if left and _RELATIVE.search(text, left[-1].end, until) and not text[left[-1].end : until].strip(" ,").startswith(("that the",)):
        return left[-1].key
    cut = max((stop.end() for stop in _BREAK.finditer(text, since, until)), default=since)
    inside = [each for each in left if each.start >= cut] or list(left)
    for each in inside:
        before = text[max(since, each.start - 24) : each.start]
        if _PEOPLE.search(text, max(since, each.start - 30), each.start):
            return each.key
        if not re.search(r"(?i)(?<![A-Za-z])(?:from|by|with|of|in|for|against|to|at|on)\s+(?:the |its |a |an )?(?:[a-z-]+ )?$", before) and not re.match(
            r"['’]s?\s+[a-z]+\s+(?:from|of|in)\b", text[each.end : each.end + 20]
        ):
            return each.key
    return ""


def _after(text: str, previous: int, each: Referent, passive: bool) -> str:
    between = text[previous : each.start]
    if "," in between and len(between) > 40:
        return ""
    preposition = _PREPOSITION.search(between)
    if preposition is None:
        return "" if passive or " and " in between else "patient"
    word = preposition.group(1).lower()
    if word == "by":
        return "patient" if _HELD.search(between) else "agent"
    return word


def _han(text: str, verb: re.Match[str], since: int, left: Sequence[Referent], right: Sequence[Referent], subject: str) -> set[tuple[str, str]]:
    parts: set[tuple[str, str]] = set()
    cut = max((stop.end() for stop in _BREAK.finditer(text, since, verb.start())), default=since)
    here = [each for each in left if each.start >= cut]
    agent = passive = ""
    for each in here:
        bound = _ZH_BEFORE.search(text, max(since, each.start - 4), each.start)
        role = _ZH_PART.get(bound.group(1), "") if bound else "agent"
        if bound and bound.group(1) in {"与", "和", "同"}:
            role = "with"
        if role == "agent" and bound:
            passive = each.key
        elif role == "agent" and not agent:
            agent = each.key
        elif role and role != "agent":
            parts.add((role, each.key))
    if passive:
        parts.add(("agent", passive))
        parts |= {("patient", agent)} if agent else set()
    elif agent or subject:
        parts.add(("agent", agent or (subject if not any(role == "agent" for role, _ in parts) else "")))
    parts |= _han_right(text, verb, right)
    return {(role, who) for role, who in parts if who}


def _han_right(text: str, verb: re.Match[str], right: Sequence[Referent]) -> set[tuple[str, str]]:
    parts: set[tuple[str, str]] = set()
    gives = text[verb.end() : verb.end() + 2].startswith(("给", "予")) or verb.group().endswith(("给", "予"))
    for each in right[:2]:
        bound = _ZH_BEFORE.search(text, max(verb.end(), each.start - 4), each.start)
        word = bound.group(1) if bound else ""
        role = "to" if gives or word in {"给", "向"} else "with" if word in {"与", "和", "同"} else "from" if word == "从" else "" if word else "patient"
        if role == "patient" and _ZH_HOLDING.match(text, each.end):
            role = "from"
        if role:
            parts.add((role, each.key))
    return parts
