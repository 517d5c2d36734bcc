"""Verbs with those named around them: how a sentence, English or Chinese, says who did it to whom.

What a sentence leaves open (an unnamed subject, a gerund's) stays open here: an empty part is never judged.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from drafter.check.claims.clauses import sentences
from drafter.check.claims.referents import Directory, Referent
from drafter.check.claims.role_words import FAMILY_NAMES, VERBS
from drafter.check.findings import Passage

Parts = set[tuple[str, str]]
"""(role, key of who plays it)."""

BESIDE = "beside"
"""The role of those named with a player, whose part is not told: `the owners of X sold …`."""
_TRANSFER = {
    "buy": {"agent": "receiver", "patient": "thing", "from": "giver", "to": "giver", "in": "thing", "of": "thing", "by": "receiver"},
    "sell": {"agent": "giver", "patient": "thing", "to": "receiver", "in": "thing", "of": "thing", "from": "giver"},
}
_ALONE = frozenset({"appeal", "follow", "shrink", "record"})
"""Families in which only who does it counts."""
_NOUNS = frozenset({"takeover", "acquisition", "buyout"})
_BREAK = re.compile(r"[，,；;]\s*(?:but|while|whereas|and)?\s*|(?<=\s)(?:but|while|whereas)\s|而(?=[\u3400-\u9fff]{2,6}(?:则|却))", re.I)
_PLACE = ("city:", "territory:")

# English.
_PREPOSITION = re.compile(r"(?i)(?<![A-Za-z])(from|to|by|with|against|of|in|into|for|on behalf of|over|at)(?![A-Za-z])")
_BOUND = re.compile(r"(?i)(?<![A-Za-z])(?:from|by|with|of|in|for|against|to|at|on)\s+(?:the |its |a |an )?(?:[a-z-]+ ){0,3}$")
_BE = re.compile(r"(?i)(?:is|are|was|were|be|been|being|get|got)(?:n['’]t)?(?: \w+ly| not| now| also| already| partly| jointly| still)*\s*$")
_AUX = (
    r"(?:(?:has|have|had|will|would|is|was|were|are|be|been|may|might|could|can|must|should|also|not|now|then|already|since|later|still|never|"
    r"[a-z]+ly|has yet|agreed to|agrees to|plans to|wants to|refused to|said it (?:would|will|had|has))\s+)*"
)
_RIGHT_BEFORE = re.compile(rf"\s+{_AUX}(?P<to>to\s+)?{_AUX}")
_OBLIGED = re.compile(
    r"(?i)(?:order|forc|ask|tell|told|allow|requir|oblig|instruct|urg|permit|let|help|caus|direct|compel|want)\w*\s+(?:the )?(?:[a-z-]+ ){0,2}$"
)
"""After these whoever is named next is to do it."""
_THAT = re.compile(r"(?i)(?<![A-Za-z])(?:that|whether|if|because|when|after|before|until|unless|once|since)\s+(?:the )?")
_CONJOINED = re.compile(r"(?i)(?:,\s*(?:and|but|while|whereas)|;|(?<=\s)(?:while|whereas|but))\s+(?:the )?$")
_FINITE = re.compile(
    r"(?i)(?<![A-Za-z])(?:is|are|was|were|would|will|has|had|have|can|could|may|might|should|said|says|which|who|that|when|because|while|whereas|but|if|whether)"
    r"(?![A-Za-z])"
)
_JOINED = re.compile(r"\s*(?:,|and|, and|&|、|和|与|及)\s*(?:the )?")
_HELD = re.compile(r"(?i)(?:held|owned|made|run|managed|developed|backed|operated|controlled|filed|issued) by")
_BY = re.compile(r" by (?![\d$€£¥]|about|nearly|almost|half|an? (?:third|quarter|half))")
_HOLDING = re.compile(r"['’]s?\s+(?:[\w-]+\s+){0,2}(?:stake|shares|holding|interest|unit|business|division)", re.I)
_RELATIVE = re.compile(r"(?i)(?:which|who|that)\s+(?:\w+ly\s+|also\s+|has\s+|had\s+|have\s+|will\s+|is\s+|was\s+|must\s+|would\s+|may\s+)*$")
_SOMEBODY = re.compile(r"(?i)(?:\b(?:if|that|when|once|because|while|unless|after|before)|[,;])\s+(?:the|its|their|an?)\s+(?:[a-z-]+\s+){1,2}$")
"""`if the buyer sells`: a noun of its own acts, whoever was named before it."""
_PEOPLE = re.compile(
    r"(?i)(?:lawmakers|regulators?|officials|members|authorities|researchers|engineers|judges?|prosecutors|ministers?|"
    r"residents|investors|police|workers|courts?|banks?)\s+(?:in|of|at|from)\s+(?:the )?$"
)
"""`Regulators in Jakarta`: the place stands for those who act."""
_PRONOUN = re.compile(r"(?i)[\"“'‘]?(?:he|she|it|the (?:company|firm|group|bank|lender|club|retailer|carmaker|chipmaker|start-?up|insurer|airline))\s")
_GERUND_OF = re.compile(r"(?i)(?<![A-Za-z])(?:for|over|of)\s+$")

# Chinese.
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
    "与": "with",
    "和": "with",
    "同": "with",
}
_ZH_PIVOT = re.compile(r"裁定|判令|判决|判(?=[^断例决令处])|要求|促使|允许|禁止|强制")
"""What is ordered is done by whoever is named behind it."""
_ZH_IF = re.compile(r"若|如果|一旦|待|假如|倘|只要|除非")
"""A condition may be of another than the sentence's subject."""
_ZH_WHY = re.compile(r"因(?!此)|由于|随着|针对|鉴于")
"""Who stands behind these is not the one who acts on it."""
_ZH_HOLDING = re.compile(r"(?:手中)?(?:所持|持有的)")
_ZH_NOUN = re.compile(r"[一这该此首两三][笔项次起宗桩份轮]$|最大的?$")
_ZH_STOP = re.compile(r"是|成为|令|导致|使")
_ZH_OF = re.compile(
    r"(?:旗下|子公司|母公司|控股股东|关联方|联席|联合|[前副现]|创始人|董事长|首席\w{1,3}官|总裁|总经理|CEO|主席|主管|负责人|发言人|高管|行长|部长|局长|公司|集团|的)*"
)
"""Between a firm and whoever of it is meant: 甲集团旗下乙公司, 甲公司董事长某某."""
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


