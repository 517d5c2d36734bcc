"""Somebody else's words: what a claim has one say and its source has another say.

Words are told to be the same by a quotation or by a figure that stands in one sentence of the sources only. Two speakers are told apart only
where both are named, neither belongs to the other's naming (`Kelso's chief Jane Roe`), and a firm's words are not a person's of it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from drafter.check.claims.amounts import amounts
from drafter.check.claims.clauses import sentences
from drafter.check.claims.referents import GENERIC_WORDS, Directory, Referent, directory_of, organisations
from drafter.check.findings import Finding, Passage, Span
from drafter.check.quotations.haystack import Haystack

_SAYS = re.compile(
    r"(?i)(?<![A-Za-z])(?P<en>said|says|told|tells|added|adds|wrote|writes|warned|warns|called(?! off| on )|calls(?! off| on )|described|describes|"
    r"argued|argues|admitted|admits|acknowledged|insisted|"
    r"stated|predicted|predicts|cautioned|conceded|complained|explained)(?![A-Za-z])"
    r"|(?P<zh>表示|(?<![据简俗人职号声])称(?![为作号职赞])|(?<!据)说(?![明法服])|指出|认为|强调|坦言|透露|警告|承认|否认|直言|预计|预测|提醒|批评|形容|写道)"
)
_QUOTED = re.compile(r"“[^”]{2,600}”|\"[^\"]{2,600}\"|「[^」]{2,600}」")
_CUT = re.compile(r"(?i)[;；]|,\s+(?:and|but|while|whereas|though|although)\s|\s(?:while|whereas|but)\s|[”\"],?\s")
_BOUND = re.compile(r"(?i)(?<![A-Za-z])(?:from|by|with|of|in|for|against|to|at|on)\s+(?:the |its |a |an )?(?:[a-z-]+ ){0,3}$")
_ZH_CUT = re.compile(r"[，,；;。：:]")
_ZH_CARRIES = re.compile(r"(?:[并还也则且]|同时|另|并且)?")
_TITLE = re.compile(
    r"(?i)(?:chief(?: \w+){0,2}|C[EFTIO]O|chair(?:man|woman|person)?|president|minister|governor|founder|director|analyst|spokes(?:man|woman|person)|professor|"
    r"dr\.?|mr\.?|ms\.?|mrs\.?|judge|senator|author|economist|head|commissioner|secretary|lawyer|editor|manager|officer|mayor|partner)\s+$"
    r"|(?:官|董事长|部长|局长|分析师|总裁|主席|发言人|创始人|教授|负责人|主管|总监|总经理|行长|司长|主任|作者|律师|经济学家|部人士|市长|州长|总统|总理|法官)$"
)
_TITLED = re.compile(
    r"(?i),\s+(?:\d\d\b|(?:its |the |an? )?(?:chief|head|president|founder|director|analyst|partner|professor|chair|spokes|economist|lawyer)|who\b)"
)
_FIRM_BEFORE = re.compile(
    r"(?i)\b(?:the|union|club|group|firm|company|\w*maker|insurer|bank|lender|regulator|watchdog|rival|operator|provider|host|association|agency|ministry|start-?up|retailer|"
    r"carrier|airline|federation|alliance|fund|university|institute|supplier|developer|broker|platform|app|brewer|miner|utility|studio|publisher|network|giant|"
    r"manufacturer|exchange|charity|consultancy|think[- ]tank|newspaper|hospital|unit)[ ,]+$"
)
_LEAST = 10
"""A figure from which two sentences may be told to speak of the same."""


@dataclass(frozen=True, slots=True)
class Telling:
    """Who says what: all named in the speaker's place, and the span of what is said."""

    speakers: frozenset[str]
    start: int
    end: int
    verb: int


def speaker_findings(claim: str, passages: Sequence[Passage], names: Sequence[tuple[str, str]] = ()) -> list[Finding]:
    """Findings `speaker-changed`."""
    if not _SAYS.search(claim) or not (_QUOTED.search(claim) or amounts(claim)) or not any(_SAYS.search(passage.text) for passage in passages):
        return []
    directory = directory_of(claim, passages, names)
    kinds = _Kinds(directory, [claim, *(passage.text for passage in passages)])
    theirs = [(passage, telling) for passage in passages for telling in tellings(passage.text, directory)]
    for mine in tellings(claim, directory):
        place = _same_words(claim, mine, passages) if mine.speakers else None
        others = [telling for passage, telling in theirs if place and passage == place[0] and telling.start <= place[1] < telling.end]
        if place and len(others) == 1 and kinds.apart(mine, others[0], [telling for _, telling in theirs]):
            there = Span(others[0].verb, place[1], place[0].text[others[0].verb : place[1]], place[0].id)
            words = claim[mine.start : mine.verb].strip() or claim[mine.verb : mine.end].strip()
            start = claim.index(words)
            return [
                Finding("speaker-changed", "HIGH", Span(start, start + len(words), words), there, f"in the source another says it: “{place[0].text.strip()}”")
            ]
    return []


def tellings(text: str, directory: Directory) -> list[Telling]:
    """Every verb of saying with those named in its subject; none named where the sentence names nobody there."""
    found: list[Telling] = []
    referents = directory.find(text)
    quoted = [match.span() for match in _QUOTED.finditer(text)]
    for start, end in sentences(text):
        inside = [each for each in referents if start <= each.start < end]
        verbs = [verb for verb in _SAYS.finditer(text, start, min(end + 2, len(text))) if not any(since < verb.start() < until for since, until in quoted)]
        for at, verb in enumerate(verbs):
            until = verbs[at + 1].start() if at + 1 < len(verbs) else end + 2
            found.append((_in_english if verb["en"] else _in_chinese)(text, start, verb, until, inside))
    return found


