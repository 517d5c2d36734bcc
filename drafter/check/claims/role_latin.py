"""Who does an English verb to whom, by the words around it."""

from __future__ import annotations

import re
from collections.abc import Sequence

from drafter.check.claims.referents import Referent
from drafter.check.claims.role_parts import BESIDE, BOUND, BREAK, FINITE, JOINED, NOUNS, PREPOSITION, Around, Parts

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
_GERUND_OF = re.compile(r"(?i)(?<![A-Za-z])(?:for|over|of)\s+$")


def latin_parts(around: Around, right: Sequence[Referent]) -> Parts:
    """The subject of an active or passive verb, then those behind it by their prepositions."""
    text, verb = around.text, around.verb
    word = verb.group().lower()
    noun, passive = word in NOUNS, is_passive(text, verb)
    parts: Parts = set()
    who, beside = (_owner(around), "") if noun else _subject(around, passive=passive)
    if who:
        parts.add(("patient" if passive else "agent", who))
    elif beside:
        parts.add((BESIDE, beside))
    previous, role = verb.end(), ""
    for each in right:
        if FINITE.search(text, previous, each.start):
            break
        if not role or not JOINED.fullmatch(text, previous, each.start):
            role = _after(text, previous, each, bare=passive or noun)
        if word in {"bought", "buy", "buying", "buys", "acquire", "acquired", "acquires"} and role == "patient" and _HOLDING.match(text, each.end):
            role = "from"
        if role:
            parts.add((role, each.key))
        previous = each.end
    return parts


def is_passive(text: str, verb: re.Match[str]) -> bool:
    """A participle behind a form of to be, or before by."""
    word = verb.group().lower()
    if word in NOUNS or not (word.endswith(("ed", "en")) or word in {"bought", "sold", "led", "taken over", "paid", "run", "lent", "brought"}):
        return False
    return bool(_BE.search(text, max(0, verb.start() - 30), verb.start())) or bool(_BY.match(text, verb.end()))


def _owner(around: Around) -> str:
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


def _subject(around: Around, *, passive: bool) -> tuple[str, str]:
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


def _does(text: str, around: Around, last: Referent) -> bool:
    """Named right before the verb, with nothing but auxiliaries between; before an infinitive only whoever is told to do it."""
    match = _RIGHT_BEFORE.fullmatch(text, last.end, around.verb.start())
    if match is None or _is_bound(text, around.since, last):
        return False
    return not match["to"] or around.opens or bool(_OBLIGED.search(text, max(around.sentence, last.start - 40), last.start))


def _candidates(around: Around, left: Sequence[Referent]) -> list[Referent]:
    """Those who may be the subject: of the last clause; at the opening of a sentence any, else those a new clause begins with."""
    text, until = around.text, around.verb.start()
    cut = max((stop.end() for pattern in (BREAK, _THAT) for stop in pattern.finditer(text, around.since, until)), default=around.since)
    inside = [each for each in left if each.start >= cut] if cut > around.since or around.opens else []
    if inside or around.opens:
        return inside or list(left)
    return [each for each in left if _CONJOINED.search(text, around.since, each.start)][-1:]


def _is_bound(text: str, since: int, each: Referent) -> bool:
    if BOUND.search(text, max(since, each.start - 40), each.start):
        return True
    return bool(re.match(r"['’]s?\s+[a-z]+\s+(?:from|of|in)\b", text[each.end : each.end + 20]))


def _after(text: str, previous: int, each: Referent, *, bare: bool) -> str:
    """The role of one named behind the verb. `bare`: a noun or a passive, which have no object of their own."""
    between = text[previous : each.start]
    if "," in between and len(between) > 40:
        return ""
    prepositions = [found.group(1).lower() for found in PREPOSITION.finditer(between)]
    if not prepositions:
        return "" if bare or " and " in between else "patient"
    word = next((word for word in reversed(prepositions) if word != "of"), "of")
    if word == "by":
        return "patient" if _HELD.search(between) else "agent"
    return word