@dataclass(frozen=True, slots=True)
class _Around:
    """A verb's place in its sentence, and who was named since the verb before it."""

    text: str
    sentence: int
    since: int
    verb: re.Match[str]
    left: Sequence[Referent]
    subject: str
    """Who did what the verb before tells; for the first verb whom a pronoun stands for."""

    @property
    def opens(self) -> bool:
        """No verb of a family goes before it in its sentence."""
        return self.since == self.sentence


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
        before = meant or next((each.key for each in inside if not _BOUND.search(text, max(start, each.start - 30), each.start)), "")
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
    return bool(re.fullmatch(r"(?:['’]s)?\s+(?:[a-z-]+\s+){1,4}", between)) and not _PREPOSITION.search(between) and not _FINITE.search(between)


def _sentence(text: str, start: int, end: int, verbs: Sequence[re.Match[str]], inside: Sequence[Referent], meant: str) -> list[Frame]:
    found: list[Frame] = []
    since, subject = start, meant
    for at, verb in enumerate(verbs):
        until = verbs[at + 1].start() if at + 1 < len(verbs) else end
        latin = str(verb.lastgroup)[0] == "e"
        family = FAMILY_NAMES[int(str(verb.lastgroup)[1:])]
        around = _Around(text, start, since, verb, [each for each in inside if since <= each.start and each.end <= verb.start()], subject)
        right = _near(text, verb.end(), [each for each in inside if verb.end() <= each.start < until])
        parts = (_latin if latin else _han)(around, right)
        passive = latin and _is_passive(text, verb)
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
    return verb.group().lower() not in _NOUNS and bool(re.search(r"(?i)(?<![A-Za-z])(?:an?|the|its|their|his|her|with|new|no|of)\s+$", before))