def _in_english(text: str, start: int, verb: re.Match[str], until: int, inside: Sequence[Referent]) -> Telling:
    """`X said …`; behind words quoted `… said X, …`, which then are what is said."""
    cuts = [cut.end() for cut in _CUT.finditer(text, start, verb.start())]
    if _inverted(text, start, verb, inside):
        stop = re.compile(r"[,.;]").search(text, verb.end())
        after = [each for each in inside if verb.end() <= each.start < (stop.start() if stop else until)]
        return Telling(frozenset(each.key for each in after), start, verb.start(), verb.start())
    cut = max(cuts, default=start)
    subject = [each for each in inside if cut <= each.start < verb.start()]
    named = frozenset(each.key for each in subject) if any(not _BOUND.search(text, max(cut, each.start - 40), each.start) for each in subject) else frozenset()
    if _QUOTED.search(text, start, cut) and not text[verb.end() : until].strip(" .\n"):
        return Telling(named, start, verb.start(), verb.start())
    return Telling(named, max(cut, start), until, verb.start())


def _inverted(text: str, start: int, verb: re.Match[str], inside: Sequence[Referent]) -> bool:
    """Behind a quotation, or behind a comma that closes no apposition: `…, said Jane Roe`, not `Kelso, the steelmaker, said`."""
    before = text[start : verb.start()].rstrip()
    if not before or before.endswith(("”", '"')):
        return True
    last = next((each for each in reversed(inside) if each.end <= verb.start()), None)
    apposed = last is not None and text[last.end : verb.start()].startswith(",")
    return before.endswith(",") and not apposed and bool(re.fullmatch(r"(?i)said|says|wrote|added|adds|warned|told|explained", verb.group()))


def _in_chinese(text: str, start: int, verb: re.Match[str], until: int, inside: Sequence[Referent]) -> Telling:
    """Whoever stands before the verb in its clause; where the verb opens the clause, whoever the sentence begins with."""
    cut = max((stop.end() for stop in _ZH_CUT.finditer(text, start, verb.start())), default=start)
    if cut > start and _ZH_CARRIES.fullmatch(text, cut, verb.start()):
        opening = _ZH_CUT.search(text, start)
        named = [each for each in inside if each.start < (opening.start() if opening else verb.start())]
        return Telling(frozenset(each.key for each in named[:1] if each.start - start <= _OPENING), verb.start(), until, verb.start())
    quoted = next((match for match in _QUOTED.finditer(text, start, verb.start()) if match.end() <= cut + 1), None)
    named = [each for each in inside if cut <= each.start < verb.start()]
    return Telling(
        frozenset(each.key for each in named), quoted.start() if quoted and not text[verb.end() : until].strip("。 \n") else cut, until, verb.start()
    )


_OPENING = 8


def _same_words(claim: str, mine: Telling, passages: Sequence[Passage]) -> tuple[Passage, int] | None:
    """Where the sources say what the claim quotes, or tell its figure: one place only."""
    for match in _QUOTED.finditer(claim):
        if mine.start <= match.start() < mine.end + 3:
            return _quoted_in(match.group()[1:-1], passages)
    told = [
        amount for amount in amounts(claim) if mine.start <= amount.start < mine.end and amount.value >= _LEAST and not _year(claim[amount.start : amount.end])
    ]
    for amount in told:
        places = [
            (passage, other.start) for passage in passages for other in amounts(passage.text) if other.value == amount.value and other.unit == amount.unit
        ]
        if len(places) == 1:
            return places[0]
    return None


def _quoted_in(words: str, passages: Sequence[Passage]) -> tuple[Passage, int] | None:
    for passage in passages:
        if found := Haystack(passage.text).find(words):
            return passage, found.start
    quoted = [(passage, match) for passage in passages for match in _QUOTED.finditer(passage.text)]
    if len(quoted) != 1 or _han(words) == _han(quoted[0][1].group()):
        return None
    return quoted[0][0], quoted[0][1].start() + 1


def _han(words: str) -> bool:
    return sum("\u3400" <= character <= "\u9fff" for character in words) * 3 > len(words)


def _year(words: str) -> bool:
    return bool(re.fullmatch(r"(?:19|20)\d\d年?", words))


class _Kinds:
    """Who is a person and who is a firm, by the words beside their names."""

    def __init__(self, directory: Directory, texts: Sequence[str]) -> None:
        self._people: set[str] = set()
        self._firms: set[str] = set()
        for text in texts:
            for each in directory.find(text):
                self._sort(text, each)

    def _sort(self, text: str, each: Referent) -> None:
        words, before = text[each.start : each.end], text[max(0, each.start - 30) : each.start]
        if "·" in words or _TITLE.search(before) or _TITLED.match(text, each.end):
            self._people.add(each.key)
        elif _FIRM_BEFORE.search(before) or not GENERIC_WORDS.isdisjoint(words.lower().split()) or words.isupper() or organisations(words):
            self._firms.add(each.key)

    def apart(self, mine: Telling, other: Telling, theirs: Sequence[Telling]) -> bool:
        """Whether the two are surely two, and the one could not speak for the other."""
        if not mine.speakers or not other.speakers or mine.speakers & other.speakers or any(":" in key for key in mine.speakers | other.speakers):
            return False
        ours, others = self._person(mine.speakers), self._person(other.speakers)
        if ours and others:
            return True
        if ours:
            return any(mine.speakers & telling.speakers for telling in theirs) and bool(other.speakers & self._firms)
        return not others and bool(other.speakers & self._firms)

    def _person(self, keys: frozenset[str]) -> bool:
        return not keys.isdisjoint(self._people)
