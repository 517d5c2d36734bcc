"""Who does a Chinese verb to whom, by the words around it."""

from __future__ import annotations

import re
from collections.abc import Sequence

from drafter.check.claims.referents import Referent
from drafter.check.claims.role_parts import BESIDE, BREAK, JOINED, Around, Parts

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
_ZH_MANNER = re.compile(r"(?:以|用|通过|采用|采取|按)[^，。；]{1,24}?(?:方式|形式|手段|名义)")
"""What something is done by is nobody who does it: 以发行股份方式收购."""
_ZH_BARE_PASSIVE = re.compile(r"(?:被|遭到?|受到)$")
_ZH_HOLDING = re.compile(r"(?:手中)?(?:所持|持有的)")
_ZH_STOP = re.compile(r"是|成为|令|导致|使")
_ZH_OF = re.compile(
    r"(?:旗下|子公司|母公司|控股股东|关联方|联席|联合|[前副现]|创始人|董事长|首席\w{1,3}官|总裁|总经理|CEO|主席|主管|负责人|发言人|高管|行长|部长|局长|公司|集团|的)*"
)
"""Between a firm and whoever of it is meant: 甲集团旗下乙公司, 甲公司董事长某某."""


def han_parts(around: Around, right: Sequence[Referent]) -> Parts:
    """Those before the verb in its clause by the word that binds them, the first unbound as the one who acts; then those behind it."""
    text, verb = around.text, around.verb
    cut = max((stop.end() for stop in BREAK.finditer(text, around.since, verb.start())), default=around.since)
    pivot = max((stop.end() for stop in _ZH_PIVOT.finditer(text, cut, verb.start())), default=0)
    here = [each for each in around.left if each.start >= max(cut, pivot)]
    if not here and around.opens and not pivot and not _ZH_IF.search(text, cut, verb.start()):
        here = [each for each in around.left if not _ZH_WHY.search(text, around.sentence, each.start)]
    means = [found.span() for found in _ZH_MANNER.finditer(text, around.since, verb.start())]
    here = [each for each in here if not any(start <= each.start < end for start, end in means)]
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
    elif agent and _ZH_BARE_PASSIVE.search(text, max(around.since, verb.start() - 2), verb.start()):
        parts.add(("patient", agent))
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
        if _ZH_STOP.search(text, previous, each.start) or (at and not word and not JOINED.fullmatch(text, previous, each.start)):
            break
        role = "to" if gives or word in {"给", "向"} else "with" if word in {"与", "和", "同"} else "from" if word == "从" else "" if word else "patient"
        if role == "patient" and _ZH_HOLDING.match(text, each.end):
            role = "from"
        if role:
            parts.add((role, each.key))
        previous = each.end
    return parts