def _near(text: str, start: int, right: Sequence[Referent]) -> list[Referent]:
    """Those before the next clause."""
    stop = _BREAK.search(text, start)
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


def _latin(around: _Around, right: Sequence[Referent]) -> Parts:
    text, verb = around.text, around.verb
    word = verb.group().lower()
    noun, passive = word in _NOUNS, _is_passive(text, verb)
    parts: Parts = set()
    who, beside = (_owner(around), "") if noun else _subject(around, passive=passive)
    if who:
        parts.add(("patient" if passive else "agent", who))
    elif beside:
        parts.add((BESIDE, beside))
    previous, role = verb.end(), ""
    for each in right:
        if _FINITE.search(text, previous, each.start):
            break
        if not role or not _JOINED.fullmatch(text, previous, each.start):
            role = _after(text, previous, each, bare=passive or noun)
        if word in {"bought", "buy", "buying", "buys", "acquire", "acquired", "acquires"} and role == "patient" and _HOLDING.match(text, each.end):
            role = "from"
        if role:
            parts.add((role, each.key))
        previous = each.end
    return parts


def _is_passive(text: str, verb: re.Match[str]) -> bool:
    word = verb.group().lower()
    if word in _NOUNS or not (word.endswith(("ed", "en")) or word in {"bought", "sold", "led", "taken over", "paid", "run", "lent", "brought"}):
        return False
    return bool(_BE.search(text, max(0, verb.start() - 30), verb.start())) or bool(_BY.match(text, verb.end()))


def _owner(around: _Around) -> str:
    """`Rowan's planned takeover`."""
    until = around.verb.start()
    return next(
        (
            each.key
            for each in reversed(around.left)
            if re.match(r"['’]s?\s+(?:(?!(?:will|would|has|had|have|is|was|are|were|may|can)\s)[a-z-]+\s+){0,2}$", around.text[each.end : until])
        ),
        "",
    )


def _subject(around: _Around, *, passive: bool) -> tuple[str, str]:
    """(who does it, else who is named in the unnamed one's place): `the owners of Tarn Rovers sold` tells only the latter."""
    text, until = around.text, around.verb.start()
    if around.verb.group().lower().endswith("ing") and _GERUND_OF.search(text, max(0, until - 8), until):
        return "", ""
    if not passive and (owner := _owner(around)):
        return owner, ""
    unnamed = _SOMEBODY.search(text, around.since, until)
    left = [each for each in around.left if not unnamed or each.start >= unnamed.start()]
    if left and _RELATIVE.search(text, left[-1].end, until) and not text[left[-1].end : until].strip(" ,").startswith("that the"):
        return left[-1].key, ""
    if left and _does(text, around, left[-1]):
        return left[-1].key, ""
    candidates = _candidates(around, left)
    for each in candidates:
        if _PEOPLE.search(text, max(around.since, each.start - 30), each.start) or not _is_bound(text, around.since, each):
            return each.key, ""
    carried = "" if unnamed or candidates or (passive and not around.opens) else around.subject
    return carried, candidates[0].key if candidates else ""


def _does(text: str, around: _Around, last: Referent) -> bool:
    """Named right before the verb, with nothing but auxiliaries between; before an infinitive only whoever is told to do it."""
    match = _RIGHT_BEFORE.fullmatch(text, last.end, around.verb.start())
    if match is None or _is_bound(text, around.since, last):
        return False
    return not match["to"] or around.opens or bool(_OBLIGED.search(text, max(around.sentence, last.start - 40), last.start))


def _candidates(around: _Around, left: Sequence[Referent]) -> list[Referent]:
    """Those who may be the subject: of the last clause; at the opening of a sentence any, else those a new clause begins with."""
    text, until = around.text, around.verb.start()
    cut = max((stop.end() for pattern in (_BREAK, _THAT) for stop in pattern.finditer(text, around.since, until)), default=around.since)
    inside = [each for each in left if each.start >= cut] if cut > around.since or around.opens else []
    if inside or around.opens:
        return inside or list(left)
    return [each for each in left if _CONJOINED.search(text, around.since, each.start)][-1:]


def _is_bound(text: str, since: int, each: Referent) -> bool:
    if _BOUND.search(text, max(since, each.start - 40), each.start):
        return True
    return bool(re.match(r"['’]s?\s+[a-z]+\s+(?:from|of|in)\b", text[each.end : each.end + 20]))


def _after(text: str, previous: int, each: Referent, *, bare: bool) -> str:
    """The role of one named behind the verb. `bare`: a noun or a passive, which have no object of their own."""
    between = text[previous : each.start]
    if "," in between and len(between) > 40:
        return ""
    prepositions = [found.group(1).lower() for found in _PREPOSITION.finditer(between)]
    if not prepositions:
        return "" if bare or " and " in between else "patient"
    word = next((word for word in reversed(prepositions) if word != "of"), "of")
    if word == "by":
        return "patient" if _HELD.search(between) else "agent"
    return word


def _han(around: _Around, right: Sequence[Referent]) -> Parts:
    text, verb = around.text, around.verb
    cut = max((stop.end() for stop in _BREAK.finditer(text, around.since, verb.start())), default=around.since)
    pivot = max((stop.end() for stop in _ZH_PIVOT.finditer(text, cut, verb.start())), default=0)
    here = [each for each in around.left if each.start >= max(cut, pivot)]
    if not here and around.opens and not pivot and not _ZH_IF.search(text, cut, verb.start()):
        here = [each for each in around.left if not _ZH_WHY.search(text, around.sentence, each.start)]
    parts: Parts = set()
    agent = passive = ""
    for at, each in enumerate(here):
        bound = _ZH_BEFORE.search(text, max(around.since, each.start - 4), each.start)
        role = _ZH_PART.get(bound.group(1), "") if bound else "agent"
        if role == "agent" and bound:
            passive = each.key
        elif role == "agent" and at + 1 < len(here) and _ZH_OF.fullmatch(text, each.end, here[at + 1].start):
            parts.add((BESIDE, each.key))
        elif role == "agent" and not agent:
            agent = each.key
        elif role and role != "agent":
            parts.add((role, each.key))
    if passive:
        parts |= {("agent", passive), *({("patient", agent)} if agent else ())}
    elif agent or not pivot:
        parts.add(("agent", agent or ("" if any(role == "agent" for role, _ in parts) else around.subject)))
    parts |= _han_right(text, verb, right)
    return {(role, who) for role, who in parts if who}


def _han_right(text: str, verb: re.Match[str], right: Sequence[Referent]) -> Parts:
    parts: Parts = set()
    gives = text[verb.end() : verb.end() + 2].startswith(("给", "予")) or verb.group().endswith(("给", "予"))
    previous = verb.end()
    for at, each in enumerate(right[:2]):
        bound = _ZH_BEFORE.search(text, max(verb.end(), each.start - 4), each.start)
        word = bound.group(1) if bound else ""
        if _ZH_STOP.search(text, previous, each.start) or (at and not word and not _JOINED.fullmatch(text, previous, each.start)):
            break
        role = "to" if gives or word in {"给", "向"} else "with" if word in {"与", "和", "同"} else "from" if word == "从" else "" if word else "patient"
        if role == "patient" and _ZH_HOLDING.match(text, each.end):
            role = "from"
        if role:
            parts.add((role, each.key))
        previous = each.end
    return parts
